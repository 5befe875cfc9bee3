"""Rules about ratings: of standards and criteria, in chapters and in the summary, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.findings import Finding
from ..words.narrative import is_prompt
from .context import Context, answered, has_fields, short
from .report import Rated
from .tags import Tag
from .words import names_shortcoming, says_none


def chapters(context: Context) -> Iterator[Finding]:
    report = context.report
    for number in report.standards:
        if number not in report.chapters and not any(tag.standard == number for tag in report.written):
            yield context.finding("chapter-missing", "error", None, standard=number)


def ratings(context: Context) -> Iterator[Finding]:
    report = context.report
    for number in report.standards:
        for programme in report.programmes:
            tag = Tag("rating", programme=programme, standard=number)
            given = report.by_experts(tag)
            name = context.code_of(programme)
            if not given:
                yield from _without_place(context, programme, number)
                continue
            for rated in given.values():
                yield from _outside(context, rated, None, standard=number, programme=name)
            keys = {rated.key for rated in given.values() if rated.key is not None}
            empty = all(rated.said.state == "empty" for rated in given.values())
            differ = len(keys) > 1
            joint = given.get(0)
            if empty or (differ and (joint is None or joint.key is None)):
                at = (joint or next(iter(given.values()))).written.at
                rule = "ratings-differ" if differ else "no-rating"
                yield context.finding(rule, "error", at, standard=number, programme=name)
            if differ and not _dissents(context, programme, number):
                at = next(iter(given.values())).written.at
                values = tuple(report.scale.title(key, report.language) for key in report.scale.keys if key in keys)
                yield context.finding("dissent-missing", "warning", at, standard=number, programme=name, ratings=values)


def _without_place(context: Context, programme: str, number: str) -> Iterator[Finding]:
    report = context.report
    summary = report.rated(Tag("summary", programme=programme, standard=number))
    name = context.code_of(programme)
    if summary is not None and summary.key is not None:
        yield context.finding(
            "rating-from-summary", "info", summary.written.at, standard=number, programme=name, rating=summary.key
        )
    elif number in report.chapters:
        yield context.finding("no-rating", "error", context.chapter_at(number), standard=number, programme=name)


def _dissents(context: Context, programme: str, number: str) -> bool:
    return any(
        tag.kind == "dissent" and tag.standard == number and tag.programme in (programme, "")
        and written.filled and not says_none(written.text) and not is_prompt(written.text)
        for tag, written in context.report.written.items()
    )  # fmt: skip


def _outside(
    context: Context, rated: Rated, code: str | None, *, standard: str, programme: str, rule: str = "rating"
) -> Iterator[Finding]:
    said = rated.said
    if said.state in ("list", "several", "unclear"):
        yield context.finding(
            f"{rule}-{said.state}", "error", rated.written.at, code, standard=standard, programme=programme
        )
    elif said.state == "outside":
        yield context.finding(
            f"{rule}-outside", "error", rated.written.at, code, standard=standard, programme=programme,
            text=short(said.text), nearest=_title(context, said.nearest),
        )  # fmt: skip


def _title(context: Context, key: str | None) -> str | None:
    return None if key is None else context.report.scale.title(key, context.report.language)


def summary(context: Context) -> Iterator[Finding]:
    report = context.report
    for number in report.standards:
        for programme in report.programmes:
            rated = report.rated(Tag("summary", programme=programme, standard=number))
            chapter = report.rating(programme, number)
            has_place = bool(report.by_experts(Tag("rating", programme=programme, standard=number)))
            name = context.code_of(programme)
            if rated is None:
                continue
            at = rated.written.at
            yield from _outside(context, rated, None, standard=number, programme=name, rule="summary")
            if rated.said.state == "empty" and chapter is not None:
                yield context.finding("summary-empty", "warning", at, standard=number, programme=name)
            elif rated.key is not None and chapter is not None and has_place and rated.key != chapter:
                yield context.finding(
                    "summary-differs", "error", at, standard=number, programme=name, rating=chapter,
                    summary=rated.key,
                )  # fmt: skip


def criteria(context: Context) -> Iterator[Finding]:
    report = context.report
    for code, criterion in report.set.criteria.items():
        number = criterion.standard
        if number not in report.standards or (number not in report.chapters and not has_fields(report, number)):
            continue
        for programme in report.programmes:
            name = context.code_of(programme)
            given = report.by_experts(Tag("assessment", programme=programme, code=code.text))
            for rated in given.values():
                yield from _outside(context, rated, code.text, standard=number, programme=name, rule="assessment")
            if all(rated.said.state == "empty" for rated in given.values()):
                at = next((one.written.at for one in given.values()), context.chapter_at(number))
                yield context.finding("no-assessment", "warning", at, code.text, standard=number, programme=name)
            yield from _below(context, code.text, programme, number, given)
        yield from _remark(context, code.text, number)


def _below(context: Context, code: str, programme: str, number: str, given: dict[int, Rated]) -> Iterator[Finding]:
    """A criterion assessed below its standard: by the guidelines a single criterion can decide."""
    scale = context.report.scale
    rating = context.report.rating(programme, number)
    worst = scale.worst([one.key for one in given.values() if one.key is not None])
    if rating is not None and worst is not None and scale.rank(worst) < scale.rank(rating):
        at = next(one.written.at for one in given.values() if one.key == worst)
        yield context.finding(
            "criterion-below", "warning", at, code, standard=number, programme=context.code_of(programme),
            rating=rating, assessment=worst,
        )  # fmt: skip


def _remark(context: Context, code: str, number: str) -> Iterator[Finding]:
    """A remark to one criterion: it asks for a recommendation, and does not go with the best assessment."""
    report = context.report
    notes = [w for tag, w in report.written.items() if tag.kind == "note" and tag.code == code and w.filled]
    notes = [w for w in notes if not says_none(w.text) and not is_prompt(w.text)]
    if not notes:
        return
    keys = {
        rated.key
        for programme in report.programmes
        for rated in report.by_experts(Tag("assessment", programme=programme, code=code)).values()
        if rated.key is not None
    }
    best = report.scale.best
    if keys == {best}:
        for note in notes:
            if names_shortcoming(note.text):
                yield context.finding(
                    "meets-with-remark", "warning", note.at, code, standard=number, text=short(note.text)
                )
    elif not answered(context, number, {code}):
        yield context.finding(
            "weakness-without-recommendation", "warning", notes[0].at, code, standard=number,
            text=short(notes[0].text),
        )  # fmt: skip
