"""Which address shows or does what."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Response, abort, redirect, request, send_file, session
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Plain

from .. import api
from ..core import reporting, showing
from ..core.reporting.compare import Comparison
from ..core.showing.page import shown_as_is
from ..core.words.errors import SapaError
from ..core.words.messages import LANGS, Lang
from . import downloads, gate, pages, password
from .store import Drop, Mode, Report
from .watching import Watch
from .work import Desk, Given

Answer = str | Response | Plain | tuple[str, int]
_MODES: Sequence[Mode] = ("recognise", "each", "parity", "compare")
_CHUNK = 1 << 20

# Files of the pages: where they lie, and what they are.
_STATIC = {
    "style.css": (showing.__name__, "text/css"),
    "page.js": (reporting.__name__, "text/javascript"),
    "serve.css": (str(__package__), "text/css"),
    "serve.js": (str(__package__), "text/javascript"),
    "icon.svg": (str(__package__), "image/svg+xml"),
}


@dataclass
class Site:
    """hash: of the password, "" where none is asked for; watch: of the folder that was given, if any."""

    desk: Desk
    names: gate.Names
    hash: str = ""
    watch: Watch | None = None
    tries: password.Tries = field(default_factory=password.Tries)

    def rules(self) -> dict[str, tuple[str, Callable[..., Answer]]]:
        """Address -> method and what answers."""
        return {
            "/": ("GET", self.home),
            "/live": ("GET", self.home_live),
            "/static/<name>": ("GET", self.static),
            "/login": ("GET", self.login),
            "/enter": ("POST", self.enter),
            "/leave": ("POST", self.leave),
            "/drop": ("POST", self.drop),
            "/together": ("POST", self.together),
            "/empty": ("POST", self.empty),
            "/d/<id>": ("GET", self.of_drop),
            "/d/<id>/live": ("GET", self.drop_live),
            "/d/<id>/get/<kind>": ("GET", self.get_of_drop),
            "/r/<id>": ("GET", self.of_report),
            "/r/<id>/live": ("GET", self.report_live),
            "/r/<id>/get/<kind>": ("GET", self.get_of_report),
            "/r/<id>/changes": ("GET", self.changes),
            "/r/<id>/changes/get/<kind>": ("GET", self.get_of_changes),
            "/r/<id>/compare": ("POST", self.compare),
            "/r/<id>/forget": ("POST", self.forget),
        }

    # --- who looks

    def owner(self) -> str:
        return gate.visitor(session)

    def visitor(self) -> pages.Visitor:
        self.owner()
        wanted = [session.get(gate.LANGUAGE, ""), *request.accept_languages.values()]
        asked = [tag.partition("-")[0].lower() for tag in wanted]  # kk-KZ is Kazakh
        lang: Lang = next((lang for tag in asked for lang in LANGS if lang == tag), "en")
        return pages.Visitor(lang, session[gate.TOKEN], bool(session.get(gate.INSIDE)), request.path)

    # --- the first page

    def home(self) -> Answer:
        return self._home("")

    def _home(self, said: str) -> str:
        store = self.desk.store
        visitor = self.visitor()
        titles = {one.id: one.title(visitor.lang) for one in self.desk.loaded.sets.values()}
        version = store.version
        reports = store.reports(self.owner())
        return pages.home(visitor, reports, titles, store.bounds, watched=self._watched(), version=version, said=said)

    def _watched(self) -> pages.Watched | None:
        if self.watch is None:
            return None
        return pages.Watched(self.watch.folder.name or str(self.watch.folder), self.watch.left_out)

    def home_live(self) -> Answer:
        visitor, store = self.visitor(), self.desk.store
        if (unchanged := self._unchanged()) is not None:
            return unchanged
        version = store.version
        reports = store.reports(self.owner())
        said = " ".join(f"{one.name}: {news}" for one in reports if one.live and (news := pages.news(visitor, one)))
        return _json({"version": version, "html": pages.listed(visitor, reports, self._watched()), "said": said})

    def _unchanged(self) -> Answer | None:
        """Nothing has happened since the page looked last."""
        if request.args.get("seen") == str(self.desk.store.version):
            return Response(status=204)
        return None

    def static(self, name: str) -> Answer:
        if name not in _STATIC:
            abort(404)
        package, kind = _STATIC[name]
        return Response(shown_as_is(name, package), mimetype=kind)

    # --- the password

    def login(self) -> Answer:
        if not self.hash or session.get(gate.INSIDE):
            return redirect("/", 303)
        return pages.login(self.visitor(), wrong=False, secure=request.is_secure)

    def enter(self) -> Answer:
        if not self.hash:
            abort(404)
        if not self.tries.open():
            abort(429)
        if not password.fits(request.form.get("password", ""), self.hash):
            self.tries.failed()
            return pages.login(self.visitor(), wrong=True, secure=request.is_secure), 403
        lang = session.get(gate.LANGUAGE)
        session.clear()  # who was not inside gets nothing that belongs to who is
        session[gate.INSIDE] = True
        if lang in LANGS:
            session[gate.LANGUAGE] = lang
        return redirect("/", 303)

    def leave(self) -> Answer:
        """What was dropped goes with the one who leaves."""
        self.desk.store.empty(self.owner())
        session.clear()
        return redirect("/", 303)

    # --- taking in

    def drop(self) -> Answer:
        mode = request.form.get("mode", "recognise")
        wanted = request.form.get("set", "")
        if mode not in _MODES or (wanted and wanted not in self.desk.loaded.sets):
            abort(400)
        sent = [one for one in request.files.getlist("files") if one.filename]
        if not sent:
            return self._home(self.visitor().tell("serve.nothing-sent")), 400
        try:
            taken = self.desk.take(self.owner(), self._all_saved(sent), [wanted] if wanted else [], mode)  # type: ignore[arg-type]
        except SapaError as error:
            return self._home(error.told(self.visitor().lang)), 400
        return redirect(f"/d/{taken.id}", 303)

    def _all_saved(self, sent: Sequence[FileStorage]) -> list[Given]:
        files: list[Given] = []
        try:
            for one in sent:
                files.append(self._saved(one))
        except RequestEntityTooLarge:
            self.desk.discard(files)
            raise
        return files

    def _saved(self, sent: FileStorage) -> Given:
        def write(path: Path) -> None:
            room = self.desk.store.room()
            with path.open("xb") as stream:
                while chunk := sent.stream.read(_CHUNK):
                    room -= len(chunk)
                    if room < 0:
                        raise RequestEntityTooLarge
                    stream.write(chunk)

        return self.desk.save(sent.filename, write)

    def together(self) -> Answer:
        """Reports that were ticked, compared as drafts or as language versions."""
        mode = request.form.get("mode", "")
        ticked = [self._report(id) for id in request.form.getlist("report")]
        if mode not in ("parity", "compare"):
            abort(400)
        most = 2 if mode == "compare" else len(LANGS)
        if not 2 <= len(ticked) <= most or any(one.result is None for one in ticked):
            return self._home(self.visitor().tell(f"serve.tick-{mode}")), 400
        ticked.sort(key=lambda one: one.at or datetime.max)  # what was checked first is the older draft
        taken = self.desk.together(self.owner(), ticked, mode)  # type: ignore[arg-type]
        return redirect(f"/d/{taken.id}", 303)

    def compare(self, id: str) -> Answer:
        report = self._report(id)
        sent = request.files.get("earlier")
        if sent is None or not sent.filename or report.result is None:
            abort(400)
        taken = self.desk.compare(self.owner(), self._saved(sent), report)
        return redirect(f"/d/{taken.id}", 303)

    # --- taking out

    def forget(self, id: str) -> Answer:
        report = self._report(id)
        if report.live:
            abort(400)  # the folder is its owner's: nothing in it is removed
        self.desk.store.forget(report.id)
        return redirect("/", 303)

    def empty(self) -> Answer:
        self.desk.store.empty(self.owner())
        return redirect("/", 303)

    # --- what was dropped at once

    def of_drop(self, id: str) -> Answer:
        drop, store, visitor = self._drop(id), self.desk.store, self.visitor()
        version = store.version
        reports = store.of(drop)
        if drop.state in ("waiting", "working"):
            return pages.working(visitor, reports, f"/d/{id}/live", version)
        if drop.error is not None:
            paths = [drop.earlier, *(one.path for one in reports)]
            return pages.refused(visitor, pages.failure(drop.error, paths, visitor.lang), reports)
        if drop.together is None and len(reports) == 1:
            return redirect(f"/r/{reports[0].id}", 303)
        shown = [one for one in reports if one.result is not None and one.result.documents and one.result.case is None]
        if drop.together is None and len(shown) < len(reports):
            return pages.refused(visitor, visitor.tell("serve.one-by-one"), reports)
        return pages.of_drop(visitor, drop, reports)

    def drop_live(self, id: str) -> Answer:
        drop, store = self._drop(id), self.desk.store
        if (unchanged := self._unchanged()) is not None:
            return unchanged
        return self._progress(store.of(drop), drop.state in ("done", "failed"))

    def _progress(self, reports: Sequence[Report], done: bool) -> Answer:
        version = self.desk.store.version
        bars = pages.progress(self.visitor(), reports)
        return _json({"version": version, "html": bars, "said": "", "done": done})

    def get_of_drop(self, id: str, kind: str) -> Answer:
        drop = self._drop(id)
        lang = self.visitor().lang
        if drop.together is not None:
            return _sent(downloads.of_compared(drop.together, kind, lang))
        reports = [one for one in self.desk.store.of(drop) if one.result is not None]
        return _sent(downloads.of_several(pages.several(reports), kind, lang) if reports else None)

    # --- one report

    def of_report(self, id: str) -> Answer:
        report, visitor = self._report(id), self.visitor()
        version = self.desk.store.version
        if report.result is not None:
            return pages.of_report(visitor, report, version)
        if report.error is not None:
            return pages.refused(visitor, pages.failure(report.error, [report.path], visitor.lang))
        return pages.working(visitor, [report], f"/r/{id}/live", version)

    def report_live(self, id: str) -> Answer:
        report, visitor = self._report(id), self.visitor()
        if (unchanged := self._unchanged()) is not None:
            return unchanged
        if request.args.get("shown", "0") == "0":  # the page of its progress
            return self._progress([report], report.state in ("done", "failed"))
        version = self.desk.store.version
        said = pages.news(visitor, report)
        return _json({"version": version, "html": pages.panel(visitor, report), "said": said, "shown": report.shown})

    def get_of_report(self, id: str, kind: str) -> Answer:
        report, visitor = self._report(id), self.visitor()
        try:
            return _sent(downloads.of_report(report, kind, visitor.lang, self.desk.loaded))
        except SapaError as error:
            return pages.refused(visitor, pages.failure(error, [report.path], visitor.lang), [report]), 409

    def changes(self, id: str) -> Answer:
        report, visitor = self._report(id), self.visitor()
        try:
            return pages.of_changes(visitor, report, self._changes(report))
        except SapaError as error:
            return pages.refused(visitor, pages.failure(error, [report.path], visitor.lang), [report]), 409

    def get_of_changes(self, id: str, kind: str) -> Answer:
        return _sent(downloads.of_comparison(self._changes(self._report(id)), kind, self.visitor().lang))

    def _changes(self, report: Report) -> Comparison:
        """Against the draft before."""
        if report.before is None or report.result is None or report.result.case is not None:
            abort(404)
        return api.compare(report.before, report.result, loaded=self.desk.loaded)

    # --- what is asked for by its id

    def _report(self, id: str) -> Report:
        found = self.desk.store.get(id, self.owner())
        if not isinstance(found, Report):
            abort(404)
        return found

    def _drop(self, id: str) -> Drop:
        found = self.desk.store.get(id, self.owner())
        if not isinstance(found, Drop):
            abort(404)
        return found


def _json(value: dict[str, Any]) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), mimetype="application/json")


def _sent(file: downloads.File | None) -> Answer:
    if file is None:
        abort(404)
    return send_file(BytesIO(file.content), mimetype=file.type, as_attachment=True, download_name=file.name)
