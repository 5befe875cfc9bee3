"""Gaps are grouped where neighbours share everything, and each says where to look."""

from __future__ import annotations

from dataclasses import replace

from sapa.core.model.coverage import Coverage, Status
from sapa.core.model.places import Place
from sapa.core.reporting.overview import common_folder, ranked
from sapa.core.showing.view import gaps, near_text, place_text, share, teller
from sapa.core.words.messages import message

from ..results import clean, coverage, document_result, every_status, evidence, failed, result, small_set, undecided

tell = teller("en")


def shown(found: Coverage) -> list[tuple[str, str, str]]:
    return [(gap.label, gap.status.value, near_text(gap.near, tell) if gap.near else "") for gap in gaps(found)]


def test_each_gap_says_where_to_look() -> None:
    assert shown(every_status()) == [
        ("1.2.3", "thin", "p. 10"),
        ("2.2.1", "mentioned", "p. 12"),
        ("2.2.2", "not_checked", "before 2.2.6, p. 14"),
        ("2.2.3–2.2.5", "missing", "before 2.2.6, p. 14"),
    ]


def test_the_neighbour_before_comes_first_and_a_mere_mention_is_none() -> None:
    reason = message("reason.addressed", words=50, places=1)
    found = coverage(
        small_set(),
        {
            "2.2.1": (Status.ADDRESSED, reason, (evidence("heading", 20, 50),)),
            "2.2.2": (Status.MENTIONED, reason, (evidence("contents", 2, 0),)),
            "2.2.5": (Status.ADDRESSED, reason, (evidence("heading", 25, 50),)),
        },
    )
    by_code = {label: near for label, _, near in shown(found)}
    assert by_code["2.2.3, 2.2.4"] == "after 2.2.1, p. 20"
    assert by_code["2.2.6"] == "after 2.2.5, p. 25"
    assert by_code["2.2.2"] == "p. 2"


def test_without_neighbours_the_standards_own_place_is_named_else_nothing() -> None:
    bare = coverage(small_set())
    assert {near for _, _, near in shown(bare)} == {""}
    with_heading = Coverage(
        bare.set,
        bare.criteria,
        tuple(
            type(one)(one.standard, Status.THIN, one.reason, 0, one.total, (evidence("heading", 3, 10),))
            for one in bare.standards
        ),
        bare.esg,
    )
    assert {near for _, _, near in shown(with_heading)} == {"under Standard 1, p. 3", "under Standard 2, p. 3"}


def test_runs_are_grouped_within_a_standard_only() -> None:
    assert [label for label, _, _ in shown(coverage(small_set()))] == ["1.2.1–1.2.3", "2.2.1–2.2.6"]


def test_a_range_is_written_only_where_the_set_lists_every_number_in_it() -> None:
    """8.2.1–8.2.8 would claim eight criteria where the set lists four."""
    whole = small_set()
    listed = tuple(c for c in whole.standards[1].criteria if c.code.text not in ("2.2.2", "2.2.3"))
    found = coverage(replace(whole, standards=(whole.standards[0], replace(whole.standards[1], criteria=listed))))
    assert [gap.label for gap in gaps(found)] == ["1.2.1–1.2.3", "2.2.1, 2.2.4–2.2.6"]


def test_a_gap_unites_the_esg_standards_of_its_criteria() -> None:
    assert gaps(coverage(small_set()))[1].esg == ("1.5", "1.6")


def test_a_page_is_named_with_its_printed_number_only_if_that_differs() -> None:
    assert place_text(Place("a.pdf", 12, 12, "12", "pdf"), (), tell) == "p. 12"
    assert place_text(Place("a.pdf", 12, 12, "10", "pdf"), (), tell) == "p. 12 (printed “10”)"
    assert place_text(Place("a.pdf", 12, 14, None, "pdf"), (), tell) == "pp. 12–14"


def test_a_word_place_without_page_names_its_heading_which_word_finds() -> None:
    place = Place("folder/a.docx", paragraph=81)
    assert place_text(place, ("3 Programmes", "3.2.14 Outcomes"), tell) == "“3.2.14 Outcomes”"
    assert place_text(place, (), tell, files=2) == "paragraph 81, a.docx"
    assert place_text(Place("folder/a.docx"), (), tell) == "a.docx"


def test_a_neighbours_code_is_not_said_twice() -> None:
    reason = message("reason.addressed", words=50, places=1)
    place = evidence("heading", 2, 50, file="a.docx", heading=("2.2.1 Staff",))
    found = coverage(small_set(), {"2.2.1": (Status.ADDRESSED, reason, (place,))})
    assert ("2.2.2–2.2.6", "missing", "after “2.2.1 Staff”") in shown(found)


def test_a_bar_is_full_only_for_all_and_empty_only_for_none() -> None:
    assert share(0, 100, 10) == "░" * 10
    assert share(1, 100, 10) == "█" + "░" * 9
    assert share(99, 100, 10) == "█" * 9 + "░"
    assert share(100, 100, 10) == "█" * 10
    assert share(0, 0, 10) == "", "nothing has no bar"


def test_the_worst_report_comes_first() -> None:
    order = [document.path for document in ranked(result(clean(), document_result(), undecided(), failed()))]
    assert order == [failed().path, undecided().path, document_result().path, clean().path]


def test_the_common_folder_ends_at_a_separator() -> None:
    assert common_folder(["a/bc/d.docx", "a/be.docx"]) == "a/"
    assert common_folder(["reports-2026/a.docx", "reports-2025/a.docx"]) == ""
    assert common_folder([r"C:\sar\x.docx", r"C:\sar\y.docx"]) == "C:\\sar\\"
    assert common_folder(["a/b.docx", "a/b.docx"]) == "a/"
