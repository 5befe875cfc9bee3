"""The online audit: a procedure of its own over the institutional criteria."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...core.loading.hookspecs import hookimpl
from ...core.loading.promised import PromisedProcedure


@hookimpl
def sapa_procedures() -> Sequence[PromisedProcedure]:
    return [PromisedProcedure("online-audit", ("institutional",), Path(__file__).with_name("procedure.toml"))]
