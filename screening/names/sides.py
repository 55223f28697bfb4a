"""One name made ready to be compared: which of its words count, and how much.

Persons lose titles and keep particles at a discount; organisations lose their legal forms and articles, their
numbers become digits, and words that many organisations share weigh less.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec
from rapidfuzz.distance.OSA import distance

from screening.names import business_words, chinese, hangul, legal_forms
from screening.names.business_words import STOP
from screening.names.keys import ACRONYM_FROM
from screening.names.spelling import monosyllable
from screening.names.text import Text

__all__ = [
    "INITIAL_WEIGHT",
    "Side",
    "acronyms",
    "looks_like_person",
    "may_be_initials",
    "person_weight",
    "side",
    "word_weight",
]


class Side(msgspec.Struct, frozen=True, gc=False):
    """One name made ready.

    Attributes:
        words: those that count, in their order; all of them where none would be left.
        weights: of each word, 0.3 to 1.
        text: the name as it was read.
        family: how many of the words, the first ones, are the surname; 0 where the name does not tell.
        hangul: for each word the Hangul syllable that it spells, or an empty string; empty if none does.
        surname: the place of the surname of a Korean or Chinese name, else -1.
        families: of the legal forms that were dropped.
        office: a title of office (*President*) was dropped, and one word is left.
        korean: every word can be Korean syllables, and the first or last is a Korean surname.
        chinese: every word can be Chinese syllables, and the first or last is a Chinese surname.
        syllabic: Korean, Chinese or Vietnamese, so that a syllable more or less is another name.
        places: of the words, those that are places where an organisation is.
        plain: an organisation's name with its business words as they stand, where they were put into English.
        person: made ready under the rules for persons.
    """

    words: tuple[str, ...]
    weights: tuple[float, ...]
    text: Text
    family: int = 0
    hangul: tuple[str, ...] = ()
    surname: int = -1
    families: frozenset[str] = frozenset()
    office: bool = False
    korean: bool = False
    chinese: bool = False
    syllabic: bool = False
    places: frozenset[str] = frozenset()
    plain: Side | None = None
    person: bool = False

    @property
    def joined(self) -> str:
        """All words of the name without the spaces."""
        return "".join(self.text.words)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OFFICES = _words("president chancellor premier king queen emperor emir sultan pope minister chairman")
_TITLES = _OFFICES | _words("""
    mr mrs ms miss mister dr doctor prof professor sir madam dame lord lady gen col maj capt captain lt sgt
    rev reverend eng ing hon general colonel major comrade
""")
"""Words before a name, or before the given names of ``SURNAME, Given``; elsewhere they are names."""
_SUFFIXES = _words("jr sr ii iii phd md esq dr eng ing")
_ANY_TITLE = _TITLES | _SUFFIXES
_PARTICLES = _words("""
    al el ul bin ibn ben bint abu abou umm abd de la le da do dos del der den di du van von ter ten y e na
    ould uld das las los les af zu zum oglu ogly oghlu ughli ogli qizi kyzy gizi kizi
    sheikh shaikh shaykh haji hajji hajj mullah maulavi mawlawi maulana sayyid sayed seyed ayatollah
""")
"""Articles and the like, and titles that are given names as well."""
_VIETNAMESE = _words("""
    nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh trinh truong lam doan mai dao
    luong cao vuong ha luu trieu
""")
_SURNAMES = _words("""
    kim gim ri lee li yi rhee rim lim im pak park bak choe choi jong jung jeong chong chung kang gang jo cho
    yun yoon jang chang han o oh so seo suh sin shin kwon gwon hwang an ahn song ryu yu yoo hong jon jeon
    chon chun ko go mun moon son sohn ryang yang pae bae paek baek paik ho heo hur nam sim shim no noh ro
    roh ha kwak gwak cha ju joo chu u woo wu ku koo min na ra chi ji pyon byun won kong gong om um eom ham
    paeng hyon hyun sok seok ma to do mo tae pang bang ki ok chae ryo yo ryong kil gil sung sul yong maeng
    chin jin chol kye mok choo soh seol sol pyo ban pan wang kum keum geum tak kuk ok yon yeon wi eun myong
    myeong je thae
""")
INITIAL_WEIGHT = 0.35
_VOWELS = frozenset("aeiouy")
_INITIALS = 3
_PARTICLE_WEIGHT = 0.3
_LIGHT = dict.fromkeys(_PARTICLES, _PARTICLE_WEIGHT) | {
    letter: INITIAL_WEIGHT for letter in "abcdefghijklmnopqrstuvwxyz0123456789" if letter not in _SURNAMES
}
_LIGHT |= {letter: _PARTICLE_WEIGHT for letter in _PARTICLES if len(letter) == 1}


def _numbered(text: str, first: int, step: int) -> dict[str, int]:
    lines = text.split("|")
    return {word: first + step * place for place, line in enumerate(lines) for word in line.split()}


_NUMBERS = _numbered(
    "zero|one first|two second|three third|four fourth|five fifth|six sixth|"
    "seven seventh|eight eighth|nine ninth|ten tenth|eleven eleventh|twelve twelfth",
    0,
    1,
)
_TENS = _numbered("twenty|thirty|forty fourty|fifty|sixty|seventy|eighty|ninety", 20, 10)
_IN_WORDS = frozenset(_NUMBERS) | frozenset(_TENS)
_TEN = 10
_ORDINALS = ("st", "nd", "rd", "th")
_TWO_LETTERS = 2  # a syllable of a name can look like AE or AS
_NOWHERE: frozenset[str] = frozenset()
_FORMS = ("ltd", "llc", "inc", "corp", "gmbh", "jsc", "ojsc", "pjsc", "fze", "plc", "srl")
_MISSPELT = 0.3  # what such a word counts: nearly nothing, and not nothing, since it may be a word
_ACRONYM = 3  # words of an organisation up to this length weigh less: many share them


def side(text: Text, kind: str | None) -> Side:
    """Make a name ready to be compared, under the rules of its kind."""
    if kind == "person":
        return _person(text)
    organization = _organization(text)
    return _person(text) if kind is None and looks_like_person(organization) else organization


def looks_like_person(organization: Side) -> bool:
    """Whether a name made ready as an organisation's bears neither a legal form nor a word of business."""
    if not business_words.generic().isdisjoint(organization.words):
        return False
    if not organization.families:
        return True
    words = organization.text.words
    dropped = [word for word in words if word not in organization.words]
    return all([len(word) <= _TWO_LETTERS for word in dropped]) and _person(organization.text).syllabic


def acronyms(side: Side) -> tuple[str, ...]:
    """The first letters of an organisation's name, where they are enough, also with that of its legal form.

    >>> from screening.names.text import read
    >>> acronyms(side(read("National Iranian Oil Company"), "organization"))
    ('nioc',)
    """
    letters = "".join([word[0] for word in side.words])
    if len(letters) < ACRONYM_FROM - 1:
        return ()
    found = (letters,) if len(letters) >= ACRONYM_FROM else ()
    form = side.text.words[-1]
    return (*found, letters + form[0]) if side.families and form in legal_forms.words() else found


def may_be_initials(word: str) -> bool:
    """Whether a word is a letter, or a few that no word is spelled with: ``j``, ``jc``.

    >>> may_be_initials("jc"), may_be_initials("ali")
    (True, False)
    """
    return word.isalpha() and (len(word) == 1 or (len(word) <= _INITIALS and _VOWELS.isdisjoint(word)))


def _person(text: Text) -> Side:
    words, syllables, family, office = text.words, text.hangul, text.family, False
    if not _ANY_TITLE.isdisjoint(words):
        kept = _without_titles(words, family)
        if kept:
            office = len(kept) == 1 < len(words) and words[0] in _OFFICES
            syllables = tuple([syllables[place] for place in kept]) if syllables else ()
            family = sum([place < family for place in kept])
            words = tuple([words[place] for place in kept])
    family = family if family < len(words) else 0
    korean, chinese_ = _korean(words), _chinese(words)
    syllabic = korean or chinese_ or _vietnamese(words)
    weights = tuple([_LIGHT.get(word, 1.0) for word in words])
    if syllabic or sum([weight != _PARTICLE_WEIGHT for weight in weights]) <= 1:
        # of two words both are names: Elizabeth Le, Haji Bari
        weights = tuple([1.0 if syllabic or weight == _PARTICLE_WEIGHT else weight for weight in weights])
    return Side(
        words,
        weights,
        text,
        family,
        syllables,
        surname=_surname_place(words, family, text, korean=korean) if korean or chinese_ else -1,
        office=office,
        korean=korean,
        chinese=chinese_,
        syllabic=syllabic,
        person=True,
    )


def _surname_place(words: tuple[str, ...], family: int, text: Text, *, korean: bool) -> int:
    """Surnames stand first, or last; before a comma too, but for ``MUN CHOL, KIM``."""
    last = len(words) - 1
    if family:
        given_first = 1 < family == last and not text.spelled and _is_surname(words[last], korean=korean)
        return last if given_first else 0
    return 0 if _is_surname(words[0], korean=korean) else last


def _is_surname(word: str, *, korean: bool) -> bool:
    return word in _SURNAMES if korean else bool(chinese.surname(word))


def _without_titles(words: tuple[str, ...], family: int) -> list[int]:
    """The places of the words that are no titles where they stand."""
    kept: list[int] = []
    last = len(words) - 1
    before = True  # nothing but titles so far, in this part of the name
    for place, word in enumerate(words):
        if place == family:
            before = True
        if before and word in _TITLES and place < last and place != family - 1:
            continue
        before = False
        if place and word in _SUFFIXES and place in {last, family - 1}:
            continue
        kept.append(place)
    return kept


def _vietnamese(words: tuple[str, ...]) -> bool:
    return (
        len(words) > 1
        and (words[0] in _VIETNAMESE or words[-1] in _VIETNAMESE)
        and all([monosyllable(word) or word in _VIETNAMESE for word in words])
    )


def _korean(words: tuple[str, ...]) -> bool:
    return (
        len(words) > 1 and (words[0] in _SURNAMES or words[-1] in _SURNAMES) and all(map(hangul.readings, words))
    )


def _chinese(words: tuple[str, ...]) -> bool:
    return (
        len(words) > 1
        and bool(chinese.surname(words[0]) or chinese.surname(words[-1]))
        and all(chinese.syllables(word) or chinese.surname(word) for word in words)
    )


def _organization(text: Text) -> Side:
    stripped, families = legal_forms.strip(text)
    plain = _initials(stripped)
    english = business_words.normal(plain)
    side = _counted(english, text, families)
    return side if english is plain else msgspec.structs.replace(side, plain=_counted(plain, text, families))


def _counted(words: tuple[str, ...], text: Text, families: frozenset[str]) -> Side:
    words = _numbers(words)
    if not STOP.isdisjoint(words):
        native = text.spelled - text.translated  # 安 is no article
        words = tuple([word for word in words if word not in STOP or word in native]) or words
    weights = tuple([word_weight(word) for word in words])
    if len(words) > 1 and len(words[-1]) <= _ACRONYM + 1 and _nearly_a_form(words[-1]):
        weights = (*weights[:-1], _MISSPELT)
    places = [word for word, weight in zip(words, weights, strict=True) if weight < 1.0]
    places = [word for word in places if business_words.kind(word) == "place"]
    return Side(words, weights, text, families=families, places=frozenset(places) if places else _NOWHERE)


@lru_cache(maxsize=1 << 12)
def _nearly_a_form(word: str) -> bool:
    """Whether the last word of a name is a short legal form with a slip: ``lttd``, ``lcl``."""
    return word not in _FORMS and any(distance(word, form, score_cutoff=1) <= 1 for form in _FORMS)


def person_weight(word: str) -> float:
    """What a word of a person's name weighs, unless there are no others or every word is a syllable."""
    return _LIGHT.get(word, 1.0)


def word_weight(word: str) -> float:
    """What a word of an organisation's name weighs; the last one less if it is a misspelt legal form."""
    weight = business_words.weight(word)
    return 0.6 if weight == 1.0 and len(word) <= _ACRONYM and not word.isdigit() else weight


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """Single letters in a row are one acronym."""
    if sum([len(word) == 1 and word.isalpha() for word in words]) <= 1:
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
    for word in words:
        if word[0] < "a" and not word.isdigit():  # 101st
            words = tuple(
                [each[:-2] if each[:-2].isdigit() and each.endswith(_ORDINALS) else each for each in words]
            )
            break
    if _IN_WORDS.isdisjoint(words):
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
