"""What every suite counts, and how a truth and an answer are compared."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

PEERS = "SAPA_PEERS"  # the folder of the public suites
NATURAL = "SAPA_NATURAL"  # a folder of reports as people write them
MADE = "SAPA_MADE"  # a folder for files that the suites make, to be used again in the next run


@dataclass(frozen=True)
class Row:
    """One line of the written table. shown: the figures; bare: what stands where nothing could be measured."""

    suite: str
    tool: str
    shown: str
    goal: str = ""
    notes: tuple[str, ...] = ()


@dataclass
class Score:
    """right, told, true: items that are both, that the tool says, that the truth holds."""

    right: int = 0
    told: int = 0
    true: int = 0
    each: list[float] = field(default_factory=list)  # F of every document

    def add(self, truth: Counter[Hashable], answer: Counter[Hashable]) -> float:
        """Adds a document and gives its own F."""
        right = sum((truth & answer).values())
        told, true = sum(answer.values()), sum(truth.values())
        self.right, self.told, self.true = self.right + right, self.told + told, self.true + true
        self.each.append(f(right, told, true))
        return self.each[-1]

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 0.0

    @property
    def micro(self) -> float:
        return f(self.right, self.told, self.true)

    @property
    def macro(self) -> float:
        return sum(self.each) / len(self.each) if self.each else 0.0


def f(right: int, told: int, true: int) -> float:
    """F of right items among those told and those true; 1 where there is nothing to tell and nothing is told."""
    return 2 * right / (told + true) if told + true else 1.0


def counted(items: Iterable[Hashable]) -> Counter[Hashable]:
    return Counter(items)


def bare(text: str) -> str:
    """A text without blanks, in lower case, its letters and digits alone where it has any; ¹ is 1."""
    text = unicodedata.normalize("NFKC", text)
    letters = "".join(c for c in text.lower() if c.isalnum())
    return letters or "".join(text.split())


def suite(name: str) -> Path | None:
    """The folder of a public suite, where it is on this machine."""
    folder = os.environ.get(PEERS)
    path = Path(folder) / name if folder else None
    return path if path is not None and path.is_dir() else None


Told = Callable[[str], None]  # where a suite says what differs, document by document
