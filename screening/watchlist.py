"""What a list says of a party, and the search for a name in it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from screening.drawing import markup
from screening.names import Index, Match

__all__ = [
    "BUNDLED",
    "BUNDLED_ONLY",
    "Alias",
    "Entity",
    "EntityKind",
    "Hit",
    "Identifier",
    "ListedAddress",
    "Relation",
    "Watchlist",
    "scope",
]

_SHOWN = 5
_DIGEST = 12
EntityKind = Literal["person", "organization", "vessel", "aircraft", "other"]


class Alias(msgspec.Struct, frozen=True, gc=False):
    """One name of a listed party.

    Attributes:
        name: the name as the list writes it, original script kept.
        kind: ``primary``, ``alias``, ``former`` or ``native`` (the party's own script).
        strength: ``weak`` names are acronyms, single tokens, nicknames and guessed native names;
            they need a second identifier before they can escalate anything.
    """

    name: str
    kind: Literal["primary", "alias", "former", "native"] = "alias"
    strength: Literal["strong", "weak"] = "strong"


class Identifier(msgspec.Struct, frozen=True, gc=False):
    """A number or address that singles a party out.

    Attributes:
        kind: ``registration``, ``tax``, ``passport``, ``national_id``, ``wallet``, ``email``,
            ``website``, ``phone``, ``imo``, ``lei``, ``swift``, ``domain``, ``handle``, ``ip`` or ``other``.
            A Chinese USCC is a ``registration``.
        value: as published.
        country: ISO 3166-1 alpha-2 of the issuer, empty if not known.
        currency: for wallets, the ticker as published (``XBT``, ``ETH`` ...).
        note: what else the list says of it, for example that a passport is cancelled.
        salt: where the value is a hash, ``sha256:`` and 64 hexadecimal digits: what stood before the identifier,
            in the form of :mod:`screening.contacts`, when it was hashed.
    """

    kind: str
    value: str
    country: str = ""
    currency: str = ""
    note: str = ""
    salt: str = ""


class ListedAddress(msgspec.Struct, frozen=True, gc=False):
    """An address of a listed party, as published; parts are empty where the list has none.

    Attributes:
        line: street, house, postcode, region: all but the city and the country.
        city: the town.
        country: as the list writes it, a name or a code.
    """

    line: str = ""
    city: str = ""
    country: str = ""


class Relation(msgspec.Struct, frozen=True, gc=False):
    """How a party stands to another.

    Attributes:
        kind: ``owned_by``, ``controlled_by``, ``front_of``, ``acting_for``, ``overseen_by``, ``linked_to``,
            ``associate_of``, ``family_of``, ``owner_of`` or ``probably_same_as``.
        to: the other party's subject key, or its name, or its id on the same list.
        note: the basis of the statement.
    """

    kind: str
    to: str
    note: str = ""


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """One listed party as one publisher lists it.

    Attributes:
        id: the publisher's id of the entry, for example ``24977`` or ``KPe.050``.
        list: the publisher's list, for example ``ofac_sdn``, ``un_sc``, ``eu_fsf``, ``rok_mofa``.
        kind: what the party is.
        names: all names, the primary one first.
        status: ``designated`` by an authority, ``delisted`` by it since, merely ``reported`` in a public document,
            or ``alleged`` by whoever gave the list.
        subject: one key for the same party on several lists; empty if the list stands alone.
        programmes: why it is listed, as published: programme codes, regimes.
        legal_bases: acts and orders that it rests on, as published.
        countries: ISO 3166-1 alpha-2 codes connected with the entry (context, never evidence).
        nationalities: ISO 3166-1 alpha-2 codes, shown to a person who compares; nothing else reads them.
        birth_dates: ISO dates, partial ones allowed (``1975``, ``1975-03``); ``1958/1961`` is a range, both ends
            in it.
        designated_on, updated_on, expires_on: ISO dates of the listing, of its last change, and of its end; empty
            if not known.
        see_also: ids of the same party on other lists, as this list states them: ``un_sc:KPe.050``.
        dprk: why the entry counts as connected with the DPRK; empty if nothing says so.
    """

    id: str
    list: str
    kind: EntityKind
    names: tuple[Alias, ...]
    status: Literal["designated", "delisted", "reported", "alleged"] = "designated"
    subject: str = ""
    programmes: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    addresses: tuple[ListedAddress, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    relations: tuple[Relation, ...] = ()
    designated_on: str = ""
    updated_on: str = ""
    expires_on: str = ""
    see_also: tuple[str, ...] = ()
    dprk: tuple[str, ...] = ()
    role: str = ""
    remarks: str = ""
    source: str = ""
    url: str = ""

    @property
    def name(self) -> str:
        """The primary name; the first identifier of an entry that lists no name."""
        return self.names[0].name if self.names else self.identifiers[0].value

    def expired(self, today: dt.date) -> bool:
        """True if the last day of the entry lies before ``today``; a partial date lasts to its end."""
        return bool(self.expires_on) and self.expires_on < today.isoformat()[: len(self.expires_on)]

    @property
    def key(self) -> str:
        """What identifies the party across lists: its subject, else its list and id."""
        return self.subject or f"{self.list}:{self.id}"


class Hit(msgspec.Struct, frozen=True):
    """A match good enough to show to a person.

    Attributes:
        entity: the listed party.
        alias: the one of its names that matched best.
        match: the comparison, with the tokens aligned and the reason of each.
    """

    entity: Entity
    alias: Alias
    match: Match

    def _repr_html_(self) -> str:
        entity, match = self.entity, self.match
        return markup.card(
            f"{self.alias.name}: {match.score:.2f}",
            markup.paired([(w.a, w.b, w.score, w.reason) for w in match.aligned], ("searched", "listed")),
            markup.facts(
                [
                    ("listed as", f"{entity.name} ({entity.kind}, {entity.status})"),
                    ("on", f"{entity.list}, entry {entity.id}"),
                    ("programmes", ", ".join(entity.programmes)),
                    ("born", ", ".join(entity.birth_dates)),
                    ("address", markup.link(entity.url, entity.url)),
                ]
            ),
            lead=f"a {self.alias.strength} name of the party; {', '.join(match.reasons)}",
        )


BUNDLED = "dprk_it_workers"
"""The id of the list that ships with the library."""
BUNDLED_ONLY = "DPRK list only, not a full sanctions screening"
"""What every result says while the bundled list is the only one that an authority stands behind."""


def scope(watchlists: Iterable[Watchlist]) -> tuple[str, ...]:
    """What every result must say while no official list is among those searched."""
    watchlists = tuple(watchlists)
    if any(watchlist.official for watchlist in watchlists):
        return ()
    bundled = any(watchlist.id == BUNDLED for watchlist in watchlists)
    return (BUNDLED_ONLY if bundled else "own lists only, not a full sanctions screening",)


class Watchlist:
    """One read of one list: its entities, where they came from, and a search by name.

    Iterable and sized: its entities, in the order of the file.

    Attributes:
        id: short key, for example ``ofac_sdn``.
        title: the list's name for people.
        publisher, url, licence: as published; empty if not known.
        as_of: ISO date of the data, empty if the file does not say.
        checked_on: ISO date on which its publisher was last asked for a newer one, empty if it was not fetched.
        digest: SHA-256 of the bytes read, hexadecimal.
        official: the publisher's own list, whole; False for the bundled selection and for own lists.
        problems: what could not be read, with file and line (never silently dropped).
        skipped: those of the problems that cost a whole record.
    """

    def __init__(
        self,
        entities: Iterable[Entity],
        *,
        id: str,  # noqa: A002 - the field's own word
        title: str = "",
        publisher: str = "",
        url: str = "",
        licence: str = "",
        as_of: str = "",
        checked_on: str = "",
        digest: str = "",
        official: bool = True,
        problems: Sequence[str] = (),
        skipped: Sequence[str] = (),
    ) -> None:
        self.entities: Sequence[Entity] = (
            entities if isinstance(entities, Sequence) and not isinstance(entities, list) else tuple(entities)
        )
        self.id = id
        self.title = title or id
        self.publisher = publisher
        self.url = url
        self.licence = licence
        self.as_of = as_of
        self.checked_on = checked_on
        self.digest = digest
        self.official = official
        self.problems = tuple(problems)
        self.skipped = tuple(skipped)
        self._made: tuple[Index, list[tuple[int, int]]] | None = None

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities)

    def __len__(self) -> int:
        return len(self.entities)

    def __repr__(self) -> str:
        return f"<Watchlist {self.id}: {len(self)} entities as of {self.as_of or 'unknown'}>"

    def _repr_html_(self) -> str:
        first = [(e.name, e.kind, e.status, e.id) for e in itertools.islice(self, _SHOWN)]
        return markup.card(
            self.title,
            markup.facts(
                [
                    ("key", self.id),
                    ("entities", f"{len(self):,}"),
                    ("as of", self.as_of or "unknown date"),
                    ("last asked for", self.checked_on),
                    ("publisher", self.publisher),
                    ("address", markup.link(self.url, self.url)),
                    ("licence", self.licence),
                    ("digest", self.digest[:_DIGEST]),
                ]
            ),
            markup.part(
                "The first entries" if len(self) > _SHOWN else "Entries",
                markup.table(("name", "kind", "status", "id"), first),
            ),
            markup.part(f"Not read whole: {len(self.problems):,}", markup.lines(self.problems[:_SHOWN])),
            lead="" if self.official else "No publisher's own list in full: a selection, or a list of your own.",
        )

    def index(self) -> Index:
        """The index over all names, built at the first call and kept."""
        return self._searchable()[0]

    def _searchable(self) -> tuple[Index, list[tuple[int, int]]]:
        """The index, and for each name in it the positions of its entity and of the name among the entity's."""
        if self._made is None:
            owners = [(position, n) for position, entity in enumerate(self) for n in range(len(entity.names))]
            names = [alias.name for entity in self for alias in entity.names]
            self._made = Index(names), owners  # at once: threads may search meanwhile
        return self._made

    def search(
        self, name: str, *, kind: str | None = None, limit: int = 10, threshold: float | None = None
    ) -> list[Hit]:
        """Find the listed parties whose names match, best first; each party once, by its best name.

        Args:
            name: the name to look for, in any script.
            kind: ``person`` or ``organization`` compares under that kind's rules and shows only
                parties of that kind; ``None`` shows all.
            limit: at most this many hits.
            threshold: scores (0..1) below it are not shown; by default the published threshold of
                :mod:`screening.names`.
        """
        found: dict[int, Hit] = {}
        index, owners = self._searchable()
        # every name that matches: those of one party, or of parties of another kind, must hide nobody
        for row, match in index.search(name, limit=len(index), kind=kind, threshold=threshold):
            position, number = owners[row]
            entity = self.entities[position]
            if position not in found and kind in {None, entity.kind}:
                found[position] = Hit(entity, entity.names[number], match)
        return list(found.values())[:limit]
