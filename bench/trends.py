"""The trends of a ten-year journal: `python -m bench.trends`.

3,650 days with a check-in each but for one in ten, 60 sessions in ten courses of six, effects after each
and a questionnaire every four weeks.
"""

import asyncio
import random
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec

from bench.figures import middle, say, timed
from bench.people import push, sign_up
from bench.server import running
from bench.wire import Wire
from tests.facts import check_in, effects, measure, session
from tests.sealing import Keys, write_edit

DAYS = 3650
SESSIONS = 60
BATCH = 500
ROUNDS = 7
FOUR_WEEKS = "?from=2024-11-01&to=2024-11-28"
FIRST = datetime(2015, 1, 1, 20, tzinfo=timezone(timedelta(hours=1)))


async def main() -> None:
    async with running() as server:
        ana = await sign_up(server.port, "ana for ten years")
        edits = journal(ana.keys)
        async with Wire(server.port, ana.token) as wire:
            for n in range(0, len(edits), BATCH):
                await push(wire, msgspec.json.encode({"edits": edits[n : n + BATCH]}))

            async def ask(query: str = "") -> bytes:
                status, body = await wire.get(f"/api/trends{query}")
                assert status == 200, body
                return body

            found = msgspec.json.decode(await ask())
            assert len(found["sessions"]) == SESSIONS
            assert found["completion"]["of"] >= DAYS
            whole = middle([await timed(ask) for _ in range(ROUNDS)])
            weeks = middle([await timed(lambda: ask(FOUR_WEEKS)) for _ in range(ROUNDS)])
            size = len(await ask()) / 1000
    say(f"trends of {DAYS:,} days, {SESSIONS} sessions ({size:.0f} kB)", f"{whole * 1e3:.0f} ms", "<= 400 ms")
    say("the same, four weeks of it", f"{weeks * 1e3:.0f} ms", "<= 400 ms")


def journal(keys: Keys) -> list[dict[str, Any]]:
    chance = random.Random(5)
    edits = []
    for n in range(DAYS):
        if chance.random() < 0.9:
            given = {slug: chance.randint(0, 10) for slug in ("mood", "anxiety", "energy", "pain")}
            edits.append(wrote(keys, n, check_in(**given)))
        if n % 28 == 0:
            edits.append(wrote(keys, n, measure()))
    for n in range(SESSIONS):
        day = n // 6 * (DAYS // 10) + n % 6 * 10 + 20
        dose = wrote(keys, day, session())
        about = msgspec.json.decode(dose["signed"])["id"]
        edits += [dose, wrote(keys, day, effects(severity=n % 4, interference=None), session=about)]
    return edits


def wrote(keys: Keys, day: int, facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    at = (FIRST + timedelta(day)).isoformat()
    return write_edit(keys, facts, occurred_at=at, recorded_at=at, **more)


if __name__ == "__main__":
    asyncio.run(main())
