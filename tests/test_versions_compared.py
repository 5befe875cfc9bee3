"""Two versions of Sapa over a corpus: what is said of a file that they read otherwise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # fuzz is no part of the package
    sys.path.append(str(ROOT))
if not (ROOT / "fuzz").is_dir():
    pytest.skip("the source distribution has no fuzz", allow_module_level=True)

from fuzz import compare  # noqa: E402

READ: dict[str, Any] = {
    "error": None, "format": "pdf", "language": "en", "pages": 2, "unread": 0, "words": {"one": 2, "two": 2},
    "headings": ["1 One"], "tables": 1, "rows": 4, "statuses": {"institutional": {"1.2.4": "addressed"}},
}  # fmt: skip


def told(old: dict[str, Any], new: dict[str, Any]) -> dict[str, str]:
    return {one.what: one.told for one in compare.changes(old, new)}


def test_what_is_read_alike_is_no_change() -> None:
    assert told(READ, dict(READ)) == {}
    assert list(compare.report({"a.pdf": READ}, {"a.pdf": dict(READ)})) == ["1 files, 0 otherwise, 0 read by neither"]


def test_a_file_that_one_version_could_not_read_is_broken_or_mended_and_no_more_is_said() -> None:
    error = {"error": "damaged"}
    assert told(READ, error) == {"broken": "read -> damaged"}
    assert told(error, READ) == {"mended": "damaged -> read"}
    assert told(error, {"error": "too-large"}) == {"error": "damaged -> too-large"}


def test_words_headings_and_statuses_that_went_or_came_are_named_with_their_share() -> None:
    new = {**READ, "words": {"one": 2, "three": 2}, "headings": ["1 One", "2 Two"], "tables": 0,
           "statuses": {"institutional": {"1.2.4": "missing"}}}  # fmt: skip
    assert told(READ, new) == {
        "tables": "1 -> 0",
        "words": "4 -> 4, alike 50.0%; lost 2: two; gained 2: three",
        "headings": "1 -> 2; gained 1: 2 Two",
        "statuses": "institutional: 1.2.4 addressed -> missing",
    }


def test_a_set_that_is_no_longer_recognised_is_told() -> None:
    assert told(READ, {**READ, "statuses": {}}) == {"sets": "institutional -> none"}


def test_the_report_counts_by_kind_of_file_and_begins_with_what_changed_most() -> None:
    slightly = {**READ, "words": {"one": 2, "two": 3}}
    old = {"a.docx": READ, "b.pdf": READ, "c.pdf": READ}
    lines = list(compare.report(old, {"a.docx": slightly, "b.pdf": {"error": "empty"}, "c.pdf": READ}, shown=1))
    assert lines[0] == "3 files, 2 otherwise, 0 read by neither"
    assert lines[2:6] == [
        "| File | Files | Otherwise | Words | Headings | Tables | words | broken |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| .docx | 1 | 1 | 4 -> 5 | 1 | 1 | 1 | 0 |",
        "| .pdf | 2 | 1 | 8 -> 4 | 2 -> 1 | 2 -> 1 | 0 | 1 |",
    ]
    assert lines[6:] == ["\nb.pdf", "  broken: read -> empty", "\n1 more files are otherwise; --shown 2 names them"]


def test_files_that_neither_version_could_read_are_counted() -> None:
    error = {"error": "damaged"}
    assert list(compare.report({"a.pdf": error}, {"a.pdf": error})) == ["1 files, 0 otherwise, 1 read by neither"]


def test_a_file_that_a_version_did_not_reach_is_told_as_such() -> None:
    lines = "\n".join(compare.report({"a.pdf": READ}, {}))
    assert "read -> the version ended before this file" in lines
