"""What people want to see of a Result, before it becomes lines or a page: gaps, places, what was not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..model.code_levels import CodeError
from ..model.codes import Code
from ..model.coverage import Coverage, CriterionCoverage, Evidence, StandardCoverage, Status
from ..model.findings import SEVERITIES, Finding
from ..model.places import Place
from ..model.results import DocumentResult
from ..model.standards import StandardSet
from ..words.messages import Lang, Message, Value, say

GAPS = (Status.THIN, Status.MENTIONED, Status.NOT_CHECKED, Status.MISSING)
# A passage of the criterion's own, or a heading for one: a place from which its neighbours can be looked for.
_OWN_KINDS = frozenset({"heading", "row", "lead", "paragraph", "note", "box"})
# Findings that the lists of gaps and of unread pages already tell.
_TOLD = frozenset({"criterion-missing", "criterion-thin", "criterion-mentioned", "set-undecided"})

Tell = Callable[..., str]


def teller(lang: Lang) -> Tell:
    """tell("report.page", page=3): the sentence of a template in `lang`."""

    def tell(id: str, /, **arguments: Value) -> str:
        return say(Message(id, arguments), lang)

    return tell


class Near(NamedTuple):
    """Where to look for a criterion. relation: "at" its own place, "after" or "before" a neighbour, "under" its
    standard; code: the neighbour's or the standard's."""

    relation: str
    code: str
    evidence: Evidence


class Gap(NamedTuple):
    """One criterion, or several that follow each other in code order and share all that is to be said."""

    criteria: tuple[CriterionCoverage, ...]
    near: Near | None

    @property
    def status(self) -> Status:
        return self.criteria[0].status

    @property
    def reason(self) -> Message:
        return self.criteria[0].reason

    @property
    def size(self) -> int:
        return len(self.criteria)

    @property
    def standard(self) -> str:
        return self.criteria[0].criterion.standard

    @property
    def label(self) -> str:
        """3.2.15–3.2.19, 3.2.22: a range only where the set lists every number in it."""
        return ranges([found.criterion.code for found in self.criteria])

    @property
    def esg(self) -> tuple[str, ...]:
        """The hub's standards that these criteria map to, in the order of their numbers."""
        every = {code for found in self.criteria for code in found.criterion.esg}
        return tuple(sorted(every, key=_number))


def ranges(codes: Sequence[Code]) -> str:
    """3.2.15–3.2.19, 3.2.22: three and more that follow each other become a range."""
    runs: list[list[Code]] = []
    for code in codes:
        if runs and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(code.text for code in run) for run in runs)


def ranges_of(codes: Iterable[str], standards: StandardSet) -> str:
    """The same of codes as they are written; what is no code of the set stands at the end as it is."""
    known, others = [], []
    for code in dict.fromkeys(codes):
        try:
            known.append(standards.grammar.parse(code))
        except CodeError:
            others.append(code)
    return ", ".join(part for part in (ranges(sorted(known)), *others) if part)


def _follows(one: Code, other: Code) -> bool:
    return one.parts[:-1] == other.parts[:-1] and one.parts[-1] + 1 == other.parts[-1]


def _number(code: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in code.split("."))


def gaps(coverage: Coverage, statuses: Sequence[Status] = GAPS) -> list[Gap]:
    """The criteria of these statuses in code order; those without a place of their own are grouped."""
    groups: list[list[int]] = []
    for index, found in enumerate(coverage.criteria):
        if found.status not in statuses:
            continue
        last = groups[-1] if groups else None
        if last is not None and last[-1] == index - 1 and _alike(coverage.criteria[last[0]], found):
            last.append(index)
        else:
            groups.append([index])
    return [Gap(tuple(coverage.criteria[i] for i in group), _near(coverage, group)) for group in groups]


class Look(NamedTuple):
    """Criteria of one status with one doubt, that a person should look at."""

    gap: Gap
    doubt: Message


def looks(coverage: Coverage) -> list[Look]:
    """What a person should look at, each doubt once, in the order of the codes."""
    groups: dict[tuple[Status, str, str], list[int]] = {}
    for index, found in enumerate(coverage.criteria):
        if found.doubt is not None:
            key = (found.status, found.doubt.id, repr(sorted(found.doubt.arguments.items(), key=_first_of)))
            groups.setdefault(key, []).append(index)
    return [
        Look(Gap(tuple(coverage.criteria[i] for i in group), None), doubt)
        for group in groups.values()
        if (doubt := coverage.criteria[group[0]].doubt) is not None
    ]


def _first_of(pair: tuple[str, Value]) -> str:
    return pair[0]


_WORST = (Status.MISSING, Status.NOT_CHECKED, Status.MENTIONED, Status.THIN, Status.NOT_APPLICABLE, Status.ADDRESSED)


def worst(coverage: Coverage, standard: StandardCoverage) -> Status:
    """The worst status among a standard's criteria; its own, where it has none."""
    own = {one.status for one in coverage.criteria if one.criterion.standard == standard.standard.number}
    return next((status for status in _WORST if status in own), standard.status)


def conventions(coverage: Coverage) -> list[Message]:
    """How the codes stand to their answers, where they do not simply open them or stand beside them."""
    first: dict[str, str] = {}
    told: dict[str, list[str]] = {}
    for one in coverage.conventions:
        main = one.standard not in first
        first.setdefault(one.standard, one.kind)
        if one.kind in ("closes", "matrix", "passport") or (main and one.kind == "within"):
            told.setdefault(one.kind, []).append(one.standard)
    return [Message(f"report.convention-{kind}", {"standards": tuple(numbers)}) for kind, numbers in told.items()]


def _alike(one: CriterionCoverage, other: CriterionCoverage) -> bool:
    return (
        not one.evidence
        and not other.evidence
        and one.status is other.status
        and one.reason == other.reason
        and one.criterion.standard == other.criterion.standard
    )


def _near(coverage: Coverage, group: Sequence[int]) -> Near | None:
    """Its own place; else its neighbour's in the same standard; else its standard's; else the last one before it."""
    criteria = coverage.criteria
    found = criteria[group[0]]
    standard = found.criterion.standard
    if found.evidence:
        return Near("at", found.criterion.code.text, found.evidence[0])
    before = _first(criteria[index] for index in range(group[0] - 1, -1, -1))
    after = _first(criteria[index] for index in range(group[-1] + 1, len(criteria)))
    for relation, neighbour in (("after", before), ("before", after)):
        if neighbour is not None and neighbour.criterion.standard == standard:
            return Near(relation, neighbour.criterion.code.text, neighbour.evidence[0])
    for whole in coverage.standards:
        if whole.standard.number == standard and whole.evidence:
            return Near("under", standard, whole.evidence[0])
    return Near("after", before.criterion.code.text, before.evidence[0]) if before is not None else None


def _first(criteria: Iterator[CriterionCoverage]) -> CriterionCoverage | None:
    return next((found for found in criteria if found.evidence and found.evidence[0].kind in _OWN_KINDS), None)


def all_alike(coverage: Coverage) -> bool:
    """Every criterion has one status for one reason: nothing to list one by one."""
    first = coverage.criteria[0] if coverage.criteria else None
    return first is not None and all(
        found.status is first.status and found.reason == first.reason and not found.evidence
        for found in coverage.criteria
    )


def share(addressed: int, total: int, width: int) -> str:
    """A bar of `width` characters; full only when all, empty only when none; no bar of nothing."""
    if not total:
        return ""
    filled = round(width * addressed / total)
    if 0 < addressed < total:
        filled = min(max(filled, 1), width - 1)
    return "█" * filled + "░" * (width - filled)


def of_text(addressed: int, total: int, tell: Tell) -> str:
    """5 of 7; where there is nothing to count, that."""
    return tell("report.of", addressed=addressed, total=total) if total else tell("report.none-mapped")


def place_text(place: Place, heading: Sequence[str], tell: Tell, *, files: int = 1) -> str:
    """A page where one is known; else the quoted heading, which Word finds; the file where there are several."""
    parts: list[str] = []
    if place.page is not None:
        if place.page_label and place.page_label != str(place.page):
            parts.append(tell("report.page-printed", page=place.page, label=place.page_label))
        elif place.last_page is not None and place.last_page > place.page:
            parts.append(tell("report.page-to", page=place.page, last=place.last_page))
        else:
            parts.append(tell("report.page", page=place.page))
    else:
        if heading:
            parts.append(tell("report.quoted", text=short(heading[-1], 48)))
        elif place.paragraph is not None:
            parts.append(tell("report.paragraph", number=place.paragraph))
    if files > 1 or not parts:
        parts.append(file_name(place.file))
    return ", ".join(parts)


def near_text(near: Near, tell: Tell, *, files: int = 1) -> str:
    place = place_text(near.evidence.place, near.evidence.heading, tell, files=files)
    if near.relation == "at":
        return place
    if near.code in place and near.relation != "under":  # the heading says it already
        return tell(f"report.{near.relation}-place", place=place)
    return tell(f"report.{near.relation}", code=near.code, place=place)


def page_sources(document: DocumentResult) -> list[str]:
    """Who says the pages, where it is not the page itself: "word", "rendered"."""
    seen = {
        item.place.page_source
        for found in document.sets
        for criterion in found.coverage.criteria
        for item in criterion.evidence
        if item.place.page is not None
    }
    return [source for source in ("word", "rendered") if source in seen]


def unread_text(document: DocumentResult, tell: Tell) -> list[str]:
    """One line for each run of pages that could not be read."""
    lines = []
    for item in document.unreadable:
        why = tell(f"unreadable.{item.reason}")
        if item.pages:
            line = tell("report.unread-pages", pages=item.pages, reason=why)
        elif heading := _heading_at(document, item.at):
            line = tell("report.unread-under", heading=heading, reason=why)
        else:
            line = tell("report.unread-part", reason=why)
        lines.append(f"{file_name(item.file)}: {line}" if len(document.files) > 1 else line)
    return list(dict.fromkeys(lines))


def _heading_at(document: DocumentResult, index: int) -> str:
    """The heading under which a block stands, for a Word file whose pages have no numbers."""
    read = document.document
    path = read.heading_path(min(index, len(read.blocks) - 1)) if read is not None and read.blocks else ()
    return path[-1] if path else ""


def recognised_text(document: DocumentResult, tell: Tell) -> str:
    """Which pages were read from pictures, and how surely; "" where the file carries all its text."""
    blocks = document.document.blocks if document.document is not None else ()
    seen = [(block.place.page, block.confidence) for block in blocks if block.confidence is not None]
    if not seen:
        return ""
    pages = tuple(sorted({page for page, _ in seen if page is not None}))
    return tell("report.recognised", pages=pages, confidence=round(min(confidence for _, confidence in seen)))


def other_findings(document: DocumentResult) -> list[Finding]:
    """What the gaps do not tell already, worst first."""
    found = [
        finding
        for finding in document.findings
        if finding.rule not in _TOLD and not (finding.rule == "not-readable" and "pages" in finding.arguments)
    ]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def about(document: DocumentResult, tell: Tell) -> str:
    """PDF, 41 pages, Russian."""
    parts: list[str] = []
    if document.format:
        parts.append(named("format", document.format, tell))
    if document.pages is not None:
        parts.append(tell("report.page-count", pages=document.pages))
    if document.language or document.error is None:
        parts.append(named("language", document.language or "unknown", tell))
    return ", ".join(parts)


def named(kind: str, name: str, tell: Tell) -> str:
    """The catalogue's word for a name; the name itself where it has none."""
    known = tell(f"{kind}.{name}")
    return name if known == f"{kind}.{name}" else known


def short(text: str, most: int) -> str:
    """In one line of so many characters; what is cut off is cut between words, where there are any."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    whole, _, _ = text[:most].rpartition(" ")
    return (whole if len(whole) >= most // 2 else text[: most - 1]).rstrip(" ,;:–-") + "…"


def file_name(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def date_text(day: date, tell: Tell) -> str:
    """A day as people of the output's language write it."""
    return tell("date.day", day=day.day, month=tell(f"month.{day.month}"), year=day.year)


def span_text(first: date, last: date, tell: Tell) -> str:
    """Days from first to last: "1–2 March 2027", "30 March 2027 – 2 April 2027", or one day."""
    if first == last:
        return date_text(first, tell)
    if (first.year, first.month) != (last.year, last.month):
        return f"{date_text(first, tell)} – {date_text(last, tell)}"
    return tell("date.day", day=f"{first.day}–{last.day}", month=tell(f"month.{last.month}"), year=last.year)
