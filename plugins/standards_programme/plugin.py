"""The criteria of specialised (programme) accreditation (KAZSEE)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ... import StandardSet, hookimpl, read_procedure, read_set

if TYPE_CHECKING:
    from ...core.model.procedures import Procedure


@hookimpl
def sapa_standard_sets() -> Sequence[StandardSet]:
    return [read_set(Path(__file__).with_name("set.toml"))]


@hookimpl
def sapa_procedures() -> Sequence[Procedure]:
    return [read_procedure(Path(__file__).with_name("procedure.toml"))]
