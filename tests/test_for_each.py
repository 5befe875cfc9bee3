"""What goes to one institution is never made for two at once, unless each has a file of its own."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from sapa.cli import sapa
from sapa.core.checking import side_by_side
from sapa.core.model.results import DocumentResult
from sapa.core.showing.institution import by_institution

from . import cases
from .documents import document
from .test_cli import PROSE, SET, word_file
from .test_several_cases import make


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "possible", lambda: False)


def report(folder: Path, name: str, cover: str) -> Path:
    return word_file(folder / name, (cover, 0), ("Self-assessment report", 0), ("1.2.1 Goals", 2), (PROSE, 0))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(sapa, ["assemble", *(str(one) for one in arguments)])


def text_of(file: Path | bytes) -> str:
    opened = docx.Document(str(file) if isinstance(file, Path) else io.BytesIO(file))
    return "\n".join(
        "".join(node.text or "" for node in opened.element.body.iter() if node.tag.endswith("}t")) for _ in (0,)
    )


# --- who is told apart


@pytest.mark.parametrize(
    ("covers", "groups"),
    [
        ([("en", "Example University"), ("en", "Second Example University")], [[0], [1]]),
        ([("en", "Example University"), ("ru", "Университет «Пример»"), ("kk", "«Үлгі» университеті")], [[0, 1, 2]]),
        ([("en", "Example University"), ("en", "EXAMPLE  University"), ("en", "")], [[0, 1], [2]]),
        ([("en", "Example University"), ("en", "Sample University"), ("en", "")], [[0], [1], [2]]),
        ([("en", "Example University"), ("en", "Sample University"), ("ru", "Университет «Пример»")], [[0], [1], [2]]),
        ([("ru", "НАО «Университет Пример»"), ("ru", "НАО Университет Пример")], [[0, 1]]),
        ([("en", ""), ("en", "")], [[0], [1]]),
        ([], []),
    ],
)
def test_institutions_are_told_apart_by_their_covers(covers: list[tuple[str, str]], groups: list[list[int]]) -> None:
    made = [
        replace(cases.document(f"{number}.docx", language), document=document(cover or "Text."))
        for number, (language, cover) in enumerate(covers)
    ]
    found = by_institution(made)
    assert [[made.index(one) for one in group.documents] for group in found] == groups


def of(language: str, text: str) -> DocumentResult:
    return replace(cases.document(f"{language}.docx", language), document=document(text))


ENGLISH, OTHER = "Example University of the Steppe", "Sample College of Design"
NUMBERS = " ".join(str(1_000 * number + 137) for number in range(2, 40))
OTHERS = " ".join(str(1_000 * number + 251) for number in range(2, 40))


def test_a_cover_in_two_languages_ties_the_versions_in_each() -> None:
    both = of("ru", f"Дала университеті\nУниверситет степи\n# Отчет\n{NUMBERS}")
    first, second = of("kk", f"Дала университеті\n{OTHERS}"), of("ru", "Университет степи")
    found = by_institution([both, of("en", OTHER), first, second, of("en", ENGLISH)])
    assert [len(one.documents) for one in found] == [3, 1, 1]


def test_versions_of_two_reports_are_told_apart_by_their_numbers() -> None:
    """Thousands are parted by a blank here and a comma there; years say nothing."""
    apart = NUMBERS.replace("137", " 137")
    every = [
        of("en", f"{ENGLISH}\n{NUMBERS}"),
        of("en", f"{OTHER}\n{OTHERS}"),
        of("ru", f"Колледж дизайна\n{OTHERS} 2024 2025"),
        of("kk", f"Дала университеті\n{apart}"),
    ]
    found = by_institution(every)
    assert [(one.name, [every.index(each) for each in one.documents]) for one in found] == [
        (ENGLISH, [0, 3]),
        (OTHER, [1, 2]),
    ]


def test_reports_in_different_languages_with_other_numbers_are_of_two_institutions() -> None:
    assert len(by_institution([of("en", f"{ENGLISH}\n{NUMBERS}"), of("ru", f"Колледж дизайна\n{OTHERS}")])) == 2


def test_the_names_of_a_case_are_one_institution() -> None:
    every = [of("en", ENGLISH), of("en", OTHER), of("ru", "Университет степи")]
    known = [(ENGLISH, "Университет степи")]
    assert [one.documents for one in by_institution(every, known)] == [(every[0], every[2]), (every[1],)]


# --- reports


def test_a_letter_about_reports_that_name_nobody_is_one(tmp_path: Path) -> None:
    one, two = report(tmp_path, "a.docx", "First part"), report(tmp_path, "b.docx", "Example University")
    done = run("letter", one, two, "--set", "institutional", "-o", tmp_path / "out.docx")
    assert done.exit_code == 0, done.stderr
    assert "a.docx" in text_of(tmp_path / "out.docx") and "b.docx" in text_of(tmp_path / "out.docx")


@pytest.mark.parametrize("name", ["letter", "report"])
def test_reports_of_two_institutions_are_refused_with_the_reason(tmp_path: Path, name: str) -> None:
    one = report(tmp_path, "a.docx", "Example University")
    two = report(tmp_path, "b.docx", "Sample University")
    done = run(name, one, two, "--set", "institutional", "-o", tmp_path / "out.docx")
    assert done.exit_code == 2
    assert "Example University, Sample University" in done.stderr and "-o FOLDER/" in done.stderr
    assert not (tmp_path / "out.docx").exists()


def test_each_institution_has_a_letter_of_its_own_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sar").mkdir()
    report(tmp_path / "sar", "a.docx", "Example University")
    report(tmp_path / "sar", "b.docx", "Sample University")
    done = run("letter", tmp_path / "sar", "--set", "institutional", "-o", f"{tmp_path}/letters/")
    assert done.exit_code == 0, done.stderr
    files = sorted((tmp_path / "letters").iterdir())
    assert [one.name for one in files] == ["Example University.docx", "Sample University.docx"]
    assert "a.docx" in text_of(files[0]) and "b.docx" not in text_of(files[0])


def test_a_table_over_reports_is_made_of_all_of_them(tmp_path: Path) -> None:
    one = report(tmp_path, "a.docx", "Example University")
    two = report(tmp_path, "b.docx", "Sample University")
    done = run("cluster", one, two, "--set", "institutional", "--programme", "6B06101")
    assert done.exit_code == 0 and "a.docx" in done.stdout and "b.docx" in done.stdout


# --- cases


def test_a_folder_over_cases_is_refused_with_the_reason(tmp_path: Path) -> None:
    make(tmp_path / "alpha", "Alpha University", "1.2.1")
    make(tmp_path / "beta", "Beta University", "1.2.1")
    for name in ("letter", "agenda"):
        done = run(name, tmp_path, "-o", tmp_path / "out.docx")
        assert done.exit_code == 2 and "2" in done.stderr and "-o FOLDER/" in done.stderr


def test_each_case_has_a_file_of_its_own_named_by_institution_and_format(tmp_path: Path) -> None:
    parent = tmp_path / "agency"
    make(parent / "alpha", "Alpha University", "1.2.1")
    make(parent / "beta", "Beta University", "1.2.1")
    done = run("timeline", parent, "-o", f"{tmp_path}/out/", "--format", "html")
    assert done.exit_code == 0, done.stderr
    assert [one.name for one in sorted((tmp_path / "out").iterdir())] == [
        "Alpha University.html",
        "Beta University.html",
    ]
    done = run("letter", parent, "-o", f"{tmp_path}/letters/")
    alpha, beta = sorted((tmp_path / "letters").iterdir())
    assert "Alpha University" in text_of(alpha) and "Beta University" not in text_of(alpha)
    assert beta.name == "Beta University.docx"


def test_one_case_into_a_folder_is_one_file(tmp_path: Path) -> None:
    make(tmp_path / "alpha", "Alpha University", "1.2.1")
    assert run("timeline", tmp_path / "alpha", "-o", f"{tmp_path}/out/").exit_code == 0
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["Alpha University.txt"]


def test_sets_that_a_case_brings_and_those_of_the_command_are_both_there(tmp_path: Path) -> None:
    parent = tmp_path / "agency"
    for name in ("alpha", "beta"):
        make(parent / name, f"{name} University", "1.2.1")
    own = parent / "beta" / "sets"
    own.mkdir()
    (own / "set.toml").write_text(SET, "utf-8")
    file = parent / "beta" / "sapa.toml"
    told = 're-accreditation"\nsets = ["tiny", "wide"]\nsets_dirs = ["sets"]'
    file.write_text(file.read_text("utf-8").replace('re-accreditation"', told), "utf-8")
    wide = tmp_path / "wide"
    wide.mkdir()
    (wide / "set.toml").write_text(SET.replace('"tiny"', '"wide"'), "utf-8")
    done = run("letter", parent, "-o", f"{tmp_path}/letters/", "--sets-dir", wide)
    assert done.exit_code == 0, done.stderr
