"""The files of a case: taken in, shown as our own copies, and taken out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from impersonation_watch import intake
from impersonation_watch.language import N_, _, several
from impersonation_watch.model import Case, ConfigError, WatchError
from impersonation_watch.review.case_files import Brought, brought
from impersonation_watch.review.case_forms import words
from impersonation_watch.review.pages.hits import picture
from impersonation_watch.review.sitting import Flash
from impersonation_watch.review.telling import KINDS, PICTURES, TEXT_KINDS
from impersonation_watch.review.visit import NotHere, Visit, go

LARGEST = intake.LARGEST_FILE // 1024 // 1024  # megabytes
NONE = N_("No file was chosen.")
SIDES = ("left", "top", "right", "bottom")
WHOLE = 100  # percent


def ask(visit: Visit) -> Response:
    """Where files are chosen."""
    return _ask(visit, visit.draft(), ())


def take(visit: Visit) -> Response:
    """Take in those files that can be kept; the others are named with the reason."""
    shown = visit.case()
    if not visit.files:
        return _ask(visit, visit.form, (_(NONE),))
    refused = _add(visit, shown)
    kept = len(visit.files) - len(refused)
    if refused:
        return _ask(visit, visit.form, refused, kept=kept)
    text = several(
        "{count} file is kept. You can stop here.",
        "{count} files are kept. You can stop here.",
        kept,
    )
    visit.sitting.flash = Flash(text=text.format(count=kept))
    return go(f"/c/{shown.id}")


def ask_text(visit: Visit) -> Response:
    """Where messages are typed or pasted."""
    return visit.show("case_text.html", case=visit.case(), kinds=_text_kinds(), typed=visit.draft())


def take_text(visit: Visit) -> Response:
    """Keep messages as they were pasted."""
    shown, kind = visit.case(), visit.form.get("kind", "")
    if kind not in TEXT_KINDS:
        raise NotHere
    text = words(visit.form, "text")
    if text:
        intake.add_text(
            visit.vault, shown.id, kind, text, supplied_by=_supplied_by(visit), now=visit.now
        )
        visit.sitting.flash = Flash(text=_("Kept."))
    return go(f"/c/{shown.id}")


def one(visit: Visit) -> Response:
    """One file, with what can be done with it."""
    shown, file = visit.case(), _file(visit)
    store = visit.vault.store
    return visit.show(
        "case_file.html",
        case=shown,
        file=file,
        covered=store.settings().cover_pictures,
        text=_text(visit, file),
        translations=[
            (each, store.blob(each.sha256).decode("utf-8", "replace")) for each in file.translations
        ],
        typed=visit.draft(),
    )


def shown(visit: Visit) -> Response:
    """Our own copy of a picture; the file itself is never shown."""
    file = _file(visit)
    if file.display is None:
        raise NotHere
    return picture(visit.vault.store.blob(file.display.sha256))


def part_shown(visit: Visit) -> Response:
    """A part that was cut out of a picture."""
    file = _file(visit)
    cut = [each for number, each in enumerate(file.parts, 1) if str(number) == visit.path["part"]]
    if not cut:
        raise NotHere
    return picture(visit.vault.store.blob(cut[0].sha256))


def original(visit: Visit) -> Response:
    """The file as it came, to be saved: from there on it lies open on the disk."""
    shown, file = visit.case(), _file(visit)
    store = visit.vault.store
    with store.change():
        store.log("file_saved", shown.id, visit.now)
    return Response(
        store.blob(file.original.sha256),
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{file.media_name}"'},
    )


def translate(visit: Visit) -> Response:
    """Keep what the words in the file mean, beside it."""
    shown, file = visit.case(), _file(visit)
    text = words(visit.form, "translation")
    if text:
        intake.add_translation(visit.vault, shown.id, file.original.sha256, text, now=visit.now)
        visit.sitting.flash = Flash(text=_("Kept beside the file. The file is as it was."))
    return go(f"/c/{shown.id}/files/{file.number}")


def crop(visit: Visit) -> Response:
    """Keep a part of the picture, beside it."""
    shown, file = visit.case(), _file(visit)
    if file.display is None:
        raise NotHere
    intake.add_crop(visit.vault, shown.id, file.original.sha256, _box(visit), now=visit.now)
    visit.sitting.flash = Flash(text=_("Kept beside the file. The file is as it was."))
    return go(f"/c/{shown.id}/files/{file.number}")


def ask_out(visit: Visit) -> Response:
    """Before a file is taken out: what cannot be reached from here."""
    return visit.show("case_file_out.html", case=visit.case(), file=_file(visit))


def take_out(visit: Visit) -> Response:
    """The file and what was made of it go for good."""
    shown, file = visit.case(), _file(visit)
    if visit.form.get("file") != file.original.sha256:  # another was taken out meanwhile
        raise NotHere
    intake.take_out(visit.vault, shown.id, file.original.sha256, now=visit.now)
    visit.sitting.flash = Flash(text=_("Taken out for good."))
    return go(f"/c/{shown.id}")


def _ask(
    visit: Visit, typed: Mapping[str, str], refused: Sequence[str], *, kept: int = 0
) -> Response:
    case = visit.case()
    files = brought(visit.vault.store.snapshots(case.id))
    no_pictures = visit.vault.store.refuses_pictures(case.id)
    return visit.show(
        "case_files.html",
        status=422 if refused else 200,
        case=case,
        no_pictures=no_pictures,
        is_new=not files and not no_pictures,
        typed=typed,
        refused=refused,
        kept=kept,
        kinds={
            kind: name for kind, name in KINDS.items() if not (no_pictures and kind in PICTURES)
        },
        largest=LARGEST,
    )


def files_brought(visit: Visit) -> tuple[intake.Brought, ...]:
    """The files of the form, each as what she said they are. Raises NotHere."""
    kind = visit.form.get("kind", "screenshot")
    if kind not in KINDS:
        raise NotHere
    return tuple(
        intake.Brought(kind=kind, name=each.name, content=each.content) for each in visit.files
    )


def _add(visit: Visit, case: Case) -> list[str]:
    """Take in what can be kept, most often all of it; a sentence for each that cannot."""
    files = files_brought(visit)
    if not _refusal(visit, case, files):
        return []
    refused = [_refusal(visit, case, (each,)) for each in files]
    return [each for each in refused if each]


def _refusal(visit: Visit, case: Case, files: tuple[intake.Brought, ...]) -> str:
    """Take in all of these or none; then why not."""
    try:
        intake.add_files(
            visit.vault, case.id, files, supplied_by=_supplied_by(visit), now=visit.now
        )
    except WatchError as error:
        return f"{str(error).removesuffix('.')}. {error.advice}".strip()
    return ""


def _supplied_by(visit: Visit) -> str:
    """Who handed it over; nothing where she made it herself."""
    return visit.form.get("supplied_by", "").strip()


def _text_kinds() -> dict[str, str]:
    return {kind: KINDS[kind] for kind in TEXT_KINDS}


def _text(visit: Visit, file: Brought) -> str:
    """The words of a file that holds nothing else."""
    if file.original.media != "text/plain":
        return ""
    return visit.vault.store.blob(file.original.sha256).decode("utf-8", "replace")


def _box(visit: Visit) -> tuple[float, float, float, float]:
    """What is left when this much is cut away at each side. Raises WatchError."""
    try:
        left, top, right, bottom = (int(visit.form.get(side) or 0) for side in SIDES)
    except ValueError as error:
        raise ConfigError(_("Type a number between 0 and 99 for each side.")) from error
    if min(left, top, right, bottom) < 0 or max(left + right, top + bottom) >= WHOLE:
        raise ConfigError(_("Nothing would be left of the picture. Cut away less."))
    return left / WHOLE, top / WHOLE, 1 - right / WHOLE, 1 - bottom / WHOLE


def _file(visit: Visit) -> Brought:
    """The file of the address. Raises NotHere."""
    files = brought(visit.vault.store.snapshots(visit.case().id))
    number = visit.path["file"]
    found = [each for each in files if str(each.number) == number]
    if not found:
        raise NotHere
    return found[0]
