"""A bounded run over files that nobody would send; see README.md beside it."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import tasks  # noqa: E402
from samples import of_experts, reports  # noqa: E402

from sapa.core.checking.limits import Limits  # noqa: E402
from sapa.core.checking.workers import Outcome, Workers  # noqa: E402
from sapa.core.version import __version__  # noqa: E402

LIMITS = Limits(seconds=60, memory=1500)
_AT_ONCE = 200  # files handed to the workers before the clock is looked at
_BEGIN, _END = "<!-- written: fuzz/run.py -->", "<!-- end -->"

Item = tuple[str, Path, int, int]  # command, sample, seed, number


@dataclass
class Seen:
    """What became of the files so far. defects: an exception each; left: files that a command forgot."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    defects: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.outcomes.total()

    def add(self, item: Item, outcome: Outcome) -> None:
        command, sample, _, number = item
        said, left = outcome.value or (str(outcome.stopped), [])
        if outcome.raised is not None:
            said = "defect"
            cause = f"{type(outcome.raised).__name__}: {str(outcome.raised)[:100]}"
            self.defects.append(f"{command}, file {number} of {sample.name}: {cause} ({outcome.where})")
            print(self.defects[-1], file=sys.stderr, flush=True)
        elif outcome.stopped is not None:
            print(f"{command}, file {number} of {sample.name}: {outcome.stopped}", file=sys.stderr)
        self.left += [f"{command}, file {number} of {sample.name}: {name}" for name in left]
        self.outcomes[command, said] += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60 * 24.0, help="after which no further files are begun")
    parser.add_argument("--most", type=int, default=100_000, help="bytes of a sample")
    parser.add_argument("--keep", type=int, metavar="NUMBER", help="only make this file, in the present folder")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        items = list(_items(Path(folder), given.seed, given.count, given.most))
        if given.keep is not None:
            made = tasks.made(*items[given.keep][1:])
            made.rename(Path(made.name))
            print(items[given.keep][0], made.name)
            return 0
        seen = _run(items, Path(folder, "tmp"), given.jobs, given.minutes)
    text = _text(given.seed, seen)
    print(text)
    if given.write:
        _write(text)
    return 1 if seen.defects or seen.left else 0


def _items(folder: Path, seed: int, count: int, most: int) -> Iterator[Item]:
    """The commands in turn, each over samples drawn by the seed."""
    experts = of_experts(folder / "experts")
    submitted = [_beside(one, folder / "reports") for one in reports(folder / "built", most)]
    forms = [one for one in (*experts, *submitted) if one.suffix == ".docx"]
    for number in range(count):
        command = list(tasks.COMMANDS)[number % len(tasks.COMMANDS)]
        suited = experts if command in tasks.OF_EXPERTS else forms if command == "--template" else submitted
        yield command, Random(f"{seed}:{number}:sample").choice(suited), seed, number


def _beside(file: Path, folder: Path) -> Path:
    """A copy: a spoilt file stands beside its sample."""
    folder.mkdir(exist_ok=True)
    copy = folder / file.name
    copy.write_bytes(file.read_bytes())
    return copy


def _run(items: Sequence[Item], temporary: Path, jobs: int, minutes: float) -> Seen:
    temporary.mkdir()
    tempfile.tempdir = str(temporary)
    seen, until = Seen(), time.monotonic() + minutes * 60
    with Workers(LIMITS, jobs) as workers:
        for start in range(0, len(items), _AT_ONCE):
            if time.monotonic() > until:
                break
            some = items[start : start + _AT_ONCE]
            for number, outcome in workers.run(tasks.done, some):
                seen.add(some[number], outcome)
    seen.left += sorted(one.name for one in temporary.iterdir())
    tempfile.tempdir = None
    return seen


def _text(seed: int, seen: Seen) -> str:
    lines = [f"Version {__version__}, {seen.count:,} files, seed {seed}.", ""]
    lines += ["| Command | What became of them |", "| --- | --- |"]
    for command in tasks.COMMANDS:
        own = sorted((said, n) for (name, said), n in seen.outcomes.items() if name == command)
        lines.append(f"| `{command}` | {', '.join(f'{said} {n:,}' for said, n in own) or '–'} |")
    time, memory, ended = (
        sum(n for (_, said), n in seen.outcomes.items() if said == kind) for kind in ("time", "memory", "ended")
    )
    lines += [
        "",
        f"Exceptions of Python: {len(seen.defects)}. Ended by the limits: {time} by time, {memory} by memory, "
        f"{ended} by a crash of a library. Files left: {len(seen.left)}.",
    ]
    return "\n".join([*lines, *(f"- {one}" for one in (*seen.defects, *seen.left))])


def _write(text: str) -> None:
    file = ROOT / "docs" / "reliability.md"
    page = file.read_text("utf-8")
    before, rest = page.split(_BEGIN)
    _, after = rest.split(_END)
    file.write_text(f"{before}{_BEGIN}\n{text}\n{_END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
