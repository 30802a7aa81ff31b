"""Our own PostgreSQL, when no DATABASE_URL is set: a small supervisor over the programs of a wheel.

PostgreSQL is our child and never outlives us: on Linux the kernel asks it to shut down when we end in any
way, kill -9 included (api/become.py). The alternative, to let it live on and attach at the next start, would
leave a database that nobody watches and nothing stops. Where there is no such wish to the kernel (macOS) it
does live on, and the next start attaches.

Any number of processes may open the same folder, say `afterglow invite` beside the server. The cluster's lock
decides who runs PostgreSQL; the others use it, and one of them takes over should its keeper end.
"""

import asyncio
import os
import signal
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import asyncpg
from asyncpg.exceptions import InternalClientError

from api.cluster import SUPERUSER, Cluster
from api.unprivileged import NotStarted, programs

__all__ = ["NotStarted", "embedded"]

PROGRESS_SECONDS = 2.0
FIRST_PROBE_SECONDS = 0.02
SLOWEST_PROBE_SECONDS = 0.5
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 30.0
FAST_SHUTDOWN_SECONDS = 20.0
CARE_SECONDS = 60.0
STAND_BY_SECONDS = 1.0
PROBE_SECONDS = 5.0
# asyncpg may also raise InternalClientError, which is none of its other errors (security.md A2).
NOT_YET = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, InternalClientError)


@asynccontextmanager
async def embedded(data: Path, say: Callable[[str], None]) -> AsyncIterator[str]:
    """The superuser's address of the database in this folder, as a URL, which answers by then.

    Makes, starts, restarts and stops what is needed. `say` gets a sentence for the operator when something
    takes long or goes wrong. Waits as long as a recovery takes; raises NotStarted when it cannot work.
    """
    cluster = Cluster(data)
    with cluster.address() as folder:
        keeper = Keeper(cluster, folder, say)
        keeping = asyncio.create_task(keeper.keep())
        try:
            await asyncio.wait({keeping, keeper.ready}, return_when=asyncio.FIRST_COMPLETED)
            if keeping.done():
                keeping.result()
            yield keeper.url()
        finally:
            keeping.cancel()
            await asyncio.wait({keeping})


class Keeper:
    """Keeps one database running, or stands by while another process does."""

    def __init__(self, cluster: Cluster, folder: str, say: Callable[[str], None]) -> None:
        self.cluster = cluster
        self.folder = folder
        self.say = say
        self.progress = Progress(say)
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.answered = False
        self.pause = FIRST_PAUSE_SECONDS

    def url(self) -> str:
        password = self.cluster.password()
        return f"postgresql://{SUPERUSER}:{password}@/{SUPERUSER}?host={self.folder}&port=5432"

    async def keep(self) -> None:
        """Until cancelled, and then stops what it started. Raises NotStarted only before the first answer;
        later it tries again, more and more slowly, because a full disk may have space again."""
        while True:
            try:
                # Our own copy of the lock is closed as soon as PostgreSQL has it: should PostgreSQL die, the
                # lock comes back when the last of its orphans has ended.
                with self.cluster.lock() as lock:
                    process = None if lock is None else await self._start(lock)
                if process is None:
                    await self._stand_by()
                else:
                    await self._stay_with(process)
            except (NotStarted, OSError) as problem:
                if not self.ready.done():
                    raise
                self.say(f"{problem}\nStarting it again.")
                self.progress = Progress(self.say)
                await asyncio.sleep(self.pause)
                self.pause = min(self.pause * 2, LONGEST_PAUSE_SECONDS)

    async def _start(self, lock: int) -> Process:
        found = await programs(self.cluster.user, lock)
        if not self.cluster.home.exists():
            self.say("Making the database. This happens once.")
            await self.cluster.make(found, lock)
        return await self.cluster.start(found, lock)

    async def _stand_by(self) -> None:
        """Another process has the lock: its database serves us too, as soon as it answers."""
        if not self.answered and await self._answers():
            self._is_up()
        if self.answered:
            self._care()
            await asyncio.sleep(STAND_BY_SECONDS)
        else:
            self.progress.still("Another process is starting or stopping this database.")
            await asyncio.sleep(FIRST_PROBE_SECONDS)

    async def _stay_with(self, process: Process) -> None:
        """Raises NotStarted when PostgreSQL ends, for whatever reason."""
        try:
            pause = FIRST_PROBE_SECONDS
            # Its own pid file says that the answer is really from this process.
            while self.cluster.runs_as() != process.pid or not await self._answers():
                if await _ended(process, pause):
                    break
                self.progress.still("The database is starting. After a crash it repairs itself first.")
                pause = min(pause * 1.5, SLOWEST_PROBE_SECONDS)
            else:
                self._is_up()
            while not await _ended(process, CARE_SECONDS):
                self._care()
                self.pause = FIRST_PAUSE_SECONDS
            raise NotStarted(f"PostgreSQL ended {_how(process)}: {self.cluster.last_words()}")
        finally:
            self.answered = False
            await _stop(process)

    def _is_up(self) -> None:
        self.answered = True
        if self.ready.done():
            self.say("The database is back.")
        else:
            self.ready.set_result(None)

    async def _answers(self) -> bool:
        """Only a real query tells: a socket, a pid file and `pg_ctl` all say yes too early or too late."""
        try:
            connection = await asyncpg.connect(self.url(), timeout=PROBE_SECONDS)
            try:
                await connection.fetchval("SELECT 1", timeout=PROBE_SECONDS)
            finally:
                await connection.close(timeout=PROBE_SECONDS)
        except asyncpg.InvalidPasswordError as error:
            raise NotStarted("The database refuses the password in postgres.password.") from error
        except NOT_YET:
            return False
        return True

    def _care(self) -> None:
        """Keeps the log small, and the short way to the socket, if there is one, out of reach of the
        cleaners of temporary folders, who go by age."""
        with self.cluster.log():
            pass
        link = Path(self.folder)
        if link != self.cluster.socket:
            for path in (link.parent, link):
                with suppress(FileNotFoundError):
                    os.utime(path, follow_symlinks=False)


class Progress:
    """One sentence at most every two seconds, with the time that has gone by."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.began = self.said = time.monotonic()

    def still(self, sentence: str) -> None:
        now = time.monotonic()
        if now - self.said >= PROGRESS_SECONDS:
            self.said = now
            self.say(f"{sentence} ({now - self.began:.0f} s)")


async def _ended(process: Process, seconds: float) -> bool:
    """Waits this long at most."""
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), seconds)
    return process.returncode is not None


def _how(process: Process) -> str:
    code = process.returncode or 0
    return f"by {signal.Signals(-code).name}" if code < 0 else f"with code {code}"


async def _stop(process: Process) -> None:
    """A fast shutdown, which ends open transactions and writes everything down; after 20 s an immediate one,
    from which the next start recovers."""
    for number, patience in ((signal.SIGINT, FAST_SHUTDOWN_SECONDS), (signal.SIGQUIT, None)):
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.send_signal(number)
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), patience)
