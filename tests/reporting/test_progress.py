"""What a terminal shows while a long file is read: its name, and how far; nothing elsewhere."""

from __future__ import annotations

import io

import pytest

from sapa.core.model.progress import Total, about
from sapa.core.showing.terminal import LongReading
from sapa.core.words.messages import Lang


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(*steps: tuple[int, int], lang: Lang = "en") -> tuple[str, int, int]:
    """Description, done and total after the last of these steps."""
    reading = LongReading(lang, io.StringIO())
    for done, total in steps:
        reading(done, total)
    return reading._shown


def test_a_report_is_named_with_its_pages() -> None:
    assert shown((12, Total(29, "pages", "reports/one.pdf"))) == ("one.pdf: page 12 of 29", 12, 29)
    assert shown((12, Total(29, "pages", "one.pdf")), lang="ru")[0] == "one.pdf: страница 12 из 29"


def test_before_anything_is_known_there_is_the_name() -> None:
    assert shown((0, Total(0, "pages", "one.docx"))) == ("one.docx", 0, 0)


def test_recognition_is_counted_by_itself_for_it_takes_longest() -> None:
    """The pages are read in a moment: a bar that went on from them would stand at half from the start."""
    before = (29, Total(29, "pages", "one.pdf"))
    assert shown(before, (29, Total(41, "pictures", "one.pdf"))) == ("one.pdf: text recognition, page 0 of 12", 0, 12)
    assert shown(before, (32, Total(41, "pictures", "one.pdf")))[1:] == (3, 12)


def test_a_word_file_has_no_pages_but_a_share() -> None:
    assert shown((250, Total(1000, "bytes", "one.docx")))[0] == "one.docx: 25%"


def test_behind_the_reading_it_is_said_that_the_report_is_checked() -> None:
    assert shown((3, Total(0, "checks", "one.docx"))) == ("one.docx: checking", 3, 0)
    assert shown((3, Total(0, "checks", "one.docx")), lang="ru")[0] == "one.docx: идет проверка"


def test_of_several_reports_the_one_at_work_is_named() -> None:
    assert shown((12, Total(29, "reports", "sar/thirteen.docx")))[0] == "12 of 29, thirteen.docx"


def test_steps_of_somebody_who_names_no_unit_are_shown_too() -> None:
    assert shown((3, 4))[1:] == (3, 4)


def test_a_name_says_nothing_to_the_terminal() -> None:
    assert "\x1b" not in shown((1, Total(2, "pages", "a\x1b[2Jb.pdf")))[0]


def test_a_total_goes_through_a_pipe_and_learns_its_file() -> None:
    import pickle

    told: list[int] = []
    progress = about(lambda done, total: told.append(total), "one.pdf")
    assert progress is not None
    progress(1, pickle.loads(pickle.dumps(Total(9, "pictures"))))
    assert [(int(one), one.unit, one.file) for one in told if isinstance(one, Total)] == [(9, "pictures", "one.pdf")]
    assert about(None, "one.pdf") is None


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_a_file_that_is_read_at_once_shows_nothing(stream: type[io.StringIO]) -> None:
    out = stream()
    with LongReading("en", out) as reading:
        reading(1, 2)
    assert out.getvalue() == ""


def test_what_takes_longer_is_shown_on_a_terminal_and_wiped_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LongReading, "PATIENCE", 0.0)
    out = Terminal()
    with LongReading("en", out) as reading:
        reading._timer.join()
        reading(12, Total(29, "pages", "one.pdf"))
        assert reading._bar is not None
        reading._bar.refresh()
    assert "one.pdf: page 12 of 29" in out.getvalue()
