"""Rows of tables that a form printed and nobody filled in, and tables of papers to open."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.printed import Printed
from sapa.core.words.wording import Wording

from ..documents import document
from ..reports import installed

INSTITUTIONAL = installed().sets.find("institutional")


def rows(text: str) -> str:
    """ "x" for a printed row, "." for another."""
    read = document(text)
    printed = Printed(read, cite(read, INSTITUTIONAL, []), Wording(()))
    return "".join("." if printed.left((at, -1), block.shown) else "x" for at, block in enumerate(read.blocks))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|h Label | Value\n| Aims | \n| Means | …", "xxx"),
        ("|h Label | Value\n| Aims | x\n| Means | …", "..x"),
        ("|h Label | Value\n| Aims | ", "xx"),
        ("| Aims | ", "x"),
        ("| Aims | x", "."),
        ("| Aims\n| Means", ".."),
        ("| Means | \n| Aims | x\n| {15} | ", "x.x"),
        ("| Means | \n| Aims | x\n| {16} | ", "x.."),
        ("| Means | x\n| Aims | ^", ".."),  # what stands above is meant here, too
        ("| 4.2.1 | \n| 4.2.2 | {9}", ".."),  # a table keyed by codes
    ],
)
def test_a_label_with_nothing_beside_it_waits_for_an_answer(text: str, expected: str) -> None:
    assert rows(text) == expected


PAPERS = "|h Document | {}\n| Order | {}\n| Plan | {}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAPERS.format("Link", "Open the file", "Open the file"), "xxx"),
        (PAPERS.format("Page", "12", "p. 14"), "xxx"),
        (PAPERS.format("Store", "Store of the house", "store of the house"), "xxx"),
        (PAPERS.format("Store", "Store of the whole house", "Store of the whole house"), "..."),
        (PAPERS.format("Store", "Store of the house", "Store of the dean"), "..."),
        ("|h Document | Link\n| Order | Open the file", ".."),
        ("|h Document that we have in house | Page\n| Order | 12\n| Plan | p. 14", "xxx"),
        ("|h Document that we have in our house | Page\n| Order | 12\n| Plan | p. 14", "..."),
        ("|h Aims | Page\n| Order | 12\n| Plan | p. 14", "..."),
    ],
)
def test_a_table_of_papers_to_open_answers_nothing(text: str, expected: str) -> None:
    assert rows(text) == expected
