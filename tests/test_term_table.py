"""The term table as the agency's three texts give it, every cell: types of accreditation, ratings, a criterion below its
standard. "5" accredits for five years, "-" refuses, "?" is not covered by the text."""

from __future__ import annotations

import pytest

from sapa.core.expert_report.ratings import Scale
from sapa.core.expert_report.terms import term
from sapa.core.loading.rating_scale import load_scale
from sapa.core.loading.terms_file import own_terms
from sapa.core.model.procedures import TYPES
from sapa.core.model.term_rules import Facts, Outcome

SCALE = Scale(load_scale())
SOURCES = {rules.id: rules for rules in own_terms()}

# (type, years of the earlier accreditation): the term by the worst rating of a standard, best to worst
TABLE = {
    ("conceptual", 0): {"programme": "1 1 1 -", "online-audit": "5 3 1 -", "esg-2.5": "5 3 1 -"},
    ("primary-without-graduates", 0): {"programme": "3 3 1 -", "online-audit": "5 3 1 -", "esg-2.5": "5 3 1 -"},
    ("primary-with-graduates", 0): {"programme": "5 3 1 -", "online-audit": "5 3 1 -", "esg-2.5": "5 3 1 -"},
    ("primary-with-graduates", 1): {"programme": "5 3 1 -", "online-audit": "5 3 1 -", "esg-2.5": "5 3 1 -"},
    ("re-accreditation", 3): {"programme": "5 3 1 -", "online-audit": "5 3 1 -", "esg-2.5": "? 3 1 -"},
    ("re-accreditation", 5): {"programme": "5 3 1 -", "online-audit": "5 3 1 -", "esg-2.5": "7 3 1 -"},
    ("re-accreditation", 7): {"programme": "5 3 1 -", "online-audit": "5 3 1 -", "esg-2.5": "? 3 1 -"},
}
ALLOWED = {
    ("re-accreditation", "programme"): {6, 7},
    ("re-accreditation", "esg-2.5"): {6, 7},
}  # besides, where all meet


def outcome(cell: str) -> Outcome:
    if cell in "-?":
        return Outcome("refuse") if cell == "-" else Outcome("undetermined")
    return Outcome("accredit", int(cell))


CELLS = [
    (source, kind, previous, standard, criterion)
    for (kind, previous), rows in TABLE.items()
    for source in rows
    for standard in range(len(SCALE.keys))
    for criterion in (None, *range(standard, len(SCALE.keys)))
]


@pytest.mark.parametrize(("source", "kind", "previous", "standard", "criterion"), CELLS)
def test_every_cell_of_the_term_table(
    source: str, kind: str, previous: int, standard: int, criterion: int | None
) -> None:
    row = TABLE[kind, previous][source].split()
    criteria = {} if criterion is None else {"1.2.1": SCALE.keys[criterion]}
    ratings: dict[str, str | None] = {"1": SCALE.keys[0], "2": SCALE.keys[standard]}
    found = term(SOURCES[source], ratings, Facts(kind, previous, True), values=SCALE.keys, criteria=criteria)
    by_standards = outcome(row[standard])
    by_criterion = by_standards if criterion is None else outcome(row[criterion])
    if by_criterion == by_standards or by_standards.decision == "undetermined":
        assert (found.outcome, found.alternatives) == (by_standards, ())
    else:  # the text speaks of standards here and of criteria there: both readings, and none is the term
        assert found.outcome.decision == "undetermined"
        assert [one.outcome for one in found.alternatives] == [by_standards, by_criterion]
    if standard == 0 and criterion is None:
        assert {one.years for one in found.allowed} >= ALLOWED.get((kind, source), set())


def test_the_table_has_every_type_and_text() -> None:
    assert {kind for kind, _ in TABLE} == set(TYPES)
    assert all(set(rows) == set(SOURCES) for rows in TABLE.values())
