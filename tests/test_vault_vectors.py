"""What the browser seals, signs and derives is what Python does, on the cases that both read."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from tests.derivations import (
    base64url,
    care_link_mac,
    derive,
    invitation,
    keys_hash,
    recovery_code,
    recovery_proof,
    recovery_wrap,
    salt,
)
from tests.sealing import (
    BUNDLE_LABEL,
    RECOVERY_BUNDLE_LABEL,
    Keys,
    Untrusted,
    bucket,
    is_signed_by,
    keys_from,
    make_keys,
    open_words,
    padded,
    reader_tag,
    seal_words,
    sign_entry,
    tag_readers,
    unwrap_keys,
    uuid7,
    wrap_keys,
    write_edit,
)

VECTORS = Path(__file__).parent / "vectors"
MAKERS = ["by_python", "by_browser"]


def vector(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text())


def person(name: str) -> Keys:
    secrets = vector("people")[name]
    return keys_from(secrets["account"], secrets["identity"], base64.b64decode(secrets["signing"]))


@pytest.mark.parametrize("case", vector("kdf")["cases"])
def test_a_password_gives_the_same_keys_everywhere(case: dict[str, str]) -> None:
    auth, wrap = derive(case["password"], case["instance"], case["email"])
    assert salt(case["instance"], case["email"]).hex() == case["salt"]
    assert (auth.hex(), wrap.hex()) == (case["auth"], case["wrap"])


@pytest.mark.parametrize("case", vector("recovery-code")["cases"])
def test_a_recovery_code_gives_the_same_keys_everywhere(case: dict[str, str]) -> None:
    secret = bytes.fromhex(case["secret"])
    assert recovery_code(secret) == case["code"]
    assert (recovery_wrap(secret).hex(), recovery_proof(secret).hex()) == (case["wrap"], case["proof"])


@pytest.mark.parametrize("name", ["ana", "theo", "mallory"])
def test_public_keys_follow_from_the_secret_ones(name: str) -> None:
    keys, known = person(name), vector("people")[name]
    assert (keys.recipient, keys.verify_key) == (known["recipient"], known["verify_key"])


def test_an_invitation_is_the_same_everywhere() -> None:
    known, theo, ana = vector("invitation"), person("theo"), person("ana")
    made = invitation(bytes.fromhex(known["secret"]))
    stands_for = keys_hash(theo.account, theo.recipient, theo.verify_key)
    mac = care_link_mac(made.secret, theo.account, ana.account, ana.recipient, ana.verify_key)
    assert (made.code.hex(), made.id) == (known["code"], known["id"])
    assert (stands_for.hex(), mac.hex()) == (known["keys_hash"], known["mac"])
    assert known["care_link"].endswith(f"/invitation#c.{base64url(stands_for)}.{base64url(made.secret)}")


@pytest.mark.parametrize(("length", "size"), vector("padding")["buckets"])
def test_lengths_fall_into_the_same_buckets_everywhere(length: int, size: int) -> None:
    assert bucket(length) == size


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("label", [BUNDLE_LABEL, RECOVERY_BUNDLE_LABEL])
def test_a_bundle_opens_whoever_wrapped_it(maker: str, label: str) -> None:
    known, ana = vector("bundle"), person("ana")
    bundle = base64.b64decode(known[maker][label.split("/")[1]])
    opened = unwrap_keys(bundle, bytes.fromhex(known["wrap"]), known["account"], label)
    assert (opened.account, str(opened.identity)) == (ana.account, str(ana.identity))
    assert opened.verify_key == ana.verify_key


def test_a_bundle_opens_for_its_own_account_and_purpose_only() -> None:
    ana, wrap = person("ana"), bytes(32)
    bundle = wrap_keys(ana, wrap)
    for account, label in [(uuid7(), BUNDLE_LABEL), (ana.account, RECOVERY_BUNDLE_LABEL)]:
        with pytest.raises(InvalidTag):
            unwrap_keys(bundle, wrap, account, label)


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("reader", ["ana", "theo"])
def test_words_open_for_every_reader_whoever_sealed_them(maker: str, reader: str) -> None:
    entry, text = vector("entry")[maker], vector("entry")["text"]
    edit = json.loads(entry["signed"])["edit"]
    words = base64.b64decode(entry["words"])
    assert open_words(words, person(reader), entry["author"], entry["id"], edit) == text


@pytest.mark.parametrize("maker", MAKERS)
def test_words_do_not_open_for_mallory(maker: str) -> None:
    entry = vector("entry")[maker]
    words = base64.b64decode(entry["words"])
    assert open_words(words, person("mallory"), entry["author"], entry["id"]) is None


@pytest.mark.parametrize("maker", MAKERS)
def test_a_signature_is_the_same_bytes_everywhere(maker: str) -> None:
    entry, ana = vector("entry")[maker], person("ana")
    signed, signature = sign_entry(json.loads(entry["signed"]), ana)
    assert (signed, base64.b64encode(signature).decode()) == (entry["signed"], entry["signature"])
    assert is_signed_by(ana.verify_key, signed, signature)
    assert not is_signed_by(person("mallory").verify_key, signed, signature)


@pytest.mark.parametrize("case", vector("reader-tags")["cases"])
def test_a_readers_tag_is_the_same_everywhere(case: dict[str, Any]) -> None:
    ana, edit = person("ana"), vector("reader-tags")["edit"]
    for until in [case["until"], *case["same_moment"]]:
        assert reader_tag(ana, edit, case["account"], until) == case["tag"]
        assert case["tag"] in tag_readers(ana, edit, [{"account": case["account"], "until": until}])
    assert reader_tag(person("mallory"), edit, case["account"], case["until"]) != case["tag"]


def test_words_of_another_entry_are_not_trusted() -> None:
    ana, id, edit = make_keys(), uuid7(), uuid7()
    words = seal_words({"first_capture": "light"}, ana.account, id, edit, [ana.recipient])
    for place in [(uuid7(), id, edit), (ana.account, uuid7(), edit), (ana.account, id, uuid7())]:
        with pytest.raises(Untrusted):
            open_words(words, ana, *place)


def test_an_edit_carries_what_its_signature_covers() -> None:
    ana, theo = make_keys(), make_keys()
    edit = write_edit(ana, {"kind": "reflection"}, {"first_capture": "light"}, readers=[theo])
    signed = json.loads(edit["signed"])
    assert signed["author"] == ana.account
    assert edit["readers"] == [{"account": theo.account, "until": None}]
    assert is_signed_by(ana.verify_key, edit["signed"], base64.b64decode(edit["signature"]))


def test_padding_hides_all_but_the_bucket() -> None:
    assert {len(padded({"text": "x" * length})) for length in range(200)} == {256}
    assert len(padded({"text": "\N{BUTTERFLY}" * 100})) == 512
