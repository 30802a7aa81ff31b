"""Refuses what another site makes a browser send (ASVS 3.5.1), by Origin and Sec-Fetch-Site.

A browser sends Origin with every request that changes something, and today's also Sec-Fetch-Site. A script
sends neither, and carries no cookie that a stranger could use.
"""

from api.asgi import App, Receive, Scope, Send, answer
from api.errors import problem

SAFE = {"GET", "HEAD", "OPTIONS"}


def same_site_only(app: App, origin: str) -> App:
    """403 `cross-site` for a changing request that does not come from `origin` or from the host asked."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE and _foreign(scope, origin):
            headers, body = problem(403, "cross-site", "This request came from another site and was refused.")
            await answer(send, 403, headers, body)
        else:
            await app(scope, receive, send)

    return guarded


def _foreign(scope: Scope, own: str) -> bool:
    headers = dict(scope["headers"])
    site = headers.get(b"sec-fetch-site", b"same-origin")
    if site not in (b"same-origin", b"none"):
        return True
    origin = headers.get(b"origin")
    if origin is None:
        return False
    sent = origin.decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    # Asked by the host it was loaded from, as on localhost under several names, is the same site.
    return sent != own and (not host or sent not in (f"http://{host}", f"https://{host}"))
