"""The matching engine: two names, or one against many. It knows no list and no profile.

>>> from screening.names import compare
>>> compare("Erdogan, Recep", "Recep Tayyip Erdoğan", kind="person").score >= 0.8
True
"""

from typing import TYPE_CHECKING, Any

from screening.names.comparison import THRESHOLD, Aligned, Match, compare, distinctive
from screening.names.rarity import RARE, rarity
from screening.names.scripts import scripts
from screening.names.text import clean

if TYPE_CHECKING:
    from screening.names.index import Index

__all__ = [
    "RARE",
    "THRESHOLD",
    "Aligned",
    "Index",
    "Match",
    "clean",
    "compare",
    "distinctive",
    "rarity",
    "scripts",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    if name == "Index":
        from screening.names.index import Index  # noqa: PLC0415 - numpy is for those who search

        return Index
    raise AttributeError(f"module 'screening.names' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
