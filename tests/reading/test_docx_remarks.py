"""Comments and pictures in a Word file: how many comments of whom, and where a picture shows something."""

from __future__ import annotations

from pathlib import Path

from ..wordxml import p, part, picture, relation
from .docxes import document, rules


def commented(folder: Path, *authors: str) -> dict[str, dict[str, object]]:
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="{author}">{p("Where is the figure?")}</w:comment>'
        for number, author in enumerate(authors)
    )
    found = document(
        folder,
        p("The text itself."),
        relations=relation("rIdC", "comments", "comments.xml"),
        extra={"word/comments.xml": part("comments", comments)},
    )
    return rules(found)


def test_comments_are_counted_with_their_authors_each_once(tmp_path: Path) -> None:
    found = commented(tmp_path, "A. Editor", "B. Reader", "A. Editor")
    assert found["comments-left"] == {"count": 3, "authors": ("A. Editor", "B. Reader")}


def test_our_own_comments_are_none(tmp_path: Path) -> None:
    assert "comments-left" not in commented(tmp_path, "Sapa")
    assert commented(tmp_path, "Sapa", "A. Editor")["comments-left"]["count"] == 1


def test_a_file_without_comments_says_nothing(tmp_path: Path) -> None:
    assert "comments-left" not in rules(document(tmp_path, p("The text itself.")))


def test_pictures_are_known_by_the_block_they_stand_before_and_small_ones_are_none(tmp_path: Path) -> None:
    body = p("One.") + p(picture(10, 8)) + p("Two.") + p(picture(2, 2))
    assert document(tmp_path, body).pictures == (1,)
