"""Is a Word file what its schema says? Order of elements, references, ids: what Word would otherwise "repair".

The sequences are those of ISO/IEC 29500-1 (transitional), for the elements that our files use and some more; an element
that a sequence does not name is a fault too, unless its namespace is one of Microsoft's extensions.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"
_BORDERS = "top left start bottom right end insideH insideV tl2br tr2bl"
_RPR = (
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
    " vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
)
_PPR = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_TBLPR = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
    " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
)
_SECTPR = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols"
    " formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
_SETTINGS = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries"
    " displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts"
    " embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader"
    " bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState"
    " formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge"
    " revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride"
    " styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
    " doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders"
    " bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing"
    " drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery"
    " doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData"
    " noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter"
    " noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent"
    " alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt"
    " showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids"
    " mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures"
    " forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags"
    " decimalSymbol listSeparator"
)
_STYLE = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal"
    " personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
SEQUENCES: dict[str, str] = {
    "rPr": _RPR,
    "pPr": _PPR,
    "tblPr": _TBLPR,
    "sectPr": _SECTPR,
    "settings": _SETTINGS,
    "style": _STYLE,
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
    " headers cellIns cellDel cellMerge tcPrChange",
    "tblBorders": _BORDERS,
    "tcBorders": _BORDERS,
    "tblCellMar": "top left start bottom right end",
    "pBdr": "top left bottom right between bar",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "date": "dateFormat lid storeMappedDataAs calendar",
    "docDefaults": "rPrDefault pPrDefault",
    "styles": "docDefaults latentStyles style",
}
_ORDERS = {name: sequence.split() for name, sequence in SEQUENCES.items()}
# A choice follows what comes in order: the kind of control stands last.
_SDT_FIRST = ("rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr", "dataBinding", "label")
_SDT_KINDS = ("equation comboBox date docPartObj docPartList dropDownList picture richText text citation group").split()
# trPr is a choice in any order, each at most once
_TRPR = (
    "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden ins del"
    " trPrChange"
).split()


def faults(content: bytes) -> list[str]:
    """Everything that is wrong, in words; empty where Word would open the file without a question."""
    return list(_faults(content))


@cache
def _faults(content: bytes) -> tuple[str, ...]:
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        found += [f"two parts called {name}" for name in sorted(set(names)) if names.count(name) > 1]
        trees = {name: etree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
        found += _package(names, trees)
        for name, tree in trees.items():
            if name.startswith("word/") and not name.endswith(".rels"):
                found += [f"{name}: {fault}" for fault in _ordered(tree)]
        main = trees["word/document.xml"]
        found += _document(main, trees)
    return tuple(found)


def _local(element: etree._Element) -> str | None:
    return _local_name(element.tag)


@cache
def _local_name(tag: str) -> str | None:
    name = etree.QName(tag)
    return name.localname if name.namespace == W else None


def _ordered(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter(f"{{{W}}}*"):
        name = _local(element)
        if name in SEQUENCES and len(element):
            yield from _sequence(name, element)
        elif name == "sdtPr":
            yield from _sdt_properties(element)
        elif name == "trPr":
            children = [_local(child) for child in element]
            if len(children) != len(set(children)) or any(child not in _TRPR for child in children):
                yield f"trPr: {children}"
        elif name == "tc" and (len(element) == 0 or _local(element[-1]) not in ("p", "bookmarkEnd")):
            yield "a cell that does not end with a paragraph"
        elif name in ("p", "tc", "tr", "tbl", "r"):
            properties = f"{name}Pr"
            places = [i for i, child in enumerate(element) if _local(child) == properties]
            if places not in ([], [0]):
                yield f"{properties} is not the first in {name}"


def _sequence(name: str, element: etree._Element) -> Iterator[str]:
    order = _ORDERS[name]
    ranks = []
    for child in element:
        local = _local(child) or ("mathPr" if child.tag == MATH_PROPERTIES else None)
        if local is not None and local not in order:
            yield f"{name} has no {local}"
        elif local is not None:
            ranks.append(order.index(local))
    if ranks != sorted(ranks):
        yield f"{name} out of order: {[_local(child) for child in element]}"


def _sdt_properties(element: etree._Element) -> Iterator[str]:
    children = [_local(child) for child in element]
    named = [child for child in children if child is not None]
    first = [_SDT_FIRST.index(child) for child in named if child in _SDT_FIRST]
    kinds = [child for child in named if child in _SDT_KINDS]
    if first != sorted(first) or len(first) != len(set(first)):
        yield f"sdtPr out of order: {children}"
    if len(kinds) > 1 or (kinds and named[-1] != kinds[0]):
        yield f"sdtPr: the kind of control does not stand last and alone: {children}"
    if any(child not in _SDT_FIRST and child not in _SDT_KINDS for child in named):
        yield f"sdtPr has no {children}"


def _package(names: list[str], trees: dict[str, etree._Element]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    defaults = {(item.get("Extension") or "").lower() for item in types if item.tag.endswith("Default")}
    overrides = [item.get("PartName") or "" for item in types if item.tag.endswith("Override")]
    yield from (f"content type of {name} stated twice" for name in set(overrides) if overrides.count(name) > 1)
    yield from (f"content type of {name}, which is not there" for name in overrides if name.lstrip("/") not in names)
    for name in names:
        known = f"/{name}" in overrides or name.rsplit(".", 1)[-1].lower() in defaults
        if name != "[Content_Types].xml" and not known:
            yield f"no content type for {name}"
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = name.split("_rels/")[0]
        ids = [item.get("Id") for item in tree]
        yield from (f"{name}: relationship {id} twice" for id in set(ids) if ids.count(id) > 1)
        for item in tree:
            target = item.get("Target") or ""
            if item.get("TargetMode") == "External":
                continue
            path = target.lstrip("/") if target.startswith("/") else folder + target
            while re.search(r"[^/]+/\.\./", path):
                path = re.sub(r"[^/]+/\.\./", "", path, count=1)
            if path not in names:
                yield f"{name}: {target} is not there"


_Trees = dict[str, etree._Element]
w = f"{{{W}}}"


def _document(main: etree._Element, trees: _Trees) -> Iterator[str]:
    for check in (_controls, _bookmarks, _styles, _tables, _fields, _links, _end, _levels):
        yield from check(main, trees)


def _controls(main: etree._Element, trees: _Trees) -> Iterator[str]:
    ids = [item.get(f"{w}val") for item in main.iterfind(f".//{w}sdtPr/{w}id")]
    yield from (f"id of a control twice: {id}" for id in sorted({str(i) for i in ids}) if ids.count(id) > 1)
    for control in main.iter(f"{w}sdtPr"):
        for name in ("tag", "alias"):
            item = control.find(f"{w}{name}")
            if item is not None and len(item.get(f"{w}val") or "") > 64:
                yield f"{name} of more than 64 characters: {item.get(f'{w}val')}"


def _bookmarks(main: etree._Element, trees: _Trees) -> Iterator[str]:
    starts = [(item.get(f"{w}id"), item.get(f"{w}name") or "") for item in main.iter(f"{w}bookmarkStart")]
    ends = [item.get(f"{w}id") for item in main.iter(f"{w}bookmarkEnd")]
    if sorted(str(id) for id, _ in starts) != sorted(str(id) for id in ends):
        yield "bookmarks that do not begin and end once each"
    names = [name.casefold() for _, name in starts]
    yield from (f"bookmark twice: {name}" for name in sorted(set(names)) if names.count(name) > 1)
    yield from (f"no name for a bookmark: {name}" for _, name in starts if not re.fullmatch(r"[^\W\d]\w{0,39}", name))


def _styles(main: etree._Element, trees: _Trees) -> Iterator[str]:
    styles = {(item.get(f"{w}type"), item.get(f"{w}styleId")) for item in trees["word/styles.xml"].iter(f"{w}style")}
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        for item in main.iter(f"{w}{tag}"):
            if (kind, item.get(f"{w}val")) not in styles:
                yield f"no {kind} style {item.get(f'{w}val')}"


def _tables(main: etree._Element, trees: _Trees) -> Iterator[str]:
    for table in main.iter(f"{w}tbl"):
        columns = len(table.findall(f"{w}tblGrid/{w}gridCol"))
        for row in table.iterchildren(f"{w}tr"):
            wide = 0
            for cell in row.iter(f"{w}tc"):
                if next(cell.iterancestors(f"{w}tbl")) is table:
                    span = cell.find(f"{w}tcPr/{w}gridSpan")
                    wide += int(span.get(f"{w}val") or 1) if span is not None else 1
            if wide != columns:
                yield f"a row of {wide} columns in a table of {columns}"


def _fields(main: etree._Element, trees: _Trees) -> Iterator[str]:
    marks = [item.get(f"{w}fldCharType") for item in main.iter(f"{w}fldChar")]
    depth = 0
    for mark in marks:
        depth += {"begin": 1, "end": -1}.get(str(mark), 0)
        if depth < 0:
            yield "a field ends that did not begin"
    if depth:
        yield "a field that does not end"


def _links(main: etree._Element, trees: _Trees) -> Iterator[str]:
    anchors = {item.get(f"{w}name") or "" for item in main.iter(f"{w}bookmarkStart")}
    for link in main.iter(f"{w}hyperlink"):
        if (anchor := link.get(f"{w}anchor")) and anchor not in anchors:
            yield f"a link to {anchor}, which is not there"


def _end(main: etree._Element, trees: _Trees) -> Iterator[str]:
    body = main.find(f"{w}body")
    if body is None or _local(body[-1]) != "sectPr":
        yield "the body does not end with the section's properties"


def _levels(main: etree._Element, trees: _Trees) -> Iterator[str]:
    for element in main.iter(f"{w}sdtContent"):
        level = _local(element.getparent().getparent())
        inner = {_local(child) for child in element} - {"bookmarkStart", "bookmarkEnd", "sdt"}
        if level in ("body", "tc") and not inner <= {"p", "tbl"}:
            yield f"a block control holds {inner}"
        if level == "p" and inner & {"p", "tbl", "tr", "tc"}:
            yield f"a control in a paragraph holds {inner}"
