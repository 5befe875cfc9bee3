"""Waivers: findings that a person has decided not to count, until a day. And the baseline: findings known before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.case import Waiver
from ..model.coverage import Status
from ..model.findings import Finding
from ..model.places import Place
from ..model.standards import StandardSet
from ..showing.view import ranges_of
from ..whole import content
from ..words.errors import SapaError
from ..words.messages import Message, Value, message
from ..words.nearest import nearest

if TYPE_CHECKING:
    from ..model.results import DocumentResult, Result

# What a waiver never hides: that something could not be known, and what it says about itself.
NEVER = frozenset(
    {"set-undecided", "not-readable", "rule-failed", "waived", "waiver-unused", "waiver-expired", "waiver-unknown"}
)


@dataclass
class Waivers:
    """Applies waivers to findings and remembers which were of use. Expired ones apply to nothing."""

    waivers: tuple[Waiver, ...]
    today: date
    place: Place | None = None

    def __post_init__(self) -> None:
        self._used: set[int] = set()

    def apply(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings, each waived one as the info `waived` that says what it was and who waived it until when."""
        return tuple(self._one(finding) for finding in findings)

    def _one(self, finding: Finding) -> Finding:
        if finding.rule in NEVER:
            return finding
        for number, waiver in enumerate(self.waivers):
            if _about(waiver, finding):
                self._used.add(number)
                if waiver.until < self.today:
                    continue
                return replace(
                    finding,
                    rule="waived",
                    severity="info",
                    arguments={
                        **finding.arguments,
                        "rule": finding.rule,
                        "waived": waiver.criterion or waiver.rule,
                        "reason": waiver.reason,
                        "person": waiver.person,
                        "until": str(waiver.until),
                    },
                )
        return finding

    def about_themselves(self, known: Collection[str] = ()) -> tuple[Finding, ...]:
        """A finding for each waiver that has expired, that nothing needed, or whose criterion no set has.

        known: the codes that the sets of the reports list; none: they are not known
        """
        found: list[Finding] = []
        for number, waiver in enumerate(self.waivers):
            arguments = {
                "waived": waiver.criterion or waiver.rule,
                "person": waiver.person,
                "until": str(waiver.until),
            }
            if waiver.until < self.today:
                found.append(Finding("waiver-expired", "warning", self.place, arguments=arguments))
            elif known and waiver.criterion and waiver.criterion not in known and number not in self._used:
                near = nearest(waiver.criterion, sorted(known)) or None
                found.append(Finding("waiver-unknown", "warning", self.place, arguments={**arguments, "nearest": near}))
            elif number not in self._used:
                found.append(Finding("waiver-unused", "warning", self.place, arguments=arguments))
        return tuple(found)


def _about(waiver: Waiver, finding: Finding) -> bool:
    if waiver.set and waiver.set not in (finding.set, finding.arguments.get("standards")):
        return False
    if waiver.criterion:
        return finding.code == waiver.criterion and finding.rule.startswith("criterion-")
    return waiver.rule in (finding.rule, finding.arguments.get("requirement"))


def waive(result: Result, waivers: Waivers) -> Result:
    """A result without a case, with its waivers applied."""
    documents = tuple(waive_document(document, waivers) for document in result.documents)
    findings = waivers.apply(result.findings)
    about = waivers.about_themselves(codes_of(result.documents))
    return replace(result, documents=documents, findings=(*findings, *about))


def codes_of(documents: Iterable[DocumentResult]) -> frozenset[str]:
    """The codes of all criteria against which the reports were checked."""
    sets = (found.coverage for document in documents for found in document.sets)
    return frozenset(one.criterion.code.text for coverage in sets for one in coverage.criteria)


def waive_document(document: DocumentResult, waivers: Waivers) -> DocumentResult:
    findings = [of for one in document.findings for of in _unfolded(one, document, waivers)]
    return replace(document, findings=waivers.apply(findings))


def _unfolded(finding: Finding, document: DocumentResult, waivers: Waivers) -> Iterator[Finding]:
    """A finding that folds those of whole standards, less the criteria that are waived, each of which is told."""
    if finding.rule != "standards-not-in-file":
        yield finding
        return
    wanted = {one.criterion for one in waivers.waivers if one.set in ("", finding.set)}
    told = {(one.set, one.code) for one in document.findings if one.rule.startswith("criterion-")}
    folded = [
        one.criterion.code.text
        for found in document.sets
        if found.coverage.set.id == finding.set
        for one in found.coverage.criteria
        if one.status is Status.MISSING and (finding.set, one.criterion.code.text) not in told
    ]
    apart = [code for code in folded if code in wanted]
    left = int(str(finding.arguments["count"])) - len(apart)
    yield from (Finding("criterion-missing", "error", None, finding.set, code, {"words": 0}) for code in apart)
    if left:
        yield replace(finding, arguments={**finding.arguments, "count": left})


# --- the baseline


class BaselineError(SapaError, ValueError):
    """A file that is no result of `sapa check --format json`."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.id)
        self.said = said


@dataclass(frozen=True)
class Baseline:
    """Findings of an earlier result, counted: of the case ("") and of each report by its path."""

    known: Mapping[str, Counter[str]]

    def fresh(self, result: Result) -> Result:
        """The result with only those findings that the earlier one had not."""
        earlier = {document: Counter(keys) for document, keys in self.known.items()}
        paths = [document.path for document in result.documents]
        return replace(
            result,
            findings=_new(result.findings, earlier.get("", Counter())),
            documents=tuple(
                replace(document, findings=_new(document.findings, self._of(document.path, paths, earlier)))
                for document in result.documents
            ),
        )

    def named(self, result: Result, file: str) -> Result:
        """The result with two notes more for each report and the case: what is new since then, and what is mended."""
        paths = [document.path for document in result.documents]
        name = _name(file)
        return replace(
            result,
            findings=(*result.findings, *_since(result.findings, self.known.get("", Counter()), name, ())),
            documents=tuple(self._named(document, paths, name) for document in result.documents),
        )

    def _named(self, document: DocumentResult, paths: Sequence[str], file: str) -> DocumentResult:
        if document.error is not None:
            return document  # nothing is mended in what could not be read
        standards = [found.coverage.set for found in document.sets]
        since = _since(document.findings, self._of(document.path, paths, self.known), file, standards)
        return replace(document, findings=(*document.findings, *since))

    @staticmethod
    def _of(path: str, paths: Sequence[str], earlier: Mapping[str, Counter[str]]) -> Counter[str]:
        """The same report before: by path, by file name, or because there is only one, then and now."""
        if path in earlier:
            return earlier[path]
        named = [keys for known, keys in earlier.items() if known and _name(known) == _name(path)]
        if len(named) == 1:
            return named[0]
        before = [known for known in earlier if known]
        return earlier[before[0]] if len(before) == 1 and len(paths) == 1 else Counter()


def read_baseline(file: Path) -> Baseline:
    """The findings of an earlier `sapa check --format json`. Raises BaselineError."""
    try:
        raw = json.loads(content(file).decode("utf-8-sig"))
        if raw["schema"] != "sapa.check/1":
            raise KeyError("schema")
        known = {"": _counted(raw["findings"])}
        for document in raw["documents"]:
            known[str(document["path"])] = _counted(document["findings"])
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise BaselineError(message("baseline.unreadable", path=str(file), cause=cause)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BaselineError(message("baseline.no-result", path=str(file))) from error
    return Baseline(known)


def _counted(findings: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """Without notes: they are nothing that could be mended."""
    return Counter(_key(one) for one in findings if one["severity"] != "info")


def _since(
    findings: Sequence[Finding], earlier: Counter[str], file: str, standards: Sequence[StandardSet]
) -> Iterator[Finding]:
    """file: the name of the earlier result. Notes of other rules count neither as new nor as mended."""
    now = Counter(_key(_as_json(one)) for one in findings if one.severity != "info")
    every = Counter(_key(_as_json(one)) for one in findings)
    for rule, keys in (("baseline-new", now - earlier), ("baseline-mended", earlier - every)):
        labels = tuple(dict.fromkeys(_label(*_told(key)) for key in keys))
        if labels:
            shown = tuple(_folded([_told(key) for key in keys], standards))
            arguments: dict[str, Value] = {"count": keys.total(), "path": file, "findings": labels, "shown": shown}
            yield Finding(rule, "info", arguments=arguments)


class _Told(NamedTuple):
    """code: of the criterion that is the finding, else ""; about: what another rule's finding is about."""

    rule: str
    set: str | None
    code: str
    about: tuple[str, ...]


def _told(key: str) -> _Told:
    rule, set, code, own = json.loads(key)
    if code and rule.startswith("criterion-"):
        return _Told(rule, set, code, ())
    return _Told(rule, set, "", tuple(str(value) for value in (code, *own.values()) if isinstance(value, str | int)))


def _label(rule: str, _: str | None, code: str, about: tuple[str, ...]) -> str:
    """A criterion's code, else the rule with what it is about."""
    return code or (f"{rule} ({', '.join(about)})" if about else rule)


def _folded(told: Sequence[_Told], standards: Sequence[StandardSet]) -> Iterator[str]:
    """The labels as people read them: ranges of criteria, set by set; each rule once, with all that it is about."""
    by_id = {one.id: one for one in standards}
    codes: dict[str | None, list[str]] = {}
    rules: dict[str, list[str]] = {}
    for one in told:
        if one.code:
            codes.setdefault(one.set, []).append(one.code)
        else:
            rules.setdefault(one.rule, []).append(", ".join(one.about))
    for set, wanted in codes.items():
        yield ranges_of(wanted, by_id[set]) if set in by_id else ", ".join(dict.fromkeys(wanted))
    for rule, subjects in rules.items():
        about = "; ".join(filter(None, dict.fromkeys(subjects)))
        yield f"{rule} ({about})" if about else rule


def _as_json(finding: Finding) -> dict[str, Any]:
    return {"rule": finding.rule, "set": finding.set, "code": finding.code, "arguments": finding.arguments}


def _new(findings: Sequence[Finding], earlier: Counter[str]) -> tuple[Finding, ...]:
    left = Counter(earlier)
    fresh: list[Finding] = []
    for finding in findings:
        key = _key(_as_json(finding))
        if left[key]:
            left[key] -= 1
        else:
            fresh.append(finding)
    return tuple(fresh)


# Arguments that say what a finding is about. Counts, dates and places may change while the finding stays the same.
_IDENTITY = ("requirement", "annex", "annexes", "person", "programme", "language", "key", "group", "groups", "event",
             "kind", "stage", "cited", "entry", "codes", "waived", "field", "wanting", "standards")  # fmt: skip


def _key(finding: Mapping[str, Any]) -> str:
    arguments = finding["arguments"]
    own = {name: list(v) if isinstance(v := arguments[name], tuple) else v for name in _IDENTITY if name in arguments}
    return json.dumps([finding["rule"], finding["set"], finding["code"], own], ensure_ascii=False, sort_keys=True)


def _name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1].casefold()
