"""Accounts, sign-ins and recovery over HTTP."""

from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from api.accounts import recognise, recovery, shapes
from api.accounts.arrival import LIFETIMES, Arrival, account_of, new_token
from api.accounts.shapes import (
    Credentials,
    NewAccount,
    PasswordChange,
    Recovery,
    RecoveryBundle,
    RecoveryCodeChange,
    RecoveryProof,
    SignedIn,
    SignInLine,
    SignIns,
)
from api.accounts.sign_in import Account, cookie, ended_cookie, forget, presented
from api.accounts.sign_up import sign_up
from api.accounts.tables import Account as Accounts
from api.accounts.tables import SignIn
from api.database import tx
from api.errors import ApiError
from api.server_key import ServerKey
from api.settings import Settings
from api.wire import StrictRequest


class SignInNotFound(ApiError):
    status = 404
    type = "sign-in-not-found"
    detail = "There is no such sign-in. Perhaps it has ended already."


@post("/api/accounts")
async def new_account(
    request: StrictRequest,
    settings: NamedDependency[Settings],
    key: NamedDependency[ServerKey],
    data: JSONBody[NewAccount],
) -> Response[SignedIn]:
    """Signs up. The keys are made on the device; the server gets what it cannot open. The same request again
    is answered as the first. 409 `email-taken` or `invitation-used`, 403 `invitation-needed`, 410
    `invitation-expired`."""
    arrival = _arrival(request, data)
    return _let_in(request, arrival, await sign_up(key, data, arrival, settings.sign_up == "open"))


@post("/api/sign-ins")
async def sign_in(
    request: StrictRequest, key: NamedDependency[ServerKey], data: JSONBody[Credentials]
) -> Response[SignedIn]:
    """Signs in. 401 `not-recognised` is the one answer for an unknown person, a wrong password and too many
    tries."""
    arrival = _arrival(request, data)
    return _let_in(request, arrival, await recognise.sign_in(key, data, arrival))


@post("/api/recovery-bundles", status_code=200)
async def recovery_bundle(
    request: StrictRequest, key: NamedDependency[ServerKey], data: JSONBody[RecoveryProof]
) -> RecoveryBundle:
    """The private keys as wrapped with the recovery code, for who has the code. 401 `not-recognised`."""
    return await recovery.recovery_bundle(key, data, _address(request))


@post("/api/recoveries")
async def recover(
    request: StrictRequest, key: NamedDependency[ServerKey], data: JSONBody[Recovery]
) -> Response[SignedIn]:
    """A new password by the recovery code, which is used up; all other sign-ins end. 401 `not-recognised`."""
    arrival = _arrival(request, data)
    return _let_in(request, arrival, await recovery.recover(key, data, arrival))


@get("/api/account")
async def own_account(account: Account) -> shapes.Account:
    """The person who is signed in."""
    async with tx(account.token_hash):
        return account_of(await Accounts.mine())


@put("/api/account/password", status_code=204)
async def change_password(
    request: StrictRequest,
    account: Account,
    key: NamedDependency[ServerKey],
    data: JSONBody[PasswordChange],
) -> None:
    """A new password; other sign-ins end. 403 `wrong-password`."""
    await recognise.change_password(key, account, _address(request), data)


@put("/api/account/recovery-code", status_code=204)
async def change_recovery_code(
    request: StrictRequest,
    account: Account,
    key: NamedDependency[ServerKey],
    data: JSONBody[RecoveryCodeChange],
) -> None:
    """A new recovery code; the one before holds no more. 403 `wrong-password`."""
    await recognise.change_recovery_code(key, account, _address(request), data)


@get("/api/sign-ins")
async def sign_ins(account: Account) -> SignIns:
    """Where the person is signed in, the one seen last first."""
    async with tx(account.token_hash):
        rows = await SignIn.mine()
    return SignIns(
        [
            SignInLine(
                row["id"], row["device"], row["created_at"], row["last_seen_at"], row["id"] == account.sign_in
            )
            for row in rows
        ]
    )


@delete("/api/sign-ins/current")
async def sign_out(request: StrictRequest, account: Account) -> Response[None]:
    """Ends this sign-in and clears its cookie."""
    async with tx(account.token_hash):
        await SignIn.end(account.sign_in)
    forget(account.token_hash)
    return Response(
        None,
        status_code=204,
        headers={"clear-site-data": '"cookies"'},
        cookies=[ended_cookie(request)],
    )


@delete("/api/sign-ins/{id:uuid}")
async def end_sign_in(account: Account, id: FromPath[UUID]) -> None:
    """Ends one of the person's sign-ins, on whatever device. 404 `sign-in-not-found`."""
    async with tx(account.token_hash):
        if not await SignIn.end(id):
            raise SignInNotFound


def _arrival(request: StrictRequest, data: Credentials) -> Arrival:
    return Arrival(
        address=_address(request),
        device=data.device,
        token=new_token(),
        wants_token=data.token,
        replaces=presented(request),
    )


def _address(request: StrictRequest) -> str:
    """Behind a trusted proxy the server underneath has put the client's own address here."""
    return request.client.host if request.client else "nowhere"


def _let_in(request: StrictRequest, arrival: Arrival, signed_in: SignedIn) -> Response[SignedIn]:
    """With a token there is no cookie: a script keeps the one, a browser the other."""
    lasts = LIFETIMES[signed_in.account.role].whole
    cookies = [] if arrival.wants_token else [cookie(request, arrival.token, lasts)]
    return Response(signed_in, status_code=201, cookies=cookies)


ROUTES = [
    new_account,
    sign_in,
    recovery_bundle,
    recover,
    own_account,
    change_password,
    change_recovery_code,
    sign_ins,
    sign_out,
    end_sign_in,
]
