"""Pages for the tests in this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sapa.core.reading import tools
from sapa.core.reading.tools import Tools
from sapa.web.store import Store

from .site import Page, make_page, small, word


@pytest.fixture(autouse=True)
def without_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page hands out what the commands write; what LibreOffice adds to that, in ten seconds, has tests of its own."""
    monkeypatch.setattr(tools, "probe", Tools)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(small()) as made:
        yield made


@pytest.fixture
def page(store: Store) -> Page:
    return make_page(store)


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return word("en", tmp_path_factory.mktemp("word"))


@pytest.fixture(scope="session")
def without_partners(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same report without criterion 1.2.4."""
    return word("en", tmp_path_factory.mktemp("word"), without="1.2.4")
