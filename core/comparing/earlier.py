"""An earlier result of `sapa check --format json`, in place of the draft itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.coverage import Status
from ..whole import is_endless
from ..words.messages import message
from .inputs import CannotCompare

_HEAD = 64  # bytes in which a JSON object surely begins


@dataclass(frozen=True)
class Earlier:
    """sets: by id what the earlier draft answered: status and words of each criterion, by code."""

    path: str
    sets: Mapping[str, Mapping[str, tuple[Status, int]]]

    @property
    def set(self) -> str:
        return next(iter(self.sets))

    def of(self, id: str) -> Mapping[str, tuple[Status, int]]:
        """Raises CannotCompare where the earlier draft was checked against other sets."""
        if id not in self.sets:
            raise CannotCompare(message("comparing.other-sets", sets=(*self.sets, id)))
        return self.sets[id]


def earlier_result(path: str) -> Earlier | None:
    """The result that a file holds; None for any other file. Raises CannotCompare for one of no or several reports."""
    file = Path(path)
    try:
        if is_endless(file):
            return None
        with file.open("rb") as stream:
            if not stream.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                return None
        raw = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(raw, dict) or raw.get("schema") != "sapa.check/1":
        return None
    try:
        (document,) = raw["documents"]
        sets = {str(one["id"]): dict(map(_criterion, one["criteria"])) for one in document["sets"]}
        failed = document["error"] is not None
    except (ValueError, KeyError, TypeError):  # none, several, or what Sapa did not write
        raise CannotCompare(message("comparing.no-single-result", path=path)) from None
    if failed or not sets:
        raise CannotCompare(message("comparing.no-single-result", path=path))
    return Earlier(path, sets)


def _criterion(one: Any) -> tuple[str, tuple[Status, int]]:
    """Raises ValueError, KeyError, TypeError of what Sapa did not write."""
    code, words = one["code"], one["words"]
    if not isinstance(code, str) or type(words) is not int:
        raise TypeError
    return code, (Status(one["status"]), words)
