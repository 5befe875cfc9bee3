"""Where codes stand in relation to a text: at the beginning of it, at the end, or on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..citing.citations import Citations
from ..citing.table_heads import is_evidence_label
from ..model.codes import Code
from ..model.coverage import Citation
from ..model.document import Block, Document, Kind
from ..words.narrative import narrative_words
from ..words.patterns import pattern
from ..words.vocabulary import alternatives, any_of
from ..words.vocabulary import words as vocabulary

MarkKind = Literal["opener", "closer", "line", "note"]
_LABEL_WORDS = 6  # between the bracket, or the sentence before, and the first code: "Criteria covered in this passage:"
_NOTED_WORDS = 4  # of a footnote's clause beside the codes: "are taken together", "Assessment: criterion 3.2.10"
_WORD = pattern(r"[^\W\d_]{2,}")
_CLAUSE = pattern(r"(?:[^;.]|\.(?=\s?[0-9]))+")
_SENTENCE_WORDS = (
    1  # beside the word for criterion; more before a single code is a sentence: "This meets criterion 5.2.7."
)
_ASIDE = pattern(r"\([^()0-9]{1,40}\)")  # "4.2.1, 4.2.2 (first paragraph)"
_ANNOUNCEMENT = 12  # words of a line that says what a section answers
_PROMISED = 3  # words behind a code among which a promise speaks of its answer, however long the sentence
_JOINT_WORDS = 2  # between two codes of one mark, words for criterion apart
_PUNCTUATION = " \t\n.,;:/&+–—-()[]{}<>〈〉⟨⟩‹›№#→|«»"
_OPENING, _CLOSING = r"(\[{<〈⟨‹", r")\]}>〉⟩›"  # brackets in which people put codes
_OPENS = ("heading", "lead")
_HABIT = 2  # lines of one shape
_FILED = 4  # lines that list evidence, from which on they are how the report cites
_OPENED = 0.5  # texts that open with codes, at most, for each of these lines
_TITLE = pattern(
    rf"[^.!?…{_OPENING}{_CLOSING}]{{3,100}}[{_OPENING}](?P<codes>[^{_OPENING}{_CLOSING}]{{3,60}})[{_CLOSING}]"
)
_BARE_WORDS = 2  # of a sentence of nothing but "This is", «Это», and codes with "and" between
_LITTLE = 20  # words behind a mark inside a paragraph, at most: more is a text to which the mark may be the title
# A bracket that ends a sentence, or follows one that has ended
_CLOSED_BRACKET = pattern(
    rf"[{_OPENING}](?P<inside>[^{_OPENING}{_CLOSING}]{{3,80}})[{_CLOSING}][\s.;]*(?=\s[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ«“]|$)"
)
_BESIDE = 60  # characters on both sides of a mention
_LAST_SENTENCE = pattern(
    r"[\w%)»”\"]{3}[.!?…][»”\")]?\s+(?P<clause>[^.!?…;]*(?:\.[0-9][^.!?…;]*)+)(?:[.!?…]|;(?:[^.!?…]|\.[0-9])*[.!?…])\s*$"
)
_BRACKET = pattern(rf"[{_OPENING}](?P<label>[^{_OPENING}{_CLOSING}]*)$")
_DASH = pattern(r"(?<=[\w»”\")%.…])\s(?:[–—]\s|/)(?P<label>\s*)$")
_LAST_BRACKET = pattern(rf"[{_OPENING}][^{_OPENING}{_CLOSING}]*[{_CLOSING}][\s.]*$")
_SENTENCE_END = pattern(r"(?:^|\n|[\w%)»”\"]{3}[.!?…][»”\")]?\s+(?:[–—-]\s+)?)(?P<label>[^.!?…()\n]*)$")


class Mark(NamedTuple):
    """Codes at one place of the text, as its author may have meant them.

    kind      opener: its text follows; closer: at the end of a paragraph; line: a line of nothing else; note: a
              footnote of little else, below the text that it stands at
    citation  the first of the citations; codes: of all of them
    start     where the mark begins in the shown text; the text before it is narrative
    refers    the mark sends the reader elsewhere («см. критерий 3.2.5»)
    end       where the text behind a mark inside a paragraph begins
    bracketed a line of codes stands in brackets, or lists evidence: it rather closes the text above
    said      a sentence says that the text answers the codes, which is less than a bracket of nothing but codes
    """

    kind: MarkKind
    block: int
    citation: Citation
    codes: tuple[Code, ...]
    start: int
    refers: bool = False
    end: int = 0
    said: bool = False
    bracketed: bool = False

    @property
    def opens_or_closes(self) -> bool:
        """A line of codes may open the text below it as well as close the one above."""
        return self.kind == "line" and not self.bracketed


def marks_of(document: Document, citations: Citations) -> list[Mark]:
    """All marks of running text, in the order of the document; only of those that close a text a block has several."""
    by_block: dict[int, list[Citation]] = {}
    for citation in citations.counted:
        if citation.cell is None and citation.kind in ("heading", "lead", "note", "inline", "range"):
            by_block.setdefault(citation.block, []).append(citation)
    lines = _lines(document, by_block)
    return [
        mark
        for at, every in sorted(by_block.items())
        for mark in ([lines[at]] if at in lines else _marks(document.blocks[at], at, every))
        if at not in citations.listed or mark.kind == "opener"
    ]


def _lines(document: Document, by_block: Mapping[int, list[Citation]]) -> Mapping[int, Mark]:
    """Lines that name codes above the texts that answer them, beside words of their own: a title with its codes in
    brackets («Participation of partners (3.2.2)»), a line that comes again with other codes ("Programme A | 5.2.1").

    Each stands above a text; two make a habit.
    """
    shapes: dict[str, list[int]] = {}
    for at, every in by_block.items():
        block = document.blocks[at]
        if (
            block.kind is Kind.PARAGRAPH
            and not any(one.kind in _OPENS for one in every)
            and _above_a_text(document, at)
        ):
            shape = _shape(block.shown, every)
            if shape:
                shapes.setdefault(shape, []).append(at)
    found = {}
    filed = _evidence_lines(document, by_block)
    for at in (*filed, *(at for some in shapes.values() if len(some) >= _HABIT for at in some)):
        codes = tuple(dict.fromkeys(code for one in by_block[at] for code in one.codes))
        found[at] = Mark("line", at, by_block[at][0], codes, 0, bracketed=at in filed)
    return found


def _evidence_lines(document: Document, by_block: Mapping[int, list[Citation]]) -> Sequence[int]:
    """Lines that name the codes by which the evidence of the text beside them is filed: "Evidence. Folder 3.2.1:
    minutes". Several whose codes rise are how the report cites, if hardly any text opens with a code."""
    lines = sorted(at for at, every in by_block.items() if _lists_evidence(document.blocks[at], every))
    codes = [by_block[at][0].codes[0] for at in lines]
    opened = sum(any(one.kind in _OPENS for one in every) for every in by_block.values())
    habit = len(lines) >= _FILED and codes == sorted(set(codes)) and opened <= _OPENED * len(lines)
    return lines if habit else []


def _lists_evidence(block: Block, every: Sequence[Citation]) -> bool:
    before = block.shown[: every[0].start]
    label = re.split(r"[.:–—]", before)[0]
    if block.kind is not Kind.PARAGRAPH or any(one.kind in _OPENS for one in every):
        return False
    few = len(before.split()) <= _LABEL_WORDS and _WORD.search(before) is not None
    annex = any_of("annex").search(label)  # an entry of a list of annexes
    return few and annex is None and is_evidence_label(label) and not in_passing(block.shown)


def _shape(shown: str, every: Sequence[Citation]) -> str:
    """What lines that name their codes in one way have in common; "" for any other text."""
    if len(shown.split()) > _ANNOUNCEMENT or any_of("see").search(shown) or any_of("as-well").search(shown):
        return ""
    title = _TITLE.fullmatch(shown.strip())
    if title is not None and only_names(shown, shown.index(title["codes"]), len(shown.rstrip()) - 1, every):
        return "title"
    return re.sub(r"[0-9]+", "0", shown).strip() if _said(re.sub(r"[0-9]", "", shown)) else ""


def _above_a_text(document: Document, index: int) -> bool:
    """The next block is a paragraph of sentences."""
    block = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    return block is not None and block.kind is Kind.PARAGRAPH and block.narrative > _LITTLE


def _marks(block: Block, index: int, every: list[Citation]) -> Iterator[Mark]:
    last = _mark(block, index, every)
    closes = last is None or last.kind == "closer"
    if closes and block.kind in (Kind.PARAGRAPH, Kind.ITEM) and not any(one.kind in _OPENS for one in every):
        yield from _inside(block.shown, index, every, last)
    if last is not None:
        yield last
    elif closes and (said := _said_to_answer(block, index, every)) is not None:
        yield said


def _inside(shown: str, index: int, every: list[Citation], last: Mark | None) -> Iterator[Mark]:
    """Brackets of nothing but codes that end a sentence before the end of the paragraph: "… (3.2.9). Open … (3.2.10)".

    Behind the last one little may follow: else it stands behind a title, or in passing.
    """
    found = []
    for match in _CLOSED_BRACKET.finditer(shown, 0, last.start if last else len(shown)):
        inside = [one for one in every if match.start() < one.start and one.end <= match.end()]
        if not inside or not only_names(shown, match.start("inside"), match.end("inside"), inside):
            continue
        codes = tuple(dict.fromkeys(code for citation in inside for code in citation.codes))
        found.append(Mark("closer", index, inside[0], codes, match.start(), False, match.end()))
    behind = narrative_words(shown[found[-1].end :]) if found else 0
    if found and (last is not None or behind < min(_LITTLE, narrative_words(shown[: found[-1].start]))):
        yield from found


def _said_to_answer(block: Block, index: int, every: list[Citation]) -> Mark | None:
    """A last sentence that says which criterion the paragraph answered: "This answers criterion 1.2.4, I am told."."""
    sentence = _LAST_SENTENCE.search(block.shown)
    if block.kind is not Kind.PARAGRAPH or sentence is None or any_of("as-well").search(sentence["clause"]):
        return None
    inside = [one for one in every if sentence.start("clause") <= one.start and one.end <= sentence.end("clause")]
    sooner = any(one.start < sentence.start("clause") for one in every)
    if sooner or len(inside) != 1 or len(sentence["clause"].split()) > _ANNOUNCEMENT:
        return None
    rest = _this().search(sentence["clause"])
    bare = rest is not None and len(_said(re.sub(r"[0-9]", "", sentence["clause"])).split()) <= _BARE_WORDS
    if rest is None or not (bare or _answers().search(sentence["clause"])):
        return None
    return Mark("closer", index, inside[0], inside[0].codes, sentence.start("clause"), said=True)


@cache
def _this() -> re.Pattern[str]:
    return re.compile(alternatives(vocabulary("this")), re.IGNORECASE)


@cache
def _answers() -> re.Pattern[str]:
    return re.compile(alternatives(vocabulary("answers")), re.IGNORECASE)


def _mark(block: Block, index: int, every: list[Citation]) -> Mark | None:
    """A heading with one code opens its text, however bare it is; one of several may be a line that closes one."""
    every = sorted(every, key=lambda citation: citation.start)
    if block.kind is Kind.PARAGRAPH and _announces(block.shown):
        codes = tuple(dict.fromkeys(code for citation in every for code in citation.codes))
        return Mark("line", index, every[0], codes, 0)
    if block.kind is Kind.NOTE:
        return _noted(block, index, every)
    if block.kind is Kind.BOX:
        return None  # a box holds its own text
    opens = next((citation for citation in every if citation.kind in ("heading", "lead")), None)
    last = _tail(block, every) if block.kind is not Kind.HEADING or len(every) > 1 else None
    if last is not None and (block.kind is not Kind.HEADING or last[0] == 0):
        start, some, refers = last
        codes = tuple(dict.fromkeys(code for citation in some for code in citation.codes))
        if start == 0:
            bracketed = _is_opening(block.shown.strip()[:1]) and block.shown.strip(" .")[-1:] in _CLOSING
            return Mark("line", index, some[0], codes, 0, refers, bracketed=bracketed)
        if opens is None and block.kind in (Kind.PARAGRAPH, Kind.ITEM):
            return Mark("closer", index, some[0], codes, start, refers)
    if opens is not None:
        codes = tuple(dict.fromkeys(code for one in every if one.kind == opens.kind for code in one.codes))
        return Mark("opener", index, opens, codes, 0)
    return None


def _noted(block: Block, index: int, every: list[Citation]) -> Mark | None:
    """A footnote that names what the text above it answers: "Criterion 3.2.1.", "3.2.5; see also 1.2.4.",
    "EAFSG 2.3; criterion 3.2.1." """
    codes: list[Code] = []
    for clause in _CLAUSE.finditer(block.shown):
        inside = [one for one in every if clause.start() <= one.start and one.end <= clause.end()]
        sends = any_of("as-well").search(clause.group()) or any_of("see").search(clause.group())
        if sends or len(_WORD.findall(_said(clause.group()))) > _NOTED_WORDS:
            break
        if not inside and not any(map(str.isdigit, clause.group())):
            break  # a clause with a number may name another set's criterion
        codes += [code for one in inside for code in one.codes]
    return Mark("note", index, every[0], tuple(dict.fromkeys(codes)), 0) if codes else None


def _announces(shown: str) -> bool:
    """A line that says which criteria the text around it answers: "This section answers criteria 3.2.1 and 3.2.2."."""
    here = any_of("here").search(shown) and any_of("covers").search(shown)
    if not (here or (_this().match(shown) and _answers().search(shown))):
        return False  # nearly all of them
    otherwise = any(any_of(it).search(shown) for it in ("elsewhere", "as-well"))
    return not otherwise and len(_said(shown).split()) <= _ANNOUNCEMENT


def only_names(shown: str, start: int, end: int, cited: Sequence[Citation]) -> bool:
    """What stands there, in brackets, is codes and words for them and does not send the reader to them: "see 3.2.5"."""
    besides, at = "", start
    for one in sorted(cited, key=lambda one: one.start):
        besides, at = besides + shown[at : one.start], one.end
    besides += shown[at:end]
    return not _said(besides) and any_of("see").search(besides) is None


def in_passing(sentence: str) -> bool:
    """It sends the reader to what it names, or says that it answers that as well."""
    return bool(any_of("as-well").search(sentence) or any_of("see").search(sentence))


def named_in_passing(shown: str, one: Citation) -> bool:
    """The words beside a mention send the reader to it, or say that it is answered as well."""
    return in_passing(shown[max(0, one.start - _BESIDE) : one.end + _BESIDE])


def named_as_well(shown: str, one: Citation) -> bool:
    """The words beside a mention say that the text is its answer, too, and send nobody there: «(к 3.2.3 также)»."""
    beside = shown[max(0, one.start - _BESIDE) : one.end + _BESIDE]
    return bool(any_of("as-well").search(beside)) and not any_of("see").search(beside)


def sends_elsewhere(text: str) -> bool:
    """What stands behind a code goes on with the sentence, which names another place or time: "are covered in volume
    1.", "are being prepared by the registrar."."""
    text = text.lstrip()
    if not text[:1].islower():
        return False
    if any_of("promised").search(" ".join(text.split()[:_PROMISED])):
        return True
    if len(text.split()) > _ANNOUNCEMENT:
        return False
    return bool(any_of("elsewhere").search(text) or any_of("promised").search(text))


def _tail(block: Block, every: list[Citation]) -> tuple[int, list[Citation], bool] | None:
    """The citations at the very end of the text: where their label begins, which they are, whether they only refer."""
    shown = block.shown
    every = _without_aside(shown, every)
    if not every:
        return None
    first = len(every) - 1
    while first and _joint(shown[every[first - 1].end : every[first].start]):
        first -= 1
    before = shown[: every[first].start]
    label = _BRACKET.search(before) or _DASH.search(before) or _SENTENCE_END.search(before)
    if label is None:
        return None
    words = _said(label["label"]).split()
    bracketed = _is_opening(before[label.start() : label.start() + 1])
    start = label.start() if bracketed else label.start("label")
    if any_of("as-well").search(label["label"]):
        return None
    named = bool(_criterion().search(label["label"])) or _colon(label["label"])
    if len(words) > _LABEL_WORDS or (words and not bracketed and not named):
        return None
    stated = not shown[:start].strip() and _states(label["label"])
    sentence = not bracketed and not stated and len(words) > _SENTENCE_WORDS and not _colon(label["label"])
    if sentence and _single(every[first:]):
        return None
    return (start if shown[:start].strip() else 0), every[first:], bool(any_of("see").search(label["label"]))


def _states(line: str) -> bool:
    """It says that the text beside it answers what follows: «Относится к критерию 3.2.1»."""
    others = any(any_of(meaning).search(line) for meaning in ("elsewhere", "see", "as-well"))
    return any_of("covers").search(line) is not None and not others


def _is_opening(character: str) -> bool:
    return character != "" and character in _OPENING


def _colon(label: str) -> bool:
    return label.rstrip().endswith(":")


def _single(citations: list[Citation]) -> bool:
    return len({code for citation in citations for code in citation.codes}) == 1


def _without_aside(shown: str, every: list[Citation]) -> list[Citation]:
    """The citations up to the last that closes the text; in a closing bracket a clause that says more, or sends the
    reader on, is an aside: "(criteria 8.2.14 and 8.2.16; on 8.2.15 see volume 1)", "(9.2.3, see also 9.2.5)"."""
    bracket = _LAST_BRACKET.search(shown)
    if not _said(shown[every[-1].end :]):
        return every if bracket is None else _before_a_reference(shown, every, bracket.start())
    if bracket is None:
        return []
    cut = bracket.start()
    for clause in re.finditer(r"[^;]+", shown[bracket.start() : bracket.end()]):
        inside = [one for one in every if cut <= one.start and one.end <= bracket.start() + clause.end()]
        if not inside or _said(shown[inside[-1].end : bracket.start() + clause.end()]):
            break
        cut = bracket.start() + clause.end()
    return [one for one in every if one.end <= cut]


def _before_a_reference(shown: str, every: list[Citation], bracket: int) -> list[Citation]:
    """The citations without those to which the closing bracket sends behind its first: "(9.2.3, see also 9.2.5)"."""
    first = next((one.end for one in every if one.start >= bracket), len(shown))
    sent = any_of("see").search(shown[first:])
    return every if sent is None else [one for one in every if one.end <= first + sent.start()]


def _said(text: str) -> str:
    """What a text says besides codes' words and punctuation."""
    return _criterion().sub(" ", _on_it().sub(" ", _source().sub(" ", _ASIDE.sub(" ", text)))).strip(_PUNCTUATION)


@cache
def _source() -> re.Pattern[str]:
    """A paper or page that is named beside the codes: "annex 5", «стр. 12–14»."""
    named = alternatives([*vocabulary("annex"), *vocabulary("page"), *vocabulary("figure")])
    return re.compile(rf"{named}\s*(?:№\s*)?[0-9]+(?:\s*[-–,]\s*[0-9]+)*", re.IGNORECASE)


@cache
def _on_it() -> re.Pattern[str]:
    """What stands behind a number in Kazakh: «(3.2.14 бойынша)», «(3.2.14-критерийге жауап)»."""
    return re.compile(alternatives(vocabulary("behind")), re.IGNORECASE)


def _joint(between: str) -> bool:
    """Nothing but a comma, "and", or another word for criterion parts two codes."""
    return len(_said(between).split()) <= _JOINT_WORDS and not re.search(r"[.!?]\s+\w", between)


@cache
def _criterion() -> re.Pattern[str]:
    named = [word for meaning in ("criterion", "clause", "requirement") for word in vocabulary(meaning)]
    return re.compile(alternatives(named), re.IGNORECASE)


def by_block(marks: Iterable[Mark]) -> Mapping[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.block, []).append(mark)
    return found
