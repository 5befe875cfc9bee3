"""Two drafts of one report: what was mended, what was lost, what else changed; and nothing where nothing did."""

from __future__ import annotations

import pytest

from sapa.core.comparing.drafts import Comparison, compare

from .versions import EN, RU, changed, version

MORE = (
    " Every department keeps a register of its partners, and the dean reviews it together with employers each spring."
    " Students propose new partners through their council, and proposals are answered within a month."
)
SHORT = "The university has agreements with enterprises."


def drafts(old: str, new: str) -> Comparison:
    return compare(version(old, "en"), version(new, "en"))


def told(found: Comparison) -> list[tuple[str, str]]:
    return [(one.code, one.change) for one in found.changes]


def _partners(text: str, answer: str) -> str:
    start = text.index("The university has agreements")
    return text[:start] + answer + text[text.index("\n", start) :]


def test_the_same_draft_has_no_change() -> None:
    found = drafts(EN, EN)
    assert told(found) == []
    assert (found.figures, found.tables, found.annexes, found.numbers) == ((), (), (), ())
    assert found.unchanged == len(found.statuses) and found.exit_code() == 0


def test_a_gap_that_was_mended_is_newly_addressed_and_the_other_way_round_lost() -> None:
    thin = _partners(EN, SHORT)
    mended = drafts(thin, EN)
    assert told(mended) == [("1.2.4", "newly-addressed")]
    assert mended.exit_code() == 0
    before, closed, now = mended.gaps
    assert (before - now, closed) == (1, 1)
    lost = drafts(EN, thin)
    assert told(lost) == [("1.2.4", "lost")]
    assert lost.exit_code() == 1 and lost.exit_code("never") == 0


def test_missing_to_thin_is_improved_and_thin_to_missing_worsened() -> None:
    start, end = EN.index("## 1.2.4"), EN.index("# 2 Leadership")
    missing, thin = EN[:start] + EN[end:], _partners(EN, SHORT)
    assert told(drafts(missing, thin)) == [("1.2.4", "improved")]
    assert told(drafts(thin, missing)) == [("1.2.4", "worsened")]
    assert drafts(thin, missing).changes[0].places["new"].lacking


def test_growth_counts_from_a_quarter_and_twenty_words_on() -> None:
    long = changed("en", ("revision of every programme.", "revision of every programme." + MORE))
    assert told(drafts(EN, long)) == [("1.2.4", "grown")]
    assert told(drafts(long, EN)) == [("1.2.4", "shrunk")]
    assert drafts(EN, long).changes[0].words[1] > drafts(EN, long).changes[0].words[0]
    little = changed("en", ("revision of every programme.", "revision of every programme in the spring of each year."))
    assert told(drafts(EN, little)) == [("1.2.4", "reworded")]


def test_another_wording_of_the_same_length_is_reworded() -> None:
    other = changed("en", ("A council of employers meets every quarter and takes part in the revision of every programme.", "Employers sit on a board of their own, which comes together four times a year and helps to renew all programmes."))  # fmt: skip
    assert told(drafts(EN, other)) == [("1.2.4", "reworded")]


def test_a_section_that_stands_elsewhere_is_moved_and_no_loss() -> None:
    part = EN[EN.index("## 1.2.3") : EN.index("## 1.2.4")]
    found = drafts(EN, EN.replace(part, "").replace("# 2 Leadership", part + "# 2 Leadership"))
    assert [change for _, change in told(found)] == ["moved"]
    assert found.exit_code() == 0


def test_a_section_under_another_number_of_its_own_is_no_change() -> None:
    assert told(drafts(EN, changed("en", ("# 2 Leadership and management", "# 3 Leadership and management")))) == []


def test_two_criteria_under_one_heading_have_not_grown() -> None:
    joined = changed(
        "en", ("## 1.2.3 Monitoring\n", "## 1.2.3, 1.2.4 Monitoring and partners\n"), ("## 1.2.4 Partners\n", "")
    )
    assert {change for _, change in told(drafts(EN, joined))} <= {"moved"}


def test_a_row_printed_twice_has_not_grown() -> None:
    line = next(line for line in EN.splitlines() if line.startswith("Decisions of the"))
    assert told(drafts(EN.replace(line, line + "\n" + line), EN)) == []


def test_a_code_that_was_mended_is_lost_and_found_each_with_the_other() -> None:
    found = drafts(changed("en", ("## 2.2.2 Decisions", "## 2.2.12 Decisions")), EN)
    assert [(one.code, one.change, one.renumbered_from, one.renumbered_to) for one in found.changes] == [
        ("2.2.2", "newly-addressed", "2.2.12", None),
        ("2.2.12", "lost", None, "2.2.2"),
    ]


def test_a_table_put_in_renumbers_the_later_ones_and_is_the_only_change() -> None:
    table = "Table 1. Aims of the plan\n| Aim | Owner |\n| Quality of teaching | Vice-rector |\n| Research | Vice-rector |\n"
    new = changed("en", ("Table 2. Staff", "Table 3. Staff"), ("Table 1. Indicators", "Table 2. Indicators"))
    new = new.replace("Table 2. Indicators", table + "Table 2. Indicators")
    found = drafts(EN, new)
    assert [(one.change, one.label, one.code) for one in found.tables] == [("added", "table 1", "1.2.2")]
    assert told(found) == [] or {change for _, change in told(found)} <= {"reworded"}
    (gone,) = drafts(new, EN).tables
    assert gone.change == "gone"


def test_a_table_with_another_value_has_changed() -> None:
    found = drafts(EN, changed("en", ("| 4,120", "| 4,210")))
    assert [(one.change, one.label) for one in found.tables] == [("changed", "table 1")]
    assert told(found) == []


def test_a_figure_that_went_is_told() -> None:
    found = drafts(EN, changed("en", ("Figure 1. Cycle of monitoring\n", "")))
    assert [(one.change, one.label) for one in found.figures] == [("gone", "figure 1")]


def test_an_annex_with_another_number_is_said_once_and_one_that_went_is_gone() -> None:
    renamed = drafts(EN, changed("en", ("Annex 7", "Annex 9")))
    assert [(one.change, one.before, one.after) for one in renamed.annexes] == [("relabelled", "7", "9")]
    gone = drafts(EN, changed("en", (" The minutes are in Annex 3.", "")))
    assert [(one.change, one.before, one.after) for one in gone.annexes] == [("gone", "3", None)]


def test_another_number_in_the_same_sentence() -> None:
    found = drafts(EN, changed("en", ("610 graduates", "640 graduates"), ("5 July 2022", "7 July 2022")))
    assert [(one.code, one.before, one.after) for one in found.numbers] == [
        ("1.2.4", ("610",), ("640",)),
        ("2.2.1", ("2022-07-05",), ("2022-07-07",)),
    ]
    assert told(found) == []


def test_drafts_in_two_languages_compare_statuses_and_say_so() -> None:
    found = compare(version(RU, "ru"), version(_partners(EN, SHORT), "en"))
    assert told(found) == [("1.2.4", "lost")]
    assert found.notes == ("other-language",)


@pytest.mark.parametrize(
    "drop", ["A council of employers meets every quarter and takes part in the revision of every programme."]
)
def test_a_sentence_taken_out_of_a_long_text_is_reworded_or_shrunk(drop: str) -> None:
    assert [code for code, _ in told(drafts(EN, changed("en", (" " + drop, ""))))] == ["1.2.4"]
