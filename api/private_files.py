"""Files and folders that only their owner may open, and the lock that processes share through one."""

import fcntl
import os
from pathlib import Path
from typing import NamedTuple


class User(NamedTuple):
    uid: int
    gid: int


def hold_folder(folder: Path, mode: int, owner: User) -> None:
    """Makes the folder if it is missing, and gives it this mode and, if we are root, this owner."""
    folder.mkdir(mode=0o700, exist_ok=True)
    there = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.geteuid() == 0:
            os.fchown(there, *owner)
        os.fchmod(there, mode)
    finally:
        os.close(there)


def open_private(path: Path, flags: int, owner: User) -> int:
    """A file descriptor of this file, made if it is missing. Never follows a link."""
    file = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    if os.geteuid() == 0:
        os.fchown(file, *owner)
    return file


def write_private(path: Path, text: str, owner: User) -> None:
    """Complete and durable, or as it was before."""
    fresh = path.with_suffix(".fresh")
    fresh.unlink(missing_ok=True)
    file = open_private(fresh, os.O_WRONLY | os.O_EXCL, owner)
    try:
        os.write(file, text.encode())
        os.fsync(file)
    finally:
        os.close(file)
    fresh.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    there = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(there)
    finally:
        os.close(there)


def took_lock(file: int) -> bool:
    """False if somebody else has it. It belongs to the open file, so to every process that inherits it,
    and comes back when the last of them has closed it or ended."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
