"""The recovery code is not dropped unseen, and a new one is made while the password is known."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.conftest import Device
from tests.e2e.people import fill_in, keep_code, sign_up
from tests.people import new_email

pytestmark = pytest.mark.browser

KEEP_NEW = "Keep your new recovery code."


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_leaving_the_code_asks_first(device: Device, axe: Callable[[Page], list[str]], dark: bool) -> None:
    page = device(dark=dark).new_page()
    page.goto("/")
    page.locator("a[href='/sign-up']").first.click()
    fill_in(page, "ana", new_email("ana"))
    page.locator(".top-bar .back").click()
    asked = question(page)
    expect(asked.get_by_text("Your account is not made yet.")).to_be_visible()
    assert axe(page) == []
    asked.get_by_role("button", name="Stay").click()
    expect(asked).to_have_count(0)
    page.go_back()
    question(page).get_by_role("button", name="Stay").click()
    expect(page).to_have_url(re.compile("/sign-up$"))
    expect(page.get_by_role("heading", name="Keep your recovery code.")).to_be_visible()
    page.go_back()
    question(page).get_by_role("button", name="Leave").click()
    expect(page.locator("a[href='/sign-up']").first).to_be_visible()


def test_get_help_now_is_never_in_question(device: Device) -> None:
    page = device().new_page()
    page.goto("/sign-up")
    fill_in(page, "ana", new_email("ana"))
    page.get_by_role("link", name="Get help now").click()
    expect(page.get_by_role("heading", name="You can reach a person now.")).to_be_visible()


def test_a_new_code_on_me_takes_the_place_of_the_old_one(device: Device) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    page = ana.page
    ask_for_code(page, "not the password at all")
    expect(page.get_by_text("That is not your password, or there were too many tries.")).to_be_visible()
    ask_for_code(page, ana.password)
    expect(page.get_by_role("heading", name=KEEP_NEW)).to_be_visible()
    page.locator(".top-bar .back").click()
    expect(question(page).get_by_text("Your old code stays as it is.")).to_be_visible()
    question(page).get_by_role("button", name="Leave").click()
    expect(page.get_by_role("heading", name="This is your account.")).to_be_visible()
    assert opens(device, ana.email, ana.code)

    ask_for_code(page, ana.password)
    expect(page.get_by_role("heading", name=KEEP_NEW)).to_be_visible()
    code = keep_code(page, "Use this code from now on")
    expect(page.get_by_text("Your new recovery code holds now.")).to_be_visible()
    assert opens(device, ana.email, code)
    assert not opens(device, ana.email, ana.code)
    # The device is still signed in.
    page.goto("/journal")
    expect(page.get_by_role("heading", name="Your journal is empty.")).to_be_visible()


def test_whoever_leaves_after_an_answer_was_lost_is_told_to_keep_both_codes(device: Device) -> None:
    context = device(service_workers="block")
    ana = sign_up(context, "/sign-up", "ana")
    page = ana.page

    def lost(route: Route) -> None:
        route.fetch()
        route.abort()

    context.route("**/api/account/recovery-code", lost)
    ask_for_code(page, ana.password)
    expect(page.get_by_role("heading", name=KEEP_NEW)).to_be_visible()
    code = keep_code(page, "Use this code from now on")
    expect(page.get_by_text("The server cannot be reached just now.")).to_be_visible()
    page.locator(".top-bar .back").click()
    expect(question(page).get_by_text("keep your copy of it, and what you had before")).to_be_visible()
    assert opens(device, ana.email, code)


def test_mallory_makes_no_code_on_anas_open_phone(device: Device) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    mallory = sign_up(device(), "/sign-up", "mallory")
    ask_for_code(ana.page, mallory.password)
    expect(ana.page.get_by_text("That is not your password, or there were too many tries.")).to_be_visible()
    expect(ana.page.get_by_role("heading", name=KEEP_NEW)).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_while_making_a_new_code(
    device: Device, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    ana = sign_up(device(dark=dark), "/sign-up", "ana")
    ana.page.goto("/me")
    ana.page.get_by_text("Recovery code", exact=True).click()
    ana.page.get_by_role("link", name="Make a new code").click()
    expect(ana.page.get_by_role("heading", name="Make a new recovery code.")).to_be_visible()
    assert axe(ana.page) == []
    ana.page.get_by_label("Your password", exact=True).fill(ana.password)
    ana.page.get_by_role("button", name="Go on").click()
    expect(ana.page.get_by_role("heading", name=KEEP_NEW)).to_be_visible()
    assert axe(ana.page) == []


def question(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Leave without this code?")


def ask_for_code(page: Page, password: str) -> None:
    page.goto("/me/recovery-code")
    page.get_by_label("Your password", exact=True).fill(password)
    page.get_by_role("button", name="Go on").click()


def opens(device: Device, email: str, code: str) -> bool:
    """Whether the code is taken; nothing is used up by asking."""
    page = device().new_page()
    page.goto("/recover")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Recovery code").fill(code)
    page.get_by_role("button", name="Go on").click()
    fits = page.get_by_role("heading", name="Your code fits. Choose a new password.")
    refused = page.get_by_text("This address and this code do not belong together")
    expect(fits.or_(refused)).to_be_visible()
    taken = fits.is_visible()
    page.close()
    return taken
