"""`sapa assemble notices`: what the institution, the ministry and the register are told of a decision, a file each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...loading.installed import Assembled, Assembly, Option, Request
from ...model.findings import Finding
from ..files.archive import zipped
from .decision import decisions, follow_up
from .known import REPORT, TEMPLATE, Known, known

if TYPE_CHECKING:
    from .sheet import Sheet

_OUTCOMES = ("accredited", "refused")


def build(request: Request, format: str) -> Assembled:
    from .sheet import Sheet  # python-docx takes longer to load than most assemblies take

    of = known(request)
    made: list[tuple[str, bytes]] = []
    findings: tuple[Finding, ...] = ()
    for name, write in _NOTICES:
        sheet = Sheet.titled_by(of, f"council.notice-{name}")
        write(sheet, _outcome(of))
        _signed(sheet)
        made.append((f"notice-{name}.docx", sheet.save()))
        findings = sheet.said_of_template()
    return Assembled(zipped(made), findings, files=tuple(made))


def _outcome(of: Known) -> str:
    """One of _OUTCOMES, as the user or else the case says; "" where neither does."""
    if asked := of.request.options.get("outcome"):
        return str(asked)
    decided = of.case.decision
    return "" if decided is None else "accredited" if decided.accredited else "refused"


def _addressed(sheet: Sheet, hint: str, to: str = "") -> None:
    day = ("council.date", "", "eeg-hint.date")
    sheet.facts(sheet.title, [("council.number", "", "council.hint-number"), day, ("council.to", to, hint)])


def _institution(sheet: Sheet, outcome: str) -> None:
    tell, of = sheet.tell, sheet.known
    _addressed(sheet, "council.hint-institution", of.institution)
    sheet.paragraph(tell("letter.greeting"))
    if of.decided_on is not None:
        sheet.paragraph(tell("council.notice-opening", day=sheet.day(of.decided_on), institution=of.institution))
    else:
        sheet.paragraph(tell("council.notice-opening-open", institution=of.institution))
    decisions(sheet, tell("council.decided"))
    if not outcome:
        sheet.note(tell("council.notice-either"))
    if outcome != "refused":
        _accredited(sheet, headed=not outcome)
    if outcome != "accredited":
        _refused(sheet, headed=not outcome)
    sheet.paragraph(tell("council.publication"))


def _accredited(sheet: Sheet, *, headed: bool) -> None:
    if headed:
        sheet.heading(sheet.tell("council.if-accredited"))
    for name in ("certificate", "register", "follow-up"):
        sheet.paragraph(sheet.tell(f"council.accredited-{name}"))
    follow_up(sheet)


def _refused(sheet: Sheet, *, headed: bool) -> None:
    if headed:
        sheet.heading(sheet.tell("council.if-refused"))
    sheet.text_blank("reasons", sheet.tell("council.refused-reasons"), "council.hint-reasons", level=2 if headed else 1)
    sheet.paragraph(sheet.tell("council.appeal"))


def _ministry(sheet: Sheet, outcome: str) -> None:
    _addressed(sheet, "council.hint-ministry")
    sheet.paragraph(sheet.tell("council.ministry-opening"))
    _data(sheet)


def _register(sheet: Sheet, outcome: str) -> None:
    sheet.paragraph(sheet.tell("council.register-opening"))
    _data(sheet)
    case = sheet.known.case
    facts = [
        ("council.licence", case.institution.licence, "eeg-hint.number"),
        ("council.website", case.institution.website, "council.hint-link"),
        ("council.report-link", "", "council.hint-link"),
        ("council.decision-link", "", "council.hint-link"),
    ]
    title = sheet.tell("council.further")
    sheet.heading(title)
    sheet.facts(title, facts)


def _data(sheet: Sheet) -> None:
    """What was accredited, with the decision and the certificate: a line for each programme, or for the institution."""
    tell, of = sheet.tell, sheet.known
    names = ("subject", "level", "decision", "until", "certificate")
    heads = [tell(f"council.head-{name}") for name in names]
    levels = {1: [tell(f"level.{subject.level}") for subject in of.subjects if subject.level]}
    table = sheet.table(heads, (5.0, 2.6, 3.6, 2.9, 2.9), title=sheet.title, unbroken=levels)
    if any(subject.code for subject in of.subjects):
        sheet.group_row(table, of.institution)
    for number, subject in enumerate(of.subjects, start=1):
        level = tell(f"level.{subject.level}") if subject.level else "–"
        row = table.row([subject.label, level, "", "", ""])
        sheet.decision(row, 2, number, f"{heads[2]} {subject.code}".strip())
        sheet.blank(row.paragraph(3), f"until-{number}", f"{heads[3]} {number}", "council.hint-until")
        sheet.blank(row.paragraph(4), f"certificate-{number}", f"{heads[4]} {number}", "council.hint-certificate")


def _signed(sheet: Sheet) -> None:
    sheet.signatures([(sheet.tell("council.president-of-agency"), "")])
    coordinator = sheet.known.case.coordinator
    if coordinator is not None:
        contact = ", ".join(part for part in (coordinator.name, coordinator.email, coordinator.phone) if part)
        sheet.note(f"{sheet.tell('council.coordinator')}: {contact}")


_NOTICES: tuple[tuple[str, Callable[[Sheet, str], None]], ...] = (
    ("institution", _institution),
    ("ministry", _ministry),
    ("register", _register),
)

ASSEMBLY = Assembly(
    id="notices",
    summary="The notices of a decision: to the institution, to the ministry, and for the register.",
    formats=("zip",),
    needs="case",
    build=build,
    options=(
        Option("outcome", "What was decided; without it the letter has both.", "choice", _OUTCOMES),
        REPORT,
        TEMPLATE,
    ),
    help="""-o FOLDER/ writes three Word files, -o notices.zip all of them in one. The decision itself, the certificate
and the signatures are blanks. CASE is a folder with a sapa.toml.""",
)
