"""Result -> CSV: a line for each criterion of each report. Heads and status ids are the same in every language."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ..model.findings import Finding
from ..model.results import Result
from ..showing.plain import harmless
from ..showing.view import teller
from ..words.messages import Lang
from .tables import criteria_table

_SINCE = {"baseline-new": "new", "baseline-mended": "mended"}  # what a baseline says of a criterion's finding


def render(result: Result, lang: Lang = "en") -> str:
    """With a byte order mark, without which Excel takes UTF-8 for another encoding. Column since: by a baseline."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    table = criteria_table(result, teller(lang), lang)
    status = table.heads.index("status")
    known = [
        (one.status.value, since.get(one.criterion.code.text, ""))
        for each in result.documents
        for since in (_since(each.findings),)
        for found in each.sets
        for one in found.coverage.criteria
    ]
    writer.writerow([*table.heads, "since"])
    for row, (id, since) in zip(table.rows, known, strict=True):
        values = ["" if value is None else str(value) for value in (*row[:status], id, *row[status + 1 :], since)]
        writer.writerow(harmless(values))
    return "\ufeff" + out.getvalue()


def _since(findings: Sequence[Finding]) -> dict[str, str]:
    """By the label of a finding, which for a criterion is its code."""
    labels: dict[str, str] = {}
    for finding in findings:
        named = finding.arguments.get("findings")
        if finding.rule in _SINCE and isinstance(named, tuple):
            labels |= {str(label): _SINCE[finding.rule] for label in named}
    return labels
