"""Review -> one page to send to the chairman of the group: no script, nothing fetched, no path of this machine."""

from __future__ import annotations

from ..expert_report.review import Review
from ..expert_report.terms import disagree
from ..showing.page import template
from ..showing.view import file_name, teller
from ..words.messages import Lang
from .page_parts import without_path
from .review import about, by_programme, outcome_text, rating_text, told


def render(review: Review, lang: Lang = "en") -> str:
    tell, plain = teller(lang), without_path(lang)
    return template("review.html.j2", __package__).render(
        lang=lang,
        review=review,
        report=review.report,
        name=file_name(review.path),
        tell=tell,
        plain=plain,
        findings=told(review, lang, plain) if review.report is not None else [],
        terms=by_programme(review.terms),
        decided=lambda terms: any(term.outcome.decision != "undetermined" for term in terms),
        disagree=disagree,
        outcome=lambda outcome: outcome_text(outcome, tell),
        about=lambda term: about(term, review, lang),
        rating=lambda key: rating_text(review, key, lang, tell),
    )
