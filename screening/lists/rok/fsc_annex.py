"""The Republic of Korea's list of restricted parties: the annex to a notice of the Financial Services Commission.

Whom the Act on terrorism and proliferation financing (공중 등 협박목적 및 대량살상무기확산을 위한
자금조달행위의 금지에 관한 법률) restricts, the Commission (금융위원회, with its unit KoFIU) names in the annex
to its notice 금융거래등제한대상자 지정 및 지정 취소에 관한 규정. Parties on the UN list are restricted by
themselves and are not in it; the country's own designations under the DPRK sanctions are. There is no table: the
annex is numbered prose in the manner of OFAC's old text list, with the Korean name in brackets behind newer ones::

    1. INVENTED NETWORK (a.k.a. MADE-UP NETWORK; f.k.a. "IN") [E.O.13224].
    2. EXAMPLE, Abu (a.k.a. TESTOV, Abu); DOB 03 Mar 1975; POB Nowhere; (individual) [E.O.13224].
    3. RI, Example(리보기); DOB 14 Mar 1969; nationality Korea, North; Gender Male (2022. 12. 2. 지정).

Two forms are read: the answer of the open API of the Ministry of Government Legislation (``target=admrul``), XML
with root ``AdmRulService``, ``행정규칙기본정보`` (``발령번호``, ``시행일자``) and the annex in ``별표내용``;
and the annex as plain text in UTF-8, as it is taken out of the PDF that law.go.kr offers.

Traps: only the sequence of the numbers tells where an entry begins, dates contain numbers with full stops as well;
an address follows the name after a comma, as the given name does; a name in quotation marks is weak. Forms
(``별표구분`` 서식) stand beside the annex in the answer, numbered as well: they are not read. Numbers are those
of one edition. The whole entry stays in the remarks.

Verified on the layout that two other readers of the annex of January 2026 (1,066 entries) describe, and on the few
entries that they quote; never on the annex itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from screening.errors import WatchlistError
from screening.lists.fields import iso_date, own_id
from screening.lists.intake import Intake
from screening.lists.markup import elements, root, text
from screening.lists.opening import Part
from screening.lists.rok.entry import entity
from screening.lists.rows import as_text
from screening.watchlist import Entity

__all__ = ["parse", "recognises"]

_TITLE = "금융거래등제한대상자"
_ROOT = "AdmRulService"
_FORM = "서식"
_LONGEST = 1 << 20
_NUMBERED = re.compile(r"(?:^|(?<=[.\])]))\s*(\d{1,4})\.\s+(?=[^\d\s])(?!지정)")
_COUNT = re.compile(r"\(\s*([\d,]{1,6})\s*명\s*\)")
_IN_FORCE = re.compile(r"시행\s*(\d{4})\.\s*(\d{1,2})\.\s*(\d{1,2})")
_NOTICE = re.compile(r"제\s*(\d{4}-\d+)\s*호")
_PAGE = re.compile(r"\s*[-–]\s*\d{1,3}\s*[-–]\s*")
_LEGEND = re.compile(r"◇|┌|^\s*※")


def recognises(part: Part) -> bool:
    """Whether the file is the notice, or the text of its annex."""
    if part.spreadsheet or _TITLE.encode() not in part.head:
        return False
    if root(part)[0]:
        return root(part)[0] == _ROOT
    return re.search(rb"^\s*1\.\s", part.head, re.MULTILINE) is not None


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read the annex.

    Raises:
        WatchlistError: the file is damaged, or an entry has no end.
    """
    if root(part)[0]:
        yield from _notice(part, intake)
    else:
        yield from _entities(as_text(part, part.lines(intake.digest), intake), part, intake, "", Counter())


def _notice(part: Part, intake: Intake) -> Iterator[Entity]:
    basis = ""
    seen: Counter[str] = Counter()
    for element in elements(part, intake, "행정규칙기본정보", "별표단위"):
        if element.tag == "별표단위":
            content = element.find("별표내용")
            if content is not None and text(element, "별표구분") != _FORM:
                lines = "".join(map(str, content.itertext())).splitlines()
                yield from _entities(lines, part, intake, basis, seen)
        else:
            day = text(element, "시행일자")
            intake.as_of = iso_date(f"{day[:4]}-{day[4:6]}-{day[6:]}")
            number = text(element, "발령번호").removeprefix("제").removesuffix("호")
            basis = f"금융위원회고시 제{number}호" if number else ""


def _entities(
    lines: Iterable[str], part: Part, intake: Intake, basis: str, seen: Counter[str]
) -> Iterator[Entity]:
    """The parties of an annex, and whether they are as many as it says."""
    preamble: list[str] = []
    found = 0
    for number, said in _numbered(lines, preamble, part):
        if not found:
            basis = basis or _stated(" ".join(preamble), intake)
        found += 1
        party = entity(
            own_id(str(number), seen),
            said,
            basis,
            lambda *fault, at=number: intake.tell(part.name, f"entry {at}", *fault),
        )
        if party is None:
            intake.skip(part.name, f"entry {number}", "", "an entry without a name", said)
        else:
            yield party
    if stated := _COUNT.search(" ".join(preamble)):
        count = int(stated[1].replace(",", "") or 0)
        if count != found:
            intake.tell(part.name, "", "", f"the annex speaks of {count:,} parties, {found:,} were found in it")


def _stated(preamble: str, intake: Intake) -> str:
    """The notice that the title of a text names; the day on which it came into force is that of the list."""
    if day := _IN_FORCE.search(preamble):
        intake.as_of = iso_date("-".join(day.groups()))
    number = _NOTICE.search(preamble)
    return f"금융위원회고시 제{number[1]}호" if number else ""


def _numbered(lines: Iterable[str], preamble: list[str], part: Part) -> Iterator[tuple[int, str]]:
    """The entries with their numbers; what stands before the first one goes to the preamble.

    Raises:
        WatchlistError: an entry has no end.
    """
    expected, size = 1, 0
    pieces = preamble
    for line in lines:
        start = 0
        if _PAGE.fullmatch(line.rstrip("\n")):
            continue
        if _LEGEND.search(line) and expected > 1:
            break
        for match in _NUMBERED.finditer(line):
            if int(match[1]) == expected:
                pieces.append(line[start : match.start()])
                if expected > 1:
                    yield expected - 1, _joined(pieces)
                expected, start, pieces, size = expected + 1, match.end(), [], 0
        pieces.append(line[start:])
        size += len(line)
        if size > _LONGEST:
            raise WatchlistError(f"{part.name}: entry {expected - 1} of the annex has no end")
    if expected > 1:
        yield expected - 1, _joined(pieces)


def _joined(pieces: Iterable[str]) -> str:
    """The lines of an entry as one; a hyphen at the end of a line is followed by what it joins.

    >>> _joined(["RI, Chong-", "hyok(리보기);  DOB", "1969"])
    'RI, Chong-hyok(리보기); DOB 1969'
    """
    whole = ""
    for piece in filter(None, (" ".join(piece.split()) for piece in pieces)):
        whole += piece if not whole or whole.endswith("-") else f" {piece}"
    return whole
