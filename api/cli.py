"""The command line: `afterglow serve`, `invite`, `migrate` and `doctor`."""

import argparse
import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Literal

import asyncpg

from api import bell
from api.app import create_app
from api.care.invite import invite
from api.database import anonymous_tx, close_pool, open_pool
from api.embedded import NotStarted, embedded
from api.errors import ApiError
from api.journal.questionnaires import add_from, added
from api.migrations import NotMigrated
from api.roles import NotSafe, prepare
from api.serve import CannotListen, run, serve
from api.server_key import ServerKey, load_server_key
from api.settings import VERSION, Settings, WrongSetting, settings_from_environment

COMMANDS = "serve, invite, migrate, doctor"


def main() -> None:
    """Exits with 0, 1 (it could not be done; a sentence says why) or 2 (the command was not understood)."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # The pool's own warnings are tracebacks of what the database's keeper has already said in a sentence.
    logging.getLogger("asyncpg").setLevel(logging.ERROR)
    options = _options()
    try:
        run(options.run(options, settings_from_environment()))
    except KeyboardInterrupt:
        pass
    except (WrongSetting, NotStarted, NotSafe, NotMigrated, CannotListen) as error:
        sys.exit(str(error))
    except (ApiError, OSError, asyncpg.PostgresError) as error:
        sys.exit(f"The database cannot be reached ({type(error).__name__}).")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="afterglow", description="The Afterglow server.")
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(required=True, metavar=COMMANDS)
    commands.add_parser("serve", help="start the server").set_defaults(run=_serve)
    inviting = commands.add_parser("invite", help="make a one-time link for a new account")
    whom = inviting.add_mutually_exclusive_group(required=True)
    whom.add_argument("--therapist", dest="role", action="store_const", const="therapist")
    whom.add_argument("--patient", dest="role", action="store_const", const="patient")
    inviting.set_defaults(run=_invite)
    commands.add_parser("migrate", help="prepare DATABASE_URL, and stop").set_defaults(run=_migrate)
    commands.add_parser("doctor", help="say what is there and whether it is well").set_defaults(run=_doctor)
    return parser.parse_args()


async def _serve(_: argparse.Namespace, settings: Settings) -> None:
    add_from(settings.questionnaires)  # before the database is started for nothing
    async with _database(settings) as key:
        links = await _first_links(settings)
        hearing = asyncio.create_task(bell.answer_the_bell())
        try:
            await serve(
                create_app(settings, key),
                settings.host,
                settings.port,
                connections_per_address=settings.connections_per_address,
                trusted_proxy=settings.trusted_proxy,
                ready=lambda: _say_ready(settings, links),
            )
        finally:
            hearing.cancel()
            with suppress(asyncio.CancelledError):
                await hearing


async def _invite(options: argparse.Namespace, settings: Settings) -> None:
    async with _database(settings):
        print(await _link(settings, options.role))


async def _migrate(_: argparse.Namespace, settings: Settings) -> None:
    async with _database(settings):
        print("The database is prepared and up to date.")


async def _doctor(_: argparse.Namespace, settings: Settings) -> None:
    """Says nothing about anybody: only what the operator has to know."""
    add_from(settings.questionnaires)
    async with _database(settings):
        async with anonymous_tx() as connection:
            version = await connection.fetchval("SHOW server_version")
            checksums = await connection.fetchval("SHOW data_checksums")
        print(f"Afterglow {VERSION}, PostgreSQL {version}, data checksums {checksums}")
        print(f"Data folder: {settings.data}")
        if settings.questionnaires:
            print(f"Questionnaires of your own: {', '.join(one.title for one in added()) or 'none'}")
        print("Roles, row-level security and the server key are as they have to be.")


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[ServerKey]:
    """The database: started when it is our own, prepared, and with the pool open."""
    key = load_server_key(settings.data)
    async with _admin_address(settings) as address:
        await open_pool(await prepare(address, key))
        try:
            yield key
        finally:
            await close_pool()


@asynccontextmanager
async def _admin_address(settings: Settings) -> AsyncIterator[str]:
    if settings.database_url is not None:
        yield settings.database_url
        return
    async with embedded(settings.data, _say) as address:
        yield address


async def _first_links(settings: Settings) -> list[str]:
    """While nobody has an account, a link for a therapist and one for a patient."""
    async with anonymous_tx() as connection:
        if not await connection.fetchval("SELECT no_account_yet()"):
            return []
    return [f"A {role}'s account:  {await _link(settings, role)}" for role in ("therapist", "patient")]


async def _link(settings: Settings, role: Literal["therapist", "patient"]) -> str:
    return f"{settings.origin}/invitation#{await invite(role)}"


def _say_ready(settings: Settings, links: list[str]) -> None:
    _say(f"Afterglow is open at {settings.origin}")
    _say(f"Its data are in {settings.data}")
    if links:
        _say("Nobody has an account yet. These links work once, for 14 days:")
    for link in links:
        _say(f"  {link}")
    _say("Ctrl-C stops it.")


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
