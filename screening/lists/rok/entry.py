"""One entry of the Korean annex: names, perhaps an address, then phrases as OFAC writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from screening.lists.aliases import distinct, known_as
from screening.lists.fields import country, iso_date, name_kind
from screening.lists.ofac.remarks import read_remarks
from screening.names import legal_forms
from screening.names.text import read
from screening.watchlist import Alias, Entity, EntityKind, ListedAddress

__all__ = ["entity"]

Tell = Callable[[str, str, str], None]

_URL = "https://www.law.go.kr/행정규칙/금융거래등제한대상자지정및지정취소에관한규정"
_PROGRAMME = re.compile(r"\s*\[([^\[\]]+)\]")
_DESIGNATED = re.compile(r"\s*\((\d{4})\.\s*(\d{1,2})\.\s*(\d{1,2})\.?\s*(?:추가\s*)?지정\)")
_PERSON = re.compile(r"\s*\(individual\)|\b(?:DOB|Gender (?:Male|Female))\b")
_VESSEL = re.compile(r"\bIMO\b|\bVessel Registration\b")
_GROUP = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)")
_IMO = re.compile(
    r"[,;]?\s*\(?(?:Vessel Registration Identification )?\bIMO(?: (?:No\.?|Number))?[:. ]+(\d{7})\b\)?"
)
_SEVERAL = re.compile(r"\s*[,;，、]\s*")
_LABEL = re.compile(r"^(?:Chinese|Korean|Russian|Arabic)(?: (?:Traditional|Simplified))?\s*[:：]\s*")
_FACT = re.compile(
    r"[,;]?\s+(?=(?:alt\. )?(?:DOB|POB|Gender|nationality|citizen|Passport|National ID|Identification Number|"
    r"Registration (?:Number|ID)|Company Registration|Business Registration|Tax ID|SWIFT|Email|Website|Telephone|"
    r"Linked To)\b)"
)
_PERSONAL_NAME = re.compile(r"[A-Z][A-Z' -]+, [A-Z]?[a-z' -]*[a-z].*")
_HANGUL_NAME = re.compile(r"[가-힣]{2,4}")
_QUOTED = re.compile(r"^[\"“'‘](.+)[\"”'’]$")


class _Head(NamedTuple):
    """The front of an entry: its names, and what of it is an address."""

    names: list[Alias]
    address: str


def entity(key: str, said: str, basis: str, tell: Tell) -> Entity | None:
    """The party of an entry; ``None`` if it has no name.

    Args:
        key: the id of the entry.
        said: its text on one line.
        basis: the notice that it stands in.
        tell: where faults are told: phrase, message, value.
    """
    programmes = tuple(dict.fromkeys(_PROGRAMME.findall(said)))
    designated = _DESIGNATED.search(said)
    bare = _PROGRAMME.sub("", _DESIGNATED.sub("", said)).strip(" .")
    bare = _IMO.sub(r"; Vessel Registration Identification IMO \1", bare)
    front, facts = _apart(bare.replace("(individual)", "").rstrip(" ;."))
    head = _head(front, person=_PERSON.search(said) is not None)
    if not head.names:
        return None
    kind = _kind(said, head.names)
    phrases = [phrase for phrase in facts if not _is_address(phrase)]
    remarks = read_remarks("; ".join(phrases), person=kind == "person")
    for phrase in remarks.unread:
        tell("", "cannot be read", phrase)
    addresses = [_address(text) for text in (head.address, *filter(_is_address, facts)) if text]
    countries = [*(country(address.country) for address in addresses), *remarks.nationalities, *remarks.countries]
    return Entity(
        id=key,
        list="rok_fsc",
        kind=kind,
        names=distinct([*head.names, *remarks.names]),
        programmes=programmes,
        legal_bases=(basis,) if basis else (),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        nationalities=tuple(dict.fromkeys(remarks.nationalities)),
        birth_dates=tuple(dict.fromkeys(remarks.birth_dates)),
        addresses=tuple(dict.fromkeys(addresses)),
        identifiers=tuple(remarks.identifiers),
        relations=tuple(remarks.relations),
        designated_on=iso_date("-".join(designated.groups())) if designated else "",
        remarks=said,
        source="ROK FSC",
        url=_URL,
    )


def _apart(text: str) -> tuple[str, list[str]]:
    """The front of an entry, and the phrases behind it: parted by semicolons outside brackets.

    >>> _apart("HONG, Example (a.k.a. A; a.k.a. B), DOB 19 Jan 1972; Gender Male")
    ('HONG, Example (a.k.a. A; a.k.a. B)', ['DOB 19 Jan 1972', 'Gender Male'])
    """
    parts, depth, start = [], 0, 0
    for at, c in enumerate(f"{text};"):
        depth += (c == "(") - (c == ")" and depth > 0)
        if c == ";" and (depth == 0 or at == len(text)):
            parts.append(text[start:at].strip())
            start = at + 1
    front, *facts = _FACT.split(parts[0])
    return front.strip(" ,"), [*(fact.strip(" ,") for fact in facts), *filter(None, parts[1:])]


def _head(front: str, *, person: bool) -> _Head:
    """The names at the front of an entry, and the address behind them."""
    others: list[Alias] = []
    kept: list[str] = []
    aliases_at: int | None = None
    end = 0
    for group in _GROUP.finditer(front):
        inside = group[1].strip()
        if list(known_as(inside)) != [(inside, "alias")]:
            kept.append(front[end : group.start()])
            aliases_at = aliases_at if aliases_at is not None else len(kept)
            others += _others(inside)
        elif name_kind(native := _LABEL.sub("", inside)) == "native":
            kept.append(front[end : group.start()])
            others += [Alias(each, name_kind(each)) for each in _SEVERAL.split(native) if each]
        else:  # part of the name
            kept.append(front[end : group.end()])
        end = group.end()
    kept.append(front[end:])
    if others and not kept[0].strip(" ,"):  # some entries have a Korean name only, in brackets
        return _Head([Alias(others[0].name, "primary"), *others[1:]], "".join(kept).strip(" ,"))
    if aliases_at is not None:
        before, behind = ("".join(part).strip(" ,") for part in (kept[:aliases_at], kept[aliases_at:]))
        return _Head([*_primary(before), *others], behind)
    name, address = _name_and_address("".join(kept).strip(" ,"), person=person)
    return _Head([*_primary(name), *others] if name else [], address)


def _primary(text: str) -> Iterator[Alias]:
    """The name of an entry, and what it is known as without a bracket."""
    for number, alias in enumerate(_others(text)):
        yield alias if number else Alias(alias.name, "primary")


def _others(inside: str) -> Iterator[Alias]:
    """The names of a bracket; one in quotation marks is weak.

    >>> [(a.name, a.kind, a.strength) for a in _others('a.k.a. TESTOV, Abu; f.k.a. "RED"; a.k.a. 빨강')]
    [('TESTOV, Abu', 'alias', 'strong'), ('RED', 'former', 'weak'), ('빨강', 'native', 'strong')]
    """
    for said, kind in known_as(inside):
        quoted = _QUOTED.fullmatch(said)
        name = quoted[1].strip() if quoted else said.strip('"“”')
        if name:
            yield Alias(name, "former" if kind == "former" else name_kind(name), "weak" if quoted else "strong")


def _name_and_address(text: str, *, person: bool) -> tuple[str, str]:
    """A name and the address behind it: only what ends with a country is one.

    >>> _name_and_address("INVENTED CO., LTD., 1 Nowhere Road, Yanji, China", person=False)
    ('INVENTED CO., LTD.', '1 Nowhere Road, Yanji, China')
    >>> _name_and_address("RI, Example, Dandong, China", person=False)
    ('RI, Example', 'Dandong, China')
    >>> _name_and_address("RI, Jordan", person=True), _name_and_address("A, B AND C", person=False)
    (('RI, Jordan', ''), ('A, B AND C', ''))
    """
    first, *rest = (part.strip() for part in text.split(","))
    if not rest or not _is_country(rest) or (person and len(rest) == 1):
        return text, ""
    name = [first]
    if (person or " " not in first) and not country(rest[0]):  # a family name, the given name follows
        name.append(rest.pop(0))
    while len(rest) > 1 and not legal_forms.strip(read(f"Example {rest[0]}"))[0][1:]:
        name.append(rest.pop(0))
    return ", ".join(name), ", ".join(rest)


def _is_country(parts: list[str]) -> bool:
    return bool(country(parts[-1].strip(" .")) or (len(parts) > 1 and country(", ".join(parts[-2:]))))


def _is_address(phrase: str) -> bool:
    """Whether a phrase is an address: it begins with no word of a fact, and ends with a country."""
    parts = [part.strip() for part in phrase.split(",")]
    return len(parts) > 1 and not _FACT.match(f" {phrase}") and _is_country(parts)


def _address(text: str) -> ListedAddress:
    """An address: its last part is the country, ``Korea, North`` is two.

    >>> _address("Dandong, China").country, _address("Pyongyang, Korea, North").country
    ('China', 'Korea, North')
    """
    parts = [part.strip(" .") for part in text.split(",")]
    size = 2 if len(parts) > 1 and country(", ".join(parts[-2:])) else 1
    return ListedAddress(", ".join(parts[:-size]), country=", ".join(parts[-size:]))


def _kind(said: str, names: list[Alias]) -> EntityKind:
    """What a party is: newer entries do not say that it is a person, their names do."""
    if _PERSON.search(said):
        return "person"
    if _VESSEL.search(said):
        return "vessel"
    korean = any(_HANGUL_NAME.fullmatch(alias.name) for alias in names)
    return "person" if korean or _PERSONAL_NAME.fullmatch(names[0].name) else "organization"
