"""Sources in the readers a site has, its plugins' too: extracted, translated and built alike."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import Mock

import polib
import pytest
from pelican import Pelican, signals
from pelican.readers import RstReader
from pelican.settings import read_settings
from selectolax.lexbor import LexborHTMLParser

from pipeline.pelican_internals import reader_classes
from pipeline.settings import load_project, load_settings
from pipeline.sources.extract import extract
from pipeline.sources.walking_readers import Walk, site_reading, walking
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
    # What an author writes from the root leads to the reader's language.
    assert re.search(r'Schließe die <a href="[^"]*de/first.html">Augen</a>\.|<a href="\./first.html">Augen</a>', page)
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


# A plugin of each kind that has a say in what a source is; each changes the texts of the good site in a way of its own.
PLUGINS = {
    "initialized": """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Tag(Preprocessor):
    def run(self, lines):
        return [line.replace("{% drug %}", "Take the blue one.") for line in lines]

class Tags(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Tag(md), "tag", 50)

def change(pelican):
    pelican.settings["MARKDOWN"].setdefault("extensions", []).append(Tags())
""",
    "readers_init": """
from pelican.readers import MarkdownReader

class Reader(MarkdownReader):
    def read(self, path):
        content, metadata = super().read(path)
        return content.replace("{% drug %}", "Take the blue one."), {**metadata, "subtitle": "Take the blue one."}

def change(readers):
    readers.reader_classes["md"] = Reader
""",
    "generator_init": """
from pelican.readers import MarkdownReader

class Reader(MarkdownReader):
    def read(self, path):
        content, metadata = super().read(path)
        return content, {**metadata, "subtitle": "Take the blue one."}

def change(generator):
    generator.readers.readers["md"] = Reader(generator.settings)
""",
    "article_generator_init": """
def change(generator):
    generator.settings["DEFAULT_METADATA"] = {"subtitle": "Take the blue one."}
""",
    "article_generator_preread": """
def change(generator):
    generator.readers.settings["DEFAULT_METADATA"] = {"subtitle": "Take the blue one."}
""",
    "article_generator_context": """
def change(generator, metadata):
    metadata["subtitle"] = "Take the blue one."
""",
    "content_object_init": """
def change(content):
    content.metadata["subtitle"] = content.subtitle = "Take the blue one."
""",
}
_REGISTER = """
def register():
    signals.{}.connect(change)
"""


@pytest.fixture
def at_home(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The good site with a field of its own, as the current folder; what is imported there is forgotten again."""
    good_site.replace("pelicanconf.py", '"locales"', '"fields": ["subtitle"], "locales"')
    good_site.replace("source/articles/first.md", "Take one tablet", "{% drug %}\n\nTake one tablet")
    monkeypatch.chdir(good_site.root)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    before = set(sys.modules)
    yield good_site
    for name in set(sys.modules) - before:
        if name.split(".")[0] in ("plugins", "elsewhere"):
            del sys.modules[name]


def use(site: Site, signal: str, name: str = '"plugins.own"', path: str = "plugins/own.py") -> None:
    site.write(path, f"from pelican import signals\n{PLUGINS[signal]}{_REGISTER.format(signal)}")
    site.write("plugins/__init__.py", "")
    site.replace("pelicanconf.py", '["pipeline.plugin"]', f'["pipeline.plugin", {name}]')


def offered(site: Site) -> list[str]:
    path = site.root / "pelicanconf.py"
    settings = load_settings(path)
    found = extract(load_project(path, settings), settings)
    assert found.faults == ()
    return [segment.text for document in found.documents for segment in document.segments]


@pytest.mark.parametrize("signal", PLUGINS)
def test_a_plugin_has_its_say_in_what_is_read_whatever_it_listens_to(at_home: Site, signal: str) -> None:
    use(at_home, signal)
    assert "Take the blue one." in offered(at_home)


@pytest.mark.parametrize(
    ("name", "path", "settings"),
    [
        ('"plugins.own"', "plugins/own.py", ""),
        ('__import__("plugins.own").own', "plugins/own.py", ""),
        ('"elsewhere"', "more/elsewhere.py", 'PLUGIN_PATHS = ["more"]\n'),
    ],
)
def test_a_plugin_is_found_where_pelican_finds_it(at_home: Site, name: str, path: str, settings: str) -> None:
    use(at_home, "article_generator_context", name, path)
    at_home.replace("pelicanconf.py", "SITENAME", f"{settings}SITENAME")
    assert "Take the blue one." in offered(at_home)


def test_a_plugin_that_cannot_be_loaded_is_told_of(at_home: Site) -> None:
    at_home.replace("pelicanconf.py", '["pipeline.plugin"]', '["pipeline.plugin", "plugins.none"]')
    result = at_home.run("check")
    assert result.exit_code == 2
    assert "pelicanconf.py: error: Pelican: Cannot load plugin `plugins.none`" in result.output


class StoppedError(Exception):
    """A run has come to where it has read all."""


def listening(name: str, heard: list[tuple[str, ...]]) -> ModuleType:
    """A plugin that notes what it hears of, and of which file or generator."""
    plugin = ModuleType(name)

    def note(signal: str, sender: Any, **_: Any) -> None:
        heard.append((name, signal, str(getattr(sender, "relative_source_path", type(sender).__name__))))

    def register() -> None:
        heard.append((name, "registered"))
        for signal in (*PLUGINS, "get_generators", "page_generator_context", "page_generator_preread"):
            getattr(signals, signal).connect(partial(note, signal), weak=False)

    plugin.register = register  # type: ignore[attr-defined]
    return plugin


def test_plugins_hear_of_reading_what_they_hear_of_a_run(good_site: Site) -> None:
    heard: list[tuple[str, ...]] = []
    plugins = [listening("one", heard), listening("two", heard)]
    path = good_site.root / "pelicanconf.py"
    settings = load_settings(path, {"PLUGINS": [*plugins, "pipeline.plugin"]})
    extract(project := load_project(path, settings), settings)
    reading, heard[:] = list(heard), []
    with site_reading(project, load_settings(path, {"PLUGINS": []})):  # at its end no plugin is heard any more
        signals.all_generators_finalized.connect(stop := Mock(side_effect=StoppedError))
        with pytest.raises(StoppedError):
            Pelican(load_settings(path, {"PLUGINS": plugins})).run()
        stop.assert_called_once()
    run = [event for event in heard if event[-1].endswith(".md") or event[1] != "content_object_init"]
    assert sorted(reading) == sorted(run)
    # Whom a signal reaches first is not settled, and neither is which file is read first.
    once = ("registered", "initialized", "readers_init", "get_generators", "generator_init")
    for name in ("one", "two"):
        assert [event for event in reading if event[0] == name and event[1] in once] == [
            event for event in run if event[0] == name and event[1] in once
        ]


def test_plugins_are_heard_only_while_the_sources_are_read(yaml_site: Site) -> None:
    path = yaml_site.root / "pelicanconf.py"
    settings = load_settings(path)
    before = {name: set(getattr(signals, name).receivers) for name in ("readers_init", "generator_init")}
    with site_reading(load_project(path, settings), settings) as reading:
        assert reader_classes(reading.generators["page"])["md"].__name__ == "YAMLMetadataReader"
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


RST = """\
Ein Titel
#########

:date: 2026-03-07

.. hinweis:: Ruhen Sie.

.. contents::

Teil
====

"Text."
"""


def read_as(tmp_path: Path, source: str, tag: str, kept: dict[str, str], text: str = RST, **settings: Any) -> str:
    """The body that the reader of a site in a language makes of a document in the source's language."""
    path = tmp_path / "a.rst"
    path.write_text(text, encoding="utf-8")
    reader = walking(RstReader, lambda *_: Walk(lambda _: None, kept, source), lambda _: lambda _: None)
    known = {**read_settings(), "DEFAULT_LANG": tag, **settings}
    return str(reader(known).read(str(path))[0])


@pytest.mark.parametrize(
    ("tag", "contents", "note"),
    [
        ("de", "Inhalt", "Hinweis"),
        ("fr", "Sommaire", "Indication"),
        ("ar", "المحتوى", "تلميح"),
        ("zh-Hant-HK", "目錄", "提示"),
        ("bn", "Inhalt", "Hinweis"),
        ("ast", "Inhalt", "Hinweis"),
    ],
)
def test_a_document_is_parsed_in_its_own_language_and_docutils_speaks_the_sites(
    tmp_path: Path, tag: str, contents: str, note: str
) -> None:
    """Its directives have its names, and its ids are the same in every language: links lead to them."""
    text = read_as(tmp_path, "de", tag, {} if tag == "de" else {"lang": "de"})
    page = LexborHTMLParser(text)
    assert page.css_first(".contents").attributes["id"] == "inhalt"
    titles = [page.css_first(name) for name in (".topic-title", ".admonition-title")]
    assert [title.text() for title in titles] == [contents, note]
    assert [title.attributes.get("lang") for title in titles] == (["de"] * 2 if tag in ("bn", "ast") else [None] * 2)


def test_quotation_marks_that_docutils_makes_are_the_sites(tmp_path: Path) -> None:
    smart = {"DOCUTILS_SETTINGS": {"smart_quotes": True}}
    assert "„Text.“" in read_as(tmp_path, "de", "de", {}, **smart)
    assert "«&nbsp;Text.&nbsp;»" in read_as(tmp_path, "de", "fr", {}, **smart)


def test_a_source_is_read_as_pelican_reads_it_whatever_language_its_settings_name(tmp_path: Path) -> None:
    text = RST.replace("hinweis", "note")
    for tag, settings in (("de", {}), ("bn", {}), ("de", {"DOCUTILS_SETTINGS": {"language_code": "fr"}})):
        found = read_as(tmp_path, tag, tag, {}, text, **settings)
        plain = RstReader({**read_settings(), "DEFAULT_LANG": tag, **settings}).read(str(tmp_path / "a.rst"))[0]
        assert found == plain


def test_a_translation_by_hand_is_read_without_the_c_locale_of_its_dates(good_site: Site) -> None:
    formats = 'DATE_FORMATS = {"de": ("xx_NOWHERE", "%d. %B"), "fr": "%d"}\nSITENAME'
    good_site.replace("pelicanconf.py", "SITENAME", formats)
    text = good_site.read("source/articles/first.md").replace("Title:", "Lang: de\nTitle:", 1)
    good_site.write("source/articles/erste.md", text)
    settings = load_settings(good_site.root / "pelicanconf.py")
    project = load_project(good_site.root / "pelicanconf.py", settings)
    found = extract(project, settings)
    assert found.faults == ()
    assert [native.source for native in found.natives] == ["articles/erste.md"]
    assert settings["DATE_FORMATS"]["de"] == ("xx_NOWHERE", "%d. %B")
