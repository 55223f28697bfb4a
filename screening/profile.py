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
    "Endpoint",
    "Funds",
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
    "Reference",
    "Registration",
    "Related",
    "Repository",
    "Site",
    "Study",
    "Text",
    "Vendor",
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
Offset = Annotated[float, Meta(ge=-14, le=14)]
Percent = Annotated[float, Meta(ge=0, le=100)]

NETWORKS = ("home", "mobile", "hosting", "vpn", "proxy", "tor")
PURPOSES = ("residence", "shipping", "registered", "document")
TEXT_KINDS = ("bio", "proposal", "message")
ADDRESS_KINDS = ("home", "office", "forwarder", "mail_drop", "box", "hotel")
LINK_KINDS = (
    "payout", "wallet", "phone", "email", "device", "ip", "subnet", "shipping_address", "document",
    "document_image", "avatar", "text", "referee", "payer_is_payee", "rating_ring",
)  # fmt: skip
Network = Annotated[str, Meta(max_length=200, extra_json_schema={"enum": list(NETWORKS)})]
Purpose = Annotated[str, Meta(max_length=200, extra_json_schema={"enum": list(PURPOSES)})]
AddressKind = Annotated[str, Meta(max_length=200, extra_json_schema={"enum": list(ADDRESS_KINDS)})]
TextKind = Annotated[str, Meta(max_length=200, extra_json_schema={"enum": list(TEXT_KINDS)})]
LinkKind = Annotated[str, Meta(max_length=200, extra_json_schema={"enum": list(LINK_KINDS)})]

FewNames = Annotated[tuple[Name, ...], Meta(max_length=100)]
FewShort = Annotated[tuple[Short, ...], Meta(max_length=100)]
MAX_DEPTH = 4
"""``related`` profiles may be nested this deep."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a profile: immutable, keyword-only, and strict about its fields."""


class Address(_Part, frozen=True, kw_only=True):
    """A postal address; ``recipient`` is who receives there, ``kind`` what stands there."""

    purpose: Purpose | None = None
    kind: AddressKind | None = None
    line: Line | None = None
    city: Short | None = None
    region: Short | None = None
    country: Short | None = None
    postcode: Short | None = None
    recipient: Name | None = None


class Handle(_Part, frozen=True, kw_only=True):
    """A user name on another service, and when that account was created."""

    service: Short | None = None
    name: Name | None = None
    created: Short | None = None


class Job(_Part, frozen=True, kw_only=True):
    """A stated employment; ``verified`` says whether the employer confirmed it. Dates may be partial.

    ``contact_false``: the contact that was given is not the employer's. ``fictitious``: no such firm exists.
    ``office_absent``: its office was never at the stated place.
    """

    company: Name | None = None
    title: Short | None = None
    country: Short | None = None
    city: Short | None = None
    website: Line | None = None
    full_time: bool | None = None
    start: Short | None = None
    end: Short | None = None
    verified: bool | None = None
    contact_false: bool | None = None
    fictitious: bool | None = None
    office_absent: bool | None = None


class Study(_Part, frozen=True, kw_only=True):
    """A stated education; ``verified`` says whether the school confirmed it. Dates may be partial.

    ``concealed``: it was left out here, and stands in another profile of the same person.
    """

    school: Name | None = None
    country: Short | None = None
    start: Short | None = None
    end: Short | None = None
    verified: bool | None = None
    contact_false: bool | None = None
    concealed: bool | None = None


class Reference(_Part, frozen=True, kw_only=True):
    """A person who vouches; ``verified`` says whether they were reached through a contact found independently."""

    name: Name | None = None
    company: Name | None = None
    email: Short | None = None
    phone: Short | None = None
    verified: bool | None = None


class Site(_Part, frozen=True, kw_only=True):
    """What was found at a website of the person or firm."""

    url: Line | None = None
    created: Short | None = None
    reachable: bool | None = None
    copied: bool | None = None
    bare: bool | None = None


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
    portrait_altered: bool | None = None
    owner_denies: bool | None = None
    known_as_other: bool | None = None
    no_public_trace: bool | None = None


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
    camera_contradicts: bool | None = None
    answers_fed: bool | None = None
    face_or_voice_altered: bool | None = None
    stand_in: bool | None = None
    moves_off_platform: bool | None = None
    unreachable: bool | None = None
    cold_contact: bool | None = None
    wants_prepayment: bool | None = None
    threatens_publication: bool | None = None
    vague_on_claims: bool | None = None
    works_around_the_clock: bool | None = None
    background_hidden: bool | None = None
    other_interviews_heard: bool | None = None
    continues_elsewhere: bool | None = None
    asks_for_identities: bool | None = None
    switched_identity: bool | None = None
    several_people: bool | None = None
    refers_suspects: bool | None = None
    refuses_items_at_document_address: bool | None = None


class Endpoint(_Part, frozen=True, kw_only=True):
    """What was noted of the computer that the person works on: one documented yes or no each."""

    remote_tools: FewShort | None = None
    remote_port_open: bool | None = None
    ip_kvm: bool | None = None
    keep_awake_tool: bool | None = None
    away_from_logins: bool | None = None
    anti_detect_browser: bool | None = None
    emulator: bool | None = None
    operator_tools: bool | None = None
    security_key_refused: bool | None = None
    own_device_wanted: bool | None = None


class Funds(_Part, frozen=True, kw_only=True):
    """What was noted of where the money goes on: one documented yes or no each."""

    avoids_identification: bool | None = None
    near_listed_wallet: bool | None = None
    unfreeze_requested: bool | None = None
    converted_abroad: bool | None = None
    cashed_out_at_once: bool | None = None
    forwards_shares: bool | None = None
    bank_contradicts_document: bool | None = None


class Vendor(_Part, frozen=True, kw_only=True):
    """What was noted of a firm: counts, and one documented yes or no each."""

    staff: Count | None = None
    placements: Count | None = None
    nominee_head: bool | None = None
    carries_foreign_team: bool | None = None
    imitates_firm: bool | None = None
    goods_contradict_scope: bool | None = None
    workers_unnamed: bool | None = None
    passports_kept: bool | None = None
    housed_with_minder: bool | None = None
    shared_exchange_account: bool | None = None


class Rating(_Part, frozen=True, kw_only=True):
    """One rating that a client gave."""

    client: Short | None = None
    stars: Annotated[float, Meta(ge=0, le=100)] | None = None
    at: Short | None = None


class Repository(_Part, frozen=True, kw_only=True):
    """One code repository shown as own work.

    ``utc_offsets`` are the offsets of its commits in hours, ``cloned`` that it is another's with the author
    exchanged.
    """

    url: Line | None = None
    created: Short | None = None
    first_commit: Short | None = None
    last_commit: Short | None = None
    commits: Count | None = None
    authors: FewNames | None = None
    utc_offsets: Annotated[tuple[Offset, ...], Meta(max_length=5_000)] | None = None
    cloned: bool | None = None


class Work(_Part, frozen=True, kw_only=True):
    """What was noted of the work and its contract: counts, and one documented yes or no each."""

    bids: Count | None = None
    hires: Count | None = None
    logins: Count | None = None
    applications_per_day: Annotated[float, Meta(ge=0, le=1e6)] | None = None
    hired: Short | None = None
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
    wants_no_milestones: bool | None = None
    late_without_word: bool | None = None
    quality_swings: bool | None = None
    parallel_jobs: bool | None = None
    follower_ring: bool | None = None
    badge_spam: bool | None = None
    copies_code: bool | None = None
    unauthorised_charges: bool | None = None
    falsified_papers: bool | None = None
    subcontracts: bool | None = None
    underbids: bool | None = None


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
    """Other accounts that share something with this one, found by the population step.

    ``degree`` is how many accounts share it, this one included; ``hub`` marks what many strangers share as a
    matter of course: an office, a campus, the network of a carrier, a forwarder.
    """

    kind: LinkKind | None = None
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
    references: Annotated[tuple[Reference, ...], Meta(max_length=100)] | None = None
    sites: Annotated[tuple[Site, ...], Meta(max_length=100)] | None = None
    identity: Identity | None = None
    logins: Annotated[tuple[Login, ...], Meta(max_length=5_000)] | None = None
    payouts: Annotated[tuple[Payout, ...], Meta(max_length=200)] | None = None
    payments: Annotated[tuple[Payment, ...], Meta(max_length=5_000)] | None = None
    wallets: Annotated[tuple[Wallet, ...], Meta(max_length=200)] | None = None
    endpoint: Endpoint | None = None
    funds: Funds | None = None
    vendor: Vendor | None = None
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
