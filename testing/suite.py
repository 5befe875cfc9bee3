"""What every standard set must bear: each check makes small reports and lets Sapa check them against the set."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .checked import Checked, check_text
from .markup import prose

if TYPE_CHECKING:
    from ..core.loading.installed import Loaded
    from ..core.model.standards import StandardSet

_MORE = 20  # words above what the set asks for
_SHOWN = 8  # codes that a failure names


class CannotRun(Exception):
    """The check cannot be made here, or says nothing about this set: why."""


@dataclass(frozen=True)
class Check:
    """One check of the suite. run: raises AssertionError, or CannotRun."""

    name: str
    run: Callable[[], None]


def conformance(name: str, loaded: Loaded | None = None) -> list[Check]:
    """The suite for a set: its id, with or without edition, or the path of its folder or set.toml.

    What cannot be loaded gives a suite of one check that fails with the cause.
    """
    given = Path(name)
    folder = given.parent if given.name == "set.toml" else given
    is_folder = (folder / "set.toml").is_file()
    try:
        if loaded is None:
            from ..api import load

            loaded = load([folder] if is_folder else [])
        id = _id_in(folder, loaded) if is_folder else name
        found = loaded.sets.find(id)
    except Exception as raised:
        return [Check("the set is loaded", _failing(_why(raised)))]
    return list(_suite(found, loaded))


def _id_in(folder: Path, loaded: Loaded) -> str:
    plugin = next(one for one in loaded.plugins if one.asked and one.origin == str(folder))
    if plugin.error is not None:
        from ..core.words.messages import say

        faults = [f"{path} ({at}): {say(said, 'en')}" for path, at, said in plugin.error.problems]
        raise LookupError("\n".join([say(plugin.error.said, "en"), *faults]))
    return plugin.sets[0]


def _why(raised: Exception) -> str:
    said = getattr(raised, "said", None)
    if said is None:
        return f"{type(raised).__name__}: {raised}"
    from ..core.words.messages import say

    cause = getattr(getattr(raised, "cause", None), "said", None)
    return "\n".join(say(one, "en") for one in (said, cause) if one is not None)


def _failing(why: str) -> Callable[[], None]:
    def fail() -> None:
        raise AssertionError(why)

    return fail


def _suite(standards: StandardSet, loaded: Loaded) -> Iterator[Check]:
    def check(name: str, run: Callable[[StandardSet, Loaded], None]) -> Check:
        return Check(name, lambda: run(standards, loaded))

    yield check("the set is loaded", lambda standards, loaded: None)
    yield check("its mapping names standards of its hub", _mapping)
    yield check("a report without a code answers nothing", _no_codes)
    yield check("every code is found as a heading, and its answer is counted", _headings("docx"))
    yield check("every code is found as a heading of a PDF", _headings("pdf"))
    yield check("every code is found in the first column of a table", _rows)
    yield check("what is left out is missed, and nothing else", _gap)
    yield check("too few words are thin", _thin)
    yield check("a report of this set is recognised", _recognised)
    yield check("a report of another set is not taken for one of this set", _others)


def _mapping(standards: StandardSet, loaded: Loaded) -> None:
    from ..core.model.crosswalk import check_mapping
    from ..core.model.hub import load_hub

    found = check_mapping(standards, load_hub(standards.hub))
    assert not found.unknown, f"codes that the hub does not have: {found.unknown}"


def _title(standards: StandardSet, code: str) -> str:
    found = next(one for one in standards.criteria.values() if one.code.text == code)
    return found.titles.get("en") or "Answer"


def _codes(standards: StandardSet) -> list[str]:
    return [code.text for code in standards.criteria]


def _enough(standards: StandardSet) -> int:
    return standards.enough_words("en") + _MORE


def _as_headings(standards: StandardSet, codes: Sequence[str], words: int, opening: str = "") -> str:
    lines = ["# Self-assessment", opening or prose(_MORE)]
    for standard in standards.standards:
        own = [code for code in codes if any(code == one.code.text for one in standard.criteria)]
        if own:
            lines.append(f"# Standard {standard.number}. {standard.titles.get('en')}")
        for code in own:
            lines += [f"## {code} {_title(standards, code)}", _narrative(words, codes.index(code))]
    return "\n".join(lines)


def _narrative(count: int, at: int) -> str:
    """Words that no two answers share in this order: what stands on the top of many pages is a running header."""
    words = prose(count + at).split()[at:]
    marks = string.ascii_lowercase
    for n in range(0, len(words), 4):
        words[n] = f"work{marks[at % 26]}{marks[at // 26 % 26]}{marks[n % 26]}"
    return " ".join(words)


def _check(text: str, standards: StandardSet | None, loaded: Loaded, format: str = "docx") -> Checked:
    from .as_pdf import NoPdf

    try:
        return check_text(text, standards.key if standards is not None else None, loaded=loaded, format=format)
    except NoPdf as why:
        raise CannotRun(str(why)) from None


def _only(statuses: Mapping[str, str], status: str) -> None:
    others = [f"{code}: {found}" for code, found in statuses.items() if found != status]
    assert not others, f"expected {status} for every code; {', '.join(others[:_SHOWN])}" + (
        f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    )


def _no_codes(standards: StandardSet, loaded: Loaded) -> None:
    found = _check(f"# Introduction\n{prose(200)}\n# Our work\n{prose(200)}", standards, loaded)
    answered = [code for code, status in found.statuses.items() if status in ("addressed", "not_applicable", "thin")]
    assert not answered, f"taken for answered: {', '.join(answered[:_SHOWN])}"


def _headings(format: str) -> Callable[[StandardSet, Loaded], None]:
    def run(standards: StandardSet, loaded: Loaded) -> None:
        text = _as_headings(standards, _codes(standards), _enough(standards))
        _only(_check(text, standards, loaded, format).statuses, "addressed")

    return run


def _rows(standards: StandardSet, loaded: Loaded) -> None:
    rows = [f"| {code} | {_narrative(_enough(standards), at)} |" for at, code in enumerate(_codes(standards))]
    text = "\n".join(["# Self-assessment", prose(_MORE), "|h Criterion | Answer |", *rows])
    _only(_check(text, standards, loaded).statuses, "addressed")


def _gap(standards: StandardSet, loaded: Loaded) -> None:
    codes = _codes(standards)
    parents = {code for code in codes if any(other != code and other.startswith(code) for other in codes)}
    left_out = next((code for code in codes[1:-1] if code not in parents), None)
    if left_out is None:
        raise CannotRun("the set has too few criteria")
    told = [code for code in codes if code != left_out]
    found = _check(_as_headings(standards, told, _enough(standards)), standards, loaded).statuses
    assert found[left_out] == "missing", f"{left_out} is not in the report, and is {found[left_out]}"
    _only({code: status for code, status in found.items() if code != left_out}, "addressed")


def _thin(standards: StandardSet, loaded: Loaded) -> None:
    if standards.enough_words("en") < 2:
        raise CannotRun("any word is enough for this set")
    found = _check(_as_headings(standards, _codes(standards), 1), standards, loaded).statuses
    whole = [code for code, status in found.items() if status == "addressed"]
    assert not whole, f"one word was taken for an answer: {', '.join(whole[:_SHOWN])}"


def _recognised(standards: StandardSet, loaded: Loaded) -> None:
    signs = standards.recognition
    if signs.part or standards.extends:
        raise CannotRun("the set answers a part of another set's report")
    if not signs.phrases:
        raise CannotRun("the set names no phrase by which its reports are recognised")
    phrase = signs.phrases[0].replace("*", "")
    text = f"# {phrase}\n" + _as_headings(standards, _codes(standards), _enough(standards), f"{phrase}. {prose(20)}")
    found = _check(text, None, loaded)
    assert found.set is not None, "no set was recognised"
    assert found.set.id == standards.id, f"the set {found.set.id} was recognised"


def _others(standards: StandardSet, loaded: Loaded) -> None:
    others = [
        one for one in loaded.sets.values() if one.id != standards.id and one.recognition.phrases and not one.extends
    ]
    if not others:
        raise CannotRun("no other set is installed")
    for other in others:
        phrase = other.recognition.phrases[0].replace("*", "")
        text = f"# {phrase}\n" + _as_headings(other, _codes(other), _enough(other), f"{phrase}. {prose(20)}")
        found = _check(text, None, loaded)
        taken = [one.coverage.set.id for one in found.result.sets]
        assert standards.id not in taken or other.id in taken, f"a report of {other.id} was taken for {standards.id}"
