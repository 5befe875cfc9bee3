"""What a check gives to a caller: a result that writes itself in every format, and records how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..core.model import results
from ..core.words.messages import Lang

if TYPE_CHECKING:
    from ..core.checking.settings import Settings
    from ..core.model.case import Case, Waiver
    from ..core.model.standards import StandardSet
    from ..core.reading.tools import Tools

_V = TypeVar("_V")


class Result(results.Result):
    """What a check found: `documents`, `findings`, and `case` where a case's folder was checked."""

    def to_json(self, lang: Lang = "en") -> str:
        """The contract sapa.check/1 (`sapa schema check`)."""
        from ..core.reporting import as_json

        return as_json.render(self, lang)

    def to_html(self, lang: Lang = "en", *, day: date | None = None) -> str:
        """One page to send, whole in itself; day: of the check, where the page shall say it."""
        from ..core.reporting import as_html

        return as_html.render(self, lang, day=day)

    def render(self, format: str, lang: Lang = "en") -> str | bytes:
        """The result as "text", "json", "html", "md", "csv", "sarif" or "junit", or as the bytes of an "xlsx"."""
        from ..core.reporting import OUTPUTS

        return OUTPUTS[format].render(self, lang)


class Cases(results.CasesResult):
    """What a check of several cases found: `cases`, each with `path`, `result` and `fault`, and `others`."""

    def to_json(self, lang: Lang = "en") -> str:
        """The contract sapa.cases/1 (`sapa schema cases`)."""
        from ..core.reporting import as_json

        return as_json.render_cases(self, lang)

    def to_html(self, lang: Lang = "en") -> str:
        """One page for the agency: a table of the cases, worst first."""
        from ..core.reporting import cases_page

        return cases_page.render(self, lang)


def as_kind(kind: type[_V], value: Any) -> _V:
    """The same fields as a value of another class."""
    return kind(**{field.name: getattr(value, field.name) for field in fields(value)})


def traced(
    found: _V,
    asked: Sequence[str],
    set: str | None,
    sets: Iterable[StandardSet],
    tools: Tools,
    options: Mapping[str, str | int | tuple[str, ...] | None],
    files: Iterable[str] = (),
) -> _V:
    """A comparison or a review with how it was made. sets: that could have an effect; files: read besides the asked."""
    from ..core.model.digests import digest, of_file

    read = dict.fromkeys((*asked, *files))
    made = results.MadeOf(
        tuple(asked),
        set,
        tuple(sorted((one.key, digest(one)) for one in sets)),
        tuple(sorted(tools.present().items())),
        tuple((file, of_file(file)) for file in read),
        options,
    )
    return cast(_V, replace(cast(Any, found), made=made))


def recorded(
    found: results.Result,
    paths: Sequence[str],
    how: Settings,
    *,
    waivers: Sequence[Waiver] = (),
    today: date | None = None,
    case: Case | None = None,
    form: str | None = None,
    joined: bool = False,
) -> Result:
    """The result with how it was made. form: as the caller named it, not the one that a case names."""
    from ..core.model.digests import digest

    known = {one.key: digest(one) for one in how.sets or how.known}
    made = results.Made(
        tuple(paths),
        tuple(one.key for one in how.sets),
        how.ocr,
        how.level,
        tuple(sorted(known.items())),
        digest(case) if case is not None else None,
        digest(tuple(waivers)) if waivers else None,
        today if waivers or case is not None else None,
        form,
        joined,
        how.skip,
    )
    return as_kind(Result, replace(found, made=made))
