"""The system's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..tools import needs

in_browser = needs("chromium")
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PATIENCE = 120_000  # milliseconds


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a network of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()


def expect(what: Any) -> Any:
    """What a page comes to show: waits for it, for long where the machine is busy; else it fails.

    Nothing is read at once after a key, a click or a server's news: the page follows in its own time.
    """
    from playwright.sync_api import expect as awaited

    awaited.set_options(timeout=PATIENCE)
    return awaited(what)


def violations(page: Any) -> list[str]:
    """What axe finds wrong with a page for people who cannot see it or use no mouse."""
    from axe_playwright_python.sync_playwright import Axe

    return [one["id"] for one in Axe().run(page).response["violations"]]
