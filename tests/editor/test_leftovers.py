"""Prompts, notes to colleagues, blanks and broken references: found in three languages, and nothing that looks alike."""

from __future__ import annotations

import pytest

from .eye import findings, rules, seen


@pytest.mark.parametrize(
    "text",
    [
        "Число грантов: [информация от УМУ, срочно!]",
        "Остепененность составляет ____ (заполнит отдел кадров)",
        "____________________ (заполняется отделом качества)",
        "Контингент насчитывает ____ студентов очной формы.",
        "4.2.13 ______",
        "To be inserted",
        "To be inserted by the registrar.",
        "В приказе № XX от XX.XX.2023 утвержден состав.",
        "Набор составил ХХ % от плана.",
        "В 20XX году принят план.",
        "The number of agreements is TBD.",
        "Заполняет кафедра иностранных языков!!!",
        "Сколько у нас кафедр??",
        "[добавить после аудита]",
        "Заполнить: количество договоров, перечень партнеров, результаты (отв. – международный отдел)",
        "8.2.12: дайындалуда.",
        "6.2.10 …",
        "3.2.8, 3.2.9 – data to be supplied",
        "7.2.3 To be completed by the Department of Economy",
        "(Тіркеуші офис толтырады)",
        "5.2.17 (дайындалуда, АТ бөлімі)",
        "[Мұнда критерий бойынша талдау жазылады]",
        "4.2.6 Заполняется юридическим отделом до 1 марта.",
        "Бухгалтериядан анықтама күтілуде.",
        "Указания по заполнению (удалите после заполнения). Ответ дается под номером критерия.",
        "(уточнить у Петровой)",
        "<insert the table here>",
        "{вставить рисунок}",
        "Мұнда кесте болады [толтыру керек].",
        "5.2.14. …………………………… (толтырылсын)",
        "1.2.8 ждем текст от проректора",
        "Click or tap here to enter text.",
        "Место для ввода текста.",
        "Lorem ipsum dolor sit amet",
        "Criterion 2.2.2. To be completed by the Department of Economy",
        "Критерий 3.2.4. Заполняет отдел кадров",
        "3.2.6 – 3.2.8-критерийлер. Толтыру керек",
        "[Guidance to departments: {20}; write the code before your answer. Delete this paragraph before submission.]",
        "[text expected from the Press Secretary]",
        "Уточняется у провайдера (обещал до понедельника)",
        "Awaiting figures from the Registrar",
        "______________ (коменданту корпуса № 4 – дописать)",
        "Порядок заполнения: на каждый критерий заводится карточка, документы указываются под ответом.",
        "Кафедрам: представить до 15.11",
        "…",
        "..........",
    ],
)
def test_a_prompt_is_found_in_every_form_that_people_leave(text: str) -> None:
    assert rules(f"# Chapter\n{text}") == ["prompt-left"]


@pytest.mark.parametrize(
    "text",
    [
        "Ректор ____________________ А. Исаева",
        "«___» ____________ 2024 г.",
        "Date ____________ Signature ____________",
        "Қолы ______________ күні ____________",
        "В XX веке здесь был завод, в XXI веке – университет.",
        "Команда вышла в финал XXX олимпиады.",
        "The method is described in [12] and in [Smith, 2019].",
        "«Мы видим […] рост интереса», – пишет рецензент.",
        "Замечания председателей (их 29) сведены в план.",
        "Заполняет анкету каждый выпускник, ответы хранятся год.",
        "Куратор обязан заполнить журнал (указан в п. 4) до пятницы.",
        "Отлично! Так сказал каждый третий студент.",
        "Что изменилось? Что сказали студенты?",
        "Критерий 3.2.4 не применим.",
        "Студенттер сауалнаманы толтырады, қорытындысы жарияланады.",
        "The tuberculosis (TBC) ward trains our nurses.",
        "Журнал заполняет учебный отдел, а проверяет его деканат.",
        "Заполняется электронный журнал.",
        "Расписание уточняется у методиста факультета, а замены публикуются в приложении «МойВуз» не позднее чем за сутки до занятия, о чем студенты узнают из рассылки.",
        "Порядок заполнения журнала утвержден приказом.",
        "Критерий 3.2.4. Заполнение журнала проверяет деканат.",
        "Руководитель практики ____________ (подпись)",
        "Кафедрам: усилить работу с выпускниками.",
        "Guidance for students is published on the site.",
        "Сауалнама (оны студенттер күзде толтырады деп жоспарланған) қысқарды.",
        "2024. To be or not to be was the title of the play.",
        "The register was updated, and data from the ministry were added.",
        "–",
        "+",
    ],
)
def test_what_only_looks_like_a_prompt_is_left_alone(text: str) -> None:
    assert rules(f"# Chapter\n{text}") == []


def test_dots_are_a_prompt_beside_a_key_and_an_ellipsis_in_a_row_of_dots() -> None:
    assert seen("| 7.2.4 | … |", "prompt-left", "quote") == ["7.2.4 …"]
    assert seen("| 7.2.4 | … | ... |", "prompt-left", "quote") == ["7.2.4 … ..."]
    assert seen("| … | … | … |", "prompt-left", "quote") == []


def test_a_long_passage_is_quoted_around_its_prompt() -> None:
    (quote,) = seen("{60} [добавить данные] {60}", "prompt-left", "quote")
    assert "[добавить данные]" in str(quote)
    assert len(str(quote)) <= 82


def test_a_prompt_in_the_contents_and_in_a_running_header_is_no_passage() -> None:
    assert seen("~ [добавить раздел]\n$ [добавить название]", "prompt-left", "quote") == []


@pytest.mark.parametrize(
    "text",
    [
        "as Error! Reference source not found. shows",
        "как показывает Ошибка! Источник ссылки не найден.",
        "Ошибка! Закладка не определена.",
        "Қате! Сілтеме көзі табылмады.",
    ],
)
@pytest.mark.parametrize("mark", ["", "~ ", "$ "])
def test_a_reference_that_leads_nowhere_is_found_wherever_it_stands(text: str, mark: str) -> None:
    assert len(seen(f"{mark}{text}", "reference-broken", "quote")) == 1


def test_a_report_may_speak_of_errors() -> None:
    assert rules("Ошибка! – так называется кружок программистов; ошибка источника не найдена.") == []


def test_a_cover_says_that_the_paper_is_a_draft_and_a_later_page_may_speak_of_drafts() -> None:
    assert rules("ОТЧЕТ О САМООЦЕНКЕ (сводный вариант, не вычитан)") == ["draft-mark"]
    assert rules("\n".join(["Text."] * 12 + ["The draft was read by students."])) == []


@pytest.mark.parametrize("mark", ["Draft 4 – for the external panel", "ЧЕРНОВИК", "Жұмыс нұсқасы"])
def test_a_running_header_that_calls_the_paper_a_draft_is_told_once(mark: str) -> None:
    assert rules(f"Report\n$ {mark}\n{{30}}\n---\n{{30}}\n$ {mark}") == ["draft-mark"]
    assert rules(f"Working version\n$ {mark}\n{{30}}") == ["draft-mark", "draft-mark"]


@pytest.mark.parametrize(
    "cover",
    ["Minutes no. 7 (version 4.2 of the working file, last edited by the office)", "Рабочий файл, правка от 3 мая"],
)
def test_a_cover_that_speaks_of_the_working_file_is_a_draft(cover: str) -> None:
    assert rules(cover) == ["draft-mark"]


def test_a_rule_that_is_skipped_finds_nothing_and_the_others_do() -> None:
    text = "TBD\nError! Reference source not found."
    assert [one.rule for one in findings(text)] == ["prompt-left", "reference-broken"]
    assert [one.rule for one in findings(text, "prompt-left")] == ["reference-broken"]
