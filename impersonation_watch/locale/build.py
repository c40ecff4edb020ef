"""Collects every marked text, brings the catalogues up to date and compiles them: `make words`."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).parent
PACKAGE = LOCALE.parent
DOMAIN = "messages"
HEAD = "# Texts of the program, in the order of the alphabet."
CALLS = {"_": 1, "N_": 1, "several": 2}  # functions in Python, and how many texts each takes
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}  # the same in templates
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
FORM = ("name", "operator", "addressee", "label", "note", "learns", "pitfalls", "text")
SHOWN = {  # folders of YAML, and the fields in them that people read
    "takedown/platforms": FORM,
    "takedown/documents": FORM,
    "takedown/laws": (*FORM, "applies_if", "clock", "exclusions", "law", "covers"),
}
PLURALS = {  # the rule of each language, as gettext writes it
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 && n%100<=99 ? 4 : 5);",
}

Text = str | tuple[str, ...]


class Words(Catalog):
    """A catalogue whose head says what is needed to read it: no day, no machine, no maker."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the head."""
        head = [("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8")]
        if self.locale is None:
            return head
        language = str(self.locale)
        return [*head, ("Language", language), ("Plural-Forms", PLURALS[language])]


def main() -> None:
    """Write messages.pot, and each language's messages.po and messages.mo."""
    template = collect()
    (LOCALE / f"{DOMAIN}.pot").write_bytes(po(template))
    for language in PLURALS:
        path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        catalogue = updated(path, template, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po(catalogue))
        path.with_suffix(".mo").write_bytes(mo(catalogue))


def collect() -> Words:
    """Every marked text of the package, with the files it stands in."""
    template = Words(header_comment=HEAD, fuzzy=False)
    for path, text in texts():
        template.add(text, locations=[(path, 0)])
    return template


def texts() -> Iterator[tuple[str, Text]]:
    """Each marked text with the file it stands in, below the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ((_name(path), text) for text in called(ast.parse(path.read_bytes())))
    for path in sorted(PACKAGE.rglob("templates/*")):
        if path.suffix in (".html", ".txt"):
            yield from _marked(path)
    for folder, fields in SHOWN.items():
        for path in sorted((PACKAGE / folder).glob("*.yaml")):
            given = yaml.safe_load(path.read_text("utf-8"))
            yield from ((_name(path), text) for text in shown(given, fields))


def called(tree: ast.AST) -> Iterator[Text]:
    """The texts that are written out in a call of one of ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            first = node.args[: CALLS.get(name, 0)]
            texts = [each.value for each in first if isinstance(each, ast.Constant)]
            given = tuple(each for each in texts if isinstance(each, str))
            if given and len(given) == len(first):
                yield given if len(given) > 1 else given[0]


def shown(given: object, fields: Iterable[str], field: str = "") -> Iterator[str]:
    """The texts below these fields of what a YAML file holds."""
    if isinstance(given, dict):
        for name, value in given.items():
            yield from shown(value, fields, str(name))
    elif isinstance(given, list):
        for value in given:
            yield from shown(value, fields, field)
    elif isinstance(given, str) and field in fields and given.strip():
        yield given


def updated(path: Path, template: Words, language: str) -> Words:
    """What was translated before, for the texts there are now; nothing is guessed."""
    catalogue = Words(locale=language, header_comment=HEAD, fuzzy=False)
    before = read(path)
    for message in template:
        if message.id:
            known = before.get(message.id)
            same_kind = known is not None and known.pluralizable == message.pluralizable
            string = known.string if known is not None and same_kind else None
            catalogue.add(message.id, string, locations=message.locations)
    return catalogue


def read(path: Path) -> Catalog:
    """A catalogue as it lies there; an empty one where there is none."""
    return read_po(io.BytesIO(path.read_bytes() if path.is_file() else b""))


def po(catalogue: Catalog) -> bytes:
    """As text, the same bytes whenever the texts are the same."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, include_lineno=False)
    return out.getvalue()


def mo(catalogue: Catalog) -> bytes:
    """Compiled, for gettext; a text without its translation is left out and stays English."""
    whole = Words(locale=catalogue.locale, fuzzy=False)
    for message in catalogue:
        if message.id and all(forms(message)):
            whole.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def forms(message: Message) -> tuple[str, ...]:
    """The translation of a text, or one for each plural form; empty where there is none."""
    found = message.string if isinstance(message.string, tuple | list) else [message.string]
    return tuple(str(each or "") for each in found)


def _marked(path: Path) -> Iterator[tuple[str, Text]]:
    with path.open("rb") as source:
        for _line, text, _comments, _context in extract("jinja2", source, KEYWORDS, (), JINJA):
            yield _name(path), text


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


if __name__ == "__main__":
    main()
