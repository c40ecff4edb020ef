"""The h-card of a page (microformats2), when there is exactly one that is nobody else's part."""

from __future__ import annotations

from typing import Any

from lxml import etree  # type: ignore[import-untyped] # publishes no types
from parsel import Selector

from spiders import fields
from spiders.facts import Facts, base_of, picture_of

MANY = 50  # elements kept of one property
CARD = "contains(concat(' ', normalize-space(@class), ' '), ' h-card ')"
PROPERTIES = frozenset({"p-name", "p-nickname", "p-note", "p-locality", "u-photo", "u-url"})
Parts = dict[str, list[Selector]]


def read(page: Selector, url: str) -> Facts:
    """Facts of the one top-level card; several cards are a list of people, and nobody's page."""
    cards = page.xpath(f"(//*[{CARD}])[1]")
    if not cards or cards.xpath(f"(following::*[{CARD}])[1]"):
        return Facts()
    card = cards[0]
    parts = _parts(card)
    name = _first(parts, "p-name") or _implied_name(card)
    picture = _source(parts) or _implied_picture(card)
    urls = [each.attrib.get("href") for each in parts["u-url"]]
    return Facts(
        person=bool(name),
        name=fields.text(name),
        handle=fields.text(_first(parts, "p-nickname")),
        bio=fields.text(_first(parts, "p-note")),
        picture=picture_of(picture, base_of(page, url)),
        url=fields.link(next((each for each in urls if each is not None), None)),
        location=fields.text(_first(parts, "p-locality")),
        links=fields.links(urls),
    )


def _parts(card: Selector) -> Parts:
    """Elements of each property, without those that belong to a card inside the card."""
    parts: Parts = {name: [] for name in PROPERTIES}
    walk = etree.iterwalk(card.root, events=("start",))
    for _, element in walk:
        classes = _classes(element)
        if "h-card" in classes and element is not card.root:
            walk.skip_subtree()
            continue
        for name in PROPERTIES & classes if element is not card.root else ():
            if len(parts[name]) < MANY:
                parts[name].append(Selector(root=element, type="html"))
    return parts


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split())


def _first(parts: Parts, name: str) -> str | None:
    return parts[name][0].xpath("string()").get() if parts[name] else None


def _source(parts: Parts) -> str | None:
    sources = (each.xpath("@src | @data | @href").get() for each in parts["u-photo"])
    return next((each for each in sources if each is not None), None)


def _implied_name(card: Selector) -> str | None:
    """The card's alternative text, its only picture's, else its text (microformats2, parsing)."""
    alternative = card.xpath("@alt | @title").get() or card.xpath("img[@alt][1]/@alt").get()
    return alternative or (card.xpath("string()").get() or "").strip() or None


def _implied_picture(card: Selector) -> str | None:
    """The card itself when it is a picture, else its only child that is one."""
    itself = card.xpath("self::img/@src | self::object/@data").get()
    children = card.xpath("(img/@src | object/@data)[position() <= 2]").getall()
    return itself or (children[0] if len(children) == 1 else None)
