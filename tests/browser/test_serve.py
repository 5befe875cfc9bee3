"""The local page in a browser: what is dropped, followed, compared and taken away, by mouse, keyboard and ear."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sapa.core.checking.worker import INSIDE
from sapa.web import password

from ..comparing.versions import KK
from ..web.site import word
from .browser import PATIENCE, chromium, expect, in_browser, violations

pytestmark = [in_browser, pytest.mark.slow]

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SECRET = "a long enough password"
LACKING = "1.2.4"  # the criterion that the Kazakh version lacks


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@contextmanager
def serving(*arguments: str, workers: bool = False) -> Iterator[str]:
    """The address of a page that is shown by a process of its own. workers: reports are read in further ones."""
    line = [sys.executable, "-P", "-m", "sapa", "serve", "--no-browser", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != INSIDE or not workers}
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """report-en.docx, report-ru.docx, report-kk.docx: the Kazakh one lacks a criterion."""
    folder = tmp_path_factory.mktemp("reports")
    for lang in ("en", "ru", "kk"):
        (folder / f"report-{lang}.docx").write_bytes(word(lang, folder, without=LACKING if lang == "kk" else ""))
        (folder / f"made-{lang}.docx").unlink()
    return folder


@pytest.fixture(scope="module")
def shared() -> Iterator[str]:
    """A page without a folder, for all who do not mind what others have dropped."""
    with serving() as url:
        yield url


def visit(browser: Any, **how: Any) -> Any:
    """A new visitor, who waits for long where the machine is busy."""
    context = browser.new_context(**how)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A visitor whose browser has nothing to complain about: no error, nothing that the policy forbids."""
    opened = visit(browser, locale="en-GB")
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    opened.context.close()
    expected = ("404", "net::ERR_")  # what a test asks for, and a page that has ended
    assert [one for one in complaints if not any(part in one for part in expected)] == []


def drop(page: Any, url: str, *files: Path) -> None:
    page.goto(url)
    page.set_input_files("#files", [str(file) for file in files])
    page.click("button.main")
    page.wait_for_url(lambda now: now != url)


def test_the_way_of_a_coordinator(page: Any, reports: Path, tmp_path: Path) -> None:
    """Three versions are dropped; one lacks a criterion; it is taken away with comments, mended, saved: the gap closes."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "report-kk.docx").write_bytes((reports / "report-kk.docx").read_bytes())
    with serving(str(folder), workers=True) as url:
        drop(page, url, *sorted(reports.glob("report-*.docx")))
        uneven = page.locator("table", has=page.locator("th", has_text="Kazakh")).first
        expect(uneven.locator("tbody th")).to_have_text([LACKING])
        expect(uneven.locator("td.missing")).to_have_count(1)

        page.get_by_role("link", name="report-kk.docx").click()
        with page.expect_download() as taken:
            page.get_by_role("link", name="The report with comments").click()
        mended = tmp_path / "mended.docx"
        taken.value.save_as(mended)
        assert LACKING in _comments(mended)

        page.goto(url)
        page.locator("a[id^=open]", has_text="report-kk.docx").first.click()
        page.locator(f".cell.missing[href$='{LACKING}']").wait_for()
        _write_answer(mended)
        mended.replace(folder / "report-kk.docx")  # as Word saves
        page.locator(".changes .addressed", has_text=LACKING).wait_for()
        page.locator(f".cell.addressed[href$='{LACKING}']").wait_for()
        expect(page.locator("#said")).to_contain_text(LACKING)


def _comments(file: Path) -> str:
    from docx import Document

    return " ".join(one.text for one in Document(str(file)).comments)


def _write_answer(file: Path) -> None:
    """Puts the missing criterion, heading and text, before the next standard."""
    from docx import Document

    begin = KK.index(f"## {LACKING} ")
    heading, text = KK[begin + 3 :].split("\n")[:2]
    report = Document(str(file))
    following = next(one for one in report.paragraphs if one.text.startswith("2 "))
    following.insert_paragraph_before(heading, style="Heading 2")
    following.insert_paragraph_before(text)
    report.save(str(file))


def test_while_a_report_is_read_its_page_says_how_far(page: Any, shared: str) -> None:
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { sessionStorage.far ||= document.querySelector('progress') ? 'told' : '' })"
    )
    drop(page, shared, EXAMPLES / "institutional-en.pdf")
    page.locator(".heat").wait_for()
    assert page.evaluate("sessionStorage.far") == "told"
    assert "/r/" in page.url, "the page of the report, without anybody's doing"


def test_files_that_are_dropped_go_into_the_form(page: Any, shared: str) -> None:
    page.goto(shared)
    page.evaluate("""() => {
      const data = new DataTransfer();
      data.items.add(new File(["x"], "dropped.docx"));
      const drop = (name) => document.body.dispatchEvent(new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true}));
      drop("dragover"); drop("drop");
    }""")
    expect(page.locator("#chosen li")).to_have_text(["dropped.docx"])
    assert page.evaluate("document.querySelector('#files').files.length") == 1


def test_too_large_is_said_before_anything_is_sent(page: Any, shared: str, reports: Path) -> None:
    page.goto(shared)
    page.evaluate("document.querySelector('form.drop').dataset.most = 10")
    page.set_input_files("#files", str(reports / "report-en.docx"))
    page.click("button.main")
    page.wait_for_function(
        "document.querySelector('#files').validationMessage.startsWith('Together these files have more')"
    )
    assert page.url == shared


def test_the_criteria_are_filtered_after_a_save_too(page: Any, reports: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes((reports / "report-kk.docx").read_bytes())
    with serving(str(tmp_path)) as url:
        page.goto(url)
        page.locator("a[id^=open]").click()
        page.locator(".by-text").first.fill("1.2.2")
        expect(page.locator(".criterion:visible .code")).to_have_text(["1.2.2"])
        file.write_bytes((reports / "report-en.docx").read_bytes())
        page.locator(".changes .addressed").wait_for()
        page.get_by_text("Word, English").wait_for()
        page.locator(".by-text").first.fill("17 enterprises")
        expect(page.locator(".criterion:visible .code")).to_have_text([LACKING])
        page.locator(".show-missing").first.uncheck()
        page.locator(".by-text").first.fill("")
        expect(page.locator(".criterion.is-missing:visible")).to_have_count(0)


def test_the_list_follows_the_folder_and_keeps_what_was_ticked(page: Any, reports: Path, tmp_path: Path) -> None:
    file = tmp_path / "report-kk.docx"
    file.write_bytes((reports / "report-kk.docx").read_bytes())
    with serving(str(tmp_path)) as url:
        page.goto(url)
        page.locator("a[id^=open]").wait_for()
        box = page.get_by_role("checkbox", name="Choose report-kk.docx")
        box.check()
        box.focus()
        (tmp_path / "report-ru.docx").write_bytes((reports / "report-ru.docx").read_bytes())
        page.get_by_role("checkbox", name="Choose report-ru.docx").check()
        expect(box).to_be_checked()
        page.get_by_role("button", name="language versions").click()
        page.locator("td.missing").first.wait_for()
        expect(page.locator("tbody th", has_text=LACKING)).to_have_count(1)


def test_a_language_is_chosen_and_stays(page: Any, shared: str, reports: Path) -> None:
    page.goto(shared)
    page.get_by_role("link", name="Қазақша").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    drop(page, shared, reports / "report-en.docx")
    page.locator(".heat").wait_for()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.get_by_role("link", name="ЖОО-ға хат")).to_have_count(1)


def test_what_is_not_there_is_said_and_leads_back(page: Any, shared: str) -> None:
    page.goto(f"{shared}r/nothing")
    expect(page.locator("main")).to_contain_text("There is nothing here")
    page.get_by_role("link", name="To the first page").click()
    expect(page.locator("#files")).to_be_visible()


def test_what_is_no_report_is_said(page: Any, shared: str, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    drop(page, shared, tmp_path / "broken.docx")
    page.locator(".note").first.wait_for()
    expect(page.locator("main")).to_contain_text("broken.docx")


def test_all_of_it_is_done_with_the_keyboard(page: Any, shared: str, reports: Path) -> None:
    page.on("filechooser", lambda _: None)  # asked for from the beginning: just before the key it may come too late
    page.goto(shared)

    def tab_to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"not reached by the keyboard: {selector}")

    tab_to("#files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(str(reports / "report-kk.docx"))
    tab_to("button.main")
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/*")
    page.locator(".heat").wait_for()
    tab_to("a[href$='/get/letter']")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == "report-kk - letter.docx"
    tab_to("summary")
    page.keyboard.press("Enter")
    expect(page.locator("#earlier")).to_be_visible()
    tab_to(".above form[action$=forget] button")
    page.keyboard.press("Enter")
    page.wait_for_url(shared)


def test_everything_is_removed_by_a_button(page: Any, shared: str, reports: Path) -> None:
    drop(page, shared, reports / "report-en.docx")
    page.locator(".heat").wait_for()
    report = page.url
    page.goto(shared)
    page.locator("a[id^=open]").first.wait_for()
    with page.expect_navigation():
        page.locator("#empty").click()
    expect(page.locator("#files")).to_be_visible()
    expect(page.locator("a[id^=open]")).to_have_count(0)
    assert page.goto(report).status == 404


def test_the_password_is_asked_for_and_whoever_leaves_is_outside(page: Any) -> None:
    with serving("--password-hash", password.hashed(SECRET)) as url:
        page.goto(url)
        page.get_by_label("Password").fill(SECRET)
        page.keyboard.press("Enter")
        page.locator("#files").wait_for()
        page.get_by_role("button", name="Leave").click()
        expect(page.get_by_label("Password")).to_be_visible()


def test_when_the_page_has_ended_it_says_so(browser: Any, tmp_path: Path) -> None:
    with serving(str(tmp_path)) as url:
        page = visit(browser, locale="en-GB")
        page.goto(url)
    page.get_by_text("does not answer any more").wait_for()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(browser: Any, reports: Path, tmp_path: Path, scheme: Any) -> None:
    """axe finds nothing on any page; it is itself a script that the policy does not let in."""
    (tmp_path / "report-kk.docx").write_bytes((reports / "report-kk.docx").read_bytes())
    page = visit(browser, color_scheme=scheme, bypass_csp=True, locale="ru-RU")
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.wait_for_load_state()
        found[name] = violations(page)

    with serving(str(tmp_path)) as url:
        news = "**/d/*/live?*"
        page.route(news, lambda asked: asked.fulfill(status=204))  # the page stays while it is looked at
        drop(page, url, *sorted(reports.glob("report-*.docx")))
        look("progress, or what follows")
        page.unroute(news)
        page.locator("td.missing").first.wait_for()
        look("language versions")
        page.locator(".above a").first.click()
        page.locator(".heat").wait_for()
        page.locator("summary").first.click()
        look("report")
        page.goto(url)
        look("first page")
        page.goto(f"{url}nothing")
        look("error")
        drop(page, url, *sorted(reports.glob("report-[ek]*.docx")))
        page.locator("td.missing").first.wait_for()
        page.locator(".above a").first.click()
        page.get_by_role("link", name="Все изменения").click()
        page.wait_for_url("**/changes")
        look("changes")
    with serving("--password-hash", password.hashed(SECRET)) as url:
        page.goto(url)
        look("password")
    page.context.close()
    assert found == {name: [] for name in found}


def test_a_phone_shows_all_of_it_without_scrolling_sideways(browser: Any, shared: str, reports: Path) -> None:
    page = visit(browser, viewport={"width": 390, "height": 800}, locale="kk-KZ")
    drop(page, shared, *sorted(reports.glob("report-*.docx")))
    page.locator("td.missing").first.wait_for()
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    page.locator(".above a").first.click()
    page.locator(".heat").wait_for()
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    page.goto(shared)
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    page.context.close()
    assert max(widths) <= 390


def test_a_page_without_script_still_checks_a_report(browser: Any, shared: str, reports: Path) -> None:
    page = visit(browser, java_script_enabled=False, locale="en-GB")
    drop(page, shared, reports / "report-en.docx")
    page.locator(".heat").wait_for()
    page.context.close()
