"""A text as words, whatever its language: for rules on phrases, and for texts that resemble each other.

A word is a run of letters of one script; of Han characters, which are written without spaces, each counts as a
word. Nothing is guessed of a text's language, and nothing concluded from it.

>>> words("Let’s talk — 加我微信, 20 %!")
['lets', 'talk', '加', '我', '微', '信', '20', '%', '.']
"""

from __future__ import annotations

import re
import unicodedata

from screening.names.disguise import one_script

__all__ = ["END", "folded", "is_han", "legible", "places", "words"]

END = "."
"""Stands among the words for the end of a sentence or line."""

_HAN = "\u3400-\u9fff"
_HANGUL = "가-힣"
_CYRILLIC = "\u0430-\u045f"
_LATIN = "a-z\u00df-\u00f6\u00f8-\u017f"
_WORD = re.compile(
    f"[{_HAN}]|[{_HANGUL}]+|[{_CYRILLIC}]+|[{_LATIN}]+(?:['’][{_LATIN}]+)*|[0-9]+|%"
    f"|[!?。\n]|\\.(?=\\s|$)"
    f"|[^\\W0-9_{_HAN}{_HANGUL}{_CYRILLIC}{_LATIN}]+"
)
_MIXED = re.compile("[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z]")
"""Two alphabets in one word, whose letters look alike: a way past those who look for it."""
_LETTERS = re.compile("[a-zA-Z\u0400-\u04ff]+")
_ENDS = frozenset("!?。.\n")
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F)))
_TRADITIONAL = (
    "個義買從們會傳戶護報擬據換數無機匯溝沒測電碼離簽繞給絕統繼續網聯脫虛訂認讓許證識試詳請談帳帐賬貨購貴費資轉過額"
    "駕驗開關凍結動單賣發號員塊實將幣庫錄別閉預項錢銀洩裡裏佈臺"
)
_SIMPLIFIED = (
    "个义买从们会传户护报拟据换数无机汇沟没测电码离签绕给绝统继续网联脱虚订认让许证识试详请谈账账账货购贵费资转过额"
    "驾验开关冻结动单卖发号员块实将币库录别闭预项钱银泄里里布台"
)
_FOLDED = str.maketrans("ё" + _TRADITIONAL, "е" + _SIMPLIFIED)
"""Spellings of one letter: Cyrillic ё as е, and the traditional forms of the Han characters that the rules use."""


def legible(text: str) -> str:
    """The text as it is read and quoted: wide and composed forms in one spelling, nothing invisible.

    >>> legible("ＷｅＣｈａｔ：帳\u200b號")
    'WeChat:帳號'
    """
    if text.isascii():
        return text
    seen = unicodedata.normalize("NFKC", text).translate(_UNSEEN)
    return _LETTERS.sub(_as_it_looks, seen) if _MIXED.search(seen) else seen


def _as_it_looks(word: re.Match[str]) -> str:
    """A word of Latin letters and others that look like them, in the script of most of its letters."""
    return one_script(word[0], frozenset({"Cyrillic"}), []) if _MIXED.search(word[0]) else word[0]


def folded(text: str) -> str:
    """The text in lower case, with one spelling of each letter.

    >>> folded("ＷｅＣｈａｔ：帳號")
    'wechat:账号'
    """
    low = legible(text).lower()
    return low if low.isascii() else low.translate(_FOLDED)


def words(text: str) -> list[str]:
    """The words of a text in their order, with :data:`END` where a sentence ends."""
    return [_read(word) for word in _WORD.findall(folded(text))]


def places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text as it may be quoted, and where in it each of its words begins and ends."""
    low, shown = folded(text), legible(text)
    return (shown if len(shown) == len(low) else low), [found.span() for found in _WORD.finditer(low)]


def is_han(word: str) -> bool:
    """Whether a word is a Han character, of which two count as much as a word of letters."""
    return "\u3400" <= word[0] <= "\u9fff"


def _read(word: str) -> str:
    if word in _ENDS:
        return END
    return word.replace("'", "").replace("’", "") if "'" in word or "’" in word else word
