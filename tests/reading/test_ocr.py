"""Recognition of scanned pages: tesseract's table, and whole files where tesseract is there."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.model.document import Document, Kind, ReadingError
from sapa.core.reading import ocr as recognition
from sapa.core.reading.ocr import from_tsv
from sapa.core.reading.pdf.read import read_pdf
from sapa.core.reading.tools import Tools, probe, with_languages

from ..pdffixtures import EN, KK, RU, Sheet, sentences, without_unicode
from ..tools import needs

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def row(text: str, *, block: int = 1, line: int = 1, word: int = 1, left: int = 10, confidence: float = 90) -> str:
    return f"5\t1\t{block}\t1\t{line}\t{word}\t{left}\t20\t30\t12\t{confidence}\t{text}\n"


def test_words_are_grouped_by_line_in_reading_order() -> None:
    page = from_tsv(HEAD + row("3.2.14") + row("Сапа", word=2, left=60) + row("Next", line=2))
    assert [line.text for line in page.lines] == ["3.2.14 Сапа", "Next"]
    assert page.lines[0].words[1].left == 60
    assert page.confidence == 90


def test_confidence_is_weighed_by_the_length_of_words() -> None:
    page = from_tsv(HEAD + row("abcdefghi", confidence=100) + row("x", word=2, confidence=0))
    assert page.confidence == 90


def test_speckles_are_no_lines() -> None:
    page = from_tsv(
        HEAD + row("|") + row("—~", line=2) + row("a", line=3, confidence=12) + row("7", line=4, confidence=96)
    )
    assert [line.text for line in page.lines] == ["7"]


@given(st.text())
def test_any_table_is_survived(table: str) -> None:
    from_tsv(table)


def scan(sheet: Sheet, noise: int = 0) -> bytes:
    """The pages of a PDF as pictures of 200 dpi, slightly dirty."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader

    document = pypdfium2.PdfDocument(sheet.bytes())
    scanned = Sheet()
    dice = random.Random(1)
    for page in document:
        picture = page.render(scale=200 / 72).to_pil().convert("L")
        for _ in range(noise):
            picture.putpixel((dice.randrange(picture.width), dice.randrange(picture.height)), dice.randrange(256))
        scanned.canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        scanned.page()
    document.close()
    return scanned.bytes()


def report(*, compress: bool = True) -> Sheet:
    sheet = Sheet(compress=compress)
    sheet.text(60, 780, "3.2.14 Качество образовательной программы", 14, bold=True)
    y = sheet.paragraph(60, 750, 470, sentences(RU, 60))
    sheet.paragraph(60, y, 470, sentences(KK, 50))
    return sheet


def read(path: Path, tools: Tools, how: str = "auto") -> Document:
    assert how in ("auto", "never", "always")
    return read_pdf(path, path.name, tools, ocr=how)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def tools() -> Tools:
    found = with_languages(probe())
    if recognition.available(found) is None:
        pytest.skip("tesseract with kaz, rus and eng is not on this machine")
    return found


@pytest.mark.slow
@needs("tesseract")
def test_scanned_page_is_read_with_its_confidence(tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(report(), noise=400))
    document = read(path, tools)
    assert document.unreadable == ()
    heading = document.blocks[0]
    assert heading.kind is Kind.HEADING
    assert heading.text.startswith("3.2.14 Качество")
    assert all(block.confidence is not None and block.confidence > 70 for block in document.blocks)
    text = " ".join(block.text for block in document.blocks)
    assert "Ойдан шығарылған Үлгі университеті" in text
    assert [block.place.page for block in document.blocks] == [1] * len(document.blocks)
    left, bottom, right, top = heading.place.box or (0, 0, 0, 0)
    assert 40 < left < 80 and 750 < bottom < top < 820 and right < 560


@pytest.mark.slow
@needs("tesseract")
def test_page_of_letters_without_unicode_is_recognised_instead(tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(without_unicode(report(compress=False).bytes()))
    document = read(path, tools)
    assert document.unreadable == ()
    assert document.blocks[0].text.startswith("3.2.14 Качество")


@pytest.mark.slow
@needs("tesseract")
def test_page_that_stays_hopeless_is_unreadable(tmp_path: Path, tools: Tools) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    sheet = Sheet()
    sheet.paragraph(60, 780, 470, sentences(EN, 60))
    sheet.page()
    noise = Image.effect_noise((600, 840), 90).convert("L")
    buffer = io.BytesIO()
    noise.save(buffer, "PNG")
    buffer.seek(0)
    sheet.canvas.drawImage(ImageReader(buffer), 0, 0, 595, 842)
    document = read(sheet.save(tmp_path / "a.pdf"), tools)
    assert [(u.pages, u.reason) for u in document.unreadable] == [((2,), "scan")]


@pytest.mark.slow
@needs("tesseract")
def test_always_reads_pages_with_text_too(tmp_path: Path, tools: Tools) -> None:
    document = read(report().save(tmp_path / "a.pdf"), tools, "always")
    assert all(block.confidence is not None for block in document.blocks)
    assert read(report().save(tmp_path / "b.pdf"), tools).blocks[0].confidence is None


def test_without_tesseract_or_without_kazakh_a_scan_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(report()))
    for some in (Tools(), Tools(tesseract="tesseract", tesseract_languages=("eng", "rus"))):
        with pytest.raises(ReadingError) as raised:
            read(path, some)
        assert raised.value.code == "needs-ocr"


def test_never_leaves_tesseract_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(report()))
    missing = Tools(tesseract=str(tmp_path / "missing"), tesseract_languages=recognition.LANGUAGES)
    with pytest.raises(ReadingError):
        read(path, missing, "never")


def test_tesseract_that_fails_leaves_the_page_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(report()))
    missing = Tools(tesseract=str(tmp_path / "missing"), tesseract_languages=recognition.LANGUAGES)
    with pytest.raises(ReadingError) as raised:
        read(path, missing)
    assert raised.value.code == "needs-ocr"


@pytest.mark.parametrize(
    ("text", "languages"),
    [(sentences(EN, 60), ("eng",)), (sentences(RU, 60), ("rus", "eng")), (sentences(KK, 60), recognition.LANGUAGES),
     ("3.2.14", recognition.LANGUAGES)],
)  # fmt: skip
def test_languages_follow_the_text_of_the_file(text: str, languages: tuple[str, ...]) -> None:
    assert recognition.languages_for(text) == languages


def page_of(text: str, confidence: float) -> recognition.RecognisedPage:
    words = tuple(recognition.Word(word, 0, 0, 9, 9, confidence) for word in text.split())
    return recognition.RecognisedPage((recognition.RecognisedLine(words, 1, 1),), confidence)


def test_first_page_chooses_the_language_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[bytes, tuple[str, ...]]] = []

    def recognise(picture: bytes, tools: Tools, languages: tuple[str, ...]) -> recognition.RecognisedPage:
        asked.append((picture, languages))
        return page_of(sentences(EN, 60), 90 if languages == ("eng",) else 70)

    monkeypatch.setattr(recognition, "recognise", recognise)
    got = list(recognition.recognised([(1, b"a"), (2, b"b"), (3, b"c")], Tools(tesseract="tesseract"), ""))
    assert [key for key, _ in got] == [1, 2, 3]
    assert sorted(asked) == [(b"a", ("eng",)), (b"a", recognition.LANGUAGES), (b"b", ("eng",)), (b"c", ("eng",))]


def test_page_that_reads_badly_is_read_with_all_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    def recognise(picture: bytes, tools: Tools, languages: tuple[str, ...]) -> recognition.RecognisedPage:
        return page_of("text", 88 if languages == recognition.LANGUAGES else 60)

    monkeypatch.setattr(recognition, "recognise", recognise)
    ((_, got),) = recognition.recognised([(1, b"a")], Tools(tesseract="tesseract"), sentences(EN, 60))
    assert got is not None and got.confidence == 88


@pytest.mark.slow
@needs("tesseract")
def test_progress_goes_on_page_by_page(tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(report()))
    told: list[tuple[int, int]] = []
    read_pdf(path, path.name, tools, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1), (1, 2), (2, 2)]  # the page, then its recognition as one more
