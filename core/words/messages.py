"""Messages are ids with arguments; the sentence is made last, in the reader's language."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from ..shipped import Tables
from .languages import LANGS as LANGS
from .languages import Lang as Lang

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Value = str | int | float | None | tuple[str, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be said: the id of a template in core/locale and its named arguments.

    texts: templates by language that come from a plugin, where the catalogues have none of that id.
    """

    id: str
    arguments: Mapping[str, Value] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def message(id: str, /, **arguments: Value) -> Message:
    return Message(id, arguments)


@cache
def catalogue(lang: Lang) -> Mapping[str, str]:
    """Template by id, from core/locale/<lang>.toml."""
    return _Catalogue(Tables("locale", f"{lang}.toml"))


class _Catalogue(Mapping[str, str]):
    """The templates of a language by table and key: "reason.thin" stands in [reason]."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def __getitem__(self, id: str) -> str:
        table, _, key = id.partition(".")
        template: str = self._tables[table][key]
        return template

    def __iter__(self) -> Iterator[str]:
        return (f"{table}.{key}" for table, templates in self._tables.items() for key in templates)

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))


def say(said: Message, lang: Lang = "en") -> str:
    """The sentence; a template missing in `lang` is taken from English, one missing there (a plugin's) is its id."""
    own = said.texts.get(lang) or said.texts.get("en")
    template = catalogue(lang).get(said.id) or catalogue("en").get(said.id) or own or said.id
    return _Sentence(lang).vformat(template, (), said.arguments)


class _Sentence(string.Formatter):
    """str.format, days as people write them, and five forms after the colon that a sentence in three languages needs.

    {words:word|words}          the number and its noun; Russian has three forms: {words:слово|слова|слов}
    {pages:page|pages}          of several values: "page 3", "pages 3, 7–9"
    {share:percent}             0.83 as 83% (83 % in Russian and Kazakh)
    {before:?the beginning}     the text after "?" where there is no value
    {near:+; did you mean ~?}   the text after "+" with the value in place of "~"; nothing where there is no value
    {reason:@unreadable}        the template "unreadable.<value>" of the same catalogue
    """

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def get_value(self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        # tests hold every template to its arguments; at a user's desk a gap is better than a stack trace
        return kwargs.get(str(key))

    def format_field(self, value: object, format_spec: str) -> str:
        value = self._dated(value)
        if format_spec.startswith("?"):
            return format_spec[1:] if value is None else _shown(value)
        if format_spec.startswith("+"):
            return "" if value is None or value == () else format_spec[1:].replace("~", _shown(value))
        if format_spec.startswith("@"):
            if value is None:
                return ""
            if isinstance(value, tuple | list):
                return ", ".join(self.format_field(one, format_spec) for one in value)
            known = f"{format_spec[1:]}.{value}"
            return catalogue(self.lang).get(known) or catalogue("en").get(known) or _shown(value)
        if format_spec == "percent":
            percent = f"{value * 100:.0f}" if isinstance(value, float) else _shown(value)
            return f"{percent}%" if self.lang == "en" else f"{percent}\u00a0%"
        if "|" in format_spec:
            if isinstance(value, tuple | list):
                return f"{plural(len(value), format_spec.split('|'), self.lang)} {_shown(value)}"
            number = value if isinstance(value, int) else 0
            return f"{_shown(value)} {plural(number, format_spec.split('|'), self.lang)}"
        if format_spec == "02":
            return f"{value:02}"
        return _shown(value)

    def _dated(self, value: object) -> object:
        """A day in ISO 8601, as arguments hold it, as people of the language write it inside a sentence."""
        if isinstance(value, str) and _ISO_DAY.fullmatch(value):
            return day_text(value, self.lang)
        if isinstance(value, tuple):
            return tuple(map(self._dated, value))
        return value


def day_text(day: str, lang: Lang, *, form: Literal["short", "cell"] = "short") -> str:
    """2027-03-08 -> 8 March 2027, 08.03.2027; "cell": as narrow as in a table. What is no day stays as it is."""
    year, month, number = map(int, day.split("-"))
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return day
    return _Sentence(lang).vformat(catalogue(lang)[f"date.{form}"], (), {"day": number, "month": month, "year": year})


def plural(number: int, forms: Sequence[str], lang: Lang) -> str:
    """The noun's form after a number: en one|other, ru one|few|many; Kazakh nouns do not change."""
    if lang == "ru" and len(forms) == 3:
        if number % 10 == 1 and number % 100 != 11:
            return forms[0]
        return forms[1] if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else forms[2]
    return forms[0] if number == 1 else forms[-1]


def runs(numbers: Iterable[int]) -> str:
    """Page numbers as people write them: 3, 7–9."""
    shown: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if shown and number == shown[-1][1] + 1:
            shown[-1] = (shown[-1][0], number)
        else:
            shown.append((number, number))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in shown)


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple | list):
        if value and all(isinstance(item, int) for item in value):
            return runs(value)
        return ", ".join(str(item) for item in value)
    return str(value)
