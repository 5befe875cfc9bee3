"""Prints the lowest versions that pyproject.toml allows, as constraints for pip: what we promise is what CI installs.

    python tools/lowest.py [EXTRA...] > lowest.txt && pip install --constraint lowest.txt ".[EXTRA]"

Direct dependencies only, and those of the extras that are named. A lower bound that no test has seen is a guess.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

_LOWER = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*>=\s*(?P<version>[0-9][0-9.a-z]*)(?P<marker>\s*;.*)?")


def lowest(requirements: Sequence[str]) -> Iterator[str]:
    """ "click>=8.1" -> "click==8.1". Raises ValueError where a requirement has no lower bound."""
    for requirement in requirements:
        found = _LOWER.fullmatch(requirement.strip())
        if found is None:
            raise ValueError(f"no lower bound: {requirement}")
        yield f"{found['name']}=={found['version']}{found['marker'] or ''}"


def main(extras: Sequence[str]) -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    requirements = [*project["dependencies"]]
    for extra in extras:
        requirements += project["optional-dependencies"][extra]
    print("\n".join(lowest(requirements)))


if __name__ == "__main__":
    main(sys.argv[1:])
