"""The giver's side: a batch of hits and cases, sealed to a helper's key."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from impersonation_watch.handover import checks, keys, packing, sealed
from impersonation_watch.handover.packing import Wanted
from impersonation_watch.language import _
from impersonation_watch.model import Batch, Given, GivenItem, WatchError
from impersonation_watch.vault import Vault, written

DAYS = 30  # a helper may keep a batch this long, unless said otherwise
MOST_DAYS = checks.LONGEST_KEEPING.days


def give(
    vault: Vault,
    wanted: Wanted,
    *,
    key: str,
    helper: str,
    giver: str,
    out: Path,
    now: datetime,
    days: int = DAYS,
) -> Given:
    """Write a new file `out` that only the holder of `key` can open, and remember it.

    No original file, private note that was not ticked, or key of the vault is in it; no picture of
    what the safety answers say that none is shown. Raises WatchError and writes nothing: unknown
    ids, an own or broken key, too much at once, `out` there already.
    """
    key, own = keys.check_key(key), keys.own_key(vault, now)
    _check_wish(wanted, key == own, days)
    batch, remembered = _batch(vault, wanted, now, days)
    batch = replace(batch, giver=giver.strip(), reply_to=own)
    checks.check_batch(batch, now)
    content = sealed.seal_batch(batch, key)
    given = Given(
        id=batch.id,
        to=helper.strip(),
        key=key,
        made_at=now,
        keep_until=batch.keep_until,
        secret=batch.secret,
        items=remembered,
    )
    with vault.store.change():  # first what is remembered: a file nobody knows of cannot come back
        vault.store.save_given(given)
        vault.store.log("handed_over", f"{batch.id} {keys.fingerprint(key)}", now)
        written.remember(vault.store, sealed.write_file(vault.folder, out, content))
    return given


def _batch(
    vault: Vault, wanted: Wanted, now: datetime, days: int
) -> tuple[Batch, tuple[GivenItem, ...]]:
    """The batch, not addressed yet, and what each item stands for."""
    items, pictures, remembered = packing.collect(vault.store, wanted)
    if len(pictures) > checks.MOST_PICTURES:
        raise _too_much()
    batch = Batch(
        id=secrets.token_hex(16),
        made_at=now,
        keep_until=now + timedelta(days=days),
        giver="",
        reply_to="",
        secret=secrets.token_bytes(checks.SECRET_BYTES),
        items=tuple(checks.clipped(each) for each in items),
        pictures=pictures,
    )
    return batch, tuple(remembered)


def _check_wish(wanted: Wanted, to_herself: bool, days: int) -> None:
    if not wanted.hits and not wanted.cases:
        raise WatchError(
            _("nothing was chosen to hand over"), advice=_("Choose a profile or a case first.")
        )
    if len({*wanted.hits, *wanted.cases}) > checks.MOST_ITEMS:
        raise _too_much()
    if to_herself:
        raise WatchError(
            _("that is your own key"), advice=_("Ask your helper for the key of her own vault.")
        )
    if not 1 <= days <= MOST_DAYS:
        raise WatchError(
            _("a batch is kept for 1 to {days} days").format(days=MOST_DAYS),
            advice=_("Choose a number of days in between."),
        )


def _too_much() -> WatchError:
    return WatchError(
        _("that is more than fits into one batch"),
        advice=_("Nothing was written. Hand over fewer at once."),
    )
