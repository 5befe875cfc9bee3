"""Text recognition by the system's tesseract: a page's picture -> lines with their confidence.

Kazakh, Russian and English together put Cyrillic letters into English words, and without Kazakh tesseract reads "білім"
as "Binim". So the language is chosen by the text that a file carries, or else by its first recognised page; a page that
reads badly so is read again with all three.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from ..averages import median
from ..words.language import language_of
from ..words.languages import all_languages
from .tools import Tools, with_languages

Key = TypeVar("Key")

LANGUAGES = ("kaz", "rus", "eng")
DPI = 300  # what tesseract's models are made for
HOPELESS = 50.0  # mean confidence of a page whose words are guesses
_SECONDS = 180  # for one page; a healthy one takes three
_DOUBTFUL = 80.0  # mean confidence of a page that may be in another language than the file
_TELLING = 200  # characters from which a text tells its language
_WORD_LEVEL, _COLUMNS = "5", 12  # of tesseract's table: rows of words, and what a row holds
_MARKS, _GUESSED = 3, 40  # characters and confidence of what was read in dirt, at most
_AHEAD = 2  # pictures that wait; each takes 9 MB
_OF_LANGUAGE = {id: language.recognition for id, language in all_languages().items()}


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


def languages_for(text: str) -> tuple[str, ...]:
    """The languages to recognise a file in whose text begins so; all three where it does not tell."""
    language = language_of(text) if len(text) >= _TELLING else None
    return _OF_LANGUAGE.get(language or "", LANGUAGES)


def recognised(
    pictures: Iterable[tuple[Key, bytes]], tools: Tools, text: str
) -> Iterator[tuple[Key, RecognisedPage | None]]:
    """Reads pictures side by side, as many as there are cores; gives them in their order, None where tesseract fails.

    text: what the file says as far as it carries text; without any the first picture tells.
    """
    waiting: list[tuple[Key, Future[RecognisedPage | None]]] = []
    languages = languages_for(text)
    known = len(text) >= _TELLING
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        for key, picture in pictures:
            if not known:
                got = recognise(picture, tools, LANGUAGES)
                said = " ".join(line.text for line in got.lines) if got else ""
                known, languages = len(said) >= _TELLING, languages_for(said)
                if languages != LANGUAGES:
                    got = _better(got, recognise(picture, tools, languages))
                yield key, got
                continue
            waiting.append((key, pool.submit(_surely, picture, tools, languages)))
            if len(waiting) >= workers + _AHEAD:
                first, future = waiting.pop(0)
                yield first, future.result()
        for key, future in waiting:
            yield key, future.result()


def _surely(picture: bytes, tools: Tools, languages: tuple[str, ...]) -> RecognisedPage | None:
    """The page in some languages, or in all three where it reads better so."""
    got = recognise(picture, tools, languages)
    if languages == LANGUAGES or (got is not None and got.confidence >= _DOUBTFUL):
        return got
    return _better(recognise(picture, tools, LANGUAGES), got)


def _better(one: RecognisedPage | None, other: RecognisedPage | None) -> RecognisedPage | None:
    """The page that is surer of its words; the second one where both are."""
    if one is None or other is None:
        return other or one
    return one if one.confidence > other.confidence else other


def recognise(picture: bytes, tools: Tools, languages: tuple[str, ...] = LANGUAGES) -> RecognisedPage | None:
    """Reads a picture (PNG or PNM); None if tesseract fails on it."""
    import subprocess

    assert tools.tesseract is not None
    try:
        done = subprocess.run(
            [
                tools.tesseract, "stdin", "stdout", "-l", "+".join(languages), "--dpi", str(DPI), "--psm", "3",
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
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def from_tsv(table: str) -> RecognisedPage:
    """Tesseract's table of words (level, page, block, paragraph, line, word, left, top, width, height, conf, text)."""
    grouped: dict[tuple[int, int, int], list[Word]] = {}
    for row in table.splitlines():
        parts = row.split("\t")
        if len(parts) < _COLUMNS or parts[0] != _WORD_LEVEL:
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
        len(line.text) <= _MARKS and median(word.confidence for word in line.words) < _GUESSED
    )
