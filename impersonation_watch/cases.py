"""What becomes of a hit that is seen again, and what a decision means. Pure."""

from __future__ import annotations

from dataclasses import replace

from impersonation_watch.model import Certainty, Decision, Hit, Mark, Presence, Signal

KEPT_IN_SIGHT = frozenset({Decision.IMPOSTOR, Decision.UNSURE})


def same_account(old: Hit, new: Hit) -> bool:
    """Same key, or same address while at most one of them has a stable id.

    Two ids at one address are two accounts: somebody else took the handle.
    """
    if old.key == new.key:
        return True
    ids = (old.candidate.platform_id, new.candidate.platform_id)
    return old.candidate.profile_url == new.candidate.profile_url and not all(ids)


def merge(old: Hit, new: Hit) -> Hit:
    """The profile as seen last, with the strongest signal of each reason from both.

    A name or photo that was taken away again stays counted: it was there. A learnt id is kept.
    """
    hit = _with_learnt_id(old, new)
    best: dict[tuple[str, str], Signal] = {}
    for signal in (*old.signals, *new.signals):
        kind = (signal.matcher, signal.reason)
        if kind not in best or abs(signal.bits) >= abs(best[kind].bits):
            best[kind] = signal
    stronger = old if old.bits > hit.bits else hit
    mark = stronger.mark
    if hit.candidate.certainty is Certainty.POSSIBLE and mark is Mark.NOTIFY:
        mark = Mark.REVIEW
    return replace(hit, signals=tuple(best.values()), bits=stronger.bits, mark=mark)


def presence_after(known: Presence, seen: Presence) -> Presence:
    """What holds after looking again: "could not look" changes nothing, up after a gap is back."""
    if seen is Presence.UNKNOWN:
        return known
    if seen is Presence.UP and known in (Presence.NOT_VISIBLE, Presence.BACK):
        return Presence.BACK
    return seen


def looked_at_again(decision: Decision) -> bool:
    """Whether a run visits the profile again: confirmed and unsure ones only."""
    return decision in KEPT_IN_SIGHT


def _with_learnt_id(old: Hit, new: Hit) -> Hit:
    learnt = old.candidate.platform_id
    if learnt is None or new.candidate.platform_id is not None:
        return new
    return replace(new, key=old.key, candidate=replace(new.candidate, platform_id=learnt))
