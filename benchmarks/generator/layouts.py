"""How a standard's answers are written down: headings of every form, leads, bold lines, lists, tables of every shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import phrases as p

if TYPE_CHECKING:
    from .report import Writer


@dataclass(frozen=True)
class Item:
    """One answer. codes: one, or several that share it; words: of narrative, -1 for a template prompt."""

    codes: tuple[str, ...]
    status: str
    words: int


@dataclass(frozen=True)
class Standard:
    number: int
    level: int  # rank of the criteria's headings
    items: list[Item]


def many(w: Writer, codes: tuple[str, ...]) -> str:
    """Several codes as they are written together: a range where they follow one another, else a list."""
    if len(codes) == 1:
        return codes[0]
    ends = [int(c.rsplit(".", 1)[1]) for c in codes]
    stem = codes[0].rsplit(".", 1)[0]
    joined = ends == list(range(ends[0], ends[0] + len(ends)))
    if joined and (len(codes) > 2 or w.rng.random() < 0.4):
        if w.rng.random() < 0.2:
            return f"{codes[0]}{w.rng.choice('–-')}{ends[-1]}"
        return f"{codes[0]}{w.rng.choice(p.DASHES)}{stem}.{ends[-1]}"
    between = w.rng.choice((", ", ", ", "; ", " / ", ", "))
    last = between if between != ", " else w.rng.choice((", ", p.AND[w.lang]))
    return between.join(codes[:-1]) + last + codes[-1]


def title(w: Writer, item: Item, form: str) -> tuple[str, str]:
    """The text of a heading in this form, with its label, and the label."""
    label = w.ledger.label()
    codes, several = many(w, item.codes), len(item.codes) > 1
    if form == "word":
        pattern = w.pick(p.WORD_FIRST_MANY if several else p.WORD_FIRST)
    elif form == "title":
        pattern = w.pick(p.TITLE_FIRST) if not several else "{t} ({c})"
    elif form == "agency":
        pattern = w.rng.choice(p.AGENCY_FIRST)
    else:
        pattern = w.rng.choice(CODE_FORMS[w.heading_code])
    if not several:
        codes = typed(w, codes)
    if "invisible" in w.plan.traps and not several and w.rng.random() < 0.3:
        a, b, *rest = codes.split(".")
        codes = f"{a}.{w.rng.choice(('{shy}', '{zw}', '{|}'))}{b}" + "".join(f".{x}" for x in rest)
    if "sup" in w.plan.traps and not several and w.rng.random() < 0.15 and form == "code":
        codes += f"{{sup:{w.rng.randint(1, 9)}}}"
    text = pattern.format(c=codes, t=w.topic())
    if "two-lines" in w.plan.traps and w.rng.random() < 0.15 and form in ("code", "word") and not w.plan.drawn:
        text += f"{{br}}{w.topic().lower()}"
    if "notes" in w.plan.traps and w.rng.random() < 0.06:
        text += f"{{fn:{{{w.rng.randint(4, 12)} {w.lang}}}}}"
    return f"{text}{{@{label}}}", label


def typed(w: Writer, code: str) -> str:
    """A code as a hurried hand types it: with blanks after the dots, or with a letter that looks like its digit."""
    if "typing" not in w.plan.traps or code.count(".") != 2 or w.rng.random() > 0.15:
        return code
    if w.lang == "en" or w.rng.random() < 0.5:
        return code.replace(".", ". ", w.rng.choice((1, 2)))
    return code.replace("3", "З", 1) if code.startswith("3") else code.replace(".", ". ")


CODE_FORMS = (*((form,) for form in p.CODE_FIRST), p.CODE_FIRST[:3])


# ---------------------------------------------------------------------------------- what stands under a heading


def body(w: Writer, item: Item, level: int = 0) -> None:
    """The answer as paragraphs, lists and tables; level: rank of its heading, 0 where there is none."""
    rng = w.rng
    if item.status == "not_applicable":
        w.line(w.pick(p.NOT_APPLICABLE))
        w.ledger.says_not_applicable()
        w.ledger.words(4)
    elif item.words == -1:
        w.line(w.pick(p.PROMPTS).format())
    elif item.status == "thin":
        if item.words:
            w.line(f"{{{item.words} {w.lang}}}")
            w.ledger.words(item.words)
    else:
        answer(w, item.words, level)
    if "hidden" in w.plan.traps and w.absent and rng.random() < 0.1:
        w.line(f"{{8 {w.lang}}} {{hide:{rng.choice(w.absent)} {{60 {w.lang}}}}}")
        w.ledger.words(8)
    if "tracked" in w.plan.traps and w.absent and rng.random() < 0.1:
        w.line(f"@p(del) {rng.choice(w.absent)} {{50 {w.lang}}}")
    w.ledger.close()


def answer(w: Writer, words: int, level: int) -> None:
    rng = w.rng
    w.ledger.words(words)
    pieces = split(w, words)
    headed = level and "parts" in w.plan.traps and len(pieces) > 1 and rng.random() < 0.5
    for index, piece in enumerate(pieces):
        if "blank" in w.plan.traps and rng.random() < 0.15:
            w.line("@p ")
        if "pictures" in w.plan.traps and index and rng.random() < 0.1:
            w.line("{picture}")
            name = {"en": "Figure {i}. Chart", "ru": "Рисунок {i} – Диаграмма", "kk": "{i}-сурет. Диаграмма"}[w.lang]
            w.line(
                f"@p(style=Caption) {name.format(i=rng.choice((rng.randint(1, 30), f'{rng.randint(1, 9)}.{rng.randint(1, 9)}')))}"
            )
        if headed and index < 2:
            text = p.PARTS[w.lang][index]
            if rng.random() < 0.5 and level < 5:
                w.heading(level + 1, text, number="off")
            else:
                w.line(f"@p(italic) {text}:")
        if index and rng.random() < 0.2 and piece > 8:
            bullets(w, piece)
        elif index and "tables" in w.plan.traps and rng.random() < 0.12 and piece > 10:
            plain_table(w, piece)
        else:
            w.line(paragraph(w, piece))
    if "boxes" in w.plan.traps and rng.random() < 0.1:
        w.line(f"{{5 {w.lang}}}{{box:{{{rng.randint(5, 20)} {w.lang}}}}}")


def split(w: Writer, words: int) -> list[int]:
    pieces: list[int] = []
    while words > 0:
        piece = min(words, w.rng.randint(12, 110))
        if words - piece < 8:
            piece = words
        pieces.append(piece)
        words -= piece
    return pieces


def paragraph(w: Writer, words: int) -> str:
    """Prose, with what the traps put into it between the sentences."""
    rng = w.rng
    text = f"{{{words} {w.lang}}}{w.mention_text()}{w.lookalike_text()}"
    if "notes" in w.plan.traps and rng.random() < 0.12:
        text += f"{{fn:{{{rng.randint(4, 15)} {w.lang}}}{w.mention_text()}}}"
    if "tracked" in w.plan.traps and rng.random() < 0.12:
        extra = f" {rng.choice(w.absent)}" if w.absent and rng.random() < 0.4 else ""
        text += f" {{del:{{{rng.randint(3, 30)} {w.lang}}}{extra}}} {{ins:{{{rng.randint(3, 12)} {w.lang}}}}}"
    if rng.random() < 0.1:
        text += f" {{link:{{{rng.randint(2, 6)} {w.lang}}}}}"
    return text


def bullets(w: Writer, words: int) -> None:
    while words > 0:
        piece = min(words, w.rng.randint(4, 25))
        w.line(f"{'-' * w.rng.choice((1, 1, 2))} {{{piece} {w.lang}}}")
        words -= piece


def plain_table(w: Writer, words: int) -> None:
    rng = w.rng
    if rng.random() < 0.6:
        name = {"en": "Table {i}. Indicators", "ru": "Таблица {i}. Показатели", "kk": "{i}-кесте. Көрсеткіштер"}[w.lang]
        w.line(f"@p(style=Caption) {name.format(i=rng.randint(1, 30))}")
    w.line("@table(cols=60/20/20)")
    w.line(f"|h {w.topic()} | 2022 | 2023")
    while words > 0:
        piece = min(words, rng.randint(3, 12))
        w.line(f"| {{{piece} {w.lang}}} | {rng.randint(1, 400)} | {rng.randint(1, 99)},{rng.randint(1, 9)}")
        words -= piece
    w.line("@end")


# ---------------------------------------------------------------------------------- layouts


def headings(w: Writer, standard: Standard) -> None:
    """Real headings with the code typed."""
    forms(w)
    form = w.rng.choice(("code", "code", "word", "word", "title", "agency"))
    run(w, standard, lambda item, level: heading(w, item, level, form if w.rng.random() < 0.9 else "word"))


def forms(w: Writer) -> None:
    w.heading_code = w.rng.randrange(len(CODE_FORMS))


def heading(w: Writer, item: Item, level: int, form: str) -> None:
    parent = w.parent_of(item.codes[0])
    if parent:
        level += 1
    text, label = title(w, item, form)
    w.heading(level, text, item.codes)
    w.ledger.passage(w.main, item.codes, label, "heading", parent=parent)
    body(w, item, level)


def run(w: Writer, standard: Standard, write: Callable[[Item, int], None], scans: bool = True) -> None:
    """The items one by one; in a report with scanned pages some that follow one another become images."""
    items = standard.items
    scan = range(0)
    if scans and "scan" in w.plan.traps and len(items) > 4 and w.rng.random() < 0.5:
        start = w.rng.randrange(1, len(items) - 2)
        scan = range(start, start + w.rng.randint(1, 3))
    for index, item in enumerate(items):
        if index == scan.start and len(scan):
            w.line("@scan")
            w.ledger.scans.append(w.ledger.at)
            w.ledger.unread = True
        queue = w.queue
        if w.ledger.unread:
            w.queue = []  # what is only in an image is cited nowhere
        length = len(w.contents)
        write(item, standard.level)
        if w.ledger.unread:
            w.queue = queue
            del w.contents[length:]
            if index == scan.stop - 1 or index == len(items) - 1:
                w.line("@end")
                w.ledger.unread = False


def bold(w: Writer, standard: Standard) -> None:
    """Paragraphs set in bold where headings should be."""
    forms(w)
    form = w.rng.choice(("code", "word", "title"))

    def write(item: Item, _: int) -> None:
        text, label = title(w, item, form)
        w.line(f"@p(bold) {text}")
        w.ledger.passage(w.main, item.codes, label, "lead" if form != "title" else "heading")
        w.ledger.perhaps(w.main, w.parent_of(item.codes[0]), item.words)
        body(w, item)

    run(w, standard, write)


def leads(w: Writer, standard: Standard) -> None:
    """Paragraphs that open with the code."""
    rng = w.rng
    word = rng.random() < 0.5
    mark = rng.choice((" ", ". ", " – ", ": ", ") "))
    strong = rng.random() < 0.4
    bullet = "- " if rng.random() < 0.15 else ""

    def write(item: Item, _: int) -> None:
        label = w.ledger.label()
        codes, several = many(w, item.codes), len(item.codes) > 1
        codes = codes if several else typed(w, codes)
        opening = codes + mark
        if word:
            opening = (
                w.pick(p.WORD_FIRST_MANY if several else p.WORD_FIRST).format(c=codes, t="").replace("()", "").rstrip()
            )
            opening = opening.rstrip(" –") + " "
        if strong:
            opening = f"{{b:{opening.rstrip()}}} "
        w.ledger.passage(w.main, item.codes, label, "lead")
        if item.status == "addressed":
            pieces = split(w, item.words)
            w.line(f"{bullet}{{@{label}}}{opening}{paragraph(w, pieces[0])}")
            for piece in pieces[1:]:
                if rng.random() < 0.15:
                    bullets(w, piece)
                else:
                    w.line(paragraph(w, piece))
            w.ledger.words(item.words)
        elif item.status == "not_applicable":
            w.line(f"{bullet}{{@{label}}}{opening}{w.pick(p.NOT_APPLICABLE)}")
            w.ledger.says_not_applicable()
        elif item.words == -1:
            w.line(f"{bullet}{{@{label}}}{opening}{w.pick(p.PROMPTS).format()}")
        else:
            w.line(f"{bullet}{{@{label}}}{opening}{{{max(item.words, 3)} {w.lang}}}")
            w.ledger.words(max(item.words, 3))
        w.ledger.close()

    run(w, standard, write)


def numbered(w: Writer, standard: Standard) -> None:
    """Headings, or bold paragraphs, of a list that Word numbers with the standard's number as a literal part."""
    rng = w.rng
    # LibreOffice's .doc forgets the start of a list after its first paragraph, and so shows other numbers
    if (
        w.plan.drawn
        or w.plan.container == "doc"
        or any(item.codes[0].count(".") == 1 or item.codes[0].startswith("2.8.") for item in standard.items)
    ):
        return headings(w, standard)
    w.lists += 1
    base = w.lists
    text = rng.choice(("{c}", "{c}.", "{c} –", "{w}"))
    word = {"en": "Criterion {c}.", "ru": "Критерий {c}.", "kk": "{c}-критерий."}[w.lang]
    shown = text.format(c=f"{standard.number}.2.%1", w=word.format(c=f"{standard.number}.2.%1"))
    first = int(standard.items[0].codes[0].rsplit(".", 1)[1]) if standard.items else 1
    w.meta.append(
        f'[[abstract]]\nid = {base}\nlevels = [{{ text = "{shown}", from = {first}, suff = "{rng.choice(("tab", "space"))}" }}]'
    )
    w.meta.append(f"[[num]]\nid = {base}\nabstract = {base}")
    real = rng.random() < 0.65
    current, expected = base, first

    def write(item: Item, level: int) -> None:
        nonlocal current, expected
        for index, code in enumerate(item.codes):  # a list cannot number two criteria at once
            number = int(code.rsplit(".", 1)[1])
            if number != expected:
                w.lists += 1
                current = w.lists
                w.meta.append(
                    f"[[num]]\nid = {current}\nabstract = {base}\noverrides = [{{ level = 0, start = {number} }}]"
                )
            expected = number + 1
            label = w.ledger.label()
            if real:
                w.heading(level, f"{w.topic()}{{@{label}}}", (code,), number=f"num={current}:0")
            else:
                w.line(f"@p(num={current}:0 bold) {w.topic()}{{@{label}}}")
            w.ledger.passage(w.main, (code,), label, "heading" if real else "lead")
            words = item.words if index == 0 or item.words < 1 else w.rng.randint(48, 90)
            body(w, Item((code,), item.status, words), level if real else 0)

    run(w, standard, write, scans=False)  # a heading in an image takes no number, and those after it would shift
    return None


def row_words(item: Item) -> int:
    return {"addressed": item.words, "not_applicable": 0}.get(item.status, min(max(item.words, 12), 20))


def table(w: Writer, standard: Standard) -> None:
    """An evidence table: the key in the first, middle or last column, merged keys, heading rows across."""
    rng = w.rng
    items = standard.items
    rows = sorted(row_words(item) for item in items)
    if len(items) < 2 or rows[len(rows) // 2] < 12:
        return leads(w, standard)  # so short a table would be a matrix by the design's own rule
    names = p.COLUMNS[w.lang]
    spanning = rng.random() < 0.2
    numbered_rows = rng.random() < 0.5
    columns = ["text"]
    if rng.random() < 0.7 or (spanning and not numbered_rows):
        columns.append("doc")
    if not spanning:
        columns.insert(rng.choice((0, 0, 0, 1, len(columns))), "key")
    if numbered_rows:
        columns.insert(0, "no")
    widths = {"no": rng.randint(5, 8), "key": rng.randint(11, 20), "text": 60, "doc": rng.randint(15, 25)}
    wrapped = "wrapped" in w.plan.traps and not w.plan.container.endswith("2col")
    if wrapped:
        widths["key"] = rng.randint(6, 8)
    with_title = rng.random() < 0.15 and not wrapped and not w.plan.container.endswith("2col")
    key_form = (
        "{c}"
        if wrapped
        else rng.choice(
            ("{c}", "{c}", "{c}.", {"en": "Criterion {c}", "ru": "п. {c}", "kk": "{c}-критерий"}[w.lang], "{{b:{c}}}")
        )
    )
    if with_title or "крит" in key_form or "Crit" in key_form:
        widths["key"] = rng.randint(19, 26)  # as wide as its longest word
        if w.plan.container.endswith("2col") and not spanning:
            key_form = "{c}"
    merged = not spanning and rng.random() < 0.3 and columns[-1] != "key"
    w.line(f"@table(cols={'/'.join(str(widths[c]) for c in columns)})")
    heads = {
        "no": names["no"][0],
        "key": rng.choice(names["key"]),
        "text": rng.choice(names["text"]),
        "doc": rng.choice(names["doc"]),
    }
    if rng.random() < 0.85 or columns[0] != "key":
        w.line(f"|{rng.choice(('h', 'h', ''))} " + " | ".join(heads[c] for c in columns))
    for index, item in enumerate(items, 1):
        label = w.ledger.label()
        key = key_form.format(c=many(w, item.codes))
        if with_title and not spanning:
            key += f"{rng.choice((' ', ' // '))}{w.topic()}"
        key = f"{{@{label}}}{key}"
        w.ledger.passage(w.main, item.codes, label, "row")
        if spanning:
            w.line(f"| [span={len(columns)}] {key} {w.topic()}")
        words = row_words(item)
        parts = [words]
        if item.status == "addressed" and (merged or spanning) and words > 60 and rng.random() < 0.7:
            cut = rng.randint(20, words - 20)
            parts = [cut, words - cut]
        for part, count in enumerate(parts):
            cells: list[str] = []
            for column in columns:
                if column == "no":
                    cells.append(str(index) if part == 0 else "")
                elif column == "doc":
                    cells.append(w.pick(p.DOCUMENTS).format(i=rng.randint(1, 9)))
                elif column == "key":
                    cells.append(
                        (("[V] " if part == 0 else "[v] ") if len(parts) > 1 else "") + (key if part == 0 else "")
                    )
                elif item.status == "not_applicable":
                    cells.append(w.pick(p.NOT_APPLICABLE))
                    w.ledger.says_not_applicable()
                elif item.status == "addressed":
                    cells.append(cell(w, count))
                    w.ledger.words(count)
                else:
                    cells.append(f"{{{count} {w.lang}}}")
                    w.ledger.words(count)
            w.line("| " + " | ".join(cells))
        w.ledger.close()
    w.line("@end")
    return None


def cell(w: Writer, words: int) -> str:
    if words > 30 and w.rng.random() < 0.4:
        cut = w.rng.randint(10, words - 10)
        return f"{{{cut} {w.lang}}}{w.lookalike_text()} // {{{words - cut} {w.lang}}}"
    return f"{{{words} {w.lang}}}{w.lookalike_text()}"


def one_column(w: Writer, standard: Standard) -> None:
    """A table of one column, which is but a frame around the text."""
    forms(w)
    form = w.rng.choice(("code", "word"))
    w.line("@table(cols=100)")
    for item in standard.items:
        text, label = title(w, item, form)
        w.line(f"| {{b:{text}}}")
        w.ledger.passage(w.main, item.codes, label, "lead")
        if item.status == "addressed":
            w.line(f"| {cell(w, item.words)}")
            w.ledger.words(item.words)
        elif item.status == "not_applicable":
            w.line(f"| {w.pick(p.NOT_APPLICABLE)}")
            w.ledger.says_not_applicable()
        elif item.words > 0:
            w.line(f"| {{{item.words} {w.lang}}}")
            w.ledger.words(item.words)
        w.ledger.close()
    w.line("@end")


def transposed(w: Writer, standard: Standard) -> None:
    """Tables with the codes across the top and their answers below, three or four at a time."""
    rng = w.rng
    items = standard.items
    while items:
        size = min(len(items), rng.randint(2, 4))
        if len(items) - size == 1:
            size = len(items) if len(items) < 5 else size - 1
        group, items = items[:size], items[size:]
        if len(group) < 2:
            leads(w, Standard(standard.number, standard.level, list(group)))
            break
        names = p.COLUMNS[w.lang]
        w.line(f"@table(cols=16/{'/'.join(str(84 // size) for _ in group)})")
        first: list[str] = [rng.choice(names["key"])]
        rows: list[list[str]] = [[p.PARTS[w.lang][0]], [p.PARTS[w.lang][1]]]
        for item in group:
            label = w.ledger.label()
            w.ledger.passage(w.main, item.codes, label, "row")
            first.append(f"{{@{label}}}{many(w, item.codes)}")
            if item.status == "addressed":
                cut = item.words // 2 + rng.randint(-10, 10)
                rows[0].append(f"{{{cut} {w.lang}}}")
                rows[1].append(f"{{{item.words - cut} {w.lang}}}")
                w.ledger.words(item.words)
            elif item.status == "not_applicable":
                rows[0].append(w.pick(p.NOT_APPLICABLE))
                rows[1].append("")
                w.ledger.says_not_applicable()
            else:
                words = max(item.words, 8)
                rows[0].append(f"{{{words // 2} {w.lang}}}")
                rows[1].append(f"{{{words - words // 2} {w.lang}}}")
                w.ledger.words(words)
            w.ledger.close()
        w.line("|h " + " | ".join(first))
        for row in rows:
            w.line("| " + " | ".join(row))
        w.line("@end")
        w.line(f"{{{rng.randint(5, 20)} {w.lang}}}")


# the order is part of what a seed means; doubled where it is what most reports do
LAYOUTS: dict[str, Callable[[Writer, Standard], None]] = {
    "headings": headings,
    "bold": bold,
    "leads": leads,
    "numbered": numbered,
    "table": table,
    "one-column": one_column,
    "transposed": transposed,
}
WEIGHTS = {"headings": 5, "bold": 2, "leads": 2, "numbered": 2, "table": 3, "one-column": 0.5, "transposed": 0.5}
