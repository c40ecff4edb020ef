"""The story of the practice network: Naomi Whitaker, who copies her, and who merely lives there.

Everybody here is invented, and so is every picture.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from impersonation_watch.demo import bystanders, portraits
from impersonation_watch.demo.hosts import (
    BLOCKING_MASTODON,
    BLUESKY,
    CHANGED_MASTODON,
    GITHUB,
    MASTODON,
    PAGES,
    PLATFORMS,
    SLOW_MASTODON,
    TELEGRAM,
    TIKTOK,
    YOUTUBE,
)

NAMES = ("Naomi Whitaker",)
NICKNAMES = ("Nomi",)
HANDLES = ("naomiwhitaker",)
NAOMI = 921  # her number among the invented people: portraits.portrait(NAOMI, scene)
PHOTOS = ("by the river lights.jpg", "holiday, brick wall.jpg", "in the garden.jpg")

MASTODON_HOSTS = (MASTODON, SLOW_MASTODON, BLOCKING_MASTODON, CHANGED_MASTODON)
FIRST_STRANGER = 1000  # the number of the first bystander's portrait
CAPTION = "LIVE  \u00b7  fridays 8 pm"


class Role(StrEnum):
    OWN = "own"
    IMPOSTOR = "impostor"
    BYSTANDER = "bystander"


class Way(StrEnum):
    """What was done to a portrait before it was uploaded."""

    COPY = "copy"
    CROP = "crop"
    MIRROR = "mirror"
    FRAME = "frame"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How an avatar is drawn. Without a person it is the platform's placeholder."""

    person: int | None = None
    scene: int = 0
    way: Way = Way.COPY


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One account on the practice network."""

    host: str  # one of the constants above
    handle: str
    name: str
    bio: str = ""
    likeness: Likeness = Likeness()
    role: Role = Role.BYSTANDER
    kind: str = ""  # which of the twelve kinds, for impostors
    reasons: tuple[str, ...] = ()  # any of these reason keys is right

    @property
    def platform(self) -> str:
        """The platform's name as the program calls it."""
        return PLATFORMS.get(self.host, "mastodon")

    @property
    def page(self) -> str:
        """The address of the profile page."""
        return PAGES.get(self.host, f"https://{self.host}/@{{}}").format(self.handle)

    @property
    def digest(self) -> bytes:
        """32 bytes that are always the same for this account, for ids and numbers."""
        return hashlib.sha256(f"{self.host}/{self.handle}".encode()).digest()

    @property
    def number(self) -> int:
        """A stable numeric id."""
        return int.from_bytes(self.digest[:4]) + 1_000_000

    @property
    def did(self) -> str:
        """A stable Bluesky id: did:plc: and 24 letters."""
        return "did:plc:" + base64.b32encode(self.digest).decode().lower()[:24]

    @property
    def created(self) -> datetime:
        """When the account was opened: impostors are young, the others 1 to 7 years old."""
        days = self.digest[4] % 40 + 3 if self.role is Role.IMPOSTOR else 365 + self.digest[5] * 9
        return datetime(2026, 11, 1, tzinfo=UTC) - timedelta(days=days, minutes=self.digest[6])

    @property
    def counts(self) -> tuple[int, int, int]:
        """Followers, following, posts."""
        followers = self.digest[7] * (1 if self.role is Role.IMPOSTOR else 7)
        return followers, self.digest[8] * 3, self.digest[9]


def _photo(scene: int, way: Way = Way.COPY) -> Likeness:
    return Likeness(person=NAOMI, scene=scene, way=way)


OWN: tuple[Profile, ...] = (
    Profile(
        host=BLUESKY, handle="naomiwhitaker.bsky.social", name="Naomi Whitaker", role=Role.OWN,
        bio="Illustrator and river swimmer. Nomi to friends.", likeness=_photo(0),
    ),
    Profile(
        host=MASTODON, handle="naomiwhitaker", name="Naomi Whitaker", role=Role.OWN,
        bio="I draw picture books. Elsewhere: naomiwhitaker.bsky.social", likeness=_photo(1),
    ),
)  # fmt: skip

IMPOSTORS: tuple[Profile, ...] = (
    Profile(
        role=Role.IMPOSTOR, host=BLUESKY, handle="naomi-whitaker-studio.bsky.social",
        name="Naomi Whitaker",
        bio="My only real account. Commissions open, write me a message.", likeness=_photo(0),
        kind="exact name", reasons=("name_exact",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=BLUESKY, handle="nw-picturebooks.bsky.social",
        name="Naomi Whit\u0430ker",
        bio="Illustrator. Books by Whitaker, signed copies on request.", likeness=Likeness(),
        kind="look-alike letters", reasons=("name_lookalike",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=MASTODON, handle="naomiwhitakerr",
        name="Na\u200bomi Whitaker\u2060",
        bio="Picture books, rivers, tea.", likeness=Likeness(),
        kind="invisible characters", reasons=("name_invisible",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=SLOW_MASTODON, handle="whitaker_draws", name="Whitaker Naomi",
        bio="Illustratorin. Neue Seite, bitte teilen.", likeness=_photo(1),
        kind="name in other order", reasons=("name_reordered",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=BLUESKY, handle="nomi-draws.bsky.social", name="Nomi Whitaker",
        bio="Friends only please. Lost my phone, add me again here.", likeness=_photo(2),
        kind="nickname", reasons=("name_nickname",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=MASTODON, handle="nw_official", name="Naomi Whitaker Official",
        bio="The official page. Giveaways every week.", likeness=Likeness(),
        kind="added \u201cofficial\u201d", reasons=("name_affix",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=BLUESKY, handle="real-naomiwhitaker-87.bsky.social", name="N. W.",
        bio="Investing changed my life. Ask me how.", likeness=_photo(0),
        kind="handle with affix and digits", reasons=("handle_affix",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=GITHUB, handle="nwhitakerbooks", name="NaomiWhitaker",
        bio="illustrator, reach me on telegram for refunds", likeness=_photo(2),
        kind="spaced or joined name", reasons=("name_joined",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=TIKTOK, handle="naomiwhitaker", name="Naomi W",
        bio="new here, all my drawings", likeness=_photo(1, Way.CROP),
        kind="her photo cropped", reasons=("photo_crop",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=TELEGRAM, handle="naomi_whitaker", name="Naomi Whitaker",
        bio="Private channel of the illustrator", likeness=_photo(2, Way.MIRROR),
        kind="her photo mirrored", reasons=("photo_mirror",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=YOUTUBE, handle="naomiwhitaker", name="Naomi W. Live",
        bio="Drawing streams and prize draws", likeness=_photo(0, Way.FRAME),
        kind="her photo with caption and frame", reasons=("photo_framed",),
    ),
    Profile(
        role=Role.IMPOSTOR, host=BLUESKY, handle="clara-jensen-77.bsky.social", name="Clara Jensen",
        bio="Widowed, honest, looking for company. Old account was naomiwhitaker, locked out.",
        likeness=_photo(1), kind="photo copied under another name",
        reasons=("photo_copy", "photo_crop"),
    ),
)  # fmt: skip


def _stranger(place: int, row: bystanders.Row) -> Profile:
    host, handle, name, bio = row
    faceless = bio == bystanders.PLACEHOLDER
    likeness = Likeness(person=None if faceless else FIRST_STRANGER + place)
    return Profile(
        host=host, handle=handle, name=name, bio="" if faceless else bio, likeness=likeness
    )


BYSTANDERS = tuple(_stranger(place, row) for place, row in enumerate(bystanders.ROWS))
EVERYBODY: tuple[Profile, ...] = (*OWN, *IMPOSTORS, *BYSTANDERS)


def living_at(host: str) -> tuple[Profile, ...]:
    """All profiles of one host."""
    return tuple(each for each in EVERYBODY if each.host == host)


def uploaded(likeness: Likeness) -> portraits.Picture | None:
    """The picture as the account's owner uploaded it; None where nothing was."""
    if likeness.person is None:
        return None
    size = portraits.SIZE if likeness.person < FIRST_STRANGER else portraits.SMALL
    drawn = portraits.portrait(likeness.person, likeness.scene, size)
    if likeness.way is Way.CROP:
        return portraits.crop(drawn)
    if likeness.way is Way.MIRROR:
        return portraits.mirror(drawn)
    if likeness.way is Way.FRAME:
        return portraits.frame(portraits.square(drawn), CAPTION)
    return drawn


def naomi_photos() -> list[tuple[str, bytes]]:
    """Her three photos as she would enrol them: file name and JPEG bytes."""
    return [
        (name, portraits.jpeg(portraits.portrait(NAOMI, scene)))
        for scene, name in enumerate(PHOTOS)
    ]
