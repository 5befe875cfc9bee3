"""What holds for every test: none is about time, the same examples come every time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from sapa.core.checking.worker import INSIDE

settings.register_profile("sapa", deadline=None, derandomize=True)
settings.load_profile("sapa")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a browser shows takes long and does not depend on the version of Python."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("slow")


@pytest.fixture(autouse=True, scope="session")
def nothing_of_this_machines_user() -> Iterator[None]:
    """The processes that tests start speak English and know no settings, whoever's machine it is.

    Reports are read in the process of the test itself, which costs half; what is about processes asks for `workers`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAPA_LANG", "en")
        patch.setenv("SAPA_SETTINGS", "")
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)  # else each of them compiles Sapa anew, for a second
        patch.setenv(INSIDE, "1")
        yield


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are read in processes of their own, as users' are."""
    monkeypatch.delenv(INSIDE)
