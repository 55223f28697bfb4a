"""The Republic of Korea's own DPRK sanctions: tables of the Foreign Ministry's announcements, CSV or XLSX.

The Ministry of Foreign Affairs (외교부) announces whom the government lists (독자제재 대상) in press releases
with a table in an HWP or PDF file; a machine-readable form is not known. So this is a layout of our own, with the
headings of such tables, for what somebody copied out of them. Several values of a cell are parted by ``;``, stand
on lines of their own, or are enumerated, ``① ... ② ...`` or ``가) ... 나) ...``::

    번호         or 연번, 순번                       number in the announcement
    성명         or 명칭, 한글, 한글명, 국문, 기관명 name; in another script in brackets or on a new line
    지정사유     or 사유, 제재사유, 주요 혐의        why: without this column it is not this layout
    영문         or 영문명, 영문 성명, 영문표기      the name in Latin letters
    별칭         or 이명, 가명, 기타 명칭            other names
    구분         or 유형                             개인, 기관, 단체, 법인, 선박
    생년월일                                         1969. 3. 14.
    국적         or 국가                             nationality; the country of an organization
    여권번호     or 여권                             passports
    소재지       or 주소                             addresses
    소속, 직책   or 소속 및 직책                     what the party does
    근거         or 지정근거, 제재근거               law
    지정일       or 지정일자, 고시일, 발표일         when
    IMO 번호     or IMO
    비고         or 참고사항                         remarks

An entry is named by its day and number (``2023-05-23/4``), since each announcement counts from one. A row without
a kind is a person if it has a birth date or a passport. Verified on no real file. What the government lists is in
the annex that :mod:`~screening.lists.rok.fsc_annex` reads as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from screening.lists.aliases import distinct
from screening.lists.fields import country, imo_number, iso_date, name_kind, own_id
from screening.lists.headings import Columns, headed, known_rows
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import Row
from screening.lists.ungraded import ungraded
from screening.watchlist import Alias, Entity, EntityKind, Identifier, ListedAddress

__all__ = ["parse", "recognises"]

_URL = "https://www.mofa.go.kr/www/brd/m_4080/list.do"
_PROGRAMME = "ROK autonomous sanctions on the DPRK"
_COLUMNS: Columns = {
    "number": ("번호", "연번", "순번", "No."),
    "name": ("성명", "명칭", "성명/명칭", "한글", "한글명", "국문", "성명(한글)", "기관명", "이름"),
    "latin": ("영문", "영문명", "영문 성명", "성명(영문)", "영문표기"),
    "aliases": ("별칭", "이명", "가명", "기타 명칭"),
    "kind": ("구분", "유형"),
    "born": ("생년월일",),
    "nationality": ("국적", "국가"),
    "passport": ("여권번호", "여권"),
    "address": ("소재지", "주소"),
    "office": ("소속", "소속 및 직책", "소속·직책"),
    "position": ("직책",),
    "reason": ("지정사유", "사유", "제재사유", "제재 사유", "주요 혐의"),
    "basis": ("근거", "지정근거", "제재근거"),
    "designated": ("지정일", "지정일자", "고시일", "발표일"),
    "imo": ("IMO 번호", "IMO"),
    "remarks": ("비고", "참고사항"),
}
_NEEDED = ("name", "reason")
_KINDS: dict[str, EntityKind] = {
    "개인": "person",
    "기관": "organization",
    "단체": "organization",
    "법인": "organization",
    "선박": "vessel",
}
_DATE = re.compile(
    r"(\d{4})(?:\s*[.년/-]\s*(\d{1,2})(?:\s*[.월/-]\s*(\d{1,2}))?)?\s*[.년월일]?\s*(?:생|\([월화수목금토일]\))?"
)
_PARTS = re.compile(r"\s*(?:[;\n]|[①-⑳]|(?:^|(?<=\s))[가-하]\))\s*")
_TWO_SCRIPTS = re.compile(r"^([^()（）]+?)\s*[(（]([^()（）]+)[)）]$")


def recognises(part: Part) -> bool:
    """Whether the header has a name and a reason under Korean headings."""
    return headed(part, _COLUMNS, _NEEDED)


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the table.

    Raises:
        WatchlistError: the file is damaged, or has no header.
    """
    seen: Counter[str] = Counter()
    for row in known_rows(part, intake, _COLUMNS, _NEEDED):
        names = distinct(_names(row))
        if not (_parts(row["latin"]) or _parts(row["name"])):
            row.skip("성명", "a row without a name")
            continue
        designated = _dates(row, "designated", "지정일")
        number = row["number"].rstrip(".")
        cited = "/".join(filter(None, [*designated[:1], number])) if number else f"line-{row.line}"
        key = own_id(cited, seen)
        if key != cited:
            row.tell("번호", "an earlier row has the same day and number", cited)
        yield _entity(key, row, names, designated[0] if designated else "")


def _entity(key: str, row: Row, names: tuple[Alias, ...], designated: str) -> Entity:
    births = _dates(row, "born", "생년월일")
    nationalities = _nationalities(row)
    kind = _kind(row, births)
    addresses = tuple(ListedAddress(said) for said in _parts(row["address"]))
    remarks = (row["reason"], row["remarks"], *_unread(row, births))
    return Entity(
        id=key,
        list="rok_mofa",
        kind=kind,
        names=names,
        programmes=(_PROGRAMME,),
        legal_bases=(row["basis"],) if row["basis"] else (),
        countries=tuple(nationalities),
        nationalities=tuple(nationalities) if kind == "person" else (),
        birth_dates=tuple(births),
        addresses=addresses,
        identifiers=(
            *(Identifier("passport", number) for number in _parts(row["passport"].replace(",", ";"))),
            *(Identifier("imo", number) for number in _imo_numbers(row)),
        ),
        designated_on=designated,
        role=", ".join(filter(None, (row["office"], row["position"]))),
        remarks="\n".join(filter(None, remarks)),
        source="ROK Ministry of Foreign Affairs",
        url=_URL,
    )


def _parts(cell: str) -> list[str]:
    """The values of a cell: parted by semicolons or line breaks; a dash says that there is none."""
    return [part for part in map(str.strip, _PARTS.split(cell)) if part and part not in {"-", "미상", "불명"}]


def _names(row: Row) -> Iterator[Alias]:
    """The Latin name first, since the others are in the party's own script; without one, what there is."""
    said = [name for part in [*_parts(row["latin"]), *_parts(row["name"])] for name in _scripts(part)]
    for number, name in enumerate(sorted(said, key=lambda each: name_kind(each) == "native")):
        yield Alias(name, "primary" if number == 0 else name_kind(name))
    for part in _parts(row["aliases"]):
        pieces = [piece for piece in map(str.strip, part.split(",")) if piece]
        several = len({name_kind(piece) for piece in pieces}) > 1  # in one script it may be RI, Example
        yield from map(ungraded, pieces if several else [part])


def _scripts(name: str) -> list[str]:
    """A name, or two if the one in brackets is the same in another script.

    >>> _scripts("리보기(RI Example)"), _scripts("예시무역회사 (주)"), _scripts("RI Example")
    (['리보기', 'RI Example'], ['예시무역회사 (주)'], ['RI Example'])
    """
    match = _TWO_SCRIPTS.fullmatch(name)
    return [*match.groups()] if match and name_kind(match[1]) != name_kind(match[2]) else [name]


def _kind(row: Row, births: list[str]) -> EntityKind:
    kind = _KINDS.get(row["kind"])
    if row["kind"] and kind is None:
        row.tell("구분", "not a kind of party that is known", row["kind"])
    if kind is None and row["imo"]:
        return "vessel"
    return kind or ("person" if births or _parts(row["passport"]) else "organization")


def _dates(row: Row, column: str, heading: str) -> list[str]:
    dates = []
    for part in _parts(row[column]):
        match = _DATE.fullmatch(part)
        date = iso_date("-".join(filter(None, match.groups()))) if match else ""
        if date:
            dates.append(date)
        else:
            row.tell(heading, "not a date", part)
    return list(dict.fromkeys(dates))


def _unread(row: Row, births: list[str]) -> Iterator[str]:
    if len(_parts(row["born"])) > len(births):
        yield f"생년월일: {row['born']}"
    if others := [part for part in _lands(row) if not country(part)]:
        yield f"국적: {'; '.join(others)}"


def _imo_numbers(row: Row) -> Iterator[str]:
    for part in _parts(row["imo"]):
        if number := imo_number(part):
            yield number
        else:
            row.tell("IMO", "not an IMO number", part)


def _lands(row: Row) -> list[str]:
    """The countries of their cell; a name with a comma in it stays one."""
    parts = ([part] if country(part) else re.split(r"[/,]", part) for part in _parts(row["nationality"]))
    return [land for part in parts for each in part if (land := each.strip())]


def _nationalities(row: Row) -> list[str]:
    codes = []
    for part in _lands(row):
        if code := country(part):
            codes.append(code)
        else:
            row.tell("국적", "not a country that is known", part)
    return list(dict.fromkeys(codes))
