"""What holds for every Word file: how runs are cut does not matter, and no broken file ends in anything but an answer."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from sapa.core.model.document import Document, ReadingError
from sapa.core.reading import read
from sapa.core.words.text import clean

from ..wordxml import (
    DELETED_MARK,
    PAGE,
    abstract,
    app,
    contents_control,
    deleted,
    dropdown,
    field,
    headings,
    ins,
    lvl,
    num,
    p,
    package,
    part,
    picture,
    r,
    run,
    save,
    sdt,
    section,
    style,
    tbl,
    tc,
    text_box,
    tr,
)
from .docxes import NOTHING, document, texts

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(pieces=st.lists(TEXT, min_size=1, max_size=8))
def test_text_does_not_depend_on_how_runs_are_cut(tmp_path: Path, pieces: list[str]) -> None:
    whole = "".join(pieces)
    wrapped = [r(pieces[0])] + [ins(r(piece)) if n % 2 else sdt(r(piece)) for n, piece in enumerate(pieces[1:])]
    body = p(r("x" + whole)) + p(r("x") + "".join(wrapped))
    first, second = texts(document(tmp_path, body))
    assert first == second == clean("x" + whole)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(shape=st.lists(st.integers(0, 4), max_size=12))
def test_every_visible_word_is_read_once(tmp_path: Path, shape: list[int]) -> None:
    """Words in paragraphs, cells, boxes, controls and insertions, in any order."""
    body = p("word0")
    for index, kind in enumerate(shape, start=1):
        word = f"word{index}"
        body += (
            p(word),
            tbl(tr(word, "x"), tr("y", "z")),
            p(text_box(p(word))),
            sdt(p(word)),
            p(ins(r(word)) + deleted("gone")),
        )[kind]
    shown = " ".join(texts(document(tmp_path, body))).split()
    assert [word for word in shown if word.startswith("word")] == [f"word{n}" for n in range(len(shape) + 1)]
    assert "gone" not in shown


def rich() -> dict[str, str]:
    """Parts of a report that has something of everything."""
    body = (
        contents_control(p(run("<w:t>1 A</w:t><w:tab/><w:t>3</w:t>"), "TOC1") + p(field(" TOC ", "x")))
        + p("Standard 3", "Heading1", num=(1, 0))
        + p(r("Title ", "<w:b/>") + field(" REF a ", "3.2") + run('<w:footnoteReference w:id="2"/>'), "Heading2")
        + p(r("text") + deleted("gone") + ins(r("new")) + run(f"{PAGE}<w:t>b</w:t><w:br/>"), mark=DELETED_MARK)
        + p(sdt(r("chosen"), dropdown([("Choose", ""), ("chosen", "x")])), raw=True)
        + tbl(
            tr(tc("3.2.14", merge="restart"), tc("wide", span=2), properties="<w:tblHeader/>"),
            tr(tc("", merge="continue"), tc(p("in") + tbl(tr("a", "b"))), "c"),
            tr("d", "e", "f", properties='<w:del w:id="1" w:author="A"/>'),
        )
        + p(r("anchor") + text_box(p("box", num=(1, 1)) + tbl(tr("g", "h"))) + picture(16, 23))
        + p("", properties=section('<w:headerReference w:type="default" r:id="header1"/>'))
        + p("end", num=(2, 0))
        + section('<w:footerReference w:type="default" r:id="footer1"/><w:titlePg/>')
    )
    numbering = abstract(0, lvl(0, "%1", style="Heading1"), lvl(1, "%1.%2", "lowerRoman", legal=True)) + num(1, 0)
    numbering += abstract(1, before='<w:numStyleLink w:val="L"/>') + num(2, 1)
    return {
        "document": part("document", f"<w:body>{body}</w:body>"),
        "styles": headings() + style("TOC1", "toc 1") + style("L", "L", kind="numbering"),
        "numbering": numbering,
        "footnotes": f'<w:footnote w:id="2">{p("note")}</w:footnote>',
    }


def mutated(xml: str, choose: random.Random) -> str:
    """The same XML with elements removed, doubled, moved or renamed, and attributes changed."""
    root = etree.fromstring(xml.encode())
    for _ in range(choose.randint(1, 12)):
        elements = list(root.iter())
        element = choose.choice(elements)
        parent = element.getparent()
        if parent is None:
            continue
        kind = choose.randrange(5)
        if kind == 0:
            parent.remove(element)
        elif kind == 1:
            parent.append(etree.fromstring(etree.tostring(element)))
        elif kind == 2:
            target = choose.choice(elements)
            if element not in target.iterancestors() and target is not element:
                target.append(element)
        elif kind == 3:
            element.tag = choose.choice(elements).tag
        else:
            for name in element.attrib:
                element.set(name, choose.choice(["", "-1", "0", "99999999999999999999", "x", "1.5", "true"]))
    return etree.tostring(root).decode()


@pytest.mark.parametrize("seed", range(150))
def test_a_broken_file_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    choose = random.Random(seed)
    parts = rich()
    name = choose.choice(list(parts))
    xml = parts[name] if name == "document" else part("x", parts[name])
    changed = mutated(xml, choose)
    if name != "document":
        inner = etree.fromstring(changed.encode())
        changed = "".join(etree.tostring(child).decode() for child in inner)
    parts[name] = changed
    data = package(
        "",
        document=parts["document"],
        styles=parts["styles"],
        numbering=parts["numbering"],
        footnotes=parts["footnotes"],
        headers={"header1": p("Running header"), "footer1": p(field(" PAGE ", "1"))},
        properties=app(2, 20),
    )
    try:
        found = read(save(tmp_path, data), NOTHING)
    except ReadingError:
        return
    assert isinstance(found, Document)
    for index, block in enumerate(found.blocks):
        assert block.outer is None or (block.outer < index and found.blocks[block.outer].cells)
        assert block.text.split() == clean(block.text).split()  # a table in a box keeps its tabs
        assert block.place.page is None or 1 <= block.place.page <= (block.place.last_page or 0)
        assert bool(block.cells) == bool(block.table)


@pytest.mark.parametrize("seed", range(60))
def test_a_file_with_changed_bytes_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    choose = random.Random(seed)
    parts = rich()
    data = bytearray(package("", document=parts["document"], styles=parts["styles"], numbering=parts["numbering"]))
    for _ in range(choose.randint(1, 6)):
        data[choose.randrange(len(data))] = choose.randrange(256)
    try:
        read(save(tmp_path, bytes(data)), NOTHING)
    except ReadingError as error:
        assert error.code in ("damaged", "encrypted", "too-large", "unsupported", "empty")
