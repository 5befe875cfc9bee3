"""A TOML file that others write: every fault at once, each with its key and the nearest right value.

Shared by all that the core reads from TOML: sets, procedures, cases, rules for terms. What a right file holds its data
model says (data_model); a file that fits the schema of that model is read without it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.standards import Titles
from ..whole import content, toml
from ..words.errors import SapaError
from ..words.messages import LANGS, Lang, Message, message, say
from ..words.nearest import nearest
from ..words.text import clean
from .fits import fits, schema_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Where = tuple[str | int, ...]
Found = Iterable[tuple[Where, Message]]
_LONG_NUMBER = re.compile(r"[0-9][0-9_]{4000}")  # Python reads numbers of up to 4,300 digits
_TEXTS = frozenset({"titles", "name", "event", "note", "why", "text"})  # tables with a key per language


@dataclass(frozen=True)
class Problem:
    """A fault of a file.

    path  the key, lists counted from 1: "standards[2].criteria[3].code"; "" for the file as a whole
    at    what names the entry it is in, as a code ("3.2.14"), to find it in the file; "" where there is none
    """

    path: str
    at: str
    said: Message


class DataFileError(SapaError, ValueError):
    """A file with faults: all of them, in the order of the file."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(f"{file}: " + "; ".join(f"{p.path or file}: {p.said.id}" for p in problems))
        self.file = file
        self.problems = tuple(problems)
        self.said = message("case.faults", file=file, count=len(self.problems))

    def told(self, lang: Lang = "en") -> str:
        lines = [super().told(lang)]
        for problem in self.problems:
            where = f"{problem.path} ({problem.at})" if problem.at else problem.path
            lines.append(": ".join(part for part in (where, say(problem.said, lang)) if part))
        return "\n  ".join(lines)


def read_text(file: Path | Traversable) -> str:
    """The text of a UTF-8 file. Raises DataFileError."""
    try:
        data = content(file) if isinstance(file, Path) else file.read_bytes()
        return data.decode("utf-8-sig")  # editors on Windows put a byte order mark first
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise DataFileError(str(file), [Problem("", "", message("set-file.unreadable", cause=cause))]) from error
    except UnicodeDecodeError as error:
        raise DataFileError(str(file), [Problem("", "", message("set-file.not-utf8"))]) from error


def loaded(text: str, name: str) -> dict[str, Any]:
    """What the file's text says, unchecked. Raises DataFileError where it is no TOML."""
    try:
        return toml(text)
    except RecursionError as error:
        raise DataFileError(name, [Problem("", "", message("set-file.too-deep", line=_deepest_line(text)))]) from error
    except ValueError as error:
        if not isinstance(error, tomllib.TOMLDecodeError) and (number := _LONG_NUMBER.search(text)):
            line = text.count("\n", 0, number.start()) + 1
            raise DataFileError(name, [Problem("", "", message("set-file.too-long", line=line))]) from error
        raise DataFileError(name, [Problem("", "", _why_no_toml(text, error))]) from error


_AT_LINE = re.compile(r"\(at line ([0-9]+)")
_BACKSLASH = re.compile(r'"([^"\n]*\\[^"\n]*)"')  # in double quotes, as a path on Windows that was pasted


def _why_no_toml(text: str, error: ValueError) -> Message:
    """What is wrong with the text; a path with backslashes, which TOML reads as special signs, is told as such."""
    at = _AT_LINE.search(str(error))
    lines = text.splitlines()
    if at is not None and int(at[1]) <= len(lines) and (pasted := _BACKSLASH.search(lines[int(at[1]) - 1])):
        return message("set-file.backslash", line=int(at[1]), example=f"'{pasted[1]}'")
    return message("set-file.not-toml", cause=str(error))


def _deepest_line(text: str) -> int:
    """The line with most opening brackets and dots."""
    lines = text.splitlines()
    return max(range(len(lines)), key=lambda i: sum(map(lines[i].count, "[{.")), default=0) + 1


def checked(
    raw: Mapping[str, Any],
    schema: str,
    name: str,
    *,
    names: Sequence[str],
    checks: Callable[[Mapping[str, Any]], Found],
    faults: Callable[[Mapping[str, Any]], Found],
) -> None:
    """Raises DataFileError with all that is wrong with the file.

    schema  name of its shipped schema
    name    of the file, for the error
    names   keys that name an entry of a list, to find it in the file
    checks  what a schema cannot say, on the raw file, so that one fault does not hide another
    faults  what the data model says of a file that does not fit the schema
    """
    found: dict[Where, Message] = {}
    for where, said in checks(raw):  # they say more than the data model can
        found.setdefault(where, said)
    if not fits(raw, schema_of(schema)):
        for where, said in faults(raw):
            found.setdefault(where, said)
    raise_found(raw, found, name, names)


def raise_found(raw: Mapping[str, Any], found: dict[Where, Message], name: str, names: Sequence[str]) -> None:
    """Raises DataFileError where there is anything, blank texts included."""
    for where, said in _blank(raw, ()):
        found.setdefault(where, said)
    if found:
        in_order = sorted(found.items(), key=lambda item: position(raw, item[0]))
        raise DataFileError(name, [Problem(path(where), _named(raw, where, names), said) for where, said in in_order])


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


def as_time(value: object) -> object:
    """ "10:00" as well as TOML's own 10:00:00."""
    if isinstance(value, str):
        try:
            return time.fromisoformat(value.strip().zfill(5))
        except ValueError:
            return value
    return value


def shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


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
