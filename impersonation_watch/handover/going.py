"""The helper's side: a batch taken in, gone through, and the decisions written back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from impersonation_watch.handover import checks, keys, sealed
from impersonation_watch.language import _
from impersonation_watch.model import (
    Batch,
    Decision,
    Opinion,
    Opinions,
    PictureError,
    WatchError,
)
from impersonation_watch.pictures import SCREEN_PX, Darkroom
from impersonation_watch.vault import Vault, written


def take(vault: Vault, content: bytes, *, now: datetime) -> Batch:
    """Take in a batch that was sealed to this vault. Its pictures are made anew; broken ones go.

    Raises WatchError and takes nothing in: not for us, altered, time over, here already.
    """
    batch = sealed.open_batch(content, keys.own_identity(vault, now))
    checks.check_batch(batch, now)
    _check_new(vault, batch)
    pictures = _made_anew(batch)
    with vault.store.change():
        _check_new(vault, batch)
        vault.store.save_taken(batch, pictures)
        vault.store.log("batch_taken", f"{batch.id} {keys.fingerprint(batch.reply_to)}", now)
    return batch


def decide(
    vault: Vault, batch_id: str, item: str, decision: Decision, *, word: str, now: datetime
) -> None:
    """Keep what the helper thinks of one item. Raises WatchError: no such batch or item."""
    batch = known(vault, batch_id)
    if item not in {each.id for each in batch.items} or decision is Decision.UNDECIDED:
        raise _nothing_there()
    short = word.strip()[: checks.LONGEST_WORD]
    vault.store.save_opinion(batch.id, Opinion(item=item, decision=decision, word=short, at=now))


def undecide(vault: Vault, batch_id: str, item: str) -> None:
    """Take back what was decided about the item. Raises WatchError: no such batch."""
    vault.store.drop_opinion(known(vault, batch_id).id, item)


def write_back(vault: Vault, batch_id: str, out: Path, *, by: str, now: datetime) -> Path:
    """Write what was decided so far into a new file only the giver can open.

    Raises WatchError and writes nothing: no such batch, nothing decided, `out` there already.
    """
    batch = known(vault, batch_id)
    decided = vault.store.opinions(batch.id)
    if not decided:
        raise WatchError(
            _("nothing is decided in this batch yet"), advice=_("Go through some of it first.")
        )
    opinions = Opinions(batch=batch.id, made_at=now, by=by.strip(), opinions=decided)
    content = sealed.seal_decisions(opinions, batch.reply_to, batch.secret)
    with vault.store.change():
        vault.store.log(
            "decisions_handed_back", f"{batch.id} {keys.fingerprint(batch.reply_to)}", now
        )
        path = sealed.write_file(vault.folder, out, content)
        written.remember(vault.store, path)
        return path


def erase(vault: Vault, batch_id: str, *, now: datetime) -> tuple[str, ...]:
    """Take a batch out of this vault, handed over or taken in; what remains, in sentences.

    Raises WatchError when there is no such batch.
    """
    try:
        vault.store.erase_batch(batch_id, now)
    except KeyError as error:
        raise _nothing_there() from error
    return (
        _("The files you wrote or were sent: delete those yourself, wherever they are."),
        _("What a helper was given is in her vault until its time is over."),
        _("The log keeps its lines: when and what was done, without names or addresses."),
    )


def known(vault: Vault, batch_id: str) -> Batch:
    """A batch taken in, without its pictures. Raises WatchError when there is none."""
    try:
        return vault.store.taken(batch_id)
    except KeyError as error:
        raise _nothing_there() from error


def _check_new(vault: Vault, batch: Batch) -> None:
    if batch.id in {each.id for each in vault.store.all_taken()}:
        raise WatchError(
            _("this batch is here already"), advice=_("You can go on with it where you were.")
        )


def _made_anew(batch: Batch) -> dict[str, bytes]:
    """Each picture decoded and written again in the limited child process; pages show no other."""
    made = {}
    with Darkroom() as darkroom:
        for name, content in batch.pictures.items():
            try:
                made[name] = darkroom.develop(content, longest=SCREEN_PX).display
            except PictureError:
                continue  # shown as not there
    return made


def _nothing_there() -> WatchError:
    return WatchError(
        _("there is no such batch here"),
        advice=_("It may have been erased, or its time is over."),
    )
