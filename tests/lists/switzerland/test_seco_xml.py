"""The Swiss list: programmes before the targets, places after them, and history within them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.switzerland import seco_xml as switzerland
from screening.watchlist import Alias, Entity, Identifier, ListedAddress, Relation

PROGRAMMES = """
  <sanctions-program ssid="900" version-date="2026-05-18">
    <program-key lang="ger">Nordkorea</program-key><program-key lang="eng">North Korea</program-key>
    <program-name lang="eng">Ordinance of 18 May 2016 on measures against North Korea</program-name>
    <sanctions-set ssid="901" lang="eng">annex 1</sanctions-set>
    <sanctions-set ssid="902" lang="ger">Anhang 6</sanctions-set>
    <sanctions-set ssid="902" lang="eng">annex 6</sanctions-set>
    <origin>UN</origin>
  </sanctions-program>"""
PLACES = """
  <place ssid="5000"><location>Exampletown</location><area>Testprovince</area>
    <country iso-code="CN">China</country></place>
  <place ssid="5001"><country iso-code="KP">North Korea</country></place>"""
LISTED = '<modification modification-type="listed" effective-date="2026-01-02"/>'

PERSON = """<individual sex="male">
  <identity ssid="11" main="true">
    <name ssid="12" name-type="primary-name" quality="good" lang="eng">
      <name-part order="3" name-part-type="given-name"><value>Example</value>
        <spelling-variant lang="eng" script="LATN">Exampel</spelling-variant>
        <spelling-variant lang="rus" script="CYRL">Пример</spelling-variant></name-part>
      <name-part order="2" name-part-type="family-name"><value>Testov</value>
        <spelling-variant lang="eng" script="LATN">Testow</spelling-variant>
        <spelling-variant lang="eng" script="LATN">Testoff</spelling-variant>
        <spelling-variant lang="rus" script="CYRL">Тестов</spelling-variant></name-part>
      <name-part order="1" name-part-type="title"><value>Colonel</value></name-part>
    </name>
    <name ssid="13" name-type="alias" quality="low" lang="eng">
      <name-part order="1" name-part-type="whole-name"><value>Red</value></name-part></name>
    <name ssid="14" name-type="formerly-known-as" quality="good" lang="eng">
      <name-part order="1" name-part-type="whole-name"><value>Earlier Testov</value></name-part></name>
    <day-month-year ssid="15" day="3" month="2" year="1975" calendar="Gregorian" quality="good"/>
    <day-month-year ssid="16" month="9" year="1976" calendar="Gregorian" quality="low"/>
    <day-month-year ssid="17" day="9" month="2" calendar="Gregorian" quality="good"/>
    <day-month-year ssid="18" year="1343" calendar="Hijri" quality="good"/>
    <place-of-birth ssid="19" place-id="5001" quality="good"/>
    <nationality ssid="20"><country iso-code="KP">North Korea</country></nationality>
    <address ssid="21" place-id="5000" quality="good"><c-o>Musterfirma</c-o>
      <address-details>1 Nowhere Road</address-details><p-o-box>7</p-o-box><zip-code>133000</zip-code></address>
    <identification-document ssid="22" document-type="diplomatic-passport"><number>999000111</number>
      <issuer code="KP">North Korea</issuer><date-of-issue>2015-01-02</date-of-issue>
      <expiry-date><day-month-year year="2020" month="1" day="2"/></expiry-date></identification-document>
  </identity>
  <identity ssid="30" main="false">
    <name ssid="31" name-type="primary-name" quality="good" lang="eng">
      <name-part order="1" name-part-type="whole-name"><value>Another Exampleman</value></name-part></name>
  </identity>
  <justification ssid="40">Invented for a test.</justification>
  <relation ssid="41" target-id="2000" relation-type="related-to"/>
  <other-information ssid="42">Email: testov@example.com</other-information>
  <generic-attribute name="rank">9</generic-attribute>
</individual>"""

Read = Callable[..., tuple[list[Entity], Intake]]


def target(party: str, ssid: str = "1000", history: str = LISTED, reference: str = "") -> str:
    return f'<target ssid="{ssid}"><sanctions-set-id>902</sanctions-set-id>{reference}{party}{history}</target>\n'


def company(name: str, inside: str = "", tag: str = "entity") -> str:
    return (
        f'<{tag}><identity ssid="2" main="true"><name ssid="3" name-type="primary-name" quality="good" lang="eng">'
        f'<name-part order="1" name-part-type="whole-name"><value>{name}</value></name-part></name></identity>'
        f"{inside}</{tag.partition(' ')[0]}>"
    )


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(
        *targets: str, head: str = 'list-type="whole-list" date="2026-09-04"'
    ) -> tuple[list[Entity], Intake]:
        path = tmp_path / "consolidated-list.xml"
        path.write_text(
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<swiss-sanctions-list {head}>{PROGRAMMES}'
            f"{''.join(targets)}{PLACES}\n</swiss-sanctions-list>\n",
            encoding="utf-8",
        )
        part = Part(path)
        assert switzerland.recognises(part)
        intake = Intake()
        return list(switzerland.parse(part, intake)), intake

    return reading


def test_a_person_with_everything(read: Read) -> None:
    (entity,), intake = read(target(PERSON, reference="<foreign-identifier>KPi.901</foreign-identifier>"))
    assert intake.problems == []
    assert entity == Entity(
        id="1000",
        list="ch_seco",
        kind="person",
        names=(
            Alias("Testov Example", "primary"),
            Alias("Testow Exampel"),
            Alias("Testoff Example"),
            Alias("Тестов Пример", "native"),
            Alias("Red", "alias", "weak"),
            Alias("Earlier Testov", "former"),
            Alias("Another Exampleman"),
        ),
        programmes=("North Korea",),
        legal_bases=("Ordinance of 18 May 2016 on measures against North Korea: annex 6",),
        countries=("CN", "KP"),
        nationalities=("KP",),
        birth_dates=("1975-02-03", "1976-09"),
        addresses=(
            ListedAddress(
                "c/o Musterfirma, 1 Nowhere Road, P.O. Box 7, 133000, Testprovince", "Exampletown", "China"
            ),
        ),
        identifiers=(
            Identifier(
                "passport",
                "999000111",
                "KP",
                note="diplomatic passport, date of issue 2015-01-02, expiry date 2020-01-02",
            ),
            Identifier("email", "testov@example.com"),
        ),
        relations=(Relation("linked_to", "2000"),),
        designated_on="2026-01-02",
        updated_on="2026-01-02",
        see_also=("un_sc:KPi.901",),
        role="Colonel",
        remarks=entity.remarks,
        source="Switzerland SECO",
        url=entity.url,
    )
    assert entity.remarks.splitlines() == [
        "Invented for a test.",
        "Email: testov@example.com",
        "Date of birth: 1976-09 (low quality)",
        "Date of birth: 02-09 (year not known)",
        "Date of birth: 1343 (Hijri calendar)",
        "Place of birth: North Korea",
        "rank: 9",
    ]


def test_the_list_states_its_date(read: Read, tmp_path: Path) -> None:
    _, intake = read(target(PERSON))
    assert intake.as_of == "2026-09-04"
    data = (tmp_path / "consolidated-list.xml").read_bytes()
    assert intake.digest.hexdigest() == hashlib.sha256(data).hexdigest()  # though it is read twice


def test_a_vessel_and_its_imo_number(read: Read) -> None:
    inside = '<other-information ssid="9">IMO Number: 9999993.</other-information>'
    ship = company("Invented Star", inside, 'object object-type="vessel"')
    (entity,), intake = read(target(ship))
    assert (entity.kind, entity.identifiers) == ("vessel", (Identifier("imo", "9999993"),))
    assert intake.problems == []


@pytest.mark.parametrize(
    ("said", "identifier"),
    [
        ("Tel.: 000 111", Identifier("phone", "000 111")),
        ("Website: www.example.com", Identifier("website", "www.example.com")),
        ("Taxpayer identification number: 1234567890", Identifier("tax", "1234567890")),
        ("State registration number: 1230000000000", Identifier("registration", "1230000000000")),
        ("SWIFT/BIC code: EXAMKPPY", Identifier("swift", "EXAMKPPY")),
        ("ОГРН/main registration number: 1027700000001", Identifier("registration", "1027700000001")),
        (
            "Uses XBT 1" + "Examp1e" * 4 + " for payments",
            Identifier("wallet", "1" + "Examp1e" * 4, currency="XBT"),
        ),
        ("IMO number: IMO 9999993", Identifier("imo", "9999993")),
    ],
)
def test_identifiers_in_other_information(read: Read, said: str, identifier: Identifier) -> None:
    inside = f"<other-information>{said}</other-information>"
    (entity,), _ = read(target(company("Musterfirma AG", inside)))
    assert entity.identifiers == (identifier,)
    assert entity.remarks == said


def test_whoever_was_taken_off_the_list_is_not_on_it(read: Read) -> None:
    off = '<modification modification-type="de-listed" effective-date="2026-04-01"/>'
    entities, intake = read(target(PERSON, history=off + LISTED), target(company("Musterfirma AG"), "2000"))
    assert [entity.id for entity in entities] == ["2000"]
    assert intake.problems == []


def test_the_date_decides_which_modification_is_the_last(read: Read) -> None:
    amended = '<modification modification-type="amended" effective-date="2025-06-03"/>'
    off = '<modification modification-type="de-listed" effective-date="2025-06-20"/>'
    assert read(target(PERSON, history=amended + off))[0] == []
    again = '<modification modification-type="listed" publication-date="2026-01-01"/>'
    (entity,), _ = read(target(PERSON, history=again + off + amended + LISTED.replace("2026", "2024")))
    assert (entity.designated_on, entity.updated_on) == ("2024-01-02", "2026-01-01")


def test_targets_in_the_history_are_not_listed(read: Read) -> None:
    old = target(company("Old Name AG"), "2000", "")
    history = (
        f'<modification modification-type="amended" effective-date="2026-02-03"><removed>{old}</removed>'
        f"<added>{target(company('Musterfirma AG'), '2000', '')}</added></modification>{LISTED}"
    )
    entities, _ = read(target(company("Musterfirma AG"), "2000", history), target(PERSON))
    assert [(entity.id, entity.name) for entity in entities] == [
        ("2000", "Musterfirma AG"),
        ("1000", "Testov Example"),
    ]
    assert entities[0].updated_on == "2026-02-03"


def test_a_long_history_is_cut_out_wherever_the_file_is_read_from(read: Read, tmp_path: Path) -> None:
    old = target(company("Old Name AG " + "x" * 900), "2000", "")
    change = f'<modification modification-type="amended" effective-date="2026-02-03"><added>{old}</added>'
    change += "</modification>"
    entities, intake = read(*(target(PERSON, str(ssid), change * 9 + LISTED) for ssid in range(300)))
    assert [entity.id for entity in entities] == [str(ssid) for ssid in range(300)]
    assert len({entity.names for entity in entities}) == 1
    assert intake.problems == []
    data = (tmp_path / "consolidated-list.xml").read_bytes()
    assert len(data) > 3_000_000
    assert intake.digest.hexdigest() == hashlib.sha256(data).hexdigest()


def test_a_reference_of_another_publisher_is_kept_in_words(read: Read) -> None:
    (entity,), _ = read(target(company("Muster AG"), reference="<foreign-identifier>140</foreign-identifier>"))
    assert (entity.see_also, entity.remarks) == ((), "Foreign identifier: 140")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('order="3" name-part-type="given-name"', 'name-part-type="clan-name"', "name-part-type: not a part"),
        (
            'name-type="alias"',
            'name-type="nickname"',
            "name-type: not a type of name that is known (got 'nickname')",
        ),
        ('quality="low" lang="eng"', 'quality="bad" lang="eng"', "quality: not a quality of a name"),
        ('year="1975"', 'year="75"', "day-month-year: not a date (got '75-02-03')"),
        (
            '<country iso-code="KP">North Korea</country></nat',
            "<country>Nowhere</country></nat",
            "nationality: not",
        ),
        ('place-id="5000"', 'place-id="1"', "address: points to a place that is not in the file (got '1')"),
        ("diplomatic-passport", "ticket", "document-type: not a kind of document that is known (got 'ticket')"),
        ("<number>999000111</number>", "", "identification-document: a document without a number"),
        ("related-to", "son-of", "relation-type: not a relation that is known (got 'son-of')"),
        ("<c-o>", "<c-o/></address><wallet>1</wallet><address><c-o>", "identity/wallet: an element that is not"),
        ("<justification", "<wallet/><justification", "individual/wallet: an element that is not known"),
        ("<individual", "<wallet/><individual", "target/wallet: an element that is not known"),
        ("<sanctions-set-id>902", "<sanctions-set-id>1", "sanctions-set-id: not a sanctions set of the file"),
    ],
)
def test_what_is_not_understood_is_told_and_the_target_stays(read: Read, old: str, new: str, problem: str) -> None:
    whole = target(PERSON)
    assert old in whole
    (entity,), intake = read(whole.replace(old, new, 1))
    assert len(entity.names) >= 6
    assert len(intake.problems) == 1
    assert intake.problems[0].startswith(f"consolidated-list.xml, 1000, {problem}")
    assert intake.skipped == []


def test_an_unknown_element_is_told_once(read: Read) -> None:
    _, intake = read(*(target(PERSON.replace("<justi", "<wallet/><justi"), ssid) for ssid in ("1000", "1001")))
    assert len(intake.problems) == 1


@pytest.mark.parametrize("party", ["", company(""), "<entity/>"])
def test_a_target_without_party_or_name_is_left_out(read: Read, party: str) -> None:
    entities, intake = read(target(party, "2000"), target(PERSON))
    assert [entity.id for entity in entities] == ["1000"]
    assert len(intake.skipped) == 1
    assert intake.skipped[0].startswith("consolidated-list.xml, 2000")


def test_a_part_of_the_list_is_told(read: Read) -> None:
    _, intake = read(target(PERSON), head='list-type="delta" date="2026-09-04"')
    assert "not the whole list, so others are listed as well (got 'delta')" in intake.problems[0]


def test_a_file_that_was_cut_off(read: Read, tmp_path: Path) -> None:
    read(target(PERSON))
    path = tmp_path / "consolidated-list.xml"
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(WatchlistError, match="damaged or cut off"):
        list(switzerland.parse(Part(path), Intake()))


def test_another_format_is_not_mistaken_for_it(tmp_path: Path) -> None:
    path = tmp_path / "other.xml"
    path.write_text("<sanctions-list><target/></sanctions-list>", encoding="utf-8")
    assert not switzerland.recognises(Part(path))
