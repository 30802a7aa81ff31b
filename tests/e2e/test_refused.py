"""An entry that the server will not take can be mended, sent again or deleted from where it is said."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.conftest import Device
from tests.e2e.pair import save, write
from tests.e2e.people import sign_up_patient

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_refusal_has_a_way_out(device: Device, axe: Callable[[Page], list[str]], dark: bool) -> None:
    context = device(dark=dark, service_workers="block")
    ana = sign_up_patient(context)
    spoiled(context, forged, then=lambda: write(ana, "The first of three."))
    expect(ana.locator(".looks").get_by_text("It cannot be trusted")).to_be_visible()
    look = ana.locator(".looks")
    expect(look.get_by_text("Reflection: Today")).to_be_visible()
    assert axe(ana) == []
    look.get_by_role("button", name="Try again").click()
    expect(look).to_have_count(0)
    # Synced, and not only on its way: the next one is spoiled on the same way.
    expect(ana.locator(".entry-row .synced")).to_have_count(1)

    spoiled(context, unfit, then=lambda: write(ana, "The second of three."))
    look.get_by_role("link", name="Edit and save again").click()
    ana.get_by_label("Your words").fill("The second, mended.")
    save(ana)
    expect(ana.get_by_text("Synced")).to_be_visible()
    expect(ana.locator(".written")).to_have_text("The second, mended.")

    spoiled(context, unfit, then=lambda: write(ana, "The third of three."))
    look.get_by_role("button", name="Delete").click()
    expect(look).to_have_count(0)
    expect(ana.get_by_text("Entry deleted.")).to_be_visible()
    expect(ana.get_by_text("The third of three.")).to_have_count(0)
    ana.get_by_role("button", name="Undo").click()
    expect(ana.get_by_text("The third of three.")).to_be_visible()
    expect(ana.locator(".entry-row .synced")).to_have_count(3)


def forged(edit: dict[str, Any]) -> None:
    """The server takes it, and no device believes it."""
    edit["signature"] = "A" * 86 + "=="


def unfit(edit: dict[str, Any]) -> None:
    """The server refuses an entry that is shared with its own author."""
    edit["readers"] = [{"account": json.loads(edit["signed"])["author"], "until": None}]


def spoiled(
    context: BrowserContext, spoil: Callable[[dict[str, Any]], None], then: Callable[[], object]
) -> None:
    """What is pushed meanwhile is changed on its way. The journal is open afterwards."""

    def damage(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        batch = json.loads(route.request.post_data or "")
        for edit in batch["edits"]:
            spoil(edit)
        route.continue_(post_data=json.dumps(batch))

    context.route("**/api/entries", damage)
    then()
    [page] = context.pages
    page.goto("/journal")
    expect(page.get_by_role("heading", name="One entry needs a look.")).to_be_visible()
    context.unroute("**/api/entries")
