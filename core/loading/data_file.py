"""A TOML file against its data model: every fault at once, each with its key and the nearest right value.

Shared by all that the core reads from TOML and others write: sets, procedures, cases, rules for terms. Knows pydantic;
import it where a file is read, not before.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from ..model.standards import Titles
from ..words.messages import LANGS, Message, message
from ..words.nearest import nearest
from ..words.text import clean

# Before the first data model is made: pydantic would ask every distribution on this machine for plugins of its own, and
# one with malformed metadata would take every file with it. Sapa's data models want none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

Where = tuple[str | int, ...]
Found = Iterable[tuple[Where, Message]]
_TEXTS = frozenset({"titles", "name", "event", "note", "why", "text"})  # tables with a key per language
_M = TypeVar("_M", bound=BaseModel)


class Entry(BaseModel):
    """A table of the file: unknown keys are faults, values are not converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


@dataclass(frozen=True)
class Problem:
    """A fault of a file.

    path  the key, lists counted from 1: "standards[2].criteria[3].code"; "" for the file as a whole
    at    what names the entry it is in, as a code ("3.2.14"), to find it in the file; "" where there is none
    """

    path: str
    at: str
    said: Message


class DataFileError(ValueError):
    """A file with faults: all of them, in the order of the file."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(f"{file}: " + "; ".join(f"{p.path or file}: {p.said.id}" for p in problems))
        self.file = file
        self.problems = tuple(problems)


def read_text(file: Path | Traversable) -> str:
    """The text of a UTF-8 file. Raises DataFileError."""
    try:
        return file.read_bytes().decode("utf-8-sig")  # editors on Windows put a byte order mark first
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise DataFileError(str(file), [Problem("", "", message("set-file.unreadable", cause=cause))]) from error
    except UnicodeDecodeError as error:
        raise DataFileError(str(file), [Problem("", "", message("set-file.not-utf8"))]) from error


def parse(
    text: str,
    model: type[_M],
    name: str,
    *,
    names: Sequence[str] = ("id",),
    checks: Callable[[Mapping[str, Any]], Found] = lambda raw: (),
) -> _M:
    """The file's text as its data model. Raises DataFileError.

    name    of the file, for the error
    names   keys that name an entry of a list, to find it in the file
    checks  what a data model cannot say, on the raw file, so that one fault does not hide another
    """
    return validated(loaded(text, name), model, name, names=names, checks=checks)


def loaded(text: str, name: str) -> dict[str, Any]:
    """What the file's text says, unchecked. Raises DataFileError where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(name, [Problem("", "", message("set-file.not-toml", cause=str(error)))]) from error


def validated(
    raw: Mapping[str, Any],
    model: type[_M],
    name: str,
    *,
    names: Sequence[str],
    checks: Callable[[Mapping[str, Any]], Found],
) -> _M:
    """What the file says, as its data model; arguments as in parse. Raises DataFileError."""
    found: dict[Where, Message] = {}
    entry: _M | None = None
    for where, said in checks(raw):  # they say more than the data model can
        found.setdefault(where, said)
    try:
        entry = model.model_validate(raw)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            where, said = _fault(raw, fault, model)
            found.setdefault(where, said)
    for where, said in _blank(raw, ()):
        found.setdefault(where, said)
    if found or entry is None:
        in_order = sorted(found.items(), key=lambda item: position(raw, item[0]))
        raise DataFileError(name, [Problem(path(where), _named(raw, where, names), said) for where, said in in_order])
    return entry


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a data file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}


def titles(of: object, unverified: Iterable[str] = ()) -> Titles:
    """The texts of a table with a key per language; None gives none."""
    texts: dict[str, str] = {lang: clean(text) for lang in LANGS if of is not None and (text := getattr(of, lang))}
    return Titles(texts, frozenset(unverified) & frozenset(texts))


def near(value: object, known: Iterable[str]) -> tuple[str, ...] | None:
    return nearest(str(value), tuple(known)) or None


def tables(raw: Mapping[str, Any], key: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The entries of a list of tables that are tables, with their index."""
    value = raw.get(key)
    return [(i, v) for i, v in enumerate(value) if isinstance(v, Mapping)] if isinstance(value, list) else []


def path(where: Where) -> str:
    """As people count: standards[2].criteria[3].code."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in where).lstrip(".")


def position(raw: object, where: Sequence[str | int]) -> tuple[int, ...]:
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


def _blank(value: object, where: Where) -> Iterator[tuple[Where, Message]]:
    """Texts of nothing but blanks and invisible marks, and titles in no language."""
    blank = isinstance(value, str) and value and not clean(value)
    if blank or (value == {} and where and where[-1] in _TEXTS):
        yield where, message("set-file.empty")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _blank(inner, (*where, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _blank(inner, (*where, index))


# --- pydantic's errors as ours

_TYPES: Mapping[str, str] = {
    "string_type": "text",
    "bool_type": "truth",
    "int_type": "number",
    "list_type": "list",
    "model_type": "table",
    "dict_type": "table",
}


def _fault(raw: Mapping[str, Any], fault: ErrorDetails, model: type[BaseModel]) -> tuple[Where, Message]:
    kind, value, context = fault["type"], fault["input"], fault.get("ctx", {})
    where = fault["loc"] if kind == "missing" else _in_file(raw, fault["loc"])
    if kind == "missing":
        return where, message("set-file.missing-key", key=str(where[-1]))
    if kind == "extra_forbidden":
        known = _keys(where, model)
        return where, message("set-file.unknown-key", key=str(where[-1]), nearest=near(where[-1], known))
    if kind in ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"):
        return where, message("data-file.date", value=shown(value), nearest=as_date(value))
    if kind in ("time_type", "time_parsing"):
        return where, message("data-file.time", value=shown(value), nearest=None)
    if kind == "string_type" and isinstance(value, int | float) and not isinstance(value, bool):
        return where, message("set-file.unquoted", value=shown(value))
    if kind in _TYPES:
        return where, message("set-file.wrong-type", expected=_TYPES[kind], value=shown(value))
    if kind == "literal_error":
        options = tuple(_options(where, model))
        return where, message("set-file.not-one-of", value=shown(value), allowed=options, nearest=near(value, options))
    if kind == "string_pattern_mismatch":
        slug = re.sub(r"[^0-9a-z]+", "-", str(value).casefold()).strip("-")
        fits = re.fullmatch(context["pattern"].strip("^$"), slug)
        return where, message("set-file.wrong-form", value=shown(value), nearest=slug if fits else None)
    if kind in ("string_too_short", "too_short"):
        return where, message("set-file.empty")
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = int(context.get("ge", context.get("le", 0)))
        return where, message("set-file.out-of-range", value=shown(value), nearest=limit)
    return where, message("set-file.wrong-value", value=shown(value), cause=fault["msg"])


def as_date(value: object) -> str | None:
    """A date as TOML writes it, where the value is one in another dress: in quotes, with a time, 05.03.2026."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    digits = re.fullmatch(r"\s*(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})\s*", value) if isinstance(value, str) else None
    if digits is None:
        return None
    first, month, last = (int(part) for part in digits.groups())
    year, day = (first, last) if len(digits[1]) == 4 else (last, first)
    try:
        return date(year, month, day).isoformat() if year >= 1900 else None
    except ValueError:
        return None


def shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _in_file(raw: object, loc: Where) -> Where:
    """The part of pydantic's location that is in the file; the rest names members of a union."""
    where: list[str | int] = []
    for step in loc:
        inside = step in raw if isinstance(raw, Mapping) else isinstance(raw, list) and step in range(len(raw))
        if not inside:
            break
        raw = cast(Any, raw)[step]
        where.append(step)
    return tuple(where)


def _annotation(where: Sequence[str | int], model: type[BaseModel]) -> object:
    """The type that the data model gives to what stands at a location."""
    of: object = model
    for step in where:
        if isinstance(step, int):
            of = next((a for a in get_args(of) if a is not type(None)), object)
        else:
            inner = _model(of)
            of = inner.model_fields[step].annotation if inner and step in inner.model_fields else object
    return of


def _model(of: object) -> type[BaseModel] | None:
    if isinstance(of, type) and issubclass(of, BaseModel):
        return of
    return next((m for a in get_args(of) if (m := _model(a)) is not None), None)


def _keys(where: Sequence[str | int], model: type[BaseModel]) -> Sequence[str]:
    inner = _model(_annotation(where[:-1], model))
    return tuple(inner.model_fields) if inner else ()


def _options(where: Sequence[str | int], model: type[BaseModel]) -> Iterator[str]:
    def walk(of: object) -> Iterator[object]:
        if get_origin(of) is Literal:
            yield from get_args(of)
        else:
            for argument in get_args(of):
                yield from walk(argument)

    yield from (str(option) for option in walk(_annotation(where, model)))


def _named(raw: object, where: Sequence[str | int], names: Sequence[str]) -> str:
    name = ""
    for step in where:
        if isinstance(raw, Mapping):
            raw = raw.get(str(step))
        elif isinstance(raw, list) and isinstance(step, int) and step < len(raw):
            raw = raw[step]
            if isinstance(raw, Mapping):
                own = next((raw[key] for key in names if isinstance(raw.get(key), str | int | float)), None)
                name = name if own is None else shown(own)
    return name
