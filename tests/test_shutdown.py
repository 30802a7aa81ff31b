"""Told to stop, the server finishes what it began, ends what has no end, and is gone in ten seconds."""

import asyncio
import itertools
from pathlib import Path

from tests.raw import GET_HEALTH, Served, all_of, served, status_of


async def test_told_to_stop_it_loses_no_answer(tmp_path: Path) -> None:
    """Whatever was carried out is also answered, while clients go on asking as fast as they can."""
    async with served(tmp_path) as server:
        numbers = itertools.count()
        clients = [asyncio.create_task(_count_until_closed(server, numbers)) for _ in range(16)]
        await asyncio.sleep(1.1)
        code, seconds = await server.stop()
        answered = {number for client in clients for number in await client}
        carried_out = {int(number) for number in server.counted.read_text().split()}
        assert len(answered) >= 60
        assert carried_out == answered
        assert code == 0
        assert seconds < 3
        assert await server.logged() == ""


async def test_told_to_stop_it_ends_what_has_no_end(tmp_path: Path) -> None:
    async with (
        served(tmp_path, seconds=60) as server,
        server.connection() as (live, writer),
        server.connection() as (_, idle),
        server.connection() as (_, half_a_head),
    ):
        writer.write(b"GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"event-stream" in await live.readuntil(b"\r\n\r\n")
        assert b"data: here" in await live.readuntil(b"here\r\n")
        idle.write(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        half_a_head.write(GET_HEALTH[:-2])
        await asyncio.sleep(0.1)
        code, seconds = await server.stop()
        # The chunk of length 0: the feed came to its proper end and was not torn off.
        assert (await all_of(live)).endswith(b"0\r\n\r\n")
        assert code == 0
        assert seconds < 3


async def test_told_to_stop_it_waits_for_nothing_longer_than_its_patience(tmp_path: Path) -> None:
    async with (
        served(tmp_path, seconds=2) as server,
        server.connection() as (_, half_a_body),
        server.connection() as (_, stuck),
    ):
        half_a_body.write(b"POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf")
        stuck.write(b"GET /stuck HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await asyncio.sleep(0.1)
        code, seconds = await server.stop()
        assert code == 0
        assert seconds < 4


async def _count_until_closed(server: Served, numbers: "itertools.count[int]") -> set[int]:
    answered: set[int] = set()
    async with server.connection() as (reader, writer):
        while True:
            number = next(numbers)
            body = str(number).encode()
            head = b"POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            writer.write(head % len(body) + body)
            try:
                answer = await reader.readuntil(b"\r\n\r\n")
                await reader.readuntil(b"}")
            except (asyncio.IncompleteReadError, ConnectionError):
                return answered
            assert status_of(answer) == 200
            answered.add(number)
