"""The United Nations' list: two whole releases, and what damaged or strange entries give."""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.un import consolidated_xml as un
from screening.lists.un.documents import identifiers_in, read_document
from screening.lists.un.names import noted_names, taken_apart
from screening.watchlist import Alias, Entity, Identifier, ListedAddress


def read(path: Path) -> tuple[dict[str, Entity], Intake]:
    part, intake = Part(path), Intake()
    assert un.recognises(part)
    return {entity.id: entity for entity in un.parse(part, intake)}, intake


@pytest.fixture(scope="module")
def release(lists_folder: Path) -> tuple[dict[str, Entity], Intake]:
    return read(lists_folder / "un" / "consolidated_20260227.xml.gz")


@pytest.fixture(scope="module")
def entries(release: tuple[dict[str, Entity], Intake]) -> dict[str, Entity]:
    return release[0]


class TestRealRelease:
    """The list of 27 February 2026, after the return of the measures against Iran."""

    def test_every_entry_is_there_and_understood(self, release: tuple[dict[str, Entity], Intake]) -> None:
        entries, intake = release
        kinds = Counter(entity.kind for entity in entries.values())
        assert kinds == {"person": 730, "organization": 273}
        assert intake.problems == []
        assert intake.as_of == "2026-02-27"

    def test_digest_is_that_of_the_unpacked_file(
        self, release: tuple[dict[str, Entity], Intake], lists_folder: Path
    ) -> None:
        data = gzip.decompress((lists_folder / "un" / "consolidated_20260227.xml.gz").read_bytes())
        assert release[1].digest.hexdigest() == hashlib.sha256(data).hexdigest()

    def test_every_alias_is_accounted_for(self, entries: dict[str, Entity], lists_folder: Path) -> None:
        fates: Counter[str] = Counter()
        for number, published in _published_aliases(lists_folder / "un" / "consolidated_20260227.xml.gz"):
            names = {alias.name.casefold() for alias in entries[number].names}
            seen: set[str] = set()
            for said in published:
                text = " ".join(said.split()).casefold()
                if not text:
                    fates["empty"] += 1
                elif text in seen:
                    fates["duplicate"] += 1
                elif text in names:
                    fates["kept"] += 1
                else:
                    parts = [alias.name.casefold() for alias in taken_apart(said, "alias", "strong")[0]]
                    assert parts, said
                    assert names.issuperset(parts), said
                    fates["taken apart"] += 1
                seen.add(text)
        assert fates == {"kept": 2_665, "duplicate": 11, "taken apart": 76, "empty": 291}
        assert fates.total() - fates["empty"] == 2_752

    def test_dprk(self, entries: dict[str, Entity]) -> None:
        dprk = [entity for entity in entries.values() if entity.programmes == ("DPRK",)]
        assert Counter(entity.id[:3] for entity in dprk) == {"KPi": 80, "KPe": 75}
        published = [alias for entity in dprk for alias in entity.names[1:]]
        short = [alias for alias in published if alias.strength == "weak"]
        assert (len(published), len(short)) == (234, 10)

    def test_quality(self, entries: dict[str, Entity]) -> None:
        names = [alias for entity in entries.values() for alias in entity.names]
        assert Counter(alias.strength for alias in names) == {"strong": 3_703, "weak": 724}
        assert Counter(alias.kind for alias in names)["former"] == 61
        assert Alias("Rumuli", "alias", "weak") in entries["CDi.003"].names
        assert Alias("Byiringiro Victor Rumuli") in entries["CDi.003"].names

    def test_native_names(self, entries: dict[str, Entity]) -> None:
        native = [entity for entity in entries.values() if any(alias.kind == "native" for alias in entity.names)]
        assert len(native) == 387  # 377 of the 378 with an original script, which once is Latin; others in aliases
        assert Alias("Jin Tiesan") in entries["KPi.035"].names
        assert Alias("金铁三", "native") in entries["KPi.035"].names

    def test_an_entity(self, entries: dict[str, Entity]) -> None:
        bank = entries["KPe.047"]
        assert bank.names[:3] == (
            Alias("FOREIGN TRADE BANK (FTB)", "primary"),
            Alias("FOREIGN TRADE BANK"),
            Alias("FTB", "alias", "weak"),
        )
        assert (bank.list, bank.kind, bank.source) == ("un_sc", "organization", "UN Security Council")
        assert ListedAddress("FTB Building, Jungsong-dong, Central District", "Pyongyang", DPRK) in bank.addresses
        assert bank.identifiers == (Identifier("swift", "FTBDKPPY"),)
        assert (bank.countries, bank.designated_on) == (("KP",), "2017-08-05")
        assert bank.url == "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"

    def test_a_person(self, entries: dict[str, Entity]) -> None:
        person = entries["KPi.006"]
        assert person.names == (Alias("PAEK CHANG-HO", "primary"), Alias("Pak Chang-Ho"), Alias("Paek Ch'ang-Ho"))
        assert (person.birth_dates, person.nationalities) == (("1964-06-18",), ("KP",))
        assert person.role.startswith(
            "Senior official and head of the satellite control center of Korean Committee"
        )
        assert person.remarks.endswith(f"\nPlace of birth: Kaesong, {DPRK}")
        assert Identifier("passport", "381420754", note="issued on 2011-12-07") in person.identifiers

    @pytest.mark.parametrize(
        ("number", "dates"),
        [
            ("KPi.066", ("1967/1969",)),
            ("CDi.004", ("1973-11",)),
            ("QDi.395", ("1958-09",)),
            ("QDi.001", ("1963-04-11", "1960-04-11")),
            ("QDi.291", ("1982-04-19", "1982-04-18")),
            ("LYi.022", ()),
        ],
    )
    def test_birth_dates(self, entries: dict[str, Entity], number: str, dates: tuple[str, ...]) -> None:
        assert entries[number].birth_dates == dates

    def test_what_is_no_date_stays_in_the_remarks(self, entries: dict[str, Entity]) -> None:
        assert "Date of birth: approximately, 30-35 years old" in entries["LYi.022"].remarks
        assert "Date of birth: 24/06/1402 (Hijri Calendar)" in entries["QDi.291"].remarks

    def test_documents(self, entries: dict[str, Entity]) -> None:
        kinds = Counter(part.kind for entity in entries.values() for part in entity.identifiers)
        assert kinds == {
            "passport": 313,
            "national_id": 146,
            "imo": 16,
            "email": 15,
            "swift": 5,
            "tax": 2,
            "registration": 1,
        }
        assert Identifier("passport", "381110042", note="Expired 25 Jan. 2016") in entries["KPi.021"].identifiers

    def test_last_change_is_the_latest(self, entries: dict[str, Entity]) -> None:
        assert entries["QDi.001"].updated_on == "2022-11-08"
        assert max(entity.updated_on for entity in entries.values()) <= "2026-02-27"


DPRK = "Democratic People's Republic of Korea"


def _published_aliases(path: Path) -> Iterator[tuple[str, list[str]]]:
    tree = etree.fromstring(gzip.decompress(path.read_bytes()))
    for entry in tree.iter("INDIVIDUAL", "ENTITY"):
        number = (entry.findtext("REFERENCE_NUMBER") or "").strip()
        yield number, [alias.text or "" for alias in entry.iterfind("*/ALIAS_NAME")]


def test_earlier_release(lists_folder: Path) -> None:
    entries, intake = read(lists_folder / "un" / "consolidated_20250419.xml.gz")
    assert Counter(entity.kind for entity in entries.values()) == {"person": 684, "organization": 193}
    assert (intake.as_of, intake.problems) == ("2025-04-19", [])
    assert Counter(entity.id[:3] for entity in entries.values() if entity.programmes == ("DPRK",)) == {
        "KPi": 80,
        "KPe": 75,
    }


def listed(tmp_path: Path, body: str, *, start: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> Path:
    path = tmp_path / "un.xml"
    path.write_text(
        f'{start}<CONSOLIDATED_LIST dateGenerated="2026-03-04T00:00:09.554Z">{body}</CONSOLIDATED_LIST>', "utf-8"
    )
    return path


def individual(inside: str, number: str = "<REFERENCE_NUMBER> KPi.999 </REFERENCE_NUMBER>") -> str:
    return f"<INDIVIDUALS><INDIVIDUAL><DATAID>7</DATAID>{number}{inside}</INDIVIDUAL></INDIVIDUALS>"


NAMED = "<FIRST_NAME>TESTOV</FIRST_NAME><SECOND_NAME> EXAMPLE\n </SECOND_NAME>"


def alias(name: str, quality: str = "Good", more: str = "") -> str:
    return (
        f"<INDIVIDUAL_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME>{more}</INDIVIDUAL_ALIAS>"
    )


class TestStrangeEntries:
    """Invented ones."""

    def test_name_parts_are_joined_and_the_number_trimmed(self, tmp_path: Path) -> None:
        entries, intake = read(listed(tmp_path, individual(NAMED)))
        assert [(entity.id, entity.name) for entity in entries.values()] == [("KPi.999", "TESTOV EXAMPLE")]
        assert (intake.as_of, intake.problems) == ("2026-03-04", [])

    def test_one_name_stands_once_and_strong_wins(self, tmp_path: Path) -> None:
        body = NAMED + alias("T. Example", "Low") + alias("t. example") + alias("Testov Example")
        entries, _ = read(listed(tmp_path, individual(body)))
        assert entries["KPi.999"].names == (Alias("TESTOV EXAMPLE", "primary"), Alias("T. Example"))

    def test_the_only_name_is_the_primary_one_in_any_script(self, tmp_path: Path) -> None:
        body = "<NAME_ORIGINAL_SCRIPT>리테스트</NAME_ORIGINAL_SCRIPT>"
        entries, _ = read(listed(tmp_path, individual(body)))
        assert entries["KPi.999"].names == (Alias("리테스트", "primary"),)

    def test_an_unknown_quality_is_told_and_the_name_kept(self, tmp_path: Path) -> None:
        entries, intake = read(listed(tmp_path, individual(NAMED + alias("Invented Name", "Middling"))))
        assert Alias("Invented Name") in entries["KPi.999"].names
        assert intake.problems == [
            "un.xml, KPi.999, QUALITY: not one of Good, Low, a.k.a., f.k.a. (got 'Middling')"
        ]

    def test_a_note_may_make_an_alias_a_former_name(self, tmp_path: Path) -> None:
        body = NAMED + alias("Old Example", more="<NOTE>formerly listed as</NOTE>")
        entries, _ = read(listed(tmp_path, individual(body)))
        assert Alias("Old Example", "former") in entries["KPi.999"].names
        assert entries["KPi.999"].remarks == ""

    def test_a_note_without_an_alias_is_told(self, tmp_path: Path) -> None:
        _, intake = read(listed(tmp_path, individual(NAMED + alias("", more="<NOTE>lost</NOTE>"))))
        assert intake.problems == ["un.xml, KPi.999, ALIAS_NAME: an alias without a name (got 'lost')"]

    def test_a_date_that_is_none_is_told(self, tmp_path: Path) -> None:
        birth = "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>31 Foo</DATE>"
        body = f"{NAMED}{birth}</INDIVIDUAL_DATE_OF_BIRTH><LISTED_ON>soon</LISTED_ON>"
        entries, intake = read(listed(tmp_path, individual(body)))
        assert entries["KPi.999"].birth_dates == ()
        assert intake.problems == [
            "un.xml, KPi.999, INDIVIDUAL_DATE_OF_BIRTH: not a date (got '31 Foo')",
            "un.xml, KPi.999, LISTED_ON: not a date (got 'soon')",
        ]
        assert intake.skipped == []

    def test_a_nationality_that_is_none_is_told_and_kept(self, tmp_path: Path) -> None:
        body = NAMED + "<NATIONALITY><VALUE>Atlantis</VALUE><VALUE>Congo</VALUE></NATIONALITY>"
        entries, intake = read(listed(tmp_path, individual(body)))
        assert entries["KPi.999"].nationalities == ("CG",)
        assert entries["KPi.999"].remarks == "Nationality: Atlantis"
        assert intake.problems == ["un.xml, KPi.999, NATIONALITY: not a country that is known (got 'Atlantis')"]

    def test_unknown_elements_are_told_once(self, tmp_path: Path) -> None:
        body = NAMED + "<NICKNAME>X</NICKNAME><NICKNAME>Y</NICKNAME>" + alias("A", more="<SCRIPT/>")
        _, intake = read(listed(tmp_path, individual(body) + individual(body)))
        assert intake.problems[:2] == [
            "un.xml, KPi.999, NICKNAME: an element that is not known and not read",
            "un.xml, KPi.999, INDIVIDUAL_ALIAS/SCRIPT: an element that is not known and not read",
        ]
        assert len(intake.problems) == 3  # the third: one number twice

    def test_an_entry_without_a_name_is_left_out_and_told(self, tmp_path: Path) -> None:
        entries, intake = read(listed(tmp_path, individual("", number="")))
        assert entries == {}
        assert intake.skipped == ["un.xml, DATAID 7, FIRST_NAME: an entry without a name"]

    def test_an_entry_without_a_number_takes_its_data_id(self, tmp_path: Path) -> None:
        entries, intake = read(listed(tmp_path, individual(NAMED, number="")))
        assert list(entries) == ["7"]
        assert len(intake.problems) == 1

    def test_the_notice_of_interpol_is_the_address(self, tmp_path: Path) -> None:
        body = NAMED + "<COMMENTS1>Notice web link: https://www.interpol.int/notice/7, more.</COMMENTS1>"
        entries, _ = read(listed(tmp_path, individual(body)))
        assert entries["KPi.999"].url == "https://www.interpol.int/notice/7"

    def test_an_unknown_document_is_told(self, tmp_path: Path) -> None:
        document = "<TYPE_OF_DOCUMENT>Library card</TYPE_OF_DOCUMENT><NUMBER>12</NUMBER>"
        body = f"{NAMED}<INDIVIDUAL_DOCUMENT>{document}</INDIVIDUAL_DOCUMENT>"
        entries, intake = read(listed(tmp_path, individual(body)))
        assert entries["KPi.999"].identifiers == (Identifier("other", "12"),)
        assert "not a kind of document" in intake.problems[0]


def test_damaged_files(tmp_path: Path) -> None:
    path = listed(tmp_path, individual(NAMED))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(WatchlistError, match=r"un\.xml: the XML is damaged or cut off"):
        read(path)
    entity = '<!DOCTYPE x [<!ENTITY a "b">]>'
    with pytest.raises(WatchlistError, match="document type"):
        read(listed(tmp_path, individual(NAMED), start=entity))


def test_other_xml_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "other.xml"
    path.write_text("<export><CONSOLIDATED_LIST/></export>")
    assert not un.recognises(Part(path))


@pytest.mark.parametrize(
    ("said", "names", "rest"),
    [
        ("Azim Adhajani; Azim Agha-Jani", ["Azim Adhajani", "Azim Agha-Jani"], ""),
        ("Mohammad Sabet b) M. Javad Sabet; M. Sabet", ["Mohammad Sabet", "M. Javad Sabet", "M. Sabet"], ""),
        ("حسن غول (Hassan Ghul; Hassan Gul)", ["حسن غول", "Hassan Ghul", "Hassan Gul"], ""),
        ("Abubakar (original script: Абубакар)", ["Abubakar", "Абубакар"], ""),
        ("Agha Jan Alizai اغا جان", ["Agha Jan Alizai", "اغا جان"], ""),
        ("أنصار (Ansar al Charia in Libya (ASL))", ["أنصار", "Ansar al Charia in Libya", "ASL"], ""),
        ("أنصار (Ansar Network - sub-unit name)", ["أنصار", "Ansar Network"], ""),
        ("Encep Nurjaman (birth name)", ["Encep Nurjaman"], "birth name"),
        ("SECOND ACADEMY (KPE.018)", ["SECOND ACADEMY"], "KPE.018"),
        ("Safia Example, born 1 Jan. 1953 (Oman)", ["Safia Example"], "born 1 Jan. 1953 (Oman"),
        ('"KOMID"', ["KOMID"], ""),
        ("“General” Sidiki", ["“General” Sidiki"], ""),
        ("Leader (Hong Kong) International Trading", ["Leader (Hong Kong) International Trading"], ""),
        ("華信船務(香港)有限公司", ["華信船務(香港)有限公司"], ""),
    ],
)
def test_names_in_one_field(said: str, names: list[str], rest: str) -> None:
    found, left = taken_apart(said, "alias", "strong")
    assert [name.name for name in found] == names
    assert left == rest


def test_a_bracket_may_say_that_a_name_is_former() -> None:
    assert taken_apart("Testov (previously listed as)", "alias", "weak") == (
        [Alias("Testov", "former", "weak")],
        "",
    )


@pytest.mark.parametrize(
    ("note", "name", "names"),
    [
        ("original script: Абу Банат", "Abu Banat", ["Абу Банат"]),
        ("Yunis al-Mauritani; Younis al-Mauritani", "شيخ يونس", ["Yunis al-Mauritani", "Younis al-Mauritani"]),
        ("(Abu Du’a; Abu Duaa’) known by this", "أبو دعاء", ["Abu Du’a", "Abu Duaa’"]),
        ("Passport number: B0515260; DOB: 1948", "Testov", []),
        ("nom de guerre", "Testov", []),
    ],
)
def test_names_in_a_note(note: str, name: str, names: list[str]) -> None:
    assert [alias.name for alias in noted_names(note, name, "strong")] == names


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("403062567 (US)", Identifier("passport", "403062567", "US")),
        ("R00012098, South Sudan", Identifier("passport", "R00012098", "SS")),
        ("German travel document A 0139243", Identifier("passport", "A 0139243", note="German travel document")),
        ("96 03 464086", Identifier("passport", "96 03 464086")),
    ],
)
def test_numbers_with_words(number: str, found: Identifier) -> None:
    assert read_document({"TYPE_OF_DOCUMENT": "Passport", "NUMBER": number}) == found


@pytest.mark.parametrize(
    ("note", "kind", "value"),
    [
        ("Italian Fiscal Code: DAOMMD74T11Z352Z", "tax", "DAOMMD74T11Z352Z"),
        ("04643632 issued on 18 Jun. 1999", "national_id", "04643632"),
        ("Tunisian passport number L 191609 issued on 28 Feb. 1996", "passport", "L 191609"),
    ],
)
def test_numbers_in_a_note(note: str, kind: str, value: str) -> None:
    found = read_document({"TYPE_OF_DOCUMENT": "National Identification Number", "NOTE": note})
    assert found is not None
    assert (found.kind, found.value, found.note) == (kind, value, note)


def test_a_document_without_a_number_is_none() -> None:
    assert read_document({"TYPE_OF_DOCUMENT": "Passport", "NOTE": "issued in 1993, under another name"}) is None


def test_identifiers_in_remarks() -> None:
    text = "International Maritime Organization (IMO) Number: 1790183. Company registration number 1177053."
    assert list(identifiers_in(text)) == [Identifier("imo", "1790183"), Identifier("registration", "1177053")]
