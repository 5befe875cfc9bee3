"""What pytest loads by itself: `--sapa-set NAME`, and files of cases (`*.sapa.toml`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .cases import Case
    from .suite import Check


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("sapa", "standard sets of Sapa")
    group.addoption(
        "--sapa-set",
        action="append",
        default=[],
        metavar="NAME",
        help="Run Sapa's conformance suite for a set: its id, or the folder of its set.toml. Repeatable.",
    )
    group.addoption(
        "--sapa-sets-dir",
        action="append",
        default=[],
        metavar="DIR",
        help="A folder with the set.toml that files of cases (*.sapa.toml) are about. Repeatable.",
    )


def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    names = session.config.getoption("--sapa-set")
    if not names:
        return
    from .suite import conformance

    for name in dict.fromkeys(names):
        suite = SetSuite.from_parent(session, name=f"sapa-set {name}", nodeid=f"sapa-set {name}")
        items += [SetCheck.from_parent(suite, name=check.name, check=check) for check in conformance(name)]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.name.endswith(".sapa.toml"):
        collected: CaseFile = CaseFile.from_parent(parent, path=file_path)
        return collected
    return None


class SetSuite(pytest.Collector):
    """The conformance suite of one set."""

    def collect(self) -> Iterator[pytest.Item]:
        return iter(())


class SetCheck(pytest.Item):
    """One check of the suite."""

    def __init__(self, *, check: Check, **more: Any) -> None:
        super().__init__(**more)
        self.check = check

    def runtest(self) -> None:
        from .suite import CannotRun

        try:
            self.check.run()
        except CannotRun as why:
            pytest.skip(str(why))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, AssertionError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, f"{self.parent.name if self.parent else ''}: {self.name}"


class CaseFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        from .cases import CaseError, read_cases

        try:
            cases = read_cases(self.path)
        except CaseError as error:
            raise self.CollectError(str(error)) from None
        for case in cases:
            yield CaseItem.from_parent(self, name=case.name, case=case)


class CaseItem(pytest.Item):
    """One case of a file."""

    def __init__(self, *, case: Case, **more: Any) -> None:
        super().__init__(**more)
        self.case = case

    def runtest(self) -> None:
        from .cases import run_case

        run_case(self.case, [Path(one) for one in self.config.getoption("--sapa-sets-dir")])

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, AssertionError | LookupError):
            return str(excinfo.value) or str(excinfo.value.args)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name
