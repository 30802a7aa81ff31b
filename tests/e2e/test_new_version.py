"""The service worker in a real browser: one version or none, and a new one only when it is taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.e2e.chromium import chromium
from tests.e2e.versions import DIST, Server, another_version, until

pytestmark = pytest.mark.browser

KEPT = "navigator.serviceWorker.ready.then((r) => r.active.state === 'activated')"
LOOK_FOR_UPDATE = "navigator.serviceWorker.ready.then((r) => r.update()).then(() => true)"
IDLE = "navigator.serviceWorker.ready.then((r) => !r.installing && !r.waiting)"
VERSION = "document.querySelector('meta[name=description]').content"
TAKE_IT = "Use the new version"


@pytest.fixture
def server() -> Iterator[Server]:
    assert (DIST / "sw.js").exists(), "The app is not built: make build"
    server = Server()
    server.serve(DIST)
    yield server
    server.kill()


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    # A profile of its own on disk: in a private window nothing can be installed.
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        **chromium().launch_options(),  # type: ignore[arg-type]
    )
    yield context
    context.close()


def installed(context: BrowserContext, server: Server) -> Page:
    page = context.new_page()
    page.goto(server.origin)
    until(lambda: bool(page.evaluate(KEPT)))
    page.evaluate("window.stillHere = true")
    return page


def is_still_here(page: Page) -> bool:
    return bool(page.evaluate("window.stillHere === true"))


def test_the_app_opens_at_any_address_when_the_server_is_dead(
    context: BrowserContext, server: Server
) -> None:
    page = installed(context, server)
    server.kill()
    page.goto(f"{server.origin}/help")
    expect(page.get_by_role("heading", name="You can reach a person now.")).to_be_visible()


def test_a_new_version_waits_until_it_is_taken_and_reloads_once(
    context: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = installed(context, server)
    server.serve(another_version("two", tmp_path / "two"))
    page.evaluate(LOOK_FOR_UPDATE)
    expect(page.get_by_role("button", name=TAKE_IT)).to_be_visible()
    assert is_still_here(page)
    loads: list[Page] = []
    page.on("load", lambda it: loads.append(it))
    page.get_by_role("button", name=TAKE_IT).click()
    expect(page.locator("meta[name=description]")).to_have_attribute("content", "two")
    page.wait_for_timeout(1000)
    assert len(loads) == 1
    expect(page.get_by_role("button", name=TAKE_IT)).to_have_count(0)


def test_another_window_goes_on_with_its_version_and_all_parts_of_it(
    context: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page, other = installed(context, server), installed(context, server)
    server.serve(another_version("two", tmp_path / "two", without="help-page"))
    page.evaluate(LOOK_FOR_UPDATE)
    page.get_by_role("button", name=TAKE_IT).click()
    expect(page.locator("meta[name=description]")).to_have_attribute("content", "two")
    other.get_by_role("link", name="Get help now").click()
    expect(other.get_by_role("heading", name="You can reach a person now.")).to_be_visible()
    assert is_still_here(other)
    expect(other.get_by_role("button", name=TAKE_IT)).to_be_visible()


def test_a_server_that_changes_versions_meanwhile_installs_neither(
    context: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = installed(context, server)
    mixed = another_version("two", tmp_path / "mixed")
    (mixed / "index.html").write_text("<title>Of a third version</title>")
    server.serve(mixed)
    page.evaluate(LOOK_FOR_UPDATE)
    until(lambda: bool(page.evaluate(IDLE)))
    page.reload()
    assert page.evaluate(VERSION) not in ("two", None)
    assert len(page.evaluate("caches.keys()")) == 1
