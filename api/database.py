"""The way to the database: `tx(account)` for requests, `anonymous_tx()` for the few public ones.

Piccolo's own `transaction()` leaks its connection when a commit fails or a request is cancelled, and its
pool waits for ever (security.md P1, P2), so requests never use it. Piccolo's queries join the transaction
that `tx` opened, through the engine's own context variable.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
from asyncpg.exceptions import InternalClientError
from piccolo.engine.postgres import PostgresEngine

from api.errors import NotSignedIn, StorageFull, Unavailable


class LateEngine(PostgresEngine):
    """Piccolo's engine connects as soon as it is constructed; ours learns its address only at start-up."""

    async def check_version(self) -> None:
        return None


# Piccolo finds it through piccolo_conf.py, which imports it from here and not the other way round.
DB = LateEngine(config={}, extensions=())

POOL_SIZE = 10
ACQUIRE_SECONDS = 2.0
ROLLBACK_SECONDS = 2.0
BEGIN_TRIES = POOL_SIZE + 2

# A connection that dies in the middle of a call may also raise InternalClientError, which is neither a
# PostgresError nor an InterfaceError (security.md A2).
GONE = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    InternalClientError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    # Not lost, but answered alike: all was undone, and the same again will do.
    asyncpg.DeadlockDetectedError,
)
FULL = (asyncpg.DiskFullError, asyncpg.exceptions.OutOfMemoryError)


class Joined:
    """What Piccolo looks for in its context variable: an object with the connection of the transaction."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection


async def open_pool(dsn: str) -> None:
    """Connects Piccolo's engine. A connection carries no state between uses (only SET LOCAL is ever used),
    so handing it back needs no round trip."""
    DB.config = {"dsn": dsn}
    await DB.start_connection_pool(
        min_size=2,
        max_size=POOL_SIZE,
        command_timeout=30,
        max_inactive_connection_lifetime=0,
        reset=_nothing_to_reset,
        server_settings={"search_path": "afterglow", "jit": "off", "timezone": "UTC"},
    )


async def close_pool() -> None:
    if DB.pool is not None:
        try:
            await asyncio.wait_for(DB.pool.close(), 5)
        except TimeoutError:
            DB.pool.terminate()
        DB.pool = None


@asynccontextmanager
async def tx(token_hash: bytes) -> AsyncIterator[asyncpg.Connection]:
    """One transaction in the name of the person whose sign-in has this token hash.

    Row-level security sees that person and nobody else. Committed when the block ends, rolled back when it
    raises or is cancelled. Raises NotSignedIn, Unavailable (no connection within two seconds, or it was lost:
    then nothing says whether a COMMIT arrived, and the client sends the same again) and StorageFull.
    """
    async with _transaction(f"BEGIN; SELECT enter('\\x{token_hash.hex()}')") as connection:
        yield connection


@asynccontextmanager
async def writing_tx(token_hash: bytes) -> AsyncIterator[asyncpg.Connection]:
    """`tx` that holds the person's write lock from its first round trip: one writer per account at a time."""
    enter = f"BEGIN; SELECT enter('\\x{token_hash.hex()}'); SELECT lock_writers(ARRAY[me()])"
    async with _transaction(enter) as connection:
        yield connection


async def ask(query: str, *arguments: object) -> list[Any]:
    """One statement that calls a function of the door, which finds out by itself who is asking.

    For what is so common that the round trips of BEGIN and COMMIT would be most of its cost. It is a
    transaction by itself; asked again when the connection is lost, so it must bear to be done twice. Raises
    as `tx` does.
    """
    for _ in range(BEGIN_TRIES):
        connection = await _acquire()
        try:
            return list(await connection.fetch(query, *arguments))
        except asyncpg.InvalidAuthorizationSpecificationError:
            raise NotSignedIn from None
        except FULL as error:
            raise StorageFull from error
        except GONE:
            _drop(connection)
        finally:
            await _release(connection)
    raise Unavailable


@asynccontextmanager
async def anonymous_tx() -> AsyncIterator[asyncpg.Connection]:
    """One transaction in nobody's name: row-level security shows no row, only the door's functions work."""
    async with _transaction("BEGIN") as connection:
        yield connection


@asynccontextmanager
async def _transaction(begin: str) -> AsyncIterator[asyncpg.Connection]:
    if DB.current_transaction.get() is not None:
        raise RuntimeError("tx is never nested: an inner failure would undo the outer work unseen")
    connection = await _begin(begin)
    committed = False
    try:
        joined = DB.current_transaction.set(Joined(connection))  # type: ignore[arg-type]
        try:
            yield connection
        finally:
            DB.current_transaction.reset(joined)
        # COMMIT of a transaction that failed inside answers "ROLLBACK" and raises nothing.
        if await connection.execute("COMMIT") != "COMMIT":
            raise Unavailable
        committed = True
    except FULL as error:
        raise StorageFull from error
    except GONE as error:
        raise Unavailable from error
    finally:
        await (_release(connection) if committed else asyncio.shield(_roll_back(connection)))


async def _begin(begin: str) -> Any:
    """A connection with an open transaction. After a database restart the pool holds dead connections;
    a BEGIN that failed has done nothing, so the next connection is tried."""
    for _ in range(BEGIN_TRIES):
        connection = await _acquire()
        try:
            await connection.execute(begin)
        except asyncpg.InvalidAuthorizationSpecificationError:
            await asyncio.shield(_roll_back(connection))
            raise NotSignedIn from None
        except GONE:
            _drop(connection)
            await _release(connection)
        except BaseException:
            await asyncio.shield(_roll_back(connection))
            raise
        else:
            return connection
    raise Unavailable


async def _acquire() -> Any:
    try:
        return await _pool().acquire(timeout=ACQUIRE_SECONDS)
    except (TimeoutError, asyncpg.PostgresError, *GONE) as error:
        raise Unavailable from error


def _pool() -> Any:
    if DB.pool is None:
        raise Unavailable
    return DB.pool


def _drop(connection: Any) -> None:
    """Ends a connection that is not to be trusted again. One that was already lost says so by raising."""
    with suppress(asyncpg.InterfaceError):
        connection.terminate()


async def _roll_back(connection: Any) -> None:
    """And back to the pool. Its callers shield it: a cancelled request must still hand its connection back,
    clean."""
    try:
        await asyncio.wait_for(connection.execute("ROLLBACK"), ROLLBACK_SECONDS)
    except Exception:  # noqa: BLE001 - whatever it was, this connection is not to be trusted again
        _drop(connection)
    await _release(connection)


async def _release(connection: Any) -> None:
    """Back to the pool, which shields this by itself; a connection that is lost on the way there is replaced
    by the pool."""
    if DB.pool is not None:
        with suppress(asyncpg.InterfaceError, InternalClientError):
            await DB.pool.release(connection)


async def _nothing_to_reset(_: Any) -> None:
    return None
