"""Makes up one report: draws what it is, has every standard written down, adds the traps, and states the truth."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.corpus.codes import CODES, TITLES, order
from tests.corpus.prose import topic
from tests.corpus.source import Source, parse

from . import phrases as p
from .layouts import LAYOUTS, WEIGHTS, Item, Standard, body
from .ledger import Ledger

LANGS = ("en", "ru", "kk")
CONTAINERS = {
    "docx": 0.22, "pdf": 0.17, "pdf-plain": 0.14, "reportlab": 0.13, "reportlab-2col": 0.08, "resaved": 0.09, "odt": 0.03, "doc": 0.03, "rotated": 0.03, "docx-paged": 0.08,
}  # fmt: skip


@dataclass
class Plan:
    """What kind of report this is. weights: how often a criterion gets each status."""

    rng: Random
    sets: tuple[str, ...]
    langs: tuple[str, ...]
    container: str
    weights: dict[str, float]
    standards: tuple[int, ...]
    longest: int  # words of the longest answers
    auto: str = ""  # "linked": the whole report is numbered by Word through its heading styles
    traps: set[str] = field(default_factory=set)

    @property
    def drawn(self) -> bool:
        return self.container.startswith("reportlab")

    @property
    def tracked(self) -> bool:
        """LibreOffice prints tracked changes and joins paragraphs of its own, so only the Word file itself has them."""
        return self.container == "docx"


def generate(seed: int, container: str | None = None, long: bool = False, kind: str | None = None) -> Source:
    """The report of this seed. container, kind ("institutional en", "programme+eur-ace ru"): instead of what is drawn."""
    return parse(f"g{seed}", generate_text(seed, container, long, kind))


def generate_text(seed: int, container: str | None = None, long: bool = False, kind: str | None = None) -> str:
    rng = Random(seed)
    plan = draw(rng, container, long, kind)
    return Writer(plan, seed).write()


def draw(rng: Random, container: str | None, long: bool, kind: str | None) -> Plan:
    said, _, said_lang = (kind or "").partition(" ")
    sets = (
        tuple(said.split("+"))
        if said
        else rng.choices((("institutional",), ("programme",), ("programme", "eur-ace")), (5, 3, 2))[0]
    )
    if said_lang == "mixed" or (not said_lang and rng.random() < 0.1):
        langs: tuple[str, ...] = tuple(rng.sample(LANGS, rng.choice((2, 3))))
    else:
        langs = (said_lang or rng.choice(LANGS),)
    drawn = rng.choices(list(CONTAINERS), list(CONTAINERS.values()))[0]
    container = container or drawn
    good = rng.uniform(0.35, 0.9)
    rest = [rng.gammavariate(0.8, 1) + 0.02 for _ in range(4)]
    weights = {"addressed": good}
    for name, share in zip(("thin", "mentioned", "not_applicable", "missing"), rest, strict=True):
        weights[name] = (1 - good) * share / sum(rest)
    count = len(TITLES[sets[0]]["en"])
    if long:
        standards = tuple(range(1, count + 1))
    else:
        first = rng.randint(1, count)
        standards = tuple(range(first, min(count, first + rng.randint(1, 5)) + 1))
        if len(standards) < 3 and rng.random() < 0.7:
            standards = tuple(sorted({*standards, *rng.sample(range(1, count + 1), 2)}))
    plan = Plan(rng, sets, langs, container, weights, standards, int(rng.uniform(60, 160) * (4.5 if long else 1)))
    if not plan.drawn and rng.random() < 0.18:
        plan.auto = "linked"
        plan.standards = tuple(range(plan.standards[0], plan.standards[-1] + 1))
    if rng.random() < 0.05 and len(plan.sets) == 1 and not plan.auto:
        plan.traps.add("titles")
    for trap, chance in (
        ("contents", 0.45), ("matrix", 0.25), ("regulation", 0.35), ("header", 0.3), ("header-code", 0.15), ("quoted", 0.15), ("duplicates", 0.2),
        ("shared", 0.4), ("ranges", 0.4), ("lists", 0.3), ("lookalikes", 0.7), ("committee", 0.5), ("parts", 0.4), ("tables", 0.5), ("title", 0.6),
        ("introduction", 0.8), ("hidden", 0.25), ("tracked", 0.35), ("notes", 0.3), ("boxes", 0.15), ("fragment", 0.5), ("mixed-layouts", 0.5),
        ("scan", 0.3), ("pages", 0.4), ("criteria-head", 0.35), ("invisible", 0.25), ("abbreviations", 0.3), ("wrapped", 0.2), ("sup", 0.15), ("typing", 0.2), ("two-lines", 0.2), ("blank", 0.3), ("pictures", 0.2),
        ("section-headers", 0.2), ("staff", 0.3), ("budget", 0.25), ("strengths", 0.3), ("bare-titles", 0.15),
    ):  # fmt: skip
        if rng.random() < chance:
            plan.traps.add(trap)
    if plan.drawn:
        plan.traps -= {
            "hidden",
            "tracked",
            "notes",
            "boxes",
            "fragment",
            "scan",
            "invisible",
            "pictures",
            "section-headers",
        }
    if not plan.tracked:
        plan.traps.discard("tracked")
    if container not in ("docx", "pdf", "pdf-plain"):
        plan.traps.discard("scan")
    if "header" in plan.traps or plan.auto:
        plan.traps.discard("section-headers")
    if container in ("odt", "doc", "resaved"):
        plan.traps -= {"boxes", "invisible"}
    return plan


class Writer:
    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan, self.rng, self.seed = plan, plan.rng, seed
        self.ledger = Ledger(plan.sets)
        self.lines: list[str] = []
        self.meta: list[str] = []
        self.contents: list[tuple[int, str, tuple[str, ...], str]] = []  # level, text, codes, their set
        self.main = plan.sets[0]
        self.lang = plan.langs[0]
        self.lists = 10  # ids of lists made for one standard
        self.queue: list[str] = []  # codes still to be mentioned in passing
        self.absent: list[str] = []  # codes that stand nowhere, for look-alikes
        self.heading_form = ""
        self.heading_code = 0
        self.deep = False

    # -- small helpers, used by the layouts too

    def line(self, text: str) -> None:
        self.lines.append(text)
        self.ledger.at += 1

    def heading(self, level: int, text: str, codes: Sequence[str] = (), number: str = "") -> None:
        """number: how Word numbers it ("num=3:0", "" by its style if the report is numbered so, "off")."""
        if number and number != "off":
            self.line(f"@p(style=Heading{level} {number}) {text}")
        elif self.plan.auto == "linked" and number == "off":
            self.line(f"@p(style=Heading{level} num=0) {text}")
        else:
            self.line(f"{'#' * level} {text}")
        shown = text if not number or number == "off" else f"{', '.join(codes)} {text}"
        self.contents.append((level, shown, tuple(codes), self.main))

    def topic(self) -> str:
        """A title for a heading; drawn here, so that the contents page repeats it."""
        return topic(self.lang, self.rng)

    def pick(self, table: Mapping[str, tuple[str, ...]]) -> str:
        return self.rng.choice(table[self.lang])

    def mention_text(self) -> str:
        """A sentence that cites a code in passing, or nothing."""
        rng = self.rng
        if not self.queue or rng.random() > 0.5:
            return ""
        code = self.queue.pop()
        return " " + rng.choice(self.mentions(code)).format(c=code + self.cite(code))

    def mentions(self, code: str) -> list[str]:
        """Two numbers alone may be a section's, so they are cited with the word for criterion."""
        patterns = p.MENTIONS[self.lang]
        return [one for one in patterns if code.count(".") == 2 or "крит" in one.lower() or "criterion" in one.lower()]

    def cite(self, code: str, kind: str = "inline") -> str:
        """A label for a mention of the code."""
        label = self.ledger.label()
        self.ledger.mention(self.main, code, label, kind)
        return f"{{@{label}}}"

    def lookalike_text(self) -> str:
        rng = self.rng
        if "lookalikes" not in self.plan.traps or rng.random() > 0.3:
            return ""
        codes = self.absent or [c for c in CODES[self.main] if c.count(".") == 2]
        code = rng.choice(codes)
        years = [c for c in codes if c.count(".") == 2 and 10 <= int(c.rsplit(".", 1)[1]) <= 24]
        pattern = self.pick(p.LOOKALIKES)
        if "{y}" in pattern and not years:
            return ""
        return " " + pattern.format(c=code, y=rng.choice(years) if years else "", i=rng.randint(1, 9))

    # -- the report

    def write(self) -> str:
        plan, rng = self.plan, self.rng
        if "titles" in plan.traps:
            return self.titles_only()
        statuses = self.draw_statuses()
        if "header" in plan.traps:
            self.running_header()
        front: list[str] = []
        if "title" in plan.traps:
            front += [f"@p(style=Title) {p.TITLE_PAGE[self.main][self.lang]}", f"{{25 {self.lang}}}", "@page"]
        if "introduction" in plan.traps:
            self.introduction()
        self.set_up_numbering()
        names, shares = list(WEIGHTS), list(WEIGHTS.values())
        usual = rng.choices(names, shares)[0]
        for position, number in enumerate(plan.standards):
            self.lang = rng.choice(plan.langs)
            layout = rng.choices(names, shares)[0] if "mixed-layouts" in plan.traps and rng.random() < 0.6 else usual
            if plan.auto == "linked" or (plan.container == "doc" and layout in ("table", "one-column", "transposed")):
                layout = "headings"  # LibreOffice's .doc runs the cells of some tables together
            self.standard(number, position, layout, statuses)
        self.lang = plan.langs[0]
        if rng.random() < 0.6:
            self.heading(1, p.CONCLUSION[self.lang], number="off")
            self.line(f"{{{rng.randint(20, 90)} {self.lang}}}")
        regulation_first = rng.random() < 0.5
        if "regulation" in plan.traps and regulation_first:
            self.regulation()
        if "eur-ace" in plan.sets:
            self.eur_ace(statuses)
        if "regulation" in plan.traps and not regulation_first:
            self.regulation()
        front += self.front_matter(statuses)
        return self.source(front)

    def titles_only(self) -> str:
        """A report that carries the standards' titles and no code at all: no criterion can be known."""
        rng = self.rng
        self.ledger.classes.add("no-codes")
        self.line(f"# {p.INTRODUCTION[self.lang]}")
        self.line(f"{{{rng.randint(20, 80)} {self.lang}}}")
        for number in self.plan.standards:
            title = TITLES[self.main][self.lang][number - 1]
            forms = (
                title,
                title.upper(),
                f"{number}. {title}",
                f"{rng.choice(p.STANDARD_HEADINGS[self.lang]).format(n=number, t=title, s=number + 1)}",
            )
            self.line(f"# {rng.choice(forms)}")
            for _ in range(rng.randint(1, 4)):
                if rng.random() < 0.4:
                    self.line(f"## {self.topic()}")
                self.line(f"{{{rng.randint(10, 120)} {self.lang}}}")
        self.ledger.no_codes = True
        return self.source([])

    def draw_statuses(self) -> dict[tuple[str, str], str]:
        """A status for each code of the standards that this report treats; the others are not there."""
        statuses: dict[tuple[str, str], str] = {}
        rng, plan = self.rng, self.plan
        names, shares = list(plan.weights), list(plan.weights.values())
        for set_id in plan.sets:
            for code in CODES[set_id]:
                treated = set_id == "eur-ace" or int(code.split(".")[0]) in plan.standards
                statuses[set_id, code] = rng.choices(names, shares)[0] if treated else "missing"
        mine = [c for c in CODES[self.main] if statuses[self.main, c] == "mentioned"]
        self.absent = [c for c in CODES[self.main] if statuses[self.main, c] == "missing"]
        others = [c for c in CODES[self.main] if statuses[self.main, c] == "addressed" and rng.random() < 0.15]
        self.queue = mine + others
        rng.shuffle(self.queue)
        return statuses

    def running_header(self) -> None:
        rng = self.rng
        names = {"en": "Example University", "ru": "Примерный университет", "kk": "Үлгі университеті"}
        text = names[self.lang]
        if "header-code" in self.plan.traps and self.queue:
            code = self.queue.pop()
            self.ledger.mention(self.main, code, "*", "furniture")
            text += f" · {code}"
        self.lines.append(f"@{rng.choice(('header', 'footer'))} {text}")

    def introduction(self) -> None:
        rng = self.rng
        numbered = rng.random() < 0.4
        self.heading(1, ("1. " if numbered and not self.plan.auto else "") + p.INTRODUCTION[self.lang], number="off")
        for part in range(rng.randint(1, 3)):
            if numbered and self.main == "institutional" and not self.plan.auto:
                self.heading(2, f"1.{part + 1} {self.topic()}", number="off")
            self.line(
                f"{{{rng.randint(20, 80)} {self.lang}}}{self.lookalike_text()}{self.lookalike_text()} {{{rng.randint(5, 30)} {self.lang}}}"
            )
        if "ranges" in self.plan.traps:
            self.range_in_text()
        if "lists" in self.plan.traps:
            plain = [code for code in self.queue if code.count(".") == 2]  # two numbers alone may be a section's
            codes = sorted(plain[: rng.randint(2, 4)], key=order)
            self.queue = [code for code in self.queue if code not in codes]
            if len(codes) > 1:
                cited = [code + self.cite(code) for code in codes]
                listed = ", ".join(cited[:-1]) + p.AND[self.lang] + cited[-1]
                self.line(f"{{{rng.randint(6, 20)} {self.lang}}} {self.pick(p.LISTS).format(l=listed)}")
        if "staff" in self.plan.traps:
            self.staff()
        if "budget" in self.plan.traps:
            self.budget()
        if "abbreviations" in self.plan.traps:
            self.line("@table(cols=20/80)")
            for short in rng.sample(("HEI", "ECTS", "EP", "QA", "ППС", "ОП", "ЖОО", "ББ", "КЭД", "GPA"), 4):
                self.line(f"| {short} | {{{rng.randint(2, 7)} {self.lang}}}")
            self.line("@end")

    def staff(self) -> None:
        """A table of people with dates and phones that look like codes."""
        rng = self.rng
        years = [c for c in self.absent if c.count(".") == 2 and 10 <= int(c.rsplit(".", 1)[1]) <= 24] or ["3.11.14"]
        names = p.STAFF_COLUMNS[self.lang]
        self.line("@table(cols=8/32/25/15/20)")
        self.line("|h " + " | ".join(names))
        for number in range(1, rng.randint(3, 7)):
            phone = f"8.7172.{rng.randint(2, 9)}{rng.randint(0, 9)}.{rng.randint(10, 99)}"
            self.line(
                f"| {number} | {rng.choice(p.NAMES)} | {rng.choice(p.POSTS[self.lang])} | {rng.choice(years)} | {phone} |"
            )
        self.line("@end")

    def budget(self) -> None:
        """A table of budget items whose numbers look like codes."""
        rng = self.rng
        codes = [c for c in self.absent if c.count(".") == 2]
        if len(codes) < 3:
            return
        self.line("@table(cols=18/57/25)")
        self.line("|h " + " | ".join(p.BUDGET_COLUMNS[self.lang]))
        for code in sorted(rng.sample(codes, min(len(codes), rng.randint(3, 6))), key=order):
            self.line(
                f"| {code} | {rng.choice(p.BUDGET_ITEMS[self.lang])} | {rng.randint(100, 9000)},{rng.randint(0, 9)} |"
            )
        self.line("@end")

    def range_in_text(self) -> None:
        """A range in running text: all members of the set between its ends are mentioned."""
        rng = self.rng
        standard = rng.choice(self.plan.standards)
        codes = [c for c in CODES[self.main] if c.startswith(f"{standard}.2.") and c.count(".") == 2]
        if len(codes) < 4:
            return
        start = rng.randrange(len(codes) - 2)
        end = min(start + rng.randint(2, 6), len(codes) - 1)
        label = self.ledger.label()
        for code in codes[start : end + 1]:
            self.ledger.mention(self.main, code, label, "range")
        dash = rng.choice(p.DASHES)
        text = self.pick(p.RANGES).format(a=f"{{@{label}}}" + codes[start], b=codes[end], d=dash)
        self.line(f"{{{rng.randint(6, 20)} {self.lang}}} {text}")

    def set_up_numbering(self) -> None:
        if self.plan.auto != "linked":
            return
        rng = self.rng
        first = {
            "en": ("Standard %1.", "STANDARD %1 –", "Standard %1:"),
            "ru": ("Стандарт %1.", "СТАНДАРТ %1 –"),
            "kk": ("%1-стандарт.", "%1 стандарт –"),
        }
        deep = rng.random() < 0.4
        self.plan.auto = "linked"
        self.deep = deep
        code = "%1.%2.%3" if deep else "%1.2.%2"
        word = {"en": f"Criterion {code}.", "ru": f"Критерий {code}.", "kk": f"{code}-критерий."}[self.lang]
        last = rng.choice((code, code + ".", code + " –", word))
        levels = [f'{{ text = "{rng.choice(first[self.lang])}", style = "Heading1", from = {self.plan.standards[0]} }}']
        if deep:
            levels.append('{ text = "%1.%2", style = "Heading2" }')
        levels.append(
            f'{{ text = "{last}", style = "Heading{3 if deep else 2}", suff = "{rng.choice(("tab", "space"))}" }}'
        )
        self.meta.append(f"[[abstract]]\nid = 1\nlevels = [{', '.join(levels)}]\n[[num]]\nid = 1\nabstract = 1")

    def standard(self, number: int, position: int, layout: str, statuses: dict[tuple[str, str], str]) -> None:
        rng, plan = self.rng, self.plan
        title = TITLES[self.main][self.lang][number - 1]
        if "pages" in plan.traps and (position or self.lines) and rng.random() < 0.7:
            self.line("@page")
        if "section-headers" in plan.traps:
            if position:
                self.line("@section")
            self.line(f"@header {p.STANDARD_HEADINGS[self.lang][0].format(n=number, t=title, s=0)}")
        if plan.auto == "linked":
            self.line(f"# {title}")
            self.contents.append((1, title, (), self.main))
        else:
            if not self.heading_form or "mixed-layouts" in plan.traps:
                self.heading_form = self.pick(p.STANDARD_HEADINGS)
            form = self.heading_form if len(plan.langs) == 1 else self.pick(p.STANDARD_HEADINGS)
            if "bare-titles" in plan.traps:
                form = rng.choice(("{n}. {t}", "{n} {t}", "{t}"))
            text = form.format(n=number, t=title, s=position + 2)
            if layout == "bold":
                self.line(f"@p(bold center size=14) {text}")
            else:
                self.heading(1, text)
        codes = [c for c in CODES[self.main] if int(c.split(".")[0]) == number]
        if plan.auto == "linked":
            if any(c.count(".") == 1 for c in codes):
                self.typed_in_numbered(number, codes, statuses)
            else:
                self.linked(number, codes, statuses)
            return
        if rng.random() < 0.5:
            self.line(f"{{{rng.randint(10, 70)} {self.lang}}}{self.lookalike_text()}")
        level = 2
        if layout == "headings":
            if "quoted" in plan.traps:
                self.quoted(codes)
            if "criteria-head" in plan.traps:
                if rng.random() < 0.5 and number != 2:
                    self.heading(2, self.pick(p.PURPOSE_HEAD).format(n=number))
                    self.line(f"{{{rng.randint(15, 50)} {self.lang}}}")
                forms = p.CRITERIA_HEAD[self.lang]
                self.heading(2, (rng.choice(forms) if number != 2 else forms[-1]).format(n=number))
                level = 3
        items = self.items(codes, statuses)
        context = Standard(number, level, items)
        LAYOUTS[layout](self, context)
        if "committee" in plan.traps:
            real = layout != "bold" or rng.random() < 0.5 or not items or items[-1].status != "addressed"
            text = self.pick(p.COMMITTEE)
            if real:
                self.heading(2, text)
            else:
                self.line(f"@p(bold) {text}")
            if "strengths" in plan.traps:
                self.strengths(codes)
            else:
                self.line(f"{{{rng.randint(20, 80)} {self.lang}}}")
        if "duplicates" in plan.traps and layout == "headings":
            self.duplicate(items, level)

    def strengths(self, codes: Sequence[str]) -> None:
        """Points that end with the criteria they are about: each is cited in passing, together with another."""
        rng = self.rng
        listed = [c for c in codes if c.count(".") == 2 and c not in self.absent]
        for _ in range(rng.randint(2, 4)):
            point = f"- {{{rng.randint(6, 18)} {self.lang}}}"
            if len(listed) > 1:
                pair = sorted(rng.sample(listed, 2), key=order)
                point += f" ({', '.join(code + self.cite(code) for code in pair)})"
                self.queue = [code for code in self.queue if code not in pair]
            self.line(point)

    def items(self, codes: Sequence[str], statuses: dict[tuple[str, str], str]) -> list[Item]:
        """What is to be written of the standard's criteria, in their order; some share one answer."""
        rng = self.rng
        items: list[Item] = []
        waiting: list[str] = []

        def write(group: list[str], status: str) -> None:
            if status == "addressed":
                words = (
                    len(group) * 40 + 8 + int(rng.expovariate(1 / 40))
                    if len(group) > 1
                    else rng.randint(48, max(60, self.plan.longest))
                )
                if len(group) > 1 and rng.random() < 0.3:
                    words = rng.randint(50, 75)  # whole for each, though thin for so many
            elif status == "thin":
                words = rng.choice((0, -1, rng.randint(4, 22), rng.randint(8, 22)))  # -1: a prompt
            else:
                words = 0
            items.append(Item(tuple(group), status, words))

        for code in codes:
            status = statuses[self.main, code]
            plain = code.count(".") == 2 and not (self.main == "programme" and code.startswith("2."))
            if status in ("missing", "mentioned"):
                if waiting:
                    write(waiting, "addressed")
                    waiting = []
                continue
            if waiting and (status != "addressed" or not plain or rng.random() < 0.4):
                write(waiting, "addressed")
                waiting = []
            if status == "addressed" and plain and (waiting or ("shared" in self.plan.traps and rng.random() < 0.15)):
                waiting.append(code)
                continue
            write([code], status)
        if waiting:
            write(waiting, "addressed")
        return items

    def linked(self, number: int, codes: list[str], statuses: dict[tuple[str, str], str]) -> None:
        """Headings that Word numbers: every number up to the last one used has its heading."""
        rng = self.rng
        level = 3 if self.deep else 2
        if self.deep:  # the criteria stand in the second section of each standard
            self.line(f"## {self.topic()}")
            self.line(f"{{{rng.randint(10, 50)} {self.lang}}}")
            self.line(f"## {self.topic()}")
        last = max((order(c)[-1] for c in codes if statuses[self.main, c] not in ("missing", "mentioned")), default=0)
        for index in range(1, last + 1):
            code = f"{number}.2.{index}"
            known = code in codes
            status = statuses[self.main, code] if known else "addressed"
            if status in ("missing", "mentioned"):
                status = "thin"
                if code in self.queue:
                    self.queue.remove(code)
            words = (
                rng.randint(48, max(60, self.plan.longest))
                if status == "addressed"
                else rng.choice((0, -1, rng.randint(4, 22)))
            )
            item = Item((code,), status, words)
            label = self.ledger.label()
            text = self.topic()
            self.line(f"{'#' * level} {text}{{@{label}}}")
            self.contents.append((level, f"{code} {text}", (code,) if known else (), self.main))
            if known:
                self.ledger.passage(self.main, item.codes, label, "heading")
            queue = self.queue
            if not known:  # text that answers no listed criterion; what it cites alone would be answered by it
                self.queue = []
            body(self, item, level if known else 0)
            if not known:
                self.queue = queue
        if "committee" in self.plan.traps:
            self.heading(2, self.pick(p.COMMITTEE), number="off")
            self.line(f"{{{rng.randint(20, 80)} {self.lang}}}")

    def typed_in_numbered(self, number: int, codes: list[str], statuses: dict[tuple[str, str], str]) -> None:
        """Standard 2 of the programme set has irregular codes: typed, with Word's number switched off."""
        for item in self.items(codes, statuses):
            label = self.ledger.label()
            level = 3 if item.codes[0].startswith("2.8.") else 2
            self.heading(level, f"{item.codes[0]} {self.topic()}{{@{label}}}", item.codes, number="off")
            self.ledger.passage(self.main, item.codes, label, "heading", parent=self.parent_of(item.codes[0]))
            body(self, item, level)

    def parent_of(self, code: str) -> str | None:
        """The code whose passage goes on over this one's, where it stands a rank deeper under its heading."""
        stem = code.rsplit(".", 1)[0]
        return stem if stem in CODES[self.main] else None

    def quoted(self, codes: Sequence[str]) -> None:
        """The agency's criteria, copied before the answers: no narrative of the university's."""
        self.heading(2, p.QUOTED_HEAD[self.lang])
        for code in codes:
            if self.rng.random() < 0.9:
                text = self.pick(p.QUOTED).format(x=self.pick(p.QUOTED_WHAT))
                self.line(f"{code}{self.rng.choice((' ', '. '))}{text}{self.cite(code, 'quoted')}")

    def duplicate(self, items: Sequence[Item], level: int) -> None:
        """A second heading of a criterion that is answered already, with nothing or little under it."""
        done = [
            i
            for i in items
            if i.status == "addressed"
            and len(i.codes) == 1
            and i.codes[0].count(".") == 2
            and not i.codes[0].startswith("2.8")
        ]
        if not done:
            return
        item = self.rng.choice(done)
        label = self.ledger.label()
        self.heading(level, f"{item.codes[0]} {self.topic()}{{@{label}}}", item.codes)
        self.ledger.passage(self.main, item.codes, label, "heading")
        if self.rng.random() < 0.5:
            words = self.rng.randint(5, 20)
            self.line(f"{{{words} {self.lang}}}")
            self.ledger.words(words)
        self.ledger.close()

    def regulation(self) -> None:
        """A document of the university's own, bound into the report: its clauses are no criteria."""
        rng = self.rng
        form, subjects = p.REGULATION[self.lang]
        if rng.random() < 0.5:
            self.line("@page")
        self.heading(1, form.format(i=rng.randint(1, 9), x=rng.choice(subjects)), number="off")
        as_headings = rng.random() < 0.3
        dot = rng.choice(("", "."))
        for chapter, name in enumerate(p.REGULATION_PARTS[self.lang], 1):
            if self.rng.random() < 0.6:
                self.heading(2, f"{chapter}{dot} {name}", number="off")
            else:
                self.line(f"@p(bold) {chapter}{dot} {name}")
            for clause in range(1, rng.randint(2, 4)):
                self.line(f"{chapter}.{clause}{dot} {{{rng.randint(10, 40)} {self.lang}}}")
                if chapter == 3:
                    start = rng.randint(1, 9)
                    for sub in range(start, start + rng.randint(2, 4)):
                        if as_headings:
                            self.heading(3, f"{chapter}.{clause}.{sub}{dot} {self.topic()}", number="off")
                            self.line(f"{{{rng.randint(20, 60)} {self.lang}}}")
                        else:
                            self.line(f"{chapter}.{clause}.{sub}{dot} {{{rng.randint(15, 60)} {self.lang}}}")

    def eur_ace(self, statuses: dict[tuple[str, str], str]) -> None:
        """Appendix A or B, whose 2.3 and 2.4 are not the programme's."""
        rng = self.rng
        titles = p.EUR_ACE_TITLES[self.lang if rng.random() < 0.8 else "en"]
        if rng.random() < 0.6:
            self.line("@page")
        self.heading(1, self.pick(p.EUR_ACE_HEAD), number="off")
        if rng.random() < 0.5:
            self.line(f"{{{rng.randint(10, 40)} {self.lang}}}")
        self.main, queue = "eur-ace", self.queue
        self.queue = []
        as_table = rng.random() < 0.25 and self.plan.container != "doc"
        items = [
            Item(
                (c,),
                statuses["eur-ace", c],
                rng.randint(48, 110)
                if statuses["eur-ace", c] == "addressed"
                else rng.choice((0, -1, rng.randint(5, 20))),
            )
            for c in CODES["eur-ace"]
            if statuses["eur-ace", c] not in ("missing", "mentioned")
        ]
        if as_table and len(items) > 3:
            LAYOUTS["table"](self, Standard(0, 2, items))
        else:
            for item in items:
                code = item.codes[0]
                label = self.ledger.label()
                level = code.count(".") + 1
                title = titles[code] if rng.random() < 0.85 else self.topic()
                self.heading(level, f"{code}{rng.choice((' ', '. '))}{title}{{@{label}}}", item.codes, number="off")
                parent = "2.4" if code.startswith("2.4.") else None
                self.ledger.passage("eur-ace", item.codes, label, "heading", parent=parent)
                body(self, item, level)
        self.main, self.queue = self.plan.sets[0], queue

    # -- what stands at the front, and the truth

    def front_matter(self, statuses: dict[tuple[str, str], str]) -> list[str]:
        rng = self.rng
        front: list[str] = []
        self.ledger.at = -1
        stale = [c for c in self.absent if rng.random() < 0.08]
        if "contents" in self.plan.traps and len(self.contents) > 3:
            form = rng.choice(("sdt", "field", "styled", "typed"))
            if self.plan.drawn:
                form = "styled"
            title = self.pick(p.CONTENTS)
            entries: list[str] = []
            page = 3
            rows = list(self.contents)
            if self.main == "institutional" or "eur-ace" not in self.plan.sets:
                rows += [(2, f"{code} {self.topic()}", (code,), self.main) for code in stale]
            for level, text, codes, set_id in rows:
                page += rng.choice((0, 0, 1, 1, 2))
                bare = _unlabelled(text)
                label = self.ledger.label()
                for code in codes:
                    self.ledger.mention(set_id, code, label, "contents")
                mark = f"{{@{label}}}" if codes else ""
                if form == "typed":
                    entries.append(f"{bare}{mark} {'.' * rng.randint(8, 60)} {page}")
                else:
                    entries.append(f"@p(style=TOC{min(level, 3)}) {bare}{mark}{{tab}}{page}")
            front.append(f"@p(bold center) {title}")
            if form in ("sdt", "field"):
                front += ["@toc" if form == "sdt" else "@toc(field)", *entries, "@end"]
            else:
                front += entries
            front.append("@page")
        if "matrix" in self.plan.traps:
            front += self.matrix(statuses)
        return front

    def matrix(self, statuses: dict[tuple[str, str], str]) -> list[str]:
        """A table of marks and pages: whoever stands only here is mentioned."""
        rng = self.rng
        codes = [
            c
            for c in CODES[self.main]
            if (statuses[self.main, c] not in ("missing",) and rng.random() < 0.8) or rng.random() < 0.05
        ]
        if len(codes) < 4:
            return []
        columns = p.COLUMNS[self.lang]
        drawn = self.plan.drawn
        key = rng.choice(columns["key"])
        head = "@p(style=Heading1 num=0)" if self.plan.auto else "#"
        out = [f"{head} {p.MATRIX_HEAD[self.lang]}", "@table(cols=18/34/16/16/16)"]
        out.append(f"|h {key} | {columns['who'][0]} | {columns['page'][0]} | {columns['doc'][1]} | {columns['met'][0]}")
        for code in codes:
            label = self.ledger.label()
            self.ledger.mention(self.main, code, label, "matrix")
            out.append(
                f"| {code}{{@{label}}} | {rng.choice(p.NAMES)} | {rng.randint(3, 60)} | {rng.randint(1, 20)} | {rng.choice('+–xV' if drawn else '+–✓')}"
            )
        return [*out, "@end", "@page"]

    def source(self, front: list[str]) -> str:
        plan, rng = self.plan, self.rng
        meta = [
            f"language = {json.dumps(plan.langs[0])}",
            f"sets = {json.dumps(list(plan.sets))}",
            f"containers = {json.dumps([plan.container])}",
            f"classes = {json.dumps(sorted({'generated', *self.ledger.classes, *(f'trap:{t}' for t in plan.traps)}))}",
            f"seed = {self.seed}",
            f"fragment = {round(rng.uniform(0.01, 0.25), 3) if 'fragment' in plan.traps else 0.0}",
            f"font = {json.dumps(rng.choice(('Times New Roman', 'Arial', 'Calibri', 'Cambria')))}",
            f"size = {rng.choice((11, 12, 12, 14))}",
        ]
        if plan.drawn:
            meta += [
                "[pdf]",
                f"headings = {json.dumps(rng.choice(('large', 'bold', 'colour')))}",
                f"font = {json.dumps(rng.choice(('serif', 'sans')))}",
                f"size = {round(rng.uniform(9, 12), 1)}",
                f"justify = {'true' if rng.random() < 0.4 else 'false'}",
                f"pages = {json.dumps(rng.choice(('a4', 'a4', 'letter')))}",
            ]
        meta += self.meta
        several = len(plan.sets) > 1
        for set_id in plan.sets:
            meta.append(f"[truth.{set_id}]" if several else "[truth]")
            if self.ledger.no_codes:
                meta.append('default = "not_checked"')
            for code, said in self.ledger.truth(set_id):
                meta.append(f'"{code}" = "{said}"')
        first = 1 if self.lines and self.lines[0].startswith(("@header", "@footer")) else 0
        heads, rest = self.lines[:first], self.lines[first:]
        return "\n".join(["+++", *meta, "+++", *heads, *front, *rest]) + "\n"


def _unlabelled(text: str) -> str:
    import re

    return re.sub(r"\{@\w+\}|\{fn:\{[^{}]*\}\}", "", text).replace("{tab}", " ").replace("{nbsp}", " ")
