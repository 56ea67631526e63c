"""The source language's site is as Pelican writes it: what its theme says of its language keeps nobody from reading."""

from __future__ import annotations

from pathlib import Path

import pelican
import pytest

from tests.conftest import Site

OWN = Path(pelican.__file__).parent / "themes"


@pytest.fixture
def arabic(good_site: Site) -> Site:
    """The tiny site as one that is written in Arabic and translated into German."""
    conf = good_site.read("pelicanconf.py")
    for old, new in (('"en"', '"ar"'), ('["ar", "de"]', '["de"]'), ("(('Reach us'", "((")):
        conf = conf.replace(old, new)
    conf = conf.replace('MENUITEMS = (("Reach us", "pages/reach-us.html"),)', "MENUITEMS = ()")
    good_site.write("pelicanconf.py", conf)
    return good_site


@pytest.mark.parametrize(
    "theme",
    [
        "notmyidea",
        "no language",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("simple", "another language")),
    ],
)
def test_a_source_site_from_right_to_left_is_published_with_any_theme(theme: str, arabic: Site) -> None:
    if theme in ("simple", "notmyidea"):
        arabic.replace("pelicanconf.py", 'THEME = "theme"', f"THEME = {str(OWN / theme)!r}")
    else:
        named = '<html lang="xx">' if theme == "another language" else "<html>"
        arabic.replace("theme/templates/base.html", '<html lang="{{ language.tag }}" dir="{{ language.dir }}">', named)
    arabic.run("update")
    result = arabic.run("-v", "build")
    assert "published output           Arabic" in result.output, result.output
    assert "published output/de" in result.output
    assert '<html lang="de"' in arabic.read("output/de/index.html")
    assert result.output.count('warning: <html> is not lang="ar" dir="rtl"') == 1
    assert "Write <html lang=" in result.output
