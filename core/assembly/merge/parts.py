"""The parts that sapa merge joins: whose they are, what they say, and whether they can be joined at all."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any

from docx.oxml.ns import qn

from ...expert_report.fields import Field, FilledReport, parse_filled
from ...expert_report.tags import VERSION, Property, Tag
from ...loading.installed import AssemblyError
from ...model.findings import Finding
from ...words.messages import message
from ..expert_report.retag import retagged, unmark
from ..files.opening import opened
from .xml import is_first_heading, tag_of, within


@dataclass
class Part:
    """A filled file. name: whose it is, as it is to be printed, "" for the common report of the group.

    numbers: of its experts (0: its own) -> of those of the merged report, 0 for the group.
    """

    filled: FilledReport
    document: Any
    name: str
    numbers: Mapping[int, int] = field(default_factory=dict)

    @property
    def body(self) -> Any:
        return self.document.element.body

    @cached_property
    def fields(self) -> list[tuple[Field, Any]]:
        """Its fields as they were before anything was moved, each with its control."""
        out = io.BytesIO()
        self.document.save(out)
        waiting = [control for control in self.body.iter(qn("w:sdt")) if tag_of(control) is not None]
        pairs: list[tuple[Field, Any]] = []
        for one in parse_filled(out.getvalue(), self.filled.path).fields:
            control = next((c for c in waiting if tag_of(c) == one.tag), None)
            if control is not None:
                waiting.remove(control)
            pairs.append((one, control))
        return pairs

    @cached_property
    def standards(self) -> frozenset[str]:
        return frozenset(one.tag.standard for one in self.filled.fields if one.tag.kind == "rating")


@dataclass(frozen=True)
class Said:
    """What one expert put into one field. number: of the expert in the merged report, 0 for the group's own text."""

    number: int
    name: str
    field: Field
    control: Any
    part: Part


def part_of(report: FilledReport) -> Part:
    document = retagged(opened(report.data, report.path))
    unmark(document.element.body)
    name = report.expert
    if not name and report.properties.get(Property.KIND) == "eeg-part":
        name = PurePath(report.path.replace("\\", "/")).stem
    return Part(report, document, name)


def comparable(reports: Sequence[FilledReport]) -> list[Finding]:
    """Refuses what cannot be joined; says what was joined although it differs."""
    first = reports[0]
    for report in reports:
        tags = report.properties.get(Property.TAGS)
        if tags is None or not report.fields:
            raise AssemblyError(message("merge.no-part", path=report.path))
        if tags != str(VERSION):
            raise AssemblyError(message("merge.other-tags", path=report.path, tags=tags))
        sets = tuple(_set_key(one) for one in (first, report))
        if sets[0] != sets[1]:
            raise AssemblyError(message("merge.other-set", paths=(first.path, report.path), sets=sets))
    digests: dict[str, int] = {}
    for report in reports:
        if digests.setdefault(report.sha256, 0):
            raise AssemblyError(message("merge.same-file", path=report.path))
        digests[report.sha256] += 1
    findings = []
    for name, rule in ((Property.SHA256, "merge-other-sar"), (Property.LANGUAGE, "merge-other-language")):
        for report in reports[1:]:
            if report.properties.get(name) != first.properties.get(name):
                paths = (first.path, report.path)
                findings.append(Finding(rule, "warning", arguments={"paths": paths}))
    return findings


def _set_key(report: FilledReport) -> str:
    return f"{report.set_id}@{report.properties.get(Property.EDITION, '')}"


def numbered(parts: Sequence[Part]) -> list[str]:
    """The experts of the merged report in the order of the parts, those of a report merged before among them."""
    experts: list[str] = []

    def number(name: str) -> int:
        if name not in experts:
            experts.append(name)
        return experts.index(name) + 1

    for part in parts:
        own = {0: number(part.name) if part.name else 0}
        own |= {position: number(name) for position, name in enumerate(part.filled.experts, start=1)}
        part.numbers = own
    return experts


def controls_of(body: Any) -> dict[Tag, Any]:
    """The first control of every tag, in the order of the document."""
    found: dict[Tag, Any] = {}
    for control in body.iter(qn("w:sdt")):
        tag = tag_of(control)
        if tag is not None:
            found.setdefault(tag, control)
    return found


def chapters_of(part: Part) -> dict[str, list[Any]]:
    """For every standard the elements of the body from its heading to the next one of the first level."""
    children = [child for child in part.body if child.tag != qn("w:sectPr")]
    heads = [i for i, child in enumerate(children) if is_first_heading(part.document, child)]
    found: dict[str, list[Any]] = {}
    for position, start in enumerate(heads):
        end = heads[position + 1] if position + 1 < len(heads) else len(children)
        numbers = {
            tag.standard
            for child in children[start:end]
            for control in within(child)
            if (tag := tag_of(control)) is not None and tag.kind in ("rating", "evidence")
        }
        for number in numbers:
            found.setdefault(number, children[start:end])
    return found
