"""The texts of many accounts as keys: bands of their MinHash signatures, made for all of them at once.

The signatures are those of :func:`screening.signals.repetition.signature`. Eight bands of eight buckets, of which
the steps want two to agree: so do texts that have nine in ten shingles in common with a chance of 92 %, those with
eight in ten with 40 %, those with half of them with 0.04 %. A band that fewer than three shingles fill, as in
short texts, would agree for a common phrase alone, and has no key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from screening.population.links import forms
from screening.population.links.keys import Row, account_number, bytes_number
from screening.profile import Profile, Text
from screening.signals import repetition
from screening.signals.repetition import BUCKETS, EMPTY, MIX

__all__ = ["signatures", "text_rows"]

_BAND, _FILLED = 8, 3
_MOST_TEXTS = 10
_LONGEST_TEXT = 10_000
"""Texts of an account, and characters of each, that are compared."""


def text_rows(profiles: Iterable[Profile], *, salt: str = "") -> list[Row]:
    """The link rows of what accounts wrote about themselves; messages are answers to somebody, and are left out.

    Args:
        profiles: as given.
        salt: as in :func:`~.keys.key_number`.
    """
    owners: list[tuple[int, int | None]] = []
    checksums: list[list[int]] = []
    for profile in profiles:
        account = None
        for text in _written(profile):
            if found := repetition.checksums((text.body or "")[:_LONGEST_TEXT]):
                account = account or account_number(profile.id)
                owners.append((account, forms.day(text.at or profile.created)))
                checksums.append(found)
    first: dict[tuple[int, int], int | None] = {}
    for number, key in _keys(signatures(checksums), salt):
        account, day = owners[number]
        before = first.get((account, key))
        first[account, key] = day if before is None else min(before, before if day is None else day)
    return [Row(account, "text", key, day) for (account, key), day in first.items()]


def _written(profile: Profile) -> Sequence[Text]:
    texts = profile.texts or ()
    return [text for text in texts if text.body and (text.kind or "").casefold() != "message"][:_MOST_TEXTS]


def signatures(checksums: Sequence[Sequence[int]]) -> NDArray[np.uint32]:
    """The signatures of texts, a row of 64 for each.

    >>> text = "word " * 50
    >>> tuple(signatures([repetition.checksums(text)])[0]) == repetition.signature(text)
    True

    Args:
        checksums: of each text, as :func:`screening.signals.repetition.checksums` gives them; none is empty.
    """
    mixed = np.fromiter(chain.from_iterable(checksums), np.uint32) * np.uint32(MIX)
    text = np.repeat(np.arange(len(checksums)), np.array([len(own) for own in checksums], np.intp))
    least = np.full((len(checksums), BUCKETS), EMPTY, np.uint32)
    np.minimum.at(least, (text, mixed // np.uint32(EMPTY)), mixed % np.uint32(EMPTY))
    # Empty buckets borrow from the next full one: twice around, because after the last comes the first.
    filled = np.empty_like(least)
    value = distance = np.zeros(len(checksums), np.uint32)
    for bucket in [*reversed(range(BUCKETS))] * 2:
        own = least[:, bucket]
        empty = own == EMPTY
        value, distance = np.where(empty, value, own), np.where(empty, distance + np.uint32(1), np.uint32(0))
        filled[:, bucket] = value + distance * np.uint32(EMPTY)
    return filled


def _keys(signed: NDArray[np.uint32], salt: str) -> Iterator[tuple[int, int]]:
    """Of each band that is filled well enough, the number of its text, and its key."""
    cut = signed.reshape(len(signed), BUCKETS // _BAND, _BAND)
    drawn = np.sort(cut % np.uint32(EMPTY), axis=2)
    told = (np.diff(drawn, axis=2) != 0).sum(axis=2) >= _FILLED - 1
    width = _BAND * 4
    for number, (row, kept) in enumerate(zip(signed.astype("<u4"), told.tolist(), strict=True)):
        written = row.tobytes()
        for band, good in enumerate(kept):
            if good:
                value = written[band * width : (band + 1) * width]
                yield number, bytes_number(b"text\0%d " % band + value, salt=salt)
