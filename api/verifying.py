"""A result is made once more by its own settings, and compared with what was written."""

from __future__ import annotations

from collections.abc import Sequence
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from ..core.loading.installed import Loaded
from ..core.model.procedures import TYPES
from ..core.model.programme_codes import Level
from ..core.reading import Ocr
from ..core.words.messages import LANGS
from .cases import check_cases
from .checking import check
from .comparing import compare, parity
from .loading import Files
from .reviewing import review

if TYPE_CHECKING:
    from ..core.model.case import Waiver
    from ..core.reporting.verify import Verified, Written


def verify(path: Files, *, loaded: Loaded | None = None, waivers: Sequence[Waiver] = ()) -> Verified:
    """Makes a JSON result of `check`, `compare`, `parity` or `review` once more, by its own settings, and compares it
    byte by byte.

    loaded, waivers: as for the result; paths in it are looked for from the current folder. Raises what made it raises
    and NoResult.
    """
    from ..core.reporting import verify as results

    written = results.read(Path(fspath(path)))
    again = _again(written, loaded, waivers)
    return results.compare(written, again.to_json(written.made.text("lang", LANGS) or "en"))


def case_of(path: Files) -> str | None:
    """The case's folder that a JSON result is about, None where it is about reports. Raises NoResult."""
    from ..core.reporting.verify import read

    return read(Path(fspath(path))).case


def _again(written: Written, loaded: Loaded | None, waivers: Sequence[Waiver]) -> Any:
    made = written.made
    ocr: Any = made.text("ocr", get_args(Ocr)) or "auto"
    if written.kind in ("sapa.check/1", "sapa.cases/1"):
        how: dict[str, Any] = {
            "loaded": loaded,
            "ocr": ocr,
            "level": made.text("level", get_args(Level)),
            "form": made.text("form"),
            "skip": made.texts("skip"),
            "waivers": waivers,
            "today": made.day("today"),
        }
        if written.kind == "sapa.cases/1":
            return check_cases(written.asked(), made.texts("sets"), **how)
        return check(written.asked(), made.texts("sets"), joined=made.yes("joined"), **how)
    chosen = made.text("set")
    if written.kind == "sapa.compare/1":
        old, new = written.asked(2)
        return compare(old, new, set=chosen, loaded=loaded, ocr=ocr)
    if written.kind == "sapa.parity/1":
        languages = made.texts("languages", LANGS) or None
        return parity(written.asked(), set=chosen, languages=languages, loaded=loaded, ocr=ocr)
    (report,) = written.asked(1)
    kind: Any = made.text("type", TYPES)
    years = made.number("previous_years")
    case, sar = made.text("case"), made.text("sar")
    return review(report, set=chosen, case=case, sar=sar, type=kind, previous_years=years, loaded=loaded)
