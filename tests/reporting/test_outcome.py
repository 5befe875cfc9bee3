"""The exit code is a sum over all inputs, and "could not be known" wins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sapa.core.model.findings import Finding, Severity
from sapa.core.reporting.outcome import FailOn, exit_code

from ..results import clean, document_result, every_status, failed, result, undecided


def with_findings(*severities: Severity) -> object:
    return replace(clean(), findings=tuple(Finding("unlisted-code", severity) for severity in severities))


@pytest.mark.parametrize(
    ("severities", "fail_on", "code"),
    [
        ((), "error", 0),
        (("info",), "error", 0),
        (("info",), "warning", 0),
        (("warning",), "error", 0),
        (("warning",), "warning", 1),
        (("error",), "error", 1),
        (("error",), "warning", 1),
        (("error",), "never", 0),
    ],
)
def test_findings_count_from_the_threshold_on(severities: tuple[Severity, ...], fail_on: FailOn, code: int) -> None:
    assert exit_code(result(with_findings(*severities)), fail_on) == code  # type: ignore[arg-type]


@pytest.mark.parametrize("fail_on", ["error", "warning", "never"])
@pytest.mark.parametrize("bad", [failed(), undecided(), document_result((every_status(),), findings=())])
def test_what_could_not_be_done_or_known_is_2_whatever_the_threshold(bad: object, fail_on: FailOn) -> None:
    """An unreadable file, an undecided set, a criterion not checked."""
    assert exit_code(result(bad), fail_on) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("order", [1, -1])
def test_every_input_counts_not_only_the_last(order: int) -> None:
    one, other = (failed(), clean())[::order]
    assert exit_code(result(one, other)) == 2
    one, other = (with_findings("error"), clean())[::order]  # type: ignore[assignment]
    assert exit_code(result(one, other)) == 1


def test_findings_of_the_whole_run_count_too() -> None:
    assert exit_code(replace(result(clean()), findings=(Finding("unlisted-code", "error"),))) == 1


def test_nothing_checked_is_not_a_success() -> None:
    assert exit_code(replace(result(clean()), documents=())) == 2
