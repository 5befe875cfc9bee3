"""How much processor time and memory `sapa check` takes, beside the least that any reader must do, and beside peers.

    python benchmarks/speed.py [--rounds 5] [--pages 10 50 300 1000 3000] [--write docs/speed.md]

Whole processes on one core, in turns in the same run; what counts are ratios of what ran in the same turn, so that a
slow or busy machine slows both sides. Peers are programs that read documents as well; each may be absent. Exit code 1
if a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from make_documents import make

HERE = Path(__file__).resolve().parent
FLOORS = {
    "pdf": "pdfium's own text of each page, nothing else",
    "docx": "inflate, parse with lxml, join the text of each paragraph",
}
FLOOR, SAPA, WORKER, UNNAMED = "floor", "Sapa", "Sapa, with its worker", "Sapa, standards recognised"
# What `sapa --help` must not load: it should be there at once, and reads nothing.
HEAVY = ("pydantic", "lxml", "pypdfium2", "docx", "jinja2", "rich", "rapidfuzz", "PIL")
# Compiled modules are kept, as they are for a user: with this variable set, Python compiles all of Sapa on every start.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
# As inside a worker: the report is read in this process, so that the start of a worker is a row of its own.
ALONE = {"SAPA_INSIDE_WORKER": "1"}
_PYTHON = [sys.executable, "-P"]
_KILOBYTES = 1024 if sys.platform != "darwin" else 1024 * 1024  # of a unit of ru_maxrss in a megabyte


class Used(NamedTuple):
    """What a process and all that it started took. seconds: of processors, user and system; megabytes: at the most."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Program:
    """A way to read a report; {} stands for its path."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """One program over one report, a turn each."""

    report: Path
    pages: int
    program: str
    turns: Sequence[Used]

    @property
    def seconds(self) -> float:
        return statistics.median(turn.seconds for turn in self.turns)

    @property
    def megabytes(self) -> float:
        return max(turn.megabytes for turn in self.turns)


@dataclass(frozen=True)
class Goal:
    """A figure that should not be above `most`."""

    name: str
    figure: float | None  # None where it was not measured
    most: float
    unit: str


def used(command: Sequence[str], environment: Mapping[str, str]) -> Used:
    """Runs a process, on one core where the system can be told to; exit codes 0, 1, 2 are answers, others a crash."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, env={**ENVIRONMENT, **environment}, stdout=subprocess.DEVNULL, stderr=errors,
            preexec_fn=_on_one_core if sys.platform == "linux" else None,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read()
    if process.returncode not in (0, 1, 2) or b"Traceback" in said:
        raise SystemExit(f"{' '.join(command)}\n{said.decode(errors='replace')}")
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _KILOBYTES)


def _on_one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def programs(kind: str, named: str) -> list[Program]:
    """All that read a report of this kind here, the floor first."""
    check = [*_PYTHON, "-m", "sapa", "check", "{}", "--format", "json"]
    with_set = [*check, "--set", named]
    peers = [
        Program("pandoc, plain text", ["pandoc", "-t", "plain", "{}"], {}),
        Program("pdftotext", ["pdftotext", "{}", "-"], {}),
    ]
    of_kind = peers[0] if kind == "docx" else peers[1]
    text = "import sys, kreuzberg; print(len(kreuzberg.extract_file_sync(sys.argv[1]).content))"
    found = [Program(FLOOR, [*_PYTHON, str(HERE / "floors.py"), kind, "{}"], {})]
    if shutil.which(of_kind.command[0]):
        found.append(of_kind)
    if find_spec("kreuzberg") is not None:
        found.append(Program("kreuzberg", [*_PYTHON, "-c", text, "{}"], {}))
    return [*found, Program(SAPA, with_set, ALONE), Program(WORKER, with_set, {}), Program(UNNAMED, check, ALONE)]


def measured(report: Path, pages: int, named: str, rounds: int) -> list[Row]:
    """All programs over one report, in turns."""
    ways = programs(report.suffix[1:], named)
    for way in ways:  # once each for the file cache and the compiled modules
        used(_filled(way, report), way.environment)
    turns = [[used(_filled(way, report), way.environment) for way in ways] for _ in range(rounds)]
    return [Row(report, pages, way.name, [turn[at] for turn in turns]) for at, way in enumerate(ways)]


def _filled(way: Program, report: Path) -> list[str]:
    return [str(report) if word == "{}" else word for word in way.command]


def ratio(rows: Sequence[Row], kind: str, pages: int, program: str, to: str) -> float | None:
    """The median, over the turns, of what one program took to what another did; None where one was not measured."""
    of_report = {row.program: row for row in rows if row.report.suffix == f".{kind}" and row.pages == pages}
    if not {program, to} <= of_report.keys():
        return None
    pairs = zip(of_report[program].turns, of_report[to].turns, strict=True)
    return statistics.median(one.seconds / other.seconds for one, other in pairs)


def goals(rows: Sequence[Row], start: float) -> list[Goal]:
    found = [
        Goal("300 pages, DOCX, to the floor", ratio(rows, "docx", 300, SAPA, FLOOR), 3.3, "times"),
        Goal("300 pages, PDF, to the floor", ratio(rows, "pdf", 300, SAPA, FLOOR), 2.6, "times"),
        Goal("1,000 pages, DOCX, to kreuzberg's text", ratio(rows, "docx", 1000, SAPA, "kreuzberg"), 1.4, "times"),
        Goal("1,000 pages, PDF, to kreuzberg's text", ratio(rows, "pdf", 1000, SAPA, "kreuzberg"), 1.0, "times"),
        Goal("1,000 pages, PDF, memory", _most(rows, "pdf", 1000), 100, "MB"),
    ]
    for kind in ("docx", "pdf"):
        name = kind.upper()
        found += [
            Goal(
                f"300 pages, {name}, without `--set` to with it", ratio(rows, kind, 300, UNNAMED, SAPA), 1.15, "times"
            ),
            Goal(f"50 pages, {name}, in all", _seconds(rows, kind, 50, WORKER), 0.5, "s"),
            Goal(f"{name}, a page of 3,000 to one of 300", _growth(rows, kind, 300, 3000), 1.2, "times"),
            Goal(f"10 pages, {name}, the worker", _worker(rows, kind), 0.15, "s"),
        ]
    return [*found, Goal("`sapa --help`, above Python's start", start, 0.08, "s")]


def _of(rows: Sequence[Row], kind: str, pages: int, program: str) -> Row | None:
    mine = (row for row in rows if row.report.suffix == f".{kind}" and (row.pages, row.program) == (pages, program))
    return next(mine, None)


def _seconds(rows: Sequence[Row], kind: str, pages: int, program: str) -> float | None:
    row = _of(rows, kind, pages, program)
    return row.seconds if row else None


def _most(rows: Sequence[Row], kind: str, pages: int) -> float | None:
    row = _of(rows, kind, pages, SAPA)
    return row.megabytes if row else None


def _growth(rows: Sequence[Row], kind: str, few: int, many: int) -> float | None:
    """What a page costs in a very long report, to one in a long report: above 1 where the time grows faster."""
    short, long = _seconds(rows, kind, few, SAPA), _seconds(rows, kind, many, SAPA)
    return (long / many) / (short / few) if short and long else None


def _worker(rows: Sequence[Row], kind: str) -> float | None:
    alone, both = _seconds(rows, kind, 10, SAPA), _seconds(rows, kind, 10, WORKER)
    return both - alone if alone and both else None


def help_imports() -> list[str]:
    """Heavy packages that `sapa --help` loads; should be none."""
    code = (
        "import json, sys\n"
        "sys.argv = ['sapa', '--help']\n"
        "import contextlib, io\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    from sapa.cli import main\n"
        "    main()\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    said = subprocess.run([*_PYTHON, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(json.loads(said.splitlines()[-1]))
    return [name for name in HEAVY if name in loaded]


def help_seconds(rounds: int) -> float:
    """Of `sapa --help`, above those of a Python that does nothing."""
    turns = [(used([*_PYTHON, "-m", "sapa", "--help"], {}), used([*_PYTHON, "-c", "pass"], {})) for _ in range(rounds)]
    return statistics.median(asked.seconds - nothing.seconds for asked, nothing in turns)


def page(rows: Sequence[Row], found: Sequence[Goal], heavy: Sequence[str], named: str) -> str:
    lines = [
        "# Speed",
        "",
        "Written by `python benchmarks/speed.py --write docs/speed.md`; do not edit. Processor seconds of whole",
        "processes on one core, and the most memory that any of them took at once; the median over the turns.",
        "",
        "| Goal | Figure | At most | |",
        "| --- | ---: | ---: | --- |",
    ]
    for goal in found:
        said = "not measured" if goal.figure is None else f"{goal.figure:.2f} {goal.unit}"
        lines.append(f"| {goal.name} | {said} | {goal.most:g} {goal.unit} | {_mark(goal)} |")
    lines += [
        "",
        "| Report | Program | Seconds | Times the floor | Milliseconds a page | MB |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        times = ratio(rows, row.report.suffix[1:], row.pages, row.program, FLOOR) or 0
        each = 1000 * row.seconds / row.pages
        figures = f"{row.seconds:.2f} | {times:.1f} | {each:.2f} | {row.megabytes:.0f}"
        lines.append(f"| {row.report.name} | {row.program} | {figures} |")
    versions = [f"{name} {version(name)}" for name in ("pypdfium2", "lxml", "kreuzberg") if find_spec(name)]
    lines += [
        "",
        *(f"- Floor of a {kind.upper()}: {text}." for kind, text in FLOORS.items()),
        f"- Sapa: `sapa check --set {named}`, the report read in the same process; with its worker: as users run it.",
        "  Where the standards are recognised, `--set` is left out.",
        "- Peers give the text; Sapa gives headings, tables, pages, codes and statuses as well.",
        "- The reports are made by `benchmarks/make_documents.py`: headings with codes; Russian, English and Kazakh",
        "  text; tables of 20 rows; pictures. The number in the name is about the number of pages.",
        f"- `sapa --help` loads {', '.join(heavy) or 'no reader and no data library'}.",
        f"- {len(rows[0].turns)} turns on {platform.machine()}, {platform.system()}; "
        f"{', '.join([f'Python {platform.python_version()}', *versions])}.",
    ]
    return "\n".join(lines) + "\n"


def _mark(goal: Goal) -> str:
    return "" if goal.figure is None else "reached" if goal.figure <= goal.most else "missed"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, nargs="*", default=[10, 50, 300, 1000, 3000])
    parser.add_argument("--documents", type=Path, default=Path(tempfile.gettempdir()) / "sapa-speed")
    parser.add_argument("--set", dest="named", default="institutional")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page here as well")
    asked = parser.parse_args()
    reports = [(report, pages) for pages in asked.pages for report in make(asked.documents, pages)]
    rows = [row for report, pages in reports for row in measured(report, pages, asked.named, asked.rounds)]
    found, heavy = goals(rows, help_seconds(asked.rounds)), help_imports()
    text = page(rows, found, heavy, asked.named)
    print(text, end="")
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")
    return 1 if heavy or any(_mark(goal) == "missed" for goal in found) else 0


if __name__ == "__main__":
    sys.exit(main())
