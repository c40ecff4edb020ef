"""Ours and the rivals behind one call: a person, texts of one kind, a score for each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import ModuleType

import jellyfish
import numpy as np
from anyascii import anyascii
from invented import NOW
from rapidfuzz import fuzz, process

from impersonation_watch.model import Candidate, FoundBy, Person, Raw
from matchers import handles, names

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
Scores = np.ndarray[tuple[int], np.dtype[np.float64]]
Scorer = Callable[[Sequence[Person], Sequence[str], str], Scores]


def ours(people: Sequence[Person], texts: Sequence[str], kind: str) -> Scores:
    """Bits of the best reading for anybody of `people`; 0.0 where nothing is met."""
    room = names if kind == "display" else handles
    prepared = room.prepare(people)
    if hasattr(room, "best"):
        return np.asarray(room.best(prepared, texts), dtype=np.float64)
    return summed(room, prepared, texts, kind)


def summed(room: ModuleType, prepared: object, texts: Sequence[str], kind: str) -> Scores:
    """The same out of signals(), for a matcher without a batch call."""
    found = room.signals(prepared, [candidate(text, kind) for text in texts], {})
    bits = np.zeros(len(texts))
    for place, signals in enumerate(found):
        totals: dict[str, float] = {}
        for signal in signals:
            totals[signal.person_id] = totals.get(signal.person_id, 0.0) + signal.bits
        bits[place] = max(0.0, *totals.values(), 0.0)
    return bits


def candidate(text: str, kind: str) -> Candidate:
    return Candidate(
        platform="bench",
        source="bench",
        handle=text if kind == "handle" else "",
        profile_url="https://bench.example/",
        seen_at=NOW,
        found_by=FoundBy(kind="name", query=""),
        raw=Raw(url="https://bench.example/", status=200, body_sha256="0" * 64),
        parser="bench 1",
        display_name=text if kind == "display" else None,
    )


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """NFKC, case folding and transliteration: what a careful user of the rivals does first."""
    return str(anyascii(unicodedata.normalize("NFKC", text).casefold())).casefold().strip()


@lru_cache(maxsize=200_000)
def row(text: str) -> str:
    return "".join(c for c in folded(text) if c.isalnum())


def references(people: Sequence[Person], kind: str) -> list[str]:
    """What the rivals compare with: the names, or for user names the joined and known ones."""
    if kind == "display":
        return sorted({folded(name) for person in people for name in person.names})
    known = [text for person in people for text in (*person.names, *person.handles)]
    return sorted({row(text) for text in known} - {""})


def fuzzy(scorer: Callable[..., float]) -> Scorer:
    """A scorer of rapidfuzz, best over all references."""

    def score(people: Sequence[Person], texts: Sequence[str], kind: str) -> Scores:
        fold = folded if kind == "display" else row
        known = references(people, kind)
        table = process.cdist(
            known, [fold(text) for text in texts], scorer=scorer, dtype=np.float32, workers=1
        )
        return np.asarray(table.max(axis=0), dtype=np.float64)

    return score


def jaro_winkler(people: Sequence[Person], texts: Sequence[str], kind: str) -> Scores:
    fold = folded if kind == "display" else row
    known = references(people, kind)
    compare = jellyfish.jaro_winkler_similarity
    return np.array([max(compare(each, fold(text)) for each in known) for text in texts])


SCORERS: dict[str, Scorer] = {
    "ours": ours,
    "WRatio": fuzzy(fuzz.WRatio),
    "token_sort": fuzzy(fuzz.token_sort_ratio),
    "Jaro-Winkler": jaro_winkler,
}
