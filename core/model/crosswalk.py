"""Criteria <-> hub (ESG Part 1), both ways, and the comparison grid of several sets as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .codes import Code
from .hub import Hub, criteria_by_esg
from .standards import Criterion, Standard, StandardSet, Titles


@dataclass(frozen=True)
class MappingCheck:
    """What a set's mapping leaves open; each is named, in the order of its codes.

    unknown           criterion and the code it names that the hub does not have
    without_criterion codes of the hub to which no criterion maps
    without_esg       criteria that map to nothing
    """

    set: str
    unknown: tuple[tuple[Code, str], ...]
    without_criterion: tuple[str, ...]
    without_esg: tuple[Code, ...]


@dataclass(frozen=True)
class GridCell:
    """A standard's criteria that map to a row's hub standard, in the order of their codes."""

    standard: Standard
    codes: tuple[Code, ...]


@dataclass(frozen=True)
class GridRow:
    """A hub standard; cells: by set id, one entry for every column, in the order of the set's standards."""

    code: str
    titles: Titles
    cells: Mapping[str, tuple[GridCell, ...]]


@dataclass(frozen=True)
class Grid:
    """rows: every hub standard. checks: one for each column, so that nothing left out of the rows goes unsaid."""

    hub: Hub
    columns: tuple[StandardSet, ...]
    rows: tuple[GridRow, ...]
    checks: tuple[MappingCheck, ...]


def esg_by_criterion(standard_set: StandardSet) -> Mapping[Code, tuple[str, ...]]:
    """For every criterion, in the order of their codes, the hub codes it names."""
    return {code: criterion.esg for code, criterion in standard_set.criteria.items()}


def mappings(standard_set: StandardSet) -> int:
    """How many pairs of criterion and hub code the set states."""
    return sum(len(esg) for esg in esg_by_criterion(standard_set).values())


def check_mapping(standard_set: StandardSet, hub: Hub) -> MappingCheck:
    by_criterion = esg_by_criterion(standard_set)
    return MappingCheck(
        standard_set.id,
        unknown=tuple((code, esg) for code, every in by_criterion.items() for esg in every if esg not in hub.by_code),
        without_criterion=tuple(esg for esg, criteria in criteria_by_esg(standard_set, hub).items() if not criteria),
        without_esg=tuple(code for code, esg in by_criterion.items() if not esg),
    )


def grid_columns(sets: Iterable[StandardSet]) -> tuple[StandardSet, ...]:
    """The sets that ask for a column of the grid, in the order they ask for."""
    asking = [(s.grid_order, s.id, s) for s in sets if s.grid_order is not None]
    return tuple(s for _, _, s in sorted(asking, key=lambda column: column[:2]))


def grid(columns: Sequence[StandardSet], hub: Hub) -> Grid:
    """The comparison grid of these sets.

    Raises ValueError for two columns of one id, or a set that maps to another hub: its cells would be empty, which
    reads as "no criterion".
    """
    ids = [column.id for column in columns]
    for column in columns:
        if ids.count(column.id) > 1:
            raise ValueError(f"two columns for {column.id}")
        if column.hub != hub.id:
            raise ValueError(f"{column.key} maps to {column.hub or 'no hub'}, not to {hub.id}")
    by_esg = {column.id: criteria_by_esg(column, hub) for column in columns}
    rows = tuple(
        GridRow(
            standard.code,
            standard.titles,
            {column.id: _cells(column, by_esg[column.id][standard.code]) for column in columns},
        )
        for standard in hub.standards
    )
    return Grid(hub, tuple(columns), rows, tuple(check_mapping(column, hub) for column in columns))


def _cells(standard_set: StandardSet, criteria: Sequence[Criterion]) -> tuple[GridCell, ...]:
    wanted = {criterion.code for criterion in criteria}
    cells = []
    for standard in standard_set.standards:
        if codes := tuple(c.code for c in standard.criteria if c.code in wanted):
            cells.append(GridCell(standard, codes))
    return tuple(cells)
