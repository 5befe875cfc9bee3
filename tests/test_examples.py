"""The example reports: built from their sources, and `sapa check` finds exactly the gaps planted in them."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from .command import sapa
from .tools import needs

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What the sources leave out, cut short or only touch, by design; everything else of the sets is answered.
PLANTED: dict[str, dict[str, dict[str, list[str]]]] = {
    "institutional-en": {
        "institutional": {
            "missing": ["2.2.17", "3.2.21", "4.2.16", "8.2.16"],
            "thin": ["2.2.12", "4.2.9", "5.2.14"],
            "mentioned": ["1.2.9", "5.2.16", "8.2.17"],
            "not_applicable": ["3.2.24"],
        },
    },
    "programme-ru": {
        "programme": {
            "missing": ["3.2.11", "8.2.8"],
            "thin": ["4.2.14", "7.2.5"],
            "mentioned": ["5.2.13"],
            "not_applicable": ["9.2.5"],
        },
        "eur-ace": {"missing": ["2.4.5"], "thin": ["2.4.3"]},  # in the report's Appendix A
    },
}
FILES = [f"{name}.{suffix}" for name in PLANTED for suffix in ("docx", "pdf")]


@cache
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_examples", EXAMPLES / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


@cache
def check(file: str, *options: str) -> tuple[int, dict[str, Any]]:
    """Exit code and the one document of `sapa check` on an example, its set recognised."""
    done = sapa("check", f"examples/{file}", "--format", "json", *options, cwd=ROOT)
    assert done.code in (0, 1, 2) and done.out, done.err
    return done.code, json.loads(done.out)["documents"][0]


def criteria(document: dict[str, Any], set_: str) -> dict[str, Any]:
    return next({c["code"]: c for c in one["criteria"]} for one in document["sets"] if one["id"] == set_)


def gaps(document: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    """The codes of each set that are not addressed, by status."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in document["sets"]:
        of_set = found.setdefault(one["id"], {})
        for criterion in one["criteria"]:
            if criterion["status"] != "addressed":
                of_set.setdefault(criterion["status"], []).append(criterion["code"])
    return found


@cache
def pages(pdf: str) -> list[str]:
    """The text of each page by an independent reader, without blanks."""
    text = subprocess.run(["pdftotext", str(EXAMPLES / pdf), "-"], capture_output=True, check=True).stdout.decode()
    return [re.sub(r"\s+", "", page) for page in text.split("\f")][:-1]


def openings(name: str) -> dict[tuple[str, str], str]:
    """How each criterion's place begins in the source, by set and code: heading, paragraph or the answer in its row."""
    source = builder().parse((EXAMPLES / "source" / f"{name}.md").read_text("utf-8"))
    found: dict[tuple[str, str], str] = {}
    set_ = next(iter(PLANTED[name]))
    automatic = 0
    for kind, value in source.blocks:
        if kind == "h1" and "EUR-ACE" in value:
            set_ = "eur-ace"
        elif kind in ("h2", "h3"):
            text = value
            if value.startswith("{"):
                automatic += 1
                prefix, title = re.match(r"\{(.+?)\} (.*)", value).groups()  # type: ignore[union-attr]
                text = f"{prefix}.{automatic} {title}"
            for code in re.findall(r"\d\.\d(?:\.\d+)?", text):
                found[set_, code] = text
        elif kind == "p" and (opened := re.match(r"(?:п\. )?(\d\.\d\.\d+)\. ", value)):
            found[set_, opened[1]] = value
        elif kind == "table":
            for row in value:
                if re.fullmatch(r"\d\.\d\.\d+", row[0]) and len(row[1].split()) > 20:
                    found[set_, row[0]] = " ".join(row[1].split()[:4])
    return found


# --- what sapa check finds


@pytest.mark.parametrize("file", FILES)
def test_check_finds_the_planted_gaps_and_no_others(file: str) -> None:
    name = file.split(".")[0]
    code, document = check(file)

    assert gaps(document) == PLANTED[name]
    assert code == 1
    assert document["unreadable"] == []


@pytest.mark.parametrize("name", PLANTED)
def test_every_answer_in_the_word_file_is_found_at_its_place(name: str) -> None:
    _, document = check(f"{name}.docx")
    for (set_, code), opening in openings(name).items():
        found = criteria(document, set_)
        if code not in found:  # the numbering goes on where the set's list has a gap
            continue
        place = found[code]["evidence"][0]
        assert place["page"] is None
        if place["kind"] == "heading":
            assert place["heading"][-1] == opening
        else:
            assert place["kind"] in ("lead", "row")


@needs("pdftotext")
@pytest.mark.parametrize("name", PLANTED)
def test_the_pages_of_the_pdf_are_those_that_an_independent_reader_finds(name: str) -> None:
    _, document = check(f"{name}.pdf")
    text = pages(f"{name}.pdf")
    assert document["pages"] == len(text)
    contents = builder().heading_pages(EXAMPLES / f"{name}.pdf", 1)[0] - 1  # the pages before the first heading
    checked = 0
    for (set_, code), opening in openings(name).items():
        found = criteria(document, set_)
        if code not in found:
            continue
        start = re.sub(r"\s+", "", opening)[:60]
        true = [number for number, page in enumerate(text, 1) if number > contents and start in page]
        assert len(true) == 1, (code, true)
        place = found[code]["evidence"][0]
        assert (code, place["page"], place["page_source"]) == (code, true[0], "pdf")
        checked += 1
    assert checked > 80


@pytest.mark.parametrize("ocr", ["never", pytest.param("auto", marks=[needs("tesseract"), pytest.mark.slow])])
def test_the_scanned_page_is_read_by_recognition_or_not_checked(ocr: str) -> None:
    _, whole = check("institutional-en.pdf")
    code, document = check("institutional-en-scan.pdf", "--ocr", ocr)
    found = criteria(document, "institutional")
    on_whole = criteria(whole, "institutional")
    scanned = on_whole[builder().SCANS["institutional-en"]]["evidence"][0]["page"]
    there = [c for c, one in on_whole.items() if one["evidence"] and one["evidence"][0]["page"] == scanned]
    assert len(there) >= 3
    elsewhere = PLANTED["institutional-en"]["institutional"]
    assert set(there).isdisjoint(code for codes in elsewhere.values() for code in codes)

    if ocr == "never":
        assert code == 2
        assert [(gap["pages"], gap["reason"]) for gap in document["unreadable"]] == [([scanned], "scan")]
        assert gaps(document) == {"institutional": {**elsewhere, "not_checked": there}}
    else:
        assert code == 1
        assert gaps(document) == {"institutional": elsewhere}
        for one in there:
            assert found[one]["evidence"][0]["page"] == scanned
            assert found[one]["evidence"][0]["ocr_confidence"] > 50


def test_the_readme_names_the_planted_gaps() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme[readme.index("<!-- planted -->") : readme.index("<!-- /planted -->")]
    rows = re.findall(r"^\| `([\w-]+)` \| `([\w-]+)` \| (.*?) \|$", table, re.MULTILINE)
    named = {(name, set_): re.findall(r"\d\.\d\.\d+", codes) for name, set_, codes in rows}
    assert named == {
        (name, set_): [code for codes in planted.values() for code in codes]
        for name, sets in PLANTED.items()
        for set_, planted in sets.items()
    }


# --- how the examples are built


@pytest.mark.parametrize("name", PLANTED)
def test_the_committed_word_file_is_that_of_its_source(name: str) -> None:
    """Byte for byte, but for the page numbers in the contents: they are LibreOffice's, and its versions differ."""
    source = builder().parse((EXAMPLES / "source" / f"{name}.md").read_text("utf-8"))
    committed = (EXAMPLES / f"{name}.docx").read_bytes()
    built = builder().build_docx(source, contents_pages(EXAMPLES / f"{name}.docx"))
    assert parts(built) == parts(committed)


def parts(docx: bytes) -> dict[str, bytes]:
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def contents_pages(docx: Path) -> list[int]:
    """The page numbers in the contents of a Word file."""
    from lxml import etree

    with zipfile.ZipFile(docx) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    entries = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='toc1']") is not None]
    entries += [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='toc2']") is not None]
    order = {paragraph: number for number, paragraph in enumerate(body.iter(f"{W}p"))}
    found = []
    for entry in sorted(entries, key=lambda paragraph: order[paragraph]):
        text = "".join("\t" if part.tag == f"{W}tab" else part.text or "" for part in entry.iter(f"{W}t", f"{W}tab"))
        found.append(int(text.rsplit("\t", 1)[1]))
    return found


@pytest.mark.parametrize("name", PLANTED)
def test_the_contents_name_the_pages_of_the_pdf(name: str) -> None:
    named = contents_pages(EXAMPLES / f"{name}.docx")
    levels = builder().parse((EXAMPLES / "source" / f"{name}.md").read_text("utf-8")).settings["contents_levels"]
    assert len(named) > 8
    assert named == builder().heading_pages(EXAMPLES / f"{name}.pdf", levels)


@pytest.mark.slow
@needs("soffice", "pdftotext")
@pytest.mark.parametrize("name", PLANTED)
def test_the_committed_pdf_says_what_the_word_file_says(name: str, tmp_path: Path) -> None:
    rebuilt = builder().to_pdf(EXAMPLES / f"{name}.docx", tmp_path)
    assert words(rebuilt, name) == words(EXAMPLES / f"{name}.pdf", name)


def words(pdf: Path, name: str) -> Counter[str]:
    """The words of a PDF, less the running header: how often it stands depends on LibreOffice's page breaks."""
    settings = builder().parse((EXAMPLES / "source" / f"{name}.md").read_text("utf-8")).settings
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    text = re.sub(r"\s+", " ", text).replace(settings["header"], " ")
    return Counter(word for word in text.split() if any(letter.isalpha() for letter in word))
