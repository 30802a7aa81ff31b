"""A patient shows one entry, sees what becomes of it, and takes it back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Device
from tests.e2e.pair import Pair, entry_link, invitation_of, linked_pair, save, share, share_words, write
from tests.e2e.people import accept, installed, sign_up_patient, sign_up_therapist
from tests.e2e.running import Afterglow
from tests.sealing import make_keys

pytestmark = pytest.mark.browser

WORDS = "The rain on the roof was kind."
MINE = "Nobody else shall read this one."


@pytest.fixture(scope="module")
def the_pair(lasting_device: Device, afterglow: Afterglow) -> Pair:
    return linked_pair(lasting_device, afterglow)


@pytest.fixture
def pair(the_pair: Pair) -> Pair:
    """One pair for most tests of this file: signing two people up takes longer than what they then do."""
    the_pair.to_patients()
    return the_pair


def test_the_therapist_sees_exactly_what_the_preview_showed_and_nothing_else(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    mine, id = write(ana, MINE), write(ana, WORDS)
    ana.get_by_role("link", name="Share with theo").click()
    expect(ana.get_by_role("heading", name="This is what theo will see.")).to_be_visible()
    preview = ana.get_by_role("article").inner_text()
    ana.get_by_role("button", name="Share with theo").click()
    # One tap after signing in: the newest unread stand right under each patient.
    entry_link(theo, id).click()
    expect(theo.get_by_role("heading", name="ana shared this with you.")).to_be_visible()
    assert theo.get_by_role("article").inner_text() == preview
    assert WORDS in preview
    expect(theo.get_by_text("Only entries ana chose to share. There may be others.")).to_be_visible()
    theo.get_by_role("link", name="Back to Patient").click()
    expect(entry_link(theo, id)).to_be_visible()
    expect(entry_link(theo, mine)).to_have_count(0)


def test_the_patient_sees_when_it_was_opened_and_the_whole_history(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    id = share_words(pair, WORDS)
    expect(ana.get_by_text("Not opened yet.")).to_be_visible()
    entry_link(theo, id).click()
    expect(ana.get_by_text("Opened today")).to_be_visible()
    ana.get_by_role("button", name="Take it back").click()
    ana.get_by_text("History of sharing").click()
    steps = ana.locator(".history li")
    expect(steps).to_have_count(4)
    for step in ("You shared it with theo.", "The server handed it to theo’s app.", "theo opened it."):
        expect(steps.get_by_text(step)).to_be_visible()
    expect(steps.first).to_contain_text("It was taken back from theo.")


def test_words_that_were_handed_over_and_never_marked_as_opened_are_told(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    id = share_words(pair, WORDS)
    author = pair.admin("SELECT author FROM entry WHERE id = $1", id)
    # An app that does not keep to the rules asks for the words and says nothing of it.
    assert theo.request.get(f"/api/entries/{author}/{id}").ok
    pair.admin("UPDATE delivery SET at = at - interval '10 minutes' WHERE entry = $1", id)
    ana.reload()
    expect(ana.get_by_text("the app has not marked it as opened")).to_be_visible()
    expect(ana.get_by_text("Not opened yet.")).to_be_visible()


def test_what_is_taken_back_closes_on_the_open_page_and_is_gone_from_the_server(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    id = share_words(pair, WORDS)
    author = pair.admin("SELECT author FROM entry WHERE id = $1", id)
    entry_link(theo, id).click()
    expect(theo.get_by_text(WORDS)).to_be_visible()
    ana.get_by_role("button", name="Take it back").click()
    expect(ana.get_by_text("Taken back. What was already read stays read.")).to_be_visible()
    expect(ana.get_by_role("heading", name="Not shared with anyone.")).to_be_focused()
    expect(theo.get_by_role("heading", name="The patient has taken this entry back.")).to_be_visible()
    expect(theo.get_by_text(WORDS)).to_have_count(0)
    assert theo.request.get(f"/api/entries/{author}/{id}").status == 404
    pair.to_patients()
    expect(entry_link(theo, id)).to_have_count(0)
    # And it can be shared again.
    share(ana)
    expect(entry_link(theo, id)).to_be_visible()


def test_taking_back_works_without_a_network_and_says_so(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    id = share_words(pair, WORDS)
    ana.context.set_offline(True)
    ana.get_by_role("button", name="Take it back").click()
    expect(ana.get_by_role("heading", name="Not shared with anyone.")).to_be_visible()
    expect(ana.get_by_text("theo can still open it").first).to_be_visible()
    ana.reload()
    expect(ana.get_by_role("heading", name="Not shared with anyone.")).to_be_visible()
    ana.context.set_offline(False)
    ana.evaluate("dispatchEvent(new Event('online'))")
    expect(entry_link(theo, id)).to_have_count(0)
    expect(ana.get_by_text("theo can still open it")).to_have_count(0)


def test_a_share_until_a_day_ends_by_itself_also_offline(device: Device, afterglow: Afterglow) -> None:
    context = device()
    context.clock.install()
    theo, ana = sign_up_therapist(device(desktop=True), afterglow), sign_up_patient(context)
    accept(ana, invitation_of(theo))
    id = write(ana, WORDS)
    ana.get_by_role("link", name="Share with theo").click()
    ana.get_by_text("For how long: until you take it back").click()
    today = datetime.now(ZoneInfo("Europe/Berlin"))
    ana.get_by_label("Last day").fill(f"{today - timedelta(days=1):%Y-%m-%d}")
    ana.get_by_role("button", name="Share with theo").click()
    expect(ana.get_by_text("Give today or a later day, or leave it blank.")).to_be_visible()
    ana.get_by_label("Last day").fill(f"{today + timedelta(days=1):%Y-%m-%d}")
    expect(ana.get_by_text("For how long: until tomorrow")).to_be_visible()
    ana.get_by_role("button", name="Share with theo").click()
    expect(ana.get_by_text("Can be read until tomorrow.")).to_be_visible()
    Pair(ana, theo, afterglow).to_patients()
    entry_link(theo, id).click()
    expect(theo.get_by_text("Shared with you until tomorrow.")).to_be_visible()
    ana.get_by_role("link", name="Sharing").click()
    expect(entry_link(ana, id)).to_be_visible()
    expect(ana.get_by_text("Can be read until tomorrow.")).to_be_visible()

    installed(ana)
    context.set_offline(True)
    ana.clock.fast_forward("48:00:00")
    expect(ana.get_by_text("You share nothing with theo just now.")).to_be_visible()
    ana.goto(f"/entries/{id}")
    expect(ana.get_by_role("heading", name="Not shared with anyone.")).to_be_visible()
    expect(ana.get_by_role("link", name="Share with theo")).to_be_visible()


def test_everything_can_be_taken_back_at_once(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    ids = [share_words(pair, f"{number}: {WORDS}") for number in ("One", "Two")]
    ana.get_by_role("link", name="Sharing").click()
    for id in ids:
        expect(entry_link(ana, id)).to_be_visible()
    ana.get_by_role("button", name="Take back everything").click()
    ana.get_by_role("button", name="Take them back").click()
    expect(ana.get_by_text("You share nothing with theo just now.")).to_be_visible()
    for id in ids:
        expect(entry_link(theo, id)).to_have_count(0)


def test_ending_the_care_link_takes_everything_back(device: Device, afterglow: Afterglow) -> None:
    pair = linked_pair(device, afterglow)
    ana, theo = pair.ana, pair.theo
    entry_link(theo, share_words(pair, WORDS)).click()
    expect(theo.get_by_text(WORDS)).to_be_visible()
    ana.get_by_role("link", name="Sharing").click()
    ana.get_by_role("button", name="End the care link").click()
    ana.get_by_role("button", name="End it").click()
    expect(ana.get_by_role("heading", name="You share with nobody just now.")).to_be_visible()
    expect(theo.get_by_role("heading", name="The patient has taken this entry back.")).to_be_visible()
    pair.to_patients()
    expect(theo.get_by_role("heading", name="Nobody shares with you yet.")).to_be_visible()


def test_with_two_therapists_nobody_is_chosen_beforehand(device: Device, afterglow: Afterglow) -> None:
    pair = linked_pair(device, afterglow)
    ana, theo = pair.ana, pair.theo
    mallory = sign_up_therapist(device(desktop=True), afterglow, name="mallory")
    accept(ana, invitation_of(mallory))
    expect(mallory.get_by_role("heading", name="ana has accepted, and is verified.")).to_be_visible()
    id = write(ana, WORDS)
    ana.get_by_role("link", name="Share", exact=True).click()
    expect(ana.get_by_role("heading", name="This is what will be seen.")).to_be_visible()
    ana.get_by_role("button", name="Share", exact=True).click()
    expect(ana.get_by_text("Choose who it is for.")).to_be_visible()
    ana.get_by_label("theo").check()
    ana.get_by_role("button", name="Share with theo").click()
    expect(ana.get_by_role("heading", name="You and theo can read this.")).to_be_visible()
    expect(ana.get_by_role("link", name="Share with mallory")).to_be_visible()
    expect(entry_link(theo, id)).to_be_visible()
    Pair(ana, mallory, afterglow).to_patients()
    expect(mallory.get_by_role("heading", name="Nothing is shared with you just now.")).to_be_visible()


def test_nothing_is_shared_with_keys_that_have_changed(pair: Pair) -> None:
    ana = pair.ana
    id = write(ana, WORDS)
    with keys_changed(pair, id):
        ana.reload()
        changed = "Their keys have changed. Ask them in person before you share."
        expect(ana.get_by_text(changed)).to_be_visible()
        expect(ana.get_by_role("link", name="Share with theo")).to_have_count(0)
        ana.goto(f"/entries/{id}/share")
        expect(ana.get_by_role("heading", name="There is nobody to share this with")).to_be_visible()
        ana.goto("/sharing")
        expect(ana.get_by_text(changed)).to_be_visible()


def test_on_the_day_after_a_session_the_choice_can_wait_with_those_who_read_already(pair: Pair) -> None:
    ana = pair.ana
    share_words(pair, WORDS)
    save_session(ana)
    id = write(ana, MINE)
    expect(ana.get_by_text("You can share now or decide tomorrow.")).to_be_visible()
    share(ana)
    ana.goto("/journal")
    ana.get_by_role("link", name=re.compile(r"^Session \d")).click()
    ana.get_by_role("button", name="Delete").click()
    expect(ana.get_by_text("Entry deleted.")).to_be_visible()
    ana.goto(f"/entries/{id}")
    expect(ana.get_by_text("You can share now or decide tomorrow.")).to_have_count(0)


def test_on_the_day_after_a_session_only_effects_go_to_somebody_new(
    device: Device, afterglow: Afterglow
) -> None:
    ana = linked_pair(device, afterglow).ana
    save_session(ana)
    id = write(ana, WORDS)
    expect(ana.get_by_text("You have not shared anything with theo so far.")).to_be_visible()
    expect(ana.get_by_role("link", name="Share with theo")).to_have_count(0)
    ana.goto(f"/entries/{id}/share")
    expect(ana.get_by_role("heading", name="There is nobody to share this with")).to_be_visible()
    save_effects(ana)
    expect(ana.get_by_text("You can share now or decide tomorrow.")).to_be_visible()
    share(ana)
    # That was about safety, and is no beginning of anything else.
    ana.goto(f"/entries/{id}")
    expect(ana.get_by_text("You have not shared anything with theo so far.")).to_be_visible()


@contextmanager
def keys_changed(pair: Pair, entry: str) -> Iterator[None]:
    """The server names other keys for theo than those that were compared."""
    theo = "(SELECT therapist FROM care_link JOIN entry ON author = patient WHERE entry.id = $1)"
    before = pair.admin(f"SELECT recipient FROM account WHERE id = {theo}", entry)
    change = f"UPDATE account SET recipient = $2 WHERE id = {theo}"
    pair.admin(change, entry, make_keys().recipient)
    yield
    pair.admin(change, entry, before)


def save_session(ana: Page) -> None:
    an_hour_ago = datetime.now(ZoneInfo("Europe/Berlin")) - timedelta(hours=1)
    ana.goto("/session")
    ana.get_by_label("It took place").check()
    ana.get_by_label("When did it start?").fill(f"{an_hour_ago:%Y-%m-%dT%H:%M}")
    save(ana)


def save_effects(ana: Page) -> None:
    """ana stands on the entry's page afterwards."""
    ana.goto("/effects")
    ana.get_by_label("Find an effect").fill("sick")
    ana.get_by_label("Feeling sick", exact=True).check()
    ana.get_by_label("Moderate").check()
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_role("heading", name="Saved. This is worth telling.")).to_be_visible()
    ana.goto("/journal")
    ana.get_by_role("link", name=re.compile("Feeling sick")).click()
