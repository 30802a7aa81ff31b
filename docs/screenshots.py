"""Makes the README's pictures from the running app: `python -m docs.screenshots`, after `make build`.

Everything in them is written through the screens, by ana and theo, into a database of its own.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.e2e.chromium import chromium
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.pair import Pair, entry_link, invitation_of, share, write
from tests.e2e.people import accept, check_in, sign_up_patient, sign_up_therapist
from tests.e2e.running import Afterglow

HERE = Path(__file__).parent
REFLECTIONS = [
    "A slow tide, and room to breathe. I do not want to forget how quiet it was.",
    "Walked to the river before breakfast. Called my sister, as I had meant to.",
]


def main() -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="afterglow-docs-") as folder:
        browser = playwright.chromium.launch(**chromium().launch_options())  # type: ignore[arg-type]
        afterglow = Afterglow(Path(folder))
        afterglow.start()
        try:
            at_home = {"base_url": afterglow.origin, "locale": "en-GB", "color_scheme": "light"}
            theo = sign_up_therapist(browser.new_context(**DESKTOP, **at_home), afterglow)
            ana = sign_up_patient(browser.new_context(**PHONE, **at_home))
            accept(ana, invitation_of(theo))
            pair = Pair(ana, theo, afterglow)
            draw(pair)
        finally:
            afterglow.stop()
            browser.close()


def draw(pair: Pair) -> None:
    ana, theo = pair.ana, pair.theo
    for mood in (3, 5, 6):
        ana.goto("/check-in")
        check_in(ana, mood=mood)
    shared = ""
    for words in REFLECTIONS:
        shared = write(ana, words)
        share(ana)
    pair.to_patients()
    expect(entry_link(theo, shared)).to_be_visible()
    theo.set_viewport_size({"width": 1280, "height": 400})
    picture(theo, "patients.png")
    ana.goto("/")
    expect(ana.get_by_role("link", name="Check in")).to_be_visible()
    ana.wait_for_timeout(3000)
    picture(ana, "today.png")


def picture(page: Page, name: str) -> None:
    page.screenshot(path=HERE / name)


if __name__ == "__main__":
    main()
