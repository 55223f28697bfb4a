"""OFAC's advanced XML: the real excerpt against the CSV files, and an invented list in the same layout."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import read
from screening.lists.intake import Intake
from screening.lists.ofac import advanced_xml as ofac_advanced
from screening.lists.ofac import enhanced_xml as ofac_enhanced
from screening.lists.ofac.party import days_said, script_name
from screening.lists.opening import Part
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

EXCERPT = "sdn_advanced_excerpt.xml"


@pytest.fixture(scope="module")
def real(lists_folder: Path) -> tuple[list[Entity], Intake]:
    intake = Intake()
    return list(ofac_advanced.parse(Part(lists_folder / "ofac" / EXCERPT), intake)), intake


class TestRealExcerpt:
    """37 parties of 23 February 2024, and sdn.csv of 3 May 2024 with the aliases of December 2023."""

    def test_all_is_read(self, real: tuple[list[Entity], Intake]) -> None:
        entities, intake = real
        names = [alias for entity in entities for alias in entity.names]
        assert (intake.list, intake.as_of, len(entities)) == ("ofac_sdn", "2024-02-23", 37)
        assert (len(names), sum(alias.kind == "native" for alias in names)) == (116, 24)

    def test_what_the_excerpt_leaves_out_is_told(self, real: tuple[list[Entity], Intake]) -> None:
        assert real[1].problems == [
            f"{EXCERPT}: 57 features with a location that is not in the file, the first is 235835",
            f"{EXCERPT}: 37 parties without a sanctions entry in the file, the first is 36",
            f"{EXCERPT}: 67 sanctions entries of no party in the file, the first is 18642",
            f"{EXCERPT}: 9 documents of no party in the file, the first is 4267",
            f"{EXCERPT}: 3 relationships of no party in the file, the first is 2686",
        ]

    def test_agrees_with_the_csv_files(self, real: tuple[list[Entity], Intake], lists_folder: Path) -> None:
        names = ("sdn_20240503.csv.gz", "alt_20231228.csv", "add_20231228.csv.gz")
        csv = {entity.id: entity for entity in read([lists_folder / "ofac" / name for name in names])}
        for entity in real[0]:
            other = csv[entity.id]
            assert (entity.kind, entity.name, entity.role) == (other.kind, other.name, other.role)
            assert entity.birth_dates == other.birth_dates
            latin = {alias.name for alias in entity.names if alias.kind != "native"}
            listed_later = {"DAVIS, Mason", "ANSING, Michael"} if entity.id == "46883" else set()
            assert latin - listed_later == {alias.name for alias in other.names}

    def test_a_location_of_the_excerpt(self, real: tuple[list[Entity], Intake]) -> None:
        (airline,) = (entity for entity in real[0] if entity.id == "36")
        assert airline.addresses == (ListedAddress("", "Havana", "Cuba"),)
        assert airline.countries == ("CU",)


TABLES = {
    "AliasType": {1: "A.K.A.", 2: "F.K.A.", 3: "Name"},
    "Country": {1: "China", 2: "Korea, North"},
    "DetailReference": {1: "Male", 2: "Tug", 3: "North Korea Sanctions Regulations, sections 510.201 and 510.210"},
    "DocNameStatus": {1: "Primary Latin", 2: "Others"},
    "FeatureType": {
        1: "Birthdate",
        2: "Nationality Country",
        3: "Location",
        4: "Gender",
        5: "Digital Currency Address - XBT",
        6: "Vessel Flag",
        7: "VESSEL TYPE",
        8: "Secondary sanctions risk:",
        9: "Vessel Owner",
    },
    "IDRegDocDateType": {1: "Issue Date", 2: "Expiration Date"},
    "IDRegDocType": {1: "Passport", 2: "Vessel Registration Identification"},
    "LegalBasis": {1: "Unknown", 2: "Executive Order 13687"},
    "List": {1: "SDN List", 2: "Consolidated List"},
    "LocPartType": {1: "Unknown", 2: "ADDRESS1", 3: "CITY"},
    "NamePartType": {1: "Last Name", 2: "First Name", 3: "Vessel Name"},
    "PartyType": {1: "Individual", 2: "Entity", 4: "Transport"},
    "RelationType": {1: "Acting for or on behalf of", 2: "Owned or Controlled By"},
    "RelationQuality": {1: "Unknown", 2: "High"},
    "Reliability": {1: "Confirmed", 2: "False"},
    "SanctionsType": {1: "Program", 2: "Block", 3: "Reject"},
    "Script": {1: "Latin", 2: "Korean"},
    "Validity": {1: "Valid", 2: "Fraudulent"},
}


def tables() -> str:
    sets = ""
    for name, values in TABLES.items():
        found = "".join(f'<{name} ID="{number}">{said}</{name}>' for number, said in values.items())
        sets += f"<{name}Values>{found}</{name}Values>"
    kinds = ((1, 4, "Vessel"), (3, 2, "Unknown"), (4, 1, "Unknown"))
    types = "".join(
        f'<PartySubType ID="{n}" PartyTypeID="{kind}">{said}</PartySubType>' for n, kind, said in kinds
    )
    return f"<ReferenceValueSets>{sets}<PartySubTypeValues>{types}</PartySubTypeValues></ReferenceValueSets>"


def ymd(day: str) -> str:
    year, month, number = day.split("-")
    return f"<Year>{year}</Year><Month>{int(month)}</Month><Day>{int(number)}</Day>"


def period(first: str, last: str, *, circa: bool = False) -> str:
    start, end = (f"<From>{ymd(day)}</From><To>{ymd(day)}</To>" for day in (first, last))
    about = "true" if circa else "false"
    return f'<DatePeriod><Start Approximate="{about}">{start}</Start><End>{end}</End></DatePeriod>'


def feature(kind: int, inner: str, reliability: int = 1) -> str:
    return (
        f'<Feature ID="1" FeatureTypeID="{kind}"><FeatureVersion ID="5" ReliabilityID="{reliability}"><Comment/>'
        f"{inner}</FeatureVersion><IdentityReference/></Feature>"
    )


def detail(said: str = "", reference: int | None = None) -> str:
    return f'<VersionDetail DetailReferenceID="{reference or ""}">{said}</VersionDetail>'


def documented(status: int, script: int, *parts: tuple[int, str]) -> str:
    values = "".join(
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group}" ScriptID="{script}">{said}</NamePartValue>'
        "</DocumentedNamePart>"
        for group, said in parts
    )
    return f'<DocumentedName DocNameStatusID="{status}">{values}</DocumentedName>'


def alias(kind: int, *names: str, primary: bool = False, weak: bool = False) -> str:
    said = ("true" if primary else "false", "true" if weak else "false")
    return f'<Alias AliasTypeID="{kind}" Primary="{said[0]}" LowQuality="{said[1]}">{"".join(names)}</Alias>'


GROUPS = "".join(
    f'<MasterNamePartGroup><NamePartGroup ID="{n}" NamePartTypeID="{n}"/></MasterNamePartGroup>' for n in (1, 2, 3)
)


def party(number: int, kind: int, aliases: str, features: str, comment: str = "") -> str:
    return (
        f'<DistinctParty FixedRef="{number}"><Comment>{comment}</Comment>'
        f'<Profile ID="{number}" PartySubTypeID="{kind}">'
        f'<Identity ID="{number}0" Primary="true" False="false">{aliases}<NamePartGroups>{GROUPS}</NamePartGroups>'
        f"</Identity>{features}</Profile></DistinctParty>"
    )


PERSON = party(
    7,
    4,
    alias(3, documented(2, 2, (2, "상만"), (1, "김")), documented(1, 1, (1, "Testov"), (2, "Sam")), primary=True)
    + alias(1, documented(2, 1, (1, "Testoff"), (2, "Sam")))
    + alias(2, documented(2, 1, (1, "Oldov")))
    + alias(1, documented(2, 1, (1, "Sammy")), weak=True),
    feature(1, period("1961-02-12", "1961-02-12") + detail())
    + feature(1, period("1962-01-01", "1962-12-31", circa=True))
    + feature(1, period("1958-01-01", "1961-12-31"))
    + feature(2, '<VersionLocation LocationID="2"/>' + detail())
    + feature(3, '<VersionLocation LocationID="1"/>')
    + feature(4, detail(reference=1))
    + feature(5, detail("1Example"))
    + feature(5, detail("1Doubted"), reliability=2)
    + feature(8, detail(reference=3)),
    "Member of nothing",
)
VESSEL = party(
    8,
    1,
    alias(3, documented(1, 1, (3, "Invented Star")), primary=True),
    feature(6, detail("Cuba")) + feature(7, detail(reference=2)) + feature(9, detail("Made-up Lines")),
)
LOCATIONS = """<Location ID="1"><LocationAreaCode AreaCodeID="1"/><LocationCountry CountryID="1"/>
<LocationPart LocPartTypeID="3"><LocationPartValue><Comment/><Value>Yanji</Value></LocationPartValue>
</LocationPart>
<LocationPart LocPartTypeID="2"><LocationPartValue><Comment/><Value>1 Nowhere Road</Value></LocationPartValue>
</LocationPart></Location>
<Location ID="2"><LocationPart LocPartTypeID="1"><LocationPartValue><Comment/><Value>Korea, North</Value>
</LocationPartValue></LocationPart></Location>"""
DOCUMENTS = f"""<IDRegDocument IDRegDocTypeID="1" IdentityID="70" IssuedBy-CountryID="2" ValidityID="2"><Comment/>
<IDRegistrationNo>P1</IDRegistrationNo><IssuingAuthority>Office of Tests</IssuingAuthority>
<DocumentDate IDRegDocDateTypeID="1">{period("2019-10-16", "2019-10-16")}</DocumentDate>
<DocumentDate IDRegDocDateTypeID="2">{period("2029-01-01", "2029-12-31")}</DocumentDate></IDRegDocument>
<IDRegDocument IDRegDocTypeID="2" IdentityID="80" ValidityID="1"><IDRegistrationNo>IMO 1234567</IDRegistrationNo>
</IDRegDocument>"""
RELATIONS = """<ProfileRelationship From-ProfileID="7" To-ProfileID="8" RelationTypeID="1" RelationQualityID="1"
Former="true"><Comment/></ProfileRelationship><ProfileRelationship From-ProfileID="8" To-ProfileID="99"
RelationTypeID="2" RelationQualityID="2" Former="false"/>"""


def entry(profile: int, of_list: int, programme: str, since: str, measure: int = 2) -> str:
    return (
        f'<SanctionsEntry ProfileID="{profile}" ListID="{of_list}"><EntryEvent LegalBasisID="2"><Comment/>'
        f'<Date>{ymd(since)}</Date></EntryEvent><EntryEvent LegalBasisID="1"><Date>{ymd("2023-01-01")}</Date>'
        f'</EntryEvent><SanctionsMeasure SanctionsTypeID="{measure}"><DatePeriod/></SanctionsMeasure>'
        f'<SanctionsMeasure SanctionsTypeID="1"><Comment>{programme}</Comment></SanctionsMeasure></SanctionsEntry>'
    )


ENTRIES = entry(7, 1, "DPRK3", "2017-06-01") + entry(8, 1, "DPRK4", "2018-02-23", measure=3)


def advanced(
    folder: Path,
    *,
    parties: str = PERSON + VESSEL,
    relations: str = RELATIONS,
    entries: str = ENTRIES,
    name: str = "sdn_advanced.xml",
) -> Part:
    path = folder / name
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><Sanctions xmlns="http://www.un.org/sanctions/1.0">'
        f"<DateOfIssue>{ymd('2026-01-08')}</DateOfIssue>{tables()}<Locations>{LOCATIONS}</Locations>"
        f"<IDRegDocuments>{DOCUMENTS}</IDRegDocuments><DistinctParties>{parties}</DistinctParties>"
        f"<ProfileRelationships>{relations}</ProfileRelationships><SanctionsEntries>{entries}</SanctionsEntries>"
        "<SanctionsEntryLinks/></Sanctions>",
        "utf-8",
    )
    return Part(path)


def entities(part: Part) -> tuple[list[Entity], Intake]:
    intake = Intake()
    return list(ofac_advanced.parse(part, intake)), intake


def test_a_person_in_full(tmp_path: Path) -> None:
    (person, _), intake = entities(advanced(tmp_path))
    assert (intake.problems, intake.list, intake.as_of) == ([], "ofac_sdn", "2026-01-08")
    assert (person.id, person.kind, person.list, person.source) == ("7", "person", "ofac_sdn", "OFAC SDN")
    assert person.names == (
        Alias("TESTOV, Sam", "primary"),
        Alias("김상만", "native"),
        Alias("TESTOFF, Sam"),
        Alias("OLDOV", "former"),
        Alias("SAMMY", "alias", "weak"),
    )
    assert person.birth_dates == ("1961-02-12", "1962", "1958/1961")
    assert person.addresses == (ListedAddress("1 Nowhere Road", "Yanji", "China"),)
    assert (person.nationalities, person.countries) == (("KP",), ("CN", "KP"))
    note = "fraudulent, issued by Office of Tests, issued 16 Oct 2019, expires 2029"
    assert set(person.identifiers) == {
        Identifier("passport", "P1", "KP", note=note),
        Identifier("wallet", "1Example", "", "XBT"),
    }
    assert person.relations == (Relation("acting_for", "INVENTED STAR", "Acting for or on behalf of (former)"),)
    assert (person.programmes, person.legal_bases) == (("DPRK3",), ("Executive Order 13687",))
    assert person.designated_on == "2017-06-01"
    assert person.remarks == (
        "DOB circa 1962; Gender Male; Digital Currency Address - XBT 1Doubted (marked as false); Secondary "
        "sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210; Member of nothing"
    )


def test_a_vessel_in_full(tmp_path: Path) -> None:
    (_, vessel), _ = entities(advanced(tmp_path))
    assert (vessel.name, vessel.kind, vessel.role, vessel.countries) == ("INVENTED STAR", "vessel", "Tug", ("CU",))
    assert vessel.identifiers == (Identifier("imo", "1234567"),)
    assert vessel.relations == (
        Relation("controlled_by", "Made-up Lines", "vessel owner"),
        Relation("owned_by", "99", "Owned or Controlled By (quality: High)"),
    )
    assert vessel.remarks == "Sanctions type: Reject"


@pytest.mark.parametrize(
    ("entries", "name", "key", "see_also"),
    [
        (ENTRIES, "sdn_advanced.xml", "ofac_sdn", ()),
        (ENTRIES, "cons_advanced.xml", "ofac_sdn", ()),
        (ENTRIES + entry(7, 2, "NS-PLC", "2010-01-01"), "sdn_advanced.xml", "ofac_sdn", ("ofac_cons:7",)),
        (entry(7, 1, "X", "2010-01-01") + entry(8, 2, "X", "2010-01-01"), "a.xml", "ofac_cons", ("ofac_sdn:7",)),
        ("", "sdn_advanced.xml", "ofac_sdn", ()),
        ("", "20260101_cons_advanced.xml", "ofac_cons", ()),
    ],
)
def test_which_list_it_is(tmp_path: Path, entries: str, name: str, key: str, see_also: tuple[str, ...]) -> None:
    found, intake = entities(advanced(tmp_path, entries=entries, name=name))
    assert (intake.list, {entity.list for entity in found}) == (key, {key})
    assert found[0].see_also == see_also


def test_the_date_of_listing_is_that_of_its_own_list(tmp_path: Path) -> None:
    both = entry(7, 2, "NS-PLC", "2010-01-01") + ENTRIES
    (person, _), _ = entities(advanced(tmp_path, entries=both))
    assert (person.designated_on, person.programmes) == ("2017-06-01", ("NS-PLC", "DPRK3"))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (
            {"parties": PERSON.replace('Profile ID="7"', 'Profile ID="x"') + VESSEL},
            "a party, Profile ID: not a number",
        ),
        (
            {"parties": PERSON.replace('TypeID="4"', 'TypeID="9"', 1) + VESSEL},
            "7, kind: not a kind of party that is",
        ),
        ({"parties": PERSON.replace('AliasTypeID="2"', 'AliasTypeID="9"') + VESSEL}, None),
        ({"parties": PERSON.replace("<IdentityReference/>", "") + VESSEL}, None),
        (
            {"parties": PERSON.replace("<Year>1958</Year>", "<Year>?</Year>") + VESSEL},
            "7, Birthdate: without a value",
        ),
        ({"parties": PERSON.replace('TypeID="8"', 'TypeID="99"') + VESSEL}, "7, type: a detail that is not known"),
        (
            {"parties": PERSON.replace("</Profile>", "<Spell/></Profile>") + VESSEL},
            "7, Spell: an element that is not",
        ),
        (
            {"parties": PERSON.replace('LocationID="1"', 'LocationID="9"') + VESSEL},
            "1 features with a location that",
        ),
        ({"entries": entry(8, 1, "DPRK4", "2018-02-23")}, "1 parties without a sanctions entry in the file"),
        ({"entries": ENTRIES + entry(9, 1, "X", "2018-02-23")}, "1 sanctions entries of no party in the file"),
        ({"parties": VESSEL}, "1 sanctions entries of no party in the file, the first is 7"),
        ({"parties": VESSEL}, "1 documents of no party in the file, the first is 70"),
        ({"parties": VESSEL}, "1 relationships of no party in the file, the first is 7"),
        (
            {"relations": RELATIONS.replace('TypeID="1"', 'TypeID="9"')},
            "7, relationship: not a relation that is known",
        ),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, changed: dict[str, str], problem: str | None) -> None:
    found, intake = entities(advanced(tmp_path, **changed))
    assert found[-1].id == "8"
    if problem is not None:
        assert any(problem in told for told in intake.problems), intake.problems


def test_a_party_without_a_name_is_left_out_and_told(tmp_path: Path) -> None:
    found, intake = entities(advanced(tmp_path, parties=party(7, 4, "", "") + VESSEL))
    assert [entity.id for entity in found] == ["8"]
    assert intake.skipped == ["sdn_advanced.xml, 7, name: an entry without a name"]


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.xml"
    cut.write_bytes(advanced(tmp_path).path.read_bytes()[:-300])
    with pytest.raises(WatchlistError, match=r"cut\.xml: the XML is damaged or cut off"):
        entities(Part(cut))


def test_recognises_its_own_format_alone(tmp_path: Path) -> None:
    part = advanced(tmp_path)
    assert ofac_advanced.recognises(part)
    assert not ofac_enhanced.recognises(part)
    other = tmp_path / "other.xml"
    other.write_text('<Sanctions xmlns="urn:something-else"><DateOfIssue/></Sanctions>')
    assert not ofac_advanced.recognises(Part(other))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1976-08-30", "1976-08-30", "30 Aug 1976"),
        ("1976-01-01", "1976-01-01", "01 Jan 1976"),
        ("1976-01-01", "1976-12-31", "1976"),
        ("1976-02-01", "1976-02-29", "Feb 1976"),
        ("1951-01-01", "1953-12-31", "1951 to 1953"),
        ("1951-03-01", "1952-02-29", "Mar 1951 to Feb 1952"),
        ("1951-03-02", "1952-02-28", "02 Mar 1951 to 28 Feb 1952"),
    ],
)
def test_days_are_said_as_in_the_csv_file(first: str, last: str, said: str) -> None:
    assert days_said(date.fromisoformat(first), date.fromisoformat(last)) == said


@pytest.mark.parametrize(
    ("parts", "script", "said"),
    [
        ([("Middle Name", "Made"), ("First Name", "Sam"), ("Last Name", "Testov")], "Latin", "TESTOV, Sam Made"),
        ([("Matronymic", "Beta"), ("Patronymic", "Alpha"), ("First Name", "Sam")], "Latin", "ALPHA BETA, Sam"),
        ([("First Name", "Sam")], "Latin", "Sam"),
        ([("Last Name", "Тестов"), ("First Name", "Сам")], "Cyrillic", "ТЕСТОВ, Сам"),
        ([("First Name", "حسن"), ("Last Name", "نژاد")], "Arabic", "حسن نژاد"),
        ([("First Name", "正恩"), ("Last Name", "金")], "Chinese Simplified", "金正恩"),
        ([], "Latin", ""),
    ],
)
def test_names_are_put_together_as_displayed(parts: list[tuple[str, str]], script: str, said: str) -> None:
    assert script_name(parts, script) == said
