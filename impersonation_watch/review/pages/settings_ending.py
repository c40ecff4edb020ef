"""What this is called on this computer, and the end of everything."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from starlette.responses import Response

from impersonation_watch import clockfile, ending, naming, service
from impersonation_watch.language import N_, _
from impersonation_watch.model import ConfigError, WatchError
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.visit import Visit
from impersonation_watch.vault import written

WORD = N_("erase everything")  # typed by hand: a slip of the finger cannot do it


def name(visit: Visit) -> dict[str, object]:
    """The word in use, and where things lie."""
    folder = visit.sitting.folder
    return {"name": naming.name_of(folder), "folder": folder}


def change_name(visit: Visit) -> None:
    """Another word, from now on; the service is called by it as well."""
    folder, wanted = visit.sitting.folder, visit.form.get("name", "").strip().lower()
    naming.check(wanted)
    service.rename(folder, wanted, home=Path.home(), environ=os.environ)
    naming.rename(folder, wanted)
    naming.wear(folder)
    visit.sitting.flash = Flash(text=_("From now on it is called {name}.").format(name=wanted))
    visit.sitting.hand_over_key(afresh=True)


def everything(visit: Visit) -> dict[str, object]:
    """What would go, what would stay, and the words to type."""
    store = visit.vault.store
    paths = [path for path in written.remembered(store) if path.exists()]
    return {"word": _(WORD), "counts": store.counts(), "paths": paths}


def erase(visit: Visit) -> Response:
    """Everything, once the words were typed. Nothing of it can be brought back."""
    if " ".join(visit.form.get("word", "").casefold().split()) != _(WORD).casefold():
        raise ConfigError(_("Type the words as they stand there, then everything is erased"))
    folder = visit.sitting.folder
    if clockfile.going_on(folder):
        raise WatchError(_("a look is going on"), advice=_("Wait until it has ended, then again."))
    paths = written.remembered(visit.vault.store)
    visit.sitting.leave()
    try:
        remains = ending.erase_everything(
            folder,
            temporary=Path(tempfile.gettempdir()),
            home=Path.home(),
            environ=os.environ,
            written=paths,
            now=visit.now,
        )
    except WatchError as error:  # locked by now: the pages of the settings cannot show it
        return visit.show("problem.html", status=400, said=str(error), advice=error.advice)
    return visit.show("erased.html", remains=remains)
