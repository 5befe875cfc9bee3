"""The pipeline: read -> cite -> cover -> rules -> Result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .coverage import Coverage
from .document import Document, Unreadable
from .findings import Finding
from .messages import Message


@dataclass(frozen=True)
class Detection:
    """Why a set was taken. score: 0 to 1, the share of its clues that the report shows."""

    reason: Message
    score: float


@dataclass(frozen=True)
class SetResult:
    """detected is None where the user named the set."""

    coverage: Coverage
    detected: Detection | None


@dataclass(frozen=True)
class Failure:
    """Why a file could not be checked; code as in the JSON contract."""

    code: str
    said: Message


@dataclass(frozen=True)
class DocumentResult:
    """One report checked. document is None where it could not be read; then `error` says why."""

    path: str
    files: tuple[str, ...]
    sha256: str | None
    format: str | None
    language: str | None
    pages: int | None
    error: Failure | None
    unreadable: tuple[Unreadable, ...]
    sets: tuple[SetResult, ...]
    candidates: tuple[str, ...]  # sets between which it could not be decided
    findings: tuple[Finding, ...]
    document: Document | None


@dataclass(frozen=True)
class Result:
    """What one run of the check found. tools: helper programs by name, with their version, or None where missing."""

    version: str
    tools: Mapping[str, str | None]
    documents: tuple[DocumentResult, ...]
    findings: tuple[Finding, ...] = ()
