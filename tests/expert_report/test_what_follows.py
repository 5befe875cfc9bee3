"""What follows from a report that was read: its set, facts and ratings, recommendations, values in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.expert_report.previous import Answer, answers, with_previous
from sapa.core.expert_report.ratings import Said
from sapa.core.expert_report.recommendations import Recommendation, of_fields
from sapa.core.expert_report.report import Written
from sapa.core.expert_report.review import (
    Given,
    Review,
    SetUndecided,
    _years,
    cover_type,
    facts_of,
    failed,
    language,
    procedure_of,
    set_of,
)
from sapa.core.expert_report.tags import Tag, bookmark_name, format_tag
from sapa.core.expert_report.terms import Change, ChangeGroup, grouped
from sapa.core.model.case import Case, Institution, Previous, Programme
from sapa.core.model.document import ReadingError
from sapa.core.model.findings import Finding
from sapa.core.model.results import Result
from sapa.core.model.standards import Titles
from sapa.core.model.term_rules import Facts, Outcome
from sapa.core.words.messages import Message

from ..choices import NAMES
from ..filled import loaded
from ..test_previous import FILLER, new_report
from .lines import filled, read, scale, standards

# --- values in words


@pytest.mark.parametrize(
    ("text", "state", "key"),
    [
        ("", "empty", None), ("—", "empty", None), ("[ ]", "empty", None), ("/", "empty", None),
        ("corresponds", "rated", "meets"), ("Rating: corresponds.", "rated", "meets"), ("1) corresponds", "rated", "meets"),
        ("the standard corresponds", "rated", "meets"), ("standard 3 corresponds", "rated", "meets"),
        ("corresponds with the remarks", "rated", "meets_with_remarks"), ("corres-\nponds", "rated", "meets"),
        ("cor-responds", "rated", "meets"), ("corresponds / соответствует", "rated", "meets"),
        ("corresponds\ncorresponds", "rated", "meets"), ("corresponds / does not correspond", "list", None),
        ("corresponds or does not correspond", "list", None), ("☒ corresponds ☐ does not correspond", "rated", "meets"),
        ("☒ corresponds ☒ does not correspond", "outside", None), ("corresponds but", "outside", None),
        ("corresponds / but", "outside", None), ("или", "outside", None), ("5", "outside", None),
        ("сooтветствует", "rated", "meets"),  # two of its letters are Latin
        ("\u0441\u043err\u0435sponds", "rated", "meets"),  # three are Cyrillic
        ("соответствует требованиям стандарта с замечаниями", "rated", "meets_with_remarks"),
        ("complies with the standard with remarks", "rated", "meets_with_remarks"),
        ("ескертусіз сәйкес келеді", "rated", "meets"), ("meets_with_remarks", "rated", "meets_with_remarks"),
        ("not corresponds", "outside", None), ("with remarks", "outside", None),
    ],
)  # fmt: skip
def test_a_text_is_a_value_nothing_the_values_to_choose_from_or_something_else(
    text: str, state: str, key: str | None
) -> None:
    said = scale().read(text)
    assert (said.state, said.key) == (state, key)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("coresponds", "meets"), ("does not corespond", "does_not_meet"), ("саикес келеди", "meets"),
        ("doesnt correspond", None), ("partly corresponds", None), ("correspondence of it", None), ("x" * 200, None),
    ],
)  # fmt: skip
def test_only_a_slip_of_the_pen_is_near_a_value(text: str, nearest: str | None) -> None:
    assert scale().read(text) == Said("outside", None, text, nearest)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("it corresponds with remarks well", [(3, 27, "meets_with_remarks")]),
        ("corresponds  with remarks", [(0, 11, "meets")]),  # over a wide space
        ("corresponds\nwith remarks", [(0, 11, "meets")]),
        ("corresponds-with-remarks", [(0, 24, "meets_with_remarks")]),
        ("corresponds, does not correspond", [(0, 11, "meets"), (13, 32, "does_not_meet")]),
        ("сәйкес келеді ұсынымдармен сәйкес келеді", [(0, 13, "meets"), (14, 40, "meets_with_recommendations")]),
        ("corresponds corresponds with recommendations", [(0, 11, "meets"), (12, 44, "meets_with_recommendations")]),
        ("the corresponds", [(4, 15, "meets")]),
        ("rating corresponds", [(7, 18, "meets")]),
        ("its corresponds of", [(4, 15, "meets")]),
        ("cor-\nresponds", [(0, 13, "meets")]),
        ("corresponds with", [(0, 11, "meets")]),
        ("standard", []),
        ("", []),
    ],
)
def test_values_within_a_text_are_the_longest_that_fit(text: str, values: list[tuple[int, int, str]]) -> None:
    assert scale().values_in(text) == values


@given(st.text(max_size=60))
def test_values_within_a_text_follow_one_another_and_are_values(text: str) -> None:
    end = 0
    for first, last, key in scale().values_in(text):
        assert end <= first < last <= len(text)
        assert key in scale().keys
        end = last


def test_a_scale_knows_titles_ranks_and_words_beside_its_values() -> None:
    one = scale()
    assert [one.rank(key) for key in one.keys] == [4, 3, 2, 1]
    assert (one.title("meets", "en"), one.title("x", "en")) == ("corresponds", "x")
    assert one.worst(["meets", "does_not_meet", "meets_with_remarks"]) == "does_not_meet"
    with pytest.raises(KeyError):
        one.rank("x")
    words = ("rating", "стандарту", "3", "3.2.1", "the", "library", "with", "")
    assert [one.is_around(word) for word in words] == [True] * 5 + [False] * 3
    tails = ("with remarks", "remarks", "with", "с рекомендациями", "with books", "library", "")
    assert [one.is_tail(text) for text in tails] == [True] * 4 + [False] * 3


# --- ratings of a report


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("<rating::2=corresponds>", "meets"),
        ("<rating::2==meets>", "meets"),
        ("<rating::2==none_of_the_scale>", None),
        ("<rating::2=>\n<rating::2@1=corresponds>\n<rating::2@2=corresponds>", "meets"),
        ("<rating::2=>\n<rating::2@1=corresponds>\n<rating::2@2=>", "meets"),
        ("<rating::2=>\n<rating::2@1=corresponds>\n<rating::2@2=fine>", None),
        ("<rating::2=>\n<rating::2@1=corresponds>\n<rating::2@2=corresponds with remarks>", None),
        ("<rating::2=fine>\n<rating::2@1=corresponds>", None),  # the commission said something else
        ("<rating::2=corresponds>\n<rating::2@1=does not correspond>", "meets"),
        ("<summary::2=corresponds>", "meets"),
        ("<rating::2=>\n<summary::2=corresponds>", None),
        ("<rating:6B01:2=corresponds>\n<rating::1=corresponds>\n<rating::3=corresponds>", None),
        ("", None),
    ],
)
def test_a_standards_rating_is_the_commissions_else_what_all_experts_say_else_the_summarys(
    text: str, rating: str | None
) -> None:
    assert read(text or "x", {"Sapa.Experts": "A; B"}).rating("", "2") == rating


def test_a_criterions_assessment_is_the_commissions_else_the_worst_of_the_experts() -> None:
    text = """<assessment::1.2.1=corresponds>
        <assessment::1.2.1@1=does not correspond>
        <assessment::1.2.2@1=corresponds>
        <assessment::1.2.2@2=corresponds with remarks>
        <assessment::2.2.1=>
        <assessment::2.2.1@1=corresponds>
        <assessment::2.2.2=fine>"""
    expected = {"1.2.1": "meets", "1.2.2": "meets_with_remarks", "2.2.1": "meets"}
    assert read(text, {"Sapa.Experts": "A; B"}).assessments == {"": expected}


def test_ratings_are_keyed_by_programmes_as_people_call_them() -> None:
    text = "Programme A: <rating:P1:1=corresponds>\nProgramme B: <rating:P2:2=corresponds>"
    found = read(text, {"Sapa.Programmes": "P1; P2", "Sapa.Standards": "1; 2"}).ratings
    assert found == {"Programme A": {"1": "meets", "2": None}, "Programme B": {"1": None, "2": "meets"}}


def test_rows_are_given_in_the_order_of_their_numbers() -> None:
    report = read("| <expert:1:name=A> | <expert:1:role=chair>\n| <expert:2:name=B>\n---\n<visit:1:time=10>")
    assert [{name: one.text for name, one in row.items()} for row in report.rows("expert")] == [
        {"name": "A", "role": "chair"},
        {"name": "B"},
    ]
    turned = replace(report, written=dict(reversed(report.written.items())))
    assert [row["name"].text for row in turned.rows("expert")] == ["A", "B"]
    assert (report.rows("signature"), report.by_structure) == ([], 0)
    places = [one and one.paragraph for one in map(report.place, (None, 0, 3, 4))]
    assert places == [None, 1, 4, None]


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 30))
def test_a_line_of_a_text_stands_in_one_of_its_paragraphs(at: int, more: int, line: int) -> None:
    written = Written("x", at=at, last=at + more)
    assert written.at_line(line) == min(at + line, at + more)
    assert list(written.span) == list(range(at, at + more + 1))
    assert Written("x", at=at).at_line(line) == at
    assert (Written("x").at_line(line), len(Written("x").span)) == (None, 0)


# --- recommendations


def test_recommendations_of_fields_are_rows_that_say_something() -> None:
    text = """| <recommendation::3:1:text=Buy books> | <recommendation::3:1:code=3.2.1> | <recommendation::3:1:due=2027>
        | <recommendation::3:1:text=Open it> | <recommendation::3:1:programme=6B01>
        | <recommendation::3:3:text=None.> | <recommendation::3:3:due=2027>
        | <recommendation::3:4:text=–>
        | <recommendation::4:1:text@1=Of the first>
        | <recommendation::4:1:text@2=Of the second>
        | <recommendation::4:1:text@3=Of nobody>
        ---
        <recommendation::5:1:text=One>
        <recommendation::5:2:text=Two>
        <recommendation::5:1:due=Soon>"""
    made, _ = filled(text, {"Sapa.Experts": "A; B", "Sapa.Expert": "C"})
    found = [
        (one.standard, one.number, one.text, one.code, one.programme, one.due, one.expert) for one in of_fields(made)
    ]
    assert found == [
        ("3", 1, "Buy books", "3.2.1", "", "2027", "C"),
        ("3", 2, "Open it", "", "6B01", "", "C"),
        ("4", 1, "Of the first", "", "", "", "A"),
        ("4", 2, "Of the second", "", "", "", "B"),
        ("4", 3, "Of nobody", "", "", "", "C"),
        ("5", 1, "One", "", "", "Soon", "C"),
        ("5", 2, "Two", "", "", "", "C"),
    ]


ADVICE = "Renew the equipment of the chemical laboratories and publish a schedule of calibration"


def findings(text: str, *passages: str) -> list[Finding]:
    result = Result("1", {}, (new_report(*passages),))
    found = with_previous(result, [Recommendation("3", 2, text)]).documents[0].findings
    return [one for one in found if one.rule.startswith("previous-")]


def test_an_answer_is_told_with_its_share_and_the_recommendation_in_a_hundred_and_sixty_characters() -> None:
    (one,) = findings(ADVICE, ADVICE)
    assert one.arguments == {"standard": "3", "number": 2, "recommendation": ADVICE, "share": 1.0}
    (part,) = findings(ADVICE, "The chemical laboratories renew their equipment; calibration follows.")
    assert part.arguments["share"] == 0.66
    for length, shown in ((160, "x" * 160), (161, "x" * 161)):
        (told,) = findings("x" * length)
        assert told.arguments["recommendation"] == (shown if length == 160 else "x" * 160 + " …")
    (cut,) = findings("word " * 40)
    assert cut.arguments["recommendation"] == "word " * 32 + "…"


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("The chemical laboratories have equipment.", "not-found"),
        ("As was recommended, the chemical laboratories have equipment.", "answered"),  # it speaks of recommendations
        ("Calibration of equipment of chemical laboratories was renewed.", "answered"),
        ("As was recommended, laboratories are chemical.", "not-found"),  # two words in common
    ],
)
def test_a_passage_that_speaks_of_recommendations_needs_fewer_of_the_words(passage: str, kind: str) -> None:
    (answer,) = answers(new_report(passage), [Recommendation("3", 1, ADVICE)])
    assert answer.kind == kind
    assert answers(new_report(), [Recommendation("3", 1, "Open it")]) == [Answer(Recommendation("3", 1, "Open it"), "not-found")]  # fmt: skip
    assert len(FILLER) == 12


# --- the set, the facts


def undecided(text: str, *more: str, properties: Mapping[str, str] | None = None) -> object:
    sets = [standards(), *(replace(standards(), id=id) for id in more)]
    try:
        return set_of(*filled(text, properties), loaded(*sets)).id
    except SetUndecided as error:
        return error.said.arguments["candidates"]


@pytest.mark.parametrize(
    ("count", "found", "among_two"),
    [(2, None, None), (3, "six", ("other", "six")), (6, "six", ("other", "six"))],
)
def test_a_report_is_about_the_set_half_of_whose_standards_its_headings_name(
    count: int, found: object, among_two: object
) -> None:
    text = "\n".join(f"# Standard {number}. {name}" for number, name in enumerate(NAMES["en"][:count], 1))
    assert undecided(text) == found
    assert undecided(text, "other") == among_two
    assert undecided(text.replace(". ", ". Quite another ").replace("of", "and")) is None
    for properties in ({"Sapa.Set": "six"}, {"Sapa.Set": "six", "Sapa.Edition": "1999"}):
        assert undecided(text, "other", properties=properties) == "six"
    assert undecided(text, properties={"Sapa.Set": "none"}) == found


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("", None), ("none", 0), ("Нет.", 0), (" Жоқ ", 0), ("accredited for 5 years", 5), ("5 лет, 2019", 5),
        ("на 5 лет и на 3 года", None), ("5 жылға", 5), ("105 years", None), ("2019", None), ("5-year", 5),
    ],
)  # fmt: skip
def test_the_earlier_term_is_read_from_words_where_they_say_one(said: str, years: int | None) -> None:
    assert _years(said) == years


def case(**changes: object) -> Case:
    made = Case("case", "programme", "primary-with-graduates", Institution(Titles({"en": "Example University"})))
    return replace(made, **changes)  # type: ignore[arg-type]


def programme(code: str, graduates: int | None) -> Programme:
    return Programme(code, Titles({"en": code}), graduates=graduates)


@pytest.mark.parametrize(
    ("given", "of", "expected"),
    [
        (Given(), "", Facts()),
        (Given(facts=Facts("conceptual", 3, True)), "", Facts("conceptual", 3, True)),
        (Given(case=case()), "", Facts("primary-with-graduates")),
        (Given(case=case(type="")), "", Facts()),
        (Given(case=case(), facts=Facts("conceptual")), "", Facts("conceptual")),
        (Given(case=case(programmes=(programme("A", 0),))), "", Facts("primary-without-graduates")),
        (Given(case=case(programmes=(programme("A", 0), programme("B", 5)))), "", Facts("primary-with-graduates")),
        (Given(case=case(programmes=(programme("A", 0), programme("B", 5)))), "A", Facts("primary-without-graduates")),
        (Given(case=case(programmes=(programme("A", 0), programme("B", 5)))), "B", Facts("primary-with-graduates")),
        (Given(case=case(programmes=(programme("A", None),))), "A", Facts("primary-with-graduates")),
        (Given(case=case(programmes=(programme("A", 0),))), "C", Facts("primary-with-graduates")),
        (Given(case=case(type="re-accreditation", programmes=(programme("A", 0),))), "A", Facts("re-accreditation")),
        (Given(case=case(previous=Previous(7))), "", Facts("primary-with-graduates", 7)),
        (Given(case=case(previous=Previous(until=date(2027, 1, 1)))), "", Facts("primary-with-graduates")),
        (Given(case=case(previous=Previous(7)), facts=Facts(previous=0)), "", Facts("primary-with-graduates", 0)),
        (
            Given(case=case(institution=Institution(Titles({"en": "X"}), previous="5 years"))),
            "",
            Facts("primary-with-graduates", 5),
        ),
    ],
)
def test_facts_are_what_the_user_says_else_the_case_else_the_cover(given: Given, of: str, expected: Facts) -> None:
    assert facts_of(read("x"), given, of) == expected
    on_cover = read("<cover:kind==conceptual>")
    assert facts_of(on_cover, given, of).type == (expected.type or "conceptual")


def test_the_covers_type_is_one_of_the_list() -> None:
    assert [cover_type(read(text)) for text in ("<cover:kind==conceptual>", "<cover:kind==other>", "<cover:kind=conceptual>", "x")] == ["conceptual", None, None, None]  # fmt: skip


def test_the_language_is_the_skeletons_else_that_of_the_text() -> None:
    russian = "Группа изучила отчеты за два года и провела беседы с руководством института."
    assert [language(*filled(text, properties)) for text, properties in (
        (russian, {"Sapa.Language": "kk"}), (russian, {}), (russian, {"Sapa.Language": "de"}), ("1", {}),
    )] == ["kk", "ru", "ru", "en"]  # fmt: skip


def test_the_procedure_is_the_cases_else_the_files_else_that_of_the_sets_name() -> None:
    from ..cases import loaded as installed

    there = installed()

    def named(of: Case | None, properties: Mapping[str, str], id: str) -> str | None:
        found = procedure_of(filled("x", properties)[0], of, replace(standards(), id=id), there)
        return None if found is None else found.id

    said = {"Sapa.Procedure": "institutional"}
    assert named(case(procedure="online-audit"), said, "programme") == "online-audit"
    assert named(case(procedure="own"), said, "programme") == "institutional"
    assert named(None, said, "programme") == "institutional"
    assert named(None, {}, "programme") == "programme"
    assert named(None, {}, "six") is None


def test_a_review_ends_by_the_worst_of_its_findings() -> None:
    report = read("x")

    def code(*severities: str, fail_on: str = "error") -> int:
        found = tuple(Finding("review-x", one) for one in severities)  # type: ignore[arg-type]
        return Review("1", "report.docx", report, findings=found).exit_code(fail_on)

    assert [code("error"), code("warning"), code("info"), code()] == [1, 0, 0, 0]
    assert [code(one, fail_on="warning") for one in ("error", "warning", "info")] == [1, 1, 0]
    assert code("error", fail_on="never") == 0
    refused = failed("report.docx", ReadingError("damaged", Message("reading.damaged", {"path": "report.docx"})))
    assert (refused.exit_code("never"), refused.report, refused.error and refused.error.id) == (
        2,
        None,
        "reading.damaged",
    )
    assert Tag("analysis", standard="3").of_all == Tag("analysis", standard="3", expert=2).of_all


def test_a_tag_has_sixty_four_characters_at_most_and_a_bookmark_forty() -> None:
    def tag(length: int) -> Tag:
        return Tag("analysis", programme="x" * (length - len("sapa:analysis::3")), standard="3")

    assert len(format_tag(tag(64))) == 64
    with pytest.raises(ValueError, match="longer than 64"):
        format_tag(tag(65))
    names = [bookmark_name(tag(length)) for length in (39, 40)]
    assert (names[0] and len(names[0]), names[1]) == (40, None)


def test_changes_that_lead_to_the_same_term_are_one_group_the_longest_term_first() -> None:
    three, five = Outcome("accredit", 3), Outcome("accredit", 5)
    changes = [Change("1", "a", three), Change("2", "a", five), Change("3", "a", three), Change("3", "b", three)]
    assert grouped(changes) == (
        ChangeGroup(("2",), "a", five),
        ChangeGroup(("1", "3"), "a", three),
        ChangeGroup(("3",), "b", three),
    )
