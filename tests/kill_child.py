"""Works on a vault until it is killed. `python kill_child.py FOLDER PASSPHRASE`.

Each line read is a piece of work, done in a forked child (forking is cheap, importing is not). The
child says its process id, then one line before each step ("try ...") and one after it is durable
("ok ..."); when it is dead the parent of all says "dead".
"""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import signal
import sys
from pathlib import Path

from brought import answers, open_lena
from keeping import NOW, found, hit, post
from PIL import Image

from impersonation_watch import packets, state
from impersonation_watch.config import ConsentConfig, PersonConfig
from impersonation_watch.enrol import enrol
from impersonation_watch.intake import Brought
from impersonation_watch.model import Decision, Description, Settings, Shown, WatchState
from impersonation_watch.takedown import Reporter
from impersonation_watch.vault import Vault
from impersonation_watch.vault.keys import Unlocked, unlock

DECISIONS = [each for each in Decision if each is not Decision.UNDECIDED]


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def post_letters(vault: Vault, rounds: str) -> None:
    for number in itertools.count():
        page = f"page {rounds} {number}".encode()
        like = hit(f"letter-{rounds}-{number}")
        say("try", like.candidate.handle)
        post(vault, [found(like, page)], [page])
        say("ok", like.candidate.handle)


def take_in(vault: Vault, rounds: str) -> None:
    say("try", rounds)
    vault.take_in(NOW)
    say("ok", rounds)
    signal.pause()


def decide(vault: Vault, rounds: str) -> None:
    chance = random.Random(rounds)
    ids = [each.id for each in vault.store.hits()]
    while True:
        hit_id, decision = chance.choice(ids), chance.choice(DECISIONS)
        say("try", hit_id, decision.value)
        vault.store.decide(hit_id, decision, NOW)
        say("ok", hit_id, decision.value)


def change_passphrase(vault: Vault, rounds: str) -> None:
    for number in itertools.count():
        say("try", passphrase(rounds, number))
        vault.change_passphrase(passphrase(rounds, number))
        say("ok", passphrase(rounds, number))


def write_doors(vault: Vault, _: str) -> None:
    start = state.read(vault.folder, vault.capsule_key).counter
    for counter in itertools.count(start + 1):
        seen = {hashlib.sha256(str(n).encode()).hexdigest(): "2026-11-22" for n in range(300)}
        say("try", counter)
        state.write(vault.folder, vault.capsule_key, WatchState(counter=counter, seen=seen))
        vault.write_capsule(NOW)
        say("ok", counter)


def enrol_photos(vault: Vault, rounds: str) -> None:
    for number in itertools.count():
        handle = f"naomi{rounds}x{number}"
        photos = tuple(draw(vault.folder.with_name(f"{handle}-{each}.jpg")) for each in range(6))
        naomi = PersonConfig(
            names=("Naomi Whitaker",),
            handles=(handle,),
            photos=photos,
            consent=ConsentConfig(giver="self", recorded_by="self"),
        )
        say("try", handle)
        enrol(vault, [naomi], Settings(), now=NOW, on_progress=lambda line: None)
        say("ok", handle)


def draw(path: Path) -> Path:
    """A picture like no other."""
    Image.frombytes("L", (16, 12), os.urandom(16 * 12)).resize((160, 120)).save(path)
    return path


def write_packets(vault: Vault, _: str) -> None:
    """For what was confirmed and has no packet yet; then it waits to be killed."""
    naomi = Reporter(name="Naomi Whitaker", email="naomi@example.org", country="IE")
    for each in vault.store.hits():
        if each.decision is Decision.IMPOSTOR and not vault.store.takedowns(each.id):
            say("try", each.id)
            out = vault.folder.with_name("packets")
            order = packets.Order(about=each.id, form="bluesky", reporter=naomi)
            path = packets.write(vault, order, out, now=NOW)
            say("ok", each.id, path)
    signal.pause()


def open_cases(vault: Vault, rounds: str) -> None:
    """One case after the other, each with pictures and messages of its own."""
    for number in itertools.count():
        name = f"case-{rounds}-{number}"
        files = [Brought(kind="messages", name="chat.txt", content=f"hello {name}".encode())]
        for kind in ("screenshot", "photo"):
            path = draw(vault.folder.with_name(f"{name}-{kind}.png"))
            files.append(Brought(kind=kind, name=path.name, content=path.read_bytes()))
        told = Description(app="tinder", name=name)
        say("try", name)
        open_lena(vault, description=told, files=files)
        say("ok", name)


def refuse_pictures(vault: Vault, _: str) -> None:
    """The safety answers of each case change to those that keep no picture."""
    for case in vault.store.cases():
        if not vault.store.refuses_pictures(case.id):
            say("try", case.id)
            vault.store.save_safety(case.id, answers(Shown.UNDER_18), NOW)
            say("ok", case.id)
    signal.pause()


WORK = {
    "open_cases": open_cases,
    "refuse_pictures": refuse_pictures,
    "enrol_photos": enrol_photos,
    "write_packets": write_packets,
    "post_letters": post_letters,
    "take_in": take_in,
    "decide": decide,
    "change_passphrase": change_passphrase,
    "write_doors": write_doors,
}


def passphrase(rounds: str, number: int) -> str:
    return f"{rounds}-{number}"


def work(folder: Path, unlocked: Unlocked, name: str, rounds: str) -> None:
    vault = Vault(folder, unlocked)
    say("pid", os.getpid())
    signal.alarm(20)  # should nobody kill it
    WORK[name](vault, rounds)


def main(folder: Path, secret: str) -> None:
    unlocked = unlock(folder, secret)
    for line in sys.stdin:
        name, rounds = line.split()
        child = os.fork()
        if child == 0:
            work(folder, unlocked, name, rounds)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
