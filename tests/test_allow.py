"""The allow-list: what a decision covers, when it ends, and who may not decide alone."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from screening.checking.allow import FILE, LONGEST, Allowance, AllowList, drafted
from screening.checking.protected import read as read_protected
from screening.cli import commands
from screening.errors import InputError
from screening.likeness import Likeness, entry_digest, likenesses
from screening.list_search import ListSearch
from screening.lists import bundled
from screening.prepared import Prepared
from screening.profile import Profile, Registration, Related
from screening.screener import Screener

TODAY = dt.date(2026, 11, 23)
SIMILAR = "V-1,Fortuna LLC,RU,\n"
EXACT = "V-2,Green Alpine Trading LLC,US,\n"
REPORTED = "V-3,Dandong Haotong Commercial Trading Co.,CN,\n"
NUMBER = "V-4,Sample Import Ltd,CN,91222401MA0Y31E659\n"
SIGNED = {
    "decision": "false positive",
    "reason": "compared: another register number",
    "approved_by": "a@example.com",
}
TWICE = {**SIGNED, "second_approver": "b@example.com"}


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return Prepared(bundled())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def alike(prepared: Prepared, name: str, **more: Any) -> Likeness:  # noqa: ANN401 - fields of a profile
    profile = Profile(id="V-1", kind="organization", name=name, **more)
    search = ListSearch(prepared)
    return likenesses(profile, search.hits(profile, 0.8, TODAY), search.numbers(profile, TODAY))[0]


def allowance(likeness: Likeness, **changed: Any) -> Allowance:  # noqa: ANN401 - its fields
    made = Allowance(
        subject="V-1",
        listing=likeness.listing,
        digest=likeness.digest(likeness.listing),
        seen=likeness.seen,
        expires=TODAY + dt.timedelta(days=30),
        **SIGNED,
    )
    return msgspec.structs.replace(made, **changed)


def judged(likeness: Likeness, *given: Allowance, subject: str = "V-1") -> tuple[bool, str]:
    verdict = AllowList(given, today=TODAY).judge(subject, likeness)
    return verdict.allowance is not None, " ".join(verdict.refused)


# What an entry covers


def test_an_entry_clears_what_it_was_made_for(prepared: Prepared) -> None:
    fortuna = alike(prepared, "Fortuna LLC")
    assert judged(fortuna, allowance(fortuna)) == (True, "")


def test_an_entry_for_another_vendor_or_listing_is_not_met(prepared: Prepared) -> None:
    fortuna = alike(prepared, "Fortuna LLC")
    assert judged(fortuna, allowance(fortuna), subject="V-2") == (False, "")
    assert judged(fortuna, allowance(fortuna, listing="ofac_sdn:1")) == (False, "")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"expires": TODAY - dt.timedelta(days=1)}, "ended on 2026-11-22"),
        ({"digest": "0" * 32}, "was made for an older state of the list's entry"),
        ({"seen": "0" * 32}, "was made for other names or numbers of the vendor"),
        ({"reason": " "}, "is not finished"),
        ({"approved_by": ""}, "is not finished"),
        ({"decision": ""}, "is not finished"),
        ({"decision": "accepted risk"}, "accepts the risk of a designated party, which nobody may"),
    ],
)
def test_what_no_longer_holds_comes_back_and_says_why(
    prepared: Prepared, changed: dict[str, Any], said: str
) -> None:
    fortuna = alike(prepared, "Fortuna LLC")
    cleared, why = judged(fortuna, allowance(fortuna, **changed))
    assert not cleared
    assert why.startswith(f"{FILE}, entry 1 for 'V-1' and 'ofac_sdn:53822' ")
    assert said in why


def test_an_entry_holds_through_its_last_day(prepared: Prepared) -> None:
    fortuna = alike(prepared, "Fortuna LLC")
    assert judged(fortuna, allowance(fortuna, expires=TODAY))[0]


def test_one_entry_that_holds_is_enough(prepared: Prepared) -> None:
    fortuna = alike(prepared, "Fortuna LLC")
    old = allowance(fortuna, expires=TODAY - dt.timedelta(days=9))
    assert judged(fortuna, old, allowance(fortuna)) == (True, "")


def test_risk_may_be_accepted_of_a_party_that_is_only_reported(prepared: Prepared) -> None:
    reported = alike(prepared, "Unsong Network Technology, Yanbian")
    assert not reported.designated
    risk = allowance(reported, decision="accepted risk", second_approver="b@example.com")
    assert judged(reported, risk)[0] is not reported.exact


@pytest.mark.parametrize("second", ["", " ", "a@example.com", " A@EXAMPLE.com "])
def test_a_full_name_or_a_number_needs_a_second_approver(prepared: Prepared, second: str) -> None:
    for exact in (
        alike(prepared, "Green Alpine Trading LLC"),
        alike(prepared, "Sample Import", registrations=(Registration(number="91222401MA0Y31E659", country="CN"),)),
    ):
        assert exact.exact
        cleared, why = judged(exact, allowance(exact, second_approver=second))
        assert not cleared
        assert "needs a recorded false positive and a second approver" in why
        assert judged(exact, allowance(exact, second_approver="b@example.com"))[0]


def test_a_number_that_comes_up_later_is_not_covered(prepared: Prepared) -> None:
    fortuna = alike(prepared, "Yanbian Silver Star Trade")
    number = (Registration(number="91222401MA0Y31E659", country="CN"),)
    now = alike(prepared, "Yanbian Silver Star Trade", registrations=number)
    assert not judged(now, allowance(fortuna, second_approver="b@example.com"))[0]


def test_an_owner_of_the_same_name_that_joins_later_is_not_covered(prepared: Prepared) -> None:
    before = alike(prepared, "Fortuna LLC")
    owner = Related(role="owner", profile=Profile(id="o", kind="organization", name="Fortuna LLC"))
    now = alike(prepared, "Fortuna LLC", related=(owner,))
    assert now.seen != before.seen
    assert judged(now, allowance(now))[0]


def test_any_change_of_the_entry_changes_its_digest(prepared: Prepared) -> None:
    entity = alike(prepared, "Fortuna LLC").entity
    before = entry_digest(entity, designated=True)
    assert entry_digest(entity, designated=False) != before
    for field, value in (("remarks", "x"), ("status", "delisted"), ("programmes", ("X",)), ("names", ())):
        assert entry_digest(msgspec.structs.replace(entity, **{field: value}), designated=True) != before


def test_nothing_of_a_cleared_party_counts_or_is_shown(prepared: Prepared) -> None:
    screener = Screener(watchlists=prepared)
    number = ({"number": "91222401MA0Y31E659", "country": "CN"},)
    record = {"id": "V-1", "kind": "organization", "name": "Yanbian Silver Star", "registrations": number}
    before = screener.score(record, today=TODAY)
    assert before.band == "escalate"
    party = alike(prepared, "Yanbian Silver Star").party
    after = screener.score(record, today=TODAY, cleared={party})
    assert after.band != "escalate"
    assert "24977" not in {hit.entry_id for hit in after.hits}
    examined = screener.examine(record, today=TODAY)
    assert examined.assessment == before
    assert [likeness.party for likeness in examined.alike] == [party]
    assert screener.without(examined, {party}) == after
    assert screener.without(examined, ()) == before


# Reading


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[allow]", "not TOML"),
        ("version = 1", "only entries [[allow]] are known, not 'version'"),
        ("allow = 3", "allow: entries [[allow]] are needed"),
        ("[allow]\nsubject = 'V-1'", "allow: entries [[allow]] are needed"),
        (f"allow = {'1' * 5_000}", "not TOML"),
        ("allow = [3]", "entry 1: a table is needed"),
        ('[[allow]]\nsubjet = "V-1"', "entry 1: unknown key 'subjet', did you mean 'subject'?"),
        ('[[allow]]\nsubject = "V-1"', "entry 1: listing: missing"),
        ("ENTRY\nexpires = 2027-11-24", "entry 1: expires 2027-11-24: at most 365 days ahead, 2027-11-23"),
        ('ENTRY\nexpires = "soon"', "entry 1: expires: a date such as 2026-01-31 is needed"),
        ("ENTRY\nexpires = 2027-01-01T00:00:00", "a date is needed, without a time"),
        ('ENTRY\nexpires = 2027-01-01\ndecision = "false positve"', "did you mean 'false positive'?"),
        ("ENTRY\nexpires = 2027-01-01\nsecond_approver = 3", "second_approver: text is needed"),
    ],
)
def test_a_list_that_is_not_understood_is_refused_whole(text: str, said: str) -> None:
    entry = '[[allow]]\nsubject = "V-1"\nlisting = "a:1"\ndigest = "0"\nseen = "0"'
    with pytest.raises(InputError, match=re.escape(said)):
        AllowList.from_toml(text.replace("ENTRY", entry), today=TODAY)


def test_an_entry_without_an_end_is_refused() -> None:
    text = '[[allow]]\nsubject = "V-1"\nlisting = "a:1"\ndigest = "0"\nseen = "0"\n'
    with pytest.raises(InputError, match="entry 1: expires: missing"):
        AllowList.from_toml(text, today=TODAY)
    assert len(AllowList.from_toml(f"{text}expires = {TODAY + LONGEST}", today=TODAY).allowances) == 1


def test_an_empty_list_allows_nothing() -> None:
    assert AllowList.from_toml("", today=TODAY).allowances == ()


def test_a_draft_can_be_read_whatever_a_vendor_calls_itself(prepared: Prepared) -> None:
    fortuna = alike(prepared, "Fortuna LLC")
    name = 'Fortuna "LLC"\\ \x00\x1b[31m\u202e\U000e0041\n[[allow]]\n'
    text = drafted([(name, name + "x", fortuna)], today=TODAY)
    assert "\x1b" not in text
    assert "\u202e" not in text
    (entry,) = tomllib.loads(text)["allow"]
    assert entry["subject"] == name
    (read,) = AllowList.from_toml(text, today=TODAY).allowances
    cleared, why = judged(fortuna, msgspec.structs.replace(read, subject="V-1"))
    assert not cleared
    assert why.endswith("is not finished: it needs a decision, a reason and who approved it")


# At the command line


def run(*arguments: object, today: dt.date = TODAY) -> Result:
    given = ["check", "vendors.csv", "--today", today.isoformat(), *map(str, arguments)]
    return CliRunner().invoke(commands, given)


def vendors(*rows: str) -> None:
    Path("vendors.csv").write_text("id,vendor,country,registration_number\n" + "".join(rows), encoding="utf-8")


def sign(signed: dict[str, str], *, only: Callable[[str], bool] = lambda _: True) -> None:
    """Finish the entries of a draft, as whoever decides does."""
    entries = tomllib.loads(Path(FILE).read_text(encoding="utf-8"))["allow"]
    lines = []
    for entry in entries:
        finished = {**entry, **signed} if only(entry["subject"]) else entry
        lines.append("[[allow]]")
        for key, value in finished.items():
            lines.append(f"{key} = {value if isinstance(value, dt.date) else json.dumps(value)}")
    Path(FILE).write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "signed", "code"),
    [
        (SIMILAR, SIGNED, 0),
        (SIMILAR, {**SIGNED, "decision": "accepted risk"}, 1),
        (EXACT, SIGNED, 1),
        (EXACT, TWICE, 0),
        (EXACT, {**TWICE, "decision": "accepted risk"}, 1),
        (NUMBER, SIGNED, 1),
        (NUMBER, TWICE, 0),
        (REPORTED, TWICE, 0),
    ],
)
def test_from_a_draft_to_a_pass(folder: Path, row: str, signed: dict[str, str], code: int) -> None:
    vendors(row)
    assert run("--write-allow").exit_code == 1
    assert run().exit_code == 1, "a draft decides nothing"
    sign(signed)
    done = run()
    assert done.exit_code == code
    assert ("\n    false positive until 2027-02-21, by a@example.com" in done.stdout) is (code == 0)


def test_what_is_allowed_is_still_shown_everywhere(folder: Path) -> None:
    vendors(SIMILAR, EXACT)
    run("--write-allow")
    sign(TWICE)
    done = run()
    assert done.stdout.startswith("allowed (escalate): vendors.csv:3:5: V-2")
    assert "2 vendors checked: 2 clear; allowed: 2" in done.stdout
    sarif = json.loads(run("-f", "sarif").stdout)
    for result in sarif["runs"][0]["results"]:
        (suppression,) = result["suppressions"]
        assert suppression["kind"] == "external"
        assert suppression["justification"].startswith("false positive until 2027-02-21: compared")
    assert json.loads(run("-f", "gitlab").stdout) == []
    assert "<failure" not in run("-f", "junit").stdout
    assert "::error" not in run("-f", "github").stdout


def test_the_rest_of_a_vendor_still_counts(folder: Path) -> None:
    vendors("V-1,Fortuna LLC; Green Alpine Trading LLC,RU,\n")
    Path("vendors.csv").write_text(
        "id,vendor,aliases,country\nV-1,Fortuna LLC,Green Alpine Trading LLC,RU\n", encoding="utf-8"
    )
    run("--write-allow")
    entries = tomllib.loads(Path(FILE).read_text(encoding="utf-8"))["allow"]
    assert {entry["listing"] for entry in entries} == {"ofac_sdn:53822", "ofac_sdn:52175"}
    sign(SIGNED)
    done = run()
    assert done.exit_code == 1
    assert "escalate: vendors.csv:2:17: V-1" in done.stdout
    assert "allowed (escalate): vendors.csv:2:5: V-1" in done.stdout


def test_expired_and_unused_entries_are_told(folder: Path) -> None:
    vendors(SIMILAR, REPORTED)
    run("--write-allow")
    sign(TWICE)
    assert run().exit_code == 0
    late = run(today=TODAY + dt.timedelta(days=91))
    assert late.exit_code == 1
    assert ".screening-allow.toml, entry 1 for 'V-1' and 'ofac_sdn:53822' ended on 2027-02-21" in late.stdout
    vendors(REPORTED)
    assert "entry 1 for 'V-1' and 'ofac_sdn:53822' is not used" in run().stdout


def test_a_row_may_move_and_a_name_may_not_change(folder: Path) -> None:
    vendors(SIMILAR)
    run("--write-allow")
    sign(SIGNED)
    vendors("V-9,Invented Lanterns,PL,\n\n", SIMILAR)
    assert run().exit_code == 0
    vendors("V-1,ООО Фортуна,RU,\n")
    done = run()
    assert done.exit_code == 1
    assert "was made for other names or numbers of the vendor" in done.stdout


def test_without_ids_the_name_is_the_subject(folder: Path) -> None:
    header, row = "vendor,country\n", "Fortuna LLC,RU\n"
    Path("vendors.csv").write_text(header + row, encoding="utf-8")
    run("--write-allow")
    assert 'subject = "Fortuna LLC"' in Path(FILE).read_text(encoding="utf-8")
    sign(SIGNED)
    Path("vendors.csv").write_text(f"{header}Invented Lanterns,PL\n{row}", encoding="utf-8")
    assert run().exit_code == 0


def test_a_draft_goes_behind_what_is_there(folder: Path) -> None:
    vendors(SIMILAR)
    run("--write-allow")
    sign(SIGNED)
    vendors(SIMILAR, EXACT)
    run("--write-allow")
    entries = tomllib.loads(Path(FILE).read_text(encoding="utf-8"))["allow"]
    assert [entry["subject"] for entry in entries] == ["V-1", "V-2"]


def test_what_is_drafted_already_is_not_drafted_again(folder: Path) -> None:
    vendors(SIMILAR, EXACT)
    assert "2 entries drafted; each needs a decision" in run("--write-allow").stderr
    kept = Path(FILE).read_bytes()
    assert run("--write-allow").stderr == f"screening: {FILE}: nothing to draft, nothing written\n"
    assert Path(FILE).read_bytes() == kept


def test_an_entry_that_ended_is_drafted_anew(folder: Path) -> None:
    vendors(SIMILAR)
    run("--write-allow")
    sign({**SIGNED, "expires": "2026-01-01"})
    assert "1 entry drafted" in run("--write-allow").stderr


def test_the_last_day_of_the_calendar_is_a_day_like_others(folder: Path) -> None:
    vendors(SIMILAR)
    done = run("--write-allow", "--today", "9999-12-31")
    assert done.exit_code == 1
    assert "expires = 9999-12-31" in Path(FILE).read_text(encoding="utf-8")
    assert run("--today", "9999-12-31").exit_code == 1


def test_a_baseline_does_not_make_a_decision_last(folder: Path) -> None:
    vendors(SIMILAR)
    run("--write-allow")
    sign(SIGNED)
    assert run("-f", "json", "-o", "before.json").exit_code == 0
    late = run("--baseline", "before.json", today=TODAY + dt.timedelta(days=91))
    assert late.exit_code == 1


def test_a_broken_allow_list_stops_the_run(folder: Path) -> None:
    vendors(SIMILAR)
    Path(FILE).write_text("[[allow]]\nsubjet = 1\n", encoding="utf-8")
    done = run()
    assert done.exit_code == 2
    assert "unknown key 'subjet'" in done.stderr


# The protected ref


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(folder: Path) -> Path:
    git("init", "-q", "-b", "main")
    vendors(SIMILAR)
    git("add", ".")
    git("commit", "-q", "-m", "vendors")
    return folder


def test_a_branch_cannot_approve_itself(repository: Path) -> None:
    git("checkout", "-q", "-b", "change")
    run("--write-allow")
    sign(SIGNED)
    git("add", ".")
    git("commit", "-q", "-m", "approve myself")
    assert run().exit_code == 0
    done = run("--allow-ref", "main")
    assert done.exit_code == 1
    assert "main has no .screening-allow.toml: nothing is allowed" in done.stdout
    git("checkout", "-q", "main")
    git("merge", "-q", "change")
    Path(FILE).unlink()
    assert run("--allow-ref", "main").exit_code == 0


def test_the_ref_is_read_from_a_folder_below_the_root(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("below").mkdir()
    Path("vendors.csv").rename("below/vendors.csv")
    monkeypatch.chdir("below")
    run("--write-allow")
    sign(SIGNED)
    git("add", ".")
    git("commit", "-q", "-m", "below")
    Path(FILE).unlink()
    assert run("--allow-ref", "main").exit_code == 0


@pytest.mark.parametrize(
    "ref",
    [
        *("", "-c", "--output=x", "--exec=touch x", "main:other", "main..change", "main@{1}", "main^{/x}", "a b"),
        *("main\n", ":/x", "refs/heads/", "main.lock", "~1", "$(touch x)", "\u202e", "x" * 300),
    ],
)
def test_a_ref_is_a_plain_name(repository: Path, ref: str) -> None:
    before = sorted(repository.iterdir())
    done = run("--allow-ref", ref)
    assert done.exit_code == 2
    assert "a plain name of a branch, tag or commit is needed" in done.stderr
    assert sorted(repository.iterdir()) == before


def test_a_ref_that_is_not_there_stops_the_run(repository: Path) -> None:
    done = run("--allow-ref", "origin/main")
    assert done.exit_code == 2
    assert "must be fetched first" in done.stderr


def test_without_a_repository_or_git_the_run_stops(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vendors(SIMILAR)
    assert run("--allow-ref", "main").exit_code == 2
    monkeypatch.setenv("PATH", "")
    done = run("--allow-ref", "main")
    assert done.exit_code == 2
    assert "git could not be asked" in done.stderr


def test_a_link_in_the_working_tree_leads_nowhere_else(repository: Path) -> None:
    Path("other.toml").write_text("[[allow]]\nsubjet = 1\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "another file")
    Path(FILE).symlink_to("other.toml")
    assert read_protected("main", Path("other.toml")) is not None
    assert read_protected("main", Path(FILE)) is None


def test_only_a_plain_file_is_read_from_a_ref(repository: Path) -> None:
    Path(FILE).symlink_to("/etc/hostname")
    git("add", ".")
    git("commit", "-q", "-m", "link")
    Path(FILE).unlink()
    with pytest.raises(InputError, match="a plain file is needed"):
        read_protected("main", Path(FILE))
