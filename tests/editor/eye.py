"""What an editor's rules find in a few lines of text (tests/documents.py says how they are written)."""

from __future__ import annotations

from dataclasses import replace

from sapa.core.model.findings import Finding
from sapa.core.rules.editor.every import edited

from ..documents import document


def findings(text: str, *skip: str, pictures: tuple[int, ...] | None = None) -> list[Finding]:
    return list(edited(replace(document(text), pictures=pictures), (), skip))


def seen(text: str, rule: str, argument: str) -> list[object]:
    """That argument of each finding of a rule, in order."""
    return [finding.arguments[argument] for finding in findings(text) if finding.rule == rule]


def rules(text: str) -> list[str]:
    return [finding.rule for finding in findings(text)]
