"""What a coordinator reads, at the widths of real terminals, in three languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

import sapa
from sapa.core.model.document import Block, Document, Kind
from sapa.core.model.findings import Finding
from sapa.core.model.places import Place
from sapa.core.reporting import as_text
from sapa.core.showing.layout import cells_of, plain
from sapa.core.words.messages import LANGS, Lang

from ..results import clean, document_result, every_status, failed, result, small_set, undecided

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "programme-ru.docx"
SEVERAL = result(document_result(), failed(), undecided(), clean())


@pytest.fixture(scope="module")
def with_tables() -> sapa.Result:
    """A report with two sets and the table of a plugin's rule."""
    return sapa.check(EXAMPLE)


def text(of: object, lang: Lang = "en", width: int = 80, details: bool = False) -> str:
    return plain(as_text.lines(of, lang, width=width, details=details))  # type: ignore[arg-type]


def words(shown: str) -> list[str]:
    """A hyphen is a place where a word may be broken."""
    return re.findall(r"[^\s█░-]+-?", shown)


@pytest.mark.parametrize("lang", LANGS)
def test_one_report(lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert text(result(), lang) == snapshot


@pytest.mark.parametrize("lang", LANGS)
def test_several_reports(lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert text(SEVERAL, lang) == snapshot


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_no_line_is_wider_than_the_terminal(lang: Lang, width: int) -> None:
    for of in (result(), SEVERAL):
        lines = text(of, lang, width, details=True).splitlines()
        assert [line for line in lines if cells_of(line) > width] == []


def test_what_was_not_read_comes_first_and_the_counts_last() -> None:
    shown = text(result())
    order = ["Not read", "Standards:", "Gaps:", "Declared not applicable", "ESG Part 1", "Also found", "9 criteria:"]
    places = [shown.index(head) for head in order]
    assert places == sorted(places)
    assert "pages 12–13" in shown[: places[1]]


def test_no_gaps_are_said_to_be_none() -> None:
    shown = text(result(clean()))
    assert "No gaps: all 9 criteria addressed" in shown
    assert "missing 0" not in shown and "0 missing" in shown


def test_an_incomplete_set_says_so_and_a_complete_one_does_not() -> None:
    assert "the agency has more" in text(result(), width=120)
    assert "the agency has more" not in text(result(clean()), width=120)


def test_a_file_that_cannot_be_read_is_not_shown_as_gaps() -> None:
    shown = text(result(failed()))
    assert "protected by a password" in shown and "All 9 criteria not checked" in shown
    assert "Gaps" not in shown and "missing" not in shown.splitlines()[-2]


def test_several_reports_are_one_table_and_details_only_on_request() -> None:
    assert "Gaps:" not in text(SEVERAL)
    assert text(SEVERAL, details=True).count("Gaps:") == 1


def test_many_findings_of_one_kind_are_counted_not_listed() -> None:
    many = tuple(Finding("unlisted-code", "info", None, "small", f"1.2.{n}") for n in range(10, 30))
    one = result(document_result((every_status(),), findings=many))
    assert text(one).count("may well be right") == as_text.SAME_RULE
    assert "and 15 more of this kind" in text(one)
    assert text(one, width=120, details=True).count("may well be right") == 20


def test_the_gaps_are_not_told_twice_as_findings() -> None:
    assert "2.2.3 is not cited" not in text(result())


def test_two_sets_are_both_shown_with_their_counts() -> None:
    both = document_result((every_status(), every_status(small_set("other"))))
    shown = text(result(both))
    assert "(small@2021)" in shown and "(other@2021)" in shown
    assert "small: 9 criteria" in shown and "other: 9 criteria" in shown


def test_pages_that_word_stored_are_said_to_be_so() -> None:
    found = every_status()
    criteria = tuple(
        replace(one, evidence=tuple(replace(e, place=e.place._replace(page_source="word")) for e in one.evidence))
        for one in found.criteria
    )
    shown = text(result(document_result((replace(found, criteria=criteria),))))
    assert "that Word stored" in shown
    assert "that Word stored" not in text(result())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [60, 80])
def test_no_column_is_so_narrow_that_a_word_breaks(with_tables: sapa.Result, width: int, lang: Lang) -> None:
    whole = set(words(text(with_tables, width=400, lang=lang)))
    assert [word for word in words(text(with_tables, width=width, lang=lang)) if word not in whole] == []


def test_a_standard_of_the_esg_to_which_nothing_maps_is_no_ratio(with_tables: sapa.Result) -> None:
    shown = text(with_tables)
    assert "none mapped" in shown and "0 of 0" not in shown


def test_a_finding_is_found_by_the_heading_above_it_not_by_the_number_of_a_paragraph() -> None:
    blocks = (
        Block(Kind.PARAGRAPH, Place("r.docx", paragraph=1), "Example University"),
        Block(Kind.HEADING, Place("r.docx", paragraph=2), "2 Staff", level=1),
        Block(Kind.PARAGRAPH, Place("r.docx", paragraph=3), "See 2.2.7."),
    )
    findings = tuple(
        Finding("unlisted-code", "info", Place("r.docx", paragraph=number), "small", f"2.2.{number}")
        for number in (1, 3)
    )
    read = Document("r.docx", ("r.docx",), "0" * 64, "docx", blocks)
    one = replace(document_result((every_status(),), findings=findings), document=read, files=read.files)
    shown = " ".join(text(result(one)).split())
    assert "; before the first heading" in shown and "; “2 Staff”" in shown
    assert "paragraph 3" not in shown
