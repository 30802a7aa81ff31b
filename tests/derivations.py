"""What is derived from a password, a recovery code and an invitation (design, section 5)."""

import base64
import hashlib
import hmac
import os
import unicodedata
import uuid
from dataclasses import dataclass

import argon2.low_level
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def derive(password: str, instance: str, email: str) -> tuple[bytes, bytes]:
    """(auth, wrap): auth goes to the server, wrap never leaves the device. KDF version 1."""
    master = argon2.low_level.hash_secret_raw(
        unicodedata.normalize("NFKC", password).encode(),
        salt(instance, email),
        time_cost=3,
        memory_cost=65536,
        parallelism=1,
        hash_len=32,
        type=argon2.low_level.Type.ID,
    )
    return hkdf(master, "afterglow/auth/1"), hkdf(master, "afterglow/wrap/1")


def salt(instance: str, email: str) -> bytes:
    parts = [
        "afterglow/kdf/1",
        instance.lower(),
        unicodedata.normalize("NFKC", email).strip().lower(),
    ]
    return hashlib.sha256(b"".join(length_prefixed(part) for part in parts)).digest()[:16]


def length_prefixed(text: str) -> bytes:
    data = text.encode()
    return len(data).to_bytes(4) + data


def hkdf(key: bytes, info: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info.encode()).derive(key)


def recovery_code(secret: bytes) -> str:
    """Seven groups of four: 128 bits as 26 symbols, then ten bits of checksum as two."""
    bits = int.from_bytes(secret) << 2
    checksum = int.from_bytes(hashlib.sha256(secret).digest()[:2]) >> 6
    symbols = _symbols(bits, 26) + _symbols(checksum, 2)
    return "-".join(symbols[at : at + 4] for at in range(0, 28, 4))


def recovery_wrap(secret: bytes) -> bytes:
    return hkdf(secret, "afterglow/recovery-wrap/1")


def recovery_proof(secret: bytes) -> bytes:
    return hkdf(secret, "afterglow/recovery-proof/1")


@dataclass(frozen=True)
class Invitation:
    secret: bytes
    code: bytes
    id: str


def invitation(secret: bytes | None = None) -> Invitation:
    """The server stores the id, the code spends it, the secret stays in the link's fragment."""
    secret = secret or os.urandom(32)
    code = hashlib.sha256(b"afterglow/invitation/1\0" + secret).digest()[:16]
    return Invitation(secret, code, str(uuid.UUID(bytes=hashlib.sha256(code).digest()[:16])))


def keys_hash(account: str, recipient: str, verify_key: str) -> bytes:
    """What a care link's fragment says of the inviter's keys; `verify_key` is base64."""
    content = f"afterglow/keys/1\0{account}\0{recipient}\0{verify_key}"
    return hashlib.sha256(content.encode()).digest()[:16]


def care_link_mac(secret: bytes, therapist: str, patient: str, recipient: str, verify_key: str) -> bytes:
    """The patient's proof that it held the invitation, over the patient's own keys."""
    content = f"afterglow/care-link/1\0{therapist}\0{patient}\0{recipient}\0{verify_key}"
    return hmac.digest(hkdf(secret, "afterglow/care-link/1"), content.encode(), "sha256")


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _symbols(bits: int, count: int) -> str:
    return "".join(CROCKFORD[bits >> 5 * place & 31] for place in reversed(range(count)))
