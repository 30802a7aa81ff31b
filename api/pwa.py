"""The built PWA, served from memory: pre-compressed, hashed files for ever, everything else revalidated."""

import hashlib
import mimetypes
from pathlib import Path

from api.asgi import App, Headers, Receive, Scope, Send, answer
from api.headers import DOCUMENT_CSP, WORKER_CSP

DIST = Path(__file__).parent.parent / "pwa" / "dist"
ENCODINGS = {"br": ".br", "gzip": ".gz"}
FOR_EVER = b"public, max-age=31536000, immutable"
REVALIDATE = b"no-cache"
# The one page under /api: it reads the API's own document, which lies beside it.
REFERENCE = "/api/reference"
NOT_BUILT = b"The app is not built yet. Run: make build"


class _File:
    def __init__(self, path: Path, name: str) -> None:
        self.bodies = {"": path.read_bytes()}
        for encoding, suffix in ENCODINGS.items():
            packed = path.with_name(path.name + suffix)
            if packed.exists():
                self.bodies[encoding] = packed.read_bytes()
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if name.endswith(".webmanifest"):
            kind = "application/manifest+json"
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.etag = f'"{hashlib.sha256(self.bodies[""]).hexdigest()[:24]}"'.encode()
        self.headers: Headers = [
            (b"content-type", f"{kind}{charset}".encode()),
            (b"cache-control", FOR_EVER if name.startswith("/assets/") else REVALIDATE),
            (b"content-security-policy", _policy(name).encode()),
            (b"vary", b"accept-encoding"),
            (b"etag", self.etag),
        ]


def _policy(name: str) -> str:
    return WORKER_CSP if name.startswith("/assets/kdf-worker") else DOCUMENT_CSP


def _is_servers(path: str) -> bool:
    return path in ("/health", "/api") or path.startswith("/api/")


def _is_reference(scope: Scope) -> bool:
    return scope["path"] == REFERENCE and scope["method"] in ("GET", "HEAD")


def with_pwa(app: App, dist: Path = DIST) -> App:
    """Answers GET of everything outside /api and /health, and of the API's reference. A path of the app
    itself gets index.html."""
    files = {
        f"/{path.relative_to(dist).as_posix()}": _File(path, f"/{path.relative_to(dist).as_posix()}")
        for path in (sorted(dist.rglob("*")) if dist.exists() else [])
        if path.is_file() and path.suffix not in (".br", ".gz", ".map")
    }

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or (_is_servers(path) and not _is_reference(scope)):
            await app(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            await answer(send, 405, [(b"allow", b"GET, HEAD"), (b"content-length", b"0")], b"")
            return
        file = files.get("/reference.html" if path == REFERENCE else path)
        if file is None and "." not in path.rpartition("/")[2]:
            file = files.get("/index.html")
            if file is None:
                await answer(send, 503, [(b"content-type", b"text/plain")], NOT_BUILT)
                return
        if file is None:
            await answer(send, 404, [(b"content-length", b"0")], b"")
            return
        await _send(file, scope, send)

    return served


async def _send(file: _File, scope: Scope, send: Send) -> None:
    asked = dict(scope["headers"])
    if asked.get(b"if-none-match") == file.etag:
        await answer(send, 304, file.headers, b"")
        return
    accepted = asked.get(b"accept-encoding", b"").decode("latin-1").replace(" ", "").split(",")
    encoding = next((e for e in ENCODINGS if e in accepted and e in file.bodies), "")
    body = file.bodies[encoding]
    headers = [*file.headers, (b"content-length", str(len(body)).encode())]
    if encoding:
        headers.append((b"content-encoding", encoding.encode()))
    await answer(send, 200, headers, b"" if scope["method"] == "HEAD" else body)
