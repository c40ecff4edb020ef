"""What the tests of case pages share: the safety answers, a case opened by hand, files brought."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from reviewing import OURS, Pages

from impersonation_watch.model import Case
from impersonation_watch.vault import Store

CALM = {"anger": "no", "knows_who": "no", "police": "none", "shown": "clothed_adult"}


def store(opened: Pages) -> Store:
    assert opened.sitting.vault is not None
    return opened.sitting.vault.store


def answer(opened: Pages, **answers: str) -> Any:
    """Both screens of the safety questions; where they lead."""
    given = {**CALM, **answers}
    opened.get("/cases/new")
    opened.post("/cases/new/safety", anger=given["anger"], knows_who=given["knows_who"])
    return opened.post("/cases/new/police", police=given["police"], shown=given["shown"])


def open_case(opened: Pages, *, app: str = "instagram", url: str = "", **answers: str) -> Case:
    """A case, by the pages alone."""
    answer(opened, **answers)
    opened.post("/cases/new/what", app=app, own_app="", url=url)
    return store(opened).cases()[0]


def picture(shade: int = 120, form: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.effect_noise((320, 240), shade).convert("RGB").save(content, form)
    return content.getvalue()


def bring(opened: Pages, case: Case, *files: tuple[str, bytes], **fields: str) -> Any:
    """Files through the form."""
    answer = opened.client.post(
        f"/c/{case.id}/files",
        data={"token": opened.token, "kind": "screenshot", "supplied_by": "", **fields},
        files=[("files", each) for each in files] or [("files", ("", b""))],
        headers=OURS,
    )
    return opened._keep(answer)


def edit(opened: Pages, case: Case, part: str, **fields: str) -> Any:
    return opened.post(f"/c/{case.id}/edit/{part}", **fields)
