"""The hub to which standard sets map their criteria: ESG Part 1, edition 2015."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from ..shipped import shipped
from .standards import Criterion, StandardSet, Titles

NO_HUB = ""  # [set] hub = "" in a set.toml: its criteria map to nothing
HUBS: Mapping[str, str] = {"esg-2015": "esg_2015.toml"}


class UnknownHub(LookupError):
    """An id that names no hub."""


@dataclass(frozen=True)
class HubStandard:
    """code as cited ("1.10"); aliases: other wordings of its title; terms: words by which a text on it is known."""

    code: str
    titles: Titles
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hub:
    """standards: in the order of their codes (1.9 before 1.10)."""

    id: str
    titles: Titles
    source: str
    standards: tuple[HubStandard, ...]

    @cached_property
    def by_code(self) -> Mapping[str, HubStandard]:
        return {standard.code: standard for standard in self.standards}


@cache
def load_hub(id: str = "esg-2015") -> Hub:
    """The hub of that id; for NO_HUB one without standards. Raises UnknownHub."""
    if id == NO_HUB:
        return Hub(NO_HUB, Titles({}), "", ())
    if id not in HUBS:
        raise UnknownHub(id)
    raw = tomllib.loads(shipped("data", HUBS[id]).read_text("utf-8"))
    unverified = frozenset(raw["hub"]["unverified"])
    standards = [
        HubStandard(
            entry["code"],
            Titles(entry["titles"], unverified),
            tuple(entry.get("aliases", ())),
            tuple(term for terms in entry.get("terms", {}).values() for term in terms),
        )
        for entry in raw["standards"]
    ]
    standards.sort(key=lambda standard: [int(part) for part in standard.code.split(".")])
    return Hub(id, Titles(raw["hub"]["titles"], unverified), raw["hub"]["source"], tuple(standards))


def criteria_by_esg(standard_set: StandardSet, hub: Hub) -> Mapping[str, tuple[Criterion, ...]]:
    """For every code of the hub, in its order, the criteria that map to it: () where none does."""
    found: dict[str, list[Criterion]] = {standard.code: [] for standard in hub.standards}
    for criterion in standard_set.criteria.values():
        for code in dict.fromkeys(criterion.esg):
            if code in found:
                found[code].append(criterion)
    return {code: tuple(criteria) for code, criteria in found.items()}
