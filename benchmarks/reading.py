"""How well Sapa reads, beside others: the same files, read by each, against what is true of them.

    python benchmarks/reading.py                          every suite that is on this machine
    python benchmarks/reading.py icdar tags --show        these alone, with every document that differs
    python benchmarks/reading.py icdar --tool Sapa        one reader alone
    python benchmarks/reading.py --write docs/reading-quality.md

The public suites are not part of the repository: SAPA_PEERS names their folder (docs/reading-quality.md says what
lies in it), SAPA_NATURAL a folder of reports as people write them, SAPA_MADE
a folder in which files that the suites make are kept for the next run. What is absent is skipped, and that is said.
Peers are optional too: pip install 'sapa[peers]'.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.held import icdar, tags  # noqa: E402
from benchmarks.held.figures import PEERS, Row, Told  # noqa: E402

SUITES: dict[str, Callable[[list[str], Told], list[Row]]] = {"icdar": icdar.run, "tags": tags.run}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"of {', '.join(SUITES)}; default: all")
    parser.add_argument("--tool", action="append", default=[], help="only this reader; repeatable")
    parser.add_argument("--show", action="store_true", help="say what differs, document by document")
    asked = parser.parse_args()
    if unknown := [name for name in asked.suites if name not in SUITES]:
        parser.error(f"no suite {', '.join(unknown)}; there are {', '.join(SUITES)}")
    told: Told = print if asked.show else _nothing
    for name in asked.suites or SUITES:
        rows = SUITES[name](asked.tool, told)
        if not rows:
            print(f"{name}: not on this machine ({PEERS} names the folder of the public suites)")
        for row in rows:
            print(f"{row.suite} | {row.tool} | {row.shown}" + (f" | goal: {row.goal}" if row.goal else ""), flush=True)


def _nothing(line: str) -> None:
    """What differs is not asked for."""


if __name__ == "__main__":
    main()
