"""A finding is a rule's statement about a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..words.messages import Message, Value
from .places import Place

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """rule: the rule's id; set and code: what it is about, if anything; arguments fill the rule's sentence.

    texts: the sentence by language, where a plugin brings it; else it is that of the catalogues.
    """

    rule: str
    severity: Severity
    place: Place | None = None
    set: str | None = None
    code: str | None = None
    arguments: Mapping[str, Value] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def message(self) -> Message:
        return Message(f"finding.{self.rule}", {"code": self.code, "set": self.set, **self.arguments}, self.texts)
