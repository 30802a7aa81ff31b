"""Serves the app over HTTP, and stops when told to without dropping an answer.

uvicorn with httptools and uvloop; bench/README.md says why, with the figures.
"""

import asyncio
import contextlib
import gc
import logging
import math
import os
import resource
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import uvicorn
import uvloop

from api.addresses import Addresses
from api.asgi import App
from api.connections import PATIENCE_SECONDS, Connection, sweep
from api.errors import class_and_place
from api.stopping import stopping

CONNECTIONS_PER_ADDRESS = 64
# Longer than the 60 s for which reverse proxies keep theirs, so that it is they who close.
KEEP_ALIVE_SECONDS = 65
# For requests under way when told to stop. What is left of ten seconds is the database's.
FINISH_PATIENCES = 0.8
BACKLOG = 2048
OPEN_FILES = 65_536


class CannotListen(Exception):
    """The address or the port cannot be had; the text says so to the operator."""


def run(main: Coroutine[Any, Any, None]) -> None:
    """asyncio.run on the loop that was measured: uvloop."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main)


async def serve(
    app: App,
    host: str,
    port: int,
    *,
    ready: Callable[[], None],
    connections_per_address: int = CONNECTIONS_PER_ADDRESS,
    trusted_proxy: str | None = None,
    patience: float = PATIENCE_SECONDS,
) -> None:
    """Serves until SIGTERM or SIGINT, and returns once every answer under way is out.

    Raises CannotListen when the address cannot be had. `ready` is called when connections are accepted.
    `trusted_proxy` is believed about its clients' addresses, and may hold any number of connections.
    """
    sockets = _listen(host, port)
    _allow_open_files()

    class Guarded(Connection):
        addresses = Addresses(connections_per_address, exempt=trusted_proxy)

    Guarded.patience = patience
    config = uvicorn.Config(
        app,
        http=Guarded,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=trusted_proxy is not None,
        forwarded_allow_ips=trusted_proxy or [],
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=math.ceil(FINISH_PATIENCES * patience),
    )
    server = _Server(config, ready)
    stopping.clear()
    _settle()
    with _quiet(), _told_to_stop(server):
        sweeping = asyncio.create_task(sweep(server.server_state.connections, patience))
        try:
            await server.serve(sockets)
        finally:
            sweeping.cancel()
            await _end(server)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn's raises the signal anew once it has stopped, which would leave the database running.
        yield


@contextlib.contextmanager
def _told_to_stop(server: uvicorn.Server) -> Iterator[None]:
    def stop() -> None:
        stopping.set()
        server.should_exit = True

    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    for number in signals:
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


async def _end(server: uvicorn.Server) -> None:
    """What outlived FINISH_PATIENCES has been cancelled; it gets a moment to roll back."""
    for connection in list(server.server_state.connections):
        connection.transport.abort()
    if server.server_state.tasks:
        await asyncio.wait(server.server_state.tasks, timeout=1)


def _settle() -> None:
    """What is here by now stays, and garbage collection need not look at it again: one look at some 70,000
    objects takes 15 ms, and a push of 500 entries made enough new ones to bring it about."""
    gc.collect()
    gc.freeze()


def _listen(host: str, port: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, _, _, _, address in dict.fromkeys(found):
            sockets.append(socket.create_server(address, family=family, backlog=BACKLOG))
    except OSError as error:
        for one in sockets:
            one.close()
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise CannotListen(f"Port {port} of {host} cannot be used: {why}.") from None
    return sockets


def _allow_open_files() -> None:
    """Up to what the system lets us have: the usual 1,024 are fewer than a flood of connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class _Scrubbed(logging.Filter):
    """An exception's text and traceback can hold what a person wrote: only its class is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0]:
            record.msg = f"unforeseen {class_and_place(record.exc_info[1])} below the app"
            record.args, record.exc_info, record.exc_text = (), None, None
        return record.levelno >= logging.ERROR


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No line per request and none per scanner's garbage; errors without personal data."""
    log, scrubbed = logging.getLogger("uvicorn.error"), _Scrubbed()
    log.addFilter(scrubbed)
    try:
        yield
    finally:
        log.removeFilter(scrubbed)
