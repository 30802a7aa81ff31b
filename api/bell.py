"""Tells open pages that there is more: NOTIFY after the commit, batched, and LISTEN for every API process.

NOTIFY inside a transaction would make all commits wait for one lock, so it is sent afterwards, on its own.
It carries account ids and nothing else. One that is lost (a process dies in between) costs a delay and no
data: devices also pull when their stream reconnects, and now and then.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

import asyncpg

from api.database import DB, GONE
from api.stopping import stopping

log = logging.getLogger("afterglow")

CHANNEL = "afterglow_feed"
BATCH_SECONDS = 0.02
# A payload may take 8,000 bytes; an id takes 37 with its comma.
ACCOUNTS_PER_NOTIFY = 200
RETRY_SECONDS = 1.0

_rung: set[UUID] = set()
_ringing: asyncio.Task[None] | None = None
_listeners: dict[UUID, set[asyncio.Event]] = defaultdict(set)


def ring(accounts: Iterable[UUID]) -> None:
    """These accounts have something new. Returns at once and never raises."""
    global _ringing
    _rung.update(accounts)
    if _rung and (_ringing is None or _ringing.done()):
        _ringing = asyncio.create_task(_send())


def listen(account: UUID) -> asyncio.Event:
    """An event that is set whenever there is more for `account`; give it back with `hang_up`."""
    event = asyncio.Event()
    _listeners[account].add(event)
    return event


def hang_up(account: UUID, event: asyncio.Event) -> None:
    _listeners[account].discard(event)
    if not _listeners[account]:
        del _listeners[account]


async def answer_the_bell() -> None:
    """Hears every process's bell, through one connection that is made again when it is lost. Runs until
    cancelled; when the server is told to stop, everyone is woken once more, to end their streams."""
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_wake_to_stop())
        tasks.create_task(_hear())


async def _wake_to_stop() -> None:
    await stopping.wait()
    _wake(list(_listeners))


async def _hear() -> None:
    while True:
        try:
            connection = await asyncpg.connect(**DB.config)
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _, lost=lost: lost.set())
            await connection.add_listener(CHANNEL, _heard)
            # What rang while nobody listened: everyone looks once.
            _wake(list(_listeners))
            try:
                await lost.wait()
            finally:
                await asyncio.shield(_close(connection))
        except GONE:
            log.warning("the bell's connection is lost; trying again")
        await asyncio.sleep(RETRY_SECONDS)


async def _close(connection: asyncpg.Connection) -> None:
    try:
        await connection.close(timeout=1)
    except (TimeoutError, *GONE):
        connection.terminate()


def _heard(_: object, __: int, ___: str, payload: object) -> None:
    _wake(UUID(id) for id in str(payload).split(","))


def _wake(accounts: Iterable[UUID]) -> None:
    for account in accounts:
        for event in _listeners.get(account, ()):
            event.set()


async def _send() -> None:
    while _rung:
        await asyncio.sleep(BATCH_SECONDS)
        accounts = [_rung.pop() for _ in range(min(len(_rung), ACCOUNTS_PER_NOTIFY))]
        payload = ",".join(str(account) for account in accounts)
        try:
            if DB.pool is not None:
                async with DB.pool.acquire(timeout=2) as connection:
                    await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, payload)
        except (TimeoutError, asyncpg.PostgresError, *GONE):
            log.warning("a bell was lost; devices will look by themselves")
