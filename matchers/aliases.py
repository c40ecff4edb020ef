"""Names and user names that profiles of her cases go by: asked for as well, and worth less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SHARE = 3  # one in three queries is for them
ALIAS = -0.5  # bits: where a name is made up, its rarity says less
NOT_WHOLE = frozenset({"name_part", "name_initial"})


def share(own: Sequence[str], aliases: Sequence[str], limit: int) -> tuple[str, ...]:
    """At most `limit`: her own first, but a third of the room is for those of her cases."""
    known = {text.casefold() for text in own}
    others = [text for text in aliases if text.casefold() not in known]
    room = min(len(others), max(limit - len(own), limit // SHARE))
    return (*own[: limit - room], *others[:room])


def as_alias(reasons: Mapping[str, float]) -> dict[str, float]:
    """What a reading of a name is worth where the name is not hers: only a whole one counts."""
    bits = sum(reasons.values()) + ALIAS
    return {"name_alias": bits} if bits > 0 and not reasons.keys() & NOT_WHOLE else {}
