"""Help, errors in options and click's own sentences in the user's language, and where that language comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sapa.cli import _run, _show, sapa
from sapa.commands import tongue
from sapa.commands.settings import defaults, place
from sapa.commands.tongue import SPOKEN, chosen, parts, spoken, translated
from sapa.core.words.messages import LANGS, Lang


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for variable in ("SAPA_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SAPA_SETTINGS", "")
    before = SPOKEN.get()
    yield
    SPOKEN.set(before)


def run(*arguments: str) -> str:
    """What stderr says of a call that is refused."""
    with pytest.raises(click.ClickException) as raised:
        _run(list(arguments))
    return raised.value.format_message()


# --- which language


@pytest.mark.parametrize(
    ("variable", "value", "lang"),
    [
        ("LANG", "ru_RU.UTF-8", "ru"),
        ("LC_ALL", "kk_KZ", "kk"),
        ("LANGUAGE", "kk:ru", "kk"),
        ("LANG", "de_DE.UTF-8", "en"),
        ("LANG", "C.UTF-8", "en"),
        ("LANG", "rup_MK", "en"),
    ],
)
def test_the_systems_language_is_taken_where_sapa_speaks_it(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, lang: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert chosen(["check", "a.docx"], {}) == lang


def test_what_is_said_nearest_counts_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert chosen([], {"lang": "ru"}) == "ru", "the settings before the system"
    monkeypatch.setenv("SAPA_LANG", "kk")
    assert chosen([], {"lang": "ru"}) == "kk", "the variable before the settings"
    assert chosen(["check", "--lang=en"], {"lang": "ru"}) == chosen(["--lang", "en"], {}) == "en", "the call before all"
    assert chosen(["--", "--lang", "en"], {}) == "kk", "what follows -- is a file"
    assert chosen(["--lang", "xx"], {}) == "kk", "what is no language is refused later, in the next one"


# --- texts


def texts(command: click.Command, above: click.Context | None = None) -> Iterator[str]:
    ctx = click.Context(command, info_name=command.name, parent=above)
    yield from (text for text in (command.help, command.short_help, command.epilog) if text)
    yield from (one.help for one in command.params if isinstance(one, click.Option) and one.help)
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found is not None
            yield from texts(found, ctx)


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_every_sentence_of_help_is_there_in_every_language(lang: Lang) -> None:
    wanting = {
        part
        for text in texts(sapa)
        for part in parts(text)
        if re.search("[A-Za-z]{2}", part) and not part.startswith("sapa ") and translated(part, lang) == part
    }
    assert wanting == set()


def test_no_translation_is_of_a_sentence_that_nobody_says() -> None:
    said = {part for text in texts(sapa) for part in parts(text)}
    said |= {tongue._LIST.sub(tongue._PLACE, part) for part in said}
    assert [text for text in tongue.translations("help") if text not in said] == []


@pytest.mark.parametrize("name", ["help", "click"])
def test_both_translations_take_the_same_values(name: str) -> None:
    for english, by_lang in tongue.translations(name).items():
        assert set(by_lang) == {"ru", "kk"}
        for text in by_lang.values():
            assert set(re.findall(r"\{(\w+)", text)) <= set(re.findall(r"\{(\w+)", english)), english


def test_a_paragraph_that_stands_as_it_is_keeps_its_columns() -> None:
    text = "\b\nExamples:\n  sapa init          in this folder"
    assert translated(text, "ru") == "\b\nПримеры:\n  sapa init          в этой папке"


def test_suffixes_stand_as_they_are_in_a_sentence() -> None:
    assert translated("Write here; .json, .csv says the format.", "ru").endswith("по окончанию: .json, .csv.")


# --- in a call


def test_help_is_in_the_language_of_the_call_and_the_next_call_speaks_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _run(["check", "--help", "--lang", "kk"])
    assert "Қолданылуы: " in (kazakh := capsys.readouterr().out) and "Параметрлер:" in kazakh
    _run(["--help"])
    assert "Usage: " in (english := capsys.readouterr().out) and "Commands:" in english


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["assemble", "--help"], ["init", "--help"]])
def test_on_a_narrow_terminal_no_line_of_help_is_wider_and_nothing_is_cut_off(arguments: list[str], lang: Lang) -> None:
    def told(width: int) -> list[str]:
        token = tongue.SPOKEN.set(lang)
        try:
            tongue.teach_click()
            command = spoken(sapa, lang)
            assert isinstance(command, click.Command)
            return CliRunner().invoke(command, arguments, terminal_width=width).output.splitlines()
        finally:
            tongue.SPOKEN.reset(token)

    narrow, wide = told(60), told(200)
    assert [line for line in narrow if len(line) > 60 and " " in line.strip()] == []
    assert "".join("".join(narrow).split()) == "".join("".join(wide).split()), "no sentence is cut off"


WRONG = [
    ["check"],
    ["check", "a.docx", "--jobs", "many"],
    ["check", "a.docx", "--jobs", "0"],
    ["check", "a.docx", "--nothing-like-it"],
    ["check", "a.docx", "--baselin", "b"],
    ["check", "a.docx", "--fo"],
    ["check", "a.docx", "--ocr", "sometimes"],
    ["check", "a.docx", "--today", "tomorrow"],
    ["check", "a.docx", "--waivers", "absent.toml"],
    ["check", "a.docx", "--waivers", "."],
    ["check", "a.docx", "--set"],
    ["check", "a.docx", "--joined=1"],
    ["compare", "a.docx", "b.docx", "c.docx"],
    ["chek"],
    ["--plugins", "a", "--no-plugins", "sets"],
]


@pytest.mark.parametrize("lang", ["ru", "kk"])
@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_is_wrong_with_an_option_is_said_in_the_users_language(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], lang: str
) -> None:
    monkeypatch.setenv("SAPA_LANG", lang)
    said = run(*arguments)
    plain = re.sub(r"'[^']*'|%[YmdHMS-]+|che[ck]*|schema|--[a-z-]+|[a-z]+\.docx", "", said)
    assert re.search("[а-я]", plain) and not re.search("[A-Za-z]{2}", plain), said


def test_every_refusal_has_one_prefix(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for arguments in (["check"], ["check", "a.docx", "--nope"], ["chek"], ["review", "a.docx", "-o", str(tmp_path)]):
        with pytest.raises(click.ClickException) as raised:
            _run(arguments)
        _show(raised.value)
        lines = capsys.readouterr().err.splitlines()
        assert lines[-1].startswith("sapa: ") and not any(line.startswith("Error") for line in lines)
        assert [line for line in lines if line.startswith("sapa: ")] == lines[-1:]


# --- the settings file


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    monkeypatch.setenv("SAPA_SETTINGS", str(file))
    return file


def test_settings_hold_for_every_command_that_has_the_option_and_a_table_for_its_own() -> None:
    given = {"lang": "ru", "jobs": 2, "check": {"jobs": 4, "fail-on": "never"}, "sets": {"list": {"format": "json"}}}
    made = defaults(given, sapa, "en")
    assert made["check"] == {"lang": "ru", "jobs": 4, "fail_on": "never"}
    assert made["compare"] == {"lang": "ru"} and made["assemble"]["grid"] == {"lang": "ru"}
    assert made["sets"]["list"] == {"lang": "ru", "format_": "json"}


def test_a_call_without_lang_speaks_as_the_settings_say(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written.write_text('lang = "kk"\n[check]\nfail-on = "never"\n', "utf-8")
    assert _run(["check", str(written.with_name("absent.docx"))]) == 2
    assert "Оқылмады" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('lagn = "ru"', "there is neither a command nor an option lagn; did you mean lang"),
        ("[chek]\njobs = 2", "there is neither a command nor an option chek; did you mean check"),
        ("[check]\njob = 2", "neither a command nor an option check.job; did you mean check.jobs"),
        ("lang = ", "settings.toml: "),
        ("lang = " + "[" * 3000, "settings.toml: "),
    ],
)
def test_settings_that_would_change_nothing_are_refused(written: Path, text: str, expected: str) -> None:
    written.write_text(text, "utf-8")
    assert expected in run("sets", "list")


def test_the_file_is_where_programs_of_the_system_keep_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAPA_SETTINGS")
    file = place()
    assert file is not None and (file.name, file.parent.name.casefold()) == ("settings.toml", "sapa")
