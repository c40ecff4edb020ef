"""The pages are killed while she decides: what was answered is there afterwards."""

from __future__ import annotations

import http.client
import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from reviewing import PASSPHRASE, copy_of_filled
from test_review_served import Talk

from impersonation_watch.model import Decision
from impersonation_watch.vault import Vault

ROUNDS = 4
SERVE = ("-m", "impersonation_watch", "review", "--no-browser", "--vault")
CHOICES = [each for each in Decision if each is not Decision.UNDECIDED]
CHANCE = random.Random(20261122)
SEE_OTHER = 303

pytestmark = [pytest.mark.server, pytest.mark.slow]


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Talk]]:
    """The command itself, and a session that has entered and unlocked."""
    process = subprocess.Popen(
        [sys.executable, *SERVE, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            page = Path(process.stdout.readline().partition(": ")[2].strip()).read_text("utf-8")
            (way_in, *_) = re.findall(r'url=(http[^"]+)"', page)
            parts = urlsplit(way_in)
            talk = Talk(parts.netloc, parts.port or 0)
            talk.get(parts.path)
            talk.get("/unlock")
            talk.post("/unlock", passphrase=PASSPHRASE)
            yield process, talk
        finally:
            process.kill()


def decide(talk: Talk, hit_id: str, decision: Decision) -> bool:
    """Whether the decision was answered; no answer comes from a process that is dead."""
    form = urlencode({"token": talk.token, "decision": decision.value})
    headers = {"Host": talk.host, "Cookie": talk.cookie, "Sec-Fetch-Site": "same-origin"}
    headers |= {"Origin": "null", "Content-Type": "application/x-www-form-urlencoded"}
    connection = http.client.HTTPConnection("127.0.0.1", talk.port, timeout=20)
    try:
        connection.request("POST", f"/n/{hit_id}/decide", form, headers)
        status = connection.getresponse().status
    except (ConnectionError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    assert status == SEE_OTHER
    return True


def test_no_answered_decision_is_lost_when_the_pages_are_killed(
    tmp_path: Path, now: datetime
) -> None:
    ids = sorted(copy_of_filled(tmp_path / "notes", now).values())
    decided: dict[str, str] = {}
    answered = 0
    for _ in range(ROUNDS):
        with serving(tmp_path / "notes") as (process, talk):
            threading.Timer(CHANCE.uniform(0.05, 0.8), process.kill).start()
            hit_id, choice = CHANCE.choice(ids), CHANCE.choice(CHOICES)
            while decide(talk, hit_id, choice):
                decided[hit_id] = choice.value
                answered += 1
                hit_id, choice = CHANCE.choice(ids), CHANCE.choice(CHOICES)
        with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
            kept = {each.id: each.decision.value for each in vault.store.hits()}
            assert vault.verify() == ()
        assert kept[hit_id] in (choice.value, decided.get(hit_id, "undecided"))
        decided[hit_id] = kept[hit_id]
        assert decided.items() <= kept.items()
    assert answered > ROUNDS
