"""The server's figures (design, section 9), each as a ratio in one run: `python -m bench.api`.

Every figure is measured beside what it is compared with, in turns, through real HTTP on loopback against
the real program and its own embedded database.
"""

import asyncio
import os
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import asyncpg
import msgspec

from bench import growth
from bench.figures import Call, cpu_seconds, middle, own_cpu_seconds, rate, say, timed
from bench.people import Person, batch, edit, pull_all, push, sign_up
from bench.server import Running, connect, memory, running
from bench.wire import Wire
from tests.sealing import Keys, uuid7

SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
ROUNDS = 7
BATCH = 500
JOURNAL = 5000
CLIENTS = 16

COPY = "CREATE UNLOGGED TABLE raw (LIKE afterglow.entry INCLUDING ALL); ALTER TABLE raw SET LOGGED"
RAW_INSERT = """
INSERT INTO raw (author, id, revision, kind, occurred_at, recorded_at, facts, signed, signature, words)
SELECT $1, id, 1, 'check_in', now(), now(), facts::jsonb, signed, signature, words
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::bytea[])
    AS new (id, facts, signed, signature, words)
"""


async def main() -> None:
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(running())
        bare = await stack.enter_async_context(running("-m", "bench.bare"))
        admin = await connect(server)
        await admin.execute(COPY)
        ana = await sign_up(server.port, "ana")
        say("what", "measured", "aim")
        say("memory, idle", f"{memory(server.pid):.0f} MiB", "<= 100 MiB")
        await push_500(server, admin, ana)
        await one_write(stack, server, ana)
        await pull_5000(server, admin)
        say("memory, after pulls of 5,000 entries", f"{memory(server.pid):.0f} MiB", "<= 140 MiB")
        await empty_pull(stack, server, bare, ana)
        await admin.close()
    await growth.main()


async def push_500(server: Running, admin: asyncpg.Connection, ana: Person) -> None:
    ours, raw = [], []
    async with Wire(server.port, ana.token) as wire:
        for _ in range(ROUNDS):
            edits = [edit(ana.keys) for _ in range(BATCH)]
            body = msgspec.json.encode({"edits": edits})
            ours.append(await timed(partial(push, wire, body)))
            columns = raw_columns(ana.keys, edits)
            raw.append(await timed(partial(in_transaction, admin, columns)))
    say("push of 500 / one raw statement", ratio(ours, raw), "<= 2.5")


async def one_write(stack: AsyncExitStack, server: Running, ana: Person) -> None:
    people = [await sign_up(server.port, f"ana {n}") for n in range(CLIENTS)]
    wires = [await stack.enter_async_context(Wire(server.port, person.token)) for person in people]
    raws = [await connect(server) for _ in range(CLIENTS)]
    columns = raw_columns(ana.keys, [edit(ana.keys)])

    async def insert(connection: asyncpg.Connection) -> None:
        await connection.execute(RAW_INSERT, columns[0], [uuid7()], *columns[2:])

    def write(wire: Wire, person: Person) -> Call:
        # Made before the clock runs.
        bodies = iter([batch(person.keys, 1) for _ in range(int(500 * SECONDS))])
        return lambda: push(wire, next(bodies))

    shares = Shares()
    for _ in range(3):
        ours = [write(wire, person) for wire, person in zip(wires, people, strict=True)]
        await shares.compare(server.pid, ours, [partial(insert, connection) for connection in raws])
    shares.say("one durable write, 16 clients / raw inserts", ">= 20%")
    for connection in raws:
        await connection.close()


async def pull_5000(server: Running, admin: asyncpg.Connection) -> None:
    ana = await sign_up(server.port, "ana again")
    async with Wire(server.port, ana.token) as wire:
        for _ in range(JOURNAL // BATCH):
            await push(wire, batch(ana.keys, BATCH))

        async def pull() -> None:
            got, _ = await pull_all(wire)
            assert got == JOURNAL, got

        async def raw() -> None:
            rows = await admin.fetch("SELECT * FROM afterglow.entry WHERE author = $1", ana.keys.account)
            body = msgspec.json.encode([dict(row) for row in rows])
            assert len(msgspec.json.decode(body, type=list[msgspec.Raw])) == JOURNAL

        ours, plain = [], []
        for _ in range(ROUNDS):
            ours.append(await timed(pull))
            plain.append(await timed(raw))
    say("pull of 5,000 / raw SELECT and JSON", ratio(ours, plain), "<= 2.0")


async def empty_pull(stack: AsyncExitStack, server: Running, bare: Running, ana: Person) -> None:
    wires = [await stack.enter_async_context(Wire(server.port, ana.token)) for _ in range(CLIENTS)]
    plain = [await stack.enter_async_context(Wire(bare.port)) for _ in range(CLIENTS)]
    _, cursor = await pull_all(wires[0])
    nothing_new: list[Call] = [partial(wire.get, f"/api/feed?after={cursor}") for wire in wires]
    shares = Shares()
    for _ in range(5):
        await shares.compare(server.pid, nothing_new, [partial(wire.get, "/bare") for wire in plain])
    shares.say("pull with nothing new / bare handler, 16 clients", ">= 30%")
    await beside_sign_ins(server, nothing_new[0])


async def beside_sign_ins(server: Running, call: Call) -> None:
    """The 99th percentile of `call` while four people sign in over and over, and alone, in turns."""
    people = [await sign_up(server.port, f"signer {n}") for n in range(4)]
    alone, beside, signed = [], [], 0
    for _ in range(5):
        alone.append((await rate([call], SECONDS / 2))[2])
        stop = asyncio.Event()
        signing = [asyncio.create_task(sign_in_over_and_over(server, person, stop)) for person in people]
        beside.append((await rate([call], SECONDS / 2))[2])
        stop.set()
        signed += sum(await asyncio.gather(*signing))
    measured = f"{middle(beside):.1f} ms (alone {middle(alone):.1f} ms)"
    say(f"p99 of it while four people sign in ({signed} times)", measured, "<= 5 ms")


class Shares:
    """Calls per second beside those of something else, in turns, and what a call takes of the processors."""

    def __init__(self) -> None:
        self.rounds: list[tuple[float, float, float]] = []
        self.cpu = self.own = self.calls = 0.0

    async def compare(self, pid: int, ours: list[Call], other: list[Call]) -> None:
        cpu, own = cpu_seconds(pid), own_cpu_seconds(pid)
        per_second, _, _ = await rate(ours, SECONDS / 2)
        self.cpu += cpu_seconds(pid) - cpu
        self.own += own_cpu_seconds(pid) - own
        self.calls += per_second * SECONDS / 2
        beside, _, _ = await rate(other, SECONDS / 2)
        self.rounds.append((per_second / beside, per_second, beside))

    def say(self, what: str, aim: str) -> None:
        share, ours, other = sorted(self.rounds)[len(self.rounds) // 2]
        say(what, f"{share:.0%} ({ours:.0f}/{other:.0f} /s)", aim)
        server = 1e6 * self.own / self.calls
        database = 1e6 * (self.cpu - self.own) / self.calls
        say("    processor time of one", f"{server:.0f} µs + {database:.0f} µs database", "")


async def sign_in_over_and_over(server: Running, person: Person, stop: asyncio.Event) -> int:
    body = {"email": person.email, "auth": person.auth, "device": "bench", "token": True}
    times = 0
    async with Wire(server.port) as wire:
        while not stop.is_set():
            status, _ = await wire.post("/api/sign-ins", body)
            assert status == 201, status
            times += 1
    return times


def raw_columns(keys: Keys, edits: list[dict[str, Any]]) -> list[Any]:
    signed = [msgspec.json.decode(e["signed"]) for e in edits]
    return [
        keys.account,
        [s["id"] for s in signed],
        [msgspec.json.encode(s["facts"]).decode() for s in signed],
        [e["signed"] for e in edits],
        [bytes(64) for _ in edits],
        [os.urandom(1222) for _ in edits],
    ]


async def in_transaction(connection: asyncpg.Connection, columns: list[Any]) -> None:
    async with connection.transaction():
        await connection.execute(RAW_INSERT, *columns)


def ratio(ours: list[float], other: list[float]) -> str:
    a, b = middle(ours), middle(other)
    return f"{a / b:.2f} ({a * 1e3:.0f}/{b * 1e3:.0f} ms)"


if __name__ == "__main__":
    asyncio.run(main())
