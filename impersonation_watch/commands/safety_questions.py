"""The safety questions on the command line: as options, at a prompt, or as answered just now."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ParamSpec, TypeVar

import click

from impersonation_watch import intake, safety
from impersonation_watch.filings import check_known
from impersonation_watch.language import N_, _, several
from impersonation_watch.model import Answered, CannotFill, Police, Safety, Shown, WatchError
from impersonation_watch.vault import Vault

Given = ParamSpec("Given")
Returned = TypeVar("Returned")
QUESTIONS: dict[str, tuple[type[StrEnum], str]] = {
    "anger": (Answered, N_("Could taking it down make the person behind it angry?")),
    "knows_who": (Answered, N_("Do you think you know who it is?")),
    "police": (Police, N_("Is there a police case or a court date?")),
    "shown": (Shown, N_("Who is in the pictures?")),
}
FOLLOWS = {  # fields of safety.Advice
    "hold": N_("Keep what you have, and report nothing yet. Going on needs --anyway."),
    "ask_police": N_(
        "Ask the police first: “Please ask the platform to keep the data of this account before it"
        " is taken down.”"
    ),
    "helplines": N_("It can help to talk to somebody first. The pages list helplines by country."),
    "under_18": N_("For pictures of somebody under 18: Take It Down, https://takeitdown.ncmec.org"),
    "intimate": N_("For intimate pictures of adults: StopNCII, https://stopncii.org"),
    "no_pictures": N_("No picture goes into the packet, only the address or the description."),
}


def safety_options(function: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """`--anger`, `--knows-who`, `--police`, `--shown`, and a yes to what they erase."""
    erase = "The answers erase pictures kept here for good, and that is what I want."
    function = click.option("--erase-pictures", is_flag=True, help=erase)(function)
    for field, (answers, question) in reversed(QUESTIONS.items()):
        names = [each.value for each in answers]
        flag = f"--{field.replace('_', '-')}"
        function = click.option(flag, field, type=click.Choice(names), help=question)(function)
    return function


def given_answers(given: Mapping[str, Any], now: datetime) -> Safety | None:
    """The answers from the options, the others asked for at a prompt; None where none was given.

    Raises CannotFill when some are missing and nobody is there to be asked.
    """
    answers = {field: given[field] for field in QUESTIONS if given[field]}
    if not answers and not sys.stdin.isatty():
        return None
    for field in QUESTIONS:
        answers[field] = answers.get(field) or _ask(field)
    return Safety(
        anger=Answered(answers["anger"]),
        knows_who=Answered(answers["knows_who"]),
        police=Police(answers["police"]),
        shown=Shown(answers["shown"]),
        asked_at=now,
    )


def answer(vault: Vault, about: str, given: Mapping[str, Any], now: datetime) -> None:
    """Ask what is not answered within the hour, keep it, and say what follows.

    Raises WatchError for an unknown hit or case.
    """
    check_known(vault.store, about)
    known = vault.store.safety(about)
    is_given = any(given[field] for field in QUESTIONS)
    if known is not None and safety.is_fresh(known, now) and not is_given:
        return
    answers = given_answers(given, now)
    if answers is None:
        return  # what is written next says so, with the way on
    check_erasing(vault.store.pictures_refused(about, answers), given)
    intake.save_safety(vault, about, answers, now=now)
    told = safety.advice(answers)
    for field, sentence in FOLLOWS.items():
        if getattr(told, field):
            click.echo(_(sentence), err=True)


def check_erasing(pictures: int, given: Mapping[str, Any]) -> None:
    """Ask once more where the answers would erase pictures; nothing is erased before a yes.

    Raises UsageError when nobody is there to be asked, WatchError for a no.
    """
    if not pictures or given["erase_pictures"]:
        return
    said = several(
        "These answers would erase {count} picture or paper kept here for good.",
        "These answers would erase {count} pictures or papers kept here for good.",
        pictures,
    ).format(count=pictures)
    if not sys.stdin.isatty():
        way = _("Nothing is erased yet. Give --erase-pictures if that is what you want.")
        raise click.UsageError(f"{said} {way}")
    if not click.confirm(f"{said} {_('Erase them and go on?')}", default=False, err=True):
        raise WatchError(
            _("nothing was erased, and the answers were not kept"),
            advice=_("Start again when you want to change an answer."),
        )


def _ask(field: str) -> str:
    answers, question = QUESTIONS[field]
    if not sys.stdin.isatty():
        raise CannotFill(
            _("not every safety question is answered"),
            advice=_("Give --anger, --knows-who, --police and --shown."),
        )
    names = click.Choice([each.value for each in answers])
    return str(click.prompt(_(question), type=names, err=True))
