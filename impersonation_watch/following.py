"""Hearing a process out: its lines as they come, its last words, and an end when it hangs."""

from __future__ import annotations

import os
import selectors
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

LAST_WORDS = 2000  # bytes of standard error; the end of a traceback is what tells
LONGEST_LINE = 64 * 1024  # bytes; ours have some hundreds
PIECE = 4096
PATIENCE = 60.0  # seconds to end after the last word; an interpreter needs one, if not busy

OnLine = Callable[[bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a process ended; `hanging` when it had to be killed."""

    code: int
    hanging: bool
    last_words: str


@dataclass(slots=True)
class Ears:
    """What was heard so far and is not told yet. Only ever in memory: it may hold names."""

    on_line: OnLine
    line: bytes = b""
    noise: bytes = b""
    heard_at: float = field(default_factory=time.monotonic)

    def out(self, piece: bytes) -> None:
        self.heard_at = time.monotonic()
        *lines, self.line = (self.line + piece).split(b"\n")
        for line in lines:
            self.on_line(line)
        self.line = self.line[-LONGEST_LINE:]

    def error(self, piece: bytes) -> None:
        self.noise = (self.noise + piece)[-LAST_WORDS:]


def follow(process: subprocess.Popen[bytes], *, on_line: OnLine, silence: float) -> Ended:
    """Hand on each line of standard output until the process ends; kill it after a silence.

    Standard output and error have to be pipes. `silence` is in seconds without anything on standard
    output; noise on standard error is no sign of life.
    """
    assert process.stdout is not None
    assert process.stderr is not None
    ears = Ears(on_line)
    with process:
        done = _listen(process.stdout, process.stderr, ears, silence) and _has_ended(process)
        if not done:
            process.kill()
    words = ears.noise.decode("utf-8", "replace").strip()
    return Ended(code=process.returncode, hanging=not done, last_words=words)


def _listen(out: IO[bytes], error: IO[bytes], ears: Ears, silence: float) -> bool:
    """Whether it closed both by itself."""
    with selectors.DefaultSelector() as selector:
        selector.register(out, selectors.EVENT_READ, ears.out)
        selector.register(error, selectors.EVENT_READ, ears.error)
        while selector.get_map():
            left = ears.heard_at + silence - time.monotonic()
            if left <= 0:
                return False
            for ready, _ in selector.select(left):
                piece = os.read(ready.fd, PIECE)
                ready.data(piece)
                if not piece:
                    selector.unregister(ready.fileobj)
    return True


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return True
