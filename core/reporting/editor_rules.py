"""An editor's rules for people who choose among them: id, severity, what each looks for and where it comes from."""

from __future__ import annotations

from ..rules.editor.listed import RULES
from ..showing.layout import Column, Line, Paper
from ..showing.view import teller
from ..words.messages import Lang


def lines(lang: Lang, width: int) -> list[Line]:
    tell, paper = teller(lang), Paper(width)
    paper.write([(tell("report.editor-rules"), "")])
    columns = [
        Column(max(map(len, RULES))),
        Column(max(len(tell(f"severity.{rule.severity}")) for rule in RULES.values())),
        Column(),
    ]
    for rule in RULES.values():
        severity = tell(f"severity.{rule.severity}")
        what = [(tell(f"editor.{rule.id}"), ""), (f"\n{tell(f'editor-source.{rule.source}')}", "quiet")]
        paper.row([[(rule.id, "code")], [(severity, rule.severity)], what], columns)
    return paper.lines
