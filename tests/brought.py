"""What the tests of cases share: safety answers, pictures like no other, a case with files."""

from __future__ import annotations

from typing import Any

from keeping import NOW
from matching import NAOMI, file_of, portrait

from impersonation_watch import intake
from impersonation_watch.intake import Brought
from impersonation_watch.model import Answered, Case, Description, Police, Safety, Shown
from impersonation_watch.vault import Vault

CALM = Safety(
    anger=Answered.NO,
    knows_who=Answered.NO,
    police=Police.NONE,
    shown=Shown.CLOTHED_ADULT,
    asked_at=NOW,
)
LENA = Description(app="tinder", name="Lena Brandt", age="29", place="Hamburg", bio="Sea and dogs")


def answers(shown: Shown) -> Safety:
    return Safety(
        anger=Answered.NO,
        knows_who=Answered.NO,
        police=Police.NONE,
        shown=shown,
        asked_at=NOW,
    )


def picture(scene: int = 0, form: str = "JPEG") -> bytes:
    """A portrait of an invented person as a file."""
    return file_of(portrait(NAOMI, scene), form)


def files() -> list[Brought]:
    return [
        Brought(kind="screenshot", name="screen.png", content=picture(1, "PNG")),
        Brought(kind="photo", name="shown.jpg", content=picture(2)),
        Brought(kind="messages", name="chat.txt", content=b"Are you really Naomi?"),
    ]


def open_lena(vault: Vault, **changes: Any) -> Case:
    """A Tinder profile without any address, brought by a friend."""
    given: dict[str, Any] = {"safety": CALM, "files": files(), "supplied_by": "Mia Brook"}
    return intake.open_case(
        vault, "p1", changes.pop("description", LENA), now=NOW, **given | changes
    )
