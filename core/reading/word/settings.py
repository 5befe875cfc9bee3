"""The numbers by which a Word file is read, each with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WordSettings:
    """deepest_field      fields in each other; Word nests them 20 deep, more were never meant: their ends are missing
    caption_words       words before a sequence number that make a caption: "Table 3.", "Figure A - 2"
    filled_words        words in a control that is said to show its hint although nothing marks them as one: longer
                        texts were written into it by a program that left the flag
    same_colour         steps of 255 by which two colours differ that no eye tells apart
    least_size          half-points; smaller letters are not seen (Word's smallest size is 1)
    larger              a size is noticeably larger from this share of the body's on: 14 pt against 12 is, 13 is not
    bold_body           share of bold characters from which on bold sets nothing apart
    banner_words        words of a box at most that is a heading of what follows: with more it says something itself
    base_size           half-points, where a file says nothing of sizes: Word's own default, 10 pt
    opening_words       words of a line that may open a part of its own on a new page ("Conclusions")
    """

    deepest_field: int = 64
    caption_words: int = 4
    filled_words: int = 25
    same_colour: int = 16
    least_size: float = 4.0
    larger: float = 1.15
    bold_body: float = 0.6
    banner_words: int = 20
    base_size: float = 20.0
    opening_words: int = 8


SETTINGS = WordSettings()
