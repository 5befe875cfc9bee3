"""The measure of natural reports: what counts as right, and how the doubts are counted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from .documents import prose
from .wordxml import p, package

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # benchmarks are no part of the package
    sys.path.insert(0, str(ROOT))
if not (ROOT / "benchmarks").is_dir():
    pytest.skip("the source distribution has no benchmarks", allow_module_level=True)

from benchmarks.natural import Judged, figures, measure  # noqa: E402


def judged(expected: str, got: str, *, sure: bool = True, doubt: str = "", page: bool | None = None) -> Judged:
    return Judged("a.docx", "en", "docx", "institutional", "3.2.1", expected, got, sure, doubt, (), page, "")


def test_thin_and_not_applicable_count_as_mentioned_and_not_checked_as_wrong_but_marked() -> None:
    some = [judged("mentioned", "thin"), judged("mentioned", "not_applicable"), judged("missing", "not_checked")]
    assert [one.right for one in some] == [True, True, False]
    assert figures(some)["wrong that are doubted"] == (1, 1)


def test_codes_where_people_could_differ_stand_apart() -> None:
    found = figures([judged("addressed", "addressed"), judged("addressed", "missing", sure=False)])
    assert found["right"] == (1, 1)
    assert found["right where people could differ"] == (0, 1)


def test_doubts_are_counted_among_wrong_and_right_statuses_apart() -> None:
    found = figures(
        [
            judged("addressed", "missing", doubt="?"),
            judged("addressed", "missing"),
            judged("missing", "missing", doubt="?"),
        ]
    )
    assert found["wrong that are doubted"] == (1, 2)
    assert found["right that are doubted"] == (1, 1)


def test_a_folder_is_measured_with_forty_words_in_every_language(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(package("".join(map(p, ("3.2.1 Title:", prose(40), "3.2.2 Title:", prose(37))))))
    label = {"certainty": "high", "places": [], "flags": []}
    codes = {"3.2.1": {**label, "status": "addressed"}, "3.2.2": {**label, "status": "mentioned"}}
    truth = {"id": "a", "file": "a.docx", "format": "docx", "language": "kk", "codes": {"institutional": codes}}
    (tmp_path / "truth.json").write_text(json.dumps({"documents": [truth]}), encoding="utf-8")
    assert figures(measure([tmp_path], 1))["right"] == (2, 2)


@pytest.mark.slow
@pytest.mark.parametrize("batch", ["c", "d"])
def test_the_reports_that_are_kept_with_the_project_are_read_as_well_as_is_promised(batch: str) -> None:
    found = figures(measure([ROOT / "benchmarks" / "natural" / f"batch-{batch}"], 1, batch))
    share = {name: part / whole for name, (part, whole) in found.items() if whole}
    assert share["right"] >= 0.985
    assert share["precision of addressed"] >= 0.995
    assert share["recall of addressed"] >= 0.985
    assert share["right that are doubted"] <= 0.05
