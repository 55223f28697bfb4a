"""The matching engine: two names, or one against many. It knows no list and no profile.

>>> from screening.names import compare
>>> compare("Erdogan, Recep", "Recep Tayyip Erdoğan", kind="person").score >= 0.8
True
"""

from screening.names.comparison import THRESHOLD, Aligned, Match, compare, distinctive
from screening.names.index import Index
from screening.names.rarity import RARE, rarity
from screening.names.romanise import scripts
from screening.names.text import clean

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
