"""What of the gaps that an earlier result names is mended now: for the letter after a second draft."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from ..checking.waivers import BaselineError
from ..model.coverage import Status
from ..whole import content
from ..words.messages import message

if TYPE_CHECKING:
    from ..model.results import DocumentResult, SetResult

_GAPS = frozenset({"thin", "mentioned", "not_checked", "missing"})
_CLOSED = frozenset({"addressed", "not_applicable"})


@dataclass(frozen=True)
class Since:
    """Codes: before: the earlier gaps; mended: those of them that are none any more; fresh: gaps that were none."""

    before: tuple[str, ...]
    mended: tuple[str, ...]
    fresh: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """Documents of an earlier result, as its JSON has them."""

    documents: Sequence[Mapping[str, Any]]

    def since(self, document: DocumentResult, checked: SetResult, *, alone: bool) -> Since | None:
        """None where the earlier result has not this report and set. alone: there is only one report now."""
        statuses = self._statuses(document, checked.coverage.set.id, alone=alone)
        if statuses is None:
            return None
        now = {found.criterion.code.text: str(found.status) for found in checked.coverage.criteria}
        before = tuple(code for code, status in statuses.items() if status in _GAPS)
        mended = tuple(code for code in before if now.get(code) in _CLOSED)
        fresh = tuple(code for code, status in now.items() if status in _GAPS and statuses.get(code) in _CLOSED)
        return Since(before, mended, fresh)

    def _statuses(self, document: DocumentResult, set_id: str, *, alone: bool) -> Mapping[str, str] | None:
        own = [one for one in self.documents if _name(one["path"]) == _name(document.path)]
        if not own:  # another file name: the only report then and now, or the only one in that language
            own = list(self.documents) if alone else [
                one for one in self.documents if one["language"] == document.language
            ]  # fmt: skip
        if len(own) != 1:
            return None
        found = next((one for one in own[0]["sets"] if one["id"] == set_id), None)
        return None if found is None else {one["code"]: one["status"] for one in found["criteria"]}


def read_earlier(file: Path) -> Earlier:
    """What `sapa check --format json` wrote. Raises BaselineError."""
    try:
        raw = json.loads(content(file).decode("utf-8-sig"))
        if raw["schema"] != "sapa.check/1":
            raise KeyError("schema")
        return Earlier(tuple(_document(one) for one in raw["documents"]))
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise BaselineError(message("baseline.unreadable", path=str(file), cause=cause)) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BaselineError(message("baseline.no-result", path=str(file))) from error


def _document(one: Any) -> dict[str, Any]:
    """What is needed of it; raises KeyError, TypeError, ValueError of what no check wrote."""
    sets = [{"id": each["id"], "criteria": list(map(_criterion, each["criteria"]))} for each in one["sets"]]
    return {"path": str(one["path"]), "language": one["language"], "sets": sets}


def _criterion(one: Any) -> dict[str, str]:
    return {"code": str(one["code"]), "status": Status(one["status"]).value}


def _name(path: str) -> str:
    return PurePath(path.replace("\\", "/")).name
