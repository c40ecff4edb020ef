"""26 answers made to mislead (facts/discovery §5.6): never a false yes, never a false no."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from recordings import exchange_of

from impersonation_watch.model import Certainty, Exchange
from spiders.rules import Place, Sign, Site, Status, site_of, sites
from spiders.sweep import Standing, confirm, first_look, nobodys_handle

HANDLE, NOBODY = "naomiwhitaker", "q0f3a9b7c112"
URL = "https://www.example.com/u/{}"
SPECIFIC = Site(
    host="example.com",
    platform="example",
    page=URL,
    handle="[a-z0-9_]{3,30}",
    status=Status.RECORDED,
    source="made up for this test",
    exists=(Sign(status=(200,), place=Place(css=".profile h1::text", pattern=r"\S")),),
    absent=(
        Sign(status=(404, 410)),
        Sign(place=Place(css="p::text", pattern="no such user")),
    ),
)
# A rule as careless as they come: any page with status 200 that shows the handle
CARELESS = Site(
    host="example.com",
    platform="example",
    page=URL,
    handle="[a-z0-9_]{3,30}",
    status=Status.RECORDED,
    source="made up for this test",
    exists=(Sign(status=(200,)),),
    absent=(Sign(status=(404, 410)),),
)
WORDS = " ".join(f"word{number}" for number in range(40))


@dataclass(frozen=True)
class Case:
    """One answer as the server gives it for any handle, and what is true of it."""

    truth: Standing
    body: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    url: str = URL
    control: str = "<title>404</title>"  # what the server says about a handle nobody has
    control_status: int = 404
    same_for_all: bool = True
    silent: bool = False  # no answer: time-out, reset

    def answer(self, handle: str) -> Exchange | None:
        if self.silent:
            return None
        body = self.body.replace("{}", handle).encode()
        url = self.url.replace("{}", handle)
        return exchange_of(body, url, status=self.status, headers=dict(self.headers))

    def control_answer(self, handle: str) -> Exchange | None:
        if self.same_for_all:
            return self.answer(handle)
        url = URL.replace("{}", handle)
        return exchange_of(self.control.encode(), url, status=self.control_status)


def page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


YES, NO, OPEN = Standing.EXISTS, Standing.ABSENT, Standing.UNKNOWN
CASES = {
    "a real profile": Case(
        YES,
        page("Naomi (@{})", "<div class=profile><h1>Naomi</h1>@{} " + WORDS + "</div>"),
        same_for_all=False,
    ),
    "404": Case(NO, page("Not found", "nothing here"), 404),
    "410": Case(NO, page("Gone", "nothing here"), 410),
    "known message": Case(NO, page("Oops", "<p>there is no such user {}</p>")),
    "new wording": Case(NO, page("Oops", "<p>we looked everywhere for {}, in vain</p>" + WORDS)),
    "home page": Case(NO, page("Example: share your day", f"<p>{WORDS}</p>")),
    "app shell": Case(NO, page("Example", "<div id=root></div><script src=/app.js></script>")),
    "empty body": Case(NO, ""),
    "redirect to home": Case(NO, page("Example", f"<p>{WORDS}</p>"), url="https://www.example.com/"),
    "401": Case(OPEN, page("Unauthorized", "{}"), 401),
    "403": Case(OPEN, page("Forbidden", "{}"), 403),
    "429": Case(OPEN, page("Slow down", "{}"), 429),
    "500": Case(OPEN, page("Sorry", "{}"), 500),
    "503": Case(OPEN, page("Sorry", "{}"), 503),
    "999": Case(OPEN, page("Request denied", "{}"), 999),
    "Cloudflare with 200": Case(
        OPEN, page("Just a moment...", "<script>window._cf_chl_opt={u:'/u/{}'}</script>")
    ),
    "Cloudflare with 403": Case(
        OPEN, page("Just a moment...", "{}"), 403, (("cf-mitigated", "challenge"),)
    ),
    "AWS with 202": Case(OPEN, "", 202, (("x-amzn-waf-action", "challenge"),)),
    "DataDome with 403": Case(
        OPEN, "<script src=https://ct.captcha-delivery.com/c.js></script>{}", 403,
        (("x-datadome", "protected"),),
    ),
    "unknown vendor with 200": Case(
        OPEN, page("Example", "<h1>Hold on</h1>We are making sure that /u/{} is safe. " + WORDS)
    ),
    "Anubis with 200": Case(
        OPEN, page("Making sure you're not a bot!", "<script id=anubis_challenge>{}</script>")
    ),
    "consent wall": Case(
        OPEN, page("Before you continue", "{} " + WORDS), url="https://consent.example.com/m?c=/u/{}"
    ),
    "redirect to login": Case(
        OPEN, page("Example", "Log in to see {}"), url="https://www.example.com/login?next=/u/{}"
    ),
    "login page with 200": Case(
        OPEN, page("Log in • Example", "see {} <input type=password>")
    ),
    "time-out": Case(OPEN, silent=True),
    "reset": Case(OPEN, silent=True),
}  # fmt: skip


def verdict(site: Site, case: Case) -> Standing:
    """What the sweep concludes, control request and all."""
    asked = URL.replace("{}", HANDLE)
    answer = case.answer(HANDLE)
    if answer is None:
        return Standing.UNKNOWN
    standing = first_look(site, HANDLE, answer, asked)
    if standing is Standing.EXISTS:
        certainty = confirm(site, HANDLE, answer, NOBODY, case.control_answer(NOBODY))
        return standing if certainty is Certainty.EXISTS else Standing.UNKNOWN
    return standing


def test_there_are_26_of_them() -> None:
    assert len(CASES) == 26


@pytest.mark.parametrize("site", [SPECIFIC, CARELESS], ids=["specific", "careless"])
@pytest.mark.parametrize("name", CASES)
def test_an_adversarial_answer_is_never_taken_for_the_other(name: str, site: Site) -> None:
    assert verdict(site, CASES[name]) in (CASES[name].truth, Standing.UNKNOWN)


def test_most_of_what_can_be_decided_is_decided() -> None:
    right = [verdict(SPECIFIC, case) is case.truth for case in CASES.values()]
    assert sum(right) >= 21


def test_the_real_profile_is_found_even_by_a_careless_rule() -> None:
    assert verdict(CARELESS, CASES["a real profile"]) is Standing.EXISTS


def test_the_control_is_not_fooled_by_dates_and_tokens() -> None:
    noisy = "<p>token {token}, today {day}. " + WORDS + "</p>@{}"
    one = exchange_of(
        page("Hi {}", noisy.replace("{token}", "a81").replace("{day}", "Monday"))
        .replace("{}", HANDLE)
        .encode(),
        URL.replace("{}", HANDLE),
    )
    other = exchange_of(
        page("Hi {}", noisy.replace("{token}", "f02").replace("{day}", "Tuesday"))
        .replace("{}", NOBODY)
        .encode(),
        URL.replace("{}", NOBODY),
    )
    assert confirm(CARELESS, HANDLE, one, NOBODY, other) is None


def test_without_a_control_the_answer_is_at_most_possible() -> None:
    answer = CASES["a real profile"].answer(HANDLE)
    assert answer is not None
    assert confirm(SPECIFIC, HANDLE, answer, NOBODY, None) is Certainty.POSSIBLE


def test_every_site_names_its_source_and_takes_its_own_handles() -> None:
    for site in sites():
        assert site.source
        assert site.may_be(nobodys_handle(site))
        assert site.handle_in(site.page.replace("{handle}", "naomi_w")) in ("naomi_w", None)
        assert site_of(site.page.replace("{handle}", "naomi")) == site


def test_five_sites_are_swept() -> None:
    assert {site.host for site in sites() if site.sweep} == {
        "tiktok.com",
        "youtube.com",
        "t.me",
        "instagram.com",
        "steamcommunity.com",
    }


def test_each_swept_site_has_its_recordings() -> None:
    folder = Path(__file__).parent / "recorded" / "sites"
    for site in sites():
        if site.sweep:
            assert (folder / site.host / "exists.html").exists()
            assert (folder / site.host / "absent.html").exists()
