"""Records from mappings, objects and JSON lines: laws 5 and 9."""

from __future__ import annotations

import datetime as dt
import json
import math
import sqlite3
import time
from collections import ChainMap, namedtuple
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, SimpleNamespace
from typing import Any
from uuid import UUID

import jsonschema
import pytest

from screening.errors import RecordError
from screening.profile import Conduct, Identity, Login, Payment, Profile, Related
from screening.records import json_schema, profile_from, read_jsonl


def problems(record: object) -> dict[str, str]:
    with pytest.raises(RecordError) as caught:
        profile_from(record)
    return {problem.field: problem.message for problem in caught.value.problems}


def nested(levels: int) -> dict[str, Any]:
    record: dict[str, Any] = {"id": "leaf"}
    for level in range(levels):
        record = {"id": f"level {level}", "related": [{"role": "owner", "profile": record}]}
    return record


def lists(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


def test_not_known_and_known_to_be_none_are_two_things() -> None:
    profile = profile_from({"id": "u", "phones": [], "emails": None, "conduct": {"chat_only": None}})
    assert profile == Profile(id="u", phones=(), conduct=Conduct())
    assert profile.emails is None
    assert profile.logins is None


def test_dates_and_numbers_become_text() -> None:
    record = {
        "id": 17,
        "birth_date": dt.date(1985, 3, 21),
        "created": dt.datetime(2024, 1, 2, 3, 4, tzinfo=dt.UTC),
    }
    assert profile_from(record) == Profile(id="17", birth_date="1985-03-21", created="2024-01-02T03:04:00+00:00")


@pytest.mark.parametrize("kind", ["Organization", " organisation ", "ORGANISATION"])
def test_the_kind_in_other_spellings(kind: str) -> None:
    assert profile_from({"id": "u", "kind": kind}).kind == "organization"
    related = [{"role": "Owner", "profile": {"kind": kind}}]
    (owner,) = profile_from({"id": "u", "related": related}).related or ()
    assert (owner.role, owner.profile.kind) == ("owner", "organization")


class Kind(Enum):
    FIRM = "organization"


def test_keys_flags_and_numbers_of_other_types_are_taken_as_what_they_mean() -> None:
    key = UUID("12345678-1234-5678-1234-567812345678")
    record = {
        "id": key,
        "kind": Kind.FIRM,
        "phones": [48512345678.0, Decimal(17)],
        "identity": {"document_verified": 0, "video_refused": 1},
    }
    assert profile_from(record) == Profile(
        id=str(key),
        kind="organization",
        phones=("48512345678", "17"),
        identity=Identity(document_verified=False, video_refused=True),
    )
    assert profile_from(SimpleNamespace(id=key, kind=Kind.FIRM)) == Profile(id=str(key), kind="organization")


def test_what_numpy_and_pandas_hold_is_read() -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    record = {
        "id": numpy.int64(5),
        "name": numpy.str_("Marta Wzorowa"),
        "legal_name": numpy.float64("nan"),
        "native_name": pandas.NA,
        "kind": math.nan,
        "birth_date": pandas.NaT,
        "created": pandas.Timestamp("2024-01-02"),
        "phones": numpy.array(["+48 512 345 678"]),
        "identity": {"document_verified": numpy.bool_(False)},
        "payments": [{"amount": numpy.nan, "currency": "USD"}],
    }
    found = profile_from(record, kind="organization")
    assert found == Profile(
        id="5",
        kind="organization",
        name="Marta Wzorowa",
        created="2024-01-02T00:00:00",
        phones=("+48 512 345 678",),
        identity=Identity(document_verified=False),
        payments=(Payment(currency="USD"),),
    )
    assert type(found.name) is str
    assert type(profile_from({"id": numpy.str_("u")}).id) is str
    assert "name" in problems({"id": "u", "name": numpy.str_("a\ud800")})


def test_a_row_is_read_by_its_keys_and_not_by_its_attributes() -> None:
    """The ``name`` of a pandas row is the label of the row: a listed party would be missed."""
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"id": ["u"], "name": ["Marta Wzorowa"], "country": ["PL"]}, index=["first"])
    (row,) = (row for _, row in table.iterrows())
    assert profile_from(row) == Profile(id="u", name="Marta Wzorowa", country="PL")
    assert problems(pandas.Series({"id": "u", "nmae": "x"})) == {"nmae": "unknown field, did you mean 'name'?"}


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        (Profile(id="u", companies="Korea Ryonbong General Corporation"), "companies"),  # type: ignore[arg-type]
        (Profile(id="u", logins=(Login(ip=["192.0.2.1"]),)), "logins[0].ip"),  # type: ignore[arg-type]
        (Profile(id="u", kind="company"), "kind"),  # type: ignore[arg-type]
        (Profile(id="u", name="A" * 401), "name"),
        (Profile(id="u", name="a\ud800"), "name"),
        (Profile(id="u", name=object()), ""),  # type: ignore[arg-type]
        (Profile(id="u", identity=Identity(document_verified="no")), "identity.document_verified"),  # type: ignore[arg-type]
    ],
)
def test_a_profile_that_was_built_with_wrong_types_is_an_error_record(profile: Profile, field: str) -> None:
    """A text in place of a list would be searched letter by letter, and a listed party missed."""
    assert field in problems(profile)


def test_a_profile_may_be_built_of_plain_values() -> None:
    plain: dict[str, Any] = {
        "id": 17,
        "phones": ["+48 1"],
        "identity": {"document_verified": False},
        "birth_date": dt.date(1985, 3, 21),
    }
    built = Profile(**plain)
    assert profile_from(built) == Profile(
        id="17", phones=("+48 1",), identity=Identity(document_verified=False), birth_date="1985-03-21"
    )


def test_rows_of_a_database() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        row = connection.execute("select 17 as id, 'Marta Wzorowa' as name, null as country").fetchone()
    assert profile_from(row) == Profile(id="17", name="Marta Wzorowa")


class Fielded(tuple[str, ...]):
    """A row whose names are a property, as SQLAlchemy has it."""

    __slots__ = ()

    @property
    def _fields(self) -> tuple[str, ...]:
        return ("id", "name")

    @property
    def id(self) -> str:
        return self[0]

    @property
    def name(self) -> str:
        return self[1]


def test_a_row_with_named_places() -> None:
    assert profile_from(Fielded(("u", "Marta Wzorowa"))) == Profile(id="u", name="Marta Wzorowa")


class Answering:
    """An object that has an answer to every name, as proxies have."""

    id = "u"
    name = "Marta Wzorowa"

    def __getattr__(self, name: str) -> None:
        return None


def test_an_object_that_answers_to_every_name() -> None:
    assert profile_from(Answering()) == Profile(id="u", name="Marta Wzorowa")


def test_a_related_party_needs_no_id() -> None:
    profile = profile_from({"id": "v", "related": [{"role": "owner", "share": 60, "profile": {"name": "A"}}]})
    assert profile.related == (Related(role="owner", share=60.0, profile=Profile(id="related[0]", name="A")),)


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_the_kind_of_a_record_that_states_none(kind: str) -> None:
    assert profile_from({"id": "u"}, kind=kind).kind == kind
    assert profile_from({"id": "u", "kind": "organization"}, kind="person").kind == "organization"


@pytest.mark.parametrize(
    "record",
    [MappingProxyType({"id": "u", "name": "N"}), ChainMap({"id": "u"}, {"name": "N"}), Profile(id="u", name="N")],
    ids=lambda record: type(record).__name__,
)
def test_any_mapping(record: object) -> None:
    assert profile_from(record) == Profile(id="u", name="N")


@dataclass
class Session:
    ip: str
    country: str


@dataclass(slots=True)
class Slotted:
    ip: str
    country: str


Named = namedtuple("Named", ["ip", "country"])  # noqa: PYI024 - as old code has it


@pytest.mark.parametrize(
    "login",
    [
        {"ip": "192.0.2.1", "country": "PL"},
        Login(ip="192.0.2.1", country="PL"),
        SimpleNamespace(ip="192.0.2.1", country="PL", _state="private"),
        Session("192.0.2.1", "PL"),
        pytest.param(Slotted("192.0.2.1", "PL"), id="dataclass with slots"),
        pytest.param(Named("192.0.2.1", "PL"), id="named tuple"),
    ],
)
def test_objects_with_attributes(login: object) -> None:
    record = SimpleNamespace(
        id="u",
        name="Marta Wzorowa",
        password_hash="not ours to read",  # noqa: S106 - an attribute that is no field
        identity=SimpleNamespace(document_verified=True),
        logins=[login],
        birth_date=dt.date(1985, 3, 21),
    )
    assert profile_from(record) == Profile(
        id="u",
        name="Marta Wzorowa",
        identity=Identity(document_verified=True),
        logins=(Login(ip="192.0.2.1", country="PL"),),
        birth_date="1985-03-21",
    )


def test_a_record_with_many_errors_names_all() -> None:
    record = {
        "id": "u",
        "nmae": "x",
        "kind": "robot",
        "country": ["PL"],
        "logins": [{"ip": 5.5}, {"contry": "PL", "network": "home"}],
        "identity": {"document_verified": "yes"},
        "payouts": "none",
        "related": [{"role": "owner", "share": 101, "profile": {"legal_nmae": "A"}}],
    }
    assert problems(record) == {
        "nmae": "unknown field, did you mean 'name'?",
        "kind": "one of person, organization is needed",
        "country": "text is needed",
        "logins[0].ip": "text is needed",
        "logins[1].contry": "unknown field, did you mean 'country'?",
        "identity.document_verified": "true or false is needed",
        "payouts": "a list is needed",
        "related[0].share": "a number of at most 100 is needed",
        "related[0].profile.legal_nmae": "unknown field, did you mean 'legal_name'?",
    }


def cyclic() -> dict[str, Any]:
    record: dict[str, Any] = {"id": "u"}
    record["related"] = [{"role": "owner", "profile": record}]
    return record


def cyclic_object() -> SimpleNamespace:
    record = SimpleNamespace(id="u")
    record.related = [SimpleNamespace(role="owner", profile=record)]
    return record


@pytest.mark.parametrize(
    ("make", "field"),
    [
        pytest.param(lambda: {"name": "x"}, "id", id="no id"),
        pytest.param(lambda: {"id": ""}, "id", id="empty id"),
        pytest.param(lambda: {"id": True}, "id", id="a yes as id"),
        pytest.param(lambda: {"id": "u" * 10_000_000}, "id", id="endless id"),
        pytest.param(lambda: {"id": "u", "name": "A" * 10_000_000}, "name", id="endless name"),
        pytest.param(lambda: {"id": "u", "name": "A" * 401}, "name", id="name one too long"),
        pytest.param(lambda: {"id": "u", "name": b"abc"}, "name", id="bytes"),
        pytest.param(lambda: {"id": math.nan, "name": "x"}, "id", id="nan as id"),
        pytest.param(lambda: {"id": "u", "name": 5.5}, "name", id="no whole number"),
        pytest.param(lambda: {"id": "u", "name": Decimal("1E+10000000")}, "name", id="ten million digits"),
        pytest.param(lambda: {"id": "u", "name": Decimal("sNaN")}, "name", id="a decimal that is no number"),
        pytest.param(
            lambda: {"id": "u", "identity": {"document_verified": 2}}, "identity.document_verified", id="2"
        ),
        pytest.param(lambda: {"id": "u", "name": 10**5_000}, "name", id="a number of 5,000 digits"),
        pytest.param(lambda: {"id": "u", "name": "a\ud800"}, "name", id="half a surrogate pair"),
        pytest.param(lambda: {"id": "u\ud800"}, "id", id="half a surrogate pair in the id"),
        pytest.param(lambda: {"id": "u", "payments": [{"amount": math.inf}]}, "payments[0].amount", id="infinite"),
        pytest.param(lambda: {"id": "u", "logins": [{"asn": -1}]}, "logins[0].asn", id="a negative count"),
        pytest.param(lambda: {"id": "u", "phones": ["1"] * 101}, "phones", id="too many phones"),
        pytest.param(lambda: {"id": "u", 5: "x"}, "5", id="a number as key"),
        pytest.param(lambda: {"id": "u", None: "x"}, "None", id="no key"),
        pytest.param(lambda: {"id": "u", "name": lists(2_000)}, "name", id="2,000 lists deep"),
        pytest.param(lambda: {"id": "u", "phones": lists(2_000)}, "phones[0]", id="2,000 lists deep in a list"),
        pytest.param(lambda: {"id": "u", "x": lists(2_000)}, "x", id="2,000 lists deep, unknown"),
        pytest.param(lambda: nested(5), "related", id="5 parties deep"),
        pytest.param(lambda: None, "", id="nothing"),
        pytest.param(lambda: "u", "", id="text"),
        pytest.param(lambda: [{"id": "u"}], "", id="a list"),
        pytest.param(lambda: SimpleNamespace(name="x"), "id", id="an object without id"),
    ],
)
def test_what_cannot_be_screened_is_an_error_record(make: Callable[[], object], field: str) -> None:
    assert field in problems(make())


@pytest.mark.parametrize(
    "make", [lambda: nested(2_000), cyclic, cyclic_object], ids=["2,000 deep", "cyclic", "cyclic object"]
)
def test_endless_nesting_is_an_error_record(make: Callable[[], object]) -> None:
    with pytest.raises(RecordError) as caught:
        profile_from(make())
    assert len(str(caught.value)) < 1_000


def test_four_parties_deep_is_allowed() -> None:
    assert profile_from(nested(4)).id == "level 3"


def test_text_of_any_script_stays_as_it_was_given() -> None:
    name = "\u202eAnna\u202c \x1b[31m Wzor\u0301"
    assert profile_from({"id": "u", "name": name}).name == name


def test_a_large_record_with_one_mistake_is_refused_in_reasonable_time() -> None:
    """Naming every mistake must not become the way to stop a screening."""
    parties = [{"role": "staff", "profile": {"logins": [{}] * 1_000}}] * 20
    started = time.process_time()
    assert problems({"id": "u", "nmae": "x", "related": parties}) != {}
    assert time.process_time() - started < 2


def read(*lines: bytes) -> list[Profile | RecordError]:
    return list(read_jsonl(lines, name="profiles.jsonl"))


def test_json_lines() -> None:
    first, second = read(b'\xef\xbb\xbf{"id": "u1"}\r\n', b" \n", b'{"id": "u2", "phones": []}')
    assert (first, second) == (Profile(id="u1"), Profile(id="u2", phones=()))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(b'{"id": "u", "nmae": "x"}', "line 2, id 'u': nmae: unknown field, did", id="unknown field"),
        pytest.param(b'{"id": ', "line 2: not a JSON object", id="broken off"),
        pytest.param(b"[1]", "line 2: a record is a mapping", id="a list"),
        pytest.param(b"null", "line 2: a record is a mapping", id="null"),
        pytest.param(b'"u"', "line 2: a record is a mapping", id="text"),
        pytest.param('{"id": "José"}'.encode("cp1252"), "line 2: not a JSON object in UTF-8", id="cp1252"),
        pytest.param('{"id": "u"}'.encode("utf-16"), "line 2: not a JSON object in UTF-8", id="UTF-16"),
        pytest.param(b'{"id": "u", "payments": [{"amount": NaN}]}', "line 2: not a JSON object", id="NaN"),
        pytest.param(b'{"id": "\\ud800"}', "line 2: not a JSON object", id="half a surrogate pair"),
        pytest.param(b'{"id": ' + b"9" * 5_000 + b"}", "line 2: not a JSON object", id="5,000 digits"),
        pytest.param(b'{"id": "u", "x": ' + b"[" * 2_000 + b"]" * 2_000 + b"}", "line 2", id="2,000 deep"),
        pytest.param(
            b'{"id":"u","related":[{"role":"owner","profile":' * 2_000 + b'{"id":"u"}' + b"}]}" * 2_000,
            "line 2",
            id="2,000 parties deep",
        ),
        pytest.param(
            b'{"id": "u", "name": "' + b"A" * 10_000_000 + b'"}',
            "name: text of at most 400 characters is needed",
            id="10 MB name",
        ),
        pytest.param(b'{"id": "u", "name": "' + b"A" * 21_000_000 + b'"}', "line 2: a line of", id="21 MB line"),
    ],
)
def test_a_bad_line_is_told_and_the_next_is_read(line: bytes, said: str) -> None:
    first, bad, last = read(b'{"id": "u1"}', line, b'{"id": "u3"}')
    assert (first, last) == (Profile(id="u1"), Profile(id="u3"))
    assert isinstance(bad, RecordError)
    assert str(bad).startswith("profiles.jsonl, line 2")
    assert said in str(bad)
    assert len(str(bad)) < 500


def test_the_schema_describes_what_is_read() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(
    ("record", "good"),
    [
        pytest.param({"id": "u"}, True, id="the id alone"),
        pytest.param({"id": "u", "phones": [], "emails": None}, True, id="none and not known"),
        pytest.param({"id": "u", "logins": [{"network": "vpn", "asn": 131279}]}, True, id="parts"),
        pytest.param({"id": "u", "related": [{"role": "owner", "profile": {"id": "o"}}]}, True, id="parties"),
        pytest.param({"name": "x"}, False, id="no id"),
        pytest.param({"id": ""}, False, id="empty id"),
        pytest.param({"id": "u", "nmae": "x"}, False, id="unknown field"),
        pytest.param({"id": "u", "kind": "robot"}, False, id="unknown kind"),
        pytest.param({"id": "u", "name": "A" * 401}, False, id="name too long"),
        pytest.param({"id": "u", "phones": "1"}, False, id="text for a list"),
        pytest.param({"id": "u", "logins": [{"netwrok": "vpn"}]}, False, id="unknown field in a part"),
        pytest.param({"id": "u", "logins": [{"network": "warp"}]}, False, id="unknown network"),
        pytest.param({"id": "u", "related": [{"role": "friend", "profile": {"id": "o"}}]}, False, id="role"),
        pytest.param({"id": "u", "payments": [{"amount": 1e16}]}, False, id="amount too large"),
    ],
)
def test_the_schema_tells_good_from_bad(record: dict[str, Any], *, good: bool) -> None:
    assert jsonschema.Draft202012Validator(json_schema()).is_valid(record) is good


def test_a_set_has_no_order_and_is_refused() -> None:
    with pytest.raises(RecordError, match="phones: a list is needed"):
        profile_from({"id": "u", "phones": {"+48 512 345 678"}})


def test_an_id_of_blanks_is_none() -> None:
    with pytest.raises(RecordError, match="id: "):
        profile_from({"id": "  "})
