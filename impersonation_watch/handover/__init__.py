"""Handing a sealed batch to a helper's key, going through one, and taking the decisions back.

keys (whose key is it), sealed (what crosses), checks (is it as we write it), packing and giving
(out), going (the helper's side), returning and applying (back).
"""

from __future__ import annotations

from impersonation_watch.handover.applying import SAID, State, apply, apply_all, state, take_back
from impersonation_watch.handover.giving import DAYS, MOST_DAYS, give
from impersonation_watch.handover.going import decide, erase, take, undecide, write_back
from impersonation_watch.handover.keys import fingerprint, own_key, read_key
from impersonation_watch.handover.packing import Wanted
from impersonation_watch.handover.returning import take_decisions
from impersonation_watch.handover.sealed import LARGEST, read_file, write_file

__all__ = [
    "DAYS", "LARGEST", "MOST_DAYS", "SAID", "State", "Wanted", "apply", "apply_all", "decide",
    "erase", "fingerprint", "give", "own_key", "read_file", "read_key", "state", "take",
    "take_back", "take_decisions", "undecide", "write_back", "write_file",
]  # fmt: skip
