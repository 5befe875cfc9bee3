"""What a report itself puts before the criteria's codes: an abbreviation ("KS 3.2.14"), the sign of hashtags."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from ..model.codes import Code
from ..model.document import Block, Document
from ..model.standards import StandardSet
from ..words.vocabulary import meanings
from .hashtags import SIGN, TAG

_ABBREVIATION = re.compile(r"(?<![\w-])(?P<name>[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ]{1,5})\.?\s$")
_BEFORE_DIGIT = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ]\.?\s[0-9]")  # where one may stand before a code
_LONGEST = 8  # characters of an abbreviation, full stop and blank included
_DEPTH = 3  # levels of its codes: a number of two is anything
_ENOUGH = 3  # criteria that it stands before: a product has one version, or two
_MOST = 0.75  # of the codes that it stands before are the set's


def with_own_words(document: Document, standards: StandardSet) -> StandardSet:
    """The set with what the report itself puts before codes among the words that stand before its codes."""
    own = (*_own_words(document, standards), *_sign(document, standards))
    if not own:
        return standards
    known = standards.recognition
    return replace(standards, recognition=replace(known, prefixes=(*known.prefixes, *own)))


def _own_words(document: Document, standards: StandardSet) -> tuple[str, ...]:
    before: dict[str, set[Code]] = defaultdict(set)
    digits = standards.grammar.levels[0].kind == "digits"
    for block in document.blocks:
        if digits and not _BEFORE_DIGIT.search(block.shown):
            continue  # nearly all of them
        for text in block.texts or (block.shown,):
            if not standards.grammar.may_hold(text):
                continue
            for cited in standards.grammar.find(text):
                name = _ABBREVIATION.search(text, max(0, cited.start - _LONGEST), cited.start)
                if name is not None and not meanings(name["name"].lower()):
                    before[name["name"]].update(code for code in cited.codes if len(code.parts) >= _DEPTH)
    return tuple(name for name, codes in sorted(before.items()) if _are_criteria(codes, standards))


def _sign(document: Document, standards: StandardSet) -> tuple[str, ...]:
    """The sign of hashtags, where most that it stands before are criteria: "#3.2.14", "#3_2_14"."""
    if not standards.grammar.numeric:
        return ()
    tagged = (tag["code"].replace("_", ".") for block in document.blocks for tag in _tags(block))
    codes = {code for written in tagged if (code := standards.grammar.first(written, opens=True)) is not None}
    return (SIGN,) if _are_criteria({code for code in codes if len(code.parts) >= _DEPTH}, standards) else ()


def _tags(block: Block) -> Iterator[re.Match[str]]:
    for text in (block.texts or (block.shown,)) if SIGN in block.shown else ():
        if SIGN in text:
            yield from TAG.finditer(text)


def _are_criteria(codes: set[Code], standards: StandardSet) -> bool:
    known = sum(code in standards.criteria for code in codes)
    return known >= _ENOUGH and known >= _MOST * len(codes)
