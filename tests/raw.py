"""A server of our own in a process of its own, and bytes sent to it as no client would send them."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
GET_HEALTH = b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class Served:
    def __init__(self, process: Process, port: int, counted: Path) -> None:
        self.process = process
        self.port = port
        self.counted = counted

    async def ask(self, data: bytes, *, seconds: float = 5) -> bytes:
        """Everything that comes back until the server closes; raises TimeoutError if it does not."""
        async with asyncio.timeout(seconds), self.connection() as (reader, writer):
            with contextlib.suppress(ConnectionError):
                writer.write(data)
                await writer.drain()
            return await all_of(reader)

    async def drip(self, data: bytes, drop: bytes, *, seconds: float) -> bytes:
        """`data`, then `drop` ten times a second until the server closes: all that came back."""
        async with asyncio.timeout(seconds), self.connection() as (reader, writer):
            answer = asyncio.create_task(all_of(reader))
            writer.write(data)
            while not answer.done():
                await asyncio.sleep(0.1)
                writer.write(drop)
            return await answer

    @contextlib.asynccontextmanager
    async def connection(
        self,
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield reader, writer
        finally:
            writer.close()

    async def seconds_to_health(self) -> float:
        began = time.perf_counter()
        assert status_of(await self.ask(GET_HEALTH)) == 200
        return time.perf_counter() - began

    async def logged(self) -> str:
        """Ends the server; everything that it has written about what went wrong."""
        if self.process.returncode is None:
            await self.stop()
        assert self.process.stderr is not None
        return (await self.process.stderr.read()).decode()

    async def stop(self) -> tuple[int, float]:
        """SIGTERM: exit code, and seconds until it was gone."""
        began = time.perf_counter()
        os.kill(self.process.pid, signal.SIGTERM)
        code = await self.process.wait()
        return code, time.perf_counter() - began


@contextlib.asynccontextmanager
async def served(folder: Path, *, seconds: float = 1, connections: int = 64) -> AsyncIterator[Served]:
    """tests/served_app.py, ready; ended with whatever is left of it when the block ends."""
    port, counted = free_port(), folder / "counted"
    arguments = [str(port), str(seconds), str(connections), str(counted)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.served_app", *arguments, cwd=ROOT, stdout=PIPE, stderr=PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(20):
            if await process.stdout.readline() != b"ready\n":
                raise AssertionError((await process.stderr.read()).decode())
        yield Served(process, port, counted)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def all_of(reader: asyncio.StreamReader) -> bytes:
    """Until the end; a reset is an end too."""
    received = b""
    with contextlib.suppress(ConnectionError):
        while piece := await reader.read(65536):
            received += piece
    return received


def status_of(answer: bytes) -> int:
    """0: nothing came back."""
    return int(answer.split(b" ", 2)[1]) if answer else 0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
