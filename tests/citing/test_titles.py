"""Which lines name a standard, by its number word or by its title, and which only sound like it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.citing.captions import caption_of
from sapa.core.citing.closing_parts import closing_label
from sapa.core.citing.report_kinds import kind_by_titles, kind_of_report
from sapa.core.citing.titles import StandardHeading, repeats, similarity, standard_headings, tokens
from sapa.core.model.document import Block, Kind
from sapa.core.model.places import Place

from ..documents import document, prose
from ..reports import installed

SETS = installed().sets
INSTITUTIONAL = SETS.find("institutional")
NOWHERE = Place("report.docx")
WORDS = ["mission", "strategy", "students", "research", "teaching", "resources", "публикация", "бағдарлама"]


def headings(text: str, name: str = "institutional") -> dict[int, StandardHeading]:
    return dict(standard_headings(document(text), SETS.find(name)))


def opened(line: str) -> tuple[str, str] | None:
    found = headings(line).get(0)
    return (found.number, found.by) if found else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# Standards 1, 2 and 7", None),  # a cover
        ("# Стандарты 1, 2 и 7", None),
        ("# Standard 1", ("1", "number")),
        ("# Standards 1 and 2. Mission and management", ("1", "number")),
    ],
)
def test_a_cover_that_lists_standards_opens_none(line: str, expected: tuple[str, str] | None) -> None:
    assert opened(line) == expected


# --- how alike two titles are


@given(st.lists(st.sampled_from(WORDS), min_size=1, unique=True), st.randoms(use_true_random=False))
def test_a_title_is_itself_in_any_order_of_its_words(words: list[str], random: Random) -> None:
    mixed = random.sample(words, len(words))
    assert similarity(" ".join(words), " ".join(mixed)) == 1


@given(st.lists(st.sampled_from(WORDS), unique=True), st.lists(st.sampled_from(WORDS), unique=True))
def test_two_titles_are_as_alike_as_the_share_of_their_common_words(some: list[str], others: list[str]) -> None:
    expected = 2 * len({*some} & {*others}) / (len(some) + len(others)) if some and others else 0.0
    assert similarity(" ".join(some), " ".join(others)) == pytest.approx(expected)


@given(
    st.lists(st.sampled_from([*WORDS, "of", "and", "the"]), max_size=12),
    st.lists(st.sampled_from(WORDS), unique=True),
    st.floats(0.1, 1.0),
)
def test_a_text_repeats_a_title_where_it_is_as_alike(some: list[str], title: list[str], share: float) -> None:
    text, wanted = " ".join(some), " ".join(title)
    assert repeats(text, wanted, share) == (similarity(text, wanted) >= share)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("strategy", "strategic", True),
        ("университета", "университет", True),
        ("plan", "plans", True),
        ("assess", "assure", False),  # four letters are not enough of six
        ("plant", "planning", True),
        ("law", "lawyer", True),
        ("law", "lab", False),
    ],
)
def test_an_inflected_word_is_the_same_word_and_another_one_is_not(one: str, other: str, same: bool) -> None:
    assert similarity(one, other) == similarity(other, one) == (1.0 if same else 0.0)


def test_small_words_and_numbers_carry_no_meaning() -> None:
    assert tokens("3. The Quality of the HEI and its (12) IT") == ("quality", "hei")


# --- which lines open a standard


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# Standard 3. Educational programs", ("3", "number")),
        ("# Standard 3", ("3", "number")),
        ("# Стандарт VIII", ("8", "number")),
        ("# IV стандарт", ("4", "number")),
        ("# 2. Standard 3", ("3", "number")),
        ("# KAZSEE Standard 3", ("3", "number")),
        ("# On the way to Standard 3", None),
        ("# Standard 99", None),
        ("# Mission and strategy of the HEI", ("1", "title")),
        ("# 1. Mission and strategy of the HEI", ("1", "title")),
        ("# Chapter 4. Mission and strategy of the HEI", ("1", "title")),  # the title says more than a chapter's number
        ("# 3. Weather and climate", None),
        ("# 1.2.1 Mission and strategy of the HEI", None),
        ("# 7.9.14 Mission and strategy of the HEI", None),
        ("* Mission and strategy of the HEI", ("1", "title")),
        ("Mission and strategy of the HEI", None),
        ("| Mission and strategy of the HEI | {5}", None),
    ],
)
def test_a_standard_is_opened_by_its_number_word_or_by_its_title(line: str, expected: tuple[str, str] | None) -> None:
    assert opened(line) == expected


def test_a_long_line_that_holds_a_title_is_a_sentence() -> None:
    title = INSTITUTIONAL.standards[0].titles.by_language["en"]
    assert opened(f"* {title}") == ("1", "title")
    assert opened(f"* {title} {prose(40)}") is None


def test_a_heading_says_how_well_its_title_agrees_and_nothing_where_it_has_none() -> None:
    title = INSTITUTIONAL.standards[2].titles.by_language["en"]
    assert headings(f"# Standard 3. {title}")[0].agreement == 1
    assert headings("# Standard 3. Weather")[0].agreement == 0
    assert headings("# Standard 3.")[0].agreement is None


def test_every_standard_is_known_by_every_title_that_the_set_gives() -> None:
    titles = [(one.number, title) for one in INSTITUTIONAL.standards for title in one.titles.all()]
    found = headings("\n".join(f"# {title}" for _, title in titles))
    assert {at: heading.number for at, heading in found.items()} == {
        at: number for at, (number, _) in enumerate(titles)
    }


# --- captions


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Table 3. Students", Kind.PARAGRAPH, ("table", "3")),
        ("Table 3.2", Kind.CAPTION, ("table", "3.2")),
        ("Рис. 2 Схема", Kind.PARAGRAPH, ("figure", "2")),
        ("3-кесте – Студенттер", Kind.HEADING, ("table", "3")),
        ("2-сурет", Kind.CAPTION, ("figure", "2")),
        ("Table 3 shows that students stay", Kind.PARAGRAPH, None),
        ("Table 3 shows that students stay", Kind.CAPTION, ("table", "3")),
        ("Table 3. Students", Kind.ITEM, None),
        ("Students", Kind.CAPTION, None),
        ("See Table 3", Kind.PARAGRAPH, None),
    ],
)
def test_a_caption_names_its_table_or_figure_and_a_sentence_does_not(
    text: str, kind: Kind, expected: tuple[str, str] | None
) -> None:
    found = caption_of(7, Block(kind, NOWHERE, text))
    assert (found and (found.kind, found.label)) == expected
    assert found is None or (found.block, found.text) == (7, text)


def test_a_caption_may_be_long_but_no_paragraph_is_one() -> None:
    assert caption_of(0, Block(Kind.PARAGRAPH, NOWHERE, f"Table 3. Of {prose(37)}")) is not None
    assert caption_of(0, Block(Kind.PARAGRAPH, NOWHERE, f"Table 3. Of {prose(38)}")) is None


# --- what is said of a standard as a whole


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Strengths: a new library", "strengths"),
        ("Strengths", "strengths"),
        ("Strengths – a new library", ""),
        ("Вывод по разделу III.", "вывод по разделу iii"),
        ("Strengths of the university and of its many old partners.", "strengths of the university and of its many old partners"),
        ("Strengths of the university. It has a library.", "strengths of the university"),
        ("Strengths of the university and its three partners. It has a library.", ""),
        ("Strengths of the university and of its many old partners in three regions here: a library", ""),
        ("Under standard 3 we draw conclusions: a library", "under standard 3 we draw conclusions"),
        ("We draw conclusions: a library", ""),
        ("Libraries: three", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_label_that_sums_up_is_short_and_ends_with_a_colon_or_stands_alone(text: str, label: str) -> None:
    assert closing_label(text) == label


# --- what a report calls itself


SELF, EXPERTS = "Self-assessment report of Example University", "Report of the external expert group"


def test_the_first_title_that_names_a_kind_decides() -> None:
    assert kind_by_titles([(0, "Example University"), (4, SELF), (5, EXPERTS)]) == ("self-assessment", 4)
    assert kind_by_titles([(0, EXPERTS), (4, SELF)]) == ("experts", 0)
    assert kind_by_titles([(0, "Example University")]) is None
    assert kind_by_titles([]) is None


def test_a_sentence_that_speaks_of_another_report_names_no_kind() -> None:
    room = 25 - len(SELF.split())
    assert kind_by_titles([(0, f"{SELF} {prose(room)}")]) == ("self-assessment", 0)
    assert kind_by_titles([(0, f"{SELF} {prose(room + 1)}")]) is None


@pytest.mark.parametrize(("line", "kind"), [(f"# {SELF}.", "self-assessment"), (SELF, "self-assessment"), (f"{SELF}.", None), (f"- {SELF}", None), (f"> {SELF}", "self-assessment")])  # fmt: skip
def test_a_kind_stands_in_a_heading_or_in_a_line_that_ends_no_sentence(line: str, kind: str | None) -> None:
    found = kind_of_report(document(line))
    assert (found and found[0]) == kind


@pytest.mark.parametrize(("before", "found"), [(39, True), (40, False)])
def test_only_the_front_of_a_report_says_what_it_is(before: int, found: bool) -> None:
    assert (kind_of_report(document("\n".join(["{3}"] * before + [SELF]))) is not None) is found
