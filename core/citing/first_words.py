"""With what a line begins or ends that names a standard or a criterion."""

from __future__ import annotations

import re

from ..words.patterns import pattern
from ..words.vocabulary import NUMBERS, alternatives, spelled
from ..words.vocabulary import words as vocabulary

OPENS_WITH_NUMBER = pattern(  # "3.2.14", "3. 2. 14"
    r"[0-9]{1,2}(?:(?:\.\s[0-9]{1,2}){2}|(?:\.[0-9]{1,2}){0,3})(?![0-9])\.?(?=\s|[–—:),;/-]|$)"
)
STANDARD = pattern(
    rf"(?:{alternatives(vocabulary('standard'))}\s*(?:№|no\.?|n)?\s*[0-9]{{1,2}}(?![0-9]|\.[0-9])"
    rf"|[0-9]{{1,2}}\s*[-–]?\s*{alternatives(vocabulary('standard'))})",
    re.IGNORECASE,
)
CRITERION = pattern(
    rf"(?:{alternatives(vocabulary('criterion'))}\s*(?:№|no\.?)?\s*[0-9]|[0-9][0-9.]*\s*[-–]?\s*{alternatives(vocabulary('criterion'))})",
    re.IGNORECASE,
)
# "Participation of employers (criterion 3.2.14)", "… – п. 3.2.14", "… (3.2.14, 3.2.15)"
CLOSES_WITH_CODE = pattern(
    rf"(?:[(\[]|\s[–—-])\s*(?:{alternatives([*vocabulary('criterion'), *vocabulary('clause')])}\s*)*"
    rf"[0-9]{{1,2}}(?:\s?\.\s?[0-9]{{1,2}}){{1,2}}(?:(?:\s*[-–—,;/]\s*|\s+{spelled(NUMBERS.words('and'))}\s+)[0-9]+(?:\.[0-9]+)*)*"
    rf"(?:\s?[-–]?\s?{alternatives([*vocabulary('criterion', 'kk'), *vocabulary('clause', 'kk')])})?\s*[)\].]*$",
    re.IGNORECASE,
)
LINE_OPENS = pattern(
    rf"(?:{alternatives([*vocabulary('criterion'), *vocabulary('clause')])}\s*(?:№|no\.?)?\s*)?"
    r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}(?![0-9]|\.[0-9])",
    re.IGNORECASE,
)
# The row of a table that heads a text: a code behind a few words, none of them for a table or an annex; behind one of
# two levels a title
BANNER = pattern(
    rf"[\W_]*(?!{alternatives([*vocabulary('figure'), *vocabulary('numbered'), *vocabulary('annex')])})"
    r"(?:[^\W\d_]+[\W_]*){0,4}[0-9]{1,2}(?:(?:\.[0-9]{1,2}){2}|\.[0-9]{1,2}(?=[.:)]?\s+[^\W\d_]{2}|\s?[-–]\s?[^\W\d_]{2}))"
    r"(?![0-9]|\.[0-9])",
    re.IGNORECASE,
)
CODED = pattern(r"[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?(?![0-9])")
