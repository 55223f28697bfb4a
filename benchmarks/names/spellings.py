"""Small tables of other romanisations, made for the benchmarks and kept apart from those of the engine.

An engine measured with its own tables always passes. So these were written independently, from the published
systems: Revised Romanisation (2000) and the spellings of the DPRK for Korean, BGN/PCGN (1944), ISO 9 (1995) and
ICAO Doc 9303 for Russian, and the usual spellings of Arabic names in passports.
"""

from __future__ import annotations

import random
import re

from anyascii import anyascii

Chance = random.Random

# Hangul, Revised Romanisation, spelling in the DPRK; then, for surnames, bearers in thousands (census of 2015).
_SURNAMES = """
김 kim kim 10690|이 lee ri 7307|박 park pak 4192|최 choi choe 2334|정 jung jong 2152|강 kang kang 1177
조 cho jo 1056|윤 yoon yun 1021|장 jang jang 993|임 lim rim 824|한 han han 773|오 oh o 763|서 seo so 752
신 shin sin 741|권 kwon kwon 706|황 hwang hwang 697|안 ahn an 686|송 song song 683|류 ryu ryu 642|전 jeon jon 559
홍 hong hong 558|고 ko ko 471|문 moon mun 464|양 yang ryang 460|손 son son 457|배 bae pae 400|백 baek paek 382
허 heo ho 326|유 yoo yu 302|남 nam nam 276|심 sim sim 272|노 noh ro 256|하 ha ha 230|곽 kwak kwak 203
성 sung song 200|차 cha cha 195|주 joo ju 194|우 woo u 195|구 koo ku 193|민 min min 172|나 na ra 160|진 jin jin 158
지 ji ji 154|엄 eom om 145|채 chae chae 132|원 won won 129|천 cheon chon 122|방 bang pang 95|공 kong kong 92
"""
_SYLLABLES = """
민 min min|철 cheol chol|정 jeong jong|은 eun un|성 seong song|준 jun jun|영 yeong yong|수 su su|진 jin jin
현 hyeon hyon|지 ji ji|혜 hye hye|미 mi mi|경 gyeong kyong|상 sang sang|호 ho ho|동 dong tong|기 gi ki|태 tae thae
원 won won|희 hui hui|숙 suk suk|순 sun sun|옥 ok ok|남 nam nam|일 il il|용 yong ryong|광 gwang kwang
혁 hyeok hyok|학 hak hak|명 myeong myong|국 guk kuk|길 gil kil|재 jae jae|우 woo u|승 seung sung|훈 hun hun
석 seok sok|규 gyu kyu|연 yeon yon|서 seo so|윤 yun yun|하 ha ha|도 do to|예 ye ye|주 ju ju|선 seon son|화 hwa hwa
춘 chun chun|만 man man|대 dae tae|덕 deok tok|근 geun kun|식 sik sik|보 bo po|봉 bong pong|범 beom pom
강 gang kang|건 geon kon|한 han han|효 hyo hyo|아 a a|유 yu yu|나 na na|천 cheon chon|평 pyeong phyong
창 chang chang|찬 chan chan|충 chung chung|권 gwon kwon|복 bok pok|련 ryeon ryon|철 cheol chol
빈 bin pin|라 ra ra|려 ryeo ryo
"""


def _entries(table: str) -> list[list[str]]:
    return [entry.split() for line in table.strip().splitlines() for entry in line.split("|")]


KOREAN_SURNAMES = tuple((entry[0], entry[1], entry[2], int(entry[3])) for entry in _entries(_SURNAMES))
KOREAN_SYLLABLES = tuple((entry[0], entry[1], entry[2]) for entry in _entries(_SYLLABLES))

_SOUTHERN_SURNAMES = {north: south for _, south, north, _ in reversed(KOREAN_SURNAMES)} | {"song": "song"}
_SOUTHERN = {north: south for _, south, north in reversed(KOREAN_SYLLABLES)}

_BGN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch ~ y ~ e yu ya".split(),  # noqa: SIM905
        strict=True,
    )
)
_ISO = _BGN | dict(zip("жёйхцчшщыэюя", ("ž", "ë", "j", "h", "c", "č", "š", "ŝ", "y", "è", "û", "â"), strict=True))
_PASSPORT = _BGN | {"й": "i", "ъ": "ie", "ю": "iu", "я": "ia"}
RUSSIAN = frozenset(_BGN)
CYRILLIC_SYSTEMS = {"BGN": _BGN, "ISO 9": _ISO, "passport": _PASSPORT}

_ARABIC = (
    ("Mohammed", "Muhammad", "Mohamed", "Mohammad", "Muhammed"),
    ("Hussein", "Husayn", "Hussain", "Husein"),
    ("Ahmed", "Ahmad"), ("Hassan", "Hasan"), ("Yusuf", "Youssef", "Yousef", "Yusif"),
    ("Omar", "Umar"), ("Osama", "Usama", "Oussama"), ("Othman", "Uthman", "Osman"),
    ("Khaled", "Khalid"), ("Mahmoud", "Mahmud"), ("Mustafa", "Mustapha", "Moustafa"),
    ("Saeed", "Said", "Sa'id", "Saïd"), ("Suleiman", "Sulayman", "Sulaiman", "Soleiman"),
    ("Abdullah", "Abdallah", "Abdulla"), ("Abdulrahman", "Abdelrahman", "Abd al-Rahman", "Abdurrahman"),
    ("Ibrahim", "Ebrahim", "Brahim"), ("Ismail", "Isma'il", "Esmail"), ("Jamal", "Gamal", "Djamal"),
    ("Qasim", "Kassem", "Qassem", "Ghasem"), ("Hamid", "Hameed"), ("Rashid", "Rasheed", "Rachid"),
    ("Faisal", "Faysal", "Feisal"), ("Tariq", "Tarek", "Tareq"), ("Walid", "Waleed", "Oualid"),
    ("Sayyid", "Sayed", "Seyed", "Said"), ("Ayman", "Aiman", "Eyman"), ("Zubair", "Zubayr", "Zoubeir"),
    ("Nasser", "Nasir", "Nasr"), ("Amin", "Ameen"), ("Karim", "Kareem"), ("Salim", "Saleem", "Selim"),
    ("Shaykh", "Sheikh", "Cheikh"), ("Mehdi", "Mahdi"), ("Murad", "Mourad"), ("Al-Din", "el-Din", "Eddine"),
)  # fmt: skip
_ARABIC_OTHERS = {
    re.sub(r"\W", "", spelling).lower(): [other for other in group if other != spelling]
    for group in _ARABIC
    for spelling in group
}

_LOOKALIKES = dict(zip("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ", strict=True))

_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)


def syllabic(word: str) -> bool:
    """Whether the word is as short as a Korean or Chinese syllable: with another letter it is another name."""
    return len(word) <= 6 and len(_VOWELS.findall(word)) <= 1


def southern(name: str) -> str | None:
    """A DPRK spelling in the manner of Seoul; ``None`` if a word is not in the tables.

    >>> southern("Kim Jong Chol"), southern("Ri Yong Su"), southern("Osama")
    ('Kim Jeong Cheol', 'Lee Yeong Su', None)
    """
    first, *rest = name.lower().replace("-", " ").split() or [""]
    if first not in _SOUTHERN_SURNAMES or len(rest) not in {1, 2}:
        return None
    if any(word not in _SOUTHERN for word in rest):
        return None
    return " ".join((_SOUTHERN_SURNAMES[first], *(_SOUTHERN[word] for word in rest))).title()


def hangul(name: str, chance: Chance) -> str | None:
    """A DPRK spelling in Hangul; ``None`` if a word is not in the tables.

    >>> hangul("Kim Jong Chol", random.Random(1))
    '김정철'
    """
    if southern(name) is None:
        return None
    first, *rest = name.lower().replace("-", " ").split()
    surnames = [entry[0] for entry in KOREAN_SURNAMES if entry[2] == first]
    surname = chance.choice([*surnames, "리"] if first == "ri" else surnames)
    given = northern_given()
    return "".join((surname, *(given[word] for word in rest)))


def northern_given() -> dict[str, str]:
    """The DPRK spelling of each given syllable of the table, with its Hangul."""
    return {north: letters for letters, _, north in reversed(KOREAN_SYLLABLES)}


def from_cyrillic(name: str, system: str) -> str:
    """A Russian name in Latin letters.

    >>> from_cyrillic("Юрий Чехов", "BGN"), from_cyrillic("Юрий Чехов", "ISO 9")
    ('Yuriy Chekhov', 'Ûrij Čehov')
    """
    table = CYRILLIC_SYSTEMS[system]
    letters = (table.get(letter, letter).replace("~", "") for letter in name.lower())
    return " ".join(word[:1].upper() + word[1:] for word in "".join(letters).split())


def other_arabic(name: str, chance: Chance) -> str | None:
    """The name with every word of the table in another usual spelling; ``None`` if it has none."""
    words = name.split()
    changed = [
        chance.choice(others) if (others := _ARABIC_OTHERS.get(re.sub(r"\W", "", word).lower())) else word
        for word in words
    ]
    return None if changed == words else " ".join(changed)


def homoglyph(name: str, chance: Chance) -> str | None:
    """The name with one letter from the other alphabet that looks the same."""
    places = [place for place, letter in enumerate(name) if letter in _LOOKALIKES]
    if not places:
        return None
    place = chance.choice(places)
    return name[:place] + _LOOKALIKES[name[place]] + name[place + 1 :]


def korean_person(chance: Chance, spelling: str) -> str:
    """An invented Korean name: ``hangul``, ``south`` or ``north``, surnames as frequent as in the census."""
    place = ("hangul", "south", "north").index(spelling)
    surname = chance.choices(KOREAN_SURNAMES, weights=[entry[3] for entry in KOREAN_SURNAMES])[0][place]
    given = [str(entry[place]) for entry in chance.sample(KOREAN_SYLLABLES, 2)]
    if spelling == "hangul":
        return "".join((str(surname), *given))
    if spelling == "north":
        return " ".join((str(surname), *given)).title()
    written = chance.choice(("{0} {1}{2}", "{0} {1}-{2}", "{0} {1} {2}", "{1}{2} {0}"))
    return written.format(str(surname).title(), given[0].title(), given[1])


def plain(text: str) -> str:
    """Small Latin letters for any script, by a general table."""
    return " ".join(anyascii(text).lower().split())
