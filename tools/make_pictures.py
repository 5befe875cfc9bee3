"""Makes the pictures of the README: python tools/make_pictures.py

Pages as the system's Chromium shows them, in English, Russian and Kazakh: an example report with its map of all
criteria; the same report and a newer draft with the sentences that stand here; three language versions, those of the
tests, of which the Kazakh one lacks an answer. WebP, small enough to lie in the repository.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

import sapa
from sapa.core.reporting import compare_page, parity_page
from sapa.core.words.messages import LANGS, Lang

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
DAY = date(2027, 3, 8)
WIDTH, HEIGHT = 1000, 820  # CSS pixels of a picture, at the most
QUALITY = 70
REPORT = ROOT / "examples" / "institutional-en.docx"
# What the newer draft says under the criteria that the example leaves open.
MENDED = {
    "2.2.12": "Heads of schools decide on workload, on mobility and on purchases up to a limit that the senate sets "
    "each year. The delegation is written down in the rules of each school and reviewed after every change of head. It "
    "is explained to new staff in their first week; the registrar keeps the list of all delegated powers.",
    "4.2.9": "Every teacher agrees with the head of school on a plan of training for two years. The centre for "
    "teaching offers courses in both terms, and a colleague visits one class of each new teacher. What was learned is "
    "told to the school at its spring meeting, and the plan of the next two years builds on it.",
}


def pages(folder: Path) -> Iterator[tuple[str, Lang, str]]:
    """Name, language and HTML of each page."""
    checked = sapa.check(REPORT)
    drafts = sapa.compare(REPORT, newer(folder))
    versions = sapa.parity(three_versions(folder))
    for lang in LANGS:
        yield "page", lang, checked.to_html(lang, day=DAY)
        yield "compare", lang, compare_page.render(drafts, lang)
        yield "parity", lang, parity_page.render(versions, lang)


def newer(folder: Path) -> Path:
    """The example's next draft: two of its gaps are mended."""
    import docx

    document = docx.Document(str(REPORT))
    for paragraph in list(document.paragraphs):
        code = paragraph.text.partition(" ")[0]
        if code in MENDED and paragraph.style is not None and paragraph.style.name.startswith("Heading"):
            added = document.add_paragraph(MENDED[code])
            paragraph._p.addnext(added._p)
    file = folder / "institutional-en-2.docx"
    document.save(str(file))
    return file


def three_versions(folder: Path) -> list[Path]:
    """Of one report; the Kazakh one has no answer to 1.2.4 and another number of decisions."""
    from tests.comparing.versions import EN, KK, RU, written

    start, end = KK.index("## 1.2.4"), KK.index("# 2 ")
    lacking = (KK[:start] + KK[end:]).replace("213 шешім", "231 шешім")
    return [written(text, folder / f"report-{lang}.docx") for lang, text in (("kk", lacking), ("ru", RU), ("en", EN))]


def picture(browser: Any, html: str, folder: Path) -> bytes:
    file = folder / "page.html"
    file.write_text(html, "utf-8")
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    page.goto(file.as_uri())
    height = min(HEIGHT, page.evaluate("Math.ceil(document.body.getBoundingClientRect().bottom)"))
    shot = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
    page.close()
    out = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def main() -> int:
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT))  # the versions are the tests' own
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for kind, lang, html in pages(folder):
            (TARGET / f"{kind}-{lang}.webp").write_bytes(picture(browser, html, folder))
        browser.close()
    total = sum(file.stat().st_size for file in TARGET.iterdir())
    print(f"{len(list(TARGET.iterdir()))} pictures, {total // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
