"""Wall or answer? What came back is looked at before anybody reads a profile out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector

from impersonation_watch.model import CannotSee, Exchange, Outcome
from spiders.page import page_of, text_without_scripts, title_of, visible_text

HEAD = 300_000  # bytes looked at; titles, forms and challenge scripts stand before that
LITTLE_TEXT = 600  # visible characters; the empty frame of a script application says less
SOME_TEXT = 3_000  # visible characters; challenges that explain themselves at length say less

BLOCKING = frozenset({403, 429, 999})  # 999 is LinkedIn's
GONE = frozenset({404, 410})

# Titles of pages that stand in front of what was asked, lower case (facts/discovery §4.1, §5.6)
LOGIN_TITLE = re.compile(
    r"^(?:log ?in(?:to)?|sign ?in|sign ?up|anmelden|connexion|iniciar sesi[oó]n|login)\b"
    r"|\b(?:log ?in|sign ?in|login) *(?:[•|\-–·/]|to continue|page|required|$)",
    re.IGNORECASE,
)
CHALLENGE_TITLE = re.compile(
    r"just a moment|attention required|access denied|are you (?:a |not a )?(?:robot|human)"
    r"|not a (?:robot|bot)|verify (?:that )?you|human verification|security (?:check|verification)"
    r"|pardon our interruption|captcha|one moment, please|request (?:blocked|unsuccessful)"
    r"|checking your browser|ddos|unusual traffic|bot (?:check|detection)|please wait",
    re.IGNORECASE,
)
CONSENT_TITLE = re.compile(r"before you continue|your privacy choices|cookie consent", re.I)
CHALLENGE_BODY = re.compile(
    rb"cf-turnstile-response|_cf_chl_opt|cf-chl-|g-recaptcha|h-captcha|captcha-delivery\.com"
    rb"|px-captcha|_Incapsula_Resource|captcha-form|/checkcaptcha|anubis_challenge"
    rb"|within\.website|awsWafCookieDomainList|gokuProps|AwsWafIntegration|unusual traffic"
    rb"|not a robot|are a human|enablejs",
    re.IGNORECASE,
)
NEEDS_SCRIPT = re.compile(
    r"enable java ?script|java ?script is (?:disabled|required|not enabled)|turn on java ?script"
    r"|without java ?script",
    re.IGNORECASE,
)
LOGIN_PATH = re.compile(
    r"/(?:accounts/)?(?:log-?in|sign-?in|signup|auth|authwall|checkpoint|uas/login)(?:[/.?]|$)",
    re.I,
)
CHALLENGE_PATH = re.compile(
    r"/(?:sorry|challenge|captcha|showcaptcha|interstitial)(?:[/.?]|$)", re.I
)
PROFILE_SIGNS = (
    'meta[property="og:type"][content="profile"], meta[property^="profile:"], .h-card,'
    ' meta[property^="al:"][content*="://profile/"]'
)
CONSENT_HOST = re.compile(r"^(?:consent|guce|cmp)\.")


def headers_of(exchange: Exchange) -> dict[str, str]:
    """Headers by lower-case name; of repeated ones the first."""
    found: dict[str, str] = {}
    for name, value in exchange.headers:
        found.setdefault(name.lower(), value)
    return found


def is_block(status: int, headers: Mapping[str, str]) -> bool:
    """Whether a host refuses to be asked by us at all (counts towards leaving it alone)."""
    if status in BLOCKING or _challenge_header(status, headers):
        return True
    return status == 503 and "retry-after" in headers


def wall(exchange: Exchange, asked: str = "") -> CannotSee | None:
    """What stands between us and the answer, or None; `asked` is the address before redirects.

    Looks at status, headers, final address, title and known challenge scripts. It may take a
    profile for a wall, hardly ever a wall for a profile; a page that is neither still needs
    positive signs before it counts as one (readers.py, handles.py).
    """
    return (
        _by_status(exchange)
        or _by_address(exchange.url, asked)
        or (None if not exchange.body.strip() or is_json(exchange) else _by_page(exchange))
        or _by_emptiness(exchange)
    )


def json_of(exchange: Exchange) -> Any:
    """The JSON of an API's answer. Raises CannotSee for walls, refusals and what is no JSON."""
    trouble = _by_status(exchange)
    if trouble:
        raise trouble
    try:
        return json.loads(exchange.body)
    except (ValueError, RecursionError) as error:
        trouble = wall(exchange)
        raise trouble or changed("the answer is not whole JSON") from error


def changed(why: str) -> CannotSee:
    """A known place answered in a shape we do not know."""
    return CannotSee(why, outcome=Outcome.LAYOUT_CHANGED)


def _by_status(exchange: Exchange) -> CannotSee | None:
    status, headers = exchange.status, headers_of(exchange)
    if _challenge_header(status, headers):
        return _cannot(f"a challenge, status {status}", Outcome.BLOCKED_CAPTCHA)
    if status == 429 or status == 999 or (status == 503 and "retry-after" in headers):
        return _cannot(f"status {status}", Outcome.RATE_LIMITED)
    if status == 403 and headers.get("x-ratelimit-remaining", "") == "0":
        return _cannot("status 403, limit used up", Outcome.RATE_LIMITED)
    if status == 401:
        return _cannot("status 401", Outcome.BLOCKED_LOGIN)
    if status == 403:
        captcha = bool(CHALLENGE_BODY.search(exchange.body[:HEAD]))
        return _cannot("status 403", Outcome.BLOCKED_CAPTCHA if captcha else Outcome.BLOCKED_LOGIN)
    if status == 202:  # accepted, not answered: how AWS WAF serves its challenge
        return _cannot("status 202", Outcome.BLOCKED_CAPTCHA)
    if status >= 400 and status not in GONE:
        outcome = Outcome.NETWORK_ERROR if status >= 500 else Outcome.LAYOUT_CHANGED
        return _cannot(f"status {status}", outcome)
    if not 200 <= status < 300 and status not in GONE:
        return _cannot(f"status {status}", Outcome.LAYOUT_CHANGED)
    return None


def _challenge_header(status: int, headers: Mapping[str, str]) -> bool:
    """The cheapest and most stable sign of a wall (facts/discovery §7.3)."""
    if headers.get("cf-mitigated") or headers.get("x-amzn-waf-action"):
        return True
    return status != 200 and ("x-datadome" in headers or "x-dd-b" in headers)


def _by_address(url: str, asked: str) -> CannotSee | None:
    here, there = urlsplit(url), urlsplit(asked or url)
    if CONSENT_HOST.match(here.hostname or ""):
        return _cannot("a consent page", Outcome.BLOCKED_LOGIN)
    if LOGIN_PATH.search(here.path) and not LOGIN_PATH.search(there.path):
        return _cannot("led to a log-in page", Outcome.BLOCKED_LOGIN)
    if CHALLENGE_PATH.search(here.path) and not CHALLENGE_PATH.search(there.path):
        return _cannot("led to a challenge", Outcome.BLOCKED_CAPTCHA)
    return None


def _by_page(exchange: Exchange) -> CannotSee | None:
    page = page_of(exchange.body[:HEAD])
    title = title_of(page).strip()
    if CHALLENGE_TITLE.search(title) and not _says_profile(page):
        return _cannot("a challenge page", Outcome.BLOCKED_CAPTCHA)
    if _says_profile(page):
        return None
    if LOGIN_TITLE.search(title):
        return _cannot("a log-in page", Outcome.BLOCKED_LOGIN)
    if CONSENT_TITLE.search(title) or page.css('form[action*="consent"]'):
        return _cannot("a consent page", Outcome.BLOCKED_LOGIN)
    return _by_poverty(exchange, page)


def _by_poverty(exchange: Exchange, page: Selector) -> CannotSee | None:
    """Pages with little on them: challenges, log-in forms, empty frames of script applications."""
    text = visible_text(page)
    if len(text) > SOME_TEXT:
        return None
    if CHALLENGE_BODY.search(exchange.body[:HEAD]):
        return _cannot("a challenge page", Outcome.BLOCKED_CAPTCHA)
    if page.css('input[type="password"]'):
        return _cannot("a log-in page", Outcome.BLOCKED_LOGIN)
    if len(text) > LITTLE_TEXT:
        return None
    if NEEDS_SCRIPT.search(text) or NEEDS_SCRIPT.search(text_without_scripts(page)):
        return _cannot("a page made by scripts", Outcome.LAYOUT_CHANGED)
    return None


def _by_emptiness(exchange: Exchange) -> CannotSee | None:
    if not exchange.body.strip() and exchange.status not in GONE:
        return changed("an empty answer")
    return None


def _says_profile(page: Selector) -> bool:
    """Signs that no wall carries: og:type profile, a ProfilePage, an h-card, a link to an app."""
    if page.css(PROFILE_SIGNS):
        return True
    return any("ProfilePage" in each for each in page.css('script[type*="ld+json"]::text').getall())


def is_json(exchange: Exchange) -> bool:
    """Whether it begins like JSON, whatever the server calls it."""
    return exchange.body.lstrip()[:1] in (b"{", b"[")


def _cannot(why: str, outcome: Outcome) -> CannotSee:
    return CannotSee(why, outcome=outcome)
