"""Security headers on every answer, whatever made it (OWASP Secure Headers, ASVS 3.4)."""

from api.asgi import App, Message, Receive, Scope, Send

DOCUMENT_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types afterglow"
)
# Argon2 is WebAssembly; a worker's policy is its own response's, so the page itself stays strict.
WORKER_CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'"
API_CSP = "default-src 'none'; frame-ancestors 'none'; sandbox"

ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-embedder-policy", b"require-corp"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(self), payment=(), usb=()"),
    (b"x-robots-tag", b"noindex"),
]
HSTS = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")


def with_security_headers(app: App, https: bool) -> App:
    """Adds what an answer does not set itself: the strictest policy, and that nothing is to be stored."""
    always = [*ALWAYS, HSTS] if https else ALWAYS
    defaults = [(b"content-security-policy", API_CSP.encode()), (b"cache-control", b"no-store")]

    async def secured(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                present = {name.lower() for name, _ in headers}
                headers += [pair for pair in defaults if pair[0] not in present]
                message["headers"] = headers + always
            await send(message)

        await app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    return secured
