"""Automatic numbers: exactly what Word shows.

Expected numbers are written by hand from ECMA-376 part 1, 17.9 and from published measurements in Word; at the end the
same engine is compared with LibreOffice's rendering, over whatever LibreOffice does as Word does.
"""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.reading.word.numbering import formatted

from ..tools import needs
from ..wordxml import (
    DELETED_MARK,
    abstract,
    deleted,
    headings,
    ins,
    level_override,
    lvl,
    num,
    p,
    package,
    r,
    save,
    start_override,
    style,
    tbl,
    tc,
    text_box,
    tr,
)
from .docxes import document, kinds, main, rules, texts

LEGAL = abstract(0, *[lvl(i, ".".join(f"%{j + 1}" for j in range(i + 1))) for i in range(9)])
SERIES = LEGAL + num(1, 0)


def numbers(folder: Path, sequence: list[tuple[int, int]], numbering: str = SERIES) -> list[str]:
    """The number of each paragraph of (numId, level)."""
    body = "".join(p("t", num=item) for item in sequence)
    return [block.number for block in document(folder, body, numbering=numbering).blocks]


class TestCounting:
    def test_levels_begin_again_after_a_higher_one(self, tmp_path: Path) -> None:
        sequence = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]
        assert numbers(tmp_path, sequence) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1"]

    def test_a_skipped_level_counts_as_used_once(self, tmp_path: Path) -> None:
        sequence = [(1, 1), (1, 1), (1, 0), (1, 2), (1, 1)]
        assert numbers(tmp_path, sequence) == ["1.1", "1.2", "2", "2.1.1", "2.2"]

    def test_a_skipped_level_counts_from_its_start(self, tmp_path: Path) -> None:
        numbering = abstract(0, lvl(0, "%1", start=3), lvl(1, "%1.%2", start=2)) + num(1, 0)
        assert numbers(tmp_path, [(1, 1), (1, 1), (1, 0)], numbering) == ["3.2", "3.3", "4"]

    def test_instances_of_one_definition_share_their_counters(self, tmp_path: Path) -> None:
        numbering = LEGAL + num(1, 0) + num(2, 0)
        assert numbers(tmp_path, [(1, 0), (1, 0), (2, 0), (1, 0), (2, 1)], numbering) == ["1", "2", "3", "4", "4.1"]

    def test_definitions_count_apart(self, tmp_path: Path) -> None:
        numbering = LEGAL + abstract(1, lvl(0, "B%1")) + num(1, 0) + num(2, 1)
        assert numbers(tmp_path, [(1, 0), (2, 0), (1, 0), (2, 0)], numbering) == ["1", "B1", "2", "B2"]

    def test_an_override_of_the_start_holds_once_and_for_all_that_follows(self, tmp_path: Path) -> None:
        numbering = LEGAL + num(1, 0) + num(2, 0, start_override(0, 8))
        sequence = [(1, 0), (1, 0), (2, 0), (1, 0), (2, 0)]
        assert numbers(tmp_path, sequence, numbering) == ["1", "2", "8", "9", "10"]

    def test_an_override_of_a_deeper_start(self, tmp_path: Path) -> None:
        numbering = LEGAL + num(1, 0) + num(2, 0, start_override(0, 5) + start_override(1, 3))
        sequence = [(1, 0), (2, 0), (2, 1), (2, 1), (2, 0), (2, 1)]
        assert numbers(tmp_path, sequence, numbering) == ["1", "5", "5.3", "5.4", "6", "6.3"]

    def test_a_second_list_restarts_at_one(self, tmp_path: Path) -> None:
        numbering = LEGAL + num(1, 0) + num(2, 0, "".join(start_override(i, 1) for i in range(9)))
        sequence = [(1, 0), (1, 1), (1, 0), (2, 0), (2, 1), (2, 0)]
        assert numbers(tmp_path, sequence, numbering) == ["1", "1.1", "2", "1", "1.1", "2"]

    def test_a_level_of_its_own_with_its_own_format(self, tmp_path: Path) -> None:
        own = level_override(0, lvl(0, "A%1)", "upperRoman"))
        numbering = LEGAL + num(1, 0) + num(2, 0, own)
        assert numbers(tmp_path, [(1, 0), (2, 0), (1, 0)], numbering) == ["1", "AII)", "3"]

    def test_a_level_of_its_own_with_its_own_start(self, tmp_path: Path) -> None:
        own = start_override(0, 7, lvl(0, "A%1", start=7))
        numbering = LEGAL + num(1, 0) + num(2, 0, own)
        assert numbers(tmp_path, [(1, 0), (2, 0), (1, 0)], numbering) == ["1", "A7", "8"]

    @pytest.mark.parametrize(("restart", "shown"), [(0, ["1.2.3", "2", "2.1.4"]), (1, ["1.2.3", "2", "2.1.1"])])
    def test_a_level_may_restart_late_or_never(self, tmp_path: Path, restart: int, shown: list[str]) -> None:
        levels = abstract(0, lvl(0, "%1"), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3", restart=restart)) + num(1, 0)
        sequence = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)]
        assert numbers(tmp_path, sequence, levels) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", *shown]

    def test_empty_paragraphs_count(self, tmp_path: Path) -> None:
        body = p("a", num=(1, 0)) + p("", num=(1, 0)) + p("c", num=(1, 0))
        assert texts(document(tmp_path, body, numbering=SERIES)) == ["1 a", "2", "3 c"]

    def test_cells_count_with_the_text(self, tmp_path: Path) -> None:
        rows = [tr(tc(p("", num=(1, 1))), "x"), tr(tc(p("key", num=(1, 1))), "y")]
        body = p("a", num=(1, 0)) + tbl(*rows) + p("b", num=(1, 0))
        found = document(tmp_path, body, numbering=SERIES)
        assert texts(found) == ["1 a", "1.1\tx", "1.2 key\ty", "2 b"]
        assert found.blocks[2].cells[0].lines[0].number == "1.2"

    def test_the_rest_of_a_merged_cell_does_not_count(self, tmp_path: Path) -> None:
        rows = [
            tr(tc(p("a", num=(1, 0)), merge="restart"), "x"),
            tr(tc(p("", num=(1, 0)), merge="continue"), "y"),
            tr(tc(p("b", num=(1, 0))), "z"),
        ]
        assert texts(document(tmp_path, tbl(*rows), numbering=SERIES)) == ["1 a\tx", "\ty", "2 b\tz"]

    def test_each_text_box_counts_for_itself(self, tmp_path: Path) -> None:
        box = text_box(p("x", num=(1, 0)) + p("y", num=(1, 0)))
        body = p("a", num=(1, 0)) + p(r("b") + box, num=(1, 0)) + p(r("c") + box, num=(1, 0))
        assert texts(document(tmp_path, body, numbering=SERIES)) == ["1 a", "2 b", "1 x\n2 y", "3 c", "1 x\n2 y"]


class TestRevisionsAndHiddenText:
    def test_deleted_paragraphs_do_not_count(self, tmp_path: Path) -> None:
        body = p("a", num=(1, 0)) + p(deleted("x"), num=(1, 0), mark=DELETED_MARK) + p("b", num=(1, 0))
        assert texts(document(tmp_path, body, numbering=SERIES)) == ["1 a", "2 b"]

    def test_merged_paragraphs_count_once(self, tmp_path: Path) -> None:
        body = p("a ", num=(1, 0), mark=DELETED_MARK) + p("b", num=(1, 0)) + p("c", num=(1, 0))
        assert texts(document(tmp_path, body, numbering=SERIES)) == ["1 a b", "2 c"]

    def test_a_deleted_text_leaves_its_number(self, tmp_path: Path) -> None:
        body = p("a", num=(1, 0)) + p(deleted("x"), num=(1, 0)) + p("b", num=(1, 0))
        assert texts(document(tmp_path, body, numbering=SERIES)) == ["1 a", "2", "3 b"]

    def test_inserted_paragraphs_count(self, tmp_path: Path) -> None:
        body = p("a", num=(1, 0)) + p(ins(r("x")), num=(1, 0), mark=ins("")) + p("b", num=(1, 0))
        assert texts(document(tmp_path, body, numbering=SERIES)) == ["1 a", "2 x", "3 b"]

    def test_hidden_paragraphs_do_not_count(self, tmp_path: Path) -> None:
        body = p("a", num=(1, 0)) + p(r("x", "<w:vanish/>"), num=(1, 0), mark="<w:vanish/>") + p("b", num=(1, 0))
        assert texts(document(tmp_path, body, numbering=SERIES)) == ["1 a", "2 b"]

    def test_deleted_rows_do_not_count(self, tmp_path: Path) -> None:
        gone = '<w:del w:id="1" w:author="A"/>'
        rows = [tr(tc(p("a", num=(1, 0))), "x"), tr(tc(p("b", num=(1, 0))), "y", properties=gone)]
        body = tbl(*rows) + p("c", num=(1, 0))
        assert texts(document(tmp_path, body, numbering=SERIES)) == ["1 a\tx", "2 c"]


class TestPatterns:
    @pytest.mark.parametrize(
        ("pattern", "shown"),
        [
            ("4.2.%1", "4.2.2"),
            ("4.2.%1.", "4.2.2."),
            ("Criterion 3.2.%1 –", "Criterion 3.2.2 –"),
            ("(%1)", "(2)"),
            ("%1%1", "22"),
            ("§", "§"),
            ("", ""),
            ("%3", ""),
            ("%0 %", "%0 %"),
        ],
    )
    def test_literal_parts(self, tmp_path: Path, pattern: str, shown: str) -> None:
        assert numbers(tmp_path, [(1, 0), (1, 0)], abstract(0, lvl(0, pattern)) + num(1, 0))[1] == shown

    def test_a_bullet_is_no_number(self, tmp_path: Path) -> None:
        numbering = abstract(0, lvl(0, "•", "bullet"), lvl(1, "%2)")) + num(1, 0)
        body = p("a", num=(1, 0)) + p("b", num=(1, 1)) + p("", num=(1, 0))
        assert kinds(document(tmp_path, body, numbering=numbering)) == [("item", 1, "a"), ("item", 2, "1) b")]

    def test_no_format_shows_the_literal_part_only(self, tmp_path: Path) -> None:
        numbering = abstract(0, lvl(0, "Section %1", "none"), lvl(1, "%2")) + num(1, 0)
        assert numbers(tmp_path, [(1, 0), (1, 1)], numbering) == ["Section", "1"]

    def test_no_format_and_no_literal_part_is_no_list_item(self, tmp_path: Path) -> None:
        numbering = abstract(0, lvl(0, "", "none")) + num(1, 0)
        assert kinds(document(tmp_path, p("a", num=(1, 0)), numbering=numbering)) == [("paragraph", 0, "a")]

    def test_legal_style_shows_the_levels_above_in_digits(self, tmp_path: Path) -> None:
        numbering = abstract(
            0,
            lvl(0, "Article %1.", "upperRoman"),
            lvl(1, "Section %1.%2", "decimalZero", legal=True),
            lvl(2, "%1.%2.%3", "lowerLetter", legal=True),
        ) + num(1, 0)
        assert numbers(tmp_path, [(1, 0), (1, 1), (1, 2)], numbering) == ["Article I.", "Section 1.01", "1.1.a"]

    def test_a_hidden_number_is_not_shown_and_counts(self, tmp_path: Path) -> None:
        numbering = abstract(0, lvl(0, "%1", run="<w:vanish/>"), lvl(1, "%1.%2")) + num(1, 0)
        assert numbers(tmp_path, [(1, 0), (1, 1), (1, 0), (1, 1)], numbering) == ["", "1.1", "", "2.1"]

    def test_number_and_text_without_anything_between_are_read_as_one(self, tmp_path: Path) -> None:
        numbering = abstract(0, lvl(0, "3.%1.", start=2, suffix="nothing")) + num(1, 0)
        body = p("14 Title", num=(1, 0)) + p("Title", num=(1, 0))
        assert texts(document(tmp_path, body, numbering=numbering)) == ["3.2.14 Title", "3.3. Title"]

    def test_a_custom_format_pads_with_zeros(self, tmp_path: Path) -> None:
        level = (
            '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt '
            'w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
            '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="C-%1"/></w:lvl>'
        )
        assert numbers(tmp_path, [(1, 0), (1, 0)], abstract(0, level) + num(1, 0)) == ["C-007", "C-008"]

    @pytest.mark.parametrize("format", ["ordinal", "cardinalText", "ordinalText", "chicago"])
    def test_what_depends_on_the_language_is_not_guessed(self, tmp_path: Path, format: str) -> None:
        numbering = abstract(0, lvl(0, "%1)", format)) + num(1, 0)
        assert kinds(document(tmp_path, p("a", num=(1, 0)), numbering=numbering)) == [("item", 1, "a")]


@pytest.mark.parametrize(
    ("format", "count", "shown"),
    [
        ("decimal", 10, "10"),
        ("decimalZero", 3, "03"),
        ("decimalZero", 12, "12"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("lowerRoman", 4000, "4000"),
        ("upperRoman", 0, "0"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 53, "aaa"),
        ("russianLower", 1, "а"),
        ("russianLower", 10, "к"),
        ("russianUpper", 29, "Я"),
        ("russianLower", 30, "аа"),
        ("numberInDash", 5, "- 5 -"),
        ("hex", 11, "B"),
        ("none", 5, ""),
        ("somethingNew", 5, "5"),
    ],
)
def test_number_formats(format: str, count: int, shown: str) -> None:
    assert formatted(count, format) == shown


@given(st.integers(1, 3999))
def test_roman_numbers_can_be_read_back(count: int) -> None:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    values = [worth[c] for c in formatted(count, "lowerRoman")]
    total = sum(-v if any(v < w for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    assert total == count


def numbered(id: int) -> str:
    return f'<w:numPr><w:numId w:val="{id}"/></w:numPr>'


LINKED = abstract(
    0,
    lvl(0, "%1", style="Heading1"),
    lvl(1, "%1.%2", style="Heading2"),
    lvl(2, "%1.%2.%3", style="Heading3"),
)
HEADINGS = headings(3, Heading1=numbered(1), Heading2=numbered(1), Heading3=numbered(1))


class TestStyles:
    def test_the_level_is_found_by_the_linked_style(self, tmp_path: Path) -> None:
        body = p("a", "Heading1") + p("b", "Heading2") + p("c", "Heading3") + p("d", "Heading3") + p("e", "Heading2")
        assert kinds(document(tmp_path, body, styles=HEADINGS, numbering=LINKED + num(1, 0))) == [
            ("heading", 1, "1 a"),
            ("heading", 2, "1.1 b"),
            ("heading", 3, "1.1.1 c"),
            ("heading", 3, "1.1.2 d"),
            ("heading", 2, "1.2 e"),
        ]

    def test_number_and_level_come_from_different_styles(self, tmp_path: Path) -> None:
        styles = headings(1, Heading1=numbered(1)) + style(
            "Heading2", "heading 2", based_on="Heading1", paragraph='<w:numPr><w:ilvl w:val="1"/></w:numPr>'
        )
        body = p("a", "Heading1") + p("b", "Heading2")
        assert texts(document(tmp_path, body, styles=styles, numbering=LINKED + num(1, 0))) == ["1 a", "1.1 b"]

    def test_a_style_based_on_a_numbered_one_is_numbered(self, tmp_path: Path) -> None:
        styles = HEADINGS + style("Mine", "Mine", based_on="Heading2")
        body = p("a", "Heading1") + p("b", "Heading2") + p("c", "Mine")
        assert texts(document(tmp_path, body, styles=styles, numbering=LINKED + num(1, 0))) == ["1 a", "1.1 b", "1.2 c"]

    def test_a_level_linked_to_another_style_numbers_nothing(self, tmp_path: Path) -> None:
        styles = HEADINGS + style("Other", "Other", paragraph=numbered(1))
        body = p("a", "Heading1") + p("b", "Other") + p("c", "Heading1")
        assert texts(document(tmp_path, body, styles=styles, numbering=LINKED + num(1, 0))) == ["1 a", "b", "2 c"]

    def test_but_direct_numbering_on_such_a_level_counts(self, tmp_path: Path) -> None:
        body = p("a", "Heading1") + p("b", num=(1, 0)) + p("c", "Heading1")
        assert texts(document(tmp_path, body, styles=HEADINGS, numbering=LINKED + num(1, 0))) == ["1 a", "2 b", "3 c"]

    def test_the_default_style_may_be_numbered(self, tmp_path: Path) -> None:
        styles = style("Normal", "Normal", default=True, paragraph=numbered(1)) + style("Free", "Free")
        body = p("a") + p("b", "Free") + p("c")
        assert texts(document(tmp_path, body, styles=styles, numbering=SERIES)) == ["1 a", "b", "2 c"]

    def test_number_0_takes_the_number_away(self, tmp_path: Path) -> None:
        styles = HEADINGS + style("Plain", "Plain", based_on="Heading2", paragraph=numbered(0))
        body = p("a", "Heading1") + p("b", "Heading2", num=(0, None)) + p("c", "Plain") + p("d", "Heading2")
        found = document(tmp_path, body, styles=styles, numbering=LINKED + num(1, 0))
        assert texts(found) == ["1 a", "b", "c", "1.1 d"]

    def test_direct_numbering_goes_before_the_style(self, tmp_path: Path) -> None:
        numbering = LINKED + abstract(1, lvl(0, "B%1")) + num(1, 0) + num(2, 1)
        body = (
            p("a", "Heading1") + p("b", "Heading1", num=(2, 0)) + p("c", "Heading1") + p("d", "Heading1", num=(None, 1))
        )
        assert texts(document(tmp_path, body, styles=HEADINGS, numbering=numbering)) == ["1 a", "B1 b", "2 c", "2.1 d"]

    def test_a_list_that_only_refers_to_a_style_counts_for_itself(self, tmp_path: Path) -> None:
        styles = headings() + style("Own", "Own", kind="numbering", paragraph=numbered(1))
        numbering = (
            abstract(0, lvl(0, "Z%1"), before='<w:styleLink w:val="Own"/>')
            + abstract(1, before='<w:numStyleLink w:val="Own"/>')
            + num(1, 0)
            + num(2, 1)
        )
        body = "".join(p("t", num=(n, 0)) for n in (1, 1, 2, 1, 2))
        found = document(tmp_path, body, styles=styles, numbering=numbering)
        assert [b.number for b in found.blocks] == ["Z1", "Z2", "Z1", "Z3", "Z2"]

    def test_a_reference_to_a_style_without_a_definition_beside_it(self, tmp_path: Path) -> None:
        styles = headings() + style("Own", "Own", kind="numbering", paragraph=numbered(1))
        numbering = (
            abstract(0, lvl(0, "Z%1")) + abstract(1, before='<w:numStyleLink w:val="Own"/>') + num(1, 0) + num(2, 1)
        )
        found = document(tmp_path, p("t", num=(2, 0)), styles=styles, numbering=numbering)
        assert [b.number for b in found.blocks] == ["Z1"]

    def test_references_in_a_circle_end(self, tmp_path: Path) -> None:
        styles = headings() + style("Own", "Own", kind="numbering", paragraph=numbered(1))
        numbering = abstract(1, before='<w:numStyleLink w:val="Own"/>') + num(1, 1)
        assert texts(document(tmp_path, p("t", num=(1, 0)), styles=styles, numbering=numbering)) == ["t"]


class TestBrokenDefinitions:
    @pytest.mark.parametrize("numbering", [None, LEGAL, SERIES])
    def test_a_list_that_is_defined_nowhere_shows_no_number(self, tmp_path: Path, numbering: str | None) -> None:
        assert texts(document(tmp_path, p("a", num=(9, 0)), numbering=numbering)) == ["a"]

    def test_a_level_that_is_defined_nowhere_shows_no_number(self, tmp_path: Path) -> None:
        numbering = abstract(0, lvl(0, "%1")) + num(1, 0)
        assert numbers(tmp_path, [(1, 0), (1, 3), (1, 12), (1, 0)], numbering) == ["1", "", "", "2"]

    def test_an_instance_before_its_definition(self, tmp_path: Path) -> None:
        assert numbers(tmp_path, [(1, 0)], num(1, 0) + LEGAL) == ["1"]


class TestTypedNumbers:
    def test_a_typed_code_that_differs_is_told(self, tmp_path: Path) -> None:
        body = p("x", num=(1, 0)) + p("3.2.14 Title", num=(1, 2)) + p("1.1.2 Title", num=(1, 2))
        found = document(tmp_path, body, numbering=SERIES)
        assert rules(found) == {"number-mismatch": {"typed": "3.2.14", "automatic": "1.1.1"}}
        (finding,) = found.findings
        assert (finding.severity, finding.place and finding.place.paragraph) == ("warning", 2)

    @pytest.mark.parametrize("text", ["2024 was a year", "1.1.1 Title", "Title 3.2.14", "12.03.2024 is a date"])
    def test_what_is_no_typed_code_or_the_same(self, tmp_path: Path, text: str) -> None:
        found = document(tmp_path, p("x", num=(1, 0)) + p(text, num=(1, 2)), numbering=SERIES)
        assert rules(found) == {}

    def test_a_plain_list_number_before_a_code_is_no_contradiction(self, tmp_path: Path) -> None:
        assert rules(document(tmp_path, p("3.2.14 Title", num=(1, 0)), numbering=SERIES)) == {}


# ------------------------------------------------------------------ against LibreOffice

FORMATS = ["decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter"]


def generated(seed: int) -> tuple[str, str]:
    """A random numbered document as (body, numbering), within what LibreOffice does as Word does: it ignores isLgl
    and lvlRestart, goes its own way after the last Russian letter, and applies an override of the start only to an instance's first paragraph."""
    choose = random.Random(seed)
    definitions = "".join(abstract(id, *generated_levels(choose)) for id in range(choose.randint(1, 3)))
    instances = ""
    first: set[int] = set()
    for id in range(1, 5):
        override = start_override(0, choose.randint(1, 9)) if choose.random() < 0.4 else ""
        if override:
            first.add(id)
        instances += num(id, choose.randint(0, definitions.count("<w:abstractNum ") - 1), override)
    paragraphs = ""
    current, level = 1, 0
    for index in range(60):
        if choose.random() < 0.2:
            current = choose.randint(1, 4)
        level = max(0, min(3, level + choose.choice([-3, -1, 0, 0, 0, 1, 1, 2])))
        kind = choose.random()
        if current in first and kind >= 0.1 and not 0.2 <= kind < 0.25:
            first.discard(current)
            level = 0
        if kind < 0.1:
            paragraphs += p(f"free {index}")
        elif kind < 0.2:
            paragraphs += tbl(tr(tc(p(f"cell {index}", num=(current, level))), f"beside {index}"))
        elif kind < 0.25:
            paragraphs += p(f"none {index}", num=(0, 0))
        else:
            paragraphs += p(f"t{index}", num=(current, level))
    return paragraphs, definitions + instances


def generated_levels(choose: random.Random) -> list[str]:
    levels = []
    for index in range(4):
        above = choose.randint(0, index)
        shown = choose.choice([".", "-", "–", " "]).join(f"%{n + 1}" for n in range(above, index + 1))
        pattern = choose.choice(["", "", "4.2.", "Criterion ", "("]) + shown + choose.choice(["", ".", ")", " –"])
        levels.append(lvl(index, pattern, choose.choice(FORMATS), start=choose.choice([1, 1, 1, 2, 5])))
    return levels


@pytest.mark.slow
@needs("soffice")
def test_the_same_numbers_as_libreoffice_shows(tmp_path: Path) -> None:
    files: dict[str, Path] = {}
    for seed in range(60):
        body, numbering = generated(seed)
        files[f"seed{seed}"] = save(tmp_path, package(body, numbering=numbering, styles=headings()), f"seed{seed}.docx")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(tmp_path / "out"),
            *map(str, files.values()),
        ],
        check=True,
        capture_output=True,
    )
    from sapa.core.reading import read

    from .docxes import NOTHING

    for name, path in files.items():
        shown = (tmp_path / "out" / f"{name}.txt").read_text(encoding="utf-8-sig")
        expected = [" ".join(line.split()) for line in shown.splitlines() if line.strip()]
        ours: list[str] = []
        for block in main(read(path, NOTHING)):
            lines = [line.shown for cell in block.cells for line in cell.lines] if block.cells else [block.shown]
            ours += [" ".join(line.split()) for line in lines]
        assert ours == expected, name
