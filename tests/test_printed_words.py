"""The agency's printed words are no answer: questions, guidance, options, labels, the form and the criteria's wording."""

from __future__ import annotations

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.model.results import DocumentResult
from sapa.core.words.messages import message
from sapa.core.words.narrative import narrative_words
from sapa.core.words.printed import answered, reads_like_wording
from sapa.core.words.wording import Wording

from .documents import document, prose
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
    "«Здесь опишите, кто предлагает курсы, как учтены отзывы; объем не менее половины страницы.»",
    "In this section, describe who proposes a course and which papers show it.",
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
        "Describe the access, says the form, and we describe: each has a card. The card opens the hall.",
        "Кіру тәртібін сипаттаңыз делінген, біз былай сипаттаймыз, оқып шығыңыз.",
        "Здесь описано, кто предлагает курсы.",
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


@pytest.mark.parametrize(
    "text",
    [
        "Describe who keeps the register. State who signs it. Do not exceed one page. Compare with the year before.",
        "Опишите ведение реестра. Не пересказывайте положение. Приведите пример. Рекомендуемый объем одна страница.",
        "Тізілімнің қалай жүргізілетінін сипаттаңыз. Қол қоятын адамды көрсетіңіз. Мысал келтіріңіз.",
    ],
)
def test_one_request_behind_the_other_holds_no_words_of_an_answer(text: str) -> None:
    assert narrative_words(answered(text)) == 0


def test_a_statement_behind_a_question_is_an_answer() -> None:
    answer = "State money covers two thirds. Use of rooms is free. List of rooms: annex 3."
    assert answered(f"How is the plan funded? {answer}").strip() == answer


IN_ITALICS = """# Standard 3. Educational programs
## 3.2.1 Design
/ The school shows that each course is designed with its users and looked at again by somebody else, {30}
{60}
## 3.2.2 Aims
/ Aims are set, made known, and compared with what was reached, {30}
/ and whoever wants to see the result of this can do so, {20}
Nothing yet.
## 3.2.3 Structure
/ The structure of each course shows which part leads to which, {40}
## 3.2.4 Review
{50}
"""


def test_what_stands_in_italics_above_one_answer_after_the_other_is_the_forms() -> None:
    found = statuses(IN_ITALICS, "3.2.1", "3.2.2", "3.2.3", "3.2.4")
    assert [status for status, _ in found] == ["addressed", "thin", "thin", "addressed"]


def test_an_answer_in_italics_below_the_forms_italics_is_its_authors() -> None:
    text = (
        IN_ITALICS
        + "## 3.2.5 Aims\n/ Жоспар жыл сайын қаралады, {10}\n/ We {50}\n/ It {5}\n## 3.2.6 Means\n/ Who pays, {45}"
    )
    found = statuses(text, "3.2.5", "3.2.6", "3.2.3")
    assert [status for status, _ in found] == ["addressed", "thin", "thin"]


@pytest.mark.parametrize("line", ["........................", "______________"])
def test_what_stands_in_quotation_marks_above_a_line_of_dots_is_the_forms(line: str) -> None:
    text = "# Standard 3. Educational programs\n## 3.2.1 Title\n“The content of a course, its authors, {40}.”\n"
    assert statuses(text + line, "3.2.1")[0][0] == "thin"
    assert statuses(text + "It stands so.", "3.2.1")[0][0] == "addressed"


def test_italics_once_in_a_report_are_its_authors() -> None:
    text = IN_ITALICS.replace("/ Aims", "Aims").replace("/ and", "and")
    assert statuses(text, "3.2.2")[0][0] == "addressed"


def test_where_the_answers_are_set_in_italics_they_count() -> None:
    rows = "\n".join(f"## 3.2.{number} Title\nThe wording of it, {{10}}\n/ We {{50}}" for number in range(1, 4))
    text = f"# Standard 3. Educational programs\n{rows}\n## 3.2.4 Title\n/ We {{50}}"
    assert [status for status, _ in statuses(text, "3.2.1", "3.2.4")] == ["addressed"] * 2


@pytest.mark.parametrize("label", ["Reply:", "Ответ вуза.", "Жауап –"])
def test_what_stands_above_the_word_for_a_reply_is_the_forms(label: str) -> None:
    rows = "\n".join(
        f"### 3.2.{number} Title\nThe school {{45}}\n{label} {{{words}}}" for number, words in ((1, 50), (2, 5))
    )
    found = statuses(f"# Standard 3. Educational programs\n{rows}", "3.2.1", "3.2.2")
    assert [status for status, _ in found] == ["addressed", "thin"]


def test_the_same_words_above_places_to_fill_in_are_the_forms() -> None:
    one = "### 3.2.{} Title\nA table of the last five years, with a comment on each of them, {{40}}\n{}"
    text = "# Standard 3. Educational programs\n"
    empty = text + "\n".join(one.format(number, "[insert text]") for number in (1, 2))
    assert [status for status, _ in statuses(empty, "3.2.1", "3.2.2")] == ["thin"] * 2
    copied = text + "\n".join(one.format(number, "It is kept in room 3.") for number in (1, 2))
    assert [status for status, _ in statuses(copied, "3.2.1", "3.2.2")] == ["addressed"] * 2


OPTIONS = {
    "asked": "Mark what applies:\nA. each school {12}\nB. half of the schools {12}\nC. a few of the schools {12}",
    "none": "а) на всех факультетах {15}\nб) на половине факультетов {15}\nв) на отдельных факультетах {15}\nг) отсутствует",
    "boxes": "☐ барлық факультетте {20}\n☑ кей факультетте {20}\n☐ енгізілмеген",
    "brackets": "[ ] in all schools {20}\n[x] in some schools {20}\n[ ] nowhere {5}",
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_options_to_choose_from_are_no_answer(options: str) -> None:
    text = f"# Standard 3. Educational programs\n### 3.2.1 Title\n{{50}}\n### 3.2.2 Title\n{options}"
    assert [status for status, _ in statuses(text, "3.2.1", "3.2.2")] == ["addressed", "thin"]


@pytest.mark.parametrize(
    "listed",
    [
        "a) each school writes a plan {15}\nb) the dean signs it {15}\nc) the board reads it {15}",
        "✓ each school writes a plan {20}\n✓ the dean signs it {20}",
        "We ask the following each spring:\n- how do you study {20}\n- who helped you {20}\n{20}",
    ],
)
def test_lists_of_an_answer_count(listed: str) -> None:
    assert statuses(f"# Standard 3. Educational programs\n### 3.2.2 Title\n{listed}", "3.2.2")[0][0] == "addressed"


@pytest.mark.parametrize(
    "listed",
    [
        "(a) who proposes a new course and on what grounds {12};\n(b) how often it is looked at {12};\n(c) where that is kept {12}.",
        "- кто предлагает курс {12};\n- на каком основании {12};\n- имеется ли журнал {12};\n- в какие сроки {12}.",
        "а) курсты кім ұсынады {15};\nб) ол қалай қаралады {15};\nв) қандай құжат бар {15}.",
    ],
)
def test_questions_in_a_list_without_their_marks_are_no_answer(listed: str) -> None:
    found = statuses(f"# Standard 3. Educational programs\n### 3.2.2 Title\n{listed}", "3.2.2")
    assert found[0][0] == "thin"


def test_a_table_of_papers_to_open_is_no_answer() -> None:
    papers = "|h Document | Link |\n| Plan of rooms {25} | Open here |\n| Statement of the rector {25} | Open here |"
    told = "|h Document | What it changed |\n| Plan | {25} |\n| Statement | {25} |"
    text = f"# Standard 3. Educational programs\n## 3.2.1 Title\n{papers}\n## 3.2.2 Title\n{told}"
    assert [status for status, _ in statuses(text, "3.2.1", "3.2.2")] == ["thin", "addressed"]


@pytest.mark.parametrize("brackets", ["[]", "{}"])
@pytest.mark.parametrize("label", ["Ответ рабочей группы.", "Our answer:", "Жұмыс тобының жауабы –"])
def test_an_answer_that_somebody_put_in_brackets_counts(label: str, brackets: str) -> None:
    inside = f"{brackets[0]}{label} The board {{50}}{brackets[1]}".replace("{50}", prose(50))
    text = f"# Standard 3. Educational programs\n### 3.2.1 Title\n{inside}"
    assert statuses(text, "3.2.1")[0][0] == "addressed"


def test_other_long_text_in_brackets_is_taken_for_the_templates_and_looked_at() -> None:
    text = "# Standard 3. Educational programs\n### 3.2.1 Title\n[The board {50}]\n### 3.2.2 Title\n[Describe {50}]"
    found = {one.criterion.code.text: one for one in check(text).sets[0].coverage.criteria}
    assert [found[code].status.value for code in ("3.2.1", "3.2.2")] == ["thin", "thin"]
    assert found["3.2.1"].doubt == message("doubt.in-brackets")
    assert found["3.2.2"].doubt is None
