"""The exit code: a sum over all inputs."""

from __future__ import annotations

from typing import Literal

from ..model.coverage import Status
from ..model.results import CasesResult, DocumentResult, Result
from ..rules.plugged import FAILED

FailOn = Literal["error", "warning", "never"]
CLEAN, FOUND, NOT_DONE = 0, 1, 2


def exit_code(result: Result, fail_on: FailOn = "error") -> int:
    """0 nothing at or above the threshold, 1 findings, 2 something could not be done or known; 2 wins.

    The threshold is about findings only: `never` does not hide that a file could not be read.
    """
    nothing = not result.documents and result.case is None  # a case may have no report yet
    if nothing or any(not settled(document) for document in result.documents):
        return NOT_DONE
    severities = {"error": {"error"}, "warning": {"error", "warning"}, "never": set()}[fail_on]
    every = [*result.findings, *(finding for document in result.documents for finding in document.findings)]
    return FOUND if any(finding.severity in severities for finding in every) else CLEAN


def exit_code_of_cases(found: CasesResult, fail_on: FailOn = "error") -> int:
    """Over all cases and what lies in none of them."""
    every = [one.result for one in found.cases] + ([found.others] if found.others is not None else [])
    return max((exit_code(one, fail_on) for one in every), default=NOT_DONE)


def settled(document: DocumentResult) -> bool:
    """True where everything asked about this report could be known."""
    return (
        document.error is None
        and bool(document.sets)
        and not document.candidates
        and all(finding.rule != FAILED for finding in document.findings)
        and all(
            criterion.status is not Status.NOT_CHECKED
            for found in document.sets
            for criterion in found.coverage.criteria
        )
    )
