"""A result is made once more by its own settings, and compared with what was written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.loading.installed import Loaded
from .checking import check
from .loading import Files

if TYPE_CHECKING:
    from ..core.model.case import Waiver
    from ..core.reporting.verify import Verified


def verify(path: Files, *, loaded: Loaded | None = None, waivers: Sequence[Waiver] = ()) -> Verified:
    """Makes a result of `sapa check --format json` once more, by its own settings, and compares it byte by byte.

    loaded, waivers: as for the result; paths in it are looked for from the current folder. Raises what `check` raises
    and NoResult.
    """
    from ..core.reporting.verify import compare
    from ..core.reporting.verify import read as read_result

    text, raw = read_result(Path(fspath(path)))
    made = raw["made"]
    day = made.get("today")
    again = check(
        made["asked"],
        made["sets"],
        loaded=loaded,
        ocr=made["ocr"],
        level=made["level"],
        form=made["form"],
        joined=made["joined"],
        skip=made.get("skip", ()),
        waivers=waivers,
        today=None if day is None else date.fromisoformat(day),
    )
    return compare(fspath(path), text, raw, again.to_json(made["lang"]))


def case_of(path: Files) -> str | None:
    """The case's folder that a JSON result is about, None where it is about reports. Raises NoResult."""
    from ..core.reporting.verify import read as read_result

    _, raw = read_result(Path(fspath(path)))
    return raw["case"]["path"] if raw.get("case") else None
