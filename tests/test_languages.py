"""Adding a language of the output touches data and locale files only."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

from sapa.core.reading.tongues import any_of, entries, letters
from sapa.core.words.languages import LANGS, SOURCE, TRANSLATED, all_languages
from sapa.core.words.messages import catalogue

ROOT = Path(__file__).parent.parent
# What only one language has, as its texts show it: letters, endings, what stands behind a number.
OF_ONE_LANGUAGE = {
    "core/words/language.py", "core/words/vocabulary.py", "core/words/printed.py", "core/citing/lookalikes.py",
    "core/citing/first_words.py", "core/citing/openings.py", "core/citing/structure.py",
    "core/comparing/tongues.py", "testing/markup.py", "testing/cases.py",
}  # fmt: skip
NAMED = re.compile(r"[\"']kk[\"']")


def test_each_language_has_its_sentences() -> None:
    assert SOURCE == "en"
    assert {*TRANSLATED, SOURCE} == set(LANGS)
    assert set(LANGS) <= {path.stem for path in (ROOT / "core" / "locale").glob("*.toml")}
    assert all(catalogue(lang).keys() == catalogue(SOURCE).keys() for lang in LANGS)


def test_the_languages_are_those_of_the_file_with_all_that_it_says_of_them() -> None:
    said = tomllib.loads((ROOT / "core" / "data" / "languages.toml").read_text("utf-8"))
    assert tuple(said) == tuple(all_languages()) == LANGS
    assert all(one._asdict() == {**said[id], "recognition": one.recognition} for id, one in all_languages().items())
    assert [list(one.recognition) for one in all_languages().values()] == [one["recognition"] for one in said.values()]


def test_no_module_names_a_language_of_the_output() -> None:
    named = set()
    for folder in ("core", "commands", "plugins", "testing", "web"):
        for path in (ROOT / folder).rglob("*.py"):
            code = re.sub(r'"""[\s\S]*?"""', "", path.read_text("utf-8"))  # what the words in it mean stands there
            if NAMED.search(code):
                named.add(path.relative_to(ROOT).as_posix())
    assert named <= OF_ONE_LANGUAGE


WORD_OF_A_LANGUAGE = re.compile(r"[а-яёәіңғүұқөһ]{3,}", re.IGNORECASE)
# Letters as letters: the alphabet of a number format (ECMA-376 17.18.59), codes of fonts that show other letters.
LETTERS_OF_A_FORMAT = {"core/reading/word/numbering.py": "абвгдежзиклмнопрстуфхцчшщыэюя"}


def test_no_reader_names_a_word_of_a_language() -> None:
    """They stand in core/data/reading.toml: one more language is an entry there."""
    found = {}
    for path in (ROOT / "core" / "reading").rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        said = {
            word
            for node in ast.walk(_without_docstrings(path))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            for word in WORD_OF_A_LANGUAGE.findall(node.value)
        } - {LETTERS_OF_A_FORMAT.get(name)}
        if said:
            found[name] = said
    assert found == {}


def _without_docstrings(path: Path) -> ast.Module:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return tree


def test_a_table_of_the_readers_words_is_known_by_its_entries_of_all_languages() -> None:
    assert {"contents", "оглавление", "мазмұны"} <= set(entries("style_contents"))
    captions = re.compile(any_of("caption"), re.IGNORECASE)
    assert all(captions.fullmatch(word) for word in ("Table", "Рисунок", "сурет"))
    assert {"ә", "Ә"} <= letters("seldom")
