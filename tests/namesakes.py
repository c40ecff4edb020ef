"""A vault as a look at a common name leaves it: hundreds who share it, and one with her photo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reviewing import PASSPHRASE, WHOLE, hit, keep, signal

from impersonation_watch.model import Hit, Mark, Person, PhotoMatch, hit_key
from impersonation_watch.vault import Vault


def add(folder: Path, count: int) -> str:
    """So many who share the name of the one person in the vault, and the copy; its id."""
    now = datetime.now(UTC)
    with Vault.open(folder, PASSPHRASE) as vault, vault.store.change():
        her = vault.store.people()[0]
        name = signal("name_exact", 6.0, ours=her.names[0], theirs=her.names[0])
        for number in range(count):
            found = hit(now, f"naomi{number}", name, mark=Mark.FOLDED, display_name=her.names[0])
            vault.store.take_hit(of(her, found), now)
        met = PhotoMatch(
            photo_id=her.photos[0].id, mirrored=True, ours=WHOLE, theirs=WHOLE, distance=4
        )
        copied = signal("photo_crop", 20.0, photo=met, ours=her.photos[0].label)
        found = hit(now, "naomi.w", copied, name, mark=Mark.NOTIFY, display_name=her.names[0])
        return keep(vault, of(her, found), now)


def of(person: Person, found: Hit) -> Hit:
    """The hit as one about this person."""
    return replace(
        found,
        key=hit_key(person.id, found.candidate),
        person_id=person.id,
        signals=tuple(replace(each, person_id=person.id) for each in found.signals),
    )
