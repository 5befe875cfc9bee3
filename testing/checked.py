"""A report checked against a set, and what a test says of the result."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .reports import write_report

if TYPE_CHECKING:
    from ..core.loading.installed import Loaded
    from ..core.model.findings import Finding
    from ..core.model.results import DocumentResult
    from ..core.model.standards import StandardSet


_SHOWN = 8  # codes that a message names


@dataclass(frozen=True)
class Checked:
    """The result for one report and one set.

    set       None where the set was to be recognised and was not
    statuses  of every criterion, by its code; empty without a set
    """

    result: DocumentResult
    set: StandardSet | None
    statuses: Mapping[str, str]
    reasons: Mapping[str, str]
    findings: tuple[Finding, ...]


def check_text(
    text: str,
    set: str | None = None,
    *,
    sets_dirs: Sequence[Path] = (),
    loaded: Loaded | None = None,
    format: str = "docx",
    lang: str = "en",
) -> Checked:
    """Makes a report from text, as write_report does, and checks it.

    set: its id, with edition or without; None: it is to be recognised. sets_dirs: folders with a set.toml; loaded: what
    sapa.load gave, in place of them. Raises UnknownSet, FailedSet and NoPdf.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = write_report(text, Path(folder, f"report.{format}"), lang=lang)
        return check_report(file, set, sets_dirs=sets_dirs, loaded=loaded)


def check_report(
    file: Path, set: str | None = None, *, sets_dirs: Sequence[Path] = (), loaded: Loaded | None = None
) -> Checked:
    """Checks a report that is there; arguments and errors as in check_text."""
    from ..api import check, load
    from ..core.words.messages import say

    known = loaded if loaded is not None else load(sets_dirs)
    (result,) = check(file, [] if set is None else [set], loaded=known, ocr="never").documents
    if result.error is not None:
        raise AssertionError(f"{file.name} could not be read: {say(result.error.said, 'en')}")
    covered = result.sets[0].coverage if result.sets else None
    criteria = covered.criteria if covered is not None else ()
    return Checked(
        result,
        covered.set if covered is not None else None,
        {one.criterion.code.text: str(one.status) for one in criteria},
        {one.criterion.code.text: say(one.reason, "en") for one in criteria},
        result.findings,
    )


def assert_statuses(checked: Checked, wanted: Mapping[str, str]) -> None:
    """Asserts the status of criteria, by their codes: {"1.1": "addressed", "1.2": "missing"}.

    A code that the set does not have, and a status that there is not, fail too.
    """
    from ..core.model.coverage import Status

    wrong = []
    for code, status in wanted.items():
        if status not in tuple(Status):
            wrong.append(f"{code}: there is no status {status!r}; there are {', '.join(Status)}")
        elif code not in checked.statuses:
            wrong.append(f"{code}: no such criterion; the set has {_first(checked)}")
        elif checked.statuses[code] != status:
            wrong.append(f"{code}: expected {status}, is {checked.statuses[code]} ({checked.reasons[code]})")
    if wrong:
        raise AssertionError("\n".join(wrong))


def _first(checked: Checked) -> str:
    codes = list(checked.statuses)
    return ", ".join(codes[:_SHOWN]) + (" ..." if len(codes) > _SHOWN else "") if codes else "none"


def assert_finding(checked: Checked, rule: str, *, code: str | None = None, severity: str | None = None) -> Finding:
    """Asserts that the rule found something, about this code and of this severity where they are given; gives it."""
    for finding in checked.findings:
        if finding.rule == rule and code in (None, finding.code) and severity in (None, finding.severity):
            return finding
    wanted = " ".join(part for part in (rule, code and f"about {code}", severity and f"as {severity}") if part)
    raise AssertionError(f"no finding {wanted}; there are: {_listed(checked.findings)}")


def assert_no_finding(checked: Checked, rule: str, *, code: str | None = None) -> None:
    """Asserts that the rule found nothing, or nothing about this code."""
    found = [one for one in checked.findings if one.rule == rule and code in (None, one.code)]
    if found:
        raise AssertionError(f"not expected: {_listed(found)}")


def _listed(findings: Sequence[Finding]) -> str:
    said = [f"{one.rule}{f' {one.code}' if one.code else ''} ({one.severity})" for one in findings]
    return ", ".join(dict.fromkeys(said)) or "none"
