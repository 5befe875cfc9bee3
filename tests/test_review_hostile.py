"""Fillings meant to break the reader, and fillings that only look so: nothing is lost, nothing runs, nothing hangs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sapa.core.assembly.annotate import annotated
from sapa.core.expert_report.tags import Tag
from sapa.core.reporting import review as shown
from sapa.core.reporting import review_page
from sapa.core.showing.layout import plain

from .filled import SET, W, complete, controls, edited, fill, put, reviewed, skeleton
from .test_review_annotate import commented

STRENGTHS = Tag("strengths", standard="1")
HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} ${x} %s {0} {code}",
    '=HYPERLINK("http://example.org")',
    "a & b < c > d \" ' ]]> <!-- x -->",
    "😀 𝛼 é ﷺ ‮reversed",
    "w" * 20_000,
    "\n".join(f"line {number}" for number in range(2_000)),
    "sapa:rating::1",
    "Standard 2. Teaching <staff>",
    "Rating: does not correspond",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_text_is_text(text: str, tmp_path: Path) -> None:
    values = {
        **complete(),
        STRENGTHS: text,
        Tag("note", code="1.2.1"): text,
        Tag("expert", number=1, field="name"): text,
    }
    data = fill(skeleton("en"), values)
    found = reviewed(data, tmp_path)
    assert found.report is not None
    assert found.report.ratings == {"": {"1": "meets", "2": "meets"}}
    said = found.report.written[STRENGTHS].text
    whole = text.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "").replace("\N{MATHEMATICAL ITALIC SMALL ALPHA}", "α")
    assert said.replace("\n", "")[:50] == whole.replace("\n", "")[:50]
    assert "<script" not in review_page.render(found)
    assert plain(shown.lines(found)) and shown.render_json(found)
    assert len(commented(annotated(data, found)[0])) == len(found.findings)


def test_codes_of_fields_are_no_text_and_their_results_are(tmp_path: Path) -> None:
    def field(tree: Any) -> None:
        for tag, control in controls(tree):
            if tag == STRENGTHS:
                put(control, "before ")
                paragraph = next(control.iter(W + "p"))
                for kind, text in (("begin", ""), ("code", 'DDEAUTO c:\\\\cmd.exe "/k calc"'), ("separate", ""), ("t", "shown"), ("end", "")):  # fmt: skip
                    run = paragraph.makeelement(W + "r")
                    if kind == "code":
                        run.append(run.makeelement(W + "instrText"))
                        run[0].text = text
                    elif kind == "t":
                        run.append(run.makeelement(W + "t"))
                        run[0].text = text
                    else:
                        run.append(run.makeelement(W + "fldChar", {W + "fldCharType": kind}))
                    paragraph.append(run)

    found = reviewed(edited(fill(skeleton("en"), complete()), field), tmp_path)
    assert found.report is not None and found.report.written[STRENGTHS].text == "before shown"


def test_hidden_and_deleted_text_is_not_what_the_report_says(tmp_path: Path) -> None:
    def delete(tree: Any) -> None:
        for tag, control in controls(tree):
            if tag == Tag("rating", standard="1"):
                content = control.find(W + "sdtContent")
                gone = content.makeelement(W + "del", {W + "author": "A", W + "id": "1"})
                run = gone.makeelement(W + "r")
                run.append(run.makeelement(W + "delText"))
                run[0].text = "does not correspond"
                gone.append(run)
                content.insert(0, gone)

    found = reviewed(edited(fill(skeleton("en"), complete()), delete), tmp_path)
    assert found.report is not None and found.report.ratings[""]["1"] == "meets"


def test_a_huge_table_in_a_chapter_is_read_in_time(tmp_path: Path) -> None:
    """Twenty thousand cells pasted into the evidence."""

    def paste(tree: Any) -> None:
        for tag, control in controls(tree):
            if tag == Tag("evidence", standard="1"):
                put(control, "See the table")
                content = control.find(W + "sdtContent")
                table = content.makeelement(W + "tbl")
                for row in range(2_000):
                    line = table.makeelement(W + "tr")
                    for column in range(10):
                        cell = line.makeelement(W + "tc")
                        cell.append(cell.makeelement(W + "p"))
                        cell[0].append(cell.makeelement(W + "r"))
                        cell[0][0].append(cell.makeelement(W + "t"))
                        cell[0][0][0].text = f"1.2.{row} {column} corresponds"
                        line.append(cell)
                    table.append(line)
                content.append(table)

    found = reviewed(edited(fill(skeleton("en"), complete()), paste), tmp_path)
    assert found.report is not None and found.report.ratings == {"": {"1": "meets", "2": "meets"}}
    assert "See the table" in found.report.written[Tag("evidence", standard="1")].text


def test_controls_in_controls_and_tables_in_cells(tmp_path: Path) -> None:
    def nest(tree: Any) -> None:
        import copy

        for tag, control in controls(tree):
            if tag == STRENGTHS:
                inner = copy.deepcopy(control)
                control.find(W + "sdtContent").append(inner)
                for _ in range(60):
                    outer = control.makeelement(W + "sdt")
                    outer.append(outer.makeelement(W + "sdtContent"))
                    control.addprevious(outer)
                    outer[0].append(control)
                return

    found = reviewed(edited(fill(skeleton("en"), {**complete(), STRENGTHS: "Nested"}), nest), tmp_path)
    assert found.report is not None and "Nested" in found.report.written[STRENGTHS].text


def test_marks_that_begin_and_never_end(tmp_path: Path) -> None:
    def spoil(tree: Any) -> None:
        for mark in list(tree.iter(W + "bookmarkEnd"))[::2]:
            mark.getparent().remove(mark)
        for tag in list(tree.iter(W + "tag"))[::2]:
            tag.set(W + "val", "sapa:rating:" + ":" * 50)

    found = reviewed(edited(fill(skeleton("en"), complete()), spoil), tmp_path)
    assert found.report is not None
    assert found.report.ratings == {"": {"1": "meets", "2": "meets"}}


def test_properties_that_lie_are_not_followed_anywhere(tmp_path: Path) -> None:
    def lie(tree: Any) -> None:
        for item in tree:
            for value in item:
                value.text = {"Sapa.Set": "../../etc", "Sapa.Language": "xx", "Sapa.Procedure": "rm -rf"}.get(
                    item.get("name"), "%zz; ;;"
                )

    found = reviewed(edited(fill(skeleton("en"), complete()), lie, "docProps/custom.xml"), tmp_path, set=SET)
    assert found.report is not None and found.report.language == "en"


def test_a_package_that_would_unpack_to_too_much_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(skeleton("en"))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            bomb = item.filename == "word/document.xml"
            new.writestr(item.filename, old.read(item) + b" " * 250_000_000 if bomb else old.read(item))
    found = reviewed(out.getvalue(), tmp_path)
    assert found.report is None and found.error is not None and found.error.id == "reading.too-large"


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(fill(skeleton("en"), complete()))) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                start = content.index(b"?>") + 2
                doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
                content = content[:start] + doctype + content[start:].replace(b"The mission is known", b"&e;")
            new.writestr(item.filename, content)
    found = reviewed(out.getvalue(), tmp_path)
    assert found.report is None and found.error is not None and found.error.id == "reading.damaged"


@settings(
    max_examples=20, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.data())
def test_any_damage_to_the_tree_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Elements thrown away, moved or doubled at random: a result every time, with comments that stand."""
    import copy

    def damage(tree: Any) -> None:
        for _ in range(data.draw(st.integers(1, 12))):
            elements = [e for e in tree.iter() if e.getparent() is not None]
            if not elements:
                return
            one = elements[data.draw(st.integers(0, len(elements) - 1))]
            what = data.draw(st.sampled_from(["remove", "double", "move"]))
            if what == "remove":
                one.getparent().remove(one)
            elif what == "double":
                one.addnext(copy.deepcopy(one))
            else:
                other = elements[data.draw(st.integers(0, len(elements) - 1))]
                if one not in (*other.iterancestors(), other):
                    other.addnext(one)

    spoilt = edited(fill(skeleton("en"), complete()), damage)
    found = reviewed(spoilt, tmp_path)
    assert shown.render_json(found)
    if found.report is not None:
        assert plain(shown.lines(found))
        annotated(spoilt, found)
