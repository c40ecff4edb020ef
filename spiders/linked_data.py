"""JSON-LD of a page: the person it is about (schema.org ProfilePage and Person)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from parsel import Selector

from spiders import fields, loose_json
from spiders.facts import Facts, picture_of

MANY = 20  # scripts looked at, and people in each
DEPTH = 6  # levels looked into; ProfilePage.mainEntity is on the second


def read(page: Selector, url: str) -> Facts:
    """Facts of every person that is the page's subject; broken JSON is read as far as it goes."""
    found = Facts()
    for script in page.xpath(f"(//script[contains(@type, 'ld+json')])[position() <= {MANY}]"):
        value = loose_json.read("".join(script.xpath("text()").getall()))
        for node in islice(_people(value, DEPTH), MANY):
            found = found.or_else(_person(node, url))
    return found


def _people(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every Person that is the page's subject, outer facts of a ProfilePage laid over it."""
    if depth == 0:
        return
    if isinstance(value, list):
        for each in value:
            yield from _people(each, depth - 1)
    if not isinstance(value, dict):
        return
    kinds = value.get("@type")
    names = {each for each in (kinds if isinstance(kinds, list) else [kinds]) if _is_text(each)}
    if "Person" in names:
        yield value
    elif "ProfilePage" in names:
        yield {**value, **fields.mapping(value.get("mainEntity"))}
    for key in ("@graph", "mainEntity") if "ProfilePage" not in names else ():
        yield from _people(value.get(key), depth - 1)


def _person(node: dict[str, Any], url: str) -> Facts:
    counts = _counts(node.get("interactionStatistic"))
    counts = {**counts, **_posts_only(node.get("agentInteractionStatistic"))}
    handle = fields.text(node.get("alternateName")) or fields.text(node.get("additionalName"))
    linked = [*fields.rows(node.get("sameAs")), *fields.rows(node.get("relatedLink"))]
    return Facts(
        person=True,
        name=fields.text(node.get("name")),
        handle=handle.removeprefix("@") if handle else None,
        bio=fields.text(node.get("description")),
        picture=picture_of(_image(node.get("image")), url),
        identifier=_identifier(node.get("identifier"), handle),
        url=fields.link(node.get("url")),
        location=fields.text(fields.mapping(node.get("homeLocation")).get("name")),
        created=fields.text(node.get("dateCreated")),
        links=fields.links(linked),
        **counts,
    )


def _image(value: Any) -> Any:
    """The address in a string, an ImageObject, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return value.get("contentUrl") or value.get("url")
    return value


def _identifier(value: Any, handle: str | None) -> str | None:
    """A stable id; a handle repeated as identifier is none."""
    given = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    named = fields.text(given)
    same = named is not None and handle is not None and named.lstrip("@") == handle.lstrip("@")
    return None if same else named


def _counts(value: Any) -> dict[str, int | None]:
    """FollowAction is followers; X calls those followed SubscribeAction."""
    kinds = {"FollowAction": "followers", "SubscribeAction": "following", "WriteAction": "posts"}
    found: dict[str, int | None] = {}
    for each in fields.rows(value if isinstance(value, list) else [value]):
        counter = fields.mapping(each)
        kind = counter.get("interactionType")
        kind = fields.mapping(kind).get("@type") if isinstance(kind, dict) else kind
        name = kinds.get(str(kind).rpartition("/")[2])
        if name:
            found.setdefault(name, fields.count(counter.get("userInteractionCount")))
    return found


def _posts_only(value: Any) -> dict[str, int | None]:
    """What the person did: Bluesky counts those followed and posts here."""
    names = {"followers": "following", "posts": "posts"}
    return {names[key]: each for key, each in _counts(value).items() if key in names}


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
