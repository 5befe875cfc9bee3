"""The codes of the shipped sets, read from Annex IV of the agency's own report, apart from the plugins' data.

The corpus keeps its own list on purpose: a code lost from a set.toml would otherwise be lost from the truth as well.
"""

from __future__ import annotations


def _run(standard: int, *members: int | tuple[int, int]) -> list[str]:
    numbers: list[int] = []
    for member in members:
        numbers += range(member[0], member[1] + 1) if isinstance(member, tuple) else [member]
    return [f"{standard}.2.{number}" for number in numbers]


CODES: dict[str, tuple[str, ...]] = {
    "institutional": (
        *_run(1, (1, 5), (7, 9)),
        *_run(2, (1, 23)),
        *_run(3, (1, 24)),
        *_run(4, (1, 10), 12, 13, 15, 16, 18, 19),
        *_run(5, (1, 17)),
        *_run(6, 2, 3, 5),
        *_run(7, (1, 4)),
        *_run(8, 1, (6, 17)),
    ),
    "programme": (
        *_run(1, (1, 5)),
        *("2.2.1", "2.3", "2.4", "2.5", "2.6", "2.8", "2.8.2", "2.8.3", "2.9"),
        *_run(3, (1, 14)),
        *_run(4, (1, 12), 14, 17),
        *_run(5, (1, 14)),
        *_run(6, (1, 15)),
        *_run(7, (3, 5), 7, 8),
        *_run(8, (1, 8), 11),
        *_run(9, (1, 3), 5, 6),
    ),
    "eur-ace": ("2.2", "2.3", "2.4", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.4.5"),
}

TITLES: dict[str, dict[str, tuple[str, ...]]] = {
    "institutional": {
        "en": (
            "Mission and strategy of the HEI",
            "Leadership and management",
            "Educational programs",
            "Teaching Staff and Teaching Effectiveness",
            "Students and student-centered learning",
            "Research work",
            "Finance",
            "Resources: material and technical and information",
        ),
        "ru": (
            "Миссия и стратегия вуза",
            "Руководство и менеджмент",
            "Образовательные программы",
            "Преподавательский состав и эффективность преподавания",
            "Студенты и студентоцентрированное обучение",
            "Научно-исследовательская работа",
            "Финансы",
            "Ресурсы: материально-технические и информационные",
        ),
        "kk": (
            "ЖОО миссиясы мен стратегиясы",
            "Басшылық және менеджмент",
            "Білім беру бағдарламалары",
            "Оқытушылар құрамы және оқыту тиімділігі",
            "Студенттер және студентке бағдарланған оқыту",
            "Ғылыми-зерттеу жұмысы",
            "Қаржы",
            "Ресурстар: материалдық-техникалық және ақпараттық",
        ),
    },
    "programme": {
        "en": (
            "Objectives of the educational program",
            "Content of the program",
            "Students and learning process",
            "Teaching staff",
            "Preparation for professional activity",
            "Material and technical resources",
            "Information support",
            "Finance and management",
            "Graduates",
        ),
        "ru": (
            "Цели образовательной программы",
            "Содержание программы",
            "Студенты и учебный процесс",
            "Преподавательский состав",
            "Подготовка к профессиональной деятельности",
            "Материально-технические ресурсы",
            "Информационное обеспечение",
            "Финансы и управление",
            "Выпускники",
        ),
        "kk": (
            "Білім беру бағдарламасының мақсаттары",
            "Бағдарламаның мазмұны",
            "Студенттер және оқу процесі",
            "Оқытушылар құрамы",
            "Кәсіби қызметке дайындық",
            "Материалдық-техникалық ресурстар",
            "Ақпараттық қамтамасыз ету",
            "Қаржы және басқару",
            "Түлектер",
        ),
    },
}


def order(code: str) -> tuple[int, ...]:
    """3.2.2 before 3.2.14."""
    return tuple(int(part) for part in code.split("."))
