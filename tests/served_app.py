"""A small app on the real server, as a process of its own: `python -m tests.served_app PORT ...`.

Arguments: port, seconds that heads and bodies may take, connections per address, and a file to which
POST /count adds each number before it answers it.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator

from litestar import Litestar, Request, get, post
from litestar.datastructures.state import State
from litestar.response import ServerSentEvent

from api.bodies import with_bounded_bodies
from api.errors import EXCEPTION_HANDLERS
from api.serve import run, serve
from api.stopping import stopping

AnyRequest = Request[object, object, State]
COUNTED = os.open(sys.argv[4], os.O_WRONLY | os.O_CREAT | os.O_APPEND)


@get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@post("/size", status_code=200)
async def size(request: AnyRequest) -> dict[str, int]:
    return {"bytes": len(await request.body())}


@post("/api/entries", status_code=200)
async def batch(request: AnyRequest) -> dict[str, int]:
    return {"bytes": len(await request.body())}


@post("/count", status_code=200)
async def count(request: AnyRequest) -> dict[str, str]:
    number = (await request.body()).decode()
    await asyncio.sleep(0.2)
    os.write(COUNTED, number.encode() + b"\n")
    return {"counted": number}


@get("/stuck")
async def stuck() -> None:
    await asyncio.sleep(3600)


@get("/large")
async def large() -> bytes:
    return b"x" * 50_000_000


@get("/live")
async def live() -> ServerSentEvent:
    async def events() -> AsyncIterator[str]:
        yield "here"
        await stopping.wait()

    return ServerSentEvent(events())


async def main(port: int, seconds: float, connections: int) -> None:
    app = Litestar(
        [health, size, batch, count, stuck, large, live],
        exception_handlers=EXCEPTION_HANDLERS,
        request_max_body_size=None,
        openapi_config=None,
    )
    await serve(
        with_bounded_bodies(app),  # type: ignore[arg-type]
        "127.0.0.1",
        port,
        ready=lambda: print("ready", flush=True),  # noqa: T201  the parent waits for it
        connections_per_address=connections,
        patience=seconds,
    )


if __name__ == "__main__":
    run(main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
