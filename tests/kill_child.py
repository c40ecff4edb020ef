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

from keeping import NOW, found, hit, post

from impersonation_watch import state
from impersonation_watch.model import Decision, WatchState
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


def take_in(vault: Vault, _: str) -> None:
    while True:
        vault.take_in(NOW)


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


WORK = {
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
