"""Being signed in: the token, its cookie, and the `account` that makes a route private."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.di import NamedDependency

from api.accounts.arrival import hash_of
from api.database import ask
from api.errors import NotSignedIn

COOKIE = "__Host-afterglow"
# Only for http://localhost in a browser that takes no Secure cookie there (Safari).
PLAIN_COOKIE = "afterglow"
KNOWN_TOKENS = 10_000
# Where the scope of a request carries its account once that is found out.
ACCOUNT = "afterglow.account"


class SignedInAs(msgspec.Struct, frozen=True):
    """Whose request this is. `token_hash` is what `tx` enters with: SHA-256 of the token, 32 bytes."""

    id: UUID
    role: str
    email: str
    sign_in: UUID
    token_hash: bytes


# Whose a token is never changes, so that much is remembered. Whether it is still valid is asked of the
# database by every `tx`, in the same round trip as its BEGIN; forgetting all of it costs one query each.
_known: dict[bytes, SignedInAs] = {}


async def account(request: ASGIConnection[Any, Any, Any, Any]) -> SignedInAs:
    """The dependency of every private route. Raises NotSignedIn."""
    found: SignedInAs | None = request.scope.get(ACCOUNT)  # type: ignore[assignment]
    if found is None:
        found = await _account(request)
        request.scope[ACCOUNT] = found  # type: ignore[literal-required]
    return found


async def private_first(request: Request[Any, Any, Any]) -> None:
    """Before every route: a private one asks who it is before it reads a body of some megabytes.

    Not a guard, for which Litestar copies the whole handler at each request.
    """
    if "account" in request.route_handler.parsed_fn_signature.parameters:
        await account(request)


async def _account(request: ASGIConnection[Any, Any, Any, Any]) -> SignedInAs:
    token_hash = presented(request)
    if token_hash is None:
        raise NotSignedIn
    known = _known.get(token_hash) or await look_up(token_hash)
    # All tabs of a browser share one cookie. A page says whose it is, so that it never goes on in the name
    # of somebody who signed in beside it.
    if request.headers.get("x-afterglow-account", str(known.id)) != str(known.id):
        raise NotSignedIn
    return known


async def look_up(token_hash: bytes) -> SignedInAs:
    """Asks the database whose sign-in this is, without counting as being seen. Raises NotSignedIn."""
    rows = await ask("SELECT * FROM signed_in($1)", token_hash)
    if not rows:
        _known.pop(token_hash, None)
        raise NotSignedIn
    [row] = rows
    if len(_known) >= KNOWN_TOKENS:
        _known.clear()
    known = SignedInAs(row["account"], row["role"], row["email"], row["sign_in"], token_hash)
    _known[token_hash] = known
    return known


def forget(token_hash: bytes) -> None:
    """This sign-in has ended. Other processes forget it when their next `tx` is refused."""
    _known.pop(token_hash, None)


Account = NamedDependency[SignedInAs]


def presented(request: ASGIConnection[Any, Any, Any, Any]) -> bytes | None:
    """The hash of the token that a request carries, good or not."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer if scheme.lower() == "bearer" and bearer else request.cookies.get(_cookie_name(request))
    return hash_of(token) if token else None


def cookie(request: ASGIConnection[Any, Any, Any, Any], token: str, lasts: timedelta) -> Cookie:
    """The cookie that carries `token`."""
    return Cookie(
        key=(name := _cookie_name(request)),
        value=token,
        path="/",
        secure=name == COOKIE,
        httponly=True,
        samesite="strict",
        max_age=int(lasts.total_seconds()),
    )


def ended_cookie(request: ASGIConnection[Any, Any, Any, Any]) -> Cookie:
    return cookie(request, "", timedelta(0))


def _cookie_name(request: ASGIConnection[Any, Any, Any, Any]) -> str:
    """Safari stores no Secure cookie from http://localhost; it alone gets the plain name, and only there."""
    agent = request.headers.get("user-agent", "")
    if "Safari/" in agent and "Chrom" not in agent:
        url = request.url
        if url.scheme == "http" and url.hostname == "localhost":
            return PLAIN_COOKIE
    return COOKIE
