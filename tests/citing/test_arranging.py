"""How a document is arranged: contents that were typed, headings that nobody styled, lines that answer by themselves."""

from __future__ import annotations

import pytest

from sapa.core.citing.labels import ends_text, is_label, recurring_labels
from sapa.core.citing.structure import arrange
from sapa.core.model.document import Block, Cell, Document, Kind, Line, Unreadable
from sapa.core.model.places import Place

from ..documents import document, prose
from ..reports import installed

PLACE = Place("report.docx", paragraph=1)
PARSE = installed().sets.find("institutional").grammar.parse


def arranged(*blocks: Block, gaps: tuple[Unreadable, ...] = ()) -> Document:
    return arrange(Document("report.docx", ("report.docx",), "0" * 64, "docx", blocks, unreadable=gaps))


def paragraph(text: str, **other: object) -> Block:
    return Block(Kind.PARAGRAPH, PLACE, text)._replace(**other)


def row(*cells: str | tuple[str, ...], table: int = 1) -> Block:
    every = [(cell,) if isinstance(cell, str) else cell for cell in cells]
    lines = [tuple(Line(line) for line in cell if line) for cell in every]
    return Block(Kind.ROW, PLACE, cells=tuple(Cell(line, at) for at, line in enumerate(lines)), table=table)


def kinds(text: str) -> str:
    """The kinds of a document's blocks, a letter each: h(eading), p(aragraph), c(ontents), r(ow) …"""
    return "".join(block.kind.value[0] for block in document(text).blocks)


def ranks(text: str) -> list[int]:
    return [block.level if block.kind is Kind.HEADING else 0 for block in document(text).blocks]


# --- contents that were typed


def entries(count: int, *, leader: str = " ", first: int = 3, step: int = 2) -> str:
    return "\n".join(f"{n}. Part of the report{leader}{first + n * step}" for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (entries(5), "ccccc"),
        (entries(4), "pppp"),  # four numbered lines that end in a number prove nothing
        (entries(2, leader=" ........ "), "cc"),
        (entries(1, leader=" ........ "), "p"),
        (f"# Contents\n{entries(2)}", "hcc"),
        (f"# Contents\n{entries(1)}", "hp"),
        (f"# Оглавление\n{entries(2)}", "hcc"),
        (entries(5, step=0), "ccccc"),  # several parts on one page
        (entries(5, first=90, step=-2), "ppppp"),
        (f"{entries(5)}\n1. Part of the next volume 4", "cccccp"),
        (f"{entries(3)}\n{{41}} 40\n{entries(3, first=40)}", "ppppppp"),
        ("# Contents\n| Aims | 3\n| Means | 5\n| Results | 9", "hccc"),
        ("| Aims | 3\n| Means | 5\n| Results | 9\n| Plans | 11\n| Dates | 12", "rrrrr"),
        (f"# Contents\n{entries(2)}\n$ Example University\n3. Part of the report 20", "hccfc"),
    ],
)
def test_lines_that_end_with_rising_page_numbers_are_contents(text: str, expected: str) -> None:
    assert kinds(text) == expected


def test_an_entry_over_two_lines_shows_its_page_on_the_second() -> None:
    text = f"# Contents\n{entries(2)}\nA part whose long title\n3. goes on 20\n4. Part 22"
    assert kinds(text) == "hccccc"
    assert kinds(f"# Contents\n{entries(2)}\nA line\nand another\n3. goes on 20") == "hccppp"
    assert kinds(f"# Contents\n{entries(2)}\nA line\n3. goes back 2") == "hccpp"
    assert kinds(f"# Contents\n{entries(2)}\nThe last line") == "hccp"


def test_a_sentence_that_ends_with_a_number_is_no_entry() -> None:
    assert kinds("# Contents\nthe plan of 2024\nthe plan of 2025\nthe plan of 2026") == "hppp"
    assert kinds("# Contents\n1. Plan, 3\n2. Report, 5") == "hpp"


@pytest.mark.parametrize(("count", "expected"), [(3, "hccc"), (2, "hpp")])
def test_under_a_contents_heading_numbered_lines_need_no_pages(count: int, expected: str) -> None:
    lines = "\n".join(f"{number}. Part of the report" for number in range(1, count + 1))
    assert kinds(f"# Contents\n{lines}") == expected


def test_contents_without_pages_end_at_the_first_line_that_opens_with_no_number() -> None:
    text = "# Contents\n1. Aims\n$ Example\n2. Means\nStandard 3\nThe university was founded long ago\n4. Results"
    assert kinds(text) == "hcfccpp"


WORDS = "part of the report on its own work and the people in it".split()


def title(count: int) -> str:
    return " ".join(WORDS[at % len(WORDS)] for at in range(count)).capitalize()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # without a heading: two entries, more than half of them with leaders
        ("1. Aims ..... 3\n2. Means ..... 5\n3. Results 9", "ccc"),
        ("1. Aims ..... 3\n2. Means 5", "pp"),
        ("1. Aims ..... 3\n2. Means ..... 5\n3. Results 9\n4. Plans 11", "pppp"),
        ("1. Aims ..... 3\n2. Means ..... 5\n3. Results ..... 9\n4. Plans 11", "cccc"),
        ("Aims . . . . 3\nMeans . . . . 5", "cc"),
        ("Aims ___ 3\nMeans ___ 5", "cc"),
        ("Aims … 3\nMeans … 5", "pp"),
        ("Aims\t\t\t3\nMeans\t\t\t5", "pp"),
        # an entry over two lines
        ("# Contents\nAims 3\nMeans 3\nA part whose title\n3. goes on 3\nResults 4", "hccccc"),
        ("# Contents\nAims 3\nMeans 3\nA part\n3. goes on 2\nResults 4", "hccppp"),
        ("# Contents\nAims 3\nMeans 5\nA part\ngoes on\n3. and on 7", "hccppp"),
        ("# Contents\nAims 3\nMeans 5\nA part\n3. goes on 7\nA part\n4. goes on 9", "hcccccc"),
        ("# Contents\nA part\n1. goes on 7\nMeans 9\nEnds 11", "hpppp"),
        # how long an entry is, how it begins and ends
        (f"# Contents\n{title(40)} 3\nMeans 5\nEnds 7", "hccc"),
        (f"# Contents\n{title(41)} 3\nMeans 5\nEnds 7", "hppp"),
        ("# Contents\nAims 300\nMeans 500", "hcc"),
        ("# Contents\nAims 3000\nMeans 5000", "hpp"),
        ("# Contents\naims 3\nmeans 5", "hpp"),
        ("# Contents\naims ..... 3\nmeans ..... 5", "hcc"),
        ("# Contents\nAims; 3\nMeans; 5", "hpp"),
        ("# Contents\n| aims; | 3\n| means; | 5", "hcc"),
        ("# Contents\nAims 3\n## Means 5\nEnds 7\nPlans 8", "hphpp"),
        # entries that the file marks as such, and running heads between them
        ("# Contents\n~ Aims 3\n{9}", "hcp"),
        ("# Contents\n~ Aims 3\nEnds 7\nPlans 9\n{9}", "hcccp"),
        ("# Contents\nEnds 7\n~ Aims 8\nPlans 9\n{9}", "hcccp"),
        ("# Contents\nEnds 7\n$ Example\nPlans 9\n$ Example\n{9}", "hcfcfp"),
        ("# Contents\n$ Example\n~ Aims 3\n{9}", "hfcp"),
        # what heads them
        ("Table of contents.\nAims 3\nMeans 5", "pcc"),
        ("| Contents\n| Aims | 3\n| Means | 5", "rcc"),
        ("| Contents | Page\n| Aims | 3\n| Means | 5", "rrr"),
        ("# Contents of the whole report\nAims 3\nMeans 5", "hpp"),
        # without pages
        ("# Contents\nStandard 1\nStandard 2\nStandard 3", "hccc"),
        ("# Contents\n1. Aims\n2. Means\n## 3. Results", "hpph"),
        ("# Contents\n1. Aims\n2. Means\n3. {40}", "hccc"),
        ("# Contents\n1. Aims\n2. Means\n3. {41}", "hppp"),
    ],
)
def test_contents_are_told_from_text_at_each_bound(text: str, expected: str) -> None:
    assert kinds(text) == expected


# --- lines that answer several criteria


def test_a_paragraph_of_coded_lines_is_a_paragraph_for_each_code_and_gaps_move_along() -> None:
    text = "Our answers:\n3.2.1 We teach\nand train.\nCriterion 3.2.2. We ask."
    gap = Unreadable("report.docx", (), "picture", 1)
    found = arranged(paragraph(text, number="7", emphasis=True), paragraph("The end."), gaps=(gap,))
    assert [(block.shown, block.emphasis) for block in found.blocks] == [
        ("7 Our answers:", True),
        ("3.2.1 We teach\nand train.", False),
        ("Criterion 3.2.2. We ask.", False),
        ("The end.", False),
    ]
    assert [one.at for one in found.unreadable] == [3]


def test_each_coded_line_stands_on_the_page_where_it_begins() -> None:
    text = "Our answers:\n3.2.1 We teach\nand train.\n3.2.2 We ask."
    place = Place("report.docx", page=4, page_source="word", paragraph=1)
    for number, shift in (("", 0), ("7", 0), ("", 1)):  # the page turns right before the second answer, or behind it
        turns = ((text.index("3.2.2") + shift, 5),)
        found = arranged(paragraph(text, number=number, place=place, turns=turns)).blocks
        assert [block.place.page for block in found] == [4, 4, 4 if shift else 5]


def test_lines_without_codes_and_the_lines_of_a_pdf_stay_together() -> None:
    assert len(arranged(paragraph("3.2.1 We teach\nand train.")).blocks) == 1
    printed = PLACE._replace(page=1, page_source="pdf")
    assert len(arranged(paragraph("We teach\n3.2.1 and train.", place=printed)).blocks) == 1


def test_a_cell_that_answers_several_criteria_line_by_line_becomes_their_paragraphs() -> None:
    answers = ("Our answers", "3.2.1 We teach every student", "3.2.2 We ask every student")
    found = arranged(row("Standard 3", answers), paragraph("The end."))
    assert [(block.kind.value, block.shown) for block in found.blocks[1:]] == [
        ("paragraph", "3.2.1 We teach every student"),
        ("paragraph", "3.2.2 We ask every student"),
        ("paragraph", "The end."),
    ]
    assert [cell.text for cell in found.blocks[0].cells] == ["Standard 3", "Our answers"]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("Standard 3", ("3.2.1 We teach every student", "and train")), "one answer only"),
        (("Standard 3", ("3.2.1 See below", "3.2.2 See above")), "a list of codes"),
        (("3.2.9", ("3.2.1 We teach every student", "3.2.2 We ask every student")), "another cell keys the row"),
        ((("3.2.1 We teach every student", "3.2.2 We ask every student"), f"{prose(12)}"), "they share the answer beside"),
        ((("3.2.1 We teach every student", "3.2.2 We ask every student"), ""), "the answer is still to be written"),
    ],
)  # fmt: skip
def test_such_a_cell_stays_whole_where_its_lines_are_no_answers(
    cells: tuple[str | tuple[str, ...], ...], why: str
) -> None:
    assert len(arranged(row(*cells)).blocks) == 1, why


def test_lines_with_more_words_than_stand_beside_them_are_the_answers_themselves() -> None:
    lines = ("3.2.1 We teach every student", "3.2.2 We ask every student")
    assert len(arranged(row(lines, "good")).blocks) == 3


# --- headings


def test_one_row_tables_with_a_code_above_their_texts_are_headings() -> None:
    text = "| 3.2.1 We teach\n{15}\n| 3.2.2 We ask\n{15}"
    assert kinds(text) == "hphp"
    assert kinds("| 3.2.1 We teach\n{15}") == "rp"
    assert kinds("| 3.2.1 We teach\n{14}\n| 3.2.2 We ask\n{14}") == "rprp"
    assert kinds("| 3.2.1 We teach\n| 3.2.3 We write\n{15}\n| 3.2.2 We ask\n| 3.2.4 We plan\n{15}") == "rrprrp"
    assert kinds("| We teach\n{15}\n| We ask\n{15}") == "rprp"


@pytest.mark.parametrize(("count", "expected"), [(80, "h"), (81, "p")])
def test_a_whole_paragraph_in_a_headings_style_is_body_text(count: int, expected: str) -> None:
    assert kinds(f"# {prose(count)}") == expected


def test_an_empty_heading_is_none() -> None:
    (found,) = arranged(Block(Kind.HEADING, PLACE, " ", level=1)).blocks
    assert found.kind is Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("* 1. Aims", 1),
        ("* 3.2 Aims", 2),
        ("* 3.2.1 Aims", 3),
        ("* 3. 2. 1 Aims", 3),
        ("* 3", 0),  # the number of a page
        ("* 3.2", 2),
        ("3.2.1 Aims", 0),
        ("* Criterion 3.2.1", 3),
        ("* Employers take part (3.2.1)", 3),
        ("* Employers take part – п. 3.2.1", 3),
        ("* Employers take part", 0),
        ("Standard 3. Educational programs", 1),
        ("3-стандарт. Білім беру", 1),
        ("Standard 3. We teach. We train.", 0),
        ("Standard 3 was met", 0),
        ("Standard 3;", 0),
        ("Standard 3. Of all that is taught and learned by our students.", 0),
        ("* Standard 3 was met", 1),
    ],
)
def test_a_typed_line_is_a_heading_by_its_number_and_its_look(line: str, rank: int) -> None:
    assert ranks(line)[0] == rank


@pytest.mark.parametrize(("count", "rank"), [(14, 1), (15, 0)])
def test_a_standards_name_in_body_style_is_short(count: int, rank: int) -> None:
    assert ranks(f"Standard 3. {prose(count).capitalize()}") == [rank]


@pytest.mark.parametrize(("count", "rank"), [(39, 3), (40, 0)])
def test_a_line_set_apart_is_a_heading_up_to_forty_words(count: int, rank: int) -> None:
    assert ranks(f"* Criterion 3.2.1. {prose(count)}") == [rank]


def test_standards_named_one_below_the_other_are_a_list() -> None:
    assert ranks("Standard 1. Aims\nStandard 2. Means\nThe end.") == [0, 0, 0]
    assert ranks("Standard 1. Aims\n{5}\nStandard 2. Means") == [1, 0, 1]


def test_typed_headings_take_the_rank_that_styled_ones_of_their_depth_have() -> None:
    assert ranks("#### 3.2.1 Aims\n{5}\n* 3.2.2 Means") == [4, 0, 4]
    assert ranks("## 3.2.1 A\n### 3.2.3 B\n### 3.2.4 C\n* 3.2.2 Means")[-1] == 3
    assert ranks("## Standard 1\n{5}\n* Standard 2") == [2, 0, 2]


def test_the_title_below_a_heading_that_is_a_code_alone_stands_below_it() -> None:
    assert ranks("## 3.2.1\n## Aims of the programme\n{5}") == [2, 3, 0]
    assert ranks("## 3.2.1\n## 3.2.2\n{5}") == [2, 2, 0]
    assert ranks("## 3.2.1\n### Aims of the programme\n{5}") == [2, 3, 0]
    assert ranks("## 3.2.1 Aims\n## Aims of the programme\n{5}") == [2, 2, 0]
    assert ranks("## 3.2.1\n## Standard 4\n{5}") == [2, 2, 0]
    assert ranks("## 3.2.1\n## Strengths\n{5}") == [2, 2, 0]


# --- labels


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Strengths", True), ("3) Strengths:", True), ("Strengths and weaknesses", True), ("Strengths and buildings", False), ("Buildings", False)],
)  # fmt: skip
def test_a_label_is_one_word_for_a_part_of_an_answer_or_several(heading: str, expected: bool) -> None:
    assert is_label(heading) is expected


def test_a_label_recurs_where_it_stands_before_two_criteria() -> None:
    one = "## 3.2.{} A\n{{5}}\n## Strengths\n{{5}}\n"
    assert recurring_labels(document("".join(one.format(n) for n in (1, 2, 3)))) == {"strengths"}
    assert recurring_labels(document("".join(one.format(n) for n in (1, 2)))) == frozenset()
    behind = "# Standard {0}\n## {0}.2.1 A\n{{5}}\n## Strengths\n{{5}}\n"
    assert recurring_labels(document("".join(behind.format(n) for n in (1, 2, 3)))) == frozenset()


@pytest.mark.parametrize(
    ("title", "rank", "level", "ends"),
    [
        ("Our aims", 2, 3, True),
        ("Our aims", 3, 3, True),
        ("Our aims", 4, 3, False),
        ("Strengths", 3, 3, False),
        ("Strengths", 2, 3, True),
        ("3.2.1.1 Our aims", 1, 3, False),
        ("3.2.10 Our aims", 3, 3, True),
        ("Our aims", 4, 0, True),  # under a criterion without a heading
        ("Strengths", 1, 0, False),
    ],
)
def test_a_heading_ends_a_criterions_text_by_its_rank(title: str, rank: int, level: int, ends: bool) -> None:
    heading = Block(Kind.HEADING, PLACE, title, level=rank)
    assert ends_text(frozenset({"strengths"}), heading, level, [PARSE("3.2.1")]) is ends


def test_what_closes_standard_after_standard_is_a_section_of_its_own() -> None:
    one = "# Standard {0}\n* {0}.2.1 A\n{{5}}\n* Conclusions\n{{5}}\n"
    assert ranks("".join(one.format(n) for n in (1, 2))) == [1, 3, 0, 3, 0, 1, 3, 0, 3, 0]
    assert ranks(one.format(1)) == [1, 3, 0, 0, 0]
    within = "# Standard {0}\n* {0}.2.1 A\n* Conclusions\n{{5}}\n* {0}.2.3 B\n{{5}}\n* Conclusions\n{{5}}\n"
    assert ranks("".join(within.format(n) for n in (1, 2)))[3] == 0
