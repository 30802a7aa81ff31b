"""The embedded database's part of the data folder: who may enter what, its lock, password, log and settings.

DATA                     0700
  postgres.lock          held by everything that runs in the cluster, see `lock`
  postgres.password      0600, the superuser's
  postgres.log           bounded; without statements, and so without anybody's data
  postgres/
    cluster/             0700, the database user's
    socket/              0700, the database user's
    new/                 a cluster that initdb has not finished
"""

import os
import re
import secrets
import shutil
import tempfile
from asyncio.subprocess import Process
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from api.private_files import User, hold_folder, open_private, sync_folder, took_lock, write_private
from api.unprivileged import NotStarted, known_as, launch, user_for

SUPERUSER = "postgres"
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes on Linux, 103 on macOS
# Every reader of an address (asyncpg, libpq) unpacks these the same way; asyncpg splits at a comma.
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")
SOCKET = ".s.PGSQL.5432"
LOG_BYTES = 1 << 20
LOG_BYTES_KEPT = 1 << 16
LAST_LINES = 5
TOO_EARLY = "FATAL:  the database system is "

INITDB = (
    f"--username={SUPERUSER}",
    "--auth=scram-sha-256",
    "--pwfile=../initdb.password",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
)
SETTINGS = {
    "cluster_name": "afterglow",
    # No TCP, and a path that neither length nor odd characters can spoil.
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_directories": "../socket",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    # Less to replay after a crash, so a quicker start (security.md E3).
    "max_wal_size": "256MB",
    # What people wrote must not reach the log (security.md A3). `log` leaves out the messages that a
    # statement causes, which may quote its values, and keeps start, crash and recovery.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
}


class Cluster:
    """The files of one data folder. Raises NotStarted if they cannot be ours."""

    def __init__(self, data: Path) -> None:
        self.data = data.resolve()
        self.folder = self.data / "postgres"
        self.home = self.folder / "cluster"
        self.socket = self.folder / "socket"
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            owner = self.data.stat()
            self.owner = User(owner.st_uid, owner.st_gid)
            self.user = user_for(self.data)
            hold_folder(self.data, 0o700, self.owner)
            # Root keeps the names in here to itself, so that no link can be put in its way.
            shared = self.owner.uid != self.user.uid
            hold_folder(self.folder, 0o710 if shared else 0o700, User(self.owner.uid, self.user.gid))
            hold_folder(self.socket, 0o700, self.user)
        except OSError as error:
            raise NotStarted(f"The data folder {self.data} cannot be used: {error}.") from error

    @contextmanager
    def lock(self) -> Iterator[int | None]:
        """The one lock on this cluster as a file descriptor, or None if it is held.

        It is passed on to initdb and PostgreSQL, whose every process inherits it: as long as one of them
        lives, however it was orphaned, nobody else gets the lock. No process id is ever believed.
        """
        lock = self._open("postgres.lock", os.O_RDWR)
        try:
            yield lock if took_lock(lock) else None
        finally:
            os.close(lock)

    def password(self) -> str:
        return (self.data / "postgres.password").read_text()

    async def make(self, programs: Path, lock: int) -> None:
        """Makes the cluster. Complete or absent: initdb works under another name, then it is renamed."""
        new, spoken = self.folder / "new", self.folder / "initdb.password"
        for leftover in (new, spoken):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)
        password = secrets.token_urlsafe(32)
        write_private(self.data / "postgres.password", password, self.owner)
        write_private(spoken, password, self.user)
        hold_folder(new, 0o700, self.user)
        command = (str(programs / "initdb"), "-D", known_as(new), *INITDB)
        with self.log() as log:
            process = await launch(self.user, new, *command, lock=lock, log=log)
            try:
                if await process.wait() != 0:
                    raise NotStarted(f"The database could not be made: {self.last_words()}")
            finally:
                if process.returncode is None:
                    process.terminate()
                    await process.wait()
        spoken.unlink()
        new.rename(self.home)
        sync_folder(self.folder)

    async def start(self, programs: Path, lock: int) -> Process:
        """Starts PostgreSQL itself, neither pg_ctl nor a daemon.

        After a crash its own pid file may name a process that lives and is something else, and PostgreSQL
        would refuse for ever (security.md E2). We hold the lock, so that process is not ours, and tell
        PostgreSQL to overlook it in the way in which pg_ctl makes itself overlooked. It then still asks the
        kernel whether anybody is attached to the cluster's shared memory, which no accident can fake.
        """
        if not (self.data / "postgres.password").exists():
            raise NotStarted(f"{self.data / 'postgres.password'} is missing. Put it back from a backup.")
        self._belongs_to_user()
        stale = self.runs_as()
        if not stale:  # a crash on a full disk leaves an empty pid file, which PostgreSQL never gets over
            (self.home / "postmaster.pid").unlink(missing_ok=True)
        (self.socket / f"{SOCKET}.lock").unlink(missing_ok=True)
        settings = (part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}"))
        command = (str(programs / "postgres"), "-D", known_as(self.home), *settings)
        with self.log() as log:
            return await launch(self.user, self.home, *command, lock=lock, log=log, stale=stale)

    @contextmanager
    def address(self) -> Iterator[str]:
        """The folder in which clients find the socket: a short link to it if its path is too long or odd."""
        path = str(self.socket)
        if len(f"{path}/{SOCKET}") <= LONGEST_SOCKET_PATH and PLAIN_PATH.fullmatch(path):
            yield path
            return
        place = tempfile.gettempdir()
        if len(place) > LONGEST_SOCKET_PATH // 2 or not PLAIN_PATH.fullmatch(place):
            place = "/tmp"  # noqa: S108  # mkdtemp makes a new folder there, 0700
        folder = Path(tempfile.mkdtemp(prefix="afterglow-", dir=place))
        link = folder / "socket"
        link.symlink_to(self.socket)
        try:
            yield str(link)
        finally:
            link.unlink(missing_ok=True)
            with suppress(OSError):
                folder.rmdir()

    @contextmanager
    def log(self) -> Iterator[int]:
        """The log to append to. Only its end is kept when it has grown."""
        log = self._open("postgres.log", os.O_RDWR | os.O_APPEND)
        try:
            size = os.fstat(log).st_size
            if size > LOG_BYTES:
                end = os.pread(log, LOG_BYTES_KEPT, size - LOG_BYTES_KEPT)
                os.ftruncate(log, 0)
                os.write(log, end)
            yield log
        finally:
            os.close(log)

    def last_words(self) -> str:
        """The last lines of the log, without the refusals of probes that came too early."""
        with self.log() as log:
            size = os.fstat(log).st_size
            end = os.pread(log, LOG_BYTES_KEPT, max(0, size - LOG_BYTES_KEPT)).decode(errors="replace")
        lines = [line for line in end.splitlines() if line.strip() and TOO_EARLY not in line]
        return "\n".join(lines[-LAST_LINES:]) or "it said nothing"

    def runs_as(self) -> int:
        """The process id in PostgreSQL's pid file, true or stale, or 0."""
        with suppress(FileNotFoundError), (self.home / "postmaster.pid").open("rb") as file:
            number = file.readline(32).strip()
            return int(number) if number.isdigit() else 0
        return 0

    def _belongs_to_user(self) -> None:
        """Hands a cluster that root unpacked, or that another machine's user owned, to the one who runs it.
        The folder itself comes last, so that a start which was killed half way begins again."""
        if os.geteuid() != 0 or self.home.stat().st_uid == self.user.uid:
            return
        for folder, folders, files in os.walk(self.home, topdown=False):
            for name in (*folders, *files):
                os.chown(Path(folder) / name, *self.user, follow_symlinks=False)
        os.chown(self.home, *self.user, follow_symlinks=False)

    def _open(self, name: str, flags: int) -> int:
        try:
            return open_private(self.data / name, flags, self.owner)
        except PermissionError as error:
            raise NotStarted(f"The data folder {self.data} cannot be used: {error}.") from error
