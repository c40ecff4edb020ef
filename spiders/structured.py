"""What a page says about itself: JSON-LD, Open Graph, h-card, title. Facts, not yet a profile."""

from __future__ import annotations

from parsel import Selector

from spiders import fields, hcard, linked_data
from spiders.facts import Facts, picture_of, split_name
from spiders.page import title_of

MANY = 1_000  # meta elements looked at; large platforms have a hundred


def facts_of(page: Selector, url: str) -> Facts:
    """In order of trust: JSON-LD, Open Graph of a profile, the one h-card, Open Graph, title."""
    found = linked_data.read(page, url)
    for less in (_open_graph(page, url), hcard.read(page, url), split_name(title_of(page))):
        found = found.or_else(less)
    return found


def _open_graph(page: Selector, url: str) -> Facts:
    said = {
        (each.attrib.get("property") or each.attrib.get("name") or "").lower(): each.attrib.get(
            "content", ""
        )
        for each in reversed(page.xpath(f"(//meta[@content])[position() <= {MANY}]"))
    }
    person = said.get("og:type") == "profile" or "profile:username" in said
    named = split_name(said.get("og:title", ""))
    return Facts(
        person=person,
        name=named.name,
        handle=fields.text(said.get("profile:username")) or named.handle,
        bio=(said.get("og:description") or said.get("description")) if person else None,
        picture=picture_of(said.get("og:image"), url) if person else None,
        identifier=_did(said),
        url=fields.link(said.get("og:url")),
    )


def _did(said: dict[str, str]) -> str | None:
    """Bluesky's pages carry the account's id beside the label "Account DID"."""
    labelled = said.get("twitter:label1") == "Account DID"
    return fields.text(said.get("twitter:value1")) if labelled else None
