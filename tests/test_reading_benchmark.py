"""The benchmark of reading: what it counts, so that its figures can be believed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.held import native
from benchmarks.held.figures import PEERS, Row, Score, bare, suite
from benchmarks.held.icdar import pairs
from benchmarks.held.peers import Placed, markdown_tables
from benchmarks.held.tags import Heading, ranks
from benchmarks.reading import written


def test_neighbours_are_those_that_say_something() -> None:
    table = [Placed(0, 0, 1, 3, "Head"), Placed(1, 0, 1, 1, "a"), Placed(1, 1, 1, 1, ""), Placed(1, 2, 1, 1, "b")]
    assert pairs([table]) == {("head", "a", "down"): 1, ("head", "b", "down"): 1, ("a", "b", "right"): 1}


def test_a_cell_over_two_rows_is_a_neighbour_of_both_and_once_of_each() -> None:
    table = [Placed(0, 0, 2, 1, "key"), Placed(0, 1, 1, 1, "x"), Placed(1, 1, 1, 1, "y")]
    assert pairs([table]) == {("key", "x", "right"): 1, ("key", "y", "right"): 1, ("x", "y", "down"): 1}


def test_f_counts_what_is_lost_and_what_is_invented() -> None:
    score = Score()
    score.add(Counter("aab"), Counter("abc"))
    assert (score.right, score.precision, score.recall) == (2, 2 / 3, 2 / 3)
    score.add(Counter(), Counter())
    assert score.macro == pytest.approx((2 / 3 + 1) / 2)


def test_texts_are_compared_by_letters_and_digits() -> None:
    assert bare("3.2.14  Students’ rights¹") == "3214studentsrights1"
    assert bare(" — ") == "—"


def test_ranks_are_compared_among_the_headings_that_both_have() -> None:
    truth = [Heading("One", 1), Heading("Two", 2), Heading("Lost", 3)]
    answer = [Heading("Title", 1), Heading("One", 2), Heading("Two", 3)]
    true, told = ranks(truth, answer)
    assert true == told == {("one", 0): 1, ("two", 1): 1}


def test_pipe_tables_of_a_markdown_text() -> None:
    text = "# Head\n\n|a|**b**|\n|---|---|\n|c\\|d||\n\ntext | no table\n\n|e|\n|---|\n"
    first, second = markdown_tables(text)
    assert first == [
        Placed(0, 0, 1, 1, "a"),
        Placed(0, 1, 1, 1, "b"),
        Placed(1, 0, 1, 1, "c|d"),
        Placed(1, 1, 1, 1, ""),
    ]
    assert second == [Placed(0, 0, 1, 1, "e")]


def test_a_suite_that_is_not_on_this_machine_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(PEERS, raising=False)
    assert suite("icdar2013") is None
    monkeypatch.setenv(PEERS, str(tmp_path))
    assert suite("icdar2013") is None


def test_pandocs_native_format_is_read() -> None:
    value = native.parse(
        """[ Header 2 ( "id" , [] , [] ) [ Str "A\\8217s" , Space , Str "\\"x\\"" , Note [ Para [ Str "no" ] ] ]
        , Table ("",[],[]) (Caption Nothing []) [ (AlignDefault , ColWidth 9.7e-2) ]
          [ Row ("",[],[]) [ Cell ("",[],[]) AlignDefault (RowSpan 1) (ColSpan 2) [ Plain [ Str "a" ] ] ] ] ]"""
    )
    ((level, _, inlines),) = native.of_kind(value, "Header")
    assert (level, native.text_of(inlines)) == (2, 'A\u2019s "x"')
    (cell,) = native.of_kind(value, "Cell")
    assert native.text_of(cell[-1]).strip() == "a"


def test_figures_take_the_place_of_those_before() -> None:
    page = "Text.\n\n<!-- figures -->\nold\n<!-- end of figures -->\nMore.\n"
    shown = written(page, [Row("suite", "Sapa", "1 of 2", "all", ("one is no table.",))])
    assert "old" not in shown
    assert "| suite | Sapa | 1 of 2 | all |" in shown
    assert "- one is no table.\n<!-- end of figures -->\nMore.\n" in shown
