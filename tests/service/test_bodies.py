"""Lines of a body are the same however it is cut into parts."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive

from screening.service.bodies import GoneError, lines, whole
from screening.service.problems import RefusedError

LIMIT = 5
T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine, in a thread of its own: a browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def received(parts: list[bytes]) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages.append({"type": "http.request"})

    async def receive() -> Message:
        return messages.pop(0)

    return receive


def cut(body: bytes, places: list[int]) -> list[bytes]:
    ends = sorted({place % (len(body) + 1) for place in places} | {len(body)})
    return [body[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@given(st.lists(st.text("ab \r\n", max_size=9)), st.lists(st.integers(0, 100), max_size=6))
def test_lines_are_those_of_the_whole_body(texts: list[str], places: list[int]) -> None:
    body = "".join(texts).encode()

    async def gathered() -> list[bytes | None]:
        return [line async for part in lines(received(cut(body, places)), limit=LIMIT, seconds=5) for line in part]

    expected = body.split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert run(gathered()) == [line if len(line) <= LIMIT else None for line in expected]


@given(st.binary(max_size=12), st.lists(st.integers(0, 100), max_size=4))
def test_a_whole_body_is_all_of_it_or_refused(body: bytes, places: list[int]) -> None:
    reading = whole(received(cut(body, places)), {}, limit=8, seconds=5)
    if len(body) <= 8:
        assert run(reading) == body
    else:
        with pytest.raises(RefusedError, match="the limit is 8"):
            run(reading)


def test_a_client_that_went_away_has_no_body() -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    with pytest.raises(GoneError):
        run(whole(receive, {}, limit=8, seconds=5))
