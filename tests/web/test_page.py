"""From a report that is dropped to what can be taken away of it."""

from __future__ import annotations

import io
import json
import queue
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sapa.core.model.progress import Total
from sapa.core.words.messages import LANGS
from sapa.web import pages, work
from sapa.web.store import Drop, Report, Store
from sapa.web.work import Queue

from .site import Page, make_page, small, small_case, word

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A report in three languages; the Kazakh one lacks criterion 1.2.4."""
    folder = tmp_path_factory.mktemp("versions")
    return {lang: word(lang, folder, without="1.2.4" if lang == "kk" else "") for lang in LANGS}


def report_of(page: Page, name: str, content: bytes, **fields: Any) -> str:
    """The address of the one report that is dropped."""
    return str(page.get(page.drop((name, content), **fields).location).location)


# --- one report


@pytest.fixture(scope="module")
def checked(without_partners: bytes) -> Iterator[tuple[Page, str]]:
    """A page with one report that was checked, and its address: for looking, not for changing."""
    with Store(small()) as store:
        page = make_page(store)
        yield page, report_of(page, "draft.docx", without_partners)


def test_a_report_is_checked_and_shown_with_what_can_be_taken_away(checked: tuple[Page, str]) -> None:
    page, report = checked
    text = page.get(report).text
    assert 'class="heat"' in text and "draft.docx" in text
    assert re.findall(r"/get/([a-z-]+)", text) == [
        "annotated", "skeleton", "letter", "grid", "grid-xlsx", "html", "xlsx", "csv", "md", "json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name", "holds"),
    [
        ("annotated", "draft - annotated.docx", "word/comments.xml"),
        ("skeleton", "draft - skeleton.docx", "word/document.xml"),
        ("letter", "draft - letter.docx", "word/document.xml"),
        ("grid", "draft - grid.docx", "word/document.xml"),
        ("grid-xlsx", "draft - grid.xlsx", "xl/workbook.xml"),
        ("xlsx", "draft.xlsx", "xl/workbook.xml"),
    ],
)
def test_office_files_are_taken_away(checked: tuple[Page, str], kind: str, name: str, holds: str) -> None:
    page, report = checked
    answer = page.get(f"{report}/get/{kind}")
    assert name in answer.headers["Content-Disposition"]
    assert holds in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()


@pytest.mark.parametrize("kind", ["html", "csv", "md", "json"])
def test_texts_name_the_report_and_nothing_of_the_machine(checked: tuple[Page, str], kind: str) -> None:
    page, report = checked
    answer = page.get(f"{report}/get/{kind}")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "draft.docx" in answer.text and page.store.root.name not in answer.text


def test_the_json_is_that_of_the_check(checked: tuple[Page, str]) -> None:
    page, report = checked
    found = json.loads(page.get(f"{report}/get/json").text)
    (document,) = found["documents"]
    statuses = {one["code"]: one["status"] for one in document["sets"][0]["criteria"]}
    assert found["schema"] == "sapa.check/1" and document["path"] == "draft.docx" and statuses["1.2.4"] == "missing"


def test_a_saved_page_is_whole_in_itself(checked: tuple[Page, str]) -> None:
    page, report = checked
    saved = page.get(f"{report}/get/html").text
    assert "<script>" in saved and "/static/" not in saved and 'name="token"' not in saved


def test_what_is_not_offered_is_not_there(checked: tuple[Page, str]) -> None:
    page, report = checked
    assert [page.get(f"{report}/get/{kind}").status_code for kind in ("sarif", "agenda", "..", "changes")] == [404] * 4
    assert page.get(f"{report}/changes").status_code == 404, "there is no draft before"


def test_the_set_can_be_chosen(page: Page, without_partners: bytes) -> None:
    text = page.get(report_of(page, "draft.docx", without_partners, set="programme")).text
    assert "programme@2021" in text and "institutional@2021" not in text
    assert page.drop(("draft.docx", without_partners), set="no-such-set").status_code == 400


def test_what_is_no_report_is_said_on_its_page(page: Page) -> None:
    report = report_of(page, "notes.txt", b"just a few words")
    answer = page.get(report)
    assert answer.status_code == 200 and "a text file" in answer.text and page.store.root.name not in answer.text
    assert page.get(f"{report}/get/annotated").status_code == 404


def test_nothing_sent_is_said(page: Page) -> None:
    answer = page.post("/drop")
    assert answer.status_code == 400 and "at least one file" in answer.text


def test_a_report_can_be_removed(page: Page, english: bytes) -> None:
    report = report_of(page, "draft.docx", english)
    assert page.post(f"{report}/forget").location == "/"
    assert page.get(report).status_code == 404 and list(page.store.root.iterdir()) == []


def test_all_can_be_removed(page: Page, english: bytes) -> None:
    report_of(page, "draft.docx", english)
    page.post("/empty")
    assert page.store.reports(page.owner) == [] and list(page.store.root.iterdir()) == []


# --- a case


def packed(*folders: Path, loose: tuple[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(folder.parent))
        if loose is not None:
            archive.writestr(*loose)
    return made.getvalue()


def test_a_case_as_zip_shows_its_checklist_and_gives_its_agenda(page: Page, tmp_path: Path) -> None:
    report = report_of(page, "case.zip", packed(small_case(tmp_path / "case")))
    text = page.get(report).text
    assert 'class="wide checklist"' in text
    assert "/get/agenda" in text and page.get(f"{report}/get/agenda").status_code == 200
    assert "attachment" in page.get(f"{report}/get/internal").headers["Content-Disposition"]
    assert page.get(f"{report}/get/skeleton").status_code in (200, 409)
    assert page.store.root.name not in page.get(f"{report}/get/json").text


def test_several_cases_in_a_zip_are_a_case_each_and_a_report_beside_them_is_one_too(
    page: Page, english: bytes, tmp_path: Path
) -> None:
    cases = [tmp_path / name for name in ("north", "south")]
    for case in cases:  # without its annexes and reports it is checked in no time
        case.mkdir()
        shutil.copy(EXAMPLES / "case-online" / "sapa.toml", case)
    sent = packed(*cases, loose=("beside.docx", english))
    assert page.drop(("cases.zip", sent)).status_code == 303
    kept = {one.name: one for one in page.store.reports(page.owner)}
    assert set(kept) == {"north", "south", "beside.docx"}
    for name in ("north", "south"):
        result = kept[name].result
        assert result is not None and result.case is not None, name
    alone = kept["beside.docx"].result
    assert alone is not None and alone.case is None


def test_a_case_at_fault_says_all_that_is_wrong(page: Page) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("sapa.toml", "[case]\nprocedure = 'no-such'\n")
    answer = page.get(report_of(page, "case.zip", made.getvalue()))
    assert "no-such" in answer.text and "institution" in answer.text and page.store.root.name not in answer.text


# --- several


def test_three_languages_are_recognised_and_the_criterion_that_one_lacks_is_named(
    page: Page, versions: dict[str, bytes]
) -> None:
    files = [(f"report-{lang}.docx", content) for lang, content in versions.items()]
    dropped = page.drop(*files).location
    text = page.get(dropped).text
    row = re.search(r'<tr><th scope="row">1\.2\.4</th>.*?</tr>', text, re.DOTALL)
    assert row is not None and row[0].count("missing") == 2 and row[0].count("addressed") == 4  # class and word
    for kind, mark in (("json", b"sapa.parity/1"), ("html", b"1.2.4"), ("xlsx", b"PK")):
        assert mark in page.get(f"{dropped}/get/{kind}").data


def test_reports_of_their_own_are_not_compared(page: Page, versions: dict[str, bytes]) -> None:
    files = [(f"report-{lang}.docx", content) for lang, content in versions.items()]
    dropped = page.drop(*files, mode="each").location
    text = page.get(dropped).text
    assert all(text.count(f"report-{lang}.docx") == 2 for lang in LANGS), "in the list above, and in the table"
    assert len(json.loads(page.get(f"{dropped}/get/json").text)["documents"]) == 3


def test_what_cannot_be_compared_says_why_and_shows_each(page: Page, english: bytes, without_partners: bytes) -> None:
    answer = page.shown(page.drop(("a.docx", english), ("b.docx", without_partners), mode="parity"))
    assert "all in one language" in answer.text and answer.text.count('href="/r/') == 2
    assert page.store.root.name not in answer.text


def test_two_drafts_are_compared_the_older_first(page: Page, english: bytes, without_partners: bytes) -> None:
    dropped = page.drop(("old.docx", without_partners), ("new.docx", english), mode="compare").location
    assert page.get(dropped).text.index("Newly addressed") < page.get(dropped).text.index("1.2.4")
    assert json.loads(page.get(f"{dropped}/get/json").text)["changes"][0]["change"] == "newly-addressed"


def test_a_report_is_compared_with_an_earlier_draft_or_its_result(
    page: Page, english: bytes, without_partners: bytes
) -> None:
    old = page.get(f"{report_of(page, 'old.docx', without_partners)}/get/json").data
    new = report_of(page, "new.docx", english)
    for name, content in (("old.docx", without_partners), ("old.json", old)):
        answer = page.shown(page.post(f"{new}/compare", earlier=(io.BytesIO(content), name)))
        assert "1.2.4" in answer.text and "newly" in answer.text.lower()


@pytest.mark.parametrize(
    "content",
    [b"{", b"{}", b'{"schema": "sapa.check/1"}', b'{"schema": "sapa.check/1", "documents": [{"error": null, "sets": [1]}]}',
     b'{"a":' + b"[" * 200_000],
)  # fmt: skip
def test_a_json_that_is_no_result_is_said_to_be_none(page: Page, english: bytes, content: bytes) -> None:
    new = report_of(page, "new.docx", english)
    answer = page.shown(page.post(f"{new}/compare", earlier=(io.BytesIO(content), "old.json")))
    assert "old.json" in answer.text and "A defect" not in answer.text and page.store.root.name not in answer.text


def test_the_next_draft_of_the_same_name_says_what_closed(page: Page, english: bytes, without_partners: bytes) -> None:
    report_of(page, "Report.docx", without_partners)
    again = report_of(page, "report.docx", english)
    assert "Closed: 1.2.4" in page.get(again).text
    assert "1.2.4" in page.get(f"{again}/changes").text
    assert page.get(f"{again}/changes/get/xlsx").data.startswith(b"PK")


def test_reports_on_the_list_are_compared_when_they_are_ticked(page: Page, versions: dict[str, bytes]) -> None:
    ids = [report_of(page, f"{lang}.docx", content).rsplit("/", 1)[-1] for lang, content in versions.items()]
    assert "1.2.4" in page.shown(page.post("/together", report=ids, mode="parity")).text
    assert page.post("/together", report=ids, mode="compare").status_code == 400
    assert page.post("/together", report=ids[:1], mode="parity").status_code == 400
    assert page.post("/together", report=["guessed", ids[0]], mode="parity").status_code == 404


def test_of_two_ticked_drafts_the_one_checked_first_is_the_older(
    page: Page, english: bytes, without_partners: bytes
) -> None:
    first = report_of(page, "z.docx", without_partners).rsplit("/", 1)[-1]
    second = report_of(page, "a.docx", english).rsplit("/", 1)[-1]
    answer = page.post("/together", report=[second, first], mode="compare")
    (change,) = json.loads(page.get(f"{answer.location}/get/json").text)["changes"]
    assert (change["code"], change["change"]) == ("1.2.4", "newly-addressed")


def test_more_reports_than_are_taken_at_once_leave_nothing(page: Page) -> None:
    answer = page.drop(*((f"{n}.docx", b"x") for n in range(5)))
    assert answer.status_code == 400 and "At most 4 reports" in answer.text
    assert list(page.store.root.iterdir()) == []


# --- meanwhile


def test_progress_is_told_in_pages_of_a_pdf_and_in_percent_of_a_word_file() -> None:
    visitor = pages.Visitor("en", "token")
    report = Report("id", "me", "r.pdf", "r.pdf", state="working", done=12, total=Total(29))
    assert "12 of 29" in pages.progress(visitor, [report])
    assert "25%" in pages.progress(visitor, [replace(report, done=250, total=Total(1000, "bytes"))])


def test_while_reports_are_read_the_page_says_how_far_and_then_leads_on(store: Store, english: bytes) -> None:
    waiting: list[work.Work] = []
    page = make_page(store)
    page.site.desk = replace(page.site.desk, run=waiting.append)
    dropped = page.drop(("r.docx", english)).location
    assert "<progress" in page.get(dropped).text and page.get(f"{dropped}/live").json["done"] is False
    waiting.pop()()
    assert page.get(f"{dropped}/live").json["done"] is True and page.get(dropped).status_code == 303


def test_what_was_removed_while_it_was_read_is_forgotten(store: Store, english: bytes) -> None:
    waiting: list[work.Work] = []
    page = make_page(store)
    page.site.desk = replace(page.site.desk, run=waiting.append)
    page.drop(("r.docx", english))
    page.post("/empty")
    waiting.pop()()
    assert store.reports(page.owner) == []


def test_a_removed_report_ends_its_reading(store: Store, english: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(Report("r", "me", "r.docx", "r.docx"))

    def found_in(report: Report, loaded: Any, progress: Any, workers: Any) -> None:
        store.forget("r")
        progress(1, 2)

    monkeypatch.setattr(work, "found_in", found_in)
    with pytest.raises(work.Forgotten):
        work.check("r", store, None)  # type: ignore[arg-type]


def test_a_defect_is_said_to_be_one_and_told_in_the_terminal(
    page: Page, english: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found_in(*_: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(work, "found_in", found_in)
    answer = page.get(report_of(page, "r.docx", english))
    assert "A defect in Sapa" in answer.text and "secret detail" not in answer.text
    assert "secret detail" in capsys.readouterr().err


def test_a_defect_of_the_page_itself_shows_no_trace(
    page: Page, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def home(*_: Any, **__: Any) -> str:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(pages, "home", home)
    answer = page.get("/")
    assert answer.status_code == 500 and "secret detail" not in answer.text
    assert "secret detail" in capsys.readouterr().err


def test_work_is_done_in_its_order() -> None:
    done: queue.Queue[int] = queue.Queue()
    work_off = Queue(threads=1)
    for number in range(3):
        work_off(lambda number=number: done.put(number))
    assert [done.get(timeout=30) for _ in range(3)] == [0, 1, 2]


# --- languages


@pytest.mark.parametrize(
    ("accepted", "lang"), [("kk-KZ,ru;q=0.5", "kk"), ("ru", "ru"), ("de,fr;q=0.7", "en"), ("en-GB", "en")]
)
def test_the_page_speaks_what_the_browser_asks_for(page: Page, accepted: str, lang: str) -> None:
    assert f'<html lang="{lang}">' in page.get("/", **{"Accept-Language": accepted}).text


def test_a_chosen_language_stays_for_pages_and_files(page: Page, english: bytes) -> None:
    page.get("/?lang=ru")
    assert '<html lang="ru">' in page.get("/").text
    assert '<html lang="ru">' in page.get("/?lang=xx").text
    report = report_of(page, "r.docx", english)
    assert '<html lang="ru">' in page.get(f"{report}/get/html").text


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_of_the_page_is_there_in_every_language(
    page: Page, english: bytes, versions: dict[str, bytes], lang: str
) -> None:
    page.get(f"/?lang={lang}")
    report_of(page, "r.docx", versions["kk"])
    report = report_of(page, "r.docx", english)
    parity = page.drop(*((f"{one}.docx", content) for one, content in versions.items())).location
    shown = [page.get(address).text for address in ("/", report, parity, f"{report}/changes", "/nothing")]
    shown += [pages.error(pages.Visitor(lang, ""), code) for code in (400, 403, 405, 413, 421, 429, 500)]  # type: ignore[arg-type]
    shown += [pages.login(pages.Visitor(lang, ""), wrong=True, secure=False)]  # type: ignore[arg-type]
    assert [found for text in shown for found in re.findall(r">[^<]*serve\.[a-z-]+[^<]*<", text)] == []


def test_a_drop_that_is_gone_is_not_found(page: Page) -> None:
    page.get("/")
    page.store.add(Drop("gone", "somebody else", ()))
    assert page.get("/d/gone").status_code == 404
