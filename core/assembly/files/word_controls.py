"""Content controls as XML: lists, days and blocks of text that people fill in. python-docx has no words for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ...words.languages import all_languages
from ...words.messages import Lang
from .word_styles import LANGUAGE_TAGS
from .word_text import attribute, harmless, run_xml

_PLACEHOLDER = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
_SHOWS_HINT = "<w:showingPlcHdr/>"


@dataclass(frozen=True)
class Named:
    """tag: for machines; alias: for people; number: its id in the file."""

    tag: str
    alias: str
    number: int

    @property
    def xml(self) -> str:
        names = f"<w:alias w:val={attribute(self.alias)}/><w:tag w:val={attribute(self.tag)}/>"
        return f'{names}<w:id w:val="{self.number}"/>'


def dropdown(named: Named, options: Sequence[tuple[str, str]], value: str | None, hint: str) -> Any:
    """options: (value, shown); value: the one chosen, None: the hint is shown until somebody chooses."""
    chosen = next((shown for key, shown in options if key == value), None)
    items = "".join(
        f"<w:listItem w:displayText={attribute(shown)} w:value={attribute(key)}/>" for key, shown in options
    )
    last = f" w:lastValue={attribute(value)}" if chosen is not None and value is not None else ""
    return _inline(named, f"<w:dropDownList{last}>{items}</w:dropDownList>", chosen, hint)


def day(named: Named, lang: Lang, value: str | None, hint: str, *, words: bool) -> Any:
    """value: as it is to be shown; words: written out as in a letter, when somebody picks another day, else as in a
    table."""
    format = all_languages()[lang].day if words else all_languages()[lang].cell
    kind = (
        f'<w:date><w:dateFormat w:val={attribute(format)}/><w:lid w:val="{LANGUAGE_TAGS[lang]}"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _inline(named, kind, value, hint)


def text(named: Named, value: str | None, hint: str) -> Any:
    """Rich text: LibreOffice forgets that a plain one still shows its hint."""
    return _inline(named, "", value, hint)


def _inline(named: Named, kind: str, shown: str | None, hint: str) -> Any:
    run = f"<w:r>{_PLACEHOLDER}{run_xml(hint)}</w:r>" if shown is None else f"<w:r>{run_xml(shown)}</w:r>"
    showing = _SHOWS_HINT if shown is None else ""
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{named.xml}{showing}{kind}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"
    )


def block(named: Named, text: str, hint: str) -> Any:
    """A place for any number of paragraphs."""
    if text:
        inside = "".join(f"<w:p><w:r>{run_xml(line)}</w:r></w:p>" for line in harmless(text).split("\n"))
    else:
        inside = f"<w:p><w:r>{_PLACEHOLDER}{run_xml(hint)}</w:r></w:p>"
    showing = "" if text else _SHOWS_HINT
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{named.xml}{showing}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )
