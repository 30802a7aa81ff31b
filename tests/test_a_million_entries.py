"""With a million entries of other people stored, no query of a request reads a table from end to end."""

import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID, uuid4

import asyncpg
import pytest

from api.journal import pull, push
from api.roles import prepare
from api.server_key import ServerKey
from api.trends import read as trends
from api.trends.written import KINDS

pytestmark = pytest.mark.slow

FOREIGN_ENTRIES = 1_000_000
ANA, THEO = uuid4(), uuid4()
# Another therapist, with whom ana shares one entry.
DESK = uuid4()
OWN_ENTRIES = 500

FILL = """
INSERT INTO entry (author, id, revision, kind, occurred_at, recorded_at, facts, signed, signature)
SELECT author, gen_random_uuid(), 1, 'check_in', now(), now(), '{}', '{}', '' FROM (
    SELECT md5((n / 100)::text)::uuid AS author FROM generate_series(1, $1) n) people;
"""
FEEDS = """
INSERT INTO feed (account, position, author, entry)
SELECT author, row_number() OVER (PARTITION BY author ORDER BY id), author, id FROM entry;
"""
PEOPLE = """
INSERT INTO account
SELECT DISTINCT author, 'patient', 'a person', author || '@example.org', 1, '', ''::bytea, ''::bytea,
    ''::bytea, ''::bytea, ''::bytea FROM entry;
INSERT INTO feed_head SELECT account, max(position) FROM feed GROUP BY account;
INSERT INTO sign_in (account, token_hash, device, idle, expires_at)
SELECT id, sha256(id::text::bytea), 'phone', '1 day', 'infinity' FROM account;
"""
LINK = """
INSERT INTO care_link (therapist, patient, invitation, mac) VALUES ($1, $2, gen_random_uuid(), '');
"""
ONE_SHARED = """
INSERT INTO feed (account, position, author, entry)
SELECT $1, 1, author, id FROM entry WHERE author = $2 LIMIT 1;
"""
EDITS = "INSERT INTO edit (author, id, entry, revision) SELECT author, id, id, 1 FROM entry"
OURS = """
INSERT INTO entry (author, id, revision, kind, occurred_at, recorded_at, facts, signed, signature)
SELECT $1, gen_random_uuid(), 1, 'check_in', now(), now(), '{}', '{}', '' FROM generate_series(1, $2);
"""
OUR_FEEDS = """
INSERT INTO feed (account, position, author, entry)
SELECT reader, row_number() OVER (PARTITION BY reader), author, id
FROM entry CROSS JOIN unnest($2::uuid[]) reader WHERE author = $1;
"""
NOW = datetime.now(UTC)
# The arguments of save_new after the token.
ONE_NEW: tuple[list[Any], ...] = (
    *([uuid4()], [uuid4()], [1], ["check_in"], [NOW], [NOW]),
    *(["{}"], ["{}"], [bytes(64)], [None], [None]),
)
SCANNED = """
SELECT relname, seq_scan FROM pg_stat_xact_all_tables
WHERE schemaname = 'afterglow' AND relname <> 'instance' AND seq_scan > 0
"""
LOOKED_AT = """
SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_all_tables
WHERE schemaname = 'afterglow' AND relname = 'entry'
"""


@pytest.fixture(scope="module")
async def crowded(admin_dsn: str, key: ServerKey) -> AsyncIterator[str]:
    """The app's address of a database full of strangers, ana and her therapist among them."""
    parts = urlsplit(admin_dsn)
    admin = await asyncpg.connect(admin_dsn)
    await admin.execute("CREATE DATABASE crowded")
    own = urlunsplit(parts._replace(path="/crowded"))
    app_dsn = await prepare(own, key)
    filler = await asyncpg.connect(own, server_settings={"search_path": "afterglow"})
    await filler.execute("SET synchronous_commit = off")
    await filler.execute(FILL.replace("$1", str(FOREIGN_ENTRIES)))
    await filler.execute(FEEDS)
    await filler.execute(OURS, ANA, OWN_ENTRIES)
    await filler.execute(OUR_FEEDS, ANA, [ANA, THEO])
    await filler.execute(LINK, DESK, ANA)
    await filler.execute(ONE_SHARED, DESK, ANA)
    await filler.execute(EDITS)
    await filler.execute(PEOPLE)
    await filler.execute("ANALYZE")
    await filler.close()
    yield app_dsn
    await admin.execute("DROP DATABASE crowded WITH (FORCE)")
    await admin.close()


def queries(me: UUID, entry: UUID) -> dict[str, tuple[str, tuple[Any, ...]]]:
    return {
        "the feed": (pull.PAGE, (me, 0, 501)),
        "nothing new": (pull.PAGE, (me, 10_000, 501)),
        "one entry": (f"{pull.ONE} WHERE e.author = $2 AND e.id = $3", (me, ANA, entry)),
        "a choice": (pull.CHOICE, (me, "check_in", None, None, 50)),
        "before a push": (push.KNOWN, (me, [entry], [entry])),
    }


@pytest.mark.parametrize("plans", ["force_custom_plan", "force_generic_plan"])
async def test_no_request_scans_a_table(crowded: str, plans: str) -> None:
    app = await asyncpg.connect(
        crowded, server_settings={"search_path": "afterglow", "jit": "off", "plan_cache_mode": plans}
    )
    try:
        for me in (ANA, THEO):
            async with app.transaction():
                await app.execute("SELECT set_config('app.account', $1, true)", str(me))
                entry = await app.fetchval("SELECT entry FROM feed LIMIT 1")
                for name, (query, arguments) in queries(me, entry).items():
                    plan = await app.fetch(f"EXPLAIN {query}", *arguments)
                    lines = [row[0] for row in plan]
                    scans = [line for line in lines if "Seq Scan" in line and "instance" not in line]
                    assert not scans, f"{name}, {plans}:\n" + "\n".join(lines)
    finally:
        await app.close()


@pytest.mark.parametrize("plans", ["force_custom_plan", "force_generic_plan"])
async def test_no_function_of_the_door_scans_a_table(crowded: str, plans: str) -> None:
    """EXPLAIN does not look into functions; the transaction's own statistics say what was read how."""
    app = await asyncpg.connect(
        crowded, server_settings={"search_path": "afterglow", "jit": "off", "plan_cache_mode": plans}
    )
    transaction = app.transaction()
    await transaction.start()
    try:
        token = hashlib.sha256(str(ANA).encode()).digest()
        [end] = await app.fetch("SELECT * FROM feed_ends($1)", [token])
        assert end["position"] == OWN_ENTRIES
        assert await app.fetchval(push.SAVE_NEW, token, *ONE_NEW) is not None
        await app.execute("SELECT publish($1, $2, $3, $4)", [ANA], [ONE_NEW[1][0]], [False], [None])
        scanned = await app.fetch(SCANNED)
        assert not scanned, scanned
    finally:
        await transaction.rollback()
        await app.close()


@pytest.mark.parametrize("plans", ["force_custom_plan", "force_generic_plan"])
async def test_trends_look_at_what_is_shared_and_at_nothing_else_of_hers(crowded: str, plans: str) -> None:
    """Or the time they take would tell how much of her journal there is."""
    app = await asyncpg.connect(
        crowded, server_settings={"search_path": "afterglow", "jit": "off", "plan_cache_mode": plans}
    )
    async with app.transaction():
        await app.execute("SELECT set_config('app.account', $1, true)", str(DESK))
        assert len(await app.fetch(trends.FACTS, DESK, ANA, KINDS)) == 1
        looked_at = await app.fetchval(LOOKED_AT)
        # A few are looked at for the planning.
        assert looked_at < OWN_ENTRIES / 10
    await app.close()


async def test_the_check_can_fail(crowded: str) -> None:
    app = await asyncpg.connect(crowded, server_settings={"search_path": "afterglow"})
    plan = await app.fetch("EXPLAIN SELECT count(*) FROM entry WHERE kind = 'check_in' AND NOT deleted")
    await app.close()
    assert any("Seq Scan" in row[0] for row in plan)


async def test_the_statistics_notice_a_scan(crowded: str) -> None:
    app = await asyncpg.connect(crowded, server_settings={"search_path": "afterglow"})
    async with app.transaction():
        await app.execute("SELECT count(*) FROM entry WHERE kind = 'check_in' AND NOT deleted")
        assert [row["relname"] for row in await app.fetch(SCANNED)] == ["entry"]
    await app.close()
