"""The numbers by which tables are told and put together, each with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TableSettings:
    """Tables from ruling lines and from aligned text, and over pages. sizes: of the letters.

    Grids and their cells:
    few_cells             of a grid: so many and fewer are judged by nothing but their text
    filled                share of the cells with text; below it, it is a chart or squared paper, unless
    filled_columns        so many columns hold text
    many_cells, filled_of_many
                          a grid of more cells than so many is a chart below a lower share already
    holder                points by which a table inside a cell may reach out of it
    glued                 characters of a word before it can be two that touch across a wall
    pieces_apart          sizes between two pieces of a cell's line that are two words
    unwalled              rows that are one wide cell with pieces far apart before walls are missing
    heading_rows          among which one has a wall between all its columns
    figure_columns        columns of figures, and keys, before a row is taken for several
    same_baseline         sizes between a figure and the key beside it
    above_row             points above a row's text where it begins

    Aligned text:
    rows                  of several pieces before text can be a table
    columns               from so many on the columns themselves say that it is one
    lead                  sizes between two rows of one table at most
    gap, channel          sizes between two pieces of a row that are two columns; and what of it stays open over rows
    tail                  last lines of one piece that continue a cell wherever they begin
    same_edge             points by which lines begin at one edge
    same_size             points by which letters of one table differ at most
    resumes               rows from a page's top among which a table goes on: a running header may stand above
    full_of_two, full     share of the rows that hold several pieces, of two columns and of more
    keyed                 characters of a key in the median, where rules suggest a table
    keyed_unruled         the same without any
    mostly                share of keys that are list marks or codes: then it is a list
    leaders               rows with dots that lead to a page, for each row: then it is contents
    pages                 share of last cells that are pages
    aligned, aligned_by   share of a column's cells, and points, that begin or end at one x
    row_gap               sizes above the usual gap where a row ends
    key_span              lines between the first and the last key of a part whose keys stand in the middle
    part_lines            lines that such a part has at least

    Rows over a page's end:
    frame                 points between the walls of a frame and of the table that it goes on in
    in_frame              sizes between a frame's edge and its text
    across                share of a table's width that a row across all of it has
    width, edge           points by which width and inner edges of a table's parts differ
    headings              rows from a table's top that can be repeated headings
    heading_letters       of a heading: less may be the mark of a column in any row

    Text:
    cell_margin           points between a cell's text and its wall
    same_indent           points within which list items have one depth
    """

    few_cells: int = 4
    filled: float = 0.3
    filled_columns: int = 3
    many_cells: int = 30
    filled_of_many: float = 0.1
    holder: float = 2
    glued: int = 3
    pieces_apart: float = 0.1
    unwalled: int = 3
    heading_rows: int = 2
    figure_columns: int = 2
    same_baseline: float = 0.35
    above_row: float = 1

    rows: int = 3
    columns: int = 3
    lead: float = 2.6
    gap: float = 0.8
    channel: float = 0.5
    tail: int = 3
    same_edge: float = 2
    same_size: float = 0.3
    resumes: int = 3
    full_of_two: float = 0.5
    full: float = 0.15
    keyed: int = 60
    keyed_unruled: int = 30
    mostly: float = 0.5
    leaders: float = 0.3
    pages: float = 0.7
    aligned: float = 0.7
    aligned_by: float = 4
    row_gap: float = 0.25
    key_span: int = 1
    part_lines: int = 3

    frame: float = 8.0
    in_frame: float = 3.0
    across: float = 0.9
    width: float = 6
    edge: float = 8
    headings: int = 4
    heading_letters: int = 4

    cell_margin: float = 4.0
    same_indent: float = 3.0


@dataclass(frozen=True)
class UnsettledSettings:
    """Tables that rulings suggest and do not settle, and what pdfplumber is asked about them. sizes: of the letters.

    What suggests one:
    most_drawn            rulings on one page: more is a map or a chart, no table
    shortest, long        points, and share of the text's width, of a rule that can belong to a table without walls
    settled               points around a table that is settled, in which rules are its own
    between               points from either edge where a wall stands between columns
    same_rule             points within which two rules are one
    dashes, dash, dashed  pieces in a row before they are a line; points that a piece and the line are long
    between_dashes        points between two pieces
    band, band_width      points that a coloured band is high, from and to, and wide at least
    same_band, bands_apart
                          points by which bands side by side differ, and that lie between them
    stacked_left, stacked_right
                          points by which rules of one stack begin and end elsewhere
    prose_from, prose_to  share of a stack's width from where and as far as running text goes across it
    same_baseline         sizes between a key and the text beside it

    What is asked:
    most_characters       of a page that pdfplumber is asked about: it is slow
    most_cells            of a grid that it gives
    rules, channels       of three rules a table is sure; of two only with so many gaps between columns, and
    most_of_page          with less than this share of the page's height
    across                share of the rows that may run across the gaps
    out_left, out_right   points by which text reaches out of the rules
    ruled_lead, lead      sizes between two rows with a rule between them, and without
    around                points around a region that belong to it
    word                  sizes from a word's edges: a wall that is nearer does not go through it
    through               sizes above the baseline, from and to: a rule there goes through words

    How it is judged:
    rows_by_words         that a table has whose rows nothing but words tells
    full                  share of the rows with text in several cells
    spaced, spaced_from   times the closest lead that is a gap between rows, where leads are closer than so many sizes
    tight                 times the closest lead that lines of one cell have at most
    """

    most_drawn: int = 4000
    shortest: float = 60.0
    long: float = 0.25
    settled: float = 4
    between: float = 8
    same_rule: float = 1.5
    dashes: int = 8
    dash: float = 30
    dashed: float = 25
    between_dashes: float = 9.0
    band: tuple[float, float] = (8, 250)
    band_width: float = 12
    same_band: float = 1.5
    bands_apart: float = 5
    stacked_left: float = 4.0
    stacked_right: float = 10
    prose_from: float = 0.1
    prose_to: float = 0.8
    same_baseline: float = 0.35

    most_characters: int = 20_000
    most_cells: int = 5000
    rules: int = 3
    channels: int = 2
    most_of_page: float = 0.7
    across: float = 0.25
    out_left: float = 8
    out_right: float = 12
    ruled_lead: float = 3.2
    lead: float = 1.7
    around: float = 2
    word: float = 0.35
    through: tuple[float, float] = (0.1, 0.5)

    rows_by_words: int = 3
    full: float = 0.5
    spaced: float = 1.25
    spaced_from: float = 1.6
    tight: float = 1.12


TABLES = TableSettings()
UNSETTLED = UnsettledSettings()
