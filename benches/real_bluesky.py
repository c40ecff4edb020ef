"""Watch against a real Bluesky AppView on loopback: one person, 20 impostors, 100 others.

    python benches/real_bluesky.py FOLDER              writes the invented people
    (start the peer with FOLDER/people.json)
    python benches/real_bluesky.py FOLDER --port N     runs the watch, prints what it found

FOLDER/people.json and its pictures are in the form the peer's start script reads; FOLDER/photos
are her own; FOLDER/story.json says who is who, to hold the hits against.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import click

from impersonation_watch import enrol
from impersonation_watch.config import ConsentConfig, PersonConfig
from impersonation_watch.demo import hosts, people, portraits
from impersonation_watch.demo.people import Likeness, Profile, Role, Way
from impersonation_watch.errands import RunSummary, run_watch
from impersonation_watch.model import Mark, Practice, Settings
from impersonation_watch.vault import Vault

API = "public.api.bsky.app"

NAME, NICKNAME, HANDLE = "Nora Lindow", "Nonie", "noralindow"
NORA = 916  # her number among the invented people
SCENES = 3
STRANGERS = 2000  # the number of the first bystander's portrait

# handle, display name, bio, her photo (scene and what was done to it) or None, kind
IMPOSTORS = (
    ("nora-lindow", "Nora Lindow", "My only real account.", (0, Way.COPY), "exact name"),
    ("nlindow-art", "N\u043era Lindow", "Prints.", None, "look-alike letters"),
    ("lindow-prints", "Nora Lind\u03bfw", "Lindow prints.", (1, Way.COPY), "look-alike letters"),
    ("nora-again", "No\u200bra Lindow", "Nora, again.", None, "invisible characters"),
    ("nl-new", "Nora Lin\u2060dow", "Lindow, new here.", (2, Way.COPY), "invisible characters"),
    ("lindow-n", "Lindow Nora", "Ceramics.", (0, Way.COPY), "name in other order"),
    ("nonie-l", "Nonie Lindow", "Lost my phone, add me here.", (1, Way.COPY), "nickname"),
    ("nl-official", "Nora Lindow Official", "Giveaways weekly.", None, "added official"),
    ("nora-real", "Real Nora Lindow", "Beware of fakes.", (2, Way.COPY), "added official"),
    ("real-noralindow-87", "N. L.", "Ask me about coins.", (0, Way.COPY), "handle affix, digits"),
    ("noralindow-22", "nono", "hi", (1, Way.COPY), "handle affix, digits"),
    ("nl-ceramics", "NoraLindow", "Shop moved here.", (2, Way.COPY), "joined name"),
    ("clay-nl", "N o r a Lindow", "Nora's clay.", (0, Way.COPY), "spaced name"),
    ("nora-crop", "Nora L.", "Was noralindow.", (1, Way.CROP), "photo cropped"),
    ("lindow-crop", "Lindow, Nora", "Studio.", (0, Way.CROP), "photo cropped"),
    ("nora-mirror", "Nora Lindow", "Just me.", (2, Way.MIRROR), "photo mirrored"),
    ("nonie-mirror", "nonie", "Lindow. Old one locked.", (1, Way.MIRROR), "photo mirrored"),
    ("nora-live", "Nora Lindow live", "Fridays.", (0, Way.FRAME), "photo framed"),
    ("ida-brandt-77", "Ida Brandt", "Old account: noralindow.", (2, Way.COPY), "other name"),
    ("styled-nl", "\U0001d40d\U0001d428\U0001d42b\U0001d41a Lindow", "", (1, Way.COPY), "styled"),
)

FIRST_NAMES = ("Nora", "Norah", "Eleanor", "Nadja", "Noreen", "Ida", "Lina", "Tomas", "Piet", "Ola")
SURNAMES = ("Lindow", "Lindau", "Lindqvist", "Lund", "Winslow", "Lowry", "Linden", "Marlow")
TRADES = ("Baker", "Tram driver", "Teaches maths", "Retired", "Choir and dogs", "Backend things")
NAMESAKES = 20
BYSTANDERS = 100


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--port", type=int, help="Port of the AppView, once it is filled with the people.")
def main(folder: Path, port: int | None) -> None:
    """Write the invented people to FOLDER or, with --port, watch the AppView they live on."""
    if port is None:
        _write_people(folder)
    else:
        _watch(folder, port)


def _write_people(folder: Path) -> None:
    for name in ("pictures", "photos"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for scene in range(SCENES):
        photo = portraits.portrait(NORA, scene)
        (folder / "photos" / f"nora-{scene}.jpg").write_bytes(portraits.jpeg(photo))
    everybody = (_own(), *_impostors(), *_bystanders())
    accounts = [_account(folder, each) for each in everybody]
    _write(folder / "people.json", accounts)
    _write(folder / "story.json", {f"{each.handle}.test": each.role for each in everybody})
    click.echo(f"{len(accounts)} accounts, {len(list(_impostors()))} of them impostors: {folder}")


def _watch(folder: Path, port: int) -> None:
    """One run against the AppView, in a throw-away practice vault."""
    names = (API, "localhost")  # avatars are addressed by the AppView's own name
    practice = Practice(hosts=dict.fromkeys(names, port), ca_pem="", plain=names)
    settings = Settings(
        sources=("bluesky",), bluesky_host=API, visible_hosts=("localhost",), practice=practice
    )
    person = PersonConfig(
        names=(NAME,),
        nicknames=(NICKNAME,),
        handles=(HANDLE,),
        photos=tuple(sorted((folder / "photos").iterdir())),
        own_accounts=(f"https://bsky.app/profile/{HANDLE}.test",),
        consent=ConsentConfig(giver="self", recorded_by="self"),
    )
    with tempfile.TemporaryDirectory() as home:
        vault, _ = Vault.create(Path(home) / "notes", "practice only", now=_now(), practice=True)
        enrol.enrol(vault, (person,), settings, now=_now(), on_progress=click.echo)
        begun = time.monotonic()
        summary = run_watch(vault, now=_now(), on_progress=lambda _: None)
        click.echo(f"{time.monotonic() - begun:.1f} s {summary.failure}")
        _tell(json.loads((folder / "story.json").read_text("utf-8")), vault, summary)
        vault.close()


def _tell(story: dict[str, str], vault: Vault, summary: RunSummary) -> None:
    shown = {each.hit.candidate.handle: each.hit for each in vault.store.hits()}
    shown = {handle: hit for handle, hit in shown.items() if hit.mark is not Mark.FOLDED}
    by_role = {role: {each for each, is_ in story.items() if is_ == role} for role in Role}
    found, strangers = by_role[Role.IMPOSTOR] & set(shown), by_role[Role.BYSTANDER] & set(shown)
    notified = {handle for handle in strangers if shown[handle].mark is Mark.NOTIFY}
    click.echo(f"impostors found: {len(found)} of {len(by_role[Role.IMPOSTOR])}")
    click.echo(f"missed: {sorted(by_role[Role.IMPOSTOR] - found)}")
    click.echo(f"own accounts flagged: {len(by_role[Role.OWN] & set(shown))}")
    click.echo(f"bystanders above the notify mark: {sorted(notified)}")
    click.echo(f"bystanders in the list: {len(strangers)} of {len(by_role[Role.BYSTANDER])}")
    for report in summary.run.reports if summary.run else ():
        seen = f"{report.candidates} profiles, {report.requests} requests"
        click.echo(f"{report.source}: {report.outcome}, {seen}")


def _now() -> datetime:
    return datetime.now(UTC)


def _own() -> Profile:
    return Profile(
        host=hosts.BLUESKY, handle=HANDLE, name=NAME, role=Role.OWN,
        bio="Ceramics and cold water.", likeness=Likeness(person=NORA, scene=0),
    )  # fmt: skip


def _impostors() -> Iterator[Profile]:
    for handle, name, bio, taken, kind in IMPOSTORS:
        likeness = Likeness(person=NORA, scene=taken[0], way=taken[1]) if taken else Likeness()
        yield Profile(
            host=hosts.BLUESKY, handle=handle, name=name, bio=bio, likeness=likeness,
            role=Role.IMPOSTOR, kind=kind,
        )  # fmt: skip


def _bystanders() -> Iterator[Profile]:
    """First her namesakes, then people who share a part of the name or mention it."""
    mixed = [f"{first} {last}" for last, first in product(SURNAMES, FIRST_NAMES)][1:]
    names = [NAME] * NAMESAKES + mixed + [f"{first} Nora" for first in FIRST_NAMES]
    for place, name in enumerate(names[:BYSTANDERS]):
        trade = TRADES[place % len(TRADES)]
        bio = f"{trade}. Friend of Nora Lindow." if place % 4 == 3 else f"{trade}."
        person = None if place % 9 == 8 else STRANGERS + place
        yield Profile(
            host=hosts.BLUESKY, handle=f"{name.split()[0].lower()}-{place:03}", name=name,
            bio=bio, likeness=Likeness(person=person),
        )  # fmt: skip


def _account(folder: Path, profile: Profile) -> dict[str, str]:
    account = {
        "handle": f"{profile.handle}.test",
        "displayName": profile.name,
        "description": profile.bio,
    }
    upload = people.uploaded(profile.likeness)
    if upload:
        path = folder / "pictures" / f"{profile.handle}.jpg"
        path.write_bytes(portraits.jpeg(upload))
        account["avatar"] = f"pictures/{path.name}"
    return account


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
