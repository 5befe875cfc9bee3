"""Archives and names that somebody else made: what is unpacked stays in its folder, is bounded, and names no other file."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from sapa.core.model.document import ReadingError
from sapa.web.archive import Refused, cases_in, check_case, unpack
from sapa.web.bounds import Bounds
from sapa.web.names import LONGEST, safe

from .site import Page, small


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content, compress_type=zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unpacked(folder: Path, content: bytes, bounds: Bounds | None = None) -> list[str]:
    """The names of the files that come out."""
    archive, target = folder / "sent.zip", folder / "target"
    archive.write_bytes(content)
    target.mkdir()
    unpack(archive, target, bounds or small(), "sent.zip")
    return sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())


def test_files_come_out_where_they_were(tmp_path: Path) -> None:
    content = packed(("a/отчет.docx", b"1"), ("b.pdf", b"2"), ("a/", b""))
    assert unpacked(tmp_path, content) == ["a/отчет.docx", "b.pdf"]


@pytest.mark.parametrize(
    "name", ["../out.docx", "a/../../out.docx", "/out.docx", "C:/out.docx", "..\\out.docx", "a/./../..\\x"]
)
def test_a_file_that_would_leave_the_folder_refuses_the_archive(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadingError) as raised:
        unpacked(tmp_path, packed((name, b"x")))
    assert raised.value.code == "damaged"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["sent.zip", "target"]


def test_a_link_is_no_file(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.docx")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(ReadingError):
        unpacked(tmp_path, packed((link, b"/etc/passwd")))


def test_two_files_that_are_one_on_windows_refuse_the_archive(tmp_path: Path) -> None:
    with pytest.raises(ReadingError):
        unpacked(tmp_path, packed(("a.docx", b"1"), ("A.docx", b"2")))


def test_a_bomb_is_stopped_by_what_comes_out_of_it(tmp_path: Path) -> None:
    content = packed(("zeros.docx", b"\0" * 3_000_000))
    assert len(content) < 10_000
    with pytest.raises(ReadingError) as raised:
        unpacked(tmp_path, content)
    assert raised.value.code == "too-large"
    assert sum(path.stat().st_size for path in (tmp_path / "target").rglob("*")) <= small().unpacked


def test_a_bomb_that_lies_about_its_size_is_stopped_too(tmp_path: Path) -> None:
    content = packed(("zeros.docx", b"\0" * 3_000_000)).replace(
        (3_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little")
    )
    with pytest.raises(ReadingError):
        unpacked(tmp_path, content)


def test_many_small_files_are_bounded_together(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as raised:
        unpacked(tmp_path, packed(*((f"{n}.docx", b"x" * 100_000) for n in range(30))))
    assert raised.value.code == "too-large"


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="more than 40 files"):
        unpacked(tmp_path, packed(*((f"{n}.docx", b"x") for n in range(41))))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK\x03\x04 and no more", id="only a signature"),
        pytest.param(packed(("a.docx", b"x"))[:-30], id="cut at the end"),
    ],
)
def test_a_broken_archive_is_said_to_be_one(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ReadingError) as raised:
        unpacked(tmp_path, content)
    assert raised.value.code == "damaged"


def test_names_of_windows_archives_are_read_in_their_code_page(tmp_path: Path) -> None:
    content = packed(("ABCDE.docx", b"x")).replace(b"ABCDE", "отчет".encode("cp866"))
    assert unpacked(tmp_path, content) == ["отчет.docx"]


def test_what_systems_leave_behind_is_left_out(tmp_path: Path) -> None:
    assert unpacked(tmp_path, packed(("__MACOSX/a.docx", b"x"), ("a/.DS_Store", b"x"), ("a/b.docx", b"x"))) == [
        "a/b.docx"
    ]


# --- a case


def test_cases_are_found_inside_the_folders_that_were_packed(tmp_path: Path) -> None:
    for name in ("case/inner", "case/other", "case/inner/annexes"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "sapa.toml").write_text("")
    assert cases_in(tmp_path) == [tmp_path / "case" / "inner", tmp_path / "case" / "other"], "none inside of a case"
    assert cases_in(tmp_path / "case" / "other") == [tmp_path / "case" / "other"]


@pytest.mark.parametrize("path", ["/etc", "../other", "C:\\Users", "a\\..\\..\\b"])
def test_a_case_that_names_files_outside_of_it_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "sapa.toml").write_text(f"[case]\nsets_dirs = ['{path}']\n")
    with pytest.raises(Refused, match="outside"):
        check_case(tmp_path, "sent.zip")


# --- at the page


def test_a_hostile_archive_is_refused_with_a_sentence_and_leaves_nothing(page: Page) -> None:
    answer = page.drop(("case.zip", packed(("../../evil.docx", b"x"))))
    assert answer.status_code == 400 and "case.zip" in answer.text
    assert list(page.store.root.iterdir()) == []


def test_an_archive_without_reports_says_so(page: Page) -> None:
    assert "neither reports nor a case" in page.drop(("x.zip", packed(("a.txt", b"x")))).text


def test_the_reports_of_an_archive_are_checked_each_by_itself(
    page: Page, english: bytes, without_partners: bytes
) -> None:
    answer = page.shown(
        page.drop(("both.zip", packed(("a/one.docx", english), ("a/two.docx", without_partners))), mode="each")
    )
    assert "one.docx" in answer.text and "two.docx" in answer.text


# --- names


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\отчет.docx", "отчет.docx"),
        ("a\u202excod.exe", "axcod.exe"),
        ("con.docx", "_con.docx"),
        ("a\0b\n.docx", "ab.docx"),
        ('<img src=x onerror="1">.docx', "img src=x onerror=1.docx"),
        ("..", "report"),
        ("", "report"),
        (None, "report"),
        ("end. ", "end"),
    ],
)
def test_of_a_name_only_what_is_safe_is_kept(given: str | None, kept: str) -> None:
    assert safe(given) == kept


def test_a_long_name_keeps_its_suffix() -> None:
    name = safe("ы" * 300 + ".docx")
    assert len(name.encode()) <= LONGEST and name.endswith("ы.docx")


def test_a_sent_name_is_shown_as_text_and_saved_in_its_folder(page: Page, english: bytes) -> None:
    page.drop(("../<b>bold</b>.docx", english))
    (report,) = page.store.reports(page.owner)
    assert Path(report.path).parent.parent == page.store.root
    assert "<b>bold" not in page.get("/").text
