"""The pages around the results: what each shows, as HTML. Everything that comes from outside is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..core.checking.inputs import SUFFIXES
from ..core.model.coverage import Status
from ..core.model.progress import Total
from ..core.model.results import DocumentResult, Result
from ..core.reporting import as_html, compare_page, parity_page
from ..core.reporting.compare import Comparison
from ..core.reporting.parity import Parity
from ..core.showing.page import Frame, template
from ..core.showing.view import GAPS, Tell, file_name, teller
from ..core.words.errors import SapaError
from ..core.words.messages import LANGS, Lang, Message, say
from .bounds import MILLION, Bounds
from .changes import changes
from .downloads import COMPARED, SEVERAL, offered, without_folders
from .store import Drop, Report

FILES = (*SUFFIXES, ".zip")
_MANY = 24  # codes that are named one by one
_MINUTE = 60
SCRIPT = "/static/page.js"


@dataclass(frozen=True)
class Visitor:
    """Who looks: in which language, with which token for forms, whether they came in by a password."""

    lang: Lang
    token: str
    inside: bool = False
    path: str = "/"

    @property
    def tell(self) -> Tell:
        return teller(self.lang)


@dataclass(frozen=True)
class Watched:
    """The watched folder as the page names it. left_out: reports beyond the bound."""

    name: str
    left_out: int = 0


def _page(name: str, visitor: Visitor, **values: Any) -> str:
    return template(f"{name}.html.j2", __package__).render(
        v=visitor, tell=visitor.tell, langs=LANGS, line=lambda report: line(report, visitor), **values
    )


def home(
    visitor: Visitor,
    reports: Sequence[Report],
    sets: Mapping[str, str],
    bounds: Bounds,
    *,
    watched: Watched | None,
    version: int,
    said: str = "",
) -> str:
    """sets: titles by id, among which people choose; said: what went wrong with what was sent."""
    return _page(
        "home",
        visitor,
        sets=sets,
        watched=watched,
        version=version,
        said=said,
        most=bounds.request,
        megabytes=bounds.request // MILLION,
        minutes=round(bounds.seconds / _MINUTE),
        accept=",".join(FILES),
        listed=listed(visitor, reports, watched),
    )


def listed(visitor: Visitor, reports: Sequence[Report], watched: Watched | None) -> str:
    """The reports of the watched folder, and those that the visitor dropped."""
    return _page(
        "listed",
        visitor,
        live=[one for one in reports if one.live],
        own=[one for one in reports if not one.live],
        watched=watched,
        changed=lambda report: changes(report.before, report.result),
        codes=_codes,
        time=_time,
    )


def working(visitor: Visitor, reports: Sequence[Report], address: str, version: int) -> str:
    bars = progress(visitor, reports)
    return _page("working", visitor, bars=bars, address=address, version=version)


def progress(visitor: Visitor, reports: Sequence[Report]) -> str:
    return _page("progress", visitor, reports=reports, far=lambda report: _far(report, visitor.tell))


def refused(visitor: Visitor, said: str, reports: Sequence[Report] = ()) -> str:
    """What could not be done, with the reports that can be looked at all the same."""
    return _page("refused", visitor, said=said, reports=reports)


def error(visitor: Visitor, code: int) -> str:
    return _page("error", visitor, code=code)


def login(visitor: Visitor, *, wrong: bool, secure: bool) -> str:
    return _page("login", visitor, wrong=wrong, secure=secure)


# --- results, in a frame


def of_report(visitor: Visitor, report: Report, version: int) -> str:
    assert report.result is not None
    above = _page(
        "above_report",
        visitor,
        report=report,
        offered=offered(report),
        panel=panel(visitor, report),
        version=version,
        accept=",".join((*SUFFIXES, ".json")),
    )
    return as_html.render(report.result, visitor.lang, day=date.today(), frame=_frame(visitor, above))


def of_drop(visitor: Visitor, drop: Drop, reports: Sequence[Report]) -> str:
    """What comparing the reports gave; else all of them on one page."""
    frame = _frame(visitor, _above(visitor, reports, f"/d/{drop.id}", COMPARED if drop.together else SEVERAL))
    if isinstance(drop.together, Parity):
        return parity_page.render(drop.together, visitor.lang, frame=frame)
    if isinstance(drop.together, Comparison):
        return compare_page.render(drop.together, visitor.lang, frame=frame)
    return as_html.render(several(reports), visitor.lang, day=date.today(), frame=frame)


def of_changes(visitor: Visitor, report: Report, found: Comparison) -> str:
    frame = _frame(visitor, _above(visitor, [report], f"/r/{report.id}/changes", COMPARED))
    return compare_page.render(found, visitor.lang, frame=frame)


def several(reports: Sequence[Report]) -> Result:
    """One result of all of them."""
    found = [one.result for one in reports if one.result is not None]
    documents = tuple(document for one in found for document in one.documents)
    return replace(found[0], documents=documents, case=None, made=None)


def _above(visitor: Visitor, reports: Sequence[Report], address: str, kinds: Sequence[str]) -> str:
    return _page("above_several", visitor, reports=reports, address=address, kinds=kinds)


def _frame(visitor: Visitor, above: str) -> Frame:
    head = template("head.html.j2", __package__).render()
    return Frame(head, _page("bar", visitor) + above, SCRIPT)


def panel(visitor: Visitor, report: Report) -> str:
    """What changed since the draft before, and what goes on with a watched file."""
    found = changes(report.before, report.result)
    unread = None if report.unread is None else told(report.unread, visitor.lang)
    return _page("panel", visitor, report=report, found=found, unread=unread, codes=_codes, time=_time)


def news(visitor: Visitor, report: Report) -> str:
    """The same in a sentence, for people who hear the page."""
    found = changes(report.before, report.result)
    if report.unread is not None:
        return told(report.unread, visitor.lang)
    if found is None:
        return ""
    closed, opened = _codes(found.closed), _codes(found.opened)
    return visitor.tell("serve.changed", closed=closed or None, opened=opened or None)


# --- what is said of a report


def line(report: Report, visitor: Visitor) -> str:
    """How it stands, in a line."""
    if report.error is not None and report.result is None:
        return failure(report.error, [report.path], visitor.lang)
    if report.result is None:
        return visitor.tell("serve.waiting")
    if report.result.case is not None:
        counts = report.result.case.counts()
        return visitor.tell("serve.case", wrong=counts["not-met"], open=counts["open"])
    return "; ".join(_of_document(one, visitor) for one in report.result.documents)


def _of_document(document: DocumentResult, visitor: Visitor) -> str:
    if document.error is not None:
        return told(document.error.said, visitor.lang)
    if not document.sets:
        return visitor.tell("finding.set-undecided", candidates=document.candidates)
    said = []
    for found in document.sets:
        statuses = [one.status for one in found.coverage.criteria]
        said.append(
            visitor.tell(
                "serve.line",
                set=found.coverage.set.id,
                addressed=sum(status is Status.ADDRESSED for status in statuses),
                total=len(statuses),
                gaps=sum(status in GAPS for status in statuses),
            )
        )
    return "; ".join(said)


def failure(error: SapaError, paths: Sequence[str], lang: Lang) -> str:
    """An error's sentences, with names in place of these paths, which are of this machine."""
    return without_folders(error.told(lang), *paths)


def told(said: Message, lang: Lang) -> str:
    path = said.arguments.get("path")
    kept = {**said.arguments, "path": file_name(path)} if isinstance(path, str) else said.arguments
    return say(Message(said.id, kept), lang)


def _far(report: Report, tell: Tell) -> str:
    """How far its reading is: in pages where the file has them."""
    if not report.total:
        return ""
    unit = report.total.unit if isinstance(report.total, Total) else "pages"
    numbers = {"done": report.done, "total": report.total, "share": min(1.0, report.done / report.total)}
    return tell(f"progress.{unit}", file="", **numbers).strip(" :,")


def _codes(codes: Sequence[str]) -> str:
    more = f", … (+{len(codes) - _MANY})" if len(codes) > _MANY else ""
    return ", ".join(codes[:_MANY]) + more


def _time(report: Report) -> str:
    return report.at.strftime("%H:%M:%S") if report.at is not None else ""
