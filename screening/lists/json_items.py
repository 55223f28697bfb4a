"""JSON lists, record by record in bounded memory: one object a line, or one array in a large document.

A line that is no object costs that line and is told. A document is one value: damage in it cannot be stepped
over, so it is an error that says after which item. Nesting that no list has, and an item beyond 16 MiB, are
refused.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

import msgspec

from screening.errors import WatchlistError, shown
from screening.lists.intake import Intake
from screening.lists.opening import Digest, Part

__all__ = ["Item", "first_items", "items", "lines"]

Item = Mapping[str, Any]
"""A JSON object as it was decoded: nothing of it is checked."""

_LONGEST = 1 << 24
_CHUNK = 1 << 18
_SPACE = re.compile(r"[ \t\n\r]*")
_KEY = re.compile(rb'"(\w+)"\s*:')
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""What may be half of a character, if the other half is not beside it."""
_DECODER = json.JSONDecoder()


def first_items(part: Part, most: int = 20) -> list[Item]:
    """The objects of the first lines as far as a first look shows them, for telling formats apart.

    Of a first line that is longer than a first look, or damaged, the keys that occur in it, with empty objects.
    """
    found: list[Item] = []
    if part.head.lstrip()[:1] != b"{":
        return found
    for line in part.head.splitlines()[:most]:
        try:
            value = msgspec.json.decode(line)
        except RecursionError:
            continue
        except (msgspec.DecodeError, UnicodeDecodeError):
            value = None if found else {key.decode(errors="replace"): {} for key in _KEY.findall(line)}
        if isinstance(value, dict):
            found.append(value)
    return found


def lines(part: Part, intake: Intake, *, digest: Digest | None = None) -> Iterator[tuple[int, Item]]:
    """The object of each line, with the line's number; empty lines are passed over.

    Args:
        part: the file.
        intake: where lines that are no object are told, as records that are lost.
        digest: fed with the bytes; by default that of the intake.
    """
    for number, line in enumerate(part.lines(intake.digest if digest is None else digest), 1):
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            intake.skip(part.name, number, "", f"no JSON ({error})", _shown(line))
        except RecursionError:
            intake.skip(part.name, number, "", "nested too deep, no list is")
        else:
            if isinstance(value, dict):
                yield number, value
            else:
                intake.skip(part.name, number, "", "no JSON object", _shown(line))


def _shown(line: bytes) -> str:
    return line[:200].decode(errors="replace").rstrip()


def items(part: Part, intake: Intake, key: str = "results") -> Iterator[tuple[int, Item]]:
    """The objects of an array, with their numbers from 1: the document itself, or what stands under ``key``.

    Args:
        part: the file.
        intake: where items that are no object are told, as records that are lost; its digest is fed.
        key: the member of the document that holds the array, if the document is an object.

    Raises:
        WatchlistError: the document is damaged, cut off, or holds no such array.
    """
    with part.stream(intake.digest) as file:
        text = _Text(file, part.name)
        if text.symbol() == "{":
            _find(text, key)
        elif text.symbol() != "[":
            raise WatchlistError(f"{part.name}: no JSON object or array")
        text.skip()
        for number, value in enumerate(_values(text), 1):
            if isinstance(value, dict):
                yield number, value
            else:
                intake.skip(part.name, f"item {number}", "", "no JSON object", value)
        while file.read(_CHUNK):  # the digest is that of the whole file, whatever stands after the array
            pass


def _find(text: _Text, key: str) -> None:
    """Moves to the array under a key of the object that begins here; the members before it are read over."""
    text.skip()
    while text.symbol() == '"':
        name = text.value()
        if text.symbol() != ":":
            raise text.damaged()
        text.skip()
        if name == key and text.symbol() == "[":
            return
        text.value()
        if text.symbol() == ",":
            text.skip()
    raise WatchlistError(f"{text.name}: the JSON has no array {shown(key)}")


def _values(text: _Text) -> Iterator[object]:
    """The values of the array whose bracket was just passed."""
    if text.symbol() == "]":
        return
    while True:
        yield text.value()
        symbol = text.symbol()
        if symbol == "]":
            return
        if symbol != ",":
            raise text.damaged()
        text.skip()


class _Text:
    """A document through a window that moves on as values are taken from it."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._window = ""
        self._at = 0
        self._taken = 0
        self._over = False

    def symbol(self) -> str:
        """The next character that is no space, empty at the end."""
        while True:
            start = _SPACE.match(self._window, self._at)
            self._at = start.end() if start else self._at
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._more(_CHUNK):
                return ""

    def skip(self) -> None:
        """Passes the symbol."""
        self._at += 1

    def value(self) -> object:
        """The value that begins at the symbol.

        Raises:
            WatchlistError: it is damaged, cut off, beyond 16 MiB, or nested too deep.
        """
        self.symbol()
        wanted = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._at)
            except RecursionError:
                raise WatchlistError(f"{self.name}: the JSON is nested too deep, no list is") from None
            except ValueError as error:
                if len(self._window) - self._at > _LONGEST or not self._more(wanted):
                    raise self.damaged() from error
                wanted *= 2
                continue
            if _HALF.search(self._window, self._at, end) and not _is_text(value):
                raise self.damaged()
            if end == len(self._window) and self._more(_CHUNK):
                continue  # a number may go on in what was not read yet
            self._at = end
            self._taken += 1
            return value

    def damaged(self) -> WatchlistError:
        """The error for what stands here."""
        here = self._window[self._at : self._at + 40]
        what = f"after {self._taken:,} values (at {shown(here)})" if here else "or cut off at its end"
        return WatchlistError(f"{self.name}: the JSON is damaged {what}")

    def _more(self, characters: int) -> bool:
        """Reads on; False at the end of the file."""
        if self._over:
            return False
        data = self._file.read(characters)
        try:
            more = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise WatchlistError(f"{self.name}: the JSON is not in UTF-8 ({error.reason})") from error
        self._window = self._window[self._at :] + more
        self._at = 0
        self._over = not data
        return not self._over or bool(more)


def _is_text(value: object) -> bool:
    """Whether all strings of a value can be written: JSON lets half of a character stand in an escape."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
