"""Criteria <-> ESG, both ways, and the comparison grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.loading.set_file import parse_set
from sapa.core.model.crosswalk import check_mapping, esg_by_criterion, grid, grid_columns, mappings
from sapa.core.model.hub import criteria_by_esg, load_hub
from sapa.core.model.standards import StandardSet

from .reports import installed

HUB = load_hub("esg-2015")
ESG = [standard.code for standard in HUB.standards]
SETS = installed().sets


def example(*mapping: tuple[str, Sequence[str]], id: str = "example") -> StandardSet:
    """A set of these criteria; the first number of a code is its standard."""
    lines = [
        f'[set]\nid = "{id}"\nedition = "1"\ncomplete = true\ntitles = {{ en = "E" }}\n[codes]\nlevels = [9, 99]\n'
    ]
    for number in sorted({code.split(".")[0] for code, _ in mapping}):
        lines.append(f'[[standards]]\nnumber = "{number}"\ntitles = {{ en = "S{number}" }}\ncriteria = [')
        lines += [f'{{ code = "{c}", esg = {list(esg)} }},' for c, esg in mapping if c.split(".")[0] == number]
        lines.append("]")
    return parse_set("\n".join(lines))


def unchecked(found: StandardSet, code: str, *esg: str) -> StandardSet:
    """The set with another mapping for one criterion, as a plugin's own Python could make it."""
    standards = tuple(
        replace(
            standard,
            criteria=tuple(replace(c, esg=esg) if str(c.code) == code else c for c in standard.criteria),
        )
        for standard in found.standards
    )
    return replace(found, standards=standards)


def test_a_criterion_stands_under_each_esg_standard_it_names() -> None:
    found = example(("1.1", ["1.9", "1.1"]), ("1.10", ["1.1"]), ("1.2", ["1.1"]))
    by_esg = criteria_by_esg(found, HUB)
    assert [str(c.code) for c in by_esg["1.1"]] == ["1.1", "1.2", "1.10"]
    assert [str(c.code) for c in by_esg["1.9"]] == ["1.1"]
    assert by_esg["1.10"] == ()


def test_esg_standards_come_in_the_order_of_their_numbers() -> None:
    assert list(criteria_by_esg(SETS["programme"], HUB)) == ESG
    assert ESG[-2:] == ["1.9", "1.10"]


def test_what_a_mapping_leaves_open_is_named() -> None:
    found = unchecked(example(("1.1", ["1.1"]), ("1.2", []), ("2.1", ["1.2"])), "2.1", "1.2", "1.11")
    check = check_mapping(found, HUB)
    assert [(str(code), esg) for code, esg in check.unknown] == [("2.1", "1.11")]
    assert check.without_criterion == tuple(ESG[2:])
    assert [str(code) for code in check.without_esg] == ["1.2"]


def test_the_shipped_sets_leave_open_what_annex_iv_leaves_open() -> None:
    for id in ("institutional", "programme"):
        check = check_mapping(SETS[id], HUB)
        assert (check.unknown, check.without_criterion, check.without_esg) == ((), (), ())
    assert check_mapping(SETS["eur-ace"], HUB).without_criterion == ("1.7", "1.8", "1.9", "1.10")


def test_the_grid_is_annex_iv() -> None:
    table = grid(grid_columns(SETS.values()), HUB)
    assert [column.id for column in table.columns] == ["institutional", "programme", "eur-ace"]
    assert [row.code for row in table.rows] == ESG
    last = table.rows[-1]
    assert {
        id: [(c.standard.number, [str(x) for x in c.codes]) for c in cells] for id, cells in last.cells.items()
    } == {
        "institutional": [("1", ["1.2.7", "1.2.8"])],
        "programme": [("3", ["3.2.5"]), ("8", ["8.2.2"]), ("9", ["9.2.1"])],
        "eur-ace": [],
    }


def test_the_grid_holds_every_mapping_of_its_columns() -> None:
    table = grid(grid_columns(SETS.values()), HUB)
    for column in table.columns:
        held = [(str(code), row.code) for row in table.rows for cell in row.cells[column.id] for code in cell.codes]
        stated = [(str(code), esg) for code, every in esg_by_criterion(column).items() for esg in every]
        assert sorted(held) == sorted(stated)


def test_a_set_without_an_order_is_in_no_column() -> None:
    assert grid_columns([example(("1.1", ["1.1"]))]) == ()


def test_columns_asked_for_at_the_same_place_stand_by_id() -> None:
    both = [replace(example(("1.1", ["1.1"]), id=id), grid_order=1) for id in ("zeta", "alpha")]
    assert [column.id for column in grid_columns(both)] == ["alpha", "zeta"]


def test_a_mapping_that_has_no_row_is_named_beside_the_grid() -> None:
    found = unchecked(example(("1.1", ["1.1"])), "1.1", "1.1", "9.9")
    table = grid([found], HUB)
    assert [(str(code), esg) for code, esg in table.checks[0].unknown] == [("1.1", "9.9")]


def test_two_editions_of_a_set_cannot_share_a_column() -> None:
    found = example(("1.1", ["1.1"]))
    with pytest.raises(ValueError, match="two columns"):
        grid([found, replace(found, edition="2")], HUB)


def test_a_set_that_maps_elsewhere_gets_no_empty_column() -> None:
    with pytest.raises(ValueError, match="no hub"):
        grid([replace(example(("1.1", [])), hub="")], HUB)


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 4), st.integers(1, 12)).map(lambda p: f"{p[0]}.{p[1]}"),
        st.lists(st.sampled_from(ESG), unique=True, max_size=4),
        min_size=1,
        max_size=8,
    )
)
def test_both_ways_say_the_same(mapping: dict[str, list[str]]) -> None:
    found = example(*mapping.items())
    there = {(str(code), esg) for code, every in esg_by_criterion(found).items() for esg in every}
    back = {(str(c.code), esg) for esg, criteria in criteria_by_esg(found, HUB).items() for c in criteria}
    assert there == back == {(code, esg) for code, every in mapping.items() for esg in every}
    assert mappings(found) == len(there)
    cells = {(str(code), row.code) for row in grid([found], HUB).rows for c in row.cells[found.id] for code in c.codes}
    assert cells == there
