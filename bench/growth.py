"""What a request costs with a million entries of other people stored, beside one with a thousand: two
servers, asked in turns, so that whatever else the machine does happens to both. `python -m bench.growth`.
"""

import asyncio
import os
from contextlib import AsyncExitStack

from bench.figures import Call, middle, say, timed
from bench.people import batch, pull_all, push, sign_up
from bench.server import Running, connect, running
from bench.wire import Wire

FEW = 1_000
MANY = int(os.environ.get("BENCH_FOREIGN", "1000000"))
CALLS = 1000
OWN = 200

Calls = dict[str, Call]

# A hundred entries each. Nobody signs in as these people: their secrets are empty.
FILL = """
SET search_path = afterglow;
SET synchronous_commit = off;
CREATE TEMP TABLE stranger AS SELECT md5(n::text)::uuid AS id FROM generate_series(1, {people}) n;
INSERT INTO account SELECT id, 'patient', 'a stranger', id || '@example.org', 1, '', '', '', '', '', ''
    FROM stranger;
INSERT INTO sign_in (account, token_hash, device, idle, expires_at)
    SELECT id, sha256(id::text::bytea), 'phone', '30 days', 'infinity' FROM stranger;
INSERT INTO entry (author, id, revision, kind, occurred_at, recorded_at, facts, signed, signature)
    SELECT id, gen_random_uuid(), 1, 'check_in', now(), now(), '{{}}', '{{}}', ''
    FROM stranger, generate_series(1, 100);
INSERT INTO feed (account, position, author, entry)
    SELECT author, row_number() OVER (PARTITION BY author), author, id FROM entry;
INSERT INTO feed_head SELECT id, 100 FROM stranger;
INSERT INTO edit SELECT author, gen_random_uuid(), id, 1 FROM entry;
"""


async def main() -> None:
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(running()) for _ in range(2)]
        for server, entries in zip(servers, (FEW, MANY), strict=True):
            await fill(server, entries)
        sides = [await calls(stack, server) for server in servers]
        took = await side_by_side(*sides)
    for name, (few, many) in took.items():
        measured = f"{middle(many) / middle(few):.2f} ({middle(many) * 1e3:.2f}/{middle(few) * 1e3:.2f} ms)"
        say(f"{name}, {MANY:,} foreign entries / {FEW:,}", measured, "<= 1.10")


async def side_by_side(few: Calls, many: Calls) -> dict[str, tuple[list[float], list[float]]]:
    """Seconds of every call on either side: call by call, and each side goes first every other time."""
    took: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in few}
    for n in range(CALLS):
        for name, sides in took.items():
            for at in (0, 1) if n % 2 else (1, 0):
                sides[at].append(await timed((few, many)[at][name]))
    return took


async def fill(server: Running, entries: int) -> None:
    """Before anybody else has an account there."""
    admin = await connect(server)
    await admin.execute(FILL.format(people=entries // 100))
    await admin.execute("VACUUM ANALYZE")
    await admin.execute("CHECKPOINT")
    await admin.close()


async def calls(stack: AsyncExitStack, server: Running) -> Calls:
    """One person reads and another writes, so that the cursor stays at the end of the reader's feed."""
    reader, writer = await sign_up(server.port, "ana"), await sign_up(server.port, "ana too")
    reads = await stack.enter_async_context(Wire(server.port, reader.token))
    writes = await stack.enter_async_context(Wire(server.port, writer.token))
    await push(reads, batch(reader.keys, OWN))
    bodies = iter([batch(writer.keys, 1) for _ in range(CALLS)])
    _, end = await pull_all(reads)

    async def nothing_new() -> None:
        _, body = await reads.get(f"/api/feed?after={end}")
        assert b'"entries":[]' in body, body

    return {
        "empty pull": nothing_new,
        "page of 50": lambda: reads.get("/api/feed?limit=50"),
        "one write": lambda: push(writes, next(bodies)),
    }


if __name__ == "__main__":
    asyncio.run(main())
