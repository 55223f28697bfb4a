"""The service as an ASGI application: its routes, and around them the gate, the counters and the access log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import cache, partial
from time import perf_counter
from typing import cast

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from screening.errors import Problem
from screening.records import json_schema
from screening.reports.escaping import in_json
from screening.reports.searched import Comparison, Hits
from screening.service import answers, metrics
from screening.service.bodies import GoneError, check_type, whole
from screening.service.description import described
from screening.service.faults import where
from screening.service.problems import MEDIA_TYPE, TITLES, RefusedError
from screening.service.scoring import JSON, PRIVATE, Batch, Score
from screening.service.settings import Settings
from screening.service.standing import Standing, check_lists
from screening.service.waiting import Background

__all__ = ["Service"]

_LOG = logging.getLogger("screening.service")
_OTHER = "other"
"""A path that is no route stands for itself nowhere: it may hold anything."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_LONG_NAME = 60
"""Characters of a name from which a search is left to the background."""
_MANY_HITS = 50
_NOT_ALLOWED = 405
_CLIENT_GONE = 499
"""Not of HTTP; what nginx counts for a client that did not wait."""


class Service:
    """Answers requests.

    Args:
        standing: what is in use.
        settings: how the service runs.
        background: for what is large.
        lifespan: what runs beside, from start to end.
    """

    def __init__(
        self,
        standing: Standing,
        settings: Settings,
        background: Background,
        lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]] | None = None,
    ) -> None:
        self._standing = standing
        self._settings = settings
        self._metrics = metrics.Metrics(standing, settings)
        self._background = background
        scoring = (standing, settings, self._metrics, background)
        routes = [
            Route("/score", Score(*scoring), methods=["POST"]),
            Route("/score/batch", Batch(*scoring), methods=["POST"]),
            Route("/match", self._match, methods=["POST"]),
            Route("/lists", self._lists),
            Route("/schema", self._schema),
            Route("/openapi.json", self._openapi),
            Route("/healthz", self._healthz),
            Route("/metrics", self._counted),
        ]
        self._paths = frozenset(route.path for route in routes)
        self._routes = Starlette(
            routes=routes,
            exception_handlers={
                RefusedError: _refused,
                HTTPException: _no_route,
                GoneError: _gone,
                Exception: _fault,
            },
            lifespan=lifespan,
        )
        self._routes.router.redirect_slashes = False  # a redirect would repeat a Host that anybody may write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, count it, and log it without anything that a client wrote."""
        if scope["type"] != "http":
            await self._routes(scope, receive, send)
            return
        began = perf_counter()
        path, status = scope["path"], 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            try:
                self._standing.gate.check(path, dict(scope["headers"]))
            except RefusedError as refusal:
                await _answer(refusal)(scope, receive, noted)
            else:
                await self._routes(scope, receive, noted)
        except Exception as error:  # noqa: BLE001 - a fault of ours must not tell what a client sent
            _LOG.error("internal error: %s", where(error))
        finally:
            seconds = perf_counter() - began
            route = path if path in self._paths else _OTHER
            self._metrics.answered(route, status, seconds)
            if self._settings.access_log:
                method = scope["method"] if scope["method"] in _METHODS else _OTHER
                _LOG.info("%s %s %d %.2f ms", method, route, status, seconds * 1_000)

    async def _match(self, request: Request) -> Response:
        settings, ready = self._settings, self._standing.ready
        headers = dict(request.scope["headers"])
        check_type(headers, JSON)
        asked = answers.question(
            await whole(request.receive, headers, limit=settings.max_body, seconds=settings.seconds)
        )
        check_lists(ready.screener, settings.today)
        if asked.against is None:
            search: Callable[[], Hits | Comparison] = partial(answers.searched, asked, ready.prepared)
            small = len(asked.name) <= _LONG_NAME and asked.limit <= _MANY_HITS
        else:
            search = partial(answers.compared, asked, asked.against)
            small = len(asked.name) + len(asked.against) <= _LONG_NAME
        return _json(search() if small else await self._background.run(search))

    async def _lists(self, _: Request) -> Response:
        standing = self._standing
        return _json(answers.lists(standing.ready.screener, self._settings.today, standing.failed))

    async def _schema(self, _: Request) -> Response:
        return _schema()

    async def _openapi(self, _: Request) -> Response:
        return _openapi(self._settings, guarded=self._standing.gate.guarded)

    async def _healthz(self, _: Request) -> Response:
        health = self._standing.health()
        return _json(health, 503 if health.status == "degraded" else 200)

    async def _counted(self, _: Request) -> Response:
        return Response(self._metrics.text(), headers=_PRIVATE | {"content-type": metrics.CONTENT_TYPE})


_PRIVATE = {name.decode(): value.decode() for name, value in PRIVATE}


def _json(value: object, status: int = 200) -> Response:
    text = in_json(msgspec.json.encode(value).decode()) + "\n"
    return Response(text, status, headers=_PRIVATE, media_type=JSON)


@cache
def _schema() -> Response:
    """What takes some milliseconds to write, and always is the same."""
    return _json(json_schema())


@cache
def _openapi(settings: Settings, *, guarded: bool) -> Response:
    return _json(described(guarded=guarded, settings=settings))


def _answer(refusal: RefusedError) -> Response:
    headers = {**_PRIVATE, **dict(refusal.headers)}
    return Response(refusal.body(), refusal.status, headers=headers, media_type=MEDIA_TYPE)


def _refused(_: Request, error: Exception) -> Response:
    return _answer(cast("RefusedError", error))  # it is registered for nothing else


def _no_route(request: Request, error: Exception) -> Response:
    """No such path, or not by this method."""
    status = getattr(error, "status_code", 404)
    headers = tuple((getattr(error, "headers", None) or {}).items())
    field, value = ("method", request.method) if status == _NOT_ALLOWED else ("path", request.scope["path"])
    detail = TITLES[status].lower()
    return _answer(RefusedError(status, detail, (Problem(field, value, detail),), headers))


def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=_CLIENT_GONE)


def _fault(_: Request, __: Exception) -> Response:
    return _answer(RefusedError(500, "an internal error; nothing was screened"))
