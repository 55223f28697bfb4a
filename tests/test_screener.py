"""The screener: what is checked, what is not, which lists speak, and what cannot be screened."""

from __future__ import annotations

import datetime as dt
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from screening import Band, Policy, Profile, Screener, Watchlist, score
from screening.assessment import Assessment
from screening.errors import RecordError, WatchlistError
from screening.indicators import INDICATORS
from screening.lists import bundled
from screening.policy import PRESETS
from screening.watchlist import BUNDLED_ONLY, Alias, Entity

TODAY = dt.date(2026, 6, 1)
SCREENER = Screener()
PLAIN: dict[str, Any] = {"id": "u", "name": "Marta Wzorowa", "country": "PL"}
ENTITY = Entity(id="1", list="ours", kind="organization", names=(Alias("Invented Lantern Software", "primary"),))


def scored(**fields: Any) -> Assessment:  # noqa: ANN401 - any field
    return SCREENER.score({"id": "u", **fields}, today=TODAY)


def test_the_first_minute() -> None:
    assessment = score(PLAIN, today=TODAY)
    assert assessment.band is Band.CLEAR
    assert assessment.band_reason == "nothing found in what was checked"
    assert assessment == SCREENER.score(PLAIN, today=TODAY)


@pytest.mark.parametrize(
    "profile",
    [PLAIN, Profile(**PLAIN), SimpleNamespace(**PLAIN, unrelated="x")],
    ids=["mapping", "profile", "object"],
)
def test_one_profile_in_three_shapes(profile: object) -> None:
    assert SCREENER.score(profile, today=TODAY) == SCREENER.score(PLAIN, today=TODAY)


def test_today_is_filled_and_recorded() -> None:
    before = dt.datetime.now(tz=dt.UTC).date()
    said = dt.date.fromisoformat(SCREENER.score(PLAIN).today)
    assert before <= said <= dt.datetime.now(tz=dt.UTC).date()


def test_an_assessment_says_what_it_was_made_with() -> None:
    assessment = scored(name="Marta Wzorowa", country="PL", phones=["+48 512 345 678"])
    (listed,) = bundled()
    assert [(used.id, used.digest, used.entries) for used in assessment.lists] == [
        (listed.id, listed.digest, len(listed))
    ]
    assert assessment.policy_digest == Policy().digest
    assert {"screening", "countries.csv", "phonenumbers"} <= set(assessment.versions)
    assert assessment.notes == (BUNDLED_ONLY,)


NO_NAME = "a name, searched in the lists"
NO_PLACE = "one of country, phone or login"


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        pytest.param({}, (NO_NAME, NO_PLACE), id="nothing"),
        pytest.param({"name": "Marta Wzorowa"}, (NO_PLACE,), id="a name alone"),
        pytest.param({"country": "PL"}, (NO_NAME,), id="a country alone"),
        pytest.param({"name": "Marta Wzorowa", "country": "PL"}, (), id="both"),
        pytest.param({"native_name": "Марта", "logins": [{"country": "PL"}]}, (), id="another name, a login"),
        pytest.param({"name": "Marta Wzorowa", "country": ""}, (NO_PLACE,), id="an empty country"),
        pytest.param({"name": "Marta Wzorowa", "country": "Korea"}, (NO_PLACE,), id="an unreadable country"),
        pytest.param({"name": "Marta Wzorowa", "phones": ["banana"]}, (NO_PLACE,), id="an unreadable phone"),
        pytest.param({"name": "Marta Wzorowa", "logins": [{}]}, (NO_PLACE,), id="an empty login"),
        pytest.param(
            {"name": "Marta Wzorowa", "phones": [], "logins": []}, (NO_PLACE,), id="known to have no phone"
        ),
        pytest.param({"name": "", "country": "PL"}, (NO_NAME,), id="an empty name"),
        pytest.param({"name": "  ", "country": "PL"}, (NO_NAME,), id="a blank name"),
        pytest.param({"name": "!!! ???", "country": "PL"}, (NO_NAME,), id="a name without a letter"),
        pytest.param({"name": "\u200b\u202e", "country": "PL"}, (NO_NAME,), id="an invisible name"),
        pytest.param({"name": "😀", "country": "PL"}, (NO_NAME,), id="a picture for a name"),
    ],
)
def test_not_checked_is_not_clear(fields: dict[str, Any], missing: tuple[str, ...]) -> None:
    assessment = scored(**fields)
    assert assessment.missing == missing
    assert assessment.band is (Band.UNKNOWN if missing else Band.CLEAR)
    assert all(part in assessment.band_reason for part in missing)


def test_a_bad_optional_value_exempts_nobody() -> None:
    assessment = scored(
        name="Marta Wzorowa",
        country="XK1",
        birth_date="soon",
        phones=["banana"],
        logins=[{"ip": "999.1.1.1", "network": "warp", "time_zone": "Mars/Base", "country": "KP"}],
        identity={"document_verified": False},
    )
    assert [u.field for u in assessment.unread] == [
        "birth_date",
        "country",
        "phones[0]",
        "logins[0].ip",
        "logins[0].network",
        "logins[0].time_zone",
    ]
    assert assessment.band is Band.ESCALATE
    assert {"jurisdiction.dprk_record", "identity.document_failed"} <= {f.id for f in assessment.findings}


@pytest.mark.parametrize("preset", PRESETS)
def test_coverage_counts_what_the_preset_expects(preset: str) -> None:
    kind = "organization" if preset == "vendor" else "person"
    bare = Screener(Policy(preset=preset)).score({"id": "u", "kind": kind}, today=TODAY)
    expected = {i.id for i in INDICATORS if i.id in PRESETS[preset].expected and kind in i.kinds}
    assert {u.id for u in bare.unchecked} == expected
    assert sum(c.expected for c in bare.coverage.values()) == len(expected)
    assert all(c.made == 0 for c in bare.coverage.values())
    assert all(u.needs for u in bare.unchecked)
    assert bare.band is Band.UNKNOWN


def test_coverage_grows_with_what_is_known() -> None:
    little, more = scored(name="Marta Wzorowa"), scored(name="Marta Wzorowa", logins=[{"network": "home"}])
    assert more.coverage["access"].made == little.coverage["access"].made + 1
    assert "access.hidden_network" in {u.id for u in little.unchecked} - {u.id for u in more.unchecked}


def test_known_to_be_none_is_checked() -> None:
    assert "location.phone" not in {u.id for u in scored(phones=[]).unchecked}
    assert "location.phone" in {u.id for u in scored(phones=None).unchecked}


def test_a_weight_of_0_switches_off() -> None:
    off = Screener(Policy(weights={"identity.document_failed": 0}))
    profile = {**PLAIN, "identity": {"document_verified": False}}
    assert off.score(profile, today=TODAY).findings == ()
    assert SCREENER.score(profile, today=TODAY).findings[0].points == 45


@pytest.mark.parametrize("family", [f for f in Policy().all_caps if f not in {"watchlist", "jurisdiction"}])
def test_a_family_may_be_silenced(family: str) -> None:
    profile = {
        **PLAIN,
        "country": "CN",
        "city": "Dandong",
        "phones": ["+7 912 345 67 89"],
        "logins": [{"country": "SE", "network": "vpn"}],
        "payouts": [{"country": "RU", "holder": "Colin Sample"}],
        "addresses": [{"purpose": "shipping", "country": "US", "recipient": "Colin Sample"}],
        "identity": {"photo_present": False},
        "conduct": {"chat_only": True},
        "visa": {"kind": "tourist"},
        "work": {"dprk_state_owner": True},
    }
    silenced = Screener(Policy(caps={family: 0})).score(profile, today=TODAY)
    assert 0 <= silenced.score <= SCREENER.score(profile, today=TODAY).score


@pytest.mark.parametrize("lists", [[], [Watchlist([], id="empty")]], ids=["none", "empty"])
def test_without_a_list_nobody_is_clear(lists: list[Watchlist]) -> None:
    with pytest.raises(WatchlistError, match="nobody can be said to be clear"):
        Screener(watchlists=lists)


def test_one_empty_list_among_others_is_told() -> None:
    with pytest.raises(WatchlistError, match="empty_one is empty"):
        Screener(watchlists=[Watchlist([ENTITY], id="ours"), Watchlist([], id="empty_one")])


def test_given_lists_replace_the_bundled_ones() -> None:
    screener = Screener(watchlists=[Watchlist([ENTITY], id="ours", as_of="2026-05-01", digest="d")])
    assessment = screener.score({**PLAIN, "companies": ["Invented Lantern Software"]}, today=TODAY)
    assert assessment.band is Band.ESCALATE
    (hit,) = assessment.hits
    assert (hit.list, hit.entry_id, hit.list_as_of, hit.list_digest) == ("ours", "1", "2026-05-01", "d")
    assert [used.id for used in assessment.lists] == ["ours"]


BAD = {"id": "bad", "nmae": "x"}


def test_errors_are_collected_and_the_run_goes_on() -> None:
    errors: list[RecordError] = []
    placed = RecordError([], place="vendors.csv, line 7")
    found = list(SCREENER.score_many([PLAIN, BAD, placed, 5, {**PLAIN, "id": "v"}], errors=errors, today=TODAY))
    assert [a.profile_id for a in found] == ["u", "v"]
    assert [error.place for error in errors] == ["record 2", "vendors.csv, line 7", "record 4"]


def test_without_a_list_of_errors_the_first_one_is_raised() -> None:
    run = SCREENER.score_many([PLAIN, BAD], today=TODAY)
    assert next(run).profile_id == "u"
    with pytest.raises(RecordError, match="did you mean 'name'"):
        next(run)


def test_many_are_scored_lazily_and_on_one_day() -> None:
    def endless() -> Any:  # noqa: ANN401 - a generator that never ends
        while True:
            yield PLAIN

    run = SCREENER.score_many(endless(), today=TODAY)
    assert [next(run).today for _ in range(3)] == ["2026-06-01"] * 3


def test_a_batch_is_what_each_is_alone_with_errors_in_their_places() -> None:
    placed = RecordError([], place="vendors.csv, line 7")
    unsearchable = {"id": "long", "name": "a " * 200}
    records = [PLAIN, BAD, placed, 5, unsearchable, {**PLAIN, "id": "v", "country": "KP"}]
    found = SCREENER.score_batch(records, today=TODAY)
    assert found[0] == SCREENER.score(PLAIN, today=TODAY)
    assert found[5] == SCREENER.score(records[5], today=TODAY)
    assert found[2] is placed
    for number in (1, 3, 4):
        with pytest.raises(RecordError) as alone:
            SCREENER.score(records[number], today=TODAY)
        assert str(found[number]) == str(alone.value)


@pytest.mark.parametrize("name", ["a " * 200, "金" * 400], ids=["words", "Han"])
def test_a_name_that_cannot_be_compared_is_an_error_record(name: str) -> None:
    with pytest.raises(RecordError, match="name"):
        SCREENER.score({"id": "u", "name": name, "country": "PL"}, today=TODAY)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"country": "\ud800"}, id="in a country"),
        pytest.param({"name": "Marta \ud800"}, id="in a name"),
        pytest.param({"id": "\ud800"}, id="in the id"),
    ],
)
def test_half_a_surrogate_pair_is_an_error_record(fields: dict[str, Any]) -> None:
    """It can be written in no encoding, so that no report could be made of it."""
    with pytest.raises(RecordError):
        SCREENER.score({**PLAIN, **fields}, today=TODAY)


@pytest.mark.parametrize("text", ["\x1b[2J", "\u202eevil", "=cmd()", "<script>", "]]>", "::error::", "\x00"])
def test_hostile_text_passes_through_as_it_is(text: str) -> None:
    """Escaping is the business of each report; the assessment keeps what was given."""
    assessment = scored(name=f"Marta {text} Wzorowa", country=f"{text} Atlantis")
    assert assessment.unread[0].value == f"{text} Atlantis"
    assert assessment.to_json().isascii() is text.isascii()


def test_a_screener_is_shared_by_threads() -> None:
    profiles = [{**PLAIN, "id": f"u{n}", "logins": [{"country": "SE"}] * (n % 3)} for n in range(60)]
    expected = [SCREENER.score(profile, today=TODAY).to_json() for profile in profiles]
    shared, found = Screener(), [[""] * len(profiles) for _ in range(4)]

    def work(into: list[str]) -> None:
        for n, profile in enumerate(profiles):
            into[n] = shared.score(profile, today=TODAY).to_json()

    threads = [threading.Thread(target=work, args=(into,)) for into in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_a_time_of_day_is_no_part_of_the_date() -> None:
    assert SCREENER.score(PLAIN, today=dt.datetime(2026, 1, 1, 9, 30)).today == "2026-01-01"  # noqa: DTZ001
