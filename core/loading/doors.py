"""The door for the procedures that plugins bring, light to load: what reads and judges them comes when it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from ..model.procedures import Procedure

PROCEDURE = "procedure.toml"


def read_procedure(file: Path | Traversable) -> Procedure:
    """The procedure of a procedure.toml. Raises DataFileError."""
    from .data_file import read_text
    from .procedure_file import parse_procedure

    return parse_procedure(read_text(file), str(file))
