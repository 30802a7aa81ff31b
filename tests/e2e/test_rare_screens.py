"""Screens that are seen when something is wrong, or only once: they are as accessible as the others."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Device
from tests.e2e.pair import Pair, entry_link, invitation_of, linked_pair, share, share_words, write
from tests.e2e.people import accept, installed, sign_in, sign_up, sign_up_therapist
from tests.e2e.running import Afterglow
from tests.e2e.test_sharing import keys_changed

pytestmark = pytest.mark.browser

WORDS = "The rain on the roof was kind."
PICTURES = os.environ.get("AFTERGLOW_PICTURES")

Look = Callable[[Page, str, str], None]


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def dark(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def look(axe: Callable[[Page], list[str]], dark: bool) -> Look:
    """The text that says which screen it is, and its name; the folder AFTERGLOW_PICTURES gets a picture."""

    def look(page: Page, text: str, name: str) -> None:
        expect(page.get_by_text(text).first).to_be_visible()
        # axe cannot judge what is half under the bar at the top.
        page.evaluate("scrollTo(0, 0)")
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{'dark' if dark else 'light'}.png")
        assert axe(page) == []

    return look


def test_what_the_therapist_cannot_open(device: Device, afterglow: Afterglow, dark: bool, look: Look) -> None:
    pair = linked_pair(device, afterglow, dark=dark)
    ana, theo = pair.ana, pair.theo
    forged, unread = share_words(pair, WORDS), share_words(pair, "And the thunder too.")
    pair.admin("UPDATE entry SET signed = replace(signed, 'T', 'T1') WHERE id = $1", forged)
    entry_link(theo, forged).click()
    look(theo, "This cannot be trusted.", "untrusted")
    pair.to_patients()
    expect(entry_link(theo, unread)).to_be_visible()
    theo.context.set_offline(True)
    entry_link(theo, unread).click()
    look(theo, "There is no connection just now.", "no-connection")
    theo.context.set_offline(False)
    with keys_changed(pair, unread):
        ana.reload()
        id = write(ana, "One more.")
        look(ana, "Their keys have changed.", "changed-keys-entry")
        ana.goto(f"/entries/{id}/share")
        look(ana, "There is nobody to share this with just now.", "changed-keys-share")
        ana.goto("/sharing")
        look(ana, "Their keys have changed.", "changed-keys-sharing")


def test_a_patient_whose_keys_do_not_fit(
    device: Device, afterglow: Afterglow, dark: bool, look: Look
) -> None:
    theo = sign_up_therapist(device(desktop=True, dark=dark), afterglow)
    ana = sign_up(device(dark=dark), "/sign-up", "ana").page
    pair = Pair(ana, theo, afterglow)
    link = invitation_of(theo)
    theo.context.set_offline(True)
    accept(ana, link)
    write(ana, WORDS)
    share(ana)
    pair.admin(
        "UPDATE care_link SET mac = sha256('another')::bytea WHERE ended_at IS NULL AND therapist ="
        " (SELECT therapist FROM care_link ORDER BY since DESC LIMIT 1)"
    )
    theo.context.set_offline(False)
    theo.evaluate("dispatchEvent(new Event('online'))")
    pair.to_patients()
    look(theo, "What is shared with you cannot be opened just now.", "not-verified")
    expect(theo.get_by_text("ana could not be verified")).to_be_visible()
    theo.locator(".patient").click()
    look(theo, "Nothing of theirs is opened.", "not-verified-patient")


def test_an_invitation_and_its_acceptance(
    device: Device, afterglow: Afterglow, dark: bool, look: Look
) -> None:
    theo = sign_up_therapist(device(desktop=True, dark=dark), afterglow)
    ana = sign_up(device(dark=dark), "/sign-up", "ana").page
    link = invitation_of(theo)
    ana.goto(link)
    look(ana, "theo invites you.", "invited")
    ana.get_by_role("button", name="Accept").click()
    look(ana, "You decide who reads what.", "accepted")
    look(theo, "ana has accepted, and is verified.", "accepted-therapist")
    ana.goto(link)
    look(ana, "You are linked with theo.", "accepted-before")


def test_who_signs_in_where_somebody_else_was(device: Device, dark: bool, look: Look) -> None:
    mallory = sign_up(device(), "/sign-up", "mallory")
    context = device(dark=dark)
    page = sign_up(context, "/sign-up", "ana").page

    def ask() -> None:
        page.goto("/sign-in")
        page.get_by_label("E-mail address").fill(mallory.email)
        page.get_by_label("Password", exact=True).fill(mallory.password)
        page.get_by_role("button", name="Sign in", exact=True).click()

    ask()
    look(page, "Erase what ana has on this device?", "somebody-else-synced")
    page.get_by_role("button", name="Stay").click()
    context.route("**/api/entries", lambda route: route.abort())
    write(page, WORDS)
    ask()
    look(page, "One entry is on this device alone.", "somebody-else-unsynced")
    page.get_by_role("button", name="Stay").click()
    page.goto("/me")
    page.get_by_role("button", name="Sign out", exact=True).click()
    look(page, "Some of this is not synced yet.", "unsynced")


def test_a_sign_in_that_ended(device: Device, dark: bool, look: Look) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    phone = sign_in(device(dark=dark), ana.email, ana.password)
    expect(phone.get_by_role("link", name="Check in")).to_be_visible()
    installed(phone)
    ana.page.goto("/me")
    ana.page.get_by_role("listitem").get_by_role("button", name="Sign out").click()
    expect(ana.page.get_by_text("is signed out.")).to_be_visible()
    phone.goto("/journal")
    look(phone, "You were signed out on this device. Nothing is lost.", "ended")
    phone.get_by_role("link", name="Sign in again").click()
    look(phone, "Sign in", "ended-sign-in")
