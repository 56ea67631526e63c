"""What is added to pages and feeds that Pelican has made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.model import Language
from pipeline.plugin.finish import complete_feed, complete_page, finish_files
from pipeline.plugin.handover import SITE_SETTING
from pipeline.plugin.inert import inert_plain
from pipeline.plugin.site import Site
from tests.making import AR, BASE, DE, EN, PROJECT
from tests.plugin.pages import content

PAGE = "<html><head></head><body>\n<p>x</p></body></html>"
A, QUOTE = "articles/a.md", '"'


def site(language: Any = DE, **fields: Any) -> Site:
    return Site(PROJECT, language, BASE, published={"de": frozenset({A}), "ar": frozenset({A})}, **fields)


def completed(folder: Path, own: Site | None, name: str = "a.html", text: str = PAGE, **more: Any) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    context = {SITE_SETTING: own, "OUTPUT_PATH": str(folder), "SITEURL": ".", "output_file": name, **more}
    if own is not None and "article" not in context:
        context["article"] = content(own)
    complete_page(str(path), context)
    return path.read_text(encoding="utf-8")


def test_a_page_says_its_language_its_address_and_its_versions(tmp_path: Path) -> None:
    page = completed(tmp_path, site())
    assert '<html lang="de">' in page
    assert f'<link rel="canonical" href="{BASE}/de/a.html">' in page
    assert page.partition("</head>")[0].count("hreflang=") == 4


@pytest.mark.parametrize(("own", "name"), [(None, "a.html"), (site(), "a.xml")])
def test_what_is_no_page_of_a_site_of_ours_is_left_alone(tmp_path: Path, own: Site | None, name: str) -> None:
    assert completed(tmp_path, own, name) == PAGE


def test_a_page_that_is_partly_translated_says_so_and_others_do_not(tmp_path: Path) -> None:
    assert "translation-notice" in completed(tmp_path, site(partial=frozenset({A})))
    assert "translation-notice" not in completed(tmp_path, site())
    assert "translation-notice" not in completed(tmp_path, site(EN, partial=frozenset({A})))


def test_a_page_whose_theme_offers_no_languages_has_a_menu_of_them(tmp_path: Path) -> None:
    for own in (site(), site(EN)):
        assert '<nav class="language-menu" aria-label="Languages"' in completed(tmp_path, own)
        offered = {"gettext_offered": {"a.html"}}
        assert "<nav" not in completed(tmp_path, own, **offered)
    alone = replace(site(EN), published={})
    assert "<nav" not in completed(tmp_path, alone)


def test_what_is_hidden_or_shown_in_other_pages_places_has_none(tmp_path: Path) -> None:
    for status in ("draft", "hidden"):
        assert "<nav" not in completed(tmp_path, site(), article=content(site(), status=status))
    assert "<nav" not in completed(tmp_path, site(), "404.html", article=None)
    assert "<nav" in completed(tmp_path, site(), "tags.html", article=None)


def test_a_date_for_machines_has_latin_digits(tmp_path: Path) -> None:
    own = replace(site(Language.of("fa")), published={"fa": frozenset({A})})
    page = completed(tmp_path, own, text="<html><body><time datetime='۲۰۲۶'>۲۰۲۶</time>")
    assert "<time datetime='2026'>۲۰۲۶</time>" in page


def test_a_source_in_a_language_that_is_no_target_says_which(tmp_path: Path) -> None:
    english = site(EN)
    assert '<html lang="fr">' in completed(tmp_path, english, article=content(english, lang="fr"))
    assert '<html lang="xx-none">' in completed(tmp_path, english, article=content(english, lang="xx-none"))


def test_feeds_name_their_language_and_the_direction_of_their_texts() -> None:
    def feed() -> Any:
        return SimpleNamespace(feed={}, items=[{"description": "<p>", "content": "", "link": "a.html"}])

    arabic, english = feed(), feed()
    complete_feed({SITE_SETTING: site(AR)}, arabic)
    complete_feed({SITE_SETTING: site(EN)}, english)
    assert (arabic.feed, english.feed) == ({"language": "ar"}, {"language": "en"})
    assert arabic.items[0]["description"] == '<div lang="ar" dir="rtl"><p></div>'
    assert english.items[0]["description"] == "<p>"


@pytest.mark.parametrize("own", [site(), site(EN)])
@pytest.mark.parametrize(
    "directive", ["skip", "skip-start", "skip-end", "comment: on the\nbutton", "context: button", "comment"]
)
def test_what_a_writer_tells_translators_is_in_no_page_and_no_feed(tmp_path: Path, own: Site, directive: str) -> None:
    shown = "<p>a</p>\n<!-- a comment --><code>&lt;!-- i18n:skip --&gt;</code> <!-- i18n: skip -->\n"
    text = f"<!-- i18n:{directive} -->\n{shown}<!--i18n:{directive}-->"
    page = completed(tmp_path, own, text=f"<html><body>{text}</body></html>")
    assert shown in page
    feed = SimpleNamespace(feed={}, items=[{"description": text, "content": text, "link": "a.html"}])
    complete_feed({SITE_SETTING: own}, feed)
    for found in (page, *(feed.items[0][name] for name in ("description", "content"))):
        assert found.count("i18n:") == 2


def test_what_is_inert_is_a_text_of_the_page(tmp_path: Path) -> None:
    text = f'<html><title>{inert_plain("<b>")}</title><p title="{inert_plain(QUOTE)}">'
    for own in (site(), site(EN)):
        assert "<title>&lt;b&gt;</title>" in completed(tmp_path, own, text=text)
        assert '<p title="&quot;">' in completed(tmp_path, own, text=text)


def test_what_is_no_page_is_finished_as_its_kind_has_it_in_the_sources_site_too(tmp_path: Path) -> None:
    for own in (site(), site(EN)):
        assert completed(tmp_path, own, "a.json", f'"{inert_plain(QUOTE)}"') == '"\\u0022"'


def test_the_sources_site_has_no_marks_and_keeps_what_is_written_as_they_are(tmp_path: Path) -> None:
    script = "<html><script>/[\\ufdd0-\\ufdd1]/</script>"
    assert "<script>/[\\ufdd0-\\ufdd1]/</script>" in completed(tmp_path, site(EN), text=script)
    assert completed(tmp_path, site(EN), "a.js", script) == script


def test_a_feed_without_entries_is_the_same_each_time() -> None:
    feed = SimpleNamespace(feed={}, items=[])
    complete_feed({SITE_SETTING: site()}, feed)
    assert feed.latest_post_date().year == 1970


def test_what_is_inert_is_a_text_of_the_feed() -> None:
    text = inert_plain("L'un & <b>")
    item = {"title": text, "description": f"<p>{text}</p>", "content": None, "link": "a.html", "categories": (text,)}
    feed = SimpleNamespace(feed={"title": text, "categories": [text]}, items=[item])
    complete_feed({SITE_SETTING: site()}, feed)
    assert feed.feed == {"title": "L'un & <b>", "categories": ["L'un & <b>"], "language": "de"}
    assert item["title"] == "L'un & <b>"
    assert item["categories"] == ("L'un & <b>",)
    assert item["description"] == '<div lang="de" dir="ltr"><p>L\'un &amp; &lt;b&gt;</p></div>'


def test_the_files_of_plugins_are_finished_too_and_nothing_else_is_touched(tmp_path: Path) -> None:
    text, files = inert_plain("<"), {"a/b.json": b"\\u003c", "c": b"&lt;", "d.txt": b"<", "e.xml": b"&lt;"}
    (tmp_path / "a").mkdir()
    for name in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    others = {"f.html": b"\r\n<p>", "g.bin": b"\xff" + text.encode(), "h.png": text.encode()}
    for name, data in others.items():
        (tmp_path / name).write_bytes(data)
    finish_files(tmp_path, Site(PROJECT, DE, "https://x.example"))
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == files | others
