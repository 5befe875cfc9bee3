"""sapa.toml: all faults at once, each by its key and with what may be meant; and the file that `sapa init` writes."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from sapa.cli import sapa
from sapa.core.loading.case_file import parse_case, read_case, sets_dirs, template
from sapa.core.loading.case_model import schema
from sapa.core.loading.data_file import DataFileError
from sapa.core.model.case import Case, Span, case_folders

from . import cases

GOOD = """
[case]
procedure = "programme"
type = "re-accreditation"
sets = ["eur-ace"]
annexes = "annexes"

[institution]
name = { en = "Example University", ru = "Университет Пример" }

[[programmes]]
code = "6В06101"
name = "Steppe systems"

[[reports]]
language = "en"
files = ["sar/1.docx", "sar/2.docx"]
programmes = ["6b06101"]

[[commission]]
name = "Expert One"
role = "expert"
chair = true

[dates]
start = 2027-01-11
contract = 2027-02-05
visit = { first = 2027-05-12, last = 2027-05-13 }

[[agenda]]
day = 2027-05-12
start = "9:00"
end = 10:30:00
event = "Meeting"

[[waivers]]
criterion = "3.2.14"
reason = "Because"
person = "Somebody"
until = 2027-12-31

[[confirmed]]
requirement = "sar-analytical"
person = "Somebody"
day = 2027-02-01
"""


def parse(text: str) -> Case:
    known = cases.loaded()
    return parse_case(text, "folder", known.procedures, list(known.sets))


def faults(text: str) -> list[tuple[str, str, object]]:
    with pytest.raises(DataFileError) as raised:
        parse(text)
    return [(one.path, one.said.id, one.said.arguments.get("nearest")) for one in raised.value.problems]


def test_a_case_is_read() -> None:
    case = parse(GOOD)
    assert case.programmes[0].code == "6B06101", "a Cyrillic letter in a code is the Latin one"
    assert case.programmes[0].level == "bachelor", "the code says the level"
    assert case.reports[0].files == ("sar/1.docx", "sar/2.docx")
    assert case.reports[0].programmes == ("6B06101",)
    assert case.start == date(2027, 1, 11)
    assert case.dates == {
        "contract": Span(date(2027, 2, 5), date(2027, 2, 5)),
        "visit": Span(date(2027, 5, 12), date(2027, 5, 13)),
    }
    assert (case.agenda[0].start, case.agenda[0].end) == (time(9), time(10, 30))
    assert case.time_zone == "Asia/Almaty"


def test_an_optional_stage_can_be_said_not_to_have_taken_place_but_not_with_a_day() -> None:
    assert parse(GOOD.replace('annexes = "annexes"', 'not_held = ["comments"]')).not_held == ("comments",)
    both = GOOD.replace('annexes = "annexes"', 'not_held = ["comments"]').replace(
        "[dates]\n", "[dates]\ncomments = 2027-06-01\n"
    )
    assert faults(both) == [("dates.comments", "case-file.held", None)]


@pytest.mark.parametrize(
    ("old", "new", "path", "said", "nearest"),
    [
        ('procedure = "programme"', 'procedure = "programm"', "case.procedure", "data-file.unknown", ("programme",)),
        ('sets = ["eur-ace"]', 'sets = ["eurace"]', "case.sets[1]", "data-file.unknown", ("eur-ace",)),
        ('type = "re-accreditation"', 'type = "reaccreditation"', "case.type", "set-file.not-one-of",
         ("re-accreditation",)),
        ('annexes = "annexes"', 'anexes = "annexes"', "case.anexes", "set-file.unknown-key", ("annexes",)),
        ('annexes = "annexes"', 'time_zone = "Asia/Almaaty"', "case.time_zone", "data-file.unknown", ("Asia/Almaty",)),
        ('annexes = "annexes"', 'annexes = "../annexes"', "case.annexes", "case-file.outside", None),
        ('annexes = "annexes"', 'annexes = "C:\\\\annexes"', "case.annexes", "case-file.outside", None),
        ('annexes = "annexes"', 'not_held = ["coments"]', "case.not_held[1]", "data-file.unknown", ("comments",)),
        ('annexes = "annexes"', 'not_held = ["visit"]', "case.not_held[1]", "case-file.not-optional", None),
        ('"sar/2.docx"', '"sar/1.docx"', "reports[1].files[2]", "data-file.twice", None),
        ('programmes = ["6b06101"]', 'programmes = ["6B06102"]', "reports[1].programmes[1]", "data-file.unknown",
         ("6B06101",)),
        ('role = "expert"', 'role = "exprt"', "commission[1].role", "set-file.not-one-of", ("expert",)),
        ("contract = 2027-02-05", "contrct = 2027-02-05", "dates.contrct", "set-file.unknown-key", ("contract",)),
        ("contract = 2027-02-05", 'contract = "05.02.2027"', "dates.contract", "data-file.date", "2027-02-05"),
        ("contract = 2027-02-05", "contract = 2027-02-05T10:00:00", "dates.contract", "data-file.date", "2027-02-05"),
        ("last = 2027-05-13", "last = 2027-05-11", "dates.visit.last", "data-file.ends-before", None),
        ('start = "9:00"', 'start = "nine"', "agenda[1].start", "data-file.time", None),
        ("end = 10:30:00", 'end = "8:30"', "agenda[1].end", "data-file.ends-before", None),
        ("day = 2027-05-12", 'day = "12.05.2027"', "agenda[1].day", "data-file.date", "2027-05-12"),
        ('criterion = "3.2.14"', 'criterion = "3.2.14"\nrule = "case-late"', "waivers[1]", "case-file.waiver-of-one",
         None),
        ('criterion = "3.2.14"\n', "", "waivers[1]", "case-file.waiver-of-one", None),
        ('requirement = "sar-analytical"', 'requirement = "sar-analitical"', "confirmed[1].requirement",
         "data-file.unknown", ("sar-analytical",)),
        ('requirement = "sar-analytical"', 'requirement = "commission-chair"', "confirmed[1].requirement",
         "case-file.not-by-hand", None),
        ('name = "Expert One"', 'name = " "', "commission[1].name", "set-file.empty", None),
        ("[[waivers]]", "[supplied]\nvidoe = []\n[[waivers]]", "supplied.vidoe", "set-file.unknown-key", None),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_key_and_what_may_be_meant(
    old: str, new: str, path: str, said: str, nearest: object
) -> None:
    assert old in GOOD
    found = [fault for fault in faults(GOOD.replace(old, new, 1)) if fault[:2] == (path, said)]
    assert found, faults(GOOD.replace(old, new, 1))
    if nearest is not None:
        near = found[0][2]
        assert near == nearest or (isinstance(near, tuple) and isinstance(nearest, tuple) and near[0] == nearest[0])


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace("re-accreditation", "again").replace("role =", "rolle =").replace("2027-12-31", '"soon"')
    assert [path for path, _, _ in faults(text)] == [
        "case.type", "commission[1].rolle", "commission[1].role", "waivers[1].until",
    ]  # fmt: skip


def test_a_second_chair_is_a_fault() -> None:
    text = GOOD + '\n[[commission]]\nname = "Expert Two"\nrole = "expert"\nchair = true\n'
    assert [(path, said) for path, said, _ in faults(text)] == [("commission[2].chair", "case-file.second-chair")]


def test_what_is_no_toml_says_so() -> None:
    assert [said for _, said, _ in faults("[case")] == ["set-file.not-toml"]


def test_the_schema_takes_a_good_file_as_an_editor_would_see_it() -> None:
    raw = tomllib.loads(GOOD.replace("10:30:00", '"10:30"'))

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        return value.isoformat() if isinstance(value, date) else value

    made = plain(raw)
    assert isinstance(made, dict)
    made["institution"]["country"] = "KZ"
    jsonschema.Draft202012Validator.check_schema(schema())
    assert list(jsonschema.Draft202012Validator(schema()).iter_errors(made)) == []


# --- sapa init


def uncommented(text: str) -> str:
    """Every key of the template in force, with something in it where it must not be empty."""
    text = re.sub(r"(?m)^# (?=\[|[a-z_-]+ = )", "", text)
    filled = re.sub(r'(?m)^(name|event|reason|person) = ""', r'\1 = "x"', text)
    filled = filled.replace('{ en = "", ru = "", kk = "" }', '"x"').replace('[""]', '["https://x.example"]')
    return re.sub(r"(?m)^rule = .*\n", "", filled)


@pytest.mark.parametrize("id", ["institutional", "online-audit", "programme"])
def test_the_template_is_a_case_as_it_stands_and_with_every_key_in_force(id: str) -> None:
    text = template(cases.procedure(id))
    assert parse(text).procedure == id
    whole = parse(uncommented(text))
    assert set(whole.dates) == set(cases.procedure(id).stage_by_id)
    assert whole.commission and whole.agenda and whole.waivers and whole.confirmed and whole.coordinator


def test_init_writes_once_and_never_overwrites(tmp_path: Path) -> None:
    run = CliRunner().invoke(sapa, ["init", str(tmp_path / "new" / "case"), "--procedure", "online-audit"])
    assert run.exit_code == 0, run.output
    file = tmp_path / "new" / "case" / "sapa.toml"
    assert 'procedure = "online-audit"' in file.read_text("utf-8")
    file.write_text("mine", encoding="utf-8")
    again = CliRunner().invoke(sapa, ["init", str(file.parent)])
    assert again.exit_code == 2 and "nothing was written" in again.output
    assert file.read_text("utf-8") == "mine"


def test_init_names_the_nearest_procedure(tmp_path: Path) -> None:
    run = CliRunner().invoke(sapa, ["init", str(tmp_path), "--procedure", "online"])
    assert run.exit_code == 2 and "online-audit" in run.output
    assert not (tmp_path / "sapa.toml").exists()


# --- the command line and a faulty case


def test_check_tells_all_faults_of_the_file_and_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "sapa.toml").write_text('[case]\nprocedure = "x"\ntype = "y"\nfoo = 1\n', encoding="utf-8")
    run = CliRunner().invoke(sapa, ["check", str(tmp_path)])
    assert run.exit_code == 2
    for path in ("case.procedure", "case.type", "case.foo", "institution"):
        assert path in run.output


def test_the_file_itself_means_its_folder(tmp_path: Path) -> None:
    (tmp_path / "sapa.toml").write_text(template(cases.procedure("programme")), encoding="utf-8")
    assert case_folders([str(tmp_path / "sapa.toml")]) == [str(tmp_path)]
    assert case_folders([str(tmp_path)]) == [str(tmp_path)]
    assert case_folders([str(tmp_path / "other")]) == []


def test_a_case_may_bring_its_own_set(tmp_path: Path) -> None:
    text = template(cases.procedure("programme")).replace('# sets = ["eur-ace"]', 'sets_dirs = ["sets"]')
    (tmp_path / "sapa.toml").write_text(text, encoding="utf-8")
    assert sets_dirs(str(tmp_path)) == (tmp_path / "sets",)
    known = cases.loaded()
    assert read_case(str(tmp_path), known.procedures, list(known.sets)).sets_dirs == ("sets",)


# --- paths as people on Windows paste them


def faulty(line: str, lang: str = "en") -> str:
    text = f'[case]\nprocedure = "institutional"\ntype = "conceptual"\n{line}\n[institution]\nname = "E"\n'
    with pytest.raises(DataFileError) as raised:
        parse_case(text, ".", cases.loaded().procedures, list(cases.loaded().sets))
    return raised.value.told(lang)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_a_backslash_that_toml_takes_for_a_special_sign_is_explained(lang: str) -> None:
    said = faulty(r'annexes = "C:\\Users\\annexes"'.replace("\\\\", "\\"), lang)
    assert "4" in said and "'C:\\Users\\annexes'" in said


@pytest.mark.parametrize("line", [r'annexes = "sar\new"', r"[supplied]" + "\n" + r'description = ["papers\text.docx"]'])
def test_a_backslash_that_became_a_line_break_or_a_tab_is_explained(line: str) -> None:
    assert "single quotes" in faulty(line)


def test_other_faults_of_the_text_stay_what_they_are() -> None:
    assert "is no TOML" in faulty("annexes = ")


def test_the_command_that_init_prints_can_be_copied(tmp_path: Path) -> None:
    folder = tmp_path / "Example University"
    done = CliRunner().invoke(sapa, ["init", str(folder), "--lang", "en"])
    assert f'sapa check "{folder}"' in done.output
    plain = tmp_path / "plain"
    assert f"sapa check {plain}\n" in CliRunner().invoke(sapa, ["init", str(plain), "--lang", "en"]).output
