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
import platform
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.held import icdar, tags, twins, word  # noqa: E402
from benchmarks.held.figures import PEERS, Row, Told  # noqa: E402

SUITES: dict[str, Callable[[list[str], Told], list[Row]]] = {
    "numbers": word.numbers,
    "pandoc": word.pandoc,
    "tracked": word.tracked,
    "twins": twins.run,
    "tags": tags.run,
    "icdar": icdar.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"of {', '.join(SUITES)}; default: all")
    parser.add_argument("--tool", action="append", default=[], help="only this reader; repeatable")
    parser.add_argument("--show", action="store_true", help="say what differs, document by document")
    parser.add_argument("--write", metavar="FILE", type=Path, help="the table that stands in this page, anew")
    asked = parser.parse_args()
    if unknown := [name for name in asked.suites if name not in SUITES]:
        parser.error(f"no suite {', '.join(unknown)}; there are {', '.join(SUITES)}")
    told: Told = print if asked.show else _nothing
    measured: list[Row] = []
    for name in asked.suites or SUITES:
        rows = SUITES[name](asked.tool, told)
        if not rows:
            print(f"{name}: not on this machine ({PEERS} names the folder of the public suites)")
        for row in rows:
            print(f"{row.suite} | {row.tool} | {row.shown}" + (f" | goal: {row.goal}" if row.goal else ""), flush=True)
        measured += rows
    if asked.write is not None:
        asked.write.write_text(written(asked.write.read_text("utf-8"), measured), "utf-8")


_FIGURES = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def written(page: str, rows: list[Row]) -> str:
    """The page with these figures in place of those that it had."""
    lines = ["", f"Measured on {date.today().isoformat()}, Python {platform.python_version()}.", ""]
    lines += ["| Suite | Reader | Figures | Goal |", "| --- | --- | --- | --- |"]
    lines += [f"| {row.suite} | {row.tool} | {row.shown} | {row.goal} |" for row in rows]
    notes = [note for row in rows for note in row.notes]
    lines += ["", "Left out, and why:", "", *(f"- {note}" for note in notes), ""] if notes else [""]
    return _FIGURES.sub(lambda found: found[1] + "\n".join(lines) + found[2], page)


def _nothing(line: str) -> None:
    """What differs is not asked for."""


if __name__ == "__main__":
    main()
