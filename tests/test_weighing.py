"""The fitted weights: all there, each of the right sign, and bits that become a chance."""

from __future__ import annotations

import pytest
from fit import FEATURES, START

from matchers.chance import chance
from matchers.weighing import weights


@pytest.mark.parametrize("kind", ["name", "handle"])
def test_every_feature_has_a_weight_within_its_bounds(kind: str) -> None:
    table = weights(kind)
    assert set(table) == set(FEATURES)
    assert all(START[each][1] <= table[each] <= START[each][2] for each in FEATURES)


def test_a_disguise_speaks_for_and_a_slip_against() -> None:
    table = weights("name")
    assert min(table[each] for each in ("lookalike", "invisible", "leet", "styled")) > 0
    assert max(table[each] for each in ("slip", "slip_real", "left_last", "replaced")) < 0


def test_more_bits_are_a_better_chance() -> None:
    chances = [chance(bits) for bits in (-5.0, 0.0, 4.0, 8.0, 12.0, 16.0, 24.0, 40.0)]
    assert chances == sorted(chances)
    assert (chances[0] < 0.05, chances[-1] > 0.95) == (True, True)
