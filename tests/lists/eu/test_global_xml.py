"""The European Union's list in its old layout: a file of 2016, and invented entries."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists.eu import fsf_xml as eu_xml
from screening.lists.eu import global_xml as eu_global
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.watchlist import Alias, Entity, Identifier, ListedAddress


def read(path: Path) -> tuple[list[Entity], Intake]:
    part, intake = Part(path), Intake()
    assert eu_global.recognises(part)
    assert not eu_xml.recognises(part)
    return list(eu_global.parse(part, intake)), intake


@pytest.fixture(scope="module")
def release(lists_folder: Path) -> tuple[list[Entity], Intake]:
    return read(lists_folder / "eu" / "fsd_global_20160211.xml.gz")


class TestRealFile:
    """595 entries of February 2016."""

    def test_every_entry_is_there_and_understood(self, release: tuple[list[Entity], Intake]) -> None:
        entities, intake = release
        assert Counter(entity.kind for entity in entities) == {"person": 319, "organization": 276}
        assert (intake.as_of, intake.problems) == ("2016-02-11", [])

    def test_names(self, release: tuple[list[Entity], Intake]) -> None:
        names = [alias for entity in release[0] for alias in entity.names]
        assert Counter(alias.kind for alias in names) == {"alias": 1_971, "primary": 595, "native": 127}
        assert len(names) == 2_693  # of 2,993; a party's name stands under several legal acts

    def test_an_entry(self, release: tuple[list[Entity], Intake]) -> None:
        entity = release[0][0]
        assert (entity.id, entity.name) == ("EU-1", "Robert Gabriel Mugabe")
        assert entity.birth_dates == ("1924-02-21",)
        assert entity.identifiers == (Identifier("passport", "AD001095", note="((passport))"),)
        assert (entity.programmes, entity.legal_bases) == (("ZWE",), ("151/2012 (OJ L49)",))
        assert entity.updated_on == "2012-02-22"

    def test_documents_and_dates(self, release: tuple[list[Entity], Intake]) -> None:
        kinds = Counter(part.kind for entity in release[0] for part in entity.identifiers)
        assert kinds == {"passport": 80, "national_id": 29, "other": 28, "phone": 10}
        ranges = [born for entity in release[0] for born in entity.birth_dates if "/" in born]
        assert len(ranges) == 17  # of 30, some of them under several legal acts
        assert "1958/1963" in ranges


def listed(tmp_path: Path, inside: str, about: str = 'Id="7" Type="E"') -> Path:
    path = tmp_path / "global.xml"
    entity = (
        f'<ENTITY {about} legal_basis="1/2016 (OJ L1)" reg_date="2016-01-02" programme="PRK">{inside}</ENTITY>'
    )
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<WHOLE Date="11/02/2016">\n{entity}\n</WHOLE>', "utf-8"
    )
    return path


NAME = "<NAME><WHOLENAME>Musterfirma Example</WHOLENAME><LANGUAGE/></NAME>"


def test_contacts_and_notes_of_an_address(tmp_path: Path) -> None:
    address = (
        "<ADDRESS><NUMBER>7</NUMBER><STREET>Nowhere Road</STREET><ZIPCODE>1</ZIPCODE><CITY>Dandong</CITY>"
        "<COUNTRY>CHN</COUNTRY><OTHER>PHONE[1, 2]\nFAX[3]\n(former location\nformer location)</OTHER></ADDRESS>"
    )
    (entity,), intake = read(listed(tmp_path, NAME + address))
    assert entity.addresses == (ListedAddress("7 Nowhere Road, 1 (former location)", "Dandong", "CHN"),)
    assert entity.identifiers == (
        Identifier("phone", "1"),
        Identifier("phone", "2"),
        Identifier("phone", "3", note="fax"),
    )
    assert (entity.countries, intake.problems) == (("CN",), [])


def test_a_name_of_parts_in_another_language(tmp_path: Path) -> None:
    name = (
        "<NAME><LASTNAME>Esempio</LASTNAME><FIRSTNAME>Testov</FIRSTNAME><MIDDLENAME/><WHOLENAME/><TITLE>Dr.</TITLE>"
        "<LANGUAGE>IT</LANGUAGE></NAME>"
    )
    (entity,), _ = read(listed(tmp_path, name + NAME))
    assert entity.names == (Alias("Musterfirma Example", "primary"), Alias("Testov Esempio"))
    assert entity.role == "Dr."


@pytest.mark.parametrize(
    ("date", "dates", "remark", "problems"),
    [
        ("1963", ("1963",), "", 0),
        ("N/A", (), "", 0),
        ("1963 (approximative)", ("1963",), "Date of birth 1963: approximately", 0),
        ("1958 - 1963 (approximative)", ("1958/1963",), "Date of birth 1958/1963: approximately", 0),
        ("about 1963", (), "Date of birth: about 1963", 1),
    ],
)
def test_dates(tmp_path: Path, date: str, dates: tuple[str, ...], remark: str, problems: int) -> None:
    (entity,), intake = read(listed(tmp_path, f"{NAME}<BIRTH><DATE>{date}</DATE></BIRTH>"))
    assert (entity.birth_dates, entity.remarks, len(intake.problems)) == (dates, remark, problems)


def test_unknown_elements_are_told(tmp_path: Path) -> None:
    _, intake = read(listed(tmp_path, f"{NAME}<NAME><NICKNAME>x</NICKNAME><WHOLENAME>Y</WHOLENAME></NAME><MOOD/>"))
    assert intake.problems == [
        "global.xml, EU-7, MOOD: an element that is not known and not read",
        "global.xml, EU-7, NAME/NICKNAME: an element that is not known and not read",
    ]


def test_an_entry_without_a_name_is_left_out_and_told(tmp_path: Path) -> None:
    entities, intake = read(listed(tmp_path, ""))
    assert entities == []
    assert intake.skipped == ["global.xml, EU-7, NAME: an entry without a name"]


def test_a_number_without_its_kind_is_kept(tmp_path: Path) -> None:
    (entity,), _ = read(
        listed(tmp_path, f"{NAME}<PASSPORT><NUMBER>AB 12</NUMBER><COUNTRY>CHN</COUNTRY></PASSPORT>")
    )
    assert entity.identifiers == (Identifier("other", "AB 12", "CN"),)


def test_damaged_file(tmp_path: Path) -> None:
    path = listed(tmp_path, NAME)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(WatchlistError, match=r"global\.xml: the XML is damaged or cut off"):
        read(path)
