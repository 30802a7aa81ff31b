"""Runs the one migration history, each time as a whole or not at all."""

import contextlib
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
from piccolo.apps.migrations.commands.forwards import run_forwards

from api.database import DB, Joined

SCRIPTS = {path.stem: path.read_text() for path in (Path(__file__).parent / "sql").glob("*.sql")}


class NotMigrated(Exception):
    """A migration failed; the database is as it was before."""


async def migrate(dsn: str) -> None:
    """Migrations and the rows that say they are done commit together (security.md P7), so one that is
    killed anywhere has done nothing and runs again. The caller holds the advisory lock."""
    # A migration that changes rows sets row_security off first: under FORCE the owner sees none (D2).
    connection = await asyncpg.connect(dsn, server_settings={"search_path": "afterglow"})
    try:
        async with _joined(connection):
            await connection.execute("SET LOCAL ROLE afterglow_owner")
            with contextlib.redirect_stdout(io.StringIO()):
                result = await run_forwards("afterglow")
            if not result.success:
                raise NotMigrated(result.message)
    finally:
        await connection.close()


async def run_script(name: str) -> None:
    """Runs sql/`name`.sql on the migrator's connection."""
    joined = DB.current_transaction.get()
    assert joined is not None, "scripts run inside migrate"
    await joined.connection.execute(SCRIPTS[name])


@contextlib.asynccontextmanager
async def _joined(connection: Any) -> AsyncIterator[None]:
    async with connection.transaction():
        token = DB.current_transaction.set(Joined(connection))  # type: ignore[arg-type]
        try:
            yield
        finally:
            DB.current_transaction.reset(token)
