"""Rules about what is not written: empty parts, prompts that are left, open rows and questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.findings import Finding
from ..words.narrative import is_prompt
from .context import Context, has_fields, short
from .report import Written
from .tags import Tag

# Parts of a chapter that must say something, be it that there is nothing.
_NEEDED = ("evidence", "analysis", "strengths", "weaknesses")
_MAY_BE_NONE = frozenset({"strengths", "weaknesses", "measures", "recommendations", "dissent"})
_COVER = ("institution", "programmes", "kind", "visit-dates", "report-date")
_CONCLUSION = ("strengths", "recommendations", "decision", "reasons")


def parts(context: Context) -> Iterator[Finding]:
    report = context.report
    for number in report.standards:
        if number not in report.chapters and not has_fields(report, number):
            continue
        needed = _NEEDED + (("measures",) if context.not_the_best(number) else ())
        for kind in needed:
            yield from _part(context, kind, context.parts(kind, number), number)
        for kind in ("measures", "dissent"):
            if kind not in needed:
                yield from _prompts_in(context, kind, context.parts(kind, number), number)
        for one in report.recommendations:
            if one.standard == number:
                fields = [w for w in (one.text, one.code, one.due) if w.filled]
                yield from _prompts_in(context, "recommendations", fields, number)
        rows = [one for one in report.recommendations if one.standard == number]
        if not any(one.filled for one in rows) and not context.not_the_best(number):
            prompted = next((one.text for one in rows if one.text.prompt), None)
            if prompted is not None:  # where something must be recommended, the rating's own finding says so
                yield context.finding("prompt-left", "info", prompted.at, standard=number, part="recommendations")


def _part(context: Context, kind: str, found: Sequence[Written], number: str | None) -> Iterator[Finding]:
    """One finding for a part that says nothing: its prompt is left, or it is empty."""
    filled = [one for one in found if one.filled]
    if not filled:
        prompted = next((one for one in found if one.prompt), None)
        at = prompted.at if prompted else next((one.at for one in found), context.chapter_at(number or ""))
        rule = "prompt-left" if prompted else "empty-section"
        yield context.finding(rule, "warning", at, part=kind, standard=number)
        return
    said = [one for one in filled if re.search(r"\w", one.text)]
    if not said and kind not in _MAY_BE_NONE:
        yield context.finding("empty-section", "warning", filled[0].at, part=kind, standard=number)
        return
    yield from _prompts_in(context, kind, said, number)


def _prompts_in(context: Context, kind: str, found: Sequence[Written], number: str | None) -> Iterator[Finding]:
    """Prompts among what people wrote: a hint beside it, "[name]", "TBD"."""
    for one in found:
        if not one.filled:
            continue
        left = [line for line in one.text.split("\n") if re.search(r"\w", line) and is_prompt(line)]
        left += [found[0] for line in one.text.split("\n") if line not in left and (found := _INSIDE.findall(line))]
        if left or one.prompt:
            text = short(left[0]) if left else None
            yield context.finding("prompt-left", "warning", one.at, part=kind, standard=number, text=text)


# «[указать дату]» inside a sentence; short bracketed numbers are references to a list
_INSIDE = re.compile(r"\[(?=[^\[\]]*[^\W\d_]{4})[^\[\]]{4,80}\]|_{4,}|\.{6,}|<(?=[^<>]*[^\W\d_]{4})[^<>@/]{4,60}>")


def surroundings(context: Context) -> Iterator[Finding]:
    """Cover, general description, conclusion, commission, visit, signatures."""
    report = context.report
    if not report.fields and not any(tag.kind == "conclusion" for tag in report.written):
        yield from _free_prompts(context)
        return  # no report of ours: which parts it has is the agency's own matter
    for field_name in _COVER:
        yield from _single(context, Tag("cover", field=field_name), f"cover-{field_name}")
    for tag in list(report.written):
        if tag.kind == "general":
            yield from _single(context, tag, f"general-{tag.field}")
    wanted = [*_CONCLUSION, *(("due", "form") if context.recommended else ())]
    for field_name in wanted:
        for tag in [t for t in report.written if t.kind == "conclusion" and t.field == field_name]:
            yield from _single(context, tag, f"conclusion-{field_name}")
    for kind, needed, part in (
        ("expert", ("name",), "composition"),
        ("visit", ("date", "time", "event"), "visit"),
        ("signature", ("name",), "signatures"),
    ):
        open_ = [
            row[name]
            for row in report.rows(kind)
            for name in needed
            if name in row and not row[name].filled
            and (kind != "visit" or any(row[n].filled for n in needed if n in row))
        ]  # fmt: skip
        if open_:
            yield context.finding("rows-open", "warning", open_[0].at, part=part, count=len(open_))
    yield from _free_prompts(context)
    questions = [tag for tag in report.written if tag.kind == "answer"]
    if questions:
        at = min((w.at for t in questions if (w := report.written[t]).at is not None), default=None)
        yield context.finding("questions-left", "info", at, count=len(questions))


def _single(context: Context, tag: Tag, part: str) -> Iterator[Finding]:
    written = context.report.get(tag)
    if written is not None:
        yield from _part(context, part, [written], None)


def _free_prompts(context: Context) -> Iterator[Finding]:
    """Prompts of an agency's own template, outside of every field."""
    report = context.report
    taken = {position for written in report.written.values() for position in written.span}
    for position, para in enumerate(report.text.paras):
        text = para.text
        if position in taken or para.contents or para.header or not re.search(r"[^\W\d_]{3}", text):
            continue
        if text[0] in "[<{" and text[-1] in "]>}" and is_prompt(text):
            yield context.finding("prompt-free", "warning", position, text=short(text))
