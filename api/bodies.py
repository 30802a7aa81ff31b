"""Bounds on the size of request bodies: refused by Content-Length before anything is read, and counted
while it is read where no length was given (security.md L12). How long one may take, api/connections.py says.
"""

from api.asgi import App, Message, Receive, Scope, Send, answer
from api.errors import ApiError, problem

KIB = 1024
BODY_BYTES = 256 * KIB
# 4 MiB of edits (design, section 4), and room for their brackets.
BATCH_BYTES = 4 * 1024 * KIB + 64 * KIB
# One edit: 256 KiB of sealed words are 342 KiB as base64, beside 64 KiB signed.
ENTRY_BYTES = 512 * KIB


class TooLarge(ApiError):
    status = 413
    type = "too-large"
    detail = "This is more than the server takes in one request."


class CutShort(ApiError):
    """The client went away in the middle of its body: nobody reads the answer, and nothing is logged."""

    type = "cut-short"
    detail = "This request ended before its body did."


def with_bounded_bodies(app: App) -> App:
    """What `app` reads is whole and within bounds, or reading raises TooLarge or CutShort."""

    async def bounded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        most = _most(scope)
        if _announced(scope) > most:
            headers, body = problem(TooLarge.status, TooLarge.type, TooLarge.detail)
            await answer(send, TooLarge.status, headers, body)
            return
        await app(scope, _reader(receive, most), send)

    return bounded


def _most(scope: Scope) -> int:
    if (scope["method"], scope["path"]) == ("POST", "/api/entries"):
        return BATCH_BYTES
    if scope["method"] == "PUT" and scope["path"].startswith("/api/entries/"):
        return ENTRY_BYTES
    return BODY_BYTES


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


def _reader(receive: Receive, most: int) -> Receive:
    size = 0
    complete = False

    async def read() -> Message:
        nonlocal size, complete
        message = await receive()
        if complete:
            return message  # that the client has gone, while the answer was under way
        if message["type"] != "http.request":
            raise CutShort
        size += len(message.get("body", b""))
        if size > most:
            raise TooLarge
        complete = not message.get("more_body", False)
        return message

    return read
