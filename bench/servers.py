"""Which ASGI server? The same bare Litestar handlers under each, in one run: `python -m bench.servers`.

Needs granian, hypercorn and h11 beside the development packages. About five minutes, on loopback only,
1,200 connections at most. Prints Markdown; bench/README.md holds a run and what follows from it.
"""

import asyncio
import contextlib
import resource
import statistics
from functools import partial

import msgspec
import uvloop

from bench.candidates import CANDIDATES, candidate, memory_mib
from bench.figures import cpu_seconds, rate
from bench.hostile import FLOOD, HALVES, WRONG, Flooded, flood, outcome
from bench.wire import Wire

ROUNDS = 12
SECONDS = 0.7
CLIENTS = 16
BODY = {"words": "It was like the tide going out. " * 35, "numbers": list(range(20))}


async def main() -> None:
    _allow_open_files(2 * FLOOD)
    await _throughput()
    await _floods()
    await _wrong_bytes()


class Measured(msgspec.Struct):
    """`rates`: requests per second, one for each round; `p99s` in ms; `cpu` seconds for `requests`."""

    idle_mib: float
    rates: list[float] = []
    p99s: list[float] = []
    cpu: float = 0
    requests: float = 0


async def _throughput() -> None:
    """POST /echo with 1.2 kB by 16 clients that keep alive. All servers are up and take short turns, so
    that a busy second hits each alike."""
    measured: dict[str, Measured] = {}
    async with contextlib.AsyncExitStack() as stack:
        up = {name: await stack.enter_async_context(candidate(name)) for name in CANDIDATES}
        for name, (port, pid) in up.items():
            measured[name] = Measured(memory_mib(pid))
            await _ask_all(port, SECONDS)
        for _ in range(ROUNDS):
            for name, (port, pid) in up.items():
                before = cpu_seconds(pid)
                per_second, p99 = await _ask_all(port, SECONDS)
                one = measured[name]
                one.cpu += cpu_seconds(pid) - before
                one.requests += per_second * SECONDS
                one.rates.append(per_second)
                one.p99s.append(p99)
    print("| Server | requests/s | CPU for one | p99 | idle memory |\n|---|--:|--:|--:|--:|")
    for name, one in measured.items():
        print(
            f"| {name} | {statistics.median(one.rates):,.0f} | {1e6 * one.cpu / one.requests:.0f} µs "
            f"| {statistics.median(one.p99s):.1f} ms | {one.idle_mib:.0f} MiB |",
            flush=True,
        )


async def _ask_all(port: int, seconds: float) -> tuple[float, float]:
    """Requests per second, and the 99th percentile of their times in ms."""
    async with contextlib.AsyncExitStack() as stack:
        wires = [await stack.enter_async_context(Wire(port)) for _ in range(CLIENTS)]
        calls = [partial(wire.post, "/echo", BODY) for wire in wires]
        per_second, _, p99 = await rate([*calls], seconds)
    return per_second, p99


async def _floods() -> None:
    print(f"\n| {FLOOD:,} half-sent | health at once | health after 12 s | ended by then | well again |")
    print("|---|--:|--:|--:|--:|")
    for kind, half in HALVES.items():
        for name in CANDIDATES:
            async with candidate(name) as (port, _):
                print(f"| {kind}: {name} | {_row(await flood(port, half))} |", flush=True)


def _row(seen: Flooded) -> str:
    held, late = (f"{ms:.0f} ms" if ms is not None else "none" for ms in (seen.held_ms, seen.late_ms))
    again = f"{seen.recovered_s:.1f} s" if seen.recovered_s is not None else "not in 10 s"
    return f"{held} | {late} | {seen.ended:,} | {again}"


async def _wrong_bytes() -> None:
    print(f"\n| Server | {' | '.join(WRONG)} |\n|---|{'---|' * len(WRONG)}")
    for name in CANDIDATES:
        async with candidate(name) as (port, _):
            seen = [await outcome(port, data) for data in WRONG.values()]
            print(f"| {name} | {' | '.join(seen)} |", flush=True)


def _allow_open_files(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
