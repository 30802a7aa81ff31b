"""Support that works with no network: the plan, the numbers, and what is said after a sign of danger."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Device
from tests.e2e.pair import save
from tests.e2e.people import installed, sign_up_patient

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
