"""What a person reads on the pages: a whole session walked through, and the words of each page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from casing import bring, edit, open_case, picture
from reviewing import OURS, PASSPHRASE, Pages, copy_of_filled, pages

BLOCKS = re.compile(
    "p|li|h[1-6]|dt|dd|label|legend|button|t[dhr]|caption|figcaption|summary|option|div|form|br"
    "|section|ul|ol|dl|fieldset|select|main|header|nav|footer|details|figure|table"
)
FOREIGN = frozenset({"bdi", "code", "kbd", "mark", "script", "style", "textarea", "svg"})
VOID = frozenset({"meta", "link", "input", "img", "br", "hr", "rect", "source"})
READ_ALOUD = ("aria-label", "alt", "placeholder", "title", "data-copied")
SENTENCE = re.compile(r"\w.*[.?:؟]$", re.DOTALL)
MOST_OF_A_KIND = 3  # addresses that differ in an id only
LINK = re.compile(r'href="(/[^"#]*)')
ID = re.compile(r"/(?:[0-9a-f]{6,}|p1)(?=/|$)")
NOT_WALKED = re.compile(r"/(?:style\.css|script\.js|icon\.svg|lock|leave|left|enter|photos|still)")


@dataclass
class Reader(HTMLParser):
    """Collects the text of each block, and of each attribute that is read aloud.

    What was typed or found (names, addresses, codes) is left out; a dot stands in its place.
    """

    texts: list[str] = field(default_factory=list)
    lang: str = ""
    dir: str = ""
    unmarked: list[str] = field(default_factory=list)  # addresses without a direction of their own

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._line = ""
        self._foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang, self.dir = given.get("lang", ""), given.get("dir", "")
        elif not self._foreign and "lang" not in given:
            self.texts += [given[name] for name in READ_ALOUD if given.get(name)]
        if BLOCKS.fullmatch(tag):
            self._end_line()
        if tag not in VOID and (self._foreign or _is_foreign(tag, given)):
            self._line += "" if self._foreign else "·"
            self._foreign.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._foreign and self._foreign[-1] == tag:
            self._foreign.pop()
        if BLOCKS.fullmatch(tag):
            self._end_line()

    def handle_data(self, data: str) -> None:
        if not self._foreign:
            self._line += data

    def _end_line(self) -> None:
        text = " ".join(self._line.split())
        self.texts += [text] if text else []
        self._line = ""


def _is_foreign(tag: str, given: dict[str, str]) -> bool:
    classes = given.get("class", "").split()
    return (
        tag in FOREIGN
        or {"address", "code"} & set(classes) != set()
        or (tag != "html" and "lang" in given)
        or given.get("dir") == "auto"
    )


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def sentences(page: str) -> list[str]:
    """What ends like a sentence; labels and headings are too short to measure."""
    return [each for each in read(page).texts if SENTENCE.search(each) and each.count(" ") > 2]


@dataclass
class Listener(Pages):
    """Pages that keep every page they were answered with."""

    heard: dict[str, str] = field(default_factory=dict)

    def _keep(self, answer: Any) -> Any:
        if answer.headers.get("content-type", "").startswith("text/html"):
            asked = f"{answer.request.method} {answer.url.path} {answer.status_code}"
            while asked in self.heard and self.heard[asked] != answer.text:
                asked += "'"
            self.heard[asked] = answer.text
        return super()._keep(answer)


@contextmanager
def listening(folder: Path, now: datetime, ids: dict[str, str]) -> Iterator[Listener]:
    with pages(folder, now, ids) as opened:
        yield Listener(**{each.name: getattr(opened, each.name) for each in fields(Pages)})


def session(folder: Path, now: datetime, language: str) -> dict[str, str]:
    """Every page of a set-up and of a filled vault, in one language, as they were answered."""
    heard: dict[str, str] = {}
    with listening(folder / "fresh" / "notes", now, {}) as fresh:
        fresh.client.headers["accept-language"] = language
        _set_up(fresh)
        heard |= {f"fresh {asked}": page for asked, page in fresh.heard.items()}
    ids = copy_of_filled(folder / "notes", now)
    with listening(folder / "notes", now, ids) as opened:
        opened.client.headers["accept-language"] = language
        _at_the_door(opened, language)
        _reports(opened, f"/n/{ids['naomi.w']}", language)
        _cases(opened, language)
        _mistakes(opened)
        crawl(opened)
        _look(opened)
        return heard | opened.heard


def papers(folder: Path) -> dict[str, str]:
    """What lies on top in each packet of a session, for her to read first."""
    found = {}
    for packet in sorted((folder / "packets").glob("*.zip")):
        with ZipFile(packet) as opened:
            found[packet.stem] = opened.read("README.txt").decode()
    return found


def _set_up(fresh: Listener) -> None:
    fresh.enter()
    fresh.post("/setup")
    for whom in ("me", "other"):
        fresh.post("/setup/who", whom=whom)
    fresh.post("/setup/consent", giver="", until="")
    fresh.post("/setup/consent", giver="Naomi Whitaker", until="2027-03-01")
    fresh.post("/setup/names", names="x")
    fresh.post("/setup/names", names="Naomi Whitaker\r\nنورا حداد\r\n山田花子", nicknames="Nomi")
    fresh.post("/setup/spellings", **{"spelling-1": "Nora Haddad"})
    for held in ("yes", "no"):
        _upload(fresh, "/setup/photos", held=held)
    fresh.get("/setup/photos")
    fresh.post("/setup/accounts", addresses="not an address", kind="own_accounts")
    fresh.post(
        "/setup/accounts", addresses="https://bsky.app/profile/n.example", kind="own_accounts"
    )
    fresh.post("/setup/accounts", handles="@naomiwhitaker")
    fresh.post("/setup/safety", reach="yes", keeping="keep_watching")
    fresh.post("/setup/safety", reach="no", keeping="strict")
    fresh.post("/setup/passphrase", passphrase="Naomi")
    fresh.post("/setup/passphrase", passphrase=PASSPHRASE)
    crawl(fresh)
    fresh.post("/setup-code")


def _upload(opened: Pages, path: str, **given: str) -> None:
    files = [("photos", ("garden.jpg", picture())), ("photos", ("page.jpg", b"<html>"))]
    data = {"token": opened.token, **given}
    opened._keep(opened.client.post(path, data=data, files=files, headers=OURS))


def _at_the_door(opened: Listener, language: str) -> None:
    opened.enter()
    for _ in range(4):
        opened.unlock("not the passphrase")
    opened.get("/helplines")
    opened.post("/helplines", country="eg")
    opened.get("/leaving")
    opened.post("/leaving")
    opened.post("/language", language=language)
    opened.unlock_at_once()


def _reports(opened: Listener, hit: str, language: str) -> None:
    opened.get(hit)
    opened.post(f"{hit}/decide", decision="impostor")
    _report(opened, hit, language)
    opened.post(f"{hit}/undo")
    opened.get(hit)
    opened.post(f"{hit}/decide", decision="impostor")


def _report(opened: Listener, about: str, language: str) -> None:
    """The questions, the choice, every form with something missing, and one packet."""
    opened.get(f"{about}/report")
    opened.post(f"{about}/report", anger="yes")
    opened.post(f"{about}/report", anger="yes", knows_who="no")
    careful = {"anger": "yes", "knows_who": "yes", "police": "court", "shown": "unsure"}
    calm = {"anger": "no", "knows_who": "no", "police": "none", "shown": "clothed_adult"}
    for answers in (careful, calm):
        opened.post(f"{about}/report", **answers)
        opened.post(f"{about}/report", **answers, erase="yes")
        page = opened.get(f"{about}/report").text
        for form in sorted(set(re.findall(rf'href="({about}/report/[a-z0-9-]+)"', page))):
            opened.get(form)
            opened.post(form, language=language)
            me = {"name": "Naomi Whitaker", "email": "naomi@mail.example", "role": "self"}
            opened.post(form, language=language, **me)
            opened.get(f"{form}/done")


def _cases(opened: Listener, language: str) -> None:
    open_case(opened, anger="yes", knows_who="unsure", police="court", shown="under_18")
    case = open_case(opened, app="tinder")
    about = f"/c/{case.id}"
    bring(opened, case, ("first.png", picture()), ("page.html", b"<html>"))
    bring(opened, case, ("second.png", picture(40)), supplied_by="Ayla")
    edit(opened, case, "shown", name="Lena", age="34", place="", bio="", handle="", phone="")
    edit(opened, case, "happened", happened="A friend told me.")
    edit(opened, case, "witnesses", who_1="Ayla", saw_1="the profile", at_1="2026-11-20")
    edit(opened, case, "police", number="A 12", station="", officer="", reported_at="2026-11-21")
    opened.post(f"{about}/text", text="Hello", kind="messages", supplied_by="")
    opened.post(f"{about}/notes", text="Mine alone")
    crawl(opened, about)
    _report(opened, about, language)
    opened.post(f"{about}/close")
    opened.post(f"{about}/open")


def _mistakes(opened: Listener) -> None:
    """What is said when something cannot be done."""
    for part in ("names", "photos", "accounts", "consent", "looking", "passphrase", "pages"):
        opened.post(f"/settings/{part}", person="p1", names="", until="2020-01-01")
    for path in ("/check", "/pause", "/language", "/cases/new/what", "/batch", "/batches"):
        opened.post(path, url="not an address")
    opened.get("/nowhere")
    opened.get("/n/nowhere")
    opened.send("/look", {"token": "old"}, OURS)


def _look(opened: Listener) -> None:
    for path, given in (("/look", {}), ("/check", {"url": "https://bsky.app/profile/naomi.w"})):
        opened.post(path, **given)
        opened.get("/looking")
        while opened.sitting.look is not None and not opened.sitting.look.ended:
            opened.get("/looking?quiet=1")
        opened.get("/looking")


def crawl(opened: Pages, *starts: str) -> None:
    """Every page that links lead to; of addresses that differ in an id only some."""
    seen: set[str] = set()
    kinds: dict[str, int] = {}
    ways = ["/", *starts]
    while ways:
        path = ways.pop(0)
        kind = ID.sub("/*", path.partition("?")[0])
        if path in seen or NOT_WALKED.match(path) or kinds.get(kind, 0) >= MOST_OF_A_KIND:
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = opened.get(path)
        if answer.headers.get("content-type", "").startswith("text/html"):
            ways += LINK.findall(answer.text)
