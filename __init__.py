"""Sapa reads self-assessment reports against accreditation standards.

Whatever `__all__` names is public, here and nowhere else; it is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from .api import (
        Cases,
        Result,
        SapaError,
        annotate,
        annotate_check,
        assemble,
        assemble_each,
        check,
        check_case,
        check_cases,
        compare,
        load,
        merge,
        parity,
        read,
        review,
    )
    from .core.loading.doors import read_procedure
    from .core.loading.hookspecs import hookimpl
    from .core.loading.installed import Assembled, Assembly, AssemblyError, Option, OutputFormat, Request
    from .core.loading.set_file import read_set
    from .core.model.document import Document
    from .core.model.findings import Finding
    from .core.model.places import Place
    from .core.model.results import Overview
    from .core.model.standards import StandardSet
    from .core.reporting.compare import Comparison
    from .core.reporting.parity import Parity
    from .core.reporting.review import Review
    from .core.rules import Context, PluginRule
    from .core.version import __version__
    from .core.words.messages import message

_PUBLIC = {
    "api": "Cases Result SapaError annotate annotate_check assemble assemble_each check check_case check_cases compare "
    "load merge parity read review",
    "core.loading.hookspecs": "hookimpl",
    "core.loading.installed": "Assembled Assembly AssemblyError Option OutputFormat Request",
    "core.loading.doors": "read_procedure",
    "core.loading.set_file": "read_set",
    "core.model.document": "Document",
    "core.model.findings": "Finding",
    "core.model.places": "Place",
    "core.model.results": "Overview",
    "core.model.standards": "StandardSet",
    "core.reporting.compare": "Comparison",
    "core.reporting.parity": "Parity",
    "core.reporting.review": "Review",
    "core.rules": "Context PluginRule",
    "core.version": "__version__",
    "core.words.messages": "message",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:  # pytest asks a checkout's root for names of its own, and imports it as no package
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .core.late import names

    return names(__name__, _PUBLIC)(name)


__all__ = [
    "Assembled",
    "Assembly",
    "AssemblyError",
    "Cases",
    "Comparison",
    "Context",
    "Document",
    "Finding",
    "Option",
    "OutputFormat",
    "Overview",
    "Parity",
    "Place",
    "PluginRule",
    "Request",
    "Result",
    "Review",
    "SapaError",
    "StandardSet",
    "__version__",
    "annotate",
    "annotate_check",
    "assemble",
    "assemble_each",
    "check",
    "check_case",
    "check_cases",
    "compare",
    "hookimpl",
    "load",
    "merge",
    "message",
    "parity",
    "read",
    "read_procedure",
    "read_set",
    "review",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
