"""What a device does, in Python: make keys, seal words, sign entries, and open them again.

The browser's own code is in pwa/src/vault; tests/test_vault_vectors.py holds the two together.
The formats are those of the design, section 5.
"""

import base64
import hashlib
import hmac
import json
import os
import random
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyrage  # type: ignore[import-untyped]
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ENTRY_LABEL = b"afterglow/entry/1\0"
BUNDLE_LABEL = "afterglow/bundle/1"
RECOVERY_BUNDLE_LABEL = "afterglow/recovery-bundle/1"
READER_LABEL = "afterglow/reader/1"
FEWEST_RECIPIENTS = 4
TAG_BYTES = 20


class Untrusted(Exception):
    """The words open, or claim to, but are not what their entry says they are."""


@dataclass(frozen=True)
class Keys:
    """One account's keys, as the device that made them holds them."""

    account: str
    identity: Any  # pyrage.x25519.Identity: the module has no types
    recipient: str
    signing: Ed25519PrivateKey = field(repr=False)
    verify_key: str


def make_keys(account: str | None = None) -> Keys:
    return _keys(account or uuid7(), pyrage.x25519.Identity.generate(), Ed25519PrivateKey.generate())


def keys_from(account: str, identity: str, seed: bytes) -> Keys:
    """The keys of a bundle: the age secret key and the 32 bytes of the Ed25519 seed."""
    return _keys(
        account,
        pyrage.x25519.Identity.from_str(identity),
        Ed25519PrivateKey.from_private_bytes(seed),
    )


def wrap_keys(keys: Keys, wrap: bytes, label: str = BUNDLE_LABEL) -> bytes:
    """The bundle: 0x01, nonce, AES-256-GCM. `label` is BUNDLE_LABEL or RECOVERY_BUNDLE_LABEL."""
    content = {
        "v": 1,
        "account": keys.account,
        "identity": str(keys.identity),
        "signing": b64(keys.signing.private_bytes_raw()),
    }
    nonce = os.urandom(12)
    sealed = AESGCM(wrap).encrypt(nonce, compact(content).encode(), f"{label}\0{keys.account}".encode())
    return b"\x01" + nonce + sealed


def unwrap_keys(bundle: bytes, wrap: bytes, account: str, label: str = BUNDLE_LABEL) -> Keys:
    """Raises cryptography's InvalidTag for a wrong key, another account or any changed byte."""
    assert bundle[0] == 1, "this version of the program knows bundle version 1 only"
    opened = AESGCM(wrap).decrypt(bundle[1:13], bundle[13:], f"{label}\0{account}".encode())
    content = json.loads(opened)
    return keys_from(content["account"], content["identity"], base64.b64decode(content["signing"]))


def sign_up_body(
    keys: Keys,
    name: str,
    email: str,
    *,
    auth: bytes | None = None,
    wrap: bytes | None = None,
    recovery_wrap: bytes | None = None,
    recovery_proof: bytes | None = None,
    invitation: bytes | None = None,
    device: str = "a test",
    token: bool = True,
) -> dict[str, Any]:
    """The body of POST /api/accounts.

    The server never sees a password, so whatever is not given is random: `auth` and
    `recovery_proof` are then found in the answer, for signing in and recovering later.
    """
    return {
        "id": keys.account,
        "name": name,
        "email": email,
        "kdf": 1,
        "auth": b64(auth or os.urandom(32)),
        "recipient": keys.recipient,
        "verify_key": keys.verify_key,
        "bundle": b64(wrap_keys(keys, wrap or os.urandom(32))),
        "recovery_bundle": b64(wrap_keys(keys, recovery_wrap or os.urandom(32), RECOVERY_BUNDLE_LABEL)),
        "recovery_proof": b64(recovery_proof or os.urandom(32)),
        "invitation": b64(invitation) if invitation else None,
        "device": device,
        "token": token,
    }


def write_edit(
    keys: Keys,
    facts: dict[str, Any],
    text: dict[str, str] | None = None,
    *,
    readers: Iterable[Keys] = (),
    until: str | None = None,
    revision: int = 1,
    id: str | None = None,
    edit: str | None = None,
    occurred_at: str | None = None,
    recorded_at: str | None = None,
    session: str | None = None,
    withdrawals: int = 0,
    words: bytes | None = None,
) -> dict[str, Any]:
    """One edit that writes an entry, as POST /api/entries and PUT /api/entries/… take it.

    `words` are bytes to send as they are, instead of `text` sealed.
    """
    id, edit, readers = id or uuid7(), edit or uuid7(), list(readers)
    now = datetime.now(UTC).astimezone().isoformat(timespec="milliseconds")
    listed = [{"account": reader.account, "until": until} for reader in readers]
    recipients = [keys.recipient, *(reader.recipient for reader in readers)]
    if text is not None:
        words = seal_words(text, keys.account, id, edit, recipients)
    fields = {
        "author": keys.account,
        "id": id,
        "revision": revision,
        "edit": edit,
        "occurred_at": occurred_at or now,
        "recorded_at": recorded_at or now,
        "facts": facts,
        "reader_tags": tag_readers(keys, edit, listed),
        "words": None if words is None else hashlib.sha256(words).hexdigest(),
    }
    signed, signature = sign_entry(fields, keys)
    return {
        "edit": edit,
        "signed": signed,
        "signature": b64(signature),
        "words": None if words is None else b64(words),
        "readers": listed,
        "session": session,
        "withdrawals": withdrawals,
    }


def tag_readers(keys: Keys, edit: str, readers: list[dict[str, Any]]) -> str:
    """Who was to read a revision, so that only the author's devices can tell (vault/readers.ts)."""
    tags = [reader_tag(keys, edit, **reader) for reader in readers]
    tags += [os.urandom(TAG_BYTES).hex() for _ in range(FEWEST_RECIPIENTS - len(tags))]
    return "".join(sorted(tags))


def reader_tag(keys: Keys, edit: str, account: str, until: str | None) -> str:
    end = "" if until is None else int(datetime.fromisoformat(until).timestamp() * 1000)
    said = f"{READER_LABEL}\0{edit}\0{account}\0{end}".encode()
    secret = HKDF(SHA256(), 32, salt=None, info=b"afterglow/readers/1").derive(
        keys.signing.private_bytes_raw()
    )
    return hmac.digest(secret, said, "sha256")[:TAG_BYTES].hex()


def sign_entry(fields: dict[str, Any], keys: Keys) -> tuple[str, bytes]:
    signed = compact(fields)
    return signed, keys.signing.sign(ENTRY_LABEL + signed.encode())


def is_signed_by(verify_key: str, signed: str, signature: bytes) -> bool:
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(verify_key))
    try:
        key.verify(signature, ENTRY_LABEL + signed.encode())
    except InvalidSignature:
        return False
    return True


def seal_words(text: dict[str, str], author: str, id: str, edit: str, recipients: Iterable[str]) -> bytes:
    """An age file to all of `recipients`, author included, filled up with dummies to four.

    Shuffled: the place at which a reader finds its own key would tell how many others there are.
    """
    known = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    dummies = FEWEST_RECIPIENTS - len(known)
    known += [pyrage.x25519.Identity.generate().to_public() for _ in range(dummies)]
    random.SystemRandom().shuffle(known)
    return bytes(
        pyrage.encrypt(padded({"v": 1, "author": author, "id": id, "edit": edit, "text": text}), known)
    )


def open_words(
    sealed: bytes, keys: Keys, author: str, id: str, edit: str | None = None
) -> dict[str, str] | None:
    """The text; None when it is not sealed to these keys. Raises Untrusted as the browser does."""
    try:
        content = json.loads(pyrage.decrypt(sealed, [keys.identity]))
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            return None
        raise Untrusted("broken") from error
    if content["v"] != 1 or (content["author"], content["id"]) != (author, id):
        raise Untrusted("another entry's words")
    if edit is not None and content["edit"] != edit:
        raise Untrusted("another edit's words")
    return dict(content["text"])


def padded(content: dict[str, Any]) -> bytes:
    """The JSON of `content`, with spaces in its last field `pad` up to the next bucket."""
    bare = compact(content | {"pad": ""}).encode()
    return bare[:-2] + b" " * (bucket(len(bare)) - len(bare)) + bare[-2:]


def bucket(length: int) -> int:
    """The smallest that holds `length` bytes: 256 doubling to 4096, then steps of at most 12 %."""
    size = 256
    while size < length:
        size = size * 2 if size < 4096 else size + size * 12 // 100
    return size


def compact(value: object) -> str:
    """What JSON.stringify writes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def uuid7() -> str:
    """RFC 9562: 48 bits of milliseconds, then random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))


def _keys(account: str, identity: Any, signing: Ed25519PrivateKey) -> Keys:
    verify_key = b64(signing.public_key().public_bytes_raw())
    return Keys(account, identity, str(identity.to_public()), signing, verify_key)
