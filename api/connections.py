"""One HTTP connection: uvicorn's, with deadlines and limits on what a stranger may hold open.

uvicorn parses strictly but waits for ever: for the rest of a head or a body, for a reader that does not
read. Each wait has an end here. A timeout around each read of a body cost more than all of this does
(bench/README.md), so a connection notes until when it waits, and one sweep looks at all of them.
tests/test_slow_clients.py tries it over raw sockets.
"""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.addresses import Addresses
from api.errors import problem
from api.headers import ALWAYS, API_CSP

PATIENCE_SECONDS = 10.0
HEAD_BYTES = 32 * 1024
HEAD_FIELDS = 100
PIPELINED = 16
# A body has one patience between two pieces, and in all one patience and the time that what has arrived
# takes at this pace: slower than a poor phone network. What was only announced gives no time.
SLOWEST_BYTES_PER_SECOND = 8 * 1024
# A reader that takes nothing for six patiences is gone; 64 KiB wait for it, and what the kernel holds.
READER_PATIENCES = 6
# After an answer that came before its request had ended. Closing at once would reset the connection, and
# the reset can overtake the answer.
LINGER_PATIENCES = 0.3

MALFORMED = (400, "malformed", "This is not a request that the server understands.")
HEAD_TOO_LARGE = (431, "head-too-large", "The head of this request is too large.")
TOO_SLOW = (408, "too-slow", "The rest of this request did not arrive in time.")
TOO_MANY = (503, "too-many-connections", "Too many connections are open from your address.")

HEADERS = [
    *ALWAYS,
    (b"content-security-policy", API_CSP.encode()),
    (b"cache-control", b"no-store"),
    (b"connection", b"close"),
]


async def sweep(connections: Iterable[object], patience: float) -> None:
    """Ends what has waited too long, ten times in a patience, until cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(patience / 10)
        now = loop.time()
        for connection in list(connections):
            if isinstance(connection, Connection):
                connection.look_at_the_clock(now)


class WrongHead(Exception):
    """Stops the parser; what it is answered with lies in `Connection.wrong`."""


class Connection(HttpToolsProtocol):
    """`patience`: seconds until a head is complete, from connecting or from its first byte."""

    addresses: ClassVar[Addresses]
    patience: ClassVar[float] = PATIENCE_SECONDS

    wrong = MALFORMED
    admitted = False
    # Nothing more is read from this client but to let it read what it was told.
    refused = False
    # Of the request that is arriving: whether its head is not all here yet, and has begun.
    in_head = True
    head_begun = False
    head_bytes = 0
    body_began = 0.0
    body_bytes = 0
    heads = 0
    # Until when the client may take for what it has to send or to read; None while it is our turn.
    due: float | None = None
    reader_due: float | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.admitted = self.addresses.enter(self._address())
        if self.admitted:
            self._wait(self.patience)
        else:
            self._refuse(TOO_MANY)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.admitted:
            self.addresses.leave(self._address())
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.refused:
            return
        # Also for empty lines before a head, which the parser skips without a word.
        if self.due is None and self._is_free():
            self._wait(self.patience)
        before = (self.in_head, self.heads)
        super().data_received(data)
        # All of it was head, and the head is still open: the parser would gather it without limit.
        if self.in_head and before == (self.in_head, self.heads):
            self.head_bytes += len(data)
            if self.head_bytes > HEAD_BYTES:
                self._refuse(HEAD_TOO_LARGE)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.head_begun = True
        if self.due is None:
            self._wait(self.patience)

    def on_headers_complete(self) -> None:
        self.in_head, self.head_begun = False, False
        self.head_bytes = self.body_bytes = 0
        self.body_began = self.loop.time()
        self.due = self.body_began + self.patience
        self._check_head()
        super().on_headers_complete()
        self.heads += 1
        if self.parser.should_upgrade():
            self.cycle.keep_alive = False  # we upgrade to nothing, and the parser has stopped here
        if not self.cycle.keep_alive:
            self.cycle.transport = _Lingering(self)  # type: ignore[assignment]  # the part it uses

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        if not self.cycle.response_complete:
            self.body_bytes += len(body)
            earned = self.body_bytes / SLOWEST_BYTES_PER_SECOND
            self.due = self.patience + min(self.loop.time(), self.body_began + earned)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.in_head = True
        self.due = None
        if self.cycle.response_complete:
            # uvicorn's own wait for the next request began with the answer and ended with this data.
            self._wait(self.patience)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete and not self.in_head:
            self._wait(LINGER_PATIENCES * self.patience)

    def send_400_response(self, _msg: str) -> None:
        self._refuse(self.wrong)

    def pause_writing(self) -> None:
        super().pause_writing()
        self.reader_due = self.loop.time() + READER_PATIENCES * self.patience

    def resume_writing(self) -> None:
        super().resume_writing()
        self.reader_due = None

    def look_at_the_clock(self, now: float) -> None:
        if self.reader_due is not None and now > self.reader_due:
            self.transport.abort()
        elif self.due is not None and now > self.due:
            self._too_slow()

    def end(self) -> None:
        """Closes; if the request is not all here, after its client has had time to read the answer."""
        if self.transport.is_closing():
            return
        if self.in_head and not self.refused:
            self.transport.close()
            return
        self.refused = True
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._wait(LINGER_PATIENCES * self.patience)

    def _too_slow(self) -> None:
        if self.flow.read_paused:
            self._wait(self.patience)  # it is we who do not read just now
        elif self.transport.is_closing():
            self.transport.abort()
        elif self.refused or (self._is_free() and not self.head_begun):
            # Lingering is over, or nothing was asked: browsers open connections that they never use.
            self.transport.close()
        else:
            self._refuse(TOO_SLOW)

    def _check_head(self) -> None:
        """What the parser lets pass: any size, HTTP/0.9, no Host or two (RFC 9112, 3.2), a coding
        other than chunked, and a body behind an upgrade, which it would not read."""
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > HEAD_BYTES or len(self.headers) > HEAD_FIELDS:
            self.wrong = HEAD_TOO_LARGE
            raise WrongHead
        version = self.parser.get_http_version()
        names = [name for name, _ in self.headers]
        hosts = names.count(b"host")
        codings = [value.lower() for name, value in self.headers if name == b"transfer-encoding"]
        if (
            version not in ("1.0", "1.1")
            or hosts > 1
            or (version == "1.1" and hosts == 0)
            or (codings and (codings != [b"chunked"] or version == "1.0"))
            or (codings and b"content-length" in names)
            or (self.parser.should_upgrade() and (codings or b"content-length" in names))
            or len(self.pipeline) >= PIPELINED
        ):
            raise WrongHead

    def _refuse(self, why: tuple[int, str, str]) -> None:
        self.due = None
        self._unset_keepalive_if_required()
        self.refused = True
        if self._is_free():
            self._answer(*why)
        elif not self.cycle.more_body:
            self.cycle.keep_alive = False  # what was asked properly is still answered
        elif self.cycle.response_started:
            self.transport.abort()
        else:
            # To the app, which may be waiting for the rest of the body, the client is gone.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self._answer(*why)

    def _answer(self, status: int, type: str, detail: str) -> None:
        headers, body = problem(status, type, detail)
        headers = [*self.server_state.default_headers, *headers, *HEADERS]
        lines = [b"%b: %b\r\n" % header for header in headers]
        self.transport.write(b"".join([STATUS_LINE[status], *lines, b"\r\n", body]))
        self.end()

    def _is_free(self) -> bool:
        """Nothing is being answered."""
        return self.heads == 0 or self.cycle.response_complete

    def _address(self) -> str:
        return self.client[0] if self.client else ""

    def _wait(self, seconds: float) -> None:
        self.due = self.loop.time() + seconds


class _Lingering:
    """What a cycle writes to when it is to close afterwards: it closes as `Connection.end` does."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.write = connection.transport.write
        self.is_closing = connection.transport.is_closing

    def close(self) -> None:
        self._connection.end()
