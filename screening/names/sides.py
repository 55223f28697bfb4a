"""One name made ready to be compared: which of its words count, and how much.

Persons lose titles and keep particles at a discount; organisations lose their legal forms and articles, their
numbers become digits, and words that many organisations share weigh less.
"""

from __future__ import annotations

import msgspec

from screening.names import legal_forms
from screening.names.romanise import syllables
from screening.names.text import Text

__all__ = ["Side", "side"]


class Side(msgspec.Struct, frozen=True, gc=False):
    """One name made ready.

    Attributes:
        words: those that count, in their order; all of them where none would be left.
        weights: of each word, 0.3 to 1.
        text: the name as it was read.
        joined: all words of the name without the spaces.
        families: of the legal forms that were dropped.
        office: a title of office (*President*) was dropped, and one word is left.
        korean: every word can be Korean syllables, and the first or last is a Korean surname.
        person: made ready under the rules for persons.
    """

    words: tuple[str, ...]
    weights: tuple[float, ...]
    text: Text
    joined: str
    families: frozenset[str] = frozenset()
    office: bool = False
    korean: bool = False
    person: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words("""
    mr mrs ms miss mister dr doctor prof professor sir madam dame lord lady gen col maj capt captain lt sgt
    rev reverend eng ing hon phd md esq jr sr ii iii general colonel major sheikh shaikh shaykh haji hajji
    hajj mullah maulavi mawlawi maulana sayyid sayed seyed ayatollah comrade
""")
_OFFICES = _words("president chancellor premier king queen emperor emir sultan pope minister chairman")
_PARTICLES = _words("""
    al el ul bin ibn ben bint abu abou umm abd de la le da do dos del der den di du van von ter ten y e na
    ould uld das las los les af zu zum
""")
_SURNAMES = _words("""
    kim gim ri lee li yi rhee rim lim im pak park bak choe choi jong jung jeong chong chung kang gang jo cho
    yun yoon jang chang han o oh so seo suh sin shin kwon gwon hwang an ahn song ryu yu yoo hong jon jeon
    chon chun ko go mun moon son sohn ryang yang pae bae paek baek paik ho heo hur nam sim shim no noh ro
    roh ha kwak gwak cha ju joo chu u woo wu ku koo min na ra chi ji pyon byun won kong gong om um eom ham
    paeng hyon hyun sok seok ma to do mo tae pang bang ki ok chae ryo yo ryong kil gil sung sul yong maeng
    chin jin chol kye mok
""")


def _numbered(text: str, first: int, step: int) -> dict[str, int]:
    lines = text.split("|")
    return {word: first + step * place for place, line in enumerate(lines) for word in line.split()}


_NUMBERS = _numbered(
    "zero|one first 1st|two second 2nd|three third 3rd|four fourth 4th|five fifth 5th|six sixth 6th|"
    "seven seventh 7th|eight eighth 8th|nine ninth 9th|ten tenth 10th|eleven 11th|twelve 12th",
    0,
    1,
)
_TENS = _numbered("twenty|thirty|forty fourty|fifty|sixty|seventy|eighty|ninety", 20, 10)
_TEN = 10
_ACRONYM = 3  # words of an organisation up to this length weigh less: many share them


def side(text: Text, kind: str | None) -> Side:
    """Make a name ready to be compared, under the rules of its kind."""
    if kind is None:
        kept, families = legal_forms.strip(text)
        generic = any(word in legal_forms.GENERIC for word in kept)
        kind = "organization" if families or generic else "person"
    return _person(text) if kind == "person" else _organization(text)


def _person(text: Text) -> Side:
    office = any(word in _OFFICES for word in text.words)
    words = tuple(word for word in text.words if word not in _TITLES and word not in _OFFICES) or text.words
    weights = tuple(
        0.35 if len(word) == 1 and word not in _SURNAMES else 0.3 if word in _PARTICLES else 1.0 for word in words
    )
    korean = (
        len(words) > 1 and any(word in _SURNAMES for word in (words[0], words[-1])) and all(map(syllables, words))
    )
    return Side(
        words,
        weights,
        text,
        "".join(text.words),
        office=office and len(words) == 1,
        korean=korean,
        person=True,
    )


def _organization(text: Text) -> Side:
    stripped, families = legal_forms.strip(text)
    stripped = _initials(stripped)
    words = _numbers(tuple(word for word in stripped if word not in legal_forms.STOP) or stripped)
    return Side(words, tuple(map(_weight, words)), text, "".join(text.words), families=families)


def _weight(word: str) -> float:
    if word in legal_forms.GENERIC:
        return 0.45 if word in legal_forms.FIELDS else 0.3
    if word.isdigit():
        return 1.0
    return 0.6 if len(word) <= _ACRONYM else 1.0


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """Single letters in a row are one acronym."""
    if sum(len(word) == 1 and word.isalpha() for word in words) < 2:  # noqa: PLR2004 - a run
        return words
    found: list[str] = []
    open_run = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and open_run:
            found[-1] += word
        else:
            found.append(word)
        open_run = single
    return tuple(found)


def _numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers in words become digits: ``forty four`` and ``forty 4`` are ``44``, ``1st`` is ``1``."""
    if not any(word in _NUMBERS or word in _TENS for word in words):
        return words
    found: list[str] = []
    tens = 0
    for word in words:
        value = int(word) if len(word) == 1 and word.isdigit() else _NUMBERS.get(word)
        if tens and value is not None and 0 < value < _TEN:
            found[-1] = str(tens + value)
            tens = 0
            continue
        tens = _TENS.get(word, 0)
        found.append(str(tens or (word if value is None else value)))
    return tuple(found)
