"""ana and theo, each in a browser of their own, linked by an invitation, and what they do to each other."""

import asyncio
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import asyncpg
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Device
from tests.e2e.people import accept, sign_up_patient, sign_up_therapist
from tests.e2e.running import Afterglow

# A machine that also does other things takes its time.
expect.set_options(timeout=20_000)

ENTRY_ID = re.compile(r"/(?:entries|patients/[^/]+)/([0-9a-f-]{36})")


@dataclass(frozen=True)
class Pair:
    """Both are signed in; nothing is shared yet."""

    ana: Page
    theo: Page
    afterglow: Afterglow

    def admin(self, query: str, *arguments: object) -> Any:
        """What whoever holds the database can do."""
        return in_a_thread(_fetchval(self.afterglow.admin_dsn, query, arguments))

    def to_patients(self) -> None:
        """theo goes back to his first page."""
        self.theo.get_by_role("link", name="Patients", exact=True).first.click()


def linked_pair(device: Device, afterglow: Afterglow, *, dark: bool = False) -> Pair:
    theo = sign_up_therapist(device(desktop=True, dark=dark), afterglow)
    ana = sign_up_patient(device(dark=dark))
    accept(ana, invitation_of(theo))
    expect(theo.get_by_role("heading", name="ana has accepted, and is verified.")).to_be_visible()
    pair = Pair(ana, theo, afterglow)
    pair.to_patients()
    return pair


def invitation_of(theo: Page, whom: str = "ana") -> str:
    """Makes an invitation and returns its link; theo stays on its page."""
    theo.get_by_role("link", name="Invite", exact=True).click()
    theo.get_by_label("Who is it for?").fill(whom)
    theo.get_by_role("button", name="Make the invitation").click()
    expect(theo.get_by_role("img", name="The invitation as a square code")).to_be_visible()
    return theo.get_by_label("The same as a link").input_value()


def write(ana: Page, words: str) -> str:
    """A reflection, saved; its id. ana stands on its page afterwards."""
    ana.goto("/reflection")
    ana.get_by_label("Your words").fill(words)
    save(ana)
    ana.goto("/journal")
    # The newest comes first.
    ana.get_by_role("link", name=re.compile(re.escape(words[:20]))).first.click()
    ana.wait_for_url("**/entries/*")
    # The list stays on the screen until the entry's page is there.
    expect(ana.locator(".written")).to_have_text(words)
    return entry_in(ana)


def save(ana: Page) -> None:
    """The form that is open."""
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_role("status").get_by_text("Saved on this phone.")).to_be_visible()


def share(ana: Page) -> None:
    """From the entry's page back to it."""
    ana.get_by_role("link", name="Share with theo").click()
    ana.get_by_role("button", name="Share with theo").click()
    expect(ana.get_by_role("heading", name="You and theo can read this.")).to_be_visible()


def share_words(pair: Pair, words: str) -> str:
    """A new reflection that theo's page has been told of; its id."""
    id = write(pair.ana, words)
    share(pair.ana)
    expect(entry_link(pair.theo, id)).to_be_visible()
    return id


def entry_link(theo: Page, id: str) -> Locator:
    return theo.locator(f"a[href$='{id}']")


def entry_in(page: Page) -> str:
    found = ENTRY_ID.search(page.url)
    assert found, page.url
    return found[1]


def in_a_thread(work: Coroutine[Any, Any, Any]) -> Any:
    """Playwright's loop runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _fetchval(dsn: str, query: str, arguments: tuple[object, ...]) -> Any:
    connection = await asyncpg.connect(dsn, server_settings={"search_path": "afterglow"})
    try:
        return await connection.fetchval(query, *arguments)
    finally:
        await connection.close()
