"""Help for the tests of a standard set: small reports from text, asserts, cases in TOML, a conformance suite.

pytest finds it by itself once Sapa is installed: `pytest --sapa-set NAME`, and files named `*.sapa.toml`. Nothing heavy
is imported before something here is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .cases import Case as Case
    from .cases import CaseError as CaseError
    from .cases import read_cases as read_cases
    from .cases import run_case as run_case
    from .checked import Checked as Checked
    from .checked import assert_finding as assert_finding
    from .checked import assert_no_finding as assert_no_finding
    from .checked import assert_statuses as assert_statuses
    from .checked import check_report as check_report
    from .checked import check_text as check_text
    from .markup import prose as prose
    from .reports import write_report as write_report
    from .suite import Check as Check
    from .suite import conformance as conformance

_HOMES = {
    "Case": "cases",
    "CaseError": "cases",
    "read_cases": "cases",
    "run_case": "cases",
    "Checked": "checked",
    "assert_finding": "checked",
    "assert_no_finding": "checked",
    "assert_statuses": "checked",
    "check_report": "checked",
    "check_text": "checked",
    "Check": "suite",
    "conformance": "suite",
    "prose": "markup",
    "write_report": "reports",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
