"""A site with one of Pelican's own themes reads in each language: the theme's words need no translation of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.catalogs.shipped import stock_messages
from tests.conftest import Site

LOCALES = ("ar", "de", "ja")
#: The site's own texts, in these languages.
TEXTS = {
    "Tiny moons": ("أقمار صغيرة", "Kleine Monde", "小さな月"),
    "Tides": ("المد والجزر", "Gezeiten", "潮の満ち引き"),
    "The moon pulls the water.": ("القمر يجذب الماء.", "Der Mond zieht das Wasser an.", "月は水を引き寄せます。"),
    "Light": ("الضوء", "Licht", "月の光"),
    "The moon has no light of its own.": (
        "ليس للقمر ضوء خاص به.",
        "Der Mond hat kein eigenes Licht.",
        "月は自ら光を出しません。",
    ),
    "Imprint": ("بيانات النشر", "Impressum", "このサイトの運営者"),
    "Ask the moon.": ("اسألوا القمر.", "Fragen Sie den Mond.", "月に聞いてください。"),
    "Sky": ("السماء", "Himmel", "空のこと"),
    "water": ("ماء", "Wasser", "水のこと"),
    "Ada": ("آدا", "Ada", "エイダ"),
}
SETTINGS = """
SITENAME = "Tiny moons"
SITEURL = "https://moons.example"
AUTHOR = "Ada"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
PATH = "source"
THEME = "{theme}"
OUTPUT_PATH = "output"
RELATIVE_URLS = True
DEFAULT_PAGINATION = 1
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_ALL_ATOM = "feeds/all.atom.xml"
YEAR_ARCHIVE_SAVE_AS = "{{date:%Y}}/index.html"
GITHUB_URL = "https://github.com/example/moons"
DISQUS_SITENAME = TWITTER_USERNAME = "moons"
SOCIAL = LINKS = (("Ada", "https://ada.example"),)
PLUGINS = ["pipeline.plugin"]
GETTEXT = {{"locales": ["ar", "de", "ja"]}}
"""
# Whatever the language: names, and the first word of a sentence that German has, too.
SAME = {"In", "Links", "Pages"}


@pytest.fixture(params=[pytest.param("simple", marks=pytest.mark.long), "notmyidea"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """A site with all its own texts translated, and none of the theme's."""
    found = Site(tmp_path)
    found.write("pelicanconf.py", SETTINGS.format(theme=request.param))
    meta = "Date: 2026-03-{}\nModified: 2026-04-01\nCategory: Sky\nTags: water\n\n"
    found.write("source/tides.md", "Title: Tides\n" + meta.format("02") + "The moon pulls the water.\n")
    found.write("source/light.md", "Title: Light\n" + meta.format("01") + "The moon has no light of its own.\n")
    found.write("source/pages/imprint.md", "Title: Imprint\n\nAsk the moon.\n")
    assert found.run("update").exit_code == 0
    for number, locale in enumerate(LOCALES):
        for path in (tmp_path / "locales" / locale).rglob("*.po"):
            text = path.read_text(encoding="utf-8")
            for source, translated in TEXTS.items():
                text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translated[number]}"')
            path.write_text(text, encoding="utf-8")
    return found


def read_by_visitors(page: LexborHTMLParser) -> str:
    texts = [node.text(separator="\n") for node in page.css("title, body")]
    attributes = (str(node.attributes.get(name) or "") for name in ("title", "alt") for node in page.css(f"[{name}]"))
    return "\n".join([*texts, *attributes])


def test_no_word_of_a_stock_theme_is_left_in_english(site: Site) -> None:
    result = site.run("build")
    assert result.exit_code == 0, result.output
    assert "mixed-language" not in result.output
    words = {
        phrase.strip(" .,:!/-()–")
        for _, text in stock_messages("en")
        for phrase in re.split(r"<[^>]*>|%\(\w+\)s", text)
        if re.search("[A-Za-z]{2}", phrase)
    }
    assert {"By", "Proudly powered by", "Permalink to", "links"} <= words
    pattern = re.compile(
        "|".join(rf"\b{re.escape(word)}\b" for word in sorted(words - {"Pelican", "Python", "Smashing Magazine"}))
    )
    for locale in LOCALES:
        pages = sorted((site.root / "output" / locale).rglob("*.html"))
        assert len(pages) > 10
        for path in pages:
            page = LexborHTMLParser(path.read_text(encoding="utf-8"))
            for tag in page.css("script, style"):
                tag.decompose()
            assert [found for found in pattern.findall(read_by_visitors(page)) if found not in SAME] == [], path
            assert [node.html for node in page.css('[lang="en"]:not([hreflang])')] == [], path
