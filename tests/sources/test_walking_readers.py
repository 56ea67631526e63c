"""Sources in the readers a site has, its plugins' too: extracted, translated and built alike."""

from __future__ import annotations

import polib
import pytest
from pelican import signals

from pipeline.config import load_settings
from pipeline.sources.walking_readers import docutils_language, site_readers
from tests.conftest import Site

YAML = """\
---
title: Sleep: well
slug: sleep
date: 2026-01-05
category: Care
tags: [rest, naps]
summary: A *calm* night.
subtitle: "Notes on nights"
---

Close your [eyes](/first.html).

## Contact {#contact}

Write.

## Disclaimer {#disclaimer}

Not advice.
"""
TABLE_READER = '''
from pathlib import Path

from pelican import signals
from pelican.readers import BaseReader


class TableReader(BaseReader):
    """Lines `name | value`, the rest is rows."""

    enabled = True
    file_extensions = ["table"]

    def read(self, source_path):
        head, _, body = Path(source_path).read_text(encoding="utf-8").partition("\\n\\n")
        metadata = dict(line.split(" | ") for line in head.splitlines())
        rows = "".join(f"<tr><td>{line}</td></tr>" for line in body.splitlines())
        fields = {name: self.process_metadata(name, value) for name, value in metadata.items()}
        return f"<table>{rows}</table>", fields


def add(readers):
    readers.reader_classes["table"] = TableReader


def register():
    signals.readers_init.connect(add)
'''


def translate(site: Site, path: str, translations: dict[str, str]) -> None:
    catalog = polib.pofile(site.root / path, wrapwidth=0)
    for entry in catalog:
        if entry.msgid in translations:
            entry.msgstr, entry.flags = translations[entry.msgid], []
    catalog.save()


@pytest.fixture
def yaml_site(good_site: Site) -> Site:
    good_site.replace("pelicanconf.py", '["pipeline.plugin"]', '["pipeline.plugin", "yaml_metadata"]')
    good_site.replace(
        "pelicanconf.py",
        '"locales"',
        '"fields": ["subtitle"], "publish_at": 0, "severities": {"dead-link": "warning", "feed": "warning"}, "locales"',
    )
    good_site.write("source/articles/sleep.md", YAML.replace("Sleep: well", '"Sleep: well"'))
    return good_site


def test_yaml_front_matter_is_read_by_the_readers_own_plugin(yaml_site: Site) -> None:
    assert yaml_site.run("update").exit_code == 0
    template = polib.pofile(yaml_site.root / "locales/templates/articles/sleep.pot")
    assert [entry.msgid for entry in template] == [
        "Sleep: well",
        "Notes on nights",
        "A *calm* night.",
        "Close your [eyes](/first.html).",
        "Contact",
        "Write.",
        "Disclaimer",
        "Not advice.",
    ]
    theme = polib.pofile(yaml_site.root / "locales/templates/theme.pot")
    assert {entry.msgid for entry in theme if entry.msgctxt == "tag"} == {"rest", "sleep", "naps"}


@pytest.mark.whole
def test_an_article_with_yaml_front_matter_is_built_in_its_language(yaml_site: Site) -> None:
    yaml_site.run("update")
    translate(
        yaml_site,
        "locales/de/articles/sleep.po",
        {
            "Sleep: well": "Schlaf: gut",
            "A *calm* night.": "Eine *ruhige* Nacht.",
            "Close your [eyes](/first.html).": "Schließe die [Augen](/first.html).",
            "Contact": "Kontakt",
            "Write.": "Schreib.",
            "Disclaimer": "Hinweis",
            "Not advice.": "Kein Rat.",
        },
    )
    result = yaml_site.run("build", "de")
    page = yaml_site.read("output/de/sleep.html")
    assert "<h1>Schlaf: gut</h1>" in page, result.output
    assert 'Schließe die <a href="/first.html">Augen</a>.' in page
    assert "Eine <em>ruhige</em> Nacht." in yaml_site.read("output/de/feeds/all.atom.xml").replace("&lt;", "<").replace(
        "&gt;", ">"
    )


@pytest.mark.whole
def test_what_another_reader_returns_is_walked_as_html(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    good_site.write("table_reader.py", TABLE_READER)
    good_site.replace("pelicanconf.py", '["pipeline.plugin"]', '["pipeline.plugin", "table_reader"]')
    good_site.replace("pelicanconf.py", "SITENAME", 'PLUGIN_PATHS = ["."]\nSITENAME')
    good_site.write("source/pages/doses.table", "title | Doses\nslug | doses\n\nOne <b>tablet</b>\nTwo tablets\n")
    result = good_site.run("update")
    assert result.exit_code == 0, result.output
    translate(
        good_site,
        "locales/de/pages/doses.po",
        {"Doses": "Dosen", "One <b>tablet</b>": "Eine <b>Tablette</b>", "Two tablets": "Zwei Tabletten"},
    )
    assert good_site.run("build", "de").exit_code == 0
    page = good_site.read("output/de/pages/doses.html")
    assert "<td>Eine <b>Tablette</b></td></tr><tr><td>Zwei Tabletten</td>" in page
    assert "<td>One <b>tablet</b></td>" in good_site.read("output/pages/doses.html")


def test_plugins_are_heard_only_while_the_sources_are_read(yaml_site: Site) -> None:
    settings = load_settings(yaml_site.root / "pelicanconf.py")
    before = {name: set(getattr(signals, name).receivers) for name in ("readers_init", "generator_init")}
    with site_readers(settings) as readers:
        assert readers["md"].__name__ == "YAMLMetadataReader"
        assert set(signals.readers_init.receivers) != before["readers_init"]
    for name, receivers in before.items():
        assert set(getattr(signals, name).receivers) == receivers


@pytest.mark.whole
def test_a_title_that_typogrify_changes_still_finds_its_translation(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", "SITENAME", "TYPOGRIFY = True\nSITENAME")
    good_site.replace("source/articles/first.md", "First steps", "Today's first steps")
    good_site.run("update")
    translate(good_site, "locales/de/articles/first.po", {"Today's first steps": "Erste Schritte heute"})
    good_site.run("build")
    assert "<h1>Erste Schritte heute</h1>" in good_site.read("output/de/first.html")
    assert "<h1>Today&#8217;s first&nbsp;steps</h1>" in good_site.read("output/first.html")
    assert "Today&#8217;s first&nbsp;steps" in good_site.read("output/ar/index.html") + good_site.read(
        "output/ar/first.html"
    )


@pytest.mark.parametrize(
    ("tag", "known"), [("en", "en"), ("de-AT", "de-AT"), ("zh-Hans", "zh-cn"), ("zh-Hant", "zh-tw"), ("sw", "sw")]
)
def test_docutils_is_asked_for_the_language_it_knows(tag: str, known: str) -> None:
    assert docutils_language(tag) == known
