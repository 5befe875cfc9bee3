"""Cases in TOML, for people who do not program: a small report, and what its check must give.

    [[cases]]
    name = "a criterion with an answer"
    set = "steppe-colleges"             # without it the set must be recognised
    report = '''
    # 1.1 Methods of teaching
    {40}
    '''
    statuses = { "1.1" = "addressed", "1.2" = "missing" }
    findings = ["criterion-missing 1.2"]
    no_findings = ["criterion-thin"]

Further keys: `format` ("docx" or "pdf"), `lang` ("en", "ru", "kk": of the words that {40} stands for), `recognised`
(the id of the set that must be recognised, "" for none). A file of cases is named `*.sapa.toml`: pytest finds it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from .checked import assert_finding, assert_no_finding, assert_statuses, check_text

_KINDS: Mapping[str, type] = {"statuses": dict, "findings": list, "no_findings": list}


class CaseError(ValueError):
    """A file of cases that is not right: says in which case, and what."""


@dataclass(frozen=True)
class Case:
    """recognised: None where nothing is expected of the recognition."""

    name: str
    report: str
    set: str | None = None
    format: str = "docx"
    lang: str = "en"
    statuses: Mapping[str, str] | None = None
    findings: Sequence[str] = ()
    no_findings: Sequence[str] = ()
    recognised: str | None = None


def read_cases(file: Path) -> list[Case]:
    """The cases of a file. Raises CaseError."""
    try:
        raw = tomllib.loads(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CaseError(f"{file.name}: {error}") from error
    cases = raw.get("cases")
    if not isinstance(cases, list) or not cases or set(raw) != {"cases"}:
        raise CaseError(f"{file.name}: a file of cases holds [[cases]] and nothing else")
    read = [_case(one, f"{file.name}, case {number}") for number, one in enumerate(cases, 1)]
    names = [case.name for case in read]
    if double := next((name for name in names if names.count(name) > 1), None):
        raise CaseError(f"{file.name}: two cases are named {double!r}")
    return read


def _case(raw: Any, where: str) -> Case:
    known = [field.name for field in fields(Case)]
    if not isinstance(raw, dict):
        raise CaseError(f"{where}: not a table")
    for key, value in raw.items():
        if key not in known:
            raise CaseError(f"{where}: no such key as {key!r}; there are {', '.join(known)}")
        if not isinstance(value, _KINDS.get(key, str)):
            raise CaseError(f"{where}: {key} is of the wrong type")
    for key in ("name", "report"):
        if key not in raw:
            raise CaseError(f"{where}: {key} is missing")
    if not {"statuses", "findings", "no_findings", "recognised"} & set(raw):
        raise CaseError(f"{where}: it expects nothing, so it could not fail")
    return Case(**raw)


def run_case(case: Case, sets_dirs: Sequence[Path] = ()) -> None:
    """Raises AssertionError where the check gives something else than the case expects."""
    checked = check_text(case.report, case.set, sets_dirs=sets_dirs, format=case.format, lang=case.lang)
    if case.recognised is not None:
        found = checked.set.id if checked.set is not None else ""
        assert found == case.recognised, f"recognised: expected {case.recognised or 'no set'}, is {found or 'no set'}"
    assert_statuses(checked, case.statuses or {})
    for wanted in case.findings:
        rule, _, code = wanted.partition(" ")
        assert_finding(checked, rule, code=code or None)
    for unwanted in case.no_findings:
        rule, _, code = unwanted.partition(" ")
        assert_no_finding(checked, rule, code=code or None)
