"""What people do through the screens: sign up, sign in, accept, write."""

import re
import time
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.running import Afterglow
from tests.people import new_email

GROUP = re.compile(r"Group (\d)")


@dataclass(frozen=True)
class SignedUp:
    """Somebody who has just signed up, and what they kept."""

    page: Page
    email: str
    password: str
    code: str


def sign_up_patient(context: BrowserContext, link: str | None = None, name: str = "ana") -> Page:
    """By an invitation's link or, without one, openly. Today is open afterwards."""
    return sign_up(context, link or "/sign-up", name).page


def sign_up_therapist(context: BrowserContext, afterglow: Afterglow, name: str = "theo") -> Page:
    return sign_up(context, afterglow.invite("therapist"), name, "One place for what patients share.").page


def sign_up(context: BrowserContext, link: str, name: str, then: str | None = None) -> SignedUp:
    page = context.new_page()
    page.goto(link)
    email = new_email(name)
    password = fill_in(page, name, email)
    code = keep_code(page, "Make my account")
    expect(page.get_by_role("button", name="Make my account")).to_have_count(0)
    if then is None:
        page.goto("/")
        expect(page.get_by_role("link", name="Check in")).to_be_visible()
    return SignedUp(page, email, password, code)


def fill_in(page: Page, name: str, email: str) -> str:
    """The first screen of signing up, with the password it offers, which is returned; the second is open
    afterwards."""
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    expect(page.get_by_label("Password", exact=True)).not_to_have_value("")
    password = page.get_by_label("Password", exact=True).input_value()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Keep your recovery code.")).to_be_visible()
    return password


def keep_code(page: Page, go_on: str) -> str:
    """Copies the code shown, and gives back the two groups asked for."""
    shown = page.get_by_role("list", name="Your recovery code").get_by_role("listitem").all_inner_texts()
    groups = [group.split()[-1] for group in shown]
    for field in page.locator(".asked-back label").all():
        found = GROUP.search(field.inner_text())
        assert found
        page.get_by_label(found[0], exact=True).fill(groups[int(found[1]) - 1])
    page.get_by_role("button", name=go_on).click()
    return "-".join(groups)


def sign_in(context: BrowserContext, email: str, password: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    return page


def accept(ana: Page, link: str) -> None:
    """A patient who is signed in opens a therapist's invitation and accepts it."""
    ana.goto(link)
    ana.get_by_role("button", name="Accept").click()
    expect(ana).to_have_url(re.compile("/sharing$"))


def check_in(page: Page, mood: int = 5, anxiety: int = 3, energy: int = 4) -> None:
    """Three taps and Save, from the form itself."""
    for number, value in enumerate((mood, anxiety, energy)):
        page.locator(".scale").nth(number).get_by_role("radio", name=str(value), exact=True).check()
    page.get_by_role("button", name="Save").click()


def installed(page: Page) -> None:
    """Until the app can start without the server."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    deadline = time.monotonic() + 20
    while not page.evaluate("navigator.serviceWorker.controller !== null"):
        assert time.monotonic() < deadline, "the service worker did not take over"
        page.wait_for_timeout(50)
