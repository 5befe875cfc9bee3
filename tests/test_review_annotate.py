"""Findings as Word comments at their places; everything else in the file stays as it was."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from sapa.core.assembly.annotate import annotated
from sapa.core.assembly.files.comments import Remark
from sapa.core.assembly.files.comments import commented as commented_file
from sapa.core.expert_report.review import Review
from sapa.core.expert_report.tags import Tag
from sapa.core.words.messages import LANGS, Lang, catalogue

from .assembly.ooxml import faults
from .filled import W, all_converted, complete, controls, edited, everything, fill, reviewed, skeleton
from .tools import needs
from .wordxml import package

COMMENTS = ("word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels")
FAULTY = {**complete(), Tag("rating", standard="2"): "mostly", Tag("assessment", code="1.2.2"): "partly"}


def parts(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def commented(data: bytes) -> list[tuple[str, str]]:
    """(comment, text of the paragraphs that it spans) in the order of the document."""
    tree = etree.fromstring(parts(data)["word/document.xml"])
    said = {
        one.get(W + "id"): "".join(t.text or "" for t in one.iter(W + "t"))
        for one in etree.fromstring(parts(data)["word/comments.xml"]).iter(W + "comment")
    }
    found = []
    for start in tree.iter(W + "commentRangeStart"):
        id = start.get(W + "id")
        ends = [e for e in tree.iter(W + "commentRangeEnd") if e.get(W + "id") == id]
        marks = [e for e in tree.iter(W + "commentReference") if e.get(W + "id") == id]
        assert len(ends) == len(marks) == 1
        paragraph = start.getparent()
        assert ends[0].getparent() is paragraph, "a range lies in one paragraph"
        found.append((said[id], "".join(t.text or "" for t in paragraph.iter(W + "t"))))
    assert len(found) == len(said)
    return found


def annotate(data: bytes, folder: Path, lang: Lang = "en") -> tuple[bytes, Review]:
    found = reviewed(data, folder)
    content, count = annotated(data, found, lang)
    assert count == len(found.findings)
    return content, found


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_is_a_comment_at_its_place(lang: Lang, tmp_path: Path) -> None:
    content, found = annotate(fill(skeleton("en"), FAULTY), tmp_path, lang)
    told = commented(content)
    assert len(told) == len(found.findings)
    at = dict(told)
    rating = next(comment for comment in at if "mostly" in comment)
    assert at[rating] == "Rating: mostly" and rating.startswith(catalogue(lang)["severity.error"])
    assert at[next(comment for comment in at if "partly" in comment)] == "partly"


def test_word_finds_nothing_to_repair(tmp_path: Path) -> None:
    content, _ = annotate(fill(skeleton("en"), FAULTY), tmp_path)
    assert faults(content) == []
    comments = list(docx.Document(io.BytesIO(content)).comments)
    assert {comment.author for comment in comments} == {"Sapa"} and all(comment.text for comment in comments)


def test_everything_else_stays_byte_for_byte(tmp_path: Path) -> None:
    before = fill(skeleton("en"), FAULTY)
    after, _ = annotate(before, tmp_path)
    old, new = parts(before), parts(after)
    assert set(new) == {*old, "word/comments.xml"}
    assert [name for name in old if name not in COMMENTS and old[name] != new[name]] == []

    def bare(tree: Any) -> bytes:
        for tag in ("commentRangeStart", "commentRangeEnd"):
            for mark in list(tree.iter(W + tag)):
                mark.getparent().remove(mark)
        for mark in list(tree.iter(W + "commentReference")):
            mark.getparent().getparent().remove(mark.getparent())
        return etree.tostring(tree, method="c14n")

    assert bare(etree.fromstring(new["word/document.xml"])) == bare(etree.fromstring(old["word/document.xml"]))
    assert annotate(before, tmp_path)[0] == after, "the same bytes every time"


def test_comments_of_people_stay_and_ours_are_replaced(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(fill(skeleton("en"), FAULTY)))
    paragraph = next(p for p in document.paragraphs if p.text.startswith("Standard 2.") and p.runs)
    document.add_comment(paragraph.runs, text="Ask the rector", author="B. Example")
    out = io.BytesIO()
    document.save(out)
    once, found = annotate(out.getvalue(), tmp_path)
    twice, again = annotate(once, tmp_path)
    assert [f.rule for f in again.findings] == [f.rule for f in found.findings]
    assert sorted(commented(twice)) == sorted(commented(once))
    assert [comment for comment, _ in commented(twice)].count("Ask the rector") == 1


def test_an_annotated_report_is_read_as_before(tmp_path: Path) -> None:
    content, found = annotate(fill(skeleton("en"), FAULTY), tmp_path)
    again = reviewed(content, tmp_path)
    assert again.report is not None and found.report is not None
    assert again.report.ratings == found.report.ratings
    assert {t: w.text for t, w in again.report.written.items()} == {t: w.text for t, w in found.report.written.items()}


def test_a_finding_without_a_place_stands_at_the_beginning(tmp_path: Path) -> None:
    def cut(tree: Any) -> None:
        for tag, control in list(controls(tree)):
            if tag.standard == "2" or tag.code.startswith("2"):
                control.getparent().remove(control)
        for mark in [*tree.iter(W + "bookmarkStart"), *tree.iter(W + "bookmarkEnd")]:
            mark.getparent().remove(mark)
        for p in list(tree.iter(W + "p")):
            if "".join(p.itertext()).startswith("Standard 2."):
                for child in list(p):
                    p.remove(child)

    content, found = annotate(edited(fill(skeleton("en"), complete()), cut), tmp_path)
    assert any(f.rule == "review-chapter-missing" for f in found.findings)
    first = commented(content)[0]
    assert "Standard 2 has no chapter" in first[0] and first[1] == "Report of the external expert group"


def with_every_field(lang: Lang) -> bytes:
    """Those of several paragraphs with a remark at each among them."""
    values = {**everything(skeleton(lang)), **complete(lang), Tag("rating", standard="2"): "mostly"}
    for tag in values:
        if tag.kind in ("evidence", "analysis", "strengths"):
            values[tag] += "\nA second paragraph, see Annex 99\nand a third one"
    values[Tag("weaknesses", standard="1")] = "The library is outdated\nRooms are small, see 1.2.1"
    return fill(skeleton(lang), values)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, Review]]:
    """What LibreOffice made of the files by name, and what was found in those that were annotated."""
    folder = tmp_path_factory.mktemp("saved")
    files, found = {"faulty": fill(skeleton("en"), FAULTY)}, {}
    files["remarks"], found["remarks"] = annotate(files["faulty"], folder)
    for lang in LANGS:
        files[f"plain-{lang}"] = with_every_field(lang)
        files[f"remarks-{lang}"], found[f"remarks-{lang}"] = annotate(files[f"plain-{lang}"], folder, lang)
    return all_converted(files, tmp_path_factory.mktemp("libreoffice")), found


@needs("soffice")
def test_libreoffice_opens_it_and_keeps_the_comments(saved: tuple[dict[str, bytes], dict[str, Review]]) -> None:
    files, found = saved
    kept = etree.fromstring(parts(files["remarks"])["word/comments.xml"])
    assert len(list(kept.iter(W + "comment"))) == len(found["remarks"].findings)


@needs("soffice")
@pytest.mark.parametrize("lang", LANGS)
def test_libreoffice_loses_no_word_of_an_annotated_report(
    saved: tuple[dict[str, bytes], dict[str, Review]], lang: Lang, tmp_path: Path
) -> None:
    files, found = saved
    assert any(f.rule == "review-weakness-without-recommendation" for f in found[f"remarks-{lang}"].findings)
    plain, kept = (reviewed(files[f"{name}-{lang}"], tmp_path).report for name in ("plain", "remarks"))
    assert plain is not None and kept is not None
    assert {t: w.text for t, w in kept.written.items()} == {t: w.text for t, w in plain.written.items()}


def test_no_comment_stands_inside_a_control_of_paragraphs_or_a_text_box(tmp_path: Path) -> None:
    content, _ = annotate(fill(skeleton("en"), {**FAULTY, Tag("evidence", standard="1"): "on page 3\nTBD"}), tmp_path)
    tree = etree.fromstring(parts(content)["word/document.xml"])
    for mark in tree.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"):
        assert not [one for one in mark.iterancestors() if one.tag in (W + "sdt", W + "txbxContent")]


BOX = (
    "<w:p><w:r><w:t>Outside</w:t></w:r></w:p><w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
CELL = "<w:sdt><w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
TABLE = (
    f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Label</w:t></w:r></w:p></w:tc><w:tc>{CELL.format('Held')}</w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("body", "para", "at"),
    [
        ("<w:p/>" + CELL.format("first") + CELL.format("second"), 2, 0),
        (CELL.format("first") + "<w:p/>", 0, 1),
        (CELL.format("all there is"), 0, 0),
        (BOX, 2, 1),
        ("<w:p/>" + TABLE, 2, 1),
        ("<w:p/>" + TABLE, 7, None),
    ],
)
def test_a_comment_stands_at_the_nearest_place_outside(body: str, para: int, at: int | None, strict: bool) -> None:
    remark = Remark(para, "Look here", "A. Example", "2027-01-02T00:00:00Z")
    packed = package(body, strict=strict)
    made = commented_file(packed, [remark], "x")
    tree = etree.fromstring(parts(made)["word/document.xml"])
    space = etree.QName(tree).namespace
    paragraphs = list(tree.iter(f"{{{space}}}p"))
    found = [n for n, p in enumerate(paragraphs) if p.find(f"{{{space}}}commentRangeStart") is not None]
    assert found == ([] if at is None else [at])
    said = etree.fromstring(parts(made)["word/comments.xml"])[0]
    assert (said.get(f"{{{space}}}author"), said.get(f"{{{space}}}date")) == ("A. Example", "2027-01-02T00:00:00Z")
    assert commented_file(packed, [remark], "x") == made


@needs("soffice")
def test_a_report_that_libreoffice_saved_is_annotated(
    saved: tuple[dict[str, bytes], dict[str, Review]], tmp_path: Path
) -> None:
    content, found = annotate(saved[0]["faulty"], tmp_path)
    told = dict(commented(content))
    assert told[next(comment for comment in told if "mostly" in comment)] == "Rating: mostly"
    assert len(told) <= len(found.findings)
