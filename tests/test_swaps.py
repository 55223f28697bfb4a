"""The swap test, and the two ways of swapping: consistently moved, consistently renamed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from screening import places
from screening.assessment import Assessment
from screening.fairness.moving import COMPANIONS, moved, moved_from
from screening.fairness.renaming import PlainName, plain_names, renamed
from screening.fairness.swaps import COUNTRIES, CULTURES, SwapTest
from screening.names import THRESHOLD, compare
from screening.places.example_phones import example_phone
from screening.profile import Profile
from screening.records import profile_from
from screening.screener import Screener
from screening.values import read_values

TODAY = dt.date(2026, 11, 23)


def read(**given: object) -> Profile:
    profile, unread = read_values(profile_from({"id": "u", **given}), TODAY)
    assert unread == ()
    return profile


def there(to: str, **given: object) -> Profile:
    profile = moved(read(**given), to)
    assert profile is not None
    return profile


def named(culture: str, **given: object) -> Profile:
    profile = renamed(read(**given), plain_names()[culture])
    assert profile is not None
    return profile


# -- moved ----------------------------------------------------------------------------------------


def test_everything_moves_together() -> None:
    profile = there(
        "CN",
        country="Germany",
        city="Berlin",
        time_zone="Europe/Berlin",
        tax_country="DE",
        phones=["+49 1512 3456789"],
        addresses=[{"country": "DE", "city": "Berlin"}],
        identity={"document_country": "DE"},
        logins=[{"country": "DE", "time_zone": "Europe/Berlin", "at": "2026-05-04T09:00:00"}],
        payouts=[{"country": "DE", "account": "DE89370400440532013000"}],
        jobs=[{"country": "DE", "city": "Bonn"}],
    )
    assert {profile.country, profile.tax_country} == {"CN"}
    assert profile.time_zone is not None
    assert places.time_zone(profile.time_zone).countries == {"CN"}  # type: ignore[union-attr]
    assert profile.addresses is not None
    assert profile.jobs is not None
    assert profile.logins is not None
    assert profile.payouts is not None
    assert profile.addresses[0].city == profile.city != profile.jobs[0].city
    assert profile.logins[0].at == "2026-05-04T02:00:00"
    assert profile.payouts[0].account == "XDE89370400440532013000"
    assert [places.phone(text).country for text in profile.phones or ()] == ["CN"]  # type: ignore[union-attr]


def test_two_countries_change_places_so_that_a_contradiction_stays_one() -> None:
    profile = there("CN", country="PL", logins=[{"country": "CN"}], phones=["+8613800138000"])
    assert profile.country == "CN"
    assert profile.logins is not None
    assert profile.logins[0].country == "PL"
    assert places.phone((profile.phones or ("",))[0]).country == "PL"  # type: ignore[union-attr]


def test_a_third_country_stays_where_its_clock_says_the_same() -> None:
    profile = there("CN", country="PL", logins=[{"country": "US"}])
    assert profile.logins is not None
    assert profile.logins[0].country == "US"


def test_a_third_country_whose_clock_agreed_goes_to_one_whose_clock_agrees() -> None:
    profile = there("CN", country="PL", logins=[{"country": "SE"}])
    assert profile.logins is not None
    assert profile.logins[0].country in COMPANIONS


def test_equal_phones_stay_equal_and_others_differ() -> None:
    phones = there("KR", country="PL", phones=["+48512345678", "+48512345679", "+48 512 345 678"]).phones or ()
    assert phones[0] == phones[2] != phones[1]


def test_commits_keep_their_distance_from_home() -> None:
    work = there("KR", country="DE", work={"repositories": [{"utc_offsets": [1, 2, 8, 0]}]}).work
    assert work is not None
    assert (work.repositories or ())[0].utc_offsets == (9.0, 9.0, 8.0, 0.0)


@pytest.mark.parametrize(
    ("given", "to"),
    [
        ({"country": "KP"}, "PL"),
        ({"country": "PL"}, "KP"),
        ({"country": "PL"}, "PL"),
        ({"name": "Marta Wzorowa"}, "PL"),
        ({"country": "US", "phones": ["+1 900 234 5678"]}, "NG"),
    ],
    ids=["from the DPRK", "to the DPRK", "to where it is", "no country", "no such number there"],
)
def test_what_cannot_be_moved(given: dict[str, Any], to: str) -> None:
    assert moved(read(**given), to) is None


def test_a_record_of_the_dprk_stays_one() -> None:
    profile = there("CN", country="PL", logins=[{"country": "KP"}])
    assert profile.logins is not None
    assert profile.logins[0].country == "KP"


def test_there_and_back_is_home() -> None:
    given = read(country="PL", tax_country="DE", logins=[{"country": "CN"}, {"country": "US"}])
    there_now = moved(given, "CN")
    assert there_now is not None
    assert moved(there_now, "PL") == given


def test_where_a_profile_is_moved_from() -> None:
    assert moved_from(read(tax_country="DE")) == "DE"
    assert moved_from(read(name="Marta Wzorowa")) is None


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("kind", ["mobile", "fixed"])
def test_example_numbers_are_of_their_country(country: str, kind: str) -> None:
    numbers = {example_phone(country, kind, number) for number in range(5)}
    assert len(numbers) == 5
    assert {places.phone(text or "").country for text in numbers} == {country}  # type: ignore[union-attr]


# -- renamed --------------------------------------------------------------------------------------


def test_every_name_of_the_person_is_replaced_and_no_other() -> None:
    profile = named(
        "korean",
        name="Wei Zhang",
        legal_name="ZHANG Wei",
        native_name="张伟",
        identity={"document_name": "张伟"},
        payouts=[{"holder": "Zhang Wei"}, {"holder": "Colin Sample"}],
        payments=[{"payer": "Lantern Works Ltd", "payee": "Wei Zhang"}],
        emails=["wei.zhang@example.org"],
        addresses=[{"purpose": "shipping", "recipient": "Carla Sampleton"}],
    )
    new = plain_names()["korean"][0]
    assert profile.name == profile.legal_name == new.name
    assert profile.native_name == new.native
    assert profile.identity is not None
    assert profile.identity.document_name == new.native
    assert [payout.holder for payout in profile.payouts or ()] == [new.name, "Colin Sample"]
    assert [(p.payer, p.payee) for p in profile.payments or ()] == [("Lantern Works Ltd", new.name)]
    assert (profile.emails or ("",))[0] != "wei.zhang@example.org"
    assert (profile.addresses or ())[0].recipient == "Carla Sampleton"


@pytest.mark.parametrize("culture", CULTURES)
def test_names_that_disagree_still_do(culture: str) -> None:
    profile = named(culture, name="Jonas Beispiel", identity={"document_name": "Piotr Wzorowy"})
    assert profile.identity is not None
    assert profile.name is not None
    assert profile.identity.document_name is not None
    assert compare(profile.name, profile.identity.document_name, kind="person").score < THRESHOLD


def test_a_stranger_in_another_script_stays_comparable() -> None:
    profile = named("chinese", name="홍길동", payouts=[{"holder": "박예시"}])
    holder = (profile.payouts or ())[0].holder
    natives = [name.native for name in plain_names()["chinese"]]
    assert holder in natives
    assert holder != profile.name


def test_names_to_keep_are_kept() -> None:
    given = read(name="홍길동", payouts=[{"holder": "박예시"}])
    profile = renamed(given, plain_names()["chinese"], keep={"박예시"})
    assert profile is not None
    assert (profile.payouts or ())[0].holder == "박예시"


def test_a_user_name_stays() -> None:
    assert named("russian", name="codelantern77", legal_name="Jonas Beispiel").name == "codelantern77"


def test_without_a_name_nothing_is_renamed() -> None:
    assert renamed(read(country="PL"), plain_names()["polish"]) is None


def test_too_many_names_for_too_few_new_ones() -> None:
    given = read(name="Jonas Beispiel", legal_name="Piotr Wzorowy")
    assert renamed(given, [PlainName("one", "Emily Carter", "Emily")]) is None


def test_the_caller_may_bring_other_names() -> None:
    given = read(name="Jonas Beispiel")
    profile = renamed(given, [PlainName("welsh", "Rhiannon Pritchard", "Rhiannon")])
    assert profile is not None
    assert profile.name == "Rhiannon Pritchard"


def test_plain_names_are_several_of_several_cultures_and_none_is_listed() -> None:
    screener = Screener()
    assert set(CULTURES) <= set(plain_names())
    for names in plain_names().values():
        assert len({name.name for name in names}) >= 5
        for name in names:
            assert name.given in name.name
            for text in filter(None, (name.name, name.native)):
                assert screener.score({"id": "u", "name": text, "country": "PL"}, today=TODAY).hits == ()


# -- the test itself ------------------------------------------------------------------------------


def test_a_band_that_a_country_changes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that reads a country must be caught: here one that is made for the purpose."""
    screener = Screener()
    profile = read(name="Marta Wzorowa", country="PL", payouts=[{"holder": "Colin Sample", "country": "PL"}])
    original = screener.score(profile, today=TODAY)
    score = Screener.score

    def unfair(self: Screener, given: Profile, *, today: dt.date | None = None) -> Assessment:
        better = given if given.country != "NG" else profile_from({"id": "u", "name": "X Y", "country": "NG"})
        return score(self, better, today=today)

    monkeypatch.setattr(Screener, "score", unfair)
    test = SwapTest(screener, TODAY, countries=("KR", "NG"), names={})
    test.add(profile, original)
    assert (test.told()["country"].swapped, test.told()["country"].bands_changed) == (2, 1)
    (changed,) = test.changed
    assert (changed.to, changed.band, changed.new_band, changed.vanished) == (
        "NG",
        "review",
        "clear",
        ("payment.holder_differs",),
    )


def test_a_person_whose_own_name_is_listed_is_not_renamed() -> None:
    screener = Screener()
    profile = read(name="Sim Hyon Sop", country="PL", birth_date="1983-11-25")
    original = screener.score(profile, today=TODAY)
    assert original.hits
    test = SwapTest(screener, TODAY, countries=())
    test.add(profile, original)
    assert (test.told()["name"].swapped, test.told()["name"].not_swapped) == (0, len(CULTURES))
