"""Tables of a Word file."""

from __future__ import annotations

from pathlib import Path

from sapa.core.model.document import Block, Kind

from ..wordxml import ins, p, r, run, sdt, tbl, tc, tr
from .docxes import document, kinds, texts

DELETED_ROW = '<w:del w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"/>'


def rows(found_blocks: tuple[Block, ...]) -> list[list[tuple[int, int, bool, str]]]:
    """(column, span, merged, text) of each cell."""
    return [
        [(c.column, c.span, c.merged, c.text) for c in block.cells] for block in found_blocks if block.kind is Kind.ROW
    ]


def test_a_row_a_block_and_a_number_for_each_table(tmp_path: Path) -> None:
    found = document(tmp_path, tbl(tr("a", "b"), tr("c", "d")) + p("x") + tbl(tr("e", "f")))
    assert [(b.kind.value, b.table, b.shown) for b in found.blocks] == [
        ("row", 1, "a\tb"), ("row", 1, "c\td"), ("paragraph", 0, "x"), ("row", 2, "e\tf"),
    ]  # fmt: skip


def test_columns_spans_and_cells_left_out(tmp_path: Path) -> None:
    body = tbl(tr(tc("wide", span=2), "c"), tr("a", "b", properties='<w:gridBefore w:val="1"/>'))
    assert rows(document(tmp_path, body).blocks) == [
        [(0, 2, False, "wide"), (2, 1, False, "c")],
        [(1, 1, False, "a"), (2, 1, False, "b")],
    ]


def test_cells_merged_downwards(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("3.2.14", merge="restart"), "a"),
        tr(tc("", merge="continue"), "b"),
        tr(tc("3.2.15", merge="restart"), "c"),
        tr("plain", "d"),
    )
    assert rows(document(tmp_path, body).blocks) == [
        [(0, 1, False, "3.2.14"), (1, 1, False, "a")],
        [(0, 1, True, ""), (1, 1, False, "b")],
        [(0, 1, False, "3.2.15"), (1, 1, False, "c")],
        [(0, 1, False, "plain"), (1, 1, False, "d")],
    ]


def test_a_continuation_of_nothing_is_a_cell_of_its_own(tmp_path: Path) -> None:
    body = tbl(tr(tc("seen", merge="continue"), "a"), tr("x", "y"), tr(tc("seen too", merge="continue"), "b"))
    assert [row[0] for row in rows(document(tmp_path, body).blocks)] == [
        (0, 1, False, "seen"), (0, 1, False, "x"), (0, 1, False, "seen too"),
    ]  # fmt: skip


def test_cells_merged_sideways_in_the_old_way(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("a", properties='<w:hMerge w:val="restart"/>'), tc("", properties="<w:hMerge/>"), "b"), tr("c", "d", "e")
    )
    assert rows(document(tmp_path, body).blocks)[0] == [(0, 2, False, "a"), (2, 1, False, "b")]


def test_a_cell_holds_paragraphs_with_number_and_level(tmp_path: Path) -> None:
    body = tbl(tr(tc(p("Title", "Heading3") + p("") + p(run("<w:t>a</w:t><w:br/><w:t>b</w:t>"))), "x"))
    (block,) = document(tmp_path, body).blocks
    assert [(line.text, line.level) for line in block.cells[0].lines] == [("Title", 3), ("a\nb", 0)]
    assert block.cells[0].text == "Title\na\nb"


def test_deleted_rows_and_cells_are_gone_and_inserted_ones_count(tmp_path: Path) -> None:
    gone = '<w:cellDel w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"/>'
    body = tbl(
        tr("a", "b", properties=DELETED_ROW),
        tr("c", "d", properties=DELETED_ROW.replace("w:del", "w:ins")),
        tr(tc("e", properties=gone), "f"),
    )
    found = document(tmp_path, body)
    assert texts(found) == ["c\td", "f"]
    assert found.findings[0].arguments == {"insertions": 1, "deletions": 2}


def test_a_hidden_row_is_hidden_text(tmp_path: Path) -> None:
    found = document(tmp_path, tbl(tr("two words", "b", properties="<w:hidden/>"), tr("c", "d")))
    assert texts(found) == ["c\td"]
    assert found.findings[0].rule == "hidden-text"


def test_header_rows(tmp_path: Path) -> None:
    bold = lambda text: tc(p(r(text, "<w:b/>")))  # noqa: E731
    marked = tbl(tr("A", "B", properties="<w:tblHeader/>"), tr("a", "b"))
    evident = tbl(tr(bold("A"), bold("B")), tr("a", "b"))
    all_bold = tbl(tr(bold("A"), bold("B")), tr(bold("a"), bold("b")))
    with_code = tbl(tr(bold("3.2.14"), bold("B")), tr("a", "b"))
    found = document(tmp_path, marked + p("x") + evident + p("y") + all_bold + p("z") + with_code)
    assert [b.header for b in found.blocks if b.kind is Kind.ROW] == [
        True, False, True, False, False, False, False, False,
    ]  # fmt: skip


def test_a_nested_table_follows_its_row(tmp_path: Path) -> None:
    inner = tbl(tr("i", "j"), tr("k", "l"))
    body = p("start") + tbl(tr(tc(p("before") + inner + p("after")), "b"), tr("c", "d"))
    found = document(tmp_path, body)
    assert [(b.shown, b.table, b.outer) for b in found.blocks] == [
        ("start", 0, None), ("before\nafter\tb", 1, None), ("i\tj", 2, 1), ("k\tl", 2, 1), ("c\td", 1, None),
    ]  # fmt: skip


def test_a_nested_table_in_an_otherwise_empty_row_keeps_its_row(tmp_path: Path) -> None:
    found = document(tmp_path, tbl(tr(tc(tbl(tr("i", "j"))), ""), tr("a", "b")))
    assert [(b.shown, b.outer) for b in found.blocks] == [("\t", None), ("i\tj", 0), ("a\tb", None)]


def test_rows_without_any_text_are_left_out(tmp_path: Path) -> None:
    assert texts(document(tmp_path, tbl(tr("a", "b"), tr("", ""), tr("c", "")))) == ["a\tb", "c\t"]


class TestLayout:
    """A table whose rows have one cell each is a frame around ordinary text."""

    def test_its_content_is_ordinary_blocks(self, tmp_path: Path) -> None:
        body = tbl(tr(tc(p("3.2.14 Title", "Heading2") + p("Text."))), tr("More."))
        found = document(tmp_path, body)
        assert kinds(found) == [("heading", 2, "3.2.14 Title"), ("paragraph", 0, "Text."), ("paragraph", 0, "More.")]
        assert [(b.table, b.place.paragraph) for b in found.blocks] == [(0, 1), (0, 2), (0, 3)]

    def test_a_table_inside_it_is_a_table(self, tmp_path: Path) -> None:
        found = document(tmp_path, tbl(tr(tc(p("a") + tbl(tr("b", "c")) + p("d")))))
        assert [(b.kind.value, b.table, b.outer) for b in found.blocks] == [
            ("paragraph", 0, None), ("row", 1, None), ("paragraph", 0, None),
        ]  # fmt: skip

    def test_inside_a_cell_it_belongs_to_the_cell(self, tmp_path: Path) -> None:
        found = document(tmp_path, tbl(tr(tc(p("3.2.14") + tbl(tr("framed"), tr("text"))), "b"), tr("c", "d")))
        assert texts(found) == ["3.2.14\nframed\ntext\tb", "c\td"]

    def test_one_row_that_spans_all_columns_is_no_frame(self, tmp_path: Path) -> None:
        found = document(tmp_path, tbl(tr(tc("Standard 3", span=2)), tr("3.2.14", "x")))
        assert [b.kind for b in found.blocks] == [Kind.ROW, Kind.ROW]

    def test_rows_that_lost_their_other_cells_make_a_frame(self, tmp_path: Path) -> None:
        found = document(tmp_path, tbl(tr("a", "b", properties=DELETED_ROW), tr("c")))
        assert kinds(found) == [("paragraph", 0, "c")]


def test_rows_inside_revisions_and_controls(tmp_path: Path) -> None:
    body = tbl(ins(tr("a", "b")), sdt(tr("c", sdt(tc(sdt(p("d")))))), f"<w:customXml>{tr('e', 'f')}</w:customXml>")
    assert texts(document(tmp_path, body)) == ["a\tb", "c\td", "e\tf"]


def test_deep_nesting_is_read_or_refused_but_never_hangs(tmp_path: Path) -> None:
    import pytest

    from sapa.core.model.document import ReadingError

    body = p("x")
    for _ in range(40):
        body = tbl(tr(tc(p("level") + body + p("")), "y"))
    assert len(document(tmp_path, body).blocks) >= 40
    for _ in range(400):
        body = tbl(tr(tc(p("level") + body + p("")), "y"))
    with pytest.raises(ReadingError) as caught:
        document(tmp_path, body)
    assert caught.value.code == "damaged"


def test_boxes_and_notes_of_a_cell_follow_the_row(tmp_path: Path) -> None:
    from ..wordxml import text_box

    mark = run('<w:footnoteReference w:id="2"/>')
    cell = tc(p(r("a") + mark + text_box(p("3.2.14 box"))))
    found = document(
        tmp_path, tbl(tr(cell, "b"), tr("c", "d")), footnotes=f'<w:footnote w:id="2">{p("note")}</w:footnote>'
    )
    assert kinds(found) == [("row", 0, "a\tb"), ("note", 0, "note"), ("box", 0, "3.2.14 box"), ("row", 0, "c\td")]
