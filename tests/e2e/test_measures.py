"""Questionnaires: filled in with no network, told in plain words, shared; and what follows item 9."""

import re
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Device
from tests.e2e.elsewhere import Session, signed_in, written_elsewhere
from tests.e2e.pair import Pair, entry_link, linked_pair, share
from tests.e2e.people import installed, sign_up_patient
from tests.e2e.running import Afterglow
from tests.e2e.test_safety import choose_place, hrefs, write_plan
from tests.e2e.test_trends import days_ago

pytestmark = pytest.mark.browser

SAID = (
    "You said you have had thoughts of being better off dead or of hurting yourself. "
    "Thank you for saying so. You deserve support with that."
)
ACTING = "Are you thinking of acting on these thoughts now?"
WILL_NOT = "Your therapist will not see this answer."
LOW = [1, 1, 0, 1, 0, 1, 0, 0, 0]
HIGH = [2, 1, 1, 2, 1, 1, 1, 0, 0]


@pytest.fixture(scope="module")
def pair(lasting_device: Device, afterglow: Afterglow) -> Pair:
    return linked_pair(lasting_device, afterglow)


def fill_in(page: Page, answers: Sequence[int | None]) -> None:
    """The form that is open, item by item; None leaves one out."""
    groups = page.locator("form fieldset.choice")
    for at, answer in enumerate(answers):
        if answer is not None:
            groups.nth(at).get_by_role("radio").nth(answer).check()


def findings(axe: Callable[[Page], list[str]], page: Page) -> list[str]:
    """On a screen as tall as the longest form: what stays in sight would cover what is below it."""
    page.set_viewport_size({"width": 360, "height": 8000})
    page.evaluate("scrollTo(0, 0)")
    found = axe(page)
    page.set_viewport_size({"width": 360, "height": 780})
    return found


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def begin(page: Page, slug: str) -> None:
    """Also where the minimum gap is not over."""
    page.goto(f"/measures/{slug}")
    expect(page.get_by_role("button", name=re.compile("^(Save|Fill it in anyway)$"))).to_be_visible()
    anyway = page.get_by_role("button", name="Fill it in anyway")
    if anyway.count():
        anyway.click()


def test_a_total_is_told_in_plain_words_and_beside_the_one_before(device: Device) -> None:
    ana = sign_up_patient(device())
    ana.get_by_role("link", name="Questionnaires").click()
    ana.get_by_role("link", name=re.compile("PHQ-9")).click()
    fill_in(ana, LOW)
    save(ana)
    expect(ana.get_by_role("heading", name="You filled in the PHQ-9 today")).to_be_visible()
    expect(ana.get_by_text("4 of 27, minimal (0 to 4)")).to_be_visible()
    expect(ana.get_by_text("A total is not a diagnosis.")).to_be_visible()
    expect(ana.get_by_text("No permission required to reproduce")).to_be_visible()
    expect(ana.get_by_text("points higher")).to_have_count(0)

    ana.goto("/measures/phq_9")
    expect(ana.get_by_role("heading", name="You filled in the PHQ-9 today")).to_be_visible()
    expect(ana.get_by_text("the entry will say so")).to_be_visible()
    ana.get_by_role("button", name="Fill it in anyway").click()
    fill_in(ana, HIGH)
    save(ana)
    expect(ana.get_by_text("9 of 27, mild (5 to 9)")).to_be_visible()
    expect(ana.get_by_text("That is 5 points higher than today")).to_be_visible()
    expect(ana.get_by_text("5 points or more in either direction are a notable change")).to_be_visible()
    expect(
        ana.get_by_text("Worth telling your clinic or therapist before your next session.")
    ).to_be_visible()
    expect(ana.get_by_text("Filled in sooner than 6 days")).to_be_visible()
    # Every item with the answer that was given, in the instrument's own words.
    expect(ana.locator(".asked > li")).to_have_count(9)
    expect(ana.locator(".asked > li").first).to_contain_text("More than half the days")


def test_without_all_answers_there_is_no_total_and_it_is_saved_all_the_same(device: Device) -> None:
    ana = sign_up_patient(device())
    begin(ana, "gad_7")
    fill_in(ana, [3, 3, 3, None, 3, 3, None])
    save(ana)
    expect(ana.get_by_text("No answer yet.")).to_have_count(2)
    expect(ana.get_by_text("So far 2 questions have no answer.")).to_be_visible()
    ana.get_by_role("button", name="Save without a total").click()
    expect(ana.get_by_text("none: 2 questions have no answer")).to_be_visible()
    expect(ana.get_by_text("severe")).to_have_count(0)

    ana.get_by_role("link", name="Edit").click()
    fill_in(ana, [3, 3, 3, 0, 3, 3, 0])
    save(ana)
    expect(ana.get_by_text("15 of 21, severe (15 to 21)")).to_be_visible()
    ana.get_by_role("button", name="Delete").click()
    expect(ana.get_by_text("Entry deleted.")).to_be_visible()
    ana.get_by_role("button", name="Undo").click()
    expect(ana.get_by_role("link", name=re.compile("GAD-7"))).to_be_visible()


def test_what_was_answered_survives_a_reload_with_the_server_dead(
    device: Device, afterglow: Afterglow
) -> None:
    ana = sign_up_patient(device())
    installed(ana)
    begin(ana, "pcl_5")
    afterglow.kill()
    try:
        fill_in(ana, [4] * 7)
        # Kept within a second of the last tap.
        ana.wait_for_timeout(1000)
        ana.goto("/")
        ana.get_by_role("link", name="You began the PCL-5.").click()
        expect(ana.get_by_text("This is what you began")).to_be_visible()
        fill_in(ana, [None] * 7 + [0] * 13)
        save(ana)
        expect(ana.get_by_text("28 of 80", exact=True)).to_be_visible()
        expect(ana.get_by_text("The PCL-5 has no official bands.")).to_be_visible()
        for cluster, total in {
            "B, items 1 to 5": "20",
            "C, items 6 to 7": "8",
            "D, items 8 to 14": "0",
        }.items():
            row = ana.locator(".answers > div", has_text=f"Cluster {cluster}")
            expect(row.locator("dd")).to_have_text(total)
    finally:
        afterglow.start()


def test_item_nine_opens_support_at_once_and_offline(device: Device) -> None:
    phone = device()
    ana = sign_up_patient(phone)
    choose_place(ana, "Ireland")
    write_plan(ana)
    installed(ana)
    phone.set_offline(True)
    begin(ana, "phq_9")
    fill_in(ana, [*LOW[:8], 1])
    save(ana)
    said = ana.get_by_role("alert")
    expect(said).to_have_text(SAID)
    # Crisis line, clinic, the person chosen beforehand; the emergency number is not yet first.
    expect(ana.get_by_role("link", name="Call theo")).to_be_visible()
    assert hrefs(ana) == ["tel:116123", "tel:030901821", "tel:+4930901823"]
    expect(ana.get_by_text(WILL_NOT)).to_be_visible()
    page = ana.get_by_role("main").inner_text()
    assert not re.search(r"\btotal\b|\bscore\b|\brisk\b|of 27|minimal|mild|\b5\b", page, re.IGNORECASE)

    ana.get_by_role("radio", name="No", exact=True).check()
    assert hrefs(ana) == ["tel:116123", "tel:030901821", "tel:+4930901823"]
    for answer in ("Yes", "I’d rather not say"):
        ana.get_by_role("radio", name=answer).check()
        expect(said).to_contain_text("Call 112 now, and stay with someone.")
        assert hrefs(ana)[:3] == ["tel:112", "tel:999", "tel:116123"]
        expect(ana.get_by_role("link", name="Call 112")).to_be_in_viewport()

    # It was saved before any of this, with the answer, and can be deleted like any other entry.
    ana.get_by_role("link", name="Go to what you wrote").click()
    expect(ana.get_by_text("5 of 27, mild (5 to 9)")).to_be_visible()
    expect(ana.get_by_role("button", name="Delete")).to_be_visible()
    expect(ana.get_by_text("Saved on this phone")).to_be_visible()


def test_item_nine_at_zero_shows_nothing_special_and_a_later_change_of_it_does(device: Device) -> None:
    ana = sign_up_patient(device())
    begin(ana, "phq_9")
    fill_in(ana, LOW)
    save(ana)
    expect(ana.get_by_role("heading", name="You filled in the PHQ-9")).to_be_visible()
    expect(ana.get_by_text("Item 9")).to_have_count(0)
    expect(ana.get_by_text(WILL_NOT)).to_have_count(0)
    ana.get_by_role("link", name="Edit").click()
    fill_in(ana, [None] * 8 + [3])
    save(ana)
    expect(ana.get_by_role("alert")).to_have_text(SAID)
    # Where no place was chosen a number is still one tap away.
    expect(ana.get_by_role("link", name="Open findahelpline.com")).to_be_visible()
    ana.get_by_role("radio", name="Yes").check()
    expect(ana.get_by_role("link", name=re.compile("Call 112"))).to_be_visible()


def test_the_effect_opens_the_same_screen(device: Device) -> None:
    ana = sign_up_patient(device())
    ana.goto("/effects")
    ana.get_by_label("Find an effect").fill("suicid")
    ana.get_by_role("checkbox", name="Thoughts of suicide or self-harm").check()
    ana.locator("fieldset", has_text="How strong").get_by_role("radio").nth(1).check()
    save(ana)
    expect(ana.get_by_role("alert")).to_have_text(SAID)
    expect(ana.get_by_text(WILL_NOT)).to_be_visible()
    ana.get_by_role("radio", name="No", exact=True).check()
    ana.get_by_role("link", name="Go to what you wrote").click()
    row = ana.locator(".answers > div", has_text="Acting on these thoughts")
    expect(row.locator("dd")).to_have_text("No")


def test_one_tap_shares_it_and_the_therapist_sees_item_nine_apart(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    begin(ana, "phq_9")
    fill_in(ana, [*HIGH[:8], 2])
    save(ana)
    expect(ana.get_by_text(WILL_NOT)).to_be_visible()
    ana.get_by_role("radio", name="I’d rather not say").check()
    ana.get_by_role("button", name="Share it with theo").click()
    expect(ana.get_by_text("Your therapist, theo, will see this answer.")).to_be_visible()
    expect(ana.get_by_role("button", name="Share it with theo")).to_have_count(0)
    ana.get_by_role("link", name="Go to what you wrote").click()
    expect(ana.get_by_role("heading", name="You and theo can read this.")).to_be_visible()

    link = theo.get_by_role("link", name=re.compile("PHQ-9")).first
    expect(link).to_be_visible()
    link.click()
    apart = theo.locator("section", has=theo.get_by_role("heading", name="Item 9, apart from the total"))
    expect(apart).to_contain_text("More than half the days")
    expect(apart).to_contain_text(ACTING)
    expect(apart).to_contain_text("I’d rather not say")
    expect(theo.get_by_text("11 of 27, moderate (10 to 14)")).to_be_visible()
    pair.to_patients()


def test_the_preview_is_what_the_therapist_sees_and_says_nothing_of_other_entries(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    begin(ana, "phq_9")
    fill_in(ana, LOW)
    save(ana)
    ana.get_by_role("link", name="Share with theo").click()
    expect(ana.get_by_role("article")).to_contain_text("4 of 27, minimal (0 to 4)")
    expect(ana.get_by_role("article")).to_contain_text("Item 9, apart from the total")
    preview = ana.get_by_role("article").inner_text()
    assert "lower than" not in preview
    id = ana.url.split("/")[-2]
    ana.go_back()
    share(ana)
    entry_link(theo, id).click()
    expect(theo.get_by_role("article")).to_contain_text("4 of 27")
    assert theo.get_by_role("article").inner_text() == preview
    pair.to_patients()


def test_the_operators_questionnaire_is_filled_in_offline_with_its_notice_and_read(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    ana.goto("/measures")
    expect(ana.get_by_role("link", name=re.compile("Clinic-5"))).to_be_visible()
    installed(ana)
    ana.context.set_offline(True)
    begin(ana, "clinic_5")
    expect(ana.get_by_text("Ours. Ask the clinic before you copy it.")).to_be_visible()
    fill_in(ana, [5, 0, 5, 5, 2])
    save(ana)
    expect(ana.get_by_role("heading", name="You filled in the Clinic-5")).to_be_visible()
    expect(ana.get_by_text("88 of 100, upper half (51 to 100)")).to_be_visible()
    ana.context.set_offline(False)
    share(ana)
    theo.get_by_role("link", name=re.compile("Clinic-5|Questionnaire")).first.click()
    expect(theo.get_by_text("88 of 100, upper half (51 to 100)")).to_be_visible()
    expect(theo.get_by_text("Ours. Ask the clinic before you copy it.")).to_be_visible()
    pair.to_patients()


def test_proposals_stand_quietly_around_a_course_and_go_once_followed(
    device: Device, afterglow: Afterglow
) -> None:
    email = written_elsewhere(
        afterglow, Session(days_ago(10, "10:00"), "iv"), Session(days_ago(3, "10:00"), "iv")
    )
    ana = signed_in(device(), email)
    heading = ana.get_by_role("heading", name="Around your sessions, if you like")
    expect(heading).to_be_visible()
    ana.get_by_role("link", name=re.compile("GAD-7")).click()
    fill_in(ana, [0] * 7)
    save(ana)
    expect(ana.get_by_role("heading", name="You filled in the GAD-7")).to_be_visible()
    ana.goto("/measures")
    expect(heading).to_be_visible()
    around = ana.locator("section", has=heading)
    expect(around.get_by_role("link")).to_have_count(1)
    expect(around.get_by_role("link")).to_contain_text("PHQ-9")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_screen_of_it_is_accessible(
    device: Device, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    ana = sign_up_patient(device(dark=dark))
    ana.goto("/measures")
    expect(ana.get_by_text("All of them")).to_be_visible()
    assert findings(axe, ana) == []
    begin(ana, "phq_9")
    fill_in(ana, [1, None, 1])
    save(ana)
    expect(ana.get_by_text("So far")).to_be_visible()
    assert findings(axe, ana) == []
    fill_in(ana, [*LOW[:8], 1])
    save(ana)
    expect(ana.get_by_role("alert")).to_have_text(SAID)
    assert findings(axe, ana) == []
    ana.get_by_role("radio", name="Yes").check()
    expect(ana.get_by_text("stay with someone")).to_be_visible()
    assert findings(axe, ana) == []
    ana.get_by_role("link", name="Go to what you wrote").click()
    expect(ana.get_by_text("A total is not a diagnosis.")).to_be_visible()
    assert findings(axe, ana) == []
    ana.goto("/measures/phq_9")
    expect(ana.get_by_role("button", name="Fill it in anyway")).to_be_visible()
    assert findings(axe, ana) == []
