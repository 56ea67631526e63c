"""The page that offers the languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.plugin.chooser import chooser_page
from pipeline.plugin.site import Site
from tests.making import BASE, EN, project_in


def chosen(root: Path, base: str = BASE, **changes: Any) -> str:
    project = replace(project_in(root), chooser=True, **changes)
    return chooser_page(Site(project, EN, base, published={"ar": frozenset()}))


def test_languages_that_have_a_site_are_offered_in_their_own_words_and_no_others(tmp_path: Path) -> None:
    offered = re.findall(r"<a (.*?)>(.*?)</a>", chosen(tmp_path))
    assert offered == [
        ('href="en/index.html" lang="en" hreflang="en" dir="ltr"', "English"),
        ('href="ar/index.html" lang="ar" hreflang="ar" dir="rtl"', "العربية"),
    ]


def test_the_page_names_its_versions_and_is_itself_the_default(tmp_path: Path) -> None:
    page = chosen(tmp_path)
    assert f'<link rel="canonical" href="{BASE}/">' in page
    assert re.findall(r'hreflang="(\S+)" href="(\S+)">', page) == [
        ("en", f"{BASE}/en/"),
        ("ar", f"{BASE}/ar/"),
        ("x-default", f"{BASE}/"),
    ]


@pytest.mark.parametrize("base", ["", "/blog"])
def test_without_an_address_it_names_none(tmp_path: Path, base: str) -> None:
    page = chosen(tmp_path, base)
    assert "<link" not in page
    assert 'href="ar/index.html"' in page


def test_the_sites_name_is_no_markup(tmp_path: Path) -> None:
    page = chosen(tmp_path, name="A & <em>B</em> <script>x</script>")
    assert "<title>A &amp; B x</title>" in page


def test_a_themes_own_page_comes_first_and_may_use_gettext(tmp_path: Path) -> None:
    folder = tmp_path / "theme" / "templates"
    folder.mkdir(parents=True)
    (folder / "choose.html").write_text("{{ gettext('Choose') }}: {{ source.tag }} of {{ name }}", encoding="utf-8")
    assert chosen(tmp_path, name="A & B") == "Choose: en of A &amp; B"
