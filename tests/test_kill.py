"""SIGKILL at random moments: what was acknowledged is there, and everything can be read."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from brought import open_lena
from keeping import NOW, PASSPHRASE, found, hit, post, practice_vault, take
from takedown_story import CALM

from impersonation_watch import capsule, inbox, state
from impersonation_watch.evidence import verify_bundle
from impersonation_watch.inbox import Letter
from impersonation_watch.model import Decision, StoreError
from impersonation_watch.vault import Vault
from impersonation_watch.vault.keys import Unlocked, unlock

CHILD = Path(__file__).with_name("kill_child.py")
ROUNDS = 12  # for each of nine kinds of work: 108 kills
CHANCE = random.Random(20261122)  # moments differ anyway: machines are never as fast twice
PAGE = b"<h1>Naomi Whitaker</h1>"
CASE_FILES = ["display", "display", "messages", "photo", "screenshot"]


class Worker:
    """A process that works on the vault and is killed again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unlocked: Unlocked = unlock(folder, PASSPHRASE)
        self.process = subprocess.Popen(
            [sys.executable, str(CHILD), str(folder), PASSPHRASE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.met_at_work = 0

    def kill_during(self, work: str, name: str, longest: float) -> tuple[list[str], str | None]:
        """What it said was done, and what it was doing when it was killed."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{work} {name}\n")
        self.process.stdin.flush()
        pid = int(self._line().removeprefix("pid "))
        time.sleep(CHANCE.uniform(0, longest))
        os.kill(pid, signal.SIGKILL)
        lines = list(iter(self._line, "dead"))
        done = [line.removeprefix("ok ") for line in lines if line.startswith("ok ")]
        self.met_at_work += bool(lines)
        began = lines[-1].removeprefix("try ") if lines and lines[-1].startswith("try ") else None
        return done, began

    def open(self) -> Vault:
        return Vault(self.folder, self.unlocked)

    def close(self) -> None:
        self.process.communicate()

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the worker ended by itself"
        return line.rstrip("\n")


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    practice_vault(tmp_path / "notes").close()
    worker = Worker(tmp_path / "notes")
    yield worker
    worker.close()


def was_at_work(worker: Worker) -> bool:
    """Whether most kills came after it had begun, so that none of this passes by sleeping."""
    return worker.met_at_work > ROUNDS / 2


def test_no_letter_posted_is_lost_or_unreadable(worker: Worker) -> None:
    for number in range(ROUNDS):
        done, _ = worker.kill_during("post_letters", str(number), 0.15)
        with worker.open() as vault:
            identity = vault.store.fact("identity")
            letters = list(inbox.letters(worker.folder, vault.capsule_key, identity))
            assert all(isinstance(letter, Letter) for letter in letters)
            assert len({letter.counter for letter in letters}) == len(letters)
            taken = vault.take_in(NOW)
            kept = {each.hit.candidate.handle for each in vault.store.hits()}
            assert set(done) <= kept
            assert (taken.gaps, taken.spoiled, vault.verify()) == ((), (), ())
    assert was_at_work(worker)


def test_no_letter_is_lost_or_doubled_while_it_is_taken_in(worker: Worker) -> None:
    sent: set[str] = set()
    for number in range(ROUNDS):
        handles = [f"hit-{number}-{each}" for each in range(15)]
        with worker.open() as vault:
            post(vault, [found(hit(handle), PAGE) for handle in handles], [PAGE])
        sent.update(handles)
        worker.kill_during("take_in", str(number), 0.2)
        with worker.open() as vault:
            taken = vault.take_in(NOW)
            kept = [each.hit.candidate.handle for each in vault.store.hits()]
            assert sorted(kept) == sorted(sent)
            assert (taken.gaps, taken.spoiled, vault.verify()) == ((), (), ())
            told = capsule.read(vault.folder, vault.capsule_key)
            assert max(told.imported, inbox.highest(vault.folder, vault.capsule_key)) == len(sent)
    assert was_at_work(worker)


def test_no_decision_is_lost_or_half_kept(worker: Worker) -> None:
    with worker.open() as vault:
        take(vault, *(hit(f"hit-{number}") for number in range(8)))
    decided: dict[str, str] = {}
    for number in range(ROUNDS):
        done, began = worker.kill_during("decide", str(number), 0.2)
        decided |= dict(line.split() for line in done)
        with worker.open() as vault:
            kept = {each.id: each.decision.value for each in vault.store.hits()}
            assert vault.verify() == ()
        last = dict([began.split()]) if began else {}
        for hit_id, decision in decided.items():
            assert kept[hit_id] in (decision, last.get(hit_id))
        decided |= {hit_id: kept[hit_id] for hit_id in last}
    assert was_at_work(worker)


def test_a_passphrase_is_the_old_or_the_new_one_never_none(worker: Worker) -> None:
    known = PASSPHRASE
    for number in range(ROUNDS):
        done, began = worker.kill_during("change_passphrase", str(number), 0.6)
        known = done[-1] if done else known
        known = next(each for each in (known, began) if each and opens(worker.folder, each))
    with worker.open() as vault:
        assert vault.verify() == ()
    assert was_at_work(worker)


def test_capsule_and_state_can_always_be_read(worker: Worker) -> None:
    for number in range(ROUNDS):
        done, _ = worker.kill_during("write_doors", str(number), 0.2)
        with worker.open() as vault:
            memory = state.read(vault.folder, vault.capsule_key)
            assert memory.counter >= int(done[-1] if done else 0)
            told = capsule.read(vault.folder, vault.capsule_key, at_least=memory.capsule_counter)
            assert told.people == vault.store.people()
            assert vault.verify() == ()
    assert was_at_work(worker)


def test_a_person_is_enrolled_with_all_her_photos_or_as_she_was(worker: Worker) -> None:
    known: tuple[str, ...] = ()
    for number in range(ROUNDS):
        done, began = worker.kill_during("enrol_photos", str(number), 1.6)
        known = (*known, *done)
        with worker.open() as vault:
            (naomi,) = vault.store.people()
            known = known if began not in naomi.handles else (*known, *naomi.handles)
            assert naomi.handles == known[-1:]
            kept = sorted(photo.label for photo in naomi.photos)
            assert kept == sorted(f"{handle}-{each}.jpg" for handle in known for each in range(6))
            assert all(vault.store.photo_display(photo.id) for photo in naomi.photos)
            assert vault.verify() == ()
    assert was_at_work(worker)


def test_every_packet_on_record_lies_there_whole_and_is_in_the_log(worker: Worker) -> None:
    for number in range(ROUNDS):
        with worker.open() as vault:
            taken = take(vault, *(hit(f"hit-{number}-{each}") for each in range(6)))
            for hit_id in taken.new_hits:
                vault.store.decide(hit_id, Decision.IMPOSTOR, NOW)
                vault.store.save_safety(hit_id, replace(CALM, asked_at=NOW), NOW)
        done, _ = worker.kill_during("write_packets", str(number), 0.3)
        with worker.open() as vault:
            recorded = {Path(each.path) for each in vault.store.takedowns()}
            logged = [each for each in vault.store.activity(1000) if "packet" in each.event]
            assert {Path(line.split()[1]) for line in done} <= recorded
            assert len(logged) == len(recorded)
            assert vault.verify() == ()
        lying = set((worker.folder.parent / "packets").glob("*.zip"))
        assert recorded <= lying
        assert [problem for path in lying for problem in verify_bundle(path)] == []
    assert was_at_work(worker)


def test_a_case_is_there_with_all_its_files_or_not_at_all(worker: Worker) -> None:
    opened: set[str] = set()
    for number in range(ROUNDS):
        done, _ = worker.kill_during("open_cases", str(number), 1.4)
        opened.update(done)
        with worker.open() as vault:
            cases = vault.store.cases()
            assert opened <= {each.description.name for each in cases}
            kinds = [sorted(each.kind for each in vault.store.snapshots(case.id)) for case in cases]
            assert all(each == CASE_FILES for each in kinds)
            assert all(len(vault.store.case_photos(case.id)) == 1 for case in cases)
            assert all(vault.store.safety(case.id) == case.safety for case in cases)
            assert vault.verify() == ()
    assert was_at_work(worker)


def test_pictures_that_are_not_to_be_kept_are_gone_whatever_is_killed(worker: Worker) -> None:
    for number in range(ROUNDS):
        with worker.open() as vault:
            cases = [open_lena(vault) for _ in range(4)]
        done, began = worker.kill_during("refuse_pictures", str(number), 0.15)
        with worker.open() as vault:
            vault.take_in(NOW)
            refused = [each for each in cases if vault.store.refuses_pictures(each.id)]
            assert {*done} <= {each.id for each in refused} <= {*done, began}
            assert all(len(vault.store.snapshots(each.id)) == 1 for each in refused)
            assert vault.verify() == ()
            for each in cases:
                vault.store.erase_case(each.id, NOW)
            assert list(vault.store.blobs.folder.iterdir()) == []
    assert was_at_work(worker)


def opens(folder: Path, secret: str) -> bool:
    try:
        unlock(folder, secret)
    except StoreError:
        return False
    return True
