"""Legal forms and the other words that do not tell two organisations apart.

A legal form is dropped before comparing; its family is kept, so that ``GmbH``, ``Ltd`` and ``ООО`` agree,
and an association does not pass for a company of the same name. Generic words (*trading*, *group*,
*technology*) stay, with less weight.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from screening.names.text import Text, read

__all__ = ["FIELDS", "GENERIC", "STOP", "families_differ", "strip"]

_FORMS = {
    "limited": """
        co | company | ltd | limited | co ltd | co limited | company ltd | company limited | llc | lc | llp |
        lp | limited liability company | limited liability partnership | limited partnership |
        limited company | private limited company | pvt ltd | pvt limited | private limited | private ltd |
        pte ltd | pte limited | pte | pty ltd | pty | pty limited | proprietary limited | sdn bhd | gmbh |
        gesmbh | gesellschaft mit beschrankter haftung | gmbh co kg | kg | ohg | ug | srl | sarl | sas | sprl |
        bvba | eurl | societe a responsabilite limitee | sociedad de responsabilidad limitada | s de rl |
        s de rl de cv | societa a responsabilita limitata | societatea cu raspundere limitata |
        sociedade limitada | ltda | limitada | lda | sl | slu | ooo | tov | tzov | tdv | too | mchj | osoo |
        odo | oue | chup | uab | oy | sia | ou | doo | dooel | ood | eood | kft | zrt | spol s ro | sro |
        sp z oo | spolka z ograniczona odpowiedzialnoscia | bv | ab | aps | as | besloten vennootschap |
        limited sirketi | ltd sti | limited sti | sirketi | fze | fzc | fzco | fz llc | fz co | dmcc | wll |
        est | establishment | coltd | pllc | lllp | eg | gbr | kk | yk | kabushiki kaisha | yugen kaisha |
        jusik hoesa | youxian gongsi | cong ty tnhh | ltd co | pt | pvt | private joint venture |
        общество с ограниченной ответственностью | товариство з обмеженою відповідальністю |
        товарищество с ограниченной ответственностью | таа | тоо
    """,
    "public": """
        jsc | ojsc | cjsc | pjsc | pao | oao | zao | ao | pat | prat | vat | nao | aat | ead | ad | inc |
        incorporated | corp | corporation | plc | public limited company | ag | aktiengesellschaft | sa | sab |
        sau | spa | saog | sa de cv | sapi de cv | sab de cv | cv | societe anonyme | sociedad anonima |
        societa per azioni | sociedade anonima | saoc | psc | pjs | qsc | qpsc | ksc | bsc | tbk | nv |
        naamloze vennootschap | se | asa | oyj | abp | aktiebolag | osakeyhtio | aktieselskab | aksjeselskap |
        anonim sirketi | anonim sirket | hf | joint stock company | open joint stock company |
        closed joint stock company | public joint stock company | private joint stock company | stock company |
        jointstock company | kgaa | bhd | berhad | as sirketi | акционерное общество |
        открытое акционерное общество | закрытое акционерное общество | публичное акционерное общество |
        непубличное акционерное общество | приватне акціонерне товариство | публічне акціонерне товариство |
        акціонерне товариство | aktsionernoe obshchestvo | aktsionernoye obshchestvo |
        otkrytoe aktsionernoe obshchestvo | zakrytoe aktsionernoe obshchestvo |
        publichnoe aktsionernoe obshchestvo
    """,
    "state": """
        fgup | gup | mup | unitary enterprise | federal state unitary enterprise | state unitary enterprise |
        fsue | федеральное государственное унитарное предприятие | государственное унитарное предприятие
    """,
    "nonprofit": """
        ano | anco | nko | ngo | stiftung | ev | e v | verein | eingetragener verein |
        autonomous non profit organization | autonomous nonprofit organization |
        autonomous noncommercial organization | автономная некоммерческая организация |
        некоммерческая организация | fondation | asbl
    """,
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENDS_ONLY = 2
_FRONT = frozenset({"ao", "pt", "sa", "ag", "nv", "bv", "oy"})
_FUZZY_FROM = 6

STOP = _words("""
    the and of for a an de la le les des du del di da do dos y e et und in on at to von der die das no nr
    with s
""")
"""Words that carry nothing: articles, prepositions, *and*."""

FIELDS = _words("""
    bank banco banque banka airlines airline airways air aviation insurance shipping maritime university
    school college oil gas petroleum mining steel pharma pharmaceutical medical ministry committee fund
    media trust club foundation security hotel
""")
"""What an organisation does or is: two of one name in two fields are two."""

GENERIC = FIELDS | _words("""
    trading trade trader traders international intl technology technologies tech group holding holdings
    enterprise enterprises industry industries industrial general global services service development
    investment investments management construction engineering marine logistics transport transportation
    import export imports exports commercial commerce business consulting consultancy solutions systems
    system network networks information software digital electronics electronic energy power materials
    products production manufacturing manufacture equipment machinery supply supplies center centre
    institute association organization organisation agency office bureau department council union league
    society factory plant works financial finance capital exchange cooperation cooperative joint venture
    ventures partners partnership associates branch limited private public state national central new first
    united world worldwide east west north south eastern western northern southern internet online telecom
    communications company corporation firm house shop store market markets chemical chemicals research
    science scientific education project projects agricultural agriculture food foods textile metal metals
    resources real estate property properties tourism travel tsentr organizatsiya kompaniya zavod gruppa
    torgovyy dom obshchestvennaya mezhdunarodnyy
""")
"""Words that many organisations share: they count for less than the words that name one."""


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Forms by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for family, forms in _FORMS.items():
        for form in forms.split("|"):
            words = read(form).words
            table.setdefault(words[0], []).append((words, family))
    for forms_of_word in table.values():
        forms_of_word.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return table


@cache
def _long_words() -> frozenset[str]:
    """Words of forms that are long enough to be recognised with a typing error."""
    return frozenset(
        word for entries in _table().values() for form, _ in entries for word in form if len(word) > _FUZZY_FROM
    )


@lru_cache(maxsize=1 << 14)
def _corrected(word: str) -> str:
    """A word of a form written with one typing error is that word; any other stays."""
    if len(word) < _FUZZY_FROM or word in _long_words() or word in GENERIC:
        return word
    for right in sorted(_long_words()):
        if abs(len(word) - len(right)) <= 1 and OSA.distance(word, right, score_cutoff=1) <= 1:
            return right
    return word


def strip(text: Text) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words without legal forms, and the families of the forms dropped.

    A name that consists of legal forms only keeps its words.

    >>> strip(read("Yanbian Silverstar Network Technology Co., Ltd."))
    (('yanbian', 'silverstar', 'network', 'technology'), frozenset({'limited'}))
    >>> strip(read("ПАО Газпром"))
    (('gazprom',), frozenset({'public'}))
    """
    words = text.words
    right = tuple(map(_corrected, words))
    table = _table()
    kept: list[str] = []
    families: set[str] = set()
    position = 0
    while position < len(words):
        for form, family in table.get(right[position], ()):
            size = len(form)
            if right[position : position + size] == form and _in_place(form, position, right, families):
                families.add(family)
                position += size
                break
        else:
            kept.append(words[position])
            position += 1
    if not kept:
        return words, frozenset()
    return tuple(kept), frozenset(families)


def _in_place(form: tuple[str, ...], position: int, words: tuple[str, ...], families: set[str]) -> bool:
    """Two-letter forms are forms only at an end of the name (``SA``, ``AS``), or next to another form."""
    if len(form) > 1 or len(form[0]) > _ENDS_ONLY or form[0] == "co":
        return True
    if position == 0:
        return form[0] in _FRONT and len(words) > 1
    return bool(families) or all(word in _table() for word in words[position + 1 :])


def families_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one is an association and the other a company."""
    return bool(a) and bool(b) and ("nonprofit" in a) != ("nonprofit" in b)
