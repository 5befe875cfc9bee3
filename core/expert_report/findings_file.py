"""Rules about the file itself and its decision: revisions, comments, languages, what kind of document it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..citing.report_kinds import kind_by_titles
from ..model.findings import Finding
from ..model.term_rules import UNDETERMINED, Outcome
from ..words.language import language_of
from ..words.text import words
from .context import Context, short
from .decisions import decided
from .tags import RATED, Property
from .terms import Term
from .text import OUR_AUTHOR

_FRONT = 40  # paragraphs within which a report says what it is
_FOREIGN_SCRIPT, _FOREIGN_WORDS = 6, 12  # words from which another language is told: other script, same script


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
            yield context.finding("comment", "warning", para, author=comment.author or None, text=short(comment.text))


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
            at = written.at_line(position)
            yield context.finding(
                "other-language", "warning", at, tag.code or None, standard=tag.standard, language=other,
                expected=report.language, text=short(line),
            )  # fmt: skip
            break


def structure(context: Context) -> Iterator[Finding]:
    report = context.report
    titles = ((at, para.text) for at, para in enumerate(report.text.paras[:_FRONT]) if para.text.strip())
    kind = None if report.fields else kind_by_titles(titles)
    if kind is not None and kind[0] == "self-assessment":
        yield context.finding("self-assessment", "error", kind[1], title=short(report.text.paras[kind[1]].text))
    elif not report.fields and not any(written.filled for tag, written in report.written.items() if tag.kind in RATED):
        yield context.finding("no-report", "error", 0)
    if report.by_structure and report.properties.get(Property.TAGS):
        yield context.finding("fields-lost", "info", None, count=report.by_structure)


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
                "decision-differs", "warning", written.at, programme=programme, text=short(written.text), years=known
            )


def _allowed(found: Iterable[Term]) -> frozenset[Outcome]:
    """What a decision may be by any of the sources; nothing where one of them leaves it open."""
    allowed = frozenset(outcome for one in found for outcome in one.allowed)
    return frozenset() if UNDETERMINED in allowed else allowed
