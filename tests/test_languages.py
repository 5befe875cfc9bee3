"""Adding a language of the output touches data and locale files only."""

from __future__ import annotations

import re
from pathlib import Path

from sapa.core.words.languages import LANGS, SOURCE, TRANSLATED
from sapa.core.words.messages import catalogue

ROOT = Path(__file__).parent.parent
# What only one language has, as its texts show it: letters, endings, what stands behind a number.
OF_ONE_LANGUAGE = {
    "core/words/language.py", "core/words/vocabulary.py", "core/words/printed.py", "core/citing/lookalikes.py",
    "core/citing/openings.py", "core/citing/structure.py",
    "core/comparing/tongues.py", "testing/markup.py", "testing/cases.py",
}  # fmt: skip
NAMED = re.compile(r"[\"']kk[\"']")


def test_each_language_has_its_sentences() -> None:
    assert SOURCE == "en"
    assert {*TRANSLATED, SOURCE} == set(LANGS)
    assert set(LANGS) <= {path.stem for path in (ROOT / "core" / "locale").glob("*.toml")}
    assert all(catalogue(lang).keys() == catalogue(SOURCE).keys() for lang in LANGS)


def test_no_module_names_a_language_of_the_output() -> None:
    named = set()
    for folder in ("core", "commands", "plugins", "testing", "web"):
        for path in (ROOT / folder).rglob("*.py"):
            code = re.sub(r'"""[\s\S]*?"""', "", path.read_text("utf-8"))  # what the words in it mean stands there
            if NAMED.search(code):
                named.add(path.relative_to(ROOT).as_posix())
    assert named <= OF_ONE_LANGUAGE
