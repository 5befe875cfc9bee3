"""A filled expert report, read: what was written at which place of it, and the ratings that follow, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..model.places import Place
from ..model.standards import StandardSet
from .chapters import Chapter
from .ratings import Said, Scale
from .tags import RATED, Tag
from .text import Text

By = Literal["control", "bookmark", "text"]


@dataclass(frozen=True, slots=True)
class Written:
    """What stands at a place of the report. text: "" where nobody wrote anything; value: of a list's entry.

    at, last  positions in Text.paras, None where the place itself is gone; prompt: its hint is still there
    choice    which value is marked, where the values to choose from stand there
    """

    text: str = ""
    value: str = ""
    by: By = "control"
    at: int | None = None
    last: int | None = None
    prompt: bool = False
    choice: Said | None = None

    @property
    def filled(self) -> bool:
        return bool(self.text)

    @property
    def span(self) -> range:
        """The positions of its paragraphs."""
        return span(self.at, self.last)

    def at_line(self, number: int) -> int | None:
        """Position of a line of the text, counted from 0: a paragraph may hold several."""
        return self.span[min(number, len(self.span) - 1)] if self.span else None


def span(at: int | None, last: int | None) -> range:
    """From the first position to the last; last: None where there is one."""
    return range(0) if at is None else range(at, (at if last is None else last) + 1)


@dataclass(frozen=True)
class Rated:
    """A place for a value of the scale and what it says."""

    written: Written
    said: Said

    @property
    def key(self) -> str | None:
        return self.said.key


@dataclass(frozen=True)
class Recommendation:
    """A row of a chapter's recommendations; expert: number of who wrote it in a merged report, else 0."""

    standard: str
    number: int
    expert: int
    text: Written
    code: Written
    due: Written
    programme: Written

    @property
    def filled(self) -> bool:
        return self.text.filled


@dataclass(frozen=True)
class Report:
    """A filled report, read. written: by tag, in the order of the document.

    programmes  keys as in the tags, ("",) where there is one; codes: what people call them
    experts     names by their number in the tags, from 1: of a merged report
    standards   numbers of those that this file is about: all, or those of an expert's part
    """

    path: str
    sha256: str
    set: StandardSet
    scale: Scale
    language: str
    properties: Mapping[str, str]
    text: Text
    written: Mapping[Tag, Written]
    chapters: Mapping[str, Chapter]
    programmes: tuple[str, ...]
    codes: Mapping[str, str]
    experts: tuple[str, ...]
    standards: tuple[str, ...]
    fields: int  # that were found by a control or a bookmark

    def get(self, tag: Tag) -> Written | None:
        return self.written.get(tag)

    def rated(self, tag: Tag) -> Rated | None:
        """None where the report has no such place."""
        written = self.written.get(tag)
        return None if written is None else self.read_rating(written)

    def read_rating(self, written: Written) -> Rated:
        if written.value and any(rating.key == written.value for rating in self.scale.ratings):
            return Rated(written, Said("rated", written.value, written.text))
        if written.choice is not None:
            return Rated(written, written.choice)
        return Rated(written, self.scale.read(written.text))

    def by_experts(self, tag: Tag) -> dict[int, Rated]:
        """A rating by the experts who gave it: 0 is the commission's."""
        return self._by_field.get(tag.of_all, {})

    @cached_property
    def _by_field(self) -> dict[Tag, dict[int, Rated]]:
        found: dict[Tag, dict[int, Rated]] = {}
        for one, written in self.written.items():
            if one.kind in RATED:
                found.setdefault(one.of_all, {})[one.expert] = self.read_rating(written)
        return found

    def rating(self, programme: str, standard: str) -> str | None:
        """The commission's; where it gave none the experts', if they agree."""
        found = self.by_experts(Tag("rating", programme=programme, standard=standard))
        if 0 in found and (found[0].key or found[0].said.state != "empty"):
            return found[0].key
        keys = {one.key for number, one in found.items() if number and one.said.state != "empty"}
        if not found:  # the chapter has no place for it: then the summary's is the only one
            summary = self.rated(Tag("summary", programme=programme, standard=standard))
            return None if summary is None else summary.key
        return keys.pop() if len(keys) == 1 else None

    @cached_property
    def ratings(self) -> dict[str, dict[str, str | None]]:
        """By the programmes' codes and the standards' numbers, in the set's order."""
        return {
            self.codes.get(programme, programme): {
                standard: self.rating(programme, standard) for standard in self.standards
            }
            for programme in self.programmes
        }

    @cached_property
    def assessments(self) -> dict[str, dict[str, str]]:
        """Of the criteria by programmes' codes: the commission's value, else the worst that an expert gave."""
        found: dict[str, dict[str, str]] = {}
        for programme in self.programmes:
            own = found.setdefault(self.codes.get(programme, programme), {})
            for code in self.set.criteria:
                rated = self.by_experts(Tag("assessment", programme=programme, code=code.text))
                joint = rated[0].key if 0 in rated else None
                key = joint or self.scale.worst([one.key for one in rated.values() if one.key is not None])
                if key is not None:
                    own[code.text] = key
        return found

    @cached_property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """All rows, empty ones too, in the order of the document."""
        found: dict[tuple[str, int, int], dict[str, Written]] = {}
        for tag, written in self.written.items():
            if tag.kind == "recommendation":
                found.setdefault((tag.standard, tag.number, tag.expert), {})[tag.field] = written
        return tuple(
            Recommendation(
                standard, number, expert, *(one.get(name, Written()) for name in ("text", "code", "due", "programme"))
            )
            for (standard, number, expert), one in found.items()
        )

    def rows(self, kind: str) -> list[dict[str, Written]]:
        """Rows of the commission, the visit or the signatures, by field."""
        found: dict[int, dict[str, Written]] = {}
        for tag, written in self.written.items():
            if tag.kind == kind:
                found.setdefault(tag.number, {})[tag.field] = written
        return [found[number] for number in sorted(found)]

    def place(self, at: int | None) -> Place | None:
        if at is None or at >= len(self.text.paras):
            return None  # a damaged file may have no paragraph at all
        return Place(self.path, paragraph=self.text.paras[at].number)

    @cached_property
    def by_structure(self) -> int:
        """How many places that hold something were found without control or bookmark."""
        return sum(one.by == "text" and one.filled for one in self.written.values())
