"""The language of a text, of a report's sections, and how many words an answer in it needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sapa.core.checking.report import check_document
from sapa.core.checking.settings import Settings
from sapa.core.model.coverage import CriterionCoverage
from sapa.core.words.language import language_of, language_of_all

from .documents import document
from .reports import installed

SETS = installed().sets
EN = "The university publishes its policy for quality assurance and reviews it every year."
RU = "Университет публикует политику обеспечения качества и ежегодно пересматривает её с участием студентов."
KK = "Университет сапаны қамтамасыз ету саясатын жариялайды және оны жыл сайын білім алушылармен бірге қайта қарайды."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (EN, "en"),
        (RU, "ru"),
        (KK, "kk"),
        (KK.upper(), "kk"),
        (f"{RU} Quality assurance policy.", "ru"),
        ("Білім беру бағдарламасы", "kk"),
        ("Программа 6B06101 Computer", "ru"),
        ("Mission and strategy of the university", "en"),
        ("Universitas ini menyelenggarakan program studi teknik dan pengelolaan mutu bersama dosen.", None),
        ("Die Hochschule veröffentlicht ihre Strategie und überprüft sie in jedem Jahr.", None),
        ("Üniversite kalite güvencesi politikasını her yıl yayımlar ve öğrencilerle gözden geçirir.", None),
        ("Universitet har yili sifat siyosatini eʼlon qiladi va talabalar bilan koʻrib chiqadi.", None),
        ("Indikator 12 Prozent", None),
        ("3.2.14", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_each_section_has_the_language_of_its_text_or_of_the_section_that_holds_it() -> None:
    report = document(f"# Introduction\n{EN}\n# Стандарт 3\n{RU}\n## 3.2.1\n+\n## 3.2.2\n{KK}\n# 4\n42")
    told = {report.blocks[s.heading or 0].shown: report.language_at(s.start) for s in report.sections}
    assert told == {"Introduction": "en", "Стандарт 3": "ru", "3.2.1": "ru", "3.2.2": "kk", "4": None}


@pytest.mark.parametrize("lengths", [(3,), (250, 250), (19_000, 2_000, 50)])
def test_texts_one_after_another_have_the_language_of_their_beginning(lengths: tuple[int, ...]) -> None:
    texts = [
        (tongue * (length // len(tongue) + 1))[:length] for length, tongue in zip(lengths, (EN, RU, KK), strict=False)
    ]
    assert language_of_all(texts) == language_of(" ".join(texts))


def covered(text: str) -> CriterionCoverage:
    standards = replace(SETS.find("institutional"), words={"": 40, "kk": 10, "ru": 20})
    result = check_document(document(text), Settings((standards,), (standards,)))
    return next(one for one in result.sets[0].coverage.criteria if one.criterion.code.text == "3.2.14")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"## 3.2.14 Сапа\n{KK} Біз оны осылай жасаймыз.", "addressed"),  # 19 words
        (f"## 3.2.14 Качество\n{RU}", "thin"),  # 11 words
        (f"## 3.2.14 Качество\n{RU} {RU}", "addressed"),
        (f"## 3.2.14 Quality\n{EN} {EN} {EN}", "thin"),
    ],
)
def test_a_set_may_ask_for_other_numbers_of_words_in_each_language(text: str, status: str) -> None:
    assert covered(f"# Standard 3\n{text}").status == status


def test_a_passage_too_short_to_tell_has_the_language_of_its_section() -> None:
    thin = covered(f"# Стандарт 3\n{RU}\n## 3.2.14\nА")
    assert thin.reason.arguments == {"words": 1, "needed": 20}
