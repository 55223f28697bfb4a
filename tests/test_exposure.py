from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal

import pytest

from screening.errors import InputError
from screening.exposure import CAVEATS, FIGURES, Exposure, exposure, remitted_by
from screening.profile import Payment, Profile


def test_the_reports_figures_add_up_to_its_total() -> None:
    # 1,700 dollars x 12 months x 1,000 workers = 20.4 million dollars a year
    assert remitted_by(1_000, 12) == 1_700 * 12 * 1_000 == 20_400_000
    assert remitted_by(int(FIGURES["workers"].value), 12) == FIGURES["income"].value


def test_the_low_share_is_what_was_remitted_of_what_was_earned() -> None:
    # 1,700 / 5,000 = 0.34
    assert FIGURES["share_low"].value == FIGURES["remitted"].value / FIGURES["earned"].value == 0.34


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_every_figure_has_source_and_period(figure: object) -> None:
    source = getattr(figure, "source", None)
    assert source is not None
    assert source.key in {"UPI20", "US22"}
    assert source.url.startswith("https://")
    assert getattr(figure, "period", "") in {"2019", "2022"}


def test_payments_are_added_by_currency() -> None:
    profile = Profile(
        id="u",
        payments=(
            Payment(amount=5_000.0, currency="USD"),
            Payment(amount=5_000.0, currency=" usd "),
            Payment(amount=100.0, currency="EUR"),
        ),
    )
    found = exposure(profile, confirmed=True)
    # 34 % and 90 % of 10,000 and of 100
    assert found.amounts == (Exposure("EUR", 100.0, 34.0, 90.0), Exposure("USD", 10_000.0, 3_400.0, 9_000.0))
    assert found.left_out == ()
    assert found.caveats == CAVEATS
    assert [figure.value for figure in found.figures] == [0.34, 0.9]


def test_what_cannot_be_counted_is_named() -> None:
    payments = [
        Payment(currency="USD"),
        Payment(amount=1.0),
        Payment(amount=1.0, currency=" "),
        Payment(amount=-5.0, currency="USD"),
        Payment(amount=math.inf, currency="USD"),
    ]
    found = exposure(payments, confirmed=True)
    assert found.amounts == ()
    assert found.left_out == (
        "payments[0]: no amount or no currency",
        "payments[1]: no amount or no currency",
        "payments[2]: no amount or no currency",
        "payments[3]: -5 is no payment to the account",
        "payments[4]: inf is no payment to the account",
    )


def test_a_profile_without_payments_has_no_amounts() -> None:
    assert exposure(Profile(id="u"), confirmed=True).amounts == ()


def test_sums_of_one_currency_are_added() -> None:
    sums: dict[str, float | Decimal] = {"usd": 1, "USD": Decimal(2)}
    assert exposure(sums, confirmed=True).amounts == (Exposure("USD", 3.0, 1.02, 2.7),)


@pytest.mark.parametrize("confirmed", [False, None, "no", 1], ids=repr)
def test_nothing_is_estimated_before_a_person_has_confirmed(confirmed: object) -> None:
    with pytest.raises(InputError, match="only after a person has confirmed the match"):
        exposure({"USD": 1.0}, confirmed=confirmed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sums",
    [
        *({"USD": amount} for amount in (-1, math.nan, math.inf, "1", True, 1e308, Decimal("NaN"))),
        pytest.param({"USD": 10**400}, id="a number of 400 digits"),
    ],
    ids=repr,
)
def test_a_sum_that_is_no_amount_is_refused(sums: Mapping[str, float]) -> None:
    with pytest.raises(InputError, match="an amount of money is needed"):
        exposure(sums, confirmed=True)


def test_a_sum_of_no_currency_is_refused() -> None:
    with pytest.raises(InputError, match="paid 5: a currency is needed"):
        exposure({" ": 5}, confirmed=True)


@pytest.mark.parametrize(
    "words", ["whole programmes, not for one person", "no flat monthly amount for later years"]
)
def test_the_caveats_are_said(words: str) -> None:
    assert any(words in caveat for caveat in exposure({"USD": 1}, confirmed=True).caveats)
