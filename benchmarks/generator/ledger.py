"""Keeps, while a report is written, what stands where, and states the truth by the design's rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.corpus.codes import CODES

N = 40  # words that make a criterion addressed


@dataclass
class Fact:
    """own: labels of its headings, rows and leads; loose: notes, boxes and paragraphs that answer without being one."""

    own: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    words: int = 0
    maybe: int = 0  # words of subordinate codes that stand below it without being a rank deeper
    not_applicable: bool = False
    own_at: int | None = None
    mention_at: int | None = None

    @property
    def labels(self) -> list[str]:
        return self.own + self.loose + self.mentions


class Ledger:
    def __init__(self, sets: Sequence[str]) -> None:
        self.sets = sets
        self.facts: dict[tuple[str, str], Fact] = {}
        self.classes: set[str] = set()
        self.at = 0  # position in the report, counted in lines
        self.scans: list[int] = []
        self.count = 0
        self.open: list[tuple[str, str]] = []
        self.no_codes = False
        self.unread = False  # inside pages that become images

    def label(self) -> str:
        self.count += 1
        return f"L{self.count}"

    def fact(self, set_id: str, code: str) -> Fact:
        return self.facts.setdefault((set_id, code), Fact())

    def passage(self, set_id: str, codes: Sequence[str], label: str, kind: str, parent: str | None = None) -> None:
        """A passage of these codes begins; parent: the code whose passage it lies in, too."""
        if self.unread:
            self.open = []
            return
        self.classes.add(f"as:{kind}")
        self.open = [(set_id, code) for code in codes if code in CODES[set_id]]
        for key in self.open:
            fact = self.fact(*key)
            if kind in ("note", "box", "paragraph"):
                fact.loose.append(label)
            else:
                fact.own.append(label)
            if fact.own_at is None:
                fact.own_at = self.at
        if parent is not None and (set_id, parent) in self.facts and self.facts[set_id, parent].own:
            self.open.append((set_id, parent))

    def words(self, count: int) -> None:
        """Narrative of the passage that is open."""
        if not self.unread:
            for key in self.open:
                self.facts[key].words += count

    def says_not_applicable(self) -> None:
        if not self.unread and self.open:
            self.facts[self.open[0]].not_applicable = True
            for key in self.open[1:]:
                if not self.open[0][1].startswith(key[1] + "."):
                    self.facts[key].not_applicable = True

    def perhaps(self, set_id: str, parent: str | None, words: int) -> None:
        """Whether the parent's passage goes on over this one is not decided by its looks."""
        if parent is not None and (set_id, parent) in self.facts:
            self.facts[set_id, parent].maybe += max(words, 0)

    def close(self) -> None:
        self.open = []

    def mention(self, set_id: str, code: str, label: str, kind: str) -> None:
        if self.unread or code not in CODES[set_id]:
            return
        self.classes.add(f"as:{kind}")
        fact = self.fact(set_id, code)
        fact.mentions.append(label)
        if fact.mention_at is None or self.at < fact.mention_at:
            fact.mention_at = self.at

    # -- the truth

    def truth(self, set_id: str) -> Iterator[tuple[str, str]]:
        for code in () if self.no_codes else CODES[set_id]:
            fact = self.facts.get((set_id, code))
            status = self.status(set_id, code)
            if fact is None or status in ("missing", "not_checked"):
                if status != "missing":
                    yield code, status or "any"
                continue
            if fact.own or fact.loose:
                first = fact.own or fact.loose
                every = fact.labels
            else:
                first = every = fact.mentions
            yield (
                code,
                f"{status or 'any'} {'|'.join('@' + name for name in first)} {'|'.join('@' + name for name in every)}",
            )

    def status(self, set_id: str, code: str) -> str | None:
        fact = self.facts.get((set_id, code), Fact())
        if fact.words < N <= fact.words + fact.maybe:
            return None
        if 34 < fact.words < 46:
            parent = any(other.startswith(code + ".") for other in CODES[set_id])
            assert parent, f"{code}: {fact.words} words are too near the threshold for a plain truth"
            return None
        if fact.words >= N:
            return "addressed"
        if fact.not_applicable:
            return "not_applicable"
        if fact.own:
            return "thin"
        if fact.mentions or fact.loose:
            return "mentioned"
        found = [self.between(set_id, code, strong) for strong in (False, True)]
        if found[0] != found[1]:
            return None  # whether a mere mention makes a neighbour is not said by the design
        return "not_checked" if found[0] else "missing"

    def between(self, set_id: str, code: str, strong: bool) -> bool:
        """Whether an unreadable page lies between the nearest found neighbours of the code."""
        if not self.scans:
            return False
        codes = CODES[set_id]
        here = codes.index(code)
        before, after = -(10**9), 10**9
        for other in reversed(codes[:here]):
            if (place := self.place(set_id, other, strong)) is not None:
                before = place
                break
        for other in codes[here + 1 :]:
            if (place := self.place(set_id, other, strong)) is not None:
                after = place
                break
        return any(before < scan < after for scan in self.scans)

    def place(self, set_id: str, code: str, strong: bool) -> int | None:
        fact = self.facts.get((set_id, code))
        if fact is None:
            return None
        if fact.own_at is not None:
            return fact.own_at
        return None if strong else fact.mention_at
