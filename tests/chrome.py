"""A real Chromium driven over two pipes, with nothing but the standard library."""

from __future__ import annotations

import base64
import json
import os
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from window import PATIENCE, Window

LEFT = (
    "navigated or closed",
    "context was destroyed",
    "Cannot find context",
    "Promise was collected",
)
NUMBERS = {"Tab": 9, "Enter": 13, "Shift": 16, "Escape": 27, " ": 32, "ArrowDown": 40}
WRITES = {"Enter": "\r"}  # keys that act only as the letter they write


class Chrome(Window):
    """One window. `call` speaks the DevTools protocol; the rest says what the tests need."""

    def __init__(
        self,
        program: str,
        profile: Path,
        *switches: str,
        width: int = 1000,
        env: Mapping[str, str] | None = None,
    ) -> None:
        command = [program, "--headless", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        command += ["--no-first-run", "--disable-gpu", f"--window-size={width},800"]
        if os.geteuid() == 0:  # root cannot use the sandbox; only our own pages are opened here
            command.append("--no-sandbox")
        hears, to = os.pipe()
        answers, says = os.pipe()
        # Chromium reads from descriptor 3 and writes to 4
        self.pid = os.posix_spawn(
            program,
            [*command, *(switches or ["about:blank"])],
            {**os.environ, **(env or {})},
            file_actions=[
                (os.POSIX_SPAWN_DUP2, hears, 3),
                (os.POSIX_SPAWN_DUP2, says, 4),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )
        os.close(hears)
        os.close(says)
        self.to = os.fdopen(to, "wb", buffering=0)
        self.answers = os.fdopen(answers, "rb")
        self.number = 0
        self.session = ""
        self._attach()

    def call(self, method: str, **arguments: Any) -> Any:
        self.number += 1
        message = {"id": self.number, "method": method, "params": arguments}
        if self.session:
            message["sessionId"] = self.session
        self.to.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self.number:
                if any(each in str(answer.get("error")) for each in LEFT):
                    return {"result": {}}  # the page that was asked made room for the next
                assert "error" not in answer, answer
                return answer["result"]

    def run(self, script: str) -> Any:
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        return answer["result"].get("value")

    def go(self, address: str) -> None:
        self.call("Page.navigate", url=address)

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            text = {"text": WRITES.get(key, key)} if len(key) == 1 or key in WRITES else {}
            same = {"key": key, "code": key, "windowsVirtualKeyCode": NUMBERS.get(key, 0)}
            self.call("Input.dispatchKeyEvent", type="keyDown", **same, **text)
            self.call("Input.dispatchKeyEvent", type="keyUp", **same)

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def choose(self, selector: str, path: Path) -> None:
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        found = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=found, files=[str(path)])

    def picture(self) -> bytes:
        answer = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def close(self) -> None:
        self.number += 1  # politely, so that it writes down what it would
        with suppress(OSError):
            self.to.write(
                json.dumps({"id": self.number, "method": "Browser.close"}).encode() + b"\0"
            )
        self.to.close()  # Chromium ends when the pipe does
        self.answers.close()
        until = time.monotonic() + PATIENCE
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            if time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.05)

    def _attach(self) -> None:
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(each["targetId"] for each in targets if each["type"] == "page")
        answer = self.call("Target.attachToTarget", targetId=page, flatten=True)
        self.session = answer["sessionId"]
        self.call("Page.enable")

    def _read(self) -> dict[str, Any]:
        content = bytearray()
        while (byte := self.answers.read(1)) != b"\0":
            assert byte, "Chromium ended"
            content += byte
        answer: dict[str, Any] = json.loads(content)
        return answer
