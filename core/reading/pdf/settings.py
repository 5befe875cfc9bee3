"""The numbers by which letters, lines and the order of a page are read, each with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageGeometry:
    """Letters and lines of a page. sizes: of the letters.

    A line:
    above, below, middle  sizes that letters reach above and below their baseline; where their middle is
    inside                points to the right of a line's beginning that are inside its first letter
    last, letter          sizes to the left of its end that are inside its last letter; that a letter is wide
    same_row              sizes between two baselines that are one row
    superscript           share of the size that note marks have at most

    What pdfium does not say without another call:
    narrow, ordinary      sizes that the last character of a piece is wide: a narrow one, others
    last_letter           sizes that the last character of a word is wide
    any_letter            sizes that any character is wide at most: beyond it a gap begins
    gap                   sizes of a gap that may be a column's edge; narrower ones are word spaces of justified lines
    near                  sizes between a gap's end and the word that follows it
    wide, wide_from       sizes a character from which on a piece holds gaps, and characters that it has then
    thin                  sizes of a piece that is hardly any: a stop, a mark
    backwards             sizes before the end of the last piece where one begins that is out of order
    another               sizes between the baselines of two lines that pdfium took for one
    low, high             sizes below and above a line's baseline where a piece of another line stands
    drop_cap              times the size of its line that a first letter over several lines has

    Note marks:
    raised, highest       sizes above the line: a note mark whatever its size; and what belongs to the line above
    same_size             share of the size by which characters of one number differ in size or level

    straight              share of one direction that the other has in a line that is not slanted
    sample                characters of a page that tell whether its fonts lead to Unicode
    """

    above: float = 0.75
    below: float = 0.22
    middle: float = 0.3
    inside: float = 1
    last: float = 0.3
    letter: float = 0.5
    same_row: float = 0.35
    superscript: float = 0.78

    narrow: float = 0.3
    ordinary: float = 0.52
    last_letter: float = 0.55
    any_letter: float = 0.6
    gap: float = 0.9
    near: float = 0.45
    wide: float = 0.78
    wide_from: int = 9
    thin: float = 0.1
    backwards: float = 0.3
    another: float = 0.6
    low: float = 0.1
    high: float = 0.9
    drop_cap: float = 1.7

    raised: float = 0.15
    highest: float = 0.8
    same_size: float = 0.05

    straight: float = 0.1
    sample: int = 40


@dataclass(frozen=True)
class LegibilitySettings:
    """Whether a page's text can be read, or is what codes of a font are that lead to no letters.

    bad                     share of the characters that no text has: so many alone tell
    unmapped, bad_unmapped  characters without Unicode, per hundred of a sample; with them this share tells
    frequent, opening       frequent words among so many characters: the page is running text
    long, taken, good       of a page of so many characters, so many at its beginning and middle are looked at; with
                            this share of words it is running text
    few_letters, few_unmapped
                            of a page with fewer letters, characters per hundred that are not mapped: it cannot be read
    cyrillic, foreign       Cyrillic letters from which on this share of letters of other alphabets tells
    neither                 share of letters of other scripts
    words                   share of the tokens that must be words
    fewest, most            tokens with letters before they say anything, and that are looked at
    token                   letters of a token that says anything
    odd, few_odd            share of marks that stand beside letters; times the fewest tokens that a text has then
    letters                 share of letters of a text that is no noise
    mixed                   letters of a word from which on it is not of two scripts, but for its first or last letter
    capitals                inside a word at most: "McDonald", not "wRtZ"
    """

    bad: float = 0.12
    unmapped: int = 15
    bad_unmapped: float = 0.02
    frequent: int = 4
    opening: int = 1200
    long: int = 800
    taken: int = 120
    good: float = 0.75
    few_letters: int = 40
    few_unmapped: int = 50
    cyrillic: int = 60
    foreign: float = 0.012
    neither: float = 0.3
    words: float = 0.55
    fewest: int = 12
    most: int = 400
    token: int = 3
    odd: float = 0.08
    few_odd: int = 4
    letters: float = 0.5
    mixed: int = 4
    capitals: int = 2


@dataclass(frozen=True)
class OrderSettings:
    """The order of a page. sizes: of the letters, so that large and small print are measured alike.

    pairs            lines side by side before a page can have columns: two may be a heading and its number
    fragments        the same for a page whose lines come in pieces, where pieces side by side are common
    narrowest        share of the text's width that a column has at least
    full             a column's lines reach this far across it, in the median: shorter ones are a list
    deepest          columns within columns; newspapers have them, reports do not
    crossing         lines across the gutter for each line beside it, from which on it is none
    crossing_weighs  how much more a line that crosses says than a pair of lines beside each other
    row              sizes between two baselines: closer lines are pieces of one
    begins           how many edges at which lines begin are tried as the second column's
    gutter_before    sizes before the second column's edge at which the gutter is taken to be
    crossed          share of rows across a gutter that justified columns may have: headings over both
    same_edge        points by which lines begin at one edge
    justified        sizes by which the ends of justified lines differ at most
    least_characters of a row in the median, of pieces that are text and no table
    least_in_column  characters of a column's line in the median: less is a table's column
    leading          sizes that a line of running text takes up with its share of space
    pieces_apart     sizes between two pieces that are two words
    mark_near        sizes between a raised note mark and the word before it
    mark_raised      sizes by which it stands higher, from and to
    mark_digits      digits that a note mark has at most
    """

    pairs: int = 3
    fragments: int = 6
    narrowest: float = 0.18
    full: float = 0.55
    deepest: int = 3
    crossing: float = 1.2
    crossing_weighs: float = 2.0
    row: float = 0.9
    begins: int = 3
    gutter_before: float = 0.5
    crossed: float = 0.1
    same_edge: float = 2.0
    justified: float = 0.5
    least_characters: int = 15
    least_in_column: int = 14
    leading: float = 1.3
    pieces_apart: float = 0.12
    mark_near: float = 0.4
    mark_raised: tuple[float, float] = (0.1, 0.8)
    mark_digits: int = 3


@dataclass(frozen=True)
class FurnitureSettings:
    """Running headers and footers, page numbers. sizes: of the line's letters.

    zone            share of the page's height from either edge where they can stand
    edge            the same for what must be at the very edge
    deep            lines from either edge that are looked at: a header of three lines and the first of the text
    looked_at       lines of a page of one column among which those at an edge are sought, for speed
    one_place       points within which a text stands at one place: scanned and printed pages shift so far
    one_slot        the same for lines that have but the look in common
    pages           on which a text stands before it is furniture
    pages_of_large  the same for what is larger than the text, or stands close to it: it may be a heading
    short_file      pages of a file in which furniture need not stand on so many
    dense           share of the pages, from its first to its last, on which a running header stands
    fewest_of_look  lines of one look at one place before they can be headers that change with the section
    again, known    share of these whose text comes again, or is furniture already
    mostly_apart    share of these that stand apart from the text
    larger          points by which a header can be larger than the text
    apart           sizes between a header and the text
    same_line       sizes by which a header can stand below the first line of the text
    inwards         sizes between a line and the next one inwards; closer ones are pieces of it
    longest_number  characters of a page number with its words: "page 12 of 148"
    """

    zone: float = 0.16
    edge: float = 0.1
    deep: int = 4
    looked_at: int = 8
    one_place: float = 4.0
    one_slot: float = 1.5
    pages: int = 3
    pages_of_large: int = 5
    short_file: int = 4
    dense: float = 0.4
    fewest_of_look: int = 4
    again: float = 0.6
    known: float = 0.8
    mostly_apart: float = 0.85
    larger: float = 0.6
    apart: float = 1.5
    same_line: float = 0.3
    inwards: float = 0.5
    longest_number: int = 20


GEOMETRY = PageGeometry()
LEGIBILITY = LegibilitySettings()
ORDER = OrderSettings()
FURNITURE = FurnitureSettings()
