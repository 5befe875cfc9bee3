"""The online audit: a procedure of its own over the institutional criteria."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ... import hookimpl, read_procedure

if TYPE_CHECKING:
    from ...core.model.procedures import Procedure


@hookimpl
def sapa_procedures() -> Sequence[Procedure]:
    return [read_procedure(Path(__file__).with_name("procedure.toml"))]
