"""Japan's asset freezes: the list of the Ministry of Finance, CSV (``shisantouketsu<date>.csv``).

The Ministry of Finance (財務省) publishes whom the measures under the Foreign Exchange Act freeze
(資産凍結等の措置の対象となる者): UTF-8 with a byte order mark, 32 columns. Those marked with * come twice, in
Japanese and in English, as 氏名（日本語） and 氏名（英語）::

    区分                      number of the measure; its name is not in the file, and the numbers change
    番号                      the party's own number, 002-000160
    告示日付, 告示番号        days and number of the notice, 2001.10.12 2012.3.27改訂 (amended)
    個人・団体                個人 (person) or 団体 (organization)
    氏名*                     name
    別名・別称*, 旧称*        other and former names, parted by ；
    確定に十分でない別名*     names that are not enough to identify the party: weak
    称号*, 役職*              title, position
    生年月日                  1992/1/13；1993/5/9 or 1958年から1963年の間
    出生地*, 国籍*            place of birth, nationality
    旅券番号, 身分証番号      passports and identity cards, at times with words around the number
    住所・所在地（国）*       country of the address
    住所・所在地（都市その他の情報）*   the rest of the address
    国連参照番号              QDi.436
    リスト掲載日              when the United Nations listed the party
    その他の情報, 外務省告示情報        prose

Traps: ``；`` also stands within brackets; a name may be followed by brackets with birth date or nationality, which
are no part of it, or with ``a.k.a.`` and another name; a cell may enumerate, ``(a) ... (b) ...``. ``original
script:`` in the last two columns is followed by a name, and wallets stand in them. The file states no date, its
name does. Until mid-2026 the list was a workbook of many sheets with differing columns: that one is not read.

Verified on the header and on rows of August and September 2026 as other readers quote and describe them; never on
a real file. METI's list is :mod:`~screening.lists.japan.end_users`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from screening.lists.aliases import distinct, known_as
from screening.lists.fields import country, iso_date, name_kind, own_id, span, wallets
from screening.lists.headings import Columns, headed, known_rows
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row
from screening.lists.ungraded import ungraded
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress

__all__ = ["parse", "recognises"]

_URL = "https://www.mof.go.jp/policy/international_policy/gaitame_kawase/gaitame/economic_sanctions/list.html"
_BOTH = {
    "name": "氏名",
    "aliases": "別名・別称",
    "former": "旧称",
    "weak": "確定に十分でない別名",
    "title": "称号",
    "position": "役職",
    "birth_place": "出生地",
    "nationality": "国籍",
    "country": "住所・所在地（国）",
    "address": "住所・所在地（都市その他の情報）",
}
_ONE = {
    "measure": "区分",
    "number": "番号",
    "notice_date": "告示日付",
    "notice": "告示番号",
    "kind": "個人・団体",
    "born": "生年月日",
    "passport": "旅券番号",
    "id_number": "身分証番号",
    "un_reference": "国連参照番号",
    "listed": "リスト掲載日",
    "information": "その他の情報",
    "announcement": "外務省告示情報",
}
_COLUMNS: Columns = {
    **{column: (f"{words}（英語）",) for column, words in _BOTH.items()},
    **{f"{column}_ja": (f"{words}（日本語）",) for column, words in _BOTH.items()},
    **{column: (words,) for column, words in _ONE.items()},
}
_NEEDED = ("number", "kind", "name", "name_ja")
_KINDS: dict[str, EntityKind] = {"個人": "person", "団体": "organization"}
_NOTHING = frozenset(("", "-", "‐", "―", "ー", "なし", "不明", "N/A", "n/a"))
_BRACKET = re.compile(r"\s*[（(]([^（）()]*)[）)]\s*$")
_DESCRIBES = re.compile(
    r"生年月日|出生地|国籍|旅券|年.*生|original sc?ript|\b(?:DOB|POB|born|nationality|passport)\b", re.IGNORECASE
)
_ORIGINAL = re.compile(r"original\s*(?:script|scipt)\s*[：:]\s*([^（）():：;；、]+)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:[./年](\d{1,2})(?:[./月](\d{1,2})日?)?)?月?年?")
_YEARS = re.compile(r"(\d{4})年?\s*(?:から|-|–|~|〜)\s*(\d{4})年?")
_AROUND = re.compile(r"約|およそ|おおよそ|頃|ごろ|の頃|生まれ|生$|までの間|の間|まで")
_OR = re.compile(r"[；;、,]|または|又は|及び|(?<=[\d年月日])\s+(?=\d{4})")
_ENUMERATED = re.compile(r"[（(](?:[a-zａ-ｚ]|[ivx]{2,4})[)）]|[①-⑳]")
_DOCUMENT = re.compile(r"[A-Z]{0,4}[ -]?\d[\dA-Z/-]{3,}")
_UN_REFERENCE = re.compile(r"[A-Z]{2}[ie]\.\d{3}")


def recognises(part: Part) -> bool:
    """Whether the header is that of this list."""
    return not part.spreadsheet and headed(part, _COLUMNS, _NEEDED)


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the list.

    Raises:
        WatchlistError: the file is damaged, or has no header.
    """
    seen: Counter[str] = Counter()
    parties: set[tuple[str, ...]] = set()
    for row in known_rows(part, intake, _COLUMNS, _NEEDED):
        party = row["number"], row["name"], row["name_ja"]
        if not row["number"]:
            row.skip("番号", "a row without a number")
        elif party in parties:
            row.skip("番号", "stands on an earlier line already", row["number"])
        elif not (row["name"] or row["name_ja"]):
            row.skip("氏名", "a row without a name")
        else:
            parties.add(party)
            key = own_id(row["number"], seen)
            if key != row["number"]:
                row.tell("番号", "stands on an earlier line already", row["number"])
            yield _entity(key, row)


def _entity(key: str, row: Row) -> Entity:
    kind = _KINDS.get(row["kind"])
    if kind is None:
        row.tell("個人・団体", "neither 個人 nor 団体", row["kind"])
    names, described = _names(row)
    births, unread = _births(row)
    nationalities, others = _nationalities(row)
    remarks = [
        *described,
        *(f"生年月日: {text}" for text in unread),
        *(f"国籍: {text}" for text in others),
        *(f"{_BOTH[column]}: {said}" for column in ("birth_place",) if (said := _either(row, column))),
        *(f"{_ONE[column]}: {row[column]}" for column in ("listed", "information", "announcement") if row[column]),
    ]
    addresses = tuple(dict.fromkeys(_addresses(row)))
    un = unicodedata.normalize("NFKC", row["un_reference"]).replace(",", " ").replace(";", " ").split()
    notices = _days(row["notice_date"])
    basis = " ".join(filter(None, (row["notice"] and f"告示第{row['notice']}号", row["notice_date"])))
    return Entity(
        id=key,
        list="jp_mof",
        kind=kind or "other",
        names=names,
        programmes=(f"区分{row['measure']}",) if row["measure"] else (),
        legal_bases=(basis,) if basis else (),
        countries=tuple(dict.fromkeys(filter(None, [*(country(a.country) for a in addresses), *nationalities]))),
        nationalities=tuple(nationalities),
        birth_dates=tuple(dict.fromkeys(births)),
        addresses=addresses,
        identifiers=tuple(dict.fromkeys(_identifiers(row, kind or "other"))),
        designated_on=notices[0] if notices else "",
        updated_on=notices[-1] if notices[1:] else "",
        see_also=tuple(f"un_sc:{each}" for each in un if _UN_REFERENCE.fullmatch(each)),
        role=", ".join(filter(None, (_either(row, "title"), _either(row, "position")))),
        remarks="\n".join([*remarks, *(f"国連参照番号: {e}" for e in un if not _UN_REFERENCE.fullmatch(e))]),
        source="Japan MOF",
        url=_URL,
    )


def _either(row: Row, column: str) -> str:
    """The English text of a column, else the Japanese one."""
    return row[column] or row[f"{column}_ja"]


def _parts(text: str) -> Iterator[str]:
    """The values of a cell: parted by semicolons and line breaks outside brackets, or enumerated.

    >>> list(_parts("A（x；y）；B; -")), list(_parts("(a) A （ｂ）B"))
    (['A（x；y）', 'B'], ['A', 'B'])
    """
    depth, start = 0, 0
    for at, c in enumerate(f"{text};"):
        depth += (c in "(（") - (c in ")）" and depth > 0)
        if c in ";；\n" and (depth == 0 or at == len(text)):
            part = text[start:at].strip()
            start = at + 1
            several = _ENUMERATED.split(part) if _ENUMERATED.match(part) else [part]
            yield from (each for each in map(str.strip, several) if each not in _NOTHING)


def _names(row: Row) -> tuple[tuple[Alias, ...], list[str]]:
    """The names, and what is said of single ones in brackets behind them."""
    found: list[Alias] = []
    described: list[str] = []
    for column in ("name", "name_ja", "aliases", "aliases_ja", "former", "former_ja", "weak", "weak_ja"):
        what = column.removesuffix("_ja")
        for part, kind in (each for cell in _parts(row[column]) for each in known_as(cell)):
            name = _bare(part)
            if name != part:
                described.append(part)
            if not found:
                found.append(Alias(name, "primary"))
            elif what == "weak":
                found.append(Alias(name, name_kind(name), "weak"))
            else:
                found.append(Alias(name, "former") if "former" in {what, kind} else ungraded(name))
    for text in (row["information"], row["announcement"], *described):
        scripts = (match[1].strip(" ,.") for match in _ORIGINAL.finditer(text))
        found += [Alias(name, "native") for name in scripts if name and name_kind(name) == "native"]
    return distinct(found), described


def _bare(name: str) -> str:
    """A name without the brackets behind it that describe its bearer.

    >>> _bare("サイフ（生年月日1963/4/11、国籍エジプト）"), _bare("EXAMPLE BRIGADES (EXB)")
    ('サイフ', 'EXAMPLE BRIGADES (EXB)')
    """
    match = _BRACKET.search(name)
    bare = name[: match.start()].strip() if match and _DESCRIBES.search(match[1]) else name
    return bare or name


def _births(row: Row) -> tuple[list[str], list[str]]:
    """The birth dates, and what of the cell stays text: what cannot be read or is only about right."""
    dates: list[str] = []
    texts: list[str] = []
    for part in filter(None, map(str.strip, _OR.split(unicodedata.normalize("NFKC", row["born"])))):
        said = _AROUND.sub("", part).strip(" ()")
        years, day = _YEARS.fullmatch(said), _DAY.fullmatch(said)
        date = span(years[1], years[2]) if years else _date(day) if day else ""
        if date:
            dates.append(date)
        else:
            row.tell("生年月日", "not a date", part)
        if not date or said != part:
            texts.append(part)
    return dates, texts


def _date(match: re.Match[str]) -> str:
    return iso_date("-".join(filter(None, match.groups())))


def _days(text: str) -> list[str]:
    """The days that a text names, in its order.

    >>> _days("2001.10.12 2012.3.27改訂")
    ['2001-10-12', '2012-03-27']
    """
    return list(filter(None, map(_date, _DAY.finditer(unicodedata.normalize("NFKC", text)))))


def _nationalities(row: Row) -> tuple[list[str], list[str]]:
    """The codes of the nationalities, and those that are no country's name."""
    said = [part for cell in _parts(_either(row, "nationality")) for part in _countries(cell)]
    codes = [code for part in said if (code := country(part))]
    return list(dict.fromkeys(codes)), [part for part in said if not country(part)]


def _countries(cell: str) -> list[str]:
    """A cell as one country, or as several parted by commas."""
    return [cell] if country(cell) else list(filter(None, map(str.strip, re.split(r"[、,]", cell))))


def _addresses(row: Row) -> Iterator[ListedAddress]:
    lines, lands = (list(_parts(_either(row, column))) for column in ("address", "country"))
    if len(lands) == 1:
        yield from (ListedAddress(line, country=lands[0]) for line in lines or [""])
    elif len(lands) == len(lines):
        yield from (ListedAddress(line, country=land) for line, land in zip(lines, lands, strict=True))
    else:  # which one is in which country is not said
        yield from (ListedAddress(line) for line in lines)
        yield from (ListedAddress(country=land) for land in lands)


def _identifiers(row: Row, kind: EntityKind) -> Iterator[Identifier]:
    for column, what in (("passport", "passport"), ("id_number", "national_id")):
        for part in _parts(row[column]):
            yield _document(part, "registration" if what == "national_id" and kind == "organization" else what)
    for column in ("information", "announcement"):
        yield from wallets(unicodedata.normalize("NFKC", row[column]))


def _document(text: str, kind: str) -> Identifier:
    """A document; where words stand around its number, the note has all of them.

    >>> _document("ウガンダ旅券A00195974（2029年12月16日に失効）", "passport").value
    'A00195974'
    """
    plain = unicodedata.normalize("NFKC", text)
    number = _DOCUMENT.search(plain)
    if number is None or number[0] == plain:
        return Identifier(kind, plain)
    issuer = country(plain[: number.start()].partition("旅券")[0].strip())
    return Identifier(kind, number[0].strip(), issuer, note=text)
