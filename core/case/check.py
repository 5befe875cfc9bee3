"""The check of a case: its reports against the sets that the procedure calls for, and every rule of the procedure."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from ..checking.joined import check_reports
from ..checking.limits import limits
from ..checking.remembered import Remembered
from ..checking.settings import Settings
from ..checking.waivers import Waivers, codes_of, waive_document
from ..checking.workers import Crew, apart
from ..loading.installed import Loaded
from ..model.case import Case, Waiver
from ..model.document import ReadingError
from ..model.findings import SEVERITIES, Finding
from ..model.places import Place
from ..model.procedures import HAND, Procedure, Requirement
from ..model.results import CaseResult, DocumentResult, Line, Result, State
from ..model.standards import StandardSet
from ..reading import Progress
from ..reading.tools import Tools
from ..rules.annexes import as_evidence, compare, opens_freely
from ..rules.case_checks import CHECKS, CaseContext, Fault, Outcome
from ..rules.report_checks import told_by_review
from ..rules.requirement_checks import Reviewed
from ..version import __version__
from ..words.messages import Lang
from .annex_table import annex_table
from .copies import with_copies
from .reviewed import reviewed_report
from .shared_texts import with_shared_texts
from .versions import versions

Memory = Callable[[Settings], Remembered]


def sets_of(case: Case, loaded: Loaded) -> list[StandardSet]:
    """The sets that the procedure calls for and those that the case adds. Raises FailedSet or UnknownSet."""
    chosen: dict[str, StandardSet] = {}
    for name in (*loaded.procedures[case.procedure].sets, *case.sets):
        found = loaded.sets.find(name)
        chosen.setdefault(found.key, found)
    return list(chosen.values())


def check_case(
    case: Case,
    loaded: Loaded,
    settings: Settings,
    *,
    today: date,
    waivers: Sequence[Waiver] = (),
    jobs: int | None = None,
    progress: Progress | None = None,
    memory: Memory | None = None,
    workers: Crew | None = None,
) -> Result:
    """Checks a case. settings.sets: named by the user, in place of the procedure's; waivers: besides those of the case.

    memory: gives what is remembered under the settings that hold for the case
    Raises FailedSet or UnknownSet where a set that the procedure calls for is not there.
    """
    asked = asked_of(case, loaded, settings)
    documents = check_reports(
        files_of(case), asked, jobs=jobs, progress=progress, memory=memory and memory(asked), workers=workers
    )
    documents = with_shared_texts(with_copies(case, documents, asked), asked.skip)
    procedure = loaded.procedures[case.procedure]
    reviewed = reviewed_report(case, loaded, settings)
    return judge(
        case, procedure, documents, __version__, settings.tools, today=today, waivers=waivers, reviewed=reviewed
    )


def asked_of(case: Case, loaded: Loaded, settings: Settings) -> Settings:
    """What the reports of a case are checked against. Raises FailedSet or UnknownSet."""
    levels = {programme.level for programme in case.programmes}
    return replace(
        settings,
        sets=settings.sets or tuple(sets_of(case, loaded)),
        level=settings.level or (levels.pop() if len(levels) == 1 else None),
    )


def files_of(case: Case) -> list[tuple[str, ...]]:
    """The files of each report of a case, in its order."""
    return [tuple(case.path(file) for file in report.files) for report in case.reports]


def judge(
    case: Case,
    procedure: Procedure,
    documents: Sequence[DocumentResult],
    version: str,
    tools: Tools,
    *,
    today: date,
    waivers: Sequence[Waiver] = (),
    reviewed: Reviewed | None = None,
) -> Result:
    """The result of a case whose reports have been checked. today: against which deadlines and waivers are held."""
    place = Place(case.file)
    applied = Waivers((*case.waivers, *waivers), today, place)
    folder = case.path(case.annexes) if case.annexes is not None else None
    annexes, wanting = compare(folder, documents, _opens)
    known: list[DocumentResult] = []
    for document, found in zip(documents, wanting, strict=True):
        findings = sorted((*document.findings, *found), key=lambda finding: SEVERITIES.index(finding.severity))
        covered = tuple(replace(one, coverage=as_evidence(one.coverage, annexes)) for one in document.sets)
        known.append(waive_document(replace(document, findings=tuple(findings), sets=covered), applied))
    annexes = replace(annexes, findings=applied.apply(annexes.findings))
    context = CaseContext(
        case, procedure, tuple(known), annexes, today, partial(_size, case), reviewed, versions(case, known)
    )
    lines = tuple(_line(context, requirement, applied) for requirement in procedure.checklist)
    findings = [finding for line in lines for finding in (line.findings or (_about(line, context),))]
    findings += [*annexes.findings, *applied.about_themselves(codes_of(documents))]
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    table = annex_table(annexes)
    result = CaseResult(case.folder, case, procedure, lines, today, (table,) if table is not None else ())
    return Result(version, tools.present(), tuple(known), tuple(findings), result)


def _opens(path: str) -> bool:
    """Whether a PDF opens without a password; found out in a process of its own, as all that is read is."""
    try:
        free: bool = apart(path, opens_freely, path, limits=limits())
    except ReadingError:  # it cannot be read, and not for want of a password
        return True
    return free


def _size(case: Case, file: str) -> int | None:
    """In bytes; None where there is no such file. Raises OSError where there may be one that cannot be opened."""
    path = Path(case.path(file))
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    with path.open("rb"):
        return found.st_size


def _line(context: CaseContext, requirement: Requirement, waivers: Waivers) -> Line:
    case = context.case
    if (requirement.types and case.type not in requirement.types) or not _asked(case, requirement):
        return Line(requirement, "not-required")
    if requirement.terms and not _due(context, requirement):
        return Line(requirement, "not-required")
    if requirement.check == HAND and (told := told_by_review(context, requirement)) is not None:
        return _told(context, requirement, waivers, told)
    if requirement.check == HAND:
        confirmed = next((one for one in case.confirmed if one.requirement == requirement.id), None)
        return Line(requirement, "confirmed" if confirmed else "hand", confirmation=confirmed)
    return _told(context, requirement, waivers, CHECKS[requirement.check].run(context, requirement))


def _told(context: CaseContext, requirement: Requirement, waivers: Waivers, outcome: Outcome) -> Line:
    findings = waivers.apply(_findings(context, requirement, outcome.faults))
    state: State = outcome.state
    if findings and all(finding.rule == "waived" for finding in findings):
        state = "waived"
    return Line(requirement, state, outcome.said, findings)


def _asked(case: Case, requirement: Requirement) -> bool:
    """A requirement of further sets holds where the case asks for one of them."""
    return not requirement.sets or any(name.partition("@")[0] in requirement.sets for name in case.sets)


def _due(context: CaseContext, requirement: Requirement) -> bool:
    """What follows a term of so many years is due after such a decision; until it is stated nobody knows."""
    decision, day = context.case.decision, context.case.days_of("decision")
    if decision is None:
        return day is not None and day.last <= context.today
    return decision.years in requirement.terms


def _findings(context: CaseContext, requirement: Requirement, faults: Sequence[Fault]) -> Iterator[Finding]:
    for fault in faults:
        yield Finding(
            fault.rule,
            fault.severity or requirement.severity,
            fault.place or context.place,
            arguments={**fault.arguments, **_named(context.procedure, requirement, "en")},
        )


def _about(line: Line, context: CaseContext) -> Finding:
    """A line without faults as a finding, so that a result holds the whole checklist."""
    arguments = _named(context.procedure, line.requirement, "en")
    place = context.place
    if line.state == "confirmed" and line.confirmation is not None:
        arguments |= {"person": line.confirmation.person, "day": str(line.confirmation.day)}
        return Finding("requirement-confirmed", "info", place, arguments=arguments)
    if line.state == "hand":
        return Finding("requirement-by-hand", "info", place, arguments=arguments)
    if line.state == "met":
        return Finding("requirement-met", "info", place, arguments=arguments)
    if line.state == "open":
        return Finding("requirement-open", "info", place, arguments=arguments)
    if not _asked(context.case, line.requirement):
        return Finding("requirement-not-asked", "info", place, arguments={**arguments, "sets": line.requirement.sets})
    if line.requirement.terms:
        return Finding("requirement-not-due", "info", place, arguments=arguments)
    return Finding("requirement-not-required", "info", place, arguments={**arguments, "type": context.case.type})


def _named(procedure: Procedure, requirement: Requirement, lang: Lang) -> dict[str, str]:
    return {
        "requirement": requirement.id,
        "title": requirement.titles.get(lang),
        "source": procedure.source_text(requirement.sources, lang),
    }


def in_language(finding: Finding, case: CaseResult | None, lang: Lang) -> Finding:
    """A finding of the case with the title and source of its requirement in a language."""
    if case is None or finding.arguments.get("requirement") not in case.procedure.by_id:
        return finding
    requirement = case.procedure.by_id[str(finding.arguments["requirement"])]
    return replace(finding, arguments={**finding.arguments, **_named(case.procedure, requirement, lang)})
