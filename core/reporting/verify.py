"""A result in JSON, made once more: is it the same to the byte, and if not, what has changed since."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..whole import content
from ..words.errors import SapaError
from ..words.messages import Message, message

REPEATABLE = ("sapa.check/1", "sapa.cases/1", "sapa.compare/1", "sapa.parity/1", "sapa.review/1")


class NoResult(SapaError, ValueError):
    """The file is no result that can be made once more."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.id)
        self.said = said


@dataclass(frozen=True)
class Verified:
    """differences: what has changed since; none: the bytes are the same."""

    path: str
    differences: tuple[Message, ...]

    @property
    def same(self) -> bool:
        return not self.differences


@dataclass(frozen=True)
class Written:
    """A result that was written. kind: one of REPEATABLE."""

    path: str
    text: str
    raw: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.raw["schema"])

    @property
    def made(self) -> How:
        """How it was made; of several cases each says it alike. Raises NoResult."""
        return how_of(self.path, next((one for one in self._parts() if one.get("made")), self.raw))

    def _parts(self) -> list[Mapping[str, Any]]:
        """The results that it is made of: those of each of several cases, of the reports in none, or itself."""
        if self.kind != "sapa.cases/1":
            return [self.raw]
        parts = [*_list(self.raw.get("cases")), self.raw.get("others")]
        return [one for one in parts if isinstance(one, dict)]

    def asked(self, number: int | None = None) -> tuple[str, ...]:
        """The paths that were given. number: so many must there be. Raises NoResult."""
        if self.kind != "sapa.cases/1":
            found = self.made.texts("asked")
            if not found or number not in (None, len(found)):
                raise _no_result(self.path)
            return found
        cases = [one.get("case") for one in _list(self.raw.get("cases")) if isinstance(one, dict)]
        paths = [one["path"] for one in cases if isinstance(one, dict) and isinstance(one.get("path"), str)]
        others = self.raw.get("others")
        return (*paths, *(how_of(self.path, others).texts("asked") if isinstance(others, dict) else ()))

    @property
    def case(self) -> str | None:
        """The case whose own sets are to be loaded, None where there is none or each of several brings its own."""
        if self.kind == "sapa.review/1":
            return self.made.text("case")
        found = self.raw.get("case")
        return found["path"] if isinstance(found, dict) and isinstance(found.get("path"), str) else None


class How:
    """What a result says of how it was made, each value of the kind that it must be. Raises NoResult."""

    def __init__(self, path: str, raw: Mapping[str, Any]) -> None:
        self._path, self._raw = path, raw

    def text(self, name: str, among: Collection[str] = ()) -> str | None:
        found = self._raw.get(name)
        if found is not None and (not isinstance(found, str) or (among and found not in among)):
            raise _no_result(self._path)
        return found

    def texts(self, name: str, among: Collection[str] = ()) -> tuple[str, ...]:
        found = self._raw.get(name) or []
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise _no_result(self._path)
        if among and not set(found) <= set(among):
            raise _no_result(self._path)
        return tuple(found)

    def day(self, name: str) -> date | None:
        found = self.text(name)
        try:
            return None if found is None else date.fromisoformat(found)
        except ValueError as error:
            raise _no_result(self._path) from error

    def number(self, name: str) -> int | None:
        found = self._raw.get(name)
        if found is not None and (type(found) is not int or found < 0):
            raise _no_result(self._path)
        return found

    def yes(self, name: str) -> bool:
        return self._raw.get(name) is True


def read(file: Path) -> Written:
    """What a result says. Raises NoResult."""
    try:
        text = content(file).decode("utf-8")
        raw = json.loads(text)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise NoResult(message("baseline.unreadable", path=str(file), cause=cause)) from error
    except (ValueError, RecursionError) as error:
        raise _no_result(str(file)) from error
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if not isinstance(schema, str) or not schema.startswith("sapa."):
        raise _no_result(str(file))
    if schema not in REPEATABLE:
        raise NoResult(message("verify.other-kind", path=str(file), kind=schema))
    return Written(str(file), text, raw)


def how_of(path: str, raw: Mapping[str, Any]) -> How:
    """How a result was made. path: of its file. Raises NoResult."""
    made = raw.get("made")
    if not isinstance(made, dict):
        raise NoResult(message("verify.no-settings", path=path))
    return How(path, made)


def _no_result(path: str) -> NoResult:
    return NoResult(message("verify.no-result", path=path))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def compare(then: Written, again: str) -> Verified:
    """again: the result that is made now."""
    if then.text == again:
        return Verified(then.path, ())
    now = Written(then.path, again, json.loads(again))
    found: list[Message] = []
    with contextlib.suppress(KeyError, TypeError, AttributeError, ValueError):  # of what Sapa has not written so
        for one in _differences(then, now):
            if one not in found:  # of several cases each says it
                found.append(one)
    return Verified(then.path, tuple(found) or (message("verify.other-bytes"),))


def _differences(then: Written, now: Written) -> Iterator[Message]:
    if then.raw["version"] != now.raw["version"]:
        yield message("verify.version", then=str(then.raw["version"]), now=str(now.raw["version"]))
    if then.kind == "sapa.cases/1":
        for one, other in zip(then._parts(), now._parts(), strict=True):
            yield from _changed(one, other)
    else:
        yield from _changed(then.raw, now.raw)


def _changed(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Message]:
    """What has changed of one result: helper programs, sets, the case, waivers, files."""
    made, again = then.get("made") or {}, now.get("made") or {}
    tools, others = then.get("tools") or made.get("tools") or {}, now.get("tools") or again.get("tools") or {}
    for name in _unlike(tools, others):
        yield message("verify.tool", tool=name, then=tools.get(name), now=others.get(name))
    for key in _unlike(made.get("known") or {}, again.get("known") or {}):
        yield message("verify.set", set=key)
    if "waivers" in again:  # a result of `check`
        for name in ("case", "waivers"):
            if made.get(name) != again[name]:
                yield message(f"verify.{name}")
    files, there = _files(then, made), _files(now, again)
    for file in _unlike(files, there):
        told = "file" if file in files and file in there else "only-then" if file in files else "only-now"
        yield message(f"verify.{told}", path=file)


def _unlike(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The names that stand for something else on one side, or on one side only."""
    return [name for name in sorted({*then, *now}) if name not in then or name not in now or then[name] != now[name]]


def _files(result: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, str | None]:
    """SHA-256 of each file that a result was made from."""
    if "files" in made:
        return dict(made["files"])
    return {one["path"]: one["sha256"] for one in result["documents"]}
