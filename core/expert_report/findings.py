"""What is wrong with a filled expert report: every rule is a function of the report and what it is compared with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..citing.report_kinds import kind_by_titles
from ..model.case import Case
from ..model.findings import SEVERITIES, Finding, Severity
from ..model.term_rules import UNDETERMINED, Outcome
from ..words.language import language_of
from ..words.messages import Value
from ..words.narrative import annexes, is_prompt
from ..words.text import clean, words
from .decisions import decided
from .read import Rated, Recommendation, Report, Written
from .tags import RATED, Property, Tag
from .terms import Term
from .text import OUR_AUTHOR
from .words import names_shortcoming, names_time, says_none

# Parts of a chapter that must say something, be it that there is nothing.
_NEEDED = ("evidence", "analysis", "strengths", "weaknesses")
_MAY_BE_NONE = frozenset({"strengths", "weaknesses", "measures", "recommendations", "dissent"})
_COVER = ("institution", "programmes", "kind", "visit-dates", "report-date")
_CONCLUSION = ("strengths", "recommendations", "decision", "reasons")
_EXCERPT = 60  # characters of a text in a sentence about it
_FRONT = 40  # paragraphs within which a report says what it is
_FOREIGN_SCRIPT, _FOREIGN_WORDS = 6, 12  # words from which another language is told: other script, same script

_PAGE = re.compile(
    r"(?<![\w.])(?:pp?\.|pages?|стр\.|страниц\w*|с\.)\s*(?P<a>\d{1,4})(?:\s?[-–]\s?(?P<b>\d{1,4}))?(?![\d.]*\d)"
    r"|(?<![\w.])(?P<c>\d{1,4})(?:\s?[-–]\s?(?P<d>\d{1,4}))?\s?[-–]?\s?бет(?:тер|те|інде|ін|і)?(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sar:
    """The self-assessment report as far as the experts may cite it.

    pages: None where nobody knows them (Word); annexes: labels that it or its folder of annexes has
    """

    name: str
    pages: int | None
    annexes: frozenset[str]


@dataclass(frozen=True)
class Context:
    """sar, case: None where they were not given; then nothing is compared with them."""

    report: Report
    terms: tuple[Term, ...] = ()
    case: Case | None = None
    sar: Sar | None = None

    def finding(
        self, rule: str, severity: Severity, at: int | None, code: str | None = None, **arguments: Value
    ) -> Finding:
        given = {name: value for name, value in arguments.items() if value not in ("", (), None)}
        return Finding(f"review-{rule}", severity, self.report.place(at), self.report.set.id, code, given)

    def chapter_at(self, standard: str) -> int | None:
        chapter = self.report.chapters.get(standard)
        return chapter.start if chapter is not None else None

    def code_of(self, programme: str) -> str:
        """How people call a programme; "" where there is one."""
        return self.report.codes.get(programme, programme)

    def parts(self, kind: str, standard: str) -> list[Written]:
        """What a part of a chapter holds: by programme and expert."""
        return [w for tag, w in self.report.written.items() if tag.kind == kind and tag.standard == standard]

    def said(self, kind: str, standard: str) -> list[Written]:
        """The same, less what is empty, a prompt, or says that there is nothing."""
        return [
            written
            for written in self.parts(kind, standard)
            if written.filled and not says_none(written.text) and not is_prompt(written.text)
        ]

    @cached_property
    def recommended(self) -> dict[str, list[Recommendation]]:
        found: dict[str, list[Recommendation]] = {}
        for one in self.report.recommendations:
            if one.filled and not says_none(one.text.text) and not is_prompt(one.text.text):
                found.setdefault(one.standard, []).append(one)
        return found

    def not_the_best(self, standard: str) -> list[tuple[str, str]]:
        """(programme, rating) of the programmes whose rating of this standard is not the best of the scale."""
        best = self.report.scale.best
        return [
            (programme, key)
            for programme in self.report.programmes
            if (key := self.report.rating(programme, standard)) is not None and key != best
        ]


Rule = Callable[[Context], Iterable[Finding]]


def find(context: Context) -> tuple[Finding, ...]:
    """All findings, worst first, each severity in the order of the document."""
    found = [finding for rule in RULES for finding in rule(context)]

    def order(finding: Finding) -> tuple[int, int]:
        place = finding.place
        return SEVERITIES.index(finding.severity), place.paragraph or 0 if place is not None else 0

    return tuple(sorted(found, key=order))


# --- chapters and ratings


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
            text=_short(said.text), nearest=_title(context, said.nearest),
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


# --- criteria


def criteria(context: Context) -> Iterator[Finding]:
    report = context.report
    for code, criterion in report.set.criteria.items():
        number = criterion.standard
        if number not in report.standards or (number not in report.chapters and not _has_fields(report, number)):
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


def _has_fields(report: Report, number: str) -> bool:
    return any(tag.standard == number for tag in report.written)


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
                    "meets-with-remark", "warning", note.at, code, standard=number, text=_short(note.text)
                )
    elif not _answered(context, number, {code}):
        yield context.finding(
            "weakness-without-recommendation", "warning", notes[0].at, code, standard=number,
            text=_short(notes[0].text),
        )  # fmt: skip


# --- weaknesses and recommendations


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
                    text=_short(written.text),
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
            "weakness-without-recommendation", "warning", written.at, standard=number, text=_short(written.text)
        )
        return
    for position, line in enumerate(written.text.split("\n")):
        codes = _codes(context.report, line)
        if codes and not says_none(line) and not _answered(context, number, codes):
            at = None if written.at is None else min(written.at + position, written.last or written.at)
            yield context.finding(
                "weakness-without-recommendation", "warning", at, sorted(codes)[0], standard=number,
                text=_short(line),
            )  # fmt: skip


def _answered(context: Context, number: str, codes: set[str]) -> bool:
    """A recommendation names one of the criteria, or is about the whole standard: it names none."""
    for one in context.recommended.get(number, []):
        named = _codes(context.report, f"{one.code.text} {one.text.text}")
        if not named or named & codes:
            return True
    return False


def _codes(report: Report, text: str) -> set[str]:
    """The set's criteria that a text names."""
    every = report.set.grammar.find(text)
    return {code.text for cited in every for code in cited.codes if code in report.set.criteria}


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
                text=_short(one.text.text),
            )  # fmt: skip
        if one.code.filled:
            yield from _unknown_codes(context, one)


def _unknown_codes(context: Context, one: Recommendation) -> Iterator[Finding]:
    from ..model.codes import CodeError

    standards = context.report.set
    for match in re.finditer(r"(?<![0-9.])[0-9]{1,2}(?:\.[0-9]{1,3}){1,3}(?![0-9]|\.[0-9])", one.code.text):
        try:
            code = standards.grammar.parse(match[0])
        except CodeError:
            code = None
        if code is None or (code not in standards.criteria and not standards.in_gap(code)):
            yield context.finding("unknown-code", "warning", one.code.at, match[0], standard=one.standard)


# --- what is not written, or left over


def parts(context: Context) -> Iterator[Finding]:
    report = context.report
    for number in report.standards:
        if number not in report.chapters and not _has_fields(report, number):
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
            text = _short(left[0]) if left else None
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
    taken = {
        position
        for written in report.written.values()
        if written.at is not None
        for position in range(written.at, (written.last or written.at) + 1)
    }
    for position, para in enumerate(report.text.paras):
        text = para.text
        if position in taken or para.contents or para.header or not re.search(r"[^\W\d_]{3}", text):
            continue
        if text[0] in "[<{" and text[-1] in "]>}" and is_prompt(text):
            yield context.finding("prompt-free", "warning", position, text=_short(text))


# --- compared with the self-assessment report and the case


def citations(context: Context) -> Iterator[Finding]:
    """Pages and annexes that the experts cite and the self-assessment report does not have."""
    from ..rules.annexes import plain_label

    sar = context.sar
    if sar is None:
        return
    for tag, written in context.report.written.items():
        if tag.kind not in ("evidence", "analysis", "strengths", "weaknesses", "note") or not written.filled:
            continue
        for position, line in enumerate(written.text.split("\n")):
            at = None if written.at is None else min(written.at + position, written.last or written.at)
            for label in annexes(line):
                if not _has_annex(plain_label(label), sar.annexes):
                    yield context.finding(
                        "no-such-annex", "warning", at, tag.code or None, standard=tag.standard, annex=label,
                        sar=sar.name,
                    )  # fmt: skip
            for match in _PAGE.finditer(line) if sar.pages is not None else ():
                pages = [int(number) for number in match.groups() if number]
                if max(pages) > (sar.pages or 0) or min(pages) == 0:
                    yield context.finding(
                        "no-such-page", "warning", at, tag.code or None, standard=tag.standard, page=max(pages),
                        pages=sar.pages, sar=sar.name,
                    )  # fmt: skip


def _has_annex(label: str, known: frozenset[str]) -> bool:
    """The annex itself, a part of it, or the whole that it is a part of."""
    return any(label == other or other.startswith(f"{label}.") or label.startswith(f"{other}.") for other in known)


def commission(context: Context) -> Iterator[Finding]:
    case = context.case
    if case is None or not case.commission:
        return
    rows = [row for row in context.report.rows("expert") if row.get("name", Written()).filled]
    at = next((w.at for tag, w in context.report.written.items() if tag.kind == "expert"), None)
    if not rows:
        return  # told as an open part already
    expected = [*case.commission]
    coordinator = case.coordinator.name if case.coordinator is not None else None
    used: set[int] = set()
    for member in expected:
        found = next(
            (i for i, row in enumerate(rows) if i not in used and same_name(row["name"].text, member.name)), None
        )
        if found is None:
            yield context.finding("commission-missing", "warning", at, name=member.name, role=member.role)
            continue
        used.add(found)
        role = rows[found].get("role", Written())
        given = role.value
        right = {"chair"} if member.chair else {member.role, "foreign"} if member.role == "expert" else {member.role}
        if given and given not in right:
            yield context.finding(
                "commission-role", "warning", role.at, name=member.name, role=role.text,
                expected="chair" if member.chair else member.role,
            )  # fmt: skip
    for i, row in enumerate(rows):
        name = row["name"]
        if i not in used and not (coordinator is not None and same_name(name.text, coordinator)):
            yield context.finding("commission-other", "warning", name.at, name=_short(name.text))


def same_name(one: str, other: str) -> bool:
    """The same person: family name alike, and no given name or initial that contradicts. The order does not matter."""
    left, right = _name(one), _name(other)
    if not left or not right:
        return False
    if sorted(left) == sorted(right):
        return True
    shorter, longer = sorted((left, right), key=len)
    full = [part for part in shorter if len(part) > 1]
    if not full or not any(part in longer for part in full):
        return False
    rest = list(longer)
    for part in sorted(shorter, key=lambda p: -len(p)):
        match = next((p for p in rest if p == part), None) or next(
            (p for p in rest if p.startswith(part) or part.startswith(p) if min(len(p), len(part)) == 1), None
        )
        if match is None:
            return False
        rest.remove(match)
    return True


def _name(text: str) -> list[str]:
    """Its words in small letters, without titles and what follows a comma."""
    text = re.split(r"[,(;]", clean(text).casefold().replace("ё", "е"))[0]
    text = re.sub(r"(?<!\w)(?:dr|prof|mr|mrs|ms|phd|проф|доц|д-р|к\.\s?т\.\s?н|д\.\s?т\.\s?н)\.?(?!\w)", " ", text)
    return re.findall(r"[^\W\d_]+", text)


# --- the file itself


def unaccepted(context: Context) -> Iterator[Finding]:
    text = context.report.text
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for revision, para in text.revisions:
        key = (revision.kind, revision.author)
        counts[key] += 1
        first.setdefault(key, para)
    for (kind, author), count in counts.items():
        yield context.finding(
            "revisions", "warning", min(first[kind, author], len(text.paras) - 1), kind=kind, author=author,
            count=count,
        )  # fmt: skip
    for comment, para in text.comments:
        if comment.author != OUR_AUTHOR:
            yield context.finding("comment", "warning", para, author=comment.author or None, text=_short(comment.text))


def languages(context: Context) -> Iterator[Finding]:
    report = context.report
    for tag, written in report.written.items():
        if not written.filled or tag.kind in ("expert", "signature", "visit", "cover"):
            continue
        for position, line in enumerate(written.text.split("\n")):
            other = language_of(line)
            if other is None or other == report.language:
                continue
            least = _FOREIGN_SCRIPT if "en" in (other, report.language) else _FOREIGN_WORDS
            if words(line) < least:
                continue
            at = None if written.at is None else min(written.at + position, written.last or written.at)
            yield context.finding(
                "other-language", "warning", at, tag.code or None, standard=tag.standard, language=other,
                expected=report.language, text=_short(line),
            )  # fmt: skip
            break


def structure(context: Context) -> Iterator[Finding]:
    report = context.report
    titles = ((at, para.text) for at, para in enumerate(report.text.paras[:_FRONT]) if para.text.strip())
    kind = None if report.fields else kind_by_titles(titles)
    if kind is not None and kind[0] == "self-assessment":
        yield context.finding("self-assessment", "error", kind[1], title=_short(report.text.paras[kind[1]].text))
    elif not report.fields and not any(written.filled for tag, written in report.written.items() if tag.kind in RATED):
        yield context.finding("no-report", "error", 0)
    if report.by_structure and report.properties.get(Property.TAGS):
        yield context.finding("fields-lost", "info", None, count=report.by_structure)


# --- the decision


def decision(context: Context) -> Iterator[Finding]:
    """A recommended decision that no source of term rules arrives at or allows."""
    report = context.report
    for tag, written in report.written.items():
        if tag.kind != "conclusion" or tag.field != "decision" or not written.filled:
            continue
        chosen = decided(written)
        programmes = [report.codes.get(tag.programme, tag.programme)]
        if not tag.programme and report.programmes != ("",):
            programmes = list(report.ratings)
        for programme in programmes:
            allowed = _allowed(one for one in context.terms if one.programme == programme)
            if chosen is None or not allowed or chosen in allowed:
                continue
            ordered = sorted(allowed, key=lambda outcome: outcome.strictness)
            known = tuple("refuse" if o.decision == "refuse" else str(o.years) for o in ordered)
            yield context.finding(
                "decision-differs", "warning", written.at, programme=programme, text=_short(written.text), years=known
            )


def _allowed(found: Iterable[Term]) -> frozenset[Outcome]:
    """What a decision may be by any of the sources; nothing where one of them leaves it open."""
    allowed = frozenset(outcome for one in found for outcome in one.allowed)
    return frozenset() if UNDETERMINED in allowed else allowed


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"


RULES: tuple[Rule, ...] = (
    structure,
    chapters,
    ratings,
    summary,
    criteria,
    weaknesses,
    recommendations,
    parts,
    surroundings,
    citations,
    commission,
    unaccepted,
    languages,
    decision,
)
