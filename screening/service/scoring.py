"""``POST /score`` and ``POST /score/batch``: profiles in, assessments out, as ``screening score`` writes them."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple
from urllib.parse import parse_qsl

import msgspec
from starlette.types import Receive, Scope, Send

from screening.assessment import Assessment
from screening.errors import Problem, RecordError
from screening.records import profile_from
from screening.reports import as_json
from screening.screener import Screener
from screening.service.bodies import GoneError, check_type, lines, whole
from screening.service.faults import where
from screening.service.metrics import Metrics
from screening.service.problems import RefusedError, refused_record
from screening.service.settings import Settings
from screening.service.standing import Standing, check_lists
from screening.service.waiting import AT_ONCE, Background, Together, all_of, in_turn, within

__all__ = ["JSON", "NDJSON", "PRIVATE", "Batch", "Score"]

JSON = "application/json"
NDJSON = "application/x-ndjson"
PRIVATE = ((b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"))
_LOG = logging.getLogger("screening.service")
_SMALL = 2_048
"""Bytes of a profile up to which it is scored in the event loop; typical ones have less than 1,000."""
_FLUSH = 1 << 16
_MARK = b"\xef\xbb\xbf"


class _Asked(NamedTuple):
    """By what profiles are scored."""

    screener: Screener
    today: dt.date
    kind: str | None


class _Scoring:
    """What both have in common.

    Args:
        standing: what is in use.
        settings: how the service runs.
        metrics: count what was done.
        background: for what is large.
    """

    def __init__(self, standing: Standing, settings: Settings, metrics: Metrics, background: Background) -> None:
        self._standing = standing
        self._settings = settings
        self._metrics = metrics
        self._background = background
        self._together = Together()

    def _asked(self, query: bytes) -> _Asked:
        """What a query asks for, with the screener in use; it is the same to the end of the request.

        Raises:
            RefusedError: a parameter cannot be read, or a required list is missing.
        """
        screener = self._standing.ready.screener
        today, kind = _parameters(query) if query else (None, None)
        today = today or self._settings.today
        check_lists(screener, today)
        return _Asked(screener, today, kind or self._settings.kind)

    async def _scored(self, text: bytes, asked: _Asked, place: str = "") -> Assessment:
        """Score one profile, here or in the background.

        Raises:
            RefusedError: it is no JSON, or too much is waiting.
            RecordError: it cannot be screened.
        """
        if len(text) > _SMALL:
            assessment = await self._background.run(partial(_assess, text, asked, place))
        else:
            try:
                assessment = await self._together.score(asked.screener, _record(text, asked), asked.today)
            except RecordError as error:
                raise error.at(place) from None
        self._metrics.scored(assessment.band)
        return assessment


class Score(_Scoring):
    """One profile, one assessment."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = dict(scope["headers"])
        check_type(headers, JSON)
        asked = self._asked(scope["query_string"])
        settings = self._settings
        body = await whole(receive, headers, limit=settings.max_body, seconds=settings.seconds)
        try:
            answer = _line(await self._scored(body, asked))
        except RecordError as error:
            self._metrics.refused()
            raise refused_record(error) from None
        length = (b"content-length", str(len(answer)).encode())
        start = {"type": "http.response.start", "status": 200, "headers": [_JSON_TYPE, length, *PRIVATE]}
        await send(start)
        await send({"type": "http.response.body", "body": answer})


class Batch(_Scoring):
    """JSON lines of profiles in, a line for each out: its assessment, or what is wrong with it.

    Lines are answered while others still arrive; neither side is ever kept whole. A client reads while it sends.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        check_type(dict(scope["headers"]), NDJSON, "application/jsonl")
        asked = self._asked(scope["query_string"])
        settings = self._settings
        answer = _Stream(send, settings.seconds)
        number = 0
        try:
            async for part in lines(receive, limit=settings.max_body, seconds=settings.seconds):
                for first in range(0, len(part), AT_ONCE):
                    some = part[first : first + AT_ONCE]
                    judged = [
                        self._judged(text, asked, at)
                        for at, text in enumerate(some, start=number + 1)
                        if text is None or text.strip()
                    ]
                    number += len(some)
                    for result in await all_of(judged):
                        await answer.add(_line(result))
                    await in_turn()
                await answer.flush()
        except TimeoutError:
            waited = f"nothing was sent, or fetched, for {settings.seconds:g} seconds"
            if not answer.started:
                raise RefusedError(408, waited, headers=(("connection", "close"),)) from None
            return  # an answer that has begun is broken off, so that nobody takes it for whole
        except GoneError:
            if not answer.started:
                raise
            return
        if not answer.started:
            raise RefusedError(400, "there is no record in the body")
        await answer.end()

    async def _judged(self, text: bytes | None, asked: _Asked, number: int) -> Assessment | RecordError:
        place = f"line {number}"
        if text is None:
            self._metrics.refused()
            return _error(f"a line of more than {self._settings.max_body} bytes", place)
        try:
            return await self._scored(text.removeprefix(_MARK) if number == 1 else text, asked, place)
        except RecordError as error:
            found = error
        except RefusedError as refusal:
            found = _error(refusal.detail, place)
        except Exception as error:  # noqa: BLE001 - one line must not cost the others
            _LOG.error("a line of a batch was not scored: %s", where(error))
            found = _error("was not scored: an internal error", place)
        self._metrics.refused()
        return found


class _Stream:
    """An answer in parts, that begins with the first of them."""

    def __init__(self, send: Send, seconds: float) -> None:
        self._send = send
        self._seconds = seconds
        self._parts: list[bytes] = []
        self._size = 0
        self.started = False

    async def add(self, line: bytes) -> None:
        """Add a line, and send what has come together if it is much."""
        self._parts.append(line)
        self._size += len(line)
        if self._size >= _FLUSH:
            await self.flush()

    async def flush(self) -> None:
        """Send what has come together.

        Raises:
            TimeoutError: the client does not fetch it.
        """
        if not self._parts:
            return
        if not self.started:
            self.started = True
            await self._send({"type": "http.response.start", "status": 200, "headers": [_NDJSON_TYPE, *PRIVATE]})
        body, self._parts, self._size = b"".join(self._parts), [], 0
        await within(self._seconds, self._send({"type": "http.response.body", "body": body, "more_body": True}))

    async def end(self) -> None:
        """Say that this was all."""
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


_JSON_TYPE = (b"content-type", JSON.encode())
_NDJSON_TYPE = (b"content-type", NDJSON.encode())


def _assess(text: bytes, asked: _Asked, place: str) -> Assessment:
    try:
        return asked.screener.score(_record(text, asked), today=asked.today)
    except RecordError as error:
        raise error.at(place) from None


def _record(text: bytes, asked: _Asked) -> object:
    try:
        record = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RefusedError(400, f"not a JSON object in UTF-8: {error}") from None
    except RecursionError:
        raise RefusedError(400, "nested too deeply") from None
    return record if asked.kind is None else profile_from(record, kind=asked.kind)


def _line(result: Assessment | RecordError) -> bytes:
    return next(as_json.lines((result,))).encode()


def _error(message: str, place: str) -> RecordError:
    return RecordError([Problem("", "", message)], place=place)


def _parameters(query: bytes) -> tuple[dt.date | None, str | None]:
    given: Mapping[str, str] = _single(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    today, kind = given.get("today"), given.get("kind")
    if kind is not None and kind not in {"person", "organization"}:
        raise _unread("kind", kind, "person or organization is needed")
    if today is None:
        return None, kind
    try:
        date = dt.date.fromisoformat(today)
    except ValueError:
        date = None
    if date is None or date.isoformat() != today:
        raise _unread("today", today, "a date such as 2026-11-23 is needed")
    return date, kind


def _single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        if name not in {"today", "kind"}:
            raise _unread(name[:80], value, "unknown parameter; today and kind are known")
        if name in found:
            raise _unread(name, value, "is given twice")
        found[name] = value
    return found


def _unread(name: str, value: str, message: str) -> RefusedError:
    problem = Problem(name, value, message)
    return RefusedError(422, f"parameter {problem}", (problem,))
