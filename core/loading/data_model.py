"""Data models of TOML files, and their faults as ours.

Knows pydantic; import it where a file is faulty or a case is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from ..words.messages import Message, message
from .data_file import Found, Where, as_date, loaded, near, raise_found, shown

# Before the first data model is made: pydantic would ask every distribution on this machine for plugins of its own, and
# one with malformed metadata would take every file with it. Sapa's data models want none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_M = TypeVar("_M", bound=BaseModel)


class Entry(BaseModel):
    """A table of the file: unknown keys are faults, values are not converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


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
    for where, said in checks(raw):  # they say more than the data model can
        found.setdefault(where, said)
    entry: _M | None = None
    try:
        entry = model.model_validate(raw)
    except ValidationError as error:
        for where, said in _faults(raw, error, model):
            found.setdefault(where, said)
    raise_found(raw, found, name, names)
    assert entry is not None
    return entry


def faults_by(model: type[BaseModel], raw: Mapping[str, Any]) -> Found:
    """What the data model finds wrong with a file."""
    try:
        model.model_validate(raw)
    except ValidationError as error:
        return list(_faults(raw, error, model))
    return ()


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a data file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}


# --- pydantic's errors as ours

_TYPES: Mapping[str, str] = {
    "string_type": "text",
    "bool_type": "truth",
    "int_type": "number",
    "list_type": "list",
    "model_type": "table",
    "dict_type": "table",
}


def _faults(raw: Mapping[str, Any], error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Where, Message]]:
    return (_fault(raw, fault, model) for fault in error.errors(include_url=False))


def _fault(raw: Mapping[str, Any], fault: ErrorDetails, model: type[BaseModel]) -> tuple[Where, Message]:
    kind, value = fault["type"], fault["input"]
    where = fault["loc"] if kind == "missing" else _in_file(raw, fault["loc"])
    if kind == "missing":
        return where, message("set-file.missing-key", key=str(where[-1]))
    if kind == "extra_forbidden":
        known = _keys(where, model)
        return where, message("set-file.unknown-key", key=str(where[-1]), nearest=near(where[-1], known))
    if kind == "literal_error":
        options = tuple(_options(where, model))
        return where, message("set-file.not-one-of", value=shown(value), allowed=options, nearest=near(value, options))
    return where, _said_of_value(kind, value, fault)


def _said_of_value(kind: str, value: object, fault: ErrorDetails) -> Message:
    """What is wrong with a value, whatever key it has."""
    context = fault.get("ctx", {})
    if kind in ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"):
        return message("data-file.date", value=shown(value), nearest=as_date(value))
    if kind in ("time_type", "time_parsing"):
        return message("data-file.time", value=shown(value), nearest=None)
    if kind == "string_type" and isinstance(value, int | float) and not isinstance(value, bool):
        return message("set-file.unquoted", value=shown(value))
    if kind in _TYPES:
        return message("set-file.wrong-type", expected=_TYPES[kind], value=shown(value))
    if kind == "string_pattern_mismatch":
        slug = re.sub(r"[^0-9a-z]+", "-", str(value).casefold()).strip("-")
        fits = re.fullmatch(context["pattern"].strip("^$"), slug)
        return message("set-file.wrong-form", value=shown(value), nearest=slug if fits else None)
    if kind in ("string_too_short", "too_short"):
        return message("set-file.empty")
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = int(context.get("ge", context.get("le", 0)))
        return message("set-file.out-of-range", value=shown(value), nearest=limit)
    return message("set-file.wrong-value", value=shown(value), cause=fault["msg"])


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
