"""Ratings as experts choose them on paper and on the screen: boxes, marks, matrices, strokes, with what is meant.

`report(area, lang)` gives a Word file of six chapters; `area(number, chosen)` writes the rating of one, where `chosen` are
the values that are marked: one of the scale, none, or two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sapa.core.model.standards import Criterion, Standard, StandardSet, Titles

from .filled import RATED
from .results import GRAMMAR
from .wordxml import headings, p, package, r, run, sdt, tbl, tc, tr

KEYS = tuple(RATED["en"])
CHOSEN: dict[str, tuple[str, ...]] = {
    "1": (KEYS[1],),
    "2": (KEYS[2],),
    "3": (KEYS[3],),
    "4": (KEYS[0],),
    "5": (),
    "6": (KEYS[1], KEYS[3]),
}
"""What is marked in each chapter; the truth is the value where exactly one is, and no rating otherwise."""
TRUTH = {number: values[0] if len(values) == 1 else None for number, values in CHOSEN.items()}
NAMES = {
    "en": ("Mission of the institute", "Management", "Programmes", "Staff", "Students", "Research"),
    "ru": ("Миссия института", "Управление", "Программы", "Преподаватели", "Студенты", "Исследования"),
    "kk": ("Институт миссиясы", "Басқару", "Бағдарламалар", "Оқытушылар", "Студенттер", "Зерттеулер"),
}
WORDS = {
    "en": {
        "standard": "Standard {}",
        "report": "Report of the external expert group",
        "evidence": "Evidence",
        "analysis": "Analysis",
        "rating": "Rating",
        "conclusion": "Conclusion",
        "summary": "Summary of ratings",
        "scale": "Value of the scale",
        "prose": "Reports of two years and interviews with the leadership were studied by the group.",
        "yes": "yes",
        "no": "no",
        "criterion": "Criterion",
    },
    "ru": {
        "standard": "Стандарт {}",
        "report": "Отчет внешней экспертной группы",
        "evidence": "Доказательства",
        "analysis": "Анализ",
        "rating": "Оценка",
        "conclusion": "Заключение",
        "summary": "Сводная таблица оценок",
        "scale": "Значение шкалы",
        "prose": "Группа изучила отчеты за два года и провела беседы с руководством института.",
        "yes": "да",
        "no": "нет",
        "criterion": "Критерий",
    },
    "kk": {
        "standard": "{}-стандарт",
        "report": "Сыртқы сараптама тобының есебі",
        "evidence": "Дәлелдемелер",
        "analysis": "Талдау",
        "rating": "Баға",
        "conclusion": "Қорытынды",
        "summary": "Бағалардың жиынтық кестесі",
        "scale": "Шкала мәні",
        "prose": "Топ екі жылдың есептерін зерделеп, институт басшылығымен әңгімелер жүргізді.",
        "yes": "иә",
        "no": "жоқ",
        "criterion": "Критерий",
    },
}


def six() -> StandardSet:
    """Six standards of two criteria."""
    standards = tuple(
        Standard(
            str(number),
            Titles({lang: NAMES[lang][number - 1] for lang in ("en", "ru", "kk")}),
            tuple(Criterion(GRAMMAR.parse(f"{number}.2.{n}"), str(number), ("1.1",)) for n in (1, 2)),
        )
        for number in range(1, 7)
    )
    return StandardSet(
        id="six",
        edition="2021",
        titles=Titles({"en": "Six standards", "ru": "Шесть стандартов", "kk": "Алты стандарт"}),
        complete=True,
        grammar=GRAMMAR,
        standards=standards,
        source="made up for tests",
    )


Area = Callable[[str, Sequence[str]], str]


def report(area: Area | None, lang: str = "en", end: str = "", part: str = "rating") -> bytes:
    """A report of six chapters; `end`: XML of the conclusion."""
    word = WORDS[lang]
    body = p(word["report"], "Heading1")
    for number, chosen in CHOSEN.items():
        body += p(f"{word['standard'].format(number)}. {NAMES[lang][int(number) - 1]}", "Heading1")
        for name in ("evidence", "analysis"):
            body += p(word[name], "Heading2") + p(word["prose"])
        if area is not None:
            body += p(word[part], "Heading2") + area(number, chosen)
    body += p(word["conclusion"], "Heading1") + (end or p(word["prose"]))
    return package(body, styles=headings())


# ------------------------------------------------------------------ marks: what stands for a box that is ticked, and one that is not


@dataclass(frozen=True)
class Mark:
    ticked: str
    empty: str


def box(checked: str | None, glyph: str) -> str:
    """A check box of Word; checked: the value of w14:checked, None leaves it out."""
    state = f'<w14:checked w14:val="{checked}"/>' if checked is not None else ""
    return sdt(glyph, f"<w14:checkbox>{state}</w14:checkbox>")


def form_box(inner: str, result: str = "") -> str:
    """A legacy form's check box."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Check1"/><w:enabled/><w:checkBox>'
        f"<w:sizeAuto/>{inner}</w:checkBox></w:ffData></w:fldChar></w:r>"
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def sym(char: str, font: str = "Wingdings") -> str:
    return run(f'<w:sym w:font="{font}" w:char="{char}"/>')


def set_in(text: str, font: str = "Wingdings") -> str:
    return r(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def typed(ticked: str, empty: str) -> Mark:
    return Mark(r(ticked), r(empty) if empty else "")


MARKS = {
    "box": Mark(box("1", r("☒")), box("0", r("☐"))),
    "box-true": Mark(box("true", r("☑")), box(None, r("☐"))),
    "box-wingdings": Mark(box("1", sym("F0FE")), box("0", sym("F0A8"))),
    "box-own-glyph": Mark(box("1", r("●")), box("0", r("○"))),
    "form": Mark(form_box("<w:checked/>"), form_box('<w:default w:val="0"/>')),
    "form-default": Mark(form_box('<w:default w:val="1"/>'), form_box('<w:default w:val="1"/><w:checked w:val="0"/>')),
    "wingdings-check-in-box": Mark(sym("F0FE"), sym("F0A8")),
    "wingdings-cross-in-box": Mark(sym("F0FD"), sym("F06F")),
    "wingdings-2": Mark(sym("F052", "Wingdings 2"), sym("F0A3", "Wingdings 2")),
    "wingdings-2-cross": Mark(sym("F054", "Wingdings 2"), sym("F030", "Wingdings 2")),
    "wingdings-text": Mark(set_in("þ"), set_in("¨")),
    "wingdings-private": Mark(set_in("\uf0fe"), set_in("\uf06f")),
    "wingdings-tick-only": Mark(sym("F0FC"), ""),
    "ballot": typed("☒", "☐"),
    "ballot-check": typed("☑", "☐"),
    "ballot-check-against-cross": typed("☑", "☒"),
    "heavy": typed("✔", "✘"),
    "emoji": typed("✅", "❌"),
    "squares": typed("■", "□"),
    "small-squares": typed("▪", "▫"),
    "circles": typed("●", "○"),
    "radio": typed("◉", "○"),
    "radio-typed": typed("(•)", "( )"),
    "brackets": typed("[x]", "[ ]"),
    "brackets-capital": typed("[X]", "[]"),
    "brackets-cyrillic": typed("[х]", "[ ]"),
    "brackets-v": typed("[V]", "[ ]"),
    "brackets-wide": typed("[ x ]", "[   ]"),
    "brackets-plus": typed("[+]", "[-]"),
    "brackets-check": typed("[✓]", "[ ]"),
    "round": typed("(x)", "( )"),
    "round-v": typed("(v)", "(  )"),
    "lines": typed("_x_", "___"),
    "lines-v": typed("__V__", "_____"),
    "plus-minus": typed("+", "-"),
    "plus-dash": typed("+", "–"),
    "check": typed("✓", ""),
    "root": typed("√", ""),
    "plus": typed("+", ""),
    "x": typed("x", ""),
    "x-cyrillic": typed("Х", ""),
    "v": typed("V", ""),
    "pointer": typed("→", ""),
    "split": Mark(r("[") + r("x") + r("]"), r("[") + r(" ") + r("]")),
    "bold": Mark(r("[X]", "<w:b/>"), r("[ ]")),
}


def by_words(lang: str) -> Mark:
    return typed(WORDS[lang]["yes"], WORDS[lang]["no"])


# ------------------------------------------------------------------ layouts: how four values and four marks stand on the page


Layout = Callable[[str, Mark, str, Sequence[str]], str]
"""(language, mark, standard, chosen) -> XML of the rating."""


def names(lang: str) -> list[tuple[str, str]]:
    return list(RATED[lang].items())


def _mark(mark: Mark, key: str, chosen: Sequence[str]) -> str:
    return mark.ticked if key in chosen else mark.empty


def before(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return "".join(p(_mark(mark, key, chosen) + r(f" {name}"), raw=True) for key, name in names(lang))


def before_from_the_worst(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return "".join(p(_mark(mark, key, chosen) + r(f" {name}"), raw=True) for key, name in reversed(names(lang)))


def before_by_tab(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return "".join(p(_mark(mark, key, chosen) + run("<w:tab/>") + r(f"{name};"), raw=True) for key, name in names(lang))


def behind(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return "".join(p(r(f"{name} ") + _mark(mark, key, chosen), raw=True) for key, name in names(lang))


def behind_a_dash(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return "".join(p(r(f"«{name}»: ") + _mark(mark, key, chosen), raw=True) for key, name in names(lang))


def numbered(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return "".join(
        p(r(f"{n}) ") + _mark(mark, key, chosen) + r(f" {name}"), raw=True)
        for n, (key, name) in enumerate(names(lang), 1)
    )


def one_line(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return p("".join(_mark(mark, key, chosen) + r(f" {name}   ") for key, name in names(lang)), raw=True)


def one_line_behind(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return p("".join(r(f" {name} ") + _mark(mark, key, chosen) + r(";") for key, name in names(lang)), raw=True)


def one_line_labelled(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    label = r(f"{WORDS[lang]['rating']}: ")
    return p(label + r(" / ").join(_mark(mark, key, chosen) + r(f" {name}") for key, name in names(lang)), raw=True)


def broken_lines(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    lines = (_mark(mark, key, chosen) + r(f" {name}") for key, name in names(lang))
    return p(run("<w:br/>").join(lines), raw=True)


def rows(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return tbl(*(tr(name, tc(p(_mark(mark, key, chosen), raw=True))) for key, name in names(lang))) + p()


def rows_mark_first(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return tbl(*(tr(tc(p(_mark(mark, key, chosen), raw=True)), name) for key, name in names(lang))) + p()


def rows_under_heads(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    word = WORDS[lang]
    head = tr(word["scale"], word["rating"])
    return tbl(head, *(tr(name, tc(p(_mark(mark, key, chosen), raw=True))) for key, name in names(lang))) + p()


def rows_beside_a_label(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    made = []
    for n, (key, name) in enumerate(names(lang)):
        label = tc(WORDS[lang]["rating"] if not n else "", merge="continue" if n else "restart")
        made.append(tr(label, name, tc(p(_mark(mark, key, chosen), raw=True))))
    return tbl(*made) + p()


def beside_a_label(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    return tbl(tr(WORDS[lang]["rating"], tc(before(lang, mark, number, chosen)))) + p()


def cells(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    """One row, in each cell mark and value."""
    return tbl(tr(*(tc(p(_mark(mark, key, chosen) + r(f" {name}"), raw=True)) for key, name in names(lang)))) + p()


def pairs_of_cells(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    """One row, a cell of each mark and a cell of each value."""
    made: list[str] = []
    for key, name in names(lang):
        made += [tc(p(_mark(mark, key, chosen), raw=True)), tc(name)]
    return tbl(tr(*made)) + p()


def two_by_two(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    made = [tc(p(_mark(mark, key, chosen) + r(f" {name}"), raw=True)) for key, name in names(lang)]
    return tbl(tr(*made[:2]), tr(*made[2:])) + p()


def matrix(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    head = tr(WORDS[lang]["rating"], *(name for _, name in names(lang)))
    return tbl(head, _line(lang, mark, number, chosen)) + p()


def matrix_without_keys(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    marks = (tc(p(_mark(mark, key, chosen), raw=True)) for key in KEYS)
    return tbl(tr(*(name for _, name in names(lang))), tr(*marks)) + p()


def matrix_marks_above(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    marks = (tc(p(_mark(mark, key, chosen), raw=True)) for key in KEYS)
    return tbl(tr(*marks), tr(*(name for _, name in names(lang)))) + p()


def matrix_two_heads(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    word = WORDS[lang]
    top = tr(
        tc("№", merge="restart"),
        tc(word["standard"].format("").strip(" -"), merge="restart"),
        tc(word["rating"], span=4),
    )
    head = tr(tc(merge="continue"), tc(merge="continue"), *(name for _, name in names(lang)))
    marks = (tc(p(_mark(mark, key, chosen), raw=True)) for key in KEYS)
    return tbl(top, head, tr(number, NAMES[lang][int(number) - 1], *marks)) + p()


def matrix_of_criteria(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    """Two criteria, marked "corresponds", above the standard."""
    head = tr(WORDS[lang]["criterion"], *(name for _, name in names(lang)))
    lines = [_line(lang, mark, f"{number}.2.{n}", [KEYS[0]]) for n in (1, 2)]
    return tbl(head, *lines, _line(lang, mark, number, chosen)) + p()


def _line(lang: str, mark: Mark, number: str, chosen: Sequence[str]) -> str:
    name = number if "." in number else WORDS[lang]["standard"].format(number)
    return tr(name, *(tc(p(_mark(mark, key, chosen), raw=True)) for key in KEYS))


LAYOUTS: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        before,
        before_from_the_worst,
        before_by_tab,
        behind,
        behind_a_dash,
        numbered,
        one_line,
        one_line_behind,
        one_line_labelled,
        broken_lines,
        rows,
        rows_mark_first,
        rows_under_heads,
        rows_beside_a_label,
        beside_a_label,
        cells,
        pairs_of_cells,
        two_by_two,
        matrix,
        matrix_without_keys,
        matrix_marks_above,
        matrix_two_heads,
        matrix_of_criteria,
    )
}


def matrix_of_all(lang: str, mark: Mark, key: Callable[[str], Sequence[str]] | None = None) -> str:
    """All standards in one matrix, for the conclusion; key: the first cells of a row."""
    first = key or (lambda number: [WORDS[lang]["standard"].format(number)])
    width = len(first("1"))
    head = tr(*["№", WORDS[lang]["summary"]][-width:], *(name for _, name in names(lang)))
    lines = [
        tr(*first(number), *(tc(p(_mark(mark, one, chosen), raw=True)) for one in KEYS))
        for number, chosen in CHOSEN.items()
    ]
    return p(WORDS[lang]["summary"], "Heading2") + tbl(head, *lines) + p()


def matrix_turned(lang: str, mark: Mark) -> str:
    """All standards as columns, the values as rows."""
    head = tr(WORDS[lang]["rating"], *(WORDS[lang]["standard"].format(number) for number in CHOSEN))
    lines = [
        tr(name, *(tc(p(_mark(mark, key, chosen), raw=True)) for chosen in CHOSEN.values()))
        for key, name in names(lang)
    ]
    return p(WORDS[lang]["summary"], "Heading2") + tbl(head, *lines) + p()


# ------------------------------------------------------------------ strokes: how one of four values is made to stand out

STROKES = {
    "bold": "<w:b/>",
    "underlined": '<w:u w:val="single"/>',
    "highlighted": '<w:highlight w:val="yellow"/>',
    "shaded": '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>',
    "framed": '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="FF0000"/>',
    "coloured": '<w:color w:val="FF0000"/>',
}
THROUGH = {
    "struck": "<w:strike/>",
    "struck-twice": "<w:dstrike/>",
    "hidden": "<w:vanish/>",
    "struck-on": '<w:strike w:val="true"/>',
}


def stroke_lines(lang: str, chosen: str, others: str, picked: Sequence[str]) -> str:
    return "".join(p(r(name, chosen if key in picked else others)) for key, name in names(lang))


def stroke_one_line(lang: str, chosen: str, others: str, picked: Sequence[str]) -> str:
    return p(r(" / ").join(r(name, chosen if key in picked else others) for key, name in names(lang)), raw=True)


def stroke_rows(lang: str, chosen: str, others: str, picked: Sequence[str]) -> str:
    return tbl(*(tr(tc(p(r(name, chosen if key in picked else others)))) for key, name in names(lang))) + p()


def stroke_cells(lang: str, chosen: str, others: str, picked: Sequence[str]) -> str:
    return tbl(tr(*(tc(p(r(name, chosen if key in picked else others))) for key, name in names(lang)))) + p()


STROKE_LAYOUTS = {layout.__name__: layout for layout in (stroke_lines, stroke_one_line, stroke_rows, stroke_cells)}
