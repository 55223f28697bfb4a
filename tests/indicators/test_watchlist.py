"""Listed parties in names and numbers: each rule of a hit, and its near miss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
]
