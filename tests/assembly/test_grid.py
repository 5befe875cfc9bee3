"""The comparison grid: the columns, the marks of a report, what the mapping leaves open, every format."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from jsonschema import Draft202012Validator

from sapa.core.assembly.grid import ASSEMBLY
from sapa.core.assembly.grid.view import SHAPES, fold, view_of
from sapa.core.loading.installed import AssemblyError, Loaded, Request, Sets
from sapa.core.loading.plugins import load_plugins
from sapa.core.loading.set_file import parse_set
from sapa.core.model.coverage import Status
from sapa.core.model.results import Result
from sapa.core.model.standards import StandardSet, Titles
from sapa.core.words.messages import LANGS, Lang

from .. import test_sets_annex as printed
from ..results import coverage, document_result, every_status, evidence, failed, small_set, undecided
from ..results import result as of
from .ooxml import faults

ESG = [f"1.{number}" for number in range(1, 11)]
FORMATS = ("text", "docx", "xlsx", "html", "csv", "md", "json")
EVIL = '=HYPERLINK("http://example.invalid","x")'


@cache
def shipped() -> Loaded:
    return load_plugins()


def only(*sets: StandardSet) -> Loaded:
    return Loaded((), Sets(sets, {}, ()), {})


def request(
    *named: str | StandardSet,
    result: Result | None = None,
    lang: Lang = "en",
    loaded: Loaded | None = None,
    ranges: bool = False,
) -> Request:
    loaded = loaded or shipped()
    sets = tuple(loaded.sets.find(name) if isinstance(name, str) else name for name in named)
    return Request(loaded, lang, sets, result, None, {"ranges": ranges})


def made(format: str, *named: str | StandardSet, **given: Any) -> Any:
    from sapa.core.assembly import assemble

    return assemble(ASSEMBLY, request(*named, **given), format).content


def grid(*named: str | StandardSet, **given: Any) -> dict[str, Any]:
    value = json.loads(made("json", *named, **given))
    schema = json.loads(files("sapa.core").joinpath("schemas", "grid.schema.json").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    assert isinstance(value, dict)
    return value


def columns(value: dict[str, Any]) -> list[str]:
    return [column["set"] for column in value["columns"]]


def small(
    *mapping: tuple[str, Sequence[str]], id: str = "ours", order: int | None = None, title: str = "Ours"
) -> StandardSet:
    head = f'[set]\nid = "{id}"\nedition = "1"\ncomplete = true\ntitles = {{ en = {json.dumps(title)} }}\n'
    lines = [head + (f"grid_order = {order}\n" if order is not None else "") + "[codes]\nlevels = [9, 99]\n"]
    for number in sorted({code.split(".")[0] for code, _ in mapping}):
        lines.append(f'[[standards]]\nnumber = "{number}"\ntitles = {{ en = "S{number}" }}\ncriteria = [')
        lines += [f'{{ code = "{c}", esg = {list(esg)} }},' for c, esg in mapping if c.split(".")[0] == number]
        lines.append("]")
    return parse_set("\n".join(lines))


# --- Annex IV


@printed.pytestmark
@pytest.mark.parametrize("esg", ESG)
def test_with_the_defaults_it_is_annex_iv_cell_by_cell(esg: str) -> None:
    """Against the annex as its own reader reads it, from the source's text."""
    (row,) = [row for row in grid()["rows"] if row["code"] == esg]
    (title, cells) = next((t, c) for t, c in printed.annex().items() if t.split()[0] == esg)
    assert f"{row['code']} {row['title']}" == title
    for id in ("institutional", "programme"):
        found = {f"{cell['standard']} {cell['title']}": cell["codes"] for cell in row["cells"][id]}
        assert {standard: sorted(codes) for standard, codes in found.items()} == {
            standard: sorted(codes) for standard, codes in cells[id].items()
        }
    eur_ace = shipped().sets.find("eur-ace").criteria
    titles = {code.text: f"{code.text} {criterion.titles.get('en')}" for code, criterion in eur_ace.items()}
    clauses = [titles[code] for cell in row["cells"]["eur-ace"] for code in cell["codes"]]
    assert clauses == sorted(cells["eur-ace"])


def test_the_rows_are_esg_1_1_to_1_10_in_the_order_of_their_numbers() -> None:
    assert [row["code"] for row in grid()["rows"]] == ESG


def test_codes_stand_in_the_order_of_their_numbers() -> None:
    (row,) = [row for row in grid()["rows"] if row["code"] == "1.9"]
    (cell,) = row["cells"]["institutional"]
    assert cell["codes"] == [f"3.2.{number}" for number in range(1, 25)]


# --- columns


def test_the_default_columns_are_the_sets_that_ask_for_one() -> None:
    assert columns(grid()) == ["institutional", "programme", "eur-ace"]


def test_naming_some_of_the_usual_columns_leaves_the_others_out() -> None:
    assert columns(grid("programme")) == ["programme"]
    assert columns(grid("eur-ace", "institutional")) == ["institutional", "eur-ace"]


def test_any_other_set_is_a_further_column() -> None:
    ours = small(("1.1", ["1.1"]))
    assert columns(grid(ours)) == ["institutional", "programme", "eur-ace", "ours"]
    assert columns(grid("programme", ours)) == ["programme", "ours"]


def test_columns_stand_in_the_order_that_the_sets_ask_for() -> None:
    sets = [small(("1.1", ["1.1"]), id=id, order=order) for id, order in (("b", 2), ("c", 1), ("a", 2))]
    assert columns(grid(loaded=only(*sets))) == ["c", "a", "b"]


def test_a_set_that_maps_to_nothing_is_refused_not_shown_empty() -> None:
    with pytest.raises(AssemblyError) as refused:
        made("json", replace(small(("1.1", ["1.1"])), hub=""))
    assert refused.value.said.id == "grid.other-hub"


def test_two_editions_of_a_set_are_refused() -> None:
    ours = small(("1.1", ["1.1"]))
    with pytest.raises(AssemblyError) as refused:
        made("json", ours, replace(ours, edition="2"))
    assert refused.value.said.id == "grid.two-editions"


def test_without_any_column_it_says_so() -> None:
    with pytest.raises(AssemblyError) as refused:
        made("json", loaded=only(small(("1.1", ["1.1"]))))
    assert refused.value.said.id == "grid.no-columns"


# --- what the mapping leaves open


def broken() -> StandardSet:
    """A mapping as a plugin's own Python could make it: to a standard that is none, and to nothing."""
    found = small(("1.1", ["1.1"]), ("1.2", []), ("2.1", ["1.2"]))
    standards = tuple(
        replace(s, criteria=tuple(replace(c, esg=("1.2", "1.11")) if c.code.text == "2.1" else c for c in s.criteria))
        for s in found.standards
    )
    return replace(found, standards=standards)


def test_what_is_in_no_row_is_named() -> None:
    findings = grid(broken(), loaded=only(broken()))["findings"]
    assert [(f["rule"], f["severity"], f["set"], f["code"]) for f in findings] == [
        ("grid-unknown-esg", "error", "ours", "2.1"),
        ("grid-criterion-without-esg", "warning", "ours", None),
        ("grid-esg-without-criterion", "info", "ours", None),
    ]
    assert findings[0]["arguments"] == {"esg": "1.11"}
    assert findings[1]["arguments"] == {"codes": ["1.2"]}
    assert findings[2]["arguments"] == {"esg": ESG[2:]}


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "csv"])
def test_every_format_names_what_the_mapping_leaves_open(format: str) -> None:
    text = words_of(format, made(format, broken(), loaded=only(broken())))
    assert "2.1 maps to ESG 1.11" in text
    assert "no ESG standard is named for 1.2" in text


def test_the_shipped_sets_leave_open_what_the_annex_leaves_open() -> None:
    (finding,) = grid()["findings"]
    assert (finding["set"], finding["arguments"]) == ("eur-ace", {"esg": ["1.7", "1.8", "1.9", "1.10"]})


# --- ranges


def codes(*texts: str) -> list[Any]:
    grammar = shipped().sets.find("institutional").grammar
    return [grammar.parse(text) for text in texts]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["3.2.1", "3.2.2", "3.2.3"], ["3.2.1–3.2.3"]),
        (["3.2.1", "3.2.2"], ["3.2.1", "3.2.2"]),
        (["3.2.8", "3.2.9", "3.2.10", "3.2.12"], ["3.2.8–3.2.10", "3.2.12"]),
        (["3.2.9", "4.2.10", "4.2.11"], ["3.2.9", "4.2.10", "4.2.11"]),
        ([], []),
    ],
)
def test_three_codes_that_follow_each_other_are_a_range(given: list[str], shown: list[str]) -> None:
    assert fold(codes(*given)) == shown


def test_a_code_and_those_below_it_are_no_range() -> None:
    grammar = shipped().sets.find("eur-ace").grammar
    assert fold([grammar.parse(text) for text in ("2.4", "2.4.1", "2.4.2", "2.4.3")]) == ["2.4", "2.4.1–2.4.3"]


def test_codes_are_folded_only_on_request() -> None:
    assert "–1.2.5" not in made("text")
    assert "1.2.1–1.2.5, 1.2.9" in made("text", ranges=True)
    assert made("csv") == made("csv", ranges=True)
    assert made("json") == made("json", ranges=True)


def test_a_range_never_joins_codes_of_different_status() -> None:
    view = view_of(request(result=of(), loaded=only(small_set()), ranges=True))
    (cell,) = view.grid.rows[0].cells["small"]
    assert [(m.status, m.shown) for m in view.marked("small", cell)] == [
        (Status.ADDRESSED, ("1.2.1",)), (Status.NOT_APPLICABLE, ("1.2.2",)), (Status.THIN, ("1.2.3",)),
    ]  # fmt: skip


# --- with a report


def with_report(format: str, lang: Lang = "en") -> Any:
    return made(format, lang=lang, result=of(), loaded=only(small_set()))


def test_a_report_marks_every_code_of_its_set() -> None:
    value = grid(result=of(), loaded=only(small_set()))
    assert value["rows"][0]["statuses"] == {"small": {"1.2.1": "addressed", "1.2.2": "not_applicable", "1.2.3": "thin"}}
    assert value["rows"][4]["statuses"]["small"] == {
        "2.2.1": "mentioned", "2.2.2": "not_checked", "2.2.3": "missing", "2.2.4": "missing", "2.2.5": "missing",
        "2.2.6": "addressed",
    }  # fmt: skip


def test_every_row_is_summed_up() -> None:
    value = grid(result=of(), loaded=only(small_set()))
    counts = value["rows"][4]["summary"]["small"]
    assert counts == {
        "addressed": 1, "not_applicable": 0, "thin": 0, "mentioned": 1, "not_checked": 1, "missing": 3,
    }  # fmt: skip
    assert "1 of 6 addressed" in words_of("text", with_report("text"))


@pytest.mark.parametrize("format", ["text", "docx", "xlsx", "html", "md"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_status_is_told_by_shape_and_word(format: str, lang: Lang) -> None:
    text = words_of(format, with_report(format, lang))
    view = view_of(request(result=of(), loaded=only(small_set()), lang=lang))
    for status in Status:
        word = view.tell(f"status.{status}")
        assert re.search(rf"{re.escape(SHAPES[status])}\s*{re.escape(word)}: ", text), (status, word)


def test_the_shapes_tell_the_statuses_apart() -> None:
    assert len(set(SHAPES.values())) == len(Status)


def test_columns_that_no_report_answers_stay_unmarked() -> None:
    value = grid(result=of())
    assert columns(value) == ["institutional", "programme", "eur-ace", "small"]
    assert set(value["rows"][0]["statuses"]) == {"small"}


def test_a_report_that_could_not_be_read_leaves_its_set_not_checked() -> None:
    value = grid(result=of(failed()), loaded=only(small_set()))
    assert set(value["rows"][0]["statuses"]["small"].values()) == {"not_checked"}
    assert value["reports"] == [{"path": "reports/locked.pdf", "sha256": None, "error": "encrypted", "sets": ["small"]}]
    assert "could not be read (it is protected by a password)" in made(
        "text", result=of(failed()), loaded=only(small_set())
    )


def test_a_report_whose_standards_are_undecided_is_named() -> None:
    text = made("text", result=of(undecided()))
    assert "which.docx is not laid over" in text


def test_two_reports_on_one_set_are_refused() -> None:
    with pytest.raises(AssemblyError) as refused:
        made("json", result=of(document_result(), document_result(path="reports/second.docx")))
    assert refused.value.said.id == "grid.two-reports"


@pytest.mark.parametrize(
    ("lang", "laid"), [("en", "reports/en.docx"), ("kk", "reports/kk.docx"), ("ru", "reports/en.docx")]
)
def test_of_one_report_in_several_languages_the_one_in_the_grids_language_is_laid_over(lang: Lang, laid: str) -> None:
    both = of(*(replace(document_result(path=f"reports/{one}.docx"), language=one) for one in ("en", "kk")))
    value = grid(result=both, lang=lang, loaded=only(small_set()))
    assert [report["path"] for report in value["reports"] if report["sets"]] == [laid]
    (other,) = {"en.docx", "kk.docx"} - {laid.removeprefix("reports/")}
    assert f"{other} " in made("text", result=both, lang=lang, loaded=only(small_set()))


def test_versions_of_a_cases_report_are_never_refused() -> None:
    """One of them may be in another language than the case says."""
    both = of(document_result(), document_result(path="reports/second.docx"))
    asked = replace(request(result=both, loaded=only(small_set())), case=object())
    assert {id: laid.document.path for id, laid in view_of(asked).laid.items()} == {"small": both.documents[0].path}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_version_that_could_not_be_read_gives_way_to_one_that_could(order: tuple[int, int]) -> None:
    both = (document_result(), failed())
    value = grid(result=of(*(both[at] for at in order)), loaded=only(small_set()))
    assert [report["path"] for report in value["reports"] if report["sets"]] == [both[0].path]
    assert {report["error"] for report in value["reports"]} == {None, "encrypted"}


def test_reports_on_two_sets_are_laid_over_together() -> None:
    other = small_set("other")
    found = of(document_result(), document_result((every_status(other),), path="reports/second.docx"))
    value = grid(result=found, loaded=only(small_set(), other))
    assert [report["sets"] for report in value["reports"]] == [["small"], ["other"]]


# --- formats


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_content_is_the_same_bytes(format: str) -> None:
    assert with_report(format) == with_report(format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_format_shows_every_code_and_title(format: str, lang: Lang) -> None:
    lang = "en" if format == "json" else lang
    text = words_of(format, made(format, lang=lang))
    for row in view_of(request(lang=lang)).grid.rows:
        assert row.titles.get(lang) in text
        for cells in row.cells.values():
            for cell in cells:
                assert cell.standard.titles.get(lang) in text
                assert all(code.text in text for code in cell.codes)


def test_csv_has_one_line_for_every_mapping_and_for_every_empty_cell() -> None:
    lines = list(csv.DictReader(io.StringIO(made("csv"))))
    mapped = [line for line in lines if line["code"]]
    assert len(mapped) == 132 + 94 + 9
    assert [(line["esg"], line["set"]) for line in lines if not line["code"]] == [
        (esg, "eur-ace") for esg in ("1.7", "1.8", "1.9", "1.10")
    ]


def test_csv_tells_the_status_and_the_words() -> None:
    lines = list(csv.DictReader(io.StringIO(with_report("csv"))))
    assert [(line["code"], line["status"], line["words"]) for line in lines[:3]] == [
        ("1.2.1", "addressed", "312"), ("1.2.2", "not_applicable", "4"), ("1.2.3", "thin", "11"),
    ]  # fmt: skip


def evil() -> StandardSet:
    """A set whose titles would be formulas, links or markup."""
    bad = Titles({"en": EVIL})
    found = small(("1.1", ["1.1"]), title=EVIL)
    standards = tuple(replace(s, titles=bad) for s in found.standards)
    return replace(found, standards=standards, titles=bad)


def test_no_cell_of_the_csv_is_a_formula() -> None:
    for title in (EVIL, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"):
        found = replace(evil(), standards=tuple(replace(s, titles=Titles({"en": title})) for s in evil().standards))
        for line in csv.reader(io.StringIO(made("csv", found, loaded=only(found)))):
            assert not any(re.match(r"[=+\-@\t\r＝]", value) for value in line), line


def test_no_cell_of_the_xlsx_is_a_formula_or_a_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", evil(), loaded=only(evil()))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(EVIL in str(cell.value) for cell in cells)
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_markup_in_titles_stays_text() -> None:
    found = replace(evil(), titles=Titles({"en": "<script>x</script> | a"}))
    page = made("html", found, loaded=only(found))
    assert "<script>" not in page and "&lt;script&gt;" in page
    table = made("md", found, loaded=only(found))
    assert r"&lt;script&gt;x&lt;/script&gt; \| a" in table


def test_markdown_rows_have_as_many_cells_as_the_head() -> None:
    lines = [line for line in made("md", result=of()).splitlines() if line.startswith("|")]
    assert len(lines) == 12
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {6}


def test_the_word_file_is_landscape_with_a_header_row_on_every_page() -> None:
    document = docx.Document(io.BytesIO(with_report("docx")))
    section = document.sections[0]
    assert section.page_width > section.page_height
    (table,) = document.tables
    assert table.style.name == "Sapa Table"
    heads = table._tbl.xpath("./w:tr[w:trPr/w:tblHeader]")
    assert len(heads) == 1 and heads[0] is table.rows[0]._tr
    assert len(table.rows) == 11
    assert table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val") == ["Comparison of standards with ESG Part 1"]


def test_the_word_file_is_one_that_word_need_not_repair() -> None:
    assert faults(with_report("docx", "kk")) == []


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("ru", "ru-RU"), ("kk", "kk-KZ")])
def test_the_word_file_says_its_language(lang: Lang, tag: str) -> None:
    document = docx.Document(io.BytesIO(with_report("docx", lang)))
    assert document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == [tag]


def test_the_workbook_has_the_grid_the_codes_and_the_gaps() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", result=of())))
    assert book.sheetnames == ["Grid", "Code by code", "Mapping"]
    long = book["Code by code"]
    assert long.auto_filter.ref == f"A1:I{long.max_row}"
    assert long.freeze_panes == "A2"
    assert book["Grid"].print_title_rows
    status = [row[6].value for row in long.iter_rows(min_row=2) if row[2].value == "small"]
    assert status[:3] == ["● addressed", "○ not applicable", "▼ thin"]


def test_codes_in_the_workbook_stay_text() -> None:
    """1.10 is no number, 2.3 no date."""
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    column = [row[0] for row in book["Code by code"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in column} == {"s"}
    assert "1.10" in {cell.value for cell in column}


def test_the_page_is_whole_and_fetches_nothing() -> None:
    page = with_report("html")
    root = ElementTree.fromstring(re.sub(r"<!DOCTYPE html>|<meta[^>]*>|<col(?: [^>]*)?>|&nbsp;", "", page))
    assert root.find(".//h1") is not None
    assert not re.search(r"""(?:src|href)\s*=|@import|url\(|<script""", page)
    heads = [th.get("scope") for th in root.iter("th")]
    assert heads.count("row") == 10 and None not in heads


def test_the_places_of_a_report_stand_beside_the_codes() -> None:
    standards = small_set()
    places = coverage(
        standards, {"1.2.1": (Status.ADDRESSED, of().documents[0].sets[0].coverage.criteria[0].reason, (
            evidence("heading", 7, 300),
        ))}
    )  # fmt: skip
    book = openpyxl.load_workbook(
        io.BytesIO(made("xlsx", result=of(document_result((places,))), loaded=only(standards)))
    )
    assert [row[8].value for row in book["Code by code"].iter_rows(min_row=2, max_row=2)] == ["p. 7"]


def words_of(format: str, content: Any) -> str:
    """All text that a format shows, blanks folded."""
    if format == "docx":
        document = docx.Document(io.BytesIO(content))
        paragraphs = [p.text for p in document.paragraphs]
        paragraphs += [
            p.text for table in document.tables for row in table.rows for c in row.cells for p in c.paragraphs
        ]
        content = "\n".join(paragraphs)
    elif format == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content), rich_text=False)
        content = "\n".join(
            str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None
        )
    elif format == "html":
        import html

        content = html.unescape(re.sub(r"<[^>]+>", "", content))
    elif format == "json":
        content = json.dumps(json.loads(content), ensure_ascii=False)
    elif format == "md":
        content = re.sub(r"\\(.)", r"\1", content)
    return re.sub(r"\s+", " ", content)
