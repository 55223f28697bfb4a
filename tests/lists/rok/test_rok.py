"""The Korean lists: the annex of the Financial Services Commission, and tables of announcements."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rok import announcements as rok_announcements
from screening.lists.rok import fsc_annex as rok
from screening.watchlist import Alias, Entity, Identifier, ListedAddress
from tests.lists.workbooks import Cell, workbook

TITLE = "금융거래등제한대상자 명단 ({}명)"
NETWORK = 'INVENTED NETWORK (a.k.a. MADE-UP NETWORK; f.k.a. "IN") [E.O.13224].'
PERSON = "EXAMPLE, Abu (a.k.a. TESTOV, Abu); DOB 03 Mar 1975; POB Nowhere; (individual) [E.O.13224]."
OWN = (
    "RI, Example(리보기) (a.k.a. RI, Sample); DOB 14 Mar 1969; nationality Korea, North; Gender Male;\n"
    "Passport 999000111 (Korea, North) (2022. 12. 2. 지정)."
)

Read = Callable[..., tuple[list[Entity], Intake]]


def as_xml(text: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<AdmRulService><행정규칙기본정보>'
        "<행정규칙명><![CDATA[금융거래등제한대상자 지정 및 지정 취소에 관한 규정]]></행정규칙명>"
        "<발령일자>20260122</발령일자><발령번호>2026-2</발령번호><시행일자>20260123</시행일자></행정규칙기본정보>"
        f"<별표><별표단위><별표내용><![CDATA[{text}]]></별표내용></별표단위></별표></AdmRulService>"
    )


def as_text(text: str) -> str:
    return f"[시행 2026. 1. 23.] [금융위원회고시 제2026-2호, 2026. 1. 22., 일부개정]\n{text}"


@pytest.fixture(params=[as_xml, as_text], ids=["xml", "text"])
def read(tmp_path: Path, request: pytest.FixtureRequest) -> Read:
    def reading(*entries: str, count: int | None = None, end: str = "\n") -> tuple[list[Entity], Intake]:
        numbered = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
        text = f"{TITLE.format(count or len(entries))}\n{numbered}{end}"
        path = tmp_path / "annex"
        path.write_text(request.param(text), encoding="utf-8")
        part, intake = Part(path), Intake()
        assert rok.recognises(part)
        return list(rok.parse(part, intake)), intake

    return reading


def test_an_entry_of_the_country_s_own(read: Read) -> None:
    (entity,), intake = read(OWN)
    assert intake.problems == []
    assert intake.as_of == "2026-01-23"
    assert entity == Entity(
        id="1",
        list="rok_fsc",
        kind="person",
        names=(Alias("RI, Example", "primary"), Alias("리보기", "native"), Alias("RI, Sample")),
        legal_bases=("금융위원회고시 제2026-2호",),
        countries=("KP",),
        nationalities=("KP",),
        birth_dates=("1969-03-14",),
        identifiers=(Identifier("passport", "999000111", "KP"),),
        designated_on="2022-12-02",
        remarks=OWN.replace("\n", " "),
        source="ROK FSC",
        url=entity.url,
    )


def test_entries_in_the_older_manner(read: Read) -> None:
    (network, person), intake = read(NETWORK, PERSON)
    assert intake.problems == []
    assert network.kind == "organization"
    assert network.names == (
        Alias("INVENTED NETWORK", "primary"),
        Alias("MADE-UP NETWORK"),
        Alias("IN", "former", "weak"),
    )
    assert (network.programmes, network.designated_on) == (("E.O.13224",), "")
    assert (person.kind, person.names[0], person.birth_dates) == (
        "person",
        Alias("EXAMPLE, Abu", "primary"),
        ("1975-03-03",),
    )


@pytest.mark.parametrize(
    ("entry", "kind", "names", "address"),
    [
        (
            "INVENTED TRADING CO., LTD., 1 Nowhere Road, Yanji, China.",
            "organization",
            ["INVENTED TRADING CO., LTD."],
            ListedAddress("1 Nowhere Road, Yanji", country="China"),
        ),
        (
            "INVENTED BANK (a.k.a. IB Bank), Pyongyang, Korea, North; Dandong, China.",
            "organization",
            ["INVENTED BANK", "IB Bank"],
            ListedAddress("Pyongyang", country="Korea, North"),
        ),
        ("(김보기), China; Vice Representative of Nothing.", "person", ["김보기"], ListedAddress(country="China")),
        ("HONG, Example, DOB 19 Jan 1972.", "person", ["HONG, Example"], None),
        ("KIM, Jordan; Gender Male.", "person", ["KIM, Jordan"], None),
        ("KIM, Example, Dandong, China.", "person", ["KIM, Example"], ListedAddress("Dandong", country="China")),
        (
            "INVENTED GROUP LIMITED (Chinese Traditional: 發明集團有限公司).",
            "organization",
            ["INVENTED GROUP LIMITED", "發明集團有限公司"],
            None,
        ),
        ("KIM, Example a.k.a. KIM, Exampel; Gender Male.", "person", ["KIM, Example", "KIM, Exampel"], None),
        ("RI, Example (리보기, 李例); Gender Male.", "person", ["RI, Example", "리보기", "李例"], None),
        (
            'INVENTED BANK (IB; a.k.a. Imagined Bank; also known as "RED"), Pyongyang, Korea, North.',
            "organization",
            ["INVENTED BANK", "IB", "Imagined Bank", "RED"],
            ListedAddress("Pyongyang", country="Korea, North"),
        ),
        ("EXAMPLE BRIGADE (EXB) (예시여단연합).", "organization", ["EXAMPLE BRIGADE (EXB)", "예시여단연합"], None),
        ("LETTERS, NUMBERS AND SIGNS BUREAU.", "organization", ["LETTERS, NUMBERS AND SIGNS BUREAU"], None),
        ("INVENTED STAR; Vessel Registration Identification IMO 9999993.", "vessel", ["INVENTED STAR"], None),
        (
            "INVENTED STAR (a.k.a. MADE-UP STAR) (발명별), IMO 9999993.",
            "vessel",
            ["INVENTED STAR", "MADE-UP STAR", "발명별"],
            None,
        ),
        ("INVENTED STAR(발명별)(IMO: 9999993).", "vessel", ["INVENTED STAR", "발명별"], None),
    ],
)
def test_names_and_addresses(
    read: Read, entry: str, kind: str, names: list[str], address: ListedAddress | None
) -> None:
    (entity,), intake = read(entry)
    assert [alias.name for alias in entity.names] == names
    assert (entity.kind, entity.addresses[:1]) == (kind, (address,) if address else ())
    assert [number.value for number in entity.identifiers] == (["9999993"] if kind == "vessel" else [])
    assert intake.problems == []


def test_every_address_is_kept(read: Read) -> None:
    (entity,), _ = read("INVENTED BANK (a.k.a. IB Bank), Pyongyang, Korea, North; Dandong, China.")
    assert [address.country for address in entity.addresses] == ["Korea, North", "China"]
    assert entity.countries == ("KP", "CN")


def test_only_the_next_number_begins_an_entry(read: Read) -> None:
    entities, _ = read("FIRST NETWORK, see\n7. below (2022. 12.\n2. 지정).", "SECOND NETWORK.")
    assert [entity.name for entity in entities] == ["FIRST NETWORK, see 7. below", "SECOND NETWORK"]
    assert entities[0].designated_on == "2022-12-02"


def test_entries_without_a_line_of_their_own(read: Read) -> None:
    entities, intake = read("FIRST NETWORK [E.O.13224].2. SECOND NETWORK.", count=2)
    assert [entity.name for entity in entities] == ["FIRST NETWORK", "SECOND NETWORK"]
    assert intake.problems == []


def test_page_numbers_and_the_legend_are_no_entries(read: Read) -> None:
    entities, intake = read("FIRST\n- 12 -\nNETWORK.", end="\n◇ 참고\n2. E.O.13224\n")
    assert [entity.name for entity in entities] == ["FIRST NETWORK"]
    assert intake.problems == []


def test_a_name_parted_by_a_hyphen_at_the_end_of_a_line(read: Read) -> None:
    (entity,), _ = read("RI, Chong-\nhyok(리보기); Gender Male.")
    assert entity.name == "RI, Chong-hyok"


def test_another_number_of_entries_than_the_title_says_is_told(read: Read) -> None:
    _, intake = read(NETWORK, count=1066)
    assert intake.problems == ["annex: the annex speaks of 1,066 parties, 1 were found in it"]


def test_a_phrase_that_cannot_be_read_is_told(read: Read) -> None:
    (entity,), intake = read("RI, Example(리보기); DOB soon; Gender Male.")
    assert intake.problems == ["annex, entry 1: cannot be read (got 'DOB soon')"]
    assert "DOB soon" in entity.remarks


def test_an_entry_without_a_name_is_left_out(read: Read) -> None:
    entities, intake = read("; DOB 14 Mar 1969.", NETWORK)
    assert [entity.id for entity in entities] == ["2"]
    assert intake.skipped == ["annex, entry 1: an entry without a name (got '; DOB 14 Mar 1969.')"]


def test_an_entry_without_an_end(read: Read) -> None:
    with pytest.raises(WatchlistError, match="entry 1 of the annex has no end"):
        read("x" * 70 + ("\n" + "y" * 99) * 11_000)


def test_a_form_beside_the_annex_holds_no_parties(tmp_path: Path) -> None:
    form = (
        "<별표단위><별표구분>서식</별표구분><별표내용>1. Name of the applicant</별표내용></별표단위></별표></Adm"
    )
    path = tmp_path / "annex"
    path.write_text(as_xml(f"{TITLE.format(1)}\n1. {NETWORK}\n").replace("</별표></Adm", form), encoding="utf-8")
    intake = Intake()
    (entity,) = rok.parse(Part(path), intake)
    assert (entity.name, intake.problems) == ("INVENTED NETWORK", [])


def test_two_annexes_count_from_one_each(tmp_path: Path) -> None:
    more = "<별표단위><별표구분>별표</별표구분><별표내용>1. OTHER NETWORK.</별표내용></별표단위></별표></Adm"
    path = tmp_path / "annex"
    path.write_text(as_xml(f"{TITLE.format(1)}\n1. {NETWORK}\n").replace("</별표></Adm", more), encoding="utf-8")
    entities = list(rok.parse(Part(path), Intake()))
    assert [(entity.id, entity.name) for entity in entities] == [
        ("1", "INVENTED NETWORK"),
        ("1 (2)", "OTHER NETWORK"),
    ]


@pytest.mark.parametrize("text", ["<AdmRulService>x</AdmRulService>", "금융거래등제한대상자\n명단\n", "1. x\n"])
def test_another_file_is_not_mistaken_for_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other"
    path.write_text(text, encoding="utf-8")
    assert not rok.recognises(Part(path))


TABLE: dict[str, Cell] = {
    "연번": 4,
    "구분": "개인",
    "성명": "리보기(RI Example)",
    "영문": None,
    "별칭": "RI Sample; RIE",
    "생년월일": "1969. 3. 14.",
    "국적": "북한",
    "여권번호": "999000111; 888000222",
    "소속": "발명회사",
    "직책": "대표",
    "제재사유": "시험을 위하여 만들었음",
    "지정일": "2023.5.23.",
}


@pytest.fixture(params=["xlsx", "csv"])
def announced(tmp_path: Path, request: pytest.FixtureRequest) -> Read:
    def reading(*rows: dict[str, Cell], title: str = "") -> tuple[list[Entity], Intake]:
        path = tmp_path / f"announced.{request.param}"
        above: list[list[Cell]] = [[title]] if title else []
        lines: list[list[Cell]] = [*above, [*rows[0]], *([*row.values()] for row in rows)]
        if request.param == "xlsx":
            workbook(path, lines)
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(lines)
        part, intake = Part(path), Intake()
        assert rok_announcements.recognises(part)
        return list(rok_announcements.parse(part, intake)), intake

    return reading


def test_a_person_of_an_announcement(announced: Read) -> None:
    (entity,), intake = announced(TABLE)
    assert intake.problems == []
    assert entity == Entity(
        id="2023-05-23/4",
        list="rok_mofa",
        kind="person",
        names=(
            Alias("RI Example", "primary"),
            Alias("리보기", "native"),
            Alias("RI Sample"),
            Alias("RIE", "alias", "weak"),
        ),
        programmes=("ROK autonomous sanctions on the DPRK",),
        countries=("KP",),
        nationalities=("KP",),
        birth_dates=("1969-03-14",),
        identifiers=(Identifier("passport", "999000111"), Identifier("passport", "888000222")),
        designated_on="2023-05-23",
        role="발명회사, 대표",
        remarks="시험을 위하여 만들었음",
        source="ROK Ministry of Foreign Affairs",
        url=entity.url,
    )


def test_several_values_of_one_cell(announced: Read) -> None:
    (entity,), intake = announced(
        {
            **TABLE,
            "별칭": "RIE, 리이\n가) 하나 나) 둘",
            "국적": "북한/중국",
            "여권번호": "① 999000111 ② 888000222, 777",
        }
    )
    assert intake.problems == []
    assert [alias.name for alias in entity.names[2:]] == ["RIE", "리이", "하나", "둘"]
    assert entity.nationalities == ("KP", "CN")
    assert [number.value for number in entity.identifiers] == ["999000111", "888000222", "777"]


def test_a_comma_is_part_of_a_name_in_one_script(announced: Read) -> None:
    (entity,), _ = announced({**TABLE, "별칭": "RI, Sample"})
    assert entity.names[-1].name == "RI, Sample"


def test_a_day_of_the_week_is_no_part_of_a_date(announced: Read) -> None:
    (entity,), intake = announced({**TABLE, "지정일": "2023. 5. 23.(화)"})
    assert (entity.designated_on, intake.problems) == ("2023-05-23", [])


def test_a_ship_of_an_announcement(announced: Read) -> None:
    row: dict[str, Cell] = {"번호": 1, "성명": "발명별", "사유": "시험", "IMO 번호": "IMO9999993"}
    (entity,), intake = announced(row)
    assert (entity.kind, entity.identifiers) == ("vessel", (Identifier("imo", "9999993"),))
    assert intake.problems == []
    (entity,), intake = announced({**row, "IMO 번호": "V8"})
    assert (entity.identifiers, len(intake.problems)) == ((), 1)


def test_an_organization_in_other_words_below_a_title(announced: Read) -> None:
    row: dict[str, Cell] = {"번호": "1.", "기관명": "발명무역회사", "주소": "Exampletown; 예시시", "사유": "시험"}
    (entity,), intake = announced(row, title="독자제재 대상 명단")
    assert (entity.id, entity.kind, entity.names) == (
        "1",
        "organization",
        (Alias("발명무역회사", "primary"),),
    )
    assert entity.addresses == (ListedAddress("Exampletown"), ListedAddress("예시시"))
    assert intake.problems == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"생년월일": "60대"}, "생년월일: not a date (got '60대')"),
        ({"국적": "발명국"}, "국적: not a country that is known (got '발명국')"),
        ({"구분": "유령"}, "구분: not a kind of party that is known (got '유령')"),
    ],
)
def test_what_is_not_understood_of_an_announcement(announced: Read, change: dict[str, Cell], problem: str) -> None:
    (entity,), intake = announced({**TABLE, **change})
    assert entity.name == "RI Example"
    assert len(intake.problems) == 1
    assert intake.problems[0].endswith(problem)


def test_rows_of_an_announcement_without_name_or_with_the_same_number(announced: Read) -> None:
    entities, intake = announced(TABLE, {**TABLE, "성명": None}, {**TABLE, "성명": "김보기"})
    assert [entity.id for entity in entities] == ["2023-05-23/4", "2023-05-23/4 (2)"]
    assert len(intake.skipped) == 1
    assert len(intake.problems) == 2


def test_a_column_of_an_announcement_that_is_not_known_is_told(announced: Read) -> None:
    _, intake = announced({**TABLE, "지갑": "x"})
    assert len(intake.problems) == 1
    assert intake.problems[0].endswith("a column that is not known and not read (got '지갑')")
