"""The criteria of institutional accreditation (KAZSEE)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...core.loading.hookspecs import hookimpl
from ...core.model.procedures import Procedure
from ...core.model.standards import StandardSet


@hookimpl
def sapa_standard_sets() -> Sequence[StandardSet]:
    from ...core.loading.set_file import read_set

    return [read_set(Path(__file__).with_name("set.toml"))]


@hookimpl
def sapa_procedures() -> Sequence[Procedure]:
    from ...core.loading.procedure_file import read_procedure

    return [read_procedure(Path(__file__).with_name("procedure.toml"))]
