"""`sapa assemble letter`: the coordinator's letter to the university after a check, in the report's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..loading.installed import Assembled, Assembly, AssemblyError, Option, Request

if TYPE_CHECKING:
    from ..model.coverage import Status
    from ..model.findings import Finding
    from ..model.results import DocumentResult, Line, SetResult
    from .expert_report.paper import Paper
    from .mended import Earlier

# Parts of a procedure's checklist that are settled before the experts get the report.
_BEFORE_EXPERTS = ("application", "rejection", "package", "supplied")
_ANNEXES_TO_SEND = ("annex-not-supplied", "annex-empty", "annex-encrypted", "annex-listed-only")
_NOT_DONE = ("not-met", "open")
_TOLD_ABOVE = ("reports-answer", "annexes-supplied")  # checks whose outcome the letter's tables and lists tell
_NOTHING_TO_SEND = ("type-fits", "before-term-ends", "after-ban")  # checks of facts that no paper changes
_OPENING = 16  # characters: a heading that opens so names the annex that it begins
_MANY = 12  # places of an annex's citations that are worth naming


@dataclass(frozen=True)
class _Letter:
    """by: until when the university answers; earlier: the result with which this one is compared."""

    request: Request
    documents: tuple[DocumentResult, ...]
    by: date | None
    earlier: Earlier | None


def build(request: Request, format: str) -> Assembled:
    from ..words.messages import LANGS, message
    from .expert_report.paper import Paper
    from .files.word_template import NoTemplate
    from .mended import read_earlier

    assert request.result is not None
    documents = request.result.documents
    lang = request.lang
    if not request.lang_given:
        lang = next((one.language for one in documents if one.language in LANGS), lang)
    template = request.options.get("template")
    try:
        content = template.read_bytes() if template is not None else None
        paper = Paper(lang, "", template=content, made_on=request.today)
    except NoTemplate:
        raise AssemblyError(message("eeg-error.bad-template", path=str(template))) from None
    if not paper.template:
        paper.runs_on()
    else:
        from .expert_report.template import keep_pictures

        keep_pictures(paper)
    paper.titled_as(paper.tell("letter.title"))
    baseline = request.options.get("baseline")
    earlier = read_earlier(baseline) if baseline is not None else None
    letter = _Letter(request, documents, request.options.get("by"), earlier)
    _head(paper, letter)
    asked = [_report(paper, letter, document) for document in documents]
    documents_asked = _documents(paper, letter)
    _ending(paper, letter, anything=any(asked) or documents_asked)
    paper.property("Sapa.Document", "letter")
    paper.property("Sapa.Version", request.result.version)
    for number, document in enumerate(documents, start=1):
        if document.sha256 is not None:
            paper.property(f"Sapa.SAR.SHA256.{number}", document.sha256)
    return Assembled(paper.save(), paper.said_of_template())


def _head(paper: Paper, letter: _Letter) -> None:
    case = letter.request.case
    to = case.institution.names.get(paper.lang) if case is not None else ""
    line = paper.paragraph(f"{paper.tell('letter.date')}: ")
    paper.field_date(line, _tag("date"), paper.tell("letter.date"), paper.tell("eeg-hint.date"), words=True)
    line = paper.paragraph(f"{paper.tell('letter.to')}: ")
    paper.field_text(line, _tag("institution"), paper.tell("letter.to"), paper.tell("letter.hint-to"), to)
    paper.heading(paper.tell("letter.title"), 0)
    paper.paragraph(paper.tell("letter.greeting"))
    names = tuple(_name(document) for document in letter.documents)
    paper.paragraph(paper.tell("letter.opening", reports=names))
    paper.paragraph(paper.tell("letter.completeness"))


def _name(document: DocumentResult) -> str:
    """Its file, or its files."""
    from .expert_report.outline import file_name

    return ", ".join(file_name(file) for file in document.files) or file_name(document.path)


def _titled(paper: Paper, document: DocumentResult) -> str:
    """The report in its language, with its files."""
    from ..words.messages import LANGS

    files = _name(document)
    if document.language not in LANGS:
        return files
    return paper.tell("letter.report", language=document.language, files=files)


def _report(paper: Paper, letter: _Letter, document: DocumentResult) -> bool:
    """One report: what could not be read, what is missing or thin. True where there is anything to ask for."""
    from ..showing.view import recognised_text, unread_text
    from ..words.messages import say

    several = len(letter.documents) > 1
    if several:
        paper.heading(_titled(paper, document), 1)
    level = 2 if several else 1
    if document.error is not None:
        paper.heading(paper.tell("letter.unread"), level)
        paper.paragraph(say(document.error.said, paper.lang))
        paper.paragraph(paper.tell("letter.send-readable"))
        return True
    anything = False
    if (other := _in_another_language(letter, document)) is not None:
        said = _said(paper, other)
        paper.paragraph(f"{said[:1].upper()}{said[1:]}.")
        return True
    if unread := unread_text(document, paper.tell):
        anything = True
        paper.heading(paper.tell("letter.unread"), level)
        for line in unread:
            paper.paragraph(line, "List Bullet")
        paper.paragraph(paper.tell("letter.send-pages"))
    if recognised := recognised_text(document, paper.tell):
        paper.note(recognised)
    if not document.sets:
        paper.paragraph(paper.tell("letter.undecided"))
        return True
    for checked in document.sets:
        if letter.earlier is not None:
            _since(paper, letter.earlier, document, checked, alone=not several)
        anything = _gaps(paper, document, checked, level) or anything
    return anything


def _since(paper: Paper, earlier: Earlier, document: DocumentResult, checked: SetResult, *, alone: bool) -> None:
    """How many of the gaps that an earlier result names are mended, and which are new."""
    found = earlier.since(document, checked, alone=alone)
    if found is None:
        return
    if found.before:
        paper.paragraph(paper.tell("letter.mended", before=len(found.before), mended=len(found.mended)))
    if found.fresh:
        paper.paragraph(paper.tell("letter.fresh", codes=found.fresh))


def _in_another_language(letter: _Letter, document: DocumentResult) -> Finding | None:
    """That the file is not in the language in which the case has it: then nothing of its gaps is worth a word."""
    result = letter.request.result
    lines = result.case.lines if result is not None and result.case is not None else ()
    found = [finding for line in lines for finding in line.findings if finding.rule == "case-language-differs"]
    return next((one for one in found if one.arguments["path"] == document.path), None)


def _gaps(paper: Paper, document: DocumentResult, checked: SetResult, level: int) -> bool:
    from ..showing.view import GAPS, all_alike, gaps, near_text
    from ..words.messages import say

    coverage = checked.coverage
    name = coverage.set.title(paper.lang)
    found = gaps(coverage)
    if not found:
        paper.paragraph(paper.tell("letter.complete", set=name))
        return False
    paper.heading(paper.tell("letter.gaps", set=name), level)
    if all_alike(coverage):
        paper.paragraph(say(coverage.criteria[0].reason, paper.lang))
        paper.paragraph(_todo(paper, found[0].reason.id, found[0].status))
        return True
    counted = [(status, sum(gap.size for gap in found if gap.status is status)) for status in GAPS]
    counts = tuple(paper.tell(f"counted.{status}", count=count) for status, count in counted if count)
    counted_text = paper.tell("letter.counts", counts=counts, total=len(coverage.criteria))
    paper.paragraph(counted_text, keep_with_next=True)
    if not coverage.set.complete:
        paper.note(paper.tell("report.incomplete"), keep_with_next=True)
    heads = [paper.tell(f"letter.head-{head}") for head in ("criterion", "found", "where", "please")]
    table = paper.table(heads, (2.9, 4.7, 4.7, 4.7), title=paper.tell("letter.gaps", set=name))
    standard = ""
    for gap in found:
        if gap.standard != standard:
            standard = gap.standard
            titles = coverage.set.by_number[standard].titles
            paper.group_row(table, paper.tell("eeg.standard", number=standard, title=titles.get(paper.lang)))
        where = near_text(gap.near, paper.tell, files=len(document.files)) if gap.near is not None else "–"
        what = f"{paper.tell(f'status.{gap.status}')}: {say(gap.reason, paper.lang)}"
        table.row([gap.label, what, where, _todo(paper, gap.reason.id, gap.status)])
    return True


def _todo(paper: Paper, reason: str, status: Status) -> str:
    from ..words.messages import catalogue

    by_reason = reason.replace("reason.", "todo.", 1)
    return paper.tell(by_reason if by_reason in catalogue("en") else f"todo.{status}")


def _documents(paper: Paper, letter: _Letter) -> bool:
    """Documents to send: what the case's checklist lacks; the annexes that the report cites."""
    from ..showing.view import place_text

    result = letter.request.result
    assert result is not None
    lines = [_required(paper, line) for line in result.case.lines if _is_asked(line)] if result.case else []
    told = result.case is not None and result.case.case.annexes is not None  # then the lines say what is missing
    cited = {} if told else _cited(letter.documents)
    found = [*result.findings, *(finding for document in letter.documents for finding in document.findings)]
    lines += [_said(paper, one) for one in found if one.rule in _ANNEXES_TO_SEND]
    if not lines and not cited:
        return False
    paper.heading(paper.tell("letter.documents"), 1)
    for text in dict.fromkeys(lines):
        paper.paragraph(text, "List Bullet")
    if cited:
        paper.paragraph(paper.tell("letter.annexes"))
        heads = [paper.tell("letter.head-annex"), paper.tell("letter.head-cited")]
        table = paper.table(heads, (3, 14), title=paper.tell("letter.documents"))
        for label, places in cited.items():
            shown = list(dict.fromkeys(place_text(place, heading, paper.tell) for place, heading in places))
            more = paper.tell("eeg.places-more", count=len(shown) - _MANY) if len(shown) > _MANY else ""
            table.row([label, "; ".join([*shown[:_MANY], *([more] if more else [])])])
    return bool(lines)


def _is_asked(line: Line) -> bool:
    """Whether the university can mend it, and no other part of the letter tells it."""
    required = line.requirement
    mends = required.actor == "institution" and required.group in _BEFORE_EXPERTS
    return mends and required.check not in (*_TOLD_ABOVE, *_NOTHING_TO_SEND) and line.state in _NOT_DONE


def _required(paper: Paper, line: Line) -> str:
    """The requirement and what is wrong."""
    title = line.requirement.titles.get(paper.lang)
    if (
        line.requirement.group == "rejection"
    ):  # "No reason to reject: there is a licence": the university owes the licence
        _, _, owed = title.partition(": ")
        title = f"{owed[:1].upper()}{owed[1:]}" or title
    reasons = [said for finding in line.findings if (said := _said(paper, finding))]
    return f"{title}: {'; '.join(reasons)}" if reasons else title


def _said(paper: Paper, finding: Finding) -> str:
    """A finding in words for the university: no key of our files, no folder of ours; "" where there are none."""
    from ..showing.view import file_name
    from ..words.messages import catalogue

    id = f"letter-fault.{finding.rule}"
    if id not in catalogue("en"):
        return ""
    path = finding.arguments.get("path")
    return paper.tell(id, **{**finding.arguments, **({"path": file_name(path)} if isinstance(path, str) else {})})


def _cited(documents: Sequence[DocumentResult]) -> dict[str, list[Any]]:
    """Labels of the annexes that the reports cite, each with its places; in the order in which people count."""
    import re

    from ..words.narrative import annexes

    found: dict[str, list[Any]] = {}
    inside: set[str] = set()  # annexes that stand in the report itself, under a heading of their own
    for document in documents:
        if document.document is None:
            continue
        for index, block in enumerate(document.document.blocks):
            if block.kind.value in ("contents", "furniture"):
                continue
            labels = annexes(block.shown)
            if block.kind.value == "heading" and labels and block.shown.find(labels[0]) < _OPENING:
                inside.add(labels[0])
                continue
            for label in labels:
                found.setdefault(label, []).append((block.place, document.document.heading_path(index)))
    found = {label: places for label, places in found.items() if label not in inside}

    def natural(label: str) -> tuple[tuple[int, str], ...]:
        pieces = re.findall(r"[0-9]+|[^0-9]+", label)
        return tuple((int(piece), "") if piece.isdecimal() else (10**9, piece) for piece in pieces)

    return {label: found[label] for label in sorted(found, key=natural)}


def _ending(paper: Paper, letter: _Letter, *, anything: bool) -> None:
    from ..showing.view import date_text

    if anything:
        paper.heading(paper.tell("letter.deadline"), 1)
        line = paper.paragraph(f"{paper.tell('letter.by')} ")
        by = date_text(letter.by, paper.tell) if letter.by is not None else ""
        paper.field_date(line, _tag("by"), paper.tell("letter.deadline"), paper.tell("eeg-hint.date"), by, words=True)
        if not by.endswith("."):
            paper.fill(line, ".")
    else:
        paper.paragraph(paper.tell("letter.nothing"))
    paper.paragraph(paper.tell("letter.closing"), keep_with_next=True)  # no signature alone on a page
    case = letter.request.case
    coordinator = case.coordinator if case is not None else None
    name = coordinator.name if coordinator is not None else ""
    line = paper.paragraph(f"{paper.tell('letter.coordinator')}: ", keep_with_next=True)
    paper.field_text(line, _tag("coordinator"), paper.tell("letter.coordinator"), paper.tell("eeg-hint.name"), name)
    contact = ", ".join(part for part in (coordinator.email, coordinator.phone) if part) if coordinator else ""
    line = paper.paragraph(f"{paper.tell('letter.contact')}: ", keep_with_next=True)
    paper.field_text(line, _tag("contact"), paper.tell("letter.contact"), paper.tell("letter.hint-contact"), contact)
    line = paper.paragraph(f"{paper.tell('eeg-head.signature')}: ")
    paper.field_text(line, _tag("signature"), paper.tell("eeg-head.signature"), paper.tell("eeg-hint.signature"))


def _tag(name: str) -> Any:
    from ..expert_report.tags import Tag

    return Tag("letter", field=name)


ASSEMBLY = Assembly(
    id="letter",
    summary="The letter to the university: what could not be read, what is missing or thin, what to send by when.",
    formats=("docx",),
    needs="report",
    build=build,
    to_one=True,
    options=(
        Option(
            "by", "The day by which the university answers, YYYY-MM-DD. Without it the letter leaves a place.", "date"
        ),
        Option(
            "baseline",
            "An earlier JSON result: the letter says how many of its gaps are mended, and which are new.",
            "file",
        ),
        Option("template", "The agency's own Word file: its styles, header, footer and logo are taken.", "file"),
    ),
    help="The letter is in the language of the report, unless --lang says otherwise.",
)
