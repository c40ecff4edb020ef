"""What becomes of a hit that is seen again."""

from __future__ import annotations

from dataclasses import replace

from impersonation_watch.model import Hit, Presence, Signal


def same_account(known: Hit, new: Hit) -> bool:
    """Same key, or same address while at most one of them has a stable id.

    Two ids at one address are two accounts: somebody else took the handle.
    """
    if known.key == new.key:
        return True
    ids = (known.candidate.platform_id, new.candidate.platform_id)
    return known.candidate.profile_url == new.candidate.profile_url and not all(ids)


def merged(known: Hit, new: Hit) -> Hit:
    """The new candidate, with the best signal of each kind from both; a learnt id stays."""
    hit = _with_learnt_id(known, new)
    best: dict[tuple[str, str], Signal] = {}
    for signal in (*known.signals, *new.signals):
        kind = (signal.matcher, signal.reason)
        if kind not in best or abs(signal.bits) >= abs(best[kind].bits):
            best[kind] = signal
    stronger = known if known.bits > hit.bits else hit
    return replace(hit, signals=tuple(best.values()), bits=stronger.bits, mark=stronger.mark)


def presence_after(known: Presence, seen: Presence) -> Presence:
    """What holds after looking again; "could not look" changes nothing."""
    if seen is Presence.UNKNOWN:
        return known
    if seen is Presence.UP and known in (Presence.NOT_VISIBLE, Presence.BACK):
        return Presence.BACK
    return seen


def _with_learnt_id(known: Hit, new: Hit) -> Hit:
    learnt = known.candidate.platform_id
    if learnt is None or new.candidate.platform_id is not None:
        return new
    return replace(new, key=known.key, candidate=replace(new.candidate, platform_id=learnt))
