"""What is done with each file, in a worker: every command that reads what others sent."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from mutants import mutant
from samples import WHOLE

import sapa
from sapa.core.loading.installed import Loaded
from tests.filled import loaded as loaded_with_the_small_set
from tests.results import document_result, every_status, result

os.environ["PATH"] = ""  # LibreOffice, which counts the pages of a contents, would take all the time


@cache
def _loaded() -> Loaded:
    return sapa.load()


def _check(path: Path) -> str:
    checked = sapa.check(path, ["institutional"], loaded=_loaded(), ocr="never")
    for format in ("json", "text", "html"):
        checked.render(format)
    error = checked.documents[0].error
    return error.code if error is not None else "read"


def _comments(path: Path) -> str:
    """`check --annotate`, with the standards recognised and not named."""
    checked = sapa.check(path, loaded=_loaded(), ocr="never")
    if checked.documents[0].error is not None:
        return checked.documents[0].error.code
    sapa.annotate_check(checked, ".pdf" if checked.documents[0].format == "pdf" else ".docx")
    return "read"


def _read(path: Path) -> str:
    sapa.read(path, ocr="never")
    return "read"


def _review(path: Path) -> str:
    reviewed = sapa.review(path, loaded=loaded_with_the_small_set())
    reviewed.to_json()
    if reviewed.report is None:
        return "refused"
    sapa.annotate(path, reviewed)
    return "read"


def _merge(path: Path) -> str:
    sapa.merge([path.with_name(WHOLE), path])
    return "read"


def _followup(path: Path) -> str:
    sapa.assemble("followup", path, loaded=loaded_with_the_small_set())
    return "read"


def _template(path: Path) -> str:
    checked = result(document_result((every_status(),)))
    sapa.assemble("report", loaded=loaded_with_the_small_set(), options={"template": path}, result=checked)
    return "read"


COMMANDS: dict[str, Callable[[Path], str]] = {
    "check": _check,
    "check --annotate": _comments,
    "read": _read,
    "review --annotate": _review,
    "merge": _merge,
    "assemble followup": _followup,
    "--template": _template,
}
OF_EXPERTS = frozenset({"review --annotate", "merge", "assemble followup"})  # read experts' reports


def made(sample: Path, seed: int, number: int) -> Path:
    """The sample, spoilt: a file beside it."""
    kind, data = mutant(sample.read_bytes(), Random(f"{seed}:{number}"))
    file = sample.with_name(f"{number:06d}-{kind}-{sample.name}")
    file.write_bytes(data)
    return file


def done(command: str, sample: Path, seed: int, number: int, progress: object = None) -> tuple[str, list[str]]:
    """What became of a spoilt file (read, or the code or kind of the error that says why not), and what is left."""
    file = made(sample, seed, number)
    before = _temporary()
    try:
        said = COMMANDS[command](file)
    except sapa.SapaError as error:
        error.told("kk")
        said = str(getattr(error, "code", type(error).__name__))
    finally:
        file.unlink()
    return said, sorted(_temporary() - before)


def _temporary() -> set[str]:
    return {one.name for one in Path(tempfile.gettempdir()).iterdir()}
