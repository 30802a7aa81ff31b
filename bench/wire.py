"""A keep-alive HTTP/1.1 client just large enough to measure with: it costs the machine little."""

import asyncio
from typing import Self

import msgspec


class Wire:
    """One connection to the server on loopback, signed in with a bearer token or as nobody."""

    def __init__(self, port: int, token: str | None = None) -> None:
        self.port = port
        self.fixed = f"Host: localhost:{port}\r\n"
        if token:
            self.fixed += f"Authorization: Bearer {token}\r\n"

    async def __aenter__(self) -> Self:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**26)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.writer.close()

    async def get(self, path: str) -> tuple[int, bytes]:
        self.writer.write(f"GET {path} HTTP/1.1\r\n{self.fixed}\r\n".encode())
        return await self._answer()

    async def post(self, path: str, body: object) -> tuple[int, bytes]:
        packed = body if isinstance(body, bytes) else msgspec.json.encode(body)
        head = (
            f"POST {path} HTTP/1.1\r\n{self.fixed}Content-Type: application/json\r\n"
            f"Content-Length: {len(packed)}\r\n\r\n"
        )
        self.writer.write(head.encode() + packed)
        return await self._answer()

    async def _answer(self) -> tuple[int, bytes]:
        head = await self.reader.readuntil(b"\r\n\r\n")
        status, length = int(head[9:12]), 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        return status, await self.reader.readexactly(length)
