"""Rules about weaknesses and recommendations: each weakness is answered, each recommendation can be followed up."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.findings import Finding
from ..words.narrative import is_prompt
from .context import Context, answered, named, short
from .report import Recommendation, Written
from .tags import Tag
from .words import names_time, says_none


def weaknesses(context: Context) -> Iterator[Finding]:
    report = context.report
    for number in report.standards:
        said = context.said("weaknesses", number)
        recommended = context.recommended.get(number, [])
        for written in said:
            yield from _unanswered(context, number, written, bool(recommended))
        best = [p for p in report.programmes if report.rating(p, number) == report.scale.best]
        if said and best and not context.not_the_best(number):
            for written in said[:1]:
                yield context.finding(
                    "meets-with-weakness", "warning", written.at, standard=number, rating=report.scale.best,
                    text=short(written.text),
                )  # fmt: skip
        for programme, key in context.not_the_best(number)[:1]:
            rated = report.by_experts(Tag("rating", programme=programme, standard=number))
            at = next((one.written.at for one in rated.values()), context.chapter_at(number))
            if not said:
                yield context.finding("rating-without-weakness", "warning", at, standard=number, rating=key)
            if not recommended:
                yield context.finding("rating-without-recommendation", "warning", at, standard=number, rating=key)


def _unanswered(context: Context, number: str, written: Written, any_recommended: bool) -> Iterator[Finding]:
    """Weaknesses without a recommendation: by the criteria that they name, else where there is none at all."""
    if not any_recommended:
        yield context.finding(
            "weakness-without-recommendation", "warning", written.at, standard=number, text=short(written.text)
        )
        return
    for position, line in enumerate(written.text.split("\n")):
        codes = named(context.report, line)
        if codes and not says_none(line) and not answered(context, number, codes):
            at = written.at_line(position)
            yield context.finding(
                "weakness-without-recommendation", "warning", at, sorted(codes)[0], standard=number,
                text=short(line),
            )  # fmt: skip


def recommendations(context: Context) -> Iterator[Finding]:
    report = context.report
    for one in report.recommendations:
        if not one.filled:
            rest = next((w for w in (one.code, one.due) if w.filled), None)
            if rest is not None:
                yield context.finding(
                    "recommendation-empty", "warning", rest.at, standard=one.standard, number=one.number
                )
            continue
        if says_none(one.text.text) or is_prompt(one.text.text):
            continue
        dated = one.due.filled and not says_none(one.due.text) and not is_prompt(one.due.text)
        if not dated and not names_time(one.text.text):
            at = one.due.at if one.due.at is not None else one.text.at
            yield context.finding(
                "recommendation-without-time", "warning", at, standard=one.standard, number=one.number,
                text=short(one.text.text),
            )  # fmt: skip
        if one.code.filled:
            yield from _unknown_codes(context, one)


def _unknown_codes(context: Context, one: Recommendation) -> Iterator[Finding]:
    standards = context.report.set
    for written, code in standards.grammar.attempts(one.code.text):
        if code is None or (code not in standards.criteria and not standards.in_gap(code)):
            yield context.finding("unknown-code", "warning", one.code.at, written, standard=one.standard)
