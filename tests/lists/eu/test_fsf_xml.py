"""The European Union's list in FSF XML 1.1: invented entries in the layout of the schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists.eu import fsf_xml as eu_xml
from screening.lists.eu import global_xml as eu_global
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.watchlist import Alias, Entity, Identifier, ListedAddress

START = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-03-04T16:47:04.449+01:00" '
    'globalFileId="184961">\n'
)
ACT = (
    'regulationType="amendment" publicationDate="2018-02-16" numberTitle="2018/223 (OJ L43)" '
    'publicationUrl="http://eur-lex.europa.eu/invented/summary"'
)
PERSON = f"""
<sanctionEntity designationDate="2016-12-08" designationDetails="" unitedNationId="KPi.999"
  euReferenceNumber="EU.4567.89" logicalId="13">
  <remark>Date of UN designation: 30.11.2016</remark>
  <remark>Invented for a test.</remark>
  <regulation regulationType="repealing" organisationType="council" publicationDate="2017-08-31"
    entryIntoForceDate="2017-09-01" numberTitle="2017/1509 (OJ L224)" programme="PRK" logicalId="110201">
    <publicationUrl>http://eur-lex.europa.eu/invented</publicationUrl>
  </regulation>
  <subjectType code="person" classificationCode="P"/>
  <nameAlias firstName="" middleName="" lastName="" wholeName="Тестов Пример" function="" gender="" title=""
    nameLanguage="BG" strong="true" regulationLanguage="en" logicalId="16"/>
  <nameAlias firstName="Testov" middleName="" lastName="Example" wholeName="Testov Example" gender="M"
    function="Director of a made-up bureau" title="Major" nameLanguage="" strong="true" regulationLanguage="en"
    logicalId="17"><regulationSummary {ACT}/></nameAlias>
  <nameAlias firstName="T." middleName="" lastName="Example" wholeName="" nameLanguage="EN" strong="false"
    regulationLanguage="en" logicalId="18"><remark>low quality a.k.a.</remark></nameAlias>
  <nameAlias wholeName="Old  Example ;" nameLanguage="FR" strong="true" logicalId="19">
    <remark>Formerly listed as</remark></nameAlias>
  <birthdate circa="false" calendarType="GREGORIAN" city="Exampletown" zipCode="" birthdate="1965-04-25"
    dayOfMonth="25" monthOfYear="4" year="1965" region="" place="" countryIso2Code="KP"
    countryDescription="KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF" regulationLanguage="en" logicalId="1"/>
  <citizenship region="" countryIso2Code="KP" countryDescription="KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF"
    regulationLanguage="en" logicalId="2"/>
  <citizenship countryIso2Code="00" countryDescription="UNKNOWN" logicalId="3"/>
  <address city="Dandong" street="1 Nowhere Road" poBox="12" zipCode="118000" region="Liaoning" place=""
    asAtListingTime="true" countryIso2Code="CN" countryDescription="CHINA" regulationLanguage="en" logicalId="4">
    <remark>office</remark>
    <contactInfo key="EMAIL" value="one@ example.com and two@example.com"/>
    <contactInfo key="FAX" value="+86 1; +86 2"/>
    <contactInfo key="WEB" value="www.example.com"/>
  </address>
  <identification diplomatic="true" knownExpired="true" knownFalse="false" reportedLost="false"
    revokedByIssuer="false" issuedBy="" latinNumber="" nameOnDocument="" number="109420132" region=""
    countryIso2Code="KP" countryDescription="KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF"
    identificationTypeCode="passport" identificationTypeDescription="National passport" validTo="2019-01-02"
    regulationLanguage="en" logicalId="315"><remark>(passport)</remark></identification>
</sanctionEntity>"""
COMPANY = """
<sanctionEntity designationDetails="" unitedNationId="" logicalId="207">
  <regulation publicationDate="2018-03-22" numberTitle="2018/468 (OJ L79)" programme="TERR" logicalId="1"/>
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="Example Foreign Trade Bank (EFTB)" strong="true" logicalId="1"/>
  <identification number="AB-12" identificationTypeCode="id" countryIso2Code="RU" logicalId="2"/>
  <identification number="ИНН7" latinNumber="INN7" identificationTypeCode="fiscalcode" logicalId="3"/>
  <identification number="EXAMRUMM" identificationTypeCode="swiftbic" logicalId="4"/>
  <identification number="9999999" identificationTypeCode="imo" logicalId="5"/>
  <identification number="1027700000000" identificationTypeCode="regnumber" logicalId="6"/>
</sanctionEntity>"""


def read(tmp_path: Path, *entities: str, start: str = START) -> tuple[list[Entity], Intake]:
    path = tmp_path / "fsf.xml"
    path.write_text(f"{start}{''.join(entities)}</export>", encoding="utf-8")
    part, intake = Part(path), Intake()
    assert eu_xml.recognises(part)
    assert not eu_global.recognises(part)
    return list(eu_xml.parse(part, intake)), intake


def one(tmp_path: Path, inside: str) -> tuple[Entity, Intake]:
    """A party with one name and more."""
    named = '<subjectType code="person"/><nameAlias wholeName="Testov Example" strong="true"/>'
    (entity,), intake = read(tmp_path, f'<sanctionEntity logicalId="1">{named}{inside}</sanctionEntity>')
    return entity, intake


@pytest.fixture
def person(tmp_path: Path) -> Entity:
    (entity,), intake = read(tmp_path, PERSON)
    assert intake.problems == []
    return entity


class TestPerson:
    def test_the_date_of_the_list(self, tmp_path: Path) -> None:
        assert read(tmp_path, PERSON)[1].as_of == "2026-03-04"

    def test_ids(self, person: Entity) -> None:
        assert (person.id, person.list, person.kind) == ("EU.4567.89", "eu_fsf", "person")
        assert person.see_also == ("un_sc:KPi.999", "eu_fsf:EU-13")

    def test_the_primary_name_is_the_english_or_neutral_one(self, person: Entity) -> None:
        assert person.names == (
            Alias("Testov Example", "primary"),
            Alias("Тестов Пример", "native"),
            Alias("T. Example", "alias", "weak"),
            Alias("Old Example", "former"),
        )

    def test_the_listing(self, person: Entity) -> None:
        assert (person.programmes, person.legal_bases) == (("PRK",), ("2017/1509 (OJ L224)",))
        assert (person.designated_on, person.updated_on) == ("2016-12-08", "2018-02-16")
        assert person.url == "http://eur-lex.europa.eu/invented"
        assert (person.source, person.status) == ("European Union", "designated")

    def test_about_the_person(self, person: Entity) -> None:
        assert person.birth_dates == ("1965-04-25",)
        assert (person.nationalities, person.countries) == (("KP",), ("CN", "KP"))
        assert person.role == "Major; Director of a made-up bureau"
        assert person.remarks.splitlines()[:2] == ["Date of UN designation: 30.11.2016", "Invented for a test."]
        assert "Place of birth: Exampletown, KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF" in person.remarks

    def test_address(self, person: Entity) -> None:
        line = "1 Nowhere Road, PO Box 12, 118000, Liaoning (office; as at listing time)"
        assert person.addresses == (ListedAddress(line, "Dandong", "CHINA"),)

    def test_identifiers(self, person: Entity) -> None:
        assert set(person.identifiers) == {
            Identifier(
                "passport",
                "109420132",
                "KP",
                note="diplomatic; known to be expired; valid to 2019-01-02; (passport)",
            ),
            Identifier("email", "one@example.com"),
            Identifier("email", "two@example.com"),
            Identifier("phone", "+86 1", note="fax"),
            Identifier("phone", "+86 2", note="fax"),
            Identifier("website", "www.example.com"),
        }


def test_company(tmp_path: Path) -> None:
    (entity,), intake = read(tmp_path, COMPANY)
    assert (entity.id, entity.kind, entity.see_also) == ("EU-207", "organization", ())
    assert entity.names == (
        Alias("Example Foreign Trade Bank (EFTB)", "primary"),
        Alias("Example Foreign Trade Bank"),
        Alias("EFTB", "alias", "weak"),
    )
    assert entity.identifiers == (
        Identifier("registration", "AB-12", "RU"),
        Identifier("tax", "ИНН7"),
        Identifier("tax", "INN7"),
        Identifier("swift", "EXAMRUMM"),
        Identifier("imo", "9999999"),
        Identifier("registration", "1027700000000"),
    )
    assert entity.url.startswith("https://data.europa.eu/")
    assert intake.problems == []


@pytest.mark.parametrize(
    ("attributes", "dates", "remark"),
    [
        ('year="1965"', ("1965",), ""),
        ('year="1965" monthOfYear="4"', ("1965-04",), ""),
        ('year="1965" monthOfYear="4" dayOfMonth="5"', ("1965-04-05",), ""),
        ('circa="true" year="1965"', ("1965",), "Date of birth 1965: approximately"),
        (
            'circa="true" yearRangeFrom="1953" yearRangeTo="1958"',
            ("1953/1958",),
            "Date of birth 1953/1958: approximately",
        ),
        ('yearRangeTo="1980"', (), "Date of birth 1980: or earlier"),
        ('yearRangeFrom="1980"', (), "Date of birth 1980: or later"),
        ('calendarType="ISLAMIC" year="1402"', (), "Date of birth 1402: islamic calendar"),
        ("", (), ""),
    ],
)
def test_birth_dates(tmp_path: Path, attributes: str, dates: tuple[str, ...], remark: str) -> None:
    entity, intake = one(tmp_path, f"<birthdate {attributes}/>")
    assert (entity.birth_dates, entity.remarks) == (dates, remark)
    assert intake.problems == []


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ('<birthdate birthdate="31 Foo"/>', "fsf.xml, EU-1, birthdate: not a date (got '31 Foo')"),
        ('<birthdate year="soon"/>', "fsf.xml, EU-1, year: not a year (got 'soon')"),
        (
            '<citizenship countryIso2Code="QQ" countryDescription="ATLANTIS"/>',
            "fsf.xml, EU-1, countryIso2Code: not a country that is known (got 'QQ')",
        ),
        (
            '<identification number="1" identificationTypeCode="library"/>',
            "fsf.xml, EU-1, identificationTypeCode: not a kind of document that is known (got 'library')",
        ),
        (
            '<address city="X"><contactInfo key="PIGEON" value="1"/></address>',
            "fsf.xml, EU-1, contactInfo: not a kind of contact that is known (got 'PIGEON')",
        ),
        ('<nickname x="y"/>', "fsf.xml, EU-1, nickname: an element that is not known and not read"),
        (
            '<nameAlias wholeName="Other" mood="y"/>',
            "fsf.xml, EU-1, nameAlias/@mood: an element that is not known and not read",
        ),
        (
            '<nameAlias wholeName="Other"><more/></nameAlias>',
            "fsf.xml, EU-1, nameAlias/more: an element that is not known and not read",
        ),
        (
            '<nameAlias wholeName="Lost l?tter"/>',
            "fsf.xml, EU-1, wholeName: letters of the name are lost (got 'Lost l?tter')",
        ),
    ],
)
def test_what_is_not_understood_is_told_and_the_party_stays(tmp_path: Path, inside: str, problem: str) -> None:
    entity, intake = one(tmp_path, inside)
    assert entity.name == "Testov Example"
    assert intake.problems == [problem]
    assert intake.skipped == []


def test_a_nationality_that_is_none_is_kept_as_a_remark(tmp_path: Path) -> None:
    entity, _ = one(tmp_path, '<citizenship countryIso2Code="QQ" countryDescription="ATLANTIS"/>')
    assert (entity.nationalities, entity.remarks) == ((), "Nationality: ATLANTIS")


def test_a_name_of_lost_letters_is_no_name(tmp_path: Path) -> None:
    entity, _ = one(tmp_path, '<nameAlias wholeName="??????? Ulema"/>')
    assert entity.names == (Alias("Testov Example", "primary"),)
    assert entity.remarks == "??????? Ulema"


def test_a_placeholder_is_no_number(tmp_path: Path) -> None:
    entity, intake = one(tmp_path, '<identification number="-" identificationTypeCode="other"/>')
    assert (entity.identifiers, intake.problems) == ((), [])


def test_unknown_kind_of_party(tmp_path: Path) -> None:
    body = '<sanctionEntity logicalId="1"><subjectType code="robot"/><nameAlias wholeName="X-1"/></sanctionEntity>'
    (entity,), intake = read(tmp_path, body)
    assert entity.kind == "other"
    assert intake.problems == ["fsf.xml, EU-1, subjectType: not a kind of party that is known (got 'robot/')"]


def test_a_party_without_a_name_is_left_out_and_told(tmp_path: Path) -> None:
    entities, intake = read(tmp_path, '<sanctionEntity euReferenceNumber="EU.1.2" logicalId="1"/>', COMPANY)
    assert len(entities) == 1
    assert intake.skipped == ["fsf.xml, EU.1.2, nameAlias: an entry without a name"]


def test_an_entry_that_stands_twice_is_told(tmp_path: Path) -> None:
    _, intake = read(tmp_path, COMPANY, COMPANY)
    assert intake.problems == ["fsf.xml, EU-207, logicalId: stands on an earlier entry already (got 'EU-207')"]


def test_a_prefixed_namespace_is_read_as_well(tmp_path: Path) -> None:
    text = f"{START}{COMPANY}</export>"
    text = text.replace("xmlns=", "xmlns:f=")
    for tag in ("export", "sanctionEntity", "regulation", "subjectType", "nameAlias", "identification"):
        text = text.replace(f"<{tag} ", f"<f:{tag} ").replace(f"</{tag}>", f"</f:{tag}>")
    path = tmp_path / "prefixed.xml"
    path.write_text(text, encoding="utf-8")
    assert eu_xml.recognises(Part(path))
    assert [entity.id for entity in eu_xml.parse(Part(path), Intake())] == ["EU-207"]


def test_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "fsf.xml"
    path.write_text(START + PERSON[:-200], encoding="utf-8")
    with pytest.raises(WatchlistError, match=r"fsf\.xml: the XML is damaged or cut off"):
        list(eu_xml.parse(Part(path), Intake()))


@pytest.mark.parametrize(
    "text", ["<export/>", "<WHOLE/>", "not xml", '<list xmlns="http://eu.europa.ec/fpi/fsd/export"/>']
)
def test_other_files_are_not_recognised(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.xml"
    path.write_text(text)
    assert not eu_xml.recognises(Part(path))
