"""What is known of a paragraph or a table of a PDF before it is a block."""

from __future__ import annotations

from dataclasses import dataclass, field

from .lines import Line


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, or one table. kind is filled in as it becomes known."""

    lines: list[Line]
    kind: str = "paragraph"
    level: int = 0
    emphasis: bool = False
    confidence: float | None = None
    depth: int = 0
    notes: list[list[Line]] = field(default_factory=list)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def bold(self) -> bool:
        return all(line.bold and line.end_bold for line in self.lines)

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)
