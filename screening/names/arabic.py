"""Names in Arabic script as they are written in Latin letters.

The script leaves short vowels out, so the words that come from here are bones: what matters is that each
consonant is the one that a Latin spelling has. That depends on the language. Persian, Dari, Pashto and Urdu
say ض ظ ذ as *z* and ث as *s*, Persian says و as *v* and writes ق *gh* or *q*; an Egyptian ج is *g*. The
article takes the first sound of many words (*Abd al-Rahman*, *Abderrahmane*). :func:`readings` gives the few
readings that apply. Long vowels are written, and a vowel is put before an *h* that would otherwise look like
half of *sh*, *th* or *kh*.

Sources: BGN/PCGN romanisation of Arabic (1956), Persian (1958) and Pashto (1968); which readings occur was
counted in the names in Arabic script of the lists of the United Nations, the United Kingdom and the European
Union.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from anyascii import anyascii

__all__ = ["VOWELLED", "readings"]

_MOST = 4
_MOST_WORDS = 8  # of a name with more than one reading: longer ones are not a person's

_ARABIC: Final = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ا": "a", "أ": "a", "إ": "i", "آ": "a",
    "ٱ": "a", "ع": "a", "ء": "", "ئ": "i", "ؤ": "u", "ى": "a", "ة": "a", "ۀ": "h", "ک": "k", "ی": "y",
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ہ": "h", "ھ": "h", "ے": "e", "ې": "e", "ۍ": "y",
    "ں": "n", "ټ": "t", "ډ": "d", "ړ": "r", "ڼ": "n", "ځ": "z", "څ": "ts", "ښ": "sh", "ږ": "zh", "ګ": "g",
    "ٹ": "t", "ڈ": "d", "ڑ": "r", "ڤ": "v", "ڭ": "ng",
}  # fmt: skip
_DARI: Final = _ARABIC | {"ث": "s", "ذ": "z", "ض": "z"}
_PERSIAN: Final = _DARI | {"و": "v"}
_NORTHERN: Final = _PERSIAN | {"ق": "gh"}
_WESTERN: Final = _DARI | {"ج": "g", "ق": "g"}

# Words that are in every other name, those of too few consonants to be known by them, and those of which French
# and English spell a consonant differently (Djamel, Rachid, Gaddafi).
_WORDS: Final = {
    "الله": "allah", "عبد": "abd", "ابو": "abu", "أبو": "abu", "ابن": "ibn", "بن": "bin", "بنت": "bint",
    "ولد": "ould", "ام": "umm", "أم": "umm", "آل": "al", "محمد": "muhammad", "محمود": "mahmud",
    "احمد": "ahmad", "أحمد": "ahmad", "علي": "ali", "علی": "ali", "على": "ali", "حسن": "hasan",
    "حسين": "husayn", "حسین": "hosein", "يحيى": "yahya", "يحيي": "yahya",
    "یحیی": "yahya", "يحي": "yahya", "عمر": "umar", "عثمان": "uthman", "خالد": "khalid", "سعيد": "said",
    "سعید": "saeed", "ابراهيم": "ibrahim", "إبراهيم": "ibrahim", "ابراهیم": "ebrahim", "يوسف": "yusuf",
    "یوسف": "yousef", "مصطفى": "mustafa", "مصطفی": "mostafa", "رضا": "reza", "مهدی": "mahdi", "مهدي": "mahdi",
    "سيد": "sayyid", "سید": "seyed", "لؤي": "luay", "عماد": "imad", "حمزه": "hamza", "حمزة": "hamza",
    "عيسى": "isa", "عیسی": "isa", "عيسي": "isa", "موسى": "musa", "موسی": "musa", "موسي": "musa", "طه": "taha",
    "يونس": "yunus", "یونس": "yunus", "أمين": "amin", "امين": "amin", "امین": "amin", "نور": "nur",
    "رامي": "rami", "سامي": "sami", "هاني": "hani", "عامر": "amer", "أمير": "amir", "امير": "amir",
    "امیر": "amir", "زياد": "ziad", "زیاد": "ziad", "فؤاد": "fuad", "فواد": "fuad", "علاء": "ala",
    "داود": "daud", "داوود": "daud", "معمر": "muammar", "بديع": "badi", "ربيع": "rabi",
    "زهير": "zuhayr", "جمال": "jamal", "جميل": "jamil", "جلال": "jalal", "جعفر": "jafar", "جابر": "jabir",
    "رشيد": "rashid", "بشير": "bashir", "شريف": "sharif", "هشام": "hisham", "هاشم": "hashim",
    "أشرف": "ashraf", "قذافي": "qadhafi", "فيصل": "faysal", "إسماعيل": "ismail", "اسماعيل": "ismail",
    "اسماعیل": "ismail", "سليمان": "sulayman", "سلیمان": "sulayman",
}  # fmt: skip

VOWELLED: Final = frozenset(_WORDS.values())
"""The words that :func:`readings` gives with their short vowels."""

_IN_PERSIAN = frozenset("پچژگکیۀټډړڼځڅښږګۍې")
_ALIFS = frozenset("اآأإٱ")
_GLIDES = frozenset("ويی")
_ASPIRES = frozenset("هحہھۀ")
_HALVES = frozenset("تدسزصضطظقكکگذث")  # with an h they would be one sound
_SUN = frozenset("تثدذرزسشصضطظلن")
_UNWRITTEN = str.maketrans(dict.fromkeys([*map(chr, range(0x64B, 0x660)), *"\u0640\u0670\u200c\u200d"], ""))
_ARTICLE = "ال"
_ARTICLE_FROM = 5
_GOD = "الله"
_SERVANT = "عبد"
_MUHAMMAD = "محمد"
_FAITH = ("الدين", "الدین")
_NAME_FROM = 3


def readings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of a name in Arabic script as lower-case ASCII words, in one to four readings.

    The first reading is the main one, by the letters in use: Arabic, or Persian where a letter that Arabic
    does not have says so. The article is a word of its own; one reading has it run into the next word as it
    is spoken. Short vowels are missing, but for a few words that are in every other name.

    Args:
        words: without punctuation, composed (NFKC, which also undoes the presentation forms).

    >>> readings(("طاهر", "الحسن"))
    (('tahr', 'al', 'hasan'),)
    >>> readings(("عبد", "الرحمن"))
    (('abd', 'al', 'rhmn'), ('abdurrhmn',))
    >>> readings(("مرتضی", "واحدی"))
    (('mrtzi', 'vahdi'), ('mrtzi', 'wahdi'))
    """
    plain = [part for word in words for part in _parts(word.translate(_UNWRITTEN))]
    persian = any(not _IN_PERSIAN.isdisjoint(word) for word in plain)
    tables = (_PERSIAN, _NORTHERN, _DARI) if persian else (_ARABIC, _DARI, _WESTERN)
    found = [_apart(plain, tables[0])]
    if len(plain) <= _MOST_WORDS:
        if (together := _together(plain, tables[-1 if persian else 0])) is not None:
            found.append(together)
        found += [_apart(plain, table) for table in tables[1:]]
    return tuple(dict.fromkeys(found))[:_MOST]


def _parts(word: str) -> list[str]:
    """A word as the names that it is made of; the article stays with its word."""
    for faith in _FAITH:
        if word.endswith(faith) and len(word) > len(faith) + 1:
            return [word[: -len(faith)], faith]
    if word.endswith(_GOD) and len(word) > len(_GOD) + 1:
        return [word[: -len(_GOD)], _GOD]
    for first in (_SERVANT, _MUHAMMAD):
        rest = word[len(first) :]
        if word.startswith(first) and len(rest) >= _NAME_FROM and (first is _MUHAMMAD or rest[:2] == _ARTICLE):
            return [first, *_parts(rest)]
    return [word] if word else []


def _apart(words: list[str], table: Mapping[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    before = ""
    for word in words:
        if word == _GOD and found:
            found[-1] += "ullah"
        elif _has_article(word, before):
            found.append("al")
            found.extend(_latin(word[2:], table).split())
        else:
            found.extend(_latin(word, table).split())
        before = word
    return tuple(found)


def _together(words: list[str], table: Mapping[str, str]) -> tuple[str, ...] | None:
    """The article as it is spoken: Abdurrahman, Nuruddin, Essaadi. None if it is nowhere spoken otherwise."""
    found: list[str] = []
    changed = False
    before = ""
    for word in words:
        if word == _GOD and found:
            found[-1] += "ullah"
        elif not _has_article(word, before):
            found.extend(_latin(word, table).split())
        elif latin := _latin(word[2:], table):
            first = f"{found.pop()}u" if found and (before == _SERVANT or word in _FAITH) else "a"
            sun = word[2] in _SUN
            changed = changed or sun
            found.append(f"{first}{latin[0] if sun else 'l'}{latin}")
        before = word
    return tuple(found) if changed else None


def _has_article(word: str, before: str) -> bool:
    if not word.startswith(_ARTICLE) or word == _GOD:
        return False
    return len(word) >= _ARTICLE_FROM or (before == _SERVANT and len(word) > len(_ARTICLE))


def _latin(word: str, table: Mapping[str, str]) -> str:
    if (known := _WORDS.get(word)) is not None:
        return known
    said: list[str] = []
    last = len(word) - 1
    before = ""
    for place, letter in enumerate(word):
        sound = table.get(letter)
        if sound is None:
            sound = "".join(filter(str.isalnum, anyascii(letter).lower()))
        elif letter in _GLIDES:
            follows = word[place + 1] if place < last else ""
            if not _consonant(letter, place, before, follows):
                sound = "u" if letter == "و" else "i"
        elif letter in _ASPIRES and place == 1 and before in _HALVES:
            sound = "ah"
        elif letter in "عى" and place and said[-1][-1:] == "a":
            sound = ""
        said.append(sound)
        before = letter
    return "".join(said)


def _consonant(letter: str, place: int, before: str, follows: str) -> bool:
    """Whether و is *w* and not *u*, ي is *y* and not *i*."""
    if place == 0 or follows in _ALIFS or follows == "ة":
        return True
    return letter == "و" and (before in _ALIFS or follows in {"ي", "ی"})
