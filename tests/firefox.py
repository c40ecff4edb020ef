"""A real Firefox driven over its own port (Marionette), with nothing but the standard library."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from window import PATIENCE, Window

START = 60.0  # seconds; a first start on a busy machine makes the profile
PREFS = {
    "marionette.port": 0,  # any free one; it is written into the profile
    # as a person's browser, not as a test's: histories, caches and sessions are kept as usual
    "remote.prefs.recommended": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.safebrowsing.update.enabled": False,
    "browser.tabs.warnOnClose": False,
    "browser.region.network.url": "",
    "browser.newtabpage.enabled": False,
    "extensions.update.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9/",
    "network.dns.localDomains": "firefox.settings.services.mozilla.com",  # asked whatever is set
    "dom.disable_open_during_load": True,
}
KEYS = {
    "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Escape": "\ue00c", " ": "\ue00d",
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
}  # fmt: skip
GONE = ("no such window", "no such document", "javascript error", "unknown error", "no such frame")
CHOOSE = """((field, name, packed) => {
    const bytes = Uint8Array.from(atob(packed), each => each.charCodeAt(0));
    const given = new DataTransfer();
    given.items.add(new File([bytes], name));
    field.files = given.files;
    field.dispatchEvent(new Event('change', {bubbles: true}));
})(document.querySelector(%s), %s, '%s')"""
RUN = "const [script] = arguments; return (async () => eval(script))();"


class Firefox(Window):
    """One window. `call` speaks the Marionette protocol; the rest says what the tests need."""

    def __init__(
        self,
        program: str,
        profile: Path,
        *switches: str,
        width: int = 1000,
        prefs: Mapping[str, Any] | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        profile.mkdir(parents=True, exist_ok=True)
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in {**PREFS, **(prefs or {})}.items()
        ]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        (profile / "MarionetteActivePort").unlink(missing_ok=True)
        command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        command += ["--width", str(width), "--height", "800", *(switches or ["about:blank"])]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, "MOZ_CRASHREPORTER_DISABLE": "1", **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.number = 0
        self.wire = socket.create_connection(("127.0.0.1", self._port(profile)), timeout=START)
        self.answers = self.wire.makefile("rb")
        self._read()  # it says who it is
        self.call("WebDriver:NewSession", unhandledPromptBehavior="ignore")

    def call(self, name: str, **arguments: Any) -> Any:
        """The answer of a command; an assertion where it refused."""
        error, answer = self._ask(name, arguments)
        assert error is None, error
        return answer

    def run(self, script: str) -> Any:
        error, answer = self._ask(
            "WebDriver:ExecuteScript",
            {"script": RUN, "args": [script]},
        )
        if error is not None:
            assert error["error"] in GONE, error
            return None  # the page that was asked made room for the next, as Chromium says it
        return answer["value"]

    def go(self, address: str) -> None:
        self._ask("WebDriver:Navigate", {"url": address})  # a page that leads on is no mistake

    def press(self, key: str, times: int = 1) -> None:
        value = KEYS.get(key, key)
        both = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        keys = {"type": "key", "id": "keys", "actions": both * times}
        self.call("WebDriver:PerformActions", actions=[keys])

    def type(self, text: str) -> None:
        (element,) = self.call("WebDriver:GetActiveElement")["value"].values()
        self.call("WebDriver:ElementSendKeys", id=element, text=text)

    def choose(self, selector: str, path: Path) -> None:
        """By the page itself: its process may read no file, and no test reaches the dialogue."""
        given = [json.dumps(each) for each in (selector, path.name)]
        content = base64.b64encode(path.read_bytes()).decode()
        self.run(CHOOSE % (*given, content))

    def picture(self) -> bytes:
        answer = self.call("WebDriver:TakeScreenshot", full=True)
        return base64.b64decode(answer["value"])

    def close(self) -> None:
        with suppress(OSError, AssertionError):
            self.call("Marionette:Quit", flags=["eAttemptQuit"])
        self.answers.close()
        self.wire.close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _port(self, profile: Path) -> int:
        said, until = profile / "MarionetteActivePort", time.monotonic() + START
        while not (said.exists() and said.read_text()):
            assert self.process.poll() is None, "Firefox ended"
            assert time.monotonic() < until, "Firefox did not start"
            time.sleep(0.05)
        return int(said.read_text())

    def _ask(self, name: str, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
        self.number += 1
        message = json.dumps([0, self.number, name, arguments]).encode()
        self.wire.sendall(b"%d:%s" % (len(message), message))
        while True:
            _, number, error, answer = self._read()
            if number == self.number:
                return error, answer

    def _read(self) -> Any:
        size = b""
        while (byte := self.answers.read(1)) != b":":
            assert byte, "Firefox ended"
            size += byte
        return json.loads(self.answers.read(int(size)))
