"""A result in JSON, made once more: is it the same to the byte, and if not, what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..whole import content
from ..words.errors import SapaError
from ..words.messages import Message, message


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


def read(file: Path) -> tuple[str, dict[str, Any]]:
    """Text and content of a result. Raises NoResult."""
    try:
        text = content(file).decode("utf-8")
        raw = json.loads(text)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise NoResult(message("baseline.unreadable", path=str(file), cause=cause)) from error
    except (ValueError, RecursionError) as error:
        raise NoResult(message("baseline.no-result", path=str(file))) from error
    if not isinstance(raw, dict) or raw.get("schema") != "sapa.check/1":
        raise NoResult(message("baseline.no-result", path=str(file)))
    if not isinstance(raw.get("made"), dict):
        raise NoResult(message("verify.no-settings", path=str(file)))
    return text, raw


def compare(path: str, text: str, raw: Mapping[str, Any], again: str) -> Verified:
    """path: of the result; text, raw: what it says; again: the result that is made now."""
    if text == again:
        return Verified(path, ())
    found = tuple(_differences(raw, json.loads(again)))
    return Verified(path, found or (message("verify.other-bytes"),))


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Message]:
    if then["version"] != now["version"]:
        yield message("verify.version", then=str(then["version"]), now=str(now["version"]))
    for name in sorted({*then["tools"], *now["tools"]}):
        if then["tools"].get(name) != now["tools"].get(name):
            yield message("verify.tool", tool=name, then=then["tools"].get(name), now=now["tools"].get(name))
    sets, others = then["made"].get("known", {}), now["made"]["known"]
    for key in sorted({*sets, *others}):
        if sets.get(key) != others.get(key):
            yield message("verify.set", set=key)
    if then["made"].get("case") != now["made"]["case"]:
        yield message("verify.case")
    if then["made"].get("waivers") != now["made"]["waivers"]:
        yield message("verify.waivers")
    yield from _files(then, now)


def _files(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Message]:
    """Reports that are gone, new or not the same file."""
    files, others = ({one["path"]: one["sha256"] for one in of["documents"]} for of in (then, now))
    for file in dict.fromkeys((*files, *others)):
        if file not in others or file not in files:
            yield message("verify.only-then" if file in files else "verify.only-now", path=file)
        elif files[file] != others[file]:
            yield message("verify.file", path=file)
