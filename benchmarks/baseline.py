"""What a user would do by hand: take the text out and search for the code."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from tests.corpus.build import Built
from tests.corpus.codes import CODES
from tests.corpus.judge import Verdict

CODE = re.compile(r"\d\.\d\.\d{1,2}")
WORDS = 40


def text_of(path: Path) -> str:
    """Plain text of a DOCX (all paragraphs) or a PDF (page after page); of anything else, none."""
    head = path.read_bytes()[:1024]
    if head.startswith(b"PK"):
        from lxml import etree

        with zipfile.ZipFile(path) as package:
            if "word/document.xml" not in package.namelist():
                return ""
            root = etree.fromstring(package.read("word/document.xml"))
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        return "\n".join("".join(t.text or "" for t in p.iter(f"{w}t")) for p in root.iter(f"{w}p"))
    if b"%PDF" in head:
        import pypdfium2

        document = pypdfium2.PdfDocument(str(path))
        try:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()
    return ""


def statuses(text: str) -> dict[str, str]:
    """Found with at least 40 words before the next code: addressed; found: mentioned."""
    found: dict[str, str] = {}
    matches = list(CODE.finditer(text))
    for index, match in enumerate(matches):
        after = matches[index + 1] if index + 1 < len(matches) else None
        words = len(text[match.end() : after.start() if after else len(text)].split())
        if words >= WORDS:
            found[match[0]] = "addressed"
        else:
            found.setdefault(match[0], "mentioned")
    return found


def judge(built: Built) -> list[Verdict]:
    found = statuses(text_of(built.path))
    verdicts: list[Verdict] = []
    for set_id in built.source.sets:
        labels, default = built.source.truth(set_id, built.container)
        for code in CODES[set_id]:
            expected = labels.get(code, default).status
            got = found.get(code, "missing")
            verdicts.append(Verdict(built.source.name, built.container, set_id, code, expected, got))
    return verdicts
