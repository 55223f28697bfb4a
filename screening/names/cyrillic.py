"""Names in Cyrillic as they are written in Latin letters.

One name in Cyrillic has several spellings in Latin, and not only by custom: the same letter is another sound
in Russian, Ukrainian, Bulgarian and Serbian, and Russian writes Korean and Chinese names by systems of their
own (Чен Ын is *Jong Un*, Цзиньпин is *Jinping*). :func:`readings` gives the few readings that apply. What only
the custom of romanisation makes different (*sergey*, *sergei*) is left to
:func:`screening.names.tokens.fold`; the first reading takes what the English names of listed parties use most.

Sources: BGN/PCGN romanisation of Russian (1947), Belarusian (1979), Bulgarian and Macedonian (2013); the
Ukrainian national system (Cabinet of Ministers, resolution 55 of 2010); the Bulgarian Transliteration Act
(2009); for Korean the Kontsevich system and the older custom of the Russian press (Ким Ир Сен); for
Chinese the Palladius system.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Final

from anyascii import anyascii

__all__ = ["readings"]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MOST = 4  # readings of one name
_MOST_WORDS = 4  # of a name with more than one reading: longer ones are not a person's
_MOST_SYLLABLES = 4
_LONGEST = 12  # letters of a word of two Korean or Chinese syllables

_LETTERS: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya",
    # What other alphabets have besides, so that a stray letter is not lost.
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ћ": "c", "џ": "dz", "љ": "lj", "њ": "nj",
    "ј": "j", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ѐ": "e", "ѝ": "i", "ѣ": "e", "ѳ": "f", "ѵ": "i", "ә": "a",
    "ғ": "gh", "қ": "k", "ң": "ng", "ө": "o", "ү": "u", "ұ": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ӣ": "i",
    "ӯ": "u", "җ": "j", "ҙ": "z", "ҫ": "s", "ҡ": "k", "ӑ": "a", "ӗ": "e", "ӳ": "u", "ӕ": "a", "ӏ": "", "ѫ": "a",
}  # fmt: skip
_RUSSIAN = str.maketrans(_LETTERS)
_UKRAINIAN = str.maketrans(_LETTERS | {"г": "h", "и": "y"})
_BELARUSIAN = str.maketrans(_LETTERS | {"г": "h"})
_BULGARIAN = str.maketrans(_LETTERS | {"щ": "sht", "ъ": "a", "х": "h"})
_SERBIAN = str.maketrans(_LETTERS | {"ж": "z", "ч": "c", "ш": "s", "х": "h", "ц": "c"})
_MACEDONIAN = str.maketrans(_LETTERS | {"х": "h", "џ": "dj"})
_ASIAN = str.maketrans(_LETTERS | {"ў": "o"})
_TURKIC = str.maketrans(_LETTERS | {"ў": "u", "ж": "j", "ғ": "g", "ң": "n", "х": "h", "ө": "u", "ә": "e"})

_IN_UKRAINIAN = frozenset("іїєґ")
_IN_BELARUSIAN = frozenset("ыэёў")
_IN_SERBIAN = frozenset("ђћ")
_IN_MACEDONIAN = frozenset("ѓќѕ")
_IN_BOTH = frozenset("џљњј")
_IN_ASIAN = frozenset("әғқңөүұһҳҷӣӯҙҫҡҗ")
_IN_RUSSIAN = frozenset("ыэёъ")
_UNWRITTEN = str.maketrans(dict.fromkeys("'’ʼ`\u0300\u0301\u0306\u0308", ""))
_STRESSED_YO = (("жё", "же"), ("чё", "че"), ("шё", "ше"), ("щё", "ще"), ("ёв ", "ев "), ("ёва ", "ева "))


def readings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of a name in Cyrillic as lower-case ASCII words, in one to four readings.

    The first reading is the main one. Letters that only some language has decide the language. Where none
    does, the Ukrainian г and the Bulgarian щ give a second reading. Names that can be Korean or Chinese in
    Russian spelling are read so too, the Korean ones with one word per syllable; since Russian writes both
    *n* and *ng* as н, the likelier readings of these follow one another. More than four words are an
    organisation's and have the main reading alone.

    Args:
        words: without punctuation, in any case, composed (NFC or NFKC). A word of which nothing is left,
            such as a lone ь, is dropped.

    >>> readings(("Иван", "Орлов"))
    (('ivan', 'orlov'),)
    >>> readings(("Григорій", "Щусь"))
    (('hryhoriy', 'shchus'), ('grigoriy', 'shchus'))
    >>> readings(("Ким", "Чен", "Ын"))[:2]
    (('kim', 'chen', 'yn'), ('kim', 'jong', 'un'))
    >>> readings(("Си", "Цзиньпин"))
    (('si', 'tszinpin'), ('xi', 'jinping'))
    """
    text = f" {' '.join(words)} ".lower().translate(_UNWRITTEN)
    main, *others = _by_alphabet(text)
    plain = text.split()
    if len(plain) > _MOST_WORDS:
        return (main,)
    asian = _chinese(plain) + _korean(plain) if len(plain) > 1 else []
    return tuple(dict.fromkeys((main, *asian, *others)))[:_MOST]


def _by_alphabet(text: str) -> list[tuple[str, ...]]:
    letters = frozenset(text)
    text = text.replace("ий ", "ы ").replace("ый ", "ы ")
    without_yo = text
    if "ё" in letters:  # most write е; English has both
        without_yo = text.replace("ё", "е")
        for spelled, said in _STRESSED_YO:
            text = text.replace(spelled, said)
    first, *tables = _tables(text, letters)
    found = [_latin(text, first)]
    if "ё" in letters:
        found.append(_latin(without_yo, first))
    found.extend(_latin(without_yo, table) for table in tables)
    return found


def _tables(text: str, letters: frozenset[str]) -> list[dict[int, str]]:
    """The alphabets that a name can be in, the likeliest first."""
    if letters & _IN_ASIAN:
        return [_ASIAN, _TURKIC]
    if letters & _IN_SERBIAN:
        return [_SERBIAN]
    if letters & _IN_MACEDONIAN:
        return [_MACEDONIAN]
    if letters & _IN_BOTH:
        return [_SERBIAN, _MACEDONIAN]
    if letters & _IN_UKRAINIAN or "ў" in letters:
        own = _BELARUSIAN if letters & _IN_BELARUSIAN else _UKRAINIAN
        return [own, _RUSSIAN] if "г" in letters else [own]
    if "ъ" in letters and any(text[at + 1] not in "еёюя" for at, letter in enumerate(text) if letter == "ъ"):
        return [_BULGARIAN]
    if letters & _IN_RUSSIAN:
        return [_RUSSIAN]
    tables = [_RUSSIAN]
    if "г" in letters:
        tables.append(_UKRAINIAN)
    if "щ" in letters:
        tables.append(_BULGARIAN)
    return tables


def _latin(text: str, table: dict[int, str]) -> tuple[str, ...]:
    latin = text.replace("ье", "йе").replace("ьо", "йо").replace("ъе", "йе").translate(table)
    if not latin.isascii():
        latin = "".join(letter for letter in anyascii(latin).lower() if letter.isalnum() or letter == " ")
    return tuple(latin.split())


def _parted(word: str, syllables: dict[str, str]) -> tuple[str, ...]:
    """A word as one or two syllables, the first as short as can be: н before a vowel opens a syllable."""
    if word in syllables:
        return (word,)
    if len(word) <= _LONGEST:
        for cut in range(1, len(word)):
            if word[:cut] in syllables and word[cut:] in syllables:
                return word[:cut], word[cut:]
    return ()


# --- Korean -----------------------------------------------------------------------------------------------
# The Latin side is the spelling of the DPRK. A final н is *n* or *ng*, left open here and chosen last.

_ONSETS: Final = {
    "": "", "к": "k", "г": "k", "кк": "kk", "кх": "kh", "т": "t", "д": "t", "тт": "tt", "тх": "th", "п": "p",
    "б": "p", "пп": "pp", "пх": "ph", "с": "s", "сс": "ss", "ч": "j", "дж": "j", "чж": "j", "чч": "jj",
    "чх": "ch", "х": "h", "м": "m", "н": "n", "р": "r", "л": "r",
}  # fmt: skip
_VOWELS: Final = {
    "а": "a", "я": "ya", "о": "o", "ё": "yo", "у": "u", "ю": "yu", "ы": "eu", "ый": "ui", "и": "i", "э": "ae",
    "е": "e", "йе": "ye", "йя": "yae", "ва": "wa", "вэ": "wae", "ве": "oe", "вё": "oe", "во": "wo", "ви": "wi",
}  # fmt: skip
_CODAS: Final = {
    "": "", "к": "k", "н": "*", "нг": "ng", "нъ": "ng", "т": "t", "п": "p", "м": "m", "ль": "l", "л": "l",
    "р": "l",
}  # fmt: skip
_HABITS: Final = {  # what the press writes otherwise
    "цой": "choe", "чхой": "choe", "цхве": "choe", "хи": "hui", "хе": "hye", "е": "ye", "тё": "jo", "тю": "ju",
    "тя": "ja", "тян": "ja*",
}  # fmt: skip
_SURNAMES = _set(
    """
    ким ли и ри пак чхве чхой цхве цой чон чен чжон чо чжо кан юн чан чжан лим им рим хан о со син квон хван ан
    сон рю лю ю хон ко мун ян рян лян пэ пэк хо нам сим но ро ха квак чха чу чжу у ку мин чин чжин чи чжи ом вон
    кон хён хен чхэ тхэ пан мэн ок киль пён ём ё чхон тян тен рён тон сок соль ма мо пхё пон ки йе кук мок мён та
    """
)
# How often the final of a syllable is ng, in Korean names of the lists and among the syllables of names.
_NG: Final = {
    syllable: share
    for share, syllables in (
        (0.95, "ka ja to pa rya ya ryo kyo myo kwa ho po pyo ra"),
        (0.75, "yo so jo cha sa hwa seu heu"),
        (0.5, "ko cho"),
        (0.25, "hyo wo u eu chu ju kyu ryu phyo"),
    )
    for syllable in syllables.split()
}
_SELDOM = 0.05


@cache
def _korean_syllables() -> dict[str, str]:
    found = {
        onset + vowel + coda: _ONSETS[onset] + _vowel(onset, vowel, coda) + _CODAS[coda]
        for onset, vowel, coda in product(_ONSETS, _VOWELS, _CODAS)
    }
    return found | _HABITS


def _vowel(onset: str, vowel: str, coda: str) -> str:
    """Чен Ир and Ген: in a closed syllable the older custom writes е for *o* and *yo*."""
    if vowel != "е" or not coda:
        return _VOWELS[vowel]
    return "o" if onset in {"ч", "чх", "чж", "дж", "с", "т", "д"} else "yo"


def _korean(words: list[str]) -> list[tuple[str, ...]]:
    if words and words[0] not in _SURNAMES and words[-1] not in _SURNAMES:
        return []
    table = _korean_syllables()
    spelled: list[str] = []
    for word in words:
        parts = _parted(word, table)
        if not parts:
            return []
        spelled.extend(table[part] for part in parts)
    if not 1 < len(spelled) <= _MOST_SYLLABLES:
        return []
    if words[0] == "и":
        spelled[0] = "ri"
    choices = [_finals(syllable) for syllable in spelled]
    ranked: list[tuple[float, tuple[str, ...]]] = []
    for choice in product(*choices):
        likely = 1.0
        for share, _ in choice:
            likely *= share
        ranked.append((-likely, tuple(syllable.replace("eu", "u") for _, syllable in choice)))
    ranked.sort()
    return [syllables for _, syllables in ranked]


def _finals(syllable: str) -> tuple[tuple[float, str], ...]:
    if syllable[-1] != "*":
        return ((1.0, syllable),)
    stem = syllable[:-1]
    share = _NG.get(stem, _SELDOM)
    return (share, f"{stem}ng"), (1 - share, f"{stem}n")


# --- Chinese ----------------------------------------------------------------------------------------------

_FINALS: Final = {
    "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "ei": "эй", "en": "энь", "eng": "эн",
    "o": "о", "ong": "ун", "ou": "оу", "u": "у", "ua": "уа", "uai": "уай", "uan": "уань", "uang": "уан",
    "ui": "уй", "un": "унь", "uo": "о", "i": "и", "ia": "я", "ian": "янь", "iang": "ян", "iao": "яо", "ie": "е",
    "in": "инь", "ing": "ин", "iong": "юн", "iu": "ю", "ü": "юй", "üe": "юэ", "üan": "юань", "ün": "юнь",
}  # fmt: skip
_OPEN = "a ai an ang ao e ei en eng ou u"
_ROUND = f"{_OPEN} ong uan ui un uo"
_INITIALS: Final = (
    ({"b": "б", "p": "п", "m": "м", "f": "ф"}, "a ai an ang ao ei en eng o ou u i ian iao ie in ing iu"),
    ({"d": "д", "t": "т", "n": "н", "l": "л"}, f"{_ROUND} i ia ian iang iao ie in ing iu ü üe"),
    ({"g": "г", "k": "к", "h": "х"}, f"{_ROUND} ua uai uang"),
    ({"zh": "чж", "ch": "ч", "sh": "ш", "r": "ж"}, f"{_ROUND} ua uai uang i"),
    ({"z": "цз", "c": "ц", "s": "с"}, _ROUND),
    ({"j": "цз", "q": "ц", "x": "с"}, "i ia ian iang iao ie in ing iong iu ü üe üan ün"),
)
_NO_INITIAL: Final = {
    "а": "a", "ай": "ai", "ань": "an", "ан": "ang", "ао": "ao", "э": "e", "энь": "en", "эр": "er", "о": "o",
    "оу": "ou", "и": "yi", "я": "ya", "янь": "yan", "ян": "yang", "яо": "yao", "е": "ye", "инь": "yin",
    "ин": "ying", "юн": "yong", "ю": "you", "юй": "yu", "юэ": "yue", "юань": "yuan", "юнь": "yun", "у": "wu",
    "ва": "wa", "вай": "wai", "вань": "wan", "ван": "wang", "вэй": "wei", "вэнь": "wen", "вэн": "weng",
    "во": "wo", "цзы": "zi", "цы": "ci", "сы": "si", "мэ": "me", "хуэй": "hui", "хой": "hui",
}  # fmt: skip
_CHINESE_SURNAMES = _set(
    """
    wang li zhang liu xi chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang
    han feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao cui
    zhong tan fan jin shi liao jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan lei long tao mao gu
    gong shao wan qian dai mo kong xiang chang ke chi ji bao guan hong zuo ou bi nie lai mu kang ning qi ge
    zhuang pang lan bian zhan an ouyang sima zhuge situ shangguan
    """
)


@cache
def _chinese_syllables() -> dict[str, str]:
    found = dict(_NO_INITIAL)
    for initials, finals in _INITIALS:
        for (initial, cyrillic), final in product(initials.items(), finals.split()):
            found.setdefault(cyrillic + _FINALS[final], initial + final.replace("ü", "u"))
    found |= {f"{cyrillic}ъ": latin for cyrillic, latin in found.items() if cyrillic[-1] == "н"}
    return found


def _chinese(words: list[str]) -> list[tuple[str, ...]]:
    table = _chinese_syllables()
    count = 0
    spelled: list[str] = []
    for word in words:
        parts = _parted(word, table)
        if not parts:
            return []
        count += len(parts)
        spelled.append("".join(table[part] for part in parts))
    if not 1 < count <= _MOST_SYLLABLES:
        return []
    return [tuple(spelled)] if spelled[0] in _CHINESE_SURNAMES or spelled[-1] in _CHINESE_SURNAMES else []
