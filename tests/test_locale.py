"""Three languages say the same things: ids, arguments, and every id that the code uses."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sapa.core.model.coverage import Status
from sapa.core.model.findings import SEVERITIES
from sapa.core.words.messages import LANGS, Lang, Message, catalogue, day_text, message, plural, runs, say

PACKAGE = Path(__file__).parent.parent
# Functions whose first argument is the id of a template, and what they add to the named arguments.
SAYERS: dict[str, frozenset[str]] = {
    "message": frozenset(),
    "Message": frozenset(),
    "tell": frozenset(),
    "_refuse": frozenset(),
    "refuse": frozenset(),
    "_say": frozenset(),
    "_error": frozenset({"plugin", "version", "sapa"}),
}


def arguments(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@cache
def sources(folder: str) -> tuple[tuple[Path, ast.Module], ...]:
    files = sorted((PACKAGE / folder).rglob("*.py")) if folder else [PACKAGE / "cli.py"]
    return tuple((file, ast.parse(file.read_text("utf-8"))) for file in files)


def every_source(*more: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("", "api", "commands", "core", "plugins", "web", *more):
        yield from sources(folder)


def said() -> Iterator[tuple[str, str, set[str] | None]]:
    """(where, id, argument names or None where they cannot be read off) of every message in the code."""
    for file, tree in every_source():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0]
            if name in SAYERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                starred = any(keyword.arg is None for keyword in node.keywords) or len(node.args) > 1
                names = {keyword.arg for keyword in node.keywords if keyword.arg} | SAYERS[name]
                exact = not starred or name in ("_refuse", "_error")
                yield f"{file.name}:{node.lineno}", first.value, names if exact else None
            if name == "Finding" and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield f"{file.name}:{node.lineno}", f"finding.{first.value}", None


def test_an_id_that_no_table_has_is_told_as_none() -> None:
    assert [id in catalogue("en") for id in ("reason.thin", "reason.no-such", "no-such.thin", "reason", "")] == [
        True, False, False, False, False
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_has_the_same_ids_in_the_same_order(lang: Lang) -> None:
    assert list(catalogue(lang)) == list(catalogue("en"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_template_takes_the_same_arguments(lang: Lang) -> None:
    english = {id: arguments(template) for id, template in catalogue("en").items()}
    assert {id: arguments(template) for id, template in catalogue(lang).items()} == english


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_nothing_is_left_untranslated(lang: Lang) -> None:
    """Only names and patterns of signs may be the same in two languages."""
    same = {
        id
        for id, template in catalogue(lang).items()
        if template == catalogue("en")[id] and not id.startswith(("format.", "mark."))
    }
    assert same == {
        "report.standard",
        "report.esg-list",
        "reading.unsupported",
        "plugins.from",
        "progress.bytes",
        "annexes.files",
        "letter-fault.case-versions-differ",
    }


def test_every_id_in_the_code_has_a_template() -> None:
    known = catalogue("en")
    used = list(said())
    assert len(used) > 100, "the search itself must find something"
    assert [(where, id) for where, id, _ in used if id not in known] == []


def used() -> tuple[set[str], list[re.Pattern[str]]]:
    """Texts in code, pages and data that may be ids; and patterns of those that are put together from parts."""
    texts: set[str] = set()
    parts: set[str] = set()
    for _, tree in every_source("tools"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.JoinedStr):
                parts.add("".join(_pattern(one) for one in node.values))
    for file in (one for folder in ("core", "web") for one in (PACKAGE / folder).rglob("*")):
        if file.suffix in (".j2", ".js", ".toml") and "locale" not in file.parts:
            text = file.read_text("utf-8")
            texts.update(re.findall(r"""["']([\w.-]+)["']""", text))
            for first, last in re.findall(r"""["']([\w.-]+[.-])["'] *~ *[\w.]+(?: *~ *["']([\w.-]+)["'])?""", text):
                parts.add(f"{re.escape(first)}.+{re.escape(last)}")
    for template in catalogue("en").values():
        parts.update(rf"{re.escape(group)}\..+" for group in re.findall(r":@([\w-]+)", template))
    return texts, [re.compile(one) for one in parts if re.match(r"[a-z]", one)]


def _pattern(part: ast.expr) -> str:
    return re.escape(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else ".+"


def test_every_sentence_is_said_somewhere() -> None:
    texts, parts = used()
    silent = [
        id
        for id in catalogue("en")
        if id not in texts and id.removeprefix("finding.") not in texts and not any(one.fullmatch(id) for one in parts)
    ]
    assert silent == []


def test_every_message_in_the_code_fills_its_template() -> None:
    known = catalogue("en")
    wanting = [
        (where, id, sorted(arguments(known[id]) - names))
        for where, id, names in said()
        if names is not None and id in known and arguments(known[id]) - names
    ]
    assert wanting == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("group", ["status", "short", "counted"])
def test_every_status_has_its_words(lang: Lang, group: str) -> None:
    known = catalogue(lang)
    assert all(f"{group}.{status}" in known for status in Status if (group, status) != ("short", Status.NOT_APPLICABLE))


@pytest.mark.parametrize("lang", LANGS)
def test_every_severity_and_error_code_has_its_words(lang: Lang) -> None:
    codes = ("encrypted", "damaged", "unsupported", "too-large", "not-found", "empty", "needs-ocr", "needs-libreoffice")
    known = catalogue(lang)
    assert all(f"severity.{severity}" in known for severity in SEVERITIES)
    assert all(f"reading.{code}" in known and f"cause.{code}" in known for code in codes)


@pytest.mark.parametrize("lang", LANGS)
def test_every_template_can_be_filled(lang: Lang) -> None:
    for id, template in catalogue(lang).items():
        filled = say(Message(id, dict.fromkeys(arguments(template), 3)), lang)
        assert "{" not in filled and "|" not in filled, (id, filled)


def test_kazakh_says_level_once() -> None:
    arguments = {"programme": "7M07198", "level": "master", "stated": "bachelor", "path": "x", "place": None}
    said = [say(message(f"{of}.case-programme-level", **arguments), "kk") for of in ("finding", "letter-fault")]
    assert [one.count("деңгей") for one in said] == [1, 1]


def test_russian_counts_by_its_three_forms() -> None:
    forms = ("слово", "слова", "слов")
    shown = [plural(number, forms, "ru") for number in (1, 2, 5, 11, 12, 21, 22, 25, 111, 0)]
    assert shown == ["слово", "слова", "слов", "слов", "слов", "слово", "слова", "слов", "слов", "слов"]
    assert say(message("reason.addressed", words=21, places=1), "ru") == "21 слово, 1 место в отчете"


def test_english_tells_one_from_many() -> None:
    assert say(message("reason.addressed", words=1, places=2)) == "1 word in 2 places"


def test_a_share_is_a_percentage_and_an_absent_neighbour_an_end() -> None:
    assert "67% of the set" in say(message("detect.codes", codes=6, share=0.667))
    unread = say(message("reason.not-checked-pages", pages=(12, 13, 15), before="2.2.1", after=None))
    assert unread.endswith("could not be read (pages 12–13, 15), between 2.2.1 and the end")
    one = say(message("reason.not-checked-pages", pages=(12,), before=None, after="2.2.1"))
    assert one.endswith("could not be read (page 12), between the beginning and 2.2.1")


def test_a_suggestion_is_made_only_if_there_is_one() -> None:
    assert say(message("set.unknown", set="x", nearest=None)).startswith("there is no standard set x (")
    assert "did you mean programme?" in say(message("set.unknown", set="program", nearest=("programme",)))


def test_a_plugins_own_message_without_template_is_its_id() -> None:
    assert say(message("finding.of-a-plugin", code="1.1")) == "finding.of-a-plugin"


def test_page_numbers_are_joined_to_runs() -> None:
    assert runs([3, 1, 2, 7, 9, 10]) == "1–3, 7, 9–10"
    assert runs([]) == ""


@pytest.mark.parametrize(("lang", "day"), [("en", "8 March 2027"), ("ru", "08.03.2027"), ("kk", "08.03.2027")])
def test_a_day_is_written_as_people_of_the_language_write_it(lang: Lang, day: str) -> None:
    assert day in say(message("finding.case-overdue", title="x", latest="2027-03-08"), lang)
    assert say(message("report.quoted", text="2027-13-08"), lang)[1:-1] == "2027-13-08", "no day of any calendar"
    assert say(message("report.quoted", text="2027-03-08-1"), lang)[1:-1] == "2027-03-08-1"


def test_a_day_in_a_table_is_narrow() -> None:
    assert day_text("2027-09-08", "en", form="cell") == "8 Sep 2027"
    assert all(len(day_text("2027-09-28", lang, form="cell")) <= 11 for lang in LANGS)


# One word for one thing: a Russian word beside the Kazakh one, "opened" for addressed, "discount" for a waiver.
_NOT_SAID = re.compile(r"\bвуз|ашылған|басылым|жеңілдік", re.IGNORECASE)


def test_kazakh_has_one_word_for_one_thing() -> None:
    assert {id: said for id, said in catalogue("kk").items() if _NOT_SAID.search(said)} == {}


@pytest.mark.parametrize("plugin", ["standards_programme", "standards_institutional", "online_audit"])
def test_procedures_speak_kazakh_as_the_outputs_do(plugin: str) -> None:
    text = (Path(__file__).parents[1] / "plugins" / plugin / "procedure.toml").read_text("utf-8")
    assert [said for said in re.findall(r'kk = "([^"]*)"', text) if _NOT_SAID.search(said)] == []
