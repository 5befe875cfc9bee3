"""Review -> one page to send to the chairman of the group: no script, nothing fetched, no path of this machine."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..messages import Lang, Message, say
from ..review import Review
from ..terms import disagree
from .review import about, by_programme, outcome_text, place_text, rating_text
from .view import file_name, teller

if TYPE_CHECKING:
    from jinja2 import Template


def render(review: Review, lang: Lang = "en") -> str:
    tell = teller(lang)

    def told(said: Message) -> str:
        path = said.arguments.get("path")
        kept = {**said.arguments, "path": file_name(path)} if isinstance(path, str) else said.arguments
        return say(Message(said.id, kept), lang)

    return _template().render(
        lang=lang,
        review=review,
        report=review.report,
        name=file_name(review.path),
        tell=tell,
        told=told,
        terms=by_programme(review.terms),
        decided=lambda terms: any(term.outcome.decision != "undetermined" for term in terms),
        disagree=disagree,
        outcome=lambda outcome: outcome_text(outcome, tell),
        about=lambda term: about(term, review, lang),
        rating=lambda key: rating_text(review, key, lang, tell),
        place=lambda finding: place_text(finding, tell),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files(__package__).joinpath("templates")
    environment = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("review.html.j2")
