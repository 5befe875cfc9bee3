"""How long each language says the same: measured on the report itself, so that a lacking half stands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..averages import median
from ..model.coverage import Status
from ..words.languages import all_languages
from .version import Version

_USUAL = {id: language.length for id, language in all_languages().items()}
_ENOUGH = 5  # criteria that tell the versions' own ratio


@dataclass(frozen=True)
class Scale:
    """words: of each language for one English word."""

    words: Mapping[str, float]

    def as_in_english(self, language: str, count: float) -> float:
        return count / self.words[language]

    def ratios(self) -> Mapping[str, float]:
        """Of each language to the first."""
        first = next(iter(self.words.values()))
        return {language: round(words / first, 2) for language, words in self.words.items()}


def scale_of(versions: Sequence[Version]) -> Scale:
    """The versions' own ratio: the median over the criteria that all of them answer."""
    first = versions[0]
    answered = [
        code for code in first.by_code if all(version.by_code[code].status is Status.ADDRESSED for version in versions)
    ]
    base = _USUAL.get(first.language, 1.0)
    words = {first.language: base}
    for version in versions[1:]:
        ratios = [version.by_code[code].words / first.by_code[code].words for code in answered]
        own = median(ratios) * base if len(ratios) >= _ENOUGH else _USUAL.get(version.language, 1.0)
        words[version.language] = own
    return Scale(words)


def fair_status(version: Version, code: str, scale: Scale) -> Status:
    """The status; what is thin only because this language needs fewer words is addressed."""
    covered = version.by_code[code]
    if covered.status is Status.THIN and covered.words:
        needed = version.coverage.set.enough_words("en")
        if scale.as_in_english(version.language, covered.words) >= needed and covered.words >= needed / 2:
            return Status.ADDRESSED
    return covered.status
