"""The catalogues: every marked text is in them, Arabic is whole, and so is what is compiled."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from impersonation_watch.language import LANGUAGES, direction, preferred
from impersonation_watch.locale import build

TRANSLATED = [each for each in LANGUAGES if each != "en"]
HOLE = re.compile(r"\{\w*\}|%\(\w+\)s")
MARKUP = re.compile(r"[<>&\"]")
PLURALS = {"ar": {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 1000: 5}}


@cache
def marked() -> build.Words:
    return build.collect()


def texts() -> list[Message]:
    return [each for each in marked() if each.id]


def folder(language: str) -> Path:
    return build.LOCALE / language / "LC_MESSAGES"


def catalogue(language: str) -> Catalog:
    return build.read(folder(language) / "messages.po")


def messages(language: str) -> list[Message]:
    return [each for each in catalogue(language) if each.id]


def compiled(language: str) -> GNUTranslations:
    return GNUTranslations(io.BytesIO((folder(language) / "messages.mo").read_bytes()))


def one(message: Message) -> str:
    """The text itself, or its form for many."""
    return str(message.id[-1] if isinstance(message.id, tuple | list) else message.id)


def test_every_marked_text_is_in_the_template() -> None:
    kept = {one(each) for each in build.read(build.LOCALE / "messages.pot") if each.id}
    assert {one(each) for each in texts()} == kept, "make words"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_marked_text_is_translated(language: str) -> None:
    translated = {one(each) for each in messages(language) if all(build.forms(each))}
    assert {one(each) for each in texts()} == translated


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_a_guess(language: str) -> None:
    assert [each.id for each in messages(language) if each.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    written = build.updated(folder(language) / "messages.po", marked(), language)
    assert build.mo(written) == (folder(language) / "messages.mo").read_bytes(), "make words"


@pytest.mark.parametrize("language", TRANSLATED)
def test_gettext_finds_each_translation(language: str) -> None:
    spoken = compiled(language)
    single = [each for each in messages(language) if isinstance(each.id, str)]
    assert [one(each) for each in single if spoken.gettext(one(each)) != each.string] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_same_holes_to_fill(language: str) -> None:
    differs = [
        form
        for each in messages(language)
        for form in build.forms(each)
        if set(HOLE.findall(form)) - set(HOLE.findall(one(each)))
    ]
    assert differs == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_each_hole(language: str) -> None:
    """The last plural form, for many, has all of them; "one file" needs no number."""
    left = [
        one(each)
        for each in messages(language)
        if sorted(HOLE.findall(build.forms(each)[-1])) != sorted(HOLE.findall(one(each)))
    ]
    assert left == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_brings_no_markup(language: str) -> None:
    """Templates show marked texts as they are."""
    brought = [
        form
        for each in messages(language)
        for form in build.forms(each)
        if set(MARKUP.findall(form)) - set(MARKUP.findall(one(each)))
    ]
    assert brought == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_number_gets_its_form(language: str) -> None:
    several = next(each for each in messages(language) if isinstance(each.id, tuple))
    spoken = compiled(language)
    for number, form in PLURALS[language].items():
        assert spoken.ngettext(*several.id, number) == build.forms(several)[form]


def test_no_text_in_a_template_has_a_straight_quote_or_a_sign_of_markup() -> None:
    """In an attribute it would end the attribute."""
    shown = (each for each in texts() if any(".html" in place for place, _ in each.locations))
    assert [one(each) for each in shown if MARKUP.search(one(each))] == []


@pytest.mark.parametrize("path", sorted(build.LOCALE.rglob("*.po*")), ids=lambda path: path.name)
def test_a_catalogue_names_no_day_and_no_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"Creation-Date|Revision-Date|Generated-By|Translator", text)
    assert str(build.PACKAGE.parent) not in text


def test_a_catalogue_is_the_same_when_it_is_made_again() -> None:
    assert build.po(build.collect()) == build.po(marked())


def test_each_language_has_its_direction() -> None:
    assert {each: direction(each) for each in LANGUAGES} == {"en": "ltr", "ar": "rtl"}


@pytest.mark.parametrize(
    "accepted, language",
    [
        ("ar", "ar"),
        ("ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("fr-FR,fr;q=0.9,ar;q=0.4", "ar"),
        ("en-GB,en;q=0.9,ar;q=0.1", "en"),
        ("de", "en"),
        ("", "en"),
        (";;;,,,", "en"),
        ("../../etc", "en"),
    ],
)
def test_the_browser_says_which_language_is_spoken_first(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


# --- nothing is said unmarked ---------------------------------------------------------------

MARKED = re.compile(r"\{%-? *trans\b.*?endtrans *-?%\}|\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
TAG = re.compile(r"<code>.*?</code>|<[^>]*>", re.DOTALL)
READ_ALOUD = re.compile(r'(?:aria-label|alt|title|placeholder|data-copied)="([^"]*)"')
WORD = re.compile(r"(?<![\w.])[A-Za-z]{2,}(?![\w.])")
SAME = {"SHA", "https"}  # in every language
ERRORS = re.compile(r"(?:Watch|Store|Config|Picture)Error|Cannot(?:Fill|Send)|Flash")
# said in a terminal only: by the commands, and by processes that have no pages
TERMINAL = re.compile(
    r"(?:commands|demo|schedule|service|crawl)/|config/(?:reading|yamlfile)|review/serve|terminal"
    r"|takedown/forms|helplines/reading"
)


@pytest.mark.parametrize(
    "path", sorted(build.PACKAGE.rglob("templates/*.html")), ids=lambda path: path.name
)
def test_no_template_says_anything_unmarked(path: Path) -> None:
    left = MARKED.sub("·", path.read_text("utf-8"))
    said = [*READ_ALOUD.findall(left), TAG.sub(" ", left)]
    assert [word for text in said for word in WORD.findall(text) if word not in SAME] == []


def unmarked(tree: ast.AST) -> Iterator[str]:
    """Texts that are written out where something is said to a person."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ERRORS.fullmatch(ast.unparse(node.func)):
            named = [each.value for each in node.keywords if each.arg in ("advice", "text")]
            for each in (*node.args[:1], *named):
                parts = each.values if isinstance(each, ast.JoinedStr) else [each]
                texts = [str(part.value) for part in parts if isinstance(part, ast.Constant)]
                yield from (text for text in texts if WORD.search(text))


def test_no_message_that_a_page_can_show_is_unmarked() -> None:
    found = [
        f"{name}: {text}"
        for path in sorted(build.PACKAGE.rglob("*.py"))
        if not TERMINAL.match(name := path.relative_to(build.PACKAGE).as_posix())
        for text in unmarked(ast.parse(path.read_bytes()))
    ]
    assert found == []
