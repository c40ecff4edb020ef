"""Curated full names in pairs, both ways: recall at precision 0.90, ours beside others.

`python benches/names/pairs.py [--curated=PATH/TO/PYTHON]`. The names are invented, one person a
line in pairs.txt. Of each pair first one, then the other name is registered; nothing else about the
person is given. The precision is that of this set, in which about 45 of 100 pairs are one person.
Two people whose names hold the very same words, each in the other's place, are told apart by nobody
who also forgives another order: they have a row of their own, and a row shows what they cost.
`--curated` names the Python of an environment with nomenklatura, a matcher for lists of
curated person names; it runs as a process of its own.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import jellyfish
from anyascii import anyascii
from curated import ask
from rapidfuzz import fuzz

from impersonation_watch.model import Consent, Person
from matchers import names

PAIRS = Path(__file__).with_name("pairs.txt")
LINE = re.compile(r"(?P<ours>.+?)(?: = (?P<same>.+?))?(?: ! (?P<others>.+))?")
PRECISION = 0.90
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
CONSENT = Consent(giver="self", recorded_by="self", given_at=LONG_AGO, until=LONG_AGO)
ALL, ONE_SCRIPT, TWO_SCRIPTS = "all families", "all, same script", "all, another script"
OF_OWN = "ours, of own"  # the bits as a share of those her name as registered would bring
SWAPPED, WITH_SWAPPED = "the same words in other roles", "all families and these"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One name registered and one name seen; `same` where both are one person's."""

    ours: str
    theirs: str
    same: bool
    family: str

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of the table the pair is counted in."""
        if not self.same and words(self.ours) == words(self.theirs):
            return (SWAPPED, WITH_SWAPPED)
        found = {script(self.ours), script(self.theirs)}
        if len(found) == 1:
            return (ALL, ONE_SCRIPT, self.family, WITH_SWAPPED)
        native = f"  {min(found - {'LATIN'}).lower()} and another"
        return (ALL, TWO_SCRIPTS, native, self.family, WITH_SWAPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Recall of one family for each matcher, at the matcher's one cut over all families."""

    family: str
    same: int  # judgements about one person, both ways
    others: int
    recall: Mapping[str, float]  # by matcher, 0 to 1
    alarms: Mapping[str, int]  # by matcher: of `others`, how many lie above the cut


Scores = Mapping[str, Sequence[float]]  # by matcher, one for each pair, higher is likelier


def pairs() -> tuple[Pair, ...]:
    """Every pair of the file once, in its order."""
    found: list[Pair] = []
    family = ""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            family = line[3:]
        elif line and not line.startswith("#"):
            found += _pairs_of(line, family)
    return tuple(found)


def both_ways(given: Sequence[Pair]) -> tuple[Pair, ...]:
    """Each pair, then each with the two names exchanged."""
    turned = (
        Pair(ours=each.theirs, theirs=each.ours, same=each.same, family=each.family)
        for each in given
    )
    return (*given, *turned)


def rows(curated: str | None = None) -> Iterator[Row]:
    """The table: all families, then by script, each family, and at last the swapped words.

    `curated` is the Python that has a matcher for curated names; without it there is no such
    column.
    """
    judged = both_ways(pairs())
    scores = dict(_scores(judged))
    if curated:
        scores |= ask(curated, [(each.ours, each.theirs) for each in judged])
    usual = _cuts(judged, scores, ALL)
    scripts = sorted({each.rows[2] for each in judged if TWO_SCRIPTS in each.rows})
    families = dict.fromkeys(each.family for each in judged)
    for family in (ALL, ONE_SCRIPT, TWO_SCRIPTS, *scripts, *families):
        yield _row(family, judged, scores, usual)
    yield _row(SWAPPED, judged, scores, usual)
    yield _row(WITH_SWAPPED, judged, scores, _cuts(judged, scores, WITH_SWAPPED))


def cut(judged: Sequence[Pair], scores: Sequence[float]) -> float:
    """The lowest score from which on at least PRECISION of the pairs are one person's.

    Infinite where no score is that precise. Equal scores are never told apart.
    """
    ranked = sorted(zip(scores, (each.same for each in judged), strict=True), reverse=True)
    lowest, right = float("inf"), 0
    for number, (score, same) in enumerate(ranked, 1):
        right += same
        last = number == len(ranked) or ranked[number][0] < score
        if last and right >= PRECISION * number:
            lowest = score
    return lowest


def script(name: str) -> str:
    """The script of a name's first letter, as its Unicode name begins; Han and kana are one."""
    first = next((char for char in unicodedata.normalize("NFKC", name) if char.isalpha()), "")
    word = unicodedata.name(first, "").split(" ")[0]
    return "CJK" if word in ("HIRAGANA", "KATAKANA") else word


def words(name: str) -> list[str]:
    """The words of a name in the order of the alphabet, without single letters."""
    return sorted(re.findall(r"\w\w+", plain(name)))


def plain(name: str) -> str:
    """What the general matchers are given: NFKC, small letters, transliterated."""
    return anyascii(unicodedata.normalize("NFKC", name).casefold()).casefold()


def _pairs_of(line: str, family: str) -> Iterator[Pair]:
    found = LINE.fullmatch(line)
    if found is None or not (found["same"] or found["others"]):
        raise ValueError(f"no pair in this line: {line}")
    for kind, same in (("same", True), ("others", False)):
        for theirs in (found[kind] or "").split(" / "):
            if theirs:
                yield Pair(ours=found["ours"], theirs=theirs, same=same, family=family)


def _scores(judged: Sequence[Pair]) -> Iterator[tuple[str, list[float]]]:
    bits = [_ours(each) for each in judged]
    yield "ours", [met for met, _ in bits]
    yield OF_OWN, [met / own if own else 0.0 for met, own in bits]
    folded = [(plain(each.ours), plain(each.theirs)) for each in judged]
    general: dict[str, Callable[[str, str], float]] = {
        "WRatio": fuzz.WRatio,
        "token_sort": fuzz.token_sort_ratio,
        "Jaro-Winkler": jellyfish.jaro_winkler_similarity,
    }
    for matcher, compare in general.items():
        yield matcher, [compare(ours, theirs) for ours, theirs in folded]


def _ours(pair: Pair) -> tuple[float, float]:
    """Bits of their name for her, and of her own: a common name brings fewer than a rare one."""
    person = Person(id="p", names=(pair.ours,), consent=CONSENT)
    met, own = names.best(names.prepare([person]), [pair.theirs, pair.ours])
    return met, own


def _cuts(judged: Sequence[Pair], scores: Scores, row: str) -> dict[str, float]:
    chosen = [number for number, each in enumerate(judged) if row in each.rows]
    pairs_of_row = [judged[number] for number in chosen]
    return {
        matcher: cut(pairs_of_row, [given[number] for number in chosen])
        for matcher, given in scores.items()
    }


def _row(family: str, judged: Sequence[Pair], scores: Scores, cuts: Mapping[str, float]) -> Row:
    chosen = [number for number, each in enumerate(judged) if family in each.rows]
    same = [number for number in chosen if judged[number].same]
    others = [number for number in chosen if not judged[number].same]
    above = {
        matcher: {number for number in chosen if given[number] >= cuts[matcher]}
        for matcher, given in scores.items()
    }
    return Row(
        family=family,
        same=len(same),
        others=len(others),
        recall={each: len(hit & set(same)) / max(len(same), 1) for each, hit in above.items()},
        alarms={each: len(hit & set(others)) for each, hit in above.items()},
    )


def show(curated: str | None = None) -> None:
    """Prints recall, and after the stroke how many of the others lie above the cut."""
    table = list(rows(curated))
    heads = (f"{each:>14}" for each in table[0].recall)
    print(f"{'names in pairs: recall at 0.90':<34}{'same':>6}{'others':>7}", *heads)
    for row in table:
        told = (f"{share:>9.2f} |{row.alarms[each]:>3}" for each, share in row.recall.items())
        print(f"{row.family:<34}{row.same:>6}{row.others:>7}", *told)
    if not curated:
        print("a matcher for curated names: not installed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--curated", help="Python of an environment with nomenklatura")
    show(parser.parse_args().curated)
