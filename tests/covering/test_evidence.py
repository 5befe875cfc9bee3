"""Where a passage or a mention is shown to stand: page, last page, heading, excerpt, confidence."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.covering.counted_words import Words
from sapa.core.covering.evidence import Evidences
from sapa.core.covering.hypotheses import Alignment
from sapa.core.model.coverage import Citation, Convention, Evidence, Passage
from sapa.core.model.document import Block, Cell, Document, Kind, Line
from sapa.core.model.places import Place

from ..reports import installed

INSTITUTIONAL = installed().sets.find("institutional")
CODES = (INSTITUTIONAL.grammar.parse("3.2.1"),)


def printed(page: int, *, file: str = "a.pdf", last: int | None = None) -> Place:
    return Place(file, page, last, None, "pdf")


# A heading on page 3, a paragraph that runs over to page 4, one on page 5, a row on page 6, and one of another file.
BLOCKS = (
    Block(Kind.HEADING, printed(3), "Our aims", level=1),
    Block(Kind.PARAGRAPH, printed(3, last=4), "We teach every student (3.2.1).", turns=((10, 4),), confidence=90.0),
    Block(Kind.PARAGRAPH, printed(5), "See Annex 7.", confidence=70.0),
    Block(Kind.ROW, printed(6), cells=(Cell((Line("3.2.1 Aims"),), 0), Cell((Line("We plan."),), 1)), table=1),
    Block(Kind.PARAGRAPH, printed(9, file="b.pdf"), "The end."),
)
DOCUMENT = Document("a.pdf", ("a.pdf", "b.pdf"), "0" * 64, "pdf", BLOCKS, 9)
EVIDENCE = Evidences(DOCUMENT, Words(DOCUMENT, cite(DOCUMENT, INSTITUTIONAL, []), Alignment((), {})))
BEHIND = Citation("inline", 1, CODES, 24, 29)  # the code on page 4


def of(citation: Citation, *pieces: tuple[int, int], convention: Convention = "within") -> Evidence:
    return EVIDENCE.of_passage(Passage("paragraph", citation, CODES, pieces, 5, convention=convention))


@pytest.mark.parametrize(
    ("citation", "pieces", "convention", "pages"),
    [
        (BEHIND, ((1, -1),), "within", (4, 4)),  # where the code stands
        (BEHIND, ((1, -1),), "closes", (3, 4)),  # where the text begins that it closes
        (BEHIND, ((2, -1),), "matrix", (5, 5)),
        (BEHIND, ((1, -1), (2, -1)), "within", (4, 5)),
        (BEHIND, ((2, -1), (1, -1)), "within", (4, 5)),
        (BEHIND, ((1, -1), (4, -1)), "within", (4, 4)),  # pages of another file are counted anew
        (Citation("row", 3, CODES, 0, 5, cell=0), ((3, 1),), "beside", (6, 6)),
        (Citation("heading", 0, CODES, 0, 5), (), "opens", (3, 3)),
        (Citation("heading", 0, CODES, 0, 5), ((2, -1),), "opens", (3, 5)),
    ],
)
def test_a_passage_stands_from_its_code_or_its_text_to_its_last_page(
    citation: Citation, pieces: tuple[tuple[int, int], ...], convention: Convention, pages: tuple[int, int]
) -> None:
    place = of(citation, *pieces, convention=convention).place
    assert (place.page, place.last_page) == pages


def test_a_passage_has_its_heading_its_annexes_its_first_words_and_its_least_confidence() -> None:
    found = of(BEHIND, (1, -1), (2, -1))
    assert found.heading == ("Our aims",)
    assert found.annexes == ("7",)
    assert found.excerpt == "We teach every student (3.2.1)"
    assert found.confidence == 70.0
    assert of(Citation("row", 3, CODES, 0, 5, cell=0), (3, 1)).confidence is None
    assert of(Citation("heading", 0, CODES, 0, 5)).excerpt == "Our aims"  # nothing stands below it


def test_a_mention_is_shown_with_the_words_around_it_on_the_page_where_it_stands() -> None:
    found = EVIDENCE.of_citation(BEHIND)
    assert (found.place.page, found.words, found.shared, found.confidence) == (4, 0, 1, 90.0)
    assert found.excerpt == "We teach every student (3.2.1)."
    cell = EVIDENCE.of_citation(Citation("matrix", 3, (), 0, 5, cell=0))
    assert (cell.place.page, cell.excerpt, cell.shared, cell.heading) == (6, "3.2.1 Aims", 1, ("Our aims",))
    assert EVIDENCE.of_citation(BEHIND._replace(codes=CODES * 3)).shared == 3
