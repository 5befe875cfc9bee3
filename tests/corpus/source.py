"""The text source of a corpus document: TOML between two lines of +++, then one block a line (see README.md)."""

from __future__ import annotations

import itertools
import re
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from .prose import prose, topic

STATUSES = ("addressed", "thin", "mentioned", "not_applicable", "not_checked", "missing")


@dataclass(frozen=True)
class Label:
    """What is expected of one criterion. status None: undecidable by the design, so nothing is expected.

    first: labels of the blocks one of which must be the first evidence; others: further true places of the code.
    """

    status: str | None
    first: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Node:
    """A piece of a paragraph: kind "text", or what a {...} stands for, with its argument and its own pieces."""

    kind: str
    arg: str = ""
    children: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Para:
    nodes: tuple[Node, ...]
    level: int = 0  # of a heading, from 1
    bullet: int = 0  # depth of a list item, from 1
    props: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    paras: tuple[Para, ...]
    span: int = 1
    merge: str = ""  # "restart" or "continue"
    sdt: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    header: bool = False
    deleted: bool = False
    inserted: bool = False
    sdt: bool = False


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    props: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Blocks held together: "sdt" (block content control), "toc", "tocfield", "scan" (pages that become images)."""

    kind: str
    blocks: tuple[Block, ...]
    props: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """header, footer, firstheader, page, section, picture, raw."""

    kind: str
    text: str = ""
    nodes: tuple[Node, ...] = ()
    props: Mapping[str, str] = field(default_factory=dict)


Block = Para | Table | Group | Mark


@dataclass(frozen=True)
class Source:
    name: str
    meta: Mapping[str, Any]
    blocks: tuple[Block, ...]
    tables: Mapping[str, Table]  # named, to be nested in cells

    @property
    def language(self) -> str:
        return str(self.meta.get("language", "en"))

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(self.meta.get("classes", ()))

    @property
    def containers(self) -> tuple[str, ...]:
        return tuple(self.meta.get("containers", ("docx",)))

    @property
    def sets(self) -> tuple[str, ...]:
        return tuple(self.meta.get("sets", ("institutional",)))

    def truth(self, set_id: str, container: str = "") -> tuple[dict[str, Label], Label]:
        """Labels by code, and the label of every other code of the set; [truth.<set>.<container>] overrides."""
        tables = self.meta.get("truth", {})
        if len(self.sets) > 1:
            tables = tables.get(set_id, {})
        entries = {k: v for k, v in tables.items() if isinstance(v, str)}
        entries |= tables.get(container, {})
        default = _label(entries.pop("default", "missing"))
        labels: dict[str, Label] = {}
        for codes, said in entries.items():
            for code in _expand(codes):
                labels[code] = _label(said)
        return labels, default

    @property
    def standards(self) -> dict[str, str]:
        return dict(self.meta.get("standards", {}))

    @property
    def findings(self) -> tuple[str, ...]:
        """Expected findings, each "rule" or "rule CODE"."""
        return tuple(self.meta.get("findings", ()))

    @property
    def no_findings(self) -> tuple[str, ...]:
        """Rules (or "rule CODE") that must not be reported."""
        return tuple(self.meta.get("no_findings", ()))


def _label(said: str) -> Label:
    words = said.split()
    status = None if words[0] == "any" else words[0]
    assert status is None or status in STATUSES, said
    if words[1:] == ["*"]:  # on every page, as a running header is
        return Label(status, ("*",))
    first: tuple[str, ...] = ()
    others: list[str] = []
    for word in words[1:]:
        if not first:
            first = tuple(part.lstrip("@") for part in word.split("|"))
        else:
            others += [part.lstrip("@") for part in word.split("|")]
    return Label(status, first, tuple(others))


def _expand(codes: str) -> list[str]:
    """ "3.2.1..3.2.4 3.2.9" -> each code."""
    out: list[str] = []
    for part in codes.split():
        first, _, last = part.partition("..")
        if last:
            stem, a = first.rsplit(".", 1)
            out += [f"{stem}.{n}" for n in range(int(a), int(last.rsplit(".", 1)[1]) + 1)]
        else:
            out.append(first)
    return out


# ------------------------------------------------------------------------------------------------ parsing

_PROPS = re.compile(r"@(\w+)(?:\(([^)]*)\))?[ ]?(.*)", re.S)


def load(path: Path) -> Source:
    return parse(path.stem, path.read_text("utf-8"))


def parse(name: str, text: str) -> Source:
    _, head, body = text.split("+++\n", 2)
    meta = tomllib.loads(head)
    seed = int(meta.get("seed", zlib.crc32(name.encode())))
    reader = _Reader(str(meta.get("language", "en")), Random(seed))
    lines = [line for line in body.split("\n") if line.strip() and not line.startswith("%%")]
    joined: list[str] = []
    raw = False
    for line in lines:
        if joined and joined[-1].endswith("\\") and not raw:
            joined[-1] = joined[-1][:-1] + line.lstrip()
        else:
            joined.append(line)
        raw = (raw or line.startswith("@raw")) and line != "@end"
    it = iter(joined)
    blocks = tuple(reader.blocks(it, ""))
    return Source(name, meta, blocks, reader.tables)


class _Reader:
    def __init__(self, lang: str, rng: Random) -> None:
        self.lang, self.rng = lang, rng
        self.tables: dict[str, Table] = {}

    def blocks(self, lines: Iterator[str], until: str) -> Iterator[Block]:
        for line in lines:
            if line.strip() == "@end":
                assert until, "@end without its beginning"
                return
            yield from self.block(line, lines)
        assert not until, f"@{until} without @end"

    def block(self, line: str, lines: Iterator[str]) -> Iterator[Block]:
        if line[0] == "#" and (m := re.match(r"(#+)(?:\(([^)]*)\))? (.*)", line, re.S)):
            yield Para(self.inline(m[3]), level=len(m[1]), props=_props(m[2]))
        elif m := re.match(r"(-+) (.*)", line, re.S):
            yield Para(self.inline(m[2]), bullet=len(m[1]))
        elif line[0] == "@" and (m := _PROPS.fullmatch(line)):
            yield from self.directive(m[1], _props(m[2]), m[3], lines)
        else:
            yield Para(self.inline(line))

    def directive(self, kind: str, props: Mapping[str, str], rest: str, lines: Iterator[str]) -> Iterator[Block]:
        if kind == "p":
            yield Para(self.inline(rest), props=props)
        elif kind == "table":
            table = self.table(lines, props)
            if "name" in props:
                self.tables[props["name"]] = table
            else:
                yield table
        elif kind in ("sdt", "toc", "tocfield", "scan", "custom"):
            yield Group(kind, tuple(self.blocks(lines, kind)), props)
        elif kind == "raw":
            xml = itertools.takewhile(lambda inner: inner.strip() != "@end", lines)
            yield Mark("raw", "\n".join(xml))
        elif kind in ("header", "footer", "firstheader", "page", "section", "picture"):
            yield Mark(kind, rest, self.inline(rest), props)
        else:
            raise ValueError(f"unknown directive: @{kind}")

    def table(self, lines: Iterator[str], props: Mapping[str, str]) -> Table:
        rows: list[Row] = []
        for line in lines:
            if line.strip() == "@end":
                break
            m = re.match(r"\|([hs+-]*)(?: |$)(.*)", line, re.S)
            assert m, f"not a row: {line}"
            flags, rest = m[1], m[2]
            cells = [self.cell(part.strip()) for part in _split(rest.rstrip().removesuffix("|"), "|")]
            rows.append(Row(tuple(cells), "h" in flags, "-" in flags, "+" in flags, "s" in flags))
        return Table(tuple(rows), props)

    def cell(self, text: str) -> Cell:
        span, merge, sdt, deleted = 1, "", False, False
        para_props: dict[str, str] = {}
        level = 0
        while m := re.match(r"\[([^\]]*)\]\s*", text):
            text = text[m.end() :]
            for word in m[1].split():
                key, _, value = word.partition("=")
                if key == "span":
                    span = int(value)
                elif key == "v":
                    merge = "continue"
                elif key == "V":
                    merge = "restart"
                elif key == "sdt":
                    sdt = True
                elif key == "del":
                    deleted = True
                elif key[0] == "#":
                    level = len(key)
                else:
                    para_props[key] = value or "1"
        paras = [Para(self.inline(part.strip()), level, props=para_props) for part in _split(text, "//")]
        return Cell(tuple(paras), span, merge, sdt, deleted)

    def inline(self, text: str) -> tuple[Node, ...]:
        nodes: list[Node] = []
        at = 0
        while at < len(text):
            opening = text.find("{", at)
            if opening < 0:
                nodes.append(Node("text", text[at:]))
                break
            if opening > at:
                nodes.append(Node("text", text[at:opening]))
            depth, end = 1, opening + 1
            while depth:
                depth += {"{": 1, "}": -1}.get(text[end], 0)
                end += 1
            nodes.append(self.node(text[opening + 1 : end - 1]))
            at = end
        return tuple(nodes)

    def node(self, inner: str) -> Node:
        if m := re.fullmatch(r"(\d+)(?: (en|ru|kk))?", inner):
            return Node("text", prose(int(m[1]), m[2] or self.lang, self.rng))
        if m := re.fullmatch(r"topic(?: (en|ru|kk))?", inner):
            return Node("text", topic(m[1] or self.lang, self.rng))
        if inner[0] == "@":
            return Node("label", inner[1:])
        if ":" not in inner:
            name, _, arg = inner.partition(" ")
            return Node(name, arg)
        head, _, rest = inner.partition(":")
        kind, _, arg = head.partition("=")
        return Node(kind.strip(), arg, self.inline(rest))


def _props(text: str | None) -> dict[str, str]:
    props: dict[str, str] = {}
    for word in (text or "").replace(",", " ").split():
        key, _, value = word.partition("=")
        props[key] = value or "1"
    return props


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark that stands outside braces."""
    parts, depth, start, i = [], 0, 0, 0
    while i < len(text):
        if text[i] == "{":
            depth += 1
        elif text[i] == "}":
            depth -= 1
        elif depth == 0 and text.startswith(mark, i) and not (mark == "//" and i and text[i - 1] == ":"):
            parts.append(text[start:i])
            i += len(mark)
            start = i
            continue
        i += 1
    parts.append(text[start:])
    return parts


def plain(nodes: tuple[Node, ...]) -> str:
    """What a reader sees of a paragraph, notes and boxes left out (for the reportlab page and for checks of the builder)."""
    out: list[str] = []
    for node in nodes:
        if node.kind == "text":
            out.append(node.arg)
        elif node.kind in (
            "b",
            "i",
            "u",
            "big",
            "cs",
            "ins",
            "moveto",
            "sdt",
            "drop",
            "link",
            "field",
            "simple",
            "smart",
            "sup",
        ):
            out.append(plain(node.children))
        elif node.kind == "tab":
            out.append("\t")
        elif node.kind == "br":
            out.append("\n")
        elif node.kind == "nbsp":
            out.append("\u00a0")
        elif node.kind == "nbhy":
            out.append("\u2011")
        elif node.kind in (
            "label",
            "|",
            "hide",
            "del",
            "movefrom",
            "ph",
            "undrop",
            "com",
            "alt",
            "zw",
            "shy",
            "bm",
            "lrpb",
        ):
            pass
    return "".join(out)
