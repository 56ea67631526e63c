"""Engines that read pages in browsers, and browsers that follow addresses, find a text in what catalogs brought."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest
from jinja2 import Environment, Template

from pipeline.plugin.escapes import page_text
from pipeline.plugin.inert import inert_value
from pipeline.plugin.names_in_source import install_names_in_source
from pipeline.plugin.root_links import ROOT_MARK
from tests.serving import QUIET, chromium

#: As Vue, AngularJS, and those that call for other marks beside Jinja have them.
MARKS = [
    pair.split() for pair in "{{ }}|[[ ]]|${ }|#{ }|@{ }|{[ ]}|[{ }]|{( )}|(( ))|{% %}|{$ $}|[% %]|%{ }".split("|")
]
#: What is between two marks is run: in the page as a browser writes it, in each of its texts, and in each value.
ENGINE = """([pages, marks]) => pages.flatMap(html => {
  const page = new DOMParser().parseFromString(html, "text/html"), ran = [];
  const undone = text => new DOMParser().parseFromString(text, "text/html").documentElement.textContent;
  const texts = [page.documentElement.innerHTML];
  const walk = page.createTreeWalker(page, NodeFilter.SHOW_ALL);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeValue) texts.push(node.nodeValue);
    for (const attribute of node.attributes || []) texts.push(attribute.value);
  }
  for (const [opening, closing] of marks)
    for (const text of texts)
      for (const part of text.split(opening).slice(1)) {
        const run = () => ran.push([opening, html]);
        if (part.includes(closing)) try { new Function("run", undone(part.split(closing)[0]))(run); } catch { }
      }
  return ran;
})"""
PLACES = [
    "<p>A</p>",
    "<title>A</title>",
    "<textarea>A</textarea>",
    "<p title='A' data-x=\"A\" alt=A></p>",
    "<a href='/A'></a>",
    "<script type='text/x-template'>A</script>",
    "<template>A</template>",
]
#: How a theme puts texts together, and what of its own it has beside them.
TOGETHER = [
    "XYZ",
    "{{ x|e }}{{ y|safe }}{{ z|striptags }}",
    "X{{ y|upper|lower }}Z",
    "{{ x ~ y ~ z }}",
    "{{ [x, y, z]|join }}",
]
BRACKETS = "{[("
HALVES = ["{{ '{' }}Y{{ '}' }}", "[Y]", "${{ ''}}Y", "(Y)"]


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install 'pelican-gettext[test]'")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser.new_page()
        browser.close()


ENVIRONMENT = Environment(autoescape=False)
install_names_in_source(ENVIRONMENT)


@cache
def compiled(template: str) -> Template:
    for name in "XYZ":
        template = template.replace(name, f"{{{{ {name.lower()} }}}}")
    return ENVIRONMENT.from_string(template)


def rendered(template: str, *, is_inert: bool = True, **texts: str) -> str:
    values = {name: inert_value(text, "A title") if is_inert else text for name, text in texts.items()}
    return page_text(compiled(template).render(values)).replace(ROOT_MARK, "")


def cut(opening: str, closing: str) -> Iterator[tuple[str, str, str]]:
    """The ways to cut code between two marks in three texts: neither mark is whole in one, if it can be."""
    for start, end in product(range(len(opening) + 1), range(len(closing) + 1)):
        yield opening[:start], f"{opening[start:]} run() {closing[:end]}", closing[end:]


@pytest.mark.browser
def test_no_engine_finds_its_marks_in_what_is_put_together(page: Any) -> None:
    for is_inert in (False, True):
        html = [
            rendered(place.replace("A", together), is_inert=is_inert, x=f"T {x}", y=y, z=z)
            for place, together in product(PLACES, TOGETHER)
            for opening, closing in MARKS
            for x, y, z in cut(opening, closing)
        ]
        html += [
            rendered(place.replace("A", half), is_inert=is_inert, y=y)
            for place, half in product(PLACES, HALVES)
            for opening, closing in MARKS
            if opening[1] in BRACKETS  # a percent sign behind a theme's own bracket is nobody's mark
            for _, y, _ in cut(opening, closing)
        ]
        ran = page.evaluate(ENGINE, [[*dict.fromkeys(html)], MARKS])
        assert not ran if is_inert else {opening for opening, _ in ran} == {opening for opening, _ in MARKS}


#: Where an address, or a part of one, is a theme's and a text follows it.
ADDRESSES = [
    "<a href='/X'>",
    '<a href="/{{ x|lower }}/a">',
    "<a href=/X>",
    "<a href='{{ '' }}/X'>",
    "<a href='/{{ x|urlencode }}'>",
    "<a href='/{{ x|e }}'>",
    "<a href='https:X'>",
    "<a href='X'>",
    "<form action='/X'></form>",
    "<img src='/X'>",
    "<script>a = '/X'</script>",
    "<script>a = '/' + 'X'</script>",
    '<script>a = {{ ("/" ~ x)|tojson }}</script>',
    "<i onclick=\"a = '/X'\"></i>",
    "<a href=\"javascript:a = '/X'\"></a>",
    "<i data-url='/X'></i>",
    "<i style='background: url(/X)'></i>",
]
TEXTS = [
    "/evil.io",
    "\\evil.io",
    "/\\evil.io/x",
    "//evil.io",
    "\t/evil.io",
    "/\t/evil.io",
    "&sol;evil.io",
    "&#92;evil.io",
]
TEXTS += ["/ /evil.io", "@evil.io", ":1@evil.io", ":evil.io"]
#: The addresses to which a page's only element leads, or its script.
LEADS = """html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const node = page.querySelector("a, form, img, script, i");
  const called = (node.getAttribute("href") || "").match(/^javascript:(.*)/)?.[1];
  const code = node.localName == "script" ? node.textContent : node.getAttribute("onclick")
    || called && decodeURIComponent(called);
  const address = code ? new Function(`let ${code}; return a`)()
    : node.getAttribute("href") || node.getAttribute("action") || node.getAttribute("src") || node.dataset.url
    || node.style.background.match(/url\\("(.*)"\\)/)?.[1];
  try { const url = new URL(address, "https://own.example/a/b"); return `${url.protocol}//${url.host}`; }
  catch { return "none"; }
}"""


@pytest.mark.browser
def test_no_text_leads_an_address_elsewhere(page: Any) -> None:
    for address in ADDRESSES:
        assert any("evil.io" in page.evaluate(LEADS, rendered(address, is_inert=False, x=text)) for text in TEXTS)
    for address, text in product(ADDRESSES, TEXTS):
        found = page.evaluate(LEADS, rendered(address, x=text))
        assert found in ("https://own.example", "none"), (address, text, rendered(address, x=text))
