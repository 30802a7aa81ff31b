"""A database of its own for each test of the embedded PostgreSQL, and the processes around it."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg

from api.cluster import Cluster
from api.embedded import embedded

REPOSITORY = Path(__file__).parent.parent
OTHER_PROCESS = """
import asyncio, sys
from pathlib import Path
from api.embedded import embedded

async def main():
    async with embedded(Path(sys.argv[1]), lambda _: None):
        print("ready", flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


def silent(_: str) -> None:
    return None


async def ask(dsn: str, query: str) -> Any:
    connection = await asyncpg.connect(dsn, timeout=5)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def note(dsn: str, text: str) -> None:
    """Writes something down that must still be there later."""
    await ask(dsn, "CREATE TABLE IF NOT EXISTS noted (text text)")
    await ask(dsn, f"INSERT INTO noted VALUES ('{text}')")


async def noted(dsn: str) -> list[str]:
    return list(await ask(dsn, "SELECT array_agg(text ORDER BY text) FROM noted"))


def postmaster(data: Path) -> int:
    return int((data / "postgres/cluster/postmaster.pid").read_text().splitlines()[0])


async def until(happened: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 15
    while not happened():
        assert time.monotonic() < deadline, what
        await asyncio.sleep(0.02)


async def until_it_answers(dsn: str) -> None:
    deadline = time.monotonic() + 15
    while True:
        try:
            await ask(dsn, "SELECT 1")
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            assert time.monotonic() < deadline, "the database did not come back"
            await asyncio.sleep(0.02)
        else:
            return


@asynccontextmanager
async def another_process(data: Path, wait: bool = True) -> AsyncIterator[asyncio.subprocess.Process]:
    """A whole program with this database open; waits until it has it, unless told otherwise."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OTHER_PROCESS, str(data)),
        stdout=asyncio.subprocess.PIPE,
        cwd=REPOSITORY,
    )
    assert process.stdout is not None
    try:
        if wait:
            assert await asyncio.wait_for(process.stdout.readline(), 30) == b"ready\n"
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.communicate()


@asynccontextmanager
async def bystander(data: Path) -> AsyncIterator[int]:
    """The id of a live process that belongs to the database's user and has nothing to do with us."""
    user = Cluster(data).user
    options: dict[str, Any] = {}
    if os.geteuid() == 0:
        options = {"user": user.uid, "group": user.gid, "extra_groups": []}
    process = await asyncio.create_subprocess_exec("sleep", "60", cwd="/", **options)
    try:
        yield process.pid
    finally:
        process.kill()
        await process.wait()


async def made(data: Path) -> str:
    """A data folder with a database that is not running. Returns what its pid file said while it ran."""
    async with embedded(data, silent) as dsn:
        await note(dsn, "kept")
        return (data / "postgres/cluster/postmaster.pid").read_text()
