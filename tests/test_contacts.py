"""Identifiers in the form in which they are compared, and hashed."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening import contacts
from screening.errors import InputError


@pytest.mark.parametrize("kind", contacts.KINDS)
@given(text=st.text(max_size=60) | st.text("a.:/@[]-1ü", max_size=30))
def test_any_text_is_read_or_refused(kind: str, text: str) -> None:
    try:
        compared = contacts.form(kind, text)
    except InputError:
        return
    assert contacts.form(kind, compared) == compared


@given(text=st.text(max_size=60) | st.text("github.com/t:@-x[]", max_size=40))
def test_any_text_has_a_page_or_none(text: str) -> None:
    assert isinstance(contacts.handle_in(text), str)


@pytest.mark.parametrize(
    ("url", "handle"),
    [
        ("https://github.com/Testov-Dev", "github:testov-dev"),
        ("github.com/testov-dev/", "github:testov-dev"),
        ("https://www.linkedin.com/in/testov?trk=1", "linkedin:testov"),
        ("https://linkedin.com/company/example", ""),
        ("https://x.com/testov", "twitter:testov"),
        ("https://t.me/testov", "telegram:testov"),
        ("https://www.upwork.com/freelancers/~0123abc", "upwork:~0123abc"),
        ("https://github.com/", ""),
        ("https://github.com/features", ""),
        ("https://gist.github.com/testov", ""),
        ("https://example.org/testov", ""),
    ],
)
def test_the_page_of_a_user_is_a_handle(url: str, handle: str) -> None:
    assert contacts.handle_in(url) == handle


@pytest.mark.parametrize("service", ["Twitter", "x", "twitter.com", " X "])
def test_a_service_has_one_name(service: str) -> None:
    assert contacts.handle(service, "Testov") == "twitter:testov"


def test_a_hash_is_of_salt_and_form() -> None:
    expected = hashlib.sha256(b"made-up salttestov@example.org").hexdigest()
    found = contacts.hashed("made-up salt", contacts.form("email", "Testov@Example.org"))
    assert found == f"sha256:{expected}"
    assert contacts.is_hash(found)
    assert not contacts.is_hash(expected)
