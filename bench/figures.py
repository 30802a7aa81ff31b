"""Measuring and printing: how long calls take, how many fit into a second, and what processes use."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

Call = Callable[[], Awaitable[object]]


def say(what: str, measured: str, aim: str) -> None:
    print(f"{what:58}{measured:>34}{aim:>12}", flush=True)


def middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


async def timed(call: Call) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    await call()
    return time.perf_counter() - start


async def rate(clients: list[Call], seconds: float) -> tuple[float, float, float]:
    """Calls each client over and over, side by side: calls per second, median and 99th percentile in ms."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    async def run(call: Call) -> None:
        while time.perf_counter() < end:
            times.append(await timed(call))

    began = time.perf_counter()
    await asyncio.gather(*(run(call) for call in clients))
    took = time.perf_counter() - began
    times.sort()
    return len(times) / took, middle(times) * 1e3, times[int(len(times) * 0.99)] * 1e3


def cpu_seconds(pid: int) -> float:
    """Of a process and all that it started, so far."""
    return own_cpu_seconds(pid) + sum(cpu_seconds(child) for child in children(pid))


def own_cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
