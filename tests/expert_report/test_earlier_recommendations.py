"""Recommendations in a report without fields, and how much of one a new report must say to answer it."""

from __future__ import annotations

import pytest

from sapa.core.expert_report.previous import answers
from sapa.core.expert_report.recommendations import Recommendation, of_document

from ..documents import document
from ..reports import installed
from ..test_previous import FILLER, new_report

GRAMMARS = [installed().sets.find("institutional").grammar]


def found(text: str) -> list[tuple[str, int, str, str]]:
    return [(one.standard, one.number, one.text, one.code) for one in of_document(document(text), GRAMMARS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Renew the library", [("3", 1, "Renew the library", "")]),
        ("Renew it", []),  # too short to be one
        ("1. Renew the library\nb) Open two workshops", [("3", 1, "Renew the library", ""), ("3", 2, "Open two workshops", "")]),
        ("- Renew the library by 3.2.1, 3.2.4", [("3", 1, "Renew the library by 3.2.1, 3.2.4", "3.2.1 3.2.4")]),
        ("No recommendations.", []),
        ("Рекомендаций нет", []),
        ("[insert text here, please]", []),
        ("|h No. | Recommendation | By\n| 1 | Renew the library | May", [("3", 1, "Renew the library", "")]),
        ("! Renew the library", []),
        ("### Deadlines\nRenew the library", []),
    ],
)  # fmt: skip
def test_what_stands_under_the_heading_are_recommendations(
    text: str, expected: list[tuple[str, int, str, str]]
) -> None:
    assert found(f"# Standard 3\n## Recommendations\n{text}") == expected


@pytest.mark.parametrize(
    ("heading", "opens"),
    [
        ("Recommendations", True),
        ("4.2. Key recommendations", True),
        ("Рекомендации", True),
        ("Негізгі ұсыныстар", True),
        ("Follow-up of recommendations", False),
        ("Recommendations and their follow-up", False),
        ("Meets with recommendations", False),
        ("Results", False),
    ],
)
def test_a_heading_opens_recommendations_and_not_their_follow_up(heading: str, opens: bool) -> None:
    assert len(found(f"# {heading}\nRenew the library")) == opens


def test_recommendations_are_counted_in_their_standard() -> None:
    text = "# Recommendations\nRenew the library\n# Standard 3\n## Recommendations\nOpen two workshops\n# 4-стандарт\n## Ұсыныстар\nOpen three workshops\nRenew the dormitory now"
    assert [one[:2] for one in found(text)] == [("", 1), ("3", 1), ("4", 1), ("4", 2)]


# --- how much of a recommendation answers it

SAID = ["aquarium", "bakery", "cathedral", "dolphin", "elephant", "fountain", "gardener", "hospital"]
UNSAID = ["icebreaker", "jaguar", "kangaroo", "lighthouse", "mountain", "nightingale", "orchestra"]


def kind(common: int, others: int, *, speaks: bool = False, heading: str = "4 Resources") -> str:
    """Of a recommendation that has so many words in common with one passage, and so many with none."""
    wanted = Recommendation("3", 1, " ".join((*SAID[:common], *UNSAID[:others])))
    passage = " ".join(("recommended", *SAID) if speaks else SAID)
    (answer,) = answers(new_report(passage, heading=heading), [wanted])
    return answer.kind


@pytest.mark.parametrize(
    ("common", "others", "plain", "speaking"),
    [
        (8, 0, "answered", "answered"),
        (5, 3, "answered", "answered"),
        (5, 4, "not-found", "answered"),
        (3, 3, "not-found", "answered"),
        (3, 5, "not-found", "not-found"),
        (2, 0, "not-found", "not-found"),  # fewer than three words are in any text
        (2, 1, "not-found", "not-found"),
        (3, 0, "answered", "answered"),
    ],
)
def test_most_of_its_words_answer_it_and_fewer_do_where_the_text_speaks_of_recommendations(
    common: int, others: int, plain: str, speaking: str
) -> None:
    assert kind(common, others) == plain
    assert kind(common, others, speaks=True) == speaking
    assert kind(common, others, heading="4 Earlier recommendations") == speaking


def test_of_several_passages_the_one_that_says_most_is_shown_the_first_of_equals() -> None:
    wanted = Recommendation("3", 1, " ".join(SAID))
    passages = [" ".join(SAID[:6]), " ".join(SAID[:7]), " ".join(SAID[:7]), " ".join(SAID[1:6])]
    (answer,) = answers(new_report(*passages), [wanted])
    assert answer.place is not None
    assert answer.place.paragraph == 2 + len(FILLER) + 1
    (whole,) = answers(new_report(" ".join(SAID)), [wanted])
    assert answer.score < whole.score == 1
