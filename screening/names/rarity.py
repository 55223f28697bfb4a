"""How rare a person's name is: in how many of a million people its words would meet.

The question is only how little a hit on the bare name says. Rarity enters the strength of a hit, never the match.

**Model.** Each word of the name has a share: how many in a million people bear it. The shares are multiplied, as
if the words of a name were chosen independently. They are not (people choose names that go together, and men's
names go with men's), so the product is a yardstick and no count. A word has the largest of these shares:

* what ``watchlists/common_names.csv`` gives, in whichever culture the word is commonest, as a surname or as a
  given name; spellings that compare as the same (:func:`screening.names.tokens.fold`) are one word;
* if it is one or two possible syllables of a Korean, Chinese or Vietnamese given name, 39,000 for each syllable.
  No source that may be used counts syllables, so this is a stated bound: two of them make 1,521, about what the
  commonest given name of China has (秀英: 2.169 of 1,410 million people, Ministry of Public Security, 2022-01-24,
  https://chinesefood8.com/9754.html). The commonest of Korea has 4,400 (영숙: of 42,662,467 people 40,335 are
  called 김영숙, and 215,000 in a million 김: NICE, 2012-09-17, https://auddks.tistory.com/1464). Names that are
  written differently and romanised alike add up, hence a bound near the top and not at the average;
* what every unlisted word gets by its length (:func:`least_share`), since a word that no table has may still be
  common where no table was to be had. It lies above the upper quartile of the US census of 1990: three of four
  bearers of a surname of that length have a rarer one (five letters: 1,850, here 2,000; eight: 1,070, here 1,500;
  nine: 330, here 500; eleven: 70, here 200). Two such words are rare together only if one has nine letters or
  more.

**Why this is no evidence of origin.** No culture is recognised, and none makes a name rarer. Every word takes the
largest share that any table has for it, so a table can only make a hit weaker; which table it was is not kept.
People whose names many others bear are thereby spared, wherever they are from.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from screening import shipped
from screening.names.spelling import fold
from screening.names.text import read

__all__ = ["RARE", "least_share", "rarity"]

RARE = 0.5
"""From this rarity on a name may be called rare: its words meet in no more than two of a million people."""

_RARE_SHARE = 2.0  # in a million: 16,000 people if all the world were named so, 50 of a country of 25 million
_TENFOLD = 0.1  # rarity that a name gains by being ten times rarer
_MILLION = 1e6
_ALIVE = 8.1e9  # nobody's name is rarer than one among the living

_LEAST = (100_000, 100_000, 10_000, 2_000, 2_000, 2_000, 1_500, 1_500, 1_500, 500, 500, 200)
_LONGEST = 12  # letters that two syllables can have


def least_share(word: str) -> int:
    """What a word counts in a million when no table has it, by its length.

    An initial stands for a tenth of all words. Longer words are rarer in every table that we have.

    >>> [least_share(word) for word in ("j", "horn", "wzorova", "kuintrevole")]
    [100000, 2000, 1500, 200]
    """
    return _LEAST[min(len(word), len(_LEAST) - 1)]


@cache
def _tables() -> tuple[dict[str, float], dict[str, float]]:
    """The largest share of a word, and of a syllable, by its folded spelling."""
    words: dict[str, float] = {}
    syllables: dict[str, float] = {}
    for row in shipped.rows("common_names.csv"):
        table = syllables if row["part"] == "syllable" else words
        key = fold(row["word"])
        table[key] = max(table.get(key, 0.0), int(row["per_million"]) / _MILLION)
    return words, syllables


@lru_cache(maxsize=1 << 14)
def _digits(word: str) -> float:
    """Decimal digits by which a folded word makes a name rarer: the logarithm of its share, turned round."""
    words, syllables = _tables()
    share = max(least_share(word) / _MILLION, words.get(word, 0.0), syllables.get(word, 0.0))
    if len(word) <= _LONGEST:
        for cut in range(2, len(word) - 1):
            share = max(share, syllables.get(word[:cut], 0.0) * syllables.get(word[cut:], 0.0))
    return -math.log10(min(1.0, share))


def rarity(name: str) -> float:
    """How rare a person's name is, 0 (on every corner) to 0.92 (nobody alive is likely to share it).

    :data:`RARE` is two in a million people; each tenth more is ten times rarer, each tenth less ten times
    commoner. More words never make a name less rare; order, repetition and customary spellings do not matter.
    What is not in a table makes a name rare only if the words are long or many, and never makes it certain.

    Raises:
        InputError: longer than 512 characters, or more than 64 words.

    >>> [rarity(name) < RARE - 0.1 for name in ("Kim Chol Min", "Zhang Jian", "John Smith", "Mohammed Ali")]
    [True, True, True, True]
    >>> rarity("York Louis Celestino Herrera") >= RARE
    True
    """
    words = sorted(set(map(fold, read(name).words)))
    if not words:
        return 0.0
    digits = min(math.fsum(map(_digits, words)), math.log10(_ALIVE))
    return round(max(0.0, RARE + _TENFOLD * (digits - math.log10(_MILLION / _RARE_SHARE))), 4)
