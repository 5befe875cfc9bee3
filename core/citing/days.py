"""Numbers of three levels that are days: "minutes of 3.2.14", «заседание 3.2.14 г.»."""

from __future__ import annotations

import re

from ..model.codes import Cited, Code
from ..words.patterns import pattern

_NUMBER_SIGN = pattern(r"\s*(?:№|N\s?[0-9])")


def dated(text: str, cited: Cited, before: str, after: str, word: bool, date_after: re.Pattern[str]) -> bool:
    """A number of three levels is a day. before, after: what stands near it; word: a word that announces a date
    stands right before it."""
    if not all(_like_a_date(code) for code, _, _ in cited.written):
        return False
    first = cited.written[0]
    if first[0].parts[2] < 10 or first[2] - first[1] > 8:
        return False
    deed = _DEED_ON.search(before)
    return bool(
        word
        or date_after.match(after)
        or _AFTER_DATE.search(before)
        or _ACT_ON.search(before)
        or _DATE_BEFORE.search(before)
        or _DATE_AFTER.match(after)
        or (deed and deed["verb"].lower() not in _NOT_ON_A_DAY)
        or _RECORD.search(before)
        or _NUMBER_SIGN.match(after)
    )


def _like_a_date(code: Code) -> bool:
    return len(code.parts) == 3 and code.parts[0] <= 31 and code.parts[1] <= 12


# «протоколы от 3.2.14 г., 5.2.15 и …»: the list goes on with dates
_AFTER_DATE = pattern(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}\s*(?:гг?|ж)\.\s*(?:,|;|и|және)\s*$")
# "minutes of 3.2.14", "approved by the council on 3.2.14", "prolonged on 3.2.14"; «протокол № 5 … 3.2.14»
_ACT_ON = pattern(
    r"(?:approved|signed|adopted|held|issued|met|meeting|minutes|protocol|order)\W(?:[^;]{0,40}\W)?(?:on|of)\s*$", re.I
)
_DATE_AFTER = pattern(
    r"\s*(?:[-–—]|to|until|till|по|до)\s*[0-9]{1,2}\.[0-9]{2}\.(?:[0-9]{4}|[0-9]{2})(?![0-9]|\.[0-9])"
)
_DATE_BEFORE = pattern(r"[0-9]{1,2}\.[0-9]{2}\.(?:[0-9]{4}|[0-9]{2})\s*(?:[-–—]|to|until|till|по|до)\s*$")
_DEED_ON = pattern(r"(?P<verb>\w+ed)\s+on\s*$", re.IGNORECASE)
_NOT_ON_A_DAY = frozenset(["based", "focused", "founded", "reported", "commented", "built", "centred", "elaborated"])
_RECORD = pattern(r"(?:протокол|приказ|заседани|хаттама|бұйрық)\w*\W(?:[^;.(\[]|\.(?!\s+[(\[])){0,30}$", re.IGNORECASE)
