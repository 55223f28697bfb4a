"""OFAC's remarks, phrase by phrase."""

from __future__ import annotations

import pytest

from screening.lists.ofac.remarks import Remarks, birth_dates, read_remarks
from screening.watchlist import Alias, Identifier, Relation


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("25 Apr 1965", ("1965-04-25",)),
        ("Jan 1972", ("1972-01",)),
        ("1975", ("1975",)),
        ("circa 1950", ("1950",)),
        ("circa 03 Mar 1950", ("1950-03-03",)),
        ("circa 1979-1982", ("1979/1982",)),
        ("1951 to 1953", ("1951/1953",)),
        ("Mar 1951 to Feb 1952", ("1951-03/1952-02",)),
        ("01 Jan 1961 to 31 Dec 1962", ("1961-01-01/1962-12-31",)),
        ("01 Jan 1970 to 31 Dec 1970", ("1970-01-01/1970-12-31",)),
        ("01 Feb 1958 to 28 Feb 1958", ("1958-02-01/1958-02-28",)),
        ("31 Feb 1958", ()),
        ("01 Foo 1958", ()),
        ("0000", ()),
        ("1953 to 1951", ()),
        ("1900 to 1990", ("1900/1990",)),
        ("1953 to then", ()),
        ("then to 1953", ()),
        ("", ()),
    ],
)
def test_birth_dates(text: str, dates: tuple[str, ...]) -> None:
    assert birth_dates(text) == dates


@pytest.mark.parametrize(
    ("phrase", "identifier"),
    [
        ("Passport 12 (Iran) expires 23 Aug 2005", Identifier("passport", "12", "IR")),
        ("Passport 12 issued 1999", Identifier("passport", "12")),
        ("Passport 12, expired 08 May 2013", Identifier("passport", "12")),
        ("Tax ID No. 34 (Serbia)", Identifier("tax", "34", "RS")),
        (
            "Registration Number HRA 5 (Stuttgart) (Germany)",
            Identifier("registration", "HRA 5 (Stuttgart)", "DE"),
        ),
        ("Registration Number HRA 5 (Stuttgart)", Identifier("registration", "HRA 5 (Stuttgart)")),
        ("Registration ID 6", Identifier("registration", "6")),
        ("Unified Social Credit Code (USCC) 91X (China)", Identifier("registration", "91X", "CN")),
        ("Company Number 7 (United Kingdom)", Identifier("registration", "7", "GB")),
        ("National ID No. 8 (Yemen)", Identifier("national_id", "8", "YE")),
        ("Vessel Registration Identification IMO 1234567", Identifier("imo", "1234567")),
        ("Identification Number IMO 7654321", Identifier("imo", "7654321")),
        ("Legal Entity Number 2534AB (Russia)", Identifier("lei", "2534AB", "RU")),
        ("SWIFT/BIC EXAMPLE1", Identifier("swift", "EXAMPLE1")),
        ("Website www.example.org", Identifier("website", "www.example.org")),
        ("Email Address a@example.org", Identifier("email", "a@example.org")),
        ("EMAIL a@example.org", Identifier("email", "a@example.org")),
        ("FAX 850 2 381 0000", Identifier("phone", "850 2 381 0000")),
        ("Fax: 0000", Identifier("phone", "0000")),
        ("Alt. Telephone: 0000", Identifier("phone", "0000")),
        ("Website:  www.example.org", Identifier("website", "www.example.org")),
        ("Phone Number 99912345", Identifier("phone", "99912345")),
        ("Digital Currency Address - XBT 1Example", Identifier("wallet", "1Example", "", "XBT")),
    ],
)
@pytest.mark.parametrize("form", ["{}.", "alt. {}.", "Gender Male; {}; Gender Male."])
def test_identifiers(phrase: str, identifier: Identifier, form: str) -> None:
    said = read_remarks(form.format(phrase))
    assert said.identifiers == [identifier]
    assert said.unread == []


def test_names_countries_and_links() -> None:
    said = read_remarks(
        "nationality Korea, North; alt. citizen China; Nationality of Registration Cuba; citizen Atlantis; "
        "a.k.a. 'EL SEÑOR'; f.k.a. 'O'NOBODY, Sam'; n.k.a. 'NOW'; Linked To: EXAMPLE, S.A."
    )
    assert said.countries == ["CU"]
    assert said.nationalities == ["KP", "CN"]
    assert said.names == [
        Alias("EL SEÑOR", "alias", "weak"),
        Alias("O'NOBODY, Sam", "former", "weak"),
        Alias("NOW", "alias", "weak"),
    ]
    assert said.relations == [Relation("linked_to", "EXAMPLE, S.A")]


@pytest.mark.parametrize("phrase", ["a.k.a. ''", "Digital Currency Address - XBT", "DOB once", "Linked To: "])
def test_a_phrase_without_its_value_is_told(phrase: str) -> None:
    said = read_remarks(f"{phrase}.")
    assert said == Remarks([], [], [], [], [], [], [phrase])


def test_an_identity_number_of_a_company_is_its_registration() -> None:
    assert read_remarks("Identification Number 9.", person=False).identifiers == [Identifier("registration", "9")]


def test_nothing_comes_of_a_plain_remark() -> None:
    said = read_remarks("Member of the State Duma; Passporting rights; POB Paris, France.")
    assert said == Remarks([], [], [], [], [], [], [])
