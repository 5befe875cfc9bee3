"""What a block tells of its text is what the text says, and does not go to another process."""

from __future__ import annotations

import pickle

from sapa.core.model.document import Block, Cell, Kind, Line
from sapa.core.model.places import Place
from sapa.core.words.narrative import narrative_words

ROW = Block(
    Kind.ROW,
    Place("report.docx"),
    cells=(
        Cell((Line("The council", "3.2.14"), Line("meets twice a year")), 0),
        Cell((Line("[fill in]"),), 1),
        Cell((Line("Annex 5"),), 2),
        Cell((), 3, merged=True),
    ),
    table=1,
)
PARAGRAPH = Block(Kind.PARAGRAPH, Place("report.docx"), "The council meets twice a year.", "3.2.14")


def test_a_row_tells_the_words_of_each_cell() -> None:
    assert ROW.texts == ("3.2.14 The council\nmeets twice a year", "[fill in]", "Annex 5", "")
    assert ROW.narratives == tuple(map(narrative_words, ROW.texts)) == (6, 0, 1, 0)
    assert ROW.shown == "\t".join(ROW.texts)
    assert ROW.names_annex


def test_a_paragraph_tells_its_words() -> None:
    assert PARAGRAPH.narrative == narrative_words(PARAGRAPH.shown) == 6
    assert PARAGRAPH.texts == PARAGRAPH.narratives == ()
    assert not PARAGRAPH.names_annex


def test_a_block_with_another_text_tells_that_text() -> None:
    assert PARAGRAPH.narrative == 6
    longer = PARAGRAPH._replace(text=PARAGRAPH.text + " See annex 5.")
    assert longer.narrative == 8 and longer.names_annex


def test_only_what_a_block_states_is_sent() -> None:
    assert ROW.narratives
    sent = pickle.loads(pickle.dumps(ROW))
    assert sent == ROW and not vars(sent)
