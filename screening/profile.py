"""What is known of one account or vendor.

One type serves freelancers, applicants and vendors. Every field but ``id`` is optional:

* ``None``, a missing key or an empty cell means *not known*;
* an empty list means *known to be none*;
* only ``False`` (refused, failed) or a contradiction is evidence.

There is no field for nationality, ethnicity, gender, age or birthplace, on purpose: no indicator may read them.
Text is bounded; longer text is an error, never cut. Values stand as they were given: a country may be an
ISO 3166-1 code or a name of the reviewed table, and is read when the profile is scored.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

__all__ = [
    "Address",
    "Change",
    "Conduct",
    "Handle",
    "Identity",
    "Job",
    "Link",
    "Login",
    "Payment",
    "Payout",
    "PreviousAccount",
    "Profile",
    "Rating",
    "Registration",
    "Related",
    "Repository",
    "Study",
    "Text",
    "Visa",
    "Wallet",
    "Work",
]

Id = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
Name = Annotated[str, Meta(max_length=400)]
Short = Annotated[str, Meta(max_length=200)]
Line = Annotated[str, Meta(max_length=1_000)]
Body = Annotated[str, Meta(max_length=50_000)]
Count = Annotated[int, Meta(ge=0)]
Amount = Annotated[float, Meta(ge=-1e15, le=1e15)]
Hours = Annotated[float, Meta(ge=0, le=100_000)]
Percent = Annotated[float, Meta(ge=0, le=100)]

NETWORKS = ("home", "mobile", "hosting", "vpn", "proxy", "tor")
PURPOSES = ("residence", "shipping", "registered", "document")
TEXT_KINDS = ("bio", "proposal", "message")
Network = Annotated[str, Meta(max_length=200, extra_json_schema={"enum": list(NETWORKS)})]
Purpose = Annotated[str, Meta(max_length=200, extra_json_schema={"enum": list(PURPOSES)})]
TextKind = Annotated[str, Meta(max_length=200, extra_json_schema={"enum": list(TEXT_KINDS)})]

FewNames = Annotated[tuple[Name, ...], Meta(max_length=100)]
FewShort = Annotated[tuple[Short, ...], Meta(max_length=100)]
MAX_DEPTH = 4
"""``related`` profiles may be nested this deep."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a profile: immutable, keyword-only, and strict about its fields."""


class Address(_Part, frozen=True, kw_only=True):
    """A postal address; ``recipient`` is who receives there."""

    purpose: Purpose | None = None
    line: Line | None = None
    city: Short | None = None
    region: Short | None = None
    country: Short | None = None
    postcode: Short | None = None
    recipient: Name | None = None


class Handle(_Part, frozen=True, kw_only=True):
    """A user name on another service."""

    service: Short | None = None
    name: Name | None = None


class Job(_Part, frozen=True, kw_only=True):
    """A stated employment; ``verified`` says whether the employer confirmed it. Dates may be partial."""

    company: Name | None = None
    title: Short | None = None
    country: Short | None = None
    city: Short | None = None
    start: Short | None = None
    end: Short | None = None
    verified: bool | None = None


class Study(_Part, frozen=True, kw_only=True):
    """A stated education; ``verified`` says whether the school confirmed it. Dates may be partial."""

    school: Name | None = None
    country: Short | None = None
    start: Short | None = None
    end: Short | None = None
    verified: bool | None = None


class Identity(_Part, frozen=True, kw_only=True):
    """The outcome of identity checks: true, false (failed), or not known.

    ``document_country`` is the country that issued the document; it is compared with nothing but the
    DPRK itself. ``document_image`` is a hash made by the platform, salted or not.
    """

    document_verified: bool | None = None
    document_refused: bool | None = None
    document_kind: Short | None = None
    document_name: Name | None = None
    document_country: Short | None = None
    document_number: Short | None = None
    document_birth_date: Short | None = None
    document_address: Line | None = None
    document_expires: Short | None = None
    document_image: Short | None = None
    liveness_verified: bool | None = None
    video_interview: bool | None = None
    video_refused: bool | None = None
    photo_present: bool | None = None
    photo_matches: bool | None = None


class Login(_Part, frozen=True, kw_only=True):
    """One session: where from, over which network, with which device and remote-control tool."""

    at: Short | None = None
    ip: Short | None = None
    country: Short | None = None
    city: Short | None = None
    asn: Count | None = None
    network: Network | None = None
    provider: Short | None = None
    time_zone: Short | None = None
    language: Short | None = None
    device: Short | None = None
    remote_tool: Short | None = None
    duration_hours: Hours | None = None


class Payout(_Part, frozen=True, kw_only=True):
    """Where the person is paid: method, country of the account, its holder and number."""

    method: Short | None = None
    country: Short | None = None
    holder: Name | None = None
    account: Short | None = None
    since: Short | None = None
    until: Short | None = None


class Payment(_Part, frozen=True, kw_only=True):
    """One payment made or received."""

    at: Short | None = None
    amount: Amount | None = None
    currency: Short | None = None
    payer: Name | None = None
    payee: Name | None = None
    note: Line | None = None


class Wallet(_Part, frozen=True, kw_only=True):
    """A digital-currency address; ``currency`` is its ticker."""

    currency: Short | None = None
    address: Short | None = None


class Conduct(_Part, frozen=True, kw_only=True):
    """What a person or a system noted of the account's behaviour: one documented yes or no each."""

    uses_other_identity: bool | None = None
    account_rented: bool | None = None
    chat_only: bool | None = None
    avoids_meeting: bool | None = None


class Rating(_Part, frozen=True, kw_only=True):
    """One rating that a client gave."""

    client: Short | None = None
    stars: Annotated[float, Meta(ge=0, le=100)] | None = None
    at: Short | None = None


class Repository(_Part, frozen=True, kw_only=True):
    """One code repository shown as own work."""

    url: Line | None = None
    created: Short | None = None
    first_commit: Short | None = None
    authors: FewNames | None = None


class Work(_Part, frozen=True, kw_only=True):
    """What was noted of the work and its contract: counts, and one documented yes or no each."""

    bids: Count | None = None
    hires: Count | None = None
    ratings: Annotated[tuple[Rating, ...], Meta(max_length=2_000)] | None = None
    templates: FewShort | None = None
    repositories: Annotated[tuple[Repository, ...], Meta(max_length=500)] | None = None
    athlete_contract: bool | None = None
    income_to_third_party: bool | None = None
    construction_contract: bool | None = None
    monument_works: bool | None = None
    wages_to_one_person: bool | None = None
    housed_on_site: bool | None = None
    renamed_contractor: bool | None = None
    dprk_labour_contract: bool | None = None
    dprk_state_owner: bool | None = None


class Text(_Part, frozen=True, kw_only=True):
    """Text that the account wrote."""

    kind: TextKind | None = None
    body: Body | None = None
    at: Short | None = None


class Visa(_Part, frozen=True, kw_only=True):
    """The permit under which the person stays where they work; ``kind`` such as ``tourist`` or ``work``."""

    kind: Short | None = None
    country: Short | None = None
    issued: Short | None = None
    expires: Short | None = None
    permits_work: bool | None = None


class Registration(_Part, frozen=True, kw_only=True):
    """A number in a public register: company number, tax number, USCC, LEI."""

    scheme: Short | None = None
    number: Short | None = None
    country: Short | None = None


class Change(_Part, frozen=True, kw_only=True):
    """One change of a field, by its path."""

    field: Short | None = None
    old: Line | None = None
    new: Line | None = None
    at: Short | None = None


class PreviousAccount(_Part, frozen=True, kw_only=True):
    """An earlier or closed account of the same user."""

    id: Short | None = None
    name: Name | None = None
    status: Short | None = None
    closed: Short | None = None


class Link(_Part, frozen=True, kw_only=True):
    """Other accounts that share something with this one, found by the population step."""

    kind: Short | None = None
    accounts: Annotated[tuple[Short, ...], Meta(max_length=10_000)] | None = None
    degree: Count | None = None
    hub: bool | None = None


class Related(_Part, frozen=True, kw_only=True):
    """Another party to the account: an owner (``share`` in percent), director, member of staff or client."""

    role: Literal["owner", "director", "staff", "client"]
    profile: Profile
    share: Percent | None = None


class Profile(_Part, frozen=True, kw_only=True):
    """What is known of one account or vendor; see the table of fields in the documentation."""

    id: Id
    kind: Literal["person", "organization"] = "person"
    name: Name | None = None
    legal_name: Name | None = None
    aliases: FewNames | None = None
    native_name: Name | None = None
    birth_date: Short | None = None
    country: Short | None = None
    region: Short | None = None
    city: Short | None = None
    time_zone: Short | None = None
    languages: FewShort | None = None
    addresses: Annotated[tuple[Address, ...], Meta(max_length=100)] | None = None
    phones: FewShort | None = None
    emails: FewShort | None = None
    websites: Annotated[tuple[Line, ...], Meta(max_length=100)] | None = None
    handles: Annotated[tuple[Handle, ...], Meta(max_length=100)] | None = None
    companies: FewNames | None = None
    jobs: Annotated[tuple[Job, ...], Meta(max_length=200)] | None = None
    studies: Annotated[tuple[Study, ...], Meta(max_length=100)] | None = None
    identity: Identity | None = None
    logins: Annotated[tuple[Login, ...], Meta(max_length=5_000)] | None = None
    payouts: Annotated[tuple[Payout, ...], Meta(max_length=200)] | None = None
    payments: Annotated[tuple[Payment, ...], Meta(max_length=5_000)] | None = None
    wallets: Annotated[tuple[Wallet, ...], Meta(max_length=200)] | None = None
    conduct: Conduct | None = None
    work: Work | None = None
    texts: Annotated[tuple[Text, ...], Meta(max_length=1_000)] | None = None
    visa: Visa | None = None
    tax_country: Short | None = None
    registrations: Annotated[tuple[Registration, ...], Meta(max_length=100)] | None = None
    related: Annotated[tuple[Related, ...], Meta(max_length=500)] | None = None
    changes: Annotated[tuple[Change, ...], Meta(max_length=2_000)] | None = None
    previous_accounts: Annotated[tuple[PreviousAccount, ...], Meta(max_length=200)] | None = None
    status: Short | None = None
    referred_by: Name | None = None
    links: Annotated[tuple[Link, ...], Meta(max_length=1_000)] | None = None
    created: Short | None = None
    updated: Short | None = None
    tags: FewShort | None = None
