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

import re
import zlib
from collections.abc import Iterator, Sequence

from screening.signals.words import END, is_han, words

__all__ = [
    "ALIKE", "BUCKETS", "EMPTY", "LEAST_WORDS", "MIX", "alike", "bands", "checksums", "groups", "signature",
]  # fmt: skip

BUCKETS = 64
_ROWS = 4
_BANDS = BUCKETS // _ROWS
"""Sixteen keys of four: texts that share half of their shingles meet in one of them with a chance of 64 %, those
that share eight in ten with 99.98 %, those that share two in ten with 3 %."""
ALIKE = 0.6
"""Signatures that agree in this part or more are of one template. Measured in ``tests/test_repetition.py``."""
LEAST_WORDS = 20
"""Shorter texts resemble each other by nature ("thank you, I will look at it") and have no signature. Two Han
characters count as a word."""
MIX = 0x9E3779B1
"""Spreads the bits of a checksum over the buckets (Knuth's multiplicative hashing: 2**32 by the golden ratio)."""
_32_BITS = 0xFFFFFFFF
EMPTY = (_32_BITS + 1) // BUCKETS
"""No hash in a bucket is as large: the mark of one that is still empty."""
_NUMBER = re.compile(rb"[0-9]+")
_ASCII_WORD = re.compile(rb"[a-z]+(?:'[a-z]+)*|0|%")
"""The words of :mod:`~screening.signals.words` in texts of ASCII letters, at a third of the cost."""
_LARGE_PRIME = (1 << 61) - 1
_63_BITS = (1 << 63) - 1


def signature(text: str) -> tuple[int, ...]:
    """The signature of a text; empty if the text is too short to say anything.

    >>> len(signature("word " * 50)), signature("Thank you, I will look at it.")
    (64, ())
    """
    least = [EMPTY] * BUCKETS
    mixed = [checksum * MIX & _32_BITS for checksum in checksums(text)]
    for own in sorted(mixed, reverse=True):  # the least of a bucket comes last, and stays
        least[own // EMPTY] = own % EMPTY
    return tuple(_filled(least)) if min(least) < EMPTY else ()


def checksums(text: str) -> list[int]:
    """The shingles of a text as numbers of 32 bits, in their order; none if the text is too short.

    >>> len(checksums("word " * 50)), checksums("Thank you, I will look at it.")
    (48, [])
    """
    read = _read(text)
    return [zlib.crc32(b" ".join(shingle)) for shingle in zip(read, read[1:], read[2:], strict=False)]


def _read(text: str) -> list[bytes]:
    """The words of a text that is long enough, each number as ``0``."""
    if text.isascii():
        plain = _NUMBER.sub(b"0", text.lower().encode())
        read = _ASCII_WORD.findall(plain)
        if b"'" in plain:
            read = [word.replace(b"'", b"") for word in read]
        return read if len(read) >= LEAST_WORDS else []
    found = [word for word in words(text) if word != END]
    if sum(1 if is_han(word) else 2 for word in found) < 2 * LEAST_WORDS:
        return []
    return [b"0" if word.isdecimal() else word.encode("utf-8", "surrogatepass") for word in found]


def _filled(least: Sequence[int]) -> Iterator[int]:
    """Empty buckets borrow from the next full one, with the distance mixed in; after the last comes the first."""
    distance = next(bucket for bucket, own in enumerate(least) if own != EMPTY)
    value, filled = least[distance], []
    for own in reversed(least):
        value, distance = (value, distance + 1) if own == EMPTY else (own, 0)
        filled.append(value + distance * EMPTY)
    return reversed(filled)


def alike(a: Sequence[int], b: Sequence[int]) -> float:
    """0..1: the estimated part of the shingles that two texts share; 0 if one of them has no signature."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / BUCKETS if a and b else 0.0


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
