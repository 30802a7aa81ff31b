"""What bench/servers.py has every ASGI server serve: one handler that echoes JSON, and a health answer.

Run as a program (`python -m bench.echo PORT`) it is served as Afterglow is, deadlines and all.
"""

import sys
from typing import cast

import msgspec
from litestar import Litestar, get, post

from api.asgi import App
from api.bodies import with_bounded_bodies
from api.serve import run, serve


class Said(msgspec.Struct):
    words: str
    numbers: list[int]


@post("/echo", status_code=200)
async def echo(data: Said) -> Said:
    return data


@get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


app = Litestar([echo, health], openapi_config=None, logging_config=None)


if __name__ == "__main__":
    bounded = with_bounded_bodies(cast(App, app))
    port = int(sys.argv[1])
    run(serve(bounded, "127.0.0.1", port, ready=lambda: None, connections_per_address=10_000))
