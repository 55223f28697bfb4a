"""Mail domains: whose they are, and which of them imitate another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from screening import shipped
from screening.signals import emails

WORDS = st.text(alphabet="abmnrv-1oé", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("domain", "real", "how"),
    [
        ("exarnplesoft.example", "examplesoft.example", "reads like"),
        ("examp1esoft.example", "examplesoft.com", "reads like"),
        ("lanternvvorks.example", "lanternworks.example", "reads like"),
        ("xn--lnternworks-yij.example", "lanternworks.example", "reads like"),
        ("lanternworsk.example", "lanternworks.example", "is one letter from"),
        ("lanternwork.example", "lanternworks.example", "is one letter from"),
        ("lantern-works.example", "lanternworks.example", "differs by a hyphen from"),
        ("lantermworkz.example", "lanternworks.example", "is two letters from"),
        ("lanternworks-hr.co.uk", "lanternworks.example", "adds 'hr' to"),
        ("jobslanternworks.example", "lanternworks.example", "adds 'jobs' to"),
    ],
)
def test_an_imitation_is_told_by_how_it_imitates(domain: str, real: str, how: str | None) -> None:
    found = emails.imitates(domain, real)
    assert (found and found.how) == how


@pytest.mark.parametrize(
    ("domain", "real"),
    [
        ("lanternworks.example", "lanternworks.example"),
        ("mail.lanternworks.example", "lanternworks.example"),
        ("lanternworks.co.uk", "lanternworks.com"),
        ("acmi.example", "acme.example"),
        ("orchard.example", "lanternworks.example"),
        ("lanternworksbakery.example", "lanternworks.example"),
        ("xn--mller-kva.example", "mueller.example"),
        ("co.uk", "example"),
    ],
    ids=["same", "subdomain", "ending", "short", "other", "other trade", "umlaut written out", "no label"],
)
def test_what_firms_own_themselves_is_no_imitation(domain: str, real: str) -> None:
    assert emails.imitates(domain, real) is None


def test_letters_of_another_script_are_read_as_they_look() -> None:
    """A word wholly in Cyrillic letters that look Latin, beside one in Latin."""
    domain = emails.mail_domain("m@" + "\u0441\u043e\u0441\u043e\u0430" + ".example")
    assert domain.startswith("xn--")
    found = emails.imitates(domain, "cocoa.example")
    assert found is not None
    assert (found.how, found.strength) == ("reads like", 1.0)


def test_an_accent_alone_counts_half() -> None:
    found = emails.imitates(emails.mail_domain("m@lanternwórks.example"), "lanternworks.example")
    assert found is not None
    assert found.strength == 0.5


@given(WORDS, WORDS)
def test_slips_are_counted_as_the_reference_counts_them(a: str, b: str) -> None:
    assert emails._slips(a, b) == OSA.distance(a, b)  # noqa: SLF001 - the reference is not a dependency of the room


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_is_too_strange(a: str, b: str) -> None:
    domain, real = emails.mail_domain(f"x@{a}"), emails.site_domain(b)
    emails.provider(domain)
    emails.imitates(a.lower(), b.lower())
    emails.imitates(domain, real)


def test_a_domain_does_not_imitate_itself() -> None:
    for row in shipped.rows("mail_domains.csv"):
        assert emails.imitates(row["domain"], row["domain"]) is None


# -- providers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("domain", "kind"),
    [
        ("mailinator.com", "disposable"),
        ("box7.mailinator.com", "disposable"),
        ("gmail.com", "free"),
        ("proton.me", "privacy"),
        ("privaterelay.appleid.com", "forwarding"),
        ("appleid.com", ""),
        ("notmailinator.example", ""),
        ("", ""),
    ],
)
def test_a_provider_is_known_by_its_domain_and_those_below(domain: str, kind: str) -> None:
    assert emails.provider(domain) == kind


def test_the_table_is_clean() -> None:
    rows = list(shipped.rows("mail_domains.csv"))
    domains = [row["domain"] for row in rows]
    assert len(domains) == len(set(domains)) > 300
    assert {row["kind"] for row in rows} == {"disposable", "free", "privacy", "forwarding"}
    assert all(emails.mail_domain(f"x@{domain}") == domain for domain in domains)
    head = shipped.path("mail_domains.csv").read_text(encoding="utf-8").partition("domain,kind")[0]
    assert "CC0" in head
    assert "as of 2026-11-24" in head


# -- addresses and sites -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "ask me", "a@b", "@example.org", "a@b@", "a b@example.org", "x" * 3_000])
def test_what_is_no_address_has_no_domain(text: str) -> None:
    assert emails.mail_domain(text) == emails.local_part(text) == ""


@pytest.mark.parametrize(
    "url", ["", "198.51.100.7", "https://[2001:db8::1]/", "me.github.io", "linkedin.com/company/x", "no site"]
)
def test_what_is_nobodys_own_domain_is_no_site(url: str) -> None:
    assert emails.site_domain(url) == ""
