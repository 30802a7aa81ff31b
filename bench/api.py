"""The server's figures (design, section 9), each as a ratio in one run: `python -m bench.api`.

Every figure is measured beside what it is compared with, in turns, through real HTTP on loopback against
the real program and its own embedded database.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import msgspec

from bench.server import Running, memory, running
from bench.wire import Wire, median, rate
from tests.facts import check_in
from tests.sealing import Keys, make_keys, sign_up_body, uuid7, write_edit

SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
FOREIGN = int(os.environ.get("BENCH_FOREIGN", "1000000"))
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


class Person(msgspec.Struct):
    keys: Any
    token: str
    auth: str
    email: str


async def main() -> None:
    async with running() as server, running("-m", "bench.bare") as bare:
        admin = await connect(server)
        await admin.execute(COPY)
        ana = await sign_up(server, "ana")
        print(f"{'what':58}{'measured':>22}{'aim':>16}")
        say("memory, idle", f"{memory(server.pid):.0f} MiB", "<= 100 MiB")
        await push_500(server, admin, ana)
        await one_write(server, ana)
        await pull_5000(server, admin)
        say("memory, after pulls of 5,000 entries", f"{memory(server.pid):.0f} MiB", "<= 140 MiB")
        await empty_pull(server, bare, ana)
        await growth(server, admin)
        await admin.close()


async def push_500(server: Running, admin: asyncpg.Connection, ana: Person) -> None:
    ours, raw = [], []
    async with Wire(server.port, ana.token) as wire:
        for _ in range(ROUNDS):
            edits = [edit(ana.keys) for _ in range(BATCH)]
            body = msgspec.json.encode({"edits": edits})
            ours.append(await timed(lambda body=body: push(wire, body)))
            columns = raw_columns(ana.keys, edits)
            raw.append(await timed(lambda columns=columns: in_transaction(admin, columns)))
    say("push of 500 / one raw statement", ratio(ours, raw), "<= 2.5")


async def one_write(server: Running, ana: Person) -> None:
    people = [await sign_up(server, f"ana {n}") for n in range(CLIENTS)]
    wires = [await Wire(server.port, person.token).__aenter__() for person in people]
    bodies = {
        id(wire): iter([msgspec.json.encode({"edits": [edit(person.keys)]}) for _ in range(3000)])
        for wire, person in zip(wires, people, strict=True)
    }
    raws = [await connect(server) for _ in range(CLIENTS)]
    columns = raw_columns(ana.keys, [edit(ana.keys)])

    async def insert(connection: asyncpg.Connection) -> None:
        columns[1] = [uuid7()]
        await connection.execute(RAW_INSERT, columns[0], [uuid7()], *columns[2:])

    ours = await rate([lambda w=w: push(w, next(bodies[id(w)])) for w in wires], SECONDS)
    raw = await rate([lambda c=c: insert(c) for c in raws], SECONDS)
    text = f"{ours[0] / raw[0]:.0%} ({ours[0]:.0f}/{raw[0]:.0f} /s)"
    say("one durable write, 16 clients / raw inserts", text, ">= 20%")
    for connection in raws:
        await connection.close()


async def pull_5000(server: Running, admin: asyncpg.Connection) -> None:
    ana = await sign_up(server, "ana again")
    async with Wire(server.port, ana.token) as wire:
        for _ in range(JOURNAL // BATCH):
            await push(wire, msgspec.json.encode({"edits": [edit(ana.keys) for _ in range(BATCH)]}))

        async def pull() -> None:
            after, got = "", 0
            while True:
                _, body = await wire.get(f"/api/feed?limit=500{after}")
                page = msgspec.json.decode(body, type=Page)
                got, after = got + len(page.entries), f"&after={page.next}"
                if not page.more:
                    assert got == JOURNAL, got
                    return

        async def raw() -> None:
            rows = await admin.fetch("SELECT * FROM afterglow.entry WHERE author = $1", ana.keys.account)
            body = msgspec.json.encode([dict(row) for row in rows])
            assert len(msgspec.json.decode(body, type=list[msgspec.Raw])) == JOURNAL

        ours, plain = [], []
        for _ in range(ROUNDS):
            ours.append(await timed(pull))
            plain.append(await timed(raw))
    say("pull of 5,000 / raw SELECT and JSON", ratio(ours, plain), "<= 2.0")


async def empty_pull(server: Running, bare: Running, ana: Person) -> None:
    wires = [await Wire(server.port, ana.token).__aenter__() for _ in range(CLIENTS)]
    plain = [await Wire(bare.port).__aenter__() for _ in range(CLIENTS)]
    cursor = await end_of_feed(wires[0])
    shares = []
    for _ in range(3):
        ours = await rate([lambda w=w: w.get(f"/api/feed?after={cursor}") for w in wires], SECONDS / 2)
        nothing = await rate([lambda w=w: w.get("/bare") for w in plain], SECONDS / 2)
        shares.append((ours[0] / nothing[0], ours[0], nothing[0]))
    share = sorted(shares)[1]
    text = f"{share[0]:.0%} ({share[1]:.0f}/{share[2]:.0f} /s)"
    say("pull with nothing new / bare handler, 16 clients", text, ">= 30%")
    stop = asyncio.Event()
    signing = [asyncio.create_task(sign_in_over_and_over(server, n, stop)) for n in range(4)]
    calm = [lambda: paced(wires[0], cursor)]
    _, _, p99 = await rate(calm, SECONDS)
    stop.set()
    signed = sum(await asyncio.gather(*signing))
    say(f"p99 of it while four people sign in ({signed} times)", f"{p99:.1f} ms", "<= 5 ms")


async def growth(server: Running, admin: asyncpg.Connection) -> None:
    ana = await sign_up(server, "ana with strangers")
    bodies = iter([msgspec.json.encode({"edits": [edit(ana.keys)]}) for _ in range(1200)])
    async with Wire(server.port, ana.token) as wire:
        for _ in range(200):
            await push(wire, next(bodies))
        cursor = await end_of_feed(wire)
        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "empty pull": lambda: wire.get(f"/api/feed?after={cursor}"),
            "page of 50": lambda: wire.get("/api/feed?limit=50"),
            "one write": lambda: push(wire, next(bodies)),
        }
        before = {name: await median(call, 200) for name, call in calls.items()}
        await fill(admin)
        after = {name: await median(call, 200) for name, call in calls.items()}
    for name in calls:
        text = f"{after[name] / before[name]:.2f} ({after[name] * 1e3:.2f} ms)"
        say(f"{name}, {FOREIGN:,} foreign entries / few", text, "<= 1.10")


async def fill(admin: asyncpg.Connection) -> None:
    await admin.execute("SET search_path = afterglow; SET synchronous_commit = off")
    await admin.execute(
        "INSERT INTO entry (author, id, revision, kind, occurred_at, recorded_at, facts, signed, signature)"
        " SELECT md5((n / 100)::text)::uuid, gen_random_uuid(), 1, 'check_in', now(), now(), '{}', '{}', ''"
        f" FROM generate_series(1, {FOREIGN}) n"
    )
    await admin.execute(
        "INSERT INTO feed (account, position, author, entry)"
        " SELECT author, row_number() OVER (PARTITION BY author), author, id FROM entry e"
        " WHERE NOT EXISTS (SELECT FROM feed f WHERE f.author = e.author AND f.entry = e.id)"
    )
    await admin.execute("VACUUM ANALYZE")
    await admin.execute("CHECKPOINT")


class Page(msgspec.Struct):
    entries: list[msgspec.Raw]
    next: str
    more: bool


async def end_of_feed(wire: Wire) -> str:
    after = ""
    while True:
        _, body = await wire.get(f"/api/feed?limit=500{after}")
        page = msgspec.json.decode(body, type=Page)
        if not page.more:
            return page.next
        after = f"&after={page.next}"


async def paced(wire: Wire, cursor: str) -> None:
    await wire.get(f"/api/feed?after={cursor}")


async def sign_in_over_and_over(server: Running, n: int, stop: asyncio.Event) -> int:
    person = await sign_up(server, f"signer {n}")
    body = {"email": person.email, "auth": person.auth, "device": "bench", "token": True}
    times = 0
    async with Wire(server.port) as wire:
        while not stop.is_set():
            status, _ = await wire.post("/api/sign-ins", body)
            assert status == 201, status
            times += 1
    return times


async def sign_up(server: Running, name: str) -> Person:
    keys = make_keys()
    body = sign_up_body(keys, name, f"{keys.account}@example.org")
    async with Wire(server.port) as wire:
        status, answer = await wire.post("/api/accounts", body)
    assert status == 201, answer
    return Person(keys, msgspec.json.decode(answer)["token"], body["auth"], body["email"])


def edit(keys: Keys) -> dict[str, Any]:
    """An entry with 1.2 kB of sealed words."""
    words = b"age-encryption.org/v1\n" + os.urandom(1200)
    return write_edit(keys, check_in(), words=words)


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


async def push(wire: Wire, body: bytes) -> None:
    status, answer = await wire.post("/api/entries", body)
    assert status == 200, answer
    assert b'"refused"' not in answer, answer


async def timed(call: Callable[[], Awaitable[object]]) -> float:
    start = time.perf_counter()
    await call()
    return time.perf_counter() - start


async def connect(server: Running) -> asyncpg.Connection:
    home = server.data / "postgres"
    password = (server.data / "postgres.password").read_text().strip()
    return await asyncpg.connect(
        user="postgres", password=password, database="postgres", host=str(home / "socket"), port=5432
    )


def ratio(ours: list[float], other: list[float]) -> str:
    a, b = sorted(ours)[len(ours) // 2], sorted(other)[len(other) // 2]
    return f"{a / b:.2f} ({a * 1e3:.0f}/{b * 1e3:.0f} ms)"


def say(what: str, measured: str, aim: str) -> None:
    print(f"{what:58}{measured:>22}{aim:>16}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
