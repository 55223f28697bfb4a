"""Countries as people write them."""

from __future__ import annotations

import runpy
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening import places, shipped
from screening.places.countries import folded

TASK = Path(__file__).parent.parent / "tasks" / "make_countries.py"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("CN", "CN", id="alpha-2"),
        pytest.param("cn", "CN", id="alpha-2 in small letters"),
        pytest.param("cN", "CN", id="alpha-2 in mixed letters"),
        pytest.param(" CN ", "CN", id="alpha-2 between spaces"),
        pytest.param("CHN", "CN", id="alpha-3"),
        pytest.param("China", "CN", id="short name"),
        pytest.param("People's Republic of China", "CN", id="official name"),
        pytest.param("People’s Republic of China", "CN", id="typographic apostrophe"),
        pytest.param("PRC", "CN", id="abbreviation"),
        pytest.param("P.R. China", "CN", id="abbreviation with points"),
        pytest.param("中国", "CN", id="native name"),
        pytest.param("中華人民共和國", "CN", id="native name in traditional characters"),
        pytest.param("ＣＨＩＮＡ", "CN", id="full width"),
        pytest.param("Россия", "RU", id="Russia in Russian"),
        pytest.param("Russian Federation", "RU", id="Russia, official"),
        pytest.param("Viet Nam", "VN", id="Vietnam in two words"),
        pytest.param("Việt Nam", "VN", id="Vietnam in Vietnamese"),
        pytest.param("Cote d'Ivoire", "CI", id="without accents"),
        pytest.param("Ivory Coast", "CI", id="translated"),
        pytest.param("TÜRKİYE", "TR", id="dotted capital I"),
        pytest.param("Turkey", "TR", id="earlier English name"),
        pytest.param("Burma", "MM", id="earlier name"),
        pytest.param("The Netherlands", "NL", id="with article"),
        pytest.param("U.A.E.", "AE", id="UAE"),
        pytest.param("UK", "GB", id="UK"),
        pytest.param("EL", "GR", id="EL, as the EU writes it"),
        pytest.param("XK", "XK", id="Kosovo, user-assigned"),
        pytest.param("Kosovo", "XK", id="Kosovo by name"),
        pytest.param("Taiwan", "TW", id="Taiwan"),
        pytest.param("Republic of China", "TW", id="Republic of China"),
        pytest.param("Hong Kong", "HK", id="Hong Kong"),
        pytest.param("Macau", "MO", id="Macau"),
        pytest.param("Macao", "MO", id="Macao"),
        pytest.param("Guinea", "GN", id="Guinea"),
        pytest.param("Equatorial Guinea", "GQ", id="Equatorial Guinea"),
        pytest.param("Niger", "NE", id="Niger"),
        pytest.param("Nigeria", "NG", id="Nigeria"),
        pytest.param("DR Congo", "CD", id="DR Congo"),
        pytest.param("Congo-Brazzaville", "CG", id="Congo-Brazzaville"),
    ],
)
def test_reads_a_country(text: str, code: str) -> None:
    assert places.country(text) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [("KR", text) for text in ("KR", "KOR", "South Korea", "Republic of Korea", "Korea (Republic of)")]
    + [
        ("KR", text)
        for text in ("Korea, Republic of", "Korea, South", "ROK", "한국", "대한민국", "韩国", "Южная Корея")
    ]
    + [
        ("KP", text)
        for text in ("KP", "PRK", "North Korea", "DPRK", "D.P.R.K.", "Democratic People's Republic of Korea")
    ]
    + [("KP", text) for text in ("Korea, Democratic People's Republic of", "북한", "朝鲜", "北朝鮮", "КНДР")],
)
def test_tells_the_two_koreas_apart(code: str, text: str) -> None:
    assert places.country(text) == code


@pytest.mark.parametrize(
    "text", ["Korea", "KOREA", " korea ", "Corea", "Corée", "Корея", "조선", "朝鮮", "Joseon"]
)
def test_a_bare_korea_is_nobodys(text: str) -> None:
    assert places.country(text) is None
    assert places.country_problem(text) == (
        "may be KR (South Korea) or KP (North Korea): give the code or the full name"
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Congo", ("CG", "CD"), id="Congo"),
        pytest.param("コンゴ", ("CG", "CD"), id="Congo in Japanese"),
        pytest.param("Virgin Islands", ("VG", "VI"), id="Virgin Islands"),
        pytest.param("St. Martin", ("MF", "SX"), id="Saint Martin"),
    ],
)
def test_a_shared_name_is_asked_back(text: str, codes: tuple[str, ...]) -> None:
    assert places.country(text) is None
    assert all(f"{code} (" in places.country_problem(text) for code in codes)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" . ", id="punctuation"),
        pytest.param("Chna", id="misspelt: never fuzzy"),
        pytest.param("North Kores", id="misspelt North Korea: never fuzzy"),
        pytest.param("China Town", id="more than a country"),
        pytest.param("ZZ", id="unassigned code"),
        pytest.param("Yugoslavia", id="dissolved"),
        pytest.param("n/a", id="not Namibia"),
        pytest.param("China" * 1000, id="long"),
        pytest.param("C\x00N", id="control character"),
    ],
)
def test_what_is_no_country_is_told(text: str) -> None:
    assert places.country(text) is None
    assert places.country_problem(text) == "not a country code or a name in the reviewed table"


def test_names() -> None:
    assert places.country_name("KP") == "North Korea"
    assert places.country_name("RU") == "Russia"
    assert places.country_name("XK") == "Kosovo"
    assert places.country_name("ZZ") == "ZZ"


def test_every_code_reads_as_itself() -> None:
    for row in shipped.rows("countries.csv"):
        assert places.country(row["code"]) == row["code"]
        assert places.country(row["alpha3"]) == row["code"]
        assert places.country_name(row["code"]) == row["name"]
        if row["code"] != "MF":  # its short name is also that of SX
            assert places.country(row["name"]) == row["code"]


def test_no_name_means_two_countries_and_none_stands_twice() -> None:
    codes = defaultdict(list)
    for row in shipped.rows("countries.csv"):
        for name in (row["code"], row["alpha3"], *row["names"].split("; ")):
            codes[folded(name)].append(row["code"])
    assert "" not in codes
    assert {name: found for name, found in codes.items() if len(found) > 1} == {}


def test_table_is_the_one_that_the_task_makes() -> None:
    shipped_text = shipped.path("countries.csv").read_text(encoding="utf-8")
    if f"pycountry {version('pycountry')}," not in shipped_text:
        pytest.skip("made with another version of pycountry")
    assert runpy.run_path(str(TASK))["render"]() == shipped_text


@given(st.text(max_size=30))
def test_folding_is_done_once(text: str) -> None:
    once = folded(text)
    if not once.startswith("the "):
        assert folded(once) == once


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    code = places.country(text)
    assert code is None or len(code) == 2
    assert places.country_problem(text)
