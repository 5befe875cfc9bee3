"""The recommended decision in words: what it says is told, and what it does not say is not guessed."""

from __future__ import annotations

import pytest

from sapa.core.expert_report.decisions import decision_in
from sapa.core.model.term_rules import Outcome

REFUSE = Outcome("refuse")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("We do not see obstacles: accredit for 5 years", 5),
        ("accredit for five years", 5),
        ("Accredit the programme for a period of five (5) years.", 5),
        ("accredit for 3 (three) years", 3),
        ("a seven-year accreditation", 7),
        ("There are no grounds for refusal; accreditation for one year", 1),
        ("Аккредитовать на пять лет", 5),
        ("аккредитовать сроком на 3 (три) года", 3),
        ("предоставить аккредитацию на один год", 1),
        ("аккредитовать на пятилетний срок", 5),
        ("Оснований для отказа нет, аккредитовать на 7 лет", 7),
        ("Нет оснований для отказа: аккредитация на 1 год", 1),
        ("аккредитовать на пятнадцать лет", 15),
        ("четырёхлетняя аккредитация", 4),
        ("There is no basis for a refusal: accredit for twelve years", 12),
        ("5 жылға аккредиттеу", 5),
        ("жиырма жылға аккредиттеу", 20),
        ("бес жылға аккредиттеуге ұсынамыз", 5),
        ("үш (3) жыл мерзімге аккредиттелсін", 3),
        ("Бас тартуға негіз жоқ, жеті жылға аккредиттеу", 7),
    ],
)
def test_years_are_read(text: str, years: int) -> None:
    assert decision_in(text) == Outcome("accredit", years)


@pytest.mark.parametrize(
    "text",
    [
        "Refrain from accreditation",
        "not to accredit the programme",
        "We do not recommend the accreditation of the programme",
        "The programme cannot be accredited",
        "refuse accreditation",
        "no accreditation",
        "Отказать в аккредитации",
        "не аккредитовать",
        "воздержаться от аккредитации",
        "не рекомендовать программу к аккредитации",
        "аккредиттеуден бас тарту",
        "бағдарлама аккредиттелмесін",
    ],
)
def test_refusal_is_read(text: str) -> None:
    assert decision_in(text) == REFUSE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We do not see obstacles: accredit",
        "Accredit",
        "аккредитовать",
        "accredit for 3 or 5 years",
        "accredit for 6-7 years",
        "аккредитовать на 5 лет, после проверки через 1 год",
        "refuse accreditation; a new application after one year",
        "see the reasons above",
        "аккредитовать, если семинары летом состоятся",
        "the programme was founded in 2015",
    ],
)
def test_what_is_not_said_is_not_guessed(text: str) -> None:
    assert decision_in(text) is None
