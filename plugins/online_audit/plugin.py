"""The online audit: a procedure of its own over the institutional criteria."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from ...core.hookspecs import hookimpl
from ...core.promised import PromisedProcedure


@hookimpl
def sapa_procedures() -> Sequence[PromisedProcedure]:
    return [PromisedProcedure("online-audit", ("institutional",), files(__package__) / "procedure.toml")]
