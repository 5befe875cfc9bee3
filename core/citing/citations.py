"""Every place where a document writes a code of a set, with its class, or with why it is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..model.codes import Code
from ..model.coverage import Citation
from ..model.document import Document
from ..model.standards import StandardSet
from .annex_lists import annex_entries
from .earlier_visits import earlier_visits, only_told
from .first_sentences import with_first_sentences
from .index_tables import Pointers, pointers, without_own_numbers
from .keyed_rows import KeyedTable, keyed_tables
from .labelled_openings import with_labelled_openings
from .labels import recurring_labels
from .last_numbers import with_last_numbers
from .late_openings import with_late_openings
from .own_notation import with_own_notation
from .own_words import with_own_words
from .parts import OUTSIDE, Part, parts_of
from .second_look import (
    ambiguous,
    entries_of_refused,
    lists_of_criteria,
    short_in_order,
    without_bare_numbers_above,
)
from .table_heads import dated_columns
from .titles import StandardHeading, standard_headings
from .walk import Walk


@dataclass(frozen=True)
class Citations:
    """What one set finds in one document.

    standards  the headings that open a standard, by block
    index      where the rows of an index send their readers
    listed     the paragraphs that are entries of a list of annexes, or tell what became of an earlier panel's advice
    """

    all: tuple[Citation, ...]
    parts: tuple[Part, ...]
    tables: Mapping[int, KeyedTable]
    standards: Mapping[int, StandardHeading]
    labels: frozenset[str]
    index: Pointers
    listed: frozenset[int]

    @cached_property
    def counted(self) -> tuple[Citation, ...]:
        """Those that stand: not refused, and of codes that the set has."""
        return tuple(citation for citation in self.all if not citation.refused and citation.codes)

    @cached_property
    def asides(self) -> Mapping[int, tuple[Code, ...]]:
        """The notes and boxes that open with codes, by block."""
        return {citation.block: citation.codes for citation in self.counted if citation.kind in ("note", "box")}


class Begun(NamedTuple):
    """What is looked for first. standards: the set with the words that the report itself puts before its codes."""

    standards: StandardSet
    headings: Mapping[int, StandardHeading]


def begin(document: Document, standards: StandardSet) -> Begun:
    """The headings that open the standards of a set; a small part of all that `cite` does."""
    standards = with_own_notation(document, with_own_words(document, standards))
    return Begun(standards, standard_headings(document, standards))


def cite(
    document: Document, standards: StandardSet, others: Sequence[StandardSet] = (), begun: Begun | None = None
) -> Citations:
    """All citations of a set's codes; others: the other sets that this document may answer too.

    begun: what `begin` has found, where it was asked before
    """
    standards, headings = begun or begin(document, standards)
    parts = parts_of(document, standards, others, headings)
    dated = dated_columns(document)
    tables = keyed_tables(document, standards, dated)
    labels = recurring_labels(document)
    found = Walk(document, standards, headings, parts, tables, dated, labels).find()
    index = pointers(document, tables)
    found = without_own_numbers(index, found)
    found = lists_of_criteria(document, standards, found)
    found = entries_of_refused(document, found)
    found = short_in_order(document, standards, found)
    found = without_bare_numbers_above(document, headings, found)
    told = earlier_visits(document, headings, found)
    found = only_told(found, told)
    listed = annex_entries(document) | told
    found = with_labelled_openings(document, standards, found, listed)
    found = with_late_openings(document, standards, found, listed)
    found = with_first_sentences(document, standards, headings, found, listed)
    found = with_last_numbers(document, standards, headings, found)
    base = next((other for other in others if other.id == standards.extends), None)
    if base is not None and OUTSIDE not in parts:
        found = ambiguous(document, standards, base, found)
    return Citations(tuple(found), parts, tables, headings, labels, index, listed)
