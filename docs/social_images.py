"""The articles' pictures as PNG, for link previews: social networks show no SVG.

Run `make social-images` after a picture has changed; it needs Chromium and the `test` extra.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "source" / "images"
NAMES = ("infusion-room", "lab-glassware", "monitoring", "questions")
#: As Facebook and others show it (Open Graph, best practices): 1.91 to 1.
WIDTH, HEIGHT = 1200, 630
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Draw each picture, cropped at its top and bottom."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    folder = PICTURES / "social"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        for name in NAMES:
            picture = f"<img src='{(PICTURES / name).as_uri()}.svg' style='width:100%;height:100%;object-fit:cover'>"
            sheet = folder / "sheet.html"
            sheet.write_text(f"<body style='margin:0;background:#f3e9da'>{picture}", encoding="utf-8")
            page.goto(sheet.as_uri())
            page.screenshot(path=folder / f"{name}.png")
            sheet.unlink()
        browser.close()


if __name__ == "__main__":
    main()
