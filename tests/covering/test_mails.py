"""Correspondence: a question quoted with its code, the reply below, the head of the next mail."""

from __future__ import annotations

import pytest

from ..test_coverage import check, criterion, statuses

HEAD = {
    "en": "From: Ann, library\nTo: the coordinator of the programme\nDate: 3 October\nSubject: RE: your questions",
    "ru": "От: Анна, библиотека\nКому: координатору программы\nОтправлено: 3 октября\nТема: RE: вопросы",
    "kk": "Кімнен: Анна, кітапхана\nКімге: үйлестірушіге\nКүні: 3 қазан\nТақырыбы: сұрақтар",
}
MAILS = """# Standard 3
{head}
>3.2.1. How are programmes made, and by whom?
{{50}}
>3.2.2. How are they reviewed?
{{30}}
--
Ann, room 3.2.20
{head}
>3.2.3, 3.2.4 Who takes part, and how is it known? {{45}}
{{60}}
>3.2.5 What of the rest? {{45}}
Ask the deanery.
{head}
{{60}}
"""


@pytest.mark.parametrize("language", HEAD)
def test_a_reply_answers_the_question_quoted_above_it_and_ends_with_its_mail(language: str) -> None:
    text = MAILS.format(head=HEAD[language])
    codes = ("3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.5", "3.2.20")
    assert statuses(text, *codes) == ["addressed", "thin", "addressed", "addressed", "thin", "missing"]


def test_a_mail_shown_in_an_answer_does_not_end_it() -> None:
    text = f"# Standard 3\n3.2.1 We {{10}}\n{HEAD['en']}\n{{40}}\n3.2.2 {{50}}"
    assert statuses(text, "3.2.1", "3.2.2") == ["addressed", "addressed"]


def test_a_sign_before_every_answer_quotes_nothing() -> None:
    text = "# Standard 3\n>3.2.1 We {50}\n{5}\n>3.2.2 We {50}\n>3.2.3 We {50}\n{60}"
    assert statuses(text, "3.2.1", "3.2.2", "3.2.3") == ["addressed"] * 3


def test_a_quoted_sentence_that_names_a_criterion_is_no_reply_to_it() -> None:
    text = MAILS.format(head=HEAD["en"]) + ">You write that 3.2.7 is missing.\nWe shall see.\n"
    assert statuses(text, "3.2.7") == ["mentioned"]


@pytest.mark.parametrize("amount", [">2.5", ">2.5 GPA {50}", ">2.5 million {50}", ">>2.5 {50}"])
def test_more_than_an_amount_is_no_quoted_code(amount: str) -> None:
    text = f"# Standard 2\n2.4. Results {{50}}\n{amount}\n2.6. Choice {{50}}"
    assert criterion(check(text, "programme"), "2.5").status.value == "missing"
