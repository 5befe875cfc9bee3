"""ESG Parts 2 and 3: the standards that a quality assurance agency answers in its own self-assessment report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sapa.core.loading.hookspecs import hookimpl
from sapa.core.model.standards import StandardSet


@hookimpl
def sapa_standard_sets() -> Sequence[StandardSet]:
    from sapa.core.loading.set_file import read_set  # only when sets are wanted: it brings the data model

    return [read_set(Path(__file__).with_name("set.toml"))]
