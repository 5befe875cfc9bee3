"""Builds the files of the example cases from text: python examples/build_cases.py [FOLDER]

A case's report-*.md become Word files in its folder sar/; the English institutional report is the large example,
in two files as universities send them. Annexes are short texts; what is planted in them stands in ANNEXES.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
FICTIONAL = "Fictional, for the examples of Sapa.\n"

# Name -> content; None: the same content as the annex before it; "": an empty file.
ANNEXES: Mapping[str, Mapping[str, str | None]] = {
    "case-online": {
        "Annex 1 Comments on the draft.txt": "One hundred and twelve comments, with answers.",
        "Annex 2 Strategic plan.txt": "Five priorities until 2027.",
        "Annex 3 Follow-up 2019.txt": None,  # planted: the strategic plan once more
        "Annex 4 Structure.txt": "Board, rector, rectorate, four schools.",
        "Annex 5 Management review.txt": "Notes of the facilitator.",
        "Annex 6 Handbook.txt": "How programmes are developed, third edition.",
        "Annex 7 Matrices.txt": "Outcomes and modules.",
        "Annex 8 Academic freedom.txt": "The statute.",
        "Annex 9 Budget.txt": "",  # planted: empty
        "Annex 10 Scholarships.txt": "Report on scholarships.",
        # planted: 11 is cited and not there
        "Annex 12 Programme database.txt": "What it holds.",
        "Annex 13 Quality page.txt": "List of contents.",
        "Annex 14 Press plan.txt": "By month.",
        "Annex 21 Canteen menu.txt": "Soup on Mondays.",  # planted: nobody cites it
    },
    "case-programme": {
        "Приложение 1 Предложения.txt": "Предложения к черновику и ответы.",
        "Приложение 2 Паспорт программы.txt": "Цели и результаты обучения.",
        "Приложение 3 Договоры.txt": "Перечень.",
        "Приложение 4 Задачи выпускника.txt": "Четыре задачи.",
        "Приложение 5 Проекты.txt": "Семь внедренных решений.",
    },
}
AGENCY = ("agency/lake-institute", "agency/mountain-university")  # two cases in one folder, of reports alone
SUPPLIED: Mapping[str, Mapping[str, str]] = {
    "case-online": {},
    "case-programme": {
        "application/Description.txt": "A short description of the university.",
        "application/Licences of programmes.txt": "Copies.",
        "documents/Course projects.txt": "Samples of students' work.",
        "documents/Diploma supplements 2026.txt": "",  # planted: empty
    },
}


def build(case: str, folder: Path) -> Iterator[Path]:
    """All files of a case that are made, into `folder`."""
    reports = folder / "sar"
    reports.mkdir(parents=True, exist_ok=True)
    word = _builder()
    for source in sorted((HERE / case / "source").glob("report-*.md")):
        target = reports / f"{source.stem}.docx"
        target.write_bytes(word.build_docx(word.parse(source.read_text("utf-8")), []))
        yield target
    if case == "case-online":
        head, first, second = _halves((HERE / "source" / "institutional-en.md").read_text("utf-8"))
        for number, half in enumerate((first, second), start=1):
            target = reports / f"report-en-{number}.docx"
            target.write_bytes(word.build_docx(word.parse(head + half), []))
            yield target
    elif case == "case-programme":
        target = reports / "report-ru.docx"
        shutil.copyfile(HERE / "programme-ru.docx", target)
        yield target
    before = ""
    for name, text in ANNEXES.get(case, {}).items():
        before = before if text is None else text
        yield _write(folder / "annexes" / name, before)
    for name, text in SUPPLIED.get(case, {}).items():
        yield _write(folder / name, text)


def _halves(text: str) -> tuple[str, str, str]:
    """The settings, and the report before and from Standard 5 on."""
    _, settings, body = text.split("+++\n", 2)
    first, second = body.split("# Standard 5.", 1)
    return f"+++\n{settings}+++\n", first, f"\n# Standard 5.{second}"


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(FICTIONAL + text + "\n" if text else "", encoding="utf-8", newline="\n")
    return file


def _builder():  # type: ignore[no-untyped-def]
    """examples/build.py, which knows how a text becomes a Word file."""
    spec = importlib.util.spec_from_file_location("sapa_examples_build", HERE / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the files of the example cases from text.")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    folder = parser.parse_args().folder
    for case in (*ANNEXES, *AGENCY):
        for path in build(case, folder / case):
            print(path)


if __name__ == "__main__":
    main()
