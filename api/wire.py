"""Strict bodies: the one decoder of what comes over the wire.

Litestar's own decoding answers 500 to bad UTF-8, deep nesting and huge numbers, and accepts JSON under
any content type (security.md L4, L5, L7). `StrictRequest` reads a body once, strictly, into the struct
that the handler asks for; the signature model then finds a finished struct and converts nothing.

Nesting needs no limit of its own: every struct forbids unknown fields and none holds an open-ended value,
so the decoder stops at the first bracket that the shape does not have.
"""

import re
from functools import cache
from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures.state import State

from api.errors import ApiError, Malformed, Wrong

_NUL_ESCAPE = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class NotJson(ApiError):
    status = 415
    type = "not-json"
    detail = "Please send this as application/json."


class StrictRequest(Request[Any, Any, State]):
    """The request class of the whole app: `json()` gives the handler's struct or raises an ApiError."""

    async def json(self) -> Any:
        media_type = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            raise NotJson
        field = self.route_handler.parsed_data_field
        if field is None:
            raise Malformed
        return decode(await self.body(), field.annotation)


def decode(body: bytes, shape: Any) -> Any:
    """`body` as `shape`, types exact and unknown fields refused; raises Malformed and nothing else."""
    if b"\x00" in body or (b"u0000" in body and _NUL_ESCAPE.search(body)):
        raise Malformed("Text may not hold the NUL character.")
    try:
        return _decoder(shape).decode(body)
    except msgspec.ValidationError as error:
        raise Malformed("A field is missing or not as it should be.", _wrong(error)) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError, ValueError, OverflowError):
        raise Malformed("This is not valid JSON.") from None


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape, strict=True)


def _wrong(error: msgspec.ValidationError) -> tuple[Wrong, ...]:
    """msgspec names the place as `$.edits[3].signed`; its sentence can quote a field's name, never a
    value."""
    sentence, _, place = str(error).partition(" - at `$")
    pointer = re.sub(r"\[(\d+)\]", r"/\1", place.rstrip("`")).replace(".", "/").replace("[...]", "/*")
    if "unknown field" in sentence:
        sentence = "Object contains a field that is not known here"
    elif "Invalid enum value" in sentence or "Invalid value" in sentence:
        sentence = "Not one of the values allowed here"
    return (Wrong(pointer, sentence + "."),)
