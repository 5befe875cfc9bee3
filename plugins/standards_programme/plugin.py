"""The criteria of specialised (programme) accreditation (KAZSEE)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from ...core.hookspecs import hookimpl
from ...core.promised import PromisedProcedure
from ...core.standards import StandardSet


@hookimpl
def sapa_standard_sets() -> Sequence[StandardSet]:
    from ...core.set_build import read_set  # tests hold the file to its data model; no pydantic

    return [read_set(files(__package__) / "set.toml")]


@hookimpl
def sapa_procedures() -> Sequence[PromisedProcedure]:
    return [PromisedProcedure("programme", ("programme",), files(__package__) / "procedure.toml")]
