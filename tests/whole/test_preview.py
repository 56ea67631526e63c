"""The live page in a real browser: from an unfinished text on it to its translation in the catalog."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from difflib import unified_diff
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from pipeline.preview.words import words_for
from tests.conftest import ROOT, Site, copy_of_clinic
from tests.previewing import Served, previewed

LOCALES = ("ar", "de", "ja")
TEXT = "This article explains some important terms"
TRANSLATIONS = {
    "ar": "تشرح هذه المقالة بعض المصطلحات المهمة.",
    "de": "Dieser Artikel erklärt einige wichtige Begriffe.",
    "ja": "この記事では、いくつかの重要な用語を説明します。",
}
PAGE = "how-monitoring-works.html"


def catalog(locale: str) -> str:
    return f"locales/{locale}/articles/how-monitoring-works.po"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The clinic's site with one text to translate in each of three languages."""
    site = copy_of_clinic(tmp_path_factory.mktemp("previewed"))
    for locale in LOCALES:
        site.untranslate(catalog(locale), TEXT)
    with previewed(site, *LOCALES, watching=True) as found:
        for locale in LOCALES:  # a browser waits no longer than it was told, however slow the machine is
            found.get(f"/{locale}/{PAGE}")
            found.get(f"/-/marked?path=/{locale}/{PAGE}")
        yield found


@pytest.fixture
def page(browser: Any, served: Served) -> Iterator[Any]:
    page = browser.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("dialog", lambda dialog: page.faults.append(dialog.message))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((served.address, "data:")) else page.faults.append(asked.url),
    )
    yield page
    assert page.faults == []
    page.close()


def address(served: Served, locale: str) -> str:
    return f"{served.address}/{locale}/{PAGE}"


def show_texts(page: Any, locale: str = "en") -> None:
    """By keyboard, once the panel is there, whose words are in this language."""
    page.get_by_role("switch").wait_for()
    page.keyboard.press("Alt+t")
    page.get_by_role("button", name=re.compile(f"^{words_for(locale)['filters.unfinished']}")).wait_for()
    page.wait_for_function("CSS.highlights.size > 0")


def open_unfinished(page: Any) -> Any:
    """By keyboard: the texts are shown, and the first that is unfinished is open."""
    show_texts(page)
    page.keyboard.press("Alt+ArrowDown")
    field = page.get_by_role("textbox").first
    field.wait_for()
    return field


@pytest.mark.browser
@pytest.mark.parametrize("locale", ["ar", "ja", pytest.param("de", marks=pytest.mark.long)])
def test_from_an_unfinished_text_to_the_catalog_by_keyboard_alone(page: Any, served: Served, locale: str) -> None:
    before = served.site.read(catalog(locale))
    page.goto(address(served, locale))
    field = open_unfinished(page)
    assert field.evaluate("field => field.getRootNode().activeElement === field")
    page.keyboard.type("<script>alert(1)</script>")
    page.get_by_text("Will not be published").first.wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(TRANSLATIONS[locale])
    page.get_by_text("Will not be published").first.wait_for(state="detached")
    page.keyboard.press("Control+Enter")
    page.locator("body").get_by_text(TRANSLATIONS[locale]).first.wait_for()
    after = served.site.read(catalog(locale))
    lines = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    changed = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ['-msgstr ""', f'+msgstr "{TRANSLATIONS[locale]}"']


def field_of_three_tasks(page: Any, served: Served) -> Any:
    """The German field of a text that has a number, translated already; the panel shows it."""
    page.goto(address(served, "de"))
    show_texts(page)
    page.get_by_role("button", name=re.compile("^All")).first.click()
    page.get_by_role("listitem").get_by_text("These three tasks").first.click()
    field = page.get_by_role("textbox").first
    field.wait_for()
    return field


@pytest.mark.browser
def test_nobody_goes_on_from_a_wrong_number_without_having_seen_it(page: Any, served: Served) -> None:
    field = field_of_three_tasks(page, served)
    before = field.input_value()
    wrong = "Diese vier Aufgaben gehören **zusammen**."
    field.fill(wrong)
    page.keyboard.press("Alt+Enter")
    page.get_by_text("Saved, but look at what is found.").wait_for()
    assert field.input_value() == wrong
    page.get_by_text("Has an error").locator("visible=true").first.wait_for()
    field.fill(before)
    page.keyboard.press("Control+Enter")
    page.get_by_text("Saved.", exact=True).wait_for()


@pytest.mark.browser
def test_what_is_being_saved_is_not_taken_for_the_text_that_one_has_gone_on_to(page: Any, served: Served) -> None:
    field = field_of_three_tasks(page, served)
    before, catalogs, held = field.input_value(), served.site.read(catalog("de")), list[Any]()
    # A line break at its end is none of the text's.
    field.fill("Diese drei Aufgaben gehören eng **zusammen**.\n")
    page.route("**/-/api/save", lambda route: held.append(route) if not held else route.continue_())
    with page.expect_request("**/-/api/save"):  # it is judged before it is sent
        page.keyboard.press("Control+Enter")
    page.get_by_text("Saving").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("listitem").get_by_text("Disclaimer").first.click()
    other = page.get_by_role("textbox").first
    page.wait_for_function(
        "before => { const root = document.querySelector('gettext-preview').shadowRoot;"
        "const area = root.querySelector('textarea'); return area && area.value !== before }",
        arg=before,
    )
    held[0].continue_()
    page.locator("body").get_by_text("gehören eng").first.wait_for()
    assert page.get_by_text("Saved.", exact=True).count() == 0
    assert 'gehören eng **zusammen**."\n' in served.site.read(catalog("de"))
    assert other.input_value() in catalogs
    page.keyboard.press("Escape")  # nobody is asked: nothing was typed here
    page.get_by_role("button", name=re.compile("^All")).first.wait_for()
    page.keyboard.press("Alt+z")
    page.get_by_text("The last save is undone.").wait_for()
    assert served.site.read(catalog("de")) == catalogs


@pytest.mark.browser
def test_above_a_keyboard_on_a_phone_one_sees_what_one_writes_and_what_is_said_of_it(page: Any, served: Served) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    field = field_of_three_tasks(page, served)
    before = field.input_value()
    field.fill("Diese vier Aufgaben gehören **zusammen**.")
    finding = page.get_by_role("list", name="Findings").get_by_role("listitem").first
    finding.wait_for()
    for seen in (field, finding.locator("b"), page.get_by_role("button", name="Save and next")):
        box = seen.bounding_box()
        middle = [box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 12)]
        inside = seen.evaluate(
            "(element, [x, y]) => element.contains(element.getRootNode().elementFromPoint(x, y))", middle
        )
        assert inside, seen
    field.fill(before)


@pytest.mark.browser
def test_what_is_right_as_it_is_gets_its_reason_where_it_is_found(page: Any, served: Served) -> None:
    field = field_of_three_tasks(page, served)
    file = served.site.read(catalog("de"))
    field.fill("Diese vier Aufgaben gehören **zusammen**.")
    page.get_by_role("button", name="It is right as it is").first.click()
    assert page.get_by_text("A reason is missing").count() == 0
    page.keyboard.type("one is new here")
    page.keyboard.press("Enter")
    page.get_by_role("list", name="Findings").get_by_text("numbers", exact=True).wait_for(state="detached")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Saved.", exact=True).wait_for()
    assert "\n# waive: numbers, one is new here\n" in served.site.read(catalog("de"))
    page.get_by_text("To be sent to the maintainer").wait_for(state="attached")
    page.keyboard.press("Alt+z")
    page.get_by_text("The last save is undone.").wait_for()
    assert served.site.read(catalog("de")) == file


CRITICAL = "This article is general information"


@pytest.mark.browser
def test_who_has_translated_everything_is_told_what_the_page_waits_for(page: Any, served: Served) -> None:
    file = served.site.read(catalog("de"))
    served.site.write(catalog("de"), re.sub(rf'(msgid "{TEXT}.*\nmsgstr) ".*"', rf'\1 "{TRANSLATIONS["de"]}"', file))
    page.goto(address(served, "de"))
    show_texts(page)
    page.get_by_role("button", name=re.compile("^All")).first.click()
    page.get_by_role("listitem").get_by_text(CRITICAL).first.click()
    field = page.get_by_role("textbox").first
    field.wait_for()
    field.fill(field.input_value().replace("Dieser", "Der vorliegende"))
    page.keyboard.press("Enter")
    page.get_by_text("To save, press the button or").wait_for()
    assert "\n" not in field.input_value()
    page.keyboard.press("Control+Enter")
    page.get_by_text("Waits for a reviewer").locator("visible=true").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^Unfinished")).first.click()
    page.get_by_text("You have finished this page.").wait_for()
    page.get_by_role("listitem").get_by_text(CRITICAL).locator("visible=true").first.wait_for()
    page.keyboard.press("Alt+z")
    page.get_by_text("The last save is undone.").wait_for()


@pytest.mark.browser
def test_who_approves_has_to_do_what_waits_and_is_told_when_the_page_is_ready(browser: Any, tmp_path: Path) -> None:
    site = copy_of_clinic(tmp_path)
    site.untranslate(catalog("de"), CRITICAL)
    page = browser.new_page()
    with previewed(site, "de", reviewer="Anna") as served:
        page.goto(f"{served.address}/-/")
        page.get_by_role("listitem").get_by_role("link").first.click()
        # Who comes from what is to be done finds the texts shown.
        page.get_by_role("listitem").get_by_text(CRITICAL).locator("visible=true").first.click()
        assert "#" not in page.url
        field = page.get_by_role("textbox").first
        field.fill("Dieser Artikel enthält allgemeine Informationen und gibt nur einen Einblick in das Thema.")
        page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Approve").click()
        page.get_by_text("This page is ready").wait_for()
        assert violations(page) == []
    page.close()


@pytest.mark.browser
def test_what_is_typed_while_the_server_does_not_answer_is_saved_once_it_does(page: Any, served: Served) -> None:
    page.goto(address(served, "de"))
    show_texts(page)
    page.locator("h1").first.click(position={"x": 20, "y": 20})
    field = page.get_by_role("textbox").first
    field.wait_for()
    before = field.input_value()
    page.route("**/-/api/**", lambda route: route.abort())
    field.fill("Ein anderer Titel")
    page.keyboard.press("Control+Enter")
    page.get_by_text("The preview does not answer").first.wait_for()
    assert field.input_value() == "Ein anderer Titel"
    page.unroute("**/-/api/**")
    page.locator("h1").get_by_text("Ein anderer Titel").wait_for()
    assert '"Ein anderer Titel"' in served.site.read(catalog("de"))
    field.fill(before)
    page.keyboard.press("Control+Enter")
    page.locator("h1").get_by_text(before).wait_for()


@pytest.mark.browser
def test_a_click_on_a_text_opens_its_message_and_leads_nowhere(page: Any, served: Served) -> None:
    page.goto(address(served, "de"))
    page.add_style_tag(content="html { width: 100% }")
    show_texts(page)
    panel = page.get_by_role("complementary").locator(".panel").bounding_box()
    assert page.evaluate("document.documentElement.getBoundingClientRect().right") <= panel["x"]
    page.locator("h1").first.click(position={"x": 20, "y": 20})
    page.get_by_role("textbox").first.wait_for()
    assert page.get_by_role("textbox").first.input_value() == page.locator("h1").first.inner_text().replace("\n", " ")
    page.keyboard.press("Escape")
    page.locator("header nav a").first.click()
    page.get_by_role("textbox").first.wait_for()
    assert page.url == address(served, "de")


@pytest.mark.browser
def test_what_others_save_is_shown_by_itself_but_not_over_what_is_being_typed(page: Any, served: Served) -> None:
    title = "How monitoring works"
    page.goto(address(served, "ja"))
    page.get_by_role("switch").wait_for()
    served.site.write(
        catalog("ja"), re.sub(rf'(msgid "{title}"\nmsgstr) ".*"', r'\1 "別の題名"', served.site.read(catalog("ja")))
    )
    page.locator("h1").get_by_text("別の題名").wait_for()
    show_texts(page)
    field = page.get_by_role("textbox").first
    while not field.is_visible():  # a file that is written in pieces is news more than once
        page.locator("h1").first.click(position={"x": 20, "y": 20})
        page.wait_for_timeout(300)
    field.fill("私の題名")
    served.site.write(
        catalog("ja"), re.sub(rf'(msgid "{title}"\nmsgstr) ".*"', r'\1 "彼らの題名"', served.site.read(catalog("ja")))
    )
    page.locator("h1").get_by_text("彼らの題名").or_(page.get_by_text("This page has changed")).first.wait_for()
    assert field.input_value() == "私の題名"
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Keep mine").wait_for()
    assert '"彼らの題名"' in served.site.read(catalog("ja"))
    page.get_by_role("button", name="Keep mine").click()
    page.keyboard.press("Control+Enter")
    page.locator("h1").get_by_text("私の題名").wait_for()
    assert '"私の題名"' in served.site.read(catalog("ja"))


def violations(page: Any) -> list[str]:
    """What axe finds in a page; nothing where it is not installed."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install 'pelican-gettext[test]'")
    return [found["id"] for found in axe.Axe().run(page).response["violations"]]


#: Each language, scheme and width; in the long run each of them with each other.
PANELS = [("ar", "light", 360), ("de", "dark", 360), ("ja", "light", 1600), ("ar", "dark", 1600)]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("locale", "scheme", "width"),
    [
        *PANELS,
        *(
            pytest.param(*rest, marks=pytest.mark.long)
            for rest in product(LOCALES, ("light", "dark"), (360, 1600))
            if rest not in PANELS
        ),
    ],
)
def test_axe_finds_nothing_in_the_panel_in_whichever_language_it_is(
    page: Any, served: Served, locale: str, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.set_extra_http_headers({"Accept-Language": locale})
    page.goto(address(served, locale))
    show_texts(page, locale)
    found = violations(page)
    page.locator("h1").first.evaluate("element => element.scrollIntoView()")
    page.get_by_role("button", name=re.compile(f"^{words_for(locale)['filters.all']}")).last.click()
    page.get_by_role("listitem").get_by_role("button").first.click()
    page.get_by_role("textbox").first.wait_for()
    found += violations(page)
    page.get_by_role("textbox").first.fill(page.locator("gettext-preview .source").first.inner_text())
    page.get_by_role("button", name=words_for(locale)["waive"]).first.click()
    page.get_by_role("textbox", name=words_for(locale)["waiveWhy"]).wait_for()
    assert found + violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_axe_finds_nothing_in_the_overview(page: Any, served: Served) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.set_extra_http_headers({"Accept-Language": {"light": "en", "dark": "ar"}[scheme]})
        page.goto(f"{served.address}/-/")
        assert page.evaluate("document.dir") == {"light": "ltr", "dark": "rtl"}[scheme]
        assert violations(page) == []


HOSTILE = """<img src=x onerror=alert(1)>\\"><script>alert(2)</script>](javascript:alert(3)) {{ 7 * 7 }}"""


def write_hostile_catalogs(site: Site) -> None:
    """Each message of German says this, and each third one has a note that does."""
    for path in (site.root / "locales/de").rglob("*.po"):
        head, *entries = path.read_text(encoding="utf-8").split("\n\n")
        entries = [re.sub(r'^(msgstr(?:\[\d\])?) "(?:[^"\\]|\\.)*"$', r'\1 "{}"', one, flags=re.M) for one in entries]
        entries = [one.replace('"{}"', f'"{HOSTILE}"') for one in entries]
        entries[1::3] = [f"# {HOSTILE}\n{one}" for one in entries[1::3]]
        path.write_text("\n\n".join([head, *entries]), encoding="utf-8")


@pytest.mark.browser
def test_a_hostile_catalog_does_nothing_whichever_message_it_is_in(browser: Any, good_site: Site) -> None:
    write_hostile_catalogs(good_site)
    page, faults = browser.new_page(), list[str]()
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: faults.append(str(error)))
    with previewed(good_site, "de") as served:
        page.goto(f"{served.address}/-/")
        page.goto(f"{served.address}/de/first.html")
        show_texts(page)
        page.get_by_role("button", name=re.compile("^All")).first.click()
        rows = page.locator("gettext-preview .rows button")
        count, states = rows.count(), set[str]()
        for number in range(count):
            states.add(rows.nth(number).get_attribute("data-state"))
            rows.nth(number).click()
            page.get_by_role("textbox").first.wait_for()
            assert "alert(1)" in page.get_by_role("textbox").first.input_value()
            page.keyboard.press("Escape")
            rows.first.wait_for()
        assert count > 10
        assert "refused" in states
        assert page.evaluate("document.querySelectorAll('script, img[onerror]').length") < 10
    assert faults == []
    page.close()


MOON = "Take one tablet, see"
#: Whether the picture that readers will see in a text is there.
SHOWN = """frame => new Promise((done) => {
  const look = () => {
    const image = frame.contentDocument?.querySelector("img");
    if (image?.complete) done([image.naturalWidth > 0, frame.clientHeight > 20]); else setTimeout(look, 50);
  };
  look();
})"""


@pytest.mark.browser
def test_the_result_shows_the_pictures_of_a_text_live_and_in_a_review(browser: Any, good_site: Site) -> None:
    assert good_site.run("build", "--review", str(good_site.root / "review")).exit_code == 0
    with previewed(good_site, "de") as served:
        for place in (served.address, (good_site.root / "review/site").as_uri()):
            page, asked = browser.new_page(), list[str]()
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(f"{place}/de/first.html")
            show_texts(page)
            page.get_by_role("button", name=re.compile("^All")).first.click()
            page.locator("gettext-preview .rows button", has_text=MOON).click()
            assert page.locator("gettext-preview iframe").evaluate(SHOWN) == [True, True]
            assert [one for one in asked if not one.startswith((place.removesuffix("/site"), "data:", "about:"))] == []
            page.close()


@pytest.mark.browser
def test_a_hostile_catalog_does_nothing_in_a_review(browser: Any, good_site: Site) -> None:
    edit = "GETTEXT['edit_url'] = 'https://git.example/edit/{path}#L{line}'\n"
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + edit)
    write_hostile_catalogs(good_site)
    assert good_site.run("build", "--review", str(good_site.root / "review")).exit_code == 0
    page, faults = browser.new_page(), list[str]()
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request", lambda asked: faults.append(asked.url) if not re.match("file:|data:|about:", asked.url) else None
    )
    page.goto((good_site.root / "review/index.html").as_uri())
    page.goto((good_site.root / "review/site/de/first.html").as_uri())
    show_texts(page)
    page.get_by_role("button", name=re.compile("^All")).first.click()
    rows = page.locator("gettext-preview .rows button")
    for number in range(rows.count()):
        rows.nth(number).click()
        field = page.get_by_role("textbox").first
        field.wait_for()
        assert "alert(1)" in field.input_value() or rows.nth(number).get_attribute("data-state") == "missing"
        address = page.get_by_role("link", name="Edit").first.get_attribute("href")
        assert address is None or address.startswith("https://git.example/edit/locales/de/")
        page.keyboard.press("Escape")
        rows.first.wait_for()
    own = "[...document.scripts].every(one => one.src.includes('/-/') || one.src === '')"
    assert page.evaluate(f"{own} && !document.querySelector('[onerror], [onclick]')")
    assert faults == []
    page.close()


@pytest.mark.browser
def test_a_review_is_read_from_a_folder_without_any_server(browser: Any, good_site: Site) -> None:
    edit = "GETTEXT['edit_url'] = 'https://git.example/edit/{path}#L{line}'\n"
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + edit)
    good_site.untranslate("locales/de/articles/first.po", "Beginning")
    assert good_site.run("build", "--review", str(good_site.root / "review")).exit_code == 0
    page, faults = browser.new_page(locale="de-DE"), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url) if not re.match("file:|data:", asked.url) else None)
    words = words_for("de")
    page.goto((good_site.root / "review/index.html").as_uri())
    page.get_by_role("row").get_by_role("link", name="draft").or_(
        page.locator('a[href$="de/first.html"]')
    ).first.click()
    show_texts(page, "de")
    page.keyboard.press("Alt+ArrowDown")
    field = page.get_by_role("textbox").first
    field.wait_for()
    assert field.evaluate("field => field.readOnly")
    link = page.get_by_role("link", name=words["edit"]).first
    assert re.fullmatch(r"https://git.example/edit/locales/de/articles/first.po#L\d+", link.get_attribute("href"))
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Escape")
    page.get_by_role("link", name=words["overview"]).first.click()
    page.wait_for_url("**/review/index.html")
    assert faults == []
    page.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["ended", "terminal closed"])
def test_the_command_says_where_it_is_and_ends_in_order(good_site: Site, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "pipeline", "-s", str(good_site.root / "pelicanconf.py"), "preview", "de"]
    loop = "{% for _ in range(99999) %}"
    good_site.write("theme/templates/tags.html", f"{loop}{loop}{{% endfor %}}{{% endfor %}}")
    before = good_site.files()
    pipes: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    hung_up = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # `nohup` has it ignored, and so would the preview
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as running:
        signal.signal(signal.SIGHUP, hung_up)
        assert running.stdout is not None
        assert running.stderr is not None
        said = running.stdout.readline()
        assert re.fullmatch(r"The live pages are at http://127\.0\.0\.1:\d+/-/ \(German\)\.\n", said)
        port = int(re.findall(r":(\d+)/", said)[0])
        with (
            closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection,
            closing(HTTPConnection("127.0.0.1", port)) as waiting,
        ):
            waiting.request("GET", "/tags.html")  # which never comes
            connection.request("GET", "/-/events")  # a browser that has a page open
            with connection.getresponse() as news:
                assert news.readline() == b"retry: 1000\n"
                running.send_signal(number)
                _, errors = running.communicate()
    assert (running.returncode, errors.strip()) in ((128 + number, ""), (128 + number, "interrupted"))
    assert good_site.files() == before
