"""Invented people for a real Bluesky AppView on loopback: one person, 20 impostors, 100 others.

    python benches/real_bluesky.py FOLDER

writes FOLDER/people.json and its pictures in the form the peer's start script reads, FOLDER/photos
(her own, to enrol) and FOLDER/story.json (who is who, to hold the run's hits against).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import click

from impersonation_watch.demo import hosts, people, portraits
from impersonation_watch.demo.people import Likeness, Profile, Role, Way

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
def main(folder: Path) -> None:
    """Write the peer's people.json, their pictures and the truth about them to FOLDER."""
    for name in ("pictures", "photos"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for scene in range(SCENES):
        photo = portraits.portrait(NORA, scene)
        (folder / "photos" / f"nora-{scene}.jpg").write_bytes(portraits.jpeg(photo))
    everybody = (_own(), *_impostors(), *_bystanders())
    accounts = [_account(folder, each) for each in everybody]
    story = [{"handle": f"{each.handle}.test", "role": each.role, "kind": each.kind}
             for each in everybody]  # fmt: skip
    _write(folder / "people.json", accounts)
    _write(folder / "story.json", {"name": NAME, "nickname": NICKNAME, "accounts": story})
    click.echo(f"{len(accounts)} accounts, {len(list(_impostors()))} of them impostors: {folder}")


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
