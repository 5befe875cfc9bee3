"""Text recognition by the system's tesseract: a page's picture -> lines with their confidence.

The languages are always Kazakh, Russian and English together: without Kazakh tesseract reads "білім" as "Binim".
"""

from __future__ import annotations

from dataclasses import dataclass

from ..averages import median
from .tools import Tools, with_languages

LANGUAGES = ("kaz", "rus", "eng")
DPI = 300  # what tesseract's models are made for
HOPELESS = 50.0  # mean confidence of a page whose words are guesses
_SECONDS = 180  # for one page; a healthy one takes three


@dataclass(frozen=True, slots=True)
class Word:
    """left, top, right, bottom in pixels from the top left corner; confidence 0 to 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line as tesseract groups it: number of its text block, and of its paragraph in that."""

    words: tuple[Word, ...]
    block: int
    paragraph: int

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """lines in reading order; confidence: mean over the words, by their length; 0 where there are none."""

    lines: tuple[RecognisedLine, ...]
    confidence: float


def available(tools: Tools) -> Tools | None:
    """The tools with their languages if recognition can be done here, else None."""
    if tools.tesseract is None:
        return None
    tools = with_languages(tools)
    return tools if set(LANGUAGES) <= set(tools.tesseract_languages) else None


def recognise(picture: bytes, tools: Tools) -> RecognisedPage | None:
    """Reads a picture (PNG or PNM); None if tesseract fails on it."""
    import subprocess

    assert tools.tesseract is not None
    try:
        done = subprocess.run(
            [
                tools.tesseract, "stdin", "stdout", "-l", "+".join(LANGUAGES), "--dpi", str(DPI), "--psm", "3",
                "-c", "tessedit_create_tsv=1",
            ],
            input=picture,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            env=_environment(),
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode != 0:
        return None
    return from_tsv(done.stdout.decode("utf-8", "replace"))


def _environment() -> dict[str, str]:
    """One thread for each page: pages are read side by side, and tesseract's own threads only get in their way."""
    import os

    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def from_tsv(table: str) -> RecognisedPage:
    """Tesseract's table of words (level, page, block, paragraph, line, word, left, top, width, height, conf, text)."""
    grouped: dict[tuple[int, int, int], list[Word]] = {}
    for row in table.splitlines():
        parts = row.split("\t")
        if len(parts) < 12 or parts[0] != "5":
            continue
        try:
            block, paragraph, line, _, left, top, width, height = (int(part) for part in parts[2:10])
            confidence = float(parts[10])
        except ValueError:
            continue
        text = parts[11].strip()
        if not text or confidence < 0:
            continue
        word = Word(text, left, top, left + width, top + height, confidence)
        grouped.setdefault((block, paragraph, line), []).append(word)
    lines = tuple(RecognisedLine(tuple(words), block, paragraph) for (block, paragraph, _), words in grouped.items())
    weights = [(len(word.text), word.confidence) for line in lines for word in line.words]
    letters = sum(weight for weight, _ in weights)
    mean = sum(weight * confidence for weight, confidence in weights) / letters if letters else 0.0
    return RecognisedPage(tuple(line for line in lines if not _speckle(line)), round(mean, 1))


def _speckle(line: RecognisedLine) -> bool:
    """Dirt, rulings and edges of pictures read as marks."""
    return not any(c.isalnum() for c in line.text) or (
        len(line.text) < 4 and median(word.confidence for word in line.words) < 40
    )
