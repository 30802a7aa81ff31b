"""Roles and migrations: who may do what in the database, prepared and checked at start-up.

owner (no login) owns the tables; migrator logs in to migrate; app serves requests and may do no more than
row-level security lets it; door (no login) owns the few functions that touch other people's rows.
Their passwords are derived from the server key, so nothing else has to be kept or configured.
"""

from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import asyncpg

from api.migrations import migrate
from api.server_key import ServerKey

# Any number will do, as long as nothing else in this database uses it.
MIGRATION_LOCK = 0x6166_7465_7267_6C77

PREPARE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterglow_owner') THEN
        CREATE ROLE afterglow_owner NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterglow_door') THEN
        CREATE ROLE afterglow_door NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterglow_migrator') THEN
        CREATE ROLE afterglow_migrator LOGIN NOINHERIT;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'afterglow_app') THEN
        CREATE ROLE afterglow_app LOGIN NOINHERIT;
    END IF;
END $$;
GRANT afterglow_door TO afterglow_owner;
GRANT afterglow_owner TO afterglow_migrator;
GRANT afterglow_owner TO CURRENT_USER;
CREATE SCHEMA IF NOT EXISTS afterglow AUTHORIZATION afterglow_owner;
"""


class NotSafe(Exception):
    """The database would let the app do more, or less, than it must; the text says what."""


async def prepare(admin_dsn: str, key: ServerKey) -> str:
    """Makes the roles, migrates, checks, and returns the address the app connects with.

    `admin_dsn` needs the right to create roles. When it has not, it is taken for the app's own role, whose
    database somebody else has prepared and migrated with `afterglow migrate`. Raises NotSafe.
    """
    admin = await asyncpg.connect(admin_dsn)
    try:
        may_create = await admin.fetchval(
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        if not may_create:
            await check(admin)
            return admin_dsn
        await admin.execute("SELECT pg_advisory_lock($1)", MIGRATION_LOCK)
        await admin.execute(PREPARE)
        for role in ("migrator", "app"):
            # A password is a literal in this statement by grammar; hex digits need no quoting.
            await admin.execute(f"ALTER ROLE afterglow_{role} PASSWORD '{key.role_password(role)}'")
        await migrate(_as(admin_dsn, "migrator", key))
    finally:
        await admin.close()
    app_dsn = _as(admin_dsn, "app", key)
    app = await asyncpg.connect(app_dsn)
    try:
        await check(app)
        if not await app.fetchval("SELECT afterglow.claim_key($1)", key.check_value):
            raise NotSafe(
                "This database belongs to another server key. Put the key that was used with it back "
                "into the data folder, or use an empty database."
            )
    finally:
        await app.close()
    return app_dsn


async def check(app: Any) -> None:
    """Raises NotSafe unless the connected role is as weak as it has to be."""
    role = await app.fetchrow(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = current_user"
    )
    strong = [name for name, held in list(role.items())[1:] if held]
    if strong:
        raise NotSafe(f"The role {role['rolname']} has {', '.join(strong)}; the app must not.")
    if await app.fetchval(
        "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
        " WHERE r.rolname = current_user"
    ):
        raise NotSafe(f"The role {role['rolname']} is a member of another role; the app must not be.")
    owned = await app.fetchval(
        "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user"
    )
    if owned:
        raise NotSafe(f"The role {role['rolname']} owns {owned} relations; the app must own none.")
    bare = await app.fetch(
        "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'afterglow' AND c.relkind IN ('r', 'p') AND relname <> 'migration'"
        " AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    if bare:
        raise NotSafe(f"Row-level security is not forced on {', '.join(row['relname'] for row in bare)}.")
    tables = await app.fetchval(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'afterglow' AND c.relkind = 'r'"
    )
    if not tables:
        raise NotSafe("The database is not migrated: run `afterglow migrate` with an admin's DATABASE_URL.")
    door = await app.fetchrow(
        "SELECT rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole AS too_much FROM pg_roles"
        " WHERE rolname = 'afterglow_door'"
    )
    if door is None or door["too_much"]:
        raise NotSafe("The role afterglow_door must exist, without login and without special rights.")


def _as(dsn: str, role: str, key: ServerKey) -> str:
    parts = urlsplit(dsn)
    at = parts.netloc.rpartition("@")[2]
    login = f"afterglow_{role}:{quote(key.role_password(role))}"
    return urlunsplit(parts._replace(netloc=f"{login}@{at}"))
