"""Lines keep to their width, words stay whole, columns stay columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.showing.layout import Column, Paper, cells_of, plain, wrap

WORDS = st.text(alphabet="abcдеёқңһ中é́.–", min_size=1, max_size=30)


def text(lines: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(part for part, _ in line) for line in lines]


@given(st.lists(WORDS, max_size=20), st.integers(4, 60))
def test_no_line_is_wider_than_its_width_and_nothing_is_lost(words: list[str], width: int) -> None:
    lines = text(wrap(" ".join(words), width))
    assert all(cells_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)


@given(st.lists(WORDS, min_size=1, max_size=20))
def test_words_are_only_broken_where_one_is_wider_than_the_line(words: list[str]) -> None:
    widest = max(map(cells_of, words))
    shown = [word for line in text(wrap(" ".join(words), widest + 3)) for word in line.split()]
    assert shown == words


def test_a_span_may_begin_inside_a_word() -> None:
    line = wrap([("status", "code"), (": ", ""), ("thin", "thin"), (", next", "")], 40)
    assert text(line) == ["status: thin, next"]


def test_a_word_of_several_spans_is_not_torn_from_its_punctuation() -> None:
    assert text(wrap([("aaaa bbbb", "code"), (",", ""), (" cc", "")], 9)) == ["aaaa", "bbbb, cc"]


def test_a_no_break_space_holds_words_together() -> None:
    assert text(wrap("with 67\u00a0% of", 8)) == ["with", "67\u00a0% of"]


def test_columns_line_up_whatever_the_letters() -> None:
    paper = Paper(40)
    for name in ("Latin", "Қазақша", "中文", "é́"):
        paper.row([name, "12"], [Column(10), Column(4, right=True)])
    ends = {cells_of("".join(part for part, _ in line)) for line in paper.lines}
    assert ends == {16}


def test_a_cell_that_wraps_keeps_its_neighbours_beside_it() -> None:
    paper = Paper(30)
    paper.row(["1.2.1", "a long reason that needs more than one line", "end"], [Column(5), Column(), Column(3)])
    lines = plain(paper.lines).splitlines()
    assert lines[0].startswith("1.2.1  a long") and lines[0].endswith("end")
    assert all(line.startswith("       ") for line in lines[1:]) and len(lines) > 1


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_have_no_blanks_at_their_ends(width: int) -> None:
    paper = Paper(width)
    paper.row(["a", ""], [Column(5), Column()])
    assert plain(paper.lines) == "a\n"


def test_a_path_wider_than_its_place_is_broken_at_its_folders_then_at_the_marks_of_its_name() -> None:
    assert text(wrap("case-programme/sar/report-en.docx", 30)) == ["case-programme/sar/", "report-en.docx"]
    assert text(wrap(r"C:\cases\steppe\draft_of_the_report.docx", 22)) == [
        "C:\\cases\\steppe\\",
        "draft_of_the_",
        "report.docx",
    ]


TABLE = [["Engineering practice", "Industrial internship; Commissioning", "page 3"], ["Design", "Project", ""]]


def test_a_table_breaks_no_word_as_long_as_its_longest_words_fit() -> None:
    for width in range(40, 90):
        paper = Paper(width)
        paper.table(["Area", "Modules", "Place"], TABLE)
        lines = plain(paper.lines)
        assert set(lines.split()) == set(" ".join(["Area Modules Place", *map(" ".join, TABLE)]).split()), width
        assert max(map(len, lines.splitlines())) <= width


def test_a_table_without_room_is_told_row_by_row_with_its_heads() -> None:
    paper = Paper(24)
    paper.table(["Area", "Modules", "Place"], TABLE)
    lines = plain(paper.lines).splitlines()
    assert lines[0] == "Area: Engineering"
    assert "  Place: page 3" in lines
    assert not [line for line in lines if line.strip() == "Place:"], "an empty cell is left out"
