"""Makes long reports for the speed benchmark: python benchmarks/make_documents.py FOLDER [PAGES ...]

The text is that of the example reports, repeated under ever new headings, with Kazakh paragraphs between. What Word
does and python-docx does not is imitated, because it is what a reader of real files pays for: paragraphs cut into
several runs with revision and language marks, spelling marks, bookmarks, page breaks stored when the file was saved.
The same pages are made every time; PDFs are LibreOffice's export.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
KAZAKH = [
    "Білім беру бағдарламасының өзін-өзі бағалауын ректордың бұйрығымен бекітілген жұмыс тобы жүргізді. Топқа кафедра "
    "өкілдері, жұмыс берушілер, түлектер және білім алушылар кірді, отырыстардың хаттамалары қосымшаларда сақталған.",
    "{code} өлшемшарты. Университеттің сапа саясаты ашық жарияланған, кемінде үш жылда бір рет қайта қаралады және "
    "оқыту мен ғылыми жұмыстың байланысын көрсетеді; оның орындалуы туралы есеп жыл сайын талқыланады.",
    "Оқу нәтижелері әр модуль үшін тұжырымдалған және Ұлттық біліктілік шеңберіне сәйкес келеді; элективті пәндер "
    "каталогы жыл сайын жаңартылады, ал студенттер оны тіркелуге дейін талқылайды.",
    "Зертханалар қазіргі заманғы жабдықпен жасақталған, оларды пайдалану кестесі ашық, қараңыз: {code} тармағы.",
]
HEADINGS = {
    "en": (
        "Standard {a}. Quality and management",
        "{a}.{b} Evidence for the standard",
        "{a}.{b}.{c} Practice and proof",
    ),
    "ru": (
        "Стандарт {a}. Качество и управление",
        "{a}.{b} Анализ соответствия",
        "{a}.{b}.{c} Практика и подтверждения",
    ),
    "kk": ("{a}-стандарт. Сапа және басқару", "{a}.{b} Сәйкестікті талдау", "{a}.{b}.{c} Тәжірибе мен дәлелдер"),
}
WORD = {"en": "teacher", "ru": "доцент", "kk": "оқытушы"}
LANGUAGE = {"en": "en-US", "ru": "ru-RU", "kk": "kk-KZ"}
CHARACTERS_PER_PAGE = 3620  # A4 at 12 pt, tuned to LibreOffice's count


def prose(name: str) -> list[str]:
    """The narrative paragraphs of an example report."""
    text = (ROOT / "examples" / "source" / f"{name}.md").read_text("utf-8").split("+++\n", 2)[2]
    return [line for line in text.split("\n") if len(line) > 150 and not line.startswith(("|", "#", "@", "["))]


class Maker:
    """Writes one report until it has so many pages."""

    def __init__(self, pages: int) -> None:
        self.random = random.Random(pages)
        self.pages = pages
        self.page, self.on_page, self.bookmark = 1, 0.0, 0
        self.next_table, self.next_image = 6, 9
        self.word = Document()
        normal = self.word.styles["Normal"]
        normal.font.name, normal.font.size = "Times New Roman", Pt(12)
        normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = 1.15, Pt(6)
        for section in self.word.sections:
            section.page_height, section.page_width = Cm(29.7), Cm(21)
            section.left_margin, section.right_margin = Cm(3), Cm(1.5)
            section.top_margin = section.bottom_margin = Cm(2)
        footer = self.word.sections[0].footer.paragraphs[0]
        for kind in ("begin", "", "end"):
            footer.add_run()._r.append(_element("w:fldChar", fldCharType=kind) if kind else _field(" PAGE "))

    def make(self, path: Path) -> None:
        texts = {"en": prose("institutional-en"), "ru": prose("programme-ru"), "kk": KAZAKH}
        used = dict.fromkeys(texts, 0)
        chapter = 0
        while True:
            chapter += 1
            language = ("en", "ru", "en", "kk")[chapter % 4 - 1]
            a = (chapter - 1) % 9 + 1
            self.heading(HEADINGS[language][0].format(a=a), 1)
            for b in range(1, 6):
                self.heading(HEADINGS[language][1].format(a=a, b=b), 2)
                for c in range(1, 8):
                    if self.page >= self.pages:
                        self.word.save(path)
                        return
                    self.heading(HEADINGS[language][2].format(a=a, b=b, c=c), 3)
                    for number in range(6):
                        text = texts[language][used[language] % len(texts[language])]
                        used[language] += 1
                        text = text.replace("{code}", f"{a}.{b}.{c}") + (f" (see {a}.{b}.{c})" if number == 3 else "")
                        self.paragraph(text, language, "List Bullet" if number == 4 else None)
                    if self.page >= self.next_table:
                        self.table(language)
                        self.next_table = self.page + 9
                    if self.page >= self.next_image:
                        self.image()
                        self.next_image = self.page + 25

    def heading(self, text: str, level: int) -> None:
        heading = self.word.add_heading(level=level)
        self.bookmark += 1
        heading._p.append(_element("w:bookmarkStart", id=str(self.bookmark), name=f"_Toc{self.bookmark:08d}"))
        heading.add_run(text)
        heading._p.append(_element("w:bookmarkEnd", id=str(self.bookmark)))
        self.on_page += 130

    def paragraph(self, text: str, language: str, style: str | None = None) -> None:
        paragraph = self.word.add_paragraph(style=style)
        paragraph._p.set(qn("w:rsidR"), f"00{self.random.randrange(1 << 24):06X}")
        words = text.split(" ")
        while words:
            count = self.random.randint(3, 22)
            part, words = " ".join(words[:count]), words[count:]
            run = paragraph.add_run(part + (" " if words else ""))
            run._r.set(qn("w:rsidRPr"), f"00{self.random.randrange(1 << 24):06X}")
            properties = run._r.get_or_add_rPr()
            properties.append(_element("w:szCs", val="24"))
            properties.append(_element("w:lang", val=LANGUAGE[language]))
            if self.random.random() < 0.06:
                run.bold = True
            if self.random.random() < 0.1:
                paragraph._p.append(_element("w:proofErr", type="spellStart"))
            self.on_page += len(part)
            if self.on_page > CHARACTERS_PER_PAGE:
                run._r.insert(1, _element("w:lastRenderedPageBreak"))
                self.on_page -= CHARACTERS_PER_PAGE
                self.page += 1
        self.on_page += 45

    def table(self, language: str) -> None:
        word = WORD[language]
        table = self.word.add_table(rows=20, cols=10, style="Table Grid")
        for i, row in enumerate(table.rows):
            for j, cell in enumerate(row._tr.tc_lst):
                if i == 0:
                    text = f"{word} {j}"
                elif j == 2:
                    text = f"{1 + i % 9}.{1 + j % 6}.{1 + i % 18}"
                else:
                    text = {0: str(i), 1: word, 4: word}.get(j, f"{self.random.random() * 100:.1f}")
                run = cell.p_lst[0].add_r()
                run.text = text
                run.get_or_add_rPr().append(_element("w:sz", val="18"))
        self.on_page += 1900

    def image(self) -> None:
        picture = Image.effect_noise((640, 360), 60).convert("RGB")
        drawing = ImageDraw.Draw(picture)
        for bar in range(8):
            top = 320 - self.random.randint(40, 260)
            drawing.rectangle((60 + bar * 70, top, 110 + bar * 70, 320), fill=(30 + bar * 20, 90, 160))
        stream = BytesIO()
        picture.save(stream, "JPEG", quality=80)
        stream.seek(0)
        self.word.add_picture(stream, width=Cm(14))
        self.on_page += 750


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _field(text: str) -> Any:
    element = OxmlElement("w:instrText")
    element.text = text
    return element


def make(folder: Path, pages: int) -> tuple[Path, Path]:
    """The Word file and its PDF, made only where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    docx, pdf = folder / f"d{pages}.docx", folder / f"d{pages}.pdf"
    if not docx.exists():
        Maker(pages).make(docx)
    if not pdf.exists():
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf",
                 "--outdir", str(folder), str(docx)],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
    return docx, pdf


def main() -> None:
    parser = argparse.ArgumentParser(description="Make long reports for the speed benchmark.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="*", type=int, default=[100, 300])
    asked = parser.parse_args()
    for pages in asked.pages:
        for path in make(asked.folder, pages):
            print(f"{path}: {path.stat().st_size:,} bytes{_pages(path)}")


def _pages(path: Path) -> str:
    if path.suffix != ".pdf":
        return ""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return f", {len(pdf)} pages"


if __name__ == "__main__":
    main()
