"""Criteria against programmes: where the report for several programmes names each of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...loading.installed import Assembled, Assembly, AssemblyError, Option, Request
from ...model.case import Programme
from ...model.findings import Finding
from ...model.standards import Titles
from ...showing.layout import Column, Paper, Spans, cells_of, plain
from ...showing.plain import harmless
from ...showing.view import file_name, place_text, teller
from ...words.messages import Lang, message
from .. import readable
from .facts import Matrix, matrices, state_of

if TYPE_CHECKING:
    from ...model.results import DocumentResult
    from ...showing.view import Tell

SIGNS = {"named": "+", "never": "–", "nowhere": "·", "unknown": "?"}


def build(request: Request, format: str) -> Assembled:
    programmes = _programmes(request)
    if not programmes:
        raise AssemblyError(message("cluster.few"))
    made = [
        one for document in readable(request.result) for one in matrices([document], _of(request, document, programmes))
    ]
    content: bytes | str
    if format == "xlsx":
        content = _sheets(made, request.lang)
    elif format == "csv":
        content = _csv(made, request.lang)
    elif format == "json":
        content = _json(made, request.lang)
    else:
        content = _text(made, request.lang)
    findings = [
        Finding("programme-never-named", "warning", None, one.found.coverage.set.id, None,
                {"programme": programme.code, "path": one.document.path})
        for one in made
        for programme in one.never
    ]  # fmt: skip
    return Assembled(content, tuple(findings))


def _programmes(request: Request) -> tuple[Programme, ...]:
    """Those that --programme names, "CODE" or "CODE=NAME"; else the case's."""
    named = []
    for given in request.options.get("programme") or ():
        code, _, name = str(given).partition("=")
        if not code.strip()[:1].isalnum():  # "=1+1" is a formula, no programme
            raise AssemblyError(message("eeg-error.bad-programme", asked=str(given)))
        named.append(Programme(code.strip(), Titles({"en": name.strip()} if name.strip() else {})))
    return tuple(named) or tuple(request.case.programmes if request.case is not None else ())


def _of(request: Request, document: DocumentResult, programmes: tuple[Programme, ...]) -> tuple[Programme, ...]:
    """The programmes of one report: in a case, those that it is said to be about."""
    if request.case is None or request.options.get("programme"):
        return programmes
    for report in request.case.reports:
        if request.case.path(report.files[0]) == document.path and report.programmes:
            return tuple(one for one in programmes if one.code in report.programmes)
    return programmes


def _headings(one: Matrix, tell: Tell, lang: Lang) -> list[str]:
    codes = one.found.coverage.set
    return [
        tell("cluster.title"),
        f"{tell('cluster.report')}: {', '.join(file_name(file) for file in one.document.files)}",
        f"{codes.title(lang)} ({codes.key})",
    ]


def _summary(one: Matrix, tell: Tell, lang: Lang) -> list[str]:
    lines = []
    for programme in one.programmes:
        name = programme.names.get(lang)
        share = tell("cluster.of", count=one.counts(programme), total=one.answered)
        lines.append(f"{programme.code} {name}".strip() + f": {tell('cluster.sum')} {share}")
    return lines + [tell("cluster.never-at-all", programme=programme.code) for programme in one.never]


def _text(made: Sequence[Matrix], lang: Lang) -> str:
    tell = teller(lang)
    paper = Paper(110)
    for one in made:
        paper.blank()
        for line in _headings(one, tell, lang):
            paper.write(line)
        paper.blank()
        for line in _summary(one, tell, lang):
            paper.write(line, indent=2, hanging=4)
        paper.write("; ".join(f"{sign} {tell(f'cluster.{_said(state)}')}" for state, sign in SIGNS.items()), indent=2)
        paper.blank()
        codes = max(cells_of(row.criterion.criterion.code.text) for row in one.rows)
        columns = [Column(max(codes, 6)), *(Column(max(len(programme.code), 6)) for programme in one.programmes)]
        head: list[Spans] = ["", *(programme.code for programme in one.programmes)]
        paper.row(head, [*columns, Column()][: len(head)], indent=2)
        for row in one.rows:
            cells: list[Spans] = [row.criterion.criterion.code.text]
            for programme in one.programmes:
                state = state_of(row, programme.code)
                count = row.named[programme.code].count
                cells.append(f"{SIGNS[state]} {count}" if state == "named" else SIGNS[state])
            paper.row(cells, columns, indent=2)
    return plain(paper.lines)


def _said(state: str) -> str:
    return {"named": "sum", "never": "never", "nowhere": "nowhere", "unknown": "unknown"}[state]


def _rows(one: Matrix, tell: Tell) -> list[tuple[str, str, str, int, str]]:
    """Criterion, programme, state, count, first place: one row each."""
    rows = []
    for row in one.rows:
        for programme in one.programmes:
            named = row.named[programme.code]
            place = place_text(named.place, (), tell, files=len(one.document.files)) if named.place else ""
            state = state_of(row, programme.code)
            rows.append((row.criterion.criterion.code.text, programme.code, state, named.count, place))
    return rows


def _sheets(made: Sequence[Matrix], lang: Lang) -> bytes:
    from ...showing.sheets import Book
    from ...showing.sheets import Column as SheetColumn

    tell = teller(lang)
    book = Book(lang, tell("cluster.title"))
    for one in made:
        columns = [
            SheetColumn(tell("cluster.criterion"), 11),
            *(SheetColumn(f"{p.code} {p.names.get(lang)}".strip(), 26) for p in one.programmes),
        ]
        above = [*_headings(one, tell, lang), *_summary(one, tell, lang)]
        sheet = book.sheet(tell("cluster.sheet"), columns, above=above)
        cells = {(code, programme): (state, count, place) for code, programme, state, count, place in _rows(one, tell)}
        for row in one.rows:
            code = row.criterion.criterion.code.text
            values: list[str] = []
            for programme in one.programmes:
                state, count, place = cells[code, programme.code]
                said = tell("cluster.named", count=count) if state == "named" else tell(f"cluster.{state}")
                values.append(f"{SIGNS[state]} {said}" + (f", {place}" if place else ""))
            sheet.row([code, *values])
    return book.save()


def _csv(made: Sequence[Matrix], lang: Lang) -> str:
    tell = teller(lang)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["report", "set", "criterion", "programme", "state", "count", "place"])
    for one in made:
        for row in _rows(one, tell):
            writer.writerow(harmless([str(cell) for cell in (one.document.path, one.found.coverage.set.id, *row)]))
    return out.getvalue()


def _json(made: Sequence[Matrix], lang: Lang) -> str:
    tell = teller(lang)
    value = {
        "schema": "sapa.cluster/1",
        "matrices": [
            {
                "path": one.document.path,
                "set": one.found.coverage.set.id,
                "programmes": [
                    {"code": p.code, "title": p.names.get(lang), "named_under": one.counts(p), "of": one.answered}
                    for p in one.programmes
                ],
                "rows": [
                    {
                        "code": row.criterion.criterion.code.text,
                        "cells": {
                            p.code: {"state": state_of(row, p.code), "count": row.named[p.code].count,
                                     "place": _place(row.named[p.code].place)}
                            for p in one.programmes
                        },
                    }
                    for row in one.rows
                ],
                "remarks": [tell("cluster.never-at-all", programme=p.code) for p in one.never],
            }
            for one in made
        ],
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _place(place: object) -> object:
    from ...model.places import Place
    from ...reporting.as_json import page_json

    return {**page_json(place), "paragraph": place.paragraph} if isinstance(place, Place) else None


ASSEMBLY = Assembly(
    id="cluster",
    summary="Where a report for several programmes names each of them: criteria against programmes.",
    formats=("text", "xlsx", "csv", "json"),
    needs="report",
    build=build,
    options=(Option("programme", 'CODE or "CODE=Name". Default: the programmes of the case.', repeatable=True),),
    help="""Give the folder of a case with its programmes, or reports and --programme for each programme.

Programmes are found by code and by name, in any language that is given and with any case ending.""",
)
