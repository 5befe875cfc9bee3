"""What each university of a result may see: a page and a letter of its own, and a table over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..core.loading.installed import Loaded
from ..core.model import results
from ..core.words.messages import Lang
from .loading import load

if TYPE_CHECKING:
    from ..core.reporting.index_page import Files as IndexFiles


@dataclass(frozen=True)
class ForUniversity:
    """What a university may see, and of a case what it may not: page and internal page as HTML, letter as Word file."""

    name: str
    page: str
    letter: bytes
    internal: str | None


def for_universities(
    result: results.Result | results.CasesResult,
    lang: Lang = "en",
    *,
    loaded: Loaded | None = None,
    day: date | None = None,
    lang_given: bool = True,
) -> list[ForUniversity]:
    """A page and a letter for each university in a result; none tells one about another.

    day: of the check; lang_given: the letter too is in `lang`, else in the report's own language
    """
    from ..core.assembly import assemble as run
    from ..core.assembly import built_in
    from ..core.loading.installed import Request
    from ..core.reading.tools import probe
    from ..core.reporting import as_html
    from ..core.reporting.universities import universities

    known, letter, made = loaded or load(), built_in()["letter"], []
    own = {option.name: option.default for option in letter.options}
    for one in universities(result, lang):
        case = one.result.case
        request = Request(
            known, lang, (), one.result, case.case if case is not None else None, own, lang_given, (),
            day or date.today(), probe(),
        )  # fmt: skip
        content = run(letter, request, "docx").content
        assert isinstance(content, bytes)
        page = as_html.render(one.result, lang, day=day)
        internal = as_html.internal(one.result, lang, day=day) if case is not None else None
        made.append(ForUniversity(one.name, page, content, internal))
    return made


def index_of_universities(
    result: results.Result | results.CasesResult,
    files: Sequence[IndexFiles],
    lang: Lang = "en",
    *,
    day: date | None = None,
) -> str:
    """A table over all universities of a result. files: of each, in the order of `for_universities`."""
    from ..core.reporting.index_page import render
    from ..core.reporting.universities import universities

    return render(result, universities(result, lang), files, lang, day=day)
