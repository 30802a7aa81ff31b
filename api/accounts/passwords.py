"""Proving a password: the Argon2id hash of `auth` that the server keeps, and checking against it.

`auth` is derived from the password on the device (64 MiB of Argon2id there); the server hashes it once more,
cheaply enough that signing in cannot be used to bring the machine down: argon2-cffi's own defaults manage
three a second on two cores (security.md 2.4).
"""

import asyncio
import base64
import contextlib
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from api.errors import ApiError
from api.server_key import ServerKey

LABEL = "verifier"
# OWASP's second choice; 27 a second on two cores.
hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Gets a tenth of a processor that others want all of. At 19 it would be a seventieth, and in the moment in
# which such a thread holds Python's lock everybody would wait with it.
NICENESS = 10


def _step_back() -> None:
    """Who signs in waits, rather than those who write or read. Linux knows a niceness for each thread;
    elsewhere it would be the whole server's."""
    if sys.platform == "linux":
        os.nice(NICENESS)


# Two threads and no more: a burst of sign-ins takes 38 MiB and two cores, whoever sends it.
_two_at_a_time = ThreadPoolExecutor(2, "argon2", initializer=_step_back)
# Those beyond would wait for more than four seconds.
LONGEST_LINE = 100
_line = 0

T = TypeVar("T")


class NotRecognised(ApiError):
    """The one answer for an unknown person, a wrong password or code, and too many tries."""

    status = 401
    type = "not-recognised"
    detail = (
        "That did not work. Please check the e-mail address and the password or code. "
        "After several tries it also takes a pause, of up to 15 minutes."
    )


class Busy(ApiError):
    status = 503
    type = "busy"
    detail = "Many people are signing in just now. Please try again in a moment."


async def verifier_of(auth: bytes, account: UUID, key: ServerKey) -> bytes:
    """What is stored of `auth`: its hash, encrypted under the server key: a dump allows no guessing."""
    encoded = await _hashing(lambda: hasher.hash(auth))
    return key.wrap(LABEL, account.bytes, encoded.encode())


async def check(auth: bytes, account: UUID, verifier: bytes, key: ServerKey) -> None:
    """Returns when `auth` is what `verifier` was made from; raises NotRecognised otherwise."""
    encoded = key.unwrap(LABEL, account.bytes, verifier).decode()
    try:
        await _hashing(lambda: hasher.verify(encoded, auth))
    except VerificationError:
        raise NotRecognised from None


async def check_nobody(auth: bytes) -> None:
    """Raises NotRecognised after the time that `check` takes, so that the time does not tell who is known."""
    with contextlib.suppress(VerificationError):
        await _hashing(lambda: hasher.verify(_of_nothing(), auth))
    raise NotRecognised


def _of_nothing() -> str:
    """A hash in the right form that was made from nothing: its salt and its end are random bytes."""
    salt, end = (
        base64.b64encode(os.urandom(size)).rstrip(b"=").decode()
        for size in (hasher.salt_len, hasher.hash_len)
    )
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${end}"


async def _hashing(work: Callable[[], T]) -> T:
    global _line
    if _line >= LONGEST_LINE:
        raise Busy
    _line += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_two_at_a_time, work)
    finally:
        _line -= 1
