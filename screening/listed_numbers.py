"""Where the lists publish numbers and addresses, and which of them a profile has.

Most are found by their normal form. Domains stand for all that lies under them, ranges for the IP addresses in
them, hashes for what gives them with their list's salt; none of them costs more the longer a list is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from screening import contacts
from screening.errors import InputError
from screening.identifiers import GROUPS, Number, group, normal
from screening.watchlist import Entity, Identifier

__all__ = ["Places", "find", "listed_groups", "placed"]

Places = dict[str, list[tuple[int, int]]]
"""By group and form, joined by a tab: positions of the entities, and of the identifier among theirs.

Three more tables stand under names that are no group: under ``groups`` and the group nothing, but only if there is
one of it; under ``salts`` and the group one place for each salt; under ``prefixes`` the IP versions and prefix
lengths in use.
"""

_PREFIXES = "prefixes\tip"
_BY_FORM = frozenset({"domain", "handle", "ip"})
"""Groups that are compared by the forms of :mod:`screening.contacts` alone."""
_BITS = {4: 32, 6: 128}


def placed(entities: Iterable[Entity]) -> Places:
    """Where every identifier of the entities is listed."""
    places: Places = {}
    salts: set[tuple[str, str]] = set()
    prefixes: set[tuple[int, int]] = set()
    groups: set[str] = set()
    for position, entity in enumerate(entities):
        for number, identifier in enumerate(entity.identifiers):
            kind = group(identifier.kind)
            for key in _keys(kind, identifier):
                places.setdefault(key, []).append((position, number))
                groups.add(key.partition("\t")[0])
            if contacts.is_hash(identifier.value):
                if (kind, identifier.salt) not in salts:
                    salts.add((kind, identifier.salt))
                    places.setdefault(f"salts\t{kind}", []).append((position, number))
            elif network := _network(kind, identifier.value):
                prefixes.add((network.version, network.prefixlen))
    if prefixes:
        places[_PREFIXES] = sorted(prefixes)
    return places | {f"groups\t{kind}": [] for kind in groups}


def _keys(kind: str, identifier: Identifier) -> Iterator[str]:
    """The keys under which an identifier is entered."""
    value = identifier.value
    forms = Number("", kind, value, seat=identifier.country).forms[:1]
    if contacts.is_hash(value):
        yield f"{kind}\t{value}"
    elif network := _network(kind, value):
        yield _range(network.version, int(network.network_address), network.prefixlen)
    elif kind in _BY_FORM:
        yield from (f"{kind}\t{form}" for form in forms)
    else:
        yield from (f"{kind}\t{form}" for form in _normal(kind, value, forms))
        if kind == "website" and (handle := contacts.handle_in(value)):
            yield f"handle\t{handle}"


def _normal(kind: str, value: str, forms: Sequence[str]) -> Iterable[str]:
    """The normal forms of a number, once each: phones are compared in E.164 too."""
    return dict.fromkeys(map(normal, (value, *forms) if kind == "phone" else (value,)))


def _network(kind: str, value: str) -> contacts.Network | None:
    try:
        return contacts.network(value) if kind == "ip" else None
    except InputError:
        return None


def _range(version: int, address: int, length: int) -> str:
    """The key of the network of that prefix length in which an IP address lies."""
    return f"ip\t{version}/{length}/{address >> (_BITS[version] - length)}"


def listed_groups(places: Places) -> frozenset[str]:
    """The groups of which there is any number."""
    return frozenset([kind for kind in GROUPS if f"groups\t{kind}" in places])


def find(number: Number, places: Places, entities: Sequence[Entity]) -> Iterator[tuple[int, int]]:
    """Where a number of a profile is listed: positions of the entities, and of the identifier among theirs."""
    kind = number.group
    salts = places.get(f"salts\t{kind}", ())
    forms = number.forms if salts or kind in _BY_FORM or kind == "phone" else ()
    if kind == "ip":
        keys = [key for form in forms for key in _ranges(form, places.get(_PREFIXES, ()))]
    elif kind in _BY_FORM:
        keys = [f"{kind}\t{form}" for form in forms]
    else:
        keys = [f"{kind}\t{form}" for form in _normal(kind, number.value, forms)]
    for position, place in salts:
        salt = entities[position].identifiers[place].salt
        keys += [f"{kind}\t{contacts.hashed(salt, form)}" for form in forms]
    for key in keys:
        yield from places.get(key, ())


def _ranges(form: str, prefixes: Iterable[tuple[int, int]]) -> Iterator[str]:
    r"""The keys of the networks in which an IP address lies, for the prefix lengths in use.

    >>> list(_ranges("198.51.100.7", [(4, 24), (4, 32), (6, 48)]))
    ['ip\t4/24/12989284', 'ip\t4/32/3325256711']
    """
    network = contacts.network(form)
    address = int(network.network_address)
    return (_range(version, address, length) for version, length in prefixes if version == network.version)
