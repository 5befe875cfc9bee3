"""The ways to cut a chapter, and what was found of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..model.codes import Code
from .captioned import Captioned
from .marks import Mark
from .themes import Themes

Convention = Literal["opens", "closes"]


class Claim(NamedTuple):
    """A text that a mark claims: one that closes it, or a line that says what the text below it answers.

    blocks: in order, the mark's own among them; doubt: message id "doubt.*", or ""; begin: where its text begins in the
    mark's own block, behind another mark that claimed what stands before; inside: in an opener's text, whose order of
    codes it carries on
    """

    mark: Mark
    blocks: tuple[int, ...]
    doubt: str = ""
    kind: Convention = "closes"
    begin: int = 0
    inside: bool = False


@dataclass(frozen=True)
class Hypothesis:
    """One way to cut a chapter. owned, words: narrative words that belong to a code, and all; codes: with a text."""

    kind: Convention
    claims: tuple[Claim, ...]
    owned: int
    words: int
    answered: int
    codes: int

    @property
    def closing(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.kind == "closes"]

    @property
    def score(self) -> float:
        """0 to 2: the share of the text that belongs to somebody, and the share of the codes that have a text."""
        return self.owned / max(self.words, 1) + self.answered / max(self.codes, 1)


@dataclass(frozen=True)
class Chapter:
    """blocks: first and end; the hypotheses of which the first was taken."""

    start: int
    end: int
    hypotheses: tuple[Hypothesis, ...]


@dataclass(frozen=True)
class Alignment:
    """The chapters in which closing marks may stand, and what these claim, by the mark's block in their order."""

    chapters: tuple[Chapter, ...]
    claims: Mapping[int, Sequence[Claim]]
    claimed: frozenset[int] = frozenset()  # blocks
    closing: frozenset[int] = frozenset()  # blocks that begin what is said of a standard as a whole
    otherwise: frozenset[Code] = frozenset()  # codes that have a text only in the way not taken
    even: frozenset[Code] = frozenset()  # codes on lines of their own, where the way not taken is as good
    captioned: tuple[Captioned, ...] = ()  # tables that are answers, with the codes in their captions
    within: Themes = field(default_factory=dict)  # paragraphs that name inside what they answer
