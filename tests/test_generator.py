"""The seeded generator of reports: the same seed means the same report, and its truth is whole."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # benchmarks are no part of the package
    sys.path.append(str(ROOT))
if not (ROOT / "benchmarks").is_dir():
    pytest.skip("the source distribution has no benchmarks", allow_module_level=True)

from benchmarks.accuracy import Tally  # noqa: E402
from benchmarks.baseline import statuses  # noqa: E402
from benchmarks.generator import generate, generate_text  # noqa: E402
from benchmarks.generator.ledger import Ledger  # noqa: E402
from tests.corpus.codes import CODES  # noqa: E402
from tests.corpus.judge import Verdict  # noqa: E402
from tests.corpus.source import STATUSES  # noqa: E402

pytestmark = pytest.mark.slow

SEEDS = range(150)


@pytest.mark.parametrize("seed", [3, 14, 159])
def test_same_seed_same_report(seed: int) -> None:
    assert generate_text(seed) == generate_text(seed)
    assert generate_text(seed) != generate_text(seed + 1)


def test_truth_is_whole() -> None:
    """Codes are of the set, statuses are the six, and every label stands in the text once."""
    seen: Counter[str | None] = Counter()
    for seed in SEEDS:
        source, text = generate(seed), generate_text(seed)
        placed = re.findall(r"\{@(\w+)\}", text)
        assert len(placed) == len(set(placed)), f"seed {seed}: a label stands twice"
        for set_id in source.sets:
            labels, default = source.truth(set_id)
            assert set(labels) <= set(CODES[set_id])
            for label in labels.values():
                assert {*label.first, *label.others} <= {*placed, "*"}, f"seed {seed}: label without a place"
            seen.update(labels.get(code, default).status for code in CODES[set_id])
    assert set(STATUSES) <= set(seen)
    assert seen[None] < sum(seen.values()) / 100, "what the design leaves open is a rare exception"


def test_reports_differ() -> None:
    sources = [generate(seed) for seed in SEEDS]
    assert {s.language for s in sources} == {"en", "ru", "kk"}
    assert {s.sets for s in sources} == {("institutional",), ("programme",), ("programme", "eur-ace")}
    assert len({s.containers for s in sources}) >= 8
    classes = {c for s in sources for c in s.classes}
    assert {
        "as:heading",
        "as:lead",
        "as:row",
        "as:inline",
        "as:range",
        "as:contents",
        "as:matrix",
        "as:furniture",
        "no-codes",
    } <= classes


def test_drawn_and_asked_for() -> None:
    assert generate(5, container="pdf").containers == ("pdf",)
    source = generate(5, kind="programme+eur-ace ru")
    assert source.sets == ("programme", "eur-ace")
    assert source.language == "ru"


def _ledger() -> Ledger:
    return Ledger(["institutional"])


def test_ledger_states_the_design() -> None:
    ledger = _ledger()
    for code, words in (("3.2.1", 60), ("3.2.2", 12)):
        ledger.passage("institutional", [code], ledger.label(), "heading")
        ledger.words(words)
        ledger.close()
    ledger.passage("institutional", ["3.2.3"], ledger.label(), "heading")
    ledger.says_not_applicable()
    ledger.close()
    ledger.mention("institutional", "3.2.4", ledger.label(), "inline")
    got = {code: ledger.status("institutional", code) for code in ("3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.5")}
    assert list(got.values()) == ["addressed", "thin", "not_applicable", "mentioned", "missing"]


def test_ledger_excuses_only_between_neighbours() -> None:
    """What lies between the found neighbours of a code, in its order, decides; the ends of the report are neighbours."""
    ledger = _ledger()
    for at, code in ((10, "3.2.1"), (30, "3.2.4")):
        ledger.at = at
        ledger.passage("institutional", [code], ledger.label(), "heading")
        ledger.words(60)
        ledger.close()
    ledger.scans = [20]
    assert ledger.status("institutional", "3.2.2") == "not_checked"
    assert ledger.status("institutional", "3.2.5") == "missing"
    assert ledger.status("institutional", "1.2.1") == "missing"
    ledger.scans = [40]
    assert ledger.status("institutional", "3.2.2") == "missing"
    assert ledger.status("institutional", "8.2.17") == "not_checked"


def test_baseline_is_what_is_done_by_hand() -> None:
    text = "3.2.1 " + "word " * 45 + "3.2.2 " + "word " * 5
    assert statuses(text) == {"3.2.1": "addressed", "3.2.2": "mentioned"}


def test_tally_counts() -> None:
    tally = Tally()
    for expected, got in (("addressed", "addressed"), ("addressed", "thin"), ("missing", "addressed"), (None, "thin")):
        tally.add(Verdict("d", "docx", "institutional", "3.2.1", expected, got, page=True, printed=2, false=1))
    assert (tally.right, tally.total) == (1, 3)
    assert tally.precision("addressed") == (1, 2)
    assert tally.recall("addressed") == (1, 2)
    assert (tally.false, tally.printed, tally.first_right) == (4, 8, 4)
