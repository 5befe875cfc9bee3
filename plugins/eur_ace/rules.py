"""What a report lacks for the EUR-ACE label: the right appendix, its learning areas, outcomes and modules, workload.

The standards' text was not at hand: nothing here that rests on memory is more than a warning (see learning_areas.toml).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...core.model.document import Document
from ...core.model.findings import Finding, Severity
from ...core.model.places import Place
from ...core.model.programme_codes import Level, field_of
from ...core.model.results import Overview, Shown
from ...core.rules import Context
from ...core.words.messages import Message, Value, message
from .appendix import Appendix, AreaFound, appendices, area_of, areas_in, scheme_of
from .data import Scheme, load
from .level import Levels, about, levels
from .outcomes import Label, Matrix, defined, matrices, used
from .workload import credits

SET = "eur-ace"


@dataclass(frozen=True)
class _Answer:
    """What one appendix (or the whole report, where it has none) says of the learning areas."""

    level: Level | None
    appendix: Appendix | None
    start: int
    end: int
    scheme: Scheme
    areas: Mapping[str, AreaFound]


def check(context: Context) -> Iterator[Finding | Overview]:
    document = context.document
    known = levels(document, context.level)
    parts = appendices(document, context.coverage.set)
    yield from _level(known)
    yield from _fields(document)
    yield from _appendices(context, known, parts)
    tables = [table for table in matrices(document) if sum(area_of(name) is not None for name in table.every) < 3]
    kinds = _kinds(document)
    answers = [_answer(document, known, part, tables) for part in parts]
    if not parts and _answered_elsewhere(context):
        level = known.levels[0] if len(known.levels) == 1 else None
        answers = [_found(document, level, None, 0, len(document.blocks), tables)]
    outcomes = {label: place for label, place in defined(document).items() if label.kind in kinds}
    for answer in answers:
        yield from _areas(document, answer)
        yield from _links(answer, kinds, outcomes)
        yield _overview(answer, tables, kinds)
    if answers:
        yield from _outcomes(document, answers, kinds, outcomes, tables)
    yield from _workload(document, known)


def _finding(rule: str, severity: Severity, place: Place | None = None, /, **arguments: Value) -> Finding:
    return Finding(f"eur-ace-{rule}", severity, place, SET, None, arguments)


# --- level and appendix


def _level(known: Levels) -> Iterator[Finding]:
    if not known.levels:
        yield _finding("level-unknown", "warning")
        return
    for other in known.against:
        arguments = {"level": known.levels[0], "by": known.by, "other": other.level, "codes": other.signs}
        yield _finding("level-contradicted", "info" if other.later else "warning", other.place, **arguments)
    for level in known.levels:
        yield _finding("level", "info", known.place, level=level, by=known.by, detail=known.detail or None)
        if not load().level(level).appendix:
            yield _finding("no-appendix-for-level", "warning", known.place, level=level)


def _fields(document: Document) -> Iterator[Finding]:
    """The label is for engineering programmes: by the fields of education of the codes that the report is about."""
    fields = load().fields
    for code, place in about(document):
        field = field_of(code)
        if field in fields.maybe:
            yield _finding("maybe-engineering", "info", place, programme=code, field=field)
        elif field not in fields.engineering:
            yield _finding("not-engineering", "warning", place, programme=code, field=field)


def _appendices(context: Context, known: Levels, parts: Sequence[Appendix]) -> Iterator[Finding]:
    """Seen: A for bachelor's and B for master's programmes is what the agency asks for, so a lack of it is an error."""
    letters = {part.letter for part in parts}
    expected = {level: load().level(level).appendix for level in known.levels if load().level(level).appendix}
    for level, letter in expected.items():
        if letter in letters or "" in letters:
            continue
        if parts:
            part = parts[0]
            if part.letter not in expected.values():
                yield _finding("wrong-appendix", "error", part.place, level=level, letter=letter, found=part.letter)
                continue
        pages = tuple(page for gap in context.document.unreadable for page in gap.pages)
        if context.document.unreadable:
            yield _finding("appendix-not-checked", "warning", level=level, letter=letter, pages=pages or None)
        elif _answered_elsewhere(context) and not parts:
            yield _finding("no-appendix-but-clauses", "warning", level=level, letter=letter)
        else:
            yield _finding("no-appendix", "error", level=level, letter=letter)
    for part in parts:
        if part.letter and expected and part.letter not in expected.values() and len(parts) > 1:
            yield _finding("further-appendix", "info", part.place, letter=part.letter)


def _answered_elsewhere(context: Context) -> bool:
    """The report answers clauses of the set without a part for it."""
    return any(citation.codes and not citation.refused for citation in context.citations.all)


def _answer(document: Document, known: Levels, part: Appendix, tables: Sequence[Matrix]) -> _Answer:
    own = [level for level in known.levels if load().level(level).appendix == part.letter and part.letter]
    level = own[0] if own else known.levels[0] if len(known.levels) == 1 else None
    return _found(document, level, part, part.start, part.end, tables)


def _found(
    document: Document, level: Level | None, part: Appendix | None, start: int, end: int, tables: Sequence[Matrix]
) -> _Answer:
    areas = areas_in(document, start, end, tables)
    return _Answer(level, part, start, end, scheme_of(areas), areas)


# --- learning areas


def _areas(document: Document, answer: _Answer) -> Iterator[Finding]:
    place = answer.appendix.place if answer.appendix else None
    hidden = [gap for gap in document.unreadable if answer.start < gap.at <= answer.end]
    if not answer.areas:
        if hidden:
            pages = tuple(page for gap in hidden for page in gap.pages)
            yield _finding("areas-not-checked", "warning", place, pages=pages or None)
        else:
            yield _finding("no-areas", "warning", place, count=len(answer.scheme.areas))
        return
    newest = load().schemes[0]
    if answer.scheme is not newest:
        own = [area for area in answer.scheme.areas if area.id in answer.scheme.own]
        for area in own:
            first = answer.areas[area.id].places[0]
            yield _finding(
                "old-areas",
                "warning",
                first,
                count=len(answer.scheme.areas),
                area=area.id,
                now=len(newest.areas),
                edition=newest.id,
            )
    for area in answer.scheme.areas:
        found = answer.areas.get(area.id)
        if found is None and hidden:
            pages = tuple(page for gap in hidden for page in gap.pages)
            yield _finding("area-not-checked", "warning", place, area=area.id, pages=pages or None)
        elif found is None:
            yield _finding("area-missing", "warning", place, area=area.id)
        elif not found.answered:
            yield _finding("area-empty", "warning", found.places[0], area=area.id, words=found.words)


def _links(answer: _Answer, kinds: set[str], outcomes: Mapping[Label, Place]) -> Iterator[Finding]:
    """Areas that name no outcome, where the report labels its outcomes at all; labels that it never defines."""
    if not kinds:
        return
    named: set[Label] = set()
    for found in answer.areas.values():
        own = [label for label in found.labels if label.kind in kinds]
        if found.answered and not own:
            yield _finding("area-without-outcomes", "warning", found.places[0], area=found.area.id)
        for label in own:
            same = {other.kind for other in outcomes}
            if outcomes and label.kind in same and label not in outcomes and label not in named:
                yield _finding("unknown-outcome", "warning", found.places[0], area=found.area.id, outcome=label.shown)
            named.add(label)


# --- outcomes and modules


def _kinds(document: Document) -> set[str]:
    """The kinds of labels that this report uses: at least two different ones, or chance has put "ON 5" together."""
    count = Counter(label.kind for label in set(used(document.blocks)))
    return {kind for kind, number in count.items() if number >= 2}


def _outcomes(
    document: Document,
    answers: Sequence[_Answer],
    kinds: set[str],
    outcomes: Mapping[Label, Place],
    tables: Sequence[Matrix],
) -> Iterator[Finding]:
    if not kinds:
        yield _finding("no-outcome-labels", "info")
        return
    tables = [table for table in tables if any(label.kind in kinds for label in table.outcomes)]
    answered = {label for answer in answers for found in answer.areas.values() for label in found.labels}
    left = sorted(label for label in outcomes if label not in answered and answered)
    if left:
        shown = tuple(label.shown for label in left)
        yield _finding("outcomes-in-no-area", "info", outcomes[left[0]], outcomes=shown)
    if not tables:
        if not any(found.modules for answer in answers for found in answer.areas.values()):
            yield _finding("no-matrix", "info")
        return
    linked = {label for table in tables for label, modules in table.modules.items() if modules}
    listed = {label: table.place for table in tables for label in table.outcomes}
    for label in sorted({*listed, *outcomes}):
        if label not in linked and label.kind in kinds:
            yield _finding(
                "outcome-without-module", "warning", listed.get(label) or outcomes.get(label), outcome=label.shown
            )
    for table in tables:
        taken = {name for modules in table.modules.values() for name in modules}
        idle = tuple(name for name in table.every if name not in taken)
        if idle:
            yield _finding("modules-without-outcome", "info", table.place, modules=idle)


def _overview(answer: _Answer, tables: Sequence[Matrix], kinds: set[str]) -> Overview:
    """Learning area, outcomes, modules, places."""
    rows: list[tuple[Shown, ...]] = []
    for area in answer.scheme.areas:
        found = answer.areas.get(area.id)
        if found is None:
            expected = area.expected.get(answer.level or "bachelor")
            missing: Shown = message("eur-ace.not-found")
            rows.append((area.titles, missing, expected or "", ()))
            continue
        own = sorted(label for label in found.labels if label.kind in kinds)
        modules = dict.fromkeys(found.modules)
        for label in own:
            for table in tables:
                modules.update(dict.fromkeys(table.modules.get(label, ())))
        outcomes: Shown = ", ".join(label.shown for label in own) or message(
            "eur-ace.no-labels" if found.answered else "eur-ace.empty", words=found.words
        )
        rows.append((area.titles, outcomes, "; ".join(modules), tuple(found.places)))
    letter = answer.appendix.letter if answer.appendix else ""
    title = message("eur-ace.overview-letter", letter=letter) if letter else message("eur-ace.overview")
    notes = [message("eur-ace.scheme", scheme=answer.scheme.id, areas=len(answer.scheme.areas))]
    heads = ("eur-ace.area", "eur-ace.outcomes", "eur-ace.modules", "eur-ace.where")
    return Overview(title, tuple(Message(head) for head in heads), tuple(rows), tuple(notes))


# --- workload


def _workload(document: Document, known: Levels) -> Iterator[Finding]:
    """Information only: the minimum of EAFSG is not confirmed, and credits may be counted in several ways."""
    if not known.levels:
        return
    found = credits(document)
    if not found:
        yield _finding("no-workload", "info")
        return
    shown = tuple(str(one.number) for one in found)
    yield _finding("workload" if found[0].total else "workload-largest", "info", found[0].place, credits=shown)
    most = max(found, key=lambda one: one.number)
    for level in known.levels:
        for rule in load().workload:
            if rule.level == level and most.number < rule.least:
                yield _finding(
                    "workload-below",
                    "info",
                    most.place,
                    credits=most.number,
                    least=rule.least,
                    level=level,
                    rule=rule.rule,
                    certainty=rule.certainty,
                )
