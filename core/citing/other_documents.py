"""Clauses of other documents: "clause 3.2.14 of the Charter", «Жарғының 3.2.14-тармағы»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..words.patterns import pattern
from ..words.vocabulary import alternatives, any_of, hints_of, meanings, meanings_at_end
from ..words.vocabulary import words as vocabulary

_CLAUSE_END = pattern(r"(?<!\bno)(?<!\bnr)[.;:!?]\s|\n", re.IGNORECASE)  # "order No. 600, clause 3.2.14" is one
SPOKEN = pattern(r"[^\W\d_][\w-]*\.?|[%$€₸£₽]")
_RIGHT_BEFORE = 2  # words before «раздел» within which a policy or a plan is the one whose section it is
# «СТ РК ISO 9001», "ISO 21001": capitals and the number of a norm
_NORM = pattern(
    r"\s+(?:(?:of|in|under|the|стандарта|standard)\s+){0,3}(?:[A-ZА-ЯЁ]{2,}[\w/-]*\s+(?:Р\s+)?){1,3}№?\s?[0-9]{3,}"
)
_OF_NAME = pattern(r"\s+(?:of|in|under|из)\s+(?:the\s+)?(?P<name>[^\W\d_][\w-]*)", re.IGNORECASE)
# «Руководство по качеству, главы 3.2.6–3.2.8»: the name of a document, in capitals, and a comma before its section;
# between them perhaps when it was passed: "Academic Policy, approved in 2022, sections 3.2.6–3.2.8"
_TITLE = pattern(
    r"(?:^|[^\w-])(?P<title>[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ][^,.;:!?()\n]{3,70}?)[»”\"]?(?:,\s+[^,.;:!?()0-9\n]{3,30}[0-9]{4}[^,.;:!?()\n]{0,8})?"
    r",\s+[^\W\d_]+\.?\s*(?:№\s*)?$"
)
_ARTICLE = pattern(r"^(?:the|a|an|this|our|its)\s", re.IGNORECASE)
_TITLE_WORDS = 6
_OF_WHOM = pattern(r"(?P<word>[^\W\d_][\w-]*[нтд][ыі]ң)[»”\"]?\s+$", re.IGNORECASE)  # the Kazakh genitive

_OF_PEOPLE = pattern(r"[лдт][ае]рд[ыі]ң$", re.IGNORECASE)  # of several, mostly people: «сарапшылардың»


@cache
def _of_document() -> re.Pattern[str]:
    # English says "of the Charter"; in Russian the genitive follows, with its adjectives («Коллективного договора»)
    named = [*vocabulary("foreign_of", "en", "ru"), *vocabulary("framework")]
    return pattern(
        rf"\s*(?:(?:of|in|from|under)\s+(?:[\w«“\"’'-]+\s+){{0,4}}?{alternatives(vocabulary('foreign_of', 'en'))}"
        r"|(?:(?:пункта|подпункта|статьи|раздела|части|главы)\s+[0-9.]+\s+)?"
        rf"(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)\s+){{0,3}}[«“\"]?{alternatives(vocabulary('foreign_of', 'ru'))}"
        rf"|(?:стандарта|standard)\s+{alternatives(vocabulary('framework'))})",
        re.IGNORECASE,
        hints_of(named),
    )


@cache
def _of_ours() -> re.Pattern[str]:
    ours = alternatives(vocabulary("own_document", "en", "ru"))
    return re.compile(rf"\s+(?:(?:of|in|the|this|our|настоящего|данного|этого|нашего)\s+){{0,3}}{ours}", re.IGNORECASE)


def ours(text: str, at: int) -> bool:
    """The words behind a number say that it is the report's own clause: «п. 3.2.14 настоящего отчёта»."""
    return _of_ours().match(text, at) is not None


def named_behind(text: str, at: int, own: Sequence[str] = ()) -> bool:
    """The words behind a number, which ends at `at`, name the document whose clause it is. own: the set's own names."""
    if _of_document().match(text, at) or _NORM.match(text, at):
        return True
    named = _OF_NAME.match(text, at)
    if named is None:
        return False
    name = named["name"].lower()
    return name not in {one.lower() for one in own} and "framework" in meanings(name)


def named_before(before: str) -> bool:
    """The document stands before its clause or section: «Жарғының 3.2.14-тармағы», "in the Charter (clause 3.2.14)"."""
    return foreign_near(before, 4, past_word=True) or _titled(before)


def owned_before(before: str) -> bool:
    """Kazakh: somebody's clause, whose word follows: «Меморандумның 3.2.14-тармағы», not «есептің 3.2.14-тармағы»."""
    if foreign_near(before, 4, past_word=False):
        return True
    owner = _OF_WHOM.search(before)
    if owner is None or _OF_PEOPLE.search(owner["word"]):
        return False
    return any_of("own_document").match(owner["word"].lower()) is None


def clause_by_its_signs(before: str, after: str, own: Sequence[str]) -> bool:
    """The sign or a part of a clause beside the number, and its document: «§ 3.2.14 Устава», "Policy on marks, 3.2.14,
    third paragraph"."""
    signed = before.rstrip().endswith("§") and named_behind(after, 0, own)
    return signed or bool(_part_behind().match(after) and any_of("foreign_of").search(before))


@cache
def _part_behind() -> re.Pattern[str]:
    """A part of a clause: "3.2.14, second paragraph", «3.2.14, абзац 2»."""
    ordinal, part = alternatives(vocabulary("ordinals")), alternatives(vocabulary("part_of_clause"))
    return re.compile(rf",\s+(?:{ordinal}\s+{part}|{part}\s+[0-9])", re.IGNORECASE)


def _titled(before: str) -> bool:
    """A name in capitals and a comma before the word for its section: "Academic policy of the institute, section"."""
    match = _TITLE.search(before)
    title = _ARTICLE.sub("", match["title"], count=1) if match is not None else ""
    if not title[:1].isupper():
        return False
    words = SPOKEN.findall(title.lower())
    said = [meanings_at_end(words[: position + 1]) for position in range(len(words[:_TITLE_WORDS]))]
    return any(meaning & {"foreign", "foreign_section", "foreign_titled"} for meaning in said)


def foreign_near(before: str, reach: int, *, past_word: bool) -> bool:
    """One of the last words names another document: «Жарғының 3.2.14-тармағы», "in the Charter (clause 3.2.14)".

    past_word: the last word is the clause's own ("clause", «пункт»); it and its number sign are passed over.
    """
    words = SPOKEN.findall(_CLAUSE_END.split(before.rstrip() if past_word else before)[-1].lower())  # «п. » ends none
    words = words[:-1] if past_word else words
    near = words[-reach:]
    return any(
        _is_document(near[: position + 1], past_word=past_word and position >= len(near) - _RIGHT_BEFORE)
        for position in range(len(near))
    )


def _is_document(words: Sequence[str], *, past_word: bool) -> bool:
    """The last of these words names a document, in Kazakh with its ending («МЖМБС-ның»)."""
    said = meanings_at_end(words) | meanings(words[-1].split("-")[0])
    return "foreign" in said or ("foreign_section" in said and past_word)
