"""What a report must not publish of people: national numbers, mobile telephones, private addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.findings import Finding
from ...words.patterns import pattern
from . import Material

# Both shapes begin with what they hold, and look back from there: `re` skips to it.
_TWELVE = pattern(r"[0-9](?<![0-9]{2})[0-9]{11}(?![0-9])")
_MONTHS, _DAYS = range(1, 13), range(1, 32)
_CENTURIES = range(7)  # seventh digit: sex and century of birth; 0 for foreigners
_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_WEIGHTS_AGAIN = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
# Prefixes of the mobile operators of Kazakhstan; numbers of a place (+7 7172 …) are an office's.
_MOBILE = pattern(
    r"[+78](?:(?<=\+)(?<![0-9]\+)7|(?<=[78])(?<![0-9].))[\s(-]{0,2}(7(?:0[0-8]|47|6[0-4]|7[15678]))[\s)-]{0,2}[0-9]{3}[\s-]?[0-9]{2}[\s-]?[0-9]{2}(?![0-9])"
)
_PRIVATE = pattern(
    r"(?<![\w.+-])[\w.+-]+@(?:gmail\.com|mail\.ru|bk\.ru|inbox\.ru|list\.ru|internet\.ru|yandex\.(?:ru|kz|com)|ya\.ru"
    r"|yahoo\.com|hotmail\.com|outlook\.com|live\.com|icloud\.com|rambler\.ru|mail\.kz|proton(?:mail)?\.(?:com|me))\b",
    re.IGNORECASE,
)


# What is looked for, the characters that it has at least, a sign that it cannot be without ("": none), and its shape.
_SHAPES = (("iin", 12, "", _TWELVE), ("phone", 11, "", _MOBILE), ("email", len("a@ya.ru"), "@", _PRIVATE))


def personal(material: Material) -> Iterator[Finding]:
    """National numbers (IIN), mobile telephone numbers and private e-mail addresses; the finding never repeats them."""
    whole = material.whole
    looked_for = [one for one in _SHAPES if (one[2] in whole if one[2] else one[3].search(whole))]
    for spoken in material.spoken if looked_for else ():
        for kind, fewest, sign, shape in looked_for:
            if len(spoken.text) < fewest or sign not in spoken.text:
                continue
            for one in shape.finditer(spoken.text):
                if kind == "iin" and not is_iin(one[0]):
                    continue
                place = material.place(spoken.block, one.start() if spoken.cell < 0 else None)
                yield Finding("personal-data", "warning", place, arguments={"what": kind, "masked": _masked(one[0])})


def is_iin(digits: str) -> bool:
    """Twelve digits that can be a person's number: day of birth, century, check digit (a firm's has no such day)."""
    month, day, century = int(digits[2:4]), int(digits[4:6]), int(digits[6])
    if month not in _MONTHS or day not in _DAYS or century not in _CENTURIES:
        return False
    numbers = [int(digit) for digit in digits]
    check = sum(weight * number for weight, number in zip(_WEIGHTS, numbers, strict=False)) % 11
    if check == 10:
        check = sum(weight * number for weight, number in zip(_WEIGHTS_AGAIN, numbers, strict=False)) % 11
    return check == numbers[-1]


def _masked(text: str) -> str:
    """Enough to find it by, too little to publish."""
    name, at, domain = text.partition("@")
    return f"{name[:1]}…{at}{domain}" if at else f"{text[:2]}…{text[-2:]}"
