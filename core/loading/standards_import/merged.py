"""The entries of several sources as one set: by code, each language beside the others; and what does not fit."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ...model.code_levels import CYRILLIC_TO_LATIN, CodeError
from ...model.codes import CodeGrammar
from ...words.messages import LANGS, Message, message
from ..set_build import grammar_of
from .entries import Entry, Found, Orphan, entries_of
from .lines import Source
from .opening import joints, kind_of, parts

_SHOWN = 12  # codes or texts that a line of the report names


@dataclass
class Imported:
    """raw: what set.toml will hold; said: the report, worst first; orphans: texts that belong to no code."""

    raw: dict[str, Any]
    said: list[Message]
    orphans: tuple[Orphan, ...] = ()
    standards: int = 0
    criteria: int = 0


@dataclass
class _Merged:
    standards: dict[str, Entry] = field(default_factory=dict)
    criteria: dict[str, Entry] = field(default_factory=dict)
    doubles: dict[str, list[str]] = field(default_factory=dict)


def merge(sources: Sequence[Source], id: str, edition: str) -> Imported:
    """sources: of one to three languages, several of one language where they complete each other."""
    found = [entries_of(one, one.language or "en") for one in sources]
    merged = _together(found)
    said = list(_said(found, merged))
    grammar, levels = _grammar([entry.code for entry in merged.criteria.values()])
    if merged.criteria and grammar is None:
        said.insert(0, message("import.no-grammar", codes=tuple(merged.criteria)[:_SHOWN]))
    if grammar is not None:
        merged = _as_read(merged, grammar)
    said += _gaps(merged, grammar)
    raw = _raw(found, merged, levels, id, edition)
    orphans = tuple(orphan for one in found for orphan in one.orphans)
    return Imported(raw, said, orphans, len(raw["standards"]), len(merged.criteria))


def _together(found: Sequence[Found]) -> _Merged:
    merged = _Merged()
    for one in found:
        own: set[tuple[bool, str]] = set()
        for entry in one.entries:
            code = _code(entry.code)
            key = (entry.is_standard, code)
            if key in own:
                merged.doubles.setdefault(code, []).append(f"{Path(one.source.path).name} {entry.at}".strip())
                continue
            own.add(key)
            into = merged.standards if entry.is_standard else merged.criteria
            before = into.get(code)
            if before is None:
                entry.code = code
                into[code] = entry
                continue
            for texts, more in ((before.titles, entry.titles), (before.texts, entry.texts)):
                for lang, text in more.items():
                    texts.setdefault(lang, text)
            before.esg = before.esg or entry.esg
    for entry in merged.criteria.values():
        _even(entry)
    return merged


def _even(entry: Entry) -> None:
    """What is a title in one language is one in all: where it was too long in another, it opens the text in each."""
    if entry.titles.keys() != {**entry.titles, **entry.texts}.keys():
        for lang, title in entry.titles.items():
            entry.texts[lang] = f"{title}\n{entry.texts[lang]}" if lang in entry.texts else title
        entry.titles.clear()


def _code(text: str) -> str:
    closed = text.strip(".):").replace("–", "-")
    return f"{closed})" if "(" in closed else closed


def _grammar(codes: Sequence[str]) -> tuple[CodeGrammar | None, dict[str, Any]]:
    """A grammar in which every code reads as it is printed, and its [codes]."""
    split = [parts(code) for code in codes]
    if not split:
        return None, {"levels": [9, 99], "fewest": 2}
    levels = [_level([pieces[at] for pieces in split if len(pieces) > at], at) for at in range(max(map(len, split)))]
    table: dict[str, Any] = {"levels": levels, "fewest": min(map(len, split)), **_between(codes)}
    grammar = grammar_of(table)
    return (grammar if all(_reads(grammar, code) for code in codes) else None), table


def _as_read(merged: _Merged, grammar: CodeGrammar) -> _Merged:
    """With every code and number as the grammar writes it: letters of one alphabet, however they were typed."""
    shorter = replace(grammar, fewest=1)
    criteria = {
        (code := grammar.parse(entry.code).text): replace(entry, code=code) for entry in merged.criteria.values()
    }
    standards: dict[str, Entry] = {}
    for number, entry in merged.standards.items():
        # a standard's number may be of another kind than its criteria's codes
        with contextlib.suppress(CodeError, ValueError):
            number = shorter.parse(number).text
        standards[number] = replace(entry, code=number)
    return _Merged(standards, criteria, merged.doubles)


def _level(held: Sequence[str], depth: int) -> int | str:
    kind = kind_of(held)
    if kind != "digits":
        return kind
    return 99 if depth or max(map(int, held)) > 9 else 9


def _between(codes: Sequence[str]) -> dict[str, Any]:
    """What stands between the levels, as [codes] says it; the first code that has a level tells."""
    deepest = max(map(joints, codes), key=len)
    if len(set(deepest)) < 2:
        return {} if deepest[:1] in ((), (".",)) else {"separator": deepest[0]}
    return {"separators": list(deepest)}


def _reads(grammar: CodeGrammar, code: str) -> bool:
    """It reads the code as it is printed, Cyrillic letters that were typed for Latin ones aside."""
    try:
        return grammar.parse(code).text.translate(CYRILLIC_TO_LATIN) == code.translate(CYRILLIC_TO_LATIN)
    except (CodeError, ValueError):
        return False


def _said(found: Sequence[Found], merged: _Merged) -> Iterator[Message]:
    if not merged.criteria:
        yield message("import.no-codes")
    for one in found:
        if one.source.language is None:
            yield message("import.no-language", path=one.source.path)
    if merged.doubles:
        doubles = tuple(f"{code} ({', '.join(at)})" for code, at in merged.doubles.items())
        yield message("import.doubles", codes=doubles[:_SHOWN], count=len(doubles))
    every = {**merged.standards, **merged.criteria}
    langs = [lang for lang in LANGS if any(lang in {**e.titles, **e.texts} for e in every.values())]
    for lang in langs:
        lacking = tuple(code for code, entry in every.items() if lang not in {**entry.titles, **entry.texts})
        if lacking:
            yield message("import.lacks-language", language=lang, codes=lacking[:_SHOWN], count=len(lacking))
    orphans = [orphan for one in found for orphan in one.orphans]
    if orphans:
        yield message("import.orphans", count=len(orphans))


def _gaps(merged: _Merged, grammar: CodeGrammar | None) -> Iterator[Message]:
    if grammar is not None:
        children: dict[tuple[int, ...], set[int]] = {}
        for code in merged.criteria:
            read = grammar.parse(code).parts
            children.setdefault(read[:-1], set()).add(read[-1])
        missing = [
            grammar.code((*parent, number)).text
            for parent, there in children.items()
            for number in range(1, max(there))
            if number not in there
        ]
        if missing:
            yield message("import.gaps", codes=tuple(missing[:_SHOWN]), count=len(missing))
    untitled = [number for number in _numbers(merged) if number not in merged.standards]
    if untitled:
        yield message("import.standards-without-title", standards=tuple(untitled[:_SHOWN]))


def _numbers(merged: _Merged) -> list[str]:
    """The numbers of the standards to which the criteria belong, in their order."""
    return list(dict.fromkeys(_standard_of(code, merged.standards) for code in merged.criteria))


def _standard_of(code: str, standards: Mapping[str, Entry]) -> str:
    """The longest standard's number with which a code begins; without one its first level."""
    split = parts(code)
    for depth in range(len(split) - 1, 0, -1):
        for number in standards:
            if parts(number) == split[:depth]:
                return number
    if len(split) == 1 and standards:
        return next(iter(standards))
    return split[0]


def _raw(found: Sequence[Found], merged: _Merged, levels: Mapping[str, Any], id: str, edition: str) -> dict[str, Any]:
    names = ", ".join(Path(one.source.path).name for one in found)
    titles = {one.source.language or "en": one.title for one in reversed(found) if one.title}
    esg = any(entry.esg for entry in merged.criteria.values())
    head: dict[str, Any] = {
        "id": id,
        "edition": edition,
        "complete": True,
        "hub": "esg-2015" if esg else "",
        "source": f"Imported from {names}",
        "reviewed_by": "",
        "titles": titles or {"en": id},
    }
    return {"set": head, "codes": dict(levels), "standards": list(_standards(merged))}


def _standards(merged: _Merged) -> Iterator[dict[str, Any]]:
    order = list(dict.fromkeys([*merged.standards, *_numbers(merged)]))
    for number in order:
        entry = merged.standards.get(number)
        criteria = [
            _criterion(one) for code, one in merged.criteria.items() if _standard_of(code, merged.standards) == number
        ]
        titles = dict(entry.titles) if entry is not None else {}
        yield {"number": number, "titles": titles or {"en": number}, "criteria": criteria}


def _criterion(entry: Entry) -> dict[str, Any]:
    made: dict[str, Any] = {"code": entry.code}
    for key, value in (("esg", entry.esg), ("titles", entry.titles), ("text", entry.texts)):
        if value:
            made[key] = value
    return made
