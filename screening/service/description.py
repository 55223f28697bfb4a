"""The description of the service (OpenAPI 3.1), made from the data that it takes and gives."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import msgspec

from screening.assessment import Assessment
from screening.profile import Profile
from screening.reports.searched import Comparison, Hits
from screening.service.answers import Health, Lists, MatchQuestion, NotScreened
from screening.service.problems import MEDIA_TYPE, TITLES, Details
from screening.service.scoring import JSON, NDJSON
from screening.service.settings import Settings
from screening.version import __version__

__all__ = ["described"]

_PROFILE: dict[str, Any] = {
    "id": "u1",
    "name": "Marta Wzorowa",
    "country": "PL",
    "phones": ["+48 501 234 567"],
    "emails": ["marta@wzorowa.example"],
    "companies": ["Wzorowa Studio"],
    "logins": [{"at": "2026-05-01T10:00:00Z", "ip": "192.0.2.7", "country": "PL", "network": "home"}],
}
_QUESTION = {"name": "Yanbian Silver Star", "kind": "organization"}
_COMPARED = {"name": "Kim Jong Un", "against": "김정은", "kind": "person"}
_REFUSALS = {
    400: "The body is not JSON in UTF-8.",
    401: "No bearer token, or one that is not accepted.",
    403: "A page of another site asks, and there is no token.",
    408: "The body did not arrive in time.",
    413: "The body is too long.",
    415: "The body is of another media type.",
    421: "The name in Host is not of this machine, and there is no token.",
    422: "A value cannot be used; each mistake is told with its field and value.",
    500: "An internal error; nothing was screened.",
    503: "A list that the policy requires is missing or stale, or too much is waiting.",
}
_UNAUTHORIZED = 401
_EXAMPLE = Details(
    title=TITLES[422],
    status=422,
    detail="id 'u1': nmae: unknown field, did you mean 'name'? (got 'Marta Wzorowa')",
)


class _Operation(NamedTuple):
    """One route: what it takes and gives."""

    method: str
    path: str
    summary: str
    answer: dict[str, Any]
    errors: tuple[int, ...]
    body: dict[str, Any] | None = None
    dated: bool = False


_ALWAYS = (500,)
_TAKES = (400, 408, 413, 415, 422)


def described(*, guarded: bool, settings: Settings) -> dict[str, Any]:
    """The description.

    Args:
        guarded: a bearer token is needed.
        settings: how the service runs; its limits are told.
    """
    types = (Profile, Assessment, NotScreened, MatchQuestion, Hits, Comparison, Lists, Health, Details)
    found, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    refs = {kind.__name__: ref for kind, ref in zip(types, found, strict=True)}
    paths: dict[str, Any] = {}
    for operation in _operations(refs, settings):
        paths.setdefault(operation.path, {})[operation.method] = _told(operation, refs, guarded=guarded)
    described: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "screening",
            "version": __version__,
            "summary": "Scores profiles for sanctions risk, and explains every point. A person decides.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": paths,
        "components": {"schemas": components},
    }
    if guarded:
        described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        described["security"] = [{"token": []}]
    return described


def _operations(refs: dict[str, Any], settings: Settings) -> tuple[_Operation, ...]:
    def content(kind: str, example: object = None, media: str = JSON) -> dict[str, Any]:
        shown = {} if example is None else {"example": example}
        return {media: {"schema": refs[kind], **shown}}

    lines = {
        "type": "string",
        "description": "JSON lines in the order of the profiles; each is as contentSchema says.",
        "contentMediaType": NDJSON,
        "contentSchema": {"anyOf": [refs["Assessment"], refs["NotScreened"]]},
    }
    profiles = {
        "type": "string",
        "pattern": r"\S",
        "description": f"JSON lines of {settings.max_body:,} bytes at most; each is as contentSchema says.",
        "contentMediaType": NDJSON,
        "contentSchema": refs["Profile"],
    }
    line = msgspec.json.encode(_PROFILE).decode() + "\n"
    questions = {"search": {"value": _QUESTION}, "comparison": {"value": _COMPARED}}
    return (
        _Operation(
            "post",
            "/score",
            "Score one profile",
            content("Assessment"),
            (*_TAKES, 503),
            content("Profile", _PROFILE),
            dated=True,
        ),
        _Operation(
            "post",
            "/score/batch",
            "Score profiles line by line; read the answer while sending",
            {NDJSON: {"schema": lines}},
            (*_TAKES, 503),
            {NDJSON: {"schema": profiles, "example": line}},
            dated=True,
        ),
        _Operation(
            "post",
            "/match",
            "Search the lists for a name, or compare it with another",
            {JSON: {"schema": {"anyOf": [refs["Hits"], refs["Comparison"]]}}},
            (*_TAKES, 503),
            {JSON: {"schema": refs["MatchQuestion"], "examples": questions}},
        ),
        _Operation("get", "/lists", "The lists and the policy in use", content("Lists"), ()),
        _Operation("get", "/schema", "The JSON Schema of a profile", {JSON: {"schema": {"type": "object"}}}, ()),
        _Operation("get", "/openapi.json", "This description", {JSON: {"schema": {"type": "object"}}}, ()),
        _Operation("get", "/healthz", "How the service stands; needs no token", content("Health"), ()),
        _Operation(
            "get", "/metrics", "Counters for Prometheus", {"text/plain": {"schema": {"type": "string"}}}, ()
        ),
    )


def _told(operation: _Operation, refs: dict[str, Any], *, guarded: bool) -> dict[str, Any]:
    open_to_all = operation.path == "/healthz"
    needed = (401,) if guarded and not open_to_all else () if guarded else (403, 421)
    responses: dict[str, Any] = {"200": {"description": "The answer.", "content": operation.answer}}
    for status in sorted({*operation.errors, *needed, *_ALWAYS}):
        responses[str(status)] = _refusal(status, refs)
    if open_to_all:
        said = "A list that the policy requires is missing or stale: nothing is scored."
        responses["503"] = {"description": said, "content": operation.answer}
    told: dict[str, Any] = {
        "operationId": operation.path.strip("/").replace("/", "_").replace(".json", ""),
        "summary": operation.summary,
        "responses": responses,
    }
    if operation.body is not None:
        told["requestBody"] = {"required": True, "content": operation.body}
    if operation.dated:
        told["parameters"] = [_TODAY, _KIND]
    if guarded and open_to_all:
        told["security"] = []
    return told


def _refusal(status: int, refs: dict[str, Any]) -> dict[str, Any]:
    details: dict[str, Any] = {"schema": refs["Details"]}
    if status == _EXAMPLE.status:
        details["example"] = msgspec.to_builtins(_EXAMPLE) | {
            "problems": [
                {"field": "nmae", "value": "'Marta Wzorowa'", "message": "unknown field, did you mean 'name'?"}
            ]
        }
    refusal: dict[str, Any] = {"description": _REFUSALS[status], "content": {MEDIA_TYPE: details}}
    if status == _UNAUTHORIZED:
        refusal["headers"] = {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}}
    return refusal


_TODAY = {
    "name": "today",
    "in": "query",
    "description": "The date of the assessments, to make them again; the current day in UTC if absent.",
    "schema": {"type": "string", "format": "date"},
    "example": dt.date(2026, 11, 23).isoformat(),
}
_KIND = {
    "name": "kind",
    "in": "query",
    "description": "The kind of records that do not state one.",
    "schema": {"enum": ["person", "organization"]},
}
