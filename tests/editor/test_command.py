"""The switch, the list, and where an editor's findings stand: behind the gaps, folded by rule, never an error."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sapa.cli import sapa
from sapa.core.model.results import Result as Checked
from sapa.core.reporting import as_html, as_text
from sapa.core.reporting.outcome import exit_code
from sapa.core.rules.editor.listed import RULES

from ..reports import checked, report
from ..wordxml import p, package, save


def run(*arguments: str) -> Result:
    return CliRunner().invoke(sapa, list(arguments), catch_exceptions=False)


@pytest.fixture
def prompted(tmp_path: Path) -> str:
    words = "the department reviews its work every year and keeps a record of what was decided " * 4
    body = "".join(p(f"{code} {words}") for code in ("1.2.1", "1.2.2")) + p("[insert the figures]") + p("TBD")
    return str(save(tmp_path, package(body)))


def rules_of(found: Result) -> list[str]:
    return [one["rule"] for one in json.loads(found.stdout)["documents"][0]["findings"]]


def test_a_rule_that_is_skipped_is_named_in_the_result_and_finds_nothing(prompted: str) -> None:
    every = run("check", prompted, "--set", "institutional", "--format", "json")
    fewer = run("check", prompted, "--set", "institutional", "--format", "json", "--skip", "prompt-left")
    assert rules_of(every).count("prompt-left") == 2
    assert rules_of(fewer) == [rule for rule in rules_of(every) if rule != "prompt-left"]
    assert json.loads(fewer.stdout)["made"]["skip"] == ["prompt-left"]
    assert json.loads(every.stdout)["made"]["skip"] == []


@pytest.mark.parametrize(("asked", "near"), [("prompt-lef", "prompt-left"), ("criterion-missing", "")])
def test_only_an_editors_rules_can_be_left_out(prompted: str, asked: str, near: str) -> None:
    found = run("check", prompted, "--skip", asked)
    assert found.exit_code == 2
    assert asked in found.stderr
    assert near in found.stderr
    assert found.stdout == ""


def test_rules_are_listed_without_a_report() -> None:
    found = run("check", "--rules")
    assert found.exit_code == 0
    assert [rule for rule in RULES if rule not in found.stdout] == []


def test_warnings_of_an_editor_give_an_exit_code_only_where_warnings_do() -> None:
    found = checked(report("1.2.1 {60}\n[insert the figures]"), "institutional")
    own = tuple(one for one in found.findings if one.rule in RULES)
    assert [one.rule for one in own] == ["prompt-left"]
    alone = Checked("0", {}, (replace(found, findings=own),))
    assert exit_code(alone) == 0
    assert exit_code(alone, "warning") == 1


PROMPTS = "# Standard 1. Mission\n1.2.1 {60}\n" + "\n".join(f"[insert figure {number}]" for number in range(1, 6))


def test_in_the_text_a_rule_with_much_to_say_takes_one_line_behind_the_gaps() -> None:
    result = Checked("0", {}, (checked(report(PROMPTS + "\nError! Reference source not found."), "institutional"),))
    text = " ".join(as_text.render(result).split())
    assert "Template prompts, blanks and notes to a colleague: 5" in text
    assert "[insert figure 3]" not in text
    assert "Error! Reference source not found." in text
    assert text.index("missing") < text.index("What a careful editor would see: 6 places")
    assert "[insert figure 3]" in " ".join(as_text.render(result, details=True).split())


def test_on_the_page_it_is_folded_and_holds_every_finding() -> None:
    result = Checked("0", {}, (checked(report(PROMPTS + "\nError! Reference source not found."), "institutional"),))
    page = as_html.render(result)
    part = page[page.index('id="edited-') :]
    assert "[insert figure 3]" in part
    assert part.count("<details>") == 1  # more than three
    assert part.count("<details open>") == 1
