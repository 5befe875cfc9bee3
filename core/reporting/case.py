"""The checklist of a case: what is met, what is not, what only people can check; each line with its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..case.check import in_language
from ..model.findings import SEVERITIES, Finding
from ..model.procedures import ACTORS, Actor
from ..model.results import CaseResult, Line, Result, State
from ..showing.layout import Column, Paper, Span, cells_of
from ..showing.view import Tell
from ..words.messages import Lang, Message, say
from .rule_tables import cell_text, write_tables

SHOWN: tuple[State, ...] = ("not-met", "open", "hand", "confirmed", "met", "waived")


@dataclass(frozen=True)
class Shown:
    """A line of the checklist in a language. facts: what shows it or what is wrong; remarks: note and why by hand.

    by: who acts so that it is met
    """

    id: str
    by: Actor
    title: str
    facts: tuple[str, ...]
    source: str
    remarks: tuple[str, ...]


def checklist(
    case: CaseResult, tell: Tell, lang: Lang, told: Callable[[Message], str] | None = None
) -> list[tuple[State, list[Shown]]]:
    """The lines by state, the worst first; states without lines are left out. told: makes sentences, else `say`."""
    speak = told or (lambda said: say(said, lang))
    by_state: list[tuple[State, list[Shown]]] = []
    for state in SHOWN:
        lines = [_shown(case, line, tell, lang, speak) for line in case.lines if line.state == state]
        if lines:
            by_state.append((state, lines))
    return by_state


def by_actor(states: list[tuple[State, list[Shown]]]) -> list[tuple[Actor, list[tuple[State, list[Shown]]]]]:
    """The lines of the checklist by who acts: the university, the agency, the commission; by state in each."""
    found = []
    for actor in ACTORS:
        own = [(state, [line for line in lines if line.by == actor]) for state, lines in states]
        if kept := [(state, lines) for state, lines in own if lines]:
            found.append((actor, kept))
    return found


def _shown(case: CaseResult, line: Line, tell: Tell, lang: Lang, told: Callable[[Message], str]) -> Shown:
    requirement = line.requirement
    facts = [told(in_language(finding, case, lang).message) for finding in line.findings]
    if line.said is not None:
        facts.append(told(line.said))
    if line.confirmation is not None:
        facts.append(tell("case.confirmed", person=line.confirmation.person, day=str(line.confirmation.day)))
        facts += [line.confirmation.note] if line.confirmation.note else []
    remarks = []
    if note := requirement.note.get(lang):
        other = case.procedure.source_text(requirement.otherwise, lang)
        remarks.append(tell("case.note-otherwise", text=note, source=other) if other else tell("case.note", text=note))
    if why := requirement.why.get(lang):
        remarks.append(tell("case.why", text=why))
    source = case.procedure.source_text(requirement.sources, lang)
    if requirement.certainty == "inferred":
        source = f"{source} ({tell('case.inferred')})"
    title = requirement.titles.get(lang)
    facts = [fact.removeprefix(f"{title}: ") for fact in facts]
    return Shown(requirement.id, requirement.actor, title, tuple(dict.fromkeys(facts)), source, tuple(remarks))


def summary(case: CaseResult, tell: Tell) -> str:
    counts = case.counts()
    return tell(
        "case.counts",
        not_met=counts["not-met"],
        open=counts["open"],
        hand=counts["hand"],
        met=counts["met"] + counts["confirmed"],
    )


def heading(case: CaseResult, tell: Tell, lang: Lang) -> tuple[str, str]:
    """Who, and what: the institution, the procedure and the type of accreditation."""
    title = tell("case.title", institution=case.case.institution.names.get(lang))
    return title, tell("case.about", procedure=case.procedure.titles.get(lang), type=case.case.type)


def other_findings(result: Result) -> list[Finding]:
    """Findings of the case that belong to no line of the checklist: annexes, waivers."""
    found = [finding for finding in result.findings if "requirement" not in finding.arguments]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def waived(result: Result) -> int:
    every = [*result.findings, *(finding for document in result.documents for finding in document.findings)]
    return sum(finding.rule == "waived" for finding in every)


def write_case(paper: Paper, result: Result, tell: Tell, lang: Lang, *, details: bool) -> None:
    """The checklist before everything else; remarks only with details."""
    case = result.case
    assert case is not None
    title, about = heading(case, tell, lang)
    paper.write([(title, "title")])
    paper.write(about)
    paper.lines.append([(case.path, "quiet")])
    paper.blank()
    paper.write([(tell("case.checklist") + ": ", "head"), (summary(case, tell), "")], hanging=2)
    lines = checklist(case, tell, lang)
    width = max((cells_of(tell(f"case-state.{state}")) for state, _ in lines), default=8)
    for actor, states in by_actor(lines):
        paper.blank()
        paper.write([(tell(f"actor.{actor}"), "title")])
        for state, shown in states:
            paper.blank()
            for line in shown:
                _write_line(paper, line, state, width, tell, details)
    if left := case.counts()["not-required"]:
        paper.blank()
        paper.write([(tell("case.others", count=left), "quiet")])
    write_tables(paper, case.overviews, None, lang)
    _write_notes(paper, notes(case, lang), tell, details)
    _write_others(paper, other_findings(result), waived(result), tell, lang)


_STYLES: dict[State, str] = {
    "not-met": "missing",
    "open": "thin",
    "hand": "not_checked",
    "confirmed": "addressed",
    "met": "addressed",
    "waived": "not_applicable",
}


def _write_line(paper: Paper, line: Shown, state: State, width: int, tell: Tell, details: bool) -> None:
    said: list[Span] = [(line.title, "head" if state == "not-met" else ""), (f" [{line.id}]", "quiet")]
    for fact in line.facts:
        said.append((f"\n{fact}", "" if state in ("not-met", "waived") else "quiet"))
    said.append((f"\n{tell('case.source', source=line.source)}", "quiet"))
    if details or state == "not-met":
        said += [(f"\n{remark}", "quiet") for remark in line.remarks]
    label = [(tell(f"case-state.{state}"), _STYLES[state])]
    paper.row([label, said], [Column(width), Column()])


def notes(case: CaseResult, lang: Lang) -> list[tuple[str, str]]:
    """What the sources of the procedure say differently or leave open: the fact, and where it stands."""
    return [(one.text.get(lang), case.procedure.source_text(one.sources, lang)) for one in case.procedure.notes]


def _write_notes(paper: Paper, notes: Sequence[tuple[str, str]], tell: Tell, details: bool) -> None:
    """Only their number without details: they are the same for every case of the procedure."""
    if not notes:
        return
    paper.blank()
    if not details:
        paper.write([(tell("case.facts", count=len(notes)), "quiet")])
        return
    paper.write([(tell("procedure.facts"), "head")])
    for text, source in notes:
        paper.row(
            ["–", [(text, ""), (f"\n{tell('case.source', source=source)}", "quiet")]], [Column(1), Column()], indent=2
        )


def _write_others(paper: Paper, findings: Sequence[Finding], waived: int, tell: Tell, lang: Lang) -> None:
    if waived:
        paper.blank()
        paper.write([(tell("case.waived-count", waived=waived), "not_applicable")])
    if not findings:
        return
    paper.blank()
    paper.write([(tell("case.annex-findings"), "head")])
    width = max(cells_of(tell(f"severity.{finding.severity}")) for finding in findings)
    for finding in findings:
        severity = [(tell(f"severity.{finding.severity}"), finding.severity)]
        paper.row([severity, say(finding.message, lang)], [Column(width), Column()], indent=2)


def tables(case: CaseResult, lang: Lang) -> list[tuple[str, list[str], list[list[str]]]]:
    """The tables below the checklist for a page: title, heads, rows."""
    return [
        (
            say(one.title, lang),
            [say(head, lang) for head in one.heads],
            [[cell_text(cell, None, lang) for cell in row] for row in one.rows],
        )
        for one in case.overviews
    ]
