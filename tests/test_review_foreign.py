"""Foreign text on a page: harmless, in the order it was written, and never cut in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impersonation_watch.review.foreign import pieces, visible, web_address
from impersonation_watch.review.paper import unit

STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@given(st.text(alphabet=st.characters() | st.sampled_from(STEERING + "\0\x07\ud800")))
def test_nothing_that_steers_the_line_is_left(text: str) -> None:
    shown = "".join(piece.text for piece in pieces(text))
    assert not set(STEERING + "\0\x07") & set(shown)
    assert shown.encode("utf-8").decode("utf-8") == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Naomi Whitaker", "Naomi Whitaker"),
        ("Nao\u200bmi", "Nao[U+200B]mi"),
        ("\u202eimoaN", "[U+202E]imoaN"),
        ("a\0b", "a[U+0000]b"),
        ("one\ntwo", "one\ntwo"),
        ("नाओमी", "नाओमी"),
    ],
)
def test_hidden_letters_are_written_out(raw: str, shown: str) -> None:
    assert visible(raw) == shown


def test_an_emoji_made_of_several_stays_whole() -> None:
    family = "\U0001f469\u200d\U0001f467"
    assert "".join(piece.text for piece in pieces(f"Naomi {family}")) == f"Naomi {family}"


def test_what_is_cut_is_said_to_be_cut() -> None:
    assert "100,000 characters in all" in pieces("x" * 100_000)[-1].text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//site.example",
        "https://", "https://[bad", "https://site.example:99999/", " https://site.example",
        "https://site.example/\u202egpj.exe", "", None, "vbscript:x", "HTTPS ://x",
    ],
)  # fmt: skip
def test_only_plain_web_addresses_can_be_opened(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_can_be_opened() -> None:
    url = "https://site.example:8443/@naomi?x=1#y"
    assert web_address(url) == url


@given(st.floats(allow_nan=False))
def test_an_outline_stays_inside_the_picture(part: float) -> None:
    assert 0.0 <= float(unit(part)) <= 1.0
