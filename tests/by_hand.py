"""A person at the pages in a real Chromium: her clicks and fields counted, every page looked at."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from casing import CALM
from chrome import Chrome
from served import HERE, Served
from test_contacts import Sink
from walking import NARROW

TITLES = {"Notes", "ملاحظات"}  # neutral, in English and Arabic
TOLD = """[location.pathname, document.title, document.documentElement.dir,
    document.documentElement.scrollWidth]"""
OPAQUE = re.compile(r"/[0-9a-f]{12}")  # of a hit or a case; another one each time
OFFERED = """[...new Set([...document.querySelectorAll('main input, main textarea, main select')]
    .filter(each => each.type !== 'hidden').map(each => each.name.replace(/-\\d+$/, '')))]"""


@dataclass
class Hand:
    """What she does in a browser, counted, and what is amiss with the pages she comes by."""

    chrome: Chrome
    served: Served
    proxy: Sink  # hears whom the browser would call
    pictures: Path | None = None  # where a picture of every page goes
    clicks: int = 0
    fields: int = 0
    offered: set[str] = field(default_factory=set)  # fields she could have filled in
    pages: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    directions: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        if self.pictures is not None:
            self.pictures.mkdir(parents=True, exist_ok=True)

    def enter(self, path: str) -> None:
        """Come in by the file that was written for her."""
        self.chrome.go(self.served.redirect.as_uri())
        self.chrome.wait(HERE.format(path=path))
        self.look()

    def press(self, selector: str) -> str:
        """A link or a button, and the page it leads to."""
        self.clicks += 1
        self.chrome.click(selector)
        return self.look()

    def on(self) -> str:
        """The one button in another colour."""
        return self.press("main .main")

    def unfold(self, selector: str) -> None:
        self.clicks += 1
        self.chrome.run(f"document.querySelector({json.dumps(selector)}).open = true")

    def tick(self, selector: str) -> None:
        self.clicks += 1
        self.fields += 1
        self.chrome.run(f"document.querySelector({json.dumps(selector)}).click()")

    def choose(self, name: str, value: str) -> None:
        self.tick(f"[name={name}][value={json.dumps(value)}]")

    def pick(self, name: str, value: str) -> None:
        """One of a list that unfolds."""
        self.clicks += 1
        self.fields += 1
        self.chrome.run(f"document.getElementById({name!r}).value = {json.dumps(value)}")

    def write(self, **fields: str) -> None:
        self.fields += len(fields)
        for name in fields:
            assert self.chrome.run(f"document.getElementById({name!r}) !== null"), name
        self.chrome.fill(fields)

    def bring(self, path: Path, to: str = "files") -> None:
        """What choosing or dropping a file does."""
        self.clicks += 1
        self.fields += 1
        root = self.chrome.call("DOM.getDocument")["root"]["nodeId"]
        found = self.chrome.call("DOM.querySelector", nodeId=root, selector=f"#{to}")["nodeId"]
        self.chrome.call("DOM.setFileInputFiles", nodeId=found, files=[str(path)])

    def answer(self) -> None:
        """Both screens of safety questions, by somebody who fears nothing."""
        for both in (("anger", "knows_who"), ("police", "shown")):
            for name in both:
                self.choose(name, CALM[name])
            self.on()

    def look(self) -> str:
        """Note what is amiss with the page as a narrow window shows it; its path."""
        whole = b"" if self.pictures is None else self._whole_picture()
        with self._narrow():
            path, title, direction, width = self.chrome.run(TOLD)
        self.pages.append(path)
        self.directions.append(direction)
        self.offered |= set(self.chrome.run(OFFERED))
        self.faults += [] if title in TITLES else [f"{path} is called {title}"]
        self.faults += [] if width <= NARROW else [f"{path} is {width} wide"]
        if self.pictures is not None:
            name = OPAQUE.sub("", path).strip("/").replace("/", "_") or "overview"
            (self.pictures / f"{len(self.pages):02d}_{name}.png").write_bytes(whole)
        return str(path)

    def text(self) -> str:
        """What a person sees on the page, folded or not."""
        return str(self.chrome.run("document.querySelector('main').innerText"))

    def packet(self) -> dict[str, bytes]:
        """The newest packet that lies beside the vault, unpacked."""
        with ZipFile(self.packets()[-1]) as packed:
            return {name: packed.read(name) for name in packed.namelist()}

    def packets(self) -> list[Path]:
        folder = self.served.folder / "packets"
        return sorted(folder.glob("*.zip"), key=lambda each: each.stat().st_mtime_ns)

    def counted(self) -> str:
        took = time.monotonic() - self.begun
        return f"{self.clicks} clicks, {self.fields} fields, {len(self.pages)} pages, {took:.0f} s"

    @contextmanager
    def _narrow(self) -> Iterator[None]:
        self.chrome.call(
            "Emulation.setDeviceMetricsOverride", width=NARROW, height=640, deviceScaleFactor=1,
            mobile=False,
        )  # fmt: skip
        yield
        self.chrome.call("Emulation.clearDeviceMetricsOverride")
        self.chrome.wait(f"innerWidth > {NARROW}")

    def _whole_picture(self) -> bytes:
        size = self.chrome.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {**{side: size[side] for side in ("x", "y", "width", "height")}, "scale": 1}
        answer = self.chrome.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(answer["data"])
