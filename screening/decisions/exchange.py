"""The file by which decisions travel: a review page writes it, ``screening decide --from FILE`` reads it.

One JSON document::

    {"format": "screening-decisions/1", "decisions": [
        {"profile": "V-015", "key": "hit:ofac_sdn:12345", "decision": "false_positive",
         "reason": "another register number", "by": "a.reviewer", "at": "2026-11-24T10:00:00Z",
         "until": "2027-05-31", "profile_digest": "5f0c...", "entry_digest": "81d2..."}]}

It is a claim of whoever hands it in: who decided and when is recorded as claimed, beside the user who imports it,
and a digest that is not that of the profile or the entry at hand makes a decision that does not hold.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator

import msgspec

from screening.decisions.disposition import Disposition, problems
from screening.decisions.keys import canonical
from screening.errors import InputError, shown

__all__ = ["FORMAT", "BadEntry", "document", "read"]

FORMAT = "screening-decisions/1"
_FIELDS = tuple(field.name for field in msgspec.structs.fields(Disposition))


class BadEntry(msgspec.Struct, frozen=True):
    """An entry that cannot be used: where it stands, and why."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def document(dispositions: Iterable[Disposition]) -> str:
    """Decisions as one such document."""
    found = {"format": FORMAT, "decisions": list(dispositions)}
    return msgspec.json.format(canonical(found)).decode() + "\n"


def read(content: bytes, *, name: str, today: dt.date) -> Iterator[Disposition | BadEntry]:
    """The decisions of a document in their order; one that cannot be used costs no other.

    Args:
        content: the document.
        name: what it is called, for messages: ``decisions.json, decision 3``.
        today: the day of the import.

    Raises:
        InputError: the document as a whole cannot be used.
    """
    try:
        found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: not JSON in UTF-8: {error}") from None
    except RecursionError:
        raise InputError(f"{name}: nested too deeply") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        given = found.get("format") if isinstance(found, dict) else found
        raise InputError(f"{name}: format {shown(given)}: a document of the format {FORMAT!r} is needed")
    entries = found.get("decisions")
    if not isinstance(entries, list):
        raise InputError(f"{name}: decisions: a list is needed, not {shown(entries)}")
    for number, entry in enumerate(entries, start=1):
        place = f"{name}, decision {number}"
        try:
            yield _entry(entry, today)
        except InputError as error:
            yield BadEntry(place, str(error))


def _entry(entry: object, today: dt.date) -> Disposition:
    if not isinstance(entry, dict):
        raise InputError(f"an object is needed, not {shown(entry)}")
    for key in entry:
        if key not in _FIELDS:
            near = difflib.get_close_matches(key[:100], _FIELDS, n=1)
            raise InputError(f"unknown field {shown(key)}" + (f", did you mean {near[0]!r}?" if near else ""))
    try:
        disposition = msgspec.convert(entry, Disposition)
    except msgspec.ValidationError as error:
        said = str(error)
        raise InputError(said[0].lower() + said[1:]) from None
    if found := list(problems(disposition, today)):
        raise InputError("; ".join(found))
    return disposition
