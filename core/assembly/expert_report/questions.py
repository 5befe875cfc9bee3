"""What to ask on site: from the gaps and thin places of a self-assessment report, by the meeting where it fits."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...model.coverage import Coverage, CriterionCoverage, Status
from ...model.procedures import PEOPLE
from ...model.standards import Titles
from ...shipped import shipped
from ...words.languages import LANGS, TRANSLATED

# What leaves a criterion open, the worst first: what is said of it is not enough to judge it.
OPEN = (Status.MISSING, Status.NOT_CHECKED, Status.MENTIONED, Status.THIN)
OF_OTHERS = ""  # the question for criteria that map to no ESG standard, or to one that has no question


@dataclass(frozen=True)
class Prompt:
    """A question to people of one meeting about one ESG standard."""

    esg: str
    meeting: str
    titles: Titles


@dataclass(frozen=True)
class Question:
    """esg: the hub's standard that it is about, "" for none; criteria: those left open, in the order of their codes.

    number: the same for the same question in every report, so that parts of a report can be joined.
    """

    number: int
    meeting: str
    esg: str
    titles: Titles
    criteria: tuple[CriterionCoverage, ...]


@cache
def prompts() -> tuple[Prompt, ...]:
    raw = tomllib.loads(shipped("data", "questions.toml").read_text("utf-8"))
    return tuple(
        Prompt(
            entry["esg"],
            entry["meeting"],
            Titles({lang: entry[lang] for lang in LANGS}, TRANSLATED),
        )
        for entry in raw["questions"]
    )


def open_criteria(coverage: Coverage, standards: Collection[str] | None = None) -> tuple[CriterionCoverage, ...]:
    """The criteria that the report leaves open, in code order; standards: only of these numbers."""
    return tuple(
        found
        for found in coverage.criteria
        if found.status in OPEN and (standards is None or found.criterion.standard in standards)
    )


def questions(
    coverage: Coverage, *, meetings: Sequence[str] = PEOPLE, standards: Collection[str] | None = None
) -> Mapping[str, tuple[Question, ...]]:
    """By meeting, in the order of the visit; only meetings and ESG standards with something open.

    meetings: those that take place. A question whose meeting does not is put to the leadership, so that no open
    criterion goes without one.
    """
    by_esg: dict[str, list[CriterionCoverage]] = {}
    known = {prompt.esg for prompt in prompts()}
    for found in open_criteria(coverage, standards):
        for esg in dict.fromkeys(code if code in known else OF_OTHERS for code in found.criterion.esg) or (OF_OTHERS,):
            by_esg.setdefault(esg, []).append(found)
    asked: dict[str, list[Question]] = {}
    for number, prompt in enumerate(prompts(), start=1):
        if prompt.esg not in by_esg:
            continue
        meeting = prompt.meeting if prompt.meeting in meetings else "leadership"
        question = Question(number, meeting, prompt.esg, prompt.titles, tuple(by_esg[prompt.esg]))
        asked.setdefault(meeting, []).append(question)
    return {meeting: tuple(asked[meeting]) for meeting in PEOPLE if meeting in asked}
