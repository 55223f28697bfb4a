"""Japan's End User List (外国ユーザーリスト) of the Ministry of Economy, Trade and Industry, XLSX or CSV.

METI names foreign organizations for which concern remains that they take part in making weapons of mass
destruction, since October 2025 also conventional ones. It is a list that exporters have to look into, no freeze of
assets and no ban. It is published as a workbook (``20250929_4.xlsx``, sheet ユーザーリスト) and as PDF::

    No.                                            1 to 835, in this edition only
    国名、地域名    Country or Region              in Japanese, below it in English
    企業名、組織名  Company or Organization        name, at times with the Chinese one in brackets
    別名            Also Known As                  a line each, led by ・
    懸念区分        Type of WMD                    in Japanese, below it the letters: B, C, M, N
    通常兵器        Conventional Weapons           CW

A heading may be in Japanese, in English, or both, one below the other. The PDF is not read; a table that was taken
out of it under these headings is. The file states no date, its name does.

Verified on the layout of the edition of 29 September 2025 as two other readers describe it; never on a real file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from screening.lists.aliases import distinct
from screening.lists.fields import country, own_id
from screening.lists.headings import Columns, headed, known_rows
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row
from screening.lists.ungraded import ungraded
from screening.watchlist import Alias, Entity, ListedAddress

__all__ = ["parse", "recognises"]

_URL = "https://www.meti.go.jp/policy/anpo/law00.html"
_COLUMNS: Columns = {
    "number": ("No.", "番号"),
    "country": ("国名、地域名", "国名・地域名", "Country or Region"),
    "name": ("企業名、組織名", "企業名・組織名", "Company or Organization"),
    "aliases": ("別名", "Also Known As"),
    "concern": ("懸念区分", "Type of WMD"),
    "conventional": ("通常兵器", "Conventional Weapons"),
}
_NEEDED = ("number", "country", "name", "concern")
_CONCERNS = {"B": "biological", "C": "chemical", "M": "missile", "N": "nuclear", "CW": "conventional weapons"}
_LETTERS = re.compile(r"(?<![A-Z])(?:CW|[A-Z])(?![A-Z])")
_BULLET = re.compile(r"(?:^|[\n\s])[・･]\s*|\n")
_NATIVE = re.compile(r"^(.+?)\s*[（(]([^（）()]*[\u2e80-\uffdc][^（）()]*)[）)]$", re.DOTALL)


def recognises(part: Part) -> bool:
    """Whether the header is that of this list."""
    return headed(part, _COLUMNS, _NEEDED)


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the list.

    Raises:
        WatchlistError: the file is damaged, or has no header.
    """
    seen: Counter[str] = Counter()
    parties: set[tuple[str, str]] = set()
    for row in known_rows(part, intake, _COLUMNS, _NEEDED):
        if not row["number"].isdecimal() or (row["number"], row["name"]) in parties:
            row.skip("No.", "not a number, or one of an earlier line", row["number"])
        elif not row["name"]:
            row.skip("Company or Organization", "a row without a name")
        else:
            parties.add((row["number"], row["name"]))
            key = own_id(row["number"], seen)
            if key != row["number"]:
                row.tell("No.", "stands on an earlier line already", row["number"])
            yield _entity(key, row)


def _entity(key: str, row: Row) -> Entity:
    lines = [line.strip() for line in row["country"].splitlines() if line.strip()]
    code = next(filter(None, map(country, [*lines, " ".join(lines)])), "")
    if not code:
        row.tell("Country or Region", "not a country that is known", row["country"])
    letters = _LETTERS.findall(unicodedata.normalize("NFKC", f"{row['concern']}\n{row['conventional']}").upper())
    for letter in letters:
        if letter not in _CONCERNS:
            row.tell("Type of WMD", "not a kind of concern that is known", letter)
    name = " ".join(row["name"].split())
    others = (" ".join(part.split()) for part in _BULLET.split(row["aliases"]))
    return Entity(
        id=key,
        list="jp_meti",
        kind="organization",
        names=distinct([Alias(name, "primary"), *_parts_of(name), *map(ungraded, filter(None, others))]),
        programmes=tuple(dict.fromkeys(f"METI End User List: {_CONCERNS.get(each, each)}" for each in letters)),
        countries=(code,) if code else (),
        addresses=(ListedAddress(country=lines[-1]),) if lines else (),
        source="Japan METI End User List",
        url=_URL,
    )


def _parts_of(name: str) -> Iterator[Alias]:
    """The name without the native one in brackets, and the native one.

    >>> [alias.name for alias in _parts_of("Invented Works（発明工場）")], list(_parts_of("Invented Works (IW)"))
    (['Invented Works', '発明工場'], [])
    """
    if match := _NATIVE.fullmatch(name):
        yield Alias(match[1])
        yield Alias(match[2].strip(), "native")
