"""Every document of the labelled corpus: each criterion has the status, and each printed page the number, of its truth."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from .corpus.build import BY_LIBREOFFICE, Built, build
from .corpus.codes import CODES
from .corpus.judge import judge, wrong_findings, wrong_standards
from .corpus.pdffile import have_fonts
from .corpus.source import STATUSES, Group, Mark, Para, Source, Table, load
from .tools import needs

# one process: the documents are built once, not once in each

SOURCES = {path.stem: path for path in sorted((Path(__file__).parent / "corpus" / "sources").glob("*.txt"))}


@cache
def source(name: str) -> Source:
    return load(SOURCES[name])


def _cases() -> Iterator[Any]:
    for name in SOURCES:
        for container in source(name).containers:
            marks: list[pytest.MarkDecorator] = []
            if container not in ("docx", "docm", "dotx") or name.startswith("long-"):
                marks.append(pytest.mark.slow)  # a short Word file is written and read in a tenth of a second
            if container.removesuffix("+ocr") in BY_LIBREOFFICE:
                marks.append(needs("soffice"))
            if container.endswith("+ocr"):
                marks.append(needs("tesseract"))
            if container.startswith("reportlab"):
                marks.append(pytest.mark.skipif(not have_fonts(), reason="not on this machine: DejaVu fonts"))
            yield pytest.param(name, container, id=f"{name}-{container}", marks=marks)


CASES = list(_cases())


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Built]:
    """All documents that the selected tests want, built at once: LibreOffice starts once for each kind of file."""
    wanted: list[tuple[str, str]] = []
    for item in request.session.items:
        params = getattr(getattr(item, "callspec", None), "params", {})
        if "container" in params and not list(item.iter_markers("skip")) and not _skipped(item):
            pair = (params["name"], params["container"])
            if pair not in wanted:
                wanted.append(pair)
    made = build([(source(name), container) for name, container in wanted], tmp_path_factory.mktemp("corpus"))
    return {(one.source.name, one.container): one for one in made}


def _skipped(item: pytest.Item) -> bool:
    return any(mark.args and mark.args[0] for mark in item.iter_markers("skipif"))


@pytest.mark.parametrize(("name", "container"), CASES)
def test_document(name: str, container: str, built: dict[tuple[str, str], Built]) -> None:
    one = built[name, container]
    result = check(one)
    wrong = [str(v) for v in judge(one, result) if not v.right or v.page is False or v.false]
    wrong += wrong_standards(one, result)
    if container in ("docx", "docm", "dotx"):
        wrong += wrong_findings(one, result)
    assert not wrong, "\n".join(wrong)


def check(one: Built) -> Any:
    from .corpus.run import check_built

    return check_built(one)


# ------------------------------------------------------------------------- the corpus itself


@pytest.mark.parametrize("name", SOURCES)
def test_truth_is_well_formed(name: str) -> None:
    """Codes exist, statuses are the six, labels stand in the text, and the name's file says which class it belongs to."""
    one = source(name)
    text = SOURCES[name].read_text("utf-8")
    placed = set(re.findall(r"\{@(\w+)\}", text))
    assert one.classes, "no class"
    for set_id in one.sets:
        labels, default = one.truth(set_id)
        for code, label in {**labels, "": default}.items():
            assert code == "" or code in CODES[set_id], f"{code} is not in {set_id}"
            assert label.status is None or label.status in STATUSES
            assert set(label.first) | set(label.others) - {"*"} <= placed | {"*"}, f"{code}: label without a place"


def test_corpus_covers_every_class() -> None:
    classes = {c for name in SOURCES for c in source(name).classes}
    wanted = (
        "headings leads inline tables notes boxes content-controls captions contents matrix furniture ranges numbering "
        "there-and-not-there look-alikes prefixes sections two-sets no-codes pdf scans containers pages languages"
    )
    assert classes >= set(wanted.split())
    assert len(SOURCES) >= 65
    assert {source(name).language for name in SOURCES} == {"en", "ru", "kk"}


def test_statuses_all_occur() -> None:
    seen = {label.status for name in SOURCES for s in source(name).sets for label in source(name).truth(s)[0].values()}
    seen |= {source(name).truth(s)[1].status for name in SOURCES for s in source(name).sets}
    assert seen >= set(STATUSES)


# ------------------------------------------------------------------------- the builder


@pytest.mark.slow
@pytest.mark.parametrize("name", SOURCES)
def test_word_file_is_well_formed(name: str, tmp_path: Path) -> None:
    from lxml import etree

    from .corpus.word import write_docx

    path = tmp_path / "x.docx"
    write_docx(source(name), path)
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                etree.fromstring(package.read(part))
    again = tmp_path / "y.docx"
    write_docx(source(name), again)
    assert again.read_bytes() == path.read_bytes(), "the same source gives the same bytes"


@pytest.mark.slow
@needs("soffice")
def test_libreoffice_shows_the_text_that_was_meant(tmp_path: Path) -> None:
    """An independent reading: LibreOffice's plain text holds every visible paragraph of every source, in its order."""
    from .corpus.build import convert
    from .corpus.word import write_docx

    names = [n for n in SOURCES if "field" not in n and not n.startswith("long-") and "move" not in n]
    for name in names:
        write_docx(source(name), tmp_path / f"{name}.docx", scans="text")
    convert([tmp_path / f"{name}.docx" for name in names], "txt:Text (encoded):UTF8", tmp_path / "out")
    for name in names:
        shown = _letters((tmp_path / "out" / f"{name}.txt").read_text("utf-8-sig"))
        at = 0
        for text in _visible(source(name).blocks):
            found = shown.find(text, at)
            assert found >= 0, f"{name}: {text!r} is not shown after character {at}"
            at = found + len(text)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _visible(blocks: tuple[Any, ...]) -> Iterator[str]:
    """Letters and digits of each paragraph that is plain text (what has pieces is left to other tests)."""
    for block in blocks:
        if isinstance(block, Para) and "del" not in block.props and "vanish" not in block.props:
            if all(node.kind in ("text", "label") for node in block.nodes) and block.props.get("style") != "Internal":
                yield _letters("".join(node.arg for node in block.nodes if node.kind == "text"))
        elif isinstance(block, Group):
            yield from _visible(block.blocks)
        elif isinstance(block, Table | Mark):
            continue
