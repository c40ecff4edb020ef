"""What tests say to a browser window, whichever browser it is."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 20.0  # seconds; two cores shared with other tests


class Window(ABC):
    """One window of a real browser, with a profile of its own."""

    @abstractmethod
    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""

    @abstractmethod
    def go(self, address: str) -> None:
        """Ask for an address, as typed into the address line."""

    @abstractmethod
    def press(self, key: str, times: int = 1) -> None:
        """Press and let go of a key, by its DOM name."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type into the field that has the focus."""

    @abstractmethod
    def choose(self, selector: str, path: Path) -> None:
        """Choose a file in a field for files, as dropping it there does."""

    @abstractmethod
    def picture(self) -> bytes:
        """What is seen of the page, as PNG."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def open(self, address: str) -> None:
        self.go(address)
        self.wait("document.readyState === 'complete'")

    def wait(self, script: str) -> None:
        """Until the expression is true."""
        until = time.monotonic() + PATIENCE
        while self.run(script) is not True:
            assert time.monotonic() < until, f"{script} did not come: {self.run('location.href')}"
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Click, and wait for the next page when one comes."""
        self.run("window.before = true")
        self.run(f"document.querySelector({json.dumps(selector)}).click()")
        self.next_page()

    def next_page(self) -> None:
        """Until the page in which `before` was set has made room for another."""
        self.wait("window.before === undefined && document.readyState === 'complete'")

    def fill(self, fields: Mapping[str, str]) -> None:
        """Type into fields, by their id."""
        for name, text in fields.items():
            self.run(f"document.getElementById({json.dumps(name)}).focus()")
            self.type(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
