"""A Litestar app that does nothing, under our server: what a request costs before we do anything."""

import os
from typing import cast

import uvloop
from litestar import Litestar, get

from api.asgi import App
from api.serve import serve


@get("/bare")
async def bare() -> dict[str, bool]:
    return {"more": False}


async def main() -> None:
    app = cast(App, Litestar([bare], openapi_config=None, logging_config=None))
    ready = lambda: print("Ctrl-C stops it.", flush=True)  # noqa: E731
    await serve(
        app, "127.0.0.1", int(os.environ["AFTERGLOW_PORT"]), ready=ready, connections_per_address=1000
    )


if __name__ == "__main__":
    uvloop.run(main())
