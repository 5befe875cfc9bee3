"""How long a file may take and how much memory: what bounds a crash, an endless loop or a bomb to the file it is in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from ..words.errors import SapaError
from ..words.messages import message

SECONDS = 120.0  # without a sign of progress; a page takes hundredths, its text recognition three
MEMORY = 2_000  # million bytes; a report of 1,000 pages takes about 130, LibreOffice on a large one 700
_WHOLE = 60.0  # times the seconds, for all of a file: 2,000 pages of text recognition take under two hours
_LEAST_MEMORY = 200  # with less not even the libraries are loaded

SECONDS_VARIABLE, MEMORY_VARIABLE = "SAPA_TIME_LIMIT", "SAPA_MEMORY_LIMIT"


class WrongLimit(SapaError, ValueError):
    """A limit in the environment that is none."""

    def __init__(self, variable: str, value: str) -> None:
        super().__init__(variable)
        self.said = message("limits.wrong", variable=variable, value=value, least=_LEAST_MEMORY)


class Limits(NamedTuple):
    """seconds: for a file, without a sign of progress; memory: million bytes of address space, POSIX systems only."""

    seconds: float = SECONDS
    memory: int = MEMORY

    @property
    def whole(self) -> float:
        """Seconds for all of a file, whatever progress it makes."""
        return self.seconds * _WHOLE


def limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits that the environment sets, else the usual ones. Raises WrongLimit."""
    seconds = _number(environment, SECONDS_VARIABLE, SECONDS, 0)
    return Limits(seconds, int(_number(environment, MEMORY_VARIABLE, MEMORY, _LEAST_MEMORY)))


def _number(environment: Mapping[str, str], variable: str, usual: float, least: float) -> float:
    written = environment.get(variable, "").strip()
    if not written:
        return usual
    try:
        number = float(written)
    except ValueError:
        raise WrongLimit(variable, written) from None
    if not max(least, 0.01) <= number < 1e9:
        raise WrongLimit(variable, written)
    return number
