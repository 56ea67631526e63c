"""How a Pelican learns which site it builds, and what plain `pelican` says of it that `build` says, too."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from pipeline.errors import PipelineError
from pipeline.plugin.handover import SITE_SETTING, set_site, site_of
from pipeline.plugin.site import Site as PluginSite
from pipeline.settings import load_project, load_settings
from tests.conftest import ROOT, Site

pytestmark = pytest.mark.whole

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# All that a page of a build says of other languages: to search engines, to other sites, and to readers, by its theme.
_OF_VERSIONS = {
    "hreflang": re.compile(r'<link rel="alternate" hreflang="[^"]*" href="[^"]*">\n'),
    "OpenGraph": re.compile(r'<meta property="og:locale:alternate" content="[^"]*">\n'),
    "JSON-LD": re.compile(r'"workTranslation": \[[^]]*\], '),
    "the theme's menu": re.compile(r'<nav class="language-menu" aria-label="Languages">.*?</nav>', re.S),
    "the theme's lists": re.compile(r'<li><a [^>]*hreflang="[^"]*"[^>]*>[^<]*</a></li>'),
}
_FILES_OF_VERSIONS = {"robots.txt", "sitemap.xml", "sitemap-en.xml"}
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
# What Pelican's own `--autoreload` does as a source changes, then the settings; the last change is that someone stops.
_AUTORELOAD = """
from contextlib import suppress
from pathlib import Path
import pelican

settings = Path("pelicanconf.py").absolute()
changes = [("source/articles/first.md", "", ""), ("pelicanconf.py", "tiny.example", "other.example")]

def change(*_):
    Path(f"after-{len(changes)}.html").write_text(Path("output/first.html").read_text())
    if not changes:
        raise KeyboardInterrupt
    name, old, new = changes.pop(0)
    path = Path(name).absolute()
    path.write_text(path.read_text().replace(old, new) + "\\n")
    return {("modified", str(path))}

pelican.wait_for_changes = change
with suppress(KeyboardInterrupt):  # with --debug it stops at an error; otherwise it would try again, for ever
    pelican.autoreload(pelican.parse_arguments(["--autoreload", "--debug", "-s", str(settings)]))
"""


def python(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own: Pelican's plugins are registered in a process once and for all."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "NO_COLOR": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=site.root, env=environment, capture_output=True, text=True, timeout=120)


def plain_pelican(site: Site, settings: str = "pelicanconf.py") -> dict[str, bytes]:
    """What `pelican` writes of a site, into a folder of its own."""
    run = python(site, "-m", "pelican", "-s", settings, "-o", "plain", "--fatal", "errors")
    assert run.returncode == 0, run.stdout + run.stderr
    return site.files("plain")


def canonicals(files: dict[str, bytes]) -> dict[str, list[str]]:
    return {name: _CANONICAL.findall(text.decode()) for name, text in files.items() if name.endswith(".html")}


def without(page: bytes) -> list[str]:
    """The lines of a page without what it says of other languages."""
    text = page.decode()
    for pattern in _OF_VERSIONS.values():
        text = pattern.sub("", text)
    return [line for line in text.splitlines() if line.strip()]


def assert_same_but_for_versions(plain: dict[str, bytes], built: dict[str, bytes], folders: set[str]) -> None:
    own = {name for name in built if name.split("/")[0] not in folders}
    assert own - plain.keys() == _FILES_OF_VERSIONS
    assert plain.keys() <= own
    for name, content in plain.items():
        if name.endswith(".html"):
            assert without(content) == without(built[name]), name
        else:
            assert content == built[name], name


@pytest.fixture(scope="module")
def plain(built_site: Site) -> dict[str, bytes]:
    """What `pelican` writes of the good site."""
    return plain_pelican(built_site)


def test_plain_pelican_writes_what_a_build_does_but_for_other_languages(
    built_site: Site, plain: dict[str, bytes]
) -> None:
    assert_same_but_for_versions(plain, built_site.files("output"), {"ar", "de"})


@pytest.mark.long
def test_plain_pelican_writes_the_clinic_as_a_build_does_but_for_other_languages(clinic: Site) -> None:
    folders = {"ar", "de", "es", "fr", "ja", "pl", "pt-br", "zh-hans"}
    assert_same_but_for_versions(plain_pelican(clinic), clinic.files("output"), folders)


def test_pages_of_plain_pelican_name_their_own_address_and_no_other_language(plain: dict[str, bytes]) -> None:
    found = canonicals(plain)
    assert found.pop("index.html") == ["https://tiny.example/"]
    assert found == {name: [f"https://tiny.example/{name}"] for name in found}
    assert found
    assert not any(b'<link rel="alternate" hreflang' in text for text in plain.values())
    assert not any(re.search(rb'hreflang="(ar|de|x-default)"', text) for text in plain.values())


def test_a_feed_of_plain_pelican_names_its_language(plain: dict[str, bytes]) -> None:
    feed = ElementTree.fromstring(plain["feeds/all.atom.xml"])
    assert feed.get(_LANG) == "en"


def test_without_an_address_plain_pelican_names_none(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", 'SITEURL = "https://tiny.example"', 'SITEURL = ""')
    assert not any(canonicals(plain_pelican(good_site)).values())


def test_where_a_build_lets_readers_choose_plain_pelican_names_where_it_writes(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "root": "choose",')
    assert canonicals(plain_pelican(good_site))["first.html"] == ["https://tiny.example/first.html"]


def test_a_translation_by_hand_that_plain_pelican_writes_names_its_own_language_and_address(good_site: Site) -> None:
    text = good_site.read("source/articles/first.md")
    good_site.write("source/articles/first.de.md", re.sub("^Slug:.*\n", "", text, flags=re.M | re.I))
    files = plain_pelican(good_site)
    assert canonicals(files)["first-de.html"] == ["https://tiny.example/first-de.html"]
    assert b'<html lang="de"' in files["first-de.html"]
    assert canonicals(files)["first.html"] == ["https://tiny.example/first.html"]


def test_settings_that_build_on_others_say_where_the_site_is(good_site: Site) -> None:
    good_site.write("publishconf.py", 'from pelicanconf import *\nSITEURL = "https://live.example/"\n')
    assert canonicals(plain_pelican(good_site, "publishconf.py"))["first.html"] == ["https://live.example/first.html"]


@pytest.mark.parametrize("name", ["pelicanconf.py", "live.py"])
def test_a_fault_in_the_settings_is_told_by_the_file_they_are_in(good_site: Site, name: str) -> None:
    good_site.replace("pelicanconf.py", '"locales"', '"localse"')
    (good_site.root / "pelicanconf.py").rename(good_site.root / name)
    run = python(good_site, "-m", "pelican", "-s", name)
    assert run.returncode == 1
    assert f"PipelineError: {name}" in run.stdout + run.stderr


def test_autoreload_builds_the_site_that_the_settings_name_by_now(good_site: Site) -> None:
    run = python(good_site, "-c", _AUTORELOAD)
    assert run.returncode == 0, run.stderr
    addresses = [_CANONICAL.findall(good_site.read(f"after-{left}.html")) for left in (2, 1, 0)]
    assert addresses == [["https://tiny.example/first.html"]] * 2 + [["https://other.example/first.html"]]


def test_the_site_that_a_build_hands_over_stays_as_it_is(good_site: Site) -> None:
    path = good_site.root / "pelicanconf.py"
    settings = load_settings(path)
    project = load_project(path, settings)
    site = PluginSite(project, project.targets[1], "https://tiny.example")
    settings |= {SITE_SETTING: site, "DEFAULT_LANG": "de"}
    set_site(SimpleNamespace(settings=settings))
    assert site_of(settings) is site
    assert settings["DEFAULT_LANG"] == "de"


def test_settings_of_no_pelican_that_was_initialised_are_refused_and_stay_as_they_are(good_site: Site) -> None:
    settings = load_settings(good_site.root / "pelicanconf.py")
    before = dict(settings)
    with pytest.raises(PipelineError, match="was not initialised"):
        site_of(settings)
    assert settings == before


def test_a_site_is_known_before_the_first_generator_is_made(good_site: Site) -> None:
    settings = load_settings(good_site.root / "pelicanconf.py")
    set_site(SimpleNamespace(settings=settings))
    site = site_of(settings)
    assert site.is_source
    assert site.project.settings_path == good_site.root / "pelicanconf.py"
    assert site.languages() == [site.project.source]
    assert Path(site.project.content) == good_site.root / "source"


def test_pelican_knows_the_source_language_by_the_name_that_addresses_have(good_site: Site) -> None:
    settings = load_settings(good_site.root / "pelicanconf.py", {"DEFAULT_LANG": "pt_BR"})
    set_site(SimpleNamespace(settings=settings))
    assert settings["DEFAULT_LANG"] == "pt-br"
    assert site_of(settings).language.locale == "pt_BR"
