"""Templates, and the filters a page may use; everything foreign goes through one of `foreign`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from impersonation_watch import language, words
from impersonation_watch.review import coverage, foreign, telling, unasked, wording
from impersonation_watch.review.sitting import Sitting

FILTERS: tuple[Callable[..., object], ...] = (
    foreign.pieces,
    foreign.odd_letters,
    foreign.visible,
    foreign.web_address,
    foreign.sentence,
    foreign.disguised,
    foreign.why,
    foreign.told,
    foreign.where,
    wording.day,
    wording.date,
    wording.moment,
    wording.event,
    wording.form_name,
    wording.snapshot_name,
    wording.size,
    wording.made_on,
    wording.answer_words,
    wording.progress,
    words.place,
    telling.app_name,
    coverage.looked,
    coverage.standing,
)


def render(template: str, sitting: Sitting, shown: Mapping[str, object]) -> str:
    """The page as text. Every page has the same title and may be asked for while locked."""
    page = _environment.get_template(template).render(
        sitting=sitting,
        token=partial(_token, sitting),
        flash=sitting.take_flash(),
        lang=language.spoken(),
        dir=language.direction(language.spoken()),
        **shown,
    )
    return unasked.lead_aside(page)


def unit(part: float) -> str:
    """A place in a picture, 0..1, as text for an attribute."""
    return f"{min(max(part, 0.0), 1.0):.4f}"


def _token(sitting: Sitting) -> Markup:
    """The hidden field every form carries."""
    return Markup('<input type="hidden" name="token" value="{}">').format(sitting.csrf)


def _make() -> Environment:
    environment = Environment(
        loader=PackageLoader("impersonation_watch.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # by the extension
        language._, language.several, newstyle=True
    )
    environment.filters.update({made.__name__: made for made in (*FILTERS, unit)})
    environment.globals["unsearchable"] = words.cannot_search
    environment.globals["LANGUAGES"] = language.LANGUAGES
    environment.globals["DECISIONS"] = wording.DECISIONS
    return environment


_environment = _make()
