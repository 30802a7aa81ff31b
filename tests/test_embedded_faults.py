"""The embedded PostgreSQL after accidents: whatever is killed, the next start recovers by itself."""

import asyncio
import os
import signal
from pathlib import Path

import asyncpg
import pytest

from api.embedded import NotStarted, embedded
from tests.databases import (
    another_process,
    ask,
    bystander,
    made,
    note,
    noted,
    postmaster,
    silent,
    until,
    until_it_answers,
)


async def test_a_killed_postmaster_is_started_again(tmp_path: Path) -> None:
    said: list[str] = []
    async with embedded(tmp_path, said.append) as dsn:
        await note(dsn, "before")
        for _ in range(2):
            said.clear()
            os.kill(postmaster(tmp_path), signal.SIGKILL)
            await until(lambda: "The database is back." in said, "nobody started it again")
            assert said[0].startswith("PostgreSQL ended by SIGKILL")
            await note(dsn, "after")
        assert await noted(dsn) == ["after", "after", "before"]


async def test_a_killed_backend_costs_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    async with embedded(tmp_path, silent) as dsn:
        await note(dsn, "before")
        connection = await asyncpg.connect(dsn)
        query = asyncio.create_task(connection.execute("SELECT pg_sleep(600) /* Zebrafink */"))
        await asyncio.sleep(0.1)
        os.kill(connection.get_server_pid(), signal.SIGKILL)
        with pytest.raises((asyncpg.PostgresError, OSError)):
            await query
        await until_it_answers(dsn)
        assert await noted(dsn) == ["before"]
    log = (tmp_path / "postgres.log").read_text()
    assert "terminated by signal 9" in log
    assert "Zebrafink" not in log


@pytest.mark.parametrize("postmaster_too", [False, True])
async def test_after_we_are_killed_the_next_start_recovers(tmp_path: Path, postmaster_too: bool) -> None:
    async with another_process(tmp_path) as process:
        orphan = postmaster(tmp_path)
        async with embedded(tmp_path, silent) as dsn:
            await note(dsn, "before")
        process.send_signal(signal.SIGKILL)
        if postmaster_too:
            os.kill(orphan, signal.SIGKILL)
    async with embedded(tmp_path, silent) as dsn:
        assert postmaster(tmp_path) != orphan
        assert await noted(dsn) == ["before"]


async def test_who_stands_by_takes_over_when_the_keeper_is_killed(tmp_path: Path) -> None:
    async with another_process(tmp_path) as process, embedded(tmp_path, silent) as dsn:
        first = postmaster(tmp_path)
        await note(dsn, "before")
        process.send_signal(signal.SIGKILL)
        await process.wait()
        pid_file = tmp_path / "postgres/cluster/postmaster.pid"
        await until(lambda: pid_file.exists() and postmaster(tmp_path) != first, "nobody took over")
        await until_it_answers(dsn)
        assert await noted(dsn) == ["before"]


async def test_a_stale_pid_file_that_names_a_live_process_is_seen_through(tmp_path: Path) -> None:
    ran = await made(tmp_path)
    async with bystander(tmp_path) as pid:
        stale = "\n".join([str(pid), *ran.splitlines()[1:]]) + "\n"
        (tmp_path / "postgres/cluster/postmaster.pid").write_text(stale)
        (tmp_path / "postgres/socket/.s.PGSQL.5432.lock").write_text(stale)
        async with embedded(tmp_path, silent) as dsn:
            assert await noted(dsn) == ["kept"]
            assert postmaster(tmp_path) != pid
        os.kill(pid, 0)


@pytest.mark.parametrize("content", ["", "nonsense\n"])
async def test_a_pid_file_without_a_pid_is_no_obstacle(tmp_path: Path, content: str) -> None:
    await made(tmp_path)
    (tmp_path / "postgres/cluster/postmaster.pid").write_text(content)
    async with embedded(tmp_path, silent) as dsn:
        assert await noted(dsn) == ["kept"]


async def test_a_foreign_postgres_in_our_cluster_is_never_joined_by_a_second_one(tmp_path: Path) -> None:
    """Somebody started the cluster by hand, without our lock: shared memory gives it away."""
    async with embedded(tmp_path, silent) as dsn:
        first = postmaster(tmp_path)
        (tmp_path / "postgres.lock").unlink()  # so the next start gets a lock that means nothing
        with pytest.raises(NotStarted, match="shared memory block"):
            async with embedded(tmp_path, silent):
                pass
        assert postmaster(tmp_path) == first
        await note(dsn, "unharmed")


async def test_initdb_killed_half_way_is_forgotten(tmp_path: Path) -> None:
    new, version = tmp_path / "postgres/new", tmp_path / "postgres/new/PG_VERSION"
    async with another_process(tmp_path, wait=False) as process:
        await until(version.exists, "initdb did not begin")
        process.send_signal(signal.SIGKILL)
    assert not (tmp_path / "postgres/cluster").exists()
    async with embedded(tmp_path, silent) as dsn:
        await note(dsn, "made after all")
        assert await noted(dsn) == ["made after all"]
    assert not new.exists()
    assert not (tmp_path / "postgres/initdb.password").exists()


async def test_a_start_that_is_cancelled_leaves_nothing_running(tmp_path: Path) -> None:
    await made(tmp_path)

    async def start() -> None:
        async with embedded(tmp_path, silent):
            await asyncio.sleep(600)

    for delay in (0.0, 0.01, 0.03, 0.05, 0.1):
        task = asyncio.create_task(start())
        await asyncio.sleep(delay)
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled()
        assert not (tmp_path / "postgres/cluster/postmaster.pid").exists()
    async with embedded(tmp_path, silent) as dsn:
        assert await ask(dsn, "SELECT text FROM noted") == "kept"


async def test_a_crash_with_much_to_replay_is_waited_for(tmp_path: Path) -> None:
    async with embedded(tmp_path, silent) as dsn:
        connection = await asyncpg.connect(dsn)
        await connection.execute(
            "CREATE TABLE much AS SELECT repeat('x', 1000) AS t FROM generate_series(1, 60000)"
        )
        os.kill(postmaster(tmp_path), signal.SIGKILL)
        connection.terminate()
        await until_it_answers(dsn)
        assert await ask(dsn, "SELECT count(*) FROM much") == 60000
