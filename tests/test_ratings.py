"""Ratings as people write them: every spelling is read, and nothing that is not one is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.expert_report.ratings import Scale
from sapa.core.loading.rating_scale import load_scale
from sapa.core.model.procedures import Rating
from sapa.core.model.standards import Titles

SCALE = Scale(load_scale())
SPELLINGS = [
    (rating.key, spelling) for rating in SCALE.ratings for spelling in (*rating.titles.all(), *rating.spellings)
]


def test_the_scale_has_four_values_the_best_first() -> None:
    assert SCALE.keys == ("meets", "meets_with_recommendations", "meets_with_remarks", "does_not_meet")
    assert SCALE.best == "meets"
    assert SCALE.worst(["meets", "meets_with_remarks"]) == "meets_with_remarks"
    assert SCALE.worst([]) is None


@pytest.mark.parametrize("rating", SCALE.ratings, ids=lambda rating: rating.key)
def test_no_spelling_stands_for_two_values(rating: Rating) -> None:
    for spelling in (*rating.titles.all(), *rating.spellings):
        assert SCALE.read(spelling).key == rating.key


@pytest.mark.parametrize("dress", ["{}", " {} ", "“{}”,", "«{}».", "{}.", "1) {}", "- {}", "2. {}", "{} (4)"])
def test_quotes_numbering_and_stops_change_nothing(dress: str) -> None:
    for key, spelling in SPELLINGS:
        assert SCALE.read(dress.format(spelling)).key == key
        assert SCALE.read(dress.format(spelling.upper())).key == key


@given(st.sampled_from(SPELLINGS), st.data())
def test_a_word_broken_anywhere_over_a_line_is_the_same_word(one: tuple[str, str], data: st.DataObject) -> None:
    key, spelling = one
    places = [i for i in range(1, len(spelling)) if spelling[i - 1].isalpha() and spelling[i].isalpha()]
    at = data.draw(st.sampled_from(places))
    for hyphen in ("-\n", "- \n ", "-", "\u00ad", "\u00ad\n", "‐\n"):
        assert SCALE.read(spelling[:at] + hyphen + spelling[at:]).key == key
    spaces = [i for i, c in enumerate(spelling) if c == " "]
    if spaces:
        cut = data.draw(st.sampled_from(spaces))
        for gap in ("\n", "\u00a0", "  ", "\t"):
            assert SCALE.read(spelling[:cut] + gap + spelling[cut + 1 :]).key == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("con-\nsistent with remarks", "meets_with_remarks"),
        ("con-sistent with com-\nments", "meets_with_remarks"),
        ("does not corre-\n\nspond", "does_not_meet"),
        ("Rating: corresponds", "meets"),
        ("Standard 3 – complies with the recommendations", "meets_with_recommendations"),
        ("complies with the standard with remarks", "meets_with_remarks"),
        ("complies with the requirements", "meets"),
        ("Итоговая оценка: соответствует требованиям стандарта с замечаниями", "meets_with_remarks"),
        ("соответствует с рекомендацией", "meets_with_recommendations"),
        ("несоответствует", "does_not_meet"),
        ("cоответствует", "meets"),  # the first letter is a Latin one
        ("сайкес келедi", "meets"),  # without Kazakh letters, and a Latin i
        ("усынымдармен сайкес келедi", "meets_with_recommendations"),
        ("Баға: ескертулермен сәйкес келеді", "meets_with_remarks"),
        ("ескертусіз сәйкес келеді", "meets"),  # without remarks
        ("Соответствует без замечаний", "meets"),
        ("corresponds / соответствует / сәйкес келеді", "meets"),
        ("☐ meets  ☒ meets with recommendations  ☐ meets with remarks  ☐ does not meet", "meets_with_recommendations"),
        ("[ ] соответствует\n[x] не соответствует", "does_not_meet"),
        ("meets_with_remarks", "meets_with_remarks"),
    ],
)
def test_values_in_ordinary_words(text: str, key: str) -> None:
    assert SCALE.read(text).key == key


@pytest.mark.parametrize(
    "text",
    [
        "substantially corresponds",
        "partly meets",
        "does not fully comply",
        "не полностью соответствует",
        "частично соответствует",
        "в основном соответствует",
        "значительное соответствие",
        "ішінара сәйкес келеді",
        "сәйкессіз емес",
        "ұсынымсыз сәйкес",
        "corresponds with recommendations and remarks",
        "good",
        "4",
        "выберите оценку",
        "мы считаем, что программа соответствует стандарту и развивается",
    ],
)
def test_what_is_no_value_of_the_scale_is_outside_it(text: str) -> None:
    assert (SCALE.read(text).state, SCALE.read(text).key) == ("outside", None)


@pytest.mark.parametrize("text", ["", " ", "____", "…", "–", "\u200b", "«»", "\n"])
def test_nothing_is_no_rating(text: str) -> None:
    assert SCALE.read(text).state == "empty"


@pytest.mark.parametrize("between", [" / ", "\n", "; ", ", ", " or "])
def test_the_choice_that_still_stands_there_is_no_rating(between: str) -> None:
    for lang in ("en", "ru", "kk"):
        listed = between.join(rating.titles.get(lang) for rating in SCALE.ratings)
        assert SCALE.read(listed).state == "list"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("соответсвует", "meets"),
        ("не соответсвует", "does_not_meet"),
        ("coresponds with remarks", "meets_with_remarks"),
        ("не полностью соответствует", None),
        ("частично соответствует", None),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_scale(text: str, meant: str | None) -> None:
    assert SCALE.read(text).nearest == meant


def test_a_procedures_own_scale_reads_its_own_words() -> None:
    own = Scale((Rating("full", 2, Titles({"en": "full"}), ("fully",)), Rating("none", 1, Titles({"en": "none"}))))
    assert [own.read(text).key for text in ("Full", "fully", "none", "corresponds")] == ["full", "full", "none", None]


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    said = SCALE.read(text)
    assert (said.key is not None) == (said.state == "rated")
