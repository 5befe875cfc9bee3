"""Makes the files of this folder from the texts in source/: python examples/standards/build.py"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import xlsxwriter

from sapa.testing import write_report

HERE = Path(__file__).resolve().parent
LANGS = ("en", "ru", "kk")


def source(name: str) -> str:
    return (HERE / "source" / f"{name}.txt").read_text("utf-8")


def numbered(text: str) -> list[tuple[str, str]]:
    """(code, text) of every standard and criterion, the items under it in lines of their own."""
    found: list[tuple[str, str]] = []
    counts = [0, 0]
    for line in text.splitlines():
        if match := re.fullmatch(r"(##?)\+ (.*)", line):
            level = len(match[1])
            counts[level - 1] += 1
            if level == 1:
                counts[1] = 0
            found.append((".".join(str(one) for one in counts[:level]), match[2]))
        elif found and line.strip():
            code, before = found[-1]
            found[-1] = (code, f"{before}\n{line.removeprefix('- ')}")
    return found


def write_sheet(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"created": datetime(2024, 1, 1)})
        sheet = book.add_worksheet("Standards")
        sheet.write_row(0, 0, ["Code", "English", "Русский", "Қазақша"])
        texts = [dict(numbered(source(f"standards-{lang}"))) for lang in LANGS]
        for row, code in enumerate(texts[0], 1):
            sheet.write_string(row, 0, code)
            for column, held in enumerate(texts, 1):
                sheet.write_string(row, column, held[code])


def build(folder: Path) -> None:
    """Writes every file into a folder."""
    write_report(source("standards-en"), folder / "standards-en.docx")
    write_report(source("standards-kk"), folder / "standards-kk.docx", lang="kk")
    write_report(source("standards-ru"), folder / "standards-ru.pdf", lang="ru")
    write_report(source("form"), folder / "form.docx")
    write_sheet(folder / "standards.xlsx")


if __name__ == "__main__":
    build(HERE)
