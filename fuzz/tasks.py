"""What is done with each file, in a worker: every command that reads what others sent."""

from __future__ import annotations

from pathlib import Path

import docx

import sapa
from sapa.core.assembly.files.word_template import NoTemplate, adopt


def check(path: str, progress: object = None) -> str:
    result = sapa.check(path, ["institutional"], loaded=sapa.load(), ocr="never")
    for format in ("json", "text", "html"):
        result.render(format)
    error = result.documents[0].error
    return error.code if error is not None else "read"


def read(path: str, progress: object = None) -> str:
    sapa.read(path, ocr="never")
    return "read"


def review(path: str, progress: object = None) -> str:
    result = sapa.review(path, loaded=sapa.load())
    result.to_json()
    if result.report is None:
        return "refused"
    sapa.annotate(path, result)
    return "read"


def merge(path: str, progress: object = None) -> str:
    sapa.merge([path, path])
    return "read"


def template(path: str, progress: object = None) -> str:
    try:
        adopt(Path(path).read_bytes(), docx.Document())
    except NoTemplate:
        return "refused"
    return "read"


def done(name: str, path: str, progress: object = None) -> str:
    """What became of a file: read, or the code or kind of the error that says why not."""
    try:
        return str({"check": check, "read": read, "review": review, "merge": merge, "template": template}[name](path))
    except sapa.SapaError as error:
        error.told("kk")
        return str(getattr(error, "code", type(error).__name__))
