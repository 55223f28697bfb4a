"""Honest sharers are the base rate: offices, carriers, agencies, families. Links alone send none to review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
import pytest

from screening import Screener
from screening.indicators.links import SPANS
from screening.population.links import Cluster, Hub, Linked, link
from screening.profile import Profile
from screening.records import profile_from

Given = Mapping[str, Any]
TODAY = dt.date(2026, 11, 23)
IBAN = "PL61 1090 1014 0000 0712 1981 2874"
WALLET = "0x52908400098527886E0F7030069857D2E4169EE7"
HOUSE = {"line": "12 Main Street", "city": "Springfield", "country": "US"}
NAMES = (
    "Marta",
    "Joana",
    "Piotr",
    "Colin",
    "Haley",
    "Brianna",
    "Vicente",
    "Ilse",
    "Femi",
    "Noor",
    "Tove",
    "Aulis",
)


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener()


def people(number: int, **given: object) -> list[Profile]:
    """So many people who have this in common, and nothing else."""
    return [
        profile_from(
            {"id": f"u{n:03}", "name": f"{NAMES[n % len(NAMES)]} Wzor{chr(97 + n % 26)}", "country": "US", **given}
        )
        for n in range(number)
    ]


class Found(NamedTuple):
    """What linking some profiles gave."""

    attached: list[Profile]
    clusters: list[Cluster]
    reasons: dict[str, str]


def find(profiles: Sequence[Profile]) -> Found:
    with link(profiles, threads=1) as linked:
        reasons = {hub.kind: hub.reason for hub in linked.hubs()}
        return Found(list(linked.attached(profiles)), list(linked.clusters(least=2)), reasons)


@cache
def honest(who: str) -> Found:
    return find(HONEST[who])


def bands_of(screener: Screener, profiles: Sequence[Profile]) -> set[str]:
    return {screener.score(profile, today=TODAY).band.value for profile in profiles}


def bands(screener: Screener, profiles: Sequence[Profile]) -> set[str]:
    return bands_of(screener, find(profiles).attached)


def reasons(profiles: Sequence[Profile]) -> dict[str, str]:
    return find(profiles).reasons


def shipping(kind: str | None = None) -> list[Given]:
    return [{"purpose": "shipping", **HOUSE, **({"kind": kind} if kind else {})}]


BIO = (
    "I build booking pages for museums and answer within a day, keep notes of every step and send drafts early. "
    "My work is on warehouse software for farms, mostly alone, with plain tools and at a fixed price."
)
HONEST: dict[str, list[Profile]] = {
    "a couple": people(2, phones=["+48 512 345 678"], addresses=shipping()),
    "a couple with one account and one computer": people(
        2,
        payouts=[{"account": IBAN}],
        addresses=shipping(),
        logins=[{"ip": "81.2.69.1", "device": "f3a9-11", "network": "home"}],
    ),
    "a family": people(
        4,
        phones=["+48 512 345 678"],
        emails=["family@mail.example"],
        addresses=shipping(),
        logins=[{"ip": "81.2.69.1", "device": "f3a9-11", "network": "home"}],
    ),
    "an agency that collects": people(
        12,
        companies=["Sample Lantern Agency"],
        payouts=[{"account": IBAN, "holder": "SAMPLE LANTERN AGENCY"}],
        phones=["+48 512 345 678"],
        addresses=shipping(),
        logins=[{"ip": "81.2.69.1"}],
    ),
    "a firm's office": people(
        12, companies=["Sample Lantern Ltd"], addresses=shipping(), phones=["+48 512 345 678"]
    ),
    "a coworking house": people(25, addresses=shipping("office"), logins=[{"ip": "81.2.69.1", "network": "home"}]),
    "a family of three with one account, of whom one is seen nowhere": [
        *people(2, payouts=[{"account": IBAN}], logins=[{"ip": "81.2.69.1"}]),
        *people(3, payouts=[{"account": IBAN}])[2:],
    ],
    "a family whose home is not known": people(4, payouts=[{"account": IBAN}]),
    "a coworking house that nobody marked": [
        *people(6, addresses=shipping(), logins=[{"ip": "81.2.69.1", "network": "home"}]),
        *people(25, logins=[{"ip": "81.2.69.1", "network": "home"}])[6:],
    ],
    "an agency of which one names a former firm": [
        *people(4, companies=["Sample Lantern Agency"], logins=[{"ip": "81.2.69.1"}], texts=[{"body": BIO}])[:3],
        *people(4, companies=["Former Kite Works"], logins=[{"ip": "81.2.69.1"}], texts=[{"body": BIO}])[3:],
    ],
    "a forwarder": people(12, addresses=shipping("forwarder")),
    "a forwarder that nobody marked": people(40, addresses=shipping()),
    "a carrier": people(12, logins=[{"ip": "81.2.69.1", "network": "mobile"}]),
    "a campus": people(60, logins=[{"ip": "81.2.69.1"}]),
    "a common fingerprint": people(40, logins=[{"device": "f3a9-11"}]),
    "a computer of a family whose home is not known": people(3, logins=[{"device": "f3a9-11"}]),
    "a fingerprint of a dozen": people(12, logins=[{"device": "f3a9-11"}]),
    "a VPN": people(12, logins=[{"ip": "81.2.69.1", "network": "vpn"}]),
}


@pytest.mark.parametrize("who", HONEST)
def test_honest_sharers_are_no_cluster_and_links_alone_send_none_to_review(screener: Screener, who: str) -> None:
    found = honest(who)
    assert bands_of(screener, found.attached) <= {"clear", "unknown"}
    assert (found.clusters == []) == (who != "a family whose home is not known")


def test_a_ring_with_one_payout_account_comes_to_review(screener: Screener) -> None:
    assert bands(screener, people(6, payouts=[{"account": IBAN}])) == {"review"}


def test_a_laptop_farm_comes_to_review(screener: Screener) -> None:
    assert bands(screener, people(9, addresses=shipping(), logins=[{"ip": "81.2.69.1"}])) == {"review"}


@pytest.mark.parametrize(
    ("who", "kind", "reason"),
    [
        ("a couple", "shipping_address", "household"),
        ("a couple with one account and one computer", "payout", "household"),
        ("an agency that collects", "payout", "account of the firm that they name"),
        ("a firm's office", "shipping_address", "colleagues in one firm"),
        ("a coworking house", "shipping_address", "office"),
        ("a coworking house that nobody marked", "shipping_address", "a house of many tenants"),
        ("a family of three with one account, of whom one is seen nowhere", "payout", "household"),
        ("an agency of which one names a former firm", "text", "colleagues in one firm"),
        ("a forwarder", "shipping_address", "forwarder"),
        ("a forwarder that nobody marked", "shipping_address", "shared by many"),
        ("a fingerprint of a dozen", "device", "machines that look alike"),
        ("a carrier", "ip", "mobile network"),
        ("a VPN", "ip", "VPN"),
        ("a campus", "ip", "shared by many"),
    ],
)
def test_a_hub_says_why_it_is_one(who: str, kind: str, reason: str) -> None:
    assert honest(who).reasons[kind] == reason


def test_a_machine_of_a_dozen_who_share_more_is_a_machine() -> None:
    assert reasons(people(12, logins=[{"device": "f3a9-11"}], emails=["marta.wzorowa@gmail.com"])) == {}


def machine(*countries: str, other: Given) -> list[Profile]:
    """Those who share one machine and state these countries; the first two have something else in common."""
    login = [{"device": "f3a9-11"}]
    found = [*people(2, logins=login, **other), *people(len(countries), logins=login)[2:]]
    return [
        msgspec.structs.replace(person, country=country) for person, country in zip(found, countries, strict=True)
    ]


def test_who_share_a_machine_and_live_in_three_countries_are_no_household() -> None:
    mail = {"emails": ["marta.wzorowa@gmail.com"]}
    assert "device" not in reasons(machine("US", "PL", "CA", other=mail))
    household = {"device": "household"}
    assert reasons(machine("US", "US", "CA", other=mail)).items() >= household.items(), "one of them is abroad"
    assert reasons(machine("US", "PL", "CA", other={})) == household, "an id that three machines have by chance"


def test_a_family_and_one_in_a_street_of_the_same_name_are_no_farm(screener: Screener) -> None:
    """Large towns have a street twice: the fifth writes the same house and town, and another postcode."""
    here = [{"purpose": "shipping", **HOUSE, "postcode": "62701"}]
    family = people(4, addresses=here, logins=[{"ip": "81.2.69.1", "network": "home"}])
    other = people(5, addresses=[{"purpose": "shipping", **HOUSE, "postcode": "97477"}])[4:]
    assert reasons([*family, *other]) == {"shipping_address": "household"}
    assert bands(screener, [*family, *other]) <= {"clear", "unknown"}
    assert "shipping_address" not in reasons([*family, *people(5, addresses=here)[4:]]), "five in one house"


def test_a_payout_account_of_two_strangers_is_none_of_a_household() -> None:
    assert reasons(people(2, payouts=[{"account": IBAN}])) == {}


def test_a_pair_in_a_large_house_is_no_household() -> None:
    """Two of nine at one address who share a computer are of the nine."""
    farm = people(9, addresses=shipping())
    farm[:2] = people(2, addresses=shipping(), logins=[{"device": "f3a9-11"}])
    assert reasons(farm) == {}


def house(receive: int, others: int, **given: object) -> list[Profile]:
    """Some receive at one house and log in from its line, as others do."""
    line = [{"ip": "81.2.69.1", "network": "home"}]
    return [
        *people(receive, addresses=shipping(), logins=line, **given),
        *people(receive + others, logins=line)[receive:],
    ]


def test_a_farm_is_no_house_of_many_tenants() -> None:
    assert reasons(house(22, 3)) == {"ip": "shared by many", "subnet": "shared by many"}, "all receive there"
    assert "shipping_address" not in reasons(house(6, 20, wallets=[{"address": WALLET}])), "and share a wallet"
    assert reasons(people(6, addresses=shipping())) == {}, "of their lines nothing is known"


def test_a_pair_elsewhere_explains_nothing_of_strangers() -> None:
    pair = people(2, payouts=[{"account": IBAN}], logins=[{"ip": "81.2.69.1"}])
    strangers = people(4, payouts=[{"account": IBAN}])[2:]
    assert reasons([*pair, *strangers]) == {}, "two of four are not all but one"


def test_a_stolen_wallet_document_or_payer_is_nobodys_household() -> None:
    shared = {"wallets": [{"address": WALLET}], "addresses": shipping()}
    assert reasons(people(2, **shared)) == {"shipping_address": "household"}
    document = {"identity": {"document_number": "AB123456"}, "addresses": shipping()}
    assert reasons(people(2, **document)) == {"shipping_address": "household"}


def test_a_declared_firm_explains_what_its_people_share_and_no_machine_of_theirs() -> None:
    staff = people(5, payouts=[{"account": IBAN}], logins=[{"device": "f3a9-11"}])
    firm = profile_from(
        {
            "id": "firm",
            "kind": "organization",
            "payouts": [{"account": IBAN}],
            "related": [{"role": "staff", "profile": {"id": person.id}} for person in staff],
        }
    )
    assert reasons([*staff, firm]) == {"payout": "people of one firm"}
    assert reasons(staff) == {}, "nobody declared them"


def test_colleagues_are_known_by_a_mail_domain_of_their_own() -> None:
    def staff(domain: str) -> list[Profile]:
        office = people(6, logins=[{"ip": "81.2.69.1"}], phones=["+48 512 345 678"])
        return [_with(person, emails=[f"{person.id}@{domain}"]) for person in office]

    assert reasons(staff("workshop.example")) == {
        "ip": "colleagues in one firm",
        "subnet": "colleagues in one firm",
        "phone": "colleagues in one firm",
    }
    assert reasons(staff("gmail.com")) == {}


def test_a_firms_common_box_is_told_from_somebodys() -> None:
    assert reasons(people(6, emails=["office@workshop.example"])) == {"email": "a firm's common box"}
    assert reasons(people(6, emails=["marta@workshop.example"])) == {}
    assert reasons(people(6, emails=["office@gmail.com"])) == {}


def test_one_who_says_office_does_not_outweigh_those_who_say_home() -> None:
    mixed = people(8, addresses=shipping("home"))
    mixed[:2] = people(2, addresses=shipping("office"))
    assert reasons(mixed) == {}
    unknown = people(8, addresses=shipping())
    unknown[:2] = people(2, addresses=shipping("office"))
    assert reasons(unknown) == {"shipping_address": "office"}, "the others say nothing against it"


@pytest.mark.parametrize(("kind", "given"), [
    ("phone", {"phones": ["+48 512 345 678"]}),
    ("payout", {"payouts": [{"account": IBAN}]}),
])  # fmt: skip
def test_a_hub_begins_where_the_indicator_says(kind: str, given: Given) -> None:
    least = SPANS[kind][1]
    assert reasons(people(least - 1, **given)) == {}
    with link(people(least, **given)) as linked:
        assert linked.hubs() == (Hub(kind, "shared by many", 1, least),)
        (only,) = linked.of("u000")
        assert (only.hub, only.degree, only.accounts) == (True, least, None), "strangers are not named"


def test_partners_are_named_up_to_a_bound() -> None:
    with link(people(49, payouts=[{"account": IBAN}])) as linked:
        (only,) = linked.of("u007")
        assert (only.degree, len(only.accounts or ())) == (49, 48)
        assert "u007" not in (only.accounts or ())


def ratings(client: str, days: Sequence[int]) -> Iterator[Given]:
    for day in days:
        yield {"client": client, "stars": 5, "at": f"2026-03-{day:02}"}


def rated(number: int, days: Sequence[int], **given: object) -> list[Profile]:
    work = [{"ratings": list(ratings("client-7", [days[n % len(days)]]))} for n in range(number)]
    return [_with(person, work=own) for person, own in zip(people(number, **given), work, strict=True)]


def _with(profile: Profile, **extra: object) -> Profile:
    return profile_from({**msgspec.to_builtins(profile), **extra})


def ring(linked: Linked) -> int:
    return linked.kinds().get("rating_ring", 0)


def test_a_rating_ring_is_praised_within_days_and_tied_by_something_else() -> None:
    with link(rated(8, [1, 3, 9], logins=[{"ip": "81.2.69.1"}])) as linked:
        assert ring(linked) == 8


@pytest.mark.parametrize(
    "team",
    [
        rated(8, [1]),
        rated(8, [1, 2]),
        rated(8, [1], companies=["Sample Lantern Agency"], logins=[{"ip": "81.2.69.1"}]),
        rated(3, [1], logins=[{"ip": "81.2.69.1"}]),
    ],
    ids=["a team of strangers", "over two days", "a team of one agency", "three are few"],
)
def test_a_team_of_one_project_is_no_ring(team: list[Profile]) -> None:
    with link(team) as linked:
        assert ring(linked) == 0


def test_half_of_a_team_tied_by_two_kinds_are_a_ring() -> None:
    """Three on one line are a family; three on one line and two others with one text, of eight, are not."""
    team = rated(8, [1, 3])
    family = [_with(person, logins=[{"ip": "81.2.69.1"}]) if n < 3 else person for n, person in enumerate(team)]
    both = [_with(person, texts=[{"body": BIO}]) if 2 <= n < 5 else person for n, person in enumerate(family)]
    few = [_with(person, texts=[{"body": BIO}]) if 2 <= n < 4 else person for n, person in enumerate(family)]
    alike = [person if n < 6 else _with(person, logins=[{"ip": "81.2.70.1"}]) for n, person in enumerate(family)]
    with link([*both, *people(2)]) as linked:
        assert ring(linked) == 8
    for team in (family, few[:8] + rated(10, [3])[8:], alike):
        with link(team) as linked:
            assert ring(linked) == 0


def test_ratings_over_a_year_are_no_ring() -> None:
    spread = rated(8, [1], logins=[{"ip": "81.2.69.1"}])
    late = [
        _with(person, work={"ratings": [{"client": "c", "stars": 5, "at": f"2026-0{n + 1}-01"}]})
        for n, person in enumerate(spread)
    ]
    with link(late) as linked:
        assert ring(linked) == 0
