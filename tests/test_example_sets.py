"""The example sets, used as an outsider would: a folder of data, and a package with letters and three tiers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sapa.core.loading.set_file import read_set
from sapa.core.loading.set_warnings import warnings

from .tools import pytest_with_sapa

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
STEPPE = EXAMPLES / "sets" / "steppe-colleges"
PEAKS = EXAMPLES / "plugins" / "sapa_two_peaks"

pytestmark = pytest.mark.skipif(not STEPPE.is_dir(), reason="the examples are not part of this distribution")


@pytest.mark.parametrize("folder", [STEPPE, PEAKS / "src" / "sapa_two_peaks"], ids=lambda folder: folder.name)
def test_an_example_has_no_warning_and_three_languages(folder: Path) -> None:
    found = read_set(folder / "set.toml")
    assert list(warnings(found)) == [] or {one.id for one in warnings(found)} <= {"set-warning.no-children"}
    for standard in found.standards:
        assert set(standard.titles.by_language) == {"en", "ru", "kk"}


def test_the_trilingual_set_passes_its_cases_and_the_suite_from_its_folder() -> None:
    command = [*pytest_with_sapa(), "--rootdir", str(STEPPE), "--sapa-set", ".", "--sapa-sets-dir", ".", "."]
    done = subprocess.run(command, cwd=STEPPE, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_set_of_three_tiers_passes_its_cases_and_the_suite() -> None:
    data = PEAKS / "src" / "sapa_two_peaks"
    command = [*pytest_with_sapa(), "--rootdir", str(PEAKS), "--sapa-set", str(data), "--sapa-sets-dir", str(data)]
    command.append(str(PEAKS / "tests" / "cases.sapa.toml"))
    done = subprocess.run(command, cwd=PEAKS, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
