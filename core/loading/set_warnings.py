"""What is legal in a set and will hurt: said by `sapa sets validate`, and never a reason to refuse the set."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.codes import Code
from ..model.standards import StandardSet
from ..words.messages import LANGS, Message, message

_MANY = 8  # codes that a warning names
_LOOKS_LIKE_A_DATE = 2  # levels: 3.12 is a day, a price, a section; 3.2.14 is hardly anything else


def warnings(standards: StandardSet) -> Iterator[Message]:
    """Each with what will happen, in the order in which it hurts."""
    yield from _recognition(standards)
    yield from _titles(standards)
    yield from _numbers(standards)
    yield from _children(standards)
    if standards.hub and not any(criterion.esg for criterion in standards.criteria.values()):
        yield message("set-warning.no-mapping", hub=standards.hub)


def _recognition(standards: StandardSet) -> Iterator[Message]:
    signs = standards.recognition
    if not (signs.phrases or signs.prefixes or signs.part):
        yield message("set-warning.not-recognised", set=standards.id)
        return
    first = standards.grammar.levels[0]
    if standards.grammar.fewest == 1 and first.kind != "letters" and not (signs.prefixes or signs.part):
        yield message("set-warning.one-level", code=next(iter(standards.criteria)).text)
    short = tuple(phrase for phrase in signs.phrases if len(phrase.split()) < 2)
    if short:
        yield message("set-warning.short-phrase", phrases=short)


def _titles(standards: StandardSet) -> Iterator[Message]:
    short = [code for code in standards.criteria if len(code.parts) <= _LOOKS_LIKE_A_DATE]
    bare = [
        code for code in short if not standards.criteria[code].titles.all() and not standards.criteria[code].text.all()
    ]
    if bare and all(level.kind == "digits" for level in standards.grammar.levels[:_LOOKS_LIKE_A_DATE]):
        yield message("set-warning.no-titles", codes=_named(bare), count=len(bare))
    told = [lang for lang in LANGS if any(lang in standard.titles.by_language for standard in standards.standards)]
    lacking = tuple(lang for lang in LANGS if lang not in told)
    if lacking and len(told) < 2:
        yield message("set-warning.one-language", has=tuple(told) or ("–",), lacks=lacking)
    for lang in told:
        without = [one.number for one in standards.standards if lang not in one.titles.by_language]
        if without:
            yield message("set-warning.some-titles", language=lang, standards=tuple(without[:_MANY]))


def _numbers(standards: StandardSet) -> Iterator[Message]:
    if not standards.complete:
        return
    missing: list[Code] = []
    for parent, codes in standards.children.items():
        there = {code.parts[-1] for code in codes}
        missing += [standards.grammar.code((*parent, number)) for number in range(1, max(there)) if number not in there]
    if missing:
        yield message("set-warning.gaps", codes=_named(missing), count=len(missing))


def _children(standards: StandardSet) -> Iterator[Message]:
    empty = tuple(standard.number for standard in standards.standards if not standard.criteria)
    if empty and len(empty) < len(standards.standards):
        yield message("set-warning.empty-standards", standards=empty)
    parents = {code.parts[:-1] for code in standards.criteria if len(code.parts) > 1}
    deep = {len(parent) for parent in parents}
    childless = [
        code
        for code in standards.criteria
        if len(code.parts) in deep and code.parts not in parents and _sibling_has(code, parents)
    ]
    if childless:
        yield message("set-warning.no-children", codes=_named(childless), count=len(childless))


def _sibling_has(code: Code, parents: set[tuple[int, ...]]) -> bool:
    return any(parent[:-1] == code.parts[:-1] and len(parent) == len(code.parts) for parent in parents)


def _named(codes: list[Code]) -> tuple[str, ...]:
    shown = tuple(code.text for code in codes[:_MANY])
    return (*shown, "…") if len(codes) > _MANY else shown
