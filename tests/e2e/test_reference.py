"""The API reference at /api/reference: drawn from files of ours, from the server's own document."""

import json
from collections.abc import Callable
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Device
from tests.e2e.running import Afterglow
from tests.e2e.versions import DIST

pytestmark = pytest.mark.browser

LOOKS = pytest.mark.parametrize(
    "look", [{}, {"dark": True}, {"desktop": True}, {"desktop": True, "dark": True}], ids=str
)
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@LOOKS
def test_it_can_be_read_at_every_width_and_in_both_themes(
    device: Device, axe: Callable[[Page], list[str]], look: dict[str, bool]
) -> None:
    page = device(**look).new_page()
    page.goto("/api/reference")
    expect(page.get_by_role("heading", name="The Afterglow API")).to_be_visible()
    push = page.get_by_role("article", name="POST /api/entries")
    for folded in ("Body: Push", "Edit", "Answer 200: Pushed", "Any other answer: Problem"):
        push.get_by_text(folded, exact=True).first.click()
    assert not page.evaluate(SIDEWAYS)
    assert axe(page) == []


def test_it_shows_every_operation_of_the_servers_document(device: Device, afterglow: Afterglow) -> None:
    with urlopen(f"{afterglow.origin}/api/openapi.json") as answer:  # noqa: S310  our own server
        document = json.load(answer)
    page = device(desktop=True).new_page()
    page.goto("/api/reference")
    expect(page.get_by_role("heading", name="Schemas")).to_be_visible()
    shown = {" ".join(name.split()) for name in page.locator("article h3").all_inner_texts()}
    operations = {f"{m.upper()} {path}" for path, methods in document["paths"].items() for m in methods}
    assert shown == operations | set(document["components"]["schemas"])


def test_an_operation_says_what_it_takes_and_answers(device: Device) -> None:
    page = device().new_page()
    page.goto("/api/reference")
    push = page.get_by_role("article", name="POST /api/entries")
    push.get_by_text("Body: Push").click()
    expect(push.get_by_text("list of Edit, required, 1 to 500 items")).to_be_visible()
    edit = push.get_by_text("Edit", exact=True)
    edit.click()
    expect(push.get_by_text("list of Reader, optional, at most 20 items")).to_be_visible()
    page.get_by_role("article", name="GET /api/feed", exact=True).get_by_text("Parameters").click()
    expect(page.get_by_text('in the query, "all" or "own", optional')).to_be_visible()


def test_an_operation_has_an_address_that_leads_to_it(device: Device) -> None:
    page = device().new_page()
    page.goto("/api/reference#put-api-account-password")
    expect(page.locator("#put-api-account-password:target")).to_be_in_viewport()
    page.goto("/api/reference#schema-Problem")
    expect(page.locator("#schema-Problem:target")).to_be_in_viewport()


def test_without_a_script_it_says_where_the_document_is(device: Device) -> None:
    page = device(java_script_enabled=False).new_page()
    page.goto("/api/reference")
    expect(page.get_by_role("link", name="the OpenAPI document")).to_have_attribute(
        "href", "/api/openapi.json"
    )


def test_the_app_carries_none_of_it() -> None:
    assert "reference" not in (DIST / "sw.js").read_text()
    assert "reference" not in (DIST / "index.html").read_text()
