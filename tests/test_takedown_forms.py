"""Form files are checked strictly, and the form that fits a profile is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from takedown_story import candidate

from impersonation_watch import takedown
from impersonation_watch.model import ConfigError
from impersonation_watch.takedown.elements import ELEMENTS, FACTS
from impersonation_watch.takedown.forms import load, needs_check
from impersonation_watch.takedown.shapes import Channel, Law, Platform, Source

FOLDER = Path(takedown.__file__).parent
OFFICIAL = Source(url="https://example.org", kind="official")


def x_file(**changes: object) -> tuple[str, str]:
    """The file of X with changes in its first channel."""
    loaded = yaml.safe_load((FOLDER / "platforms" / "x.yaml").read_text())
    loaded["channels"][0].update(changes)
    return "x.yaml", yaml.safe_dump(loaded)


def test_the_forms_ship() -> None:
    assert [each.id for each in takedown.forms()] == [
        "badoo", "bluesky", "bumble", "facebook", "grindr", "hinge", "instagram", "mastodon",
        "okcupid", "tinder", "whatsapp", "x", "eu-dsa-16", "us-dmca-512", "chronology",
    ]  # fmt: skip


@pytest.mark.parametrize("form", takedown.forms(), ids=lambda each: each.id)
def test_no_form_claims_to_be_verified_before_a_person_opened_it(form: takedown.Form) -> None:
    assert form.channel.status in ("unverified", "conflict")
    assert form.channel.sources
    assert form.channel.learns


@pytest.mark.parametrize("form", takedown.forms(), ids=lambda each: each.id)
def test_every_required_field_has_something_to_fill_it(form: takedown.Form) -> None:
    assert {each.source for each in form.channel.fields} <= FACTS


def test_every_element_of_the_data_model_has_its_sentence() -> None:
    assert len(ELEMENTS) == 31
    assert all(sentence.endswith((".", "it.")) for sentence in ELEMENTS.values())


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"surprise": 1}, "surprise"),
        ({"status": "verified"}, "verified needs verified_on"),
        ({"status": "fine"}, "status"),
        ({"appeal": "nowhere"}, "no channel nowhere"),
        ({"purpose": ["copyright"]}, "no open channel takes impersonation"),
        ({"status": "retired"}, "no open channel takes impersonation"),
        ({"fields": [{"key": "a", "label": "A", "type": "text", "required": True,
                      "source": "shoe_size"}]}, "unknown source shoe_size"),
        ({"fields": [{"key": "a", "label": "A", "type": "text", "required": True,
                      "source": "fixed"}]}, "has no value"),
    ],
)  # fmt: skip
def test_a_form_that_breaks_a_rule_is_refused(changes: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        load(Platform, [x_file(**changes)])


def test_a_form_under_another_file_name_is_refused() -> None:
    with pytest.raises(ConfigError, match="not the file name"):
        load(Platform, [("y.yaml", x_file()[1])])


def test_two_platforms_cannot_claim_one_host() -> None:
    twin = x_file()[1].replace("id: x\n", "id: y\n")
    with pytest.raises(ConfigError, match="belongs to x"):
        load(Platform, [x_file(), ("y.yaml", twin)])


@pytest.mark.parametrize("text", ["", "[", "a: b: c", "- 1"])
def test_a_file_that_is_no_form_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(ConfigError, match=r"x\.yaml"):
        load(Platform, [("x.yaml", text)])


def test_a_form_opened_long_ago_has_to_be_checked_again() -> None:
    channel = Channel(id="a", purpose=("impersonation",), method="web_form", status="verified",
                      verified_on=date(2026, 8, 1), sources=(OFFICIAL,))  # fmt: skip
    assert not needs_check(channel, date(2026, 10, 30))
    assert needs_check(channel, date(2026, 10, 31))


@pytest.mark.parametrize(
    ("platform", "url", "fitting"),
    [
        ("bluesky", "https://bsky.app/profile/a.example", "bluesky"),
        ("instagram.com", "https://www.instagram.com/naomi/", "instagram"),
        ("web", "https://m.facebook.com/naomi", "facebook"),
        ("twitter", "https://twitter.com/naomi", "x"),
        ("mastodon", "https://social.example/@naomi", "mastodon"),
    ],
)
def test_the_form_is_found_by_platform_or_host(platform: str, url: str, fitting: str) -> None:
    found = takedown.forms_for(candidate(platform=platform, profile_url=url))
    assert [each.id for each in found] == [fitting]


@pytest.mark.parametrize("url", ["https://notx.com/a", "https://x.com.evil.example/a", "nonsense"])
def test_a_host_that_only_looks_alike_has_no_form(url: str) -> None:
    assert takedown.forms_for(candidate(platform="web", profile_url=url)) == ()


@pytest.mark.parametrize(("country", "offered"), [("DE", True), ("fr", True), ("US", False)])
def test_the_european_notice_is_offered_to_those_who_live_there(
    country: str, offered: bool
) -> None:
    found = [each.id for each in takedown.forms_for(candidate(), country)]
    assert ("eu-dsa-16" in found) is offered


def test_an_unknown_form_names_the_ones_there_are() -> None:
    with pytest.raises(ConfigError) as caught:
        takedown.form("myspace")
    assert "instagram" in caught.value.advice


def test_no_law_is_called_verified() -> None:
    law = takedown.form("eu-dsa-16")
    assert isinstance(law, Law)
    assert {each.status for each in law.grounds} == {"documented", "unverified"}
