"""Japan's lists: the asset freezes of the Ministry of Finance, and METI's End User List."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.japan import asset_freezes as japan
from screening.lists.japan import end_users as japan_end_users
from screening.lists.opening import Part
from screening.watchlist import Alias, Entity, Identifier, ListedAddress
from tests.lists.workbooks import workbook

HEADER_LINE = (
    "区分,番号,告示日付,告示番号,個人・団体,氏名（日本語）,氏名（英語）,"
    "別名・別称（日本語）,別名・別称（英語）,旧称（日本語）,旧称（英語）,"
    "確定に十分でない別名（日本語）,確定に十分でない別名（英語）,称号（日本語）,称号（英語）,役職（日本語）,役職（英語）,"
    "生年月日,出生地（日本語）,出生地（英語）,国籍（日本語）,国籍（英語）,旅券番号,身分証番号,"
    "住所・所在地（国）（日本語）,住所・所在地（都市その他の情報）（日本語）,住所・所在地（国）（英語）,"
    "住所・所在地（都市その他の情報）（英語）,国連参照番号,リスト掲載日,その他の情報,外務省告示情報"
)
HEADER = next(csv.reader([HEADER_LINE]))

Read = Callable[..., tuple[list[Entity], Intake]]


@pytest.fixture
def freezes(tmp_path: Path) -> Read:
    def reading(*rows: dict[str, str], header: list[str] = HEADER) -> tuple[list[Entity], Intake]:
        path = tmp_path / "shisantouketsu20260828.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(
                {"番号": "015-900001", "個人・団体": "個人", "氏名（英語）": "Example TESTOV", **row}
                for row in rows
            )
        part, intake = Part(path), Intake()
        assert japan.recognises(part)
        assert not japan_end_users.recognises(part)
        return list(japan.parse(part, intake)), intake

    return reading


def test_a_person_with_everything(freezes: Read) -> None:
    (entity,), intake = freezes(
        {
            "区分": "15",
            "告示日付": "2016.10.12 2020.3.27改訂",
            "告示番号": "160",
            "氏名（日本語）": "テスト・エグザンプル",
            "別名・別称（英語）": "Exampel Testow (DOB: 3 Feb. 1975. POB: Nowhere.); RED",
            "旧称（英語）": "Earlier Testov",
            "確定に十分でない別名（英語）": "Big Example",
            "称号（英語）": "Colonel",
            "役職（英語）": "Head of Nothing",
            "生年月日": "1975/2/3；1976/５/9",
            "出生地（英語）": "Nowhere",
            "国籍（日本語）": "北朝鮮",
            "旅券番号": "北朝鮮旅券999000111（2029年12月16日に失効）；888000222",
            "身分証番号": "ID12345",
            "住所・所在地（国）（英語）": "China",
            "住所・所在地（都市その他の情報）（英語）": "1 Nowhere Road, Exampletown",
            "国連参照番号": "KPi．901",
            "リスト掲載日": "2016/10/1",
            "その他の情報": "発明された。(original script: 테스트)",
        }
    )
    assert intake.problems == []
    assert entity == Entity(
        id="015-900001",
        list="jp_mof",
        kind="person",
        names=(
            Alias("Example TESTOV", "primary"),
            Alias("テスト・エグザンプル", "native"),
            Alias("Exampel Testow"),
            Alias("RED", "alias", "weak"),
            Alias("Earlier Testov", "former"),
            Alias("Big Example", "alias", "weak"),
            Alias("테스트", "native"),
        ),
        programmes=("区分15",),
        legal_bases=("告示第160号 2016.10.12 2020.3.27改訂",),
        countries=("CN", "KP"),
        nationalities=("KP",),
        birth_dates=("1975-02-03", "1976-05-09"),
        addresses=(ListedAddress("1 Nowhere Road, Exampletown", country="China"),),
        identifiers=(
            Identifier("passport", "999000111", "KP", note="北朝鮮旅券999000111（2029年12月16日に失効）"),
            Identifier("passport", "888000222"),
            Identifier("national_id", "ID12345"),
        ),
        designated_on="2016-10-12",
        updated_on="2020-03-27",
        see_also=("un_sc:KPi.901",),
        role="Colonel, Head of Nothing",
        remarks=entity.remarks,
        source="Japan MOF",
        url=entity.url,
    )
    assert entity.remarks.splitlines() == [
        "Exampel Testow (DOB: 3 Feb. 1975. POB: Nowhere.)",
        "出生地: Nowhere",
        "リスト掲載日: 2016/10/1",
        "その他の情報: 発明された。(original script: 테스트)",
    ]


def test_a_company_with_a_japanese_name_only(freezes: Read) -> None:
    (entity,), intake = freezes({"個人・団体": "団体", "氏名（英語）": "", "氏名（日本語）": "発明貿易会社"})
    assert (entity.kind, entity.names) == ("organization", (Alias("発明貿易会社", "primary"),))
    assert intake.problems == []


def test_semicolons_within_brackets_part_nothing(freezes: Read) -> None:
    (entity,), _ = freezes(
        {"別名・別称（日本語）": "サイフ(生年月日1960/4/11； 1963/4/11、国籍発明国)；アデル・テスト"}
    )
    assert [alias.name for alias in entity.names[1:]] == ["サイフ", "アデル・テスト"]


@pytest.mark.parametrize(
    "said",
    [
        "One Example；Two Example",
        "(a) One Example (b) Two Example",
        "（ａ）One Example（ｂ） Two Example",
        "① One Example ② Two Example",
        "One Example\nTwo Example",
        "One Example; a.k.a. Two Example",
        "One Example (a.k.a.: Two Example)",
    ],
)
def test_several_names_of_one_cell(freezes: Read, said: str) -> None:
    (entity,), _ = freezes({"別名・別称（英語）": said})
    assert entity.names[1:] == (Alias("One Example"), Alias("Two Example"))


def test_a_name_that_says_what_else_its_party_is_called(freezes: Read) -> None:
    (entity,), _ = freezes({"氏名（英語）": "EXAMPLE TRADING (previously listed as Made-Up Trading; IT)"})
    assert entity.names == (
        Alias("EXAMPLE TRADING", "primary"),
        Alias("Made-Up Trading", "former"),
        Alias("IT", "former"),
    )


def test_several_numbers_of_one_cell(freezes: Read) -> None:
    (entity,), _ = freezes({"旅券番号": "(a) A00195974 (b) B1234567"})
    assert entity.identifiers == (Identifier("passport", "A00195974"), Identifier("passport", "B1234567"))


def test_wallets_stand_in_the_prose(freezes: Read) -> None:
    address = "1" + "Examp1e" * 4
    (entity,), _ = freezes({"その他の情報": f"Digital Currency Address - XBT {address}"})
    assert entity.identifiers == (Identifier("wallet", address, currency="XBT"),)
    assert address in entity.remarks


def test_several_un_references(freezes: Read) -> None:
    (entity,), _ = freezes({"国連参照番号": "KPe.901, KPe．902"})
    assert entity.see_also == ("un_sc:KPe.901", "un_sc:KPe.902")


def test_another_party_under_the_same_number_is_kept(freezes: Read) -> None:
    entities, intake = freezes({}, {"氏名（英語）": "Quite OTHERSON"})
    assert [entity.id for entity in entities] == ["015-900001", "015-900001 (2)"]
    assert intake.problems == [
        "shisantouketsu20260828.csv, line 3, 番号: stands on an earlier line already (got '015-900001')"
    ]


@pytest.mark.parametrize(
    ("said", "dates", "remark"),
    [
        ("約1965年", ("1965",), "生年月日: 約1965年"),
        ("1942.7.10 1943.8.9", ("1942-07-10", "1943-08-09"), ""),
        ("1958年から1963年の間", ("1958/1963",), "生年月日: 1958年から1963年の間"),
        ("1955年-1958年頃", ("1955/1958",), "生年月日: 1955年-1958年頃"),
        ("1975年", ("1975",), ""),
        ("1975年3月", ("1975-03",), ""),
        ("1975年3月21日又は1976年", ("1975-03-21", "1976"), ""),
        ("およそ1970年", ("1970",), "生年月日: およそ1970年"),
    ],
)
def test_birth_dates(freezes: Read, said: str, dates: tuple[str, ...], remark: str) -> None:
    (entity,), intake = freezes({"生年月日": said})
    assert (entity.birth_dates, entity.remarks) == (dates, remark)
    assert intake.problems == []


def test_addresses_in_several_countries(freezes: Read) -> None:
    land, rest = "住所・所在地（国）（英語）", "住所・所在地（都市その他の情報）（英語）"
    (same,), _ = freezes({land: "China; Russia", rest: "1 Nowhere Road; 2 Nowhere Road"})
    assert same.addresses == (
        ListedAddress("1 Nowhere Road", country="China"),
        ListedAddress("2 Nowhere Road", country="Russia"),
    )
    (more,), _ = freezes({land: "China; Russia", rest: "1 Nowhere Road"})
    assert more.addresses == (
        ListedAddress("1 Nowhere Road"),
        ListedAddress(country="China"),
        ListedAddress(country="Russia"),
    )
    assert more.countries == ("CN", "RU")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"個人・団体": "船舶"}, "個人・団体: neither 個人 nor 団体 (got '船舶')"),
        ({"生年月日": "10月10日"}, "生年月日: not a date (got '10月10日')"),
    ],
)
def test_what_is_not_understood_is_told_and_the_row_stays(
    freezes: Read, row: dict[str, str], problem: str
) -> None:
    (entity,), intake = freezes(row)
    assert entity.name == "Example TESTOV"
    assert intake.problems == [f"shisantouketsu20260828.csv, line 2, {problem}"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"番号": ""}, "番号: a row without a number"),
        ({}, "番号: stands on an earlier line already (got '015-900001')"),
        ({"番号": "2", "氏名（英語）": ""}, "氏名: a row without a name"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out(freezes: Read, row: dict[str, str], problem: str) -> None:
    entities, intake = freezes({}, row)
    assert len(entities) == 1
    assert intake.skipped == [f"shisantouketsu20260828.csv, line 3, {problem}"]


def test_an_unknown_column_is_told(freezes: Read) -> None:
    _, intake = freezes({"新しい列": "x"}, header=[*HEADER, "新しい列"])
    assert intake.problems == [
        "shisantouketsu20260828.csv, header: a column that is not known and not read (got '新しい列')"
    ]


METI = [
    "No.",
    "国名、地域名\nCountry or Region",
    "企業名、組織名\nCompany or Organization",
    "別名\nAlso Known As",
    "懸念区分\nType of WMD",
    "通常兵器\nConventional Weapons",
]
END_USER = [
    7,
    "北朝鮮\nDemocratic People's Republic of Korea",
    "Invented Machine Works（発明機械工場）",
    "・Made-Up Works\n・IMW",
    "生物、核\nＢ,N",
    "CW",
]


@pytest.fixture(params=["xlsx", "csv"])
def end_users(tmp_path: Path, request: pytest.FixtureRequest) -> Read:
    def reading(*rows: list[str | int | None], header: list[str] = METI) -> tuple[list[Entity], Intake]:
        path = tmp_path / f"20250929_4.{request.param}"
        if request.param == "xlsx":
            workbook(path, [header, *rows], "ユーザーリスト")
        else:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([header, *rows])
        part, intake = Part(path), Intake()
        assert japan_end_users.recognises(part)
        assert not japan.recognises(part)
        return list(japan_end_users.parse(part, intake)), intake

    return reading


@pytest.mark.parametrize(
    "header",
    [METI, [cell.splitlines()[0] for cell in METI], [cell.splitlines()[-1] for cell in METI]],
    ids=["both", "Japanese", "English"],
)
def test_an_end_user(end_users: Read, header: list[str]) -> None:
    (entity,), intake = end_users(END_USER, header=header)
    assert intake.problems == []
    assert entity == Entity(
        id="7",
        list="jp_meti",
        kind="organization",
        names=(
            Alias("Invented Machine Works（発明機械工場）", "primary"),
            Alias("Invented Machine Works"),
            Alias("発明機械工場", "native"),
            Alias("Made-Up Works"),
            Alias("IMW", "alias", "weak"),
        ),
        programmes=(
            "METI End User List: biological",
            "METI End User List: nuclear",
            "METI End User List: conventional weapons",
        ),
        countries=("KP",),
        addresses=(ListedAddress(country="Democratic People's Republic of Korea"),),
        source="Japan METI End User List",
        url=entity.url,
    )


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        (1, "Atlantis", "Country or Region: not a country that is known (got 'Atlantis')"),
        (4, "X", "Type of WMD: not a kind of concern that is known (got 'X')"),
    ],
)
def test_what_is_not_understood_of_an_end_user(end_users: Read, column: int, value: str, problem: str) -> None:
    changed = [*END_USER[:column], value, *END_USER[column + 1 :]]
    (entity,), intake = end_users(changed)
    assert entity.names[1] == Alias("Invented Machine Works")
    assert len(intake.problems) == 1
    assert intake.problems[0].endswith(problem)


def test_rows_without_number_or_name_are_left_out(end_users: Read) -> None:
    entities, intake = end_users(END_USER, ["n/a", *END_USER[1:]], [8, END_USER[1], "", *END_USER[3:]], END_USER)
    assert [entity.id for entity in entities] == ["7"]
    assert len(intake.skipped) == 3


def test_another_end_user_under_the_same_number_is_kept(end_users: Read) -> None:
    entities, intake = end_users(END_USER, [*END_USER[:2], "Quite Other Works", *END_USER[3:]])
    assert [entity.id for entity in entities] == ["7", "7 (2)"]
    assert intake.skipped == []
    assert len(intake.problems) == 1


def test_a_table_without_these_columns(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("No.,Country,Name\n1,China,x\n", encoding="utf-8")
    part = Part(path)
    assert not japan.recognises(part)
    assert not japan_end_users.recognises(part)
    with pytest.raises(WatchlistError, match="there is no header"):
        list(japan_end_users.parse(part, Intake()))
