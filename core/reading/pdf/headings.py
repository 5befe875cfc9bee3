"""Which paragraphs are headings, and of what rank: by bookmarks, by looks and by numbering, together.

No sign is enough alone. Bookmarks may be missing, stale or wrong; a heading of the third rank may differ from the text
by its weight only, like any bold phrase; numbers stand before list items too. So a paragraph is a heading if a bookmark
names it, if it is larger than the text, or if it is set apart and carries a number, a label ("Standard 3") or the name
of a usual section. Ranks come from bookmarks, from the depth of numbers (3 < 3.2 < 3.2.14), and from looks otherwise.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from ...averages import most_frequent
from .join import Joiner
from .lines import RAISED, Line
from .outline import Bookmark
from .paragraphs import Measures, Paragraph, is_caption, is_contents_title, opens_heading
from .tags import heading_level

_MOST_WORDS = 45
_MOST_LINES = 5
_DEEPEST = 60.0
_LABEL_WORDS, _FEWEST_LABELS = 8, 3  # of a bold line under many headings; how often it comes at least
_ANSWERS = re.compile(r"(?:n\s?/\s?a|not applicable|none|нет|не примен|неприменим|жоқ|қолданыл)", re.I)
_LARGER = 0.8  # points above the running text
_RUNNING = 60  # letters of a line: so long a line is running text
_LEFT_EMPTY = 4  # lines at a page's end: somebody broke it
_LONGEST_TITLE = 30  # words: what is longer and has several sentences is text, whatever it is declared to be
_SENTENCE_END = re.compile(r"[.!?…][»”\"’)]*(?=\s+[^\W\d_a-zа-яәіңғүұқөһё]|$)")

_NUMBER = re.compile(
    r"^(?:[A-ZА-Я][A-ZА-Я]{1,8}\s)?(?P<n>\d{1,2}(?:\.\d{1,3})*)\.?(?=\s|$|[-–—:(«\"“]|[A-ZА-ЯӘІҢҒҮҰҚӨҺ])(?!\s*[%)])"
)
_LABELLED = re.compile(
    r"^(?:criteri(?:on|a)|standard|критери[йяию]\w?|стандарт|глава|раздел|chapter|section|part|часть|бөлім|тарау|annex"
    r"|appendix|приложени[ея]|қосымша|п\.|пп\.|пункт|өлшемшарт|тармақ)\s*(?:№\s*)?(?P<a>(?:\d{1,2}(?:\.\d{1,3})*|[IVX]{1,5}|[A-ZА-Я])(?![\w]))"
    r"|^(?P<b>\d{1,2}(?:\.\d{1,3})*)\.?\s*[-–‑]?\s*(?:стандарт|критери|өлшемшарт|тармақ|қосымша|бөлім|тарау)",
    re.I,
)
_AT_END = re.compile(
    r"[(\[](?:[^()\[\]\d]{0,14})(?P<n>\d{1,2}(?:\.\d{1,3})+)(?:[^()\[\]\d]{0,14})[)\]]\.?[⁰¹²³⁴⁵⁶⁷⁸⁹]*$"
)
_SECTIONS = re.compile(
    r"^(?:introduction|conclusions?|summary|abbreviations|list of abbreviations|references|bibliography|annexe?s"
    r"|appendi(?:x|ces)|введение|заключение|выводы|список (?:использованн\w+ )?(?:литературы|источников|сокращений)"
    r"|обозначения и сокращения|сокращения|приложени[ея]|кіріспе|қорытынды|қысқартулар(?: тізімі)?|әдебиеттер тізімі"
    r"|пайдаланылған әдебиеттер(?: тізімі)?|қосымша(?:лар)?)$",
    re.I,
)
_NOTE_MARK = re.compile(rf"(?:(?<=[^\W\d_]{{3}})|(?<=[)»”\"’.:!?\]]))[{RAISED}]{{1,3}}$")
_ENDS_AS_TEXT = re.compile(r"[;,:]$")
_NO_WORD = re.compile(r"[\W_]+")

Looks = tuple[float, bool, str, int, bool]  # size, bold, font, colour, capitals
Strength = tuple[float, bool, bool]  # size, bold, capitals


@dataclass(slots=True)
class _Candidate:
    paragraph: Paragraph
    text: str
    looks: Looks
    number: str
    labelled: bool
    section: bool
    mark: int | None
    rank: float = 0.0

    @property
    def depth(self) -> int:
        return self.number.count(".") + 1 if self.number else 0


def judge_headings(
    paragraphs: list[Paragraph],
    usual: Measures,
    marks: list[Bookmark],
    joiner: Joiner,
) -> list[Paragraph]:
    """Sets kind and level of headings and the emphasis of other paragraphs; gives the paragraphs, some cut in two."""
    paragraphs, named = _by_bookmarks(paragraphs, marks, joiner)
    candidates: list[_Candidate] = []
    title_pages = _title_pages(paragraphs, usual)
    looks_seen = Counter(_looks(p, "") for p in paragraphs if p.kind == "paragraph" and p.first.colour != usual.colour)
    for paragraph in paragraphs:
        if paragraph.kind != "paragraph":
            continue
        mark = named.get(id(paragraph))
        mark = mark or heading_level(paragraph.first.tag) or None
        apart = _apart(paragraph, usual)
        if mark is None and not apart:
            continue
        text = joiner.text(paragraph.lines)
        if mark is not None and _reads_as_text(text):
            mark = None  # a style by mistake: tags and bookmarks repeat it
            if not apart:
                continue
        capitals = text.isupper()
        candidate = _candidate(paragraph, text, mark)
        paragraph.emphasis = apart
        if mark is not None or _is_heading(candidate, usual, capitals, looks_seen):
            if mark is None and paragraph.first.page in title_pages and not (candidate.number or candidate.labelled):
                continue
            candidates.append(candidate)
    candidates = _without_cover(paragraphs, candidates, usual)
    candidates += _once_in_each_section(paragraphs, candidates, joiner)
    candidates = _with_labels(paragraphs, candidates, joiner)
    _open_parts(paragraphs, candidates, usual)
    _rank(candidates, usual)
    for candidate in candidates:
        candidate.paragraph.kind = "heading"
        _without_note_mark(candidate.paragraph.lines[-1])
    return paragraphs


def _without_note_mark(line: Line) -> None:
    """A note's mark behind a heading's words is none of them; behind a letter or two it is a unit's (m²)."""
    if found := _NOTE_MARK.search(line.text):
        line.text = line.text[: found.start()]


def _without_cover(paragraphs: list[Paragraph], candidates: list[_Candidate], usual: Measures) -> list[_Candidate]:
    """The candidates less the title of the whole report, which Word's styles do not call a heading either.

    A title stands on the first page above all running text, without a number, in looks that no later heading has.
    """
    later = {c.looks for c in candidates if c.paragraph.first.page > 1}
    above: set[int] = set()
    for paragraph in paragraphs:
        if paragraph.first.page > 1 or paragraph.kind == "row" or _is_running(paragraph, usual):
            break
        above.add(id(paragraph))

    def covers(candidate: _Candidate) -> bool:
        if candidate.mark is not None:
            return False
        named = candidate.number or candidate.labelled or candidate.section or not candidate.text[:1].isalpha()
        return id(candidate.paragraph) in above and not named and candidate.looks not in later

    return [candidate for candidate in candidates if not covers(candidate)]


def _is_running(paragraph: Paragraph, usual: Measures) -> bool:
    return not _apart(paragraph, usual) and any(len(line.text) > _RUNNING for line in paragraph.lines)


def _with_labels(paragraphs: list[Paragraph], candidates: list[_Candidate], joiner: Joiner) -> list[_Candidate]:
    """The candidates with bold lines that come again and again under headings with codes ("Evidence"): the lowest rank.

    Text follows each of them. Below a paragraph that opens with its code such a line would end its text, and stays a
    label inside it; and what answers by itself ("Not applicable") is no heading.
    """
    known = {id(c.paragraph): c for c in candidates}
    found: dict[str, list[Paragraph]] = defaultdict(list)
    spoilt: set[str] = set()
    below_code = False
    for paragraph, following in pairwise(paragraphs):
        candidate = known.get(id(paragraph))
        if candidate is not None:
            below_code = candidate.depth >= 2 or (below_code and not candidate.depth)
        elif paragraph.kind != "row" and opens_heading(paragraph.first.text):
            below_code = False
        elif label := _label(paragraph, joiner):
            found[label].append(paragraph)
            if not below_code or id(following) in known or following.emphasis:
                spoilt.add(label)
    for label, some in found.items():
        if len(some) >= _FEWEST_LABELS and label not in spoilt:
            for paragraph in some:
                known[id(paragraph)] = _candidate(paragraph, joiner.text(paragraph.lines), None)
                known[id(paragraph)].rank = _DEEPEST
    return [known[id(paragraph)] for paragraph in paragraphs if id(paragraph) in known]


def _label(paragraph: Paragraph, joiner: Joiner) -> str:
    """A short line that is set apart and no sentence, folded; "" if the paragraph is none."""
    if paragraph.kind != "paragraph" or not paragraph.emphasis:
        return ""
    text = joiner.text(paragraph.lines)
    if len(text.split()) > _LABEL_WORDS or text[-1] in ".,;:" or text[0].isdigit() or _ANSWERS.match(text):
        return ""
    return text.casefold()


def _open_parts(paragraphs: list[Paragraph], candidates: list[_Candidate], usual: Measures) -> None:
    """A larger line without a number that a page was broken for ("Conclusions") ends the sections with codes above it.

    What comes several times is a part of each section, however it is set.
    """
    if not any(c.depth >= 2 for c in candidates):
        return
    bottoms: dict[int, float] = {}
    firsts: dict[int, int] = {}
    for paragraph in paragraphs:
        firsts.setdefault(paragraph.first.page, id(paragraph))
        for line in paragraph.lines:
            low = line.y if line.rows is None else line.rows.box[1]
            bottoms[line.page] = min(bottoms.get(line.page, low), low)
    lowest = min(bottoms.values(), default=0.0)
    recurring = Counter(c.text.casefold() for c in candidates)
    for candidate in candidates:
        page = candidate.paragraph.first.page
        broken = firsts.get(page) == id(candidate.paragraph) and (
            bottoms.get(page - 1, lowest) - lowest > _LEFT_EMPTY * usual.leading * usual.size
        )
        if (
            broken
            and candidate.mark is None
            and not candidate.number
            and candidate.looks[0] >= usual.size + _LARGER
            and recurring[candidate.text.casefold()] == 1
        ):
            candidate.rank = 1.0


def _once_in_each_section(
    paragraphs: list[Paragraph], candidates: list[_Candidate], joiner: Joiner
) -> list[_Candidate]:
    """Bold lines like "SWOT analysis" that come once in each of several sections are headings of their own.

    What comes more often ("Evidence" under every criterion) is a label inside a passage.
    """
    tops = {id(c.paragraph) for c in candidates if c.labelled and c.depth == 1}
    # under headings with codes such a line says nothing: there it is below them or beside them
    if len(tops) < 2 or any(c.depth >= 2 for c in candidates):
        return []
    known = {id(c.paragraph) for c in candidates}
    where: dict[str, list[tuple[int, Paragraph]]] = defaultdict(list)
    section = 0
    for paragraph in paragraphs:
        section += id(paragraph) in tops
        if paragraph.kind == "paragraph" and paragraph.emphasis and id(paragraph) not in known:
            text = joiner.text(paragraph.lines)
            if len(text.split()) <= 8 and text[-1] not in ".,;:" and not text[0].isdigit():
                where[text.casefold()].append((section, paragraph))
    found: list[_Candidate] = []
    for some in where.values():
        if len(some) >= 2 and len({section for section, _ in some}) == len(some) and some[0][0] > 0:
            for _, paragraph in some:
                candidate = _candidate(paragraph, joiner.text(paragraph.lines), None)
                candidate.rank = 1.5
                found.append(candidate)
    order = {id(paragraph): i for i, paragraph in enumerate(paragraphs)}
    found.sort(key=lambda candidate: order[id(candidate.paragraph)])
    return found


def _reads_as_text(text: str) -> bool:
    """Several sentences, as no heading has."""
    return len(text.split()) > _LONGEST_TITLE and len(_SENTENCE_END.findall(text)) > 1


def _looks(paragraph: Paragraph, text: str) -> Looks:
    line = paragraph.first
    return round(2 * line.size) / 2, paragraph.bold, line.font, line.colour, bool(text) and text.isupper()


def _candidate(paragraph: Paragraph, text: str, mark: int | None) -> _Candidate:
    labelled = _LABELLED.match(text)
    number = ""
    if labelled:
        number = labelled["a"] or labelled["b"]
        number = number if number[0].isdigit() else "1"
    elif found := _NUMBER.match(text) or _AT_END.search(text):
        number = found["n"]
    section = bool(_SECTIONS.match(text.strip(" .:")))
    return _Candidate(paragraph, text, _looks(paragraph, text), number, labelled is not None, section, mark)


def _apart(paragraph: Paragraph, usual: Measures) -> bool:
    """The whole paragraph is set apart from running text."""
    first = paragraph.first
    if not (
        (first.bold and not usual.bold)
        or first.size >= usual.size + _LARGER
        or first.colour != usual.colour
        or first.text.isupper()
    ):
        return False
    if paragraph.bold and not usual.bold:
        return True
    if all(line.size >= usual.size + _LARGER for line in paragraph.lines):
        return True
    if first.colour != usual.colour and _family(first.font) != _family(usual.font):
        return len(paragraph.lines) <= 3 and all(line.colour == first.colour for line in paragraph.lines)
    return (
        len(paragraph.lines) <= 3
        and sum(map(len, (line.text for line in paragraph.lines))) < 160
        and all(line.text.isupper() for line in paragraph.lines)
    )


def _family(font: str) -> str:
    return re.split(r"[-,]", font, maxsplit=1)[0].removesuffix("MT").removesuffix("PS")


def _is_heading(candidate: _Candidate, usual: Measures, capitals: bool, seen: Counter[Looks]) -> bool:
    paragraph, text = candidate.paragraph, candidate.text
    words = len(text.split())
    letters = sum(map(str.isalpha, text))
    if not letters and not candidate.number.count("."):
        return False
    if words > _MOST_WORDS or len(paragraph.lines) > _MOST_LINES or is_caption(text) or is_contents_title(text):
        return False
    larger = paragraph.first.size >= max(usual.size + _LARGER, 1.06 * usual.size)
    sentence = _ENDS_AS_TEXT.search(text) or (text.endswith(".") and words > 14)
    if candidate.labelled:
        return not text.endswith((";", ",")) or larger
    if candidate.depth >= 2:
        return not (sentence and not larger and words > 25)
    if candidate.section:
        return True
    if larger:
        return not sentence and words <= 30 and letters >= 3
    if candidate.depth == 1:
        return not sentence and words <= 20 and letters >= 3
    if capitals:
        return False
    coloured = paragraph.first.colour != usual.colour and _family(paragraph.first.font) != _family(usual.font)
    return coloured and not sentence and words <= 20 and seen[_looks(paragraph, "")] >= 2


def _title_pages(paragraphs: list[Paragraph], usual: Measures) -> set[int]:
    """The first page, if it has hardly any running text: what is large there is a title, not a section."""
    first = [p for p in paragraphs if p.first.page == 1]
    if not first:
        return set()
    letters = running = 0
    for paragraph in first:
        if paragraph.kind in ("row", "contents"):
            return set()
        for line in paragraph.lines:
            if line.page == 1:
                letters += len(line.text)
                running += len(line.text) * (not _apart(paragraph, usual) and len(line.text) > _RUNNING)
    last = max(p.first.page for p in paragraphs)
    return {1} if last > 1 and running < 0.3 * letters else set()


def _rank(candidates: list[_Candidate], usual: Measures) -> None:
    """Levels from 1, without holes."""
    if not candidates:
        return
    strength = {c.looks: (c.looks[0], c.looks[1], c.looks[4]) for c in candidates}
    _rank_by_number(candidates, strength)
    _rank_by_looks(candidates, strength, usual)
    marked = [c for c in candidates if c.mark is not None]
    flat = len({c.mark for c in marked}) == 1 and len({c.rank for c in marked}) > 1 and len(marked) > 2
    if marked and not flat:
        _levels_from_marks(candidates, marked)
        return
    order = {rank: level for level, rank in enumerate(sorted({c.rank for c in candidates}), 1)}
    for candidate in candidates:
        candidate.paragraph.level = order[candidate.rank]


def _rank_by_number(candidates: list[_Candidate], strength: dict[Looks, Strength]) -> None:
    """Ranks that the depth of a number gives, or the name of a usual section."""
    dotted = [c for c in candidates if c.depth >= 2]
    top_dotted = max((strength[c.looks] for c in dotted), default=None)
    for i, candidate in enumerate(candidates):
        if candidate.rank:
            continue
        if candidate.depth >= 2 or candidate.labelled:
            candidate.rank = float(candidate.depth)
        elif candidate.section:
            candidate.rank = 1.0
        elif candidate.depth == 1:
            following = next((c for c in candidates[i + 1 :] if c.depth >= 1 and not c.labelled), None)
            opens = following is not None and (
                following.number.startswith(candidate.number + ".")
                or (not dotted and following.depth == 1)
                or (following.depth == 1 and _larger_or_same(following, candidate) and top_dotted is None)
            )
            strong = top_dotted is None or strength[candidate.looks] > top_dotted
            candidate.rank = 1.0 if opens or strong else _DEEPEST


def _rank_by_looks(candidates: list[_Candidate], strength: dict[Looks, Strength], usual: Measures) -> None:
    """Ranks of the others: that of what looks the same, else below what looks stronger."""
    ranks: dict[Looks, list[float]] = defaultdict(list)
    for candidate in candidates:
        if candidate.rank and candidate.rank < _DEEPEST:
            ranks[candidate.looks].append(candidate.rank)
    usual_rank = {looks: min(most_frequent(some)) for looks, some in ranks.items()}
    deepest = min((c.looks[0] for c in candidates if c.depth >= 2), default=0.0)
    recurring = Counter(c.text.casefold() for c in candidates if not c.rank)
    for candidate in candidates:
        if candidate.rank:
            continue
        if recurring[candidate.text.casefold()] >= 3 and candidate.looks[0] <= deepest + 0.6:
            candidate.rank = _DEEPEST  # "Evidence" under every criterion, however large it is set
            continue
        own = usual_rank.get(candidate.looks)
        if own is not None and candidate.looks[0] >= usual.size + _LARGER:
            candidate.rank = own
            continue
        stronger = [rank for looks, rank in usual_rank.items() if strength[looks] > strength[candidate.looks]]
        candidate.rank = max(stronger) + 0.5 if stronger else 0.5
        if own is not None:
            candidate.rank = max(candidate.rank, max(usual_rank.values()) + 0.5)
        candidate.rank += (100 - min(candidate.looks[0], 100)) / 1000


def _larger_or_same(one: _Candidate, other: _Candidate) -> bool:
    return one.looks[0] >= other.looks[0]


def _levels_from_marks(candidates: list[_Candidate], marked: list[_Candidate]) -> None:
    """Bookmarks say the level; headings that have none take it from their like."""
    by_depth: dict[int, list[int]] = defaultdict(list)
    by_looks: dict[Looks, list[int]] = defaultdict(list)
    pairs: list[tuple[float, int]] = []
    for candidate in marked:
        level = candidate.mark or 1
        if candidate.depth >= 2:
            by_depth[candidate.depth].append(level)
        by_looks[candidate.looks].append(level)
        pairs.append((candidate.rank, level))
    for candidate in candidates:
        if candidate.mark is not None:
            candidate.paragraph.level = candidate.mark
        elif candidate.depth >= 2 and candidate.depth in by_depth:
            candidate.paragraph.level = min(most_frequent(by_depth[candidate.depth]))
        elif candidate.looks in by_looks and candidate.rank < _DEEPEST and candidate.depth < 2:
            candidate.paragraph.level = min(most_frequent(by_looks[candidate.looks]))
        else:
            below = [level for rank, level in pairs if rank < candidate.rank]
            same = [level for rank, level in pairs if rank == candidate.rank]
            candidate.paragraph.level = min(most_frequent(same)) if same else max(below, default=0) + 1


# --- bookmarks -------------------------------------------------------------------------------------------------------


_BEGIN = 6  # letters and digits that title and paragraph must have in common before they are compared


def _plain(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())


def _by_bookmarks(
    paragraphs: list[Paragraph], marks: list[Bookmark], joiner: Joiner
) -> tuple[list[Paragraph], dict[int, int]]:
    """The level that a bookmark gives, by id of the paragraph whose text it repeats on the page that it leads to.

    A paragraph that runs on after the bookmark's words, line for line, is cut there; one heading in two paragraphs is
    put together. Bookmarks that match nothing are stale and say nothing.
    """
    if not marks:
        return paragraphs, {}
    on_page = _beginnings(paragraphs)
    named: dict[int, int] = {}
    cuts: dict[int, int] = {}
    merged: dict[int, int] = {}
    for mark in marks:
        title = _plain(mark.title)
        if not title or len(title) > 400 or is_caption(mark.title):
            continue
        pages = (mark.page, mark.page + 1, mark.page - 1) if mark.page else tuple(on_page)
        for i in (i for page in pages if page in on_page for i in on_page[page].get(title[:_BEGIN], ())):
            if id(paragraphs[i]) in named:
                continue
            fits, at = _fits(paragraphs, i, title, joiner)
            if not fits:
                continue
            named[id(paragraphs[i])] = mark.level
            if at > 0:
                cuts[i] = at
            elif at < 0:
                merged[i] = i + 1
            break
    if not cuts and not merged:
        return paragraphs, named
    return _cut(paragraphs, cuts, merged), named


def _beginnings(paragraphs: list[Paragraph]) -> dict[int, dict[str, list[int]]]:
    """Which paragraphs of a page begin with which letters."""
    on_page: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, paragraph in enumerate(paragraphs):
        if paragraph.kind == "paragraph":
            begin = _plain(paragraph.first.text[:40])
            on_page[paragraph.first.page][begin[:_BEGIN]].append(i)
            if begin[:1].isdigit():  # a bookmark may leave out the number
                on_page[paragraph.first.page][begin.lstrip("0123456789")[:_BEGIN]].append(i)
    return on_page


def _fits(paragraphs: list[Paragraph], i: int, title: str, joiner: Joiner) -> tuple[bool, int]:
    """Whether a paragraph is what a bookmark names; after how many lines it is to be cut; -1: the next one ends it."""
    paragraph = paragraphs[i]
    text = _plain(joiner.text(paragraph.lines[:8]))
    if text == title or (len(title) > 12 and text.endswith(title) and len(text) - len(title) < 8):
        return True, 0
    if text.startswith(title) and len(paragraph.lines) > 1:
        for k in range(1, len(paragraph.lines)):
            if _plain(joiner.text(paragraph.lines[:k])) == title:
                return True, k
    if text and title.startswith(text) and i + 1 < len(paragraphs) and paragraphs[i + 1].kind == "paragraph":
        rest = _plain(joiner.text(paragraphs[i + 1].lines[:8]))
        return text + rest == title, -1
    return False, 0


def _cut(paragraphs: list[Paragraph], cuts: dict[int, int], merged: dict[int, int]) -> list[Paragraph]:
    """The paragraphs, those of cuts in two and those of merged put together."""
    done: list[Paragraph] = []
    gone = set(merged.values())
    for i, paragraph in enumerate(paragraphs):
        if i in gone:
            continue
        done.append(paragraph)
        if i in cuts:
            rest_of = Paragraph(paragraph.lines[cuts[i] :], notes=paragraph.notes, confidence=paragraph.confidence)
            paragraph.lines, paragraph.notes = paragraph.lines[: cuts[i]], []
            done.append(rest_of)
        elif i in merged:
            other = paragraphs[merged[i]]
            paragraph.lines = [*paragraph.lines, *other.lines]
            paragraph.notes = [*paragraph.notes, *other.notes]
    return done
