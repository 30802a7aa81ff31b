"""Support that works with no network: the plan, the numbers, and what is said after a sign of danger."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Device
from tests.e2e.pair import save
from tests.e2e.people import check_in, installed, sign_in, sign_up, sign_up_patient

pytestmark = pytest.mark.browser


def findings(axe: Callable[[Page], list[str]], page: Page) -> list[str]:
    """On a screen as tall as the page: the bar at the thumb would cover what is below it."""
    page.set_viewport_size({"width": 360, "height": 3200})
    found = axe(page)
    page.set_viewport_size({"width": 360, "height": 780})
    return found


def choose_place(page: Page, name: str) -> None:
    page.goto("/help")
    page.get_by_role("combobox").select_option(label=name)


def write_plan(page: Page) -> None:
    page.goto("/safety-plan")
    page.get_by_label("How I notice that it is getting bad").fill("I stop answering the phone.")
    page.get_by_label("What helps me").fill("A walk to the water.")
    page.get_by_label("Other numbers").fill("theo 030 901820, day and night")
    clinic = page.locator(".section", has=page.get_by_role("heading", name="Your clinic"))
    clinic.get_by_label("Its name").fill("Praxis am Donaudampfschifffahrtsufer")
    clinic.get_by_label("Its number").fill("030 901821")
    page.get_by_label("A number for when it is closed").fill("030 901822")
    page.get_by_label("Their name").fill("theo")
    page.get_by_label("Their number").fill("+49 30 901823")
    save(page)


def hrefs(page: Page) -> list[str]:
    return [href for link in page.locator("a[href^='tel:']").all() if (href := link.get_attribute("href"))]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_plan_is_two_taps_away_and_its_people_come_third_and_fourth_offline(
    device: Device, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    phone = device(dark=dark)
    ana = sign_up_patient(phone)
    choose_place(ana, "Ireland")
    ana.get_by_role("link", name="Safety plan").click()
    expect(ana.get_by_role("heading", name="Write this on a good day, for a bad one.")).to_be_visible()
    assert findings(axe, ana) == []
    installed(ana)
    phone.set_offline(True)
    write_plan(ana)
    expect(ana.get_by_role("heading", name="This is your plan.")).to_be_visible()
    assert hrefs(ana) == ["tel:030901820", "tel:030901821", "tel:030901822", "tel:+4930901823"]
    assert findings(axe, ana) == []

    ana.goto("/trends")
    ana.get_by_role("link", name="Get help now").click()
    expect(ana.get_by_role("link", name="Call theo")).to_be_visible()
    assert hrefs(ana) == ["tel:112", "tel:999", "tel:116123", "tel:030901821", "tel:+4930901823"]
    assert findings(axe, ana) == []
    ana.get_by_role("link", name="Safety plan").click()
    expect(ana.get_by_text("A walk to the water.")).to_be_visible()

    ana.get_by_role("link", name="Edit").click()
    ana.get_by_label("Their number").fill("ask theo")
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_text(re.compile("Give a number that a phone can call"))).to_be_visible()


def test_a_plan_begun_on_a_new_phone_is_not_lost_to_the_one_that_arrives(device: Device) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    second = sign_in(device(), ana.email, ana.password)
    expect(second.get_by_role("link", name="Check in")).to_be_visible()
    second.goto("/safety-plan")
    second.get_by_label("What helps me").fill("The long way home.")
    second.wait_for_timeout(1000)
    ana.page.goto("/safety-plan")
    write_plan(ana.page)
    expect(second.get_by_role("heading", name="This is your plan.")).to_be_visible(timeout=20_000)
    second.get_by_role("button", name="Go on with it").click()
    expect(second.get_by_label("What helps me")).to_have_value("The long way home.")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("heading", name="This is your plan.")).to_be_visible()
    expect(second.get_by_text("The long way home.")).to_be_visible()
    expect(second.get_by_role("button", name="Go on with it")).to_have_count(0)
    second.goto("/journal")
    second.get_by_role("link", name=re.compile("^Reflection")).click()
    expect(second.get_by_text("A walk to the water.")).to_be_visible()


def begin_effects(page: Page) -> None:
    page.goto("/effects")
    expect(page.get_by_role("heading", name="What did you notice?")).to_be_visible()


def choose_effect(page: Page, wording: str) -> Locator:
    """Its card, found by typing."""
    page.get_by_label("Find an effect").fill(wording)
    page.get_by_role("checkbox", name=wording, exact=True).check()
    card = page.get_by_role("group", name=wording)
    expect(card).to_be_visible()
    return card


def save_form(page: Page, heading: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    expect(page.get_by_text("This app is not watched by anyone in real time.")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_tier_is_said_after_the_save_offline_with_the_right_numbers(
    device: Device, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    phone = device(dark=dark)
    ana = sign_up_patient(phone)
    choose_place(ana, "United Kingdom")
    write_plan(ana)
    installed(ana)
    phone.set_offline(True)

    # A: presence is enough, and how strong it is was not asked first. Said again each time.
    for _ in range(2):
        begin_effects(ana)
        card = choose_effect(ana, "Chest pain or pressure")
        expect(card.get_by_text("Call 999 now.")).to_be_visible()
        assert findings(axe, ana) == []
        save_form(ana, "This needs help now. Call 999.")
        expect(ana.get_by_role("link", name="Call 999")).to_be_in_viewport()
        # The plan is opened meanwhile; the emergency number waits for nothing.
        expect(ana.get_by_role("link", name="Call theo")).to_be_visible()
        assert hrefs(ana) == ["tel:999", "tel:030901821", "tel:+4930901823"]
        assert findings(axe, ana) == []

    begin_effects(ana)
    ana.get_by_text("Is any of this happening?").click()
    ana.get_by_role("checkbox", name="One side of the face droops").check()
    assert findings(axe, ana) == []
    save_form(ana, "This needs help now. Call 999.")

    # B
    begin_effects(ana)
    choose_effect(ana, "Blood in urine").get_by_role("radio", name="Mild").check()
    save_form(ana, "This needs a call to your clinic today.")
    for words in (
        "Please ring Praxis am Donaudampfschifffahrtsufer today: 030 901821.",
        "If you cannot reach them: 030 901822.",
        "If it gets worse or you feel unsafe: 999.",
    ):
        expect(ana.get_by_text(words)).to_be_visible()
    assert findings(axe, ana) == []

    # C
    begin_effects(ana)
    choose_effect(ana, "Feeling sick").get_by_role("radio", name="Moderate").check()
    save_form(ana, "Saved. This is worth telling.")
    assert findings(axe, ana) == []
    expect(ana.get_by_role("link", name="Share this entry")).to_have_attribute("href", re.compile("/share$"))

    # D
    begin_effects(ana)
    choose_effect(ana, "Dry mouth").get_by_role("radio", name="Mild").check()
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_role("status").get_by_text("Saved on this phone. This app is not")).to_be_visible()
    expect(ana.get_by_role("link", name="Check in")).to_be_visible()

    ana.goto("/journal")
    ana.get_by_role("link", name=re.compile("Chest pain")).first.click()
    expect(ana.get_by_text("to call the emergency number now")).to_be_visible()


def test_without_a_place_and_with_an_ended_sign_in_every_emergency_number_is_one_tap_away(
    device: Device,
) -> None:
    phone = device()
    ana = sign_up_patient(phone)
    phone.clear_cookies()
    begin_effects(ana)
    expect(ana.get_by_text("You were signed out on this device.")).to_be_visible()
    choose_effect(ana, "Hard to breathe, slow breathing")
    save_form(ana, "This needs help now. Call your local emergency number.")
    assert hrefs(ana) == ["tel:911", "tel:999", "tel:112", "tel:000", "tel:111"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_reading_is_held_to_its_limits_and_judged(
    device: Device, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    phone = device(dark=dark)
    ana = sign_up_patient(phone)
    choose_place(ana, "European Union")
    installed(ana)
    phone.set_offline(True)

    def read(upper: str, lower: str) -> None:
        ana.goto("/vitals")
        ana.get_by_label("Upper number").fill(upper)
        ana.get_by_label("Lower number").fill(lower)

    read("80", "120")
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_text("The upper number is higher than the lower one.")).to_be_visible()
    read("400", "120")
    expect(ana.get_by_text("Give a whole number from 50 to 300, or leave it blank.")).to_be_visible()
    assert findings(axe, ana) == []

    read("182", "95")
    ana.get_by_label("Heart rate, at rest, a minute").fill("128")
    expect(ana.get_by_text("You put 128 heartbeats a minute.")).to_be_visible()
    assert findings(axe, ana) == []
    save_form(ana, "This needs a call to your clinic today.")
    expect(ana.get_by_text("Rest for 5 minutes, then measure again.")).to_be_visible()

    read("182", "95")
    ana.get_by_role("checkbox", name="A change in vision").check()
    save_form(ana, "This needs help now. Call 112.")
    assert findings(axe, ana) == []

    ana.goto("/journal")
    ana.get_by_role("link", name=re.compile("182 over 95")).first.click()
    expect(ana.get_by_role("heading", name=re.compile("You measured this"))).to_be_visible()
    expect(ana.get_by_text("182 over 95")).to_be_visible()
    assert findings(axe, ana) == []
    ana.get_by_role("link", name="Edit").click()
    expect(ana.get_by_label("Upper number")).to_have_value("182")


def test_a_very_low_mood_is_offered_support_and_no_alarm(device: Device) -> None:
    ana = sign_up_patient(device())
    for mood, offered in ((1, True), (2, False), (0, True)):
        ana.goto("/check-in")
        check_in(ana, mood=mood)
        expect(ana.get_by_text("Saved on this phone.")).to_be_visible()
        offer = ana.get_by_text("Would you like to see support options?")
        expect(offer).to_have_count(1 if offered else 0)
        expect(ana.get_by_role("alert")).to_have_count(0)
    ana.get_by_role("link", name="See support").click()
    expect(ana.get_by_role("heading", name="You can reach a person now.")).to_be_visible()


def test_a_plan_of_suicide_adds_the_crisis_line_to_the_emergency_number(
    device: Device, axe: Callable[[Page], list[str]]
) -> None:
    ana = sign_up_patient(device())
    choose_place(ana, "New Zealand")
    begin_effects(ana)
    card = choose_effect(ana, "Thoughts of suicide or self-harm")
    expect(card.get_by_text("If you may act on these thoughts: call 111 now")).to_be_visible()
    card.get_by_role("checkbox", name=re.compile("Planning suicide")).check()
    save_form(ana, "This needs help now. Call 111.")
    expect(ana.get_by_text("Stay with someone.")).to_be_visible()
    expect(ana.get_by_text("Thank you for saying so. You deserve support with that.")).to_be_visible()
    assert hrefs(ana) == ["tel:111", "tel:1737"]
    assert findings(axe, ana) == []
