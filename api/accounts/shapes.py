"""What travels about accounts and sign-ins. Bytes are base64, times RFC 3339."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

from api.accounts.fields import (
    Bundle,
    Code,
    Device,
    Kdf,
    Secret,
    Text,
    VerifyKey,
    known_recipient,
    normalised_email,
    printable_device,
    trimmed_name,
)
from api.errors import Malformed


class Person(Struct, frozen=True):
    """Somebody and their public keys as the server has them; a device trusts only keys it has checked."""

    id: UUID
    name: str
    role: Literal["patient", "therapist"]
    recipient: str
    verify_key: bytes


class Account(Person, frozen=True):
    """What only the person gets to see. `kdf`: the version by which their keys are derived."""

    email: str
    kdf: int


class SignedIn(Struct, frozen=True):
    """`bundle`: the private keys, as the device wrapped them. `token`: only when it was asked for."""

    account: Account
    sign_in: UUID
    bundle: bytes
    token: str | None


class Credentials(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`token`: answer with a token for scripts and set no cookie."""

    email: Text
    auth: Secret
    device: Device
    token: bool

    def __post_init__(self) -> None:
        force_setattr(self, "email", normalised_email(self.email))
        printable_device(self.device)


class NewAccount(Credentials, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`id` is made on the device and bound into `bundle`. `invitation`: the code in the link."""

    id: UUID
    name: Text
    kdf: Kdf
    recipient: Annotated[str, Meta(max_length=62, description="age1…")]
    verify_key: VerifyKey
    bundle: Bundle
    recovery_bundle: Bundle
    recovery_proof: Secret
    invitation: Code | None

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "name", trimmed_name(self.name))
        known_recipient(self.recipient)


class RecoveryProof(Struct, frozen=True, forbid_unknown_fields=True):
    """`proof` is derived from the recovery code."""

    email: Text
    proof: Secret

    def __post_init__(self) -> None:
        force_setattr(self, "email", normalised_email(self.email))


class RecoveryBundle(Struct, frozen=True):
    """The private keys, as the device wrapped them with the recovery code."""

    account: UUID
    bundle: bytes


class Recovery(Credentials, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`proof` of the old recovery code; all else is new: `auth`, both bundles, the proof of the next code."""

    proof: Secret
    kdf: Kdf
    bundle: Bundle
    recovery_bundle: Bundle
    recovery_proof: Secret

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.recovery_proof == self.proof:
            raise Malformed("The old recovery code cannot be the next one.")


class PasswordChange(Struct, frozen=True, forbid_unknown_fields=True):
    """The same keys, wrapped anew."""

    auth: Secret
    new_auth: Secret
    kdf: Kdf
    bundle: Bundle


class RecoveryCodeChange(Struct, frozen=True, forbid_unknown_fields=True):
    """The same keys, wrapped with the next recovery code. `auth`: of the present password."""

    auth: Secret
    recovery_bundle: Bundle
    recovery_proof: Secret


class SignInLine(Struct, frozen=True):
    id: UUID
    device: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


class SignIns(Struct, frozen=True):
    sign_ins: list[SignInLine]
