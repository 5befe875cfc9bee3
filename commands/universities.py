"""`sapa check ... -o FOLDER/`: a page and a letter for each university, a table over all for the agency.

With --format a file of that format for each university, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .files import file_names
from .said import lang_is_asked, record_lang, refusing, rendered, tell, write_each

FOLDER = "folder"  # in place of a format: files for each university

if TYPE_CHECKING:
    from datetime import date

    from ..core.loading.installed import Loaded, OutputFormat
    from ..core.model.results import CasesResult, Result
    from ..core.words.messages import Lang


def write_universities(result: Result | CasesResult, output: str, lang: Lang, loaded: Loaded, today: date) -> None:
    """NAME.html and NAME.docx for each university; of a case also its internal page; index.html links them."""
    from .. import api
    from ..core.reporting.index_page import Files
    from ..core.words.messages import message, say

    with refusing(lang):
        made = api.for_universities(result, lang, loaded=loaded, day=today, lang_given=lang_is_asked())
    inside = say(message("html.internal-page"), lang)
    pages = [("", ""), *((one.name, one.page) for one in made)]
    pages += [(f"{one.name} – {inside}", one.internal) for one in made if one.internal is not None]
    _, *named = file_names(["index", *(name for name, _ in pages[1:])], ".html")
    internal = iter(named[len(made) :])
    files = [
        Files(page, letter, next(internal) if one.internal is not None else "")
        for one, page, letter in zip(made, named, file_names([one.name for one in made], ".docx"), strict=False)
    ]
    pages[0] = ("index", api.index_of_universities(result, files, lang, day=today))
    write_each(pages, output, ".html", lang)
    write_each([(one.name, one.letter) for one in made], output, ".docx", lang)
    tell(message("cli.universities", path=output, count=len(made)), lang)


def write_in_format(result: Result | CasesResult, output: str, format: OutputFormat, lang: Lang) -> None:
    """NAME.xlsx, or whatever else the format is, for each university."""
    from dataclasses import replace

    from ..core.reporting.universities import universities
    from ..core.words.messages import message

    found = universities(result, lang)
    if len(found) > 1:  # none of them is what the command was asked to check
        found = [replace(one, result=replace(one.result, made=None)) for one in found]
    spoken = record_lang(format.id, lang)
    write_each([(one.name, rendered(format, one.result, spoken)) for one in found], output, format.suffixes[0], lang)
    tell(message("cli.universities-in", path=output, count=len(found), format=format.id), lang)
