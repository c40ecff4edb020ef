"""A real Chromium driven over two pipes, with nothing but the standard library."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from types import TracebackType
from typing import Any

PATIENCE = 20.0  # seconds; two cores shared with other tests


LEFT = ("navigated or closed", "context was destroyed", "Cannot find context")


class Chrome:
    """One window. `call` speaks the DevTools protocol; the rest says what the tests need."""

    def __init__(self, program: str, profile: Path, width: int = 1000) -> None:
        command = [program, "--headless", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        command += ["--no-first-run", "--disable-gpu", f"--window-size={width},800"]
        if os.geteuid() == 0:  # root cannot use the sandbox; only our own pages are opened here
            command.append("--no-sandbox")
        hears, to = os.pipe()
        answers, says = os.pipe()
        # Chromium reads from descriptor 3 and writes to 4
        self.pid = os.posix_spawn(
            program,
            [*command, "about:blank"],
            os.environ,
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
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    def open(self, address: str) -> None:
        self.call("Page.navigate", url=address)
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
        self.wait("window.before === undefined && document.readyState === 'complete'")

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            text = {"text": key} if len(key) == 1 else {}
            self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, **text)
            self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key)

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def close(self) -> None:
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

    def __enter__(self) -> Chrome:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
