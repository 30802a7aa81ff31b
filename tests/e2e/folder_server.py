"""Serves one built app and no API: `python -m tests.e2e.folder_server FOLDER PORT`."""

import sys
from pathlib import Path

import uvicorn

from api.asgi import Receive, Scope, Send, answer
from api.headers import with_security_headers
from api.pwa import with_pwa


async def no_api(scope: Scope, receive: Receive, send: Send) -> None:
    await answer(send, 503, [], b"")


if __name__ == "__main__":
    app = with_security_headers(with_pwa(no_api, Path(sys.argv[1])), https=False)
    uvicorn.run(app, port=int(sys.argv[2]), lifespan="off", log_level="error")
