"""The address really connected to is looked at once more, whatever the resolver said."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

PAGE = b"<html><head><title>Naomi Whitaker</title></head><body>Naomi Whitaker</body></html>"

pytestmark = pytest.mark.server


class Home(BaseHTTPRequestHandler):
    """A page inside the home network."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def home() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Home)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_a_page_that_came_from_inside_is_not_read_even_if_the_resolver_let_it_through(
    home: int,
) -> None:
    script = Path(__file__).with_name("through.py")
    done = subprocess.run(
        [sys.executable, script, str(home)], capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["report"]["outcome"] for line in lines if "report" in line] == ["not_supported"]
    assert not [line for line in lines if "seen" in line]
