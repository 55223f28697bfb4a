"""The Latin spellings that one Chinese syllable goes by.

A Chinese name reaches a list in pinyin (*Zhang Xuecheng*), in Wade-Giles without its marks (*Chang Hsueh
cheng*), or in the Cantonese or Hokkien of its bearer (*Cheung*, *Teo*). :func:`syllables` reads the first two,
:func:`surname` adds the others for the one word where they are few enough to be told apart.

Sources: ISO 7098:2015 for the syllables of pinyin; the usual table of Wade (1867) and Giles (1912), with its
apostrophes and diaereses dropped as passports and lists drop them; ICAO Doc 9303 for ``yu`` in place of ü. The
surnames are those of the Hundred Family Surnames (*Baijiaxing*, 11th century) and of the surveys of the Ministry
of Public Security of China. Their southern spellings: the list of popular Chinese surnames of the Singapore
Department of Statistics (2000) and Wikipedia, "List of common Chinese surnames", for Hong Kong, Macao and
Singapore; the Cantonese ones were compared with the field kCantonese of the Unihan database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

__all__ = ["PINYIN", "is_syllable", "surname", "syllables"]

# ISO 7098: what may follow each initial. The ü is written u; interjections (ei, o, yo, ng) name nobody and
# are left out.
_FINALS = {
    "": "a ai an ang ao e en er ou yi ya yan yang yao ye yin ying yong you yu yuan yue yun wu wa wai wan"
    " wang wei wen weng wo",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
}
PINYIN = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
"""Every syllable of pinyin, without tones and with ü as u."""

_UMLAUTS = {
    "lv": "lu",
    "lyu": "lu",
    "nv": "nu",
    "nyu": "nu",
    "lve": "lue",
    "lyue": "lue",
    "nve": "nue",
    "nyue": "nue",
}

# Wade-Giles, apostrophes dropped: p stands for b and p, ch for zh, ch, j and q.
_WADE_INITIALS = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
_WADE_FINALS = {"ian": "ien", "ie": "ieh", "ong": "ung", "iong": "iung", "ue": "ueh", "uo": "o", "er": "erh"}
_WADE_WHOLE = {
    "yan": ("yen",), "ye": ("yeh",), "yong": ("yung",), "you": ("yu",), "yue": ("yueh",), "er": ("erh",),
    "yi": ("i", "yi"), "zhi": ("chih",), "chi": ("chih",), "shi": ("shih",), "ri": ("jih",), "zi": ("tzu",),
    "ci": ("tzu",), "si": ("ssu", "szu"), "ge": ("ko",), "ke": ("ko", "ke"), "he": ("ho",), "e": ("o", "e"),
    "gui": ("kuei",), "kui": ("kuei",), "guo": ("kuo",), "kuo": ("kuo",), "huo": ("huo",), "shuo": ("shuo",),
}  # fmt: skip
# Neither system, and in daily use: the postal names (Tsingtao, Sinkiang), and hw, kw, ow of older passports.
_CUSTOMARY = {
    "tsing": ("qing",), "kiang": ("jiang",), "hwa": ("hua",), "hwai": ("huai",), "hwan": ("huan",),
    "hwang": ("huang",), "kwang": ("guang",), "kwei": ("gui",), "chow": ("zhou",), "sze": ("si",),
    "jeou": ("jiu",),
}  # fmt: skip


def _wade(syllable: str) -> tuple[str, ...]:
    """The Wade-Giles spellings of a pinyin syllable."""
    if (whole := _WADE_WHOLE.get(syllable)) is not None:
        return whole
    size = 2 if syllable[:2] in {"zh", "ch", "sh"} else 1
    initial, final = syllable[:size], syllable[size:]
    if syllable[0] in "aeoyw":
        return (syllable,)
    return (_WADE_INITIALS.get(initial, initial) + _WADE_FINALS.get(final, final),)


def _older() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = dict(_CUSTOMARY)
    for syllable in sorted(PINYIN):
        for spelling in _wade(syllable):
            table[spelling] = (*table.get(spelling, ()), syllable)
    return table


_MODERN = {**{syllable: (syllable,) for syllable in PINYIN}, **{word: (is_,) for word, is_ in _UMLAUTS.items()}}
_OLDER = _older()
_LONGEST = max(map(len, _MODERN | _OLDER))
_MOST = 3

# Surnames of the Hundred Family Surnames and the surveys, in pinyin.
_SINGLE = (
    "ai an ao ba bai ban bao bei bi bian biao bie bing bo bu cai can cang cao cen chai chang chao che chen "
    "cheng chi chong chou chu chuan chun ci cong cui da dai dan dang dao de deng di diao ding dong dou du "
    "duan e fa fan fang fei feng fu gai gan gao ge geng gong gou gu guan guang gui guo ha hai han hang hao he "
    "hei heng hong hou hu hua huai huan huang hui huo ji jia jian jiang jiao jie jin jing ju jue kan kang ke "
    "kong kou kuai kuang kui lai lan lang lao le lei leng li lian liang liao lin ling liu long lou lu luan "
    "lun luo ma mai man mang mao mei men meng mi miao min ming mo mou mu na nai nan ni nian nie ning niu nong "
    "ou pan pang pei peng pi piao ping pu qi qian qiang qiao qin qing qiong qiu qu quan que ran rao ren rong "
    "ru ruan rui sa sang sha shan shang shao she shen sheng shi shou shu shuai shuang shui si song su sui sun "
    "suo tai tan tang tao teng ti tian tie tong tou tu wan wang wei wen weng wo wu xi xia xian xiang xiao xie "
    "xin xing xiong xu xuan xue xun ya yan yang yao ye yi yin ying yong you yu yuan yue yun zai zan zang zeng "
    "zha zhai zhan zhang zhao zhen zheng zhi zhong zhou zhu zhuang zhuo zi zong zou zu zuo"
)
_DOUBLE = (
    "ou yang, si ma, zhu ge, shang guan, si tu, dong fang, du gu, nan gong, xia hou, wen ren, huang fu, gong "
    "sun, ling hu, xuan yuan, yu wen, zhang sun, mu rong, si kong, duan mu, bai li, xi men, he lian, tan tai, "
    "pu yang, chun yu, chan yu, tai shu, shen tu, zhong li, hu yan, wei sheng, yu chi, tuo ba, xian yu, mo qi"
)
_SURNAMES = frozenset(_SINGLE.split())
_DOUBLE_SURNAMES = frozenset(tuple(name.split()) for name in _DOUBLE.split(", "))

# Pinyin by pinyin, what its surnames are written as in Hong Kong, Macao, Singapore, Malaysia and older America;
# the surnames stand beside it. Mandarin spellings come by the rule above.
_SOUTHERN = {
    "ai": "ngai",  # 艾
    "bai": "pak peh",  # 白 柏
    "cai": "choi choy chua chuah tsoi",  # 蔡
    "cao": "tso",  # 曹
    "cen": "shum",  # 岑
    "chen": "chan chin tan",  # 陳
    "cheng": "ching",  # 程
    "cui": "chui tsui",  # 崔
    "dai": "tai",  # 戴
    "deng": "tang",  # 鄧
    "ding": "ting",  # 丁
    "dong": "tung",  # 董
    "du": "to toh",  # 杜
    "fang": "fong hng png",  # 方
    "feng": "fung phang",  # 馮
    "fu": "foo",  # 傅 符
    "gan": "kam",  # 甘
    "gao": "ko koh kou",  # 高
    "gong": "kung",  # 龔
    "gu": "koo kuk",  # 古 顧 谷
    "guan": "kwan",  # 關
    "guo": "kok kuok kwee kwek kwok quek",  # 郭
    "han": "hon",  # 韓
    "he": "ho",  # 何 賀
    "hong": "ang hung",  # 洪
    "hou": "hau",  # 侯
    "hu": "aw ow woo wu",  # 胡
    "huang": "ng oei ooi vong wee wong",  # 黃
    "huo": "fok",  # 霍
    "ji": "kei",  # 紀
    "jian": "kan",  # 簡
    "jiang": "cheung kang keung kong tseung",  # 江 姜 蔣
    "jin": "kam kim",  # 金
    "kang": "hong",  # 康
    "ke": "kua kuah kwa quah",  # 柯
    "kong": "hung",  # 孔
    "kuang": "fong kwong",  # 鄺
    "lei": "loi louie lui",  # 雷
    "li": "lai lee lei",  # 李 黎
    "liang": "leong leung neo neoh nio",  # 梁
    "liao": "liew liu",  # 廖
    "lin": "lam lim lum",  # 林
    "liu": "lau liew low",  # 劉 柳
    "long": "lung",  # 龍
    "lu": "lo loke low lui luk",  # 盧 魯 陸 呂
    "luo": "law lo loh low",  # 羅 駱
    "mai": "mak",  # 麥
    "mao": "mo mou",  # 毛
    "mei": "moy mui",  # 梅
    "mo": "mok",  # 莫
    "ou": "au",  # 區 歐
    "ouyang": "auyeung auyong",  # 歐陽
    "pan": "phua poon pun",  # 潘
    "pang": "bong pong",  # 龐
    "peng": "pang phang",  # 彭
    "qian": "chin",  # 錢
    "qin": "chun",  # 秦
    "qiu": "khoo yau",  # 邱 丘
    "ren": "yam",  # 任
    "rong": "yong yung",  # 容
    "ruan": "un yuen",  # 阮
    "shao": "shiu",  # 邵
    "shen": "shum sim sum",  # 沈
    "shi": "see shek sze",  # 石 施 史
    "situ": "szeto",  # 司徒
    "song": "sung",  # 宋
    "su": "so soh soo sou",  # 蘇
    "sun": "sng suen",  # 孫
    "tan": "tam",  # 譚
    "tang": "tng tong",  # 唐 湯
    "tao": "to tou",  # 陶
    "wang": "heng ong vong wong",  # 王 汪
    "wei": "ngai wai",  # 魏 韋
    "wen": "boon man wan",  # 文 溫
    "weng": "ong yung",  # 翁
    "wu": "eng goh ng",  # 吳 伍
    "xia": "ha",  # 夏
    "xian": "sin",  # 冼
    "xiao": "seow siew sio siu",  # 蕭
    "xie": "cheah chia seah tse",  # 謝
    "xu": "chee chui hoi hui kho khor koh tsui",  # 許 徐
    "xue": "seet sit",  # 薛
    "yan": "gan ngan yim",  # 顏 嚴
    "yang": "ieong yeo yeoh yeung yong",  # 楊
    "yao": "yiu",  # 姚
    "ye": "ip yap yip",  # 葉
    "yin": "wan",  # 尹
    "you": "yau",  # 尤 游
    "yu": "yee yue",  # 余 俞 于
    "yuan": "un yuen",  # 袁
    "yun": "wan",  # 雲
    "zeng": "chan tsang",  # 曾
    "zhan": "chiam chim",  # 詹
    "zhang": "cheong cheung chong teo teoh",  # 張 章
    "zhao": "chio chiu",  # 趙
    "zhen": "yan",  # 甄
    "zheng": "cheng tay teh",  # 鄭
    "zhong": "cheong chung",  # 鍾
    "zhou": "chau chew chow",  # 周
    "zhu": "choo chu",  # 朱
    "zhuang": "chng chong",  # 莊
    "zhuo": "cheuk toh",  # 卓
    "zou": "chau",  # 鄒
}


def _southern() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name, spellings in _SOUTHERN.items():
        for spelling in spellings.split():
            table[spelling] = (*table.get(spelling, ()), name)
    return table


def _surname_spellings() -> dict[str, frozenset[str]]:
    """Every Latin spelling of a surname, with the surnames that it stands for."""
    table = {spelling: set(names) for spelling, names in _southern().items()}
    spellings: dict[str, list[str]] = {}
    for system in (_MODERN, _OLDER):
        for spelling, syllables_ in system.items():
            for syllable in syllables_:
                spellings.setdefault(syllable, []).append(spelling)
                if syllable in _SURNAMES:
                    table.setdefault(spelling, set()).add(syllable)
    for first, second in _DOUBLE_SURNAMES:
        for head, tail in product(spellings[first], spellings[second]):
            table.setdefault(head + tail, set()).add(first + second)
    return {spelling: frozenset(names) for spelling, names in table.items()}


_SURNAMES_BY_SPELLING = _surname_spellings()
_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 14)
def syllables(word: str) -> frozenset[tuple[str, ...]]:
    """The readings of a lower-case Latin word as one to three syllables of pinyin; none if it is not Chinese-like.

    Two words whose readings meet can be spellings of the same Chinese name. A word is read in one system as a
    whole: three syllables of pinyin at most, or two of Wade-Giles, which joins no more.

    >>> sorted(syllables("chang"))
    [('chang',), ('zhang',)]
    >>> syllables("hsuehcheng") & syllables("xuecheng")
    frozenset({('xue', 'cheng')})
    >>> sorted(syllables("xian"))
    [('xi', 'an'), ('xian',)]
    >>> syllables("smith")
    frozenset()
    """
    if len(word) > _MOST * _LONGEST:
        return frozenset()
    return frozenset((*_split(word, _MODERN, _MOST), *_split(word, _OLDER, _MOST - 1)))


def is_syllable(word: str) -> bool:
    """Whether a lower-case Latin word is exactly one syllable of pinyin or Wade-Giles.

    >>> is_syllable("zhang"), is_syllable("hsu"), is_syllable("xian"), is_syllable("xuecheng")
    (True, True, True, False)
    """
    return word in _MODERN or word in _OLDER


def surname(word: str) -> frozenset[str]:
    """The surnames, in pinyin, that a lower-case Latin word can stand for; double surnames in one word.

    To the readings of :func:`syllables` come the Cantonese, Hokkien and Teochew spellings. They are for surnames
    only: as given names the same letters stand for too many syllables.

    >>> sorted(surname("wong")), sorted(surname("lee")), sorted(surname("tan"))
    (['huang', 'wang'], ['li'], ['chen', 'dan', 'tan'])
    >>> sorted(surname("ouyang")), sorted(surname("smith"))
    (['ouyang'], [])
    """
    return _SURNAMES_BY_SPELLING.get(word, _NONE)


def _split(word: str, table: Mapping[str, tuple[str, ...]], most: int) -> Iterator[tuple[str, ...]]:
    """The word as one, two and three syllables of a table, in loops because an index asks this of every word.

    A syllable of one letter follows another only where the word is no syllable as it stands: *kuo* is not *ku o*.
    """
    size, whole = len(word), table.get(word, ())
    shortest = 2 if whole else 1
    for syllable in whole:
        yield (syllable,)
    for cut in range(1, min(_LONGEST, size - shortest) + 1):
        head = table.get(word[:cut])
        if head is None:
            continue
        if (tail := table.get(word[cut:])) is not None:
            yield from product(head, tail)
        if most < _MOST:
            continue
        for second in range(max(cut + shortest, size - _LONGEST), min(cut + _LONGEST, size - shortest) + 1):
            middle = table.get(word[cut:second])
            if middle is not None and (last := table.get(word[second:])) is not None:
                yield from product(head, middle, last)
