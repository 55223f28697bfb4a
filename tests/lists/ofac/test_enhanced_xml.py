"""OFAC's enhanced XML: the real export of programme IRGC against the CSV files, and invented entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.lists import read
from screening.lists.intake import Intake
from screening.lists.ofac import advanced_xml as ofac_advanced
from screening.lists.ofac import enhanced_xml as ofac_enhanced
from screening.lists.ofac import sdn_xml as ofac_xml
from screening.lists.opening import Part
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

IRGC = "sdn_enhanced_IRGC_20240828.xml.gz"
RELISTED = {"28924", "40601", "40602"}
"""Entries that the list put under a further programme between May and August 2024."""


@pytest.fixture(scope="module")
def real(lists_folder: Path) -> tuple[list[Entity], Intake]:
    intake = Intake()
    return list(ofac_enhanced.parse(Part(lists_folder / "ofac" / IRGC), intake)), intake


def written(entity: Entity) -> set[tuple[str, str, str, str]]:
    """The identifiers without their notes, which the CSV files keep in the remarks."""
    return {(found.kind, found.value, found.country, found.currency) for found in entity.identifiers}


class TestRealExport:
    """The export of 28 August 2024, and sdn.csv of 3 May 2024 with the aliases of December 2023."""

    def test_all_is_read(self, real: tuple[list[Entity], Intake]) -> None:
        entities, intake = real
        names = [alias for entity in entities for alias in entity.names]
        assert (intake.list, intake.as_of, len(entities)) == ("ofac_sdn", "2024-08-28", 293)
        assert len(names) == 930 - 1  # one Arabic name stands there twice
        assert sum(alias.kind == "native" for alias in names) == 95
        assert sum(alias.strength == "weak" for alias in names) == 46
        assert sum(len(entity.relations) for entity in entities) == 229

    def test_that_it_is_a_part_of_the_list_is_told(self, real: tuple[list[Entity], Intake]) -> None:
        assert real[1].problems == [f"{IRGC}: not the whole list, an export filtered on sanctionsPrograms: IRGC"]

    def test_agrees_with_the_csv_files(self, real: tuple[list[Entity], Intake], lists_folder: Path) -> None:
        names = ("sdn_20240503.csv.gz", "alt_20231228.csv", "add_20231228.csv.gz")
        csv = {entity.id: entity for entity in read([lists_folder / "ofac" / name for name in names])}
        for entity in real[0]:
            other = csv[entity.id]
            assert (entity.kind, entity.name, entity.role) == (other.kind, other.name, other.role)
            assert (entity.birth_dates, entity.nationalities) == (other.birth_dates, other.nationalities)
            assert written(entity) == written(other)
            latin = {alias.name for alias in entity.names if alias.kind != "native"}
            assert latin >= {alias.name for alias in other.names}
            assert entity.id in RELISTED or set(entity.programmes) == set(other.programmes)

    def test_an_entry_in_full(self, real: tuple[list[Entity], Intake]) -> None:
        (entity,) = (entity for entity in real[0] if entity.id == "24534")
        assert entity.names == (Alias("VALADZAGHARD, Mohammadreza Khedmati", "primary"),)
        assert (entity.designated_on, entity.birth_dates) == ("2018-05-10", ("1986-04-05",))
        assert entity.legal_bases == ("Executive Order 13224 (Terrorism)",)
        assert Identifier("passport", "N35635875") in entity.identifiers
        to = "ISLAMIC REVOLUTIONARY GUARD CORPS (IRGC)-QODS FORCE"
        assert entity.relations == (Relation("linked_to", to, "Providing support to"),)
        assert "Additional Sanctions Information - Subject to Secondary Sanctions" in entity.remarks

    def test_a_related_party_without_a_name_is_given_by_its_number(
        self, real: tuple[list[Entity], Intake]
    ) -> None:
        (entity,) = (entity for entity in real[0] if entity.id == "46923")
        assert entity.relations[0].to == "46908"


def span(first: str, last: str) -> str:
    return f"<fromDateBegin>{first}</fromDateBegin><toDateEnd>{last}</toDateEnd>"


def name(full: str, script: str = "Latin", *, primary: bool = True) -> str:
    return (
        f"<translation><isPrimary>{'true' if primary else 'false'}</isPrimary><script>{script}</script>"
        f"<formattedFullName>{full}</formattedFullName></translation>"
    )


def feature(kind: str, value: str, reliability: str = "") -> str:
    said = f"<reliability>{reliability}</reliability>" if reliability else ""
    return f"<feature id='1'><type>{kind}</type><value>{value}</value>{said}</feature>"


MARKED = "\u202bسام تست\u202c"
"""With the marks of direction that the publisher puts around names in Arabic."""
PERSON = f"""<entity id="7"><generalInfo><identityId>1</identityId><entityType>Individual</entityType>
<remarks>Member of nothing</remarks><title>Director</title></generalInfo>
<sanctionsLists><sanctionsList datePublished="2020-02-03">SDN List</sanctionsList>
<sanctionsList datePublished="2019-02-03">SDN List</sanctionsList></sanctionsLists>
<sanctionsPrograms><sanctionsProgram>DPRK3</sanctionsProgram></sanctionsPrograms>
<sanctionsTypes><sanctionsType>Block</sanctionsType><sanctionsType>Reject</sanctionsType></sanctionsTypes>
<legalAuthorities><legalAuthority>Executive Order 13687</legalAuthority></legalAuthorities>
<names>
<name><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>
{name(MARKED, "Arabic", primary=False)}{name("TESTOV, Sam")}</translations></name>
<name><isPrimary>false</isPrimary><aliasType>A.K.A.</aliasType><isLowQuality>true</isLowQuality>
<translations>{name("SAMMY")}</translations></name>
<name><isPrimary>false</isPrimary><aliasType>F.K.A.</aliasType><isLowQuality>false</isLowQuality>
<translations>{name("OLDOV, Sam")}</translations></name></names>
<addresses><address><country>China</country><translations><translation><addressParts>
<addressPart><type>POSTAL CODE</type><value>133000</value></addressPart>
<addressPart><type>CITY</type><value>Yanji</value></addressPart>
<addressPart><type>ADDRESS1</type><value>1 Nowhere Road</value></addressPart>
</addressParts></translation></translations></address><address id="2"/></addresses>
<features>{feature("Birthdate", "1958 to 1961")}{feature("Birthdate", "circa 1962")}
{feature("Nationality Country", "Korea, North")}{feature("Digital Currency Address - ETH", "0xExample")}
{feature("Website", "www.example.org", "False")}{feature("Gender", "Male")}</features>
<identityDocuments>
<identityDocument><type>Passport</type><documentNumber>P1</documentNumber><isValid>false</isValid>
<issuingCountry>Korea, North</issuingCountry><issueDate>{span("1999-01-01", "1999-12-31")}</issueDate>
<expirationDate>{span("2021-03-16", "2021-03-16")}</expirationDate>
<idFeatures><idFeature>Gender: Male</idFeature></idFeatures></identityDocument></identityDocuments>
<relationships><relationship><type>Owned or Controlled By</type><quality>High</quality>
<relatedEntity entityId="8">EXAMPLE CO.</relatedEntity></relationship>
<relationship><type>Family member of</type><relatedEntity entityId="9" /></relationship>
</relationships></entity>"""
HEAD = "<publicationInfo><dataAsOf>2026-01-08T00:00:00</dataAsOf>{}</publicationInfo>"
FILTERS = "<filters><sanctionsLists><sanctionsList>{}</sanctionsList></sanctionsLists></filters>"


def export(folder: Path, *found: str, filters: str = FILTERS.format("SDN List")) -> tuple[list[Entity], Intake]:
    path = folder / "enhanced.xml"
    path.write_text(
        f'<sanctionsData xmlns="https://example.org/ENHANCED_XML">{HEAD.format(filters)}'
        f"<entities>{''.join(found)}</entities></sanctionsData>",
        "utf-8",
    )
    intake = Intake()
    return list(ofac_enhanced.parse(Part(path), intake)), intake


def test_a_person_in_full(tmp_path: Path) -> None:
    (person,), intake = export(tmp_path, PERSON)
    assert (intake.problems, intake.as_of, intake.list) == ([], "2026-01-08", "ofac_sdn")
    assert person.names == (
        Alias("TESTOV, Sam", "primary"),
        Alias("سام تست", "native"),
        Alias("SAMMY", "alias", "weak"),
        Alias("OLDOV, Sam", "former"),
    )
    assert person.birth_dates == ("1958/1961", "1962")
    assert person.addresses == (ListedAddress("1 Nowhere Road, 133000", "Yanji", "China"),)
    assert person.identifiers == (
        Identifier("wallet", "0xExample", "", "ETH"),
        Identifier(
            "passport", "P1", "KP", note="marked as not valid, issued 1999, expires 16 Mar 2021, Gender: Male"
        ),
    )
    assert person.relations == (
        Relation("owned_by", "EXAMPLE CO.", "Owned or Controlled By (quality: High)"),
        Relation("family_of", "9", "Family member of"),
    )
    assert (person.designated_on, person.role) == ("2019-02-03", "Director")
    assert (person.programmes, person.legal_bases) == (("DPRK3",), ("Executive Order 13687",))
    assert (person.countries, person.nationalities) == (("CN", "KP"), ("KP",))
    assert person.remarks == (
        "DOB circa 1962; Website www.example.org (marked as false); Gender Male; Sanctions type: Reject; "
        "Member of nothing"
    )


BOTH = PERSON.replace("2020-02-03", "2018-01-01").replace(">SDN List<", ">Consolidated List<", 1)


@pytest.mark.parametrize(
    ("filters", "entry", "key", "see_also", "since"),
    [
        (FILTERS.format("SDN List"), PERSON, "ofac_sdn", (), "2019-02-03"),
        (FILTERS.format("SDN List"), BOTH, "ofac_sdn", ("ofac_cons:7",), "2019-02-03"),
        (FILTERS.format("Consolidated List"), BOTH, "ofac_cons", ("ofac_sdn:7",), "2018-01-01"),
        ("", PERSON, "ofac_sdn", (), "2019-02-03"),
        ("", PERSON.replace(">SDN List<", ">Consolidated List<"), "ofac_cons", (), "2019-02-03"),
    ],
)
def test_which_list_it_is(
    tmp_path: Path, *, filters: str, entry: str, key: str, see_also: tuple[str, ...], since: str
) -> None:
    (found,), intake = export(tmp_path, entry, filters=filters)
    assert (intake.list, found.list, found.see_also, found.designated_on) == (key, key, see_also, since)


@pytest.mark.parametrize(
    ("said", "instead", "problem"),
    [
        ('id="7"', 'id="x"', "enhanced.xml, an entity, id: not a number (got 'x')"),
        ("Individual", "Robot", "enhanced.xml, 7, kind: not a kind of party that is known (got 'Robot')"),
        ("F.K.A.", "Z.K.A.", "enhanced.xml, 7, name: not one of a.k.a., f.k.a., n.k.a. (got 'Z.K.A.')"),
        (">SAMMY<", "><", "enhanced.xml, 7, name: a name without text"),
        ("circa 1962", "soon", "enhanced.xml, 7, Birthdate: cannot be read (got 'soon')"),
        ("Gender<", "Shoe Size<", "enhanced.xml, 7, type: a detail that is not known, kept in the remarks"),
        (">ADDRESS1<", ">FLOOR<", "enhanced.xml, 7, address: a part that is not known, kept with the street"),
        ("Family member of", "Rival of", "enhanced.xml, 7, relationship: not a relation that is known"),
        ("<addresses>", "<spells/><addresses>", "enhanced.xml, 7, spells: an element that is not known"),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, said: str, instead: str, problem: str) -> None:
    found, intake = export(tmp_path, PERSON.replace(said, instead), PERSON.replace('"7"', '"8"'))
    assert found[-1].id == "8"
    assert intake.problems[0].startswith(problem)


def test_recognises_its_own_format_alone(lists_folder: Path) -> None:
    part = Part(lists_folder / "ofac" / IRGC)
    assert ofac_enhanced.recognises(part)
    assert not ofac_advanced.recognises(part)
    assert not ofac_xml.recognises(part)
