"""What bench/servers.py does to a server: floods of halves, and bytes that are no plain request."""

import asyncio
import contextlib
import time

import msgspec

GET = b"GET /health HTTP/1.1\r\n"
HOST = b"Host: localhost\r\n"
CLOSE = b"Connection: close\r\n"
POST = b"POST /echo HTTP/1.1\r\n" + HOST + CLOSE + b"Content-Type: application/json\r\n"
GET_HEALTH = GET + HOST + CLOSE + b"\r\n"

HALVES = {
    "heads": GET + HOST + b"X-Half: ",
    "bodies": POST + b"Content-Length: 1000\r\n\r\n{",
}
FLOOD = 1200
HOLD_SECONDS = 12.0
HEALTH_SECONDS = 2.0

WRONG = {
    "CL + TE": POST
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b'1b\r\n{"words":"a","numbers":[1]}\r\n0\r\n\r\n',
    "lone LF": b"GET /health HTTP/1.1\nHost: localhost\nConnection: close\n\n",
    "two Hosts": GET + HOST + b"Host: example.org\r\n" + CLOSE + b"\r\n",
    "no Host": GET + CLOSE + b"\r\n",
    "HTTP/0.9": b"GET /health\r\n\r\n",
    "200 kB field": GET + HOST + CLOSE + b"X-Much: " + b"x" * 200_000 + b"\r\n\r\n",
    "1,000 fields": GET + HOST + CLOSE + b"X-Much: x\r\n" * 1000 + b"\r\n",
}


class Flooded(msgspec.Struct):
    """Health while the flood is held, in ms (None: no answer in two seconds), at its start and end;
    how many of the flood the server ended by itself; seconds until well again once all had left."""

    held_ms: float | None
    late_ms: float | None
    ended: int
    recovered_s: float | None


async def flood(port: int, half: bytes) -> Flooded:
    async with contextlib.AsyncExitStack() as stack:
        began = time.perf_counter()
        ends = []
        writers = []  # asyncio closes the connection of a writer that nobody holds
        for _ in range(FLOOD):
            try:
                async with asyncio.timeout(1):
                    reader, writer = await asyncio.open_connection("127.0.0.1", port)
            except (OSError, TimeoutError):
                break
            stack.callback(writer.transport.abort)
            writer.write(half)
            writers.append(writer)
            ends.append(asyncio.create_task(_until_closed(reader)))
        held = await _worst_health(port)
        await asyncio.sleep(max(0, began + HOLD_SECONDS - time.perf_counter()))
        ended = sum(end.done() for end in ends)
        late = await _worst_health(port)
        for end in ends:
            end.cancel()
    return Flooded(held, late, ended, await _recovery(port))


async def outcome(port: int, data: bytes) -> str:
    """The status that `data` gets, or that the connection is closed, or that nothing comes."""
    try:
        async with asyncio.timeout(2):
            answer = await _ask(port, data)
    except TimeoutError:
        return "silence"
    if not answer:
        return "closed"
    return answer[9:12].decode() if answer.startswith(b"HTTP/1.") else "served bare"


async def _ask(port: int, data: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        with contextlib.suppress(ConnectionError):
            writer.write(data)
            await writer.drain()
        received = b""
        with contextlib.suppress(ConnectionError):
            while piece := await reader.read(65536):
                received += piece
        return received
    finally:
        writer.transport.abort()


async def _worst_health(port: int, tries: int = 5) -> float | None:
    worst = 0.0
    for _ in range(tries):
        began = time.perf_counter()
        try:
            async with asyncio.timeout(HEALTH_SECONDS):
                if b" 200 " not in (await _ask(port, GET_HEALTH))[:20]:
                    return None
        except (OSError, TimeoutError):
            return None
        worst = max(worst, time.perf_counter() - began)
    return worst * 1000


async def _recovery(port: int) -> float | None:
    began = time.perf_counter()
    while time.perf_counter() - began < 10:
        if await _worst_health(port, tries=1) is not None:
            return time.perf_counter() - began
    return None


async def _until_closed(reader: asyncio.StreamReader) -> None:
    with contextlib.suppress(ConnectionError):
        while await reader.read(4096):
            pass
