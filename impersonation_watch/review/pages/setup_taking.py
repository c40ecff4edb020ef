"""What each screen of the set-up does with what was typed there. Nothing of it is kept yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from impersonation_watch import founding
from impersonation_watch.config import SELF
from impersonation_watch.language import N_, _
from impersonation_watch.model import Keeping, StoreError, WatchError
from impersonation_watch.review.beginning import ACCOUNTS, Beginning, held_of, lines
from impersonation_watch.review.searched import to_spell
from impersonation_watch.review.visit import NotHere, Visit
from impersonation_watch.vault import check_passphrase, generate_passphrase

REACHES = ("no", "yes")
CHOOSE = N_("Please choose one of the answers")
CAREFUL = N_(
    "You said that somebody may get at this computer. “Every day” keeps the names it looks for in"
    " the computer's memory. “Only when I ask” is safer here. Press “Go on” again to stay with it"
)
SPELLING = "spelling-"  # and a number: one tick


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Where to go on to, or why not yet."""

    on: str = ""
    problems: Sequence[str] = ()
    advice: str = ""


def beginning_of(visit: Visit) -> Beginning:
    """The set-up under way. Raises NotHere when there is none."""
    if visit.sitting.beginning is None:
        raise NotHere
    return visit.sitting.beginning


def keep(visit: Visit, beginning: Beginning) -> Beginning:
    """Keep it in memory, in place of what was there."""
    visit.sitting.beginning = beginning
    return beginning


def missing(beginning: Beginning) -> str:
    """The first screen without which there can be no vault; empty when there is none."""
    if not beginning.typed.get("giver"):
        return "who"
    if not beginning.typed.get("names", "").strip():
        return "names"
    return "" if beginning.typed.get("reach") else "safety"


def take_who(visit: Visit) -> Taken:
    """Two buttons: herself, or somebody who agreed."""
    whom = visit.form.get("whom")
    if whom not in ("me", "other"):
        return Taken(problems=(_(CHOOSE),))
    beginning = beginning_of(visit)
    if whom == "me":
        keep(visit, beginning.type(giver=SELF, until=""))
        return Taken(on="names")
    keep(visit, beginning.type(giver="") if beginning.is_self else beginning)
    return Taken(on="consent")


def take_consent(visit: Visit) -> Taken:
    """Who said yes, and until when."""
    beginning = _typed(visit, ("giver", "until"))
    return Taken(on="names", problems=beginning.consent_problems(visit.now))


def take_names(visit: Visit) -> Taken:
    """Names as they are written; one in another alphabet leads to its Latin spellings."""
    beginning = _typed(visit, ("names", "nicknames", "handles"))
    typed = lines(beginning.typed.get("names", ""))
    problems = beginning.problems(("names", "nicknames", "handles"))
    if to_spell(typed):
        return Taken(on="spellings", problems=problems)
    keep(visit, beginning.type(spellings=""))
    return Taken(on="photos", problems=problems)


def take_spellings(visit: Visit) -> Taken:
    """Those ticked, and those written beside them."""
    chosen = [*ticks(visit), *lines(visit.form.get("more", ""))]
    beginning = keep(visit, beginning_of(visit).type(spellings="\n".join(dict.fromkeys(chosen))))
    return Taken(on="photos", problems=beginning.problems(("names",)))


def ticks(visit: Visit) -> list[str]:
    """The spellings that were ticked, in the order they stood in."""
    return [
        " ".join(text.split()) for name, text in visit.form.items() if name.startswith(SPELLING)
    ]


def take_photos(visit: Visit) -> Taken:
    """Take in what was chosen or take one out; on when she says so and none was refused."""
    beginning = beginning_of(visit)
    if "remove" in visit.form:
        beginning = beginning.remove(visit.form["remove"])
    if "turn" in visit.form:
        beginning = beginning.turn(visit.form["turn"])
    if visit.files:
        beginning = beginning.add(visit.files, held=held_of(visit.form.get("held", "")))
    elif "held" in visit.form:
        beginning = replace(beginning, refused=(_("Choose a photo first"),))
    keep(visit, beginning)
    if "on" in visit.form and not (visit.files and beginning.refused):
        keep(visit, replace(beginning, refused=()))
        return Taken(on="accounts")
    return Taken(on="photos")


def take_accounts(visit: Visit) -> Taken:
    """Take in addresses under the kind that was pressed, or take one out; on when she says so."""
    beginning = _typed(visit, ("handles", *ACCOUNTS))
    if "remove" in visit.form:
        beginning = _without(beginning, visit.form["remove"])
    addresses = visit.form.get("addresses", "")
    kind = visit.form.get("kind", ACCOUNTS[0])
    fuller = beginning.add_accounts(kind, addresses) if kind in ACCOUNTS else beginning
    problems = fuller.problems(("handles", *ACCOUNTS))
    if problems:
        return Taken(problems=problems)
    keep(visit, fuller)
    return Taken(on="accounts" if {"kind", "remove"} & set(visit.form) else "safety")


def take_safety(visit: Visit) -> Taken:
    """Who can get at this computer, and when it may look."""
    beginning = _typed(visit, ("reach", "keeping"))
    reach, keeping = beginning.typed.get("reach"), beginning.typed.get("keeping")
    if reach not in REACHES or keeping not in tuple(Keeping):
        return Taken(problems=(_(CHOOSE),))
    risky = reach == "yes" and keeping == Keeping.KEEP_WATCHING
    if risky and visit.form.get("told") != "yes":
        return Taken(problems=(_(CAREFUL),))
    return Taken(on="passphrase")


def take_passphrase(visit: Visit) -> Taken:
    """Make the vault, whole or not at all, and open it."""
    beginning = beginning_of(visit)
    if "other" in visit.form:
        keep(visit, replace(beginning, offered=""))
        return Taken(on="passphrase")
    if missing(beginning):
        return Taken(on=missing(beginning))
    try:
        vault, recovery_code = founding.found(
            visit.sitting.folder,
            visit.form.get("passphrase", ""),
            beginning.person(),
            beginning.settings(),
            prints=beginning.prints,
            now=visit.now,
        )
    except WatchError as error:
        return Taken(problems=str(error).split("\n"), advice=error.advice)
    visit.sitting.begin_with(vault, recovery_code)
    return Taken()


def offer(visit: Visit) -> Beginning:
    """With words made by chance; others where the names typed since stand in them."""
    beginning = beginning_of(visit)
    known = founding.facts(beginning.person())
    try:
        check_passphrase(beginning.offered, known)
    except StoreError:
        return keep(visit, replace(beginning, offered=generate_passphrase(known)))
    return beginning


TAKING: dict[str, Callable[[Visit], Taken]] = {
    "who": take_who,
    "consent": take_consent,
    "names": take_names,
    "spellings": take_spellings,
    "photos": take_photos,
    "accounts": take_accounts,
    "safety": take_safety,
    "passphrase": take_passphrase,
}


def _typed(visit: Visit, fields: Collection[str]) -> Beginning:
    """With those of these fields that the form had."""
    words = {each: visit.form[each] for each in fields if each in visit.form}
    return keep(visit, beginning_of(visit).type(**words))


def _without(beginning: Beginning, address: str) -> Beginning:
    fewer = {
        each: "\n".join(one for one in lines(beginning.typed.get(each, "")) if one != address)
        for each in ACCOUNTS
    }
    return beginning.type(**fewer)
