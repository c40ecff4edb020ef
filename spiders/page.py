"""A page as a tree, and its text: every walk goes over each element once, however it is nested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped] # publishes no types
from parsel import Selector

ENOUGH = 2_000_000  # bytes of a page made into a tree; Instagram's has 1,200,000
UNSEEN = frozenset({"script", "style", "noscript", "template"})  # a reader does not see their text
MANY = 20  # noscript elements looked at


def page_of(body: bytes) -> Selector:
    """The page as a tree; bytes that are no UTF-8 become replacement characters.

    It ends where elements are nested 256 deep: beyond, each end tag costs the parser a search.
    """
    text = body[:ENOUGH].decode("utf-8", "replace").replace("\x00", "\ufffd")
    parser = etree.HTMLParser(encoding="utf-8")
    root = etree.fromstring(text.strip().encode() or b"<html/>", parser=parser)
    return Selector(root=etree.Element("html") if root is None else root, type="html")


def title_of(page: Selector) -> str:
    """The first title, as written."""
    return page.xpath("string((//title)[1])").get() or ""


def visible_text(page: Selector) -> str:
    """The text a reader sees: without scripts, styles and what only shows without scripts."""
    bodies = page.xpath("(//body)[1]")
    return " ".join(" ".join(_seen(bodies[0].root)).split()) if bodies else ""


def text_without_scripts(page: Selector) -> str:
    """What stands on the page for those whose browser runs no scripts."""
    return " ".join(page.xpath(f"(//noscript)[position() <= {MANY}]").xpath("string()").getall())


def _seen(body: Any) -> Iterator[str]:
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event != "start":
            yield (element.tail or "") if element is not body else ""
        elif element.tag in UNSEEN:
            walk.skip_subtree()
        else:
            yield element.text or ""
