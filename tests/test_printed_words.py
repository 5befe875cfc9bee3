"""The agency's printed words are no answer: questions, guidance, options, labels, the form and the criteria's wording."""

from __future__ import annotations

import pytest

from sapa.core.words.narrative import narrative_words
from sapa.core.words.printed import answered, reads_like_wording
from sapa.core.words.wording import Wording

PRINTED = [
    "Q: How does the university make sure that programmes have the money they need?",
    "Give details of the programmes that were designed during the last four years, and of the bodies that took part.",
    "(Describe the process by which this is done, and provide details. Internal stakeholders may include teachers.)",
    "[Explain who decides and how often.]",
    "Опишите порядок разработки программ. Укажите участников.",
    "(указать сроки и ответственных)",
    "Бағдарламаны әзірлеу тәртібін сипаттаңыз.",
    "A. Any 4 of the above",
    "B. Any three of the above",
    "E) Ни одно из перечисленных",
    "File description",
    "View document",
    "Upload any additional information",
    "Как организована практика студентов?",
    "3.2.1 Практика қалай ұйымдастырылады?",
]


@pytest.mark.parametrize("text", PRINTED)
def test_what_a_form_asks_holds_no_words_of_an_answer(text: str) -> None:
    assert narrative_words(answered(text)) == 0


@pytest.mark.parametrize("text", PRINTED[:1] + PRINTED[4:5] + PRINTED[6:7])
def test_the_answer_behind_it_counts_whole(text: str) -> None:
    answer = "The board plans this work each spring."
    assert answered(f"{text} {answer}").strip() == answer


@pytest.mark.parametrize(
    "text",
    [
        "The board asks itself each spring: who needs this course? It then writes down the answer.",
        "We provide details on the website. Describe it who can.",
        "Provided that the money is there, the laboratory opens in May.",
        "Students (of these, twelve with a grant) took part.",
        "All of the deans met in May and decided on the plan of the year for every one of the following schools.",
        "State funding covers two thirds of the costs.",
        "Жоспарды кеңес көктемде бекітеді.",
        "Указанные меры приняты в мае.",
    ],
)
def test_an_answer_that_uses_the_same_words_loses_none(text: str) -> None:
    assert answered(text) == text


FORM = """The institution describes how programmes are designed, who takes part in it, and how often they are reviewed.
Evidence
Опишите порядок разработки программ, участников и сроки пересмотра содержания."""


@pytest.mark.parametrize(
    "text",
    [
        "The institution describes how programmes are designed, who takes part in it, and how often they are reviewed.",
        "The instit ution describes  how programmes are desig-\nned, who takes part in it, and how often they are reviewed",
        "The institution describes how the programmes are designed, who takes part in it and how often they are reviewed",
        "Опишите порядок разработки программ, участников, сроки пересмотра содержания",
        "EVIDENCE:",
    ],
)
def test_sentences_of_the_form_are_found_again_with_other_spacing_and_small_edits(text: str) -> None:
    assert narrative_words(Wording([FORM]).without(text)) == 0


def test_an_answer_beside_the_forms_words_keeps_its_own() -> None:
    form = Wording([FORM])
    answer = "A group of nine people met four times and designed it on paper first."
    question = FORM.splitlines()[0]
    assert form.without(f"{question} {answer}").strip() == answer
    assert form.without(answer) == answer
    # inside one sentence a long stretch is printed, a name in common is not
    mixed = "As to how programmes are designed, who takes part in it, and how often: a group of nine people decides"
    assert narrative_words(form.without(mixed)) == narrative_words("As to a group of nine people decides")
    named = "The institution describes what it does in May"
    assert form.without(named) == named


def test_nothing_printed_takes_nothing_away() -> None:
    assert Wording([]).without("Evidence") == "Evidence"
    assert not Wording([])


@pytest.mark.parametrize(
    ("text", "is_wording"),
    [
        ("Вуз обеспечивает открытость руководителей, проводит встречи и рассматривает обращения в срок.", True),
        ("The university ensures that its programmes are designed with students and other stakeholders.", True),
        ("ЖОО басшылардың ашықтығын қамтамасыз етеді және жүйелі кездесулер өткізеді.", True),
        ("Вуз обеспечивает открытость: в 2023 году проведено двенадцать встреч.", False),
        ("Вуз обеспечивает открытость. Встречи проходят каждую среду.", False),
        ("The university ensures this by a board that meets with our students.", False),
        ("The university follows the Charter and reviews its programmes.", False),
        ("Every request is read by a panel of teachers and students.", False),
    ],
)
def test_a_sentence_worded_as_criteria_are_is_told_from_an_answer(text: str, is_wording: bool) -> None:
    assert reads_like_wording(text) is is_wording
