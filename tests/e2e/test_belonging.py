"""What is written belongs to a treatment session; a reader learns of that only when it is shared too."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Device
from tests.e2e.pair import entry_in, entry_link, linked_pair, save, share, write
from tests.e2e.people import check_in, sign_up_patient
from tests.e2e.running import Afterglow

pytestmark = pytest.mark.browser

WORDS = "The rain on the roof was kind."
BELONGS = re.compile("^Belongs to your session on")


def test_what_is_written_is_linked_to_the_nearest_session_unless_the_person_says_no(device: Device) -> None:
    ana = sign_up_patient(device())
    ana.goto("/reflection")
    expect(ana.get_by_label("Your words")).to_be_visible()
    expect(ana.get_by_text("Belongs to")).to_have_count(0)
    session = save_session(ana, days_ago=3)
    write(ana, WORDS)
    ana.goto("/check-in")
    expect(ana.get_by_text(BELONGS)).to_be_visible()
    check_in(ana)
    expect(ana.get_by_role("status").get_by_text("Saved on this phone.")).to_be_visible()
    ana.goto("/reflection")
    ana.get_by_text(BELONGS).click()
    ana.get_by_label("No session").check()
    expect(ana.get_by_text("Belongs to no session")).to_be_visible()
    ana.get_by_label("Your words").fill("About something else.")
    save(ana)

    ana.goto(f"/entries/{session}")
    about = ana.locator("section", has=ana.get_by_role("heading", name="What you wrote about it"))
    expect(about.get_by_role("link")).to_have_count(2)
    expect(about.get_by_text("About something else.")).to_have_count(0)
    about.get_by_role("link", name=re.compile("rain on the roof")).click()
    ana.get_by_role("link", name=re.compile("^your session on")).click()
    expect(ana).to_have_url(re.compile(session))


def test_the_link_can_be_changed_later_and_follows_the_time_until_it_is_chosen(device: Device) -> None:
    ana = sign_up_patient(device())
    early, late = save_session(ana, days_ago=10), save_session(ana, days_ago=3)
    ana.goto("/reflection")
    ana.get_by_label("Your words").fill(WORDS)
    ana.get_by_text("When: right now").click()
    ana.get_by_label("When did it happen?").fill(days_before(8))
    save(ana)
    ana.goto(f"/entries/{early}")
    ana.get_by_role("link", name=re.compile("rain on the roof")).click()
    ana.get_by_role("link", name="Edit").click()
    ana.get_by_text(BELONGS).click()
    ana.get_by_label("No session").check()
    save(ana)
    expect(ana.locator(".written")).to_have_text(WORDS)
    expect(ana.get_by_text("Belongs to")).to_have_count(0)
    for session in (early, late):
        ana.goto(f"/entries/{session}")
        expect(ana.get_by_role("button", name="Delete")).to_be_visible()
        expect(ana.get_by_text("What you wrote about it")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_reader_learns_of_the_session_only_when_it_is_shared_too(
    device: Device, afterglow: Afterglow, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    pair = linked_pair(device, afterglow, dark=dark)
    ana, theo = pair.ana, pair.theo
    session = save_session(ana, days_ago=3)
    id = write(ana, WORDS)
    author = pair.admin("SELECT author FROM entry WHERE id = $1", id)
    assert axe(ana) == []
    preview = preview_of(ana)
    assert "session" not in preview
    share(ana)
    entry_link(theo, id).click()
    expect(theo.get_by_text(WORDS)).to_be_visible()
    assert theo.get_by_role("article").inner_text() == preview
    expect(theo.get_by_text("session")).to_have_count(0)
    assert theo.request.get(f"/api/entries/{author}/{id}").json()["session"] is None

    ana.goto(f"/entries/{session}")
    share(ana)
    # Both are shared from here on, and what is written next is previewed with the session.
    other = write(ana, "And the thunder too.")
    preview = preview_of(ana)
    assert "Belongs to the session on" in preview
    share(ana)
    pair.to_patients()
    entry_link(theo, other).click()
    expect(theo.get_by_text("And the thunder too.")).to_be_visible()
    expect(theo.get_by_role("heading", name="The session it belongs to")).to_be_visible()
    assert theo.get_by_role("article").inner_text() == preview
    assert axe(theo) == []
    entry_link(theo, session).click()
    expect(theo.get_by_role("heading", name="Also shared about this session")).to_be_visible()
    expect(entry_link(theo, other)).to_be_visible()
    assert axe(theo) == []

    ana.goto(f"/entries/{session}")
    ana.get_by_role("button", name="Take it back").click()
    expect(theo.get_by_role("heading", name="The patient has taken this entry back.")).to_be_visible()
    pair.to_patients()
    # It was read before, so it no longer stands on the first page.
    theo.locator(".patient").click()
    entry_link(theo, other).click()
    expect(theo.get_by_text("And the thunder too.")).to_be_visible()
    expect(theo.get_by_text("session")).to_have_count(0)


def preview_of(ana: Page) -> str:
    """From the entry's page and back to it."""
    ana.get_by_role("link", name="Share with theo").click()
    expect(ana.get_by_role("heading", name="This is what theo will see.")).to_be_visible()
    preview = ana.get_by_role("article").inner_text()
    ana.get_by_role("link", name="Not now").click()
    return preview


def save_session(ana: Page, *, days_ago: int) -> str:
    """One that took place; its id."""
    ana.goto("/session")
    ana.get_by_label("It took place").check()
    ana.get_by_label("When did it start?").fill(days_before(days_ago))
    save(ana)
    ana.goto("/journal")
    ana.locator("a:has(strong:text-is('Session'))").nth(-1 if days_ago > 5 else 0).click()
    expect(ana.get_by_role("heading", name="You had a session")).to_be_visible()
    return entry_in(ana)


def days_before(days: int) -> str:
    return f"{datetime.now(ZoneInfo('Europe/Berlin')) - timedelta(days=days):%Y-%m-%dT%H:%M}"
