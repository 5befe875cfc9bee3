"""Codes on several lines of one paragraph of a Word file: together they open the text below."""

from __future__ import annotations

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.citing.structure import arrange
from sapa.core.model.document import Block, Document, Kind
from sapa.core.model.places import Place

from ..documents import prose
from ..test_coverage import KNOWN, SETS


def words(*paragraphs: str) -> dict[str, int]:
    """By code the words that answer it; each text is a paragraph, one with "# " a heading."""
    blocks = []
    for number, text in enumerate(("# Standard 3", *paragraphs), 1):
        place, level = Place("a.docx", paragraph=number), int(text.startswith("# "))
        blocks.append(Block(Kind.HEADING if level else Kind.PARAGRAPH, place, text.removeprefix("# "), level=level))
    read = arrange(Document("a.docx", ("a.docx",), "0" * 64, "docx", tuple(blocks)))
    result = check_document(read, Settings((SETS.find("institutional"),), KNOWN))
    return {one.criterion.code.text: one.words for one in result.sets[0].coverage.criteria if one.evidence}


@pytest.mark.parametrize("above", [(), ("# A",), ("# A", "# B")])
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("3.2.1\n3.2.2\n3.2.4",), {"3.2.1": 50, "3.2.2": 50, "3.2.4": 50}),
        (("3.2.1.\nCriterion 3.2.2:",), {"3.2.1": 50, "3.2.2": 50}),
        (("3.2.1 We\n3.2.2\n3.2.4",), {"3.2.1": 1, "3.2.2": 50, "3.2.4": 50}),
        (("3.2.1\n3.2.2 We",), {"3.2.1": 0, "3.2.2": 51}),
        (("3.2.1", "3.2.2"), {"3.2.1": 0, "3.2.2": 50}),  # paragraphs of their own
    ],
)
def test_lines_of_nothing_but_codes_in_one_paragraph_share_the_text_below(
    above: tuple[str, ...], lines: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert words(*above, *lines, prose(50), f"3.2.5 {prose(9)}") == {**expected, "3.2.5": 9}
