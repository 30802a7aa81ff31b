"""Renders the PNG icons from public/icon.svg, after the mark changed. It needs Pillow, which nothing else
does: .venv/bin/uv run --with pillow --with playwright pwa/build/icons.py
"""

import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

PUBLIC = Path(__file__).parent.parent / "public"
ROUNDED = 'rx="112"'
# Name, size, and whether it keeps its own round corners: a phone cuts the others to its own shape.
# The mark stays inside the middle 80 %, which a maskable icon never loses.
ICONS = [
    ("icon-192.png", 192, True),
    ("icon-512.png", 512, True),
    ("icon-maskable-512.png", 512, False),
    ("apple-touch-icon.png", 180, False),
]


def render() -> None:
    mark = (PUBLIC / "icon.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for name, size, round_corners in ICONS:
            page = browser.new_page(viewport={"width": size, "height": size})
            drawing = mark if round_corners else mark.replace(ROUNDED, "")
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{drawing}")
            page.screenshot(path=PUBLIC / name, omit_background=True)
            make_small(PUBLIC / name)
        browser.close()


def make_small(path: Path) -> None:
    """Three flat colours and the shades between them: a palette takes a quarter of the bytes."""
    with Image.open(path) as picture:
        few = picture.convert("RGBA").quantize(48, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    render()
