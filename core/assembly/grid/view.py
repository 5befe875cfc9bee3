"""The grid as people see it: columns, a report's coverage laid over, rows summed up, what the mapping lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...loading.installed import AssemblyError, Request
from ...model.codes import Code
from ...model.coverage import Coverage, Evidence, Status
from ...model.crosswalk import Grid, GridCell, GridRow, grid, grid_columns
from ...model.findings import Finding
from ...model.hub import load_hub
from ...model.results import DocumentResult
from ...model.standards import StandardSet
from ...words.messages import Lang, Value, message, say

# A status is told by its shape, then by its word; colour comes last. The shapes are in the fonts that every Word has.
SHAPES: Mapping[Status, str] = {
    Status.ADDRESSED: "●",
    Status.NOT_APPLICABLE: "○",
    Status.THIN: "▼",
    Status.MENTIONED: "◊",
    Status.NOT_CHECKED: "?",
    Status.MISSING: "×",
}
_FOLD = 3  # so many consecutive codes make a range; two are no shorter as one


@dataclass(frozen=True)
class Laid:
    """The coverage that lies over one column, and the report it is of."""

    document: DocumentResult
    coverage: Coverage
    status: Mapping[Code, Status]
    words: Mapping[Code, int]
    evidence: Mapping[Code, Evidence]  # the strongest


@dataclass(frozen=True)
class Marked:
    """Codes of a cell that share a status (None: no report lies over the column), as they are to be printed."""

    status: Status | None
    codes: tuple[Code, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """laid: by set id; reports: those given, whether or not they could be read; findings: the mapping's gaps."""

    grid: Grid
    lang: Lang
    ranges: bool
    laid: Mapping[str, Laid]
    reports: tuple[DocumentResult, ...]
    findings: tuple[Finding, ...]

    def tell(self, id: str, /, **arguments: Value) -> str:
        return say(message(id, **arguments), self.lang)

    def marked(self, set_id: str, cell: GridCell) -> list[Marked]:
        """The codes of a cell by status, or all together without a report; in code order, folded if asked."""
        laid = self.laid.get(set_id)
        if laid is None:
            return [Marked(None, cell.codes, self.folded(cell.codes))]
        groups = []
        for status in Status:
            if codes := tuple(code for code in cell.codes if laid.status[code] is status):
                groups.append(Marked(status, codes, self.folded(codes)))
        return groups

    def folded(self, codes: Sequence[Code]) -> tuple[str, ...]:
        return tuple(fold(codes)) if self.ranges else tuple(code.text for code in codes)

    def mark(self, status: Status) -> str:
        """The shape and the word."""
        return f"{SHAPES[status]} {self.tell(f'status.{status}')}"

    def summary(self, row: GridRow, set_id: str) -> dict[Status, int] | None:
        """How many criteria of a row have each status; None where no report lies over the column."""
        laid = self.laid.get(set_id)
        if laid is None:
            return None
        count = Counter(laid.status[code] for cell in row.cells[set_id] for code in cell.codes)
        return {status: count[status] for status in Status}

    def summed_up(self, row: GridRow) -> Iterator[tuple[StandardSet, str]]:
        """For every column with a report and criteria in this row: "5 of 9 addressed"."""
        for column in self.grid.columns:
            counts = self.summary(row, column.id)
            total = sum(counts.values()) if counts else 0
            if counts and total:
                yield column, self.tell("grid.summary", addressed=counts[Status.ADDRESSED], total=total)

    def legend(self) -> list[str]:
        return [self.mark(status) for status in Status] if self.laid else []

    def about(self) -> list[str]:
        """What was laid over, one sentence a report; what could not be."""
        said = []
        for document in self.reports:
            name = document.path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
            over = tuple(id for id, laid in self.laid.items() if laid.document is document)
            if document.error is not None:
                said.append(self.tell("grid.not-read", report=name, error=document.error.code))
            elif over:
                said.append(self.tell("grid.laid-over", report=name, sets=over))
            elif document.sets:
                said.append(self.tell("grid.same-standards", report=name))
            else:
                said.append(self.tell("grid.not-laid", report=name))
        return said

    def remarks(self) -> list[str]:
        return [say(finding.message, self.lang) for finding in self.findings]


def view_of(request: Request) -> View:
    """Raises AssemblyError where the columns cannot stand together, or two reports answer one set."""
    hub = load_hub()
    reports = request.result.documents if request.result is not None else ()
    laid = _laid(reports, request.lang, one_report=request.case is not None)
    columns = _columns(request, [one.coverage.set for one in laid.values()])
    _refuse(columns, hub.id)
    table = grid(columns, hub)
    return View(
        table,
        request.lang,
        bool(request.options.get("ranges")),
        {column.id: laid[column.id] for column in columns if column.id in laid},
        tuple(reports),
        tuple(_mapping_findings(table)),
    )


def _columns(request: Request, answered: Iterable[StandardSet]) -> tuple[StandardSet, ...]:
    """The usual columns, or those of them that are named; then the other named sets, and those the reports answer."""
    named = {one.key: one for one in request.sets}
    usual = grid_columns(request.loaded.sets.values())
    asked = grid_columns(named.values())
    others = [one for one in (*named.values(), *answered) if one.grid_order is None]
    if named:
        others += [one for one in answered if one.key not in named and one.id not in {other.id for other in asked}]
    columns = {one.key: one for one in (*(asked or usual), *others)}
    if not columns:
        raise AssemblyError(message("grid.no-columns"))
    return tuple(columns.values())


def _refuse(columns: Sequence[StandardSet], hub: str) -> None:
    seen: dict[str, StandardSet] = {}
    for column in columns:
        if column.hub != hub:
            raise AssemblyError(message("grid.other-hub", set=column.key, hub=column.hub or None))
        if column.id in seen:
            raise AssemblyError(message("grid.two-editions", set=column.id, sets=(seen[column.id].key, column.key)))
        seen[column.id] = column


def _laid(reports: Sequence[DocumentResult], lang: Lang, *, one_report: bool) -> dict[str, Laid]:
    """By set; of one report in several languages the one in `lang`, else the first that could be read.

    one_report: all of them are versions of one report, whatever language they turn out to be in (a case).
    """
    found: dict[str, Laid] = {}
    for document in reports:
        for checked in document.sets:
            coverage = checked.coverage
            before = found.get(coverage.set.id)
            if before is not None and (document.error is not None or before.document.error is not None):
                if document.error is not None:
                    continue  # what could be read tells more
            elif before is not None and (one_report or before.document.language != document.language):
                if document.language != lang or before.document.language == lang:
                    continue
            elif before is not None:
                paths = (before.document.path, document.path)
                raise AssemblyError(message("grid.two-reports", set=coverage.set.id, paths=paths))
            found[coverage.set.id] = Laid(
                document,
                coverage,
                {c.criterion.code: c.status for c in coverage.criteria},
                {c.criterion.code: c.words for c in coverage.criteria},
                {c.criterion.code: c.evidence[0] for c in coverage.criteria if c.evidence},
            )
    return found


def _mapping_findings(table: Grid) -> Iterator[Finding]:
    """What the mapping leaves out of the grid, or leaves open in it (see crosswalk.MappingCheck)."""
    for check in table.checks:
        for code, esg in check.unknown:
            yield Finding("grid-unknown-esg", "error", None, check.set, code.text, {"esg": esg})
        if check.without_esg:
            codes = tuple(code.text for code in check.without_esg)
            yield Finding("grid-criterion-without-esg", "warning", None, check.set, None, {"codes": codes})
        if check.without_criterion:
            arguments: Mapping[str, Value] = {"esg": check.without_criterion}
            yield Finding("grid-esg-without-criterion", "info", None, check.set, None, arguments)


def fold(codes: Sequence[Code]) -> list[str]:
    """3.2.1–3.2.4 for codes of one parent whose last numbers follow each other; anything else stands alone."""
    runs: list[list[Code]] = []
    for code in codes:
        last = runs[-1][-1].parts if runs else ()
        if last and code.parts[:-1] == last[:-1] and code.parts[-1] == last[-1] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    shown: list[str] = []
    for run in runs:
        shown += [f"{run[0]}–{run[-1]}"] if len(run) >= _FOLD else [code.text for code in run]
    return shown
