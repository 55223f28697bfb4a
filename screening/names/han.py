"""Han characters, read in Mandarin and in Korean.

The same letters name people of several countries: 金正恩 is *Jin Zheng'en* to a Chinese reader and *Kim Jong Un*
to a Korean one, and lists print either. :func:`mandarin` gives the Chinese readings, :func:`korean` the Hangul.

Most characters have one Mandarin reading. Of the others, a word tells (重 is *chong* in 重庆 and *zhong* in 重工),
or the place in the name (单 is *shan* as a surname); what remains open is given both ways, likeliest first. The
tables are ``watchlists/han.csv`` and ``watchlists/han_phrases.csv``; they are read when the first Han name comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, combinations, islice

from anyascii import anyascii

from screening import shipped

__all__ = ["LONG_SURNAMES", "korean", "mandarin"]

LONG_SURNAMES = frozenset(
    """
    欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 东方 東方 独孤 獨孤 南宫 南宮 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐
    宇文 长孙 長孫 闻人 聞人 西门 西門 百里 司空 万俟 赫连 赫連 鲜于 鮮于 钟离 鍾離 澹台 澹臺
    """.split()  # noqa: SIM905 - a list of so many reads better as text
)
"""The surnames of two characters that are still borne."""

_MOST = 4
"""The most readings of one run."""
_SHORTEST_NAME, _LONGEST_NAME = 2, 4
"""Runs of so many characters can be a person's full name."""
_SHORTEST_PHRASE = 2

# What a character is read as when it is a surname and otherwise not. Source: 现代汉语词典 (Dictionary of Modern
# Chinese) marks such readings as surnames; the fields kXHC1983 and kTGHZ2013 of Unihan have its readings. Double
# surnames (尉迟, 万俟) stand in the table of phrases.
_SURNAMES = {
    "仇": "qiu", "佴": "nai", "六": "lu", "区": "ou", "區": "ou", "单": "shan", "單": "shan", "句": "gou",
    "召": "shao", "员": "yun", "員": "yun", "折": "she", "朴": "piao", "查": "zha", "洗": "xian",
    "盖": "ge", "蓋": "ge", "省": "xing", "祭": "zhai", "秘": "bi", "种": "chong", "種": "chong", "粘": "nian",
    "繁": "po", "能": "nai", "莘": "shen", "解": "xie", "隗": "wei", "黑": "he",
    "乐": "yue", "樂": "yue", "么": "yao",
}  # fmt: skip
_KOREAN_SURNAMES = {"金": "김"}


@cache
def _letters() -> dict[str, tuple[tuple[str, ...], str]]:
    """By character: its readings in Mandarin, and the first in Korean."""
    return {
        row["char"]: (tuple(row["mandarin"].split()), row["korean"].partition(" ")[0])
        for row in shipped.rows("han.csv")
    }


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    return {row["phrase"]: tuple(row["mandarin"].split()) for row in shipped.rows("han_phrases.csv")}


@cache
def _longest_phrase() -> int:
    return max(map(len, _phrases()))


def mandarin(run: str) -> tuple[tuple[str, ...], ...]:
    """The readings of a run of Han characters as syllables of pinyin, the likeliest first: one to four of them.

    Surnames have their own readings where a run is short enough for a person's name. Characters that the table
    does not know are read by ``anyascii``, and left out where that knows none.

    >>> mandarin("银星")
    (('yin', 'xing'),)
    >>> mandarin("单国强"), mandarin("重庆")
    ((('shan', 'guo', 'qiang'), ('dan', 'guo', 'qiang')), (('chong', 'qing'),))
    """
    plain = [_readings(letter) for letter in run]
    slots = _fixed(run, plain)
    if not _SHORTEST_NAME <= len(run) <= _LONGEST_NAME:
        return tuple(dict.fromkeys(islice(_choices(slots), _MOST)))
    surname = _SURNAMES.get(run[0])
    word_first = any(run[:size] in _phrases() for size in range(_SHORTEST_PHRASE, len(run) + 1))
    if surname is not None:
        plain[0] = tuple(dict.fromkeys((surname, *plain[0])))
        slots[0] = slots[0] if word_first else plain[0]
    found = dict.fromkeys(islice(_choices(slots), _MOST))
    if surname is not None or not word_first:  # a given name can look like a word: 朝阳, 重阳
        found.update(dict.fromkeys(islice(_choices(plain), _MOST)))
    return tuple(islice(found, _MOST))


def korean(run: str) -> str:
    """The run read the Korean way, in Hangul; empty if one of its characters has no Korean reading.

    Syllables are in the original form, as the DPRK writes them (리, not 이). The first character of a run that can
    be a person's name is read as a surname: 金 is 김 there, else 금.

    >>> korean("金正恩"), korean("李哲"), korean("平壤黄金山")
    ('김정은', '리철', '평양황금산')
    >>> korean("鱿鱼冼")
    ''
    """
    letters = _letters()
    syllables = [letters[letter][1] if letter in letters else "" for letter in run]
    if not all(syllables):
        return ""
    if _SHORTEST_NAME <= len(run) <= _LONGEST_NAME:
        syllables[0] = _KOREAN_SURNAMES.get(run[0], syllables[0])
    return "".join(syllables)


def _readings(letter: str) -> tuple[str, ...]:
    """The readings of one character, perhaps none."""
    known = _letters().get(letter)
    if known is not None and known[0]:
        return known[0]
    guess = "".join(filter(str.isalpha, anyascii(letter))).lower()
    return (guess,) if guess else ()


def _fixed(run: str, plain: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The readings with those of known words put in, the longest word first, from left to right."""
    phrases, longest = _phrases(), _longest_phrase()
    slots = list(plain)
    place = 0
    while place < len(run) - 1:
        for size in range(min(longest, len(run) - place), _SHORTEST_PHRASE - 1, -1):
            if (reading := phrases.get(run[place : place + size])) is not None:
                slots[place : place + size] = [(syllable,) for syllable in reading]
                place += size
                break
        else:
            place += 1
    return slots


def _choices(slots: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """First readings everywhere; then one of the others at a time, from the left; then two of them."""
    known = [slot for slot in slots if slot]
    others = [(place, other) for place, slot in enumerate(known) for other in slot[1:]][:_MOST]
    first = [slot[0] for slot in known]
    for changes in chain(((),), ((each,) for each in others), combinations(others, 2)):
        changed = first.copy()
        for place, other in changes:
            changed[place] = other
        yield tuple(changed)
