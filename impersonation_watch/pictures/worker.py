"""The child process from outside: feed it, watch it, end it."""

from __future__ import annotations

import os
import selectors
import struct
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from impersonation_watch import naming
from impersonation_watch.language import N_

READY = b"READY"
START_SECONDS = 60.0  # for the interpreter and its imports, on a machine that is busy
PATIENCE = 8.0  # times the processor seconds, on the clock: the machine may be busy with others
POLL = 0.01  # seconds between two looks at memory: a child fills some 30 MB in that time
LARGEST_ANSWER = 8 * 1024 * 1024
CHUNK = 1 << 16
LENGTHS = struct.Struct(">II")  # of the JSON and of the display copy that follow
WISH = struct.Struct(">H4f")  # before each file: longest side of the copy, and which part of it

COMMAND = naming.command("impersonation_watch.pictures.child", "-E", "-P", "-s")
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}


class Gone(Exception):
    """The child died or had to be ended; the text is a clause that says why."""


class Worker:
    """One running child. Not for use from several threads."""

    def __init__(self, command: Sequence[str], *, memory_mb: int, seconds: float) -> None:
        self._memory_kb, self._seconds = memory_mb * 1024, seconds
        self._child = subprocess.Popen(
            (*command, str(memory_mb)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**ENVIRONMENT, naming.TITLE: naming.worn()},
            bufsize=0,
        )
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._in, self._out = self._child.stdin.fileno(), self._child.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)
        self._started = False

    @property
    def pid(self) -> int:
        return self._child.pid

    def alive(self) -> bool:
        return self._child.poll() is None

    def ask(self, content: bytes, wish: bytes) -> tuple[bytes, bytes]:
        """Send one file; the JSON and the display copy that come back. Raises Gone."""
        if not self._started:
            self._talk(b"", len(READY), limit=START_SECONDS)
            self._started = True
        sent = struct.pack(">I", len(wish) + len(content)) + wish + content
        heads = self._talk(sent, LENGTHS.size, limit=self._seconds * PATIENCE)
        first, second = LENGTHS.unpack(heads)
        if first + second > LARGEST_ANSWER:
            raise Gone(N_("it could not be read"))
        body = self._talk(b"", first + second, limit=self._seconds * PATIENCE)
        return body[:first], body[first:]

    def end(self) -> None:
        """Kill the child and wait for it."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()

    def _talk(self, sending: bytes, wanted: int, *, limit: float) -> bytes:
        """Write all of `sending` and read `wanted` bytes, with an eye on what it costs."""
        waiting, received = memoryview(sending), bytearray()
        until, spent = time.monotonic() + limit, self._processor_seconds()
        with selectors.DefaultSelector() as selector:
            selector.register(self._out, selectors.EVENT_READ)
            if waiting:
                selector.register(self._in, selectors.EVENT_WRITE)
            while waiting or len(received) < wanted:
                for event, _ in selector.select(POLL):
                    if event.fd == self._out:
                        received += self._read(wanted - len(received))
                        continue
                    waiting = waiting[self._write(waiting) :]
                    if not waiting:
                        selector.unregister(self._in)
                self._check(until, spent)
        return bytes(received)

    def _read(self, most: int) -> bytes:
        read = os.read(self._out, min(most, CHUNK) or 1)
        if not read:
            raise Gone(N_("it made the reading of it break off"))
        return read

    def _write(self, waiting: memoryview) -> int:
        try:
            return os.write(self._in, waiting[:CHUNK])
        except BrokenPipeError as error:
            raise Gone(N_("it made the reading of it break off")) from error

    def _check(self, until: float, spent: float) -> None:
        if self._resident_kb() > self._memory_kb:
            raise Gone(N_("it needs too much memory to be opened safely"))
        slow = self._started and self._processor_seconds() - spent > self._seconds
        if slow or time.monotonic() > until:
            raise Gone(N_("it takes too long to be opened"))

    def _resident_kb(self) -> int:
        """Resident memory now; 0 where the system does not tell (the child's own limit holds)."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text("ascii", "replace")
        except OSError:
            return 0
        line = next((each for each in status.splitlines() if each.startswith("VmRSS")), "VmRSS 0")
        return int(line.split()[1])

    def _processor_seconds(self) -> float:
        """Used since the child began; 0 where the system does not tell (the clock holds)."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text("ascii", "replace").rsplit(")")[-1]
        except OSError:
            return 0.0
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
