"""Names, phones, cities and firms of many countries, drawn once into pools; an account takes what its key says."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from anyascii import anyascii
from faker import Faker
from numpy.typing import NDArray
from pypinyin import lazy_pinyin

from benchmarks.invented_people import OTHERS, SPECIAL, ZONES
from benchmarks.names import spellings

__all__ = ["COUNTRIES", "DOMAINS", "Pool", "Pools", "pools"]


class Country(NamedTuple):
    """A country: its share of the accounts in a thousand, and the beginnings and lengths of its mobile numbers."""

    share: int
    digits: int
    beginnings: tuple[str, ...]


def _c(share: int, digits: int, *beginnings: str) -> Country:
    return Country(share, digits, beginnings)


COUNTRIES = MappingProxyType({
    "KR": _c(15, 8, "+8210"), "CN": _c(25, 8, "+86131"), "RU": _c(28, 8, "+791"), "VN": _c(30, 8, "+849"),
    "US": _c(115, 6, "+12015", "+12125", "+13125", "+14155", "+15125", "+13055", "+17185", "+16465"),
    "GB": _c(40, 8, "+4474"), "CA": _c(22, 6, "+15062", "+14165", "+16045", "+15145"), "AU": _c(12, 7, "+6141"),
    "DE": _c(16, 8, "+49151"), "FR": _c(14, 7, "+3361"), "ES": _c(14, 8, "+346"), "MX": _c(16, 8, "+5222"),
    "AR": _c(18, 7, "+549112"), "CO": _c(16, 7, "+57321"), "BR": _c(26, 8, "+55119"), "PT": _c(8, 7, "+35191"),
    "IT": _c(14, 8, "+3931"), "NL": _c(8, 7, "+3161"), "PL": _c(16, 8, "+485"), "UA": _c(42, 7, "+38050"),
    "TR": _c(20, 8, "+9050"), "JP": _c(8, 7, "+81901"), "IN": _c(150, 8, "+9181"), "NP": _c(10, 7, "+977984"),
    "ID": _c(28, 7, "+6281"), "TH": _c(8, 8, "+668"), "NG": _c(36, 8, "+23480"), "KE": _c(24, 8, "+2547"),
    "EG": _c(28, 8, "+2010"), "IR": _c(4, 8, "+9891"), "IL": _c(4, 6, "+972502"), "SE": _c(5, 7, "+4670"),
    "FI": _c(4, 7, "+35841"), "CZ": _c(6, 6, "+420601"), "HU": _c(6, 7, "+3620"), "RO": _c(12, 6, "+40712"),
    "GR": _c(7, 8, "+3069"), "PK": _c(68, 8, "+9230"), "BD": _c(60, 8, "+88018"), "PH": _c(52, 7, "+63905"),
})  # fmt: skip
"""Where accounts are, very roughly as on large platforms. Beginnings of mobile numbers, from numbering plans."""
DOMAINS = ("gmail.com", "gmail.com", "gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "proton.me")
_GIVEN, _SURNAMES, _CITIES = 400, 600, 40
_LATIN_SOURCE = MappingProxyType({"EG": "en_PK", "PH": "en_PH", "BD": "en_PK"})
"""Countries whose names Faker has in Latin letters only for a neighbour."""
_WRITTEN = MappingProxyType({
    "IR": ("Reza Parisa Navid Shirin Kaveh Leila Arash Mina Babak Nasrin Omid Roya Farhad Zahra Siavash Laleh",
           "Ahmadi Karimi Rostami Jafari Moradi Bahrami Sadeghi Tehrani Shirazi Kazemi Golzar Niknam Farahani"),
    "IL": ("Noam Yael Itai Tamar Eitan Shira Amit Noa Omer Maya Yonatan Dana Uri Hila Gal Rotem",
           "Cohen Levi Mizrahi Peretz Biton Dahan Avraham Friedman Katz Shapira Ben-David Golan Harel Segal"),
})  # fmt: skip
"""Given names and surnames in Latin letters, where no table writes them as people do."""
_FAMILY_FIRST = frozenset({"CN", "VN", "HU"})
_BRANDS = (
    "Ama", "Bel", "Cor", "Dal", "Eve", "Fen", "Gal", "Hol", "Ira", "Jun", "Kal", "Lum", "Mar", "Nor", "Ola", "Pel",
    "Quil", "Ros", "Sol", "Tam", "Ula", "Ven", "Wil", "Xen", "Yar", "Zel",
)  # fmt: skip
_ENDINGS = (
    "ara", "bix", "dena", "erra", "fino", "gard", "huna", "ille", "jora", "kona", "lira", "mira", "nexo", "onda",
    "pria", "rusa", "sena", "tiva", "una", "vala",
)  # fmt: skip
_TRADES = (
    "Software", "Studio", "Data", "Design", "Digital", "Systems", "Media", "Labs", "Cloud", "Works", "Consulting",
    "Networks", "Apps", "Web",
)  # fmt: skip
_FORMS = MappingProxyType({
    "US": "Inc.", "GB": "Ltd", "DE": "GmbH", "FR": "SARL", "ES": "S.L.", "MX": "S.A. de C.V.", "AR": "S.A.",
    "CO": "S.A.S.", "BR": "Ltda", "PT": "Lda", "IT": "S.r.l.", "NL": "B.V.", "PL": "sp. z o.o.", "UA": "LLC",
    "RU": "OOO", "TR": "A.Ş.", "JP": "K.K.", "IN": "Pvt Ltd", "PK": "(Pvt) Ltd", "CN": "Co., Ltd.",
    "KR": "Co., Ltd.", "VN": "JSC", "SE": "AB", "FI": "Oy", "CZ": "s.r.o.", "HU": "Kft.", "RO": "SRL",
    "AU": "Pty Ltd",
})  # fmt: skip
_LATIN = {str(entry[0]): str(entry[1]) for entry in (*spellings.KOREAN_SURNAMES, *spellings.KOREAN_SYLLABLES)}


class Pool(NamedTuple):
    """Texts of all countries one after the other: those of country ``c`` from ``starts[c]`` on, ``sizes[c]``."""

    texts: Any
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]

    def at(self, country: NDArray[np.int64], keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Positions of the texts that keys stand for."""
        taken = (keys % self.sizes[country].astype(np.uint64)).astype(np.int64)
        return np.asarray(self.starts[country] + taken, np.int64)


class Pools(NamedTuple):
    """What countries have: names in Latin letters, in own script and as in mail addresses; cities; firms."""

    codes: Any
    zones: Any
    given: Pool
    surname: Pool
    own_given: Pool
    own_surname: Pool
    mail_given: Pool
    mail_surname: Pool
    city: Pool
    firm: Pool
    family_first: NDArray[np.bool_]
    own_script: NDArray[np.bool_]


@cache
def pools() -> Pools:
    """The pools; the same in every run."""
    rows = [_country(code) for code in COUNTRIES]
    given, surname, own_given, own_surname, city = (_pool([row[i] for row in rows]) for i in range(5))
    return Pools(
        pa.array(list(COUNTRIES)),
        pa.array([_zone(code) for code in COUNTRIES]),
        given,
        surname,
        own_given,
        own_surname,
        given._replace(texts=pa.array([_mail(text) for text in given.texts.to_pylist()])),
        surname._replace(texts=pa.array([_mail(text) for text in surname.texts.to_pylist()])),
        city,
        _pool([_firms(code) for code in COUNTRIES]),
        np.array([code in _FAMILY_FIRST for code in COUNTRIES]),
        np.array([row[0] != row[2] for row in rows]),
    )


def _country(code: str) -> tuple[list[str], list[str], list[str], list[str], list[str]]:
    """Given names and surnames in Latin letters, the same in own script, and cities."""
    locale = _LATIN_SOURCE.get(code) or (SPECIAL | OTHERS)[code]
    fake = Faker(locale)
    fake.seed_instance(f"platform {code}")
    cities = [str(fake.city()) if hasattr(fake, "city") else f"{code} City" for _ in range(_CITIES)]
    if code in _WRITTEN:
        given, surnames = (text.split() for text in _WRITTEN[code])
        return given, surnames, given, surnames, cities
    own = [str(fake.first_name()) for _ in range(_GIVEN)]
    family = [str(fake.last_name()) for _ in range(_SURNAMES)]
    return [_latin(locale, n) for n in own], [_latin(locale, n) for n in family], own, family, cities


def _latin(locale: str, name: str) -> str:
    if locale == "zh_CN":
        return "".join(lazy_pinyin(name)).title()
    if locale == "ko_KR":
        return "".join(_LATIN.get(letter) or anyascii(letter).lower() for letter in name).title()
    if locale == "ru_RU":
        return spellings.from_cyrillic(name, "passport")
    written = name if all(letter < "\u0250" for letter in name) else str(anyascii(name)).title()
    return written or "Name"


def _mail(name: str) -> str:
    return "".join(c for c in str(anyascii(name)).lower() if c.isalnum())[:16] or "user"


def _firms(code: str) -> list[str]:
    form = _FORMS.get(code, "Ltd")
    return [f"{a}{b} {trade} {form}" for a in _BRANDS for b in _ENDINGS for trade in _TRADES]


def _zone(code: str) -> str:
    return "Asia/Manila" if code == "PH" else ZONES[code]


def _pool(parts: list[list[str]]) -> Pool:
    sizes = np.array([len(part) for part in parts], np.int64)
    return Pool(pa.array([text for part in parts for text in part]), np.cumsum(sizes) - sizes, sizes)
