"""Earlier recommendations by theme: the standard of the ESG whose words each has, and how the reports answer it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...model.hub import load_hub
from ...words.vocabulary import alternatives

KINDS = ("answered", "criterion", "not-found", "not-checked")  # of `sapa check --previous`
NO_THEME = ""
_RULE = "previous-"


@dataclass(frozen=True)
class Theme:
    """code: of the ESG's standard, NO_THEME where a recommendation has the words of none. counts: by KINDS."""

    code: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def recommended(findings: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """Text and kind of each earlier recommendation among the findings of a result, as its JSON has them."""
    for one in findings:
        kind = str(one["rule"]).removeprefix(_RULE)
        if one["rule"] != kind and kind in KINDS:
            yield str(one["arguments"]["recommendation"]), kind


def themes(found: Sequence[tuple[str, str]]) -> tuple[Theme, ...]:
    """The themes that have a recommendation, in the order of the ESG; one with words of several counts under each."""
    counts: dict[str, Counter[str]] = {}
    for text, kind in found:
        for code in _codes(text) or (NO_THEME,):
            counts.setdefault(code, Counter())[kind] += 1
    order = [*load_hub().by_code, NO_THEME]
    return tuple(Theme(code, dict(counts[code])) for code in order if code in counts)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for code, words in _words() if words.search(text))


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    standards = load_hub().standards
    return tuple((one.code, re.compile(alternatives(one.terms), re.IGNORECASE)) for one in standards if one.terms)
