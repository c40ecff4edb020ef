"""A copyright notice stays locked until three questions are answered, and claims no face. Pure."""

from __future__ import annotations

from impersonation_watch.language import N_, _
from impersonation_watch.model import CannotFill
from impersonation_watch.takedown.draft import Copyright, Filing
from impersonation_watch.takedown.elements import ELEMENTS
from impersonation_watch.takedown.shown import shown

LONGEST = 2000  # units of the photo's description and of the list of addresses
LOCKED = N_(
    "A copyright notice gives your full name, postal address, phone number and e-mail to the other"
    " side. You may know who it is, or it could make them angry, so it stays closed here."
)
LOCKED_ADVICE = N_(
    "Use the platform's own report or another form: they do not pass your address on. A lawyer or a"
    " helpline can send such a notice in their own name."
)
OWNERSHIP = {
    "own": N_("I took this photo myself, and I own the copyright in it."),
    "assigned": N_(
        "Whoever took this photo gave the rights in it to me, in writing; I own the copyright."
    ),
}
ACCURACY = N_("The information in this notice is accurate.")
BELIEF = N_(
    "I have a good faith belief that the use of the photo described above is not authorised by the"
    " copyright owner, its agent or the law."
)
PERJURY = N_(
    "Under penalty of perjury, I state that I am the owner, or authorised to act on behalf of the"
    " owner, of an exclusive right that is allegedly infringed."
)


def refuse_locked(filing: Filing) -> None:
    """Raise CannotFill where the safety answers keep copyright notices closed."""
    if filing.advice.copyright_locked:
        raise CannotFill(_(LOCKED), advice=_(LOCKED_ADVICE))


def copyright_gaps(said: Copyright) -> dict[str, str]:
    """What has to be answered, the first two questions before all others."""
    first = {"ownership_basis": bool(said.ownership), "disclosure_ack": said.disclosure}
    then = {
        "work_identification": bool(said.work.strip()),
        "item_location": _is_address_list(said.items),
        "language_ok": said.english,
        "accuracy_statement": said.accuracy,
        "perjury_statement": said.perjury,
        "signature": bool(said.signature.strip()),
    }
    given = then if said.is_open else first
    return {each: _(ELEMENTS[each]) for each, there in given.items() if not there}


def copyright_values(filing: Filing) -> dict[str, str]:
    """The fields of a copyright notice; a statement is empty until she confirmed it."""
    said = filing.statement.copyright
    ownership = OWNERSHIP.get(said.ownership, "")
    return {
        "ownership_basis": _(ownership),
        "work_identification": _lines(said.work),
        "item_location": _lines(said.items),
        "accuracy_statement": _(ACCURACY) if said.accuracy else "",
        "perjury_statement": _(PERJURY) if said.perjury else "",
        "signature": shown(said.signature.strip(), 200),
    }


def _is_address_list(text: str) -> bool:
    lines = [each.strip() for each in text.splitlines() if each.strip()]
    return bool(lines) and all(each.startswith(("https://", "http://")) for each in lines)


def _lines(text: str) -> str:
    return "\n".join(shown(each, LONGEST) for each in text.strip()[:LONGEST].splitlines())
