"""Files judged and opened, whole, before anything of them is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from impersonation_watch.evidence import display_snapshot
from impersonation_watch.intake import papers
from impersonation_watch.language import _, several
from impersonation_watch.model import SUPPLIED_KINDS, How, Photo, Snapshot, WatchError
from impersonation_watch.pictures import DISPLAY_PX, SCREEN_PX, Darkroom
from impersonation_watch.vault import Store

MOST_FILES = 100  # brought to one case; each page of a case shows all of them
LONGEST_LABEL = 100
ONLY_PICTURES = frozenset({"screenshot", "photo"})
JOINS_SEARCH = "photo"  # the picture shown on the profile itself; a screenshot holds much besides
ID_BYTES = 8

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One file as somebody handed it over."""

    kind: str  # one of SUPPLIED_KINDS
    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A file opened and judged: what is to be kept, the original first."""

    kept: tuple[tuple[Snapshot, bytes], ...]
    photo: Photo | None = None  # to be looked for; without its case yet

    @property
    def original(self) -> Snapshot:
        return self.kept[0][0]


def prepare(
    files: Sequence[Brought],
    *,
    no_pictures: bool,
    supplied_by: str,
    now: datetime,
    on_progress: Say,
) -> tuple[Ready, ...]:
    """Judge and open all of them; WatchError names every one that cannot be kept."""
    if no_pictures and any(_can_hold_picture(each) for each in files):
        raise no_picture()
    problems: list[WatchError] = []
    ready: list[Ready] = []
    with Darkroom() as darkroom:
        for file in files:
            on_progress(label_of(file.name))
            try:
                ready.append(open_one(darkroom, file, supplied_by, now))
            except WatchError as error:
                text = _("“{name}” was not kept: {why}").format(name=label_of(file.name), why=error)
                problems.append(WatchError(text, advice=error.advice))
    if problems:
        advice = dict.fromkeys(each.advice for each in problems if each.advice)
        raise WatchError("\n".join(map(str, problems)), advice=" ".join(advice))
    return tuple(ready)


def prepare_one(
    file: Brought, *, no_pictures: bool, supplied_by: str, now: datetime
) -> tuple[Ready, ...]:
    """The same for one file; WatchError says why, without its name."""
    if no_pictures and _can_hold_picture(file):
        raise no_picture()
    with Darkroom() as darkroom:
        return (open_one(darkroom, file, supplied_by, now),)


def open_one(darkroom: Darkroom, file: Brought, supplied_by: str, now: datetime) -> Ready:
    """Judge one file; a picture is decoded in the darkroom. WatchError says why it is not kept."""
    if file.kind not in SUPPLIED_KINDS:
        raise ValueError(f"{file.kind} is no kind of file")
    if _needs_opening(file):
        return _open_picture(darkroom, file, supplied_by, now)
    media = papers.media_of(file.name, file.content)
    snapshot = supplied(file.kind, file.name, file.content, media, supplied_by, now)
    return Ready(kept=((snapshot, file.content),))


def put(store: Store, ready: Iterable[Ready]) -> None:
    """Write the bytes; before the rows, so that no row ever points to nothing."""
    for each in ready:
        for _snapshot, content in each.kept:
            store.blobs.put(content)


def keep(store: Store, case_id: str, ready: Sequence[Ready], now: datetime) -> tuple[Snapshot, ...]:
    """Inside `change`, the bytes being on the disk: rows for those that are not there yet."""
    there = {each.sha256: each for each in store.snapshots(case_id) if each.how is How.SUPPLIED}
    for each in ready:
        if each.original.sha256 not in there:
            _keep_one(store, case_id, each, now)
            there[each.original.sha256] = each.original
    if len(there) > MOST_FILES:
        text = several("a case holds {count} file", "a case holds {count} files", MOST_FILES)
        raise WatchError(
            text.format(count=MOST_FILES),
            advice=_("Open a second case for the rest. Nothing was added just now."),
        )
    return tuple(there[each.original.sha256] for each in ready)


def no_picture() -> WatchError:
    """Calm, and with somewhere to go: pictures that could harm are left where they are."""
    return WatchError(
        _("no picture is kept here, nor a paper that can hold one, to protect the person it shows"),
        advice=_(
            "The address and your own words are enough. Take It Down helps when the person is"
            " under 18. StopNCII helps adults. The page with helplines has both."
        ),
    )


def supplied(
    kind: str, name: str, content: bytes, media: str, supplied_by: str, now: datetime
) -> Snapshot:
    """What is noted about a file that somebody brought."""
    return Snapshot(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        kind=kind,
        how=How.SUPPLIED,
        at=now,
        media=media,
        supplied_by=supplied_by[:LONGEST_LABEL],
        label=label_of(name),
    )


def label_of(name: str) -> str:
    """The file's name as it came, without folders and what cannot be seen."""
    bare = name.replace("\\", "/").split("/")[-1]
    return "".join(each for each in bare if each.isprintable())[:LONGEST_LABEL]


def _needs_opening(file: Brought) -> bool:
    return file.kind in ONLY_PICTURES or papers.is_picture(file.content)


def _can_hold_picture(file: Brought) -> bool:
    """Whatever is no plain text can; nothing is opened to find out."""
    if _needs_opening(file):
        return True
    try:
        return papers.media_of(file.name, file.content) != papers.TEXT
    except WatchError:
        return False  # it is refused in a moment, for a reason of its own


def _open_picture(darkroom: Darkroom, file: Brought, supplied_by: str, now: datetime) -> Ready:
    joins = file.kind == JOINS_SEARCH
    picture = darkroom.develop(file.content, longest=DISPLAY_PX if joins else SCREEN_PX)
    snapshot = supplied(file.kind, file.name, file.content, picture.media, supplied_by, now)
    photo = Photo(
        id=secrets.token_hex(ID_BYTES), label=snapshot.label, fingerprint=picture.fingerprint
    )
    copy = display_snapshot(picture.sha256, picture.display, now)
    return Ready(kept=((snapshot, file.content), copy), photo=photo if joins else None)


def _keep_one(store: Store, case_id: str, ready: Ready, now: datetime) -> None:
    snapshots = [snapshot for snapshot, _bytes in ready.kept]
    if store.keepable(case_id, snapshots) != tuple(snapshots):  # answered just now
        raise no_picture()
    blobs = {snapshot.sha256: content for snapshot, content in ready.kept}
    store.keep_snapshots(case_id, snapshots, blobs, now)
    if ready.photo is not None:
        store.keep_case_photo(replace(ready.photo, case_id=case_id), snapshots[1].sha256)
