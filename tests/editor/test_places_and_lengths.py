"""Where an editor's findings point to, and how long a text may be that a rule still takes for what it looks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from sapa.core.model.document import Block, Document, Kind
from sapa.core.model.findings import Finding
from sapa.core.model.places import Place
from sapa.core.rules.editor import Material, prompts, sections
from sapa.core.rules.hints import _best

from ..documents import document
from ..reports import checked, report
from .eye import findings

TABLE = "| a | b |\n| c | d |\n| e | f |"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("| К | А | Б |\n| 1 | 40 | 10 |\n| 2 | 60 | 10 |\n---\n| Итого | 101 | 20 |", [("total-wrong", 3)]),
        (
            "| К | А | Б | Итого |\n| 1 | 4 | 1 | 5 |\n---\n| 2 | 4 | 1 | 6 |\n---\n| 3 | 4 | 1 | 5 |",
            [("total-wrong", 3)],
        ),
        ("| В | % |\n| а | 30 |\n| б | 55 |\n| в | 20 |\n---\n| Итого | 100 |", [("percent-sum", 3)]),
        ("Структура: а – 50 %, б – 30 %, в – 27 %.\n---\n{30}", [("percent-sum", 2)]),
        (
            f"Table 1. Data\n{TABLE}\n---\n{{30}}\n{{30}}\n---\nTable 1. Other\n{TABLE}",
            [("object-unmentioned", 2), ("object-unmentioned", 4), ("object-number-twice", 4)],
        ),
        (f"Table – Data\n{TABLE}\n---\n{{30}}", [("caption-unnumbered", 2)]),
        ("[to be inserted]\n---\n{30}\n---\n| a | … | …", [("prompt-left", 2), ("prompt-left", 4)]),
        ("# Раздел\n---\n# Конец\n{30}", [("section-empty", 2)]),
        (
            "See Annex 5.\n---\nSee Annex 5.\n---\n# List of annexes\nAnnex 1. Plan\n---\nAnnex 2. Order",
            [("annex-unlisted", 2), ("annex-uncited", 4), ("annex-uncited", 5)],
        ),
        ("See Annex 5.\n---\nSee Annex 5.", [("annex-no-list", 2)]),
        (
            "Отчетный период: 2019–2023.\n---\n| А | 2016 | 2021\n---\n| Б | 1 | 2\n---\nПриказ № 14 от 03.02.2018.",
            [("year-outside-period", 3), ("date-before-period", 5)],
        ),
        (
            "Контингент студентов составляет 4 312 человек.\n---\n{30}\n---\nКонтингент студентов – 4 123 человека.",
            [("two-values", 4)],
        ),
        ("~ Введение 3\n---\n~ Главный раздел 4\n---\n{5}", [("contents-entry-gone", 3)]),
        ("Error! Reference source not found.\n---\n{5}", [("reference-broken", 2)]),
        ("a.b@gmail.com\n---\n{5}", [("personal-data", 2)]),
    ],
)
def test_a_finding_points_to_the_page_of_its_first_word(text: str, pages: list[tuple[str, int]]) -> None:
    found = findings(f"# Введение\n{{30}}\n---\n{text}")
    assert [(one.rule, one.place and one.place.page) for one in found] == pages


def test_a_draft_is_told_on_its_cover_and_in_its_running_header() -> None:
    found = findings("{5}\n---\nDraft report\n---\n$ Draft\n{30}")
    assert [(one.rule, one.place and one.place.page) for one in found] == [("draft-mark", 2), ("draft-mark", 3)]


# --- lengths


def told(rule: Callable[[Material], Iterable[Finding]], text: str, pictures: tuple[int, ...] | None = None) -> int:
    return len(list(rule(Material(replace(document(text), pictures=pictures)))))


def words(count: int) -> str:
    return " ".join(["so"] * count)


@pytest.mark.parametrize(
    ("rule", "text", "most"),
    [
        (prompts.left, "Text [to be inserted {}] is here {{30}}", 22),  # a note of 25 words
        (prompts.left, "Text (to be inserted {}) is here and goes on {{30}}", 9),  # of 12 in round brackets
        (prompts.left, "To be completed {}", 13),  # a line of 16
        (prompts.left, "{}!!!", 25),
        (prompts.draft, "Draft {}", 24),
        (sections.empty, "# Введение\n{{30}}\n# Раздел {}\n# Конец\n{{30}}", 24),
    ],
)
def test_a_rule_takes_texts_of_so_many_words(
    rule: Callable[[Material], Iterable[Finding]], text: str, most: int
) -> None:
    assert [told(rule, text.format(words(count))) for count in (most - 1, most, most + 1)] == [1, 1, 0]


@pytest.mark.parametrize(("blocks", "found"), [(11, 1), (12, 0)])
def test_a_cover_is_twelve_blocks(blocks: int, found: int) -> None:
    assert told(prompts.draft, "{5}\n" * blocks + "Draft report") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Draft of the report", 1),
        ("Draft of our report", 1),
        ("Draft of the law", 0),
        ("Draft strategy", 0),
        ("Draft", 1),
    ],
)
def test_the_draft_of_another_paper_is_no_mark_of_this_one(text: str, found: int) -> None:
    assert told(prompts.draft, text) == found


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Раздел", 1), ("Раздел.", 0), ("Раздел;", 0), ("Раздел?", 0), ("раздел", 0), ("2024", 0), ("Раздел ____", 0),
        ("Подпись ректора", 0), ("Приложение 3", 0), ("Список приложений", 0),
    ],
)  # fmt: skip
def test_what_stands_for_itself_needs_no_text_below_it(heading: str, found: int) -> None:
    begun = "# Введение\n{30}\n"
    assert told(sections.empty, f"{begun}# {heading}\n# Конец\n{{30}}") == found
    assert told(sections.empty, f"{begun}# {heading}") == found  # at the end, too
    assert told(sections.empty, f"{begun}# {heading}\n# и далее\n{{30}}") == 0


@pytest.mark.parametrize(("count", "found"), [(19, 0), (20, 1)])
def test_the_report_itself_begins_with_a_paragraph_of_twenty_words(count: int, found: int) -> None:
    assert told(sections.empty, f"# Введение\n{{{count}}}\n# Раздел\n# Конец\n{{30}}") == found


@pytest.mark.parametrize(("at", "found"), [(0, 1), (2, 1), (3, 0), (4, 0), (5, 1)])
def test_a_picture_below_a_heading_is_its_text(at: int, found: int) -> None:
    text = "# Введение\n{30}\n# Раздел\n$ header\n# Конец\n{30}"
    assert told(sections.empty, text, (at,)) == found
    assert told(sections.empty, text.replace("$ header", "! note")) == 0


# --- standards


def standards(text: str, rule: str) -> list[object]:
    found = [one for one in checked(report(text), "institutional").findings if one.rule == rule]
    return [one.arguments.get("numbers", one.arguments.get("standard")) for one in found]


WEAKNESS, ANALYSIS = "standard-without-weakness", "standard-without-analysis"
FIRST = "# Standard 1. Mission\n1.2.1 {60}\n1.2.2 {60}\nAreas for improvement: the staff is too small.\n"


def standard(number: int, count: int, criteria: int = 2) -> str:
    answers = (f"{number}.2.{at} {{{count}}}" for at in range(1, criteria + 1))
    return "\n".join([f"# Standard {number}. X", *answers, ""])


@pytest.mark.parametrize(("count", "found"), [(38, []), (39, []), (40, [("2",)])])
def test_a_standard_of_eighty_words_is_judged_beside_another(count: int, found: list[object]) -> None:
    assert standards(FIRST + standard(2, count), WEAKNESS) == found


@pytest.mark.parametrize(("count", "found"), [(72, []), (75, [("1", "2")])])
def test_a_standard_of_a_hundred_and_fifty_words_is_judged_for_itself(count: int, found: list[object]) -> None:
    assert standards(standard(1, count) + standard(2, count), WEAKNESS) == found


def test_a_standard_with_one_answered_criterion_is_not_judged() -> None:
    assert standards(FIRST + standard(2, 160, 1), WEAKNESS) == []


@pytest.mark.parametrize(("between", "found"), [(150, [("3",)]), (194, [("3",)]), (201, [("2",), ("3",)])])
def test_strong_and_weak_within_two_hundred_characters_are_one_breath(between: int, found: list[object]) -> None:
    said = f"It is strong {'x' * between} weak.\n"
    assert standards(FIRST + standard(2, 60) + said + standard(3, 60), WEAKNESS) == found


@pytest.mark.parametrize(("times", "found"), [(3, []), (4, ["1", "2"])])
def test_a_standard_told_in_a_hundred_and_fifty_words_without_analysis_is_named(
    times: int, found: list[object]
) -> None:
    told = "The office keeps a list of its rooms and of its chairs and of the keys to all of its doors in the town. "
    text = "".join(f"# Standard {n}. X\n{n}.2.1 {told * times}\n{n}.2.2 {told * times}\n" for n in (1, 2))
    assert standards(text, ANALYSIS) == found


@pytest.mark.parametrize(
    ("sections", "best"),
    [
        (["abc", ""], (0, "abc")),
        (["ab", ""], None),  # three terms at least
        (["abc", "abc"], None),  # of two that are alike neither is named
        (["abcd", "abc"], (0, "dabc")),  # the rarer first
        (["a", "abcdefg", "b"], (1, "cdefg")),  # five words
        (["abcx", "abcyz"], (1, "yzabc")),
        ([], None),
    ],
)
def test_the_section_in_which_clearly_most_of_the_terms_stand_is_named(
    sections: list[str], best: tuple[int, str] | None
) -> None:
    found = _best([{term: term for term in terms} for terms in sections])
    assert found == (None if best is None else (best[0], tuple(best[1])))


@pytest.mark.parametrize(("below", "page", "found"), [(640, 1, 0), (641, 1, 1), (690, 1, 1), (500, 1, 0), (690, 2, 0)])
def test_where_a_drawing_has_room_between_two_headings_nothing_is_said(below: float, page: int, found: int) -> None:
    """The first heading stands from 700 on; below: the top of the next one, at a distance of so many points."""

    def at(page: int, bottom: float, top: float) -> Place:
        return Place("report.pdf", page, page, None, "pdf", None, (60, bottom, 500, top))

    (prose,) = document("{30}").blocks
    first = Block(Kind.HEADING, at(1, 700, 712), "Раздел", level=1)
    second = Block(Kind.HEADING, at(page, below - 12, below), "Конец", level=1)
    blocks = (prose._replace(place=at(1, 720, 740)), first, second, prose._replace(place=at(page, 100, 120)))
    read = Document("report.pdf", ("report.pdf",), "0" * 64, "pdf", blocks, 2)
    assert len(list(sections.empty(Material(read)))) == found


def test_one_breath_may_go_over_a_line() -> None:
    row = "| It is strong here // and weak there |"
    assert standards(FIRST + standard(2, 60) + row + "\n" + standard(3, 60), WEAKNESS) == [("3",)]
