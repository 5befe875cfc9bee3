"""What the results and cases of many reports say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..core.loading.installed import Loaded
from ..core.words.messages import Lang
from .given import paths_of
from .loading import Files, load


@dataclass(frozen=True)
class MadePortfolio:
    """faults: files that were left out, each with the reason."""

    content: str | bytes
    faults: tuple[tuple[str, str], ...]


def portfolio(
    folders: Files | Iterable[Files],
    format: str = "html",
    *,
    loaded: Loaded | None = None,
    today: date | None = None,
    lang: Lang = "en",
) -> MadePortfolio:
    """What the JSON results and the cases in folders say together. format: "html" or "xlsx"."""
    from ..core.assembly.portfolio.gather import gather
    from ..core.assembly.portfolio.view import view
    from ..core.showing.view import teller

    asked = paths_of(folders)
    known = loaded or load()
    sets = {one.key: one for one in known.sets.every}
    shown = view(gather(asked, known, today or date.today(), lang), sets, teller(lang), lang)
    if format == "xlsx":
        from ..core.assembly.portfolio import sheets

        return MadePortfolio(sheets.render(shown), tuple(shown.faults()))
    from ..core.assembly.portfolio import page

    return MadePortfolio(page.render(shown), tuple(shown.faults()))
