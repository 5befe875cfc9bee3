"""A standard set: its standards and criteria, as its set.toml states them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from ..shipped import shipped
from ..words.messages import Lang
from .codes import Code, CodeGrammar
from .sent import Sent


@cache
def default_words() -> Mapping[str, int]:
    """core/data/words.toml: how many words make a criterion addressed, by language, unless its set says otherwise."""
    table: dict[str, int] = tomllib.loads(shipped("data", "words.toml").read_text("utf-8"))
    table[""] = table.pop("default")
    return table


@dataclass(frozen=True)
class Titles:
    """A title by language; unverified: the languages in which no native speaker has confirmed it."""

    by_language: Mapping[str, str]
    unverified: frozenset[str] = frozenset()

    def get(self, lang: str) -> str:
        """In `lang`, else in English, else in whichever there is."""
        return self.by_language.get(lang) or self.by_language.get("en") or next(iter(self.by_language.values()), "")

    def all(self) -> tuple[str, ...]:
        return tuple(self.by_language.values())


@dataclass(frozen=True)
class Criterion:
    """code is unique inside its set only; esg: codes of the hub it maps to; text: the agency's wording, if imported.

    kind: of the set's own kinds of criteria ("metric"), which may want more or fewer words
    """

    code: Code
    standard: str
    esg: tuple[str, ...] = ()
    titles: Titles = field(default_factory=lambda: Titles({}))
    text: Titles = field(default_factory=lambda: Titles({}))
    kind: str = ""


@dataclass(frozen=True)
class Standard:
    """number as cited ("3", "2.4"); its criteria in the order of their codes. aliases: other wordings of its title.

    terms: words, in any language, by which a text on it is known where it carries no code; "*" is any ending.
    """

    number: str
    titles: Titles
    criteria: tuple[Criterion, ...]
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnPart:
    """A part that answers the set for programmes of one level. headings: those that open it."""

    label: str
    level: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Recognition:
    """How a report shows that it was written for this set.

    phrases  words that name the kind of report, any language ("institutional self-assessment"); "*" is any ending
    prefixes words that stand before this set's codes and no other's ("ESG", "EAFSG")
    part     headings that open the part of a larger report that answers this set ("Appendix A");
             empty: the whole report
    inside   titles that stand in that part and nowhere else; they show a part whose heading alone does not tell
    each     parts of their own kind ("Appendix A", "Appendix B") that each have to answer the criteria, where a report
             has more than one of those that its programmes need
    """

    phrases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    each: tuple[OwnPart, ...] = ()


@dataclass(frozen=True)
class StandardSet(Sent):
    """One edition of one agency's standards. complete: False where the source lists only some of the criteria.

    words       narrative words that make a criterion addressed, by language; "" is every other language; 0: any text
    kinds       the same for kinds of criteria, by kind
    grid_order  column of the comparison grid, None: only on request
    extends     id of the set whose report also answers this one (EUR-ACE rides on a programme's report)
    reviewed_by who compared the file with the printed standards: "" nobody yet, None where the file does not say
    form        texts of the blank form that reports are written in: no answers; form_file: the form itself, or ""
    edition_note why it is this edition, where another is spoken of
    base        id and edition of the set from which this one was made, or ""; removed: what of it is no longer there;
                renumbered: its codes that have become others
    """

    id: str
    edition: str
    titles: Titles
    complete: bool
    grammar: CodeGrammar
    standards: tuple[Standard, ...]
    words: Mapping[str, int] = field(default_factory=dict)
    hub: str = "esg-2015"
    grid_order: int | None = None
    extends: str | None = None
    recognition: Recognition = field(default_factory=Recognition)
    source: str = ""
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    form: tuple[str, ...] = ()
    base: str = ""
    renumbered: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    form_file: str = ""
    kinds: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    edition_note: Titles = field(default_factory=lambda: Titles({}))

    @property
    def key(self) -> str:
        """Id and edition, as in "institutional@2021": what tells this set from every other."""
        return f"{self.id}@{self.edition}"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Words that stand before this set's codes."""
        return (*self.recognition.prefixes, *self.grammar.words)

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """What was worked out from the set, by whom: it lives as long as the set."""
        return {}

    @cached_property
    def criteria(self) -> Mapping[Code, Criterion]:
        """All criteria by code, in the order of their codes."""
        every = (criterion for standard in self.standards for criterion in standard.criteria)
        return {criterion.code: criterion for criterion in sorted(every, key=lambda c: c.code)}

    @cached_property
    def by_number(self) -> Mapping[str, Standard]:
        return {standard.number: standard for standard in self.standards}

    @property
    def texts(self) -> tuple[str, ...]:
        """The agency's wording of the criteria and of its blank form, as far as the set has them, in every language."""
        return (*(text for criterion in self.criteria.values() for text in criterion.text.all()), *self.form)

    def enough_words(self, language: str, kind: str = "") -> int:
        """The narrative words that make a criterion addressed; 0: any text does."""
        for words in (self.kinds.get(kind, {}), self.words, default_words()):
            for key in (language, ""):
                if key in words:
                    return words[key]
        raise KeyError(language)

    def in_gap(self, code: Code) -> bool:
        """A code not listed that an incomplete set may well have: it is below a listed one of the same parent."""
        if self.complete or code in self.criteria:
            return False
        siblings = self.children.get(code.parts[:-1])
        return siblings is not None and siblings[-1].parts[-1] > code.parts[-1]

    @cached_property
    def children(self) -> Mapping[tuple[int, ...], Sequence[Code]]:
        """The codes of the criteria by what stands before their last number, each list in its order."""
        children: dict[tuple[int, ...], list[Code]] = {}
        for code in self.criteria:
            children.setdefault(code.parts[:-1], []).append(code)
        return children

    def title(self, lang: Lang) -> str:
        return self.titles.get(lang)
