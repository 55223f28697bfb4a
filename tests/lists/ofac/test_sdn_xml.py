"""OFAC's plain XML: the real consolidated list against its CSV files, and invented entries in the same layout."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import read
from screening.lists.intake import Intake
from screening.lists.ofac import enhanced_xml as ofac_enhanced
from screening.lists.ofac import sdn_xml as ofac_xml
from screening.lists.opening import Part
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

CONSOLIDATED = "cons_nonsdn_20260108.xml"


@pytest.fixture(scope="module")
def real(lists_folder: Path) -> tuple[list[Entity], Intake]:
    intake = Intake()
    return list(ofac_xml.parse(Part(lists_folder / "ofac" / CONSOLIDATED), intake)), intake


def plain(names: Iterable[Alias]) -> set[str]:
    """Names without quotation marks, which the CSV files cannot hold."""
    return {alias.name.replace('"', "'") for alias in names}


class TestRealConsolidatedList:
    """The release of 8 January 2026, and the CSV files of three weeks earlier."""

    def test_all_is_read_and_understood(self, real: tuple[list[Entity], Intake]) -> None:
        entities, intake = real
        names = [alias for entity in entities for alias in entity.names]
        assert (intake.list, intake.as_of, intake.problems) == ("ofac_cons", "2026-01-08", [])
        assert (len(entities), len(names)) == (442, 442 + 1_144 - 1)  # one name is both a.k.a. and f.k.a.
        assert sum(alias.strength == "weak" for alias in names) == 72
        assert sum(entity.kind == "person" for entity in entities) == 79

    def test_an_entry_in_full(self, real: tuple[list[Entity], Intake]) -> None:
        (entity,) = (entity for entity in real[0] if entity.id == "9639")
        assert entity.name == "HANIYA, Ismail Abdul Salah"
        assert entity.names[1:] == (Alias("HANIYA, Ismail"), Alias("HANIYYA, Ismaeel"))
        assert (entity.kind, entity.birth_dates, entity.programmes) == ("person", ("1962",), ("NS-PLC",))
        assert (entity.list, entity.source) == ("ofac_cons", "OFAC Consolidated (non-SDN)")
        assert entity.remarks == "POB Shati"
        assert entity.url.endswith("?id=9639")

    def test_agrees_with_the_csv_files(self, real: tuple[list[Entity], Intake], lists_folder: Path) -> None:
        csv = {entity.id: entity for entity in read(lists_folder / "ofac" / "cons_prim_wm.csv")}
        assert csv.keys() == {entity.id for entity in real[0]}
        for entity in real[0]:
            other = csv[entity.id]
            assert (entity.kind, entity.name) == (other.kind, other.name)
            assert set(entity.programmes) == set(other.programmes)
            assert entity.birth_dates == other.birth_dates
            assert entity.nationalities == other.nationalities
            assert set(entity.countries) == set(other.countries)
            assert len(entity.addresses) == len(other.addresses)
            assert {to.to for to in entity.relations} == {to.to for to in other.relations}
            if len(other.remarks) < 990:
                assert set(entity.identifiers) == set(other.identifiers)
                assert plain(entity.names) == plain(other.names)
            else:  # there is no comments file beside the CSV files to go on after 1,000 characters
                assert set(entity.identifiers) >= set(other.identifiers)
                assert plain(entity.names) >= plain(other.names)


HEAD = (
    "<publshInformation><Publish_Date>01/08/2026</Publish_Date><Record_Count>{}</Record_Count></publshInformation>"
)
NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
PERSON = """<sdnEntry>
  <uid>7</uid><firstName>Sam Made</firstName><lastName>TESTOV</lastName><title>Director</title>
  <sdnType>Individual</sdnType><remarks>(Linked To: EXAMPLE CO., LTD.); Member of nothing</remarks>
  <programList><program>DPRK3</program><program>NPWMD</program></programList>
  <idList>
    <id><uid>1</uid><idType>Passport</idType><idNumber>P1</idNumber><idCountry>Korea, North</idCountry>
        <issueDate>16 Oct 2019</issueDate><expirationDate>15 Oct 2029</expirationDate></id>
    <id><uid>2</uid><idType>Digital Currency Address - XBT</idType><idNumber>1Example</idNumber></id>
    <id><uid>3</uid><idType>Email Address</idType><idNumber>a@example.org</idNumber></id>
    <id><uid>4</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
    <id><uid>5</uid><idType>Secondary sanctions risk:</idType>
        <idNumber>North Korea Sanctions Regulations, sections 510.201 and 510.210</idNumber></id>
  </idList>
  <akaList>
    <aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>TESTOFF</lastName>
         <firstName>Sam</firstName></aka>
    <aka><uid>2</uid><type>f.k.a.</type><category>strong</category><lastName>OLDOV</lastName></aka>
    <aka><uid>3</uid><type>a.k.a.</type><category>weak</category><lastName>SAMMY</lastName></aka>
    <aka><uid>4</uid><type>a.k.a.</type><category>strong</category><lastName>Тестов Сам</lastName></aka>
  </akaList>
  <addressList><address><uid>1</uid><address1>1 Nowhere Road</address1><address2>Room 2</address2>
    <city>Yanji</city><stateOrProvince>Jilin</stateOrProvince><postalCode>133000</postalCode>
    <country>China</country></address></addressList>
  <nationalityList><nationality><uid>1</uid><country>Korea, North</country></nationality>
  </nationalityList>
  <citizenshipList><citizenship><uid>1</uid><country>Atlantis</country></citizenship></citizenshipList>
  <dateOfBirthList>
    <dateOfBirthItem><uid>1</uid><dateOfBirth>12 Feb 1961</dateOfBirth></dateOfBirthItem>
    <dateOfBirthItem><uid>2</uid><dateOfBirth>circa 1962</dateOfBirth></dateOfBirthItem>
    <dateOfBirthItem><uid>3</uid><dateOfBirth>1958 to 1961</dateOfBirth></dateOfBirthItem>
  </dateOfBirthList>
  <placeOfBirthList><placeOfBirthItem><uid>1</uid><placeOfBirth>Nowhere</placeOfBirth></placeOfBirthItem>
  </placeOfBirthList>
</sdnEntry>"""
VESSEL = """<sdnEntry><uid>8</uid><lastName>INVENTED STAR</lastName><sdnType>Vessel</sdnType>
  <programList><program>DPRK4</program></programList>
  <vesselInfo><callSign>XYZ1</callSign><vesselType>Tug</vesselType><vesselFlag>Cuba</vesselFlag>
    <vesselOwner>Made-up Lines</vesselOwner><tonnage>9</tonnage>
    <grossRegisteredTonnage>9</grossRegisteredTonnage></vesselInfo>
  <idList><id><uid>1</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 1234567</idNumber></id>
  </idList></sdnEntry>"""


def sdn(folder: Path, *entries: str, count: int | None = None, name: str = "sdn.xml") -> Part:
    said = HEAD.format(len(entries) if count is None else count)
    path = folder / name
    path.write_text(
        f'<?xml version="1.0"?><sdnList xmlns="{NAMESPACE}">{said}{"".join(entries)}</sdnList>', "utf-8"
    )
    return Part(path)


def entries(part: Part) -> tuple[list[Entity], Intake]:
    intake = Intake()
    return list(ofac_xml.parse(part, intake)), intake


def test_a_person_in_full(tmp_path: Path) -> None:
    (person,), intake = entries(sdn(tmp_path, PERSON))
    assert intake.problems == []
    assert (intake.list, person.id, person.list, person.kind) == ("ofac_sdn", "7", "ofac_sdn", "person")
    assert person.names == (
        Alias("TESTOV, Sam Made", "primary"),
        Alias("TESTOFF, Sam"),
        Alias("OLDOV", "former"),
        Alias("SAMMY", "alias", "weak"),
        Alias("Тестов Сам", "native"),
    )
    assert person.birth_dates == ("1961-02-12", "1962", "1958/1961")
    assert person.nationalities == ("KP",)
    assert person.countries == ("CN", "KP")
    assert person.addresses == (ListedAddress("1 Nowhere Road, Room 2, Jilin, 133000", "Yanji", "China"),)
    assert person.identifiers == (
        Identifier("passport", "P1", "KP", note="issued 16 Oct 2019, expires 15 Oct 2029"),
        Identifier("wallet", "1Example", "", "XBT"),
        Identifier("email", "a@example.org"),
    )
    assert person.programmes == ("DPRK3", "NPWMD")
    assert person.relations == (Relation("linked_to", "EXAMPLE CO., LTD."),)
    assert person.role == "Director"
    assert person.remarks == (
        "DOB circa 1962; POB Nowhere; citizen Atlantis; Gender Male; Secondary sanctions risk: North Korea "
        "Sanctions Regulations, sections 510.201 and 510.210; (Linked To: EXAMPLE CO., LTD.); Member of nothing"
    )


def test_a_vessel_in_full(tmp_path: Path) -> None:
    (vessel,), intake = entries(sdn(tmp_path, VESSEL))
    assert intake.problems == []
    assert (vessel.kind, vessel.name, vessel.role, vessel.countries) == ("vessel", "INVENTED STAR", "Tug", ("CU",))
    assert set(vessel.identifiers) == {Identifier("other", "XYZ1"), Identifier("imo", "1234567")}
    assert vessel.relations == (Relation("controlled_by", "Made-up Lines", "vessel owner"),)


@pytest.mark.parametrize(
    ("said", "instead", "problem"),
    [
        ("<uid>7</uid>", "<uid>x</uid>", "sdn.xml, an entry, uid: not a number (got 'x')"),
        ("<lastName>TESTOV</lastName>", "<lastName/>", None),
        ("Individual", "Submarine", "sdn.xml, 7, kind: not a kind of party that is known (got 'Submarine')"),
        ("a.k.a.", "z.k.a.", "sdn.xml, 7, name: not one of a.k.a., f.k.a., n.k.a. (got 'z.k.a.')"),
        (">weak<", ">feeble<", "sdn.xml, 7, aka category: not strong or weak, taken as strong (got 'feeble')"),
        ("12 Feb 1961", "31 Feb 1961", "sdn.xml, 7, Birthdate: cannot be read (got '31 Feb 1961')"),
        ("12 Feb 1961", "", "sdn.xml, 7, Birthdate: without a value"),
        (
            "Gender",
            "Shoe Size",
            "sdn.xml, 7, type: a detail that is not known, kept in the remarks (got 'Shoe Size')",
        ),
        ("<sdnType>", "<otherName>X</otherName><sdnType>", "sdn.xml, 7, otherName: an element that is not known"),
        ("</aka>", "<extra/></aka>", "sdn.xml, 7, extra: an element that is not known and not read"),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, said: str, instead: str, problem: str | None) -> None:
    found, intake = entries(sdn(tmp_path, PERSON.replace(said, instead), VESSEL))
    assert found[-1].id == "8"
    assert any(told.startswith(problem) for told in intake.problems) if problem else not intake.problems


def test_entries_without_number_or_name_are_left_out_and_told(tmp_path: Path) -> None:
    nameless = "<sdnEntry><uid>9</uid><sdnType>Entity</sdnType></sdnEntry>"
    found, intake = entries(sdn(tmp_path, nameless, "<sdnEntry/>", VESSEL))
    assert [entity.id for entity in found] == ["8"]
    assert intake.skipped == [
        "sdn.xml, 9, name: an entry without a name",
        "sdn.xml, an entry, uid: not a number (got '')",
    ]


def test_an_entry_too_few_is_told(tmp_path: Path) -> None:
    _, intake = entries(sdn(tmp_path, PERSON, count=12_000))
    assert intake.problems == ["sdn.xml: 1 entries where Record_Count says 12,000: the file may be cut"]


def test_which_list_it_is(tmp_path: Path) -> None:
    assert entries(sdn(tmp_path, PERSON, name="consolidated.xml"))[1].list == "ofac_cons"
    assert entries(sdn(tmp_path, PERSON.replace("DPRK3", "NS-PLC")))[1].list == "ofac_cons"
    assert entries(sdn(tmp_path, PERSON, name="second.xml"))[1].list == "ofac_sdn"


def test_recognises_its_own_format_alone(tmp_path: Path, lists_folder: Path) -> None:
    assert ofac_xml.recognises(sdn(tmp_path, PERSON))
    assert not ofac_enhanced.recognises(sdn(tmp_path, PERSON))
    assert not ofac_xml.recognises(Part(lists_folder / "ofac" / "sdn_advanced_excerpt.xml"))
    assert not ofac_xml.recognises(Part(lists_folder / "ofac" / "cons_prim_wm.csv"))


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    part = sdn(tmp_path, PERSON)
    cut = tmp_path / "cut.xml"
    cut.write_bytes(part.path.read_bytes()[:-60])
    with pytest.raises(WatchlistError, match=r"cut\.xml: the XML is damaged or cut off"):
        entries(Part(cut))
