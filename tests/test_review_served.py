"""The pages as a process of their own and in a real browser."""

from __future__ import annotations

import http.client
import re
import signal as signal_numbers
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from chrome import Chrome
from reviewing import CALM, PASSPHRASE, TOKEN, copy_of_filled, hit, keep, signal
from served import Served, serve
from test_enrol import draw

from impersonation_watch.model import Mark
from impersonation_watch.vault import Vault

pytestmark = pytest.mark.server


@pytest.fixture
def served(tmp_path: Path, now: datetime) -> Iterator[Served]:
    copy_of_filled(tmp_path / "notes", now)
    with serve(tmp_path) as running:
        yield running


@dataclass
class Talk:
    """A session over plain HTTP: keeps the cookie and the token of the last form."""

    host: str
    port: int
    cookie: str = ""
    token: str = ""
    path: str = ""

    def get(self, path: str) -> str:
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> str:
        return self._ask("POST", path, urlencode({"token": self.token, **fields}))

    def _ask(self, method: str, path: str, body: str | None = None) -> str:
        headers = {"Host": self.host, "Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"}
        if body is not None:
            headers |= {"Origin": "null", "Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        self.cookie = (answer.headers["Set-Cookie"] or self.cookie).partition(";")[0]
        found = TOKEN.search(text)
        self.token, self.path = found.group(1) if found else self.token, path
        on = answer.headers["Location"]
        return self.get(on) if on else text


def _enter(served: Served) -> Talk:
    parts = urlsplit(served.way_in)
    assert parts.port is not None
    talk = Talk(parts.netloc, parts.port)
    talk.get(parts.path)
    talk.get("/unlock")
    return talk


def test_the_process_of_the_pages_connects_to_nobody(served: Served) -> None:
    talk = _enter(served)
    overview = talk.post("/unlock", passphrase=PASSPHRASE)
    found = re.search(r'href="(/n/[0-9a-f]+)"', overview)
    assert found is not None
    path = found.group(1)
    for each in (path, f"{path}/out", f"{path}/theirs", "/photos/a1b2c3", "/activity", "/help"):
        talk.get(each)
    talk.post(f"{path}/decide", decision="impostor")
    talk.post(f"{path}/report", **CALM)
    talk.get(f"{path}/report/bluesky")
    talk.post(f"{path}/undo")
    talk.post("/lock")
    assert (talk.path, served.noted.read_text("utf-8")) == ("/unlock", "")


def test_the_way_in_lies_in_a_file_for_this_user_alone_and_goes_away(served: Served) -> None:
    mode = stat.S_IMODE(served.redirect.stat().st_mode)
    folder_mode = stat.S_IMODE(served.redirect.parent.stat().st_mode)
    _enter(served)
    assert (mode, folder_mode, served.redirect.exists()) == (0o600, 0o700, False)


@pytest.mark.parametrize("how", [signal_numbers.SIGTERM, signal_numbers.SIGHUP])
def test_the_way_in_goes_away_however_the_process_is_ended(
    tmp_path: Path, now: datetime, how: signal_numbers.Signals
) -> None:
    copy_of_filled(tmp_path / "notes", now)
    with serve(tmp_path, how) as running:
        pass
    assert not running.redirect.parent.exists()


def test_a_port_that_is_taken_is_said_in_words(tmp_path: Path, served: Served) -> None:
    port = str(urlsplit(served.way_in).port)
    script = "from impersonation_watch import review; from pathlib import Path; import sys;"
    script += "review.serve(Path('x'), open_browser=False, port=int(sys.argv[1]))"
    ended = subprocess.run(
        [sys.executable, "-c", script, port], capture_output=True, text=True, timeout=60
    )
    assert "cannot be used" in ended.stderr


# --- in a browser ---------------------------------------------------------------------------


@dataclass
class Listener:
    """A second server on loopback: what an impostor's server would hear."""

    port: int
    heard: list[str] = field(default_factory=list)


@pytest.fixture
def impostor() -> Iterator[Listener]:
    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            listener.heard.append(f"{self.path} {self.headers.get('Cookie', '')}")
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    listener = Listener(server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield listener
    server.shutdown()
    server.server_close()


def _hostile(port: int) -> dict[str, str]:
    """Names and texts that try to do something, by handle."""
    there = f"http://127.0.0.1:{port}"
    markup = f"""<script src="{there}/s"></script><img src={there}/i onerror="stolen=1">
        <meta http-equiv="refresh" content="0;url={there}/m"><iframe src="{there}/f"></iframe>
        <link rel="prefetch" href="{there}/p"><svg onload="stolen=1"><style>@import '{there}/c';
        </style><a href="javascript:stolen=1">Naomi</a> {{{{7*7}}}} {{% raw %}}
        </textarea></title>"""
    return {
        "markup": markup,
        "quotes": '" onmouseover="stolen=1" autofocus onfocus=\'stolen=1\' x="',
        "turned": "Naomi \u202eWhitaker\u2066\u200f\u2028\u0000\u0007\ud800 \U000e0041",
        "long": "N\u0335\u0336" * 50_000,
    }


@pytest.fixture
def browser(tmp_path: Path, now: datetime, chromium: str, impostor: Listener) -> Iterator[Chrome]:
    copy_of_filled(tmp_path / "notes", now)
    with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
        for handle, text in _hostile(impostor.port).items():
            found = hit(
                now,
                f"{handle}{text}"[:3000],
                signal("name_exact", 9.0, ours="Naomi Whitaker", theirs=text),
                mark=Mark.NOTIFY,
                display_name=text,
                bio=text,
                location=text,
                links=(f"http://127.0.0.1:{impostor.port}/l", "javascript:stolen=1", text),
                profile_url="javascript:stolen=1//" + text[:100],
            )
            keep(vault, found, now)
    with serve(tmp_path) as running, Chrome(chromium, tmp_path / "profile") as window:
        window.open(running.redirect.as_uri())
        window.wait("location.pathname === '/unlock' && document.readyState === 'complete'")
        window.run("document.querySelector('#passphrase').focus()")
        window.type(PASSPHRASE)
        window.click("main button")
        yield window


@pytest.mark.browser
def test_hostile_profiles_reach_nobody_and_run_nothing(browser: Chrome, impostor: Listener) -> None:
    pages = browser.run("[...document.querySelectorAll('.card')].map(card => card.href)")
    for address in [*pages, *[f"{page}/out" for page in pages]]:
        browser.open(address)
        browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        state = "[document.title, typeof stolen, document.querySelectorAll('iframe').length,"
        state += " document.querySelectorAll('a[href^=javascript]').length]"
        assert browser.run(state) == ["Notes", "undefined", 0, 0]
    assert len(pages) == 8
    assert impostor.heard == []


@pytest.mark.browser
def test_what_steers_the_line_is_written_out(browser: Chrome) -> None:
    text = browser.run("document.querySelector('main').textContent")
    assert "[U+202E]" in text
    assert not {"\u202e", "\u2066", "\u0000", "\u0007"} & set(text)


@pytest.mark.browser
def test_another_port_of_this_machine_gets_no_cookie_of_ours(
    browser: Chrome, impostor: Listener
) -> None:
    browser.open(f"http://127.0.0.1:{impostor.port}/")
    assert impostor.heard[0].strip() == "/"


@pytest.mark.browser
def test_nothing_runs_over_the_edge_on_a_narrow_screen(browser: Chrome) -> None:
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=320, height=640, deviceScaleFactor=1,
        mobile=False,
    )  # fmt: skip
    pages = browser.run("[...document.querySelectorAll('.card')].map(card => card.href)")
    for address in ["/", "/activity", "/help", *(urlsplit(each).path for each in pages)]:
        browser.open(browser.run("location.origin") + address)
        browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert browser.run("document.documentElement.scrollWidth") <= 320, address


@pytest.mark.browser
def test_every_decision_is_reached_with_the_tab_key(browser: Chrome) -> None:
    browser.click(".card")
    reached = []
    while "unsure" not in reached and len(reached) < 40:
        browser.press("Tab")
        reached.append(browser.run("document.activeElement.value"))
    assert reached[-4:] == ["impostor", "namesake", "mine", "unsure"]


@pytest.mark.browser
def test_single_keys_do_nothing_until_they_are_switched_on(browser: Chrome) -> None:
    browser.click(".card")
    shown = browser.run("location.pathname")
    browser.press("2")
    assert browser.run("location.pathname") == shown
    browser.run("document.querySelector('.scripted').open = true")
    browser.click(".scripted button")
    browser.run("window.before = true")
    browser.press("2")
    browser.wait("window.before === undefined && document.readyState === 'complete'")
    assert "Someone else with my name" in browser.run(
        "document.querySelector('.notice:not(.idle)').textContent"
    )


@pytest.mark.browser
def test_three_times_shift_leaves_and_back_does_not_return(browser: Chrome) -> None:
    browser.click(".card")
    browser.press("Shift", times=3)
    browser.wait("location.pathname === '/left' && document.readyState === 'complete'")
    browser.run("history.back()")
    browser.wait("location.pathname === '/unlock'")


# --- the set-up in a browser ----------------------------------------------------------------


def _fill(window: Chrome, **fields: str) -> None:
    for name, text in fields.items():
        window.run(f"document.querySelector('#{name}').focus()")
        window.type(text)
    window.click("main button.main")


@pytest.mark.browser
def test_a_vault_is_set_up_without_scripts_and_ends_on_the_overview(
    tmp_path: Path, chromium: str
) -> None:
    photo = draw(tmp_path / "garden.jpg", 1)
    with serve(tmp_path) as running, Chrome(chromium, tmp_path / "profile") as window:
        window.call("Emulation.setScriptExecutionDisabled", value=True)
        window.open(running.redirect.as_uri())
        window.wait("location.pathname === '/setup' && document.readyState === 'complete'")
        window.click("main button.main")
        window.click("button[value=me]")
        _fill(window, names="Naomi Whitaker", nicknames="Nomi")
        window.choose("#photos", photo)
        window.click("button[name=held][value=yes]")
        window.click("button[name=on]")
        window.fill({"addresses": "https://bsky.app/profile/naomi.example"})
        window.click("button[value=own_accounts]")
        window.click("main button.main")
        for chosen in ("no", "strict"):
            window.run(f"document.querySelector('input[value={chosen}]').click()")
        window.click("main button.main")
        kept_before = (tmp_path / "notes").exists()
        _fill(window, passphrase=PASSPHRASE)
        assert (kept_before, window.run("location.pathname")) == (False, "/setup-code")
        window.click("main button.main")
        assert window.run("location.pathname") == "/leaving"
        window.click("main button.main")
        assert window.run("document.querySelector('h1').textContent") == "Overview"
    with Vault.open(tmp_path / "notes", PASSPHRASE) as vault:
        assert [len(each.photos) for each in vault.store.people()] == [1]
