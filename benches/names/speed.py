"""Speed and memory: candidates per second beside rapidfuzz, a million at once, a hundred people."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import alarms
from invented import draw
from rapidfuzz import fuzz, process
from scorers import ours
from strangers import with_handle

from impersonation_watch.model import Person

FRESH = 20_000  # profiles drawn one by one; more are put together from their parts
WARMING = 500  # profiles of others, looked at before the clock starts
CLEAR_PEAK = "5"  # proc(5), clear_refs: forgets the highest resident size so far


def profiles(seed: int, count: int) -> tuple[list[str], list[str]]:
    """Display names and user names of strangers, all different, decorated as they are drawn."""
    rng = random.Random(f"speed/{seed}")
    drawn = [alarms.profile(rng)[1:] for _ in range(min(count, FRESH))]
    shown, taken = [each[0] for each in drawn], [each[1] for each in drawn]
    words = [word for text in shown for word in text.split() if len(word) > 2]
    while len(shown) < count:
        shown.append(f"{rng.choice(words)} {rng.choice(words)}")
        taken.append(f"{rng.choice(taken[:FRESH])}{len(taken)}")
    return shown, taken


def people(seed: int, count: int) -> list[Person]:
    rng = random.Random(f"people/{seed}")
    return [with_handle(rng, draw(rng, f"p{n}")).person for n in range(count)]


def seconds(work: Callable[[], object]) -> float:
    """Of one core: what else the machine does meanwhile is not counted."""
    start = time.process_time()
    work()
    return time.process_time() - start


def per_second(seed: int, count: int) -> tuple[float, float]:
    """Display names a second for one person: ours, and rapidfuzz with one spelling of her name."""
    shown, _ = profiles(seed, count)
    chosen = people(seed, 3)
    ours(chosen, profiles(seed + 1, WARMING)[0], "display")  # tables are read once
    own = sum(seconds(lambda p=each: ours([p], shown, "display")) for each in chosen)  # type: ignore[misc]
    theirs = sum(seconds(lambda p=each: rival(p, shown)) for each in chosen)  # type: ignore[misc]
    return count * len(chosen) / own, count * len(chosen) / theirs


def rival(person: Person, shown: Sequence[str]) -> object:
    return process.cdist([person.names[-1]], shown, scorer=fuzz.WRatio, workers=1)


def crowd(seed: int, count: int, size: int) -> float:
    """Seconds for so many people and so many new profiles with both their names."""
    shown, taken = profiles(seed, size)
    known = people(seed, count)
    return seconds(lambda: (ours(known, shown, "display"), ours(known, taken, "handle")))


def in_child(seed: int, count: int) -> tuple[float, float, float]:
    """Seconds for display names and for user names, and MB of growth, in a process of its own."""
    order = [sys.executable, str(Path(__file__)), str(seed), str(count)]
    told = subprocess.run(order, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1]), float(told[2])


def tables_size() -> float:
    """MB that the matchers and their tables take, in a process of its own."""
    order = [sys.executable, str(Path(__file__).with_name("loading.py"))]
    return float(subprocess.run(order, check=True, capture_output=True, text=True).stdout)


def resident(field: str) -> float:
    """One field of /proc/self/status in MB."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field))


def main() -> None:
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    shown, taken = profiles(seed, count)
    person = people(seed, 1)
    Path("/proc/self/clear_refs").write_text(CLEAR_PEAK)
    before = resident("VmRSS")
    display = seconds(lambda: ours(person, shown, "display"))
    handle = seconds(lambda: ours(person, taken, "handle"))
    print(display, handle, resident("VmHWM") - before)


if __name__ == "__main__":
    main()
