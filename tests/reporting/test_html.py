"""The page for the university: whole in itself, safe, readable for everyone, the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest

from sapa.core.reporting import as_html
from sapa.core.words.messages import LANGS, Lang

from ..results import (
    clean,
    document_result,
    every_status,
    evidence,
    failed,
    of_one_university,
    result,
    small_set,
    undecided,
)

ONE = result()
SEVERAL = result(*of_one_university(document_result(), undecided(), clean()))
INDEX = result(document_result(), failed(), undecided(), clean())  # of universities that nobody knows
TWO_SETS = result(document_result((every_status(), every_status(small_set("other")))))


class Page(HTMLParser):
    """Elements, headings, ids and text of a page; unbalanced tags are an error."""

    VOID = frozenset({"meta", "br", "link", "img", "rect", "input"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def shown(self) -> str:
        return " ".join(" ".join(self.text).split())


PAGES = [(one, lang) for one in (ONE, SEVERAL, TWO_SETS, INDEX) for lang in LANGS]


@pytest.mark.parametrize(("of", "lang"), PAGES)
def test_nothing_is_fetched_and_only_the_script_that_the_page_names_runs(of: object, lang: Lang) -> None:
    html = as_html.render(of, lang)  # type: ignore[arg-type]
    page = Page(html)
    assert {"link", "img", "iframe", "object"} & {tag for tag, _ in page.elements} == set()
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(one.encode("utf-8")).digest()).decode("ascii") for one in scripts]
    (policy,) = [one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    allowed = "".join(f"; script-src 'sha256-{one}'" for one in hashes)
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'{allowed}"
    assert len(scripts) == (0 if of is INDEX else 1)
    for _, attributes in page.elements:
        assert not {"src", "srcset", "action"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in html and "@import" not in html and "@font-face" not in html


@pytest.mark.parametrize(("of", "lang"), PAGES)
def test_headings_go_down_one_step_at_a_time_and_links_lead_somewhere(of: object, lang: Lang) -> None:
    page = Page(as_html.render(of, lang))  # type: ignore[arg-type]
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {str(attributes["href"])[1:] for attributes in page.all("a")} <= set(ids)


@pytest.mark.parametrize(("of", "lang"), PAGES)
def test_languages_tables_and_bars_are_marked_for_those_who_cannot_see_them(of: object, lang: Lang) -> None:
    page = Page(as_html.render(of, lang))  # type: ignore[arg-type]
    assert page.all("html") == [{"lang": lang}]
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.all("th"))
    assert all(attributes.get("aria-hidden") == "true" for attributes in page.all("svg"))
    assert all(attributes.get("lang") for attributes in page.all("blockquote"))
    assert all(attributes.get("aria-label") for attributes in page.all("nav"))


def test_what_the_report_says_is_text_and_never_markup() -> None:
    html = as_html.render(ONE)
    assert "<b>" not in html and "&lt;b&gt;high&lt;/b&gt; &amp; far" in html
    assert "Teaching &lt;staff&gt;" in html
    nasty = '"><script>alert(1)</script><a href="http://x">'
    found = every_status()
    spoilt = replace(found.criteria[0], evidence=(evidence("heading", 7, 300, heading=(nasty,), excerpt=nasty),))
    page = Page(as_html.render(result(document_result((replace(found, criteria=(spoilt, *found.criteria[1:])),)))))
    assert len(page.all("script")) == 1 and all(str(a["href"]).startswith("#") for a in page.all("a"))


def test_paths_of_this_machine_are_not_sent_to_the_university() -> None:
    for of in (ONE, SEVERAL, INDEX):
        assert "reports/" not in as_html.render(of)
    assert "locked.pdf: protected by a password" in Page(as_html.render(INDEX)).shown


def test_every_criterion_stands_there_with_its_places_and_every_gap_with_what_to_do() -> None:
    shown = Page(as_html.render(ONE)).shown
    for code in ("1.2.1", "1.2.2", "1.2.3", "2.2.1", "2.2.2", "2.2.6"):
        assert code in shown
    assert "2.2.3–2.2.5 missing not cited anywhere in the report" in shown
    assert "Answer this criterion under a heading with its code." in shown
    assert "Send these pages as text instead of pictures" in shown
    assert "p. 30 (table row, 12 words, annexes 5)" in shown
    assert "Not read, and so not checked pages 12–13" in shown


def test_a_file_that_cannot_be_read_has_no_table_of_zeros() -> None:
    shown = Page(as_html.render(result(failed()))).shown
    assert "All 9 criteria not checked:" in shown
    assert "0 of" not in shown and "What to do" not in shown


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_has_every_criterion_with_its_mark_and_leads_to_it(lang: Lang) -> None:
    html = as_html.render(ONE, lang)
    cells = re.findall(
        r'<a class="cell (\w+)(?: look)?" href="#([^"]+)" title="([\d.]+): [^"]+"><span [^>]+>(.)\*?</span>', html
    )
    criteria = ONE.documents[0].sets[0].coverage.criteria
    assert [(status, code) for status, _, code, _ in cells] == [
        (c.status.value, c.criterion.code.text) for c in criteria
    ]
    marks = {status: mark for status, _, _, mark in cells}
    assert len(set(marks.values())) == len(marks) == 6, "told apart without colours"
    assert all(f'id="{anchor}"' in html for _, anchor, _, _ in cells)


def test_the_first_sentence_says_how_it_stands_and_where_most_gaps_are() -> None:
    shown = Page(as_html.render(ONE)).shown
    assert "2 of 9 criteria addressed, 1 not applicable; 6 gaps, 3 of them missing, 1 not checked." in shown
    assert "Most of them (5) lie in Standard 2" in shown


def test_the_day_stands_there_where_it_is_given_as_people_write_it() -> None:
    assert "5 марта 2027 г." in as_html.render(ONE, "ru", day=date(2027, 3, 5))
    assert "2027 жылғы 5 наурыз" in as_html.render(ONE, "kk", day=date(2027, 3, 5))
    assert "2027" not in as_html.render(ONE)


def test_a_status_is_never_told_by_colour_alone() -> None:
    """Wherever a bar stands, its numbers stand in words beside it."""
    html = as_html.render(ONE)
    rows = re.findall(r"<tr>.*?</tr>", html, re.DOTALL)
    bars = [row for row in rows if "<svg" in row]
    assert len(bars) == 2
    for row in bars:
        for status in set(re.findall(r'<rect class="(\w+)"', row)) - {"addressed"}:
            assert f'<span class="{status}">' in row
        assert " of " in row


def test_the_same_result_gives_the_same_bytes_without_a_date() -> None:
    assert as_html.render(SEVERAL) == as_html.render(SEVERAL)
    assert not re.search(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", as_html.render(SEVERAL))


def colours() -> list[dict[str, str]]:
    """The light and the dark set of colours."""
    css = files("sapa").joinpath("core/showing/templates/style.css").read_text("utf-8")
    schemes = [
        dict(re.findall(r"--([a-z_]+): (#[0-9a-f]+);", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S)
    ]
    assert len(schemes) == 2 and set(schemes[0]) == set(schemes[1])
    return schemes


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_has_enough_contrast(scheme: int) -> None:
    """WCAG 2 AA: 4.5 to 1 for text of any size."""
    known = colours()[scheme]
    for ground in ("paper", "tint"):
        for name in set(known) - {"paper", "tint", "line"}:
            bright, dark = sorted((luminance(known[name]), luminance(known[ground])), reverse=True)
            assert (bright + 0.05) / (dark + 0.05) >= 4.5, (name, ground)
