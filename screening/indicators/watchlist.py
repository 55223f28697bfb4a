"""Listed parties in the profile's names and numbers.

A bare person's name says little: it counts by how rare it is, and escalates only with a second identifier. A
company escalates alone when every distinctive token of a strong name agrees. Weak names (acronyms, single
tokens, guessed native names) need a second identifier. A party that is merely reported, not designated, reviews.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from screening.evidence import Evidence, Grade
from screening.hits import NumberHit, ProfileHit
from screening.indicator import Check, Context, Indicator
from screening.names import RARE
from screening.profile import Profile
from screening.watchlist import Entity

__all__ = ["INDICATORS"]

_CONFLICT = 0.5
_LIKE = 0.5
_ENOUGH_WORDS = 1.5
_ONE_WORD = 0.4
_ONE_WHOLE_WORD, _CLOSE = 0.9, 0.9
"""What one word needs if the party is connected with the DPRK: fewer firms are, and that is what is looked for."""
_SHIPS = frozenset({"vessel", "aircraft"})
"""No company is one: a name that it shares with one is a word in common."""
_ALLEGED = 0.4
"""Somebody's word, in a list that a user brought: below what sends anybody to review by itself."""
_OF_MANY = 0.5
_SHARED = frozenset({"domain", "ip"})


def _person(hit: ProfileHit) -> bool:
    return hit.as_person


def _certain(hit: ProfileHit) -> bool:
    """Certain, and by more than an owner's or a school's name."""
    return hit.designated and hit.certain and not hit.only_as


def _uncertain(hit: ProfileHit) -> bool:
    """Designated, without that certainty; a certain owner or school has an indicator of its own."""
    return hit.designated and not hit.certain and not hit.dropped


def _evidence(hits: Sequence[ProfileHit], strength: Callable[[ProfileHit], float]) -> Evidence | None:
    """The strongest of the hits speaks; the others are named with it."""
    weighed = sorted(((strength(hit), hit) for hit in hits), key=lambda pair: (-pair[0], pair[1].entity.id))
    if not weighed:
        return None
    best, hit = weighed[0]
    said = [f"{hit.name!r} matches {hit.alias.name!r} ({_listing(hit)})"]
    if not hit.designated:
        said += [f"{relation.kind.replace('_', ' ')} {relation.to}" for relation in hit.entity.relations]
    said += [agreement.what for agreement in hit.agreements]
    if hit.conflict is not None and not hit.agreements:
        said.append(f"against it: {hit.conflict.what}")
    if others := ", ".join(dict.fromkeys(other.entity.name for _, other in weighed[1:])):
        said.append(f"also {others}")
    records = tuple(dict.fromkeys(record for _, other in weighed for record in other.records))
    return Evidence("; ".join(said), records, best)


def _listing(hit: ProfileHit) -> str:
    listing = f"{hit.entity.list} {hit.entity.id}, {_status(hit.entity)}"
    designation = hit.designation
    if designation is None or designation is hit.entity:
        return listing
    return f"{listing}; designated as {designation.list} {designation.id}"


def _status(entity: Entity) -> str:
    return "formerly listed" if entity.status == "delisted" else entity.status


def confirmed_person(_profile: Profile, context: Context) -> Evidence | None:
    """A listed person's name, confirmed by a second identifier.

    A full birth date, a document number, a street address, a wallet or a listed employer agrees with the list.
    Innocent: a shared flat, two people of one name and birthday. Compare the rest of the entry before acting.
    """
    hits = [hit for hit in context.hits if _person(hit) and _certain(hit)]
    return _evidence(hits, lambda _: 1.0)


def rare_person(_profile: Profile, context: Context) -> Evidence | None:
    """A rare name is that of a listed person; nothing else was compared.

    Innocent: namesakes. Ask for a birth date. One that conflicts halves this; on a verified document it drops it.
    """
    hits = [hit for hit in context.hits if _person(hit) and _uncertain(hit) and hit.rare]
    return _evidence(hits, _name_strength)


def person_name(_profile: Profile, context: Context) -> Evidence | None:
    """A name that many people bear is also that of a listed person.

    Innocent: nearly always. It counts by the rarity of the name and never reaches a threshold by itself.
    """
    hits = [hit for hit in context.hits if _person(hit) and _uncertain(hit) and not hit.rare]
    return _evidence(hits, lambda hit: min(1.0, hit.rarity / RARE) * _name_strength(hit))


def _name_strength(hit: ProfileHit) -> float:
    return _CONFLICT if hit.conflict is not None else 1.0


def company(_profile: Profile, context: Context) -> Evidence | None:
    """A designated company or body, by a strong name in full or by its name and a second identifier.

    A strong name counts in full when every distinctive token of it agrees. Innocent: a namesake; compare the
    register number.
    """
    hits = [hit for hit in context.hits if not _person(hit) and _certain(hit)]
    return _evidence(hits, lambda _: 1.0)


def similar_company(_profile: Profile, context: Context) -> Evidence | None:
    """A company whose name is like a designated one's, or is only its short official name.

    Innocent: sister firms, common words. Compare address and register number.
    """
    hits = [hit for hit in context.hits if _similar(hit) and not _weak(hit)]
    return _evidence(hits, lambda _: 1.0)


def weak_name(_profile: Profile, context: Context) -> Evidence | None:
    """An acronym, single word or guessed native name of a designated company.

    Innocent: nearly always; many firms share such names. It needs a second identifier to mean anything. Less than
    the whole of such a name counts less than half.
    """
    hits = [hit for hit in context.hits if _similar(hit) and _weak(hit)]
    return _evidence(hits, _weak_strength)


def _weak_strength(hit: ProfileHit) -> float:
    return 1.0 if hit.match.complete and hit.entity.kind not in _SHIPS else _ONE_WORD


def _similar(hit: ProfileHit) -> bool:
    return not _person(hit) and _uncertain(hit)


def _weak(hit: ProfileHit) -> bool:
    """Whether the match rests on too little for a company: a weak name, or one word but its whole official name.

    Measured on plain people (benchmarks/plain_people.py): a firm called after one surname meets some listed firm
    or ship in one case of thirty, and a name that is more than that word in hardly any.
    """
    if hit.entity.kind in _SHIPS:
        return True
    if hit.words_agreeing >= _ENOUGH_WORDS:
        return hit.alias.strength == "weak" and not (hit.match.complete and hit.alias.kind == "primary")
    official = hit.alias.kind == "primary"
    if official and hit.entity.dprk and hit.match.score >= _CLOSE and hit.words_agreeing >= _ONE_WHOLE_WORD:
        return False
    name = hit.alias.name.casefold()
    as_written = all(pair.reason == "equal" and pair.b in name for pair in hit.match.aligned)
    return not (official and hit.match.complete and as_written)


def school(_profile: Profile, context: Context) -> Evidence | None:
    """A school that is itself designated.

    Having been there is no wrong, and one who says so hides nothing; refugees say so. What is asked here is
    whether a payment would reach the school.
    """
    hits = [h for h in context.hits if not _person(h) and h.designated and h.certain and h.only_as == "school"]
    return _evidence(hits, lambda _: 1.0)


def reported_party(_profile: Profile, context: Context) -> Evidence | None:
    """A party that a public report names without a designation, or whose designation was lifted.

    Innocent: namesakes, firms that a report got wrong, parties whose case was cleared up. Ask for ownership and
    register data.
    """
    hits = [hit for hit in context.hits if not hit.designated and not hit.dropped]
    return _evidence(hits, _reported_strength)


def _reported_strength(hit: ProfileHit) -> float:
    if hit.entity.status == "alleged":
        return _ALLEGED
    if hit.certain:
        return 1.0
    return _LIKE * min(1.0, hit.rarity / RARE) * _name_strength(hit)


def number(_profile: Profile, context: Context) -> Evidence | None:
    """A wallet, company number or tax number that a list publishes for a designated party.

    A register number counts alone if its country agrees or it is unique in the world (USCC, LEI). Innocent: a
    slip of the keyboard, a wallet of an exchange that serves many.
    """
    return _numbers([hit for hit in _unnamed(context) if hit.certain and hit.designated])


def other_number(_profile: Profile, context: Context) -> Evidence | None:
    """A number that a list publishes, of a kind that others may have too.

    Innocent: document numbers and short register numbers of different issuers coincide; e-mail addresses,
    websites and phones change hands; a reported party is not designated. Compare the name.
    """
    return _numbers([hit for hit in _unnamed(context) if not (hit.certain and hit.designated)])


def _unnamed(context: Context) -> list[NumberHit]:
    """Numbers of parties that no name has given away already, and not an owner's, of whom the share decides."""
    named = {hit.party for hit in context.hits if hit.confirmed}
    return [hit for hit in context.numbers if hit.party not in named and not hit.of_owner and not hit.alleged]


def alleged_identifier(_profile: Profile, context: Context) -> Evidence | None:
    """An e-mail address, handle, domain, IP address, wallet, phone or website that somebody alleges.

    It stands in a list of threat intelligence that was brought along: unproved, without an authority behind it.
    Half strength if it is only a domain or an IP address, which many share. Innocent: the exit of a VPN, the
    network of an office, a web host of thousands; an address that changed hands; a victim whose address stands in
    the same report. Ask the source what it rests on.
    """
    hits = [hit for hit in context.numbers if hit.alleged]
    if not hits:
        return None
    said = dict.fromkeys(map(_allegation, hits))
    strength = _OF_MANY if all(hit.identifier.kind in _SHARED for hit in hits) else 1.0
    return Evidence("; ".join(said), tuple(dict.fromkeys(hit.record for hit in hits)), strength)


def _allegation(hit: NumberHit) -> str:
    entity, identifier = hit.entity, hit.identifier
    whose = f" for {entity.name!r}" if entity.names else ""
    where = f"{entity.list} {entity.id}" if entity.names else entity.list
    until = f", until {entity.expires_on}" if entity.expires_on else ""
    return f"{identifier.kind} {identifier.value} is alleged{whose} by {entity.source} ({where}{until})"


def _numbers(hits: Sequence[NumberHit]) -> Evidence | None:
    if not hits:
        return None
    said = dict.fromkeys(
        f"{hit.identifier.kind} {hit.identifier.value} is listed for {hit.entity.name!r}"
        f" ({hit.entity.list} {hit.entity.id}, {_status(hit.entity)})"
        for hit in hits
    )
    return Evidence("; ".join(said), tuple(dict.fromkeys(hit.record for hit in hits)))


_NAMES = (
    (
        *("name", "legal_name", "native_name", "aliases", "identity.document_name", "companies", "jobs.company"),
        *("studies.school", "payouts.holder", "payments.payer", "payments.payee", "addresses.recipient"),
        *("previous_accounts.name", "referred_by", "related"),
    ),
)
_LISTS = ("OFAC", "UN", "UPI20")


def _row(name: str, check: Check, grade: Grade, why: str, *, stands_alone: bool = False) -> Indicator:
    return Indicator(
        id=f"watchlist.{name}",
        check=check,
        grade=grade,
        needs=_NAMES,
        sources=_LISTS,
        flags=("OR-01",),
        stands_alone=stands_alone,
        why=why,
    )


INDICATORS = (
    _row(
        "confirmed_person",
        confirmed_person,
        "conclusive",
        "Name and a second identifier that few share agree with an official list: dealing is prohibited.",
        stands_alone=True,
    ),
    _row(
        "rare_person",
        rare_person,
        "strong",
        "So few bear the name that a person must compare; a namesake remains possible, so no more than that.",
    ),
    _row(
        "person_name",
        person_name,
        "moderate",
        "Many honest people bear the name; it counts by its rarity and asks for a second identifier.",
    ),
    _row(
        "company",
        company,
        "conclusive",
        "Companies choose names to be told apart: all distinctive words of a listed one rarely agree by chance.",
        stands_alone=True,
    ),
    _row(
        "similar_company",
        similar_company,
        "strong",
        "Fronts vary the name a little, and so do sister firms and strangers: the register number decides.",
    ),
    _row(
        "weak_name",
        weak_name,
        "moderate",
        "Acronyms, single words and guessed native names are shared by many firms.",
    ),
    _row(
        "school",
        school,
        "strong",
        "Paying a listed school is prohibited, having studied there is not: a person asks where the money goes.",
    ),
    _row(
        "reported_party",
        reported_party,
        "strong",
        "A public report names the party, but no authority designates it: grounds to look, not to refuse.",
    ),
    Indicator(
        id="watchlist.number",
        check=number,
        grade="conclusive",
        needs=(("wallets", "payouts.account", "payments", "registrations", "related"),),
        sources=("OFAC", "UN"),
        flags=("PY-09", "OR-01"),
        stands_alone=True,
        why="A listed wallet, or a register number of one issuer, belongs to one party alone.",
    ),
    Indicator(
        id="watchlist.other_number",
        check=other_number,
        grade="strong",
        needs=(("identity.document_number", "registrations", "emails", "websites", "phones", "related"),),
        sources=("OFAC", "UN"),
        flags=("OR-01",),
        why="Numbers of several issuers coincide, and addresses and phones change hands: a person compares.",
    ),
    Indicator(
        id="watchlist.alleged_identifier",
        check=alleged_identifier,
        grade="weak",
        needs=(("emails", "phones", "handles", "websites", "wallets", "payouts.account", "logins.ip", "related"),),
        sources=("MAND24", "SEAL"),
        expected=False,
        why="Unproved, brought along, often shared by many: a policy that trusts its source may raise it.",
    ),
)
"""The family's checks: one party is one finding, however many lists and fields name it."""
