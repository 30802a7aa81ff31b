"""Starts the real program for a benchmark, on its own database in a temporary folder, and stops it again."""

import asyncio
import os
import re
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import msgspec

ROOT = Path(__file__).parent.parent


class Running(msgspec.Struct):
    port: int
    pid: int
    data: Path
    links: dict[str, str]


@asynccontextmanager
async def running(*arguments: str, **environment: str) -> AsyncIterator[Running]:
    """`python -m api.cli serve`, or whatever program `arguments` name, listening on a free port."""
    with tempfile.TemporaryDirectory(prefix="afterglow-bench-") as folder:
        port = free_port()
        variables = os.environ | {
            "AFTERGLOW_PORT": str(port),
            "AFTERGLOW_DATA": folder,
            "AFTERGLOW_SIGN_UP": "open",
            "AFTERGLOW_CONNECTIONS_PER_ADDRESS": "1000",
            "PYTHONPATH": str(ROOT),
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *(arguments or ("-m", "api.cli", "serve")),
            env=variables | environment,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        try:
            links = await _until_open(process)
            yield Running(port, process.pid, Path(folder), links)
        finally:
            process.terminate()
            await process.wait()


async def _until_open(process: asyncio.subprocess.Process) -> dict[str, str]:
    links: dict[str, str] = {}
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if found := re.search(r"A (\w+)'s account:.*#\w\.(\S+)", line):
            links[found[1]] = found[2]
        if "Ctrl-C" in line:
            return links
    raise SystemExit("the server did not start")


async def connect(server: Running) -> asyncpg.Connection:
    """As the superuser of its embedded database."""
    password = (server.data / "postgres.password").read_text().strip()
    home = server.data / "postgres" / "socket"
    return await asyncpg.connect(
        user="postgres", password=password, database="postgres", host=str(home), port=5432
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def memory(pid: int) -> float:
    """Resident memory of a process in MiB, shared pages included."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return int(found[1]) / 1024
