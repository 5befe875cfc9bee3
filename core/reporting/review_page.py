"""Review -> one page to send to the chairman of the group: no script, nothing fetched, no path of this machine."""

from __future__ import annotations

from ..expert_report.review import Review
from ..expert_report.terms import disagree
from ..showing.page import template
from ..showing.view import file_name, teller
from ..words.messages import Lang, Message, say
from .review import about, by_programme, outcome_text, place_text, rating_text


def render(review: Review, lang: Lang = "en") -> str:
    tell = teller(lang)

    def told(said: Message) -> str:
        path = said.arguments.get("path")
        kept = {**said.arguments, "path": file_name(path)} if isinstance(path, str) else said.arguments
        return say(Message(said.id, kept), lang)

    return template("review.html.j2", __package__).render(
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
