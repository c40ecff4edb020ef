"""The judge: what is kept, how high it stands, and what is never flagged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching import NAOMI, STRANGER, bits, her_photo, person, portrait, profile, verdict
from PIL import ImageOps

from impersonation_watch.demo import portraits
from impersonation_watch.judge import NOTIFY, PRIOR, SAME_ORIGIN, has_taken_name, is_own, judge
from impersonation_watch.model import Certainty, Mark, OwnAccount, OwnKind, Person, Signal
from matchers import WEIGHTS

NAME = "Naomi Whitaker"
FLAGGED = {Mark.NOTIFY, Mark.REVIEW}


def her(**changes: object) -> Person:
    made = {"nicknames": ("Nomi",), "handles": ("brightkestrel",), "photos": (her_photo(0),)}
    return person(**{**made, **changes})


@pytest.mark.parametrize(
    "name, handle, reason",
    [
        ("Naomi Whitaker", "qx7", "name_exact"),
        ("N\u0430omi Whit\u0430ker", "qx7", "name_lookalike"),
        ("Na\u200bomi Whitaker", "qx7", "name_invisible"),
        ("Whitaker Naomi", "qx7", "name_reordered"),
        ("Nomi Whitaker", "qx7", "name_nickname"),
        ("Naomi Whitaker official", "qx7", "name_affix"),
        ("NaomiWhitaker", "qx7", "name_joined"),
        ("N a o m i W h i t a k e r", "qx7", "name_joined"),
        ("N. W.", "real_brightkestrel_92", "handle_affix"),
        ("sunny day", "the.naomiwhitaker.92", "handle_name"),
    ],
)
def test_every_way_to_copy_a_rare_name_is_flagged(name: str, handle: str, reason: str) -> None:
    hit = verdict(her(), profile(name, handle))
    assert hit is not None
    assert hit.mark in FLAGGED
    assert reason in {signal.reason for signal in hit.signals}


@pytest.mark.parametrize(
    "picture, reason",
    [
        (portrait(), "photo_copy"),
        (portraits.crop(portrait()), "photo_crop"),
        (ImageOps.mirror(portrait()), "photo_mirror"),
        (portraits.frame(portrait(), "write me"), "photo_framed"),
    ],
    ids=["copy", "crop", "mirror", "frame"],
)
def test_her_photo_under_another_name_is_flagged(picture: object, reason: str) -> None:
    hit = verdict(her(), profile("Clara Jensen"), picture)  # type: ignore[arg-type]
    assert hit is not None
    assert (hit.mark, hit.signals[0].reason) == (Mark.REVIEW, reason)


def test_exact_name_and_photo_may_disturb_her() -> None:
    hit = verdict(her(), profile(NAME), portrait())
    assert hit is not None
    assert hit.mark is Mark.NOTIFY


def test_namesakes_with_other_photos_never_disturb_her() -> None:
    for number in range(10):
        handle = ("naomiwhitaker", "nwhitaker", "whitaker.naomi")[number % 3] + str(number)
        hit = verdict(her(), profile(NAME, handle), portrait(STRANGER + number))
        assert hit is not None
        assert hit.mark is Mark.REVIEW


@pytest.mark.parametrize("name", ["Xiadani Qvortrup", "Maria Xiadani Qvortrup Zelaznyck"])
def test_a_name_alone_never_disturbs_her_however_rare(name: str) -> None:
    hit = verdict(person(name), profile(name, name.replace(" ", "")))
    assert hit is not None
    assert hit.mark is Mark.REVIEW


def test_namesakes_of_a_common_name_are_folded_away() -> None:
    hit = verdict(person("James Smith"), profile("James Smith"))
    assert hit is not None
    assert hit.mark is Mark.FOLDED


@pytest.mark.parametrize(
    "name", ["Naomi", "Naomi Smith", "Rachel Whitaker", "N. Whitaker", "Emily Clark", "", None]
)
def test_strangers_are_not_kept(name: str | None) -> None:
    assert verdict(her(), profile(name, "kestrel_fan")) is None


def test_strangers_with_half_her_name_and_handle_never_disturb_her() -> None:
    for number in range(50):
        name = ("Naomi {}", "{} Whitaker", "Nomi {}")[number % 3].format(f"Reyes{number}")
        hit = verdict(her(), profile(name, f"naomi.{number}"), portrait(STRANGER + number % 9))
        assert hit is None or hit.mark is not Mark.NOTIFY


def test_a_profile_that_is_only_possible_is_at_most_to_be_reviewed() -> None:
    hit = verdict(her(), profile(NAME, certainty=Certainty.POSSIBLE), portrait())
    assert hit is not None
    assert hit.mark is Mark.REVIEW


def test_a_user_name_made_of_the_same_name_adds_little() -> None:
    alone, both = (verdict(her(), profile(NAME, each)) for each in ("qx7", "naomiwhitaker"))
    assert alone is not None
    assert both is not None
    assert both.bits - alone.bits <= SAME_ORIGIN


def test_a_known_user_name_of_other_words_counts_in_full() -> None:
    hit = verdict(her(), profile(NAME, "brightkestrel"))
    assert hit is not None
    assert hit.bits > NOTIFY


def test_a_declared_parody_stands_lower_and_is_still_shown() -> None:
    plain = verdict(her(), profile(NAME))
    parody = verdict(her(), profile(NAME, bio="Parody account, not affiliated."))
    assert plain is not None
    assert parody is not None
    assert parody.bits == plain.bits + WEIGHTS["claims_parody"]


def test_pointing_at_her_account_adds_a_little() -> None:
    own = OwnAccount(
        platform="other", handle="brightkestrel", url="https://o.example/brightkestrel"
    )
    someone = her(own_accounts=(own,))
    plain = verdict(someone, profile(NAME))
    pointing = verdict(someone, profile(NAME, links=("http://www.o.example/brightkestrel/",)))
    assert plain is not None
    assert pointing is not None
    assert pointing.bits == plain.bits + WEIGHTS["links_own"]


@pytest.mark.parametrize("kind", OwnKind)
def test_own_accounts_are_never_flagged(kind: OwnKind) -> None:
    account = OwnAccount(platform="elsewhere", platform_id="77", handle="n", kind=kind)
    seen = profile(NAME, "new.handle", platform_id="77")
    assert verdict(her(own_accounts=(account,)), seen, portrait()) is None


def test_an_own_account_without_id_is_known_by_handle_or_address() -> None:
    by_handle = OwnAccount(platform="elsewhere", handle="@NaomiWhitaker")
    by_url = OwnAccount(platform="elsewhere", url="http://www.elsewhere.example/naomiwhitaker/")
    seen = profile(NAME, "naomiwhitaker", platform_id="77")
    assert is_own(her(own_accounts=(by_handle,)), seen)
    assert is_own(her(own_accounts=(by_url,)), seen)


def test_her_address_is_hers_whatever_the_platform_is_called() -> None:
    mine = OwnAccount(platform="social.example", url="https://social.example/@naomi")
    seen = profile(NAME, "naomi", profile_url="https://social.example/@naomi", platform="mastodon")
    assert is_own(her(own_accounts=(mine,)), seen)


def test_the_same_handle_with_another_id_is_flagged() -> None:
    account = OwnAccount(platform="elsewhere", handle="naomiwhitaker", platform_id="77")
    seen = profile(NAME, "naomiwhitaker", platform_id="78")
    hit = verdict(her(own_accounts=(account,)), seen)
    assert hit is not None
    assert hit.mark in FLAGGED


def test_the_same_handle_on_another_platform_is_not_her_account() -> None:
    account = OwnAccount(platform="bluesky", handle="naomiwhitaker")
    assert not is_own(her(own_accounts=(account,)), profile(NAME, "naomiwhitaker"))


def test_signals_about_somebody_else_are_ignored() -> None:
    other = Signal(person_id="p2", matcher="names", reason="name_exact", bits=60.0)
    assert judge(her(), profile(NAME), [other]) is None


@given(
    st.sampled_from(
        (NAME, "Nomi Whitaker", "N\u0430omi\u200b Whitaker official", "Clara", "N. W.")
    ),
    st.sampled_from(("qx7", "naomi_whitaker9", "brightkestrel", "bright.kestre1")),
    st.sampled_from(("", "fan page of https://o.example/brightkestrel")),
    st.booleans(),
)
def test_the_score_is_the_sum_of_its_parts(name: str, handle: str, bio: str, photo: bool) -> None:
    picture = portrait(NAOMI, 0) if photo else None
    hit = verdict(her(), profile(name, handle, bio=bio), picture)
    if hit is not None:
        assert hit.bits == pytest.approx(PRIOR + bits(hit.signals))
        assert all(signal.reason in WEIGHTS for signal in hit.signals)


def test_another_id_in_the_address_is_another_account() -> None:
    mine = OwnAccount(platform="facebook", url="https://facebook.com/profile.php?id=1")
    address = "https://www.facebook.com/profile.php?id=2"
    other = profile(NAME, "id-2", profile_url=address, platform="facebook")
    assert not is_own(person(own_accounts=(mine,)), other)


def test_a_taken_over_user_name_is_known_by_the_other_id() -> None:
    mine = OwnAccount(platform="elsewhere", handle="naomi", platform_id="1")
    other = profile(NAME, "naomi", platform_id="2")
    assert has_taken_name(person(own_accounts=(mine,)), other)
    assert not has_taken_name(person(own_accounts=(mine,)), profile(NAME, "naomi", platform_id="1"))
