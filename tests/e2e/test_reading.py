"""A therapist reads what was shared: checked, online, and kept nowhere."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.chromium import chromium
from tests.e2e.conftest import Device
from tests.e2e.pair import Pair, entry_link, invitation_of, linked_pair, share, share_words, write
from tests.e2e.people import accept, installed, sign_in, sign_up, sign_up_patient, sign_up_therapist
from tests.e2e.running import Afterglow
from tests.sealing import make_keys, seal_words, sign_entry

pytestmark = pytest.mark.browser

WORDS = "The rain on the roof was kind."

# Everything that a page can have left behind on a device.
DUMP = """async () => {
  const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), document.cookie];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve) => {
      indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
    });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((resolve) => {
        db.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) =>
          resolve(target.result);
      });
      found.push(...rows.map((row) => `row of ${store}: ${JSON.stringify(row)}`));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def the_pair(lasting_device: Device, afterglow: Afterglow) -> Pair:
    return linked_pair(lasting_device, afterglow)


@pytest.fixture
def pair(the_pair: Pair) -> Pair:
    """One pair for most tests of this file: signing two people up takes longer than what they then do."""
    the_pair.to_patients()
    return the_pair


def test_nothing_of_the_patient_is_left_on_the_therapists_disk(
    device: Device, afterglow: Afterglow, playwright: Playwright, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    browser = playwright.chromium.launch_persistent_context(
        profile,
        base_url=afterglow.origin,
        **chromium().launch_options(),  # type: ignore[arg-type]
    )
    theo = sign_up_therapist(browser, afterglow)
    ana = sign_up_patient(device())
    accept(ana, invitation_of(theo))
    pair = Pair(ana, theo, afterglow)
    pair.to_patients()
    id = share_words(pair, WORDS)
    entry_link(theo, id).click()
    expect(theo.get_by_text(WORDS)).to_be_visible()
    expect(ana.get_by_text("Opened today")).to_be_visible()

    left = theo.evaluate(DUMP)
    assert [line for line in left if line.startswith("row of")] == []
    assert not any("/api/" in line or "rain on the roof" in line for line in left)
    browser.close()
    # Addresses with ids are in the browser's own history; what they stand for is not.
    for secret in (WORDS, '"occurred_at":'):
        assert holders(profile, secret) == []


def test_the_therapists_pages_are_kept_at_their_first_use_and_on_no_patients_phone(
    device: Device, afterglow: Afterglow
) -> None:
    theirs = device(desktop=True)
    link = afterglow.invite("therapist")
    theo = sign_up(theirs, link, "theo", "One place for what patients share.")
    # At the very first visit no service worker is there yet.
    installed(theo.page)
    again = sign_in(theirs, theo.email, theo.password)
    expect(again.get_by_role("heading", name="Nobody shares with you yet.")).to_be_visible()
    kept = [line for line in again.evaluate(DUMP) if "/assets/therapist-" in line]
    assert len(kept) == 2, kept
    theirs.set_offline(True)
    assert again.evaluate(
        "(urls) => Promise.all(urls.map(async (url) => (await fetch(url)).status))", kept
    ) == [
        200,
        200,
    ]

    ana = sign_up_patient(device())
    installed(ana)
    assert not any("/assets/therapist-" in line for line in ana.evaluate(DUMP))


def test_a_fact_changed_in_the_database_is_not_shown(pair: Pair) -> None:
    id = share_words(pair, WORDS)
    pair.admin("UPDATE entry SET signed = replace(signed, 'T', 'T1') WHERE id = $1", id)
    expect_untrusted(pair, id, "It does not carry the patient’s signature")


def test_words_swapped_in_the_database_are_not_shown(pair: Pair) -> None:
    one, other = share_words(pair, WORDS), share_words(pair, "Another day.")
    pair.admin(
        "UPDATE entry e SET words = o.words FROM entry o"
        " WHERE (e.id, o.id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))",
        *(one, other),
    )
    expect_untrusted(pair, one, "Its words are not the ones that the patient signed.")
    pair.to_patients()
    expect_untrusted(pair, other, "Its words are not the ones that the patient signed.")


def test_an_entry_forged_with_public_keys_is_not_shown(pair: Pair) -> None:
    id = share_words(pair, WORDS)
    mallory = make_keys()
    author, signed = pair.admin("SELECT ROW(author, signed) FROM entry WHERE id = $1", id)
    recipient = pair.admin(
        "SELECT recipient FROM account JOIN feed ON feed.account = account.id"
        " WHERE feed.entry = $1 AND feed.account <> feed.author",
        id,
    )
    forged = json.loads(signed)
    words = seal_words({"first_capture": "I never wrote this."}, str(author), id, forged["edit"], [recipient])
    forged["words"] = hashlib.sha256(words).hexdigest()
    text, signature = sign_entry(forged, mallory)
    pair.admin(
        "UPDATE entry SET signed = $2, signature = $3, words = $4 WHERE id = $1", id, text, signature, words
    )
    expect_untrusted(pair, id, "It does not carry the patient’s signature")


def test_a_patient_who_could_not_be_verified_is_not_opened(device: Device, afterglow: Afterglow) -> None:
    theo = sign_up_therapist(device(desktop=True), afterglow)
    ana = sign_up_patient(device())
    link = invitation_of(theo)
    pair = Pair(ana, theo, afterglow)
    theo.context.set_offline(True)
    accept(ana, link)
    write(ana, WORDS)
    share(ana)
    # The server puts itself between the two.
    pair.admin(
        "UPDATE care_link SET mac = sha256('another')::bytea WHERE ended_at IS NULL AND therapist ="
        " (SELECT therapist FROM care_link ORDER BY since DESC LIMIT 1)"
    )
    theo.context.set_offline(False)
    theo.evaluate("dispatchEvent(new Event('online'))")
    pair.to_patients()
    expect(theo.get_by_text("ana could not be verified")).to_be_visible()
    expect(theo.get_by_role("link", name=re.compile("Reflection"))).to_have_count(0)
    theo.locator(".patient").click()
    expect(theo.get_by_text("Nothing of theirs is opened.")).to_be_visible()
    expect(theo.get_by_role("link", name=re.compile("Reflection"))).to_have_count(0)


def test_an_edit_takes_the_place_of_the_open_words(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    id = share_words(pair, WORDS)
    entry_link(theo, id).click()
    expect(theo.get_by_text(WORDS)).to_be_visible()
    ana.get_by_role("link", name="Edit").click()
    ana.get_by_label("Your words").fill("And the thunder too.")
    ana.get_by_role("button", name="Save").click()
    expect(theo.get_by_text("And the thunder too.")).to_be_visible()
    expect(theo.get_by_text(WORDS)).to_have_count(0)


def test_a_share_with_an_end_closes_by_itself(pair: Pair) -> None:
    theo = pair.theo
    id = share_words(pair, WORDS)
    entry_link(theo, id).click()
    expect(theo.get_by_text(WORDS)).to_be_visible()
    pair.admin(
        "WITH head AS (UPDATE feed_head h SET position = h.position + 1 FROM feed f"
        "  WHERE f.entry = $1 AND f.account <> f.author AND h.account = f.account RETURNING h.*)"
        " UPDATE feed f SET position = head.position, until = now() + interval '4 seconds'"
        " FROM head WHERE f.account = head.account AND f.entry = $1",
        id,
    )
    theo.evaluate("dispatchEvent(new Event('online'))")
    expect(theo.get_by_text(WORDS)).to_be_visible()
    expect(theo.get_by_role("heading", name="The patient has taken this entry back.")).to_be_visible()


def test_deleting_an_entry_closes_it(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    id = share_words(pair, WORDS)
    entry_link(theo, id).click()
    expect(theo.get_by_text(WORDS)).to_be_visible()
    ana.get_by_role("button", name="Delete").click()
    expect(theo.get_by_role("heading", name="The patient has taken this entry back.")).to_be_visible()


def test_a_screen_that_nobody_touches_or_whose_sign_in_ends_forgets_everything(
    device: Device, afterglow: Afterglow
) -> None:
    context = device(desktop=True)
    context.clock.install()
    signed_up = sign_up(context, afterglow.invite("therapist"), "theo", "patients")
    theo, ana = signed_up.page, sign_up_patient(device())
    accept(ana, invitation_of(theo))
    pair = Pair(ana, theo, afterglow)
    pair.to_patients()
    id = share_words(pair, WORDS)
    entry_link(theo, id).click()
    expect(theo.get_by_text(WORDS)).to_be_visible()
    theo.clock.fast_forward("14:00")
    theo.mouse.move(200, 200)
    theo.clock.fast_forward("14:00")
    expect(theo.get_by_text(WORDS)).to_be_visible()
    theo.clock.fast_forward("01:10")
    expect(theo.get_by_text("You were signed out after 15 minutes without a touch.")).to_be_visible()
    assert WORDS not in theo.content()
    assert theo.request.get("/api/account").status == 401

    again = Pair(ana, sign_in(context, signed_up.email, signed_up.password), afterglow)
    again.theo.locator(".patient").click()
    entry_link(again.theo, id).click()
    expect(again.theo.get_by_text(WORDS)).to_be_visible()
    again.admin(
        "DELETE FROM sign_in USING account WHERE account.id = account AND email = $1", signed_up.email
    )
    again.theo.evaluate("dispatchEvent(new Event('online'))")
    expect(again.theo.get_by_text("Your sign-in has ended.")).to_be_visible()
    assert WORDS not in again.theo.content()


def test_an_invitation_is_listed_shown_again_and_taken_back(device: Device, afterglow: Afterglow) -> None:
    theo = sign_up_therapist(device(desktop=True), afterglow)
    link = invitation_of(theo, "ana from Tuesday")
    theo.get_by_role("link", name="Patients", exact=True).first.click()
    expect(theo.get_by_text("Good until")).to_be_visible()
    theo.get_by_role("link", name="ana from Tuesday").click()
    assert theo.get_by_label("The same as a link").input_value() == link
    theo.get_by_role("button", name="Take it back").click()
    expect(theo.get_by_text("The invitation is taken back.")).to_be_visible()
    expect(theo.get_by_text("ana from Tuesday")).to_have_count(0)


def test_mallory_finds_nothing_at_any_address(pair: Pair, device: Device) -> None:
    id = share_words(pair, WORDS)
    author = pair.admin("SELECT author FROM entry WHERE id = $1", id)
    for mallory in (
        sign_up_therapist(device(desktop=True), pair.afterglow, name="mallory"),
        sign_up_patient(device(), name="mallory"),
    ):
        assert mallory.request.get(f"/api/entries/{author}/{id}").status == 404
        assert mallory.request.get(f"/api/sharings?entry={id}").json() == {"sharings": []}
        assert mallory.request.get("/api/care-links").json() == {"care_links": []}
        assert WORDS not in mallory.content()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_screen_of_sharing_and_reading_is_accessible(
    device: Device, afterglow: Afterglow, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    theo = sign_up_therapist(device(desktop=True, dark=dark), afterglow)
    ana = sign_up_patient(device(dark=dark))
    seen: dict[str, list[str]] = {}

    def look(page: Page, heading: str) -> None:
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        # axe cannot judge what is half under the bar at the top.
        page.evaluate("scrollTo(0, 0)")
        seen[heading] = axe(page)

    look(theo, "Nobody shares with you yet.")
    ana.get_by_role("link", name="Sharing").click()
    look(ana, "You share with nobody just now.")
    link = invitation_of(theo)
    look(theo, "This invitation works once.")
    theo.get_by_role("link", name="Back to Invite").click()
    look(theo, "Invite a patient.")
    accept(ana, link)
    pair = Pair(ana, theo, afterglow)
    pair.to_patients()
    expect(theo.get_by_role("heading", name="Invited, and not here yet")).to_have_count(0)
    look(theo, "Nothing is shared with you just now.")
    write(ana, WORDS)
    ana.get_by_role("link", name="Share with theo").click()
    ana.get_by_text("For how long").click()
    look(ana, "This is what theo will see.")
    ana.get_by_role("button", name="Share with theo").click()
    ana.get_by_text("History of sharing").click()
    look(ana, "You and theo can read this.")
    ana.get_by_role("link", name="Sharing").click()
    look(ana, "You decide who reads what.")
    ana.get_by_role("button", name="End the care link").click()
    look(ana, "End the care link with theo?")
    ana.get_by_role("button", name="Keep it").click()
    look(theo, "One patient has something to read.")
    theo.get_by_role("link", name=re.compile("^Reflection")).click()
    look(theo, "ana shared this with you.")
    theo.get_by_role("link", name="Back to Patient").click()
    look(theo, "ana")
    theo.get_by_role("link", name=re.compile("^Reflection")).click()
    ana.get_by_role("button", name=re.compile("^Take it back")).click()
    look(theo, "The patient has taken this entry back.")
    assert {screen: found for screen, found in seen.items() if found} == {}


def expect_untrusted(pair: Pair, id: str, why: str) -> None:
    theo = pair.theo
    entry_link(theo, id).click()
    expect(theo.get_by_role("heading", name="This cannot be trusted.")).to_be_visible()
    expect(theo.get_by_text(why)).to_be_visible()
    expect(theo.get_by_role("article")).to_have_count(0)
    assert pair.admin("SELECT count(*) FROM entry WHERE facts->>'entry' = $1", id) == 0


def holders(folder: Path, secret: str) -> list[str]:
    """Files that hold this text, in the two encodings in which browsers write text."""
    needles = [secret.encode(), secret.encode("utf-16-le")]
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if any(needle in content for needle in needles):
                found.append(str(path.relative_to(folder)))
    return found
