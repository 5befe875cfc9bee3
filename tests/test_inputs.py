"""Which reports a folder holds, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapa.core.checking.inputs import SUFFIXES, reports, reports_in


def make(folder: Path, *names: str) -> str:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    return str(folder)


def names(folder: str) -> list[str]:
    return [Path(path).relative_to(folder).as_posix() for path in reports_in(folder)]


def test_all_kinds_of_reports_are_found_whatever_the_case_of_their_suffix(tmp_path: Path) -> None:
    folder = make(tmp_path, *(f"sar{suffix}" for suffix in SUFFIXES), "loud.DOCX", "notes.txt", "plan.xlsx")
    assert set(names(folder)) == {*(f"sar{suffix}" for suffix in SUFFIXES), "loud.DOCX"}


def test_lock_files_and_hidden_files_and_folders_are_no_reports(tmp_path: Path) -> None:
    folder = make(tmp_path, "~$sar.docx", ".sar.pdf", ".trash/sar.pdf", "real.pdf")
    assert names(folder) == ["real.pdf"]


def test_folders_below_are_searched_and_numbers_count_as_numbers(tmp_path: Path) -> None:
    folder = make(tmp_path, "ВУЗ 10.pdf", "ВУЗ 2.pdf", "b/10.docx", "b/9.docx", "a/x.pdf")
    assert names(folder) == ["ВУЗ 2.pdf", "ВУЗ 10.pdf", "a/x.pdf", "b/9.docx", "b/10.docx"]


def test_a_named_file_is_taken_whatever_its_suffix_and_missing_or_not(tmp_path: Path) -> None:
    folder = make(tmp_path, "report.dat")
    asked = [str(Path(folder, "report.dat")), str(Path(folder, "absent.pdf"))]
    assert reports(asked) == tuple(asked)


def test_a_file_that_is_named_twice_is_checked_once(tmp_path: Path) -> None:
    folder = make(tmp_path, "a.pdf", "b.pdf")
    first = str(Path(folder, "b.pdf"))
    assert reports([first, folder, first]) == (first, str(Path(folder, "a.pdf")))


def test_a_folder_without_reports_is_not_dropped(tmp_path: Path) -> None:
    folder = make(tmp_path, "notes.txt")
    assert reports([folder]) == (folder,)


@pytest.mark.parametrize("name", ["٣.pdf", "x²7.pdf", "1.pdf"])
def test_odd_digits_in_names_do_no_harm(tmp_path: Path, name: str) -> None:
    assert set(names(make(tmp_path, name, "2.pdf"))) == {name, "2.pdf"}
