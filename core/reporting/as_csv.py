"""Result -> CSV: a line for each criterion of each report. Heads and status ids are the same in every language."""

from __future__ import annotations

import csv
import io

from ..model.results import Result
from ..showing.plain import harmless
from ..showing.view import teller
from ..words.messages import Lang
from .tables import criteria_table


def render(result: Result, lang: Lang = "en") -> str:
    """With a byte order mark, without which Excel takes UTF-8 for another encoding."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    table = criteria_table(result, teller(lang), lang)
    status = table.heads.index("status")
    ids = [one.status.value for each in result.documents for found in each.sets for one in found.coverage.criteria]
    writer.writerow(table.heads)
    for row, id in zip(table.rows, ids, strict=True):
        values = ["" if value is None else str(value) for value in (*row[:status], id, *row[status + 1 :])]
        writer.writerow(harmless(values))
    return "\ufeff" + out.getvalue()
