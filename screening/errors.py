"""Everything that this library raises on purpose.

::

    ScreeningError
    ├── InputError            (ValueError) what the user handed in cannot be used
    │   ├── RecordError       one record: every mistake in it, with its place and value
    │   └── PolicyError       a policy that is malformed or unsafe
    └── WatchlistError        a list is missing, damaged, empty or unknown

An error names the place and the value, and says what would have been right.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["InputError", "PolicyError", "Problem", "RecordError", "ScreeningError", "WatchlistError", "shown"]

_SHOWN = 80
_LONGEST_NUMBER = 256


class ScreeningError(Exception):
    """Base of all errors of this library."""


class InputError(ScreeningError, ValueError):
    """Something that the caller handed in cannot be used."""


class WatchlistError(ScreeningError):
    """A list is missing, damaged, empty or in no known format."""


class PolicyError(InputError):
    """A policy is malformed, names something unknown, or would be unsafe."""


class Problem:
    """One mistake: the field it is in, the value as given, and what is wrong with it.

    Attributes:
        field: path inside the record, for example ``logins[3].ip``.
        value: the value as given, shortened and with control characters escaped.
        message: what is wrong, and the nearest right spelling where there is one.
    """

    __slots__ = ("field", "message", "value")

    def __init__(self, field: str, value: object, message: str) -> None:
        self.field = field
        self.value = shown(value)
        self.message = message

    def __str__(self) -> str:
        got = "" if self.value in {"None", "''"} else f" (got {self.value})"
        return f"{self.field}: {self.message}{got}" if self.field else self.message

    def to_dict(self) -> dict[str, str]:
        """The mistake as plain values."""
        return {"field": self.field, "value": self.value, "message": self.message}


class RecordError(InputError):
    """A record that cannot be screened, with all of its mistakes.

    Attributes:
        place: where the record stands, for example ``vendors.csv, line 14``; empty if unknown.
        record_id: the record's own id, if it could be read.
        problems: every mistake found.
    """

    def __init__(self, problems: Iterable[Problem], *, place: str = "", record_id: str = "") -> None:
        self.problems = tuple(problems)
        self.place = place
        self.record_id = record_id
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, self.record_id and f"id {shown(self.record_id)}") if part)
        what = "; ".join(map(str, self.problems))
        return f"{where}: {what}" if where else what

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.problems, self.place, self.record_id))

    def at(self, place: str) -> RecordError:
        """The same error, with the place where the record stands."""
        return RecordError(self.problems, place=place, record_id=self.record_id)

    def to_dict(self) -> dict[str, object]:
        """The error as plain values."""
        return {
            "place": self.place,
            "id": self.record_id,
            "problems": [problem.to_dict() for problem in self.problems],
        }


def _rebuild(problems: tuple[Problem, ...], place: str, record_id: str) -> RecordError:
    return RecordError(problems, place=place, record_id=record_id)


def shown(value: object) -> str:
    r"""A value as it may stand in a message: bounded, with control characters escaped.

    >>> shown("a\x1b[31m")
    "'a\\x1b[31m'"
    >>> len(shown("x" * 10_000_000))
    80
    """
    if isinstance(value, str | bytes | bytearray):
        value = value[:_SHOWN]
    elif isinstance(value, list | tuple | dict | set | frozenset):
        return f"a {type(value).__name__} of {len(value)}"
    elif isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return f"a number of {value.bit_length()} bits"
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
