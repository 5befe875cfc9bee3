"""How long `sapa check` takes against the least that any reader must do: python benchmarks/speed.py [--write FILE]

Whole processes, floor and Sapa in the same run, one after the other in turns, so that a busy machine slows both. What
counts is the ratio of each pair; the median of them is compared with the limit. Exit code 1 if a limit is passed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from make_documents import make

HERE = Path(__file__).resolve().parent
LIMITS = {"pdf": 2.6, "docx": 3.3}  # times the floor, on one core where the system can be told to use one
FLOORS = {
    "pdf": "pdfium's own text of each page, nothing else",
    "docx": "inflate, parse with lxml, join the text of each paragraph",
}
# Compiled modules are kept, as they are for a user: with this variable set, Python compiles all of Sapa on every start.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
# What `sapa --help` must not load: it should be there at once, and reads nothing.
HEAVY = ("pydantic", "lxml", "pypdfium2", "docx", "jinja2", "rich", "rapidfuzz", "PIL")


@dataclass(frozen=True)
class Measured:
    """Seconds of one task and of its floor, by pair. limit: None where none is set."""

    name: str
    limit: float | None
    floor: tuple[float, ...]
    sapa: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        return sorted(s / f for f, s in zip(self.floor, self.sapa, strict=True))

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)


def seconds(command: Sequence[str], one_core: bool = False) -> float:
    """Wall time of a process; exit codes 0, 1 and 2 are answers, others are a crash."""
    begin = time.perf_counter()
    done = subprocess.run(
        command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
        preexec_fn=_on_one_core if one_core else None,
    )  # fmt: skip
    taken = time.perf_counter() - begin
    if done.returncode not in (0, 1, 2) or b"Traceback" in done.stderr:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode(errors='replace')}")
    return taken


def _on_one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def measure(
    name: str, floor: Sequence[str], sapa: Sequence[str], rounds: int, limit: float | None = None, *,
    one_core: bool = False,
) -> Measured:  # fmt: skip
    seconds(floor)  # once each for the file cache and the compiled modules
    seconds(sapa)
    pairs = [(seconds(floor, one_core), seconds(sapa, one_core)) for _ in range(rounds)]
    return Measured(name, limit, tuple(f for f, _ in pairs), tuple(s for _, s in pairs))


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
    said = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(json.loads(said.splitlines()[-1]))
    return [name for name in HEAVY if name in loaded]


def table(measured: Sequence[Measured], heavy: Sequence[str], start: Measured, set_: str) -> str:
    lines = [
        "# Speed",
        "",
        "Written by `python benchmarks/speed.py --write docs/speed.md`; do not edit. Whole processes from start to",
        "end, floor and Sapa in turns in the same run; the ratio is the median over the pairs, the range holds all.",
        "",
        "| Report | Floor, s | `sapa check`, s | Ratio | Range | Limit |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in measured:
        limit = "" if row.limit is None else f"{row.limit:.1f}"
        lines.append(
            f"| {row.name} | {statistics.median(row.floor):.2f} | {statistics.median(row.sapa):.2f} | {row.ratio:.2f} "
            f"| {row.ratios[0]:.2f}–{row.ratios[-1]:.2f} | {limit} |"
        )
    lines += [
        "",
        *(f"- Floor of a {kind.upper()}: {text}." for kind, text in FLOORS.items()),
        f"- Checked with `--set {set_}`; without it the standards are recognised first, which takes longer."
        if set_
        else "- Checked without `--set`: the standards are recognised.",
        "- The report is read and checked in a worker process, whose start is counted; on a second core it starts",
        "  beside the process that asks for it. The rows for one core show all the work.",
        "- The reports are made by `benchmarks/make_documents.py`: headings with codes; Russian, English and Kazakh",
        "  text; tables of 20 rows; pictures. The number in the name is about the number of pages.",
        f"- `sapa --help` takes {statistics.median(start.sapa):.2f} s, an empty Python "
        f"{statistics.median(start.floor):.2f} s; it loads {', '.join(heavy) or 'no reader and no data library'}.",
        f"- Measured {len(measured[0].floor)} times each on {os.cpu_count()} cores ({platform.machine()}, "
        f"{platform.system()}), Python {platform.python_version()}, pypdfium2 {version('pypdfium2')}, "
        f"lxml {version('lxml')}.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure sapa check against the least that a reader must do.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--pages", type=int, nargs="*", default=[300])
    parser.add_argument("--documents", type=Path, default=Path(tempfile.gettempdir()) / "sapa-speed")
    parser.add_argument("--set", dest="set_", default="institutional", help='"" to have the standards recognised')
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table here as well")
    asked = parser.parse_args()
    sapa = [sys.executable, "-P", "-m", "sapa"]
    measured = []
    for pages in asked.pages:
        for path in make(asked.documents, pages):
            kind = path.suffix[1:]
            floor = [sys.executable, "-P", str(HERE / "floors.py"), kind, str(path)]
            named = ["--set", asked.set_] if asked.set_ else []
            check = [*sapa, "check", str(path), *named, "--format", "json"]
            linux = sys.platform == "linux"
            measured.append(measure(path.name, floor, check, asked.rounds, None if linux else LIMITS[kind]))
            if linux:
                name = f"{path.name}, one core"
                measured.append(measure(name, floor, check, asked.rounds, LIMITS[kind], one_core=True))
    start = measure("help", [sys.executable, "-P", "-c", "pass"], [*sapa, "--help"], asked.rounds)
    heavy = help_imports()
    text = table(measured, heavy, start, asked.set_)
    print(text, end="")
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")
    slow = [row for row in measured if row.limit is not None and row.ratio >= row.limit]
    for row in slow:
        print(f"too slow: {row.name}, {row.ratio:.2f} times its floor", file=sys.stderr)
    return 1 if slow or heavy else 0


if __name__ == "__main__":
    sys.exit(main())
