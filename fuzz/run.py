"""A bounded run over files that nobody would send; see README.md beside it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import tasks
from mutants import mutant

import sapa
from sapa.core.checking.limits import Limits
from sapa.core.checking.workers import Workers
from sapa.core.version import __version__

HERE = Path(__file__).resolve().parent
SAMPLES = sorted([*HERE.parent.glob("examples/*.docx"), *HERE.parent.glob("examples/*.pdf")])
COMMANDS = ("check", "read", "review", "merge", "template")
OF_EXPERTS = ("review", "merge", "template")  # read what `sapa assemble report` has made, spoilt
LIMITS = Limits(seconds=60, memory=1500)
_BEGIN, _END = "<!-- written: fuzz/run.py -->", "<!-- end -->"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--most", type=int, default=300_000, help="bytes of a sample")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    outcomes: Counter[tuple[str, str]] = Counter()
    defects: list[str] = []
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        made, temporary = Path(folder, "made"), Path(folder, "tmp")
        made.mkdir()
        temporary.mkdir()
        tempfile.tempdir = str(temporary)
        names = _files(made, given.count, given.seed, given.most)
        items = [(COMMANDS[number % len(COMMANDS)], name) for number, name in enumerate(names)]
        with Workers(LIMITS, given.jobs) as workers:
            for number, outcome in workers.run(tasks.done, items):
                command, name = items[number]
                said = outcome.value or outcome.stopped
                if outcome.raised is not None:
                    said = "defect"
                    cause = f"{type(outcome.raised).__name__}: {str(outcome.raised)[:100]}"
                    defects.append(f"{command} {Path(name).name}: {cause} ({outcome.where})")
                outcomes[command, str(said)] += 1
        left = sorted(one.name for one in temporary.iterdir())
        tempfile.tempdir = None
    text = _text(given.count, given.seed, outcomes, defects, left)
    print(text)
    if given.write:
        _write(text)
    return 1 if defects or left else 0


def _files(folder: Path, count: int, seed: int, most: int) -> list[str]:
    reports = [(one.name, one.read_bytes()) for one in SAMPLES if one.stat().st_size <= most]
    made = sapa.assemble("report", HERE.parent / "examples" / "institutional-en.docx", sets=["institutional"]).content
    assert isinstance(made, bytes)
    names = []
    for number in range(count):
        random = Random(f"{seed}:{number}")
        name, sample = random.choice(reports)
        if COMMANDS[number % len(COMMANDS)] in OF_EXPERTS:
            name, sample = "experts.docx", made
        kind, data = mutant(sample, random)
        file = folder / f"{number:06d}-{kind}-{name}"
        file.write_bytes(data)
        names.append(str(file))
    return names


def _text(count: int, seed: int, outcomes: Counter[tuple[str, str]], defects: list[str], left: list[str]) -> str:
    lines = [f"Version {__version__}, {count} files, seed {seed}.", "", "| Command | What became of them |"]
    lines.append("| --- | --- |")
    for command in COMMANDS:
        own = sorted((said, n) for (name, said), n in outcomes.items() if name == command)
        lines.append(f"| `{command}` | {', '.join(f'{said} {n}' for said, n in own) or '–'} |")
    time, memory, ended = (
        sum(n for (_, said), n in outcomes.items() if said == kind) for kind in ("time", "memory", "ended")
    )
    lines += [
        "",
        f"Exceptions of Python: {len(defects)}. Ended by the limits: {time} by time, {memory} by memory, "
        f"{ended} by a crash of a library. Files left: {len(left)}.",
    ]
    return "\n".join([*lines, *(f"- {one}" for one in (*defects, *left))])


def _write(text: str) -> None:
    file = HERE.parent / "docs" / "reliability.md"
    page = file.read_text("utf-8")
    before, rest = page.split(_BEGIN)
    _, after = rest.split(_END)
    file.write_text(f"{before}{_BEGIN}\n{text}\n{_END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
