"""The shipped sets against Annex IV, read a second time and by another way: from the flattened text of the source.

The source is not part of the repository. SAPA_SEEDS names its folder; without it ../shared/seeds beside the checkout.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from sapa.core.loading.plugins import load_plugins
from sapa.core.model.hub import load_hub
from sapa.core.model.standards import StandardSet

FOLDER = Path(os.environ.get("SAPA_SEEDS") or Path(__file__).resolve().parents[1].parent / "shared" / "seeds")
SOURCES = sorted(FOLDER.glob("000_*.txt")) if FOLDER.is_dir() else []

pytestmark = pytest.mark.skipif(
    not SOURCES and not os.environ.get("SAPA_REQUIRE_TOOLS"), reason=f"the source of Annex IV is not in {FOLDER}"
)

Row = dict[str, dict[str, list[str]]]  # set -> standard (its number and title as printed) -> codes as printed


@cache
def annex() -> dict[str, Row]:
    """ESG standard (number and title as printed) -> the cells of its row."""
    assert SOURCES, f"the source of Annex IV is not in {FOLDER}"
    text = SOURCES[0].read_text("utf-8")
    start = text.index("1.1 Policy", text.index("Annex IV. Compliance with KAZSEE Part 1 ESG"))
    text = text[start : text.index("THE PROCEDURE FOR ACCREDITATION", start)]
    flat = re.sub(r"\s+", " ", re.sub(r"-\s*\n\s*(?=[a-z])", "-", text)).strip()
    rows: dict[str, Row] = {}
    # A row begins with an ESG number and a capital; codes in cells are followed by ";" or by the next standard's word.
    for row in re.split(r" (?=1\.(?:[1-9]|10)\.? (?!Standard)[A-Z])", flat):
        title, *cells = re.split(r"\bStandard (?=\d\.)", row)
        number, words = re.match(r"(1\.\d+)\.? (.+)", title.strip()).groups()  # type: ignore[union-attr]
        rows[f"{number} {words.strip()}"] = _cells(cells)
    return rows


def _cells(cells: list[str]) -> Row:
    row: Row = {"institutional": {}, "programme": {}, "eur-ace": {}}
    column = "institutional"
    for cell in cells:
        # After the last standard of the programme column the clauses of EUR-ACE follow: a code with its title.
        standard, *clauses = re.split(r"(?=\b2\.\d(?:\.\d)? [A-Z])", cell)
        match = re.fullmatch(r"(\d)\. (.+?): ((?:[\d.;, –-]|\s)+)", standard.strip() + " ")
        assert match, f"a cell that cannot be read: {standard!r}"
        number, title, codes = match.groups()
        # The columns are told apart by the standards' titles, which no standard shares with its namesake.
        (column,) = [id for id in ("institutional", "programme") if printed_title(id, number) == title] or [""]
        assert column, f"no set has a standard {number} {title!r}"
        row[column][f"{number} {title}"] = expanded(codes)
        for clause in clauses:
            code, words = re.match(r"(\S+) (.+)", clause.strip()).groups()  # type: ignore[union-attr]
            row["eur-ace"][f"{code} {words}"] = [code]
    return row


def expanded(codes: str) -> list[str]:
    found: list[str] = []
    left = codes
    for match in re.finditer(r"(\d(?:\.\d+)+)(?:\s*[–-]\s*(\d(?:\.\d+)+))?", codes):
        first, last = match.groups()
        left = left.replace(match.group(), "", 1)
        if last:
            head, begin = first.rsplit(".", 1)
            assert last.rsplit(".", 1)[0] == head
            found += [f"{head}.{n}" for n in range(int(begin), int(last.rsplit(".", 1)[1]) + 1)]
        else:
            found.append(first)
    assert not re.search(r"\d", left), f"left over: {left!r}"
    return found


@cache
def shipped(id: str) -> StandardSet:
    return load_plugins().sets.find(id)


def printed_title(id: str, number: str) -> str:
    standard = shipped(id).by_number.get(number)
    return standard.titles.get("en") if standard else ""


def data(id: str, esg: str) -> dict[str, list[str]]:
    """A cell of the annex as the set's data give it."""
    cell: dict[str, list[str]] = {}
    for standard in shipped(id).standards:
        codes = [str(c.code) for c in standard.criteria if esg in c.esg]
        if codes:
            cell[f"{standard.number} {standard.titles.get('en')}"] = codes
    return cell


def test_the_rows_are_the_hubs_standards_with_their_titles() -> None:
    hub = load_hub("esg-2015")
    assert list(annex()) == [f"{s.code} {s.titles.get('en')}" for s in hub.standards]


@pytest.mark.parametrize("esg", [f"1.{n}" for n in range(1, 11)])
@pytest.mark.parametrize("id", ["institutional", "programme"])
def test_every_cell_holds_the_codes_printed_there(id: str, esg: str) -> None:
    (printed,) = [row[id] for title, row in annex().items() if title.split()[0] == esg]
    assert {standard: sorted(codes) for standard, codes in printed.items()} == {
        standard: sorted(codes) for standard, codes in data(id, esg).items()
    }
    for codes in printed.values():
        assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("esg", [f"1.{n}" for n in range(1, 11)])
def test_every_clause_of_eur_ace_stands_where_it_is_printed(esg: str) -> None:
    (printed,) = [row["eur-ace"] for title, row in annex().items() if title.split()[0] == esg]
    eur_ace = shipped("eur-ace")
    mapped = {f"{c.code} {c.titles.get('en')}": [str(c.code)] for c in eur_ace.criteria.values() if esg in c.esg}
    assert printed == mapped


@pytest.mark.parametrize(
    ("id", "standards", "criteria", "mappings"),
    [("institutional", 8, 108, 132), ("programme", 9, 90, 94)],
)
def test_the_annex_gives_the_totals(id: str, standards: int, criteria: int, mappings: int) -> None:
    cells = [(title, code) for row in annex().values() for title, codes in row[id].items() for code in codes]
    assert len({title for title, _ in cells}) == standards
    assert len({code for _, code in cells}) == criteria
    assert len(cells) == mappings


def test_the_annex_gives_the_totals_of_eur_ace() -> None:
    clauses = [clause for row in annex().values() for clause in row["eur-ace"]]
    assert (len(set(clauses)), len(clauses)) == (8, 9)
