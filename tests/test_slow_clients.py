"""Clients that are slow, greedy or gone: each gets its answer or its end, and others get theirs.

The server here has a patience of one second where the real one has ten.
"""

import asyncio
import contextlib
import json
import resource
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.raw import GET_HEALTH, Served, all_of, served, status_of

HALF_A_HEAD = b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
HALF_A_BODY = b"POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf"
KEPT_ALIVE = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
FLOOD = 600


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with served(tmp_path_factory.mktemp("served")) as one:
        yield one
        assert await one.logged() == ""


def problem_in(answer: bytes) -> str:
    """The type of the problem details that are the last thing in `answer`."""
    head, _, body = answer.rpartition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    problem = json.loads(body)
    assert str(problem["status"]).encode() in head
    return str(problem["type"])


@pytest.fixture(scope="module")
async def slow(server: Served) -> dict[str, asyncio.Task[bytes]]:
    """What each of them gets. All at once, since each test alone would only wait."""
    asked = {
        "head stops": server.ask(HALF_A_HEAD, seconds=3),
        "head in drops": server.drip(HALF_A_HEAD, b"x", seconds=3),
        "second head stops": server.ask(KEPT_ALIVE + HALF_A_HEAD, seconds=3),
        "empty lines": server.drip(b"", b"\r\n", seconds=3),
        "empty lines after an answer": server.drip(KEPT_ALIVE, b"\r\n", seconds=4),
        "silence": server.ask(b"", seconds=3),
        "body stops": server.ask(HALF_A_BODY, seconds=5),
        "body in drops": server.drip(HALF_A_BODY, b".", seconds=5),
        "body after its refusal": server.drip(_post("/nowhere", b".", 999), b".", seconds=5),
    }
    return {name: asyncio.create_task(answer) for name, answer in asked.items()}


Slow = dict[str, asyncio.Task[bytes]]


async def test_a_head_that_stops_is_told_so(slow: Slow) -> None:
    assert problem_in(await slow["head stops"]) == "too-slow"


async def test_a_head_in_drops_gets_no_more_time(slow: Slow) -> None:
    assert problem_in(await slow["head in drops"]) == "too-slow"


async def test_a_second_head_has_no_more_time_than_the_first(slow: Slow) -> None:
    answer = await slow["second head stops"]
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert problem_in(answer) == "too-slow"


async def test_empty_lines_keep_no_connection_open(slow: Slow) -> None:
    assert await slow["empty lines"] == b""
    assert status_of(await slow["empty lines after an answer"]) == 200


async def test_a_silent_connection_is_closed_without_a_word(slow: Slow) -> None:
    assert await slow["silence"] == b""


async def test_a_body_that_stops_is_told_so(slow: Slow) -> None:
    assert problem_in(await slow["body stops"]) == "too-slow"
    assert status_of(await slow["body stops"]) == 408


async def test_a_body_in_drops_gets_time_only_for_what_arrived(slow: Slow) -> None:
    assert problem_in(await slow["body in drops"]) == "too-slow"


async def test_a_body_that_goes_on_after_its_refusal_keeps_no_connection_open(slow: Slow) -> None:
    assert status_of(await slow["body after its refusal"]) == 404


async def test_an_answer_that_nobody_reads_is_given_up(tmp_path: Path) -> None:
    async with served(tmp_path, seconds=0.3) as server, server.connection() as (reader, writer):
        writer.write(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await asyncio.sleep(3)
        async with asyncio.timeout(3):
            assert len(await all_of(reader)) < 50_000_000


async def test_a_flood_of_halves_does_not_keep_others_waiting(tmp_path: Path) -> None:
    _allow_open_files(2 * FLOOD + 200)
    async with (
        served(tmp_path, seconds=2, connections=3 * FLOOD) as server,
        contextlib.AsyncExitStack() as open_ones,
    ):
        readers = []
        for half in [HALF_A_HEAD, HALF_A_BODY] * FLOOD:
            reader, writer = await open_ones.enter_async_context(server.connection())
            writer.write(half)
            readers.append(reader)
        waits = [await server.seconds_to_health() for _ in range(20)]
        assert max(waits) < 0.5
        began = time.perf_counter()
        async with asyncio.timeout(10):
            answers = await asyncio.gather(*(all_of(reader) for reader in readers))
        assert {status_of(answer) for answer in answers} == {408}
        assert time.perf_counter() - began < 8
        assert await server.seconds_to_health() < 0.5


async def test_one_address_cannot_take_every_connection(tmp_path: Path) -> None:
    async with served(tmp_path, seconds=5, connections=8) as server:
        async with contextlib.AsyncExitStack() as open_ones:
            for _ in range(8):
                _, writer = await open_ones.enter_async_context(server.connection())
                writer.write(HALF_A_HEAD)
            assert problem_in(await server.ask(GET_HEALTH)) == "too-many-connections"
        await asyncio.sleep(0.2)
        assert await server.seconds_to_health() < 0.5


@pytest.mark.parametrize(
    ("path", "most"), [("/size", 256 * 1024), ("/api/entries", 4 * 1024 * 1024 + 64 * 1024)]
)
async def test_a_body_is_taken_up_to_its_limit(server: Served, path: str, most: int) -> None:
    assert status_of(await server.ask(_post(path, b"x" * most))) == 200
    assert status_of(await server.ask(_in_chunks(path, b"x" * most))) == 200
    # The whole of it is sent, as a browser does, and the refusal still comes through.
    assert problem_in(await server.ask(_post(path, b"x" * (most + 1)), seconds=6)) == "too-large"
    assert problem_in(await server.ask(_in_chunks(path, b"x" * (most + 1)), seconds=6)) == "too-large"


async def test_an_announced_size_is_refused_before_the_body_comes(server: Served) -> None:
    for length in (256 * 1024 + 1, 2**32, 2**63, 10**30):
        async with asyncio.timeout(2), server.connection() as (reader, writer):
            writer.write(_post("/size", b"", length))
            assert status_of(await reader.readuntil(b"\r\n\r\n")) in (400, 413)


async def test_clients_that_leave_are_not_an_error(server: Served) -> None:
    """Nothing is logged for them (the fixture looks), and nothing waits for them."""
    half_closed = b"POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf"
    for data in (HALF_A_HEAD, HALF_A_BODY, half_closed, GET_HEALTH, b""):
        for leave in ("close", "reset", "half"):
            async with server.connection() as (reader, writer):
                writer.write(data)
                await asyncio.sleep(0.02)
                if leave == "reset":
                    writer.transport.abort()
                elif leave == "half":
                    writer.write_eof()
                    async with asyncio.timeout(3):
                        assert status_of(await all_of(reader)) in (0, 200)
    assert await server.seconds_to_health() < 0.5


def _post(path: str, body: bytes, length: int | None = None) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    announced = len(body) if length is None else length
    return f"{head}Content-Length: {announced}\r\n\r\n".encode() + body


def _in_chunks(path: str, body: bytes, size: int = 50_000) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    chunks = [body[at : at + size] for at in range(0, len(body), size)]
    return (
        f"{head}Transfer-Encoding: chunked\r\n\r\n".encode()
        + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)
        + b"0\r\n\r\n"
    )


def _allow_open_files(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
