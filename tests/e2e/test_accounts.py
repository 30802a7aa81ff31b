"""Accounts as people meet them: a second device, a lost password, signing out, and a sign-in that ended."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.conftest import Device
from tests.e2e.people import installed, keep_code, sign_in, sign_up, sign_up_therapist
from tests.e2e.running import Afterglow

pytestmark = pytest.mark.browser

WORDS = "The light came slowly, like a tide."
OFFLINE_WORDS = "Written without a network."
ENDED = "You were signed out on this device. Nothing is lost."
NEW_PASSWORD = "lantern-harbor-meadow-quill"


def write(page: Page, words: str) -> None:
    page.goto("/reflection")
    page.get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").get_by_text("Saved on this phone.")).to_be_visible()


def write_and_sync(page: Page, words: str) -> None:
    write(page, words)
    page.goto("/journal")
    expect(page.get_by_role("listitem").filter(has_text=words).get_by_text("Synced")).to_be_visible()


def in_the_journal(page: Page, words: str) -> None:
    page.goto("/journal")
    expect(page.get_by_text(words)).to_be_visible()


def arrived(page: Page, afterglow: Afterglow) -> None:
    page.wait_for_url(f"{afterglow.origin}/")


def sign_out(page: Page) -> None:
    page.goto("/me")
    page.get_by_role("button", name="Sign out", exact=True).click()


def cut_off(context: BrowserContext, page: Page, offline: bool) -> None:
    context.set_offline(offline)
    if not offline:
        page.evaluate("dispatchEvent(new Event('online'))")


def left_on(page: Page) -> list[str]:
    found: list[str] = page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")
    return found


def test_a_second_device_shows_the_same_journal(device: Device, afterglow: Afterglow) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    write_and_sync(ana.page, WORDS)
    second = sign_in(device(dark=True), ana.email, ana.password)
    arrived(second, afterglow)
    in_the_journal(second, WORDS)


def test_signing_in_goes_on_to_where_the_person_was_going(device: Device, afterglow: Afterglow) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    page = device().new_page()
    page.goto("/trends")
    page.get_by_label("E-mail address").fill(ana.email)
    page.get_by_label("Password", exact=True).fill(ana.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{afterglow.origin}/trends")


def test_signing_in_never_leads_away_from_this_server(device: Device, afterglow: Afterglow) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    page = device().new_page()
    page.goto("/sign-in?to=//elsewhere.example/journal")
    page.get_by_label("E-mail address").fill(ana.email)
    page.get_by_label("Password", exact=True).fill(ana.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    arrived(page, afterglow)


def test_a_wrong_password_and_an_unknown_person_are_told_the_same(device: Device) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    for email in (ana.email, f"nobody-{ana.email}"):
        page = sign_in(device(), email, "not-the-right-password")
        expect(page.get_by_text("These do not fit together, or there were too many tries.")).to_be_visible()
        expect(page.get_by_label("Password", exact=True)).to_have_value("not-the-right-password")


def test_the_recovery_code_alone_brings_everything_back(device: Device, afterglow: Afterglow) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    write_and_sync(ana.page, WORDS)
    page = device().new_page()
    give_code(page, ana.email, ana.code.lower().replace("-", " "))
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Keep your new recovery code.")).to_be_visible()
    new_code = keep_code(page, "Finish and sign in")
    arrived(page, afterglow)
    in_the_journal(page, WORDS)
    assert new_code != ana.code

    ana.page.goto("/journal")
    expect(ana.page.get_by_text(ENDED)).to_be_visible()
    used_up = device().new_page()
    give_code(used_up, ana.email, ana.code)
    expect(used_up.get_by_text("A code that was used before does not work again.")).to_be_visible()
    arrived(sign_in(device(), ana.email, NEW_PASSWORD), afterglow)


def test_until_the_new_code_is_kept_the_old_one_still_works(device: Device, afterglow: Afterglow) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    page = device().new_page()
    give_code(page, ana.email, ana.code)
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Keep your new recovery code.")).to_be_visible()
    page.close()
    arrived(sign_in(device(), ana.email, ana.password), afterglow)
    again = device().new_page()
    give_code(again, ana.email, ana.code)
    expect(again.get_by_role("heading", name="Your code fits. Choose a new password.")).to_be_visible()


def test_a_recovery_whose_answer_was_lost_is_sent_again(device: Device, afterglow: Afterglow) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    context = device()
    page = context.new_page()
    give_code(page, ana.email, ana.code)
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Keep your new recovery code.")).to_be_visible()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/recoveries", lose)
    keep_code(page, "Finish and sign in")
    expect(page.get_by_text("The server cannot be reached just now.")).to_be_visible()
    page.unroute("**/api/recoveries")
    page.get_by_role("button", name="Finish and sign in").click()
    arrived(page, afterglow)


def test_a_mistyped_code_is_told_where_it_does_not_fit(device: Device) -> None:
    page = device().new_page()
    give_code(page, "ana@example.org", "ABCD-EF!H")
    expect(page.get_by_text("Group 2 has a character that no code contains: !")).to_be_visible()


def give_code(page: Page, email: str, code: str) -> None:
    page.goto("/recover")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Recovery code").fill(code)
    page.get_by_role("button", name="Go on").click()


def test_a_new_password_ends_the_other_sign_ins(device: Device, afterglow: Afterglow) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    other = sign_in(device(), ana.email, ana.password)
    arrived(other, afterglow)
    ana.page.goto("/me")
    ana.page.get_by_text("Change your password").click()
    ana.page.get_by_label("Present password").fill("not-the-right-password")
    ana.page.get_by_label("New password").fill(NEW_PASSWORD)
    ana.page.get_by_role("button", name="Change the password").click()
    expect(ana.page.get_by_text("That is not your present password")).to_be_visible()
    ana.page.get_by_label("Present password").fill(ana.password)
    ana.page.get_by_role("button", name="Change the password").click()
    expect(ana.page.get_by_text("Your new password holds now.")).to_be_visible()
    other.goto("/journal")
    expect(other.get_by_text(ENDED)).to_be_visible()
    write_and_sync(ana.page, WORDS)
    arrived(sign_in(device(), ana.email, NEW_PASSWORD), afterglow)


def test_signing_out_erases_the_device_and_get_help_still_opens(device: Device) -> None:
    context = device()
    ana = sign_up(context, "/sign-up", "ana")
    installed(ana.page)
    write_and_sync(ana.page, WORDS)
    cut_off(context, ana.page, offline=True)
    sign_out(ana.page)
    ana.page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(ana.page.get_by_text("The server could not be told yet.")).to_be_visible()
    assert left_on(ana.page) == []
    ana.page.goto("/help")
    expect(ana.page.get_by_role("heading", name="You can reach a person now.")).to_be_visible()
    ana.page.goto("/")
    expect(ana.page.get_by_role("link", name="Sign in")).to_be_visible()


def test_signing_out_warns_of_what_is_not_synced(device: Device, tmp_path: Path) -> None:
    context = device()
    ana = sign_up(context, "/sign-up", "ana")
    installed(ana.page)
    cut_off(context, ana.page, offline=True)
    write(ana.page, OFFLINE_WORDS)
    sign_out(ana.page)
    dialog = ana.page.get_by_role("dialog")
    expect(dialog.get_by_text("One entry is on this device alone.")).to_be_visible()
    with ana.page.expect_download() as download:
        dialog.get_by_role("button", name="Save a sealed copy").click()
    download.value.save_as(tmp_path / "sealed.json")
    sealed = (tmp_path / "sealed.json").read_text()
    assert sorted(json.loads(sealed)) == ["format", "sealed"]
    assert base64.b64decode(json.loads(sealed)["sealed"]).startswith(b"age-encryption.org/v1\n")
    dialog.get_by_role("button", name="Stay").click()
    in_the_journal(ana.page, OFFLINE_WORDS)

    sign_out(ana.page)
    cut_off(context, ana.page, offline=False)
    dialog.get_by_role("button", name="Try to sync now").click()
    expect(dialog.get_by_text("Everything is synced.")).to_be_visible()
    dialog.get_by_role("button", name="Sign out").click()
    expect(ana.page.get_by_text("nothing of yours is left on this device")).to_be_visible()
    assert left_on(ana.page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_was_saved_at_signing_out_comes_back(
    device: Device, tmp_path: Path, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    context = device(dark=dark)
    ana = sign_up(context, "/sign-up", "ana")
    installed(ana.page)
    cut_off(context, ana.page, offline=True)
    write(ana.page, OFFLINE_WORDS)
    sign_out(ana.page)
    dialog = ana.page.get_by_role("dialog")
    expect(dialog.get_by_text("One entry is on this device alone.")).to_be_visible()
    assert axe(ana.page) == []
    with ana.page.expect_download() as download:
        dialog.get_by_role("button", name="Save a sealed copy").click()
    download.value.save_as(tmp_path / "sealed.json")
    dialog.get_by_role("button", name="Sign out anyway").click()
    expect(ana.page.get_by_text("Nothing of yours is left on this device.")).to_be_visible()
    assert left_on(ana.page) == []
    ana.page.close()
    cut_off(context, context.new_page(), offline=False)

    page = sign_in(context, ana.email, ana.password)
    expect(page.get_by_role("link", name="Check in")).to_be_visible()
    bring_back(page, tmp_path / "sealed.json")
    expect(page.get_by_text("One entry is back.")).to_be_visible()
    assert axe(page) == []
    bring_back(page, tmp_path / "sealed.json")
    expect(page.get_by_text("One entry was here already.")).to_be_visible()
    page.goto("/journal")
    expect(page.get_by_role("listitem").filter(has_text=OFFLINE_WORDS).get_by_text("Synced")).to_be_visible()

    mallory = sign_up(device(), "/sign-up", "mallory").page
    bring_back(mallory, tmp_path / "sealed.json")
    expect(mallory.get_by_text("This file belongs to another account.")).to_be_visible()


def bring_back(page: Page, file: Path) -> None:
    page.goto("/me")
    page.get_by_text("Take your journal along").click()
    page.get_by_label("Bring saved entries back").set_input_files(file)


def test_a_sign_in_that_ended_goes_on_with_everything(device: Device) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    context = device()
    phone = sign_in(context, ana.email, ana.password)
    expect(phone.get_by_role("link", name="Check in")).to_be_visible()
    installed(phone)
    cut_off(context, phone, offline=True)
    write(phone, OFFLINE_WORDS)
    phone.goto("/reflection")
    phone.get_by_label("Your words").fill("Half a thought")
    phone.wait_for_timeout(1500)
    ana.page.goto("/me")
    ana.page.get_by_role("listitem").get_by_role("button", name="Sign out").click()
    expect(ana.page.get_by_text("is signed out.")).to_be_visible()

    cut_off(context, phone, offline=False)
    phone.goto("/journal")
    expect(phone.get_by_text(ENDED)).to_be_visible()
    phone.get_by_role("link", name="Sign in again").click()
    expect(phone.get_by_label("E-mail address")).to_have_value(ana.email)
    phone.get_by_label("Password", exact=True).fill(ana.password)
    phone.get_by_role("button", name="Sign in", exact=True).click()
    row = phone.get_by_role("listitem").filter(has_text=OFFLINE_WORDS)
    expect(row.get_by_text("Synced")).to_be_visible()
    phone.goto("/reflection")
    expect(phone.get_by_label("Your words")).to_have_value("Half a thought")
    in_the_journal(ana.page, OFFLINE_WORDS)


def test_mallory_erases_anas_journal_before_she_signs_in(device: Device, afterglow: Afterglow) -> None:
    mallory = sign_up(device(), "/sign-up", "mallory")
    context = device()
    ana = sign_up(context, "/sign-up", "ana")
    installed(ana.page)
    cut_off(context, ana.page, offline=True)
    write(ana.page, OFFLINE_WORDS)
    cut_off(context, ana.page, offline=False)
    context.route("**/api/entries", lambda route: route.abort())
    page = ana.page
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(mallory.email)
    page.get_by_label("Password", exact=True).fill(mallory.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    dialog = page.get_by_role("dialog", name="Erase what ana has on this device?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Erase it and sign in").click()
    arrived(page, afterglow)
    page.goto("/journal")
    expect(page.get_by_text(OFFLINE_WORDS)).to_have_count(0)


def test_the_journal_is_taken_along_with_its_words(device: Device, tmp_path: Path) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    write(ana.page, WORDS)
    ana.page.goto("/me")
    ana.page.get_by_text("Take your journal along").click()
    with ana.page.expect_download() as download:
        ana.page.get_by_role("button", name="Save my journal as a file").click()
    download.value.save_as(tmp_path / "journal.json")
    [entry] = json.loads((tmp_path / "journal.json").read_text())["entries"]
    assert entry["words"] == {"first_capture": WORDS}


def test_a_therapists_page_has_no_journal_to_take_along(device: Device, afterglow: Afterglow) -> None:
    theo = sign_up_therapist(device(desktop=True), afterglow)
    theo.get_by_role("link", name="Me", exact=True).click()
    expect(theo.get_by_text("This device keeps nothing that you read.")).to_be_visible()
    expect(theo.get_by_text("Take your journal along")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_accounts_screen(
    device: Device, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    page = device(dark=dark).new_page()
    screens = {
        "/": "A journal for the time around a session.",
        "/sign-up": "Make your account.",
        "/sign-in": "Welcome back.",
        "/recover": "Come back with your recovery code.",
    }
    for path, heading in screens.items():
        page.goto(path)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert axe(page) == [], path
    ana = sign_up(device(dark=dark), "/sign-up", "ana")
    ana.page.goto("/me")
    expect(ana.page.get_by_text("This device", exact=True)).to_be_visible()
    assert axe(ana.page) == []
    ana.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(ana.page.get_by_role("dialog")).to_be_visible()
    assert axe(ana.page) == []
    give_code(page, ana.email, ana.code)
    expect(page.get_by_role("heading", name="Your code fits. Choose a new password.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Keep your new recovery code.")).to_be_visible()
    assert axe(page) == []
