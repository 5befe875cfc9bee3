"""The files that are changed: every trap of the tests' corpus, the examples, and experts' reports as they come back."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.build import build
from tests.corpus.source import Source, load
from tests.filled import complete, everything, fill, skeleton, without_controls, without_tags

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted([*ROOT.glob("examples/*.docx"), *ROOT.glob("examples/*.pdf")])
_SELDOM = 5  # of every so many traps one is made a PDF, too
WHOLE = "whole.docx"  # an experts' report that nobody spoils


def reports(folder: Path, most: int) -> list[Path]:
    """Self-assessment reports, small ones that hold one trap each and the examples of at most so many bytes."""
    sources: list[Source] = [load(path) for path in sorted((ROOT / "tests" / "corpus" / "sources").glob("*.txt"))]
    jobs = [(one, "docx") for one in sources] + [(one, "reportlab") for one in sources[::_SELDOM]]
    made = [built.path for built in build(jobs, folder)]
    return [*made, *(one for one in EXAMPLES if one.stat().st_size <= most)]


def of_experts(folder: Path) -> list[Path]:
    """Of a small set: filled in, rated by programmes, not filled in, and without the controls or their tags."""
    folder.mkdir(parents=True, exist_ok=True)
    programmes = ("6B01101", "6B01102")
    filled = fill(skeleton("en"), everything(skeleton("en")))
    made = {
        WHOLE: fill(skeleton("ru"), complete("ru")),
        "filled.docx": filled,
        "rated.docx": fill(skeleton("kk", programmes), complete("kk", programmes)),
        "empty.docx": skeleton("ru"),
        "without-controls.docx": without_controls(filled),
        "without-tags.docx": without_tags(filled),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]
