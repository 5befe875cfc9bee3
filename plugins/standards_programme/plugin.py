"""The criteria of specialised (programme) accreditation (KAZSEE)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...core.loading.hookspecs import hookimpl
from ...core.loading.promised import PromisedProcedure
from ...core.model.standards import StandardSet


@hookimpl
def sapa_standard_sets() -> Sequence[StandardSet]:
    from ...core.loading.set_build import read_set  # tests hold the file to its data model; no pydantic

    return [read_set(Path(__file__).with_name("set.toml"))]


@hookimpl
def sapa_procedures() -> Sequence[PromisedProcedure]:
    return [PromisedProcedure("programme", ("programme",), Path(__file__).with_name("procedure.toml"))]
