"""Would the tests notice? Random small changes ("mutants") of the rooms that judge, and how many of them a test kills.

    python tools/mutants.py [--count 300] [--seed N] [--jobs 2] [--write docs/tests.md] [--show]

The changes are cosmic-ray's: another operator or number, a condition turned, a loop left out. They are made in copies
of the last commit, never in the tree. Each is drawn with the same chance, and tested with those tests in `TESTS` that
run the changed line, those of its room first and the quickest first. What only a slow test, or one that starts a
process of its own, would notice counts as surviving here, so the figure is a lower bound. Annotations are not changed:
nothing runs them; nor is `==` to `is`, which is no mistake that people make.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ROOMS = (
    "core/citing",
    "core/covering",
    "core/model/codes.py",
    "core/model/code_levels.py",
    "core/model/code_lists.py",
    "core/expert_report",
    "core/rules",
)
TESTS = (
    "tests/*.py",
    "tests/citing/*.py",
    "tests/covering/*.py",
    "tests/rules/*.py",
    "tests/editor/*.py",
    "tests/expert_report/*.py",
    "tests/assembly/test_eeg_tags.py",
    "tests/reporting/*.py",
    "tests/comparing/*.py",
)
GOAL = 85  # percent
TIMEOUT = 600  # seconds for the tests of one mutant: more is a loop without end
PATIENCE = 120.0  # seconds of tests, as they took without a change, that one mutant gets if nothing else is said
# Changes that nobody makes by mistake: none at all, and identity in the place of equality, which for short texts and
# small numbers is mostly the same to Python.
_NO_MISTAKE = re.compile(r"NoOp|ReplaceComparisonOperator_(?:Eq|NotEq)_Is(?:Not)?$|_Is(?:Not)?_(?:Eq|NotEq)$")


@dataclass(frozen=True)
class Mutant:
    """One change: `line` of `module` (a path below the root), and what cosmic-ray needs to make it."""

    room: str
    module: str
    line: int
    operator: str
    arguments: str
    occurrence: int


@dataclass(frozen=True)
class Outcome:
    mutant: Mutant
    change: str
    survived: bool


@dataclass(frozen=True)
class Runs:
    """What was seen as all tests ran once: seconds of each test, and module -> line -> the tests that run it."""

    seconds: dict[str, float]
    tests: dict[str, dict[str, list[str]]]

    def of(self, module: str, lines: range, patience: float) -> list[str]:
        """The tests that run one of these lines, those of its room first and the quickest first, as many as patience
        allows. A line that runs at import is run for every test that runs its module."""
        known = self.tests.get(module, {})
        found = {test for line in lines for test in known.get(str(line), ())}
        found = found or {test for tests in known.values() for test in tests}
        room = f"tests/{module.split('/')[1]}/"
        chosen, spent = [], 0.0
        for test in sorted(found, key=lambda test: (not test.startswith(room), self._seconds(test))):
            spent += self._seconds(test)
            if spent > patience:
                break
            chosen.append(test)
        return chosen

    def _seconds(self, test: str) -> float:
        return self.seconds.get(test, 0.0)


class Recorder:
    """A pytest plugin: each test is a context of coverage, and has its seconds."""

    def __init__(self, cover: Any) -> None:
        self.cover = cover
        self.seconds: dict[str, float] = {}

    def pytest_collection_finish(self) -> None:
        """A room's modules are imported before any test, which else were the only one that runs what runs at import."""
        here = Path.cwd()
        for _, module in _modules(here):
            importlib.import_module(".".join(("sapa", *module.relative_to(here).with_suffix("").parts)))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.cover.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration

    def pytest_runtest_logfinish(self) -> None:
        self.cover.switch_context("")


def observe(out: Path) -> None:
    """Runs `TESTS` once, in the folder of a copy, and writes what was seen as JSON of `Runs`."""
    import coverage
    import pytest

    here = Path.cwd()
    sources = [str(here / room if not room.endswith(".py") else (here / room).parent) for room in ROOMS]
    cover = coverage.Coverage(data_file=None, source=sources, config_file=False)
    cover.start()
    recorder = Recorder(cover)
    files = [str(path.relative_to(here)) for pattern in TESTS for path in sorted(here.glob(pattern))]
    pytest.main(["-q", "-m", "not slow", "-p", "no:cacheprovider", *files], plugins=[recorder])
    cover.stop()
    data = cover.get_data()
    tests = {
        Path(file).relative_to(here).as_posix(): {
            str(line): [test for test in contexts if test] for line, contexts in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    out.write_text(json.dumps(asdict(Runs(recorder.seconds, tests))), "utf-8")


def _modules(root: Path) -> Iterator[tuple[str, Path]]:
    """The rooms' files, each with its room."""
    for room in ROOMS:
        path = root / room
        yield from ((room, file) for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path]))


def mutants(root: Path) -> Iterator[Mutant]:
    """All that can be changed."""
    from cosmic_ray.commands.init import _all_work_items

    for room, module in _modules(root):
        silent = _annotations(module.read_text("utf-8"))
        for item in _all_work_items([module], {}):
            mutation = item.mutations[0]
            runs = not any(start <= mutation.start_pos < end for start, end in silent)
            if runs and not _NO_MISTAKE.search(mutation.operator_name):
                yield Mutant(
                    room,
                    module.relative_to(root).as_posix(),
                    mutation.start_pos[0],
                    mutation.operator_name,
                    json.dumps(mutation.operator_args),
                    mutation.occurrence,
                )


def _annotations(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations stand, (line, column) of the first character and behind the last: nothing runs them. The heads
    of functions count as such."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign):
            of = node.annotation
            spans.append(((of.lineno, of.col_offset), (of.end_lineno or of.lineno, of.end_col_offset or 0)))
        elif isinstance(node, ast.FunctionDef):
            spans.append(((node.lineno, 0), (node.body[0].lineno, 0)))
    return spans


def _statement(source: str, line: int) -> range:
    """The lines of the smallest statement around a line."""
    around = [
        range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt | ast.excepthandler) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return min(around, key=len, default=range(line, line + 1))


def tried(mutant: Mutant, root: Path, runs: Runs, patience: float) -> Outcome:
    """One change in this copy, tested."""
    import cosmic_ray.plugins
    from cosmic_ray.mutating import use_mutation

    module = root / mutant.module
    tests = runs.of(mutant.module, _statement(module.read_text("utf-8"), mutant.line), patience)
    operator = cosmic_ray.plugins.get_operator(mutant.operator)(**json.loads(mutant.arguments))
    chosen = root / "chosen.txt"
    chosen.write_text("\n".join(tests), "utf-8")
    with use_mutation(module, operator, mutant.occurrence) as (before, after):
        return Outcome(mutant, _change(before, after), not tests or _pass(root, chosen))


def _pass(root: Path, chosen: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", f"@{chosen}"]
    environment = {**os.environ, **surroundings(root)}
    try:
        return not subprocess.run(command, cwd=root, env=environment, capture_output=True, timeout=TIMEOUT).returncode
    except subprocess.TimeoutExpired:
        return False


def _change(before: str, after: str) -> str:
    """The changed lines, old and new."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return " → ".join(line.strip() for old, new in pairs if old != new for line in (old, new))


def surroundings(root: Path) -> dict[str, str]:
    """What a process needs to import the copy as `sapa`; a changed file must not be taken from the cache."""
    return {"PYTHONPATH": str(root / ".dev"), "PYTHONDONTWRITEBYTECODE": "1", "SAPA_REQUIRE_TOOLS": ""}


def copied(folder: Path) -> Path:
    """The last commit in a folder, importable as `sapa`."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(folder, filter="data")
    link = folder / ".dev" / "sapa"
    link.parent.mkdir(exist_ok=True)
    if not link.exists():
        link.symlink_to("..")
    return folder


def seen(root: Path) -> Runs:
    """What `observe` sees in this copy."""
    out = root / "runs.json"
    command = [sys.executable, str(Path(__file__).resolve()), "--observe", str(out)]
    subprocess.run(command, cwd=root, env={**os.environ, **surroundings(root)}, check=True, stdout=subprocess.DEVNULL)
    return Runs(**json.loads(out.read_text("utf-8")))


def table(outcomes: Sequence[Outcome], seed: int, patience: float) -> str:
    killed, total = sum(not one.survived for one in outcomes), len(outcomes)
    lines = [
        f"{killed} of {total} mutants killed, {100 * killed // max(total, 1)} % (goal {GOAL} %), "
        f"seed {seed}, {patience:.0f} seconds of tests for each, {date.today():%Y-%m-%d}.",
        "",
        "| Room | Mutants | Killed |",
        "| --- | ---: | ---: |",
    ]
    whole = Counter(one.mutant.room for one in outcomes)
    alive = Counter(one.mutant.room for one in outcomes if one.survived)
    for room in ROOMS:
        if whole[room]:
            lines.append(f"| `{room}` | {whole[room]} | {100 * (whole[room] - alive[room]) // whole[room]} % |")
    return "\n".join(lines) + "\n"


_BEGIN, _END = "<!-- written: tools/mutants.py -->", "<!-- end -->"


def write(path: Path, text: str) -> None:
    page = path.read_text("utf-8")
    head, _, rest = page.partition(_BEGIN)
    path.write_text(f"{head}{_BEGIN}\n{text}{_END}{rest.partition(_END)[2]}", encoding="utf-8")


def tell(outcome: Outcome) -> None:
    mutant = outcome.mutant
    said = "SURVIVED" if outcome.survived else "killed"
    print(said, f"{mutant.module}:{mutant.line}", outcome.change, flush=True)


def measure(count: int, seed: int, jobs: int, patience: float, show: bool) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as temporary:
        roots = []
        for number in range(jobs):
            folder = Path(temporary).resolve() / str(number)
            folder.mkdir()
            roots.append(copied(folder))
        runs = seen(roots[0])
        every = list(mutants(roots[0]))
        drawn = random.Random(seed).sample(every, min(count, len(every)))

        def share(number: int) -> list[Outcome]:
            outcomes = []
            for mutant in drawn[number::jobs]:
                outcomes.append(tried(mutant, roots[number], runs, patience))
                if show:
                    tell(outcomes[-1])
            return outcomes

        with ThreadPoolExecutor(jobs) as pool:
            return [one for outcomes in pool.map(share, range(jobs)) for one in outcomes]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--jobs", type=int, default=2, help="copies that are tested side by side")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds of tests that one mutant gets")
    parser.add_argument("--write", type=Path, help="put the figure into this page")
    parser.add_argument("--show", action="store_true", help="print every mutant as it is tested")
    parser.add_argument("--observe", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.observe is not None:
        observe(given.observe)
        return
    text = table(measure(given.count, given.seed, given.jobs, given.patience, given.show), given.seed, given.patience)
    print(text)
    if given.write is not None:
        write(given.write, text)


if __name__ == "__main__":
    main()
