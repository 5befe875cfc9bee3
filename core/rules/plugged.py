"""Runs plugins' rules: one that fails is named and does not take the report's other findings with it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..model.findings import SEVERITIES, Finding
from ..model.places import Place
from ..model.progress import Step, silent
from ..model.results import Overview
from . import BoundRule, Context

FAILED = "rule-failed"


def run(rules: Sequence[BoundRule], context: Context, step: Step = silent) -> tuple[list[Finding], list[Overview]]:
    """What the rules for this set find. A rule that fails gives the finding `rule-failed` and keeps what it found.

    step: called before each rule
    """
    findings: list[Finding] = []
    overviews: list[Overview] = []
    for bound in rules:
        if context.coverage.set.id not in bound.sets:
            continue
        step()
        try:
            with contextlib.redirect_stdout(sys.stderr):  # stdout is the payload's
                for found in _checked(bound.rule.check(context)):
                    if isinstance(found, Overview):
                        overviews.append(found)
                    else:
                        findings.append(_worded(found, bound.rule))
        except (Exception, SystemExit) as raised:
            text = " ".join(str(raised).split())[:200]
            cause = f"{type(raised).__name__}: {text}" if text else type(raised).__name__
            arguments = {"failed": bound.id, "plugin": bound.plugin, "cause": cause}
            findings.append(Finding(FAILED, "error", None, context.coverage.set.id, None, arguments))
    return findings, overviews


def _worded(finding: Finding, rule: Any) -> Finding:
    """A finding of this rule with the rule's own sentence, its source behind it."""
    texts: Mapping[str, str] = getattr(rule, "titles", {})
    if finding.rule != rule.id or not texts:
        return finding
    source = getattr(rule, "source", "").replace("{", "{{").replace("}", "}}")
    return replace(finding, texts={lang: f"{text} ({source})" if source else text for lang, text in texts.items()})


def _checked(found: object) -> Iterable[Finding | Overview]:
    """Refuses what no reporter could show."""
    if not isinstance(found, Iterable):
        raise TypeError(f"check() must give findings, not {type(found).__name__}")
    for one in found:
        if isinstance(one, Overview):
            if any(len(row) != len(one.heads) for row in one.rows):
                raise TypeError("an Overview's rows must have as many cells as heads")
        elif not isinstance(one, Finding):
            raise TypeError(f"check() must give findings, not {type(one).__name__}")
        elif one.severity not in SEVERITIES or not isinstance(one.rule, str) or not isinstance(one.arguments, Mapping):
            raise TypeError(f"a finding of rule {one.rule!r} has a wrong severity or wrong arguments")
        elif one.place is not None and not isinstance(one.place, Place):
            raise TypeError(f"a finding of rule {one.rule!r} has a place that is no Place")
        yield one


def can_travel(rules: Sequence[BoundRule]) -> bool:
    """Whether these rules can be sent to other processes; a plugin's lambda cannot."""
    import pickle

    try:
        pickle.dumps(tuple(rules))
    except Exception:
        return False
    return True
