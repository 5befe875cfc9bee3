"""Adding a language of the output touches data and locale files only."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

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


# Modules outside of the readers in which words or letters of a language still stand, by the reason.
LETTERS = "letters that look alike, mark a capital or set a width: no words"
GRAMMAR = "words whose forms and order are a grammar of their own, so that a list would not say what is meant"
LATER = "words that ought to lie in core/data: whoever touches the pattern moves them there"
KNOW_WORDS = {
    "core/assembly/files/fitting.py": LETTERS,
    "core/citing/codes_behind.py": LETTERS,
    "core/citing/own_words.py": LETTERS,
    "core/citing/structure.py": LETTERS,
    "core/comparing/facts.py": LETTERS,
    "core/comparing/texts.py": LETTERS,
    "core/comparing/tongues.py": LATER,
    "core/covering/marks.py": LETTERS,
    "core/expert_report/ratings.py": LETTERS,
    "core/model/code_levels.py": LETTERS,
    "core/model/codes.py": GRAMMAR,
    "core/model/programme_codes.py": LETTERS,
    "core/words/language.py": LETTERS,
    "plugins/eur_ace/level.py": LETTERS,
    "plugins/eur_ace/outcomes.py": GRAMMAR,
    "core/citing/code_words.py": GRAMMAR,
    "core/citing/days.py": GRAMMAR,
    "core/citing/lookalikes.py": GRAMMAR,
    "core/citing/openings.py": GRAMMAR,
    "core/citing/other_documents.py": GRAMMAR,
    "core/model/code_lists.py": GRAMMAR,
    "core/words/narrative.py": GRAMMAR,
    "core/words/printed.py": GRAMMAR,
    "core/words/vocabulary.py": GRAMMAR,
    "core/citing/walk.py": LATER,
    "core/loading/standards_import/entries.py": LATER,
    "core/loading/standards_import/opening.py": LATER,
    "core/rules/annex_lists.py": LATER,
    "core/rules/annex_labels.py": LATER,
    "core/rules/annexes_named.py": LATER,
    "core/rules/editor/annex_lists.py": LATER,
    "core/rules/editor/indicators.py": LATER,
    "core/rules/editor/periods.py": LATER,
    "core/rules/editor/prompts.py": LATER,
    "core/rules/editor/sums.py": LETTERS,
    "plugins/eur_ace/appendix.py": LATER,
    "core/expert_report/fields.py": "hints that Word itself shows in an empty control, as its versions print them",
    "core/model/case.py": "how a case may say that there was no accreditation before; the model reads no file",
}


def _words_in(folder: Path) -> dict[str, set[str]]:
    """The words of a language with Cyrillic letters in the code of each module, docstrings left out."""
    found = {}
    for path in folder.rglob("*.py"):
        said = {
            word
            for node in ast.walk(_without_docstrings(path))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            for word in WORD_OF_A_LANGUAGE.findall(node.value)
        } - {LETTERS_OF_A_FORMAT.get(name := path.relative_to(ROOT).as_posix())}
        if said:
            found[name] = said
    return found


def test_no_reader_names_a_word_of_a_language() -> None:
    """They stand in core/data/reading.toml: one more language is an entry there."""
    assert _words_in(ROOT / "core" / "reading") == {}


def test_words_of_reports_lie_in_data() -> None:
    """Only the modules that are listed here may know any, and one that knows none any more leaves the list."""
    found = {name for folder in ("core", "api", "commands", "plugins", "web") for name in _words_in(ROOT / folder)}
    assert found == set(KNOW_WORDS)


@pytest.mark.parametrize(
    "name", ["column_heads", "dates", "editor", "numbers", "review_words", "sentences", "titles", "vocabulary"]
)
def test_a_word_list_says_of_every_meaning_which_words_each_language_has(name: str) -> None:
    """A language that has no word for a meaning has an empty list there: that is no oversight."""
    said = tomllib.loads((ROOT / "core" / "data" / f"{name}.toml").read_text("utf-8"))
    by_language = {meaning: table for meaning, table in said.items() if meaning not in ("order", "titles", "columns")}
    assert {meaning: set(table) for meaning, table in by_language.items()} == {key: set(LANGS) for key in by_language}
    assert [meaning for meaning, table in by_language.items() if not any(table.values())] == []


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
