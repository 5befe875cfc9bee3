"""The page in a browser: accessible in both schemes, filtered with and without script, whole on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sapa.core.reporting import as_html

from ..results import clean, document_result, every_status, failed, of_one_university, result, small_set, undecided
from .browser import chromium, expect, in_browser, violations

pytestmark = [in_browser, pytest.mark.slow]

PAGES = {
    "one": result(),
    "several": result(*of_one_university(document_result(), undecided(), clean())),
    "index": result(document_result(), failed(), undecided(), clean()),
    "two-sets": result(document_result((every_status(), every_status(small_set("other"))))),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


def saved(folder: Path, name: str, lang: Any = "en") -> str:
    file = folder / f"{name}.html"
    file.write_text(as_html.render(PAGES[name], lang), "utf-8")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_shut_out(browser: Any, tmp_path: Path, name: str, scheme: Any) -> None:
    page = browser.new_page(color_scheme=scheme, bypass_csp=True)  # axe itself is a script that the page does not name
    page.goto(saved(tmp_path, name, "kk"))
    assert violations(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_statuses_and_standards_are_filtered_even_without_script(browser: Any, tmp_path: Path, script: bool) -> None:
    page = browser.new_context(java_script_enabled=script).new_page()
    page.goto(saved(tmp_path, "one"))
    expect(page.locator(".criterion:visible")).to_have_count(9)
    page.locator(".show-addressed").uncheck()
    expect(page.locator(".criterion:visible")).to_have_count(7)
    page.locator(".only-0").check()
    expect(page.locator(".criterion:visible")).to_have_count(2)
    expect(page.locator(".by-text:visible")).to_have_count(int(script))


def test_the_text_filter_finds_what_stands_in_a_folded_part(browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(saved(tmp_path, "one"))
    page.locator(".by-text").fill("we aim")
    expect(page.locator(".criterion:visible .code")).to_have_text(["1.2.1"])
    assert errors == [], "the policy of the page lets its own script run"


def test_a_cell_of_the_map_is_reached_by_keyboard_and_opens_its_criterion(browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(saved(tmp_path, "one"))
    page.locator("a.cell").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".criterion:target details[open] .places")).to_be_visible()


def test_paper_has_what_was_folded_and_numbered_pages(browser: Any, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page = browser.new_page()
    page.goto(saved(tmp_path, "one"))
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    pages = [one.extract_text() for one in PdfReader(tmp_path / "page.pdf").pages]
    assert "We aim <b>high</b>" in " ".join(" ".join(pages).split())
    assert f"1 / {len(pages)}" in pages[0]


def test_a_phone_shows_all_of_it_without_scrolling_sideways(browser: Any, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(saved(tmp_path, "several"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
