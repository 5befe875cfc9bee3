"""The online audit: a procedure of its own over the institutional criteria."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from ...core.hookspecs import hookimpl
from ...core.procedures import Procedure


@hookimpl
def sapa_procedures() -> Sequence[Procedure]:
    from ...core.procedure_file import read_procedure  # pydantic: only when procedures are wanted

    return [read_procedure(files(__package__) / "procedure.toml")]
