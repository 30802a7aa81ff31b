"""Today follows the clock of the nearest session: one patient through one session, offline, with a clock
that is moved. Every screen on the way is looked at by axe, in light and in dark."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import Device
from tests.e2e.pair import entry_link, linked_pair, save, share
from tests.e2e.people import check_in, installed, sign_up_patient
from tests.e2e.running import Afterglow

pytestmark = pytest.mark.browser

Axe = Callable[[Page], list[str]]

INTENTION = "To rest, and to feel less alone with the winter."
FIRST_WORDS = "Grey light, then a slow warm field."
SMALL_THING = "Call my sister on Sunday."
DRIVING = re.compile("Please do not drive, cycle in traffic or use machinery until")
QUESTION = re.compile("Did it take place")


class Walk:
    """ana's phone, and the time on it."""

    def __init__(self, phone: BrowserContext, axe: Axe) -> None:
        self.phone = phone
        self.axe = axe
        self.ana = sign_up_patient(phone)
        installed(self.ana)
        phone.set_offline(True)

    def at(self, time: str, path: str = "/") -> None:
        """Berlin's time; the session is on 3 March 2027 at ten."""
        self.phone.clock.set_system_time(datetime.fromisoformat(f"2027-03-{time}:00+01:00"))
        self.ana.goto(path)

    def look(self) -> None:
        """No finding of axe in light and in dark, and nothing wider than the screen. The whole page is looked
        at in one piece: what the bars at the edges cover cannot be judged."""
        ana = self.ana
        expect(ana.get_by_role("heading", level=1)).to_be_visible()
        assert ana.evaluate("document.documentElement.scrollWidth") == 360
        ana.set_viewport_size({"width": 360, "height": 3000})
        assert ana.evaluate(MOVING) == []
        assert self.axe(ana) == []
        ana.emulate_media(color_scheme="dark")
        assert self.axe(ana) == []
        ana.emulate_media(color_scheme="light")
        ana.set_viewport_size({"width": 360, "height": 780})

    def open(self, link: str) -> None:
        self.ana.get_by_role("link", name=link, exact=True).click()
        expect(self.ana).not_to_have_url(re.compile("/$"))

    def answer(self, label: str, words: str) -> None:
        self.ana.get_by_label(label).fill(words)

    def plan(self) -> None:
        self.at("01T09:00", "/session")
        self.ana.get_by_label("It is planned").check()
        self.answer("When does it start?", "2027-03-03T10:00")
        save(self.ana)


def test_today_follows_one_session_from_the_day_before_to_looking_back(device: Device, axe: Axe) -> None:
    walk = Walk(device(), axe)
    prepares(walk)
    writes_in_the_first_hours(walk)
    looks_back_on_the_next_day(walk)
    tries_one_small_thing(walk)
    looks_back_after_three_weeks(walk)


def prepares(walk: Walk) -> None:
    ana = walk.ana
    walk.plan()
    # Two days before nothing is asked yet.
    expect(ana.get_by_role("link", name="Prepare")).to_have_count(0)
    walk.at("02T18:00")
    expect(ana.get_by_role("heading", name="Your session is tomorrow, 10:00.")).to_be_visible()
    walk.look()
    walk.open("Prepare")
    walk.look()
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_text("Answer one question, whichever you like, then save.")).to_be_visible()
    walk.answer("What would you like to bring or ask of this session?", INTENTION)
    ana.get_by_role("radio", name="6", exact=True).check()
    ana.get_by_role("group", name="Is your ride home arranged?").get_by_label("Yes").check()
    save(ana)
    expect(ana.get_by_text(INTENTION)).to_be_visible()
    expect(ana.get_by_role("link", name="What you prepared")).to_be_visible()


def writes_in_the_first_hours(walk: Walk) -> None:
    ana = walk.ana
    walk.at("03T11:30")
    expect(ana.get_by_role("heading", name="Take it slowly.")).to_be_visible()
    expect(ana.locator("html")).to_have_class(re.compile(r"\bdim\b"))
    expect(ana.get_by_role("main").get_by_role("textbox")).to_have_count(1)
    expect(ana.get_by_text(DRIVING)).to_be_in_viewport()
    expect(ana.get_by_role("button", name="Save")).to_be_in_viewport()
    assert brightest(ana) < 0.6
    walk.look()
    walk.answer("Your words", FIRST_WORDS)
    save(ana)
    expect(ana.get_by_label("Your words")).to_have_value("")
    expect(ana.get_by_role("link", name=re.compile(FIRST_WORDS[:10]))).to_be_visible()
    ana.get_by_role("button", name="It took place").click()
    expect(ana.get_by_text(QUESTION)).to_have_count(0)
    walk.at("03T19:00")
    expect(ana.locator("html")).not_to_have_class(re.compile(r"\bdim\b"))
    assert brightest(ana) > 0.9
    expect(ana.get_by_role("heading", name="How is this evening?")).to_be_visible()
    expect(ana.get_by_text(DRIVING)).to_be_visible()
    walk.look()
    walk.open("Check in")
    check_in(ana)
    expect(ana.get_by_role("heading", name="Your session was today. Take it slowly.")).to_be_visible()
    expect(ana.get_by_role("heading", name="How is this evening?")).to_have_count(0)


def looks_back_on_the_next_day(walk: Walk) -> None:
    ana = walk.ana
    walk.at("04T09:00")
    expect(ana.get_by_text("until today, 10:00,")).to_be_visible()
    expect(ana.locator(".card").get_by_text(FIRST_WORDS)).to_be_visible()
    walk.look()
    walk.open("Look back on it")
    expect(ana.locator(".card").get_by_text(INTENTION)).to_be_visible()
    expect(ana.locator(".card").get_by_text(FIRST_WORDS)).to_be_visible()
    walk.look()
    walk.answer("Did anything become clearer?", "That I rush past people I like.")
    save(ana)
    expect(ana.get_by_role("link", name="Look back on it")).to_have_count(0)
    walk.at("04T11:00")
    expect(ana.get_by_text(DRIVING)).to_have_count(0)
    walk.open("Note up to three things")
    walk.look()
    walk.answer("The first thing", "The kitchen")
    walk.answer("The third", "Sleep since then")
    save(ana)
    expect(ana.get_by_role("heading", name="For your therapist.")).to_be_visible()
    expect(ana.locator(".card").get_by_role("listitem")).to_have_text(["The kitchen", "Sleep since then"])


def tries_one_small_thing(walk: Walk) -> None:
    ana = walk.ana
    walk.at("06T12:00")
    expect(ana.locator(".card").get_by_text(INTENTION)).to_be_visible()
    walk.look()
    walk.open("Choose one small thing")
    walk.look()
    walk.answer("One small thing to try this week", SMALL_THING)
    save(ana)
    expect(ana.get_by_text("This week you want to try:")).to_be_visible()
    walk.at("13T11:59")
    expect(ana.get_by_role("heading", name="For your therapist.")).to_be_visible()
    expect(ana.get_by_role("heading", name="Did it hold?")).to_have_count(0)
    walk.at("13T12:01")
    expect(ana.get_by_role("heading", name="Did it hold?")).to_be_visible()
    walk.open("Say how it went")
    expect(ana.locator(".card").get_by_text(INTENTION)).to_be_visible()
    expect(ana.locator(".card").get_by_text(SMALL_THING)).to_be_visible()
    walk.look()
    ana.get_by_label("Partly").check()
    walk.answer("What happened with it?", "We spoke for an hour.")
    save(ana)
    expect(ana.get_by_role("heading", name="Did it hold?")).to_have_count(0)
    ana.get_by_role("link", name=re.compile("We spoke for an hour")).click()
    # It can be read alone: what it is about stands in it.
    expect(ana.locator(".written")).to_have_text([SMALL_THING, "Partly", "We spoke for an hour."])
    walk.look()


def looks_back_after_three_weeks(walk: Walk) -> None:
    ana = walk.ana
    walk.at("23T12:00")
    expect(ana.get_by_role("heading", name="For your therapist.")).to_be_visible()
    expect(ana.get_by_role("link", name="Look back", exact=True)).to_have_count(0)
    walk.at("24T12:00")
    expect(ana.locator(".card").get_by_text(FIRST_WORDS)).to_be_visible()
    walk.open("Look back")
    for words in (INTENTION, FIRST_WORDS, SMALL_THING):
        expect(ana.locator(".card").get_by_text(words)).to_be_visible()
    walk.look()
    walk.answer("What stayed, and what faded?", "The calm stayed.")
    save(ana)
    ana.get_by_role("link", name=re.compile("Last session")).click()
    expect(ana.get_by_role("heading", name="What you wrote about it")).to_be_visible()
    walk.look()


def test_a_plan_that_nobody_confirmed_asks_for_three_days_and_builds_nothing_on_it(
    device: Device, axe: Axe
) -> None:
    walk = Walk(device(), axe)
    ana = walk.ana
    walk.plan()
    walk.at("03T20:00")
    expect(ana.get_by_text(QUESTION)).to_be_visible()
    walk.look()
    walk.at("04T12:00")
    expect(ana.get_by_text(QUESTION)).to_be_visible()
    expect(ana.get_by_role("link", name="Look back on it")).to_have_count(0)
    walk.at("06T12:00")
    expect(ana.get_by_role("heading", name="How are things right now?")).to_be_visible()
    expect(ana.get_by_text(QUESTION)).to_have_count(0)
    walk.at("04T12:00")
    ana.get_by_role("button", name="It did not").click()
    expect(ana.get_by_text(QUESTION)).to_have_count(0)
    ana.get_by_role("button", name="Undo").click()
    expect(ana.get_by_text(QUESTION)).to_be_visible()


def test_a_course_and_another_change_are_written_down_and_asked_back_about(device: Device, axe: Axe) -> None:
    walk = Walk(device(), axe)
    ana = walk.ana
    walk.at("01T09:00", "/course")
    walk.look()
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_text("Choose the one that fits best.")).to_be_visible()
    ana.get_by_label("First phase, sessions close together").check()
    walk.answer("How many sessions are planned?", "14")
    expect(ana.get_by_text("You put 14 sessions. If that is right, leave it as it is.")).to_be_visible()
    walk.answer("The schedule, in your own words", "Twice a week, then as needed.")
    ana.get_by_label("PTSD").check()
    walk.answer("Last day", "2027-02-28")
    expect(ana.get_by_text("The last day comes before the first.")).to_be_visible()
    walk.answer("Last day", "2027-04-30")
    walk.look()
    save(ana)

    walk.at("01T09:05", "/event")
    ana.get_by_label("A new medicine").check()
    walk.look()
    save(ana)
    ana.get_by_role("link", name=re.compile("Another change 09:05")).click()
    expect(ana.get_by_role("heading", name="This changed today, 09:05.")).to_be_visible()
    walk.look()

    walk.at("01T10:00", "/session")
    ana.get_by_label("It took place").check()
    ana.get_by_text("The place and the people").click()
    ana.get_by_label("Music").check()
    ana.get_by_label("Nurse").check()
    ana.get_by_text("Dose by weight").click()
    walk.answer("Dose in mg for each kilogram", "1.8")
    expect(ana.get_by_text("You put 1.8 mg for each kilogram.")).to_be_visible()
    walk.answer("Your weight in kg", "19")
    expect(ana.get_by_text("Give a number from 20 to 400, or leave it blank.")).to_be_visible()
    walk.answer("Your weight in kg", "")
    ana.get_by_label("Which course is it part of?").select_option(index=1)
    walk.look()
    save(ana)
    ana.get_by_role("link", name="Your session").click()
    ana.get_by_role("link", name="your course from Today").click()
    expect(ana.get_by_role("heading", name="Its sessions")).to_be_visible()
    walk.look()
    ana.get_by_role("link", name=re.compile("^Session Today, 10:00")).click()
    expect(ana.locator("dl")).to_contain_text("Music")
    expect(ana.locator("dl")).to_contain_text("1.8 mg per kg")
    # It is part of its course, and nothing that was written about another session.
    expect(ana.get_by_text("Belongs to")).to_have_count(0)
    expect(ana.get_by_text("What you wrote about it")).to_have_count(0)
    walk.look()

    ana.get_by_role("link", name="Edit").click()
    course = ana.get_by_label("Which course is it part of?")
    expect(course.locator("option:checked")).to_have_text(re.compile("^From Today"))
    ana.get_by_label("Anything to note").fill("Quiet.")
    save(ana)
    ana.get_by_role("link", name="your course from Today").click()
    ana.get_by_role("button", name="Delete").click()
    expect(ana.get_by_text("Entry deleted.")).to_be_visible()
    ana.get_by_role("link", name=re.compile("^Session Today, 10:00|^Session 10:00")).click()
    expect(ana.locator(".written")).to_have_text("Quiet.")
    expect(ana.get_by_text("Part of")).to_have_count(0)


def test_what_somebody_keeps_to_themselves_is_not_offered_until_they_want_it(
    device: Device, afterglow: Afterglow
) -> None:
    pair = linked_pair(device, afterglow)
    ana, theo = pair.ana, pair.theo
    ana.goto("/moment/mine")
    ana.get_by_label("What would you rather keep to yourself for now?").fill("The garden.")
    save(ana)
    ana.get_by_role("link", name=re.compile("The garden")).click()
    expect(ana.get_by_role("heading", name="You keep this to yourself for now.")).to_be_visible()
    expect(ana.get_by_role("link", name="Share with theo")).to_have_count(0)
    id = ana.url.rpartition("/")[2]
    ana.goto(f"/entries/{id}/share")
    expect(ana.get_by_role("heading", name="This entry cannot be shared.")).to_be_visible()
    ana.goto(f"/entries/{id}")
    ana.get_by_role("button", name="Let me share it after all").click()
    share(ana)
    entry_link(theo, id).click()
    expect(theo.get_by_role("heading", name="For my therapist")).to_be_visible()
    expect(theo.get_by_text("The garden.")).to_be_visible()


def test_on_the_day_of_a_session_nobody_new_is_let_in_but_safety_is(
    device: Device, afterglow: Afterglow
) -> None:
    """Also while nobody has said that the planned session took place."""
    pair = linked_pair(device, afterglow)
    ana = pair.ana
    ana.goto("/session")
    ana.get_by_label("It is planned").check()
    save(ana)
    expect(ana.get_by_role("heading", name="Take it slowly.")).to_be_visible()
    ana.get_by_label("Your words").fill(FIRST_WORDS)
    save(ana)
    ana.get_by_role("link", name=re.compile(FIRST_WORDS[:10])).click()
    expect(ana.get_by_text("better decided tomorrow")).to_be_visible()
    expect(ana.get_by_role("link", name="Share with theo")).to_have_count(0)
    ana.goto("/effects")
    ana.get_by_label("Find an effect").fill("headache")
    ana.get_by_role("checkbox", name="Headache", exact=True).check()
    ana.get_by_role("radio", name=re.compile("^Mild")).check()
    save(ana)
    ana.get_by_role("link", name=re.compile("Headache: mild")).click()
    expect(ana.get_by_text("You can share now or decide tomorrow.")).to_be_visible()
    share(ana)


# What moves although the person asked for no motion.
MOVING = """() => [...document.querySelectorAll("*")]
  .filter((element) => getComputedStyle(element).transitionDuration !== "0s")
  .map((element) => element.className)"""

# The greatest luminance of any colour that the page paints, white being 1.
BRIGHTEST = """() => {
  const channel = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const luminance = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return alpha === 0 ? 0 : 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  };
  return Math.max(...[...document.querySelectorAll("body, body *")].flatMap((element) => {
    const { color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(element);
    return [color, backgroundColor, ...(borderTopWidth === "0px" ? [] : [borderTopColor])].map(luminance);
  }));
}"""


def brightest(page: Page) -> float:
    return float(page.evaluate(BRIGHTEST))
