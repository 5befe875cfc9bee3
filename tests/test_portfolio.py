"""Many results and cases in one view."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

import sapa
from sapa import api
from sapa.core.assembly.portfolio.gather import Share, gather
from sapa.core.assembly.portfolio.view import view
from sapa.core.showing.view import teller

from .cases import loaded

CASE = """[case]
procedure = "institutional"
type = "re-accreditation"
[institution]
name = "Sample University"
[dates]
start = 2026-01-12
"""


def result(path: str, statuses: dict[str, str], case: str | None = None) -> dict[str, Any]:
    """As `sapa check --format json` writes it, less what a portfolio does not look at."""
    numbers = sorted({code[0] for code in statuses})
    one = {
        "id": "institutional",
        "edition": "2021",
        "criteria": [{"code": code, "standard": code[0], "status": status} for code, status in statuses.items()],
        "standards": [{"number": number} for number in numbers],
    }
    document = {"path": path, "sets": [one]}
    return {"schema": "sapa.check/1", "case": case and {"path": case}, "documents": [document]}


def write(folder: Path, name: str, content: object) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")


def gathered(folder: Path) -> Any:
    return gather([str(folder)], loaded(), date(2027, 6, 1), "en")


def test_what_could_not_be_known_is_neither_addressed_nor_open(tmp_path: Path) -> None:
    statuses = {"1.2.1": "addressed", "1.2.2": "not_checked", "1.2.3": "missing", "2.1.1": "not_checked"}
    write(tmp_path, "a.json", result("2024/a.docx", statuses))
    made = gathered(tmp_path)
    assert made.reports[0].standards == {"1": Share(1, 2), "2": Share(0, 0)}
    assert made.reports[0].not_checked == 2
    assert [(one.code, one.count, one.of) for one in made.missed] == [("1.2.3", 1, 1)]


def test_criteria_that_most_reports_leave_open_come_first(tmp_path: Path) -> None:
    write(tmp_path, "a.json", result("a.docx", {"1.2.10": "thin", "1.2.9": "missing", "1.2.4": "addressed"}))
    write(tmp_path, "deep/b.json", result("b.docx", {"1.2.10": "missing", "1.2.9": "addressed", "1.2.4": "mentioned"}))
    found = [(one.code, one.count, dict(one.gaps)) for one in gathered(tmp_path).missed]
    assert found == [
        ("1.2.10", 2, {"thin": 1, "missing": 1}),
        ("1.2.4", 1, {"mentioned": 1}),
        ("1.2.9", 1, {"missing": 1}),
    ]


def test_institution_and_year_are_the_cases_else_those_of_the_paths(tmp_path: Path) -> None:
    write(tmp_path, "cases/one/sapa.toml", CASE)
    write(tmp_path, "cases/r.json", result("one/sar.docx", {"1.2.1": "addressed"}, "one"))
    write(tmp_path, "2023/r.json", result("ВУЗ 7.docx", {"1.2.1": "addressed"}))
    made = gathered(tmp_path)
    assert made.faults == ()
    assert [(one.institution, one.year) for one in made.reports] == [("Sample University", 2026), ("ВУЗ 7", 2023)]
    assert made.cases == 1
    assert {one.state for one in made.deadlines} <= {"overdue", "running", "planned", "ahead"}
    assert made.deadlines and [one.day for one in made.deadlines] == sorted(one.day for one in made.deadlines)


def test_a_broken_result_and_a_faulty_case_are_left_out_by_name_and_other_json_is_no_fault(tmp_path: Path) -> None:
    whole = result("a.docx", {"1.2.1": "addressed"})
    write(tmp_path, "good.json", whole)
    write(tmp_path, "cut.json", json.dumps(whole)[:-20])
    write(tmp_path, "odd.json", {"schema": "sapa.check/1", "documents": [{"sets": [{}]}]})
    write(tmp_path, "other.json", {"name": "x"})
    write(tmp_path, "case/sapa.toml", "[case]\nprocedure = 1\n")
    made = gathered(tmp_path)
    assert len(made.reports) == 1
    assert [Path(path).name for path, _ in made.faults] == ["sapa.toml", "cut.json", "odd.json"]


def test_page_and_sheets_hold_the_same_and_nothing_of_a_name_is_markup_or_a_formula(tmp_path: Path) -> None:
    write(tmp_path, "a.json", result("<script>=1+1.docx", {"1.2.1": "addressed", "1.2.2": "missing"}))
    page = api.portfolio(tmp_path, loaded=loaded(), today=date(2027, 6, 1)).content
    assert isinstance(page, str)
    assert "&lt;script&gt;=1+1" in page and "<script" not in page
    assert ">50</td>" in page and "1.2.2" in page
    book = load_workbook(BytesIO(bytes(api.portfolio(tmp_path, "xlsx", loaded=loaded()).content)))  # type: ignore[arg-type]
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["<script>=1+1", None, "institutional@2021", "1", 1, 2] in rows
    assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def test_years_are_told_by_standard_and_numbers_say_which_standard_they_are(tmp_path: Path) -> None:
    write(tmp_path, "a.json", result("2024/a.docx", {"1.2.1": "addressed", "2.2.1": "missing"}))
    write(tmp_path, "b.json", result("2024/b.docx", {"1.2.1": "missing", "2.2.1": "missing"}))
    write(tmp_path, "c.json", result("2025/c.docx", {"1.2.1": "addressed"}))
    institutional = loaded().sets["institutional"]
    known = {institutional.key: institutional}
    (table,) = view(gathered(tmp_path), known, teller("en"), "en").tables
    assert [(one.year, one.reports, one.standards, one.whole) for one in table.years] == [
        (2024, 2, {"1": Share(1, 2), "2": Share(0, 2)}, Share(1, 4)),
        (2025, 1, {"1": Share(1, 1)}, Share(1, 1)),
    ]
    first = institutional.standards[0]
    assert table.titles["1"] == table.titles["1.2.1"] == first.titles.get("en")
    page = str(api.portfolio(tmp_path, loaded=loaded()).content)
    assert f"<b>1</b> {first.titles.get('en')}" in page
    (unknown,) = view(gathered(tmp_path), {}, teller("en"), "en").tables
    assert (unknown.title, unknown.titles) == ("institutional@2021", {})


def test_results_of_a_set_that_is_not_installed_or_has_other_criteria_by_now_are_shown(tmp_path: Path) -> None:
    other = result("a.docx", {"1.2.1": "missing"})
    other["documents"][0]["sets"][0]["id"] = "gone"
    write(tmp_path, "a.json", other)
    write(tmp_path, "b.json", result("b.docx", {"77.2.1": "missing"}))
    page = str(api.portfolio(tmp_path, loaded=loaded()).content)
    assert "gone@2021" in page and "77.2.1" in page


def test_a_real_result_is_taken(tmp_path: Path) -> None:
    from . import wordxml as w

    report = w.save(tmp_path, w.package(w.p("1.2.4 Policy for quality assurance") + w.p("words of an answer " * 40)))
    write(tmp_path, "r.json", sapa.check(report, ["institutional"]).to_json())
    made = gathered(tmp_path)
    assert made.faults == () and made.reports[0].whole.addressed == 1


DECIDED = """decision = 2026-02-28
[[programmes]]
code = "6B06101"
name = "Steppe systems"
[[programmes]]
code = "7M06101"
name = "Steppe data"
"""


def test_positive_decisions_of_cases_make_the_register(tmp_path: Path) -> None:
    apart = '[decision.programmes]\n7M06101 = { accredited = true, years = 1, certificate = "SA 1" }\n'
    write(tmp_path, "one/sapa.toml", CASE + DECIDED + "[decision]\naccredited = true\nyears = 5\n" + apart)
    another = CASE.replace("Sample", "Another")
    write(tmp_path, "two/sapa.toml", another + "[decision]\naccredited = true\n")
    write(tmp_path, "three/sapa.toml", CASE + DECIDED + "[decision]\naccredited = false\n")
    write(tmp_path, "four/sapa.toml", CASE)
    made = gathered(tmp_path)
    assert made.faults == ()
    rows = [(one.institution, one.programme, one.decided, one.years, one.until) for one in made.register]
    day = date(2026, 2, 28)
    assert rows == [
        ("Another University", "", None, None, None),
        ("Sample University", "6B06101 Steppe systems", day, 5, date(2031, 2, 28)),
        ("Sample University", "7M06101 Steppe data", day, 1, date(2027, 2, 28)),
    ]
    page = api.portfolio(str(tmp_path), loaded=loaded(), today=date(2027, 6, 1))
    book = load_workbook(BytesIO(api.portfolio(str(tmp_path), "xlsx", loaded=loaded(), today=date(2027, 6, 1)).content))
    assert "Register of the accredited" in str(page.content)
    sheet = book["Register of the accredited"]
    assert [cell.value for cell in sheet[3]][:2] == ["Sample University", "6B06101 Steppe systems"]


def test_a_programme_that_was_refused_is_not_in_the_register(tmp_path: Path) -> None:
    refused = "[decision.programmes]\n6B06101 = { accredited = false }\n"
    write(tmp_path, "sapa.toml", CASE + DECIDED + "[decision]\naccredited = true\nyears = 5\n" + refused)
    assert [one.programme[:7] for one in gathered(tmp_path).register] == ["7M06101"]


def test_a_decision_on_a_programme_that_the_case_has_not_is_a_fault(tmp_path: Path) -> None:
    wrong = "[decision.programmes]\n6B06102 = { accredited = false }\n"
    write(tmp_path, "sapa.toml", CASE + DECIDED + "[decision]\naccredited = true\n" + wrong)
    assert [path for path, _ in gathered(tmp_path).faults] == [str(tmp_path / "sapa.toml")]


def test_the_last_term_of_each_ends_on_its_day_and_a_revoked_one_is_none(tmp_path: Path) -> None:
    decided = CASE + "decision = 2022-02-28\n[decision]\naccredited = true\nyears = "
    write(tmp_path, "one/sapa.toml", decided + "1\n")
    write(tmp_path, "two/sapa.toml", decided.replace("2022-02-28", "2023-01-31") + "5\n")
    before = CASE.replace("Sample", "Another") + "[previous]\nuntil = 2027-05-31\n"
    write(tmp_path, "three/sapa.toml", before)
    write(tmp_path, "four/sapa.toml", before.replace("Another", "Third") + "revoked = 2026-01-01\n")
    made = gathered(tmp_path)
    assert made.faults == ()
    assert [(one.until, one.institution, one.state) for one in made.terms] == [
        (date(2027, 5, 31), "Another University", "ended"),
        (date(2028, 1, 31), "Sample University", "soon"),
    ]


def test_recommendations_count_under_the_themes_whose_words_they_have(tmp_path: Path) -> None:
    def finding(kind: str, text: str) -> dict[str, Any]:
        return {"rule": f"previous-{kind}", "arguments": {"recommendation": text}}

    content = result("a.docx", {"1.2.1": "addressed"})
    content["documents"][0]["findings"] = [
        finding("answered", "Revise the curriculum with employers"),
        finding("not-found", "Пересмотреть учебные планы"),
        finding("not-checked", "Paint the fence"),
        {"rule": "other", "arguments": {}},
    ]
    write(tmp_path, "a.json", content)
    made = gathered(tmp_path)
    assert made.faults == ()
    assert [(one.code, dict(one.counts)) for one in made.themes] == [
        ("1.2", {"answered": 1, "not-found": 1}),
        ("", {"not-checked": 1}),
    ]
    page = str(api.portfolio(tmp_path, loaded=loaded(), today=date(2027, 6, 1)).content)
    assert "ESG 1.2 Design and approval of programmes" in page
    book = load_workbook(BytesIO(bytes(api.portfolio(tmp_path, "xlsx", loaded=loaded()).content)))  # type: ignore[arg-type]
    rows = [[cell.value for cell in row] for row in book["Recommendations"].iter_rows()]
    assert rows[1:] == [
        ["ESG 1.2 Design and approval of programmes", 2, 1, 0, 1, 0],
        ["no words of a theme", 1, 0, 0, 0, 1],
    ]


def test_a_standard_of_which_nothing_is_known_has_the_colour_of_no_share(tmp_path: Path) -> None:
    write(tmp_path, "a.json", result("a.docx", {"1.2.1": "not_checked", "2.2.1": "missing"}))
    page = str(api.portfolio(tmp_path, loaded=loaded()).content)
    cells = [line for line in page.splitlines() if line.startswith("<td") and ("s0" in line or line == "<td>–</td>")]
    row = ["<td>–</td>", '<td class="s0" title="0/1">0</td>', '<td class="s0" title="0/1">0</td>']  # 1, 2, all
    assert cells == ["<td>–</td>", *row[1:], *row]


def test_institutions_stand_in_the_order_in_which_people_count(tmp_path: Path) -> None:
    for name in ("School 10", "school 2", "School 1"):
        write(tmp_path, f"{name}.json", result(f"{name}.docx", {"1.2.1": "addressed"}))
    assert [one.institution for one in gathered(tmp_path).reports] == ["School 1", "school 2", "School 10"]
