"""Time zones, their countries and their offsets."""

from __future__ import annotations

import runpy
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening import places, shipped
from screening.places import Zone

TASK = Path(__file__).parent.parent / "tasks" / "make_time_zones.py"


@pytest.mark.parametrize(
    ("text", "name", "countries", "offsets"),
    [
        pytest.param("Asia/Shanghai", "Asia/Shanghai", {"CN"}, (480,), id="China"),
        pytest.param("Asia/Vladivostok", "Asia/Vladivostok", {"RU"}, (600,), id="Vladivostok"),
        pytest.param("Asia/Pyongyang", "Asia/Pyongyang", {"KP"}, (540,), id="DPRK"),
        pytest.param("Asia/Seoul", "Asia/Seoul", {"KR"}, (540,), id="Republic of Korea"),
        pytest.param("ASIA/SHANGHAI", "Asia/Shanghai", {"CN"}, (480,), id="capitals"),
        pytest.param(" america/new york ", "America/New_York", {"US"}, (-300, -240), id="with space"),
        pytest.param("Europe/Berlin", "Europe/Berlin", {"DE"}, (60, 120), id="daylight saving"),
        pytest.param("Africa/Casablanca", "Africa/Casablanca", {"MA"}, (0, 60), id="clock of Ramadan"),
        pytest.param("Asia/Kathmandu", "Asia/Kathmandu", {"NP"}, (345,), id="quarter of an hour"),
        pytest.param("Asia/Calcutta", "Asia/Calcutta", {"IN"}, (330,), id="older name"),
        pytest.param("Asia/Saigon", "Asia/Saigon", {"VN"}, (420,), id="older name of Ho Chi Minh City"),
        pytest.param("Asia/Harbin", "Asia/Harbin", {"CN"}, (480,), id="older zone"),
        pytest.param("Iceland", "Iceland", {"IS"}, (0,), id="linked abroad"),
        pytest.param("Europe/Belgrade", "Europe/Belgrade", {"RS", "XK"}, (60, 120), id="two countries"),
        pytest.param("PRC", "PRC", {"CN"}, (480,), id="country name as zone"),
        pytest.param("EST", "EST", set(), (-300,), id="offset by name"),
        pytest.param("Etc/GMT-8", "Etc/GMT-8", set(), (480,), id="westward sign of Etc"),
        pytest.param("UTC", "UTC", set(), (0,), id="UTC"),
        pytest.param("Z", "UTC", set(), (0,), id="Z"),
        pytest.param("UTC+8", "UTC+08:00", set(), (480,), id="UTC+8"),
        pytest.param("UTC +8", "UTC+08:00", set(), (480,), id="space before the sign"),
        pytest.param("GMT+09:00", "UTC+09:00", set(), (540,), id="GMT+09:00"),
        pytest.param("GMT-8", "UTC-08:00", set(), (-480,), id="eastward sign without Etc"),
        pytest.param("+0900", "UTC+09:00", set(), (540,), id="author offset of git"),
        pytest.param("+0000", "UTC", set(), (0,), id="zero"),
        pytest.param("-05:30", "UTC-05:30", set(), (-330,), id="west of UTC"),
        pytest.param("UTC−3", "UTC-03:00", set(), (-180,), id="typographic minus"),
        pytest.param("+14:00", "UTC+14:00", set(), (840,), id="farthest"),
    ],
)
def test_reads_a_zone(text: str, name: str, countries: set[str], offsets: tuple[int, ...]) -> None:
    zone = places.time_zone(text)
    assert zone is not None
    assert zone == Zone(name, frozenset(countries), offsets)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("CST", id="shared abbreviation"),
        pytest.param("Asia/Atlantis", id="unknown name"),
        pytest.param("../../etc/passwd", id="path"),
        pytest.param("+14:01", id="farther than any place"),
        pytest.param("+05:60", id="sixty minutes"),
        pytest.param("-540", id="minutes west of UTC, as browsers count"),
        pytest.param("8", id="without sign"),
        pytest.param("+8:3", id="one digit of minutes"),
        pytest.param("+٠٩٠٠", id="other digits"),
        pytest.param("UTC+8" + " " * 1000, id="long"),
    ],
)
def test_what_is_no_zone_is_not_known(text: str) -> None:
    assert places.time_zone(text) is None


@pytest.mark.parametrize(
    ("text", "country", "fits"),
    [
        pytest.param("Asia/Shanghai", "CN", True, id="used there"),
        pytest.param("Europe/Berlin", "PL", True, id="same offset"),
        pytest.param("Europe/Berlin", "UA", True, id="offset shared in one season"),
        pytest.param("Asia/Bangkok", "VN", True, id="neighbour"),
        pytest.param("Asia/Urumqi", "CN", True, id="second zone"),
        pytest.param("Asia/Shanghai", "RU", True, id="one of many zones"),
        pytest.param("Asia/Shanghai", "PL", False, id="far away"),
        pytest.param("Asia/Pyongyang", "CN", False, id="one hour off"),
        pytest.param("Asia/Vladivostok", "US", False, id="across the sea"),
        pytest.param("+0900", "KR", True, id="bare offset that fits"),
        pytest.param("+0900", "US", False, id="bare offset that does not"),
        pytest.param("+0000", "US", True, id="zero offset of a server"),
        pytest.param("Etc/UTC", "CN", True, id="UTC of a server"),
        pytest.param("Iceland", "CN", False, id="zero offset of a country"),
        pytest.param("Europe/Belgrade", "XK", True, id="Kosovo"),
        pytest.param("Asia/Tokyo", "BV", True, id="country without a clock"),
    ],
)
def test_fits_a_country(text: str, country: str, fits: bool) -> None:
    zone = places.time_zone(text)
    assert zone is not None
    assert places.zone_fits(zone, country) is fits


def test_every_zone_fits_its_own_countries() -> None:
    for row in shipped.rows("time_zones.csv"):
        zone = places.time_zone(row["zone"])
        assert zone is not None
        assert zone.name == row["zone"]
        assert list(zone.offsets) == sorted(set(zone.offsets))
        for code in zone.countries:
            assert places.country(code) == code
            assert places.zone_fits(zone, code)


def test_table_is_the_one_that_the_task_makes() -> None:
    try:
        installed = version("tzdata")
    except PackageNotFoundError:
        pytest.skip("tzdata is not installed")
    shipped_text = shipped.path("time_zones.csv").read_text(encoding="utf-8")
    if f"(PyPI tzdata {installed})" not in shipped_text:
        pytest.skip("made with another version of tzdata")
    assert runpy.run_path(str(TASK))["render"]() == shipped_text


@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    zone = places.time_zone(text)
    assert zone is None or all(-840 <= offset <= 840 for offset in zone.offsets)
