"""Bits of a name or user name as a chance.

Can: say how likely a text is made of her name rather than a stranger's, where both are as likely
beforehand and namesakes are left out. Cannot: say whether the one who wears it is an impostor; a
namesake wears it too.
"""

from __future__ import annotations

from math import exp

from matchers.weighing import weights

MOST = 24.0  # bits; more says no more


def mark() -> float:
    """Bits from which on a name says that the text is made of hers, fitted with the weights.

    Of strangers who come near her name (same surname, a real name one letter off) hardly any
    reach it.
    """
    return weights("chance")["mark"]


def chance(bits: float) -> float:
    """Between 0 and 1, at even odds; slope and middle are fitted by benches/names/fit.py."""
    line = weights("chance")
    return 1 / (1 + exp(-line["slope"] * (min(max(bits, 0.0), MOST) - line["middle"])))
