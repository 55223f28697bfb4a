"""Phone numbers. All are of ranges that plans reserve or give as examples, or are invalid."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening import places
from screening.places import Phone


@pytest.mark.parametrize(
    ("text", "country", "phone"),
    [
        pytest.param("+86 138 0013 8000", None, Phone("+8613800138000", "CN", "mobile", True), id="mobile"),
        pytest.param("0086 138 0013 8000", None, Phone("+8613800138000", "CN", "mobile", True), id="with 00"),
        pytest.param("138 0013 8000", "CN", Phone("+8613800138000", "CN", "mobile", True), id="national"),
        pytest.param("+86 138 0013 8000", "PL", Phone("+8613800138000", "CN", "mobile", True), id="abroad"),
        pytest.param("＋８６13800138000", None, Phone("+8613800138000", "CN", "mobile", True), id="full width"),
        pytest.param(" tel:+49-30-123456 ", None, Phone("+4930123456", "DE", "fixed", True), id="fixed, RFC 3966"),
        pytest.param("+1 201-555-0123", None, Phone("+12015550123", "US", "other", True), id="fixed or mobile"),
        pytest.param("+1 506-234-5678", None, Phone("+15062345678", "CA", "other", True), id="shared code +1"),
        pytest.param("+7 701 234 5678", None, Phone("+77012345678", "KZ", "mobile", True), id="shared code +7"),
        pytest.param("+44 56 1234 5678", None, Phone("+445612345678", "GB", "voip", True), id="voip"),
        pytest.param("+1 800 234 5678", None, Phone("+18002345678", "US", "toll_free", True), id="toll-free"),
        pytest.param("+1 900 234 5678", None, Phone("+19002345678", "US", "premium", True), id="premium"),
        pytest.param("+44 76 4012 3456", None, Phone("+447640123456", "GB", "pager", True), id="pager"),
        pytest.param("+44 70 1234 5678", None, Phone("+447012345678", "GB", "other", True), id="personal number"),
        pytest.param(
            "+247 40123", None, Phone("+24740123", "SH", "mobile", True), id="Ascension is of Saint Helena"
        ),
        pytest.param("+383 43 201 234", None, Phone("+38343201234", "XK", "mobile", True), id="Kosovo"),
        pytest.param("+883 5100 0123 4567", None, Phone("+883510001234567", "", "voip", True), id="no country"),
        pytest.param("+850 192 123 4567", None, Phone("+8501921234567", "KP", "mobile", True), id="DPRK mobile"),
        pytest.param("+850 2 381 0000", None, Phone("+85023810000", "KP", "fixed", True), id="DPRK fixed"),
        pytest.param("+850 99", None, Phone("+85099", "KP", "other", False), id="DPRK, invalid"),
        pytest.param("+850 1 999 999 999", "KR", Phone("+8501999999999", "KP", "other", False), id="DPRK, not KR"),
        pytest.param(
            "+1 000 000 0000", None, Phone("+10000000000", "", "other", False), id="shared code, invalid"
        ),
        pytest.param("+48 000 000 000", None, Phone("+48000000000", "PL", "other", False), id="own code, invalid"),
    ],
)
def test_reads_a_phone(text: str, country: str | None, phone: Phone) -> None:
    assert places.phone(text, country) == phone


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("", None, id="empty"),
        pytest.param("call me", None, id="words"),
        pytest.param("138 0013 8000", None, id="national without a country"),
        pytest.param("138 0013 8000", "ZZ", id="national with an unknown country"),
        pytest.param("+", None, id="sign alone"),
        pytest.param("+999 1234567", None, id="calling code of nobody"),
        pytest.param("+86" + "1" * 1_000_000, None, id="long"),
        pytest.param("+86 138 0013 8000\x00" * 20, None, id="repeated"),
    ],
)
def test_what_is_no_phone_is_not_known(text: str, country: str | None) -> None:
    assert places.phone(text, country) is None


@pytest.mark.parametrize("country", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_example_numbers_of_every_country(country: str) -> None:
    example = phonenumbers.example_number(country)
    assert example is not None
    phone = places.phone(f"+{example.country_code}{phonenumbers.national_significant_number(example)}")
    assert phone is not None
    assert phone.valid
    assert phone.country == {"AC": "SH", "TA": "SH", "EH": "MA", "MF": "BL"}.get(country, country)
    assert places.country(phone.country) == phone.country


@given(st.text(max_size=80), st.sampled_from([None, "US", "CN", "KR"]))
def test_any_text_is_answered(text: str, country: str | None) -> None:
    phone = places.phone(text, country)
    assert phone is None or phone.number.startswith("+")
