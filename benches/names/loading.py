"""Prints how many MB the matchers and their tables take, beyond the libraries they stand on."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from pathlib import Path

import anyascii
import numpy as np
from rapidfuzz import process

from impersonation_watch.model import Consent, Person

LOADED = (anyascii, np, process)  # what the matchers stand on is there before
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CONSENT = Consent(giver="self", recorded_by="self", given_at=NOW, until=NOW)
PERSON = Person(id="p", names=("Ana Lima", "زهرا کریمی", "王小明"), consent=CONSENT)


def resident() -> float:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main() -> None:
    before = resident()
    for name in ("names", "handles"):
        room = importlib.import_module(f"matchers.{name}")
        room.signals(room.prepare([PERSON]), [], {})
    print(resident() - before)


if __name__ == "__main__":
    main()
