"""The server key: 32 random bytes in the data folder, outside the database and every dump of it.

It wraps what a stolen dump could otherwise be used to guess passwords against: the private-key bundles a
second time, and the Argon2id hashes of `auth`. Subkeys are split off by HKDF labels, never by halves.
"""

import hashlib
import hmac
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12


class ServerKey:
    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("the server key must be 32 bytes")
        self._key = key
        self._aead = AESGCM(self._subkey("afterglow/outer/1"))

    @property
    def check_value(self) -> bytes:
        """Stored in the database, to notice that database and key do not belong together."""
        return self._subkey("afterglow/key-check/1")

    def role_password(self, role: str) -> str:
        return self._subkey(f"afterglow/role/{role}").hex()

    def blind(self, label: str, value: str) -> bytes:
        """A keyed hash under which the database can count without knowing what."""
        return hmac.digest(self._subkey("afterglow/blind/1"), f"{label}\0{value}".encode(), hashlib.sha256)

    def wrap(self, label: str, owner: bytes, secret: bytes) -> bytes:
        """AES-256-GCM, bound to what it is (`label`) and whose (`owner`): nonce, then ciphertext."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, secret, label.encode() + b"\0" + owner)

    def unwrap(self, label: str, owner: bytes, wrapped: bytes) -> bytes:
        """Raises cryptography.exceptions.InvalidTag when the bytes are not what `wrap` made of them."""
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        return self._aead.decrypt(nonce, sealed, label.encode() + b"\0" + owner)

    def _subkey(self, label: str) -> bytes:
        return _derive(self._key, label)


def load_server_key(data: Path) -> ServerKey:
    """The key in `data`/server.key, made at the first start. Complete or absent, never half written."""
    path = data / "server.key"
    if not path.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = data / f".server.key.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)  # fails if another process was first, whose key then counts
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return ServerKey(path.read_bytes())


@cache
def _derive(key: bytes, label: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=label.encode()).derive(key)
