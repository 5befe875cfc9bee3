"""A real report from end to end: an agency's own self-assessment against ESG Parts 2 and 3, as Word file and as PDF.

The report is not part of the repository; SAPA_SEEDS names the folder of its text, without it ../shared/seeds beside
the checkout. Word file and PDF are built in the test run, so their headings are real ones and their pages are known.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .tools import needs

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("SAPA_SEEDS") or ROOT.parent / "shared" / "seeds")
SOURCES = sorted(FOLDER.glob("000_*.txt")) if FOLDER.is_dir() else []

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not SOURCES and not os.environ.get("SAPA_REQUIRE_TOOLS"), reason=f"the real report is not in {FOLDER}"
    ),
    needs("soffice", "pdftotext"),
]

SECTIONS = 2603  # lines of the text that are the report's sections 1 to 9; regulations follow
# Where the headings stand: line, rank, number of lines.
HEADINGS = [
    (1, 1, 1), (115, 1, 1), (137, 1, 2), (173, 2, 1), (254, 2, 1), (456, 1, 1), (515, 2, 1), (572, 2, 1), (660, 2, 1),
    (692, 1, 2), (695, 2, 2), (944, 2, 1), (983, 2, 1), (1029, 2, 1), (1062, 2, 1), (1236, 2, 2), (1378, 2, 1),
    (1410, 1, 2), (1413, 2, 1), (1675, 2, 1), (1807, 2, 1), (2017, 2, 1), (2154, 2, 1), (2250, 2, 1), (2315, 2, 1),
    (2382, 1, 1), (2442, 1, 1), (2510, 1, 1),
]  # fmt: skip
CODES = [f"{part}.{number}" for part in (2, 3) for number in range(1, 8)]
CHAPTERS = {"3": "5.", "2": "6."}  # ESG Part 3 is answered in the report's chapter 5, Part 2 in chapter 6


def blocks() -> Iterator[tuple[int, str]]:
    """(rank, text) of each heading, rank 0 for a paragraph; wrapped lines joined."""
    assert SOURCES, f"the real report is not in {FOLDER}"
    lines = SOURCES[0].read_text("utf-8").replace("\f", " ").split("\n")[:SECTIONS]
    headings = {line: (rank, count) for line, rank, count in HEADINGS}
    paragraph: list[str] = []
    number = 1
    while number <= len(lines):
        if paragraph and (number in headings or not lines[number - 1].strip()):
            yield 0, re.sub(r"\s+", " ", " ".join(paragraph)).strip()
            paragraph = []
        if number in headings:
            rank, count = headings[number]
            yield rank, re.sub(r"\s+", " ", " ".join(lines[number - 1 : number - 1 + count])).strip()
            number += count
            continue
        if lines[number - 1].strip():
            paragraph.append(lines[number - 1])
        number += 1
    if paragraph:
        yield 0, re.sub(r"\s+", " ", " ".join(paragraph)).strip()


def heading_of(code: str) -> str:
    """The heading under which the report answers a code."""
    return next(text for rank, text in blocks() if rank == 2 and f"ESG Standard {code} " in text)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    from docx import Document

    folder = tmp_path_factory.mktemp("report")
    word = Document()
    for rank, text in blocks():
        if rank:
            word.add_heading(text, rank)
        else:
            word.add_paragraph(text)
    docx = folder / "report.docx"
    word.save(str(docx))
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder),
         str(docx)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {"docx": docx, "pdf": folder / "report.pdf"}


@pytest.fixture(scope="module")
def checked(report: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """What `sapa check` says about each file, with the outside plugin's set."""
    sets = next((ROOT / "examples" / "plugins" / "sapa_esg_agencies").rglob("set.toml")).parent
    said = {}
    for name, path in report.items():
        command = [sys.executable, "-P", "-m", "sapa", "check", str(path), "--set", "esg-agencies"]
        command += ["--sets-dir", str(sets), "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        said[name] = json.loads(done.stdout)["documents"][0]
    return said


def criteria(document: dict[str, Any]) -> dict[str, Any]:
    return {criterion["code"]: criterion for criterion in document["sets"][0]["criteria"]}


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_all_fourteen_criteria_are_addressed_each_at_its_chapter(checked: dict[str, dict[str, Any]], name: str) -> None:
    found = criteria(checked[name])

    assert {code: criterion["status"] for code, criterion in found.items()} == dict.fromkeys(CODES, "addressed")
    for code, criterion in found.items():
        strongest = criterion["evidence"][0]
        assert strongest["kind"] == "heading"
        assert strongest["heading"][0].startswith(CHAPTERS[code[0]])
        assert strongest["heading"][-1] == heading_of(code)


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_the_reports_own_section_numbers_are_no_codes(checked: dict[str, dict[str, Any]], name: str) -> None:
    """Sections "3.1", "3.2", "4.1" to "4.3" are numbered like ESG standards and are none."""
    own = {text for rank, text in blocks() if rank == 2 and "ESG Standard" not in text}
    assert len(own) == 5

    places = [place for criterion in criteria(checked[name]).values() for place in criterion["evidence"]]

    assert {place["heading"][-1] for place in places if place["kind"] == "heading"}.isdisjoint(own)
    assert not [place for place in places if any(place["excerpt"].startswith(text) for text in own)]


def test_pages_of_the_pdf_are_those_that_an_independent_reader_finds(
    report: dict[str, Path], checked: dict[str, dict[str, Any]]
) -> None:
    text = subprocess.run(["pdftotext", str(report["pdf"]), "-"], capture_output=True, check=True).stdout.decode()
    pages = [re.sub(r"\s+", "", page) for page in text.split("\f")][:-1]
    assert checked["pdf"]["pages"] == len(pages)

    for code, criterion in criteria(checked["pdf"]).items():
        true = [number for number, page in enumerate(pages, 1) if re.sub(r"\s+", "", heading_of(code)) in page]
        strongest = criterion["evidence"][0]
        assert [strongest["page"]] == true
        assert strongest["page_source"] == "pdf"
        for place in criterion["evidence"]:
            assert re.sub(r"\s+", "", place["excerpt"])[:12] in pages[place["page"] - 1]
