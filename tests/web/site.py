"""A local page for tests: what is dropped is worked off at once, in this process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from sapa.core.loading.installed import Loaded
from sapa.core.loading.plugins import load_plugins
from sapa.web.app import make_app
from sapa.web.bounds import Bounds
from sapa.web.gate import Names
from sapa.web.routes import Site
from sapa.web.store import Store
from sapa.web.watching import Watch
from sapa.web.work import Desk

from ..comparing.versions import TEXTS, written

PORT = 8123
HERE = f"http://127.0.0.1:{PORT}"


@cache
def loaded() -> Loaded:
    return load_plugins()


@dataclass
class Page:
    """A visitor of the page. client: Flask's own; each has a session of its own."""

    site: Site
    client: Any

    @property
    def store(self) -> Store:
        return self.site.desk.store

    @property
    def owner(self) -> str:
        with self.client.session_transaction(base_url=HERE) as session:
            return str(session["owner"])

    def get(self, address: str, **headers: str) -> Any:
        return self.client.get(address, base_url=HERE, headers=headers)

    def token(self, address: str = "/") -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.get(address).text)
        assert found is not None
        return found[1]

    def post(self, address: str, *, token: str | None = None, headers: Any = None, **fields: Any) -> Any:
        data = {"token": self.token() if token is None else token, **fields}
        return self.client.post(
            address, base_url=HERE, data=data, headers=headers or {}, content_type="multipart/form-data"
        )

    def drop(self, *files: tuple[str, bytes], **fields: Any) -> Any:
        """Sends files; where all goes well, what stands where the page leads."""
        sent = [(BytesIO(content), name) for name, content in files]
        return self.post("/drop", files=sent, **fields)

    def shown(self, answer: Any) -> Any:
        """Follows where an answer leads."""
        while answer.status_code == 303:
            answer = self.get(answer.location)
        return answer

    def other(self) -> Page:
        """Somebody else at the same page."""
        return Page(self.site, self.client.application.test_client())


def make_page(store: Store, *, hash: str = "", names: Names | None = None, watch: Watch | None = None) -> Page:
    desk = Desk(store, loaded(), lambda work: work())
    site = Site(desk, names or Names("127.0.0.1", PORT), hash, watch)
    return Page(site, make_app(site).test_client())


def small() -> Bounds:
    return Bounds(request=2_000_000, files=4, kept=3_000_000, reports=5, entries=40, unpacked=2_000_000)


def word(language: str, folder: Path, *, without: str = "") -> bytes:
    """A report as a Word file; without: the code of a criterion whose heading and text are left out."""
    text = TEXTS[language]
    if without:
        begin = text.index(f"## {without} ")
        ends = [end for mark in ("\n## ", "\n# ") if (end := text.find(mark, begin + 3)) > 0]
        text = text[:begin] + text[min(ends) + 1 :]
    return written(text, folder / f"made-{language}.docx").read_bytes()


def small_case(folder: Path) -> Path:
    """The example of an online audit with two reports of a page each: its checklist is made in a moment."""
    example = Path(__file__).parent.parent.parent / "examples" / "case-online"
    (folder / "sar").mkdir(parents=True)
    (folder / "annexes").mkdir()
    (folder / "annexes" / "Annex 1 Comments.txt").write_text("x", "utf-8")
    both = '"sar/report-en-1.docx", "sar/report-en-2.docx"'
    told = (example / "sapa.toml").read_text("utf-8")
    assert both in told
    (folder / "sapa.toml").write_text(told.replace(both, '"sar/report-en-1.docx"'), "utf-8")
    for name, language in (("report-en-1", "en"), ("report-ru", "ru")):
        (folder / "sar" / f"{name}.docx").write_bytes(word(language, folder / "sar"))
        (folder / "sar" / f"made-{language}.docx").unlink()
    return folder
