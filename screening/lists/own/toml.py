"""Your own list as TOML: one ``[[party]]`` table for each party, with the keys of the CSV columns.

=================  ==========================================================================================
key                content
=================  ==========================================================================================
``as_of``          ISO date of the list, if you like; it stands before the first party
``[[party]]``      one party; its keys are the columns of :mod:`screening.lists.own.table`, a list where a cell of
                   CSV parts several values with ``;``
=================  ==========================================================================================

::

    as_of = 2026-05-01

    [[party]]
    name = "Invented Lantern Software Co., Ltd."
    id = "A-1"
    aliases = ["Invented Lantern", "Lantern Made-Up Studio"]
    countries = ["CN", "Russia"]
    registrations = ["EX-0001"]
    designated_on = 2024-05-01

One value may stand without its list, dates and whole numbers without quotation marks. Values are checked as in
CSV: one that cannot be read is told in ``problems``, the party stays; a party without a name is told and left
out; any other key is an error.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from screening.errors import WatchlistError
from screening.lists.fields import iso_date
from screening.lists.intake import Intake
from screening.lists.opening import Part
from screening.lists.own.party import SEVERAL, Cells, parties, refuse_unknown
from screening.watchlist import Entity

__all__ = ["parse", "recognises"]

_LARGEST = 1 << 26
"""Bytes; TOML is read as a whole, and nobody writes so much by hand."""
_KEYS = ("as_of", "party")
_PARTY = re.compile(
    rb"^[ \t]*(?:\[\[[ \t]*\"?part\w*\"?[ \t]*\]\][ \t]*(?:#.*)?\r?$|party[ \t]*=[ \t]*\[)", re.MULTILINE
)
_ENDING = re.compile(r"(\.toml|\.txt)?(\.gz)?$", re.IGNORECASE)


def recognises(part: Part) -> bool:
    """Whether a ``[[party]]`` begins near the top, be it called ``[[parties]]``."""
    return bool(_PARTY.search(part.head))


def parse(part: Part, intake: Intake) -> Iterator[Entity]:
    """Read an own list.

    Raises:
        WatchlistError: it is not TOML in UTF-8, holds no party, or has a key that is not known.
    """
    document = _document(part, intake)
    refuse_unknown(part.name, "key", document, _KEYS)
    tables = document.get("party")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise WatchlistError(f"{part.name}: parties are tables, each led by [[party]]")
    refuse_unknown(part.name, "key", (key for table in tables for key in table))
    if as_of := document.get("as_of"):
        intake.as_of = iso_date(_text(as_of) or "")
        if not intake.as_of:
            intake.tell(part.name, "", "as_of", "not an ISO date such as 2026-05-01", as_of)
    intake.list = f"own:{_ENDING.sub('', part.name)}"
    yield from parties(_cells(part.name, tables, intake), part.name, intake.list, intake)


def _document(part: Part, intake: Intake) -> dict[str, Any]:
    with part.stream(intake.digest) as file:
        data = file.read(_LARGEST + 1).removeprefix(b"\xef\xbb\xbf")
    if len(data) > _LARGEST:
        raise WatchlistError(f"{part.name}: more than {_LARGEST >> 20} MiB of TOML; write so long a list as CSV")
    try:
        return tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        raise WatchlistError(f"{part.name}: not UTF-8, save the list as UTF-8") from error
    except ValueError as error:  # TOMLDecodeError, or a number beyond what Python reads
        raise WatchlistError(f"{part.name}: not TOML ({error})") from error
    except RecursionError as error:
        raise WatchlistError(f"{part.name}: not TOML (nested too deeply)") from error


def _cells(file: str, tables: list[dict[str, Any]], intake: Intake) -> Iterator[tuple[str, Cells]]:
    for number, table in enumerate(tables, 1):
        place = f"party {number}"
        cells = {}
        for key, value in table.items():
            texts = []
            for one in value if isinstance(value, list) else (value,):
                text = _text(one)
                if text is None:
                    intake.tell(file, place, key, "not a text, a date or a whole number", one)
                elif text:
                    texts.append(text)
            if len(texts) > 1 and key not in SEVERAL:
                intake.tell(
                    file, place, key, "one value is wanted, not a list; all but the first are left out", value
                )
            cells[key] = tuple(texts)
        yield place, cells


def _text(value: object) -> str | None:
    """A value as a CSV cell would hold it; ``None`` if it is none that a party can have.

    >>> _text(dt.date(2024, 5, 1)), _text(1975), _text(" a "), _text(True), _text({})
    ('2024-05-01', '1975', 'a', None, None)
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    return None
