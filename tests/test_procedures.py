"""The shipped procedures, each rule with a source that says it; and what is wrong with a faulty procedure.toml."""

from __future__ import annotations

import importlib.util
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from sapa.core.loading.data_file import DataFileError
from sapa.core.loading.procedure_file import parse_procedure
from sapa.core.loading.procedure_model import schema
from sapa.core.model.case import Case
from sapa.core.model.procedures import HAND, TYPES, Procedure, Requirement, Source, Stage
from sapa.core.rules.case_checks import CHECKS
from sapa.core.words.messages import LANGS

from . import cases

ROOT = Path(__file__).parent.parent
IDS = ("institutional", "online-audit", "programme")
FILES = sorted((ROOT / "plugins").glob("*/procedure.toml"))
SEEDS = Path(os.environ.get("SAPA_SEEDS", ROOT.parent / "shared" / "seeds"))
SEED_OF = {"online": "001_", "programme": "000_", "guidelines": "000_", "agency": "000_"}


def everything() -> Iterator[tuple[Procedure, Requirement | Stage]]:
    for id in IDS:
        procedure = cases.procedure(id)
        for requirement in procedure.requirements:
            yield procedure, requirement
        for stage in procedure.stages:
            yield procedure, stage


def test_three_procedures_are_shipped() -> None:
    assert set(IDS) <= set(cases.loaded().procedures)
    assert len(FILES) == 3


@pytest.mark.parametrize("id", IDS)
def test_every_rule_has_its_text_in_three_languages(id: str) -> None:
    for requirement in cases.procedure(id).checklist:
        for lang in LANGS:
            assert requirement.titles.by_language.get(lang), (requirement.id, lang)
            for text in (requirement.note, requirement.why):
                assert not text.by_language or text.by_language.get(lang), (requirement.id, lang)
    assert all(t.unverified == {"ru", "kk"} for t in (r.titles for r in cases.procedure(id).requirements))


@pytest.mark.parametrize("id", IDS)
def test_every_rule_is_checked_by_a_check_or_says_why_only_people_can(id: str) -> None:
    for requirement in cases.procedure(id).checklist:
        assert requirement.check in CHECKS or (requirement.check == HAND and requirement.why.get("en"))


def test_every_check_is_used_by_a_shipped_procedure() -> None:
    used = {requirement.check for id in IDS for requirement in cases.procedure(id).checklist}
    assert set(CHECKS) <= used


def test_nothing_remembered_is_an_error() -> None:
    assert all(one.certainty != "remembered" or one.severity != "error" for _, one in everything()
               if isinstance(one, Requirement))  # fmt: skip


def test_the_numbers_of_the_procedures() -> None:
    """Each number as its source has it, once more by hand."""
    online, programme, institutional = (cases.procedure(id) for id in ("online-audit", "programme", "institutional"))
    assert online.by_id["commission-experts"].parameters["at_least"] == 5
    assert programme.by_id["commission-experts"].parameters["at_least"] == 3
    assert online.by_id["audit-length"].parameters["at_least"] == 1
    assert programme.by_id["visit-length"].parameters == {"at_least": 2, "at_most": 3}
    assert institutional.by_id["visit-length"].parameters == {"at_least": 2, "at_most": 3}
    times = {
        (p.id, s.id): (s.at_least, s.at_most, s.unit)
        for p in (online, programme)
        for s in (*p.stages, *([p.whole] if p.whole else []))
    }
    assert times["online-audit", "self-assessment"] == (3, 5, "months")
    assert times["programme", "self-assessment"] == (2, 3, "months")
    assert times["online-audit", "whole"] == (6, 18, "months")
    assert times["programme", "whole"] == (6, 12, "months")
    assert times["online-audit", "ministry"] == (None, 2, "months")
    assert times["programme", "ministry"] == (None, 10, "working-days")
    assert times["programme", "information-system"] == (None, 3, "working-days")
    assert times["programme", "publication"] == (None, 30, "working-days")
    for id in ("online-audit", "programme"):
        assert times[id, "study"] == (None, 2, "months")
        assert times[id, "correction"] == (None, 1, "months")
        assert times[id, "draft-report"] == (2, 3, "weeks")
        assert times[id, "comments"] == (None, 2, "weeks")
        assert times[id, "decision"] == (1, 2, "months")
    assert sum(one.id.startswith("reject-") and one.id != "reject-appeal" for one in online.requirements) == 3
    assert sum(one.id.startswith("reject-") and one.id != "reject-appeal" for one in programme.requirements) == 4
    assert [one.group for one in online.meetings] == ["students", "staff", "leadership", "faculty", "employers"]
    assert [one.group for one in programme.meetings][-1] == "graduates"


WORDS = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10, "thirty": 30, "1": 1}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not on this machine")
def test_every_number_stands_in_the_lines_that_are_given_as_its_source() -> None:
    texts = {name: next(SEEDS.glob(f"{name}*")).read_text("utf-8").split("\n") for name in ("000_", "001_")}

    def lines(source: Source) -> str:
        first, _, last = source.lines.partition("-")
        return " ".join(texts[SEED_OF[source.document]][int(first) - 1 : int(last or first)])

    def numbers(text: str) -> set[int]:
        words = {number for word, number in WORDS.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
        return words | {int(found) for found in re.findall(r"\d+", text)}

    checked = 0
    for procedure, one in everything():
        cited = " ".join(lines(source) for source in one.sources if source.lines)
        assert cited.strip(), (procedure.id, one.id)
        if isinstance(one, Stage):
            wanted = [n for n in (one.at_least, one.at_most) if n is not None]
        elif one.check == "visit-length":
            wanted = [n for n in one.parameters.values() if isinstance(n, int)]
        else:
            wanted = [one.parameters["at_least"]] if one.id == "commission-size" else []
            if one.id == "commission-experts" and procedure.id != "institutional":
                wanted = [one.parameters["at_least"]]
        for number in wanted:
            years = number // 12 if isinstance(one, Stage) and one.unit == "months" and number % 12 == 0 else number
            assert {number, years} & numbers(cited), (procedure.id, one.id, number, cited)
            checked += 1
    assert checked > 35


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_shipped_file_fits_the_schema(file: Path) -> None:
    raw = tomllib.loads(file.read_text("utf-8"))
    jsonschema.Draft202012Validator(schema()).validate(raw)


def test_a_complete_case_of_each_procedure_meets_all_that_needs_no_report() -> None:
    waiting = {
        "reports-in",
        "reports-answer",
        "annexes-supplied",
        "standard-parts",
        "opinions",
        "versions-agree",
        "stage",
        "whole",
    }
    for id in IDS:
        whole = cases.case(id, start=date(2027, 1, 11))
        for one in cases.procedure(id).requirements:
            if one.check not in waiting | {HAND}:
                assert cases.outcome(whole, one.id).state == "met", (id, one.id, cases.outcome(whole, one.id))


@pytest.mark.parametrize("type", TYPES)
def test_who_may_be_left_out_of_the_meetings_depends_on_the_type(type: str) -> None:
    wanted = {one.group for one in cases.procedure("programme").meetings if type not in one.not_for}
    always = {"staff", "leadership", "faculty"}
    expected = {
        "conceptual": always,
        "primary-without-graduates": always | {"students"},
        "primary-with-graduates": always | {"students"},
        "re-accreditation": always | {"students", "employers", "graduates"},
    }
    assert wanted == expected[type]


# --- what is generated


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"sapa_tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (ROOT / "tools" / "write_rules.py").is_file(), reason="not a checkout of the repository")
def test_the_page_of_rules_and_the_schemas_are_current() -> None:
    stale = [path.name for path, text in tool("write_rules").files().items() if path.read_text("utf-8") != text]
    assert stale == [], "python tools/write_rules.py"


# --- a faulty file

GOOD = """
[procedure]
id = "example"
titles = { en = "Example procedure" }
sets = ["institutional"]

[documents]
rules = { en = "Rules of the example agency" }

[[requirements]]
id = "students"
group = "commission"
titles = { en = "A student" }
sources = [{ document = "rules", item = "3" }]
check = "role"
parameters = { role = "student", at_least = 1 }

[[stages]]
id = "contract"
titles = { en = "Contract" }
unit = "months"
at_most = 1
by = "agency"
sources = [{ document = "rules" }]
"""


def faults(text: str) -> list[tuple[str, str]]:
    with pytest.raises(DataFileError) as raised:
        parse_procedure(text)
    return [(problem.path, problem.said.id) for problem in raised.value.problems]


def test_a_small_procedure_is_read() -> None:
    made = parse_procedure(GOOD)
    assert (made.id, [one.id for one in made.checklist]) == ("example", ["students", "deadline-contract"])
    assert made.source_text(made.requirements[0].sources, "en") == "Rules of the example agency, §\u00a03"


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        ('check = "role"', 'check = "rol"', "requirements[1].check", "data-file.unknown"),
        ('at_least = 1 }', 'at_lest = 1 }', "requirements[1].parameters.at_lest", "set-file.unknown-key"),
        ('at_least = 1 }', 'at_least = "1" }', "requirements[1].parameters.at_least", "set-file.wrong-type"),
        ('role = "student", ', "", "requirements[1].parameters.role", "set-file.missing-key"),
        ('group = "commission"', 'group = "comission"', "requirements[1].group", "set-file.not-one-of"),
        ('document = "rules", item', 'document = "rulez", item', "requirements[1].sources[1].document",
         "data-file.unknown"),
        ('check = "role"\nparameters = { role = "student", at_least = 1 }', "", "requirements[1].why",
         "data-file.hand-why"),
        ('check = "role"', 'check = "role"\ncertainty = "remembered"', "requirements[1].severity",
         "data-file.remembered-error"),
        ('unit = "months"', 'unit = "months"\nat_least = 3', "stages[1].at_most", "data-file.most-below-least"),
        ('unit = "months"', 'unit = "months"\nafter = "visit"', "stages[1].after", "data-file.unknown"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_key(old: str, new: str, path: str, said: str) -> None:
    assert old in GOOD
    assert (path, said) in faults(GOOD.replace(old, new, 1))


def test_a_stage_is_found_by_its_event_whatever_its_name() -> None:
    made = parse_procedure(GOOD.replace('by = "agency"', 'by = "council"\nevent = "decision"'))
    assert made.events == {"decision": "contract"}
    case = replace(cases.case(), dates={"contract": cases.VISIT, "visit": cases.VISIT}, events=made.events)
    assert (case.days_of("decision"), case.visit) == (cases.VISIT, None)


def test_an_event_of_two_stages_or_of_none_where_a_check_needs_it_is_a_fault() -> None:
    stage = GOOD[GOOD.index("[[stages]]") :]
    twice = GOOD.replace('by = "agency"', 'by = "agency"\nevent = "visit"')
    twice += stage.replace('"contract"', '"other"').replace('by = "agency"', 'by = "agency"\nevent = "visit"')
    assert faults(twice) == [("stages[2].event", "data-file.twice")]
    length = GOOD.replace('check = "role"', 'check = "visit-length"').replace('role = "student", ', "")
    assert ("requirements[1].check", "procedure-file.no-event") in faults(length)
    assert ("whole", "procedure-file.no-event") in faults(GOOD + stage.replace("[[stages]]", "[whole]"))


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        GOOD.replace('id = "example"', 'id = "Example"').replace('"role"', '"rol"').replace("at_most = 1", "at_mst = 1")
    )
    assert [path for path, _ in faults(text)] == ["procedure.id", "requirements[1].check", "stages[1].at_mst"]


def test_two_rules_of_one_id_are_a_fault() -> None:
    twice = GOOD + GOOD[GOOD.index("[[requirements]]") : GOOD.index("[[stages]]")]
    assert ("requirements[2].id", "data-file.twice") in faults(twice)


def test_the_case_of_a_procedure_is_a_case() -> None:
    assert isinstance(cases.case(), Case)
