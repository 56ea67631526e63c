"""Pictures of the live pages for the documents: the overview, and a text that is translated on its page.

Run `make screenshots`; it needs Chromium and the `test` extra. They show a copy of the clinic's site in which some
texts are not translated yet.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from pipeline.preview.words import words_for

ROOT = Path(__file__).parent.parent
PICTURE = Path(__file__).parent / "preview.png"
ARTICLE = "what-happens-during-an-infusion"
#: Every so many texts one is not translated, and another one is to be looked at.
STEP = 7
WRITTEN = {
    "de": "Eine erste Infusion kann ungewohnt sein.",
    "ar": "قد تبدو جلسة التسريب الأولى غير مألوفة.",
    "ja": "初めての点滴では、戸惑うことがあるかもしれません。",
}


def unfinish(site: Path, locale: str) -> None:
    """Take some translations of an article away, and doubt others."""
    path = site / "locales" / locale / "articles" / f"{ARTICLE}.po"
    head, *entries = path.read_text(encoding="utf-8").split("\n\n")
    for number, entry in enumerate(entries):
        if "critical" not in entry and number % STEP == 3:
            entries[number] = re.sub(r'msgstr (".*"\n?)+\Z', 'msgstr ""', entry)
        if "critical" not in entry and number % STEP == 6:
            entries[number] = entry.replace("#, markdown-text", "#, fuzzy, markdown-text")
    path.write_text("\n\n".join([head, *entries]) + "\n", encoding="utf-8")


@contextmanager
def previewed(site: Path) -> Iterator[str]:
    """The address of a site's live pages, without the overview's own part."""
    command = [sys.executable, "-m", "pipeline", "-s", str(site / "pelicanconf.py"), "preview", *WRITTEN]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        found = re.search(r"http://\S+?(?=/-/)", server.stdout.readline())
        try:
            yield found[0] if found else ""
        finally:
            server.terminate()


def edited(page: Page, address: str, locale: str) -> None:
    """Open the first text that is unfinished, and write something."""
    page.goto(f"{address}/{locale}/{ARTICLE}.html")
    page.get_by_role("switch").wait_for()
    page.keyboard.press("Alt+t")
    page.get_by_role("button", name=re.compile(f"^{words_for(locale)['filters.unfinished']}")).wait_for()
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_role("textbox").first.fill(WRITTEN[locale])
    page.wait_for_timeout(1500)


def shoot(browser: Browser, address: str, folder: Path) -> list[tuple[Path, int]]:
    """The pictures, each with the width that it has on the sheet."""
    taken = []
    for name, locale, width, scheme, shown in (
        ("overview", "", 1280, "light", 520),
        ("desk", "de", 1280, "light", 520),
        ("right-to-left", "ar", 1280, "dark", 520),
        ("phone", "ja", 390, "light", 170),
    ):
        size: ViewportSize = {"width": width, "height": 844}
        page = browser.new_page(viewport=size, color_scheme=scheme, locale=locale or "en")  # type: ignore[arg-type]
        if locale:
            edited(page, address, locale)
        else:
            page.goto(f"{address}/-/")
        page.screenshot(path=folder / f"{name}.png")
        page.close()
        taken.append((folder / f"{name}.png", shown))
    return taken


def main() -> None:
    """Serve a copy of the site and take the pictures."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as driver:
        folder, site = Path(temporary), Path(temporary) / "site"
        for name in ("source", "locales", "theme"):
            shutil.copytree(ROOT / name, site / name)
        shutil.copy(ROOT / "pelicanconf.py", site)
        for locale in WRITTEN:
            unfinish(site, locale)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with previewed(site) as address:
            cells = "".join(
                f'<img src="{path.as_uri()}" style="width:{width}px">'
                for path, width in shoot(browser, address, folder)
            )
        sheet = folder / "sheet.html"
        style = "margin:16px;display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start;background:#e9e4da"
        sheet.write_text(f'<body style="{style}">{cells}', encoding="utf-8")
        page = browser.new_page(viewport={"width": 1090, "height": 760})
        page.goto(sheet.as_uri())
        page.screenshot(path=PICTURE, full_page=True)


if __name__ == "__main__":
    main()
