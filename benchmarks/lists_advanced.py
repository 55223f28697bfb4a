"""How long OFAC's advanced XML takes to read, and how much memory: ``python -m benchmarks.lists_advanced``.

Writes a file of invented parties into a temporary folder, in the structure and the proportions of the real
SDN_ADVANCED.XML (17,000 parties, 100 MB), and reads it in a fresh process for each line of the report:
``stream`` takes the entities as they come and keeps none, ``keep`` keeps them all.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

PARTIES = 17_000
MEGABYTES = 100
WORDS = (
    "Orin",
    "Tavel",
    "Kasmo",
    "Belthu",
    "Rindak",
    "Osvel",
    "Marpo",
    "Quint",
    "Zelba",
    "Hurst",
    "Novak",
    "Ilme",
)
REFERENCES: dict[str, dict[int, str]] = {
    "AliasType": {1400: "A.K.A.", 1401: "F.K.A.", 1402: "N.K.A.", 1403: "Name"},
    "Country": {11082: "Cuba", 11109: "Iran", 11160: "Panama", 11183: "Korea, North", 11196: "Switzerland"},
    "DetailReference": {91473: "Subject to Secondary Sanctions", 91526: "Male", 91527: "Female", 704: "Tug"},
    "FeatureType": {
        1: "Vessel Call Sign",
        2: "VESSEL TYPE",
        3: "Vessel Flag",
        8: "Birthdate",
        9: "Place of Birth",
        10: "Nationality Country",
        14: "Website",
        25: "Location",
        125: "Additional Sanctions Information -",
        224: "Gender",
        344: "Digital Currency Address - XBT",
    },
    "IDRegDocDateType": {1480: "Issue Date", 1481: "Expiration Date"},
    "IDRegDocType": {
        1571: "Passport",
        1584: "National ID No.",
        1596: "Tax ID No.",
        1626: "Vessel Registration Identification",
        91761: "Registration Number",
    },
    "LegalBasis": {1828: "Executive Order 13224 (Terrorism)", 1813: "Executive Order 13382 (Non-proliferation)"},
    "List": {1550: "SDN List", 91512: "Consolidated List"},
    "LocPartType": {1451: "ADDRESS1", 1452: "ADDRESS2", 1454: "CITY", 1455: "STATE/PROVINCE", 1456: "POSTAL CODE"},
    "NamePartType": {1520: "Last Name", 1521: "First Name", 1522: "Middle Name", 1525: "Entity Name"},
    "PartyType": {1: "Individual", 2: "Entity", 4: "Transport"},
    "RelationQuality": {1: "Unknown"},
    "RelationType": {1555: "Associate Of", 15002: "Acting for or on behalf of", 15003: "Owned or Controlled By"},
    "SanctionsType": {1: "Program", 1705: "Block"},
    "Script": {215: "Latin", 220: "Cyrillic"},
    "Validity": {1: "Valid", 2: "Fraudulent"},
}
CODE = """
import resource, sys, time
from screening.lists import intake, opening
from screening.lists.ofac import advanced_xml as ofac_advanced
start = time.perf_counter()
entities = ofac_advanced.parse(opening.Part(sys.argv[1]), intake.Intake())
count = {count}
print(count, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
WAYS = {"stream": "sum(1 for _ in entities)", "keep": "len(tuple(entities))"}


def main() -> None:
    """Write the file, read it in each way, print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sdn_advanced.xml"
        start = time.perf_counter()
        with path.open("w", encoding="utf-8") as file:
            write(file, PARTIES)
        size = path.stat().st_size / 1e6
        print(f"file   {size:.0f} MB, {PARTIES:,} parties, written in {time.perf_counter() - start:.1f} s")
        if size < MEGABYTES:
            sys.exit(f"the file is smaller than {MEGABYTES} MB")
        for name, count in WAYS.items():
            code = CODE.format(count=count)
            run = subprocess.run([sys.executable, "-c", code, path], check=True, capture_output=True, text=True)
            entities, seconds, memory = map(float, run.stdout.split())
            print(f"{name:6} {seconds:.2f} s, {memory:.0f} MB at most, {entities:,.0f} entities")


def write(file: IO[str], parties: int) -> None:
    """Write a whole list of so many invented parties."""
    chance = random.Random(7)
    numbers = range(10_000, 10_000 + parties)
    file.write('<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n')
    file.write('<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3">\n')
    file.write(
        '  <DateOfIssue CalendarTypeID="1">\n    <Year>2025</Year>\n    <Month>6</Month>\n    <Day>3</Day>\n'
    )
    file.write("  </DateOfIssue>\n  <ReferenceValueSets>\n")
    file.writelines(references())
    file.write("  </ReferenceValueSets>\n")
    for name, each in (
        ("Locations", location),
        ("IDRegDocuments", document),
        ("DistinctParties", party),
        ("ProfileRelationships", relationship),
        ("SanctionsEntries", entry),
    ):
        file.write(f"  <{name}>\n")
        file.writelines(each(number, chance) for number in numbers)
        file.write(f"  </{name}>\n")
    file.write("  <SanctionsEntryLinks />\n</Sanctions>\n")


def references() -> Iterator[str]:
    """The reference sets, and the sub-types of parties, which carry a type as well."""
    for name, values in REFERENCES.items():
        yield f"    <{name}Values>\n"
        for number, value in values.items():
            yield f'      <{name} ID="{number}">{value}</{name}>\n'
        yield f"    </{name}Values>\n"
    yield "    <PartySubTypeValues>\n"
    for number, kind, value in ((1, 4, "Vessel"), (2, 4, "Aircraft"), (3, 2, "Unknown"), (4, 1, "Unknown")):
        yield f'      <PartySubType ID="{number}" PartyTypeID="{kind}">{value}</PartySubType>\n'
    yield "    </PartySubTypeValues>\n"


def location(number: int, chance: random.Random) -> str:
    """Two places of one party: an address and its country alone."""
    parts = "".join(
        f"""      <LocationPart LocPartTypeID="{kind}">
        <LocationPartValue Primary="true" LocPartValueTypeID="1" LocPartValueStatusID="1">
          <Comment />
          <Value>{chance.choice(WORDS)} {number % 97}</Value>
        </LocationPartValue>
      </LocationPart>
"""
        for kind in (1451, 1454, 1456)
    )
    return "".join(
        f"""    <Location ID="{number}{each}">
      <LocationAreaCode AreaCodeID="11109" />
      <LocationCountry CountryID="{chance.choice(list(REFERENCES["Country"]))}" CountryRelevanceID="1413" />
{parts if each else ""}      <FeatureVersionReference FeatureVersionID="{number}3" />
    </Location>
"""
        for each in (0, 1)
    )


def period(year: int) -> str:
    """A day, as the format writes it: the earliest and the latest of its beginning and of its end."""
    date = f"<Year>{year}</Year>\n                <Month>4</Month>\n                <Day>{year % 28 + 1}</Day>"
    ends = "".join(
        f"""            <{end} Approximate="false" YearFixed="false" MonthFixed="false" DayFixed="false">
              <From>
                {date}
              </From>
              <To>
                {date}
              </To>
            </{end}>
"""
        for end in ("Start", "End")
    )
    return f"""          <DatePeriod CalendarTypeID="1" YearFixed="false" MonthFixed="false" DayFixed="false">
{ends}          </DatePeriod>
"""


def document(number: int, chance: random.Random) -> str:
    """A document of a party; a third of them are dated."""
    kind = 1626 if number % 12 == 0 else chance.choice((1571, 1584, 1596, 91761))
    dated = f'      <DocumentDate IDRegDocDateTypeID="1481">\n{period(2020)}      </DocumentDate>\n'
    return f"""    <IDRegDocument ID="{number}" IDRegDocTypeID="{kind}" IdentityID="{number}" \
IssuedBy-CountryID="11109" ValidityID="1">
      <Comment />
      <IDRegistrationNo>{"IMO " if kind == 1626 else ""}{chance.randrange(10**6, 10**7)}</IDRegistrationNo>
      <IssuingAuthority />
{dated if number % 3 == 0 else ""}      <DocumentedNameReference DocumentedNameID="{number}" />
    </IDRegDocument>
"""


def party(number: int, chance: random.Random) -> str:
    """A party: every twelfth a vessel, of the others every second a person."""
    vessel, person = number % 12 == 0, number % 2 == 1
    kinds = (1520, 1521, 1522) if person else (1525,)
    aliases = chance.choice((1, 2, 3, 4))
    groups = "".join(
        f"""          <MasterNamePartGroup>
            <NamePartGroup ID="{number}{each}{kind}" NamePartTypeID="{kind}" />
          </MasterNamePartGroup>
"""
        for each in range(aliases)
        for kind in kinds
    )
    names = "".join(_alias(number, each, kinds, chance) for each in range(aliases))
    features = "".join(_features(number, chance, vessel=vessel, person=person))
    return f"""    <DistinctParty FixedRef="{number}">
      <Comment />
      <Profile ID="{number}" PartySubTypeID="{1 if vessel else 4 if person else 3}">
        <Identity ID="{number}" FixedRef="{number}" Primary="true" False="false">
{names}          <NamePartGroups>
{groups}          </NamePartGroups>
        </Identity>
{features}      </Profile>
    </DistinctParty>
"""


def _alias(number: int, each: int, kinds: tuple[int, ...], chance: random.Random) -> str:
    parts = "".join(
        f"""              <DocumentedNamePart>
                <NamePartValue NamePartGroupID="{number}{each}{kind}" ScriptID="215" ScriptStatusID="1" \
Acronym="false">{chance.choice(WORDS)} {chance.choice(WORDS)}{number}</NamePartValue>
              </DocumentedNamePart>
"""
        for kind in kinds
    )
    return f"""          <Alias FixedRef="{number}" AliasTypeID="{1400 if each else 1403}" \
Primary="{"false" if each else "true"}" LowQuality="{"true" if each == 3 else "false"}">
            <DocumentedName ID="{number}{each}" FixedRef="{number}" DocNameStatusID="{2 if each else 1}">
{parts}            </DocumentedName>
          </Alias>
"""


def _features(number: int, chance: random.Random, *, vessel: bool, person: bool) -> Iterator[str]:
    for each in (0, 1):
        yield _feature(number, each, 25, f'          <VersionLocation LocationID="{number}{each}" />\n')
    yield _feature(number, 2, 125, _detail(1431, "", ' DetailReferenceID="91473"'))
    if vessel:
        yield _feature(number, 3, 2, _detail(1431, "", ' DetailReferenceID="704"'))
        yield _feature(number, 4, 3, _detail(1432, "Panama"))
        yield _feature(number, 5, 1, _detail(1432, f"X{number}"))
    elif person:
        yield _feature(number, 3, 224, _detail(1431, "", ' DetailReferenceID="91526"'))
        yield _feature(number, 4, 8, period(chance.randrange(1940, 2000)) + _detail(1430, ""))
        yield _feature(number, 5, 9, _detail(1432, "Testtown, Iran"))
        yield _feature(
            number, 6, 10, f'          <VersionLocation LocationID="{number}0" />\n' + _detail(1433, "")
        )
    else:
        yield _feature(number, 3, 14, _detail(1432, f"www.example{number}.org"))
    if number % 60 == 0:
        yield _feature(number, 9, 344, _detail(1432, f"1Example{number}"))


def _detail(kind: int, said: str, more: str = "") -> str:
    return f'          <VersionDetail DetailTypeID="{kind}"{more}>{said}</VersionDetail>\n'


def _feature(number: int, each: int, kind: int, inner: str) -> str:
    return f"""        <Feature ID="{number}{each}" FeatureTypeID="{kind}">
          <FeatureVersion ReliabilityID="1560" ID="{number}{each}">
            <Comment />
{inner}          </FeatureVersion>
          <IdentityReference IdentityID="{number}" IdentityFeatureLinkTypeID="1" />
        </Feature>
"""


def relationship(number: int, chance: random.Random) -> str:
    """A relation of every second party."""
    if number % 2:
        return ""
    return f"""    <ProfileRelationship ID="{number}" From-ProfileID="{number}" \
To-ProfileID="{chance.randrange(10_000, 10_000 + PARTIES)}" RelationTypeID="15003" RelationQualityID="1" \
Former="false" SanctionsEntryID="{number}">
      <Comment />
    </ProfileRelationship>
"""


def entry(number: int, chance: random.Random) -> str:
    """What a party is listed for."""
    return f"""    <SanctionsEntry ID="{number}" ProfileID="{number}" ListID="1550">
      <EntryEvent ID="{number}" EntryEventTypeID="1" LegalBasisID="{chance.choice((1828, 1813))}">
        <Comment />
        <Date CalendarTypeID="1">
          <Year>20{number % 20:02}</Year>
          <Month>3</Month>
          <Day>9</Day>
        </Date>
      </EntryEvent>
      <SanctionsMeasure ID="{number}1" SanctionsTypeID="1705">
        <DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true" />
      </SanctionsMeasure>
      <SanctionsMeasure ID="{number}2" SanctionsTypeID="1">
        <Comment>{chance.choice(("SDGT", "NPWMD", "DPRK3"))}</Comment>
        <DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true" />
      </SanctionsMeasure>
    </SanctionsEntry>
"""


if __name__ == "__main__":
    main()
