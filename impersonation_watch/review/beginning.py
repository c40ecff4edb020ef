"""A set-up under way: what was answered so far. It lives in memory and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from impersonation_watch import language, notify
from impersonation_watch.config import (
    SELF,
    ConsentConfig,
    PersonConfig,
    person_problems,
    read_consent,
)
from impersonation_watch.language import _
from impersonation_watch.model import Keeping, Photo, PictureError, Settings
from impersonation_watch.pictures import Darkroom
from impersonation_watch.prints import Print, develop, same_picture
from impersonation_watch.review.uploads import Upload

ACCOUNTS = ("own_accounts", "lost_accounts", "unsure_accounts")
MOST_PHOTOS = 20  # each adds some hundreds of views that every picture met is compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Typed words by name of their field, photos already opened, and which were refused."""

    typed: Mapping[str, str] = field(default_factory=dict)
    prints: tuple[Print, ...] = ()
    refused: tuple[str, ...] = ()
    offered: str = ""  # words made by chance, offered as a passphrase

    @property
    def is_self(self) -> bool:
        """Whether she sets it up for herself."""
        return self.typed.get("giver") == SELF

    def type(self, **words: str) -> Beginning:
        """With these words in place of those typed before."""
        return replace(self, typed={**self.typed, **words})

    def person(self) -> PersonConfig:
        """Everything typed, as a person. Raises ValueError for a day that is none."""
        return PersonConfig(
            names=self.names(),
            nicknames=lines(self.typed.get("nicknames", "")),
            handles=lines(self.typed.get("handles", "")),
            own_accounts=lines(self.typed.get("own_accounts", "")),
            lost_accounts=lines(self.typed.get("lost_accounts", "")),
            unsure_accounts=lines(self.typed.get("unsure_accounts", "")),
            consent=self._consent(),
        )

    def names(self) -> tuple[str, ...]:
        """Every spelling: as typed, and those confirmed."""
        return lines(f"{self.typed.get('names', '')}\n{self.typed.get('spellings', '')}")

    def accounts(self) -> list[tuple[str, str]]:
        """(field, address) of each profile named so far."""
        return [
            (field, address) for field in ACCOUNTS for address in lines(self.typed.get(field, ""))
        ]

    def add_accounts(self, field: str, addresses: str) -> Beginning:
        """With these addresses of one kind; an address is of one kind only."""
        fresh = lines(addresses)
        kept = {
            each: [one for one in lines(self.typed.get(each, "")) if one not in fresh]
            for each in ACCOUNTS
        }
        kept[field] += fresh
        return self.type(**{each: "\n".join(kept[each]) for each in ACCOUNTS})

    def settings(self) -> Settings:
        """What the answers come to; everything else as it ships."""
        keeping = Keeping(self.typed.get("keeping", Keeping.STRICT))
        return notify.in_language(Settings(keeping=keeping, language=language.spoken()))

    def problems(self, fields: Collection[str]) -> list[str]:
        """A sentence for each mistake in these fields of the person."""
        found = person_problems(replace(self.person(), consent=_any_consent()))
        return [sentence for place, sentence in found if place[0] in fields]

    def consent_problems(self, now: datetime) -> list[str]:
        """Why this consent cannot be written down; nothing when it can."""
        giver = self.typed.get("giver", "").strip()
        if not giver or giver.casefold() == SELF:
            return [_("Write the name of the person who said yes")]
        try:
            read_consent(self._consent(), now)
        except ValueError as error:
            return [str(error)]
        return []

    def add(self, uploads: Sequence[Upload], *, held: bool | None = None) -> Beginning:
        """With those of these photos that can be used; the others are named in `refused`."""
        prints, refused = take_photos(uploads, [each.photo for each in self.prints], held=held)
        return replace(self, prints=(*self.prints, *prints), refused=refused)

    def turn(self, photo_id: str) -> Beginning:
        """With the other word about whether the other side has this photo."""
        turned = tuple(
            _held(each, not each.photo.held_by_them) if each.photo.id == photo_id else each
            for each in self.prints
        )
        return replace(self, prints=turned, refused=())

    def remove(self, photo_id: str) -> Beginning:
        """Without this photo."""
        kept = tuple(each for each in self.prints if each.photo.id != photo_id)
        return replace(self, prints=kept, refused=())

    def _consent(self) -> ConsentConfig:
        until = self.typed.get("until", "").strip()
        return ConsentConfig(
            giver=self.typed.get("giver", "").strip(),
            recorded_by=SELF,
            until=None if self.is_self or not until else day(until),
        )


def take_photos(
    uploads: Sequence[Upload], kept: Sequence[Photo], *, held: bool | None = None
) -> tuple[tuple[Print, ...], tuple[str, ...]]:
    """Those that can be used, opened; and a sentence with the name of each that cannot."""
    prints: list[Print] = []
    refused: list[str] = []
    with Darkroom() as darkroom:
        for upload in uploads:
            try:
                made = develop(darkroom, upload.name or "photo", upload.content)
                _refuse_needless(made.photo, [*kept, *(each.photo for each in prints)])
            except PictureError as error:
                refused.append(f"{error}. {error.advice}".strip())
            else:
                prints.append(_held(made, held))
    return tuple(prints), tuple(refused)


def held_of(word: str) -> bool | None:
    """Whether the other side has a photo, from the value of a button; None: not said."""
    return {"yes": True, "no": False}.get(word)


def _held(made: Print, held: bool | None) -> Print:
    return replace(made, photo=replace(made.photo, held_by_them=held))


def _refuse_needless(photo: Photo, kept: Sequence[Photo]) -> None:
    label = photo.label
    if len(kept) >= MOST_PHOTOS:
        raise PictureError(
            _('photo "{label}" is one too many: {most} is the most').format(
                label=label, most=MOST_PHOTOS
            ),
            advice=_("Take one out to make room."),
        )
    for each in kept:
        if same_picture(photo.fingerprint, each.fingerprint):
            raise PictureError(
                _('photo "{label}" is the same picture as "{other}"').format(
                    label=label, other=each.label
                )
            )


def lines(text: str) -> tuple[str, ...]:
    """What was typed one on a line, each once."""
    typed = text.replace("\r\n", "\n").split("\n")
    return tuple(dict.fromkeys(line.strip() for line in typed if line.strip()))


def day(text: str) -> date:
    """The day a browser sends. Raises ValueError with a sentence."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            _('"{text}" is not a day; write it like 2027-01-31').format(text=text)
        ) from error


def _any_consent() -> ConsentConfig:
    return ConsentConfig(giver=SELF, recorded_by=SELF)
