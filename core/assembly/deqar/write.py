"""`sapa assemble deqar`: a draft record for EQAR's register of reports, from a case, a filled expert report or both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ...loading.installed import Assembled, Assembly, AssemblyError, Option, Request
from ..decisions import DECISIONS

if TYPE_CHECKING:
    from ...expert_report.review import Review
    from ...model.case import Case
    from ...model.case import Programme as InCase
    from ...model.findings import Finding
    from ...model.term_rules import Outcome
    from .facts import Record


def build(request: Request, format: str) -> Assembled:
    from ...reporting.as_json import dump, finding_json
    from . import facts as deqar

    records, findings = records_of(request)
    findings += [finding for record in records for finding in deqar.check(record)]
    if format == "csv":
        return Assembled(deqar.as_csv(records), tuple(findings))
    value = {
        "schema": "sapa.deqar/1",
        "draft": True,
        "records": [deqar.as_json(record) for record in records],
        "placeholders": list(dict.fromkeys(one for record in records for one in deqar.placeholders(record))),
        "findings": [finding_json(finding, request.lang) for finding in findings],
    }
    return Assembled(dump(value), tuple(findings))


def records_of(request: Request) -> tuple[list[Record], list[Finding]]:
    """A record for every decision: programmes of a cluster with the same one share it."""
    from ...model.findings import Finding
    from .facts import (
        KINDS,
        Activity,
        File,
        Institution,
        Programme,
        Record,
        decision_of,
        end_of,
        facts,
        identifier,
        level_of,
        placeholder,
        status_of,
    )

    case, review = _sources(request)
    options = request.options
    findings: list[Finding] = []
    sets = _sets(request, case, review)
    kinds = [facts()["activities"].get(id) for id in sets]
    asked = options.get("activity")
    if asked is not None:
        kinds = [asked, *kinds[1:]]
    programmes = _programmes(case, review)
    kinds = [kind if kind in KINDS else "programme" if programmes else "institutional" for kind in kinds]
    if set(kinds) == {"institutional"}:
        programmes = []
    activities = tuple(
        Activity(placeholder(f"DEQAR activity id for {id}: {kind}"), kind) for id, kind in zip(sets, kinds, strict=True)
    )
    name = _institution(case, review)
    country = case.institution.country if case is not None else "KZ"
    if case is None:
        findings.append(Finding("deqar-country", "info", arguments={"country": country}))
    institution = Institution(placeholder(f"DEQAR id of {name or 'the institution'}"), name, country)
    start: date | None = options.get("valid-from") or options.get("decided")
    report = review.report if review is not None else None
    language = report.language if report is not None else placeholder("language of the report: kk, ru, en")
    file = File(options.get("url") or placeholder("address of the published report, PDF"), "Report", (language,))
    records: list[Record] = []
    for outcome, group in _by_outcome(options.get("decision"), review, programmes, findings):
        last = options.get("valid-to")
        if last is None and start is not None and outcome.decision == "accredit" and outcome.years:
            last = end_of(start, outcome.years)
        from_text = start.isoformat() if start is not None else placeholder("valid from, YYYY-MM-DD")
        open_end = placeholder("valid to, YYYY-MM-DD") if outcome.decision == "accredit" else ""
        codes = [one.code for one in group] if len(group) <= 4 else [group[0].code, f"and-{len(group) - 1}"]
        begun = case.start.isoformat() if case is not None and case.start is not None else ""
        local = identifier(*sets, *codes, _plain(case, review), begun)
        records.append(
            Record(
                agency=options.get("agency") or placeholder("acronym or DEQAR id of the agency"),
                local_identifier=local,
                activities=activities,
                status=status_of([country]),
                decision=decision_of(outcome.decision, outcome.years),
                valid_from=from_text,
                valid_to=last.isoformat() if last is not None else open_end,
                files=(file,),
                institutions=(institution,),
                programmes=tuple(
                    Programme(_primary(one), *level_of(one.code), one.code, _alternatives(one)) for one in group
                ),
                summary=_summary(review),
            )
        )
    return records, findings


def _sources(request: Request) -> tuple[Case | None, Review | None]:
    """The case and the report among the arguments. Raises AssemblyError."""
    from ...expert_report.review import Given
    from ...expert_report.review import review as run
    from ...model.case import case_folders
    from ...reading.tools import probe
    from ...words.messages import message

    folders = case_folders(request.paths)
    reports = [path for path in request.paths if path not in folders and not path.endswith("sapa.toml")]
    if len(folders) > 1 or len(reports) > 1:
        raise AssemblyError(message("deqar.one-each"))
    case = _case(folders[0], request) if folders else request.case
    review = None
    if reports:
        given = Given(set=request.sets[0] if request.sets else None, case=case)
        review = run(reports[0], given, request.loaded, probe())
        if review.report is None:
            assert review.error is not None
            raise AssemblyError(review.error)
    return case, review


def _case(folder: str, request: Request) -> Case:
    from ...loading.case_file import read_case
    from ...loading.data_file import DataFileError
    from ...words.messages import message

    loaded = request.loaded
    try:
        return read_case(folder, loaded.procedures, [*loaded.sets, *(one.key for one in loaded.sets.every)])
    except DataFileError as error:
        raise AssemblyError(message("case.faults", file=error.file, count=len(error.problems))) from error


def _sets(request: Request, case: Case | None, review: Review | None) -> list[str]:
    """Ids of the sets that the accreditation is about: each is an activity."""
    from ...words.messages import message

    found: list[str] = []
    if review is not None and review.report is not None:
        found.append(review.report.set.id)
    if case is not None:
        procedure = request.loaded.procedures.get(case.procedure)
        if not found and procedure is not None:
            found += procedure.sets
        found += case.sets
    found += [one.id for one in request.sets]
    if not found:
        raise AssemblyError(message("deqar.no-set"))
    return list(dict.fromkeys(id.partition("@")[0] for id in found))


def _programmes(case: Case | None, review: Review | None) -> list[InCase]:
    """Those of the case; without a case those that the report names by their codes."""
    from ...model.case import Programme
    from ...model.programme_codes import programme_code
    from ...model.standards import Titles

    if case is not None:
        return list(case.programmes)
    report = review.report if review is not None else None
    codes = [code for code in (report.ratings if report is not None else {}) if programme_code(code)]
    return [Programme(code, Titles({})) for code in codes]


def _institution(case: Case | None, review: Review | None) -> str:
    from ...expert_report.tags import Tag

    if case is not None:
        return case.institution.names.get("en")
    report = review.report if review is not None else None
    written = report.get(Tag("cover", field="institution")) if report is not None else None
    return " ".join(written.text.split())[:200].translate(str.maketrans("<>", "‹›")) if written is not None else ""


def _plain(case: Case | None, review: Review | None) -> str:
    """What tells institutions apart in an identifier: the name, else the digest of the report that it handed in."""
    from ...expert_report.tags import Property
    from .facts import identifier

    name = identifier(_institution(case, review))[:60]
    if name and name != "report":
        return name
    report = review.report if review is not None else None
    return (report.properties.get(Property.SHA256) or report.sha256)[:10] if report is not None else "institution"


def _by_outcome(
    asked: str | None, review: Review | None, programmes: Sequence[InCase], findings: list[Finding]
) -> list[tuple[Outcome, list[InCase]]]:
    """The council's decision where the user says it; else what the experts recommend, which is said."""
    from ...expert_report.decisions import decided
    from ...expert_report.tags import Tag
    from ...model.findings import Finding
    from ...model.term_rules import UNDETERMINED, Outcome

    if asked is not None:
        years = asked.partition("-")[2]
        outcome = Outcome("accredit", int(years)) if years else Outcome("refuse")
        return [(outcome, list(programmes))]
    report = review.report if review is not None else None
    if report is None:
        return [(UNDETERMINED, list(programmes))]
    keys = {report.codes.get(key, key): key for key in report.programmes}
    groups: dict[Outcome, list[InCase]] = {}
    every: list[InCase | None] = [*programmes] or [None]
    for programme in every:
        key = keys.get(programme.code, "") if programme is not None else ""
        written = report.get(Tag("conclusion", programme=key, field="decision"))
        outcome = (decided(written) if written is not None and written.filled else None) or UNDETERMINED
        groups.setdefault(outcome, [])
        if programme is not None:
            groups[outcome].append(programme)
    if any(outcome != UNDETERMINED for outcome in groups):
        findings.append(Finding("deqar-recommended", "warning"))
    return list(groups.items())


def _primary(one: InCase) -> str:
    from .facts import placeholder

    return one.names.get("en") or placeholder(f"name of {one.code}, English")


def _alternatives(one: InCase) -> tuple[str, ...]:
    first = _primary(one)
    return tuple(dict.fromkeys(name for name in one.names.all() if name != first))


def _summary(review: Review | None) -> str:
    """The experts' reasons where the report is in English, as DEQAR wants summaries."""
    from ...expert_report.tags import Tag

    report = review.report if review is not None else None
    if report is None or report.language != "en":
        return ""
    written = report.get(Tag("conclusion", field="reasons"))
    return written.text if written is not None else ""


ASSEMBLY = Assembly(
    id="deqar",
    summary="A draft record for DEQAR, EQAR's register of reports, with placeholders for ids; never an upload.",
    formats=("json", "csv"),
    needs="filled",
    build=build,
    options=(
        Option(
            "decision",
            "The Accreditation Council's decision. Default: what the report recommends.",
            "choice",
            DECISIONS,
        ),
        Option("decided", "Day of the decision; the record is valid from it.", "date"),
        Option("valid-from", "First day of validity, where it is another.", "date"),
        Option("valid-to", "Last day of validity. Default: by the years of the decision.", "date"),
        Option("url", "Address of the published report (PDF)."),
        Option("agency", "The agency's acronym or id in DEQAR."),
        Option(
            "activity",
            "What was assessed. Default: by the standards.",
            "choice",
            ("institutional", "programme", "institutional/programme", "joint"),
        ),
    ),
    help="""Give the folder of a case, a report that the experts filled in, or both.

The record is checked offline by the rules of DEQAR's submission: which activity needs institutions and programmes,
dates, files, lengths. Ids that only EQAR can give are placeholders in angle brackets. Nothing is sent anywhere.""",
)
