"""ApiError, and the one JSON shape of a refusal (RFC 9457 problem details)."""

import logging
from http import HTTPStatus
from typing import Any, ClassVar

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

log = logging.getLogger("afterglow")

PROBLEM = "application/problem+json"


class Wrong(msgspec.Struct, frozen=True):
    """One place in a body that was refused: a JSON Pointer (RFC 6901) and a plain sentence."""

    pointer: str
    detail: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 9457. Programs switch on `type`, a relative reference; `detail` is for a person."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: tuple[Wrong, ...] = ()


class ApiError(Exception):
    """A refusal with a meaning. Subclasses are declared where they are raised; `detail` repeats no input."""

    status: ClassVar[int] = 400
    type: ClassVar[str] = "malformed"
    detail: str = "This request could not be read."

    def __init__(self, detail: str | None = None, errors: tuple[Wrong, ...] = ()) -> None:
        super().__init__(self.type)
        self.detail = detail or self.detail
        self.errors = errors

    def problem(self) -> Problem:
        title = HTTPStatus(self.status).phrase
        return Problem(self.type, title, self.status, self.detail, self.errors)


class Malformed(ApiError):
    pass


class NotFound(ApiError):
    status = 404
    type = "not-found"
    detail = "There is nothing here."


class NotSignedIn(ApiError):
    status = 401
    type = "not-signed-in"
    detail = "Please sign in."


class Unavailable(ApiError):
    """The database cannot be reached just now; nothing was saved that was not answered."""

    status = 503
    type = "unavailable"
    detail = "The server cannot reach its database just now. Nothing is lost; please try again."


class StorageFull(ApiError):
    status = 507
    type = "storage-full"
    detail = "The server's storage is full. What you wrote stays on your device until there is room."


def problem(status: int, type: str, detail: str) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Headers and body of a refusal, for code that answers below Litestar (raw ASGI)."""
    body = msgspec.json.encode(Problem(type, HTTPStatus(status).phrase, status, detail))
    length = str(len(body)).encode()
    return [(b"content-type", PROBLEM.encode()), (b"content-length", length)], body


def _render(answer: Problem, headers: dict[str, str] | None = None) -> Response[Problem]:
    if answer.status == 503:
        headers = {"retry-after": "2"}
    return Response(answer, status_code=answer.status, media_type=PROBLEM, headers=headers)


def _api_error(_: Request[Any, Any, Any], error: ApiError) -> Response[Problem]:
    return _render(error.problem())


def _framework_error(_: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    # The framework's own detail can echo the URL or the input (security.md L11), so it is not used.
    status = error.status_code
    detail = {
        404: "There is nothing here.",
        405: "This address does not take that method.",
        413: "This is more than the server takes in one request.",
    }.get(status, "This request could not be read.")
    type = HTTPStatus(status).phrase.lower().replace(" ", "-")
    allow = {name: value for name, value in (error.headers or {}).items() if name == "allow"}
    return _render(Problem(type, HTTPStatus(status).phrase, status, detail), allow)


def _unforeseen(_: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    log.error("unforeseen %s", class_and_place(error))
    detail = "Something went wrong on the server. Nothing you wrote is lost; please try again."
    return _render(Problem("unforeseen", HTTPStatus(500).phrase, 500, detail))


def class_and_place(error: BaseException | None) -> str:
    """All that is ever logged of an error: a message or a DETAIL line may carry a person's data (A3)."""
    while inner := _within(error):
        error = inner
    at = error.__traceback__ if error is not None else None
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "?"
    return f"{type(error).__name__} {getattr(error, 'sqlstate', None) or ''} at {place}"


def _within(error: BaseException | None) -> BaseException | None:
    """What lies behind it; of a group of several the first."""
    if isinstance(error, BaseExceptionGroup):
        first: BaseException = error.exceptions[0]
        return first
    return None if error is None else error.__cause__


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    ApiError: _api_error,
    HTTPException: _framework_error,
    Exception: _unforeseen,
}
