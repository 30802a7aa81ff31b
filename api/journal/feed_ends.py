"""Where a feed ends: the commonest question of all, asked of the database for many people in one go.

Whoever asks while a round trip is under way waits for the next one, never for its answer: that may be older
than the question, and a sign-in that has ended in between must find its end. So under load one round trip
serves all that have come during the one before, and somebody alone waits for nothing.
"""

import asyncio
from typing import NamedTuple

from api.database import ask
from api.errors import NotSignedIn


class FeedEnd(NamedTuple):
    epoch: int
    position: int


class _Question(NamedTuple):
    token_hash: bytes
    answer: asyncio.Future[FeedEnd]


_waiting: list[_Question] = []
_asking: asyncio.Task[None] | None = None


async def feed_end(token_hash: bytes) -> FeedEnd:
    """Of the person whose sign-in has this token hash. Raises as `ask` does, NotSignedIn among others."""
    global _asking
    answer: asyncio.Future[FeedEnd] = asyncio.get_running_loop().create_future()
    _waiting.append(_Question(token_hash, answer))
    if _asking is None or _asking.done():
        _asking = asyncio.create_task(_ask())
    return await answer


async def _ask() -> None:
    while _waiting:
        questions = _waiting.copy()
        _waiting.clear()
        ends: dict[bytes, FeedEnd] = {}
        otherwise: Exception = NotSignedIn()
        try:
            for row in await ask("SELECT * FROM feed_ends($1)", list({q.token_hash for q in questions})):
                ends[row["token"]] = FeedEnd(row["epoch"], row["position"])
        except Exception as error:  # noqa: BLE001 - whatever it was, each of them is told
            otherwise = error
        for token_hash, answer in questions:
            if answer.done():
                continue  # whoever asked has gone
            if token_hash in ends:
                answer.set_result(ends[token_hash])
            else:
                answer.set_exception(otherwise)
