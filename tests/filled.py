"""Expert reports filled in by script: skeletons of a small made-up set, and what people and programs do to them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from sapa.core.assembly import assemble, built_in
from sapa.core.expert_report.review import Given, Review, review
from sapa.core.expert_report.tags import Tag, format_tag, parse_tag
from sapa.core.loading.installed import Loaded, Request, Sets
from sapa.core.model.case import Case
from sapa.core.model.standards import StandardSet
from sapa.core.model.term_rules import Facts
from sapa.core.reading.tools import Tools
from sapa.core.words.messages import Lang

from .results import document_result, every_status, result, small_set

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RATED = {
    "en": {
        "meets": "corresponds",
        "meets_with_recommendations": "corresponds with recommendations",
        "meets_with_remarks": "corresponds with remarks",
        "does_not_meet": "does not correspond",
    },
    "ru": {
        "meets": "соответствует",
        "meets_with_recommendations": "соответствует с рекомендациями",
        "meets_with_remarks": "соответствует с замечаниями",
        "does_not_meet": "не соответствует",
    },
    "kk": {
        "meets": "сәйкес келеді",
        "meets_with_recommendations": "ұсынымдармен сәйкес келеді",
        "meets_with_remarks": "ескертулермен сәйкес келеді",
        "does_not_meet": "сәйкес келмейді",
    },
}
SET = small_set()


def loaded(*sets: StandardSet) -> Loaded:
    return Loaded((), Sets(sets or (SET,), {}, ()), {})


@cache
def skeleton(lang: Lang = "en", programmes: tuple[str, ...] = ()) -> bytes:
    """The Word file that the experts get, of a set with two standards and nine criteria."""
    checked = result(document_result((every_status(),)))
    request = Request(loaded(), lang, result=checked, options={"programme": programmes})
    content = assemble(built_in()["report"], request, "docx").content
    assert isinstance(content, bytes)
    return content


def edited(data: bytes, edit: Callable[[Any], None], part: str = "word/document.xml") -> bytes:
    """The file after `edit` has changed the tree of one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == part:
                tree = etree.fromstring(content)
                edit(tree)
                content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(item.filename, content)
    return out.getvalue()


def controls(tree: Any) -> list[tuple[Tag, Any]]:
    found = []
    for control in tree.iter(W + "sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        parsed = parse_tag(tag.get(W + "val")) if tag is not None else None
        if parsed is not None:
            found.append((parsed, control))
    return found


def fill(data: bytes, values: Mapping[Tag, str]) -> bytes:
    """As Word does it: what is typed replaces the hint, its mark and its style. A list's value is chosen by its key."""

    def write(tree: Any) -> None:
        left = dict(values)
        for tag, control in controls(tree):
            if tag in left:
                put(control, left.pop(tag))
        assert not left, f"no such fields: {[format_tag(tag) for tag in left]}"

    return edited(data, write)


def put(control: Any, text: str) -> None:
    properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
    for showing in properties.findall(W + "showingPlcHdr"):
        properties.remove(showing)
    choices = {item.get(W + "value"): item.get(W + "displayText") for item in properties.iter(W + "listItem")}
    text = choices.get(text, text)
    block = content.find(W + "p") is not None
    for child in list(content):
        content.remove(child)
    for line in text.split("\n") if block else [text]:
        holder = etree.SubElement(content, W + "p") if block else content
        run = etree.SubElement(holder, W + "r")
        for number, piece in enumerate([line] if block else line.split("\n")):
            if number:
                etree.SubElement(run, W + "br")
            written = etree.SubElement(run, W + "t")
            written.text = piece
            written.set(XML_SPACE, "preserve")


def without_controls(data: bytes) -> bytes:
    """Somebody deleted every control, keeping the text, and the bookmarks went with them."""

    def unwrap(tree: Any) -> None:
        for control in list(tree.iter(W + "sdt")):
            content = control.find(W + "sdtContent")
            parent = control.getparent()
            at = parent.index(control)
            for child in reversed(list(content)):
                parent.insert(at, child)
            parent.remove(control)
        for mark in [*tree.iter(W + "bookmarkStart"), *tree.iter(W + "bookmarkEnd")]:
            mark.getparent().remove(mark)

    return edited(data, unwrap)


def without_tags(data: bytes) -> bytes:
    """As LibreOffice leaves it: controls without tags and names, bookmarks kept."""

    def strip(tree: Any) -> None:
        for control in tree.iter(W + "sdt"):
            properties = control.find(W + "sdtPr")
            for name in ("tag", "alias"):
                for item in properties.findall(W + name):
                    properties.remove(item)

    return edited(data, strip)


def converted(data: bytes, folder: Path, to: str = "docx") -> bytes:
    """Opened and saved by LibreOffice."""
    from sapa.core.reading.legacy import convert
    from sapa.core.reading.tools import probe

    soffice = probe().soffice
    assert soffice is not None
    source = folder / "source.docx"
    source.write_bytes(data)
    target = "docx:MS Word 2007 XML" if to == "docx" else to
    made = convert(source, folder, soffice, target)
    assert made is not None
    return made.read_bytes()


def all_converted(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Word files by name, opened and saved by LibreOffice: started once for all, which is what takes long."""
    sources, out = folder / "in", folder / "out"
    sources.mkdir()
    for name, data in files.items():
        (sources / f"{name}.docx").write_bytes(data)
    command = [shutil.which("soffice") or "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out)]
    subprocess.run([*command, *map(str, sources.iterdir())], check=True, capture_output=True, timeout=300)
    return {name: (out / f"{name}.docx").read_bytes() for name in files}


def reviewed(
    data: bytes,
    folder: Path,
    *,
    name: str = "report.docx",
    set: StandardSet | None = None,
    case: Case | None = None,
    sar: str | None = None,
    facts: Facts | None = None,
    tools: Tools | None = None,
) -> Review:
    path = folder / name
    path.write_bytes(data)
    given = Given(set, None, case, sar, facts or Facts())
    return review(str(path), given, loaded(), tools or Tools())


def rules(found: Review, prefix: str = "review-") -> list[str]:
    return [finding.rule.removeprefix(prefix) for finding in found.findings]


def sentences(found: Review) -> list[str]:
    from sapa.core.words.messages import say

    return [say(finding.message) for finding in found.findings]


PROSE: Mapping[str, str] = {
    "evidence": "The strategic plan of the university, its annual reports and interviews with the leadership were studied",
    "analysis": "The mission is published, reviewed with employers, and every department plans its work by it",
    "strengths": "The mission is known to students and staff of every faculty that was visited",
    "weaknesses": "none",
    "measures": "The university has a plan of measures for every year",
}


def complete(lang: Lang = "en", programmes: Sequence[str] = ()) -> dict[Tag, str]:
    """Values of every field that a report without findings needs."""
    keys = list(programmes) or [""]
    values: dict[Tag, str] = {}
    for standard in SET.standards:
        for kind, text in PROSE.items():
            values[Tag(kind, standard=standard.number)] = text
        for key in keys:
            values[Tag("rating", programme=key, standard=standard.number)] = "meets"
            values[Tag("summary", programme=key, standard=standard.number)] = "meets"
        for criterion in standard.criteria:
            for key in keys:
                values[Tag("assessment", programme=key, code=criterion.code.text)] = "meets"
    return values


def everything(data: bytes) -> dict[Tag, str]:
    """A plain value for every field of a skeleton: a list's first entry, dates as dates, else a word or two."""
    values: dict[Tag, str] = {}

    def collect(tree: Any) -> None:
        for tag, control in controls(tree):
            entries = [item.get(W + "value") for item in control.iter(W + "listItem")]
            if entries:
                values[tag] = entries[0]
            elif tag.field in ("date", "due", "visit-dates", "report-date"):
                values[tag] = "01.09.2027"
            elif tag.field == "code":
                values[tag] = f"{tag.standard}.2.1"
            elif tag.kind in PROSE:
                values[tag] = PROSE[tag.kind]
            elif tag.kind not in ("note", "dissent", "recommendation", "answer", "section", "chapter"):
                values[tag] = f"Example {re.sub('[^a-z]', ' ', format_tag(tag)[5:])}".strip()

    edited(data, collect)
    return values
