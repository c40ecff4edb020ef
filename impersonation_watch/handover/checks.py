"""Whether what came from somebody else is within bounds, whatever its types say. Pure."""

from __future__ import annotations

import dataclasses
import hashlib
import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import TypeVar, cast

from impersonation_watch.handover.keys import check_key
from impersonation_watch.handover.sealed import strange
from impersonation_watch.language import _
from impersonation_watch.model import Batch, BatchItem, Decision, Opinions, WatchError
from impersonation_watch.words import REASONS

ID = re.compile(r"[0-9a-f]{32}")
ITEM = re.compile(r"[0-9a-f]{12}")
MOST_ITEMS = 100
MOST_PICTURES = 200
LARGEST_PICTURE = 2 * 2**20  # bytes; our own copies have a tenth of that
LONGEST_TEXT = 20_000  # letters of one text: what happened, told at length
MOST_PARTS = 500  # of one list: links, signals, witnesses
LARGEST_NUMBER = 2**53
LONGEST_WORD = 300  # letters a helper may write beside a decision
LONGEST_KEEPING = timedelta(days=366)
WRONG_CLOCK = timedelta(days=2)  # two computers rarely agree
YEARS = range(1970, 2200)  # outside, times cannot be told in every time zone
SECRET_BYTES = 32

Noun = TypeVar("Noun")


def check_batch(batch: Batch, now: datetime) -> None:
    """Raises WatchError where the batch is not as this program writes one, or is too old."""
    _bounded(batch)
    ids = [each.id for each in batch.items]
    whole = (
        ID.fullmatch(batch.id)
        and len(batch.secret) == SECRET_BYTES
        and batch.made_at < batch.keep_until <= batch.made_at + LONGEST_KEEPING
        and batch.made_at <= now + WRONG_CLOCK
        and 0 < len(ids) <= MOST_ITEMS
        and len(set(ids)) == len(ids)
        and len(batch.pictures) <= MOST_PICTURES
        and all(_is_named(name, content) for name, content in batch.pictures.items())
        and all(_is_whole(each, batch.pictures) for each in batch.items)
    )
    if not whole:
        raise strange()
    check_key(batch.reply_to)
    if batch.keep_until <= now:
        raise WatchError(
            _("the time this batch may be kept is over"),
            advice=_("Nothing was taken in. Ask for a new one."),
        )


def check_opinions(opinions: Opinions, items: frozenset[str], now: datetime) -> None:
    """Raises WatchError where the decisions do not fit the batch they are about."""
    _bounded(opinions)
    named = [each.item for each in opinions.opinions]
    whole = (
        opinions.made_at <= now + WRONG_CLOCK
        and len(set(named)) == len(named)
        and set(named) <= items
        and all(each.decision is not Decision.UNDECIDED for each in opinions.opinions)
        and all(len(each.word) <= LONGEST_WORD for each in opinions.opinions)
    )
    if not whole:
        raise strange()


def clipped(value: Noun) -> Noun:
    """The same with texts, lists and numbers cut to what may be handed over."""
    return cast(Noun, _clipped(value))  # a replaced dataclass is of the same class


def _clipped(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in dataclasses.fields(value)]
        return dataclasses.replace(
            value, **{name: _clipped(getattr(value, name)) for name in names}
        )
    if isinstance(value, tuple):
        return tuple(_clipped(each) for each in value[:MOST_PARTS])
    if isinstance(value, str) and not isinstance(value, Enum):
        return value[:LONGEST_TEXT]
    if isinstance(value, int) and not isinstance(value, bool):
        return max(min(value, LARGEST_NUMBER), -LARGEST_NUMBER)
    return value


def _is_named(name: str, content: bytes) -> bool:
    return len(content) <= LARGEST_PICTURE and hashlib.sha256(content).hexdigest() == name


def _is_whole(item: BatchItem, pictures: Mapping[str, bytes]) -> bool:
    shown = {*item.theirs, *(name for _, name in item.ours)}
    return (
        ITEM.fullmatch(item.id) is not None
        and (item.candidate is None) != (item.description is None)
        and shown <= set(pictures)
        and not (item.withheld and shown)
        and all(each.reason in REASONS for each in item.signals)
    )


def _bounded(value: object) -> None:
    """Raises WatchError for a text, number, time or list no page should be asked to show."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            _bounded(getattr(value, each.name))
    elif isinstance(value, tuple | frozenset):
        _demand(len(value) <= MOST_PARTS)
        for part in value:
            _bounded(part)
    elif isinstance(value, str) and not isinstance(value, Enum):
        _demand(len(value) <= LONGEST_TEXT)
    elif isinstance(value, datetime):
        _demand(value.tzinfo is not None and value.year in YEARS)
    elif isinstance(value, int | float):
        _demand(math.isfinite(value) and abs(value) <= LARGEST_NUMBER)


def _demand(holds: bool) -> None:
    if not holds:
        raise strange()
