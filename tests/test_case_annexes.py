"""Annexes: which file is which, what the report cites, and that no annex file ever gives a status."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import sapa
from sapa.core.case.annex_table import annex_table
from sapa.core.model.coverage import Status
from sapa.core.model.document import Block, Cell, Document, Kind, Line
from sapa.core.model.places import Place
from sapa.core.rules.annex_labels import label_of
from sapa.core.rules.annexes import Annexes, as_evidence, compare, facts, inventory
from sapa.core.rules.annexes_named import cited_in, named_in_lists, within_report
from sapa.core.words.messages import Lang, message, say

from . import cases, results


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Annex 5 Strategy", "5"),
        ("annex-05", "5"),
        ("Annex_5_Strategy", "5"),
        ("05 Strategic plan", "5"),
        ("Приложение 5. План", "5"),
        ("Прил. 3.1 Договоры", "3.1"),
        ("5-қосымша Жоспар", "5"),
        ("Қосымша 5", "5"),
        ("Приложение А", "A"),
        ("Annex B", "B"),
        ("12", "12"),
        ("Annex 5-A Staff policy", "5-A"),
        ("annex_5-A", "5-A"),
        ("5-A Staff policy", "5-A"),
        ("Annex 5-Staff policy", "5"),
        ("Приложение 5Б План", "5-Б"),
        ("Приложение_П-1", "П-1"),
        ("П-01 Паспорт", "П-1"),
        ("5-План", "5"),
        ("Strategic plan 2027", ""),
        ("2027 Strategic plan", ""),
        ("Plan", ""),
    ],
)
def test_the_label_that_a_file_name_carries(name: str, label: str) -> None:
    assert label_of(name) == label


def paragraph(text: str, number: int = 1, kind: Kind = Kind.PARAGRAPH) -> Block:
    return Block(kind, Place("sar.docx", paragraph=number), text, level=1 if kind is Kind.HEADING else 0)


def row(number: int, *texts: str) -> Block:
    cells = tuple(Cell((Line(text),), column) for column, text in enumerate(texts))
    return Block(Kind.ROW, Place("sar.docx", paragraph=number), cells=cells, table=1)


def document(*blocks: Block) -> Document:
    return Document("sar.docx", ("sar.docx",), "0" * 64, "docx", blocks)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The plan is in Annex 5.", ["5"]),
        ("See annexes 5, 6 and 7.", ["5", "6", "7"]),
        ("Приложения 2–4 к настоящему отчету", ["2", "3", "4"]),
        ("План приведен в Приложении А.", ["A"]),
        ("Жоспар 5-қосымшада берілген.", ["5"]),
        ("есептің 5-қосымшасы", ["5"]),
        ("Приложение 4 к приказу № 569", []),
        ("Annex 2 to the Law on Education", []),
        ("бұйрықтың 1-қосымшасы", []),
        ("The appendix was removed.", []),
        ("See Annex 5-A; Annex 5A says the same.", ["5-A"]),
        ("Annexes 4-A, 4-B and 5", ["4-A", "4-B", "5"]),
        ("Annexes 1-3 and 5-A–5-C", ["1", "2", "3", "5-A", "5-B", "5-C"]),
        ("Приложение П-1, прил. П-3–П-5", ["П-1", "П-3", "П-4", "П-5"]),
        ("приложения 2.2, 2.3", ["2.2", "2.3"]),
        ("приложения 2.1–2.4", ["2.1", "2.2", "2.3", "2.4"]),
        ("2.1, 2.2-қосымшалар, 5-А қосымша", ["2.1", "2.2", "5-A"]),
        ("Annex 5-B to the Law", []),
        ("Annexes A, B and D; Appendices I–III", ["A", "B", "D", "I", "II", "III"]),
        ("Приложения А–В", ["A", "Б", "B"]),
        ("Annexes IV and V", ["IV", "V"]),
        ("In Annex A, I think, and in Annex B, A. Smith says", ["A", "B"]),
        ("Order of the Minister No. 600 of 31.10.2018, annex 3", []),
        ("Приказ МОН № 600 от 31.10.2018 г., приложение 3", []),
        ("Мобильное приложение 2.0, приложение 1С:Университет", []),
    ],
)
def test_what_a_report_cites_are_its_own_annexes(text: str, labels: list[str]) -> None:
    assert list(cited_in(document(paragraph(text)))) == labels


def test_a_contents_entry_and_the_annex_itself_are_no_citations() -> None:
    of = document(paragraph("Annex 5 Strategy 41", kind=Kind.CONTENTS), paragraph("Annex 6", kind=Kind.HEADING))
    assert cited_in(of) == {}
    assert within_report(of) == {"6"}


def test_a_bare_number_counts_in_a_column_headed_annex_and_nowhere_else() -> None:
    of = document(row(1, "Code", "Pages", "Annex"), row(2, "8.2.14", "12", "5; 6"), row(3, "8.2.15", "13", "–"))
    assert list(cited_in(of)) == ["5", "6"]


def folder(tmp_path: Path, **files: bytes) -> str:
    for name, content in files.items():
        path = tmp_path / "annexes" / name.replace("__", "/").replace("_", " ")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".txt").write_bytes(content)
    return str(tmp_path / "annexes")


def compared(at: str | None, *texts: str) -> tuple[list[tuple[str, object]], Annexes]:
    read = document(*(paragraph(text, number) for number, text in enumerate(texts, start=1)))
    result = cases.document()
    object.__setattr__(result, "document", read)
    annexes, by_report = compare(at, [result])
    found = [*by_report[0], *annexes.findings]
    return [(finding.rule, finding.arguments.get("annex")) for finding in found], annexes


def test_an_annex_that_is_cited_and_there(tmp_path: Path) -> None:
    assert compared(folder(tmp_path, Annex_5=b"x"), "See Annex 5.")[0] == []


def test_an_annex_that_is_cited_and_not_there_is_told_once_with_its_first_place(tmp_path: Path) -> None:
    at = folder(tmp_path, Annex_5=b"x")
    read = document(paragraph("Annexes 5 and 11.", 3), paragraph("Annex 11 again.", 9))
    result = cases.document()
    object.__setattr__(result, "document", read)
    finding = compare(at, [result])[1][0][0]
    assert (finding.rule, finding.arguments) == ("annex-not-supplied", {"annex": "11", "count": 2})
    assert finding.place == Place("sar.docx", paragraph=3)


def test_without_a_folder_every_cited_annex_is_wanting() -> None:
    assert compared(None, "See Annex 5.")[0] == [("annex-not-supplied", "5")]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert compared(str(tmp_path / "none"), "Nothing.")[0] == [("annex-no-folder", None)]


def test_an_annex_bound_into_the_report_is_there(tmp_path: Path) -> None:
    read = document(paragraph("See Annex 5."), paragraph("Annex 5. The plan", 2, Kind.HEADING))
    result = cases.document()
    object.__setattr__(result, "document", read)
    assert compare(None, [result])[1] == [()]


def test_parts_stand_for_the_whole_and_the_whole_for_its_parts(tmp_path: Path) -> None:
    at = folder(tmp_path, **{"Annex_5.1": b"x", "Annex_5.2": b"y", "Annex_7": b"z"})
    assert compared(at, "See Annex 5 and Annex 7.3.")[0] == []


def test_a_folder_named_after_the_annex_gives_its_files_their_label(tmp_path: Path) -> None:
    at = folder(tmp_path, Annex_5__plan=b"x", Annex_5__budget=b"y")
    found, annexes = compared(at, "See Annex 5.")
    assert found == [] and len(annexes.of("5")) == 2


def test_an_empty_file_a_copy_and_one_that_nobody_cites(tmp_path: Path) -> None:
    at = folder(tmp_path, Annex_1=b"x", Annex_2=b"", Annex_3=b"x", Annex_4=b"y")
    assert sorted(compared(at, "Annexes 1, 2 and 3.")[0]) == [
        ("annex-duplicate", "3"), ("annex-empty", "2"), ("annex-not-cited", "4"),
    ]  # fmt: skip


def test_a_file_without_a_number_is_cited_by_its_name(tmp_path: Path) -> None:
    at = folder(tmp_path, Ethics_code=b"x", Menu=b"y")
    assert compared(at, "See the Ethics code.")[0] == [("annex-not-cited", "Menu.txt")]


def test_a_number_is_no_name_of_a_file_that_some_text_holds(tmp_path: Path) -> None:
    """2017 cites no 7.pdf; "menus" no Menu."""
    at = folder(tmp_path, **{"7": b"x", "Menu": b"y"})
    assert compared(at, "Since 2017 the menus are public, page 7.")[0] == [
        ("annex-not-cited", "7"), ("annex-not-cited", "Menu.txt"),
    ]  # fmt: skip


def test_an_empty_file_that_nobody_cites_is_told_once_and_asked_of_nobody(tmp_path: Path) -> None:
    found, annexes = compared(folder(tmp_path, Annex_4=b""), "Nothing.")
    assert found == [("annex-empty", "4")] and annexes.findings[0].severity == "info"
    result = cases.document()
    object.__setattr__(result, "document", document(paragraph("Nothing.")))
    of = cases.case(reports=(cases.report("en"),))
    assert cases.outcome(of, "sar-evidence", documents=(result,), annexes=annexes).state == "met"


# --- listed, cited, supplied are three facts


@pytest.mark.parametrize(
    "title", ["List of annexes", "Перечень приложений к отчету", "Приложения", "Қосымшалар тізімі"]
)
def test_an_entry_below_the_title_of_a_list_cites_nothing(title: str) -> None:
    of = document(paragraph(title, 1), paragraph("Приложение 5. План", 2), paragraph("The plan is in Annex 6.", 3))
    assert list(cited_in(of)) == ["6"]
    assert named_in_lists(of) == {"5"}


def test_entries_one_after_another_are_a_list_under_any_title() -> None:
    entries = [paragraph(f"Annex {number}. Some paper", number) for number in (1, 2, 3)]
    of = document(paragraph("What is sent with it", 9), *entries, paragraph("See Annex 2.", 10))
    assert named_in_lists(of) == {"1", "2", "3"} and list(cited_in(of)) == ["2"]
    sentences = document(*(paragraph(f"Annex {number} shows some paper.", number) for number in (1, 2, 3)))
    assert list(cited_in(sentences)) == ["1", "2", "3"]
    two = document(*entries[:2])
    assert list(cited_in(two)) == ["1", "2"], "two sentences that open so are no list"


def test_a_table_whose_first_column_is_headed_annex_is_a_list() -> None:
    of = document(row(1, "Annex", "Title"), row(2, "1", "Plan"), row(3, "2", "Budget"), paragraph("Annex 2.", 4))
    assert named_in_lists(of) == {"1", "2"} and list(cited_in(of)) == ["2"]


def test_the_contents_list_annexes_but_not_the_pages_behind_the_word() -> None:
    lines = ("Annex 5 Strategy 41", "Annexes 44")
    of = document(*(paragraph(text, kind=Kind.CONTENTS) for text in lines))
    assert named_in_lists(of) == {"5"}


def test_what_is_listed_and_neither_cited_nor_supplied_is_told(tmp_path: Path) -> None:
    at = folder(tmp_path, Annex_1=b"x")
    found, annexes = compared(at, "List of annexes", "Annex 1. Plan", "Annex 2. Budget", "The plan is Annex 1.")
    assert found == [("annex-listed-only", "2")]
    told = {one.label: (one.cited, one.listed, len(one.files)) for one in facts(annexes)}
    assert told == {"1": (1, True, 1), "2": (0, True, 0)}


def test_a_file_that_only_the_list_names_is_not_cited(tmp_path: Path) -> None:
    at = folder(tmp_path, Annex_1=b"x", Ethics_code=b"y")
    found, _ = compared(at, "List of annexes", "Annex 1. Ethics code")
    assert sorted(found) == [("annex-not-cited", "1"), ("annex-not-cited", "Ethics code.txt")]


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_the_three_facts_are_three_columns(tmp_path: Path, lang: Lang) -> None:
    at = folder(tmp_path, Annex_1=b"x", Annex_3=b"")
    _, annexes = compared(at, "List of annexes", "Annex 2. Budget", "See Annex 1 and Annex 3.")
    table = annex_table(annexes)
    assert table is not None and len(table.heads) == 4
    rows = [[one if isinstance(one, str) else say(one, lang) for one in row] for row in table.rows]  # type: ignore[arg-type]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert [row[3] != "–" for row in rows] == [True, False, True]
    assert [row[2] != "–" for row in rows] == [False, True, False]
    assert rows[2][3].startswith("Annex 3.txt: ")


def pdf(password: str) -> bytes:
    """Encrypted in both cases; without a password everybody can open it."""
    from pypdf import PdfWriter

    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(content)
    return content.getvalue()


def test_a_locked_file_is_told(tmp_path: Path) -> None:
    at = tmp_path / "annexes"
    at.mkdir()
    for name, encrypted in (("Annex 1.pdf", True), ("Annex 2.pdf", False)):
        (at / name).write_bytes(pdf("secret" if encrypted else ""))
    found, annexes = compared(str(at), "Annexes 1 and 2.")
    assert found == [("annex-encrypted", "1")]
    assert [file.locked for file in annexes.files] == [True, False]


@pytest.mark.usefixtures("workers")
def test_a_pdf_among_the_annexes_of_a_case_is_opened_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sapa.core.reading.pdf import pages

    case = tmp_path / "case"
    (case / "annexes").mkdir(parents=True)
    (case / "annexes" / "Annex 1.pdf").write_bytes(pdf("secret"))
    (case / "sapa.toml").write_text(
        '[case]\nprocedure = "institutional"\ntype = "re-accreditation"\n'
        'annexes = "annexes"\n[institution]\nname = "Example"\n',
        "utf-8",
    )

    def ends_the_run(*_: object) -> None:
        raise AssertionError("a library that crashes on it would take the run along")

    monkeypatch.setattr(pages, "Opened", ends_the_run)
    assert "annex-encrypted" in [one.rule for one in sapa.check(case).findings]


def test_lock_files_and_hidden_files_are_no_annexes(tmp_path: Path) -> None:
    at = tmp_path / "annexes"
    at.mkdir()
    for name in ("~$Annex 1.docx", ".hidden", "Thumbs.db", "Annex 1.docx"):
        (at / name).write_bytes(b"x")
    assert [Path(file.path).name for file in inventory(str(at))] == ["Annex 1.docx"]


def test_an_annex_file_is_evidence_of_its_own_kind_and_changes_no_status(tmp_path: Path) -> None:
    standards = results.small_set()
    cited = results.evidence("heading", 3, 12)  # cites annex 5
    before = results.coverage(
        standards, {"1.2.1": (Status.THIN, message("reason.thin", words=12, needed=40), (cited,))}
    )
    annexes = Annexes(None, inventory(folder(tmp_path, Annex_5=b"all that is missing in the report " * 50)))
    after = as_evidence(before, annexes)
    first = after.criteria[0]
    assert [item.kind for item in first.evidence] == ["heading", "annex"]
    assert first.evidence[1].excerpt == "Annex 5.txt" and first.evidence[1].words == 0
    assert [c.status for c in after.criteria] == [c.status for c in before.criteria]
    assert [c.words for c in after.criteria] == [c.words for c in before.criteria]


@pytest.mark.parametrize(("cited", "state"), [("See Annex 5.", "met"), ("See Annex 6.", "not-met")])
def test_the_requirement_that_a_report_is_backed_by_documents(tmp_path: Path, cited: str, state: str) -> None:
    result = cases.document()
    object.__setattr__(result, "document", document(paragraph(cited)))
    annexes, by_report = compare(folder(tmp_path, Annex_5=b"x"), [result])
    object.__setattr__(result, "findings", by_report[0])
    of = cases.case(reports=(cases.report("en"),))
    assert cases.outcome(of, "sar-evidence", documents=(result,), annexes=annexes).state == state


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("приложение 5, 40 студентов", ["5"]),
        ("Annex 5, 40 students took part", ["5"]),
        ("приложения 5, 6 и 7", ["5", "6", "7"]),
        ("приложения 5, 6 содержат планы", ["5", "6"]),
        ("Annexes 12, 3 and 7 show it", ["12", "3", "7"]),
        ("приложения 5 и 6 к отчёту", ["5", "6"]),
        ("Приложение 5 – 12 договоров с предприятиями", ["5"]),
        ("Приложение 5 – План", ["5"]),
        ("Annex 5, 12.05.2023", ["5"]),
        ("Annex 5, 3.2.14", ["5"]),
        ("3.2.14, 5-қосымша", ["5"]),
        ("Annex 5-year plan", ["5"]),
        ("Annex 5 and B2 certificates", ["5"]),
    ],
)
def test_a_number_of_something_else_is_no_further_annex(text: str, labels: list[str]) -> None:
    from sapa.core.words.narrative import annexes

    assert annexes(text) == labels
