"""Bytes that are no request, or two at once: refused at the door, in the one shape, and logged nowhere.

A server and a proxy that read such bytes differently can be made to answer one person with what was meant
for another (request smuggling), so whatever is not plain HTTP/1.1 is turned away.
"""

import json
from collections.abc import AsyncIterator

import pytest

from tests.raw import GET_HEALTH, Served, served, status_of

HOST = b"Host: localhost\r\n"
CLOSE = b"Connection: close\r\n"
GET = b"GET /health HTTP/1.1\r\n"
POST = b"POST /size HTTP/1.1\r\n" + HOST + CLOSE
CHUNKED = b"Transfer-Encoding: chunked\r\n"
FIELD = b"X-Much: %b\r\n"

WRONG = {
    "length and chunks": POST + b"Content-Length: 5\r\n" + CHUNKED + b"\r\n0\r\n\r\n",
    "chunks and length": POST + CHUNKED + b"Content-Length: 5\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    "a list of lengths": POST + b"Content-Length: 5, 5\r\n\r\nabcde",
    "a negative length": POST + b"Content-Length: -5\r\n\r\nabcde",
    "a signed length": POST + b"Content-Length: +5\r\n\r\nabcde",
    "a length in hex": POST + b"Content-Length: 0x5\r\n\r\nabcde",
    "no length": POST + b"Content-Length: \r\n\r\nabcde",
    "an unknown coding": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks in HTTP/1.0": b"POST /size HTTP/1.0\r\n" + HOST + CHUNKED + b"\r\n0\r\n\r\n",
    "a body behind an upgrade": POST + b"Connection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\nab",
    "chunked, then not": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "a space before the colon": GET + HOST + b"X-One : 1\r\n\r\n",
    "a folded field": GET + HOST + b"X-One: 1\r\n 2\r\n\r\n",
    "a field without a name": GET + HOST + b": 1\r\n\r\n",
    "a NUL in a field": GET + HOST + b"X-One: a\0b\r\n\r\n",
    "lone line feeds": b"GET /health HTTP/1.1\nHost: localhost\n\n",
    "a lone line feed": GET + HOST + b"X-One: 1\n\r\n",
    "a lone carriage return": GET + HOST + b"X-One: 1\rX-Two: 2\r\n\r\n",
    "two hosts": GET + HOST + b"Host: example.org\r\n\r\n",
    "the same host twice": GET + HOST + HOST + b"\r\n",
    "no host": GET + b"\r\n",
    "two hosts in HTTP/1.0": b"GET /health HTTP/1.0\r\n" + HOST + HOST + b"\r\n",
    "HTTP/0.9": b"GET /health\r\n\r\n",
    "HTTP/1.2": b"GET /health HTTP/1.2\r\n" + HOST + b"\r\n",
    "HTTP/2.0": b"GET /health HTTP/2.0\r\n" + HOST + b"\r\n",
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 32,
    "an unknown method": b"WRITE /health HTTP/1.1\r\n" + HOST + b"\r\n",
    "a tunnel": b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n",
    "a space in the path": b"GET /he alth HTTP/1.1\r\n" + HOST + b"\r\n",
    "a path with bytes beyond ASCII": b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n",
    "no path": b"GET  HTTP/1.1\r\n" + HOST + b"\r\n",
    "noise": bytes(range(256)),
}
TOO_LARGE = {
    "one field of 200 kB": GET + HOST + FIELD % (b"x" * 200_000) + b"\r\n",
    "fields of 200 kB": GET + HOST + FIELD % (b"x" * 4000) * 50 + b"\r\n",
    "a field name of 200 kB": GET + HOST + b"x" * 200_000 + b": 1\r\n\r\n",
    "a path of 200 kB": b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a thousand fields": GET + HOST + FIELD % b"x" * 1000 + b"\r\n",
    "a field that does not end": GET + HOST + b"X-Much: " + b"x" * 200_000,
}
FINE = {
    "HTTP/1.0": b"GET /health HTTP/1.0\r\n\r\n",
    "empty lines before": b"\r\n\r\n" + GET_HEALTH,
    "the whole address": b"GET http://localhost/health HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a field of 16 kB": GET + HOST + CLOSE + FIELD % (b"x" * 16_000) + b"\r\n",
    "an upgrade": GET + HOST + b"Connection: upgrade\r\nUpgrade: h2c\r\n\r\n",
    "a WebSocket": GET + HOST + b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    "chunks": POST + CHUNKED + b"\r\n2\r\nab\r\n0\r\n\r\n",
    "chunks with a trailer": POST + CHUNKED + b"\r\n2\r\nab\r\n0\r\nX-One: 1\r\n\r\n",
    "one after another": GET + HOST + b"\r\n" + GET_HEALTH,
}


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with served(tmp_path_factory.mktemp("served")) as one:
        yield one
        assert await one.logged() == ""


def assert_refused(answer: bytes, status: int, type: str) -> None:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert status_of(answer) == status
    for field in (b"application/problem+json", b"nosniff", b"connection: close"):
        assert field in head
    assert json.loads(body)["type"] == type


@pytest.mark.parametrize("name", WRONG)
async def test_what_is_no_plain_request_is_refused(server: Served, name: str) -> None:
    assert_refused(await server.ask(WRONG[name]), 400, "malformed")
    assert await server.seconds_to_health() < 0.5


@pytest.mark.parametrize("name", TOO_LARGE)
async def test_a_head_beyond_32_kib_or_100_fields_is_refused(server: Served, name: str) -> None:
    assert_refused(await server.ask(TOO_LARGE[name]), 431, "head-too-large")


@pytest.mark.parametrize("name", FINE)
async def test_what_is_unusual_but_right_is_answered(server: Served, name: str) -> None:
    assert status_of(await server.ask(FINE[name])) == 200


@pytest.mark.parametrize(
    "chunks", [b"g\r\n", b"-1\r\n", b"2 ;\nab\r\n", b"2\r\nabc\r\n0\r\n\r\n", b"f" * 20 + b"\r\n"]
)
async def test_a_body_in_broken_chunks_ends_the_connection(server: Served, chunks: bytes) -> None:
    answer = await server.ask(POST + CHUNKED + b"\r\n" + chunks)
    assert status_of(answer) in (0, 400)


async def test_what_was_asked_properly_is_answered_before_the_noise_after_it(
    server: Served,
) -> None:
    answer = await server.ask(GET + HOST + b"\r\n" + b"\0\0noise\r\n\r\n")
    assert status_of(answer) == 200
    assert answer.endswith(b'{"status":"ok"}')


async def test_hundreds_of_requests_at_once_are_not_queued(server: Served) -> None:
    answer = await server.ask((GET + HOST + b"\r\n") * 400)
    assert answer.count(b"HTTP/1.1 200 ") < 400
    assert b"HTTP/1.1 4" not in answer
