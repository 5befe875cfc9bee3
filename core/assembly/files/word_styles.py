"""How a Word file looks that has no template: page, fonts, headings, tables, and the language of its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from ...words.languages import all_languages
from ...words.messages import Lang

LANGUAGE_TAGS: Mapping[str, str] = {id: language.tag for id, language in all_languages().items()}
FONT = "Calibri"
_TINT = "EEF2F5"  # header rows
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A949E"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
)
_TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="SapaTable">
<w:name w:val="Sapa Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
<w:pPr><w:spacing w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>
<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/></w:tcPr></w:tblStylePr>
</w:style>"""


def lay_out(section: Any, landscape: bool, margin: float) -> None:
    """The page of a section, A4. margin: in cm, on every side."""
    short, long = Cm(21.0), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(margin)
    section.header_distance = section.footer_distance = Cm(margin / 2)


def dress(document: Any, lang: Lang, size: float) -> None:
    """The styles of a document that python-docx has just made. size: of the letters in running text, in points."""
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.08
    for level, points in enumerate((20, 15, 12.5, 11, 10.5)):
        style = styles["Title" if level == 0 else f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(points), RGBColor(0x1C, 0x2B, 0x3A)
        own = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in list(own.attrib):
            if script.endswith("Theme"):
                del own.attrib[script]
        for script in ("w:ascii", "w:cs", "w:eastAsia", "w:hAnsi"):
            own.set(qn(script), FONT)
        style.paragraph_format.keep_with_next = True
    for name, points, colour in (("Note", size, "55606B"), ("Small", size - 1.5, None)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = normal, Pt(points)
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_after = Pt(2)
    for level in (1, 2, 3):
        style = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"TOC{level}")  # Word looks for this id
        style.base_style = normal
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
    placeholder = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(qn("w:styleId"), "PlaceholderText")  # Word looks for this id
    placeholder.font.color.rgb = RGBColor(0x59, 0x63, 0x6E)
    styles.element.append(parse_xml(_TABLE_STYLE))
    default = styles.element.find(qn("w:docDefaults"))
    run = default.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = run.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        run.append(language)
    language.set(qn("w:val"), LANGUAGE_TAGS[lang])
