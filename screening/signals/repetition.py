"""Texts that are nearly the same: signatures that can be compared and grouped, in time that the length bounds.

A text is the set of its shingles, three words side by side; numbers count as one word, because templates differ in
prices and dates. The signature is the least hash in each of 64 buckets (one-permutation MinHash, empty buckets
borrow from the next one that is not): the part in which two signatures agree estimates the part of the shingles
that the texts share. :func:`bands` cuts a signature into keys, and texts that are much alike share at least one of
them, so that near-duplicates among many are found without comparing each with each.

The same signatures serve within one account and, grouped by band, across accounts. They depend on nothing but the
text: no seed of a process, no order.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from screening.signals.words import END, is_han, words

__all__ = ["ALIKE", "LEAST_WORDS", "alike", "bands", "groups", "signature"]

_BUCKETS = 64
_ROWS = 4
_BANDS = _BUCKETS // _ROWS
"""Sixteen keys of four: texts that share half of their shingles meet in one of them with a chance of 64 %, those
that share eight in ten with 99.98 %, those that share two in ten with 3 %."""
_SHINGLE = 3
ALIKE = 0.6
"""Signatures that agree in this part or more are of one template. Measured in ``tests/test_repetition.py``."""
LEAST_WORDS = 20
"""Shorter texts resemble each other by nature ("thank you, I will look at it") and have no signature. Two Han
characters count as a word."""
_MIX = 0x9E3779B1
"""Spreads the bits of a checksum over the buckets (Knuth's multiplicative hashing: 2**32 by the golden ratio)."""
_32_BITS = 0xFFFFFFFF
_EMPTY = (_32_BITS + 1) // _BUCKETS
"""No hash in a bucket is as large: the mark of one that is still empty."""
_LARGE_PRIME = (1 << 61) - 1
_63_BITS = (1 << 63) - 1


def signature(text: str) -> tuple[int, ...]:
    """The signature of a text; empty if the text is too short to say anything.

    >>> len(signature("word " * 50)), signature("Thank you, I will look at it.")
    (64, ())
    """
    read = ["0" if word.isdecimal() else word for word in words(text) if word != END]
    if sum(1 if is_han(word) else 2 for word in read) < 2 * LEAST_WORDS:
        return ()
    least = [_EMPTY] * _BUCKETS
    for shingle in {" ".join(read[i : i + _SHINGLE]) for i in range(len(read) - _SHINGLE + 1)}:
        mixed = zlib.crc32(shingle.encode("utf-8", "surrogatepass")) * _MIX & _32_BITS
        bucket, value = divmod(mixed, _EMPTY)
        least[bucket] = min(least[bucket], value)
    return tuple(_filled(least))


def _filled(least: Sequence[int]) -> list[int]:
    """Empty buckets borrow from the next full one, with the distance mixed in; after the last comes the first."""
    filled = list(least)
    value = distance = 0
    for bucket in range(2 * _BUCKETS - 1, -1, -1):
        own = least[bucket % _BUCKETS]
        value, distance = (value, distance + 1) if own == _EMPTY else (own, 0)
        filled[bucket % _BUCKETS] = value + distance * _EMPTY
    return filled


def alike(a: Sequence[int], b: Sequence[int]) -> float:
    """0..1: the estimated part of the shingles that two texts share; 0 if one of them has no signature."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / _BUCKETS if a and b else 0.0


def bands(signed: Sequence[int]) -> tuple[int, ...]:
    """The keys of a signature: texts that share one are worth comparing. None for an empty signature."""
    return tuple(_key(band, signed[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS) if signed)


def _key(band: int, values: Sequence[int]) -> int:
    """One number of 63 bits for a band, the same on every machine."""
    key = band
    for value in values:
        key = (key * _LARGE_PRIME + value) & _63_BITS
    return key


def groups(texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The positions of texts that are nearly the same, the largest group first; those alone are left out.

    A text is held against the first of each group that it shares a key with, so that the work grows with the
    number of texts and not with its square.

    >>> bid = "I read your post with great interest and would like to apply. I have built {} for seven years "
    >>> bid += "and can start on Monday. My rate is thirty euros an hour, and longer projects are cheaper."
    >>> groups([bid.format("shops"), "Something else.", bid.format("maps")])
    ((0, 2),)
    """
    members: dict[int, list[int]] = {}
    leaders: dict[int, int] = {}
    signed = [signature(text) for text in texts]
    for number, own in enumerate(signed):
        keys = bands(own)
        near = dict.fromkeys(leaders[key] for key in keys if key in leaders)
        leader = next((other for other in near if alike(own, signed[other]) >= ALIKE), number)
        members.setdefault(leader, []).append(number)
        for key in keys:
            leaders.setdefault(key, leader)
    found = [tuple(group) for group in members.values() if len(group) > 1]
    return tuple(sorted(found, key=lambda group: (-len(group), group)))
