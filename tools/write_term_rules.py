"""Writes docs/term-rules.md from the rules themselves: python tools/write_term_rules.py [--check]

A test does the same with --check.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sapa.core.expert_report.ratings import Scale
from sapa.core.expert_report.terms import disagree, term
from sapa.core.loading.rating_scale import load_scale
from sapa.core.loading.terms_file import own_terms
from sapa.core.model.procedures import TYPES
from sapa.core.model.term_rules import Facts, Outcome, TermNote, TermRule, TermRules, When

PAGE = Path(__file__).resolve().parent.parent / "docs" / "term-rules.md"
SCALE = Scale(load_scale())

INTRO = """# From ratings to the indicative term

<!-- written by tools/write_term_rules.py from core/data/terms_*.toml: change those -->

`sapa review` derives an *indicative* term of accreditation from the ratings in an expert report. The Accreditation
Council decides, and may decide otherwise. The agency's texts contradict each other, so every text that applies to the
report's standard set gives a term of its own; where they disagree, people see it.

A text's rule holds where all of its condition does; of the rules that hold, the one with the shortest term decides,
and refusal is shorter than any term. Where ratings or facts are missing, every way to complete them is tried: if all
lead to the same outcome, that is the term (one "does not correspond" is refusal, whatever else is missing), else it is
undetermined, with what is missing. The texts speak of standards in one place and of criteria in another: where a
criterion is assessed below its standard and that makes a difference, both readings are given and the term is
undetermined. Without a case the type of accreditation is taken to be the first one with
graduates. "Inferred" rules are our reading of a text that does not speak of ratings.
"""


def page() -> str:
    sources = own_terms()
    parts = [INTRO, "## All outcomes\n", _overview(sources), _by_criterion(sources)]
    for rules in sources:
        parts += [f"## {rules.titles.get('en')} (`{rules.id}`)\n", _about(rules), _rules(rules), _notes(rules)]
    return "\n".join(part for part in parts if part)


def _overview(sources: tuple[TermRules, ...]) -> str:
    """Only which ratings occur matters: the worst one, because every text ends with it."""
    cases = [("all standards “corresponds”", ("meets", "meets"))]
    for rating in SCALE.ratings[1:]:
        cases.append((f"worst is “{rating.titles.get('en')}”", ("meets", rating.key)))
    facts = [(kind, Facts(kind, None if kind != "re-accreditation" else 5, True)) for kind in TYPES]
    facts.insert(4, ("re-accreditation", Facts("re-accreditation", 3, True)))
    sets = sorted({id for rules in sources for id in rules.sets})
    heads = [*(f"`{rules.id}`" for rules in sources), "Disagree for the set"]
    lines = [f"| Type of accreditation | Ratings | {' | '.join(heads)} |", "| --- | --- |" + " --- |" * len(heads)]
    for kind, known in facts:
        shown = f"{kind}, earlier {known.previous} years" if known.previous else kind
        for title, ratings in cases:
            by_standard = dict(zip("12", ratings, strict=True))
            found = [term(rules, by_standard, known, values=SCALE.keys) for rules in sources]
            split = [f"`{id}`" for id in sets if disagree([one for one in found if one.rules.applies_to(id)])]
            cells = [*(_outcome(one.outcome) for one in found), ", ".join(split)]
            lines.append(f"| {shown} | {title} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _by_criterion(sources: tuple[TermRules, ...]) -> str:
    """Every standard is rated better than one of its criteria."""
    told = ["One criterion below its standard; all standards have the rating that the first column names.\n"]
    told.append(f"| Standards | Criterion | Type | {' | '.join(f'`{rules.id}`' for rules in sources)} |")
    told.append("| --- | --- | --- |" + " --- |" * len(sources))
    for kind in TYPES:
        facts = Facts(kind, 5 if kind == "re-accreditation" else None, True)
        for number, rating in enumerate(SCALE.ratings):
            for lower in SCALE.ratings[number + 1 :]:
                found = [
                    term(rules, {"1": rating.key}, facts, values=SCALE.keys, criteria={"1.2.1": lower.key})
                    for rules in sources
                ]
                cells = [
                    " or ".join(_outcome(other.outcome) for other in one.alternatives) or _outcome(one.outcome)
                    for one in found
                ]
                told.append(f"| {rating.titles.get('en')} | {lower.titles.get('en')} | {kind} | {' | '.join(cells)} |")
    return "\n".join(told) + "\n"


def _outcome(outcome: Outcome) -> str:
    if outcome.decision == "accredit":
        return f"{outcome.years} year" + ("s" if outcome.years != 1 else "")
    return "refuse" if outcome.decision == "refuse" else "undetermined"


def _about(rules: TermRules) -> str:
    where = "every set" if not rules.sets else ", ".join(f"`{id}`" for id in rules.sets)
    texts = "\n".join(f"- {titles.get('en')}" for titles in rules.documents.values())
    return f"Applies to {where}. Texts:\n\n{texts}\n"


def _rules(rules: TermRules) -> str:
    lines = ["| Rule | Holds where | Outcome | What it says | Source |", "| --- | --- | --- | --- | --- |"]
    for rule in rules.rules:
        inferred = "" if rule.certainty == "seen" else f" ({rule.certainty})"
        lines.append(
            f"| `{rule.id}`{inferred} | {_when(rule.when)} | {_outcome(rule.outcome)} | {rule.text.get('en')} "
            f"| {_source(rules, rule)} |"
        )
    return "\n".join(lines) + "\n"


def _when(when: When) -> str:
    parts = []
    if when.types:
        parts.append("type is " + " or ".join(when.types))
    if when.some:
        parts.append("some standard is " + _ratings(when.some))
    if when.every:
        parts.append("every standard is " + _ratings(when.every))
    if when.previous:
        parts.append(f"the earlier term was {' or '.join(map(str, when.previous))} years")
    if when.fixable:
        parts.append("it can be put right within a year")
    return "; ".join(parts)


def _ratings(keys: tuple[str, ...]) -> str:
    return " or ".join(f"“{SCALE.title(key, 'en')}”" for key in keys)


def _source(rules: TermRules, one: TermRule | TermNote) -> str:
    return rules.source_text(one.sources, "en")


def _notes(rules: TermRules) -> str:
    told = [note for note in rules.notes if note.when is not None]
    gaps = [note for note in rules.notes if note.when is None]
    parts = []
    if told:
        parts.append("Said besides:\n")
        parts += [
            f"- `{note.id}`, where {_when(note.when)}: {note.text.get('en')} ({_source(rules, note)})"
            for note in told
            if note.when is not None
        ]
        parts.append("")
    if gaps:
        parts.append("Contradictions and gaps:\n")
        parts += [f"- {note.text.get('en')} ({_source(rules, note)})" for note in gaps]
        parts.append("")
    return "\n".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description="Write docs/term-rules.md from the rules themselves.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 where the page is stale")
    check = parser.parse_args().check
    new = page()
    stale = not PAGE.is_file() or PAGE.read_text("utf-8") != new
    if stale and not check:
        PAGE.write_text(new, encoding="utf-8", newline="\n")
    if stale:
        print(f"{'stale' if check else 'written'}: docs/{PAGE.name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
