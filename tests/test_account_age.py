"""The account on a line of time: pauses whose both ends are on record, and first days."""

from __future__ import annotations

import pytest

from screening.profile import Change, Login, Payment, Profile
from screening.signals import account_age
from screening.signals.account_age import Return


def returned(logins: tuple[str, ...], *changes: tuple[str, str]) -> Return | None:
    return account_age.returned(
        Profile(
            id="u",
            logins=tuple(Login(at=at) for at in logins),
            changes=tuple(Change(field=field, at=at) for field, at in changes),
        )
    )


def test_a_change_of_identity_goes_before_one_of_contact_data() -> None:
    found = returned(
        ("2019-01-01", "2021-01-01", "2021-02-01", "2023-02-01"),
        ("phones", "2021-01-02"),
        ("identity.document_number", "2023-02-03"),
        ("emails", "2023-02-03"),
    )
    assert found == Return(730, (2, 3), (1,), ("identity.document_number",), True)


@pytest.mark.parametrize(
    ("logins", "changed"),
    [
        (("2025-01-01", "2025-12-31"), "2026-01-01"),
        (("2024-01-01", "2025-12-31"), "2026-03-02"),
        (("2024-01-01", "2025-12-31"), "2025-12-30"),
        (("2024-01", "2025-12-31"), "2026-01-01"),
        (("2025-12-31",), "2026-01-01"),
        ((), "2026-01-01"),
    ],
    ids=["364 days", "too late", "before the return", "a month", "one login", "none"],
)
def test_what_is_no_return(logins: tuple[str, ...], changed: str) -> None:
    assert returned(logins, ("legal_name", changed)) is None


@pytest.mark.parametrize("field", ["headline", "username_note", "skills", "hourly_rate", "namesake"])
def test_other_fields_change_as_they_like(field: str) -> None:
    assert returned(("2024-01-01", "2026-01-01"), (field, "2026-01-02")) is None


def test_the_first_payment_is_the_earliest_whole_date() -> None:
    payments = tuple(Payment(at=at) for at in ("2026-03", "2026-02-05T10:00:00", "2026-02-07", None))
    assert account_age.first_payment(Profile(id="u", payments=payments)) == ("2026-02-05", 1)
    assert account_age.first_payment(Profile(id="u")) is None
