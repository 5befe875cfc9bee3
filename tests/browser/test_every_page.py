"""Every page that Sapa writes, in a browser: nobody is shut out, no phone scrolls sideways, a long report stays short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

import sapa
from sapa import api
from sapa.core.model.coverage import Coverage, Status
from sapa.core.reporting import as_html, cases_page, compare_page, index_page, parity_page, review_page
from sapa.core.reporting.universities import universities
from sapa.core.words.messages import Lang, message

from ..comparing.test_compare_output import NEWER, THIN
from ..comparing.versions import changed, compared, written
from ..filled import reviewed, skeleton
from ..results import coverage, document_result, evidence, failed, result
from .browser import chromium, in_browser, violations

pytestmark = [in_browser, pytest.mark.slow]
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = date(2027, 3, 8)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def case() -> api.Result:
    return sapa.check(EXAMPLES / "case-programme", today=DAY)


@pytest.fixture(scope="module")
def pages(case: api.Result, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Callable[[Lang], str]]:
    folder = tmp_path_factory.mktemp("pages")
    two = result(document_result(), failed())
    (folder / "result.json").write_text(case.to_json(), "utf-8")
    several = api.check_cases([str(EXAMPLES / "case-programme"), str(EXAMPLES / "case-online")], today=DAY)
    versions = compared(kk=changed("kk", ("610 түлекті", "601 түлекті")))
    drafts = api.compare(*(written(text, folder / f"{n}.docx") for n, text in enumerate((THIN, NEWER))))
    review = reviewed(skeleton("en"), folder)
    linked = [index_page.Files("a.html", "a.docx", "b.html")] * 2
    return {
        "case": lambda lang: as_html.render(case, lang, day=DAY),
        "internal": lambda lang: as_html.internal(case, lang, day=DAY),
        "index": lambda lang: index_page.render(two, universities(two, lang), linked, lang, day=DAY),
        "cases": lambda lang: cases_page.render(several, lang),
        "compare": lambda lang: compare_page.render(drafts, lang),
        "parity": lambda lang: parity_page.render(versions, lang),
        "review": lambda lang: review_page.render(review, lang),
        "portfolio": lambda lang: str(api.portfolio(str(folder), today=DAY, lang=lang).content),
    }


@pytest.mark.parametrize("name", ["case", "internal", "index", "cases", "compare", "parity", "review", "portfolio"])
def test_nobody_is_shut_out_and_no_phone_scrolls_sideways(
    browser: Any, pages: dict[str, Callable[[Lang], str]], tmp_path: Path, name: str
) -> None:
    file = tmp_path / f"{name}.html"
    for lang, scheme in (("ru", "dark"), ("kk", "light"), ("en", "light")):
        file.write_text(pages[name](cast("Lang", lang)), "utf-8")
        page = browser.new_page(color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 800})
        page.goto(file.as_uri())
        if lang != "en":  # in both schemes; English has the shortest words
            assert violations(page) == [], (name, lang, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, (name, lang)
        page.close()


# --- a long report


def long_coverage() -> Coverage:
    """A report of 400 pages against the largest set: every criterion named in fifty places, nine of them nowhere."""
    standards = sapa.load().sets.find("institutional")
    given = {}
    for number, code in enumerate(standards.criteria):
        if number % 12:
            places = (
                evidence(
                    "heading", 3 * number + 1, 900, heading=("Standard", f"{code} Practice"), excerpt="Text. " * 80
                ),
            )
            places += tuple(evidence("inline", 3 * number + at, 0, excerpt="Mentioned. " * 30) for at in range(50))
            given[code.text] = (Status.ADDRESSED, message("reason.addressed", words=900, places=51), places)
    return coverage(standards, given)


def test_the_page_of_400_pages_is_small_and_three_printed_pages_tell_all_but_the_details(
    browser: Any, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    long = replace(document_result((long_coverage(),)), pages=400)
    file = tmp_path / "long.html"
    file.write_text(as_html.render(result(long), day=DAY), "utf-8")
    assert file.stat().st_size < 3_000_000
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.locator(".criterion").count() == 108
    page.pdf(path=str(tmp_path / "long.pdf"), prefer_css_page_size=True)
    printed = [one.extract_text() for one in PdfReader(tmp_path / "long.pdf").pages]
    details = next(number for number, text in enumerate(printed, start=1) if "Every criterion and where" in text)
    assert details <= 4 and len(printed) > details, "details follow on pages of their own"
    assert "and in 31 more places" in " ".join(" ".join(printed).split())
