"""Each university's page and letter tell nothing of another, and nothing of the agency's own matters."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

import sapa
from sapa.api import for_universities
from sapa.cli import sapa as command
from sapa.core.model.results import DocumentResult, Result
from sapa.core.reporting import as_html
from sapa.core.reporting.universities import owed, universities

from ..documents import document
from ..results import clean, document_result, failed, result, undecided
from ..test_cli import PROSE, word_file

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = date(2027, 3, 8)


def of(name: str, path: str) -> DocumentResult:
    """A report whose cover names an institution."""
    return replace(document_result(), document=document(f"{name}\n# Self-assessment report"), path=path, files=(path,))


TWO = result(
    of("Example University of the Steppe", "in/a-en.docx"),
    of("Sample College of Design", "in/b.docx"),
    of("Example University of the Steppe", "in/a-ru.docx"),
)


def test_reports_are_put_together_by_the_institution_on_their_covers() -> None:
    found = {one.name: [document.path for document in one.result.documents] for one in universities(TWO, "en")}
    assert found == {
        "Example University of the Steppe": ["in/a-en.docx", "in/a-ru.docx"],
        "Sample College of Design": ["in/b.docx"],
    }


def test_reports_whose_institution_nobody_knows_are_each_by_themselves() -> None:
    every = result(document_result(), failed(), undecided(), clean())
    assert sorted(len(one.result.documents) for one in universities(every, "en")) == [1, 1, 1, 1]


def test_language_versions_are_one_page_and_one_letter() -> None:
    english = replace(of("Example University of the Steppe", "in/a-en.docx"), language="en")
    russian = replace(of("Университет степи", "in/a-ru.docx"), language="ru")
    assert [len(one.result.documents) for one in universities(result(english, russian), "en")] == [2]


def test_a_page_of_several_universities_is_a_table_and_tells_nothing_of_their_reports() -> None:
    page = as_html.render(TWO)
    assert "Reports by university" in page and "We aim" not in page and "1.2.1" not in page
    assert "We aim" in as_html.render(universities(TWO, "en")[0].result)


def test_what_is_made_for_a_university_names_no_other() -> None:
    import docx

    made = {one.name: one for one in for_universities(TWO, "en", day=DAY)}
    steppe, college = made["Example University of the Steppe"], made["Sample College of Design"]
    letter = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(college.letter)).paragraphs)
    for text in (college.page, letter):
        assert "b.docx" in text and "Steppe" not in text and "a-en.docx" not in text
    assert "a-en.docx" in steppe.page and "a-ru.docx" in steppe.page and "b.docx" not in steppe.page


@pytest.fixture(scope="module")
def case() -> Result:
    return sapa.check(EXAMPLES / "case-programme", today=DAY)


def test_a_cases_page_has_what_the_university_owes_and_nothing_of_the_agency(case: Result) -> None:
    page, inside = as_html.render(case, day=DAY), as_html.internal(case, day=DAY)
    for own in ("No member has a conflict of interest", "Agency staff who administer the case", "expert auditors"):
        assert own not in page and own in inside
    for asked in ("The report is there in Kazakh, Russian and English", "a copy of the general licence"):
        assert asked in page and asked in inside
    assert "report-ru.docx" in page and "2.4.3" not in inside, "nothing of the reports stands on the internal page"


def test_waivers_with_their_names_stay_at_the_agency(case: Result) -> None:
    from sapa.core.model.findings import Finding

    waived = Finding(
        "waived", "info", arguments={"waived": "x", "person": "Somebody", "until": "2027-09-01", "reason": ""}
    )
    with_one = replace(case, findings=(*case.findings, waived))
    assert waived not in owed(with_one).findings and with_one.findings[-1] is waived


def test_a_folder_gets_a_page_and_a_letter_for_each_and_a_table(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("institutional-en.docx", "programme-ru.docx"):
        (tmp_path / "in" / name).write_bytes((EXAMPLES / name).read_bytes())
    out = tmp_path / "out"
    done = CliRunner().invoke(command, ["check", str(tmp_path / "in"), "-o", f"{out}/", "--today", str(DAY)])
    assert done.exit_code == 1, done.output
    names = ["Example University of the Steppe", "Примерный университет степи"]
    assert {file.name for file in out.iterdir()} == {
        "index.html",
        *(f"{name}{end}" for name in names for end in (".html", ".docx")),
    }
    index = (out / "index.html").read_text("utf-8")
    assert 'href="Example%20University%20of%20the%20Steppe.html"' in index
    assert f"sapa: {out}/: pages and letters for 2 universities" in done.stderr
    refused = CliRunner().invoke(command, ["check", str(tmp_path / "in"), "-o", str(tmp_path / "in" / "pages") + "/"])
    assert refused.exit_code == 2 and "searched for reports" in refused.output


def test_a_folder_gets_a_file_of_another_format_for_each(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, cover in (("a.docx", "Example University"), ("b.docx", "Sample University")):
        word_file(tmp_path / "in" / name, (cover, 0), ("Self-assessment report", 0), ("1.2.1 Goals", 2), (PROSE, 0))
    arguments = ["check", str(tmp_path / "in"), "--set", "institutional", "-o", f"{tmp_path}/out/", "--format", "md"]
    done = CliRunner().invoke(command, arguments)
    assert [one.name for one in sorted((tmp_path / "out").iterdir())] == [
        "Example University.md",
        "Sample University.md",
    ]
    assert "2 files of the format md, one for each university" in done.stderr
    text = (tmp_path / "out" / "Sample University.md").read_text("utf-8")
    assert "b.docx" in text and "a.docx" not in text
    refused = CliRunner().invoke(command, [*arguments, "--explain", "1.2.1"])
    assert refused.exit_code == 2


def test_the_page_of_a_case_says_where_the_agencys_checklist_is(tmp_path: Path) -> None:
    arguments = ["check", str(EXAMPLES / "case-online"), "-o", f"{tmp_path / 'x.html'}", "--today", str(DAY)]
    assert "the agency's own checklist" in CliRunner().invoke(command, [*arguments, "--lang", "en"]).stderr


def test_a_cases_folder_has_its_internal_page_beside(tmp_path: Path) -> None:
    arguments = ["check", str(EXAMPLES / "case-online"), "-o", f"{tmp_path}", "--today", str(DAY), "--lang", "en"]
    CliRunner().invoke(command, arguments)
    names = {file.name for file in tmp_path.iterdir()}
    assert "Example University of the Steppe – Internal page.html" in names and len(names) == 4


def test_two_cases_of_one_name_have_files_of_their_own_and_the_table_links_each(tmp_path: Path) -> None:
    arguments = [
        "check",
        *(str(EXAMPLES / f"case-{name}") for name in ("online", "programme")),
        "-o",
        f"{tmp_path}/out/",
    ]
    done = CliRunner().invoke(command, [*arguments, "--today", str(DAY), "--lang", "en"])
    assert done.exit_code == 1, done.output
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert len(names) == 1 + 2 * 3 and "Example University of the Steppe (2).html" in names
    index = (tmp_path / "out" / "index.html").read_text("utf-8")
    linked = {unquote(link) for link in re.findall(r'href="([^"]+)"', index)}
    assert linked == names - {"index.html"}
