"""What every test shares: a closed network, where the recordings are, a fixed clock."""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shared", default=None, help="folder with recorded answers and photos")
    parser.addoption("--pictures", default=None, help="folder for pictures of the pages walked by")


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_only_loopback)
    settings.register_profile("any machine", deadline=None)  # a busy machine is no failure
    settings.load_profile("any machine")


def _only_loopback(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse every connection and name look-up that leaves this machine."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not _is_local(host):
        raise AssertionError(f"a test tried to reach {host}")


def _is_local(host: str | None) -> bool:
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def shared(request: pytest.FixtureRequest) -> Path:
    """The folder of recorded answers; only where it was given."""
    given = request.config.getoption("--shared")
    if not given:
        pytest.skip("no --shared folder with recorded answers was given")
    return Path(given)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; required in CI, skipped with a reason on a user's machine."""
    return _browser("Chromium", "chromium", "chromium-browser")


@pytest.fixture(scope="session")
def firefox() -> str:
    """Path of a Firefox; as for Chromium."""
    return _browser("Firefox", "firefox-esr", "firefox")


def _browser(name: str, *programs: str) -> str:
    found = next((path for each in programs if (path := shutil.which(each))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is missing")
        pytest.skip(f"no {name} on this machine")
    return found
