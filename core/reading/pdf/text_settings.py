"""The numbers by which lines become paragraphs and headings, each with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ParagraphSettings:
    """Lines -> paragraphs. sizes: of the letters, so that large and small print are measured alike.

    What is usual in a document:
    size, leading         points, and sizes between two lines, of a document that has no text to tell them
    edge_characters       of a line that tells where text ends: shorter ones are headings and ends of paragraphs
    edge_step             points within which right edges are one: justified lines end so evenly
    same_size             points by which two lines of one size differ at most: files round sizes
    farthest              sizes between two lines of one paragraph at most; what is further apart tells no leading
    leading_steps         steps in a size by which leadings are counted
    sure, sure_characters sizes left empty behind a line of so many characters: a paragraph surely ended there
    fewest_sure           such ends before they say how paragraphs are told apart
    mostly                share of them that stand so
    larger                points above the running text from which on a line is set apart

    Whether a paragraph goes on:
    edge_lines, edge_line, edge_near, edge_share
                          lines of so many characters, that reach so near (sizes) to the furthest, in such a share of
                          all: the page's own text says how wide it is
    room                  sizes that are less than any word: a line that leaves them was not ended on purpose
    narrowest, widest     sizes that a character of a word takes up at least and at most, whatever an estimate says
    word_space            sizes before a word
    word_more             how much wider than its estimate a word may turn out
    to_spare              points that are left even then
    character, capital, blank
                          sizes that a character is wide, that a capital adds, that a blank is narrower
    centred_by            sizes left empty on both sides of a centred line at least
    centred_off           share of the column, and points, by which both sides may differ
    other_size            points, or share of the size, from which on letters have another size
    spaced                sizes above the usual leading that tell paragraphs apart where space does
    wide, least_leading, wide_by
                          times the leading, taken to be so much at least, and points: a wider gap ends a paragraph
    above                 sizes above the line before: the line stands elsewhere
    evenly                times the paragraph's own leading that is still the same
    indent, flush         sizes to the right that are an indent, and that are none
    hangs                 sizes to the left of a first line that stands alone: the next one is no rest of it
    half_empty            share of the column left empty behind a line that was ended on purpose
    bracket_lines         lines back that are looked at for a bracket that is still open
    cell_gap              sizes between two lines of a cell that are two paragraphs

    Entries of contents:
    entries, leaders      lines that end with pages, or with dots and a page, before they are contents without a title
    under_title           such lines under a title, or after a page of contents
    entry_share           share of a page's lines
    at_edge, edge_of_page share of the numbers that stand at one edge, and points within which they do
    title_characters      before a page's number: "12" alone is none
    apart                 lines between two entries: wrapped titles, not text
    last_lines            of a page, among which an entry stands if contents go on on the next
    rising                share of the page numbers that grow

    caption_words         of a caption at most; what is longer is text that begins like one

    Footnotes:
    small, small_in_rule  share of the text's size that notes have at most; under a rule
    foot                  share of the page from below in which notes begin
    page_of_notes         lines of a page that holds nothing else: endnotes
    rule_foot             share of the page from below in which a note's rule stands
    rule_indent           share of the column by which the rule may be indented
    rule_out              points by which it may stand out of the column
    rule_from, rule_to    points, and share of the column, that it is long
    rule_above            sizes between it and the text above: closer, it underlines
    rule_below            points between it and the first note
    """

    size: float = 12.0
    leading: float = 1.2
    edge_characters: int = 30
    edge_step: float = 3.0
    same_size: float = 0.3
    farthest: float = 3
    leading_steps: int = 20
    sure: float = 8
    sure_characters: int = 40
    fewest_sure: int = 4
    mostly: float = 0.7
    larger: float = 0.8

    edge_line: int = 15
    edge_lines: int = 5
    edge_near: float = 5
    edge_share: float = 0.5
    room: float = 1.5
    narrowest: float = 0.8
    widest: float = 1.35
    word_space: float = 0.3
    word_more: float = 1.1
    to_spare: float = 2
    character: float = 0.5
    capital: float = 0.2
    blank: float = 0.22
    centred_by: float = 2
    centred_off: tuple[float, float] = (0.12, 4)
    other_size: tuple[float, float] = (0.6, 0.06)
    spaced: float = 0.2
    wide: float = 1.32
    least_leading: float = 1.0
    wide_by: float = 0.5
    above: float = 0.5
    evenly: float = 1.1
    indent: float = 0.9
    flush: float = 0.5
    hangs: float = 0.8
    half_empty: float = 0.5
    bracket_lines: int = 3
    cell_gap: float = 1.9

    entries: int = 5
    leaders: int = 3
    under_title: int = 2
    entry_share: float = 0.5
    at_edge: float = 0.9
    edge_of_page: float = 4
    title_characters: int = 3
    apart: int = 3
    last_lines: int = 3
    rising: float = 0.85

    caption_words: int = 45

    small: float = 0.93
    small_in_rule: float = 0.95
    foot: float = 0.6
    page_of_notes: int = 12
    rule_foot: float = 0.5
    rule_indent: float = 0.1
    rule_out: float = 6
    rule_from: float = 20
    rule_to: float = 0.6
    rule_above: float = 0.2
    rule_below: float = 20


@dataclass(frozen=True)
class HeadingSettings:
    """Which paragraphs are headings, and of what rank.

    Set apart from the text:
    larger, times_larger  points, and times the text's size, from which on letters are larger
    running               characters of a line that is running text
    apart_lines, apart_characters
                          of what colour or capitals alone set apart: more is text in that colour

    As a heading:
    words, lines          that it has at most
    title_words           of what has several sentences: longer it is text, whatever a style declares it to be
    sentence_words        of a text with a full stop behind it that may still be a heading
    coded_words           of a text that opens with a code and ends as a sentence
    larger_words, numbered_words, coloured_words
                          of what nothing but its size, a plain number or its colour sets apart
    letters               that it has at least
    alike                 coloured lines of one look before they are headings

    Cover and parts:
    title_page            share of running text that the first page has at most, where it is a title page
    left_empty            lines left empty at a page's end: somebody broke it

    Labels, bold lines that come again and again:
    label_words           of one at most
    labels                times that one comes under headings with codes before it is a heading
    sections              in which one comes, once in each, before it is a heading of its own

    Ranks, from 1; their order counts alone:
    deepest               of labels, below all that numbers give
    between               by which what looks weaker stands below what looks stronger
    part_of_section       of what comes once in each section
    recurring             times that an unnumbered line comes before it is a label
    hardly_larger         points above the largest numbered heading within which it is still one
    largest               points: larger letters are taken to be so large
    by_size               points less that are one rank below

    Bookmarks:
    mark_characters       of one at most: what is longer is no title
    mark_begin, compared  letters that title and paragraph have in common before they are compared, of so many
    mark_lines            lines of a paragraph that are compared
    mark_end, before_end  letters of a title that stands at a paragraph's end, and that may stand before it
    flat                  marks of one level that tell less than the headings' numbers do, from so many on
    """

    larger: float = 0.8
    times_larger: float = 1.06
    running: int = 60
    apart_lines: int = 3
    apart_characters: int = 160

    words: int = 45
    lines: int = 5
    title_words: int = 30
    sentence_words: int = 14
    coded_words: int = 25
    larger_words: int = 30
    numbered_words: int = 20
    coloured_words: int = 20
    letters: int = 3
    alike: int = 2

    title_page: float = 0.3
    left_empty: float = 4

    label_words: int = 8
    labels: int = 3
    sections: int = 2

    deepest: float = 60.0
    between: float = 0.5
    part_of_section: float = 1.5
    recurring: int = 3
    hardly_larger: float = 0.6
    largest: float = 100
    by_size: float = 1000

    mark_characters: int = 400
    mark_begin: int = 6
    compared: int = 40
    mark_lines: int = 8
    mark_end: int = 12
    before_end: int = 8
    flat: int = 3


PARAGRAPHS = ParagraphSettings()
HEADINGS = HeadingSettings()
