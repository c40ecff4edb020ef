"""Whether a user name is made of a name, so that both are one observation.

Can: see a part of the name, of three letters or more, anywhere in the user name. Cannot: see it
through slips; then the two are taken for two observations.
"""

from __future__ import annotations

from impersonation_watch.model import Person
from matchers.folding import compact, read
from matchers.lexicon import PARTICLES, TITLES

SHORTEST = 3  # letters


def made_of_name(person: Person, handle: str) -> bool:
    """Whether a user name repeats a part of one of the person's names, or of one of her cases."""
    row = compact(read(handle)[0])
    parts = (word.look for name in (*person.names, *person.aliases) for word in read(name)[0])
    return any(
        len(part) >= SHORTEST and part not in PARTICLES | TITLES and part in row for part in parts
    )
