"""Signals in, a hit or nothing out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import log2

from impersonation_watch.model import (
    Candidate,
    Certainty,
    Hit,
    Mark,
    OwnAccount,
    Person,
    Signal,
    hit_key,
)
from matchers.origin import made_of_name

PROFILES = 100_000_000  # among which one copy is expected: the order of one large platform
PRIOR = -log2(PROFILES)  # -26.6 bits
NOTIFY = log2(0.99 / 0.01)  # odds at which a person may be disturbed
# Below even odds a name alone is still shown while it is so rare that all its bearers among
# PROFILES could be looked through by hand: some thirty people, once, and never again.
BEARERS = 32
REVIEW = -log2(BEARERS)
SAME_ORIGIN = 2.0  # bits a user name adds to a display name that says the same (names.md §5)

# A whole name was met, in whatever shape; an initial or one part of it is not a whole name.
WHOLE_NAME = frozenset(
    {
        "name_exact", "name_lookalike", "name_invisible", "name_leet", "name_styled",
        "name_reordered", "name_nickname", "name_affix", "name_joined", "name_slip", "name_script",
        "name_spelling",
    }
)  # fmt: skip

ALIASES = frozenset({"name_alias", "handle_alias"})


def judge(person: Person, candidate: Candidate, signals: Sequence[Signal]) -> Hit | None:
    """The hit a candidate makes for a person, or None: an own account, or nothing worth keeping.

    `bits` of the hit are PRIOR plus the sum of its signals, log2 of the odds. NOTIFY from odds of
    99 : 1; REVIEW from 1 : BEARERS, or with one of the person's photos whatever else is said;
    FOLDED for the same whole name with less than that, and for a display name from her cases with
    nothing beside it. A profile that is only possible, or has nothing but names from her cases, is
    never above REVIEW. Signals of other people are ignored.
    """
    if is_own(person, candidate):
        return None
    kept = _independent(person, [each for each in signals if each.person_id == person.id])
    bits = PRIOR + sum(each.bits for each in kept)
    mark = _mark(bits, kept, candidate.certainty)
    if mark is None:
        return None
    return Hit(
        key=hit_key(person.id, candidate),
        person_id=person.id,
        candidate=candidate,
        signals=kept,
        bits=bits,
        mark=mark,
    )


def is_own(person: Person, candidate: Candidate) -> bool:
    """Whether this is one of the person's own accounts, lost and unsure ones included."""
    return own_account(person, candidate) is not None


def own_account(person: Person, candidate: Candidate) -> OwnAccount | None:
    """Which of the person's own accounts this is; None when it is none of them.

    By stable id where both sides have one: the same handle with another id is not hers. By handle
    or address only while an id is missing; the address counts whatever the platform is called.
    """
    own = (each for each in person.own_accounts if is_account(each, candidate))
    return next(own, None)


def has_taken_name(person: Person, candidate: Candidate) -> bool:
    """Whether the user name is that of an account of hers, but the account is another one."""
    return own_account(person, candidate) is None and any(
        account.platform == candidate.platform
        and account.handle is not None
        and _handle(account.handle) == _handle(candidate.handle)
        for account in person.own_accounts
    )


def is_account(account: OwnAccount, candidate: Candidate) -> bool:
    """Whether the profile is this account: by id where both have one, else by address or handle."""
    same_platform = account.platform == candidate.platform
    if account.platform_id and candidate.platform_id:
        return same_platform and account.platform_id == candidate.platform_id
    if account.url and _address(account.url) == _address(candidate.profile_url):
        return True
    if not (same_platform and account.handle):
        return False
    return _handle(account.handle) == _handle(candidate.handle)


def _handle(handle: str) -> str:
    return handle.removeprefix("@").casefold()


def _address(url: str) -> str:
    """Without scheme, "www.", query and the last slash: the same page.

    An id in the query stays: it is the account (facebook.com/profile.php?id=1).
    """
    bare, _, query = url.strip().casefold().split("#")[0].partition("?")
    page = bare.split("://")[-1].removeprefix("www.").rstrip("/")
    account = [each for each in query.split("&") if each.startswith("id=")]
    return "?".join([page, *account])


def _mark(bits: float, signals: Iterable[Signal], certainty: Certainty) -> Mark | None:
    kept = tuple(signals)
    if bits >= NOTIFY:
        sure = certainty is not Certainty.POSSIBLE and not _from_cases_alone(kept)
        return Mark.NOTIFY if sure else Mark.REVIEW
    if bits >= REVIEW or any(each.photo is not None for each in kept):
        return Mark.FOLDED if _has_alias_alone(kept) else Mark.REVIEW
    if any(each.reason in WHOLE_NAME for each in kept):
        return Mark.FOLDED
    return None


def _from_cases_alone(signals: Iterable[Signal]) -> bool:
    """Whether nothing but names from her cases speaks for it: those may be made up."""
    return all(each.reason in ALIASES for each in signals if each.bits > 0)


def _has_alias_alone(signals: Iterable[Signal]) -> bool:
    """Whether all that counts is a display name from a case.

    How rare it is says little there: the tables are of one country, and her names are few, while
    those of cases come and go.
    """
    return {each.reason for each in signals if each.bits > SAME_ORIGIN} == {"name_alias"}


def _independent(person: Person, signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """A display name and a user name made of it are one observation: the weaker adds little."""
    names = [each for each in signals if each.matcher == "names"]
    handles = [
        each for each in signals if each.matcher == "handles" and made_of_name(person, each.theirs)
    ]
    if not names or not handles:
        return tuple(signals)
    named, handled = (sum(each.bits for each in group) for group in (names, handles))
    weaker = handles if named >= handled else names
    return tuple(_capped(each, weaker) for each in signals)


def _capped(signal: Signal, weaker: Sequence[Signal]) -> Signal:
    """The first signal of the weaker group keeps at most SAME_ORIGIN, the others nothing."""
    if signal not in weaker:
        return signal
    most = SAME_ORIGIN if signal is weaker[0] else 0.0
    return replace(signal, bits=min(signal.bits, most))
