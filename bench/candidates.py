"""The ASGI servers to choose from: how each is started with one worker, and how it ends."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.figures import children
from bench.server import free_port

ROOT = Path(__file__).parent.parent
APP = "bench.echo:app"
UVICORN = ["uvicorn", APP, "--port", "{port}", "--no-access-log", "--log-level", "critical"]
CANDIDATES = {
    "uvicorn, httptools, uvloop": [*UVICORN, "--http", "httptools", "--loop", "uvloop"],
    "uvicorn, h11, uvloop": [*UVICORN, "--http", "h11", "--loop", "uvloop"],
    "granian": ["granian", APP, "--interface", "asgi", "--port", "{port}", "--no-log"],
    "hypercorn, uvloop": ["hypercorn", APP, "-b", "127.0.0.1:{port}", "-k", "uvloop"],
    "Afterglow (the first, with limits)": ["bench.echo", "{port}"],
}


@asynccontextmanager
async def candidate(name: str) -> AsyncIterator[tuple[int, int]]:
    """Its port and process id, once it answers. Ends it with every process it has started."""
    port = free_port()
    arguments = [part.format(port=port) for part in CANDIDATES[name]]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, cwd=ROOT, start_new_session=True
    )
    try:
        await _until_open(process, port)
        yield port, process.pid
    finally:
        # Its own session: the group holds its workers and nothing else.
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _until_open(process: asyncio.subprocess.Process, port: int) -> None:
    async with asyncio.timeout(20):
        while process.returncode is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
    raise SystemExit("It did not start. Needed: pip install granian hypercorn h11")


def memory_mib(pid: int) -> float:
    """Of a process and all that it started, shared pages counted once (proportional set size)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return own + sum(memory_mib(child) for child in children(pid))
