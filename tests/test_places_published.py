"""Places and address ranges that public reports name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from screening import places, shipped
from screening.places import published


@pytest.mark.parametrize(
    ("country", "region", "city", "name"),
    [
        pytest.param("CN", None, "Dandong", "Dandong", id="city"),
        pytest.param("CN", "Liaoning", "DANDONG", "Dandong", id="city in capitals, with region"),
        pytest.param("CN", None, "Dandong, Liaoning", "Dandong", id="city with its region in one field"),
        pytest.param("CN", None, "Liaoning, Dandong", "Dandong", id="region before the city"),
        pytest.param("CN", None, "Dandong City", "Dandong", id="with the word city"),
        pytest.param("CN", None, "丹东市", "Dandong", id="simplified characters"),
        pytest.param("CN", None, "丹東", "Dandong", id="traditional characters"),
        pytest.param("CN", None, "辽宁省丹东市", "Dandong", id="province and city without a comma"),
        pytest.param("CN", "Beijing", None, "Beijing", id="city that is its own region"),
        pytest.param("CN", None, "Chaoyang, Beijing", "Beijing", id="district of a city"),
        pytest.param("CN", None, "Chengdu", "China", id="another city: the country"),
        pytest.param("CN", None, None, "China", id="country alone"),
        pytest.param("CN", "", "", "China", id="empty texts"),
        pytest.param("CN", None, "x" * 100_000, "China", id="long text"),
        pytest.param("CN", None, ",;/", "China", id="nothing between the commas"),
        pytest.param("RU", None, "Владивосток", "Vladivostok", id="Cyrillic"),
        pytest.param("RU", None, "Артём", "Artyom", id="Cyrillic with dots"),
        pytest.param("VN", None, "Hà Nội", "Hanoi", id="Vietnamese accents"),
        pytest.param("HK", None, None, "Hong Kong", id="city that is a country"),
        pytest.param(None, None, "Dandong, Liaoning, China", "Dandong", id="country inside the city"),
        pytest.param(None, "China", "Dandong", "Dandong", id="country inside the region"),
    ],
)
def test_finds_the_most_specific_place(
    country: str | None, region: str | None, city: str | None, name: str
) -> None:
    place = places.reported_place(country, region, city)
    assert place is not None
    assert place.name == name
    assert place.source


@pytest.mark.parametrize(
    ("country", "region", "city"),
    [
        pytest.param(None, None, None, id="nothing"),
        pytest.param(None, None, "Dandong", id="city without a country"),
        pytest.param(None, "Liaoning", "Dandong", id="city and region without a country"),
        pytest.param("US", None, "Dandong", id="city of another country"),
        pytest.param("US", None, "Moscow, Idaho", id="namesake"),
        pytest.param("PL", None, "Gdynia", id="country that workers claim"),
        pytest.param("KR", None, "Seoul", id="Republic of Korea"),
        pytest.param("KE", None, None, id="row that is not verified"),
    ],
)
def test_other_places_are_not_reported(country: str | None, region: str | None, city: str | None) -> None:
    assert places.reported_place(country, region, city) is None


def test_every_row_of_the_table_is_found_by_all_of_its_names() -> None:
    for row in shipped.rows("reported_places.csv"):
        assert places.country(row["country"]) == row["country"]
        if row["mark"] != "verified":
            continue
        assert row["source"]
        for spelling in filter(None, (row["city"], *row["name_variants"].split("; "))):
            place = places.reported_place(row["country"], row["region"], spelling)
            assert place is not None
            assert (place.region, place.city) == (row["region"], row["city"])


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Invented tables in place of the shipped ones."""
    place = {"name_variants": "", "note": "", "source": "Example report, 2026", "url": "", "mark": "verified"}
    wide = {
        "label": "Example",
        "country": "ZZ",
        "grade": "dated",
        "as_of": "2026",
        "source": "Example",
        "url": "",
    }
    invented = {
        "reported_places.csv": [
            {"country": "AQ", "region": "Examplia", "city": "", **place},
            {"country": "AQ", "region": "Examplia", "city": "Sampleton", **place},
            {"country": "AQ", "region": "Farland", "city": "", **place, "name_variants": "Far Land"},
            {"country": "AQ", "region": "", "city": "Farland", **place},
        ],
        "ranges.csv": [
            {"cidr": cidr, **wide, "note": "", "mark": mark}
            for cidr, mark in (
                ("198.51.100.0/24", "verified"),
                ("198.51.100.128/25", "verified"),
                ("198.51.0.0/16", "verified"),
                ("2001:db8::/32", "verified"),
                ("203.0.113.0/24", "unverified"),
            )
        ],
    }

    def clear() -> None:
        published._places.cache_clear()  # noqa: SLF001  # the kept tables
        published._ranges.cache_clear()  # noqa: SLF001
        published._range_of.cache_clear()  # noqa: SLF001

    monkeypatch.setattr(shipped, "rows", invented.__getitem__)
    clear()
    yield
    clear()


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    ("region", "city", "found"),
    [
        pytest.param("Examplia", None, ("Examplia", ""), id="region"),
        pytest.param("Examplia Province", "Elsewhere", ("Examplia", ""), id="another city of the region"),
        pytest.param("Examplia", "Sampleton", ("Examplia", "Sampleton"), id="city before region"),
        pytest.param("Far Land", None, ("Farland", ""), id="region by another spelling"),
        pytest.param(None, "Farland", ("", "Farland"), id="city with the name of a region"),
        pytest.param("Elsewhere", None, None, id="another region, and no row for the country"),
    ],
)
def test_a_region_stands_between_city_and_country(
    region: str | None, city: str | None, found: tuple[str, str] | None
) -> None:
    place = places.reported_place("AQ", region, city)
    assert (place and (place.region, place.city)) == found


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    ("ip", "cidr"),
    [
        pytest.param("198.51.100.127", "198.51.100.0/24", id="outside the narrowest"),
        pytest.param("198.51.100.128", "198.51.100.128/25", id="narrowest wins"),
        pytest.param("198.51.7.7", "198.51.0.0/16", id="widest"),
        pytest.param("198.52.0.0", None, id="just outside"),
        pytest.param("::ffff:198.51.100.200", "198.51.100.128/25", id="IPv4 inside IPv6"),
        pytest.param("2001:DB8:1::1", "2001:db8::/32", id="IPv6"),
        pytest.param("2001:db9::1", None, id="other IPv6"),
        pytest.param("::c633:6480", None, id="IPv6 with the digits of an IPv4 address"),
        pytest.param("203.0.113.1", None, id="row that is not verified"),
    ],
)
def test_the_narrowest_range_holds(ip: str, cidr: str | None) -> None:
    found = places.ip_range(ip)
    assert (found and found.cidr) == cidr


@pytest.mark.parametrize(
    ("ip", "country"),
    [
        pytest.param("175.45.175.255", None, id="below the DPRK range"),
        pytest.param("175.45.176.0", "KP", id="its first address"),
        pytest.param(" 175.45.179.255 ", "KP", id="its last address"),
        pytest.param("175.45.180.0", None, id="above it"),
        pytest.param("192.0.2.1", None, id="documentation range"),
    ],
)
def test_the_range_of_the_dprk(ip: str, country: str | None) -> None:
    found = places.ip_range(ip)
    assert (found and found.country) == country


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("175.45.176", id="three parts"),
        pytest.param("175.45.176.256", id="part too large"),
        pytest.param("175.45.176.1:443", id="with port"),
        pytest.param("175.45.176.0/22", id="network"),
        pytest.param("１７５.45.176.1", id="full-width digits"),
        pytest.param("1" * 1_000_000, id="long"),
    ],
)
def test_what_is_no_address_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="is not an IP address") as raised:
        places.ip_range(text)
    assert len(str(raised.value)) < 120


def test_every_range_of_the_table_finds_itself() -> None:
    for row in shipped.rows("ranges.csv"):
        found = places.ip_range(row["cidr"].partition("/")[0])
        assert (found and found.cidr) == (row["cidr"] if row["mark"] == "verified" else None)
        assert places.country(row["country"]) == row["country"]
