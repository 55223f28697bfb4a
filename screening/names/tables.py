"""The tables of an index: words, the keys that lead to them, and the names that have them; all plain arrays.

Everything is numbered: words, *rows* (one reading of one distinct name) and names. A row has its words, a word
its rows (its posting), a key its words, two neighbours written together their rows. The arrays are the same
whether they were just built or lie in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from screening.names.keys import Keys, bare_key, close, joined_key, joined_keys, word_keys
from screening.names.sides import acronyms, looks_like_person, may_be_initials, side
from screening.names.text import Text

__all__ = ["LIKE_ORGANIZATION", "LIKE_PERSON", "ORGANIZATION", "PERSON", "Tables", "build"]

PERSON, ORGANIZATION, LIKE_PERSON, LIKE_ORGANIZATION = range(4)
"""Whether a name is a person's: as stored with it, or as it looks."""


class Tables(msgspec.Struct, frozen=True, eq=False):
    """The arrays of an index; ``x_at[i] : x_at[i + 1]`` are the places of ``i`` in ``x``.

    Attributes:
        words: the letters of all words, one after the other; words_at: where each begins.
        keys: sorted and distinct; key_words: the words that have each; key_words_at.
        posting: the rows of each word, in order; posting_at.
        alike: for each word the others that may agree with it; alike_at.
        joined: as the keys, of neighbours written together; joined_rows: the rows that have them; joined_rows_at.
        acronyms: as the keys, of the first letters of whole names; acronym_rows: the names; acronym_rows_at.
        row_words: the words of each row, in their order; row_words_at.
        row_names: for each row the name that it is a reading of.
        families: how many words of each row are the surname, the first ones; 0 where it does not tell.
        kinds: for each row, see :data:`PERSON`.
        person_mass, organization_mass: what all words of a row weigh under the rules of either kind.
        initials: how many letters of a row may be initials.
        places: the positions of each name in the sequence given; places_at.
        unusual: for each row that is more than its words (notes, native syllables, words without vowels),
            the row; unusual_texts: its text, as JSON.
    """

    words: NDArray[np.uint8]
    words_at: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    key_words: NDArray[np.uint32]
    key_words_at: NDArray[np.uint32]
    posting: NDArray[np.uint32]
    posting_at: NDArray[np.uint32]
    alike: NDArray[np.uint32]
    alike_at: NDArray[np.uint32]
    joined: NDArray[np.uint32]
    joined_rows: NDArray[np.uint32]
    joined_rows_at: NDArray[np.uint32]
    acronyms: NDArray[np.uint32]
    acronym_rows: NDArray[np.uint32]
    acronym_rows_at: NDArray[np.uint32]
    row_words: NDArray[np.uint32]
    row_words_at: NDArray[np.uint32]
    row_names: NDArray[np.uint32]
    families: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    person_mass: NDArray[np.float32]
    organization_mass: NDArray[np.float32]
    initials: NDArray[np.float32]
    places: NDArray[np.uint32]
    places_at: NDArray[np.uint32]
    unusual: NDArray[np.uint32]
    unusual_texts: NDArray[np.uint8]
    unusual_at: NDArray[np.uint32]

    def word(self, number: int) -> str:
        """A word by its number."""
        at = self.words_at
        return self.words[at[number] : at[number + 1]].tobytes().decode("ascii")

    def text(self, row: int) -> Text:
        """A row as it was read."""
        place = int(np.searchsorted(self.unusual, np.uint32(row)))
        if place < len(self.unusual) and self.unusual[place] == row:
            at = self.unusual_at
            return msgspec.json.decode(self.unusual_texts[at[place] : at[place + 1]].tobytes(), type=Text)
        at = self.row_words_at
        words = tuple([self.word(number) for number in self.row_words[at[row] : at[row + 1]].tolist()])
        return Text(words, family=int(self.families[row]))


def build(texts: Iterable[tuple[Text, str | None]]) -> Tables:
    """Make the tables of names, each read and with its kind, in their order."""
    distinct: dict[tuple[Text, int | None], list[int]] = {}
    for position, (text, kind) in enumerate(texts):
        stored = None if kind is None else PERSON if kind == "person" else ORGANIZATION
        distinct.setdefault((text, stored), []).append(position)
    rows = _Rows()
    for name, (text, stored) in enumerate(distinct):
        rows.add(name, text, stored)
    keys: dict[int, list[int]] = {}
    keys_of = [word_keys(word) for word in rows.numbers]
    for (word, number), found in zip(rows.numbers.items(), keys_of, strict=True):
        # one finds every word, the other only those that lack vowels
        consonants = [bare_key(word, bare=True), bare_key(word, bare=False) if word in rows.bare else None]
        for key in (*found.sure, *found.slips, *consonants):
            if key is not None:
                keys.setdefault(key, []).append(number)
    vocabulary = list(rows.numbers)
    alike = [_alike(word, found, keys, vocabulary) for word, found in zip(vocabulary, keys_of, strict=True)]
    keys = dict(sorted(keys.items()))
    joined, acronyms = dict(sorted(rows.joined.items())), dict(sorted(rows.acronyms.items()))
    letters = [word.encode("ascii") for word in vocabulary]
    return Tables(
        words=np.frombuffer(b"".join(letters), np.uint8),
        words_at=_starts(letters),
        keys=np.fromiter(keys, np.uint32),
        key_words=_flat(keys.values()),
        key_words_at=_starts(keys.values()),
        posting=_flat(rows.postings),
        posting_at=_starts(rows.postings),
        alike=_flat(alike),
        alike_at=_starts(alike),
        joined=np.fromiter(joined, np.uint32),
        joined_rows=_flat(joined.values()),
        joined_rows_at=_starts(joined.values()),
        acronyms=np.fromiter(acronyms, np.uint32),
        acronym_rows=_flat(acronyms.values()),
        acronym_rows_at=_starts(acronyms.values()),
        row_words=_flat(rows.words),
        row_words_at=_starts(rows.words),
        row_names=np.array(rows.names, np.uint32),
        families=np.array(rows.families, np.uint8),
        kinds=np.array(rows.kinds, np.uint8),
        person_mass=np.array(rows.person_mass, np.float32),
        organization_mass=np.array(rows.organization_mass, np.float32),
        initials=np.array(rows.initials, np.float32),
        places=_flat(distinct.values()),
        places_at=_starts(distinct.values()),
        unusual=np.array(list(rows.unusual), np.uint32),
        unusual_texts=np.frombuffer(b"".join(rows.unusual.values()), np.uint8),
        unusual_at=_starts(rows.unusual.values()),
    )


def _alike(word: str, found: Keys, keys: Mapping[int, Sequence[int]], vocabulary: Sequence[str]) -> list[int]:
    """The numbers of the other words that share a key with a word and are close enough to it."""
    consonants = bare_key(word, bare=False)
    sure = dict.fromkeys(chain.from_iterable([keys.get(key, ()) for key in (*found.sure, consonants) if key]))
    slips = dict.fromkeys(chain.from_iterable([keys[key] for key in found.slips]))
    near = close(word, [number for number in slips if number not in sure], vocabulary.__getitem__)
    return [number for number in (*sure, *near) if vocabulary[number] != word]


class _Rows:
    """The rows and words seen so far."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.postings: list[list[int]] = []
        self.joined: dict[int, list[int]] = {}
        self.acronyms: dict[int, list[int]] = {}
        self.bare: set[str] = set()
        self.words: list[list[int]] = []
        self.names: list[int] = []
        self.families: list[int] = []
        self.kinds: list[int] = []
        self.person_mass: list[float] = []
        self.organization_mass: list[float] = []
        self.initials: list[int] = []
        self.unusual: dict[int, bytes] = {}

    def add(self, name: int, text: Text, kind: int | None) -> None:
        """Add every reading of a name."""
        for reading in (text, *text.others):
            row = len(self.words)
            person, organization = side(reading, "person"), side(reading, "organization")
            if kind is None:
                kind = LIKE_PERSON if looks_like_person(organization) else LIKE_ORGANIZATION
            words = [self._number(word) for word in reading.words]
            for number in dict.fromkeys([*words, *map(self._number, organization.words)]):
                self.postings[number].append(row)
            turned = (*person.words[person.family :], *person.words[: person.family or 1])
            for key in self._neighbours(reading.words, organization.words, turned):
                self.joined.setdefault(key, []).append(row)
            for acronym in acronyms(organization):
                self.acronyms.setdefault(joined_key(acronym), []).append(row)
            self.words.append(words)
            self.names.append(name)
            self.families.append(reading.family)
            self.kinds.append(kind)
            self.person_mass.append(sum(person.weights))
            self.organization_mass.append(sum(organization.weights))
            self.initials.append(sum([len(word) for word in person.words if may_be_initials(word)]))
            self.bare.update(reading.bare)
            alone = msgspec.structs.replace(reading, others=())
            if alone != Text(reading.words, family=reading.family):
                self.unusual[row] = msgspec.json.encode(alone)

    def _number(self, word: str) -> int:
        number = self.numbers.setdefault(word, len(self.postings))
        if number == len(self.postings):
            self.postings.append([])
        return number

    @staticmethod
    def _neighbours(*names: tuple[str, ...]) -> set[int]:
        pairs = {pair for words in names for pair in pairwise(words)}
        return {key for first, second in pairs for key in joined_keys(first, second)}


def _flat(lists: Iterable[Sequence[int]]) -> NDArray[np.uint32]:
    return np.fromiter(chain.from_iterable(lists), np.uint32)


def _starts(lists: Iterable[Sequence[int]]) -> NDArray[np.uint32]:
    """Where each list begins in the flat array, and at last where it ends."""
    return np.cumsum([0, *map(len, lists)], dtype=np.uint32)
