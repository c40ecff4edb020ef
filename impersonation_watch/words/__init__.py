"""What is told to people, in plain sentences: why a profile was kept, where was looked. Pure."""

from __future__ import annotations

from functools import reduce

from impersonation_watch.language import N_, _
from impersonation_watch.model import Certainty, Hit, Mark, Signal
from impersonation_watch.words.disguise import SLIPS, disguised
from impersonation_watch.words.letters import visible
from impersonation_watch.words.places import (
    CANNOT_SEARCH,
    cannot_search,
    is_daily,
    looked,
    missing,
    never_looked,
    outcome,
    place,
    presence,
)

__all__ = [
    "CANNOT_SEARCH", "DIFFERENT_ACCOUNT", "REASONS", "SLIPS", "cannot_search", "disguised",
    "is_daily", "looked", "missing", "never_looked", "outcome", "place", "presence", "reason",
    "strength", "visible", "why",
]  # fmt: skip

LONGEST = 60  # characters of a foreign name inside a sentence; the whole of it stands on its page
EVEN = 0.0  # bits: even odds
MOST_REASONS = 2  # in one sentence

# One clause for each reason key: {ours} is what the person gave, {theirs} what the profile shows.
REASONS: dict[str, str] = {
    "name_exact": N_("it is called “{theirs}”, the same name as “{ours}”"),
    "name_lookalike": N_(
        "it is called “{theirs}”, which is “{ours}” written with look-alike letters"
    ),
    "name_invisible": N_("it is called “{theirs}”, which is “{ours}” with hidden characters in it"),
    "name_leet": N_("it is called “{theirs}”, which is “{ours}” with signs in place of letters"),
    "name_styled": N_("it is called “{theirs}”, which is “{ours}” in decorated letters"),
    "name_reordered": N_("it is called “{theirs}”, which is “{ours}” in another order"),
    "name_nickname": N_("it is called “{theirs}”, “{ours}” with a short first name"),
    "name_affix": N_("it is called “{theirs}”, which is “{ours}” with words added"),
    "name_joined": N_("it is called “{theirs}”, which is “{ours}” joined or spaced differently"),
    "name_slip": N_("it is called “{theirs}”, almost the same as “{ours}”"),
    "name_initial": N_("it is called “{theirs}”, which fits “{ours}” with a first letter only"),
    "name_script": N_("it is called “{theirs}”, which sounds like “{ours}” in other letters"),
    "name_part": N_("it is called “{theirs}”, which shares a part of “{ours}”"),
    "handle_exact": N_("its user name “{theirs}” is the same as “{ours}”"),
    "handle_affix": N_("its user name “{theirs}” is “{ours}” with something added or changed"),
    "handle_name": N_("its user name “{theirs}” is made from “{ours}”"),
    "name_spelling": N_("it is called “{theirs}”, another way to write “{ours}”"),
    "handle_slip": N_("its user name “{theirs}” is “{ours}” with a letter or two changed"),
    "handle_lookalike": N_(
        "its user name “{theirs}” looks like “{ours}” but is spelled differently"
    ),
    "photo_copy": N_("its picture is a copy of your photo “{ours}”"),
    "photo_crop": N_("its picture is a part cut out of your photo “{ours}”"),
    "photo_mirror": N_("its picture is your photo “{ours}”, mirrored"),
    "photo_framed": N_("its picture is your photo “{ours}” inside a frame or with a caption"),
    "name_alias": N_("it is called “{theirs}”, a name from your record (“{ours}”)"),
    "handle_alias": N_("its user name “{theirs}” is one from your record (“{ours}”)"),
    "links_own": N_("it points to your own account, {theirs}"),
    "claims_parody": N_("it says that it is a parody or a fan page (“{theirs}”)"),
}
# the same for a picture that was seen on a profile of a case
FROM_RECORD: dict[str, str] = {
    "photo_copy": N_("its picture is a copy of a picture from your record (“{ours}”)"),
    "photo_crop": N_("its picture is a part cut out of a picture from your record (“{ours}”)"),
    "photo_mirror": N_("its picture is a picture from your record (“{ours}”), mirrored"),
    "photo_framed": N_("its picture is a picture from your record (“{ours}”) inside a frame"),
}
DIFFERENT_ACCOUNT = N_(
    "It has the user name of your own account, but it is a different account."
    " Yours was renamed or closed, and somebody else may have taken the name."
)


def reason(signal: Signal) -> str:
    """One sentence for one signal: which of ours met which of theirs."""
    return _sentence(_clause(signal))


def why(hit: Hit) -> str:
    """The main reason of a hit, or the main two, in one sentence."""
    by_matcher: dict[str, Signal] = {}
    for signal in sorted(hit.signals, key=lambda each: (-each.bits, each.reason)):
        if signal.bits > 0:
            by_matcher.setdefault(signal.matcher, signal)
    weighty = sorted(by_matcher.values(), key=lambda each: (each.photo is None, -each.bits))
    clauses = [_clause(each) for each in weighty[:MOST_REASONS]]
    if not clauses:
        return _("Something about it fits.")
    return _sentence(reduce(_both, clauses))


STRENGTHS = ("your photo", "strong", "unclear", "same name")  # the one to look at first, first


def strength(hit: Hit) -> str:
    """How much speaks for a copy: one of STRENGTHS."""
    if any(each.photo is not None and not each.photo.from_case for each in hit.signals):
        return "your photo"
    if any(each.photo is not None for each in hit.signals):
        return "strong"
    if hit.mark is Mark.FOLDED:
        return "same name"
    certain = hit.candidate.certainty is not Certainty.POSSIBLE
    return "strong" if certain and hit.bits >= EVEN else "unclear"


def _clause(signal: Signal) -> str:
    from_record = signal.photo is not None and signal.photo.from_case
    clause = _((FROM_RECORD if from_record else REASONS)[signal.reason])
    return clause.format(ours=_shown(signal.ours), theirs=_shown(signal.theirs))


def _both(first: str, second: str) -> str:
    return _("{first}, and {second}").format(first=first, second=second)


def _sentence(clauses: str) -> str:
    return f"{clauses[:1].upper()}{clauses[1:]}."


def _shown(raw: str) -> str:
    """Short, on one line, without characters that steer the text around them."""
    seen = "".join(each for each in raw if each.isprintable())
    return seen if len(seen) <= LONGEST else f"{seen[:LONGEST]}…"
