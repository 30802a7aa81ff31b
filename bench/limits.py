"""What our deadlines and limits cost a small request, in µs: `python -m bench.limits`.

The same request goes through uvicorn's connection and through ours, without a network or Litestar, so that
a busy machine can only lengthen a round; the shortest of many is reported.
"""

import asyncio
import time
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from api.addresses import Addresses
from api.asgi import App, Receive, Scope, Send, answer
from api.bodies import with_bounded_bodies
from api.connections import Connection
from api.serve import run

ROUNDS = 60
REQUESTS = 500
BODY = b'{"words":"' + b"x" * 1200 + b'"}'
REQUEST = (
    b"POST /echo HTTP/1.1\r\nHost: localhost:8000\r\nAuthorization: Bearer 0123456789abcdef\r\n"
    b"User-Agent: bench\r\nAccept: */*\r\nAccept-Encoding: br, gzip\r\nOrigin: http://localhost:8000\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
)


class Limited(Connection):
    addresses = Addresses(ROUNDS * REQUESTS)


class Nowhere(asyncio.Transport):
    """Takes what is written and drops it."""

    def write(self, data: Any) -> None:
        pass

    def is_closing(self) -> bool:
        return False

    def close(self) -> None:
        pass


async def app(_: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await answer(send, 200, [(b"content-length", b"2")], b"ok")


async def main() -> None:
    ways: dict[str, tuple[type[HttpToolsProtocol], App]] = {
        "uvicorn": (HttpToolsProtocol, app),
        "with api.connections": (Limited, app),
        "with api.bodies": (HttpToolsProtocol, with_bounded_bodies(app)),
        "with both": (Limited, with_bounded_bodies(app)),
    }
    shortest = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, (connection, served) in ways.items():
            shortest[name] = min(shortest[name], await _round(connection, served))
    for name, microseconds in shortest.items():
        print(f"{name:24}{microseconds:6.1f} µs")


async def _round(connection: type[HttpToolsProtocol], served: App) -> float:
    answered = asyncio.Event()

    async def noting(scope: Scope, receive: Receive, send: Send) -> None:
        await served(scope, receive, send)
        answered.set()

    config = uvicorn.Config(noting, log_config=None, access_log=False, interface="asgi3")
    protocol = connection(config, ServerState(), {})
    protocol.connection_made(Nowhere())
    began = time.perf_counter()
    for _ in range(REQUESTS):
        answered.clear()
        protocol.data_received(REQUEST)
        await answered.wait()
    return (time.perf_counter() - began) / REQUESTS * 1e6


if __name__ == "__main__":
    run(main())
