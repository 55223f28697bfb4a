"""How much of a company listed parties own, directly and through other companies."""

from __future__ import annotations

from collections.abc import Sequence

from screening.hits import NumberHit, ProfileHit
from screening.profile import Profile, Related

__all__ = ["MAJORITY", "listed_share"]

MAJORITY = 50.0
"""Percent from which on a company is blocked as its owners are: OFAC's guidance of 13 August 2014."""


def _owners(profile: Profile, prefix: str = "") -> list[tuple[str, Related]]:
    return [
        (f"{prefix}related[{i}]", related)
        for i, related in enumerate(profile.related or ())
        if related.role == "owner"
    ]


def _listed_as(path: str, hits: Sequence[ProfileHit], numbers: Sequence[NumberHit]) -> str | None:
    """The designated party that an owner is, by name or number of its own; ``None`` if by none."""
    own = f"{path}.profile."

    def is_own(record: str) -> bool:
        return record.startswith(own) and "related[" not in record[len(own) :]

    for hit in hits:
        if hit.designated and hit.certain and any(map(is_own, hit.records)):
            return hit.entity.name
    for number in numbers:
        if number.designated and number.certain and is_own(number.record):
            return number.entity.name
    return None


def listed_share(
    profile: Profile, hits: Sequence[ProfileHit], numbers: Sequence[NumberHit], prefix: str = ""
) -> tuple[float, bool, list[tuple[str, str]]]:
    """Percent that listed parties own, directly and through companies that they own by half or more.

    Returns the sum of known shares, whether a listed owner's share is not known, and path and name of each.

    Args:
        profile: the company.
        hits: parties that names in the whole profile point to, owners' included.
        numbers: its numbers that a list publishes.
        prefix: the path of ``profile`` in that whole; empty for the account itself.
    """
    total, unknown = 0.0, False
    found: list[tuple[str, str]] = []
    for path, owner in _owners(profile, prefix):
        listed = _listed_as(path, hits, numbers)
        if listed is not None:
            blocked = True
            found.append((path, listed))
        else:
            inner, inner_unknown, inner_found = listed_share(owner.profile, hits, numbers, f"{path}.profile.")
            blocked = inner >= MAJORITY
            unknown |= inner_unknown or (bool(inner_found) and not blocked)
            found.extend(inner_found)
        if blocked and owner.share is None:
            unknown = True
        elif blocked:
            total += owner.share or 0.0
    return total, unknown, found
