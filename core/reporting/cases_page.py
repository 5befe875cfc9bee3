"""Several cases -> one page for the agency: the table of the cases, worst first; nothing of a report's content."""

from __future__ import annotations

from ..model.coverage import Status
from ..model.results import CasesResult, DocumentResult
from ..showing.page import template
from ..showing.view import file_name, teller
from ..words.messages import Lang, Message, say
from .as_json import summary as counted
from .cases import Row, name_of, next_day, remarks, rows, summary
from .overview import ranked


def _faults(row: Row, lang: Lang) -> list[str]:
    """Why a case was not checked, a line for each fault, without the path of this machine."""
    said = row.case.fault.told(lang) if row.case.fault is not None else ""
    return [line.strip() for line in said.replace(row.case.path, name_of(row)).split("\n")]


def render(found: CasesResult, lang: Lang = "en") -> str:
    tell = teller(lang)
    made = rows(found, lang)

    def told(said: Message) -> str:
        path = said.arguments.get("path")
        kept = {**said.arguments, "path": file_name(path)} if isinstance(path, str) else said.arguments
        return say(Message(said.id, kept), lang)

    def shares(document: DocumentResult) -> list[tuple[int, int]]:
        every = [(counted(one.coverage.criteria), len(one.coverage.criteria)) for one in document.sets]
        return [(counts[Status.ADDRESSED], total) for counts, total in every]

    return template("cases.html.j2", __package__).render(
        lang=lang,
        version=found.version,
        rows=made,
        summary=summary(made, tell),
        others=ranked(found.others) if found.others is not None else [],
        tell=tell,
        told=told,
        name=name_of,
        file_name=file_name,
        remarks=lambda row: remarks(row, tell),
        faults=lambda row: _faults(row, lang),
        shares=shares,
        next_day=lambda row: next_day(row, lang),
    )
