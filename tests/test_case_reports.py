"""Several files make one report: every place names its file, and what cannot be read is not called missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from sapa.core.case.check import check_case
from sapa.core.checking.joined import check_reports, join
from sapa.core.checking.settings import settings
from sapa.core.model.coverage import Status
from sapa.core.model.document import Block, Cell, Document, Kind, Line, Unreadable
from sapa.core.model.findings import Finding
from sapa.core.model.places import Place
from sapa.core.reading.tools import probe

from . import cases

LONG = "The university plans, does, checks and improves, and shows each year with numbers what came of it. " * 4


def row(file: str, table: int, outer: int | None = None) -> Block:
    return Block(Kind.ROW, Place(file, paragraph=1), cells=(Cell((Line("x"),), 0),), table=table, outer=outer)


def document(file: str, *blocks: Block, pages: int | None = None, **more: object) -> Document:
    given: dict[str, object] = {"sha256": "0" * 64, "format": "pdf" if pages else "docx", "pages": pages, **more}
    return Document(file, (file,), blocks=blocks, **given)  # type: ignore[arg-type]


def test_one_file_stays_as_it_is() -> None:
    alone = document("a.docx", row("a.docx", 1))
    assert join([alone]) is alone


def test_tables_nested_rows_and_unreadable_pages_move_behind_the_first_file() -> None:
    first = document(
        "a.pdf", row("a.pdf", 1), row("a.pdf", 2), pages=3, unreadable=(Unreadable("a.pdf", (2,), "scan", 1),)
    )
    second = document(
        "b.pdf", row("b.pdf", 1), row("b.pdf", 2, outer=0), row("b.pdf", 0), pages=4,
        unreadable=(Unreadable("b.pdf", (1,), "scan", 0),), findings=(Finding("hidden-text", "warning"),),
    )  # fmt: skip
    joined = join([first, second])
    assert [block.place.file for block in joined.blocks] == ["a.pdf"] * 2 + ["b.pdf"] * 3
    assert [block.table for block in joined.blocks] == [1, 2, 3, 4, 0]
    assert [block.outer for block in joined.blocks] == [None, None, None, 2, None]
    assert [(gap.file, gap.at) for gap in joined.unreadable] == [("a.pdf", 1), ("b.pdf", 2)]
    assert (joined.files, joined.pages, joined.path) == (("a.pdf", "b.pdf"), 7, "a.pdf")
    assert [finding.rule for finding in joined.findings] == ["hidden-text"]


def test_pages_are_counted_only_where_every_file_has_some() -> None:
    joined = join([document("a.pdf", pages=3), document("b.docx")])
    assert (joined.pages, joined.format) == (None, "pdf+docx")


def test_the_order_of_the_files_is_part_of_what_the_report_is() -> None:
    one, other = document("a.docx", sha256="1" * 64), document("b.docx", sha256="2" * 64)
    assert join([one, other]).sha256 != join([other, one]).sha256


def word(file: Path, *sections: tuple[str, str]) -> str:
    made = docx.Document()
    for heading, text in sections:
        made.add_heading(heading, 2)
        made.add_paragraph(text)
    made.save(str(file))
    return str(file)


@pytest.fixture
def halves(tmp_path: Path) -> list[str]:
    return [
        word(tmp_path / "1.docx", ("1.2.1 Mission", LONG), ("1.2.2 Strategy", LONG)),
        word(tmp_path / "2.docx", ("2.2.1 Leadership", LONG)),
    ]


def check(files: list[str]) -> object:
    loaded = cases.loaded()
    sets = [loaded.sets["institutional"]]
    return check_reports([tuple(files)], settings(loaded, probe(), sets))[0]


def test_criteria_answered_in_either_file_are_addressed_with_the_file_as_their_place(halves: list[str]) -> None:
    found = check(halves)
    criteria = {c.criterion.code.text: c for c in found.sets[0].coverage.criteria}  # type: ignore[attr-defined]
    assert {code: c.status for code, c in criteria.items() if c.status is Status.ADDRESSED} == dict.fromkeys(
        ("1.2.1", "1.2.2", "2.2.1"), Status.ADDRESSED
    )
    assert criteria["2.2.1"].evidence[0].place.file == halves[1]
    assert criteria["2.2.1"].evidence[0].place.paragraph == 1, "numbers count inside each file"
    assert criteria["1.2.2"].evidence[0].place.file == halves[0]


def test_the_last_passage_of_a_file_may_go_on_in_the_next_one(tmp_path: Path) -> None:
    first = word(tmp_path / "1.docx", ("1.2.1 Mission", "Short."))
    second = docx.Document()
    second.add_paragraph(LONG)
    second.save(str(tmp_path / "2.docx"))
    found = check([first, str(tmp_path / "2.docx")])
    criteria = {c.criterion.code.text: c for c in found.sets[0].coverage.criteria}  # type: ignore[attr-defined]
    assert criteria["1.2.1"].status is Status.ADDRESSED


def test_a_file_that_cannot_be_read_leaves_the_whole_report_unchecked(halves: list[str], tmp_path: Path) -> None:
    (tmp_path / "3.docx").write_bytes(b"")
    found = check([*halves, str(tmp_path / "3.docx")])
    assert found.error.code == "empty"  # type: ignore[attr-defined]
    assert found.files == (*halves, str(tmp_path / "3.docx"))  # type: ignore[attr-defined]
    statuses = {c.status for c in found.sets[0].coverage.criteria}  # type: ignore[attr-defined]
    assert statuses == {Status.NOT_CHECKED}


def test_a_case_checks_its_report_against_the_sets_of_its_procedure(halves: list[str], tmp_path: Path) -> None:
    of = replace(cases.case("online-audit"), folder=str(tmp_path),
                 reports=(replace(cases.report("en"), files=("1.docx", "2.docx")),))  # fmt: skip
    result = check_case(of, cases.loaded(), settings(cases.loaded(), probe()), today=cases.TODAY)
    assert [found.coverage.set.id for found in result.documents[0].sets] == ["institutional"]
    assert result.case is not None
    line = next(line for line in result.case.lines if line.requirement.id == "sar-criteria")
    assert line.state == "not-met"
    assert line.findings[0].arguments["missing"] == 105
    assert line.findings[0].severity == "warning", "each missing criterion is an error of the report already"


def test_the_sets_that_a_case_adds_are_checked_too(tmp_path: Path) -> None:
    word(tmp_path / "1.docx", ("1.2.1 Objectives", LONG))
    of = replace(cases.case("programme"), folder=str(tmp_path), sets=("eur-ace",),
                 reports=(replace(cases.report("en"), files=("1.docx",)),))  # fmt: skip
    result = check_case(of, cases.loaded(), settings(cases.loaded(), probe()), today=cases.TODAY)
    assert [found.coverage.set.id for found in result.documents[0].sets] == ["programme", "eur-ace"]


@pytest.mark.usefixtures("workers")
def test_reports_read_in_parallel_give_the_same_result(halves: list[str], tmp_path: Path) -> None:
    listed = tuple(replace(cases.report(lang), files=(f"{n}.docx",)) for n, lang in ((1, "en"), (2, "ru")))
    of = replace(cases.case("online-audit"), folder=str(tmp_path), reports=listed)
    one, two = (
        check_case(of, cases.loaded(), settings(cases.loaded(), probe()), today=cases.TODAY, jobs=jobs)
        for jobs in (1, 2)
    )
    assert one.findings == two.findings
    assert [d.findings for d in one.documents] == [d.findings for d in two.documents]
