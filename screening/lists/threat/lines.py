"""A list of identifiers, one a line, as people pass them on: threat intelligence in its plainest form.

==============================  =========================================================================
line                            content
==============================  =========================================================================
``# list: ...``                 the list's name; without one, that of the file
``# source: ...``               whose word it is: feed, report; without one, the list's name
``# url: ...``                  where to read more
``# date: 2026-05-01``          ISO date of the list
``# expires: 2027-01-01``       ISO date of the last day of every item; without one they do not end
``# kind: email``               what every line is; without one, each is taken for what it looks like
``# salt: ...``                 what stood before each identifier when it was hashed
``# ...``                       any other comment
``testov@example.org``          an identifier
``testov@example.org # note``   an identifier and what is said of it
``handle: telegram:testov``     an identifier led by its kind, which then counts
``email: sha256:5f70bf18...``   a hashed identifier; its kind must be known
==============================  =========================================================================

Kinds are those of :mod:`screening.lists.threat.items` and their synonyms. A line that looks like nothing (a bare
word may be anything) is told and left out, and so is a comment that is nearly one of the headers: a misspelt end
would make a list that never ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from screening import contacts
from screening.errors import InputError
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.rows import as_text
from screening.lists.threat.items import Item, Meant, day, entities, identifier, list_key, meant, plain
from screening.watchlist import Entity, Identifier

__all__ = ["headers", "parse", "recognises"]

_HEADERS = ("list", "source", "url", "date", "expires", "kind", "salt")
_HEADER = re.compile(r"#+\s*([A-Za-z_-]{3,12})\s*:\s*(\S.*)")
_NOTE = re.compile(r"(?<!\s)\s+#\s*(.*)$")
_LED = re.compile(r"([A-Za-z][A-Za-z _-]{1,40}):\s*(\S.*)")
_LONGEST = 2_000
_MOST = 50
"""So many lines are looked at to tell what a file is."""
_KINDS = (
    (re.compile(r"\+[\d\s().-]{7,25}"), "phone"),
    (re.compile(r"https?://\S+", re.IGNORECASE), "website"),
    (re.compile(r"[\d.]{7,15}(?:/\d{1,2})?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:/\d{1,3})?"), "ip"),
    (re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+"), "email"),
    (re.compile(r"(?:[A-Z][A-Z0-9]{1,7}:\s*)?(?:0[xX][0-9A-Fa-f]{40}|bc1[a-z0-9]{20,80})"), "wallet"),
    (re.compile(r"[13T][1-9A-HJ-NP-Za-km-z]{25,34}|[48][1-9A-HJ-NP-Za-km-z]{94}"), "wallet"),
    (re.compile(r"[A-Z][A-Z0-9]{1,7}:\s*[A-Za-z0-9]{25,110}"), "wallet"),
    (re.compile(r"[a-z][a-z0-9.]{0,30}:[^\s:/,;]{1,60}|@[\w.-]{2,60}"), "handle"),
    (re.compile(r"(?:\*\.)?[^\s:/,;@\"<>]+\.[^\W\d_][^\s:/,;@\"<>.]+\.?"), "domain"),
)  # fmt: skip
"""What an identifier looks like, the surest first."""


def recognises(part: Part) -> bool:
    """Whether most of the first lines look like identifiers of some kind."""
    lines = part.head.decode(errors="replace").splitlines()[: _MOST * 4]
    said = headers(lines)
    given = [text for line in lines if (text := _NOTE.sub("", line).strip()) and not text.startswith("#")][:_MOST]
    looked = sum(_looks(text, said) for text in given)
    return 2 * looked > len(given)


def _looks(line: str, said: Mapping[str, str]) -> bool:
    try:
        _read(line, said)
    except InputError:
        return False
    return True


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read a list of lines."""
    said = headers(part.head.decode(errors="replace").splitlines(), part, intake)
    intake.list = list_key(part, said.get("list", ""))
    intake.as_of = said.get("date", "")
    yield from entities(_items(part, said, intake), intake.list)


def _items(part: Part, said: Mapping[str, str], intake: Intake) -> Iterator[Item]:
    for number, line in enumerate(as_text(part, part.lines(intake.digest), intake), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        note = _NOTE.search(text)
        try:
            found = _read(_NOTE.sub("", text), said)
        except InputError as error:
            intake.skip(part.name, number, "", str(error), text)
            continue
        yield Item(
            identifier=found,
            source=said.get("source") or said.get("list") or part.name,
            url=said.get("url", ""),
            updated_on=said.get("date", ""),
            expires_on=said.get("expires", ""),
            context=(note[1],) if note else (),
        )


def _read(text: str, said: Mapping[str, str]) -> Identifier:
    if len(text) > _LONGEST:
        raise InputError("too long")
    led = _LED.fullmatch(text)
    what = meant(led[1]) if led and not led[1].isupper() else None
    if led and what and not what.service:
        text = led[2]
    else:
        what = meant(said["kind"]) if "kind" in said else _guessed(text)
    if what is None:
        raise InputError("not an identifier of a kind that can be told; lead it with its kind, such as handle:")
    return identifier(what, text, salt=said.get("salt", ""))


def _guessed(text: str) -> Meant | None:
    text = plain(text)
    return next((Meant(kind) for pattern, kind in _KINDS if pattern.fullmatch(text)), None)


def headers(lines: list[str], part: Part | None = None, intake: Intake | None = None) -> dict[str, str]:
    """What the comments before the first item say of the whole list; dates are ISO dates.

    >>> headers(["# source: Invented report 12", "# expires: 2027-01-01", "testov@example.org", "# salt: late"])
    {'source': 'Invented report 12', 'expires': '2027-01-01'}

    Args:
        lines: of the file's beginning.
        part: the file; for messages.
        intake: where faults are told, if at all.
    """
    said: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and not text.startswith("#"):
            break
        found = _HEADER.fullmatch(text)
        if found is None:
            continue
        name, value = found[1].lower(), found[2]
        fault = _fault(name, value)
        if not fault and name in _HEADERS:
            said[name] = day(value) if name in {"date", "expires"} else value
        elif fault and part and intake:
            intake.tell(part.name, number, name, fault, value)
    return said


def _fault(name: str, value: str) -> str:
    """What is wrong with a header, empty if nothing is."""
    if name not in _HEADERS:
        near = get_close_matches(name, _HEADERS, n=1, cutoff=0.75)
        return f"a comment that is not read (did you mean {near[0]}?)" if near else ""
    if name in {"date", "expires"} and not day(value):
        return "not an ISO date such as 2027-01-01"
    if name == "kind" and meant(value) is None:
        return f"not one of {', '.join(contacts.KINDS)}"
    return ""
