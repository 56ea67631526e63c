"""Pictures of the built site for the README: three scripts, a phone and a desk, light and dark.

Run `make screenshots`; it needs Chromium and the `test` extra.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "screenshots"
ARTICLE = "ketamine-recreational-and-medical.html"
SHOTS = [
    (locale, name, width, scheme)
    for locale in ("en", "ar", "ja")
    for name in ("index.html", ARTICLE)
    for width, scheme in ((390, "light"), (1280, "light"), (1280, "dark"))
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def shoot(browser: Browser, address: str) -> None:
    """One picture per page, language, width and colour scheme."""
    for locale, name, width, scheme in SHOTS:
        folder = "" if locale == "en" else f"{locale}/"
        page = browser.new_page(viewport={"width": width, "height": 844 if width < 800 else 900}, color_scheme=scheme)
        page.goto(f"{address}/{folder}{name}")
        kind = "home" if name == "index.html" else "article"
        page.screenshot(path=FOLDER / f"{kind}-{locale}-{width}-{scheme}.png")
        page.close()


def contact_sheet(browser: Browser) -> None:
    """All desktop pictures and one phone picture per language on one sheet."""
    cells = "".join(
        f'<img src="{(FOLDER / f"{kind}-{locale}-{width}-{scheme}.png").as_uri()}" style="width:{size}px">'
        for locale in ("en", "ar", "ja")
        for kind, width, scheme, size in (
            ("home", 1280, "light", 420),
            ("article", 1280, "dark", 420),
            ("article", 390, "light", 136),
        )
    )
    sheet = FOLDER / "sheet.html"
    style = "margin:16px;display:grid;grid-template-columns:420px 420px 136px;gap:16px;background:#e9e4da"
    sheet.write_text(f'<body style="{style}">{cells}', encoding="utf-8")
    page = browser.new_page(viewport={"width": 1040, "height": 960})
    page.goto(sheet.as_uri())
    page.screenshot(path=FOLDER.parent / "screenshots.png", full_page=True)
    sheet.unlink()


def main() -> None:
    """Serve the built site on this machine and take the pictures."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    handler = functools.partial(_Quiet, directory=str(ROOT / "output"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as driver:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        shoot(browser, f"http://127.0.0.1:{server.server_port}")
        contact_sheet(browser)
        server.shutdown()


if __name__ == "__main__":
    main()
