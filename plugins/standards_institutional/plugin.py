"""The criteria of institutional accreditation (KAZSEE)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from ...core.hookspecs import hookimpl
from ...core.procedures import Procedure
from ...core.standards import StandardSet


@hookimpl
def sapa_standard_sets() -> Sequence[StandardSet]:
    from ...core.set_file import read_set  # pydantic: only when sets are wanted

    return [read_set(files(__package__) / "set.toml")]


@hookimpl
def sapa_procedures() -> Sequence[Procedure]:
    from ...core.procedure_file import read_procedure

    return [read_procedure(files(__package__) / "procedure.toml")]
