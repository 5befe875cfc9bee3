"""The same report as a Word file and as a PDF: both are read, and what differs is a doubt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sapa.core.case.check import check_case
from sapa.core.checking import side_by_side
from sapa.core.checking.settings import settings
from sapa.core.loading.case_file import parse_case
from sapa.core.loading.data_file import DataFileError
from sapa.core.model.results import DocumentResult
from sapa.core.reading.tools import probe
from sapa.core.words.messages import LANGS, say

from . import cases
from .test_cli import PROSE, word_file


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "possible", lambda: False)


def checked(folder: Path, *also: str) -> DocumentResult:
    report = replace(cases.report("en"), files=("sar.docx",), also=also)
    of = cases.case("institutional", folder=str(folder), reports=(report,))
    return check_case(of, cases.loaded(), settings(cases.loaded(), probe()), today=cases.TODAY).documents[0]


def write(file: Path, *codes: str) -> None:
    word_file(file, *((text, level) for code in codes for text, level in ((f"{code} Goals", 2), (PROSE, 0))))


def doubts(document: DocumentResult) -> dict[str, Any]:
    return {one.criterion.code.text: one.doubt for one in document.sets[0].coverage.criteria if one.doubt is not None}


def test_a_criterion_that_the_copy_answers_otherwise_is_to_be_looked_at(tmp_path: Path) -> None:
    write(tmp_path / "sar.docx", "1.2.1", "1.2.2")
    write(tmp_path / "copy.docx", "1.2.1")
    alone, both = checked(tmp_path), checked(tmp_path, "copy.docx")
    assert doubts(alone) == {}
    assert list(doubts(both)) == ["1.2.2"]
    assert [one.status for one in both.sets[0].coverage.criteria] == [
        one.status for one in alone.sets[0].coverage.criteria
    ], "the report itself counts"
    assert all("copy.docx" in say(doubts(both)["1.2.2"], lang) for lang in LANGS)


def test_a_copy_that_says_the_same_raises_no_doubt(tmp_path: Path) -> None:
    write(tmp_path / "sar.docx", "1.2.1", "1.2.2")
    write(tmp_path / "copy.docx", "1.2.1", "1.2.2")
    assert doubts(checked(tmp_path, "copy.docx")) == {}


def test_a_copy_that_cannot_be_read_is_told_and_nothing_else_changes(tmp_path: Path) -> None:
    write(tmp_path / "sar.docx", "1.2.1")
    (tmp_path / "copy.pdf").write_bytes(b"")
    found = checked(tmp_path, "copy.pdf")
    assert [one.rule for one in found.findings if one.rule == "copy-unread"] == ["copy-unread"]
    assert doubts(found) == {} and found.error is None


def test_a_file_is_no_copy_of_itself() -> None:
    text = '[case]\nprocedure = "institutional"\ntype = "conceptual"\n[institution]\nname = "E"\n'
    text += '[[reports]]\nlanguage = "en"\nfiles = ["sar.docx"]\nalso = ["sar.docx"]\n'
    with pytest.raises(DataFileError, match="twice"):
        parse_case(text, ".", cases.loaded().procedures, list(cases.loaded().sets))
