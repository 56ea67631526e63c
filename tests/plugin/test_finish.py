"""What is added to pages and feeds that Pelican has made."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.plugin.finish import complete_feed, complete_page
from pipeline.plugin.handover import SITE_SETTING
from pipeline.plugin.site import Site
from tests.making import AR, BASE, DE, EN, PROJECT
from tests.plugin.pages import content

PAGE = "<html><head></head><body>\n<p>x</p></body></html>"
A = "articles/a.md"


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
    assert page.count("hreflang=") == 4


@pytest.mark.parametrize(("own", "name"), [(None, "a.html"), (site(), "a.xml")])
def test_what_is_no_page_of_a_site_of_ours_is_left_alone(tmp_path: Path, own: Site | None, name: str) -> None:
    assert completed(tmp_path, own, name) == PAGE


def test_a_page_that_is_partly_translated_says_so_and_others_do_not(tmp_path: Path) -> None:
    assert "translation-notice" in completed(tmp_path, site(partial=frozenset({A})))
    assert "translation-notice" not in completed(tmp_path, site())
    assert "translation-notice" not in completed(tmp_path, site(EN, partial=frozenset({A})))


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
