"""Why a request is refused, as problem details (RFC 9457) that name field and value."""

from __future__ import annotations

import msgspec

from screening.errors import Problem, RecordError, ScreeningError
from screening.reports.escaping import in_json

__all__ = ["MEDIA_TYPE", "TITLES", "Details", "FieldProblem", "RefusedError", "refused_record"]

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    421: "Misdirected Request",
    422: "Unprocessable Content",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
"""The refusals of this service, and what HTTP calls them."""


class FieldProblem(msgspec.Struct, frozen=True):
    """One mistake: the field it is in, the value as given (shortened), and what is wrong with it."""

    field: str
    value: str
    message: str


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a refusal (RFC 9457): status, its title, what is wrong, and every mistake with its field."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    problems: tuple[FieldProblem, ...] = ()


class RefusedError(ScreeningError):
    """A request that is not answered as it wished.

    Args:
        status: of HTTP.
        detail: what is wrong, for people.
        problems: the mistakes, each with its field and value.
        headers: more of the answer, names in lower case.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        problems: tuple[Problem, ...] = (),
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.problems = problems
        self.headers = headers

    def body(self) -> bytes:
        """The answer as JSON, every character of it visible."""
        details = Details(
            title=TITLES[self.status],
            status=self.status,
            detail=self.detail,
            problems=tuple(FieldProblem(p.field, p.value, p.message) for p in self.problems),
        )
        return in_json(msgspec.json.encode(details).decode()).encode()


def refused_record(error: RecordError) -> RefusedError:
    """The refusal of a record that cannot be screened."""
    return RefusedError(422, str(error), error.problems)
