"""The criteria of institutional accreditation (KAZSEE)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...core.hookspecs import hookimpl
from ...core.promised import PromisedProcedure
from ...core.standards import StandardSet


@hookimpl
def sapa_standard_sets() -> Sequence[StandardSet]:
    from ...core.set_build import read_set  # tests hold the file to its data model; no pydantic

    return [read_set(Path(__file__).with_name("set.toml"))]


@hookimpl
def sapa_procedures() -> Sequence[PromisedProcedure]:
    return [PromisedProcedure("institutional", ("institutional",), Path(__file__).with_name("procedure.toml"))]
