"""`sapa sets import`: printed standards become a set, with every code and text and nothing invented."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import sapa
from sapa.core.loading.data_file import DataFileError
from sapa.core.loading.plugins import load_plugins
from sapa.core.loading.set_file import parse_set
from sapa.core.loading.standards_import.opening import opening
from sapa.core.loading.standards_import.run import Made, import_overlay, import_set
from sapa.core.loading.standards_import.write import toml
from sapa.core.model.standards import StandardSet
from sapa.testing import assert_statuses, check_text, write_report

STANDARDS = Path(__file__).resolve().parents[1] / "examples" / "standards"
LANGS = ("en", "ru", "kk")


@pytest.fixture(scope="module")
def examples() -> ModuleType:
    if not STANDARDS.is_dir():
        pytest.skip("the examples are not part of this distribution")
    spec = importlib.util.spec_from_file_location("standards_build", STANDARDS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ids(made: Made) -> list[str]:
    return [said.id for said in made.said]


def read(made: Made) -> StandardSet:
    return parse_set(made.text)


def text_of(standards: StandardSet, code: str, lang: str) -> list[str]:
    if code in standards.by_number:
        return [standards.by_number[code].titles.by_language[lang]]
    criterion = next(one for one in standards.criteria.values() if one.code.text == code)
    held = [criterion.titles.by_language.get(lang, ""), criterion.text.by_language.get(lang, "")]
    return "\n".join(part for part in held if part).split("\n")


@pytest.mark.parametrize(
    "files",
    [("standards-en.docx", "standards-ru.pdf", "standards-kk.docx"), ("standards.xlsx",)],
    ids=["three-files", "sheet"],
)
def test_every_code_and_text_of_the_examples_is_there(examples: ModuleType, files: tuple[str, ...]) -> None:
    made = import_set([STANDARDS / name for name in files], "steppe", "2024")
    found = read(made)
    assert not {"import.gaps", "import.doubles", "import.lacks-language", "import.no-grammar"} & set(ids(made))
    for lang in LANGS:
        wanted = examples.numbered(examples.source(f"standards-{lang}"))
        assert [standard.number for standard in found.standards] == [code for code, _ in wanted if "." not in code]
        assert [code.text for code in found.criteria] == [code for code, _ in wanted if "." in code]
        for code, text in wanted:
            assert text_of(found, code, lang) == text.split("\n"), (code, lang)


def test_the_built_examples_are_those_of_their_sources(examples: ModuleType, tmp_path: Path) -> None:
    examples.build(tmp_path)
    for name in ("standards-en.docx", "standards-kk.docx", "form.docx"):
        assert (tmp_path / name).read_bytes() == (STANDARDS / name).read_bytes(), "run examples/standards/build.py"


def test_what_is_imported_was_reviewed_by_nobody(examples: ModuleType) -> None:
    made = import_set([STANDARDS / "standards-en.docx"], "steppe", "2024")
    assert read(made).reviewed_by == ""


def sheet(tmp_path: Path, text: str, name: str = "standards.csv", encoding: str = "utf-8") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    return file


def test_gaps_doubles_and_texts_without_a_code_are_told(tmp_path: Path) -> None:
    text = (
        "Code;English;Русский\n1;Purpose;Назначение\n1.1;The first one;Первый\n1.3;The third one;\n"
        "1.3;Once more;Снова\n;A note of the editors;\n"
    )
    made = import_set([sheet(tmp_path, text)], "x", "1")
    said = {one.id: one.arguments for one in made.said}
    assert said["import.gaps"]["codes"] == ("1.2",)
    assert said["import.doubles"]["codes"] == ("1.3 (standards.csv row 5)",)
    assert said["import.lacks-language"]["language"] == "ru"
    assert said["import.lacks-language"]["codes"] == ("1.3",)
    assert said["import.orphans"]["count"] == 1
    assert said["import.orphan"]["text"] == "A note of the editors"
    assert "Once more" not in made.text


@pytest.mark.parametrize(
    ("codes", "grammar"),
    [
        ("3.2.1 3.2.2 3.2.14", {"levels": [9, 99, 99], "fewest": 3}),
        ("2.4 2.5 2.5.1", {"levels": [9, 99, 99], "fewest": 2}),
        ("3a 3b 3c", {"levels": [9, "lower"], "fewest": 2, "separator": ""}),
        ("C1 C2 D10", {"levels": ["letters", 99], "fewest": 2, "separator": ""}),
        ("4.1(a) 4.1(b) 4.2(a)", {"levels": [9, 99, "lower"], "fewest": 3, "separators": [".", "()"]}),
        ("A.1.i A.1.ii B.1.i", {"levels": ["letters", 99, "lower-roman"], "fewest": 3}),
        ("II.1 II.2 IV.1", {"levels": ["roman", 99], "fewest": 2}),
        ("3-1 3-2 12-1", {"levels": [99, 99], "fewest": 2, "separator": "-"}),
        ("А.1 Б.1 Б.2", {"levels": ["cyrillic", 99], "fewest": 2}),
        ("А.1 В.1 С.1", {"levels": ["letters", 99], "fewest": 2}),  # A, B, C on a Russian keyboard
    ],
)
def test_every_way_in_which_standards_print_their_codes_is_a_grammar(
    tmp_path: Path, codes: str, grammar: dict[str, object]
) -> None:
    rows = "".join(f"{code};What is asked for under number {at}\n" for at, code in enumerate(codes.split()))
    made = import_set([sheet(tmp_path, f"Code;English\n{rows}")], "x", "1")
    assert "import.no-grammar" not in ids(made)
    assert tomllib.loads(made.text)["codes"] == grammar
    assert len(read(made).criteria) == len(codes.split())


def test_codes_that_no_grammar_holds_are_told(tmp_path: Path) -> None:
    made = import_set([sheet(tmp_path, "Code;English\n1.1;The first\n1-2;The second\n")], "x", "1")
    assert "import.no-grammar" in ids(made)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_a_csv_is_read_in_the_encodings_that_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    made = import_set(
        [sheet(tmp_path, "1;Цель работы\n1.1;Первый из них\n1.2;Второй из них\n", encoding=encoding)], "x", "1"
    )
    assert text_of(read(made), "1.2", "ru") == ["Второй из них"]


def test_a_document_without_codes_gives_nothing(tmp_path: Path) -> None:
    made = import_set([write_report("# Foreword\n{80}", tmp_path / "a.docx")], "x", "1")
    assert made.nothing
    assert "import.no-codes" in ids(made)


def test_headings_without_a_code_end_what_a_criterion_holds(tmp_path: Path) -> None:
    text = "# 1. Purpose\n## 1.1 First\nBelongs to it.\n## 1.2 Second\n# Glossary\nQuality: what it is.\n"
    made = import_set([write_report(text, tmp_path / "a.docx")], "x", "1")
    assert text_of(read(made), "1.2", "en") == ["Second"]
    assert "import.orphans" in ids(made)


@pytest.mark.parametrize(
    ("text", "says", "code", "rest"),
    [
        ("Standard 3. Students", "standard", "3", "Students"),
        ("Стандарт 3. Студенты", "standard", "3", "Студенты"),
        ("3-стандарт. Студенттер", "standard", "3", "Студенттер"),
        ("Критерий 3.1. Прием", "criterion", "3.1", "Прием"),
        ("Показатель 3.1.2 Число", "criterion", "3.1.2", "Число"),
        ("1.1-критерий. Қабылдау", "criterion", "1.1", "Қабылдау"),
        ("п.4.2 Порядок", "criterion", "4.2", "Порядок"),
        ("A. Purpose", "", "A", "Purpose"),
        ("II. Purpose", "", "II", "Purpose"),
        ("4.1(a) Purpose", "", "4.1(a)", "Purpose"),
        ("C10 Purpose", "", "C10", "Purpose"),
        ("A.1.ii Purpose", "", "A.1.ii", "Purpose"),
        ("1.2 – Purpose", "", "1.2", "Purpose"),
    ],
)
def test_what_opens_with_a_code(text: str, says: str, code: str, rest: str) -> None:
    found = opening(text)
    assert found is not None
    assert (found.says, found.code, found.text) == (says, code, rest)


@pytest.mark.parametrize(
    "text",
    ["Standards for colleges", "Стандарты для колледжей", "A team of experts", "I agree", "12 months after it", ""],
)
def test_what_opens_with_none(text: str) -> None:
    assert opening(text) is None


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    raw = {
        "set": {"a": 'say "x" \\ y\nz', "b": True, "c": ["1.1"], "d": {"en": "é\u200bx"}},
        "texts": {"1.1": {"en": "x"}},
    }
    assert tomllib.loads(toml(raw, ["a note"])) == raw


# --- overlays and forms


def test_an_overlay_gives_an_installed_set_its_texts(tmp_path: Path) -> None:
    institutional = sapa.load().sets["institutional"]
    first, second = list(institutional.criteria)[:2]
    text = f"Code,English\n{first},The mission of the house is worded here\n9.9.99,Nothing\n"
    made = import_overlay([sheet(tmp_path, text)], institutional)
    assert {"import.texts-made", "import.unknown-codes", "import.texts-lacking"} <= set(ids(made))
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "texts.toml").write_text(made.text, "utf-8")
    loaded = load_plugins([folder])
    assert not loaded.failed
    found = loaded.sets["institutional"]
    assert found.criteria[first].text.get("en") == "The mission of the house is worded here"
    assert found.criteria[second] == institutional.criteria[second]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[overlay]\nset = "nothing"\n[texts]\n"1.1" = { en = "x" }\n', "plugin.overlay-of-nothing"),
        ('[overlay]\nset = "institutional"\n[texts]\n"99.1" = { en = "x" }\n', "plugin.set-file"),
        ('[overlay]\nset = "institutional"\n[texts]\n"1.2.1" = { fr = "x" }\n', "plugin.set-file"),
        ('[texts]\n"1.2.1" = { en = "x" }\n', "plugin.set-file"),
        ("[texts", "plugin.set-file"),
    ],
)
def test_a_faulty_overlay_is_named_and_the_set_stays_as_it_is(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "texts.toml").write_text(text, "utf-8")
    loaded = load_plugins([tmp_path])
    (failed,) = loaded.failed
    assert failed.error is not None
    assert failed.error.said.id == said
    assert loaded.sets["institutional"] == load_plugins().sets["institutional"]


def test_what_the_blank_form_asks_is_no_answer(tmp_path: Path) -> None:
    prompt = " ".join(
        f"The agency of the steppe keeps {what} in its own archive."
        for what in ("minutes", "plans", "maps", "lists", "letters")
    )
    form = write_report(f"# Form\n## 1.1 Purpose of it\n{prompt}", tmp_path / "form.docx")
    standards = write_report("# 1. Aim\n## 1.1 Purpose of it\n## 1.2 Planning of it", tmp_path / "standards.docx")
    report = f"# 1.1 Purpose of it\n{prompt}\n# 1.2 Planning of it\n{{60}}"
    for with_form, status in ((None, "addressed"), (form, "thin")):
        folder = tmp_path / f"set-{status}"
        folder.mkdir()
        (folder / "set.toml").write_text(import_set([standards], "x", "1", with_form).text, "utf-8")
        assert_statuses(check_text(report, "x", sets_dirs=[folder]), {"1.1": status, "1.2": "addressed"})


def test_a_damaged_sheet_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK no archive")
    with pytest.raises(sapa.SapaError):
        import_set([tmp_path / "a.xlsx"], "x", "1")
    with pytest.raises(DataFileError):
        parse_set("[set]")
