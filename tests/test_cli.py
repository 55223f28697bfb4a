from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from screening import __version__
from screening.cli import commands
from screening.indicators import INDICATORS
from screening.policy import PRESETS, Policy
from screening.records import json_schema
from screening.reports.text import A_PERSON_DECIDES
from screening.screener import Screener
from screening.watchlist import BUNDLED_ONLY

DATE = "2026-11-23"
CLEAR = {"id": "clear", "name": "Marta Wzorowa", "country": "PL"}
SPARSE = {"id": "sparse", "name": "Marta Wzorowa"}
REVIEW = {
    "id": "review",
    "name": "Wang Shili",
    "country": "CN",
    "companies": ["Yanbian Unsong Network Technology"],
}
ESCALATE = {
    "id": "escalate",
    "kind": "organization",
    "name": "Yanbian Silverstar Network Technology",
    "country": "CN",
}
BAD = {"id": "bad", "nmae": "Marta Wzorowa"}


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    return written(tmp_path / "profiles.jsonl", CLEAR, SPARSE, BAD, REVIEW, ESCALATE)


def written(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


# -- score ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "code"),
    [
        ([CLEAR], 0),
        ([CLEAR, SPARSE], 0),
        ([CLEAR, REVIEW], 1),
        ([ESCALATE], 1),
        ([CLEAR, BAD], 2),
        ([ESCALATE, BAD], 2),
    ],
    ids=["clear", "unknown", "review", "escalate", "bad", "bad and escalate"],
)
@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_the_exit_code_is_the_highest_that_applies(
    tmp_path: Path, records: list[object], code: int, form: str
) -> None:
    assert run("score", written(tmp_path / "p.jsonl", *records), "-f", form).exit_code == code


def test_a_run_tells_bad_records_and_counts_on_stderr(profiles: Path) -> None:
    done = run("score", profiles)
    error, summary = done.stderr.splitlines()
    assert error.startswith(
        "screening: profiles.jsonl, line 3, id 'bad': nmae: unknown field, did you mean 'name'?"
    )
    assert "4 profiles scored: 1 escalate, 1 review, 1 unknown, 1 clear; unknown is not clear" in summary
    assert summary.endswith("; not screened: 1")
    assert [line.split()[:1] for line in done.stdout.splitlines()[1:5]] == [
        ["escalate"],
        ["review"],
        ["unknown"],
        ["clear"],
    ]
    assert done.stdout.endswith(f"{BUNDLED_ONLY}\n{A_PERSON_DECIDES}\n")


def test_json_holds_every_record_in_its_place(profiles: Path) -> None:
    found = json.loads(run("score", profiles, "--format", "json", "--today", DATE).stdout)
    assert [item.get("profile_id", "error") for item in found] == [
        "clear",
        "sparse",
        "error",
        "review",
        "escalate",
    ]
    assert found[2]["error"]["place"] == "profiles.jsonl, line 3"
    expected = Screener().score(REVIEW, today=dt.date(2026, 11, 23)).to_dict()
    assert found[3] == json.loads(json.dumps(expected))


def test_json_lines_hold_the_same(profiles: Path) -> None:
    lines = run("score", profiles, "-f", "jsonl", "--today", DATE).stdout.splitlines()
    document = json.loads(run("score", profiles, "-f", "json", "--today", DATE).stdout)
    assert [json.loads(line) for line in lines] == document


def test_csv_holds_one_row_for_each_record(profiles: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("score", profiles, "-f", "csv", "--today", DATE).stdout)))
    assert [row["band"] for row in rows] == ["clear", "unknown", "", "review", "escalate"]


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_same_input_gives_the_same_bytes(profiles: Path, form: str) -> None:
    first, second = (run("score", profiles, "-f", form, "--today", DATE).stdout_bytes for _ in range(2))
    assert first == second


def test_results_go_to_a_file_if_one_is_named(profiles: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    done = run("score", profiles, "-f", "csv", "-o", target, "--today", DATE)
    assert done.stdout == ""
    assert target.read_text(encoding="utf-8") == run("score", profiles, "-f", "csv", "--today", DATE).stdout


def test_several_files_are_one_run(tmp_path: Path) -> None:
    first = written(tmp_path / "a.jsonl", CLEAR)
    second = tmp_path / "b.csv"
    second.write_text("id,name,country\nrow,Marta Wzorowa,PL\n")
    done = run("score", first, tmp_path / "nope.json", second, "-f", "json")
    assert [item.get("profile_id") for item in json.loads(done.stdout)] == ["clear", None, "row"]
    assert done.exit_code == 2
    assert "nope.json: No such file or directory" in done.stderr


def test_standard_input_is_scored() -> None:
    done = run("score", "-", stdin=json.dumps(REVIEW))
    assert done.exit_code == 1
    assert "review  " in done.stdout


def test_the_date_is_that_of_the_option(tmp_path: Path) -> None:
    done = run("score", written(tmp_path / "p.jsonl", CLEAR), "-f", "jsonl", "--today", "2020-02-29")
    assert json.loads(done.stdout)["today"] == "2020-02-29"


def test_a_policy_and_a_preset_are_followed(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('preset = "employer"\n')
    records = written(tmp_path / "p.jsonl", CLEAR)
    by_policy = run("score", records, "-p", policy, "-f", "jsonl")
    by_preset = run("score", records, "-p", policy, "--preset", "signup", "-f", "jsonl")
    assert [json.loads(done.stdout)["preset"] for done in (by_policy, by_preset)] == ["employer", "signup"]
    assert json.loads(by_policy.stdout)["missing"] == ["an identity check"]


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ([], "person"),
        (["--preset", "vendor"], "organization"),
        (["--kind", "organization"], "organization"),
        (["--preset", "vendor", "--kind", "person"], "person"),
    ],
)
def test_records_without_a_kind_are_persons_and_vendors_organisations(
    tmp_path: Path, options: list[str], kind: str
) -> None:
    done = run("score", written(tmp_path / "p.jsonl", CLEAR), "-f", "jsonl", *options)
    assert json.loads(done.stdout)["kind"] == kind


def test_a_list_is_searched_too(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,id,kind\nInvented Lantern Software Co.,A-1,organization\n")
    records = written(tmp_path / "p.jsonl", {**CLEAR, "companies": ["Invented Lantern Software"]})
    done = run("score", records, "--lists", own, "-f", "jsonl")
    assessment = json.loads(done.stdout)
    assert done.exit_code == 1
    assert len(assessment["lists"]) == 2
    assert [hit["entry_id"] for hit in assessment["hits"]] == ["A-1"]


def test_what_could_not_be_read_in_a_list_is_told(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,birth_dates\n" + "Marta Wzorowa,soon\n" * 20)
    done = run("lists", "status", "-l", own)
    assert done.stderr.count("birth_dates") == 10
    assert "and 10 more of the kind" in done.stderr


def test_many_bad_records_are_not_told_one_by_one(tmp_path: Path) -> None:
    done = run("score", written(tmp_path / "p.jsonl", *[BAD] * 150), "-f", "jsonl")
    assert len(done.stdout.splitlines()) == 150
    assert done.stderr.count("did you mean") == 100
    assert "not screened: 150" in done.stderr


# -- explain --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("identifier", "code"), [("clear", 0), ("sparse", 0), ("review", 1), ("bad", 2)])
def test_one_profile_is_explained(profiles: Path, identifier: str, code: int) -> None:
    done = run("explain", profiles, "--id", identifier, "--today", DATE)
    assert done.exit_code == code
    if code < 2:
        assert done.stdout.startswith(f"{identifier} (person), assessed on {DATE}\n")
        assert done.stdout.endswith(f"{A_PERSON_DECIDES}\n")


def test_an_explanation_may_be_json(profiles: Path) -> None:
    (found,) = json.loads(run("explain", profiles, "--id", "review", "-f", "json").stdout)
    assert found["profile_id"] == "review"


def test_an_unknown_id_is_told_with_the_nearest(profiles: Path) -> None:
    done = run("explain", profiles, "--id", "reviews")
    assert done.exit_code == 2
    assert "no record with the id 'reviews', did you mean 'review'?" in done.stderr


def test_records_whose_id_cannot_be_read_are_told(tmp_path: Path) -> None:
    done = run("explain", written(tmp_path / "p.jsonl", CLEAR, ["x"]), "--id", "zzz")
    assert "1 record whose id could not be read" in done.stderr


# -- match and lists ------------------------------------------------------------------------------


def test_a_name_is_searched_in_the_lists() -> None:
    done = run("match", "Silver Star Network Technology of Yanbian", "--kind", "organization")
    assert done.exit_code == 1
    assert "designated on ofac_sdn as 24977" in done.stdout
    assert "silver star  silverstar   1.00  joined" in done.stdout
    assert done.stdout.endswith(f"{BUNDLED_ONLY}\n{A_PERSON_DECIDES}\n")


def test_an_unlisted_name_is_nothing() -> None:
    done = run("match", "Marta Wzorowa", "--kind", "person")
    assert done.exit_code == 0
    assert "list entries matches Marta Wzorowa" in done.stdout


@pytest.mark.parametrize(("other", "code"), [("김정은", 1), ("Marta Wzorowa", 0)])
def test_two_names_are_compared(other: str, code: int) -> None:
    done = run("match", "Kim Jong Un", "--against", other, "--kind", "person")
    assert done.exit_code == code
    assert "threshold 0.8" in done.stdout
    as_json = json.loads(run("match", "Kim Jong Un", "--against", other, "-f", "json").stdout)
    assert (as_json["score"] >= as_json["threshold"]) is bool(code)


def test_hits_may_be_json() -> None:
    found = json.loads(run("match", "Yanbian Silver Star", "-f", "json").stdout)
    assert found["hits"][0]["entry_id"] == "24977"
    assert found["hits"][0]["score"] == 1.0
    assert found["notes"] == [BUNDLED_ONLY]


def test_lists_are_shown_with_date_size_and_digest(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name\nInvented Lantern Software Co.\n")
    lines = run("lists", "status", "-l", own).stdout.splitlines()
    assert lines[0].split()[:2] == ["list", "as"]
    assert lines[1].startswith("dprk_it_workers")
    assert lines[2].split()[:3] == ["own:own", "unknown", "1"]


# -- indicators, policy, schema -------------------------------------------------------------------


def test_every_indicator_is_shown() -> None:
    lines = run("indicators").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [indicator.id for indicator in INDICATORS]


def test_indicators_may_be_json() -> None:
    found = json.loads(run("indicators", "--format", "json").stdout)
    assert [item["id"] for item in found] == [indicator.id for indicator in INDICATORS]
    assert all(item["sources"] and item["documentation"] and item["needs"] for item in found)


@pytest.mark.parametrize("preset", [None, *PRESETS])
def test_a_policy_that_is_shown_can_be_kept_as_a_policy(preset: str | None) -> None:
    shown = run("policy", "show", *(["--preset", preset] if preset else [])).stdout
    assert Policy.from_toml(shown).digest == (Policy(preset=preset) if preset else Policy()).digest


def test_a_policy_is_shown_with_its_own_words(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text('reason = "a \\"quoted\\" \\u202e\\u007f reason"\nreview_at = 30\n', encoding="utf-8")
    shown = run("policy", "show", file).stdout
    assert Policy.from_toml(shown) == Policy.from_toml(shown)
    assert Policy.from_toml(shown).digest == Policy.load(file).digest
    assert "\u202e" not in shown


def test_a_good_policy_is_said_to_be_good(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text("review_at = 30\n")
    done = run("policy", "check", file)
    assert done.exit_code == 0
    assert "can be used, preset platform" in " ".join(done.stdout.split())
    assert done.stdout.splitlines()[-1].split() == ["review_at", "40.0", "30.0"]


def test_an_unsafe_policy_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text("[weights]\n'watchlist.company' = 0\n")
    done = run("policy", "check", file)
    assert done.exit_code == 2
    assert "unsafe" in done.stderr


def test_policies_are_compared(tmp_path: Path) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text('preset = "vendor"\n')
    second.write_text("")
    assert run("policy", "compare", first, first).stdout == "the same settings\n"
    assert run("policy", "compare", first, second).stdout.splitlines()[1].split() == [
        "preset",
        '"vendor"',
        '"platform"',
    ]


def test_the_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout) == json.loads(json.dumps(json_schema()))


# -- demo and help --------------------------------------------------------------------------------


def test_the_demo_shows_a_table_an_explanation_and_writes_json(profiles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    done = run("demo", profiles, "-o", folder, "--today", DATE)
    assert done.exit_code == 0
    assert done.stdout.startswith("band ")
    assert f"escalate (organization), assessed on {DATE}" in done.stdout
    assert len(json.loads((folder / "assessments.json").read_text(encoding="utf-8"))) == 5
    assert "not screened: 1" in done.stderr


def test_the_demo_of_the_checkout_runs() -> None:
    done = run("demo", "--today", DATE)
    assert done.exit_code == 0
    assert "Where the points come from" in done.stdout


def test_the_demo_writes_nothing_unless_told(
    profiles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    run("demo", profiles)
    assert list(folder.iterdir()) == []


def test_a_wheel_without_examples_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("screening.__file__", str(tmp_path / "screening" / "__init__.py"))
    done = run("demo")
    assert done.exit_code == 2
    assert "the example profiles come with a checkout" in done.stderr


def test_a_demo_of_nothing_says_so(tmp_path: Path) -> None:
    done = run("demo", written(tmp_path / "p.jsonl", BAD))
    assert done.exit_code == 2
    assert "no profile in it could be scored" in done.stderr


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_told(option: str) -> None:
    assert run(option).stdout == f"screening {__version__}\n"


@pytest.mark.parametrize(
    "command",
    ["", "score", "explain", "demo", "match", "indicators", "policy", "policy check", "policy show",
     "policy compare", "lists", "lists status", "schema"],
)  # fmt: skip
def test_every_command_has_help(command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: ")


def test_the_presets_of_the_command_line_are_those_of_the_policy() -> None:
    assert f"[{'|'.join(PRESETS)}]" in run("score", "--help").stdout


def test_a_folder_of_lists_is_searched(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("name\nInvented Lantern Software Holding\n", encoding="utf-8")
    done = run("match", "Invented Lantern Software Holding", "--lists", str(tmp_path))
    assert done.exit_code == 1
    assert "own:ours" in done.stdout
