"""`handover key|give|take|back|decisions`: let somebody you trust go through it for you."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from impersonation_watch import handover
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.language import N_, _, several
from impersonation_watch.terminal import plain_line

FILE = click.Path(path_type=Path, dir_okay=False)
STATES = {
    handover.State.OPEN: N_("can be taken over"),
    handover.State.APPLIED: N_("taken over"),
    handover.State.HERS: N_("you decided yourself since: yours stays"),
    handover.State.GONE: N_("is not here any more"),
}


@click.group(name="handover")
def command() -> None:
    """Hand a sealed batch of what was found to a helper, and take the decisions back.

    The helper has a vault of her own and shows you her key (`handover key`). What you give is
    sealed to that key: nobody else can open it. Nothing is sent; you send the file yourself.
    """


@command.command(name="key")
@click.option("--out", type=FILE, help="Write it into this new file, to send.")
@vault_option
def key(
    out: Path | None, folder: Path, passphrase_file: TextIO | None, passphrase_fd: int | None
) -> None:
    """Show your own key, to give to somebody who wants to hand you a batch. It is no secret."""
    with open_vault(folder, passphrase_file, passphrase_fd) as vault:
        own = handover.own_key(vault, now())
        if out is not None:
            handover.write_file(vault.folder, out, f"{own}\n".encode())
    click.echo(own)
    click.echo(_("Its digits: {digits}").format(digits=handover.fingerprint(own)))
    click.echo(_("Read the digits out on the phone. If they differ, it is not your key."))


@command.command(name="give")
@click.option("--to", "given_key", required=True, help="The helper's key, or a file with it.")
@click.option("--hit", "hits", multiple=True, metavar="ID", help="A profile. May be repeated.")
@click.option("--case", "cases", multiple=True, metavar="ID", help="A case. May be repeated.")
@click.option(
    "--note", "notes", multiple=True, metavar="ID",
    help="A private note of one of the cases. None goes along unless you name it.",
)  # fmt: skip
@click.option("--helper", default="", help="What you call the helper.")
@click.option("--from", "giver", default="", help="How the helper shall see you named.")
@click.option("--days", default=handover.DAYS, show_default=True, help="Days she may keep it.")
@click.option("--out", type=FILE, required=True, help="The new file.")
@vault_option
def give(
    given_key: str,
    hits: tuple[str, ...],
    cases: tuple[str, ...],
    notes: tuple[str, ...],
    helper: str,
    giver: str,
    days: int,
    out: Path,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """Write a batch for a helper into a new file. Compare the digits on the phone first."""
    with open_vault(folder, passphrase_file, passphrase_fd) as vault:
        given = handover.give(
            vault,
            handover.Wanted(hits=hits, cases=cases, notes=notes),
            key=handover.read_key(given_key),
            helper=helper,
            giver=giver,
            out=out,
            now=now(),
            days=days,
        )
    click.echo(plain_line(_("The batch is here: {file}").format(file=out)))
    click.echo(_("Digits of the helper's key: {digits}").format(
        digits=handover.fingerprint(given.key)
    ))  # fmt: skip
    click.echo(_("Compare them on the phone before you send the file."))


@command.command(name="take")
@click.argument("file", type=FILE)
@vault_option
def take(
    file: Path, folder: Path, passphrase_file: TextIO | None, passphrase_fd: int | None
) -> None:
    """Take in a batch that somebody handed to you. The pages (`review`) go through it."""
    content = handover.read_file(file)
    with open_vault(folder, passphrase_file, passphrase_fd) as vault:
        batch = handover.take(vault, content, now=now())
    count = len(batch.items)
    click.echo(several("Taken in: {count} item.", "Taken in: {count} items.", count).format(
        count=count
    ))  # fmt: skip
    click.echo(_("The batch: {id}").format(id=batch.id))
    click.echo(_("Digits of the giver's key: {digits}").format(
        digits=handover.fingerprint(batch.reply_to)
    ))  # fmt: skip
    click.echo(_("It may be kept until {day}; then it goes from here.").format(
        day=_day(batch.keep_until)
    ))  # fmt: skip


@command.command(name="back")
@click.option("--batch", "batch_id", required=True, metavar="ID", help="Which batch.")
@click.option("--by", default="", help="How the giver shall see you named.")
@click.option("--out", type=FILE, required=True, help="The new file.")
@vault_option
def back(
    batch_id: str,
    by: str,
    out: Path,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """Write your decisions about a batch into a new file that only the giver can open."""
    with open_vault(folder, passphrase_file, passphrase_fd) as vault:
        handover.write_back(vault, batch_id, out, by=by, now=now())
    click.echo(plain_line(_("Your decisions are here: {file}").format(file=out)))


@command.command(name="decisions")
@click.argument("file", type=FILE)
@click.option("--apply", "apply_all", is_flag=True, help="Take all of them over.")
@vault_option
def decisions(
    file: Path,
    apply_all: bool,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
) -> None:
    """Take a helper's decisions back. One of your own is never changed by them.

    Without --apply they are kept beside yours; the pages take them over one by one.
    """
    content = handover.read_file(file)
    with open_vault(folder, passphrase_file, passphrase_fd) as vault:
        given = handover.take_decisions(vault, content, now=now())
        if apply_all:
            handover.apply_all(vault, given.id, now=now())
        for each in vault.store.returned(given.id):
            stands = _(STATES[handover.state(vault.store, each)])
            said = _(handover.SAID[each.opinion.decision])
            click.echo(plain_line(f"{each.about}  {said}  {each.opinion.word}  ({stands})"))


def _day(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d}"
