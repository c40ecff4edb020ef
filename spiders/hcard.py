"""The h-card of a page (microformats2), when there is exactly one that is nobody else's part."""

from __future__ import annotations

from urllib.parse import urljoin

from parsel import Selector, SelectorList

from spiders import fields
from spiders.facts import Facts, picture_of

MANY = 50  # cards looked at: a page with more is a list of people
CARD = "contains(concat(' ', normalize-space(@class), ' '), ' h-card ')"


def read(page: Selector, url: str) -> Facts:
    """Facts of the one top-level card; several cards are a list of people, and nobody's page."""
    cards = page.xpath(f"(//*[{CARD}])[position() <= {MANY}][not(ancestor::*[{CARD}])]")
    if len(cards) != 1:
        return Facts()
    card, base = cards[0], urljoin(url, page.xpath("//base/@href").get() or "")
    name = _first(card, "p-name") or _implied_name(card)
    picture = _source(card, "u-photo") or _implied_picture(card)
    return Facts(
        person=bool(name),
        name=fields.text(name),
        handle=_first(card, "p-nickname"),
        bio=fields.text(_first(card, "p-note")),
        picture=picture_of(picture, base),
        url=fields.link(_own(card, "u-url").xpath("@href").get()),
        location=fields.text(_first(card, "p-locality")),
        links=fields.links(_own(card, "u-url").xpath("@href").getall()),
    )


def _own(card: Selector, name: str) -> SelectorList[Selector]:
    """Elements of a property, without those that belong to a card inside the card."""
    mark = f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
    return card.xpath(f".//*[{mark}][not({CARD})][count(ancestor::*[{CARD}]) = 1]")


def _first(card: Selector, name: str) -> str | None:
    found = _own(card, name)
    return found[0].xpath("string()").get() if found else None


def _source(card: Selector, name: str) -> str | None:
    return _own(card, name).xpath("@src | @data | @href").get()


def _implied_name(card: Selector) -> str | None:
    """The card's alternative text, its only picture's, else its text (microformats2, parsing)."""
    alternative = card.xpath("@alt | @title").get() or card.xpath("img[@alt]/@alt").get()
    return alternative or (card.xpath("string()").get() or "").strip() or None


def _implied_picture(card: Selector) -> str | None:
    """The card itself when it is a picture, else its only child that is one."""
    itself = card.xpath("self::img/@src | self::object/@data").get()
    children = card.xpath("img/@src | object/@data").getall()
    return itself or (children[0] if len(children) == 1 else None)
