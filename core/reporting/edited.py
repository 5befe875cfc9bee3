"""What an editor would see, rule by rule, apart from the other findings: a rule that has much to say takes one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.findings import Finding, Severity
from ..model.results import DocumentResult
from ..rules.editor.listed import RULES
from ..showing.layout import Column, Paper, Span
from ..showing.places import Places
from ..showing.view import Tell, other_findings
from ..words.messages import Lang, Message, say

LISTED = 3  # findings of a rule that stand one by one; more are folded under its title


@dataclass(frozen=True)
class Group:
    """The findings of one rule, in the order of the report."""

    rule: str
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        return self.findings[0].severity

    @property
    def title(self) -> Message:
        return Message(f"editor.{self.rule}")

    @property
    def folded(self) -> bool:
        return len(self.findings) > LISTED


def others(document: DocumentResult) -> list[Finding]:
    """What neither the gaps nor an editor's rules tell."""
    return [finding for finding in other_findings(document) if finding.rule not in RULES]


def groups(document: DocumentResult) -> list[Group]:
    """An editor's findings by rule: warnings first, then in the order of the rules."""
    found: dict[str, list[Finding]] = {rule: [] for rule in RULES}
    for finding in other_findings(document):
        if finding.rule in found:
            found[finding.rule].append(finding)
    made = [Group(rule, tuple(findings)) for rule, findings in found.items() if findings]
    return sorted(made, key=lambda group: group.severity != "warning")


def write_edited(paper: Paper, document: DocumentResult, tell: Tell, lang: Lang, *, details: bool) -> None:
    """Lines of the report; details: every finding."""
    found = groups(document)
    if not found:
        return
    paper.blank()
    paper.write([(tell("report.edited", count=sum(len(group.findings) for group in found)), "head")])
    width = max(len(tell(f"severity.{group.severity}")) for group in found)
    places = Places(document, tell)
    for group in found:
        severity: list[Span] = [(tell(f"severity.{group.severity}"), group.severity)]
        for said in _lines(group, places, tell, lang, details):
            paper.row([severity, said], [Column(width), Column()], indent=2)


def _lines(group: Group, places: Places, tell: Tell, lang: Lang, details: bool) -> Sequence[list[Span]]:
    if group.folded and not details:
        where = dict.fromkeys(filter(None, (places.text(finding.place) for finding in group.findings)))
        shown = "; ".join(list(where)[:LISTED]) + ("; …" if len(where) > LISTED else "")
        return [[(f"{say(group.title, lang)}: {len(group.findings)}", ""), (f" ({shown})" if shown else "", "place")]]
    told: list[list[Span]] = []
    for finding in group.findings:
        where_it_is = places.text(finding.place)
        told.append([(say(finding.message, lang), ""), (f"; {where_it_is}" if where_it_is else "", "place")])
    return told
