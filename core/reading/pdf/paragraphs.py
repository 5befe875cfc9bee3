"""Lines -> paragraphs: what belongs together on a page, over columns and over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from .furniture import Page
from .lines import Line, superscript
from .tags import heading_level, is_contents

_TERMINAL = re.compile(r"[.!?…:;][»”\"’)\]]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_BULLET = re.compile(r"^[•●○◦▪■□▫►➢➤✓✔❖◆◊‣∙·\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf0a8\uf06f\uf02d]\s*|^[-–—*]\s+")
_NUMBERED = re.compile(
    r"^(?:\(?\d{1,3}\)|\d{1,2}\.(?!\d)|\(?[a-zа-яәіңғүұқөһ]\)|[ivx]{1,5}[.)])(?:\s+|(?<=\d[.)])(?=[^\W\d_]))(?=\S)",
    re.I,
)
# A full stop that ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:п|пп|подп|ст|рис|табл|прил|гл|разд|с|стр|см|т|д|г|гг|ред|вер|no|nos|p|pp|par|para|art|fig|tab|sec|ch|cl|v|ver"
    r"|vol|т\.\s?е|т\.\s?д|и\.\s?о|e\.\s?g|i\.\s?e|cf|see|б|қар)\.$",
    re.I,
)
_CODE = re.compile(r"^(?:[A-ZА-Я]{1,8}\s)?\d{1,2}(?:\.\d{1,3})+[.)]*(?:\s+[^\W\d_]|\s*[-–—:(«\"“]|$)")
_LABEL = re.compile(
    r"^(?:criteri(?:on|a)|standard|критери[йя]|стандарт|глава|раздел|chapter|section|бөлім|тарау|annex|appendix"
    r"|приложение|қосымша|пп?\.|пункт)\s*№?\s*\d|^\d+(?:\.\d+)*\s*[-–]?\s*(?:стандарт|критери|өлшемшарт|тармақ|қосымша|бөлім)",
    re.I,
)
_CAPTION = re.compile(
    r"^(?:(?:table|figure|fig\.|chart|diagram|таблица|табл\.|рисунок|рис\.|диаграмма|схема|кесте|сурет)"
    r"\s*(?:№\s*)?(?P<n>[A-ZА-Я]?\.?\d+(?:[.-]\d+)*)|(?P<k>\d+(?:\.\d+)*)\s*[-–]?\s*(?:кесте|сурет|диаграмма|сызба))"
    r"\.?(?P<rest>.*)$",
    re.I | re.S,
)
_LEADER = re.compile(r"(?:\.[ \u00a0]?){4,}\s*[\divxlc]{0,5}\s*$|…{2,}\.*\s*[\divxlc]{0,5}\s*$|_{5,}\s*\d+$", re.I)
_PAGE_END = re.compile(r"(?:^|\s)(\d{1,4})$")
_CLOSING, _OPENING = re.compile(r"[)\]]"), re.compile(r"[(\[]")
_PAIRS = {")": "(", "]": "["}
_ITEM_BRACKET = re.compile(r"(?:^|(?<=\s))\w{1,3}\)")
_HALF = 0.5
_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}|\d{1,3}(?=\s|$)")
_CONTENTS = re.compile(r"^(?:table of )?contents?$|^(?:содержание|оглавление|мазмұны|мазмуны)$", re.I)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, or one table. kind is filled in as it becomes known."""

    lines: list[Line]
    kind: str = "paragraph"
    level: int = 0
    emphasis: bool = False
    confidence: float | None = None
    depth: int = 0
    notes: list[list[Line]] = field(default_factory=list)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def bold(self) -> bool:
        return all(line.bold and line.end_bold for line in self.lines)

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: body font, size and leading; right edge of its text by page width.

    spaced, indented: paragraphs are told apart by space above them, or by an indent of their first line.
    """

    font: str
    size: float
    bold: bool
    colour: int
    leading: float  # of body lines, in font sizes
    rights: dict[int, float]
    spaced: bool = False
    indented: bool = False


_SURE = 8  # font sizes of room at a line's end: a paragraph ended here
_FEWEST_SURE = 4


def measure(pages: Iterable[Page]) -> Measures:
    """Body text is what most characters look like; its leading is the most frequent one."""
    looks: Counter[tuple[str, float, bool, int]] = Counter()
    leadings: Counter[int] = Counter()
    rights: dict[int, Counter[int]] = {}
    ends: list[tuple[float, bool]] = []  # after lines that surely end a paragraph: gap in font sizes, indent
    for page in pages:
        width = round(page.box[2] - page.box[0])
        edges = rights.setdefault(width, Counter())
        before: Line | None = None
        for line in page.lines:
            if line.rows is not None:
                before = None
                continue
            size = line.size
            length = len(line.text)
            looks[line.font, round(size * 2) / 2, line.bold, line.colour] += length
            if line.column == 0 and length > 30:
                edges[round(line.x1 / 3)] += 1
            if before is not None and before.column == line.column and abs(before.size - size) < 0.3:
                gap = before.y - line.y
                if 0 < gap < 3 * size:
                    leadings[round(20 * gap / size)] += length
                    if (
                        before.right - before.x1 > _SURE * size
                        and length > 40
                        and not before.bold
                        and not line.bold
                        and before.text[-1] in ".!?"
                    ):
                        ends.append((gap / size, line.x0 - line.left > 0.9 * size))
            before = line
    font, size, bold, colour = looks.most_common(1)[0][0] if looks else ("", 12.0, False, 0)
    leading = leadings.most_common(1)[0][0] / 20 if leadings else 1.2
    usual = {width: 3.0 * edges.most_common(1)[0][0] + 1.5 for width, edges in rights.items() if edges}
    enough = len(ends) >= _FEWEST_SURE
    spaced = enough and sum(gap > leading + 0.2 for gap, _ in ends) >= 0.7 * len(ends)
    indented = enough and sum(indent for _, indent in ends) >= 0.7 * len(ends)
    return Measures(font, size, bold, colour, leading, usual, spaced, indented)


def set_apart(line: Line, usual: Measures) -> bool:
    """The whole line looks different from running text: bold, larger or coloured."""
    if line.bold and line.end_bold and not usual.bold:
        return True
    return line.size >= usual.size + 0.8 or (line.colour != usual.colour and line.font != usual.font)


def paragraphs(pages: Iterable[Page], usual: Measures, contents: set[int]) -> Iterator[Paragraph]:
    """The paragraphs of all pages in order. contents: ids of lines that are entries of a table of contents."""
    flow = _Flow(usual, contents)
    for page in pages:
        flow.open_page(page)
        for line in page.lines:
            yield from flow.take(line)
        yield from flow.notes(page)
    yield from flow.close()


class _Flow:
    """Lines on their way to paragraphs: the one that is open, and what stands on the page so far."""

    def __init__(self, usual: Measures, contents: set[int]) -> None:
        self._usual = usual
        self._contents = contents
        self._current: Paragraph | None = None
        self._here: list[Paragraph] = []
        self._right: float | None = None
        self._first_on_page = True

    def open_page(self, page: Page) -> None:
        self._right = None if _knows_its_edge(page) else self._usual.rights.get(round(page.box[2] - page.box[0]))
        self._first_on_page = True
        self._here = []

    def take(self, line: Line) -> Iterator[Paragraph]:
        """Gives the paragraphs that a line ends."""
        if line.rows is not None:
            yield from self.close()
            table = Paragraph([line], "row")
            self._here.append(table)
            yield table
            self._first_on_page = False
            return
        if self._right is not None and line.column == 0 and line.right < self._right:
            line.right = self._right
        entry = id(line) in self._contents
        if self._current is not None and self._goes_on(self._current, line, entry):
            self._current.lines.append(line)
        else:
            yield from self.close()
            self._current = Paragraph([line], "contents" if entry else "paragraph")
        self._first_on_page = False

    def _goes_on(self, current: Paragraph, line: Line, entry: bool) -> bool:
        if entry:
            open_still = current.kind == "contents" and not ends_entry(current.last.text)
            return open_still and not self._first_on_page and not _begins(line)
        if current.kind == "contents" or line.opens:
            return False
        over = self._first_on_page or line.column != current.last.column
        return not (_breaks_over if over else _breaks)(current, line, self._usual)

    def close(self) -> Iterator[Paragraph]:
        """Gives the paragraph that is open."""
        if self._current is not None:
            self._here.append(self._current)
            yield self._current
            self._current = None

    def notes(self, page: Page) -> Iterator[Paragraph]:
        """Hands the notes of a page to the paragraphs that refer to them; gives those of a page without any."""
        here = [*self._here, self._current] if self._current is not None else self._here
        for note in page.notes:
            holder = _referring(here, note, page.number) or (here[-1] if here else None)
            if holder is None:
                yield Paragraph(note, "note")
            else:
                holder.notes = [*holder.notes, note]


def _referring(paragraphs_: list[Paragraph], note: list[Line], page: int) -> Paragraph | None:
    """The paragraph on the page that carries the note's mark."""
    found = _MARK.match(note[0].text)
    if found is None:
        return None
    mark = superscript(found[0]) if found[0].isdigit() else found[0]
    raised = re.compile(rf"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹*]){re.escape(mark)}(?![⁰¹²³⁴⁵⁶⁷⁸⁹*])")
    for paragraph in paragraphs_:
        if paragraph.kind == "row":
            texts = [line.text for row in paragraph.first.rows.rows for line in row.lines]
        else:
            texts = [line.text for line in paragraph.lines if line.page == page]
        if any(raised.search(text) for text in texts):
            return paragraph
    return None


def _knows_its_edge(page: Page) -> bool:
    """Enough lines reach about as far as the longest: the page's own text says how wide it is."""
    lines = [line for line in page.lines if line.column == 0 and line.rows is None and len(line.text) > 15]
    near = sum(line.right - line.x1 < 5 * line.size for line in lines)
    return near >= 5 and near >= 0.5 * len(lines)


def ends_entry(text: str) -> bool:
    """A contents entry ends with its page."""
    return bool(_LEADER.search(text) or _PAGE_END.search(text))


def _begins(line: Line) -> bool:
    """The line looks like the beginning of something: bullet, number, code, label."""
    text = line.text
    c = text[:1]
    if c.isdigit():
        return bool(_CODE.match(text) or _NUMBERED.match(text) or _LABEL.match(text))
    if c.isalpha():
        return bool(_NUMBERED.match(text) or _LABEL.match(text) or _CODE.match(text))
    return bool(_BULLET.match(text) or _NUMBERED.match(text))


def _short(line: Line, following: Line) -> bool:
    """The next line's first word would have fitted: the line was ended on purpose."""
    room = line.right - line.x1
    if room < 1.5 * line.size:
        return False
    text = following.text
    word = text.split(" ", 1)[0]
    scale = (following.x1 - following.x0) / _width(text) if following.x1 > following.x0 else following.size
    scale = min(max(scale, 0.8 * following.size), 1.35 * following.size)
    return room > 1.1 * scale * (_width(word) + 0.3) + 2


_CAPITAL = re.compile("[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ]")


def _width(text: str) -> float:
    """About how wide a text is, in font sizes."""
    return 0.5 * len(text) + 0.2 * len(_CAPITAL.findall(text)) - 0.22 * text.count(" ")


def _centred(line: Line) -> bool:
    left, right = line.x0 - line.left, line.right - line.x1
    return left > 2 * line.size and abs(left - right) < 0.12 * (line.right - line.left) + 4


def _closes(current: Paragraph, line: Line) -> bool:
    """A bracket that is still open at the end of the paragraph is closed in the line, before another one opens."""
    close = _CLOSING.search(line.text)
    if close is None or _OPENING.search(line.text, 0, close.start()):
        return False
    said = " ".join(before.text for before in current.lines[-3:])
    if close[0] == ")":
        said = _ITEM_BRACKET.sub(" ", said)  # "a)" opens nothing
    return said.count(_PAIRS[close[0]]) > said.count(close[0])


def _breaks(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Whether a new paragraph begins with a line that stands under the current one."""
    before = current.last
    if line.tag != before.tag:
        return True
    if heading_level(line.tag):
        return False
    if _stands_apart(current, line, usual):
        return True
    if _closes(current, line) and line.bold == before.end_bold:
        return False
    if not usual.bold:
        if before.bold and before.end_bold and current.bold:
            return _breaks_after_bold(current, line)
        if line.bold and line.end_bold and not before.end_bold:
            return _short(before, line) or bool(_TERMINAL.search(before.text)) or _begins(line)
    return _breaks_at_mark(current, line, usual) if _begins(line) else _breaks_by_indent(current, line, usual)


def _stands_apart(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Another size of letters, or more space above the line than lines of one paragraph have."""
    before = current.last
    size = before.size
    gap = before.y - line.y
    if abs(size - line.size) > max(0.6, 0.06 * size):
        return True
    wide = (usual.leading + 0.2) * size if usual.spaced else 1.32 * max(usual.leading, 1.0) * size + 0.5
    # a wider leading than the body's is usual where all of the paragraph has it
    return (gap > wide or gap < -0.5 * size) and (
        len(current.lines) < 2 or gap > 1.1 * (current.lines[-2].y - before.y) or gap < 0
    )


def _breaks_after_bold(current: Paragraph, line: Line) -> bool:
    """After lines that are bold as a whole, in a text that is not."""
    before = current.last
    short = _short(before, line)
    ended = bool(_TERMINAL.search(before.text))
    if not line.bold:
        # a set-apart line before plain text; a bold opening that fills its line goes on
        return short or ended or not line.text[:1].islower()
    if _begins(line) and (short or ended or _CODE.match(line.text) or _LABEL.match(line.text)):
        return True
    if line.end_bold and short and not _centred(before) and not line.text[:1].islower():
        return ended or line.x0 <= before.x0 + 1
    return False


def _breaks_at_mark(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Before a line that opens with a bullet, a number, a code or a label."""
    before = current.last
    short = _short(before, line)
    ended = bool(_TERMINAL.search(before.text))
    if _BULLET.match(line.text):
        return short or ended or not line.text.startswith(("-", "–", "—")) or bool(_BULLET.match(current.first.text))
    if _cut_number(before.text, line.text) and not short:
        return False
    item = bool(_NUMBERED.match(line.text))
    if short or (item and before.text.endswith((",", ";", ":"))):
        return True
    if item and (_NUMBERED.match(current.first.text) or _BULLET.match(current.first.text)):
        return ended
    if usual.indented and line.x0 - line.left > 0.9 * before.size:
        return True
    # where space or an indent tells paragraphs apart, a code at a line's begin tells nothing
    if not (usual.spaced or usual.indented):
        return ended and not _ABBREVIATED.search(before.text)
    return False


def _breaks_by_indent(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Before a line that opens with a word: by its indent, or as the one above was ended on purpose."""
    before = current.last
    size = before.size
    short = _short(before, line)
    ended = bool(_TERMINAL.search(before.text))
    if ended and not short and line.x0 - line.left > 0.9 * size and before.x0 - before.left < 0.5 * size:
        return True  # first-line indent
    if short:
        if _centred(before) and _centred(line):
            return ended or set_apart(before, usual) != set_apart(line, usual)
        if len(current.lines) == 1 and line.x0 < before.x0 - 0.8 * size and not ended:
            return line.text[:1].isupper()
        # how far a word reaches is an estimate; a sentence that goes on in small letters is none
        return ended or not line.text[:1].islower() or before.right - before.x1 > _HALF * (before.right - before.left)
    # an indent opens a paragraph, unless it hangs under a marker or a centred line
    indent = line.x0 - before.x0
    if indent > 0.9 * size and not _begins(current.first) and not _centred(line):
        return not line.text[:1].islower() and (ended or len(current.lines) > 1)
    return False


def _cut_number(text: str, following: str) -> bool:
    return bool(re.search(r"\d\.$|\d$", text)) and following[:1].isdigit()


def _breaks_over(current: Paragraph, line: Line, usual: Measures) -> bool:
    """Whether a new paragraph begins on a new page or in a new column."""
    before = current.last
    if abs(before.size - line.size) > max(0.6, 0.06 * before.size):
        return True
    if before.hyphen or (_closes(current, line) and line.bold == before.end_bold):
        return False
    if set_apart(before, usual) or set_apart(line, usual):
        both = set_apart(before, usual) and set_apart(line, usual)
        return not (both and line.text[:1].islower())
    ended = bool(_TERMINAL.search(before.text))
    lower = line.text[:1].islower() and not (_LABEL.match(line.text) and not _ABBREVIATED.search(before.text))
    if lower and not _BULLET.match(line.text) and not _NUMBERED.match(line.text):
        return ended and not before.text.endswith((";", ":", "…")) and _short(before, line)
    if ended and not (_ABBREVIATED.search(before.text) and line.text[:1].isdigit()):
        return True
    if _BULLET.match(line.text) or (
        not _ABBREVIATED.search(before.text) and _begins(line) and not _cut_number(before.text, line.text)
    ):
        return True
    if _short(before, line):
        return True
    return line.x0 - line.left > 0.9 * line.size and current.first.x0 - current.first.left < 0.5 * line.size


def contents_lines(pages: Iterable[Page]) -> set[int]:
    """Ids of the lines that are entries of a table of contents.

    Entries end with dots and a page, or they stand under the heading "Contents" and end with a page; wrapped entries
    between them count. Without dots or heading it takes five lines whose page numbers grow and stand at one edge.
    """
    found: set[int] = set()
    going = False
    for page in pages:
        declared = [line for line in page.lines if is_contents(line.tag)]
        if declared:
            found.update(map(id, declared))
            going = False
            continue
        texts = [line for line in page.lines if line.rows is None]
        begin = next((i for i, line in enumerate(texts) if _CONTENTS.match(line.text.strip(" .:"))), None)
        entries = _entries(texts, begin, going)
        if not entries:
            going = False
            continue
        first = entries[0] if begin is None else begin
        if begin is None and going:
            first = 0  # a wrapped first entry: lines directly above the first one
        for i in range(first + (begin is not None), entries[-1] + 1):
            found.add(id(texts[i]))
        going = entries[-1] >= len(texts) - 3
    return found


def _entries(texts: list[Line], begin: int | None, going: bool) -> list[int]:
    """Indices of the lines of a page that end contents entries. begin: of the heading; going: on from before."""
    leaders = [i for i, line in enumerate(texts) if _tail(line.text) and _LEADER.search(line.text)]
    if not (leaders or begin is not None or going) and sum(line.text[-1:].isdigit() for line in texts) < 5:
        return []
    numbers = list(_page_numbers(texts))
    entries = list(leaders)
    if begin is not None or going:
        start = begin if begin is not None else -1
        after = [number for number in numbers if number[0] > start]
        if len(after) >= 2 and (_rising(after) or len(leaders) >= 2):
            entries += [i for i, _, _ in after]
    elif len(leaders) >= 3:
        entries += [i for i, _, x1 in numbers if any(abs(texts[j].x1 - x1) < 4 for j in leaders)]
    elif len(numbers) >= 5 and len(numbers) >= 0.5 * len(texts) and _rising(numbers):
        edge = max(x1 for _, _, x1 in numbers)
        if sum(abs(x1 - edge) < 4 for _, _, x1 in numbers) >= 0.9 * len(numbers):
            entries += [i for i, _, _ in numbers]
    entries = sorted(set(entries))
    if len(entries) < 2 and not (entries and (going or begin is not None)):
        return []
    return _run(entries, begin if begin is not None else -1 if going else entries[0])


def _page_numbers(texts: list[Line]) -> Iterator[tuple[int, int, float]]:
    """Lines that end with a number: index, number, right edge."""
    for i, line in enumerate(texts):
        if line.text[-1:].isdigit():
            got = _PAGE_END.search(line.text)
            if got and got.start() > 2:
                yield i, int(got[1]), line.x1


def _run(entries: list[int], begin: int) -> list[int]:
    """Entries as long as no more than three other lines stand between them: wrapped titles, not text."""
    run: list[int] = []
    for entry in entries:
        if entry - (run[-1] if run else begin) > 4:
            break
        run.append(entry)
    return run


def _tail(text: str) -> bool:
    return "…" in text or "..." in text or ". ." in text or "____" in text


def _rising(numbers: list[tuple[int, int, float]]) -> bool:
    values = [value for _, value, _ in numbers]
    up = sum(one <= other for one, other in pairwise(values))
    return up >= 0.85 * (len(values) - 1)


def opens_heading(text: str) -> bool:
    """A line that opens as numbered headings do, and does not end as a sentence does."""
    return bool(_CODE.match(text) or _LABEL.match(text)) and not text.endswith((".", ";", ",", ":", "-"))


def is_contents_title(text: str) -> bool:
    return bool(_CONTENTS.match(text.strip(" .:")))


def is_caption(text: str) -> bool:
    """ "Table 3.2. Title", not "Table 3.2 shows that"."""
    found = _CAPTION.match(text)
    if found is None or len(text.split()) > 45:
        return False
    rest = found["rest"].strip()
    return not rest or rest[0] in '.:–—-(«"“|' or rest[0].isupper() or rest[0].isdigit()


def bullet(text: str) -> re.Match[str] | None:
    """The bullet that a list item opens with."""
    return _BULLET.match(text)


def item_number(text: str) -> bool:
    """A list item that opens with "1)", "1." or "a)"."""
    return bool(_NUMBERED.match(text))


def set_notes_apart(page: Page, usual: Measures) -> None:
    """Footnotes: small lines at a column's foot, under a short rule or opening with a raised number."""
    if not page.lines:
        return
    kept: list[Line] = []
    columns: dict[int, list[Line]] = {}
    for line in page.lines:
        columns.setdefault(line.column, []).append(line)
    _, bottom, _, top = page.box
    for lines in columns.values():
        block = _notes_of(page, lines, usual)
        if not block or block[0].y > bottom + 0.6 * (top - bottom) or len(block) == len(page.lines) > 12:
            kept += lines
            continue
        kept += lines[: len(lines) - len(block)]
        for line in block:
            opens = line.raised or line.text[:1] in "¹²³⁴⁵⁶⁷⁸⁹*" or re.match(r"\d{1,3}(?:\s+\S|$)", line.text)
            if opens or not page.notes:
                page.notes.append([line])
            else:
                page.notes[-1].append(line)
    if page.notes:
        page.lines = kept


def _notes_of(page: Page, lines: list[Line], usual: Measures) -> list[Line]:
    """The small lines at the foot of a column that may be notes."""
    begin = len(lines)
    while begin > 0 and lines[begin - 1].rows is None and lines[begin - 1].size <= 0.93 * usual.size:
        begin -= 1
    rule = _note_rule(page, lines)
    if rule is not None:
        under = next((i for i, line in enumerate(lines) if line.y < rule and line.rows is None), len(lines))
        if under >= begin or (under < len(lines) and lines[under].raised):
            begin = under if under < len(lines) else begin
        return lines[begin:]
    block = lines[begin:]
    # without a rule the first note must open with its mark
    while block and not (block[0].raised or block[0].text[:1] in "¹²³⁴⁵⁶⁷⁸⁹*"):
        block.pop(0)
    return block


def _note_rule(page: Page, lines: list[Line]) -> float | None:
    """Height of the short rule over the notes of a column."""
    left, right = lines[0].left, lines[0].right
    _, bottom, _, top = page.box
    for x0, y, x1, _ in page.rules:
        if (
            x0 - left < 0.1 * (right - left)
            and 20 < x1 - x0 < 0.6 * (right - left)
            and x0 >= left - 6
            and y < bottom + 0.5 * (top - bottom)
        ):
            above = min((line.y for line in lines if line.y > y), default=None)
            below = max((line.top for line in lines if line.y < y), default=None)
            if below is not None and (above is None or above - y > 0.2 * lines[0].size) and y - below < 20:
                small = [line for line in lines if line.y < y]
                if all(line.rows is None for line in small) and any(
                    line.raised or line.size < 0.95 * lines[0].size for line in small
                ):
                    return y
    return None


def cell_breaks(before: Line, line: Line) -> bool:
    """Whether a new paragraph begins inside a table's cell: it opens with a mark and the line before had ended."""
    if _cut_number(before.text, line.text) or before.hyphen:
        return False
    if before.y - line.y > 1.9 * max(before.size, line.size):
        return True
    return _begins(line) and (bool(_TERMINAL.search(before.text)) or _short(before, line))
