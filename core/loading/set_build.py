"""What a set.toml states -> StandardSet. Checks nothing: set_file, which calls it, has done that before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from ..model.code_levels import Level, LevelKind
from ..model.codes import CodeGrammar
from ..model.standards import Criterion, OwnPart, Recognition, Standard, StandardSet, Titles
from ..words.messages import LANGS
from ..words.text import clean


def build(raw: Mapping[str, Any]) -> StandardSet:
    """The set of a file without faults, read as TOML."""
    head, recognition, words = raw["set"], raw.get("recognition", {}), raw.get("words", {})
    unverified = frozenset(head.get("unverified", ()))
    grammar = grammar_of(raw["codes"])

    def titles(of: Mapping[str, str] | None) -> Titles:
        texts: dict[str, str] = {lang: clean(of[lang]) for lang in LANGS if lang in of} if of else {}
        return Titles(texts, unverified & frozenset(texts))

    def criterion(of: Mapping[str, Any], number: str) -> Criterion:
        esg = tuple(clean(code) for code in of.get("esg", ()))
        return Criterion(
            grammar.parse(of["code"]), number, esg, titles(of.get("titles")), titles(of.get("text")), of.get("kind", "")
        )

    def standard(of: Mapping[str, Any]) -> Standard:
        number = clean(of["number"])
        criteria = sorted((criterion(c, number) for c in of["criteria"]), key=lambda c: c.code)
        return Standard(
            number,
            titles(of["titles"]),
            tuple(criteria),
            _cleaned(of.get("aliases", ())),
            _cleaned(of.get("terms", ())),
        )

    return StandardSet(
        id=head["id"],
        edition=head["edition"],
        titles=titles(head["titles"]),
        complete=head["complete"],
        grammar=grammar,
        standards=tuple(standard(of) for of in raw["standards"]),
        words=_enough(words),
        hub=head.get("hub", "esg-2015"),
        grid_order=head.get("grid_order"),
        extends=head.get("extends"),
        recognition=_recognition(recognition),
        edition_note=titles(head.get("edition_note")),
        source=clean(head.get("source", "")),
        base=raw.get("base", {}).get("key", ""),
        renumbered=dict(raw.get("base", {}).get("renumbered", {})),
        removed=tuple(raw.get("base", {}).get("removed", ())),
        reviewed_by=head.get("reviewed_by"),
        reviewed_on=head.get("reviewed_on"),
        form=_cleaned(raw.get("form", {}).get("prompts", ())),
        form_file=head.get("form", ""),
        kinds={kind: _enough(of) for kind, of in words.get("kinds", {}).items()},
    )


def _enough(words: Mapping[str, Any]) -> dict[str, int]:
    """Words by language; "" for every other one."""
    return {"" if key == "default" else key: count for key, count in words.items() if key in ("default", *LANGS)}


def _recognition(of: Mapping[str, Any]) -> Recognition:
    each = tuple(OwnPart(label, one["level"], _cleaned(one["headings"])) for label, one in of.get("each", {}).items())
    return Recognition(
        phrases=_cleaned(of.get("phrases", ())),
        prefixes=_cleaned(of.get("prefixes", ())),
        part=_cleaned(of.get("part", ())),
        inside=_cleaned(of.get("inside", ())),
        each=each,
    )


def grammar_of(codes: Mapping[str, Any]) -> CodeGrammar:
    """The grammar that [codes] states."""
    made = [
        Level("digits", level) if isinstance(level, int) else Level(cast(LevelKind, level)) for level in codes["levels"]
    ]
    return CodeGrammar(
        tuple(made),
        codes.get("fewest") or len(made),
        codes.get("separator", "."),
        tuple(codes.get("separators", ())),
        _cleaned(codes.get("words", ())),
    )


def _cleaned(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(clean(text) for text in texts)
