"""The main job, end to end, on the built app: write offline, sync, share, read. Two people, two browsers, and
the server killed in the middle."""

import base64
import re
from typing import Any

import asyncpg
import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.derivations import CROCKFORD, recovery_proof, recovery_wrap
from tests.e2e.conftest import Device
from tests.e2e.pair import entry_link, in_a_thread, invitation_of, share
from tests.e2e.people import check_in, fill_in, installed, keep_code, sign_up_therapist
from tests.e2e.running import Afterglow
from tests.people import new_email
from tests.sealing import RECOVERY_BUNDLE_LABEL, Keys, b64, is_signed_by, open_words, unwrap_keys

pytestmark = pytest.mark.browser

OFFLINE_WORDS = "Grey light, then a slow warm field, and nobody in a hurry."
PRIVATE_WORDS = "This stays with me."


def test_ana_writes_without_a_network_and_theo_reads_what_she_chose(
    device: Device, afterglow: Afterglow
) -> None:
    theo = sign_up_therapist(device(desktop=True), afterglow)
    phone = device()
    email, code = new_email("ana"), ""

    ana = phone.new_page()
    ana.goto(invitation_of(theo))
    expect(ana.get_by_role("heading", name="theo invites you.")).to_be_visible()
    expect(ana.get_by_text("Nothing is shared by accepting.")).to_be_visible()
    fill_in(ana, "ana", email)
    code = keep_code(ana, "Make my account")
    # The third screen since the link is the first entry.
    check_in(ana, mood=3)
    expect(ana.get_by_text("Saved on this phone.", exact=True)).to_be_visible()
    expect(theo.get_by_role("heading", name="ana has accepted, and is verified.")).to_be_visible()

    installed(ana)
    afterglow.kill()
    phone.set_offline(True)
    reflect(ana, OFFLINE_WORDS)
    reflect(ana, PRIVATE_WORDS)
    ana.close()
    ana = phone.new_page()
    ana.goto("/journal")
    expect(ana.get_by_text(OFFLINE_WORDS[:20])).to_be_visible()
    expect(ana.get_by_text("Saved on this phone").first).to_be_visible()
    ana.goto("/help")
    expect(ana.get_by_role("heading", name="You can reach a person now.")).to_be_visible()

    afterglow.start()
    phone.set_offline(False)
    ana.goto("/journal")
    ana.get_by_role("link", name=re.compile(re.escape(OFFLINE_WORDS[:20]))).click()
    expect(ana.get_by_text("Synced")).to_be_visible(timeout=70_000)
    share(ana)

    shared = ana.url.rpartition("/")[2]

    # A reload would ask for the password: theo's browser keeps nothing.
    theo.get_by_role("link", name="Patients", exact=True).first.click()
    entry_link(theo, shared).click()
    expect(theo.get_by_text(OFFLINE_WORDS)).to_be_visible()
    expect(ana.get_by_text("Opened today")).to_be_visible(timeout=70_000)
    expect(theo.get_by_text(PRIVATE_WORDS)).to_have_count(0)

    ana.get_by_role("button", name="Take it back").click()
    expect(theo.get_by_role("heading", name="The patient has taken this entry back.")).to_be_visible()
    theo.get_by_role("link", name="Patients", exact=True).first.click()
    expect(entry_link(theo, shared)).to_have_count(0)

    ana.goto("/trends")
    ana.get_by_role("button", name="Table").or_(ana.get_by_role("radio", name="Table")).first.click()
    expect(ana.get_by_role("cell", name="3", exact=True).first).to_be_visible()

    assert {words_of(entry, keys) for entry, keys in opened_elsewhere(afterglow, email, code)} == {
        OFFLINE_WORDS,
        PRIVATE_WORDS,
    }


def reflect(page: Page, words: str) -> None:
    page.goto("/reflection")
    page.get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved on this phone.", exact=True)).to_be_visible()


def opened_elsewhere(afterglow: Afterglow, email: str, code: str) -> list[tuple[Any, Keys]]:
    """ana's reflections as another program gets at them, with her recovery code alone: pyrage opens what the
    browser sealed."""
    secret = secret_of(code)
    with httpx.Client(base_url=afterglow.origin) as http:
        asked = {"email": email, "proof": b64(recovery_proof(secret))}
        found = http.post("/api/recovery-bundles", json=asked).json()
        keys = unwrap_keys(
            base64.b64decode(found["bundle"]), recovery_wrap(secret), found["account"], RECOVERY_BUNDLE_LABEL
        )
    return [(row, keys) for row in rows(afterglow, keys.account)]


def rows(afterglow: Afterglow, author: str) -> list[Any]:
    async def fetch() -> list[Any]:
        connection = await asyncpg.connect(afterglow.admin_dsn)
        try:
            return list(
                await connection.fetch(
                    "SELECT * FROM afterglow.entry WHERE author = $1 AND kind = 'reflection'", author
                )
            )
        finally:
            await connection.close()

    found: list[Any] = in_a_thread(fetch())
    return found


def words_of(row: Any, keys: Keys) -> str:
    assert is_signed_by(keys.verify_key, row["signed"], row["signature"])
    text = open_words(row["words"], keys, keys.account, str(row["id"]))
    assert text is not None
    return text["first_capture"]


def secret_of(code: str) -> bytes:
    """The 128 bits of a recovery code: 26 symbols of Crockford's alphabet, then two of checksum."""
    value = 0
    for symbol in code.replace("-", "")[:26]:
        value = value << 5 | CROCKFORD.index(symbol)
    return (value >> 2).to_bytes(16, "big")
