"""Weights learned from outcomes: on populations whose truth is known, within the laws, refused where too few."""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.assessment import Band, decide
from screening.cli import commands
from screening.errors import InputError
from screening.evidence import LOCATION, Finding, combine
from screening.fitting import weighing
from screening.fitting.held_out import cross_validated
from screening.fitting.labelled import Labelled, read_labelled
from screening.fitting.learning import LEAST_HONEST, LEAST_WORKERS, Fit, fit
from screening.fitting.outcomes import Outcome, all_seeing, gathered, share, standing
from screening.fitting.weighing import HELD, SPANS, learn
from screening.indicators import INDICATORS
from screening.policy import Policy
from screening.reports.fitted import as_toml
from screening.screener import Screener

pytest.importorskip("scipy")

TODAY = dt.date(2026, 11, 24)
BY_ID = {indicator.id: indicator for indicator in INDICATORS}
FITTED = [i for i in INDICATORS if i.family not in HELD and i.grade in SPANS]
ORDER = ("weak", "moderate", "strong", "conclusive")
Rates = Mapping[str, tuple[float, float]]
"""Id of an indicator → how often it is seen in workers and in honest people."""

TELLING, USUAL, NOISE = "identity.video_refused", "payment.income_to_third_party", "access.remote_tool"
TRUTH: Rates = {TELLING: (0.7, 0.01), USUAL: (0.3, 0.05), NOISE: (0.1, 0.1)}


def seen(indicator: str, strength: float = 1.0) -> Finding:
    row = BY_ID[indicator]
    return Finding(
        id=row.id,
        family=row.family,
        title=row.title,
        grade=row.grade,
        summary="seen",
        records=(row.id,),
        weight=row.weight,
        strength=strength,
        points=row.weight * strength,
        stands_alone=row.stands_alone,
    )


def population(rates: Rates, workers: int = 200, honest: int = 2_000, seed: int = 1) -> list[Outcome]:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    return [
        Outcome(
            f"p{number}",
            number < workers,
            tuple(seen(id_) for id_, pair in rates.items() if chance.random() < pair[number >= workers]),
        )
        for number in range(workers + honest)
    ]


def after(found: Fit, indicator: str) -> tuple[float, float]:
    row = next(w for w in found.weights if w.id == indicator)
    return row.before, row.after


# -- what is learned


def test_what_separates_gains_and_noise_loses_within_bounds() -> None:
    found = fit(population(TRUTH))
    assert after(found, TELLING)[1] > 25
    assert 5 <= after(found, NOISE)[1] < 12
    assert after(found, NOISE)[1] < after(found, USUAL)[1] < after(found, TELLING)[1] <= 45
    assert found.held_out.log_loss < found.before.log_loss
    assert not any("no better" in warning for warning in found.warnings)


@pytest.mark.parametrize("seed", [2, 3])
def test_another_sample_of_the_same_truth_says_much_the_same(seed: int) -> None:
    one, other = (learn(population(TRUTH, seed=s), Policy()).weights for s in (1, seed))
    assert {id_ for id_ in one if abs(one[id_] - other[id_]) > 6} == set()


def test_a_few_cases_move_less_than_many() -> None:
    few, many = (learn(population({NOISE: (0.1, 0.1), USUAL: (0.3, 0.1)}, n, 5 * n), Policy()) for n in (60, 900))
    assert many.weights[NOISE] < few.weights[NOISE] < 20


def test_what_was_hardly_seen_keeps_its_weight() -> None:
    rare = "identity.document_refused"
    outcomes = [msgspec.structs.replace(o, findings=(*o.findings, seen(rare))) for o in population(TRUTH)[:9]]
    found = fit([*outcomes, *population(TRUTH)[9:]])
    row = next(w for w in found.weights if w.id == rare)
    assert (row.after, row.workers, row.note) == (20, 9, "kept: seen fewer than 10 times")
    assert rare not in found.policy.weights


def test_what_a_person_switched_off_stays_off_and_is_counted() -> None:
    found = fit(population(TRUTH), Policy(weights={TELLING: 0}))
    row = next(w for w in found.weights if w.id == TELLING)
    assert (row.before, row.after, row.note) == (0, 0, "switched off, stays off")
    assert row.workers > 100


def test_strength_counts() -> None:
    half = [
        msgspec.structs.replace(o, findings=tuple(seen(f.id, 0.5) for f in o.findings)) for o in population(TRUTH)
    ]
    learned = learn(half, Policy()).weights
    assert learned[NOISE] < 20 < learned[TELLING]


def test_a_clue_that_two_indicators_see_is_counted_once() -> None:
    same = [
        msgspec.structs.replace(
            o, findings=tuple(msgspec.structs.replace(f, records=("logins[0]",)) for f in o.findings)
        )
        for o in population({"access.remote_tool": (0.6, 0.02), "access.hidden_network": (0.6, 0.02)})
    ]
    learned = learn(same, Policy()).weights
    both = [o for o in same if len(o.findings) > 1]
    assert both
    assert all(weighing._counted(o, Policy()) == [("access.remote_tool", 1.0)] for o in both)  # noqa: SLF001
    assert learned["access.remote_tool"] >= learned["access.hidden_network"]


def test_the_cap_of_a_crowded_family_moves_in_its_span() -> None:
    crowded = [i.id for i in FITTED if i.family == "identity" and i.grade == "moderate"]
    found = fit(population(dict.fromkeys(crowded, (0.5, 0.4)) | {USUAL: (0.5, 0.01)}))
    cap = next(c for c in found.caps if c.family == "identity")
    assert 40 <= cap.after < cap.before == 60


def test_fitting_twice_gives_the_same_bytes_in_any_order() -> None:
    outcomes = population(TRUTH)
    turned = list(reversed(outcomes))
    assert as_toml(fit(outcomes), TODAY) == as_toml(fit(turned), TODAY)


# -- the laws


def _drawn(seed: int) -> list[Outcome]:
    """A population in which anything may tell or not, the held families included."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    rates = {i.id: (chance.random() ** 2, chance.random() ** 3) for i in chance.sample(list(INDICATORS), 15)}
    rates |= {i.id: (0.95, 0.01) for i in INDICATORS if i.family == LOCATION}
    return population(rates, 60, 600, seed)


@given(st.integers(0, 10_000))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_the_outcomes_the_laws_hold(seed: int) -> None:
    base = Policy()
    found = fit(_drawn(seed), base, folds=2, budget=0.02)
    policy = found.policy
    assert Policy.from_toml(as_toml(found, TODAY)).weights == policy.weights
    for indicator in INDICATORS:
        weight = policy.weight(indicator.id)
        if indicator.family in HELD or indicator.grade == "conclusive":
            assert weight == base.weight(indicator.id)
        else:
            assert SPANS[indicator.grade][0] <= weight <= SPANS[indicator.grade][1]
            assert weight == int(weight)
    for low in INDICATORS:
        for high in INDICATORS:
            if low.family == high.family and ORDER.index(low.grade) < ORDER.index(high.grade):
                assert policy.weight(low.id) <= policy.weight(high.id)
    caps = policy.all_caps
    assert {caps[f] for f in HELD} == {25, 99}
    assert all(40 <= cap <= 75 for family, cap in caps.items() if family not in HELD)
    assert 25 <= policy.review_at <= policy.escalate_at <= 90


@given(st.integers(0, 10_000), st.lists(st.sampled_from(INDICATORS), max_size=8, unique=True))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_after_fitting_one_more_finding_never_lowers_a_score_and_location_never_decides(
    seed: int, rows: Sequence[Any]
) -> None:
    policy = fit(_drawn(seed), folds=2).policy
    where = [row for row in INDICATORS if row.family == LOCATION]
    scores = []
    for count in range(len(rows) + 1):
        without = [weighed(row.id, policy) for row in rows[:count] if row.family != LOCATION]
        located = [*without, *(weighed(row.id, policy) for row in where)]
        here, there = (banded(findings, policy) for findings in (without, located))
        assert (here[0], here[2]) == (there[0], there[2])
        scores.append(there[1])
    assert scores == sorted(scores)


def weighed(indicator: str, policy: Policy) -> Finding:
    weight = policy.weight(indicator)
    return msgspec.structs.replace(seen(indicator), weight=weight, points=weight)


def banded(findings: Sequence[Finding], policy: Policy) -> tuple[Band, float, float]:
    total = combine(findings, policy.all_caps)
    band, _ = decide(findings, total, (), review_at=policy.review_at, escalate_at=policy.escalate_at)
    return band, total.score, total.deciding


def test_location_that_tells_everything_gains_nothing() -> None:
    found = fit(population({**TRUTH} | {i.id: (1.0, 0.0) for i in INDICATORS if i.family == LOCATION}))
    assert {w.after for w in found.weights if w.id.startswith("location.")} == {8}
    assert found.policy.all_caps[LOCATION] == 25


def test_a_weight_beyond_its_span_may_stay_where_a_person_set_it() -> None:
    base = Policy(weights={"identity.video_refused": 60, "location.login": 3})
    policy = fit(population(TRUTH), base).policy
    assert 45 < policy.weight("identity.video_refused") <= 60
    assert policy.weight("location.login") == 3


# -- thresholds and the test on what was not seen


def test_thresholds_hold_the_budget_where_they_can() -> None:
    rates = {TELLING: (0.6, 0.1), USUAL: (0.6, 0.1), NOISE: (0.6, 0.1)}
    loose, tight = (fit(population(rates), budget=budget) for budget in (0.05, 0.002))
    assert tight.review_at[1] > loose.review_at[1]
    assert tight.held_out.false_positives.share < loose.held_out.false_positives.share
    assert tight.held_out.recall.share < loose.held_out.recall.share


def test_a_budget_that_no_threshold_holds_is_told() -> None:
    strong = next(i.id for i in FITTED if i.grade == "strong" and i.family == "conduct")
    found = fit(population({**TRUTH, strong: (0.5, 0.1)}))
    assert list(found.review_at) == [40, 40]
    assert any("no review_at holds the budget of 1.00%" in warning for warning in found.warnings)
    assert any("the budget of 1.00% does not hold" in warning for warning in found.warnings)


def test_noise_alone_is_told_to_be_no_better() -> None:
    found = fit(population({i.id: (0.1, 0.1) for i in FITTED[:25]}, 60, 600, seed=4))
    assert any("no better" in warning or found.held_out.recall.share < 0.2 for warning in found.warnings)


def test_no_profile_is_judged_by_a_fit_that_saw_it(monkeypatch: pytest.MonkeyPatch) -> None:
    taught: list[set[str]] = []

    def watched(outcomes: Sequence[Outcome], base: Policy, **more: bool) -> weighing.Learned:
        taught.append({outcome.id for outcome in outcomes})
        return learn(outcomes, base, **more)

    monkeypatch.setattr("screening.fitting.held_out.learn", watched)
    outcomes = population(TRUTH, 60, 600)
    judged = list(cross_validated(outcomes, Policy(), 4, 0.01))
    everybody = {outcome.id for outcome in outcomes}
    left_out = [everybody - some for some in taught[::2]]
    assert len(judged) == len(everybody) == sum(map(len, left_out))
    assert set.union(*left_out) == everybody


def test_bands_and_calibration_count_everybody_once() -> None:
    found = fit(population(TRUTH))
    for performance in (found.before, found.held_out):
        assert [sum(n) for n in zip(*performance.bands.values(), strict=True)] == [200, 2_000]
    assert sum(tenth.workers.of for tenth in found.calibration) == 2_200
    shares = [tenth.workers.share for tenth in found.calibration if tenth.workers.of > 30]
    assert shares == sorted(shares)


def test_the_interval_is_wilsons() -> None:
    # by hand: n = 10, p = 0.1, z = 1.96: (0.1 + 0.192 +- 1.96 * sqrt(0.009 + 0.0096)) / 1.384
    assert (share(1, 10).low, share(1, 10).high) == (0.0179, 0.4042)


# -- refusal


@pytest.mark.parametrize(
    ("workers", "honest"), [(LEAST_WORKERS - 1, LEAST_HONEST), (LEAST_WORKERS, LEAST_HONEST - 1)]
)
def test_too_few_are_refused(workers: int, honest: int) -> None:
    with pytest.raises(InputError, match=r"too few labelled profiles to fit: .* at least 50 and 500 are needed"):
        fit(population(TRUTH, workers, honest))


def test_profiles_without_any_label_are_refused_with_a_hint() -> None:
    with pytest.raises(InputError, match="no profile is labelled true or false: the label stands in a column"):
        fit(msgspec.structs.replace(o, label=None) for o in population(TRUTH))


def test_one_profile_many_times_is_one() -> None:
    again = [
        msgspec.structs.replace(o, id=f"p{n % 30}" if o.label else o.id) for n, o in enumerate(population(TRUTH))
    ]
    with pytest.raises(InputError, match="30 workers and 2,000 honest"):
        fit(again)


def test_labels_that_follow_the_score_are_warned_of() -> None:
    strong = next(i.id for i in FITTED if i.grade == "strong" and i.family == "conduct")
    found = fit(population({strong: (1.0, 0.0)}))
    assert any("200 of 200 workers were flagged by the policy of before" in w for w in found.warnings)
    unknown = [msgspec.structs.replace(o, label=None) for o in population({}, 3_000, 0)]
    unknown = [msgspec.structs.replace(o, id=f"u{o.id}") for o in unknown]
    found = fit([*population({**TRUTH, strong: (0.9, 0.0)}), *unknown])
    assert any("the outcome is known of 100% of the flagged" in w for w in found.warnings)


# -- from files


def written(path: Path, workers: int = 60, honest: int = 600, **more: object) -> Path:
    """JSON lines in which a refused video call tells and an avoided meeting does not."""
    chance = random.Random(5)  # noqa: S311 - not for secrets
    lines = []
    for number in range(workers + honest):
        worker = number < workers
        record = {
            "id": f"u{number}",
            "name": "Marta Wzorowa",
            "country": "PL",
            "identity": {"video_refused": chance.random() < (0.7 if worker else 0.02)},
            "conduct": {"avoids_meeting": chance.random() < 0.15},
            "label": worker,
            **more,
        }
        lines.append(json.dumps(record))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, [*map(str, arguments)])


def test_the_command_writes_a_policy_that_a_person_can_sign(tmp_path: Path) -> None:
    file, output = written(tmp_path / "labelled.jsonl"), tmp_path / "fitted.toml"
    done = run("policy", "fit", file, "-o", output, "--today", "2026-11-24")
    assert done.exit_code == 0, done.output
    assert "A score is no probability of guilt." in done.stdout
    assert "60 profiles of workers, 600 honest, 0 unknown" in done.stdout
    text = output.read_text(encoding="utf-8")
    policy = Policy.load(output)
    assert policy.weight("conduct.avoids_meeting") < 20 < policy.weight("identity.video_refused")
    assert (policy.effective_from, policy.approved_by) == ("2026-11-24", "")
    assert policy.reason.startswith("Fitted to 60 profiles of workers and 600 honest ones, 5 folds")
    assert 'approved_by = ""' in text
    assert run("policy", "fit", file, "-o", output, "--today", "2026-11-24", "-f", "json").exit_code == 0
    assert output.read_text(encoding="utf-8") == text
    plain = run("policy", "fit", file, "-o", output, "--today", "2026-11-24", "--plain").stdout
    assert plain.startswith("profiles of workers: ")
    assert "\nmeasure: recall: workers flagged\npolicy of before: " in plain
    assert "\nindicator: conduct.avoids_meeting\ngrade: moderate\nbefore: 20\n" in plain


def test_the_proof_as_json(tmp_path: Path) -> None:
    done = run("policy", "fit", written(tmp_path / "l.jsonl"), "-o", tmp_path / "f.toml", "--format", "json")
    found = json.loads(done.stdout)
    assert (found["workers"], found["honest"], found["folds"]) == (60, 600, 5)
    assert found["held_out"]["recall"]["of"] == 60


def test_the_base_policy_is_carried_over(tmp_path: Path) -> None:
    base, output = tmp_path / "base.toml", tmp_path / "fitted.toml"
    base.write_text('preset = "employer"\nname_threshold = 0.85\n[weights]\n"conduct.chat_only" = 0\n')
    done = run("policy", "fit", written(tmp_path / "l.jsonl"), "-o", output, "--policy", base)
    policy = Policy.load(output)
    assert done.exit_code == 0
    assert (policy.preset, policy.name_threshold, policy.weight("conduct.chat_only")) == ("employer", 0.85, 0)


def test_too_few_leave_no_policy_and_code_2(tmp_path: Path) -> None:
    output = tmp_path / "fitted.toml"
    done = run("policy", "fit", written(tmp_path / "l.jsonl", 10, 50), "-o", output)
    assert done.exit_code == 2
    assert "10 workers and 50 honest (0 unknown), at least 50 and 500 are needed" in done.stderr
    assert not output.exists()


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    file = written(tmp_path / "l.jsonl")
    content = file.read_bytes()
    assert run("policy", "fit", file, "-o", file).exit_code == 2
    assert file.read_bytes() == content


def test_a_label_in_a_column_and_in_a_tag(tmp_path: Path) -> None:
    rows = [
        ["id", "name", "Label", "tags"],
        ["a", "Marta Wzorowa", "TRUE", ""],
        ["b", "Marta\nWzorowa", "no", "vip; label:honest"],
        ["c", "Marta Wzorowa", "", "label:worker"],
        ["d", "Marta Wzorowa", "unknown", ""],
    ]
    file = tmp_path / "l.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)
    found = [record for record in read_labelled(str(file)) if isinstance(record, Labelled)]
    assert [(record.profile.id, record.label) for record in found] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", None),
    ]
    assert [record.place for record in found][-1] == "l.csv, line 6"


def test_empty_columns_behind_the_others_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("id,name,label,,\na,Marta Wzorowa,yes,,\nb,Jan Wzorowy,no\n", encoding="utf-8")
    assert [record.label for record in read_labelled(str(file)) if isinstance(record, Labelled)] == [True, False]


def test_bad_labels_are_told_with_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("id,name,label\na,Marta Wzorowa,perhaps\nb,Jan Wzorowy,yes\nc,Ewa,2\n", encoding="utf-8")
    done = run("policy", "fit", file, "-o", tmp_path / "f.toml")
    assert done.exit_code == 2
    wrong = "neither true (worker) nor false (honest) nor unknown"
    assert f"l.csv, line 2, id 'a': column label: {wrong} (got 'perhaps')" in done.stderr
    assert f"l.csv, line 4, id 'c': column label: {wrong} (got '2')" in done.stderr
    assert "records that cannot be used: 2; no policy is fitted to a part of the outcomes" in done.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "a", "label": 2}', "line 1, id 'a': field label: neither true"),
        ('{"id": "a", "label": 1.5}', "line 1, id 'a': field label: neither true"),
        ('{"id": "a", "label": [true]}', "field label: neither true"),
        ('{"id": "a", "tags": ["label:maybe"]}', "line 1, id 'a': tags: neither true"),
        ('{"id": "a", "label": true, "tags": ["label:honest"]}', "labelled both true and false"),
        ('{"id": "a", "tags": ["label:worker", "label:honest"]}', "tags: the record is labelled both"),
        ('{"id": "a", "lable": true}', "lable: unknown field"),
        ('{"id": "a", "label": tru', "line 1: not a JSON object in UTF-8"),
        ("[1]", "line 1"),
        ('{"id": "a", "label": true}\n\n{"id": "a", "label": false}',
         "line 3: id 'a' is labelled otherwise at l.jsonl, line 1"),
    ],
)  # fmt: skip
def test_other_labels_that_cannot_be_read(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "l.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    done = run("policy", "fit", file, "-o", tmp_path / "f.toml")
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,name\na,Ewa\n", "line 1: no column 'label' and no column tags"),
        (b"id,label,Label\na,yes,yes\n", "line 1: more than one column for label"),
        (b"id,label\na,yes,1\n", "line 2: 3 cells where the header has 2 columns"),
        (b"", "is empty"),
        (b"\xff\xfei\x00d\x00", "is no text in UTF-8"),
        (b"id,label\n\xe9,yes\n", "line 2: not UTF-8 (byte 0xe9)"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "l.csv"
    file.write_bytes(content)
    done = run("policy", "fit", file, "-o", tmp_path / "f.toml")
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_missing_file_and_standard_input_are_told(tmp_path: Path) -> None:
    assert "No such file" in run("policy", "fit", tmp_path / "no.csv", "-o", tmp_path / "f.toml").stderr
    assert "a file is needed" in run("policy", "fit", "-", "-o", tmp_path / "f.toml").stderr


def test_without_scipy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> Any:  # noqa: ANN401
        raise ImportError

    monkeypatch.setattr("screening.fitting.weighing.import_module", missing)
    with pytest.raises(InputError, match=r"pip install 'freelance-screening\[fit\]'"):
        fit(population(TRUTH))


# -- the same judgement as a screener


def test_outcomes_are_judged_as_a_screener_does(tmp_path: Path) -> None:
    policy = Policy(weights={"identity.video_refused": 44, "conduct.avoids_meeting": 0}, review_at=30)
    file = written(tmp_path / "l.jsonl", 20, 20, logins=[{"country": "DE", "remote_tool": "AnyDesk"}])
    labelled = [record for record in read_labelled(str(file)) if isinstance(record, Labelled)]
    outcomes = list(gathered(labelled, Screener(all_seeing(policy)), errors=[], today=TODAY))
    screener = Screener(policy)
    for record, outcome in zip(labelled, outcomes, strict=True):
        expected = screener.score(record.profile, today=TODAY)
        found = standing(outcome, policy)
        band = found.band(policy.review_at, policy.escalate_at, missing=bool(outcome.missing))
        assert (found.deciding, band) == (expected.deciding_score, expected.band)
