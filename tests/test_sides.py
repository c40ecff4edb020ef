"""The two sides as processes: what each has loaded, and what each can open."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

WATCH_SIDE = ("impersonation_watch.watch",)
VAULT_SIDE = (
    "impersonation_watch.review",
    "impersonation_watch.enrol",
    "impersonation_watch.errands",
    "impersonation_watch.takedown",
)


def loaded(module: str) -> set[str]:
    code = f"import {module}, sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", WATCH_SIDE)
@pytest.mark.parametrize("opener", ["impersonation_watch.vault", "sqlcipher3", "sqlite_utils"])
def test_the_watch_side_never_loads_what_opens_the_vault(module: str, opener: str) -> None:
    assert opener not in loaded(module)


@pytest.mark.parametrize("module", VAULT_SIDE)
@pytest.mark.parametrize("net", ["scrapy", "twisted", "spiders", "impersonation_watch.crawl"])
def test_the_vault_side_never_loads_what_meets_the_internet(module: str, net: str) -> None:
    assert net not in loaded(module)


@pytest.mark.parametrize("module", [*WATCH_SIDE, *VAULT_SIDE])
@pytest.mark.parametrize("decoder", ["PIL", "imagehash", "scipy"])
def test_pictures_are_never_decoded_outside_their_child(module: str, decoder: str) -> None:
    assert decoder not in loaded(module)


def test_the_background_process_stays_small() -> None:
    heavy = {"scrapy", "twisted", "sqlcipher3", "cryptography", "pydantic", "starlette", "rich"}
    assert not heavy & loaded("impersonation_watch.commands.run")
