"""Hints where a report carries no codes: explained by words, at a place, and never a status."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapa.core.model.findings import Finding
from sapa.core.model.hub import load_hub
from sapa.core.words.messages import say
from sapa.testing import Checked, check_text

LIBRARY = {
    "en": "The library holds books, its electronic catalogue is open, laboratories and two dormitories were renewed.",
    "ru": "Библиотека пополняет фонд литературы, электронный каталог открыт, лаборатории и общежития обновлены.",
    "kk": "Кітапхана әдебиет қорын толықтырады, электрондық каталог ашық, зертханалар мен жатақханалар жаңартылды.",
}


def hints(found: Checked) -> list[Finding]:
    return [one for one in found.findings if one.rule == "standard-probably"]


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_a_section_is_named_with_the_words_that_speak_for_it(lang: str) -> None:
    text = f"# A\n{{90}}\n# B\n{LIBRARY[lang]} {{40}}\n# C\n{{90}}"
    found = check_text(text, "institutional", lang=lang)
    (hint,) = hints(found)
    assert (hint.severity, hint.arguments["standard"]) == ("info", "ESG 1.6")
    assert hint.place is not None
    assert say(hint.message, "en").startswith("look here: standard ESG 1.6")
    terms = hint.arguments["terms"]
    assert isinstance(terms, tuple)
    assert len(terms) >= 3
    assert all(str(term) in LIBRARY[lang].casefold() for term in terms)


def test_a_hint_changes_no_status() -> None:
    with_words = check_text(f"# B\n{LIBRARY['en']}", "institutional")
    assert set(with_words.statuses.values()) == set(check_text("# B\n{20}", "institutional").statuses.values())


def test_a_report_with_codes_gets_none() -> None:
    assert hints(check_text(f"# 1.2.1 Mission\n{{60}}\n# B\n{LIBRARY['en']}", "institutional")) == []


def test_two_sections_that_speak_alike_are_not_told_apart() -> None:
    assert hints(check_text(f"# A\n{LIBRARY['en']}\n# B\n{LIBRARY['en']}", "institutional")) == []


def test_ordinary_text_gets_none() -> None:
    assert hints(check_text("# A\n{300}\n# B\n{300}", "institutional")) == []


def test_the_terms_of_a_set_are_asked_before_those_of_the_hub(tmp_path: Path) -> None:
    (tmp_path / "set.toml").write_text(
        '[set]\nid = "x"\nedition = "1"\ncomplete = true\nhub = ""\ntitles = { en = "X" }\n[codes]\nlevels = [9, 99]\n'
        '[[standards]]\nnumber = "4"\ntitles = { en = "Boats" }\nterms = ["boat*", "harbour", "sail*"]\n'
        'criteria = [{ code = "4.1", titles = { en = "A" } }]\n',
        "utf-8",
    )
    found = check_text("# A\nBoats lie in the harbour and sailors wait. {40}", "x", sets_dirs=[tmp_path])
    (hint,) = hints(found)
    assert hint.arguments["standard"] == "4"
    assert hint.arguments["terms"] == ("boats", "harbour", "sailors")


def test_every_standard_of_the_hub_has_terms() -> None:
    assert all(len(standard.terms) >= 15 for standard in load_hub("esg-2015").standards)
