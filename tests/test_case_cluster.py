"""One report for several programmes: which of them is named under which criterion, in three languages."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from sapa.core.assembly import assemble, built_in
from sapa.core.assembly.cluster.facts import Names, matrix, state_of
from sapa.core.checking.report import check
from sapa.core.checking.settings import settings
from sapa.core.loading.installed import AssemblyError, Request
from sapa.core.model.case import Programme
from sapa.core.model.coverage import Status
from sapa.core.model.results import Result
from sapa.core.model.standards import Titles
from sapa.core.reading.tools import probe

from . import cases
from .test_cli import valid

SYSTEMS = Programme(
    "6B06101", Titles({"en": "Information systems", "ru": "Информационные системы", "kk": "Ақпараттық жүйелер"})
)
SECURITY = Programme(
    "6B06102", Titles({"en": "Information systems security", "ru": "Безопасность информационных систем"})
)
ECONOMICS = Programme("6B04101", Titles({"en": "Economics", "ru": "Экономика"}), aliases=("Applied Economics",))
ALL = (SYSTEMS, SECURITY, ECONOMICS)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The programme 6B06101 has 40 students.", ["6B06101"]),
        ("ОП 6В06101 и 6b06102", ["6B06101", "6B06102"]),  # Cyrillic В, small letter
        ("Information systems and Information systems security", ["6B06101", "6B06102"]),
        ("студенты информационных систем", ["6B06101"]),
        ("в «Информационных системах» и в безопасности информационных систем", ["6B06101", "6B06102"]),
        ("ақпараттық жүйелерде", ["6B06101"]),
        ("6B06101 «Информационные системы»", ["6B06101"]),  # one naming, not two
        ("The economics of the region", []),  # a word of the language
        ("the programme “Economics”", ["6B04101"]),
        ("Applied economics", ["6B04101"]),
        ("systems of information", []),
        ("information about systems", []),
        ("16B061012", []),
        ("6B061", []),
    ],
)
def test_programmes_are_found_by_code_and_by_name_with_any_ending(text: str, codes: list[str]) -> None:
    assert Names(ALL).found(text) == codes


LONG = "The programme plans, does, checks and improves, and shows each year with numbers what came of it. " * 4


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    made = docx.Document()
    for heading, text in (
        ("1.2.1 Objectives", f"6B06101 aims high. {LONG} So does Information systems security."),
        ("1.2.2 Review of 6B06102", LONG),
        ("1.2.3 Nothing named", LONG),
        ("1.2.4 Empty", ""),
    ):
        made.add_heading(heading, 2)
        made.add_paragraph(text)
    table = made.add_table(rows=3, cols=2)
    for row, (code, text) in enumerate((("Criterion", "Text"), ("4.2.1", f"«Economics». {LONG}"), ("4.2.2", LONG))):
        table.rows[row].cells[0].text, table.rows[row].cells[1].text = code, text
    file = tmp_path_factory.mktemp("cluster") / "sar.docx"
    made.save(str(file))
    return check([str(file)], settings(cases.loaded(), probe(), [cases.loaded().sets["programme"]]))


def states(of: Result) -> dict[str, list[str]]:
    document = of.documents[0]
    found = matrix(document, document.sets[0], ALL)
    return {
        row.criterion.criterion.code.text: [state_of(row, programme.code) for programme in ALL] for row in found.rows
    }


def test_each_criterion_says_which_programmes_its_passage_names(result: Result) -> None:
    found = states(result)
    assert found["1.2.1"] == ["named", "named", "never"]
    assert found["1.2.2"] == ["never", "named", "never"], "its heading names it"
    assert found["1.2.3"] == ["never"] * 3
    assert found["1.2.4"] == ["nowhere"] * 3, "there is no text in which it could be named"
    assert found["4.2.1"] == ["never", "never", "named"]
    assert found["4.2.2"] == ["never"] * 3, "the row above is another criterion's"


def test_a_programme_that_is_never_named_is_told(result: Result) -> None:
    law = Programme("6B04201", Titles({"en": "Commercial law"}))
    document = result.documents[0]
    found = matrix(document, document.sets[0], (SYSTEMS, law))
    assert found.never == (law,)
    assert (found.counts(SYSTEMS), found.answered) == (1, 5)


def made(of: Result, format: str, *programmes: str) -> str:
    request = Request(cases.loaded(), result=of, options={"programme": programmes})
    content = assemble(built_in()["cluster"], request, format).content
    return content if isinstance(content, str) else ""


def test_the_files_say_the_same(result: Result) -> None:
    named = ("6B06101=Information systems", "6B06102=Information systems security", "6B04101=Economics")
    value = valid(made(result, "json", *named), "cluster")
    cells = {row["code"]: row["cells"] for row in value["matrices"][0]["rows"]}
    assert cells["1.2.1"]["6B06101"]["count"] == 1
    assert cells["1.2.1"]["6B06101"]["place"]["paragraph"] == 2
    rows = list(csv.DictReader(io.StringIO(made(result, "csv", *named))))
    assert {row["state"] for row in rows if row["criterion"] == "1.2.1"} == {"named", "never"}
    assert len(rows) == 3 * 90
    assert "6B06101 Information systems: named under 1 of 5" in made(result, "text", *named)


def test_without_programmes_it_says_where_to_list_them(result: Result) -> None:
    with pytest.raises(AssemblyError) as raised:
        made(result, "text")
    assert raised.value.said.id == "cluster.few"


def test_a_report_of_a_case_is_held_against_the_programmes_that_it_is_said_to_be_about(result: Result) -> None:
    path = Path(result.documents[0].path)
    listed = replace(cases.report("en", "6B06101"), files=(path.name,))
    case = cases.case("programme", folder=str(path.parent), programmes=ALL, reports=(listed,))
    request = Request(cases.loaded(), result=result, case=case)
    value = json.loads(str(assemble(built_in()["cluster"], request, "json").content))
    assert [one["code"] for one in value["matrices"][0]["programmes"]] == ["6B06101"]


def test_a_report_that_could_not_be_read_has_no_matrix(tmp_path: Path) -> None:
    (tmp_path / "sar.docx").write_bytes(b"")
    broken = check([str(tmp_path / "sar.docx")], settings(cases.loaded(), probe(), [cases.loaded().sets["programme"]]))
    assert json.loads(made(broken, "json", "6B06101"))["matrices"] == []


def checked(tmp_path: Path, *paragraphs: tuple[str, str], set: str = "programme") -> Result:
    made = docx.Document()
    for heading, text in paragraphs:
        made.add_heading(heading, 2)
        made.add_paragraph(text)
    made.save(str(tmp_path / "sar.docx"))
    return check([str(tmp_path / "sar.docx")], settings(cases.loaded(), probe(), [cases.loaded().sets[set]]))


def test_a_code_that_an_incomplete_set_does_not_list_has_no_row_and_is_no_fault(tmp_path: Path) -> None:
    found = checked(tmp_path, ("1.2.5 Goals", LONG), ("1.2.6 More", f"6B06101. {LONG}"), set="institutional")
    document = found.documents[0]
    one = matrix(document, document.sets[0], (SYSTEMS,))
    assert "1.2.6" not in {row.criterion.criterion.code.text for row in one.rows}
    assert one.counts(SYSTEMS) == 0
    assert one.never == (), "it is named, under a code that the set does not list"


def test_nothing_is_said_of_a_programme_where_no_criterion_has_text(tmp_path: Path) -> None:
    """The table says "no text"; a warning that the programme is never named would contradict it."""
    found = checked(tmp_path, ("1.2.1 Objectives", ""))
    request = Request(cases.loaded(), result=found, options={"programme": ("6B06101",)})
    made_of_it = assemble(built_in()["cluster"], request, "text")
    assert made_of_it.findings == ()


def test_nothing_is_said_of_a_programme_where_criteria_could_not_be_checked(result: Result) -> None:
    law = Programme("6B04201", Titles({"en": "Commercial law"}))
    document = result.documents[0]
    found = document.sets[0]
    first, *others = found.coverage.criteria
    unknown = replace(found.coverage, criteria=(replace(first, status=Status.NOT_CHECKED), *others))
    one = matrix(document, replace(found, coverage=unknown), (law,))
    assert one.never == ()
