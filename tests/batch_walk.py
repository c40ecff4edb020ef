"""A walk through every page of handing over: given, taken, gone through, and brought back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from conftest import NOW
from reviewing import PASSPHRASE, copy_of_filled
from walking import Walk

from impersonation_watch import handover
from impersonation_watch.model import Decision
from impersonation_watch.vault import Vault

KEY = re.compile(r"age1[a-z0-9]{58}")
FILE = re.compile(r"/\S+\.age")


def walk_through_batches(walk: Walk, folder: Path) -> None:
    """The other side is a vault in `folder / "other"`, filled like hers and used without pages."""
    ids = copy_of_filled(folder / "other", NOW)
    with Vault.open(folder / "other", PASSPHRASE) as other:
        walk.go("/batch")
        walk.check("with nothing")
        given = hand_over(walk, handover.own_key(other, moment()))
        bring(walk, "decisions", decided(other, given, folder))
        come_back(walk)
        walk.go("/batch")
        content = batch_for(walk, other, ids, folder)
        bring(walk, "batch", content)
        go_through(walk)
    walk.go("/pause")
    walk.check()


def moment() -> datetime:
    return datetime.now(UTC)


def hand_over(walk: Walk, key: str) -> bytes:
    """The file she writes."""
    window = walk.window
    walk.go("/batch/give")
    walk.check()
    window.fill({"helper": "Sam", "key": "age1nonsense"})
    window.click("main button.main")
    walk.check("with a broken key")
    window.run("document.querySelector('#key').value = ''")
    window.fill({"key": key})
    window.click("main button.main")
    walk.check("what")
    window.click("main button.main")
    walk.check("with nothing chosen")
    window.run("document.querySelector('[name=waiting]').click()")
    window.click("main button.main")
    walk.check("written")
    return written(walk)


def decided(other: Vault, content: bytes, folder: Path) -> Path:
    """What the helper answers, without pages."""
    batch = handover.take(other, content, now=moment())
    for item in batch.items:
        handover.decide(
            other, batch.id, item.id, Decision.NAMESAKE, word="An old friend", now=moment()
        )
    later = moment() + timedelta(seconds=1)
    return handover.write_back(other, batch.id, folder / "answer.age", by="Sam", now=later)


def come_back(walk: Walk) -> None:
    """Her page of the batch: open, taken over, and before it is erased."""
    walk.check("come back")
    walk.window.click("form[action$='/apply'] button.main")
    walk.check("taken over")
    batch = str(walk.window.run("location.pathname"))
    walk.go(batch.replace("/given/", "/erase/"))
    walk.check()


def batch_for(walk: Walk, other: Vault, ids: dict[str, str], folder: Path) -> Path:
    """A batch somebody else hands to her."""
    found = KEY.search(str(walk.window.run("document.body.innerText")))
    assert found is not None
    out = folder / "for-her.age"
    wanted = handover.Wanted(hits=(ids["naomi.w"], ids["naomi-real"]))
    handover.give(
        other, wanted, key=found[0], helper="her", giver="Nora", out=out, now=moment()
    )  # fmt: skip
    return out


def go_through(walk: Walk) -> None:
    """Her as a helper: the batch, one item before and after, and what she sends back."""
    window = walk.window
    batch = str(window.run("location.pathname"))
    walk.check("new")
    window.click("main a.main")
    walk.check("undecided")
    window.fill({"word": "The garden photo"})
    window.click("button[name=decision][value=impostor]")
    walk.go(batch)
    walk.check("with a decision")
    window.click("main form button")
    walk.check("answered")


def written(walk: Walk) -> bytes:
    found = FILE.search(str(walk.window.run("document.querySelector('main').innerText")))
    assert found is not None
    return Path(found[0]).read_bytes()


def bring(walk: Walk, name: str, file: Path) -> None:
    """Choose the file on the page of batches, and send it."""
    window = walk.window
    walk.go("/batch")
    window.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    root = window.call("DOM.getDocument")["root"]["nodeId"]
    found = window.call("DOM.querySelector", nodeId=root, selector=f"#{name}")["nodeId"]
    window.call("DOM.setFileInputFiles", nodeId=found, files=[str(file)])
    window.click(f"form:has(#{name}) button")
