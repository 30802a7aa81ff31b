"""The whole program as a process of its own, to be killed: `afterglow serve` on a folder of the test's."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Self

import httpx

REPOSITORY = Path(__file__).parent.parent


class Program:
    """One data folder, one port, and the server on it, started as often as the test likes."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.process: asyncio.subprocess.Process | None = None

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "api.cli",
            "serve",
            cwd=REPOSITORY,
            env=os.environ
            | {
                "AFTERGLOW_PORT": str(self.port),
                "AFTERGLOW_DATA": str(self.data),
                "AFTERGLOW_SIGN_UP": "open",
                "DATABASE_URL": "",
            },
            stdout=asyncio.subprocess.PIPE,
        )
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            while line := await self.process.stdout.readline():
                if b"Ctrl-C" in line:
                    return
        raise AssertionError("the server ended before it was ready")

    async def kill(self) -> None:
        """As a power cut would end it; its database goes down with it."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(number)
        async with asyncio.timeout(30):
            return await self.process.wait()

    def nobody(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self.origin, timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
