"""set.toml: every fault at once, each with its key and the nearest right value."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapa.core.loading.set_file import Problem, SetFileError, parse_set, read_set
from sapa.core.words.messages import LANGS, catalogue, say

GOOD = """
[set]
id = "example"
edition = "2024"
complete = true
titles = { en = "Example standards", ru = "Примерные стандарты" }
unverified = ["ru"]

[codes]
levels = [9, 99]

[words]
default = 50
kk = 30

[[standards]]
number = "1"
titles = { en = "Aims" }
aliases = ["Objectives"]
criteria = [
    { code = "1.10", esg = ["1.2", "1.9"] },
    { code = "1.2", titles = { en = "Aims are published" } },
]

[[standards]]
number = "2"
titles = { en = "Content" }
criteria = []
"""


def problems(text: str) -> list[Problem]:
    with pytest.raises(SetFileError) as raised:
        parse_set(text, "example/set.toml")
    return list(raised.value.problems)


def only(text: str) -> Problem:
    (problem,) = problems(text)
    return problem


def swapped(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


# --- a good file


def test_a_good_file_is_a_set() -> None:
    found = parse_set(GOOD)
    assert found.key == "example@2024"
    assert [str(code) for code in found.criteria] == ["1.2", "1.10"]
    assert found.criteria[found.grammar.parse("1.10")].esg == ("1.2", "1.9")
    assert found.criteria[found.grammar.parse("1.10")].standard == "1"
    assert found.by_number["1"].aliases == ("Objectives",)
    assert (found.grammar.fewest, found.grammar.separator) == (2, ".")
    assert found.hub == "esg-2015"


def test_words_are_per_language_with_a_default() -> None:
    found = parse_set(GOOD)
    assert (found.enough_words("kk"), found.enough_words("ru")) == (30, 50)
    assert parse_set(swapped("[words]\ndefault = 50\nkk = 30\n", "")).enough_words("kk") == 37


def test_unverified_marks_only_titles_that_are_there() -> None:
    found = parse_set(GOOD)
    assert found.titles.unverified == {"ru"}
    assert found.by_number["1"].titles.unverified == frozenset()


def test_criteria_may_stand_as_tables_of_their_own() -> None:
    text = swapped("criteria = []\n", '[[standards.criteria]]\ncode = "2.1"\nesg = ["1.1"]\n')
    assert "2.1" in [str(code) for code in parse_set(text).criteria]


def test_texts_are_cleaned_of_what_cannot_be_seen() -> None:
    found = parse_set(swapped('"Aims"', '"Aims\u00a0and\u200b  goals "'))
    assert found.by_number["1"].titles.get("en") == "Aims and goals"


def test_a_file_from_a_windows_editor_is_read(tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_set(file).key == "example@2024"


def test_letters_and_roman_numbers_are_levels_too() -> None:
    text = swapped("levels = [9, 99]", 'levels = ["roman", "letters"]\nseparator = "-"')
    text = text.replace('"1.10"', '"I-B"').replace('"1.2", titles', '"I-A", titles')
    assert [str(code) for code in parse_set(text).criteria] == ["I-A", "I-B"]


# --- faults


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace('id = "example"', 'id = "My Example"').replace("default = 50", "defualt = 50")
    text = text.replace('code = "1.10", esg = ["1.2", "1.9"]', 'code = 1.10, esg = ["1.2", "1.91"]')
    text = text.replace('number = "2"', 'number = "1"')
    assert [(p.path, p.said.id) for p in problems(text)] == [
        ("set.id", "set-file.wrong-form"),
        ("words.defualt", "set-file.unknown-key"),
        ("standards[1].criteria[1].code", "set-file.unquoted"),
        ("standards[1].criteria[1].esg[2]", "set-file.unknown-esg"),
        ("standards[2].number", "set-file.number-twice"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "path", "id", "nearest"),
    [
        ("aliases", "alias", "standards[1].alias", "unknown-key", ("aliases",)),
        ("unverified", "unverfied", "set.unverfied", "unknown-key", ("unverified",)),
        ("kk = 30", "kz = 30", "words.kz", "unknown-key", ("kk",)),
        ('["ru"]', '["kz"]', "set.unverified[1]", "not-one-of", ("kk",)),
        ("levels = [9, 99]", 'levels = [9, "leters"]', "codes.levels[2]", "not-one-of", ("letters",)),
        ('id = "example"', 'id = "My_Example"', "set.id", "wrong-form", "my-example"),
        ("levels = [9, 99]", 'levels = [9, 99]\nseparator = "_"', "codes.separator", "not-one-of", ("-",)),
        ("default = 50", "default = -1", "words.default", "out-of-range", 0),
        ('"1.10"', '"1-10"', "standards[1].criteria[1].code", "not-a-code", "1.10"),
        ('"1.10"', '"1.010"', "standards[1].criteria[1].code", "not-a-code", "1.10"),
        ('"1.10"', '"1.1О"', "standards[1].criteria[1].code", "not-a-code", "1.10"),  # the letter O
        ('"1.10"', '"Standard"', "standards[1].criteria[1].code", "not-a-code", None),
        ('"1.9"]', '"1.11"]', "standards[1].criteria[1].esg[2]", "unknown-esg", ("1.1", "1.10")),
        ("unverified", 'hub = "esg-2051"\nunverified', "set.hub", "unknown-hub", ("esg-2015",)),
    ],
)  # fmt: skip
def test_a_fault_names_its_key_and_the_nearest_right_value(
    old: str, new: str, path: str, id: str, nearest: object
) -> None:
    problem = only(swapped(old, new))
    assert (problem.path, problem.said.id) == (path, f"set-file.{id}")
    near = problem.said.arguments["nearest"]
    assert (near[: len(nearest)] if isinstance(near, tuple) and isinstance(nearest, tuple) else near) == nearest


@pytest.mark.parametrize(
    ("old", "new", "path", "id"),
    [
        ('edition = "2024"', "edition = 2024", "set.edition", "unquoted"),
        ('number = "1"', "number = 1", "standards[1].number", "unquoted"),
        ('["1.2", "1.9"]', "[1.2, '1.9']", "standards[1].criteria[1].esg[1]", "unquoted"),
        ("complete = true", 'complete = "true"', "set.complete", "wrong-type"),
        ("complete = true\n", "", "set.complete", "missing-key"),
        ('titles = { en = "Content" }', "titles = {}", "standards[2].titles", "empty"),
        ('titles = { en = "Content" }', 'titles = "Content"', "standards[2].titles", "wrong-type"),
        ("criteria = []\n", "", "standards[2].criteria", "missing-key"),
        ('"1.2", titles', '"1.10", titles', "standards[1].criteria[2].code", "code-twice"),
        ('"1.2", titles', '"2.2", titles', "standards[1].criteria[2].code", "code-of-other-standard"),
        ('["1.2", "1.9"]', '["1.2", "1.2"]', "standards[1].criteria[1].esg[2]", "esg-twice"),
        ("levels = [9, 99]", "levels = [9, 99]\nfewest = 3", "codes.fewest", "fewest-above-levels"),
        ("levels = [9, 99]", "levels = []", "codes.levels", "empty"),
        ('"Aims"', '"\u00a0"', "standards[1].titles.en", "empty"),
        ('"Objectives"', '""', "standards[1].aliases[1]", "empty"),
        ("unverified", 'extends = "example"\nunverified', "set.extends", "extends-itself"),
        ("unverified", 'hub = ""\nunverified', "standards[1].criteria[1].esg", "no-hub"),
    ],
)  # fmt: skip
def test_each_kind_of_fault(old: str, new: str, path: str, id: str) -> None:
    problem = only(swapped(old, new))
    assert (problem.path, problem.said.id) == (path, f"set-file.{id}")


def test_without_a_separator_the_levels_must_be_of_one_character() -> None:
    text = swapped("levels = [9, 99]", 'levels = [9, 99]\nseparator = ""')
    assert "set-file.separator-needed" in [p.said.id for p in problems(text)]


def test_an_entry_is_named_by_its_code_or_number() -> None:
    assert only(swapped('esg = ["1.2", "1.9"]', 'egs = ["1.2"]')).at == "1.10"
    assert only(swapped("aliases", "alias")).at == "1"
    assert only(swapped("default = 50", "default = -1")).at == ""


def test_a_missing_table_does_not_hide_other_faults() -> None:
    text = swapped("[codes]\nlevels = [9, 99]\n", "").replace('"1.9"', '"1.99"')
    assert {(p.path, p.said.id) for p in problems(text)} == {
        ("codes", "set-file.missing-key"),
        ("standards[1].criteria[1].esg[2]", "set-file.unknown-esg"),
    }


def test_a_file_that_is_no_toml_says_where() -> None:
    problem = only(GOOD + "\nthis is not TOML\n")
    assert problem.said.id == "set-file.not-toml"
    assert "line" in str(problem.said.arguments["cause"])


def test_an_empty_file_misses_every_table() -> None:
    assert [(p.path, p.said.id) for p in problems("")] == [
        (key, "set-file.missing-key") for key in ("set", "codes", "standards")
    ]


def test_a_file_in_another_encoding_is_said_to_be_so(tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_bytes(GOOD.encode("cp1251"))
    with pytest.raises(SetFileError) as raised:
        read_set(file)
    assert [p.said.id for p in raised.value.problems] == ["set-file.not-utf8"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SetFileError) as raised:
        read_set(tmp_path / "set.toml")
    assert [p.said.id for p in raised.value.problems] == ["set-file.unreadable"]


def test_the_error_knows_which_set_was_meant() -> None:
    with pytest.raises(SetFileError) as raised:
        parse_set(swapped("complete = true", "complete = 1"))
    assert raised.value.set_key == "example@2024"


@given(st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["set", "id", "codes", "levels", "standards", "number", "criteria", "code", "esg", "titles", "en", "hub", "x"]
    ), inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_no_value_anywhere_ends_in_a_stack_trace(value: object) -> None:
    for key in ("set", "codes", "words", "recognition", "standards", "other"):
        text = _toml({key: value})
        try:
            parse_set(text)
        except SetFileError as error:
            assert error.problems


@given(st.text(max_size=80))
def test_no_text_ends_in_a_stack_trace(text: str) -> None:
    with pytest.raises(SetFileError):
        parse_set(text)


def _toml(table: dict[str, object]) -> str:
    return "\n".join(f"{_quoted(key)} = {_value(value)}" for key, value in table.items() if value is not None) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return {"inf": "inf", "-inf": "-inf"}.get(str(value), str(value))
    if isinstance(value, list):
        return "[" + ", ".join(_value(inner) for inner in value if inner is not None) + "]"
    if isinstance(value, dict):
        pairs = (f"{_quoted(key)} = {_value(inner)}" for key, inner in value.items() if inner is not None)
        return "{" + ", ".join(pairs) + "}"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(c):08x}" for c in text if not 0xD800 <= ord(c) <= 0xDFFF) + '"'


@pytest.mark.parametrize("lang", LANGS)
def test_every_fault_has_a_sentence_in_every_language(lang: str) -> None:
    text = GOOD.replace('id = "example"', 'id = "My Example"').replace('"1.9"', '"1.99"')
    for problem in problems(text):
        assert problem.said.id in catalogue(lang)  # type: ignore[arg-type]
        assert "{" not in say(problem.said, lang)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ('levels = [9, "lower"]\nseparator = ""', "3a"),
        ('levels = [9, 9, "lower"]\nseparators = [".", "()"]', "4.1(a)"),
        ('levels = ["letters", 99]\nseparator = ""', "C10"),
        ('levels = ["letters", 9, "lower-roman", 9]', "A.1.ii.2"),
        ('levels = ["cyrillic", 99]', "К.1"),
        ('levels = ["cyrillic", "lower-cyrillic"]\nseparator = "-"', "Б-в"),
    ],
)
def test_codes_are_made_of_digits_letters_and_roman_numbers(codes: str, code: str) -> None:
    text = (
        GOOD.replace("levels = [9, 99]", codes)
        .replace('"1.10"', f'"{code}"')
        .replace('code = "1.2"', f'code = "{code}"')
    )
    text = text.replace(f'    {{ code = "{code}", titles = {{ en = "Aims are published" }} }},\n', "")
    assert [str(one) for one in parse_set(text).criteria] == [code]


@pytest.mark.parametrize(
    ("codes", "at", "fault"),
    [
        ('levels = [9, 99]\nseparators = [".", "."]', "codes.separators", "separators-count"),
        ('levels = [99, 99]\nseparators = [""]', "codes.separators", "separator-needed"),
        ('levels = ["roman", "letters"]\nseparator = ""', "codes.separator", "separator-needed"),
        ('levels = [9, 99]\nseparators = ["+"]', "codes.separators[1]", "not-one-of"),
        ('levels = [9, "small"]', "codes.levels[2]", "not-one-of"),
    ],
)
def test_a_grammar_that_cannot_be_read_is_a_fault(codes: str, at: str, fault: str) -> None:
    found = problems(swapped("levels = [9, 99]", codes))
    assert (at, f"set-file.{fault}") in [(problem.path, problem.said.id) for problem in found]


def test_words_differ_by_kind_of_criterion_and_may_be_none() -> None:
    text = swapped("kk = 30\n", "kk = 30\n[words.kinds.metric]\ndefault = 0\nru = 5\n")
    text = text.replace('{ code = "1.10",', '{ code = "1.10", kind = "metric",')
    found = parse_set(text)
    metric = found.criteria[found.grammar.parse("1.10")].kind
    assert [found.enough_words(lang, metric) for lang in ("en", "ru", "kk")] == [0, 5, 0]
    assert found.enough_words("kk") == 30
    unknown = only(text.replace('kind = "metric"', 'kind = "metrik"'))
    assert (unknown.path, unknown.said.id) == ("standards[1].criteria[1].kind", "set-file.unknown-kind")
    assert unknown.said.arguments["nearest"] == ("metric",)


def test_a_language_for_which_nothing_is_said_has_the_default_of_sapa() -> None:
    plain = parse_set(swapped("[words]\ndefault = 50\nkk = 30\n", ""))
    assert [plain.enough_words(lang) for lang in ("en", "ru", "kk", "de")] == [40, 40, 37, 40]
