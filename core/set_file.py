"""set.toml -> StandardSet: every fault of the file at once, each with its key and the nearest right value.

Knows pydantic; import it where a set of unknown quality is read, not before. set_build makes the set itself.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from .codes import Code, CodeError, CodeGrammar
from .hub import HUBS, NO_HUB, UnknownHub, load_hub
from .messages import Message, Value, message
from .nearest import nearest
from .set_build import build, grammar_of
from .standards import StandardSet
from .text import clean

# Before the first data model is made: pydantic would ask every distribution on this machine for plugins of its own, and
# one with malformed metadata would take every set file with it. Sapa's data models want none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

FILE_NAME = "set.toml"
_MOST_DIGITS = 999  # the largest number that a level of a code may reach

Text = Annotated[str, Field(min_length=1)]
CodeText = Annotated[
    str, Field(min_length=1, description="Always in quotes: 1.10 without them is the number 1.1", examples=["3.2.14"])
]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TitlesEntry(_Entry):
    """A text by language; at least one."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    en: Text | None = None
    ru: Text | None = None
    kk: Text | None = None


class CriterionEntry(_Entry):
    """One criterion."""

    code: CodeText
    esg: list[CodeText] = Field(default=[], description='Codes of the hub to which it maps, as "1.10"')
    titles: TitlesEntry | None = None
    text: TitlesEntry | None = Field(default=None, description="The agency's wording of the criterion")


class StandardEntry(_Entry):
    """One standard with its criteria."""

    number: CodeText = Field(description='As cited: "3", "2.4"; always in quotes')
    titles: TitlesEntry
    aliases: list[Text] = Field(default=[], description="Other wordings of the title, in any language")
    criteria: list[CriterionEntry] = Field(description="In any order; [] for a standard that has none")


class SetEntry(_Entry):
    """What the set is."""

    id: str = Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", description="Small Latin letters, digits and hyphens")
    edition: str = Field(pattern=r"^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$", description='As "2021"; always in quotes')
    complete: bool = Field(description="false where the source lists only some of the criteria")
    titles: TitlesEntry
    unverified: list[Literal["en", "ru", "kk"]] = Field(
        default=[], description="Languages whose titles no native speaker has confirmed"
    )
    hub: str = Field(default="esg-2015", description='Id of what the criteria map to; "" for nothing')
    grid_order: int | None = Field(default=None, ge=1, description="Column of the comparison grid")
    extends: Text | None = Field(default=None, description="Id of the set whose reports also answer this one")
    source: str = Field(default="", description="Where codes and titles come from")


class CodesEntry(_Entry):
    """How codes are written."""

    levels: list[Union[Annotated[int, Field(ge=1, le=_MOST_DIGITS)], Literal["letters", "roman"]]] = Field(  # noqa: UP007
        min_length=1,
        max_length=6,
        description='For each level the largest number it may have, or "letters" or "roman"',
        examples=[[9, 99, 99]],
    )
    fewest: int | None = Field(default=None, ge=1, description="Levels of the shortest code; without it: all levels")
    separator: Literal[".", "-", "/", ":", ""] = "."


class WordsEntry(_Entry):
    """How many words of narrative make a criterion addressed; without an entry for a language: default."""

    default: int | None = Field(default=None, ge=1)
    en: int | None = Field(default=None, ge=1)
    ru: int | None = Field(default=None, ge=1)
    kk: int | None = Field(default=None, ge=1)


class RecognitionEntry(_Entry):
    """How a report shows that it was written for this set."""

    phrases: list[Text] = Field(
        default=[], description='Words that name this kind of report, in any language; "*" is any ending'
    )
    prefixes: list[Text] = Field(default=[], description='Words that stand before this set\'s codes only, as "ESG"')
    part: list[Text] = Field(default=[], description="Headings that open the part of a larger report for this set")
    inside: list[Text] = Field(default=[], description="Titles that stand in that part only")


class SetFile(_Entry):
    """A standard set for Sapa: a folder with this file is a plugin."""

    model_config = ConfigDict(title="set.toml")

    set: SetEntry
    codes: CodesEntry
    words: WordsEntry = WordsEntry()
    recognition: RecognitionEntry = RecognitionEntry()
    standards: list[StandardEntry] = Field(min_length=1)


@dataclass(frozen=True)
class Problem:
    """A fault of a set file.

    path  the key, lists counted from 1: "standards[2].criteria[3].code"; "" for the file as a whole
    at    code or number of the entry it is in ("3.2.14"), to find it in the file; "" where there is none
    """

    path: str
    at: str
    said: Message


class SetFileError(ValueError):
    """A set file with faults: all of them, in the order of the file.

    set_key: what the file calls itself, "id@edition" or "id", as far as that can be read.
    """

    def __init__(self, file: str, problems: Sequence[Problem], set_key: str | None) -> None:
        super().__init__(f"{file}: " + "; ".join(f"{p.path or file}: {p.said.id}" for p in problems))
        self.file = file
        self.problems = tuple(problems)
        self.set_key = set_key


def read_set(file: Path | Traversable) -> StandardSet:
    """The set of a set.toml. Raises SetFileError."""
    name = str(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise SetFileError(name, [Problem("", "", message("set-file.unreadable", cause=cause))], None) from error
    try:
        text = data.decode("utf-8-sig")  # editors on Windows put a byte order mark first
    except UnicodeDecodeError as error:
        raise SetFileError(name, [Problem("", "", message("set-file.not-utf8"))], None) from error
    return parse_set(text, name)


def parse_set(text: str, name: str = FILE_NAME) -> StandardSet:
    """The set that the text of a set.toml gives. Raises SetFileError; `name` is the file's name in it."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SetFileError(name, [Problem("", "", message("set-file.not-toml", cause=str(error)))], None) from error
    found: dict[tuple[str | int, ...], Message] = {}
    try:
        SetFile.model_validate(raw)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            where, said = _fault(raw, fault)
            found.setdefault(where, said)
    for where, said in _check(raw):
        found.setdefault(where, said)
    if found:
        in_order = sorted(found.items(), key=lambda item: _position(raw, item[0]))
        problems = [Problem(_path(where), _entry_name(raw, where), said) for where, said in in_order]
        raise SetFileError(name, problems, _set_key(raw))
    return build(raw)


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of set.toml."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **SetFile.model_json_schema()}


# --- what a data model cannot say: checked on the raw file, so that one fault does not hide another

_Found = Iterator[tuple[tuple[str | int, ...], Message]]


def _check(raw: Mapping[str, Any]) -> _Found:
    yield from _check_blank(raw, ())
    head, codes = _table(raw, "set"), _table(raw, "codes")
    hub = head.get("hub", "esg-2015")
    esg: Sequence[str] | None = None
    if isinstance(hub, str):
        try:
            esg = tuple(load_hub(hub).by_code)
        except UnknownHub:
            yield ("set", "hub"), message("set-file.unknown-hub", hub=hub, nearest=_near(hub, HUBS))
    if isinstance(head.get("extends"), str) and head["extends"] == head.get("id"):
        yield ("set", "extends"), message("set-file.extends-itself", set=head["extends"])
    yield from _check_grammar(codes)
    yield from _check_standards(raw, _grammar_of(codes), esg, hub == NO_HUB)


def _check_blank(value: object, where: tuple[str | int, ...]) -> _Found:
    """Texts of nothing but blanks and invisible marks, and titles in no language."""
    blank = isinstance(value, str) and value and not clean(value)
    if blank or (value == {} and where[-1:] in (("titles",), ("text",))):
        yield where, message("set-file.empty")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _check_blank(inner, (*where, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _check_blank(inner, (*where, index))


def _check_grammar(codes: Mapping[str, Any]) -> _Found:
    levels, fewest = codes.get("levels"), codes.get("fewest")
    if not isinstance(levels, list):
        return
    if isinstance(fewest, int) and fewest > len(levels) > 0:
        yield ("codes", "fewest"), message("set-file.fewest-above-levels", fewest=fewest, levels=len(levels))
    if codes.get("separator") == "" and any(level != "letters" and not _one_digit(level) for level in levels):
        # "112" could be 1-12 or 11-2
        yield ("codes", "separator"), message("set-file.separator-needed")


def _one_digit(level: object) -> bool:
    return isinstance(level, int) and level <= 9


def _grammar_of(codes: Mapping[str, Any]) -> CodeGrammar | None:
    try:
        entry = CodesEntry.model_validate(codes)
    except ValidationError:
        return None
    if entry.fewest is not None and entry.fewest > len(entry.levels):
        return None
    return grammar_of(entry.levels, entry.fewest, entry.separator)


def _check_standards(
    raw: Mapping[str, Any], grammar: CodeGrammar | None, esg: Sequence[str] | None, no_hub: bool
) -> _Found:
    numbers: dict[str, str] = {}
    for i, standard in _tables(raw, "standards"):
        number = standard.get("number")
        if isinstance(number, str) and (number := clean(number)):
            if number in numbers:
                yield ("standards", i, "number"), message("set-file.number-twice", number=number, first=numbers[number])
            numbers.setdefault(number, _path(("standards", i)))
    codes: dict[Code, str] = {}
    for i, standard in _tables(raw, "standards"):
        own = clean(standard["number"]) if isinstance(standard.get("number"), str) else ""
        for j, criterion in _tables(standard, "criteria"):
            where = ("standards", i, "criteria", j)
            written = criterion.get("code")
            if grammar is not None and isinstance(written, str) and clean(written):
                yield from _check_code(clean(written), (*where, "code"), grammar, own, numbers, codes)
            if esg is not None and isinstance(criterion.get("esg"), list):
                yield from _check_esg(criterion["esg"], (*where, "esg"), esg, no_hub)


def _check_code(
    written: str,
    where: tuple[str | int, ...],
    grammar: CodeGrammar,
    own: str,
    numbers: Mapping[str, str],
    codes: dict[Code, str],
) -> _Found:
    try:
        code = grammar.parse(written)
    except CodeError:
        yield where, message("set-file.not-a-code", code=written, nearest=_mended(written, grammar))
        return
    if code.text != written:
        yield where, message("set-file.not-a-code", code=written, nearest=code.text)
    if code in codes:
        yield where, message("set-file.code-twice", code=code.text, first=codes[code])
    codes.setdefault(code, _path(where[:-1]))
    begins = [number for number in numbers if _begins(code, number, grammar)]
    if begins and own not in begins:
        yield where, message("set-file.code-of-other-standard", code=code.text, standard=own, other=begins[-1])


def _begins(code: Code, number: str, grammar: CodeGrammar) -> bool:
    """True for 2.4.1 and the standard "2.4" or "2", not for 24.1 and "2"."""
    levels, head = _levels(code.text, grammar), _levels(number, grammar)
    return levels[: len(head)] == head


def _levels(text: str, grammar: CodeGrammar) -> list[str]:
    return text.split(grammar.separator) if grammar.separator else list(text)


def _mended(written: str, grammar: CodeGrammar) -> str | None:
    """The code with the grammar's separator in place of whatever stands there."""
    pieces = re.findall(r"\w+", written)
    try:
        return grammar.parse(grammar.separator.join(str(int(p)) if p.isdigit() else p for p in pieces)).text
    except CodeError:
        return None


def _check_esg(cited: Sequence[object], where: tuple[str | int, ...], esg: Sequence[str], no_hub: bool) -> _Found:
    if no_hub and cited:
        yield where, message("set-file.no-hub")
        return
    for k, code in enumerate(cited):
        if not isinstance(code, str) or not (code := clean(code)):
            continue
        if code not in esg:
            yield (*where, k), message("set-file.unknown-esg", code=code, nearest=_near(code, esg))
        elif code in cited[:k]:
            yield (*where, k), message("set-file.esg-twice", code=code)


def _table(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, Mapping) else {}


def _tables(raw: Mapping[str, Any], key: str) -> list[tuple[int, Mapping[str, Any]]]:
    value = raw.get(key)
    return [(i, v) for i, v in enumerate(value) if isinstance(v, Mapping)] if isinstance(value, list) else []


def _set_key(raw: Mapping[str, Any]) -> str | None:
    id, edition = _table(raw, "set").get("id"), _table(raw, "set").get("edition")
    if not isinstance(id, str):
        return None
    return f"{id}@{edition}" if isinstance(edition, str) else id


# --- pydantic's errors as ours

_TYPES: Mapping[str, str] = {
    "string_type": "text",
    "bool_type": "truth",
    "int_type": "number",
    "list_type": "list",
    "model_type": "table",
    "dict_type": "table",
}


def _fault(raw: Mapping[str, Any], fault: ErrorDetails) -> tuple[tuple[str | int, ...], Message]:
    kind, value, context = fault["type"], fault["input"], fault.get("ctx", {})
    where = fault["loc"] if kind == "missing" else _in_file(raw, fault["loc"])
    if kind == "missing":
        return where, message("set-file.missing-key", key=str(where[-1]))
    if kind == "extra_forbidden":
        return where, message("set-file.unknown-key", key=str(where[-1]), nearest=_near(str(where[-1]), _keys(where)))
    if where[:2] == ("codes", "levels") and len(where) == 3:  # a union: pydantic reports each of its members
        allowed = (f"1–{_MOST_DIGITS}", "letters", "roman")
        return where, message(
            "set-file.not-one-of", value=_shown(value), allowed=allowed, nearest=_near(value, allowed)
        )
    if kind == "string_type" and isinstance(value, int | float) and not isinstance(value, bool):
        return where, message("set-file.unquoted", value=_shown(value))
    if kind in _TYPES:
        return where, message("set-file.wrong-type", expected=_TYPES[kind], value=_shown(value))
    if kind == "literal_error":
        options = tuple(_options(where))
        return where, message(
            "set-file.not-one-of", value=_shown(value), allowed=options, nearest=_near(value, options)
        )
    if kind == "string_pattern_mismatch":
        slug = re.sub(r"[^0-9a-z]+", "-", str(value).casefold()).strip("-")
        fits = re.fullmatch(context["pattern"].strip("^$"), slug)
        return where, message("set-file.wrong-form", value=_shown(value), nearest=slug if fits else None)
    if kind in ("string_too_short", "too_short"):
        return where, message("set-file.empty")
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = int(context.get("ge", context.get("le", 0)))
        return where, message("set-file.out-of-range", value=_shown(value), nearest=limit)
    return where, message("set-file.wrong-value", value=_shown(value), cause=fault["msg"])


def _near(value: object, known: Sequence[str] | Mapping[str, Any]) -> Value:
    return nearest(str(value), known) or None


def _shown(value: object) -> str:
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _in_file(raw: object, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The part of pydantic's location that is in the file; the rest names members of a union."""
    where: list[str | int] = []
    for step in loc:
        inside = step in raw if isinstance(raw, Mapping) else isinstance(raw, list) and step in range(len(raw))
        if not inside:
            break
        raw = cast(Any, raw)[step]
        where.append(step)
    return tuple(where)


def _annotation(where: Sequence[str | int]) -> object:
    """The type that the data model gives to what stands at a location."""
    of: object = SetFile
    for step in where:
        if isinstance(step, int):
            of = next((a for a in get_args(of)), object)
        else:
            model = _model(of)
            of = model.model_fields[step].annotation if model and step in model.model_fields else object
    return of


def _model(of: object) -> type[BaseModel] | None:
    if isinstance(of, type) and issubclass(of, BaseModel):
        return of
    return next((m for a in get_args(of) if (m := _model(a)) is not None), None)


def _keys(where: Sequence[str | int]) -> Sequence[str]:
    model = _model(_annotation(where[:-1]))
    return tuple(model.model_fields) if model else ()


def _options(where: Sequence[str | int]) -> Iterator[str]:
    def walk(of: object) -> Iterator[object]:
        if get_origin(of) is Literal:
            yield from get_args(of)
        else:
            for argument in get_args(of):
                yield from walk(argument)

    yield from (str(option) for option in walk(_annotation(where)))


def _position(raw: object, where: Sequence[str | int]) -> tuple[int, ...]:
    """Where a key stands in the file, for the order of the problems; what is missing comes last in its table."""
    place: list[int] = []
    for step in where:
        if isinstance(raw, Mapping):
            keys = list(raw)
            place.append(keys.index(step) if step in raw else len(keys))
            raw = raw.get(step)
        elif isinstance(raw, list) and isinstance(step, int):
            place.append(step)
            raw = raw[step] if step < len(raw) else None
    return tuple(place)


def _path(where: Sequence[str | int]) -> str:
    """As people count: standards[2].criteria[3].code."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in where).lstrip(".")


def _entry_name(raw: object, where: Sequence[str | int]) -> str:
    name = ""
    for step in where:
        if isinstance(raw, Mapping):
            raw = raw.get(str(step))
        elif isinstance(raw, list) and isinstance(step, int) and step < len(raw):
            raw = raw[step]
        if isinstance(raw, Mapping):
            own = raw.get("code", raw.get("number"))
            name = _shown(own) if isinstance(own, str | int | float) else name
    return name
