"""What a Word file has around its text: the mode it opens in, custom properties, no day of its writing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from .word_text import attribute, harmless

_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_MODE = "15"  # of Word 2013 and later
# w:compat has its place in settings.xml: before these (ISO/IEC 29500-1, CT_Settings)
_AFTER_COMPAT = frozenset(
    [
        qn(f"w:{name}")
        for name in (
            "docVars rsids attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats shapeDefaults"
            " decimalSymbol listSeparator"
        ).split()
    ]
    + ["{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"]
)


def of_present_word(document: Any) -> None:
    """Word opens the file as one of its present format, not in compatibility mode."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        after = next((child for child in settings if child.tag in _AFTER_COMPAT), None)
        settings.append(compat) if after is None else after.addprevious(compat)
    for known in compat.findall(qn("w:compatSetting")):
        if known.get(qn("w:name")) == "compatibilityMode":
            known.set(qn("w:val"), _MODE)
            return
    compat.append(
        parse_xml(
            f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode"'
            f' w:uri="http://schemas.microsoft.com/office/word" w:val="{_MODE}"/>'
        )
    )


def set_properties(document: Any, values: Mapping[str, str]) -> None:
    """Custom properties: exactly these, in the order given."""
    package = document.part.package
    for id, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            del package.rels[id]
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={attribute(name)}>'
        f"<vt:lpwstr>{escape(harmless(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_SPACE}/custom-properties" xmlns:vt="{_SPACE}/docPropsVTypes">{entries}</Properties>'
    )
    part = Part(PackURI("/docProps/custom.xml"), _PROPERTIES, xml.encode("utf-8"), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def undated(content: bytes) -> bytes:
    """The same zip without the time of its writing: fixed dates, the same compression, the order as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            new.writestr(info, old.read(item))
    return out.getvalue()
