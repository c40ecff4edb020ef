"""A walk through every page of cases, with a look at each state."""

from __future__ import annotations

import json
from pathlib import Path

from casing import CALM, picture
from walking import Walk


def walk_through_cases(walk: Walk, folder: Path) -> None:
    """From the empty list to a closed case; the files it brings are written to `folder`."""
    walk.go("/cases")
    walk.check("none yet")
    nothing_to_show(walk)
    one_screenshot(walk, folder)
    case = str(walk.window.run("location.pathname"))
    its_parts(walk, case)
    its_file(walk, case)
    walk.go(case)
    walk.window.click("form[action$='/close'] button")
    walk.check("closed")
    walk.go(case)
    walk.check("closed")


def answer(walk: Walk, state: str, **answers: str) -> None:
    """Both screens of questions, each also looked at."""
    given = {**CALM, **answers}
    walk.go("/cases/new")
    for both in (("anger", "knows_who"), ("police", "shown")):
        walk.check(state)
        for name in both:
            press(walk, f"[name={name}][value={given[name]}]")
        walk.window.click("main button.main")


def nothing_to_show(walk: Walk) -> None:
    """Every answer a careful one: no picture is kept, and much is said first."""
    answer(walk, "careful", anger="yes", police="court", shown="unsure")
    walk.check("careful")
    walk.window.click("main a.main")
    press(walk, "[name=app][value=tinder]")
    walk.window.click("main button.main")
    walk.window.fill({"name": "Naomi"})
    walk.window.click("main button.main")
    walk.check("without pictures")


def one_screenshot(walk: Walk, folder: Path) -> None:
    """Nothing is known but a screenshot."""
    answer(walk, "calm")
    walk.window.fill({"url": "no address"})
    walk.window.click("main button.main")
    walk.check("no address")
    walk.go("/cases/new/what")
    walk.window.run("document.querySelector('#url').value = ''")
    walk.window.click("main button.main")
    walk.check("calm")
    bring(walk, folder / "IMG_0231.png", picture())
    walk.check("with a file")


def its_parts(walk: Walk, case: str) -> None:
    for part in ("/edit/app", "/edit/shown", "/edit/happened", "/edit/witnesses", "/edit/police"):
        walk.go(f"{case}{part}")
        walk.check()
    walk.go(case)
    walk.window.fill({"note": "Ask Ayla when it was"})
    walk.window.click(".private form.stack button")
    walk.check("with a note")


def its_file(walk: Walk, case: str) -> None:
    for page in ("/files", "/text", "/files/1", "/files/1/out", "/erase", "/first"):
        walk.go(f"{case}{page}")
        walk.check()
    walk.go(f"{case}/files/1")
    walk.window.run("document.querySelector('#translation').value = 'Hello'")
    walk.window.click("form[action$='/translation'] button")
    walk.window.click("form[action$='/crop'] button")
    walk.check("with what was made of it")
    walk.paths.add(f"{case}/files/1/original")  # saved, never shown


def press(walk: Walk, selector: str) -> None:
    walk.window.run(f"document.querySelector({json.dumps(selector)}).click()")


def bring(walk: Walk, path: Path, content: bytes) -> None:
    """What dropping a file on the field does, and the button after it."""
    path.write_bytes(content)
    root = walk.window.call("DOM.getDocument")["root"]["nodeId"]
    found = walk.window.call("DOM.querySelector", nodeId=root, selector="#files")["nodeId"]
    walk.window.call("DOM.setFileInputFiles", nodeId=found, files=[str(path)])
    walk.window.click("main button.main")
