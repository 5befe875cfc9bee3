"""`sapa serve` at the terminal."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sapa.cli import sapa as command
from sapa.commands import serve as module
from sapa.core.checking.worker import INSIDE
from sapa.web import password, server
from sapa.web.server import Wanted, address


def run(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(command, ["serve", "--no-browser", *arguments], input=input, catch_exceptions=False)


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> list[Wanted]:
    """What a page was asked to be, without showing one."""
    asked: list[Wanted] = []

    def serve(want: Wanted, loaded: Any, tell: Any) -> None:
        asked.append(want)
        tell(address(want.host, 8123))

    monkeypatch.setattr(server, "serve", serve)
    return asked


def test_without_the_extra_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    said = run()
    assert said.exit_code == 2 and said.stdout == ""
    assert said.stderr.splitlines() == ['sapa: the page needs the extra [web]: pip install "sapa[web]"']


def test_the_address_is_the_payload(wanted: list[Wanted], tmp_path: Path) -> None:
    said = run(str(tmp_path), "--keep", "5", "--set", "institutional")
    assert said.stdout == "http://127.0.0.1:8123/\n" and str(tmp_path) in said.stderr
    (want,) = wanted
    assert (want.host, want.port, want.folder, want.hash) == ("127.0.0.1", 0, tmp_path, "")
    assert want.bounds.seconds == 300 and want.sets == ("institutional",) and not want.browser


def test_what_others_can_reach_needs_a_password() -> None:
    said = run("--host", "0.0.0.0")
    assert said.exit_code == 2 and "--password" in said.stderr and said.stdout == ""


def test_what_is_exposed_and_that_nothing_is_encrypted_is_said(wanted: list[Wanted]) -> None:
    said = run("--host", "0.0.0.0", "--password-hash", password.hashed("a long password"))
    assert said.exit_code == 0 and "unencrypted unless a TLS proxy" in said.stderr


def test_a_password_is_asked_for_twice_and_kept_as_a_hash(wanted: list[Wanted]) -> None:
    assert run("--password", input="a long password\na long password\n").exit_code == 0
    assert password.fits("a long password", wanted[0].hash)


def test_a_short_password_is_refused(wanted: list[Wanted]) -> None:
    said = run("--password", input="short\nshort\n")
    assert said.exit_code == 2 and "at least 10" in said.stderr and wanted == []


def test_a_hash_is_made_to_be_given(wanted: list[Wanted]) -> None:
    made = run("--make-hash", input="a long password\na long password\n").stdout.strip()
    assert run("--password-hash", made).exit_code == 0 and wanted[0].hash == made
    assert run("--password-hash", "a long password").exit_code == 2, "a password on a command line is seen by others"


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = run("--port", str(taken.getsockname()[1]))
    assert said.exit_code == 2 and "cannot listen on 127.0.0.1" in said.stderr


def test_an_unknown_set_is_refused() -> None:
    assert run("--set", "no-such-set").exit_code == 2


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("sapa.example", "sapa.example")],
)
def test_the_address_is_one_that_opens(host: str, shown: str) -> None:
    assert address(host, 80) == f"http://{shown}:80/"


@pytest.fixture
def started(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    line = [sys.executable, "-P", "-m", "sapa", "serve", "--no-browser"]
    environment = {name: value for name, value in os.environ.items() if name != INSIDE} | {"TMPDIR": str(tmp_path)}
    # a shell in the background has its children ignore Ctrl-C; here it is heard, whoever runs the tests
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    finally:
        signal.signal(signal.SIGINT, heard)
    with process:
        yield process
        if process.poll() is None:
            process.kill()


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_page_is_shown_until_a_signal_and_leaves_nothing(
    started: subprocess.Popen[str], tmp_path: Path, number: signal.Signals
) -> None:
    assert started.stdout is not None
    url = started.stdout.readline().strip()
    with urllib.request.urlopen(url) as answer:
        assert answer.status == 200 and "Server" not in answer.headers
    assert [path.name.startswith("sapa-serve-") for path in tmp_path.iterdir()] == [True]
    started.send_signal(number)
    assert started.wait(30) == 0
    assert list(tmp_path.iterdir()) == []
