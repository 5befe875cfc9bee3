"""Pages of a Word file: a page is given only if it is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapa.core.model.document import Document

from ..wordxml import DELETED_MARK, PAGE, abstract, app, lvl, num, p, picture, r, run, tbl, tc, text_box, tr
from .docxes import document

WORDS = "word " * 30


def pages(found: Document) -> list[tuple[str, int | None, int | None]]:
    return [(block.shown, block.place.page, block.place.last_page) for block in found.blocks]


def broken(before: str, after: str) -> str:
    """A run in which Word broke the page."""
    return run(f"<w:t>{before}</w:t>{PAGE}<w:t>{after}</w:t>")


def test_without_stored_breaks_nobody_knows(tmp_path: Path) -> None:
    found = document(tmp_path, p("a") + p(run('<w:br w:type="page"/>')) + p("b"))
    assert pages(found) == [("a", None, None), ("b", None, None)]
    assert found.blocks[0].place.page_source is None
    assert found.pages is None


def test_a_break_in_the_first_run_begins_the_paragraph_on_the_new_page(tmp_path: Path) -> None:
    found = document(tmp_path, p("a") + p(run(f"{PAGE}<w:t>b</w:t>")) + p("c"))
    assert pages(found) == [("a", 1, 1), ("b", 2, 2), ("c", 2, 2)]
    assert {block.place.page_source for block in found.blocks} == {"word"}


def test_a_break_within_a_paragraph(tmp_path: Path) -> None:
    found = document(tmp_path, p(broken("a", "b")) + p("c"))
    assert pages(found) == [("ab", 1, 2), ("c", 2, 2)]


def test_only_blanks_before_the_break_do_not_begin_a_paragraph(tmp_path: Path) -> None:
    found = document(tmp_path, p("x") + p(r("  ") + run(f'<w:br w:type="page"/>{PAGE}<w:t>a</w:t>')))
    assert pages(found)[1] == ("a", 2, 2)


def test_a_manual_break_counts_by_the_stored_one_after_it(tmp_path: Path) -> None:
    found = document(tmp_path, p("a") + p(run('<w:br w:type="page"/>')) + p(run(f"{PAGE}<w:t>b</w:t>")))
    assert pages(found) == [("a", 1, 1), ("b", 2, 2)]


def test_a_row_over_a_page_end_counts_its_break_once(tmp_path: Path) -> None:
    row = tr(tc(p(broken("a", "b"))), tc(p(broken("c", "d"))), "e")
    found = document(tmp_path, tbl(row, tr("f", "g", "h")) + p("i"))
    assert [item[1:] for item in pages(found)] == [(1, 2), (2, 2), (2, 2)]


def test_a_row_that_begins_on_a_new_page(tmp_path: Path) -> None:
    first = tc(p(run(f"{PAGE}<w:t>a</w:t>")))
    found = document(tmp_path, tbl(tr("x", "y"), tr(first, "b"), tr("c", "d")))
    assert [item[1:] for item in pages(found)] == [(1, 1), (2, 2), (2, 2)]


def test_a_row_over_three_pages(tmp_path: Path) -> None:
    long = tc(p(broken("a", "b")) + p(broken("c", "d")))
    found = document(tmp_path, tbl(tr("key", long), tr("x", "y")) + p("z"))
    assert [item[1:] for item in pages(found)] == [(1, 3), (3, 3), (3, 3)]


def test_breaks_in_deleted_text_were_pages_too(tmp_path: Path) -> None:
    gone = f'<w:del w:id="1" w:author="A"><w:r>{PAGE}<w:delText>x</w:delText></w:r></w:del>'
    assert [item[1] for item in pages(document(tmp_path, p("a") + p(gone) + p("b")))] == [1, 2]


def test_breaks_in_text_boxes_do_not_count(tmp_path: Path) -> None:
    body = p(r("a") + text_box(p(broken("b", "c")))) + p(run(f"{PAGE}<w:t>d</w:t>"))
    assert [item[1] for item in pages(document(tmp_path, body))] == [1, 1, 2]


class TestBelief:
    body = p(r(WORDS)) + p(broken(WORDS, WORDS)) + p(r(WORDS))  # 120 words, one break

    @pytest.mark.parametrize(
        ("properties", "known"),
        [
            pytest.param(app(2, 120), True, id="agrees"),
            pytest.param(app(2, 130), True, id="agrees-roughly"),
            pytest.param(app(3, 120), False, id="another-count-of-pages"),
            pytest.param(app(1, 110), False, id="another-count-of-pages-too"),
            pytest.param(app(3, 85, 500), False, id="words-that-word-estimated"),
            pytest.param(app(9, 120, 12), True, id="stale-other-characters"),
            pytest.param(app(3, 200), False, id="not-evidently-stale"),
            pytest.param(app(9, 0), True, id="stale-no-words"),
            pytest.param(app(9, 4000), True, id="stale-other-words"),
            pytest.param(app(0, 120), True, id="no-pages"),
            pytest.param(None, True, id="absent"),
            pytest.param("<broken", True, id="broken"),
        ],
    )
    def test_against_the_stored_statistics(self, tmp_path: Path, properties: str | None, known: bool) -> None:
        found = document(tmp_path, self.body, properties=properties)
        assert [block.place.page is not None for block in found.blocks] == [known] * 3


class TestPastedPages:
    @staticmethod
    def body(beside: str) -> str:
        new = run(f"{PAGE}<w:t>{beside}</w:t>")
        return p(r(WORDS)) + p(new) + p(picture(16, 23)) + p(run(f"{PAGE}<w:t>{WORDS}</w:t>"))

    def test_the_page_is_named(self, tmp_path: Path) -> None:
        found = document(tmp_path, self.body("Appendix"))
        assert [(u.pages, u.reason, u.at, u.file) for u in found.unreadable] == [((2,), "picture", 2, found.path)]

    def test_a_picture_with_text_around_it_on_its_page_is_readable(self, tmp_path: Path) -> None:
        assert document(tmp_path, self.body(WORDS)).unreadable == ()

    def test_several_pictures_cover_a_page_together(self, tmp_path: Path) -> None:
        body = p(r(WORDS)) + p(run(PAGE) + picture(16, 12)) + p(picture(16, 12)) + p(run(f"{PAGE}<w:t>{WORDS}</w:t>"))
        assert [u.pages for u in document(tmp_path, body).unreadable] == [(2,)]


class TestTurns:
    """A page begins inside a paragraph or a row: what stands after that is on the later page."""

    @staticmethod
    def page_of(found: Document, words: str) -> int | None:
        (block,) = [block for block in found.blocks if words in block.shown]
        return block.place_at(block.shown.index(words)).page

    def test_in_a_paragraph(self, tmp_path: Path) -> None:
        body = p(broken("one   two ", " three four") + run(f"<w:t> five </w:t>{PAGE}<w:t>six</w:t>"))
        found = document(tmp_path, body)
        assert [self.page_of(found, word) for word in ("one", "two", "three", "four", "five", "six")] == [
            1, 1, 2, 2, 2, 3,
        ]  # fmt: skip

    def test_after_an_automatic_number(self, tmp_path: Path) -> None:
        numbering = abstract(0, lvl(0, "3.2.%1")) + num(1, 0)
        found = document(tmp_path, p(broken("one ", "two"), num=(1, 0)), numbering=numbering)
        assert [self.page_of(found, word) for word in ("3.2.1", "one", "two")] == [1, 1, 2]

    def test_in_a_paragraph_that_another_continues(self, tmp_path: Path) -> None:
        body = p(broken("one ", "two "), mark=DELETED_MARK) + p(run(f"{PAGE}<w:t>three </w:t>") + broken("x ", "four"))
        found = document(tmp_path, body)
        assert [self.page_of(found, word) for word in ("one", "two", "three", "four")] == [1, 2, 3, 4]

    def test_in_the_cells_of_a_row(self, tmp_path: Path) -> None:
        row = tr(
            tc(p(r("key"))),
            tc(p(r("one")) + p(broken("two ", "three")) + p("four")),
            tc(""),
            tc(p(broken("x ", "five"))),
        )
        found = document(tmp_path, p("before") + tbl(row, tr("a", "b", "c", "d")))
        assert [self.page_of(found, word) for word in ("key", "one", "two", "three", "four", "x", "five")] == [
            1, 1, 1, 2, 2, 1, 2,
        ]  # fmt: skip

    def test_not_where_pages_are_not_known(self, tmp_path: Path) -> None:
        found = document(tmp_path, p(broken(WORDS, WORDS)), properties=app(7, 60))
        assert found.blocks[0].turns == ()

    def test_a_note_stands_on_the_page_of_its_reference(self, tmp_path: Path) -> None:
        mark = run('<w:footnoteReference w:id="2"/>')
        body = p(broken("one ", "two ") + mark + text_box(p("box"))) + p("x")
        found = document(tmp_path, body, footnotes=f'<w:footnote w:id="2">{p("note")}</w:footnote>')
        assert pages(found) == [("onetwo", 1, 2), ("note", 2, 2), ("box", 2, 2), ("x", 2, 2)]
