"""`sapa check ... -o FOLDER/`: a page and a letter for each university, a table over all for the agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .files import file_names
from .said import lang_is_asked, refusing, tell, write_each

FOLDER = "folder"  # in place of a format: files for each university

if TYPE_CHECKING:
    from datetime import date

    from ..core.loading.installed import Loaded
    from ..core.model.results import CasesResult, Result
    from ..core.words.messages import Lang


def write_universities(result: Result | CasesResult, output: str, lang: Lang, loaded: Loaded, today: date) -> None:
    """NAME.html and NAME.docx for each university; of a case also its internal page; index.html links them."""
    from .. import api
    from ..core.reporting.index_page import Files
    from ..core.words.messages import message, say

    with refusing(lang):
        made = api.for_universities(result, lang, loaded=loaded, day=today, lang_given=lang_is_asked())
    names = [one.name for one in made]
    internal = [f"{one.name} – {say(message('html.internal-page'), lang)}" for one in made]
    kept = [name for name, one in zip(internal, made, strict=True) if one.internal is not None]
    taken = dict(zip(["index", *names, *kept], file_names(["index", *names, *kept], ".html"), strict=True))
    files = [
        Files(taken[name], letter, taken.get(inside, ""))
        for name, letter, inside in zip(names, file_names(names, ".docx"), internal, strict=True)
    ]
    index = api.index_of_universities(result, files, lang, day=today)
    pages = [("index", index), *((one.name, one.page) for one in made)]
    pages += [(name, one.internal) for name, one in zip(internal, made, strict=True) if one.internal is not None]
    write_each(pages, output, ".html", lang)
    write_each([(one.name, one.letter) for one in made], output, ".docx", lang)
    tell(message("cli.universities", path=output, count=len(made)), lang)
