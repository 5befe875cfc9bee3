"""Review -> text and JSON (the contract sapa.review/1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..expert_report import review as reviewing
from ..expert_report.terms import Alternative, Term, disagree, grouped
from ..model.findings import SEVERITIES, Finding
from ..model.term_rules import Outcome
from ..showing.layout import Column, Line, Paper, Span, cells_of
from ..showing.view import Tell, ranges_of, short, teller
from ..words.messages import Lang, Message, say
from .as_json import Json, dump, finding_json, made_of

SAME_RULE = 4  # of the findings of one rule so many are listed one by one; the rest is counted
_HEADING = 60  # characters of a quoted heading
# Said of criterion after criterion: told together.
_BY_CODE = frozenset({"review-no-assessment"})


class Review(reviewing.Review):
    """A review that writes itself as JSON."""

    def to_json(self, lang: Lang = "en") -> str:
        """The contract sapa.review/1 (`sapa schema review`)."""
        return render_json(self, lang)


# --- JSON


def render_json(review: reviewing.Review, lang: Lang = "en") -> str:
    """The contract's keys; also, for those who want more: version, path, edition, language, error, not_compared, and
    in each term missing, possible and changes."""
    report = review.report
    return dump(
        {
            "schema": "sapa.review/1",
            "version": review.version,
            **made_of(review.made, lang),
            "path": review.path,
            "sha256": report.sha256 if report is not None else None,
            "error": say(review.error, lang) if review.error is not None else None,
            "set": report.set.id if report is not None else None,
            "edition": report.set.edition if report is not None else None,
            "language": report.language if report is not None else None,
            "ratings": report.ratings if report is not None else {},
            "terms": [_term(term, review, lang) for term in review.terms],
            "not_compared": [say(said, lang) for said in review.not_compared],
            "findings": [finding_json(finding, lang) for finding in review.findings],
        }
    )


def _term(term: Term, review: reviewing.Review, lang: Lang) -> Json:
    report = review.report
    assert report is not None
    return {
        "programme": term.programme,
        "procedure": term.procedure,
        "decision": term.outcome.decision,
        "years": term.outcome.years,
        "assumed": [say(said, lang) for said in term.assumed],
        "rules": [f"{term.procedure}.{rule.id}" for rule in term.fired],
        "trace": trace(term, lang),
        "missing": [say(said, lang) for said in term.missing],
        "possible": [_outcome_json(outcome) for outcome in term.possible],
        "alternatives": [
            {**_outcome_json(one.outcome), "because": because(one, term, review, lang)} for one in term.alternatives
        ],
        "changes": [
            {"standard": change.standard, "rating": change.rating, **_outcome_json(change.outcome)}
            for change in term.changes
        ],
    }


def _outcome_json(outcome: Outcome) -> Json:
    return {"decision": outcome.decision, "years": outcome.years}


# --- sentences that text and page share


def outcome_text(outcome: Outcome, tell: Tell) -> str:
    if outcome.decision == "accredit":
        return tell("term.accredit", years=outcome.years)
    return tell("term.refuse") if outcome.decision == "refuse" else tell("term.undetermined")


def because(one: Alternative, term: Term, review: reviewing.Review, lang: Lang) -> str:
    """Why one of two readings gives its outcome."""
    assert review.report is not None
    tell = teller(lang)
    rules = "; ".join(
        f"{rule.text.get(lang)} ({term.rules.source_text(rule.sources, lang)})" for rule in one.fired
    ) or tell("term.missing-rule")
    if not one.criteria:
        return tell("term.because-standards", rules=rules)
    scale = review.report.scale
    criteria = tuple(f"{code}: {scale.title(value, lang)}" for code, value in one.criteria)
    return tell("term.because-criteria", criteria=criteria, rules=rules)


def trace(term: Term, lang: Lang) -> list[str]:
    """Each rule that holds, with its source; then what the source says besides."""
    tell = teller(lang)
    told = []
    for rule in term.fired:
        source = term.rules.source_text(rule.sources, lang)
        id = f"{term.procedure}.{rule.id}"
        if rule.certainty == "seen":
            told.append(tell("term.rule", rule=id, text=rule.text.get(lang), source=source))
        else:
            told.append(tell("term.rule-inferred", rule=id, text=rule.text.get(lang), source=source))
    for note in term.notes:
        source = term.rules.source_text(note.sources, lang)
        told.append(tell("term.note", rule=f"{term.procedure}.{note.id}", text=note.text.get(lang), source=source))
    return told


def changes(term: Term, review: reviewing.Review, lang: Lang) -> list[str]:
    """Which single rating would change the outcome."""
    assert review.report is not None
    tell = teller(lang)
    scale = review.report.scale
    told = [
        tell(
            "term.change",
            standards=group.standards,
            rating=scale.title(group.rating, lang),
            outcome=outcome_text(group.outcome, tell),
        )
        for group in grouped(term.changes)
    ]
    return told or [tell("term.stable")]


def by_programme(terms: Sequence[Term]) -> list[tuple[str, list[Term]]]:
    found: dict[str, list[Term]] = {}
    for term in terms:
        found.setdefault(term.programme, []).append(term)
    return list(found.items())


def rating_text(review: reviewing.Review, key: str | None, lang: Lang, tell: Tell) -> str:
    assert review.report is not None
    return tell("review.no-rating") if key is None else review.report.scale.title(key, lang)


@dataclass(frozen=True)
class Told:
    """A finding, or several that are told in one sentence. place: "" where there is none."""

    finding: Finding
    said: str
    place: str


def told(review: reviewing.Review, lang: Lang, say_: Callable[[Message], str] | None = None) -> list[Told]:
    """The findings, worst first; what is said of criterion after criterion is one sentence with ranges of codes."""
    assert review.report is not None
    tell, speak = teller(lang), say_ or (lambda said: say(said, lang))
    found: list[Told] = []
    for finding in review.findings:
        if finding.rule not in _BY_CODE:
            found.append(Told(finding, speak(finding.message), place_text(finding, review, tell)))
    for rule in dict.fromkeys(one.rule for one in review.findings if one.rule in _BY_CODE):
        those = [one for one in review.findings if one.rule == rule]
        codes = list(dict.fromkeys(one.code for one in those if one.code))
        said = tell("review.not-assessed", count=len(codes), codes=ranges_of(codes, review.report.set))
        found.append(Told(those[0], said, ""))
    return sorted(found, key=lambda one: SEVERITIES.index(one.finding.severity))


def place_text(finding: Finding, review: reviewing.Review, tell: Tell) -> str:
    """The heading above it, which Word's search finds."""
    if review.report is None or finding.place is None or finding.place.paragraph is None:
        return ""
    above = ""
    for para in review.report.text.paras:
        if para.number > finding.place.paragraph:
            break
        if para.level and not para.contents:
            above = para.text
    return tell("report.quoted", text=short(above, _HEADING)) if above else tell("report.beginning")


def gist(review: reviewing.Review, lang: Lang) -> str:
    """In a sentence: why it could not be read, or how much there is to mend."""
    if review.error is not None:
        return say(review.error, lang)
    if not review.findings:
        return teller(lang)("review.nothing")
    return teller(lang)("review.findings", count=len(review.findings))


# --- text


def lines(review: reviewing.Review, lang: Lang = "en", *, width: int = 100, details: bool = False) -> list[Line]:
    """Findings first, then ratings and terms: what decides stands last, where a terminal shows it."""
    tell = teller(lang)
    paper = Paper(width)
    paper.lines.append([(review.path, "title")])
    report = review.report
    if report is None:
        assert review.error is not None
        why = say(review.error, lang).removeprefix(f"{review.path}: ")
        paper.write([(tell("review.failed") + " ", "not_checked"), (why, "")], hanging=2)
        return paper.lines
    paper.write(f"{report.set.title(lang)} ({report.set.key}), {tell(f'language.{report.language}')}")
    for said in review.not_compared:
        paper.write([(say(said, lang), "quiet")])
    _findings(paper, review, lang, tell, details)
    _ratings(paper, review, lang, tell)
    _terms(paper, review, lang, tell)
    return paper.lines


def _findings(paper: Paper, review: reviewing.Review, lang: Lang, tell: Tell, details: bool) -> None:
    paper.blank()
    if not review.findings:
        paper.write([(tell("review.nothing"), "addressed")])
        return
    paper.write([(tell("review.findings", count=len(review.findings)), "head")])
    columns = [Column(max(cells_of(tell(f"severity.{one.severity}")) for one in review.findings)), Column()]
    every = told(review, lang)
    counts = Counter(one.finding.rule for one in every)
    seen: Counter[str] = Counter()
    for one in every:
        rule = one.finding.rule
        seen[rule] += 1
        label = [(tell(f"severity.{one.finding.severity}"), one.finding.severity)]
        if details or seen[rule] <= SAME_RULE:
            said: list[Span] = [(one.said, "")]
            if one.place:
                said.append((f" [{one.place}]", "place"))
            paper.row([label, said], columns, indent=2)
        elif seen[rule] == counts[rule]:
            more = tell("review.more", count=counts[rule] - SAME_RULE, rule=rule)
            paper.row([label, [(more, "quiet")]], columns, indent=2)


def _ratings(paper: Paper, review: reviewing.Review, lang: Lang, tell: Tell) -> None:
    report = review.report
    assert report is not None
    number = max((cells_of(one) for one in report.standards), default=1)
    for programme, ratings in report.ratings.items():
        paper.blank()
        title = tell("review.ratings-of", programme=programme) if programme else tell("review.ratings")
        paper.write([(title, "head")])
        for standard, key in ratings.items():
            titled = report.set.by_number[standard].titles.get(lang)
            style = "missing" if key is None else ""
            paper.row(
                [standard, titled, [(rating_text(review, key, lang, tell), style)]],
                [Column(number), Column(), Column(34)],
                indent=2,
            )


def _terms(paper: Paper, review: reviewing.Review, lang: Lang, tell: Tell) -> None:
    for programme, terms in by_programme(review.terms):
        paper.blank()
        title = tell("term.title-programme", programme=programme) if programme else tell("term.title")
        paper.write([(title, "head")])
        paper.write([(tell("term.indicative"), "warning")], indent=2)
        if len(terms) > 1 and any(term.outcome.decision != "undetermined" for term in terms):
            paper.write(tell("term.disagree") if disagree(terms) else tell("term.agree"), indent=2)
        for term in terms:
            paper.write(
                [(f"{term.rules.titles.get(lang)}: ", ""), (outcome_text(term.outcome, tell), "head")],
                indent=2, hanging=4,
            )  # fmt: skip
            for line in about(term, review, lang):
                paper.write(line, indent=4, hanging=6)


def about(term: Term, review: reviewing.Review, lang: Lang) -> list[str]:
    """What was assumed, what is missing, the trace, and what would change the outcome."""
    tell = teller(lang)
    told = [tell("term.assumed", what=say(said, lang)) for said in term.assumed]
    told += [tell("term.missing", what=say(said, lang)) for said in term.missing]
    if term.alternatives:
        told.append(tell("term.two-readings"))
        told += [
            tell("term.alternative", outcome=outcome_text(one.outcome, tell), because=because(one, term, review, lang))
            for one in term.alternatives
        ]
    elif term.possible:
        outcomes = "; ".join(outcome_text(outcome, tell) for outcome in term.possible)
        told.append(tell("term.possible", outcomes=outcomes))
    return [*told, *trace(term, lang), *changes(term, review, lang)]
