"""Listed parties in names and numbers: each rule of a hit, and its near miss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from screening.assessment import Assessment
from screening.errors import WatchlistError
from screening.screener import Screener
from screening.watchlist import Entity, Identifier, Watchlist

Record = Mapping[str, Any]

PL = {"name": "Marta Wzorowa", "country": "PL"}
TRIGGERS: list[tuple[str, Record, str]] = [
    ("watchlist.confirmed_person", {"name": "Jong Song Hwa", "birth_date": "1970-02-05"}, "birth date"),
    (
        "watchlist.confirmed_person",
        {"name": "Jong Song Hwa", "identity": {"document_number": "927220230"}},
        "passport 927220230",
    ),
    (
        "watchlist.confirmed_person",
        {
            "name": "Lu Hezheng",
            "addresses": [{"line": "Room 810, No. 760, Qinzhou Road, Xuhui District", "city": "Shanghai"}],
        },
        "address",
    ),
    (
        "watchlist.confirmed_person",
        {"name": "Kim Sang Man", "companies": ["Chinyong Information Technology Cooperation Company"]},
        "employer",
    ),
    ("watchlist.rare_person", {"name": "York Louis Celestino Herrera"}, "57036"),
    ("watchlist.person_name", {"name": "Kim Chol Min"}, "rok_mofa kim-chol-min, designated"),
    ("watchlist.company", {**PL, "companies": ["Korea Mangyongdae Computer Technology Corp"]}, "56044"),
    (
        "watchlist.company",
        {**PL, "companies": ["Kinoatis LLC"], "registrations": [{"number": "1047796451658"}]},
        "registration 1047796451658",
    ),
    ("watchlist.similar_company", {**PL, "companies": ["Yanbian Silver Star Holdings"]}, "24977"),
    ("watchlist.similar_company", {**PL, "companies": ["Fortuna LLC"]}, "53822"),
    ("watchlist.weak_name", {**PL, "companies": ["KMCTC"]}, "56044"),
    ("watchlist.school", {**PL, "studies": [{"school": "Pyongyang University of Automation"}]}, "43336"),
    ("watchlist.reported_party", {**PL, "companies": ["Dandong Haotong Commercial Trading Co."]}, "reported"),
    ("watchlist.number", {**PL, "wallets": [{"address": "1D6gG9iKEhPitTcWRJiniuj1jYM2hNeAfJ"}]}, "KIM, Sang Man"),
    (
        "watchlist.number",
        {**PL, "payouts": [{"account": "0x97B1043ABD9E6FC31681635166D430A458D14F9C"}]},
        "wallet",
    ),
    ("watchlist.number", {**PL, "registrations": [{"number": "91222401MA0Y31E659"}]}, "YANBIAN SILVERSTAR"),
    ("watchlist.other_number", {**PL, "identity": {"document_number": "109420132"}}, "KIM, Sang Man"),
    (
        "watchlist.alleged_identifier",
        {**PL, "emails": ["Testov@Alleged.example"]},
        "email testov@alleged.example is alleged by Invented Feed, report 12 (threat:feed)",
    ),
    ("watchlist.alleged_identifier", {**PL, "emails": ["someone@mail.workers.example"]}, "domain workers.example"),
    ("watchlist.alleged_identifier", {**PL, "logins": [{"ip": "198.51.100.77"}]}, "ip 198.51.100.0/24"),
    ("watchlist.alleged_identifier", {**PL, "websites": ["https://github.com/Testov-Dev"]}, "github:testov-dev"),
    ("watchlist.alleged_identifier", {**PL, "wallets": [{"address": "bc1qinventedinventedinvented"}]}, "wallet"),
    ("watchlist.alleged_identifier", {**PL, "phones": ["500 000 077"]}, "phone +48500000077"),
    (
        "watchlist.alleged_identifier",
        {**PL, "registrations": [{"number": "EX-7654321"}], "emails": []},
        "registration EX-7654321 is alleged for 'Invented Orchard Bureau' by own:ours (own:ours A-1)",
    ),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("watchlist.confirmed_person", {"name": "Jong Song Hwa", "birth_date": "1970"}),
    ("watchlist.confirmed_person", {"name": "Jong Song Hwa", "birth_date": "1970-05-02"}),
    ("watchlist.confirmed_person", {"name": "U Yong Su", "country": "CN", "city": "Dandong"}),
    ("watchlist.confirmed_person", {"name": "Marta Wzorowa", "birth_date": "1970-02-05"}),
    ("watchlist.confirmed_person", {"name": "Kim Sang Man", "companies": ["Invented Lanterns Ltd"]}),
    ("watchlist.rare_person", {"name": "Vitaliy Andreyev"}),
    ("watchlist.rare_person", {"name": "York Herrera"}),
    ("watchlist.person_name", {"name": "Kim Yesi"}),
    ("watchlist.person_name", {"name": "Min Chol"}),
    ("watchlist.company", {**PL, "companies": ["Yanbian Silver Star Holdings"]}),
    ("watchlist.company", {**PL, "companies": ["Yanbian Unsong Network Technology Co."]}),
    ("watchlist.company", {**PL, "companies": ["Kinoatis LLC"]}),
    ("watchlist.similar_company", {**PL, "companies": ["Silver Star Hotel Yanji"]}),
    ("watchlist.similar_company", {**PL, "studies": [{"school": "Kim Il Sung University"}]}),
    ("watchlist.similar_company", {**PL, "companies": ["Dandong Invented Garden Trading Co., Ltd."]}),
    ("watchlist.weak_name", {**PL, "companies": ["KMC"]}),
    ("watchlist.weak_name", {**PL, "companies": ["Invented Lanterns"]}),
    ("watchlist.school", {**PL, "studies": [{"school": "Kim Il Sung University"}]}),
    ("watchlist.school", {**PL, "companies": ["Pyongyang University of Automation"]}),
    ("watchlist.reported_party", {**PL, "companies": ["Dandong Invented Garden Trading Co., Ltd."]}),
    ("watchlist.reported_party", {**PL, "companies": ["Yanbian Unlisted Orchard Co."]}),
    ("watchlist.number", {**PL, "wallets": [{"address": "1D6gG9iKEhPitTcWRJiniuj1jYM2hNeAfK"}]}),
    ("watchlist.number", {**PL, "registrations": [{"number": "2211652", "country": "PL"}]}),  # a Hong Kong number
    ("watchlist.number", {**PL, "registrations": [{"number": "12345"}]}),
    ("watchlist.other_number", {**PL, "identity": {"document_number": "109420133"}}),
    (
        "watchlist.other_number",
        {**PL, "identity": {"document_number": "109420132", "document_country": "PL"}},
    ),
    ("watchlist.number", {**PL, "wallets": [{"address": "bc1qinventedinventedinvented"}]}),
    ("watchlist.number", {**PL, "registrations": [{"number": "EX-7654321"}]}),
    ("watchlist.other_number", {**PL, "emails": ["testov@alleged.example"]}),
    ("watchlist.alleged_identifier", {**PL, "emails": ["testov@allegedly.example", "ended@alleged.example"]}),
    ("watchlist.alleged_identifier", {**PL, "emails": ["workers.example@example.org"]}),
    ("watchlist.alleged_identifier", {**PL, "logins": [{"ip": "198.51.101.77"}]}),
    ("watchlist.alleged_identifier", {**PL, "handles": [{"service": "gitlab", "name": "testov-dev"}]}),
    (
        "watchlist.alleged_identifier",
        {**PL, "registrations": [{"number": "2211652", "country": "HK"}], "emails": []},
    ),
]


@pytest.mark.parametrize(
    ("fields", "points"),
    [
        ({"emails": ["testov@alleged.example"]}, 8.0),
        ({"emails": ["a@workers.example"]}, 4.0),
        ({"emails": ["a@workers.example"], "logins": [{"ip": "198.51.100.7"}]}, 4.0),
        ({"emails": ["testov@alleged.example"], "logins": [{"ip": "198.51.100.7"}]}, 8.0),
        ({"emails": ["testov@alleged.example"] * 5, "phones": ["+48 500 000 077"]}, 8.0),
    ],
)
def test_what_is_merely_alleged_weighs_little_and_leaves_a_profile_clear(
    assess: Callable[[Record], Assessment], fields: Record, points: float
) -> None:
    assessment = assess({**PL, **fields})
    assert assessment.band == "clear"
    assert [(finding.id, finding.points) for finding in assessment.findings if finding.family == "watchlist"] == [
        ("watchlist.alleged_identifier", points)
    ]


def test_an_alleged_identifier_of_a_record_that_counted_already_counts_once(
    assess: Callable[[Record], Assessment],
) -> None:
    wallet = "0x97B1043ABD9E6FC31681635166D430A458D14F9C"
    listed = assess({**PL, "payouts": [{"account": wallet}]})
    points = {finding.id: (finding.points, finding.counted_in) for finding in listed.findings}
    assert points == {
        "watchlist.number": (95.0, ()),
        "watchlist.alleged_identifier": (0.0, ("watchlist.number",)),
    }


def test_the_check_is_not_expected_of_anyone(assess: Callable[[Record], Assessment]) -> None:
    assert "watchlist.alleged_identifier" not in {item.id for item in assess({"name": "Marta Wzorowa"}).unchecked}


def test_allegations_alone_are_no_list_to_screen_against() -> None:
    item = Entity(
        id="email:testov@alleged.example",
        list="threat:feed",
        kind="other",
        names=(),
        status="alleged",
        identifiers=(Identifier("email", "testov@alleged.example"),),
    )
    with pytest.raises(WatchlistError, match="no usable list: without listed names"):
        Screener(watchlists=[Watchlist([item], id="threat:feed", official=False)])
