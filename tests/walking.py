"""Walking through the pages in a browser, with a look at each: rules broken, width, Tab order."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chrome import Chrome
from starlette.routing import Route

NARROW = 320  # CSS pixels, WCAG 2.2 SC 1.4.10
MOST_OF_A_KIND = 4  # addresses of one route that are walked; the others look the same
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
ALL = {"rules": {"target-size": {"enabled": True}}}  # 24 px, WCAG 2.2 SC 2.5.8; off as it ships
DARK = {"name": "prefers-color-scheme", "value": "dark"}
FORCED = {"name": "forced-colors", "value": "active"}
BROKEN = """axe.run(document, %s).then(said => said.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)))"""
# everything unfolded, and no page that reloads itself meanwhile
STILL = """(() => {
    document.querySelectorAll('details').forEach(each => each.open = true);
    for (let last = setTimeout(() => 0); last > 0; last--) clearTimeout(last);
})()"""
CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
MARK = f"""[...document.querySelectorAll('{CONTROLS}')]
    .filter(each => each.checkVisibility({{visibilityProperty: true}}) && !each.disabled)
    .map((each, at) => each.dataset.at = at).length"""
FOCUS = """(each => [each.dataset.at ?? '',
    each.type === 'date' ? '' : getComputedStyle(each).outlineStyle, // its parts show it
    each.type === 'radio' ? each.name : ''])(document.activeElement)"""
BLUR = "document.activeElement.blur()"
LEFT_OUT = """[...document.querySelectorAll('[data-at]')]
    .filter(each => !%s.includes(each.dataset.at) && !(each.type === 'radio'
        && %s.includes(each.name)))
    .map(each => each.outerHTML.slice(0, 160))"""
LOADED = "performance.getEntriesByType('resource').map(each => new URL(each.name).pathname)"
LINKS = """[...document.links].filter(each => each.origin === location.origin)
    .map(each => each.pathname)"""


@cache
def axe() -> str:
    """The rules as a script; the package is only a box for it and is never imported."""
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None
    assert found.origin is not None
    return (Path(found.origin).parent / "axe.min.js").read_text("utf-8")


@dataclass
class Walk:
    """What was found so far: each fault as one line, and every path that was asked for."""

    window: Chrome
    origin: str = ""
    full: bool = True  # all looks; else only what depends on the language
    faults: list[str] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    states: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)  # some lead on and are never seen
    ways: set[str] = field(default_factory=set)  # the text runs, as each page says

    def __post_init__(self) -> None:
        # not through a script tag: our pages allow none but their own
        self.window.call("Page.addScriptToEvaluateOnNewDocument", source=axe())

    def go(self, path: str) -> None:
        self.asked.add(path)
        self.window.open(self.origin + path)

    def check(self, state: str = "") -> None:
        """Look at the page as it stands, in every way it can be shown."""
        path = self.window.run("location.pathname")
        self.origin = self.window.run("location.origin")
        name = f"{path} {state}".strip()
        self.states.append(name)
        self.ways.add(self.window.run("document.documentElement.dir"))
        self.window.run(STILL)
        self._note(name, self._broken(ALL))
        if self.full:
            for look in (DARK, FORCED):
                with self.shown_in(look):
                    self._note(f"{name} {look['value']}", self._broken(COLOURS))
            self._note(f"{name} by Tab", self._not_reached())
        with self.narrow():
            self._note(f"{name} at {NARROW}", [*self._broken(ALL), *self._too_wide()])
        self.paths |= {path, *self.window.run(LOADED)}

    def crawl(self, routes: list[Route], start: str = "/") -> None:
        """Check every page that links lead to and that was not; of each route only some."""
        ways, counted = [start], Counter[str]()
        known: set[str] = set()
        while ways:
            path = ways.pop(0)
            route = route_of(path, routes)
            if path in known or route is None or counted[route] >= MOST_OF_A_KIND:
                continue
            known.add(path)
            counted[route] += 1
            self.go(path)
            if path not in self.paths:
                self.check()
            ways += self.window.run(LINKS)

    @contextmanager
    def shown_in(self, look: dict[str, str]) -> Iterator[None]:
        self.window.call("Emulation.setEmulatedMedia", features=[look])
        yield
        self.window.call("Emulation.setEmulatedMedia", features=[])

    @contextmanager
    def narrow(self) -> Iterator[None]:
        self.window.call(
            "Emulation.setDeviceMetricsOverride", width=NARROW, height=640, deviceScaleFactor=1,
            mobile=False,
        )  # fmt: skip
        yield
        self.window.call("Emulation.clearDeviceMetricsOverride")

    def _note(self, name: str, faults: list[str]) -> None:
        self.faults += [f"{name}: {each}" for each in faults]

    def _broken(self, rules: dict[str, Any]) -> list[str]:
        broken: list[str] = self.window.run(BROKEN % json.dumps(rules))
        return broken

    def _too_wide(self) -> list[str]:
        width = self.window.run("document.documentElement.scrollWidth")
        return [] if width <= NARROW else [f"{width} wide"]

    def _not_reached(self) -> list[str]:
        """Controls that the Tab key does not come to, or that do not show that it did."""
        many = self.window.run(MARK)
        self.window.run(BLUR)
        reached: list[str] = []
        groups, unseen = [], []
        for _ in range(3 * many + 10):  # the field of a date is passed in three steps
            self.window.press("Tab")
            at, outline, group = self.window.run(FOCUS)
            if at in reached[:1] and len(set(reached)) > 1:
                break  # once around
            reached += [at] if at else []
            groups.append(group)
            unseen += [f"no outline at {at}"] if at and outline == "none" else []
        self.window.run(BLUR)  # the focused way to the content lies over the heading line
        left_out: list[str] = self.window.run(LEFT_OUT % (json.dumps(reached), json.dumps(groups)))
        return left_out + unseen


def route_of(path: str, routes: list[Route]) -> str | None:
    """The path of the first route that answers a GET, as the application chooses it."""
    asked = urlsplit(path).path
    for route in routes:
        if "GET" in (route.methods or ()) and re.fullmatch(route.path_regex, asked):
            return route.path
    return None
