"""`add`: open a case with what was seen or brought, or add to one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

import click

from impersonation_watch import intake, safety
from impersonation_watch.commands import bringing
from impersonation_watch.commands.common import now, open_vault, vault_option
from impersonation_watch.commands.safety_questions import (
    FOLLOWS,
    QUESTIONS,
    check_erasing,
    given_answers,
    safety_options,
)
from impersonation_watch.language import N_, _, several
from impersonation_watch.model import Case, Safety, Snapshot, WatchError
from impersonation_watch.terminal import plain_line
from impersonation_watch.vault import Vault

NOTHING = N_(
    "There is nothing to keep yet. Give a link (--url), a file (for example --screenshot FILE), or"
    " what the profile shows (for example --app tinder --name Lena)."
)
ADVISED = {  # fields of safety.Advice, where keeping is meant and not reporting
    **FOLLOWS,
    "hold": N_("Keep what you have, and report nothing yet."),
    "no_pictures": N_("No picture is kept for this case. The address and your words are enough."),
}


@click.command(name="add")
@click.option("--person", default="", help="Whose name or pictures are used: her name or id.")
@click.option("--case", "case_id", default="", help="Add to this case instead of opening one.")
@bringing.options
@click.option("--supplied-by", default="self", help="Who brought the files, if not yourself.")
@safety_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for other programs.")
@vault_option
def command(
    person: str,
    case_id: str,
    supplied_by: str,
    as_json: bool,
    folder: Path,
    passphrase_file: TextIO | None,
    passphrase_fd: int | None,
    **given: Any,
) -> None:
    """Keep a screenshot, a link, messages or a few words about a profile, as a case of its own.

    Files are kept byte for byte, as supplied by you or by whom you name. A profile without an
    address is enough. A few questions about your safety come first. While a command runs, other
    users of this computer can see what was typed behind it; the pages of `review` show nobody.
    """
    if not bringing.is_enough({**given, "case_id": case_id}):
        raise click.UsageError(_(NOTHING))
    vault = open_vault(folder, passphrase_file, passphrase_fd)
    try:
        if case_id:
            case = _add(vault, case_id, given, supplied_by)
        else:
            case = _open(vault, bringing.person(vault, person), given, supplied_by)
        kept = [each for each in vault.store.snapshots(case.id) if each.supplied_by]
    finally:
        vault.close()
    if as_json:
        click.echo(json.dumps(_row(case, kept), indent=2))
    else:
        _tell(case, kept, is_new=not case_id)


def _open(vault: Vault, person_id: str, given: dict[str, Any], supplied_by: str) -> Case:
    files, description = bringing.files(given), bringing.description(given)
    answers = given_answers(given, now())
    if answers is None:
        raise WatchError(
            _("a few questions about your safety come first, and nobody can be asked here"),
            advice=_("Give --anger, --knows-who, --police and --shown."),
        )
    opening = Case(
        id="", person_id=person_id, opened_at=now(), description=description, safety=answers
    )
    check_erasing(vault.store.pictures_refused_with(opening), given)
    return intake.open_case(
        vault,
        person_id,
        description,
        safety=answers,
        happened=bringing.happened(given),
        witnesses=bringing.witnesses(given),
        police=bringing.police_report(given),
        files=files,
        supplied_by=supplied_by,
        now=now(),
        on_progress=_progress(len(files)),
    )


def _add(vault: Vault, case_id: str, given: dict[str, Any], supplied_by: str) -> Case:
    case = bringing.case(vault, case_id)
    files = bringing.files(given)
    changed = bringing.changes(case, given)
    asked = any(given[field] for field in QUESTIONS)
    answers = given_answers(given, now()) if asked else None
    if answers is not None:  # first: they say whether pictures may be kept
        check_erasing(vault.store.pictures_refused(case.id, answers), given)
        intake.save_safety(vault, case.id, answers, now=now())
    if files:
        intake.add_files(
            vault,
            case.id,
            files,
            supplied_by=supplied_by,
            now=now(),
            on_progress=_progress(len(files)),
        )
    if changed:
        intake.change_case(vault, case.id, now=now(), **changed)
    return vault.store.case(case.id)


def _progress(count: int) -> intake.Say:
    """Names each file that is opened, where there are several to wait for."""

    def say(name: str) -> None:
        if count > 1:
            click.echo(plain_line(_("Opening {name}").format(name=name)), err=True)

    return say


def _tell(case: Case, kept: list[Snapshot], *, is_new: bool) -> None:
    said = _("Case {case} is open.") if is_new else _("Added to case {case}.")
    click.echo(said.format(case=case.id))
    count = len(kept)
    files = several("{count} file is kept with it.", "{count} files are kept with it.", count)
    click.echo(files.format(count=count))
    for sentence in _advice(case.safety):
        click.echo(sentence)
    click.echo(_("`review` shows it, and what can be done next. Nothing was sent to anybody."))
    undo = _("To take it out again, type `erase --case {case}`.")
    click.echo(undo.format(case=case.id))


def _advice(answers: Safety) -> list[str]:
    told = safety.advice(answers)
    return [_(sentence) for field, sentence in ADVISED.items() if getattr(told, field)]


def _row(case: Case, kept: list[Snapshot]) -> dict[str, object]:
    return {
        "case": case.id,
        "person": case.person_id,
        "files": [
            {"kind": each.kind, "label": each.label, "sha256": each.sha256, "size": each.size}
            for each in kept
        ],
        "advice": _advice(case.safety),
    }
