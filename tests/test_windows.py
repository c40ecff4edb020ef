"""What the tests of the pages take for granted about both browsers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chrome import Chrome
from firefox import Firefox
from window import Window

pytestmark = pytest.mark.browser

PAGE = """data:text/html,<title>Notes</title><script>var there = 1</script>
<input id=typed><button onclick="document.title = 'pressed'">Press</button>"""


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def window(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    program = request.getfixturevalue(request.param)
    kind = Chrome if request.param == "chromium" else Firefox
    with kind(program, tmp_path_factory.mktemp("profile") / "own") as opened:
        opened.open(PAGE)
        yield opened


def test_what_the_page_holds_can_be_asked_for(window: Window) -> None:
    assert window.run("[document.title, there, null]") == ["Notes", 1, None]


def test_a_promise_is_waited_for(window: Window) -> None:
    assert window.run("new Promise(kept => setTimeout(() => kept(7), 20))") == 7


def test_typing_and_the_keyboard_reach_the_page(window: Window) -> None:
    window.fill({"typed": "Naomi \u0646\u0648\u0631\u0627"})
    window.press("Tab")
    window.press("Enter")
    assert window.run("[typed.value, document.title]") == [
        "Naomi \u0646\u0648\u0631\u0627",
        "pressed",
    ]


def test_what_is_seen_can_be_kept(window: Window) -> None:
    assert window.picture().startswith(b"\x89PNG")
