"""The theme as readers get it: real Chromium, three scripts, a phone and a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Site
from tests.serving import served

pytestmark = pytest.mark.browser
FOLDERS = {
    "en": "",
    "ar": "ar/",
    "de": "de/",
    "es": "es/",
    "fr": "fr/",
    "ja": "ja/",
    "pl": "pl/",
    "pt-BR": "pt-br/",
    "zh-Hans": "zh-hans/",
}
SITES = {"en": ("", "ltr"), "ar": ("ar/", "rtl"), "ja": ("ja/", "ltr")}
PAGES = [
    "index.html",
    "ketamine-recreational-and-medical.html",
    "contact.html",
    "archives.html",
    "category/safety.html",
    "author/luna-editorial-team.html",
    "tag/safety.html",
    "tags.html",
    "categories.html",
    "authors.html",
    "404.html",
]
WIDTHS = [320, 360, 1280, 1600]


@pytest.fixture(scope="module")
def address(clinic: Site) -> Iterator[str]:
    with served(clinic.root / "output") as found:
        yield found


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    page = browser.new_page()
    page.faults = []
    page.on(
        "console", lambda message: page.faults.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:")) else page.faults.append(request.url),
    )
    yield page
    page.close()


#: Of each site so many in the normal suite; all of them where words are long, or run from the right, or have no spaces.
FEW, ALL_OF = PAGES[:4], ("de", "ar", "ja")


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        *((tag, PAGES if tag in ALL_OF else FEW) for tag in FOLDERS),
        *(pytest.param(tag, PAGES, marks=pytest.mark.long) for tag in FOLDERS if tag not in ALL_OF),
    ],
)
def test_every_site_fits_a_phone_and_its_menu_leads_to_the_same_article(
    page: Any, address: str, tag: str, names: list[str]
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for name in names:
        page.goto(f"{address}/{FOLDERS[tag]}{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= 320"), name
        assert page.locator("html").get_attribute("lang") == tag
    name = "how-monitoring-works.html"
    page.goto(f"{address}/{FOLDERS[tag]}{name}")
    offered = page.locator(".language-menu a[hreflang]").evaluate_all(
        "links => links.map(link => [link.hreflang, link.href])"
    )
    others = {other: f"{address}/{folder}{name}" for other, folder in FOLDERS.items() if other != tag}
    assert {other: href for other, href in offered if other != tag} == others
    # Where a link leads is known by now: that it can be reached and followed shows at one.
    other = [*others][-1]
    page.locator(".language-menu summary").click()
    page.locator(f".language-menu a[hreflang={other}]").click()
    page.wait_for_url(others[other])
    assert page.locator("html").get_attribute("lang") == other
    assert page.faults == []


@pytest.mark.parametrize("locale", ["en", "ar", pytest.param("ja", marks=pytest.mark.long)])
def test_pages_fit_their_window_and_ask_for_nothing_strange(page: Any, address: str, locale: str) -> None:
    folder, direction = SITES[locale]
    for name in PAGES:
        page.goto(f"{address}/{folder}{name}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            assert page.evaluate(fits), f"{name} at {width} px"
        assert page.evaluate("getComputedStyle(document.body).direction") == direction
        assert page.locator("h1").count() == 1
    assert page.faults == []


def violations(page: Any) -> str:
    """What axe-core finds on a page, as it reports it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install 'pelican-gettext[test]'")
    result = axe.Axe().run(page)
    return "" if result.violations_count == 0 else str(result.generate_report())


@pytest.mark.parametrize(
    ("locale", "scheme", "width"),
    [
        ("ja", "light", 360),
        ("ar", "dark", 1280),
        # One style sheet makes all of them: what is left is not another's, but for its words.
        *(
            pytest.param(*rest, marks=pytest.mark.long)
            for rest in (
                *(("en", "light", 360), ("en", "dark", 1280)),
                *(("ar", "light", 360), ("ja", "dark", 360), ("ja", "light", 1280)),
            )
        ),
    ],
)
def test_axe_finds_no_violation(page: Any, address: str, locale: str, scheme: str, width: int) -> None:
    folder, _ = SITES[locale]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for name in PAGES:
        page.goto(f"{address}/{folder}{name}")
        assert violations(page) == "", f"{name} at {width} px"


def test_the_switcher_works_by_keyboard_alone(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}/how-monitoring-works.html")
    page.locator(".language-menu summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "日本語"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ja/how-monitoring-works.html")
    assert page.locator("html").get_attribute("lang") == "ja"


def test_escape_and_leaving_it_close_the_switcher(page: Any, address: str) -> None:
    page.goto(f"{address}/ar/how-monitoring-works.html")
    is_open = "document.querySelector('.language-menu details').open"
    summary = page.locator(".language-menu summary")
    for leave in ("Escape", "Shift+Tab", "click"):
        summary.click()
        assert page.evaluate(is_open)
        if leave == "click":
            page.mouse.click(640, 600)
        else:
            page.keyboard.press(leave)
        assert not page.evaluate(is_open), leave
    assert page.url.endswith("/ar/how-monitoring-works.html")


def test_the_first_tab_stop_skips_to_the_content(page: Any, address: str) -> None:
    page.goto(f"{address}/ar/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"


def test_nothing_needs_javascript(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/de/how-monitoring-works.html")
    page.locator(".language-menu summary").click()
    page.locator(".language-menu a[hreflang=fr]").click()
    page.wait_for_url("**/fr/how-monitoring-works.html")
    context.close()


UNFINISHED = [
    "index.html",
    "en/index.html",
    "ar/index2.html",
    "ja/index4.html",
    "de/category/safety.html",
    "ja/how-monitoring-works.html",
    "ar/how-monitoring-works.html",
]


@pytest.mark.parametrize(("scheme", "width"), [pytest.param("light", 1280, marks=pytest.mark.long), ("dark", 320)])
def test_pages_of_a_site_in_progress_are_as_good(
    browser: Any, unfinished_clinic: Site, scheme: str, width: int
) -> None:
    """The choice of languages, the further pages of lists, pages and sections that are not translated yet."""
    with served(unfinished_clinic.root / "output") as address:
        context = browser.new_context(locale="eo", color_scheme=scheme, viewport={"width": width, "height": 800})
        page = context.new_page()
        for name in UNFINISHED:
            page.goto(f"{address}/{name}")
            assert page.url == f"{address}/{name}"
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
            assert violations(page) == "", name
        context.close()


def choose(browser: Any, folder: Path, **options: Any) -> str:
    """Where a reader ends up who asks for the top of a site that offers the languages."""
    with served(folder) as address:
        context = browser.new_context(**options)
        page = context.new_page()
        page.goto(f"{address}/")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        found = str(page.url).removeprefix(address)
        context.close()
        return found


def test_the_choice_of_languages_honours_the_browsers(browser: Any, good_site: Site) -> None:
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "root": "choose",')
    good_site.run("build")
    folder = good_site.root / "output"
    assert choose(browser, folder, locale="de-AT") == "/de/index.html"
    assert choose(browser, folder, locale="ar-EG") == "/ar/index.html"
    assert choose(browser, folder, locale="fr-FR") == "/"
    assert (
        choose(browser, folder, locale="de-DE", java_script_enabled=False, viewport={"width": 320, "height": 600})
        == "/"
    )
