"""A country as people write it, read to its ISO 3166-1 alpha-2 code, exactly or not at all.

The table is ``watchlists/countries.csv``: codes and names of ISO 3166-1 by way of pycountry, and reviewed
additions (short names, native names, older spellings), see ``tasks/make_countries.py``. A name is compared
after folding of case, accents and punctuation, never by likeness: a fuzzy search gives North Korea for
"Korea", and a slip between KR and KP accuses a person.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache, lru_cache

from screening import shipped

__all__ = ["country", "country_name", "country_problem", "folded", "one_state"]

_LONGEST = 120
"""Longer texts are no country; the longest name in the table has 64 characters."""

_UNCLEAR = {
    (
        "KR",
        "KP",
    ): "Korea; Corea; Corée; Coreia; Kore; Koryo; Choson; Chosun; Joseon; Triều Tiên; Корея; 조선; 朝鮮",
    ("CG", "CD"): "Congo; Kongo; Конго; 刚果; 콩고; コンゴ",
    ("VG", "VI"): "Virgin Islands",
    ("MF", "SX"): "Saint Martin; St. Martin",
    ("GF", "GY", "SR"): "Guiana",
    ("TL", "ID"): "Timor",
}
"""Countries that share a name in use, and that name in its spellings."""

_TERRITORIES = {
    "AU": "CC CX NF",
    "DK": "FO GL",
    "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE WF YT",
    "GB": "GG IM JE",
    "NL": "AW BQ CW SX",
    "NO": "SJ",
    "US": "AS GU MP PR VI",
}
"""Territories with a code of their own in ISO 3166-1, whose people are citizens of the state and name it as their
country where a form knows no other. Offshore centres are left out, and so are Hong Kong and Macao.
"""
_STATE = {code: state for state, codes in _TERRITORIES.items() for code in codes.split()}

_PUNCTUATION = str.maketrans(
    dict.fromkeys(string.punctuation, " ") | dict.fromkeys(".'`’‘ʻʼ", "") | {"&": " and "}
)
_OTHER_SIGNS = re.compile(rf"[^\w\s{re.escape(string.punctuation)}’‘]+")


def folded(text: str) -> str:
    """A place name without case, accents, punctuation and a leading "the": the form that is compared.

    >>> folded("The  Côte d'Ivoire"), folded("U.S.A."), folded("Korea (Republic of)")
    ('cote divoire', 'usa', 'korea republic of')
    """
    if text.isascii():
        text = text.lower()
    else:
        apart = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))
        text = _OTHER_SIGNS.sub(" ", text)
    return " ".join(text.translate(_PUNCTUATION).split()).removeprefix("the ")


def country(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country, or None if the text is not in the reviewed table.

    Reads alpha-2 and alpha-3 codes in any case, ``UK`` and ``EL``, the user-assigned ``XK`` (Kosovo), and
    reviewed names in English and other languages. Taiwan, Hong Kong and Macao have codes of their own in
    ISO 3166-1. The Republic of Korea is KR, the Democratic People's Republic KP, and a bare "Korea" is not
    known: `country_problem` says what to ask.

    >>> country("cn"), country("CHN"), country("People's Republic of China"), country("中国")
    ('CN', 'CN', 'CN', 'CN')
    >>> country("Republic of Korea"), country("DPRK"), country("대한민국")
    ('KR', 'KP', 'KR')
    >>> country("Korea") is None
    True
    """
    code = _codes().get(text)
    if code is not None or len(text) > _LONGEST:
        return code
    return _read(text)


def country_problem(text: str) -> str:
    """Why `country` cannot read a text, as the message of an error, without the text itself.

    >>> country_problem("Korea")
    'may be KR (South Korea) or KP (North Korea): give the code or the full name'
    >>> country_problem("Atlantis")
    'not a country code or a name in the reviewed table'
    """
    name = folded(text[:_LONGEST])
    for codes, spellings in _UNCLEAR.items():
        if name in map(folded, spellings.split("; ")):
            choices = " or ".join(f"{code} ({country_name(code)})" for code in codes)
            return f"may be {choices}: give the code or the full name"
    return "not a country code or a name in the reviewed table"


def country_name(code: str) -> str:
    """The English short name of an alpha-2 code; a code that is not in the table is given back as it is.

    >>> country_name("KR"), country_name("VN"), country_name("??")
    ('South Korea', 'Vietnam', '??')
    """
    return _tables()[0].get(code, code)


def one_state(code: str, other: str) -> bool:
    """Whether two codes are of one state: a territory and its state, or two territories of one.

    >>> one_state("GU", "US"), one_state("RE", "GP"), one_state("HK", "CN")
    (True, True, False)
    """
    return _STATE.get(code, code) == _STATE.get(other, other)


@lru_cache(maxsize=4096)
def _read(text: str) -> str | None:
    return _tables()[1].get(folded(text))


@cache
def _codes() -> dict[str, str]:
    """Alpha-2 codes in both cases: what a profile mostly holds, found without folding."""
    return {spelling: code for code in _tables()[0] for spelling in (code, code.lower())}


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """The English name of each code, and the code of each folded spelling."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for row in shipped.rows("countries.csv"):
        code = row["code"]
        names[code] = row["name"]
        for spelling in (code, row["alpha3"], *row["names"].split("; ")):
            codes[folded(spelling)] = code
    return names, codes
