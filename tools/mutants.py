"""Would the tests notice? Random small changes ("mutants") of the rooms that judge, and how many of them a test kills.

    python tools/mutants.py [--count 300] [--seed N] [--write docs/tests.md] [--show]

The changes are cosmic-ray's: another operator or number, a condition turned, a loop left out. They are made in a copy
of the last commit, never in the tree. Each is drawn with the same chance, and tested with the files that are about its
room; one that a later test of the whole suite would kill counts as surviving here, so the figure is a lower bound.
Annotations are not changed: nothing runs them.
"""

from __future__ import annotations

import argparse
import ast
import io
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
GOAL = 85  # percent
TIMEOUT = 600  # seconds for the tests of one mutant: more is a loop without end
READING = (
    "tests/test_lookalikes.py tests/test_openings.py tests/test_coverage.py tests/test_tables_of_criteria.py "
    "tests/test_ends_of_passages.py tests/test_wrong_set.py tests/test_eur_ace_parts.py tests/test_two_levels.py "
    "tests/test_shared_passages.py tests/test_doubts.py tests/test_printed_words.py tests/test_codes.py"
)
REVIEW = (
    "tests/test_review.py tests/test_review_reading.py tests/test_review_choices.py tests/test_review_decisions.py "
    "tests/test_ratings.py tests/test_terms.py tests/test_due_dates.py tests/test_previous.py"
)
CASES = (
    "tests/test_case_checks.py tests/test_case_annexes.py tests/test_case_cluster.py tests/test_plugin_rules.py "
    "tests/test_hints.py tests/test_agenda.py tests/test_timeline.py"
)
CORPUS = "tests/test_corpus.py -k 'docx and not paged and not long'"
# What is changed: its tests, the likeliest first; a second command where the first one kills nothing.
ROOMS: dict[str, tuple[str, ...]] = {
    "core/citing": (READING, CORPUS),
    "core/covering": (READING, CORPUS),
    "core/model/codes.py": ("tests/test_codes.py tests/test_grammars.py", CORPUS),
    "core/expert_report": (REVIEW,),
    "core/rules": (CASES,),
}


@dataclass(frozen=True)
class Outcome:
    room: str
    module: str
    line: int
    change: str
    survived: bool


def mutants(root: Path) -> Iterator[tuple[str, Any]]:
    """(room, what is to be changed) of all that can be changed."""
    from cosmic_ray.commands.init import _all_work_items

    for room in ROOMS:
        path = root / room
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            silent = _annotations(module.read_text("utf-8"))
            for item in _all_work_items([module], {}):
                mutation = item.mutations[0]
                if mutation.operator_name != "core/NoOp" and mutation.start_pos[0] not in silent:
                    yield room, mutation


def _annotations(source: str) -> set[int]:
    """Lines that hold annotations and nothing that runs beside them: fields and the heads of functions."""
    lines: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign) and node.value is None:
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        elif isinstance(node, ast.FunctionDef):
            lines.update(range(node.lineno, node.body[0].lineno))
    return lines


def tried(room: str, mutation: Any, root: Path) -> Outcome:
    from cosmic_ray.mutating import mutate_and_test

    commands = " && ".join(f"{sys.executable} -m pytest -q -x -p no:cacheprovider {tests}" for tests in ROOMS[room])
    result = mutate_and_test([mutation], f'bash -c "{commands}"', TIMEOUT)
    changed = [line for line in (result.diff or "").splitlines() if line[:1] in "+-" and line[:3] not in ("---", "+++")]
    name = Path(mutation.module_path).relative_to(root).as_posix()
    return Outcome(
        room, name, mutation.start_pos[0], " → ".join(line[1:].strip() for line in changed), not result.is_killed
    )


def copied(folder: Path) -> Path:
    """The last commit in a folder, importable as `sapa`."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(folder, filter="data")
    link = folder / ".dev" / "sapa"
    link.parent.mkdir(exist_ok=True)
    if not link.exists():
        link.symlink_to("..")
    os.environ["PYTHONPATH"] = str(link.parent)
    os.chdir(folder)
    return folder


def table(outcomes: Sequence[Outcome], seed: int) -> str:
    killed, total = sum(not one.survived for one in outcomes), len(outcomes)
    lines = [
        f"{killed} of {total} mutants killed, {100 * killed // max(total, 1)} % (goal {GOAL} %), "
        f"seed {seed}, {date.today():%Y-%m-%d}.",
        "",
        "| Room | Mutants | Killed |",
        "| --- | ---: | ---: |",
    ]
    whole = Counter(one.room for one in outcomes)
    alive = Counter(one.room for one in outcomes if one.survived)
    for room in ROOMS:
        if whole[room]:
            lines.append(f"| `{room}` | {whole[room]} | {100 * (whole[room] - alive[room]) // whole[room]} % |")
    return "\n".join(lines) + "\n"


_BEGIN, _END = "<!-- written: tools/mutants.py -->", "<!-- end -->"


def write(path: Path, text: str) -> None:
    page = path.read_text("utf-8")
    head, _, rest = page.partition(_BEGIN)
    path.write_text(f"{head}{_BEGIN}\n{text}{_END}{rest.partition(_END)[2]}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--write", type=Path, help="put the figure into this page")
    parser.add_argument("--show", action="store_true", help="print every mutant as it is tested")
    given = parser.parse_args()
    page = given.write.resolve() if given.write else None
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as temporary:
        root = copied(Path(temporary).resolve())
        every = list(mutants(root))
        for room, mutation in random.Random(given.seed).sample(every, min(given.count, len(every))):
            outcomes.append(tried(room, mutation, root))
            if given.show:
                one = outcomes[-1]
                print("SURVIVED" if one.survived else "killed", f"{one.module}:{one.line}", one.change, flush=True)
    text = table(outcomes, given.seed)
    print(text)
    if page is not None:
        write(page, text)


if __name__ == "__main__":
    main()
