"""Running heads that name criteria: how many, in which order, and which text stands under each."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.running_heads import headed
from sapa.core.model.document import Block, Document, Kind
from sapa.core.model.places import Place

from ..documents import document
from ..reports import installed

INSTITUTIONAL = installed().sets.find("institutional")


def under(read: Document) -> dict[str, list[int]]:
    """By the first code of a running head the blocks of its text."""
    found = headed(read, cite(read, INSTITUTIONAL, []))
    return {one.codes[0].text: [block for block, _ in one.pieces] for one in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$ Criterion 3.2.1\n{9}\n{9}\n---\n$ Criterion 3.2.2\n{9}\n---\n{9}", {"3.2.1": [1, 2], "3.2.2": [4, 5]}),
        ("$ Criterion 3.2.1\n{9}\n{9}", {}),  # one head is no habit
        ("$ Criterion 3.2.2\n{9}\n---\n$ Criterion 3.2.1\n{9}", {}),
        ("$ Criterion 3.2.1\n{9}\n---\n$ Criteria 3.2.1, 3.2.2\n{9}", {}),
        ("$ Criteria 3.2.1–3.2.6\n{9}\n---\n$ Criterion 3.2.7\n{9}", {"3.2.1": [1], "3.2.7": [3]}),
        ("$ Criteria 3.2.1–3.2.7\n{9}\n---\n$ Criterion 3.2.8\n{9}", {}),  # an overview
        ("$ Criterion 3.2.1\n---\n{9}\n---\n$ Criterion 3.2.4\n{9}", {"3.2.1": [1], "3.2.4": [3]}),
        ("{9}\n---\n$ Criterion 3.2.1\n{9}\n---\n$ Criterion 3.2.4", {}),  # nothing stands under the second
        # the texts of a head's own chapter, whatever heads it
        (
            "# A\n{9}\n---\n$ Criterion 3.2.1\n## B\n{9}\n- {9}\n> {9}\n! {9}\n| a | {9}\n# C\n{9}\n---\n$ Criterion 3.2.4\n# D\n{9}\n# E\n{9}",
            {"3.2.1": [4, 5, 6], "3.2.4": [13]},
        ),
        ("# A\n{9}\n---\n$ Criterion 3.2.1\n{9}\n## Contents\n{9}\n---\n$ Criterion 3.2.4\n{9}", {"3.2.1": [3], "3.2.4": [7]}),
        ("# A\n{9}\n---\n$ Criterion 3.2.1\n## B\n{9}\n## Standard 4\n{9}\n---\n$ Criterion 3.2.4\n{9}", {"3.2.1": [4], "3.2.4": [8]}),
    ],
)  # fmt: skip
def test_heads_whose_codes_rise_hold_the_texts_of_their_pages(text: str, expected: dict[str, list[int]]) -> None:
    assert under(document(text)) == expected


def test_in_word_files_a_head_stands_where_its_section_begins_and_the_first_above_everything() -> None:
    def block(kind: Kind, text: str, paragraph: int | None, file: str = "a.docx") -> Block:
        return Block(kind, Place(file, page=1, page_source="word", paragraph=paragraph), text)

    blocks = (
        block(Kind.PARAGRAPH, "We teach", 1),
        block(Kind.PARAGRAPH, "We ask", 2),
        block(Kind.PARAGRAPH, "We plan", 5),
        block(Kind.PARAGRAPH, "Another volume", 1, "b.docx"),
        block(Kind.PARAGRAPH, "goes on", 6, "b.docx"),
        block(Kind.FURNITURE, "Criterion 3.2.1", None),
        block(Kind.FURNITURE, "Criterion 3.2.2", 5),
        block(Kind.FURNITURE, "Criterion 3.2.4", 6, "b.docx"),
    )
    read = Document("a.docx", ("a.docx", "b.docx"), "0" * 64, "docx", blocks)
    assert under(read) == {"3.2.1": [0, 1], "3.2.2": [2, 3], "3.2.4": [4]}
