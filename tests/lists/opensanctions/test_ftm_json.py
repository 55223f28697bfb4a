"""FollowTheMoney exports: real files, entities that speak of one another, and what is not as it should be."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from screening.lists.intake import Intake
from screening.lists.opening import Part, opened
from screening.lists.opensanctions import ftm_json as opensanctions_ftm
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation


def entity(key: str, schema: str, *, target: bool = False, **properties: object) -> dict[str, object]:
    """An invented entity as the exports write it."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {
        "id": key,
        "caption": key,
        "schema": schema,
        "properties": lists,
        "referents": [],
        "datasets": ["example_list"],
        "first_seen": "2024-01-01T00:00:00",
        "last_seen": "2026-03-13T05:41:01",
        "last_change": "2025-02-03T00:00:00",
        "target": target,
    }


PERSON = entity(
    "NK-1",
    "Person",
    target=True,
    name=["Testov Example", "Testy"],
    alias=["테스토프", "Example Testov"],
    weakAlias="TEX",
    previousName="Testov Former",
    birthDate=["1965-04-25", "1966"],
    nationality="kp",
    country=["cn", "suhh"],
    passportNumber="109",
    innCode="7714",
    idNumber="5",
    email="testov@example.org",
    topics=["sanction", "role.pep"],
    address="1 Nowhere Road, Yanji",
    position="Director",
    notes="A note",
    programId="US-NK",
    sourceUrl="https://sanctionssearch.ofac.treas.gov/Details.aspx?id=43377",
) | {"caption": "Testov Example"}
SANCTION = entity(
    "s-1",
    "Sanction",
    entity="NK-1",
    authority="Example Authority",
    program="DPRK4",
    programId="UN-SC1718",
    startDate="2017-01-11",
    unscId="KPi.080",
    reason="Of note",
)
ABOUT_PERSON = (
    entity("p-1", "Passport", holder="NK-1", number="110", country="kp", type="Diplomatic"),
    entity("w-1", "CryptoWallet", holder="NK-1", publicKey="1Ab", currency="XBT"),
    SANCTION,
    entity("o-1", "Ownership", owner="NK-1", asset="NK-2", percentage="60"),
    entity("f-1", "Family", person="NK-1", relative="NK-3", relationship="sibling"),
)


def write(tmp_path: Path, *entities: object) -> Part:
    path = tmp_path / "entities.ftm.json"
    path.write_text("".join(json.dumps(found, ensure_ascii=False) + "\n" for found in entities), "utf-8")
    return Part(path)


def parse(part: Part) -> tuple[dict[str, Entity], Intake]:
    intake = Intake()
    assert opensanctions_ftm.recognises(part)
    return {found.id: found for found in opensanctions_ftm.parse(part, intake)}, intake


def real(folder: Path, name: str) -> tuple[dict[str, Entity], Intake]:
    path = folder / "opensanctions" / name
    if not path.is_file():
        pytest.skip("no OpenSanctions data: they are under CC BY-NC")
    return parse(opened(path)[0])


def test_real_entities(lists_folder: Path) -> None:
    parties, intake = real(lists_folder, "sa_wiki_peps_20240314.entities.ftm.json.gz")
    assert len(parties) == 423
    assert (intake.list, intake.as_of, intake.skipped) == ("os:sa_wiki_peps_v2", "2024-03-14", [])
    assert intake.digest.hexdigest() == "049f233028e3f867430ba1b46d9389ee59b1bb3574c63a83a5925688e8b69218"
    # The file was made outside OpenSanctions: its properties are partly invented, its dates partly words.
    told = Counter(problem.rpartition(" (got")[0].rpartition(": ")[2] for problem in intake.problems)
    assert told == {
        "a property that FollowTheMoney does not have, not read": 92,
        "not a date": 9,
        "entities that are no targets, left out": 1,
    }
    assert intake.problems[-1].endswith("(got '184 Person')")


def test_real_nested_targets(lists_folder: Path) -> None:
    parties, intake = real(lists_folder, "sa_wiki_peps_20240314.targets.nested.json")
    assert len(parties) == 20
    assert intake.problems == []
    hariri = parties["Q296771"]
    assert hariri.name == "Saad Hariri"
    assert Alias("سعد الدين رفيق الحريري", "native") in hariri.names
    assert Alias("Hariri", "alias", "weak") in hariri.names
    assert Relation("family_of", "Q800179", "sibling") in hariri.relations
    assert hariri.birth_dates == ("1970-04-18",)
    assert hariri.status == "reported"


class TestParty:
    @pytest.fixture
    def party(self, tmp_path: Path) -> Entity:
        parties, intake = parse(write(tmp_path, *ABOUT_PERSON, PERSON))
        assert intake.problems == []
        return parties["NK-1"]

    def test_names(self, party: Entity) -> None:
        assert party.names == (
            Alias("Testov Example", "primary"),
            Alias("Testy", "alias", "weak"),
            Alias("테스토프", "native"),
            Alias("Example Testov"),
            Alias("Testov Former", "former"),
            Alias("TEX", "alias", "weak"),
        )

    def test_what_it_says_itself(self, party: Entity) -> None:
        assert (party.list, party.kind, party.status, party.role) == (
            "os:example_list",
            "person",
            "designated",
            "Director",
        )
        assert party.birth_dates == ("1965-04-25", "1966")
        assert (party.countries, party.nationalities) == (("CN", "KP"), ("KP",))
        assert party.addresses == (ListedAddress("1 Nowhere Road, Yanji"),)
        assert party.updated_on == "2025-02-03"
        assert party.url == "https://www.opensanctions.org/entities/NK-1/"

    def test_identifiers_of_its_own_and_of_other_entities(self, party: Entity) -> None:
        assert set(party.identifiers) == {
            Identifier("passport", "109"),
            Identifier("tax", "7714", "RU"),
            Identifier("national_id", "5"),
            Identifier("email", "testov@example.org"),
            Identifier("passport", "110", "KP", "", "Diplomatic"),
            Identifier("wallet", "1Ab", "", "XBT"),
        }

    def test_sanctions(self, party: Entity) -> None:
        assert party.programmes == ("US-NK", "UN-SC1718", "DPRK4", "sanction", "role.pep")
        assert (party.designated_on, party.expires_on) == ("2017-01-11", "")
        assert party.see_also == ("ofac_sdn:43377", "un_sc:KPi.080")
        assert party.remarks == "A note; Authority: Example Authority; Of note"

    def test_relations(self, party: Entity) -> None:
        assert party.relations == (
            Relation("owner_of", "NK-2", "60"),
            Relation("family_of", "NK-3", "sibling"),
        )


def test_a_relation_is_known_at_both_ends(tmp_path: Path) -> None:
    company = entity("NK-2", "Company", target=True, name="Musterfirma", registrationNumber="5", idNumber="6")
    parties, _ = parse(write(tmp_path, PERSON, *ABOUT_PERSON, company))
    assert parties["NK-2"].relations == (Relation("owned_by", "NK-1", "60"),)
    assert [number.kind for number in parties["NK-2"].identifiers] == ["registration", "registration"]


def test_nested_entities_give_the_same_as_separate_ones(tmp_path: Path) -> None:
    separate, _ = parse(write(tmp_path, PERSON, *ABOUT_PERSON))
    properties = PERSON["properties"]
    assert isinstance(properties, dict)
    nested = PERSON | {"properties": properties | {"about": list(ABOUT_PERSON)}}
    assert parse(write(tmp_path, nested))[0] == separate


def test_a_nested_end_of_a_relation(tmp_path: Path) -> None:
    other = entity("NK-9", "Person", name="Other")
    link = entity("u-1", "UnknownLink", subject=[other], object="NK-1", role="agent")
    person = entity("NK-1", "Person", target=True, name="Testov", unknownLinkTo=[link])
    assert parse(write(tmp_path, person))[0]["NK-1"].relations == (Relation("linked_to", "NK-9", "agent"),)


def test_addresses_that_a_party_points_to(tmp_path: Path) -> None:
    address = entity("a-1", "Address", full="1 Nowhere Road, Yanji", city="Yanji", country="cn")
    party = entity("NK-1", "Company", target=True, name="X", address="1 Nowhere Road, Yanji", addressEntity="a-1")
    found = parse(write(tmp_path, party, address))[0]["NK-1"]
    assert found.addresses == (ListedAddress("1 Nowhere Road, Yanji", "Yanji", "CN"),)
    assert found.countries == ("CN",)


def test_a_listed_wallet_has_no_name_but_its_number(tmp_path: Path) -> None:
    wallet = entity("0xab", "CryptoWallet", target=True, name="0xab", cryptoAddress="0xab", currency="ETH")
    found = parse(write(tmp_path, wallet))[0]["0xab"]
    assert (found.names, found.name, found.kind) == ((), "0xab", "other")
    assert found.identifiers == (Identifier("wallet", "0xab", "", "ETH"),)


@pytest.mark.parametrize(
    ("topics", "status"),
    [
        ("sanction", "designated"),
        ("debarment", "designated"),
        ("role.pep", "reported"),
        ("sanction.linked", "reported"),
    ],
)
def test_only_the_topics_of_a_listing_designate(tmp_path: Path, topics: str, status: str) -> None:
    person = entity("NK-1", "Person", target=True, name="Testov", topics=topics)
    assert parse(write(tmp_path, person))[0]["NK-1"].status == status


def test_who_becomes_a_party_and_who_is_counted(tmp_path: Path) -> None:
    parties, intake = parse(
        write(
            tmp_path,
            entity("1", "Person", target=True, name="Target"),
            entity("2", "Company", name="Topic", topics="sanction"),
            entity("3", "Company", name="Linked", topics="sanction.linked"),
            entity("4", "Person", name="Relative"),
            entity("5", "Person", name="Relative", topics="role.rca"),
            entity("6", "Position", name="Office"),
            entity("7", "Occupancy", holder="1", post="6"),
            entity("8", "Article", title="News"),
        )
    )
    assert list(parties) == ["1", "2", "3"]
    assert intake.problems == [
        "entities.ftm.json: entities that are no targets, left out (got '2 Person, 1 Article')"
    ]
    assert intake.skipped == []


def test_the_end_of_all_sanctions(tmp_path: Path) -> None:
    ended = entity("s-2", "Sanction", entity="NK-1", startDate="2001-01-01", endDate="2005-05-05")
    assert parse(write(tmp_path, PERSON, ended))[0]["NK-1"].expires_on == "2005-05-05"
    assert parse(write(tmp_path, PERSON, ended, SANCTION))[0]["NK-1"].expires_on == ""


def test_datasets_decide_on_the_keys(tmp_path: Path) -> None:
    cons = entity("ofac-7", "Person", target=True, name="Testov") | {"datasets": ["us_ofac_cons"]}
    parties, intake = parse(write(tmp_path, cons, PERSON))
    assert intake.list == "os:collection"
    assert parties["ofac-7"].see_also == ("ofac_cons:7",)


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ({"birthDate": "soon"}, "NK-1, birthDate: not a date (got 'soon')"),
        ({"country": "nowhere"}, "NK-1, country: not a country (got 'nowhere')"),
        ({"nickName": "T"}, "NK-1, nickName: a property that FollowTheMoney does not have, not read (got 'T')"),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, properties: dict[str, object], message: str) -> None:
    person = entity("NK-1", "Person", target=True, name="Testov", **properties)
    parties, intake = parse(write(tmp_path, person))
    assert parties["NK-1"].name == "NK-1"
    assert intake.problems == [f"entities.ftm.json, {message}"]


@pytest.mark.parametrize(
    "bad",
    [
        {"id": 5, "schema": "Person", "properties": {}},
        {"id": "x", "schema": ["Person"], "properties": {}},
        {"id": "x", "schema": "Person", "properties": []},
        {"id": "x", "properties": {}},
        [1],
        "text",
    ],
)
def test_a_bad_line_costs_itself_and_is_told_once(tmp_path: Path, bad: object) -> None:
    parties, intake = parse(write(tmp_path, PERSON, bad))
    assert list(parties) == ["NK-1"]
    assert len(intake.skipped) == len(intake.problems) == 1
    assert intake.skipped[0].startswith("entities.ftm.json, line 2:")


def test_hostile_values_are_passed_over(tmp_path: Path) -> None:
    person = PERSON | {
        "caption": {"a": 1},
        "referents": 5,
        "datasets": {"a": [1]},
        "last_seen": [[]],
        "properties": {
            "name": ["Testov", None, {"a": 1}, [], True, 7],
            "topics": {"sanction": 1},
            "alias": "Plain",
            "about": [
                {"schema": ["Sanction"], "properties": {}},
                {"schema": "Sanction", "properties": {"entity": 5}},
            ],
            "more": [{"schema": "Ownership", "properties": {"owner": [{"id": 7}], "asset": [None]}}],
        },
    }
    found = parse(write(tmp_path, person))[0]["NK-1"]
    assert [alias.name for alias in found.names] == ["Testov", "7", "Plain"]
    assert found.status == "designated"


def test_recognises_a_line_that_is_longer_than_a_first_look(tmp_path: Path) -> None:
    long = entity("NK-1", "Person", target=True, name="Testov", notes="x" * 100_000)
    assert list(parse(write(tmp_path, long))[0]) == ["NK-1"]
    path = tmp_path / "other.json"
    path.write_text('{"results": [{"name": "Testov"}]}', "utf-8")
    assert not opensanctions_ftm.recognises(Part(path))


def test_a_wallet_that_is_listed_itself_is_its_holder_s(tmp_path: Path) -> None:
    address = "0x" + "ab" * 20
    wallet = entity("w-2", "CryptoWallet", holder="NK-1", publicKey=address, currency="ETH", topics="sanction")
    path = tmp_path / "entities.ftm.json"
    holder = entity("NK-1", "Organization", name="Invented Group", topics="sanction", imoNumber="IMO9999993")
    path.write_text("\n".join(map(json.dumps, (wallet, holder))), encoding="utf-8")
    (found,) = opensanctions_ftm.parse(Part(path), Intake())
    assert found.identifiers == (
        Identifier("imo", "9999993"),
        Identifier("wallet", address, currency="ETH"),
    )
