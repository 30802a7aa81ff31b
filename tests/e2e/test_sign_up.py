"""Signing up: openly, by the operator's link and by a therapist's, with the recovery code asked back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Device
from tests.e2e.pair import invitation_of
from tests.e2e.people import check_in, fill_in, keep_code, sign_in, sign_up, sign_up_therapist
from tests.e2e.running import Afterglow
from tests.people import new_email

pytestmark = pytest.mark.browser

MAKE = "Make my account"
KEEP = "Keep your recovery code."
FIRST_ENTRY = "Three taps are enough."
# As a browser of 2022 answers, before these two curves were in WebCrypto.
WITHOUT_CURVES = """
  globalThis.SubtleCrypto && (SubtleCrypto.prototype.generateKey = () =>
    Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError")));
"""


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def leaves_without_asking(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())


@pytest.mark.parametrize("way", ["open", "operator", "therapist"])
def test_from_the_link_to_the_first_entry_there_are_three_screens(
    device: Device, afterglow: Afterglow, way: str
) -> None:
    link = "/sign-up"
    if way == "operator":
        link = afterglow.invite("patient")
    if way == "therapist":
        link = invitation_of(sign_up_therapist(device(desktop=True), afterglow))
    page = device().new_page()
    seen: list[str] = []

    def screen() -> None:
        seen.append(page.get_by_role("heading", level=1).inner_text())

    page.goto(link)
    page.get_by_label("Your name").wait_for()
    screen()
    fill_in(page, "ana", new_email("ana"))
    screen()
    keep_code(page, MAKE)
    heading(page, FIRST_ENTRY)
    screen()
    check_in(page)
    expect(page.get_by_text("Saved on this phone.", exact=True)).to_be_visible()
    first = "theo invites you." if way == "therapist" else "Make your account."
    assert seen == [first, KEEP, FIRST_ENTRY]


def test_a_therapist_comes_in_by_the_operators_link(device: Device, afterglow: Afterglow) -> None:
    page = device(desktop=True).new_page()
    page.goto(afterglow.invite("therapist"))
    heading(page, "Make your therapist’s account.")
    fill_in(page, "theo", new_email("theo"))
    keep_code(page, MAKE)
    heading(page, "Nobody shares with you yet.")


def test_a_therapist_who_loads_the_page_again_signs_in_and_is_where_they_were(
    device: Device, afterglow: Afterglow
) -> None:
    theo = sign_up(device(desktop=True), afterglow.invite("therapist"), "theo", "signed up")
    theo.page.goto("/invite")
    heading(theo.page, "Welcome back.")
    assert theo.page.evaluate("sessionStorage.length") == 0
    theo.page.get_by_label("E-mail address").fill(theo.email)
    theo.page.get_by_label("Password", exact=True).fill(theo.password)
    theo.page.get_by_role("button", name="Sign in", exact=True).click()
    heading(theo.page, "Invite a patient.")


def test_without_the_code_there_is_no_account(device: Device) -> None:
    page, email = device().new_page(), new_email("ana")
    page.goto("/sign-up")
    password = fill_in(page, "ana", email)
    page.locator(".asked-back input").first.fill("AAAA")
    page.get_by_role("button", name=MAKE).click()
    expect(page.get_by_text(re.compile(r"Group \d does not fit."))).to_have_count(2)
    expect(page.locator(".asked-back input").first).to_be_focused()
    leaves_without_asking(page)
    page.reload()
    heading(page, "Make your account.")
    expect(page.get_by_label("Your name")).to_have_value("ana")
    expect(page.get_by_label("E-mail address")).to_have_value(email)
    unknown = sign_in(device(), email, password)
    expect(unknown.get_by_text("These do not fit together")).to_be_visible()


def test_a_link_outlives_a_reload_before_the_account_is_made(device: Device, afterglow: Afterglow) -> None:
    page = device().new_page()
    page.goto(afterglow.invite("patient"))
    fill_in(page, "ana", new_email("ana"))
    leaves_without_asking(page)
    page.reload()
    fill_in(page, "ana", new_email("ana"))
    keep_code(page, MAKE)
    heading(page, FIRST_ENTRY)


def test_an_account_whose_answer_was_lost_is_asked_for_again(device: Device) -> None:
    page = device().new_page()
    page.goto("/sign-up")
    fill_in(page, "ana", new_email("ana"))

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/accounts", lose)
    keep_code(page, MAKE)
    expect(page.get_by_text("The server cannot be reached just now.")).to_be_visible()
    page.unroute("**/api/accounts")
    page.get_by_role("button", name=MAKE).click()
    heading(page, FIRST_ENTRY)


def test_an_address_that_is_taken_is_said_on_the_form_and_the_code_stays(device: Device) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    page = device().new_page()
    page.goto("/sign-up")
    fill_in(page, "mallory", ana.email.upper())
    code = keep_code(page, MAKE)
    expect(page.get_by_text("There is an account with this e-mail address already.")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("mallory")
    page.get_by_label("E-mail address").fill(new_email("mallory"))
    page.get_by_role("button", name="Go on").click()
    heading(page, KEEP)
    assert keep_code(page, MAKE) == code
    heading(page, FIRST_ENTRY)


def test_mistakes_are_said_where_they_are_and_nothing_typed_is_lost(device: Device) -> None:
    page = device().new_page()
    page.goto("/sign-up")
    page.get_by_label("E-mail address").fill("ana")
    page.get_by_label("Password", exact=True).fill("ana ana ana")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Write your name.")).to_be_visible()
    expect(page.get_by_label("Your name")).to_be_focused()
    expect(page.get_by_text("Write your e-mail address, with the @ in it.")).to_be_visible()
    expect(page.get_by_text("Please use at least 15 characters.")).to_be_visible()
    expect(page.get_by_label("Password", exact=True)).to_have_value("ana ana ana")


def test_password_managers_are_told_what_each_field_is(device: Device) -> None:
    page = device().new_page()
    page.goto("/sign-up")
    expect(page.get_by_label("E-mail address")).to_have_attribute("autocomplete", "username")
    password = page.get_by_label("Password", exact=True)
    expect(password).to_have_attribute("autocomplete", "new-password")
    expect(password).to_have_value(re.compile(r"^[a-z]+(-[a-z]+){3}$"))
    page.get_by_role("button", name="Hide what you typed as password").click()
    expect(password).to_have_attribute("type", "password")


def test_the_code_can_be_kept_as_a_file_and_on_paper(device: Device, tmp_path: Path) -> None:
    page, email = device(accept_downloads=True).new_page(), new_email("ana")
    page.goto("/sign-up")
    fill_in(page, "ana", email)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a text file").click()
    download.value.save_as(tmp_path / "code.txt")
    page.emulate_media(media="print")
    paper = page.locator(".recovery-code").inner_text()
    expect(page.get_by_role("button", name=MAKE)).to_be_hidden()
    page.emulate_media(media="screen")
    code = keep_code(page, MAKE)
    kept = (tmp_path / "code.txt").read_text()
    assert code in kept
    assert email in kept
    assert email in paper
    assert all(group in paper for group in code.split("-"))


def test_a_browser_that_cannot_seal_is_told_before_anything_is_typed(device: Device) -> None:
    context = device()
    context.add_init_script(WITHOUT_CURVES)
    page = context.new_page()
    for path in ("/", "/sign-up", "/sign-in", "/recover", "/invitation"):
        page.goto(path)
        heading(page, "This browser cannot seal your words.")
    page.get_by_role("link", name="Get help now").click()
    heading(page, "You can reach a person now.")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_while_signing_up(
    device: Device, afterglow: Afterglow, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    page = device(dark=dark).new_page()
    page.goto(afterglow.invite("patient"))
    heading(page, "Make your account.")
    page.get_by_text("What the people who run this server can see").click()
    # What has gone under the line at the top is out of its sight.
    page.evaluate("scrollTo(0, 0)")
    assert axe(page) == []
    fill_in(page, "ana", new_email("ana"))
    assert axe(page) == []
    page.get_by_role("button", name=MAKE).click()
    expect(page.get_by_text(re.compile(r"Group \d does not fit."))).to_have_count(2)
    assert axe(page) == []
