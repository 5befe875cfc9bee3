"""Whether a text says a number in words: "seven", «семь», «жеті». Up to a hundred, by the beginnings of the words."""

from __future__ import annotations

import re
from functools import cache

_ONES = {
    1: "one|once|single|first|одн|один|перв|бір",
    2: "two|twice|both|second|два|две|дву|двое|втор|екі|екеу",
    3: "three|third|три|тре|трое|трёх|үш",
    4: "four|fourth|четыр|четвер|төрт",
    5: "five|fifth|пят|бес",
    6: "six|sixth|шест|алты",
    7: "seven|сем|седьм|жеті|жетін",
    8: "eight|восем|восьм|сегіз",
    9: "nine|ninth|девят|тоғыз",
}
_OTHERS = {
    10: "ten|tenth|десят|он",
    11: "eleven|одиннадцат|он бір",
    12: "twelve|twelfth|dozen|двенадцат|он екі",
    13: "thirteen|тринадцат|он үш",
    14: "fourteen|четырнадцат|он төрт",
    15: "fifteen|пятнадцат|он бес",
    16: "sixteen|шестнадцат|он алты",
    17: "seventeen|семнадцат|он жеті",
    18: "eighteen|восемнадцат|он сегіз",
    19: "nineteen|девятнадцат|он тоғыз",
    20: "twent|двадцат|жиырма",
    30: "thirt|тридцат|отыз",
    40: "fort|сорок|қырық",
    50: "fift|пятьдесят|пятидесят|елу",
    60: "sixt|шестьдесят|шестидесят|алпыс",
    70: "sevent|семьдесят|семидесят|жетпіс",
    80: "eight(?:y|ie)|восемьдесят|восьмидесят|сексен",
    90: "ninet|девяност|тоқсан",
    100: "hundred|сто|сотн|жүз",
}


@cache
def _pattern(number: int) -> re.Pattern[str] | None:
    if known := _ONES.get(number) or _OTHERS.get(number):
        return re.compile(rf"(?<!\w)(?:{known})", re.IGNORECASE)
    tens, ones = number - number % 10, number % 10
    if tens in _OTHERS and 20 <= tens <= 90:
        return re.compile(rf"(?<!\w)(?:{_OTHERS[tens]})\w*[\s-]+(?:{_ONES[ones]})", re.IGNORECASE)
    return None


def says(value: str, text: str) -> bool:
    """The text has a whole number in words."""
    if not value.isdigit() or len(value) > len("100"):
        return False
    pattern = _pattern(int(value))
    return pattern is not None and bool(pattern.search(text))
