"""A report from text, as a file."""

from __future__ import annotations

from pathlib import Path

from .markup import pieces

FORMATS = ("docx", "pdf")


def write_report(text: str, file: Path, *, lang: str = "en") -> Path:
    """Writes the report and gives the file back; its suffix says the format, .docx or .pdf.

    The lines of `text` are those of sapa.testing.markup; `lang` is the language of the words that {40} stands for.
    Raises ValueError for another suffix, NoPdf where no PDF can be made on this machine.
    """
    format = file.suffix.lower().lstrip(".")
    if format not in FORMATS:
        raise ValueError(f"{file.name}: a report is made as {' or '.join(FORMATS)}")
    if format == "docx":
        from .as_word import docx

        content = docx(pieces(text, lang))
    else:
        from .as_pdf import pdf

        content = pdf(pieces(text, lang))
    file.write_bytes(content)
    return file
