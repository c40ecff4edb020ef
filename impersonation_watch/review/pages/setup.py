"""The set-up: where there is no vault, six screens lead to one. Nothing is kept before the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from starlette.responses import Response

from impersonation_watch import founding
from impersonation_watch.config import SELF
from impersonation_watch.model import Keeping, WatchError
from impersonation_watch.pictures import LARGEST
from impersonation_watch.review.beginning import MOST_PHOTOS, Beginning
from impersonation_watch.review.pages.hits import picture
from impersonation_watch.review.visit import NotHere, Page, Visit, go
from impersonation_watch.vault import generate_passphrase

PLACES = 6  # screens, as they are counted for her
YEAR = timedelta(days=365)
REACHES = ("no", "yes")
CHOOSE = "Please choose one of the answers"
CAREFUL = (
    "You said that somebody may get at this computer. “Every day” keeps the names it looks for in"
    " the computer's memory. “Only when I ask” is safer here. Press “Go on” again to stay with it"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One screen: its number, the fields typed there, where it leads, and what it checks."""

    number: int
    fields: tuple[str, ...] = ()
    on: str = ""
    check: Callable[[Visit, Beginning], Sequence[str]] = lambda visit, beginning: ()


def begin(visit: Visit) -> Response:
    """What to know before anything is typed; refused where no vault can lie."""
    founding.check_folder(visit.sitting.folder)
    return visit.show("setup_begin.html", folder=visit.sitting.folder)


def start(visit: Visit) -> Response:
    """Go on with what was typed before, or start with nothing."""
    founding.check_folder(visit.sitting.folder)
    visit.sitting.beginning = visit.sitting.beginning or Beginning()
    visit.sitting.touch()
    return go("/setup/who")


def ask(visit: Visit) -> Response:
    """One screen with what was typed there before."""
    _step(visit)
    if visit.path["step"] == "passphrase":
        missing = _missing(_beginning(visit))
        if missing:
            return go(f"/setup/{missing}")
    return _show(visit, ())


def take(visit: Visit) -> Response:
    """Keep what was typed in memory, then on, or say what cannot be used."""
    step, name = _step(visit), visit.path["step"]
    if name in TAKEN_BY:
        return TAKEN_BY[name](visit)
    typed = {each: visit.form.get(each, "") for each in step.fields}
    beginning = _keep(visit, _beginning(visit).type(**typed))
    problems = step.check(visit, beginning)
    return _show(visit, problems) if problems else go(f"/setup/{step.on}")


def photo(visit: Visit) -> Response:
    """Our own copy of a photo that was chosen."""
    for each in _beginning(visit).prints:
        if each.photo.id == visit.path["photo"]:
            return picture(each.display)
    raise NotHere


def only_without_vault(shown: Page) -> Page:
    """The page, only where there is no vault; and only begun set-ups reach past the first."""

    def page(visit: Visit) -> Response:
        if visit.sitting.vault is not None or visit.sitting.has_vault:
            return go("/")
        if visit.sitting.beginning is None and {"step", "photo"} & set(visit.path):
            return go("/setup")
        return shown(visit)

    return page


def _who(visit: Visit) -> Response:
    """Two buttons: herself, or somebody who agreed."""
    whom = visit.form.get("whom")
    if whom not in ("me", "other"):
        return _show(visit, (CHOOSE,))
    beginning = _beginning(visit)
    if whom == "me":
        _keep(visit, beginning.type(giver=SELF, until=""))
        return go("/setup/names")
    _keep(visit, beginning.type(giver="") if beginning.is_self else beginning)
    return go("/setup/consent")


def _photos(visit: Visit) -> Response:
    """Take in what was chosen or take one out; on when she says so and none was refused."""
    beginning = _beginning(visit)
    if "remove" in visit.form:
        beginning = beginning.remove(visit.form["remove"])
    beginning = _keep(visit, beginning.add(visit.files) if visit.files else beginning)
    if "on" in visit.form and not (visit.files and beginning.refused):
        _keep(visit, replace(beginning, refused=()))
        return go("/setup/accounts")
    return go("/setup/photos")


def _passphrase(visit: Visit) -> Response:
    """Make the vault, whole or not at all, and open it."""
    beginning = _beginning(visit)
    if "other" in visit.form:
        _keep(visit, replace(beginning, offered=generate_passphrase()))
        return go("/setup/passphrase")
    missing = _missing(beginning)
    if missing:
        return go(f"/setup/{missing}")
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
        return _show(visit, str(error).split("\n"), advice=error.advice)
    visit.sitting.begin_with(vault, recovery_code)
    return go("/setup-code")


def _check_consent(visit: Visit, beginning: Beginning) -> Sequence[str]:
    return beginning.consent_problems(visit.now)


def _check_person(visit: Visit, beginning: Beginning) -> Sequence[str]:
    return beginning.problems(_step(visit).fields)


def _check_safety(visit: Visit, beginning: Beginning) -> Sequence[str]:
    reach, keeping = beginning.typed["reach"], beginning.typed["keeping"]
    if reach not in REACHES or keeping not in tuple(Keeping):
        return (CHOOSE,)
    risky = reach == "yes" and keeping == Keeping.KEEP_WATCHING
    if risky and visit.form.get("told") != "yes":
        return (CAREFUL,)
    return ()


STEPS = {
    "who": Step(number=1),
    "consent": Step(number=1, fields=("giver", "until"), on="names", check=_check_consent),
    "names": Step(
        number=2, fields=("names", "nicknames", "handles"), on="photos", check=_check_person
    ),
    "photos": Step(number=3),
    "accounts": Step(
        number=4,
        fields=("own_accounts", "lost_accounts", "unsure_accounts"),
        on="safety",
        check=_check_person,
    ),
    "safety": Step(number=5, fields=("reach", "keeping"), on="passphrase", check=_check_safety),
    "passphrase": Step(number=6),
}
PAGES: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/setup", begin),
    ("POST", "/setup", start),
    ("GET", "/setup/photos/{photo}", photo),
    ("GET", "/setup/{step}", ask),
    ("POST", "/setup/{step}", take),
)
TAKEN_BY: dict[str, Page] = {"who": _who, "photos": _photos, "passphrase": _passphrase}


def _step(visit: Visit) -> Step:
    try:
        return STEPS[visit.path["step"]]
    except KeyError as error:
        raise NotHere from error


def _beginning(visit: Visit) -> Beginning:
    if visit.sitting.beginning is None:
        raise NotHere
    return visit.sitting.beginning


def _keep(visit: Visit, beginning: Beginning) -> Beginning:
    visit.sitting.beginning = beginning
    return beginning


def _missing(beginning: Beginning) -> str:
    """The first screen without which there can be no vault; empty when there is none."""
    if not beginning.typed.get("giver"):
        return "who"
    if not beginning.typed.get("names", "").strip():
        return "names"
    return "" if beginning.typed.get("reach") else "safety"


def _show(visit: Visit, problems: Sequence[str], *, advice: str = "") -> Response:
    step, name = _step(visit), visit.path["step"]
    beginning = _beginning(visit)
    if name == "passphrase" and not beginning.offered:
        beginning = _keep(visit, replace(beginning, offered=generate_passphrase()))
    return visit.show(
        f"setup_{name}.html",
        status=422 if problems else 200,
        number=step.number,
        places=PLACES,
        beginning=beginning,
        typed={field: beginning.typed.get(field, "") for field in step.fields},
        problems=problems,
        advice=advice,
        told=CAREFUL in problems,
        in_a_year=(visit.now + YEAR).date().isoformat(),
        most=MOST_PHOTOS,
        largest=LARGEST,
    )
