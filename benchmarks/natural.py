"""How often Sapa is right on reports as people write them, and whether it doubts where it is wrong.

    python benchmarks/natural.py FOLDER [FOLDER...]     documents with their truth.json; the figures
    python benchmarks/natural.py FOLDER --show          besides every disagreement
    python benchmarks/natural.py FOLDER --only n05      documents whose file name begins so

truth.json: {"documents": [{"id", "file", "codes": {set: {code: {"status", "certainty", "places", "flags"}}}}]}.
Its statuses are addressed, mentioned and missing. thin and not_applicable count as mentioned; not_checked is wrong
wherever the truth knows a status. Codes of which the labeller was sure (certainty high) are scored; those where people
could differ stand in a column of their own. The truth counts 40 words in every language, and so does this.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

TRUTH_WORDS = 40  # narrative words that the truth calls an answer, in every language
COUNTS_AS = {"thin": "mentioned", "not_applicable": "mentioned"}


class Judged(NamedTuple):
    """One criterion of one document. sure: the labeller's certainty is high; doubt: Sapa's own, "" where it has none.

    page: the first evidence's page is one where the truth has the answer; None where either is unknown
    """

    document: str
    language: str
    format: str
    set: str
    code: str
    expected: str
    got: str
    sure: bool
    doubt: str
    flags: tuple[str, ...]
    page: bool | None
    said: str

    @property
    def right(self) -> bool:
        return self.expected == COUNTS_AS.get(self.got, self.got)

    @property
    def marked(self) -> bool:
        """Said to be looked at: a doubt, or the plain statement that it was not checked."""
        return bool(self.doubt) or self.got == "not_checked"

    def __str__(self) -> str:
        flags = f" [{', '.join(self.flags)}]" if self.flags else ""
        page = "; another page" if self.page is False else ""
        doubt = f"; doubt: {self.doubt}" if self.doubt else ""
        unsure = "" if self.sure else " (people could differ)"
        return (
            f"{self.document} {self.set} {self.code}: "
            f"expected {self.expected}{flags}, got {self.got}{unsure}: {self.said}{page}{doubt}"
        )


@dataclass(frozen=True)
class Job:
    """A document of a folder with its truth."""

    folder: Path
    truth: dict[str, Any]


def jobs(folders: Iterable[Path], only: str = "") -> list[Job]:
    found = []
    for folder in folders:
        documents = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["documents"]
        found += [Job(folder, one) for one in documents if one["file"].startswith(only)]
    return [job for job in found if (job.folder / job.truth["file"]).exists()]


@cache
def _known(folder: Path) -> tuple[Any, ...]:
    """The installed sets, and those in the folder's own `sets`."""
    from sapa.core.loading.plugins import load_plugins

    own = [folder / "sets"] if (folder / "sets").is_dir() else []
    return tuple(replace(one, words={"": TRUTH_WORDS}) for one in load_plugins(own).sets.values())


def judge(job: Job) -> list[Judged]:
    """Checks one document against the sets that its truth speaks of."""
    from sapa.core.checking.report import check
    from sapa.core.checking.settings import Settings
    from sapa.core.reading.tools import probe
    from sapa.core.words.messages import say

    truth, known = job.truth, _known(job.folder)
    names = [name.replace("_", "-") for name in truth["codes"]]
    asked = tuple(one for name in names for one in known if one.id == name)
    how = Settings(asked, known, tools=probe(), ocr="never")
    (result,) = check([str(job.folder / truth["file"])], how).documents
    got = {
        (one.coverage.set.id, str(covered.criterion.code)): covered
        for one in result.sets
        for covered in one.coverage.criteria
    }
    judged = []
    for name, codes in zip(names, truth["codes"].values(), strict=True):
        for code, label in codes.items():
            one = got.get((name, code))
            doubt = getattr(one, "doubt", None)
            judged.append(
                Judged(
                    truth["file"], truth["language"], truth["format"], name, code, label["status"],
                    str(one.status) if one else "none",
                    label["certainty"] == "high",
                    say(doubt) if doubt else "",
                    tuple(label.get("flags", ())),
                    _page(label, one),
                    f"{say(one.reason)}, {one.words} words" if one else "no criterion of the set",
                )
            )  # fmt: skip
    return judged


def _page(label: dict[str, Any], covered: Any) -> bool | None:
    true = {place["page"] for place in label["places"] if place.get("page")}
    if not true or covered is None or not covered.evidence or covered.evidence[0].place.page_source != "pdf":
        return None
    return covered.evidence[0].place.page in true


def measure(folders: Sequence[Path], processes: int, only: str = "") -> list[Judged]:
    wanted = jobs(folders, only)
    if processes > 1 and len(wanted) > 1:
        with ProcessPoolExecutor(processes) as pool:
            return [one for some in pool.map(judge, wanted) for one in some]
    return [one for job in wanted for one in judge(job)]


# ------------------------------------------------------------------------------------------------ what is printed


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def figures(judged: Sequence[Judged]) -> dict[str, tuple[int, int]]:
    """Part and whole of each measure, over the codes of which the labeller was sure."""
    sure = [one for one in judged if one.sure]
    unsure = [one for one in judged if not one.sure]
    said = [one for one in sure if one.got == "addressed"]
    true = [one for one in sure if one.expected == "addressed"]
    absent = [one for one in sure if one.got == "missing"]
    pages = [one for one in sure if one.page is not None]
    wrong = [one for one in sure if not one.right]
    right = [one for one in sure if one.right]
    return {
        "right": (len(right), len(sure)),
        "precision of addressed": (sum(one.right for one in said), len(said)),
        "recall of addressed": (sum(one.right for one in true), len(true)),
        "precision of missing": (sum(one.right for one in absent), len(absent)),
        "first page": (sum(bool(one.page) for one in pages), len(pages)),
        "wrong that are doubted": (sum(one.marked for one in wrong), len(wrong)),
        "right that are doubted": (sum(one.marked for one in right), len(right)),
        "right where people could differ": (sum(one.right for one in unsure), len(unsure)),
    }


def table(judged: Sequence[Judged]) -> list[str]:
    """A row for everything, then for each language, format and document."""
    groups: dict[str, list[Judged]] = {"all": list(judged)}
    for one in judged:
        for name in (f"language: {one.language}", f"format: {one.format}"):
            groups.setdefault(name, []).append(one)
    for one in judged:
        groups.setdefault(f"`{one.document}`", []).append(one)
    heads = list(figures(judged))
    lines = ["| | statuses | " + " | ".join(f"{head}, %" for head in heads) + " |"]
    lines.append("| --- |" + " ---: |" * (len(heads) + 1))
    for name, some in groups.items():
        found = figures(some)
        cells = [percent(*found[head]) for head in heads]
        lines.append(f"| {name} | {sum(one.sure for one in some)} | " + " | ".join(cells) + " |")
    return lines


def matrix(judged: Sequence[Judged]) -> list[str]:
    """What was taken for what, among the codes of which the labeller was sure."""
    counted = Counter((one.expected, one.got) for one in judged if one.sure)
    heads = list(dict.fromkeys(got for _, got in sorted(counted)))
    lines = ["| expected | " + " | ".join(heads) + " |", "| --- |" + " ---: |" * len(heads)]
    for expected in ("addressed", "mentioned", "missing"):
        lines.append(f"| {expected} | " + " | ".join(str(counted[expected, got]) for got in heads) + " |")
    return lines


def report(judged: Sequence[Judged]) -> list[str]:
    return [*table(judged), "", *matrix(judged)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--show", action="store_true", help="print every disagreement, and every doubt without need")
    parser.add_argument("--only", default="", help="documents whose file name begins so")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args(arguments)
    judged = measure(given.folders, given.jobs, given.only)
    if given.show:
        for one in judged:
            if not one.right or one.page is False or one.marked:
                print("  " if one.right else "! ", one, sep="")
    print("\n".join(report(judged)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
