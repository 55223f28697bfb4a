"""Values as the United Kingdom's lists write them: numbered, with words around them, several in one cell.

==============================================  =============================================================
cell                                            what it holds
==============================================  =============================================================
``(1) Germany. (2) Morocco``                    two values, each with its number
``OGRN: 1157847282603  TIN: 7840038027``        two register numbers, each with its name
``SE 012820 (Afghan). Issued on 4 Nov 2000``    a document's number, its issuer, and remarks
``www.mzkt.by, office@mzkt.by``                 a website and an e-mail address, whatever the column says
``dd/mm/1945``, ``00/00/1945``, ``04/1945``     a birth date of which only a part is known
==============================================  =============================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from screening.lists.fields import country, iso_date
from screening.watchlist import Identifier

__all__ = [
    "contacts",
    "documents",
    "items",
    "land",
    "nationalities",
    "partial_date",
    "parties",
    "phones",
    "report_date",
]

_MARK = re.compile(r"(?<![\w(])\(?(\d{1,2}|[a-h])\)")
_DATE = re.compile(r"\b\d{1,2}[/-](?:\d{1,2}|[A-Za-z]{3,9})[/-]\d{4}\b")
_UNKNOWN_PART = re.compile(r"\b(?:dd|mm)\b", re.IGNORECASE)
_MONTH = re.compile(r"\d{1,2}/\d{4}")
_PLACE_NOTE = re.compile(r"^In |\(.*| as (?:at|of) .*", re.DOTALL)

_WORD = re.compile(r"(?<!\w)[^\W\d_]{3,}(?!\w)|[:(]")
_NUMBER = re.compile(
    r"(?<!\w)(?:(?!ID\b|NO\b)[^\W\d_a-z]{1,2}[ -])?[^\W\d_a-z]*\d[^\W_a-z]*(?:(?:-\s?|[/.])[^\W_a-z]+)*"
)
_FEWEST_DIGITS = 4
_EDGES = " .,;'\xa0"
_CODE = 3  # letters: PAN is a kind of number, and the code of Panama
_YEAR = re.compile(r"(?:19|20)\d\d")
_REMARK = re.compile(r"\b(?:date of |issue|expir|valid|dated|born|DOB)", re.IGNORECASE)
_TAX = re.compile(r"\b(?:INN|TIN|TRN|UNP|VAT|EDRPOU|tax\w*)\b|ИНН|УНН", re.IGNORECASE)
_NOT_ITS_OWN = re.compile(r"\b(?:KPP|OKTMO|OKVED|BIC|BIK)\b")

_PHONES = re.compile(r"[;\n]|[.,]\s+(?=[+(\d])|\(?\b(?:Fax|Tel(?:ephone|efax)?)\)?\s*:", re.IGNORECASE)
_LONGEST_EMAIL = 320  # of RFC 3696; and the pattern takes its time over words without end
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?]\S*)?", re.IGNORECASE)

# Nationalities in words that no table of countries has, from the lists of April 2018 and April 2025.
_PEOPLES = {
    "afghan": "AF", "algerian": "DZ", "american": "US", "australian": "AU", "belarusian": "BY", "british": "GB",
    "burundian": "BI", "canadian": "CA", "chinese": "CN", "congolese": "CD", "egyptian": "EG", "ethiopian": "ET",
    "filipino": "PH", "french": "FR", "georgian": "GE", "german": "DE", "indian": "IN", "indonesian": "ID",
    "iranian": "IR", "iraqi": "IQ", "jordanian": "JO", "kuwaiti": "KW", "libyan": "LY", "malaysian": "MY",
    "malian": "ML", "mauritanian": "MR", "moroccan": "MA", "nigerian": "NG", "north korean": "KP",
    "norwegian": "NO", "occupied palestinian territories": "PS", "pakistani": "PK", "qatari": "QA",
    "russian": "RU", "rwandan": "RW", "saudi arabian": "SA", "senegalese": "SN", "somali": "SO", "sudanese": "SD",
    "swedish": "SE", "syrian": "SY", "tunisian": "TN", "turkish": "TR", "ugandan": "UG", "uzbek": "UZ",
    "yemeni": "YE",
}  # fmt: skip


def items(text: str) -> list[str]:
    """The values of a cell that numbers them; the whole text if it does not.

    >>> items("(1) Germany. (2) Morocco"), items("+7 (383) 330"), items("a) Syria b) Iraq")
    (['Germany.', 'Morocco'], ['+7 (383) 330'], ['Syria', 'Iraq'])
    """
    text = text.strip()
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        number = int(mark[1]) if mark[1].isdigit() else ord(mark[1]) - ord("a") + 1
        if number == len(marks) + 1 and (marks or mark.start() == 0):
            marks.append(mark)
    if not marks:
        return [text] if text else []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pieces = (text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True))
    return [piece for piece in pieces if piece]


def parties(text: str) -> list[str]:
    """The names of other parties in a cell: numbered, or parted by semicolons or lines.

    >>> parties("(1) Novin Energy (2) TAMAS; Kavosh"), parties("Bank Sepah, Tehran")
    (['Novin Energy', 'TAMAS', 'Kavosh'], ['Bank Sepah, Tehran'])
    """
    return [
        name for item in items(text) for piece in re.split(r"[;\n]", item) if (name := piece.strip().lstrip(". "))
    ]


def report_date(cells: Sequence[str]) -> str:
    """The ISO date that the row above the header states, empty if it states none.

    >>> report_date(["Report Date: 13-Feb-2026"]), report_date(["Last Updated", "10/04/2025", ""]), report_date([])
    ('2026-02-13', '2025-04-10', '')
    """
    found = _DATE.search(" ".join(cells))
    return iso_date(found[0]) if found else ""


def partial_date(text: str) -> str:
    """An ISO date, partial if parts are not known; empty if it cannot be read.

    >>> partial_date("dd/07/1978"), partial_date("00/00/1975"), partial_date("04/1951"), partial_date("15/08/19yy")
    ('1978-07', '1975', '1951-04', '')
    """
    text = _UNKNOWN_PART.sub("00", text)
    return iso_date(f"00/{text}" if _MONTH.fullmatch(text) else text)


def land(text: str) -> str:
    """The code of the country in an address, past what a remark adds; empty if it is none.

    >>> land("In Syria as at June 2013"), land("Congo (Democratic Republic)"), land("Afghanistan (since 2009)")
    ('SY', 'CD', 'AF')
    """
    return _code(text) or _code(_PLACE_NOTE.sub("", text))


def nationalities(text: str) -> tuple[list[str], list[str]]:
    """The codes of the nationalities in a cell, and the texts that are none for certain.

    >>> nationalities("(1) Kuwaiti citizenship (2) Russia. Ukraine"), nationalities("Possibly Ethiopian")
    ((['KW', 'RU', 'UA'], []), ([], ['Possibly Ethiopian']))
    """
    codes: list[str] = []
    unread: list[str] = []
    for item in items(text):
        said = re.sub(r" (?:citizenship|nationality|national)$", "", " ".join(item.split()).strip(" .,;"))
        whole = _code(said)
        pieces = [whole] if whole else [_code(piece) for piece in re.split(r"[.,;/]", said)]
        if all(pieces):
            codes += pieces
        else:
            unread.append(item)
    return codes, unread


def _code(text: str) -> str:
    text = text.strip()
    return country(text) or _PEOPLES.get(text.casefold(), "")


def documents(kind: str, text: str, details: str = "") -> Iterator[Identifier]:
    """The documents or register entries of a cell: number, issuer as far as it is named, and what else is said.

    >>> [found] = documents("passport", "SE 012820 (Afghan). Issued on 4 Nov 2000")
    >>> found.value, found.note
    ('SE 012820', 'SE 012820 (Afghan). Issued on 4 Nov 2000')
    >>> [(found.kind, found.value) for found in documents("registration", "OGRN: 1157847282603  TIN: 7840038027")]
    [('registration', '1157847282603'), ('tax', '7840038027')]
    >>> [(found.value, found.country) for found in documents("passport", "(1) K048787 (2) 486298", "Jordan")]
    [('K048787', 'JO'), ('486298', 'JO')]
    """
    numbers = items(text)
    notes = items(details)
    if len(notes) != len(numbers):
        notes = [details] * len(numbers)
    for number, note in zip(numbers, notes, strict=True):
        for value, label in _numbers(number):
            about = (note.strip(" .-") and note) or ("" if value == number.strip(_EDGES) else number)
            yield Identifier(_kind(kind, f"{label} {note}"), value, _issuer(note) or _issuer(label), note=about)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Each number in a text with the words before it, or after it if there are none; no dates."""
    if not any(map(str.isdigit, text)):
        return
    if not _WORD.search(text):
        text = text.strip(_EDGES)
        pieces = re.split(r"[.,;]\s+", text)
        several = min(map(_digits, pieces)) >= _FEWEST_DIGITS
        yield from ((piece, "") for piece in (pieces if several else [text]))
        return
    until = _REMARK.search(text)
    found = [
        number
        for number in _NUMBER.finditer(text, 0, until.start() if until else len(text))
        if _digits(number[0]) >= _FEWEST_DIGITS and not _YEAR.fullmatch(number[0])
    ]
    if not found:
        yield text, ""
    start = 0
    for number in found:
        label = text[start : number.start()].strip(" \n:,;.–-")
        yield number[0], label or text[number.end() :].strip()
        start = number.end()


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _kind(kind: str, said: str) -> str:
    if kind == "passport":
        return kind
    if _NOT_ITS_OWN.search(said):
        return "other"
    return "tax" if _TAX.search(said) else kind


def _issuer(said: str) -> str:
    """The country that begins a remark on a document.

    >>> _issuer("Trinidad and Tobago number. Issued on 8 Nov. 2004"), _issuer("(Filipino). 2004"), _issuer("PAN")
    ('TT', 'PH', '')
    """
    words = re.findall(r"[^\W\d_]+", re.split(r"[.,;:)]", said.lstrip(" ("), maxsplit=1)[0])[:4]
    starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    names = (start for start in starts if start[0].isupper() and not start.isupper() and len(start) > _CODE)
    return next(filter(None, map(_code, names)), "")


def phones(text: str) -> Iterator[Identifier]:
    """The telephone and fax numbers of a cell; none if it has no digit.

    >>> [phone.value for phone in phones("+375 17 272 01 32. +375 17 570 41 45")]
    ['+375 17 272 01 32', '+375 17 570 41 45']
    """
    for item in items(text):
        pieces = [number for piece in _PHONES.split(item) if (number := piece.strip(_EDGES))]
        for piece in pieces if all(map(_digits, pieces)) else filter(_digits, [item]):
            yield Identifier("phone", piece)


def contacts(kind: str, text: str) -> Iterator[Identifier]:
    """The e-mail addresses and websites of a cell, whichever of the two its column promises.

    >>> [(found.kind, found.value) for found in contacts("email", "info@140zavod.org. www.140zavod.by")]
    [('email', 'info@140zavod.org'), ('website', 'www.140zavod.by')]
    >>> [found] = contacts("website", "Social Media: http://vk.com/example")
    >>> found.value, found.note
    ('http://vk.com/example', 'Social Media: http://vk.com/example')
    """
    for item in items(text):
        words = [word for piece in re.split(r"[\s;,]+", item) if (word := piece.strip(".()<>"))]
        found = [("email", word) for word in words if len(word) <= _LONGEST_EMAIL and _EMAIL.fullmatch(word)]
        found += [("website", word) for word in words if _WEBSITE.fullmatch(word)]
        note = item if len(found) < len(words) else ""
        for what, value in found or [(kind, item)]:
            yield Identifier(what, value, note=note if found else "")
