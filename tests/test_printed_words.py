"""The agency's printed words are no answer: questions, guidance, options, labels, the form and the criteria's wording."""

from __future__ import annotations

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.model.results import DocumentResult
from sapa.core.words.narrative import narrative_words
from sapa.core.words.printed import answered, reads_like_wording
from sapa.core.words.wording import Wording

from .documents import document
from .reports import installed

SETS = installed().sets
PRINTED = [
    "Q: How does the university make sure that programmes have the money they need?",
    "Give details of the programmes that were designed during the last four years, and of the bodies that took part.",
    "(Describe the process by which this is done, and provide details. Internal stakeholders may include teachers.)",
    "[Explain who decides and how often.]",
    "Опишите порядок разработки программ. Укажите участников.",
    "(указать сроки и ответственных)",
    "Бағдарламаны әзірлеу тәртібін сипаттаңыз.",
    "Оценить, насколько механизмы поддержки доведены до преподавателей; привести примеры, указать документы.",
    "Assess the extent to which the policy is known; name the documents.",
    "Қолдау тетіктері мен олардың нәтижесі осы жерде көрсетілсін.",
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
        "Оценить это в цифрах мы пока не можем.",
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


def statuses(text: str, *codes: str) -> list[tuple[str, str]]:
    covered = {one.criterion.code.text: one for one in check(text).sets[0].coverage.criteria}
    return [(covered[code].status.value, covered[code].reason.id) for code in codes]


def check(text: str) -> DocumentResult:
    settings = Settings((SETS.find("institutional"),), tuple(SETS.values()))
    return check_document(document(text), settings)


UNTOUCHED = """# Standard 3. Educational programs
## 3.2.1 Design
(Describe the process by which this is done, and give details of the bodies that take part in it. {40})
| Item | This year | Last year
| Number of programmes |  |
## 3.2.2 Aims
Explain how the aims of programmes are set, who takes part in it and how often they are reviewed. {5}
## 3.2.3 Structure
How are programmes structured, and who decides on it, how often and with what result for the students?
"""


def test_an_untouched_form_is_thin_everywhere_and_called_a_form() -> None:
    codes = ("3.2.1", "3.2.2", "3.2.3")
    assert statuses(UNTOUCHED.replace("{5}", ""), *codes) == [("thin", "reason.thin-printed")] * 3
    found = [finding for finding in check(UNTOUCHED).findings if finding.rule == "unfilled-form"]
    assert [(finding.severity, finding.arguments) for finding in found] == [("error", {"count": 3, "total": 3})]


def test_a_form_with_answers_is_none_that_nobody_filled_in() -> None:
    filled = UNTOUCHED.replace("## 3.2.2", "{60}\n## 3.2.2").replace("## 3.2.3", "{60}\n## 3.2.3")
    assert statuses(filled, "3.2.1", "3.2.2")[0][0] == "addressed"
    assert not [finding for finding in check(filled).findings if finding.rule == "unfilled-form"]


def test_the_criterions_wording_alone_is_thin_and_in_front_of_an_answer_does_no_harm() -> None:
    wording = "The university ensures that its programmes are designed with students and with all others concerned"
    long = f"## 3.2.1 Design\n{wording}{', and with them' * 10}.\n"
    assert statuses(long, "3.2.1") == [("thin", "reason.thin-printed")]
    assert statuses(f"{long}{{40}}", "3.2.1")[0][0] == "addressed"


def test_a_question_in_front_of_not_applicable_hides_it_no_longer() -> None:
    text = "3.2.1 How are programmes designed, and who takes part in their design? Not applicable."
    assert statuses(text, "3.2.1")[0][0] == "not_applicable"
