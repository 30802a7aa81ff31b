"""Invitations as the invited meet them: what accepting does, and links that are no good."""

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.derivations import invitation
from tests.e2e.conftest import Device
from tests.e2e.pair import Pair, invitation_of
from tests.e2e.people import SignedUp, accept, fill_in, keep_code, sign_up, sign_up_patient, sign_up_therapist
from tests.e2e.running import Afterglow
from tests.people import new_email

pytestmark = pytest.mark.browser

INVITES = "theo invites you."


@pytest.fixture(scope="module")
def theo(lasting_device: Device, afterglow: Afterglow) -> Page:
    return sign_up_therapist(lasting_device(desktop=True), afterglow)


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def secret_in(link: str) -> bytes:
    return base64.urlsafe_b64decode(link.rpartition(".")[2] + "=")


def care_links(page: Page) -> list[object]:
    found: list[object] = page.request.get("/api/care-links").json()["care_links"]
    return found


def test_the_secret_leaves_the_address_and_the_history_and_outlives_a_reload(
    device: Device, afterglow: Afterglow, theo: Page
) -> None:
    link = invitation_of(theo)
    page = device().new_page()
    page.goto("/help")
    page.goto(link)
    heading(page, INVITES)
    assert page.url == f"{afterglow.origin}/invitation"
    page.reload()
    heading(page, INVITES)
    page.goto("/help")
    page.go_back()
    assert page.evaluate("location.hash") == ""
    heading(page, INVITES)


def test_accepting_links_both_and_shares_nothing(device: Device, theo: Page) -> None:
    link = invitation_of(theo)
    ana = sign_up_patient(device())
    ana.goto(link)
    heading(ana, INVITES)
    expect(ana.get_by_text("Nothing is shared by accepting.")).to_be_visible()
    assert care_links(ana) == []
    ana.get_by_role("button", name="Accept").click()
    heading(ana, "You decide who reads what.")
    assert len(care_links(ana)) == 1
    heading(theo, "ana has accepted, and is verified.")


def test_not_now_accepts_nothing_and_the_link_stays_good(device: Device, theo: Page) -> None:
    link = invitation_of(theo)
    ana = sign_up_patient(device())
    ana.goto(link)
    ana.get_by_role("button", name="Not now").click()
    expect(ana.get_by_role("link", name="Check in")).to_be_visible()
    ana.goto("/invitation")
    heading(ana, "Open the link that you were given.")
    assert care_links(ana) == []
    accept(ana, link)


def test_who_has_an_account_signs_in_on_the_way(device: Device, theo: Page) -> None:
    ana = sign_up(device(), "/sign-up", "ana")
    page = device().new_page()
    page.goto(invitation_of(theo))
    page.get_by_role("link", name="I have an account").click()
    page.get_by_label("E-mail address").fill(ana.email)
    page.get_by_label("Password", exact=True).fill(ana.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Accept").click()
    heading(page, "You decide who reads what.")


def test_an_acceptance_whose_answer_was_lost_is_sent_again(device: Device, theo: Page) -> None:
    link = invitation_of(theo)
    page = device().new_page()
    page.goto(link)
    fill_in(page, "ana", new_email("ana"))

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/api/care-links", lose)
    keep_code(page, "Make my account")
    expect(page.get_by_text("Your account is made. The invitation is still to be accepted.")).to_be_visible()
    page.unroute("**/api/care-links")
    page.reload()
    heading(page, "You are linked with theo.")
    heading(theo, "ana has accepted, and is verified.")


def test_a_used_invitation_says_so_to_everybody_but_who_used_it(
    device: Device, afterglow: Afterglow, theo: Page
) -> None:
    link = invitation_of(theo)
    ana, mallory = sign_up_patient(device()), sign_up_patient(device(), name="mallory")
    accept(ana, link)
    for page in (mallory, device().new_page()):
        page.goto(link)
        heading(page, "This invitation has been used.")
    assert care_links(mallory) == []
    ana.goto(link)
    heading(ana, "You are linked with theo.")

    operators = afterglow.invite("patient")
    sign_up(device(), operators, "ana")
    page = device().new_page()
    page.goto(operators)
    heading(page, "This invitation has been used.")


def test_two_people_with_the_same_link_get_one_account(device: Device, afterglow: Afterglow) -> None:
    link = afterglow.invite("patient")
    late = device().new_page()
    late.goto(link)
    fill_in(late, "mallory", new_email("mallory"))
    sign_up(device(), link, "ana")
    keep_code(late, "Make my account")
    expect(late.get_by_text("This invitation has been used already.")).to_be_visible()


def test_an_expired_invitation_says_so(device: Device, afterglow: Afterglow, theo: Page) -> None:
    link = invitation_of(theo)
    ana = sign_up_patient(device())
    Pair(ana, theo, afterglow).admin(
        "UPDATE invitation SET expires_at = now() - interval '1 minute' WHERE id = $1 RETURNING id",
        invitation(secret_in(link)).id,
    )
    for page in (ana, device().new_page()):
        page.goto(link)
        heading(page, "This invitation has expired.")
    assert care_links(ana) == []


def test_an_invitation_that_was_taken_back_is_unknown(device: Device, theo: Page) -> None:
    link = invitation_of(theo)
    theo.get_by_role("button", name="Take it back").click()
    theo.get_by_role("heading", name="Invite a patient.").wait_for()
    page = device().new_page()
    page.goto(link)
    heading(page, "There is no such invitation.")


def test_keys_that_do_not_fit_the_link_are_refused(device: Device, theo: Page) -> None:
    link = invitation_of(theo)
    ana = sign_up_patient(device())

    def other_keys(route: Route) -> None:
        answer = route.fetch()
        card = answer.json()
        # Of the right form, and not theo's.
        card["inviter"]["verify_key"] = base64.b64encode(bytes(32)).decode()
        route.fulfill(response=answer, json=card)

    ana.route("**/api/invitations/*", other_keys)
    ana.goto(link)
    heading(ana, "This invitation cannot be trusted.")
    expect(ana.get_by_role("button", name="Accept")).to_have_count(0)
    assert care_links(ana) == []


def test_half_a_link_says_so(device: Device, theo: Page) -> None:
    page = device().new_page()
    page.goto(invitation_of(theo)[:-5])
    heading(page, "This link is not whole.")


def test_without_a_connection_the_link_waits(device: Device, theo: Page) -> None:
    link = invitation_of(theo)
    page = device().new_page()
    page.route("**/api/**", lambda route: route.abort())
    page.goto(link)
    heading(page, "The invitation could not be opened just now.")
    page.unroute("**/api/**")
    page.get_by_role("button", name="Try again").click()
    heading(page, INVITES)


def test_a_therapist_is_told_that_it_is_for_a_patient(
    device: Device, afterglow: Afterglow, theo: Page
) -> None:
    other: SignedUp = sign_up(device(desktop=True), afterglow.invite("therapist"), "theo", "signed up")
    page = device(desktop=True).new_page()
    page.goto(invitation_of(theo))
    page.get_by_role("link", name="I have an account").click()
    page.get_by_label("E-mail address").fill(other.email)
    page.get_by_label("Password", exact=True).fill(other.password)
    page.get_by_role("button", name="Sign in").click()
    heading(page, "This invitation is for a patient.")
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_invitations(
    device: Device, theo: Page, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    link = invitation_of(theo)
    ana = sign_up_patient(device(dark=dark))
    for address, name in (
        (link, INVITES),
        (link[:-5], "This link is not whole."),
        (f"/invitation#p.{'A' * 43}", "There is no such invitation."),
    ):
        ana.goto("/help")
        ana.goto(address)
        heading(ana, name)
        assert axe(ana) == [], name
    ana.goto(link)
    ana.get_by_role("button", name="Accept").click()
    heading(ana, "You decide who reads what.")
    page = device(dark=dark).new_page()
    page.goto(invitation_of(theo, "mallory"))
    heading(page, INVITES)
    assert axe(page) == []
    page.goto(link)
    heading(page, "This invitation has been used.")
    assert axe(page) == []
