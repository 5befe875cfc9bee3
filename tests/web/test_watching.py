"""A folder that is followed: saves as programs make them, one look after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapa.web.changes import Changes, changes
from sapa.web.store import EVERYBODY, Report, Store
from sapa.web.watching import Watch, is_open

from .site import Page, loaded, make_page, small_case

NAME = "report.docx"


class Folder:
    """A watched folder with one report in it."""

    def __init__(self, path: Path, store: Store, content: bytes) -> None:
        self.path, self.store = path, store
        (path / NAME).write_bytes(content)
        self.watch = Watch(path, store, loaded(), ("institutional",))

    @property
    def report(self) -> Report:
        (found,) = [one for one in self.store.reports(EVERYBODY) if one.name == NAME]
        return found

    @property
    def changed(self) -> Changes | None:
        return changes(self.report.before, self.report.result)

    def settle(self) -> None:
        """Two looks: it stands still."""
        self.watch.look()
        self.watch.look()


@pytest.fixture
def folder(tmp_path: Path, store: Store, without_partners: bytes) -> Folder:
    made = Folder(tmp_path, store, without_partners)
    made.settle()
    return made


def test_a_report_is_checked_once_it_stands_still(tmp_path: Path, store: Store, english: bytes) -> None:
    made = Folder(tmp_path, store, english)
    assert made.watch.look() is False and made.report.result is None
    assert made.watch.look() is True and made.report.state == "done"
    assert made.watch.look() is False, "and not again"


def test_a_save_shows_which_gap_closed_and_which_opened(
    folder: Folder, english: bytes, without_partners: bytes
) -> None:
    assert folder.changed is None
    (folder.path / NAME).write_bytes(english)
    folder.settle()
    assert folder.changed == Changes(closed=("1.2.4",))
    (folder.path / NAME).write_bytes(without_partners)
    folder.settle()
    assert folder.changed == Changes(opened=("1.2.4",))


def test_word_puts_a_new_file_in_the_place_of_the_old_one(folder: Folder, english: bytes) -> None:
    (folder.path / "~WRD0001.tmp").write_bytes(english[:1000])
    (folder.path / NAME).rename(folder.path / "~WRL0002.tmp")
    for _ in range(3):
        folder.watch.look()
    assert folder.report.result is not None, "a report that is away for a moment is not gone"
    (folder.path / "~WRD0001.tmp").write_bytes(english)
    (folder.path / "~WRD0001.tmp").rename(folder.path / NAME)
    (folder.path / "~WRL0002.tmp").unlink()
    folder.settle()
    assert folder.changed == Changes(closed=("1.2.4",))
    assert len(folder.store.reports(EVERYBODY)) == 1


def test_a_file_that_is_half_written_is_no_result(folder: Folder, english: bytes) -> None:
    (folder.path / NAME).write_bytes(english[: len(english) // 2])
    folder.settle()
    assert folder.report.unread is None and folder.report.shown == 1, "what was there stays to be seen"
    (folder.path / NAME).write_bytes(english)
    folder.settle()
    assert folder.changed == Changes(closed=("1.2.4",)) and folder.report.unread is None


def test_a_file_that_stays_broken_is_said_to_be(folder: Folder, english: bytes) -> None:
    (folder.path / NAME).write_bytes(english[: len(english) // 2])
    looks = [folder.watch.look() for _ in range(50)]
    assert folder.report.unread is not None and folder.report.result is not None
    assert looks[-1] is False, "it is not tried for ever"


def test_an_empty_file_is_one_about_to_be_written(folder: Folder) -> None:
    (folder.path / NAME).write_bytes(b"")
    folder.settle()
    assert folder.report.unread is None and folder.report.shown == 1


def test_the_same_bytes_saved_again_change_nothing(folder: Folder, english: bytes, without_partners: bytes) -> None:
    (folder.path / NAME).write_bytes(english)
    folder.settle()
    (folder.path / NAME).unlink()
    (folder.path / NAME).write_bytes(english)
    folder.settle()
    assert folder.changed == Changes(closed=("1.2.4",)) and folder.report.shown == 2


def test_a_report_that_was_taken_away_goes_from_the_page(folder: Folder) -> None:
    (folder.path / NAME).unlink()
    for _ in range(30):
        folder.watch.look()
    assert folder.store.reports(EVERYBODY) == []


def test_a_report_that_comes_is_added_lock_files_and_temporaries_are_not(folder: Folder, english: bytes) -> None:
    for name in ("~$report.docx", "~WRL0001.docx", ".~lock.report.docx#", "notes.txt"):
        (folder.path / name).write_bytes(english)
    (folder.path / "below").mkdir()
    (folder.path / "below" / "second.docx").write_bytes(english)
    folder.settle()
    assert {one.name.replace("\\", "/") for one in folder.store.reports(EVERYBODY)} == {NAME, "below/second.docx"}


@pytest.mark.parametrize("lock", ["~$report-of-2024.docx", "~$port-of-2024.docx", ".~lock.report-of-2024.docx#"])
def test_a_lock_file_tells_that_somebody_has_it_open(tmp_path: Path, lock: str) -> None:
    assert not is_open(tmp_path / "report-of-2024.docx")
    (tmp_path / lock).write_bytes(b"")
    assert is_open(tmp_path / "report-of-2024.docx")


def test_of_each_save_only_the_last_copy_is_kept(folder: Folder, english: bytes, without_partners: bytes) -> None:
    for content in (english, without_partners, english):
        (folder.path / NAME).write_bytes(content)
        folder.settle()
    copies = [path for path in folder.store.root.rglob("*") if path.is_file()]
    assert [path.name for path in copies] == [NAME] and Path(folder.report.path) == copies[0]


def test_a_case_is_checked_as_a_whole_when_any_file_of_it_is_saved(tmp_path: Path, store: Store) -> None:
    case = small_case(tmp_path / "case")
    watch = Watch(case, store, loaded())
    watch.look()
    watch.look()
    (report,) = store.reports(EVERYBODY)
    assert report.result is not None and report.result.case is not None
    (case / "annexes" / "new.txt").write_text("x")
    assert [watch.look(), watch.look(), watch.look()] == [False, True, False]


# --- at the page


def test_everybody_sees_the_folder_and_what_changed(folder: Folder, english: bytes) -> None:
    page = make_page(folder.store, watch=folder.watch)
    address = f"/r/{folder.report.id}"
    assert NAME in page.get("/").text and page.other().get(address).status_code == 200
    seen = folder.store.version
    assert page.get(f"{address}/live?seen={seen}&shown=1").status_code == 204, "nothing happened"
    (folder.path / NAME).write_bytes(english)
    folder.settle()
    news = page.get(f"{address}/live?seen={seen}&shown=1").json
    assert news["shown"] == 2 and "Closed: 1.2.4" in news["html"] and "1.2.4" in news["said"]
    assert "Closed: 1.2.4" in page.get("/live?seen=0").json["html"]
    assert "1.2.4" in page.get(f"{address}/changes").text


def test_nobody_removes_what_is_the_folders(folder: Folder) -> None:
    page: Page = make_page(folder.store, watch=folder.watch)
    assert page.post(f"/r/{folder.report.id}/forget").status_code == 400
    page.post("/empty")
    assert folder.report.result is not None
