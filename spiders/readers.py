"""From a page to a candidate: the site's own rule first, then what the page says about itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from parsel import Selector

from impersonation_watch.model import Candidate, CannotSee, Certainty, Exchange, Outcome, Verified
from spiders import fields
from spiders.facts import Facts, picture_of
from spiders.page import page_of, title_of
from spiders.places import platform_of
from spiders.rules import Site, Status, site_of
from spiders.structured import facts_of
from spiders.task import Context
from spiders.verdict import GONE, changed, is_json, wall

PARSER = "page 1"
ERROR_TITLE = re.compile(
    r"\b(?:404|not found|page (?:isn.t|is not|not) (?:available|found)|no longer (?:exists"
    r"|available)|doesn.t exist|does not exist|unavailable|error|introuvable|nicht gefunden"
    r"|no encontrad[oa])\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"^(\d[\d.,]*)\s*([KMB]?)$", re.IGNORECASE)
TIMES = {"K": 10**3, "M": 10**6, "B": 10**9}


def read_profile(exchange: Exchange, context: Context, *, asked: str = "") -> Candidate:
    """The one profile an html page shows; `asked` is its address before redirects.

    Raises CannotSee: absent when the place says so, the wall that came instead, layout_changed
    when nothing on the page names anybody. A page that only might show a person is `possible`.
    """
    trouble = wall(exchange, asked)
    if trouble:
        raise trouble
    if exchange.status in GONE:
        raise CannotSee(f"status {exchange.status}", outcome=Outcome.ABSENT)
    if is_json(exchange):
        raise changed("data, not a page")
    page = page_of(exchange.body)
    site = site_of(exchange.url)
    certainty = _standing(site, exchange, page) if site else None
    facts = facts_of(page, exchange.url)
    if site and (certainty or facts.person):
        facts = _site_facts(site, exchange, page).or_else(facts)
    certainty = certainty or _standing_of(facts, exchange, page, asked or exchange.url)
    return candidate_from(facts, site, exchange, context, certainty)


def candidate_from(
    facts: Facts, site: Site | None, exchange: Exchange, context: Context, certainty: Certainty
) -> Candidate:
    """A candidate from facts; the address is the site's own form of it where there is one."""
    parts = urlsplit(exchange.url)
    own = facts.handle or (site and site.handle_in(exchange.url))
    handle = own or _last_step(exchange.url)
    return Candidate(
        platform=site.platform if site else platform_of(parts.hostname or ""),
        source=context.source,
        platform_id=fields.text(facts.identifier),
        handle=fields.text(handle) or "",
        profile_url=_canonical(facts, site, exchange.url, own or ""),
        display_name=fields.text(facts.name),
        bio=fields.text(facts.bio),
        location=fields.text(facts.location),
        avatar_url=facts.picture,
        created_at=_moment(facts.created),
        followers=facts.followers,
        following=facts.following,
        posts=facts.posts,
        links=facts.links,
        verified=Verified.NONE,
        flags=fields.capped(facts.name, facts.bio, handle, facts.identifier, facts.location),
        certainty=certainty,
        seen_at=context.seen_at,
        found_by=context.found_by,
        raw=context.raw,
        parser=PARSER,
    )


def exists(site: Site, exchange: Exchange, page: Selector, handle: str) -> bool:
    """Whether every sign of a profile is there."""
    return bool(site.exists) and all(
        sign.holds(exchange.status, page, handle) for sign in site.exists
    )


def absent(site: Site, exchange: Exchange, page: Selector, handle: str) -> bool:
    """Whether the site says that there is no such profile."""
    return any(sign.holds(exchange.status, page, handle) for sign in site.absent)


def _standing(site: Site, exchange: Exchange, page: Selector) -> Certainty | None:
    """What the site's rule says of a page; None when the address is no profile page of it."""
    handle = site.handle_in(exchange.url) or ""
    here, gone = exists(site, exchange, page, handle), absent(site, exchange, page, handle)
    if gone and not here:
        raise CannotSee("the page says there is no such profile", outcome=Outcome.ABSENT)
    if here and not gone:
        unsure = site.status is Status.UNVERIFIED
        return Certainty.POSSIBLE if unsure else Certainty.EXISTS
    if handle and site.exists:
        raise changed("a profile page without the signs we know")
    return None


def _standing_of(facts: Facts, exchange: Exchange, page: Selector, asked: str) -> Certainty:
    """The same for pages no rule speaks about."""
    if facts.person and (facts.name or facts.handle):
        return Certainty.EXISTS
    if ERROR_TITLE.search(title_of(page)):
        raise changed("an error page")
    led_home = urlsplit(exchange.url).path in ("", "/") and urlsplit(asked).path not in ("", "/")
    if not facts.name or led_home:
        raise changed("nothing on the page names anybody")
    return Certainty.POSSIBLE


def _site_facts(site: Site, exchange: Exchange, page: Selector) -> Facts:
    handle = site.handle_in(exchange.url) or ""
    said = {name: place.read(page, handle) for name, place in site.fields.items()}
    return Facts(
        name=said.get("display_name"),
        handle=said.get("handle"),
        bio=said.get("bio"),
        picture=picture_of(said.get("avatar_url"), exchange.url),
        identifier=said.get("platform_id"),
        location=said.get("location"),
        created=said.get("created_at"),
        followers=_number(said.get("followers")),
        following=_number(said.get("following")),
        posts=_number(said.get("posts")),
    )


def _canonical(facts: Facts, site: Site | None, url: str, handle: str) -> str:
    """Without tracking parameters; a page may name its own address, but only on its own host."""
    if site and site.may_be(handle):
        return site.page.replace("{handle}", handle.lower())
    here, said = urlsplit(url), urlsplit(facts.url or "")
    if said.hostname == here.hostname and said.path.strip("/"):
        here = here._replace(path=said.path)  # no other port, no name before an @
    return here._replace(query="", fragment="").geturl()


def _last_step(url: str) -> str:
    """The last part of the path that is no number: numbers are posts."""
    parts = urlsplit(url)
    steps = [each for each in parts.path.split("/") if each and not each.isdecimal()]
    return steps[-1].lstrip("@") if steps else parts.hostname or url


def _number(text: str | None) -> int | None:
    """2,362 and 46.3M; the rounding of the latter is the site's."""
    found = NUMBER.match((text or "")[:40])
    if not found:
        return None
    if not found[2]:
        return fields.count(int(re.sub(r"\D", "", found[1])))
    try:
        return fields.count(round(float(found[1].replace(",", "")) * TIMES[found[2].upper()]))
    except ValueError:
        return None


def _moment(text: str | None) -> datetime | None:
    """ISO 8601 or seconds since 1970."""
    if text and text.isdecimal() and len(text) <= 10:
        return datetime.fromtimestamp(int(text), UTC)
    return fields.moment(text)
