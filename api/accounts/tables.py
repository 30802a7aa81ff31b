"""Accounts and the places they are signed in. Columns are made by the migrations; a test compares the two.

A person who is signed in reads their own rows; all else happens through the door's functions.
"""

import hashlib
import uuid
from typing import Any

from asyncpg import Connection
from piccolo.columns import UUID, Bytea, Interval, SmallInt, Text, Timestamptz
from piccolo.columns.combination import WhereRaw
from piccolo.table import Table

from api.accounts.shapes import NewAccount, PasswordChange, Recovery, RecoveryCodeChange
from api.server_key import ServerKey

BUNDLE = "bundle"
RECOVERY_BUNDLE = "recovery-bundle"


class Account(Table, tablename="account"):
    """A person. `verifier`, `bundle` and `recovery_bundle` are encrypted under the server key."""

    id = UUID(primary_key=True)
    role = Text()
    name = Text()
    email = Text(unique=True)
    kdf = SmallInt()
    recipient = Text()
    verify_key = Bytea()
    verifier = Bytea()
    bundle = Bytea()
    recovery_bundle = Bytea()
    recovery_proof_hash = Bytea()
    created_at = Timestamptz()

    @classmethod
    async def by_email(cls, connection: Connection, email: str) -> Any:
        """Anybody's row, secrets included, for recognising them; None when there is none."""
        return await connection.fetchrow("SELECT * FROM account_by_email($1)", email)

    @classmethod
    async def mine(cls) -> dict[str, Any]:
        """Inside `tx`: row-level security leaves the one row."""
        (row,) = await cls.select()
        return row

    @classmethod
    async def create(
        cls, connection: Connection, new: NewAccount, role: str, verifier: bytes, key: ServerKey
    ) -> None:
        """Raises UniqueViolationError when the id or the e-mail address has an account."""
        await connection.execute(
            "SELECT create_account($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            *(new.id, role, new.name, new.email, new.kdf, new.recipient, new.verify_key),
            *(verifier, *_wrapped(key, new.id, new.bundle, new.recovery_bundle)),
            proof_hash(new.recovery_proof),
        )

    @classmethod
    async def change_password(
        cls,
        connection: Connection,
        mine: dict[str, Any],
        keep: uuid.UUID,
        new: PasswordChange,
        verifier: bytes,
        key: ServerKey,
    ) -> bool:
        """Every sign-in but `keep` ends. False when the password was replaced since `mine` was read."""
        return bool(
            await connection.fetchval(
                "SELECT change_password($1, $2, $3, $4, $5)",
                *(mine["verifier"], keep, new.kdf, verifier),
                key.wrap(BUNDLE, mine["id"].bytes, new.bundle),
            )
        )

    @classmethod
    async def change_recovery_code(
        cls, connection: Connection, mine: dict[str, Any], new: RecoveryCodeChange, key: ServerKey
    ) -> bool:
        """The code before it holds no more. False when the password was replaced since `mine` was read."""
        return bool(
            await connection.fetchval(
                "SELECT change_recovery_code($1, $2, $3)",
                mine["verifier"],
                key.wrap(RECOVERY_BUNDLE, mine["id"].bytes, new.recovery_bundle),
                proof_hash(new.recovery_proof),
            )
        )

    @classmethod
    async def recover(
        cls, connection: Connection, id: uuid.UUID, new: Recovery, verifier: bytes, key: ServerKey
    ) -> bool:
        """Uses the recovery code up, sets the next one, and ends every sign-in. False when it was used up."""
        return bool(
            await connection.fetchval(
                "SELECT recover_account($1, $2, $3, $4, $5, $6, $7)",
                *(id, proof_hash(new.proof), new.kdf, verifier),
                *_wrapped(key, id, new.bundle, new.recovery_bundle),
                proof_hash(new.recovery_proof),
            )
        )


class SignIn(Table, tablename="sign_in"):
    """One device, signed in. Only the SHA-256 of its token is kept."""

    id = UUID(primary_key=True)
    account = UUID()
    token_hash = Bytea(unique=True)
    device = Text()
    created_at = Timestamptz()
    last_seen_at = Timestamptz()
    idle = Interval()
    expires_at = Timestamptz()

    @classmethod
    async def mine(cls) -> list[dict[str, Any]]:
        """Inside `tx`: the person's own that are still good, the one seen last first."""
        still_good = WhereRaw("expires_at > now() AND last_seen_at + idle > now()")
        return await cls.select().where(still_good).order_by(cls.last_seen_at, ascending=False)

    @classmethod
    async def end(cls, id: uuid.UUID) -> bool:
        """Inside `tx`. False when the person has no such sign-in."""
        return bool(await cls.delete().where(cls.id == id).returning(cls.id))


def proof_hash(proof: bytes) -> bytes:
    """256 random bits cannot be guessed, so one SHA-256 is enough."""
    return hashlib.sha256(proof).digest()


def _wrapped(key: ServerKey, id: uuid.UUID, bundle: bytes, recovery_bundle: bytes) -> tuple[bytes, bytes]:
    return key.wrap(BUNDLE, id.bytes, bundle), key.wrap(RECOVERY_BUNDLE, id.bytes, recovery_bundle)
