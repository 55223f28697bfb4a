"""Where equipment and papers are sent, and who receives them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from screening.evidence import Evidence
from screening.indicator import Context, Indicator, noted
from screening.places import country_name
from screening.profile import Address, Change, Profile
from screening.signals.streets import Street, compare_streets, of_address, street
from screening.statements import own_names, stated_countries, states, whose

__all__ = ["AFTER_HIRE", "INDICATORS"]

_AT_HOME = frozenset({"residence", "document"})
_SAME_TOWN = 0.5
_MAIL_DROPS = {"forwarder": "a freight forwarder", "mail_drop": "a mail drop", "box": "a rented box"}
_DROP_STRENGTH = {"box": 0.5}
"""A rented box is how many people receive parcels; what is passed on elsewhere hides the place."""

_OFFICES = frozenset({"office", "hotel"})
_DESK = re.compile(
    r"\b(?:reception|front desk|concierge|lobby|mail ?room|post ?room|receiving|security desk)\b", re.IGNORECASE
)
"""Where parcels are taken in for everybody."""

AFTER_HIRE = 30
"""Days after hiring in which a change of address speaks: equipment is sent in that time. Editorial."""
_ADDRESS_FIELD = re.compile(r"(shipping_|delivery_|identity\.document_)?address(es)?\b(?:\[(\d+)\])?")
_FULL_DATE = len("2026-05-01")
_OTHER_ADDRESS = 0.5


def recipient_differs(profile: Profile, context: Context) -> Evidence | None:
    """Somebody else receives what is shipped to the person.

    Reported of laptop farms. Half strength for an office, a hotel or a desk that takes parcels in for everybody,
    and for somebody with a word of the person's names, as relatives have, or one from before. Innocent: relatives,
    neighbours, a place of work.
    """
    name = next((text for _, text in own_names(profile)), None)
    if name is None:
        return None
    best: Evidence | None = None
    for i, address in enumerate(profile.addresses or ()):
        if address.purpose != "shipping" or not address.recipient:
            continue
        who = whose(profile, address.recipient, context.name_threshold)
        if who in {"own", "unclear"}:
            continue
        for_all = address.kind in _OFFICES or _DESK.search(address.recipient)
        strength = 1.0 if who == "stranger" and not for_all else 0.5
        if best is None or strength > best.strength:
            summary = f"shipments go to {address.recipient!r}, the account is {name!r}"
            best = Evidence(summary, (f"addresses[{i}]",), strength)
    return best


def ships_abroad(profile: Profile, _context: Context) -> Evidence | None:
    """Equipment is to be sent, or was sent on, to a country in which the profile does not say to be.

    A leg that the courier or the device's management reports is a shipping address as well: laptops were received
    in one country and sent on to another. Innocent: a move, a holiday address, a forwarder where the seller does
    not ship.
    """
    countries = stated_countries(profile)
    for i, address in enumerate(profile.addresses or ()):
        if address.purpose != "shipping" or not address.country or not countries:
            continue
        if not states(countries, address.country):
            stated = " and ".join(map(country_name, countries))
            summary = f"shipping address in {country_name(address.country)}, profile states {stated}"
            return Evidence(summary, (f"addresses[{i}]", *countries.values()))
    return None


def ships_elsewhere(profile: Profile, _context: Context) -> Evidence | None:
    """Equipment is to be sent to another address than those on the document and of the home.

    Both addresses must give street and house number in one script; what cannot be compared is no evidence. Half
    strength within one town, nothing for an office or where another country tells more. A move after the hire to
    that very address is the same clue, and then counts once. Innocent, and common: a place of work, a partner's
    flat, parents, a neighbour who is in by day, a document with the address of before the move.

    >>> from screening.profile import Identity
    >>> addresses = (Address(purpose="shipping", line="12 Sample Lane", city="Springfield"),)
    >>> identity = Identity(document_address="7 Invented Road, Riverside")
    >>> ships_elsewhere(Profile(id="u", addresses=addresses, identity=identity), None).summary
    "items go to '12 Sample Lane, Springfield', the document says '7 Invented Road, Riverside'"
    """
    addresses = profile.addresses or ()
    shipping = [(i, a) for i, a in enumerate(addresses) if a.purpose == "shipping" and a.line]
    if not shipping:
        return None
    homes = [
        (a.purpose or "", ", ".join(filter(None, (a.line, a.city))), of_address(a), a.country)
        for a in addresses
        if a.purpose in _AT_HOME and a.line
    ]
    if profile.identity and profile.identity.document_address:
        text = profile.identity.document_address
        homes.append(("document", text, (street(text), frozenset()), None))
    homes.sort(key=lambda home: home[0] != "document")
    best: Evidence | None = None
    for i, address in shipping:
        here = of_address(address)
        found = {compare_streets(here, home[2]) for home in homes}
        abroad = any(home[3] and address.country and home[3] != address.country for home in homes)
        if found != {"elsewhere"} or abroad or address.kind == "office":
            continue
        strength = _SAME_TOWN if any(_one_town(here[1], home[2]) for home in homes) else 1.0
        if best is None or strength > best.strength:
            goes = ", ".join(filter(None, (address.line, address.city)))
            where = "the document says" if homes[0][0] == "document" else "the home is"
            record = _move_to(profile, here) or f"addresses[{i}]"
            best = Evidence(f"items go to {goes!r}, {where} {homes[0][1]!r}", (record,), strength)
    return best


def _move_to(profile: Profile, here: tuple[Street, frozenset[str]]) -> str | None:
    for i, change, _, _ in _changed_after_hire(profile):
        if compare_streets(here, (street(change.new or ""), frozenset())) == "same":
            return f"changes[{i}]"
    return None


def _one_town(town: frozenset[str], home: tuple[Street, frozenset[str]]) -> bool:
    """Whether the words of a town stand in the other address; not known counts as one town."""
    return not town or not town.isdisjoint(home[1] | home[0].words)


def mail_drop(profile: Profile, _context: Context) -> Evidence | None:
    """Equipment goes to a freight forwarder, a mail drop or a rented box.

    A rented box counts half. Innocent: people without a safe letter box, travellers, countries to which sellers do
    not ship; a firm's mail room.
    """
    found = [
        (i, address.kind)
        for i, address in enumerate(profile.addresses or ())
        if address.purpose == "shipping" and address.kind in _MAIL_DROPS
    ]
    if not found:
        return None
    what = " and ".join(dict.fromkeys(_MAIL_DROPS[kind] for _, kind in found if kind))
    strength = max(_DROP_STRENGTH.get(kind or "", 1.0) for _, kind in found)
    return Evidence(f"items go to {what}", tuple(f"addresses[{i}]" for i, _ in found), strength)


def address_changed_after_hire(profile: Profile, _context: Context) -> Evidence | None:
    """The address was exchanged within a month after hiring.

    Reported: the laptop is ordered, then it is to go somewhere else. Full strength if the address is the one for
    shipping, half if it is another or that is not known. First entries and corrections before the hire do not
    count. Innocent: people move for a new job, or leave their parents' home.

    >>> from screening.profile import Change, Work
    >>> change = Change(field="shipping_address", old="7 Invented Road", new="12 Sample Lane", at="2026-05-09")
    >>> address_changed_after_hire(Profile(id="u", work=Work(hired="2026-05-04"), changes=(change,)), None).summary
    'shipping address changed 5 days after hiring'
    """
    best: Evidence | None = None
    for i, _, days, shipping in _changed_after_hire(profile):
        strength = 1.0 if shipping else _OTHER_ADDRESS
        if best is None or strength > best.strength:
            what = "shipping address" if shipping else "address"
            best = Evidence(f"{what} changed {days} days after hiring", (f"changes[{i}]", "work.hired"), strength)
    return best


def _changed_after_hire(profile: Profile) -> Iterator[tuple[int, Change, int, bool]]:
    """Each change of an address in the month after hiring: position, change, days, whether it is for shipping."""
    hired = profile.work.hired if profile.work else None
    if not hired or len(hired) < _FULL_DATE:
        return
    first = dt.date.fromisoformat(hired[:_FULL_DATE])
    for i, change in enumerate(profile.changes or ()):
        field = _ADDRESS_FIELD.match(change.field or "")
        if not field or not change.old or not change.new or change.old == change.new:
            continue
        if not change.at or len(change.at) < _FULL_DATE:
            continue
        days = (dt.date.fromisoformat(change.at[:_FULL_DATE]) - first).days
        if 0 <= days <= AFTER_HIRE:
            yield i, change, days, _is_shipping(profile.addresses or (), field)


def _is_shipping(addresses: tuple[Address, ...], field: re.Match[str]) -> bool:
    if field[1]:
        return field[1] in {"shipping_", "delivery_"}
    at = int(field[3]) if field[3] and len(field[3]) < len("100") else len(addresses)
    return at < len(addresses) and addresses[at].purpose == "shipping"


INDICATORS = (
    Indicator(
        id="logistics.recipient_differs",
        check=recipient_differs,
        grade="strong",
        needs=("addresses.recipient", ("name", "legal_name", "native_name", "identity.document_name")),
        sources=("RF26", "DOJ25"),
        flags=("LG-06",),
        why="Cases of laptop farms rest on it; relatives receive parcels too, so it asks for a look and no more.",
    ),
    Indicator(
        id="logistics.ships_abroad",
        check=ships_abroad,
        grade="moderate",
        needs=("addresses.purpose", ("country", "addresses.country", "tax_country")),
        sources=("US22: red flags for companies, shipping to other addresses", "PSA24"),
        flags=("LG-07",),
        why="Laptops sent on abroad are reported; people who move or travel contradict their profile as well.",
    ),
    Indicator(
        id="logistics.ships_elsewhere",
        check=ships_elsewhere,
        grade="moderate",
        needs=("addresses.purpose", "addresses.line"),
        sources=("US22: red flags for companies, an address that is not on the document",),
        flags=("LG-01",),
        why="The guidance names it and advises against it; parcels to work, family or a new flat are ordinary.",
    ),
    Indicator(
        id="logistics.mail_drop",
        check=mail_drop,
        grade="moderate",
        needs=("addresses.kind",),
        sources=("RF26: anonymous boxes", "PSA23"),
        flags=("LG-03",),
        why="A vendor saw boxes used; forwarders are an everyday service where shops do not ship.",
    ),
    Indicator(
        id="logistics.address_changed_after_hire",
        check=address_changed_after_hire,
        grade="strong",
        needs=("work.hired", "changes.field"),
        sources=("SW24", "PSA23"),
        flags=("LG-04",),
        why="Reported where the laptop is sent; full only for the shipping address, for many move for a new job.",
    ),
    Indicator(
        id="logistics.refuses_document_address",
        check=noted(
            "conduct.refuses_items_at_document_address", "noted: says that nothing can be received at the address"
        ),
        about="""Says that items cannot be received at the address on the document.

        The guidance asks to be particularly suspicious of it. Innocent: a document with the address of before the
        move, of the parents or of an authority; nobody at home by day; no safe letter box. Ask for a bill or a
        lease that shows the present address.""",
        grade="moderate",
        needs=("conduct.refuses_items_at_document_address",),
        sources=("US22: red flags for companies, items that cannot be received at the document's address",),
        flags=("LG-02",),
        expected=False,
        why="The one flag that its source stresses; still moderate, for old addresses on documents are common.",
    ),
)
"""The family's checks."""
