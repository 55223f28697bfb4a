"""How certain a hit is: whether a second identifier confirms it, whether the name says enough alone."""

from __future__ import annotations

from screening.hits import ProfileHit
from screening.names import RARE

__all__ = ["is_certain", "is_confirmed", "is_rare"]


def is_confirmed(hit: ProfileHit) -> bool:
    """True if a second identifier agrees with the list."""
    return bool(hit.agreements) and hit.match.complete


def is_rare(hit: ProfileHit) -> bool:
    """True for the full, strong name of a person that few others bear."""
    return hit.rarity >= RARE and hit.match.complete and hit.alias.strength == "strong"


def is_certain(hit: ProfileHit) -> bool:
    """True if the hit may escalate: a confirmed person, or a company by its full strong name or confirmed."""
    if is_confirmed(hit):
        return True
    return hit.entity.kind != "person" and hit.alias.strength == "strong" and hit.match.complete
