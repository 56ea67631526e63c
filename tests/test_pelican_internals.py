"""What we count on in Pelican's inside, each as a fact about Pelican itself. `make newest-pelican` asks a newer one.

Where a release of Pelican changes what nobody promised, a test here fails and says what it was; nothing else should.
"""

from __future__ import annotations

import ast
import logging
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, datetime
from functools import partial
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pelican.plugins
import pytest
from pelican import Pelican, signals
from pelican.contents import Article, Content, Page, Static
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator
from pelican.log import console
from pelican.plugins._utils import get_namespace_plugins
from pelican.readers import BaseReader, HTMLReader, MarkdownReader, Readers, RstReader
from pelican.settings import read_settings
from pelican.urlwrappers import Category
from pelican.utils import process_translations

from pipeline import pelican_internals as inside
from pipeline.filed import Filing
from pipeline.pelican_internals import Link

ROOM = Path(inside.__file__).parent
PIPELINE = ROOM.parent
# What is public of Pelican: its documentation, or its release notes, would tell of a change.
PUBLIC = {
    "pelican": {"Pelican", "signals"},
    "pelican.contents": {"Article", "Content", "Page", "Static"},
    "pelican.generators": {"ArticlesGenerator", "Generator", "PagesGenerator", "StaticGenerator"},
    "pelican.readers": {"BaseReader", "HTMLReader", "MarkdownReader", "RstReader", "import"},
    "pelican.settings": {"read_settings"},
    "pelican.urlwrappers": {"Author", "Category", "Tag", "URLWrapper"},
}
# What has no underscore and is inside all the same.
UNDOCUMENTED = {"attach_to", "in_default_lang", "override_save_as", "override_url", "staticfiles"}
# The private attributes that a text could name, for getattr and setattr.
PRIVATE = {"_content", "_context", "_get_content", "_link_replacer", "_summary", "_update_context"}

Change = Callable[..., dict[str, Any]]


@pytest.fixture
def settings_of(tmp_path: Path) -> Change:
    """Settings of a site in a folder: `source/`, into `output/`, without plugins."""

    def settings(**changes: Any) -> dict[str, Any]:
        (tmp_path / "source").mkdir(exist_ok=True)
        override = {"PATH": str(tmp_path / "source"), "OUTPUT_PATH": str(tmp_path / "output"), "PLUGINS": []}
        feeds = {"FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None, "TRANSLATION_FEED_ATOM": None}
        common = {"THEME": "simple", "SITEURL": "https://tiny.example", "TIMEZONE": "UTC", "DEFAULT_LANG": "en"}
        return dict(read_settings(override={**override, **feeds, **common, **changes}))

    return settings


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def put(name: str, text: str) -> Path:
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


@pytest.fixture
def hear() -> Iterator[Callable[[Any, Callable[..., None]], None]]:
    """Connect to a signal until the test ends."""
    connected: list[tuple[Any, Callable[..., None]]] = []

    def connect(signal: Any, receiver: Callable[..., None]) -> None:
        signal.connect(receiver)
        connected.append((signal, receiver))

    yield connect
    for signal, receiver in connected:
        signal.disconnect(receiver)


def generator_of(generator_class: type[Generator], settings: dict[str, Any], **context: Any) -> Any:
    shared = {"generated_content": {}, "static_content": {}, "static_links": set(), "localsiteurl": "", **context}
    places = {"path": settings["PATH"], "theme": settings["THEME"], "output_path": settings["OUTPUT_PATH"]}
    return generator_class(context={**settings, **shared}, settings=settings, **places)


def article(
    settings: dict[str, Any], text: str = "", context: dict[str, Any] | None = None, **metadata: Any
) -> Content:
    known = {"title": "One", "date": datetime(2026, 1, 1), "category": Category("care", settings), **metadata}
    path = str(Path(settings["PATH"]) / "articles" / "one.md")
    return Article(text, known, settings, path, {"static_content": {}, "generated_content": {}} | (context or {}))


def static(settings: dict[str, Any], name: str = "images/moon.svg", **metadata: Any) -> Static:
    path = str(Path(settings["PATH"]) / name)
    return Static("", {"title": "", "path": name, **metadata}, settings, path, {})


# --- Settings and the process -----------------------------------------------------------------------------------------


def test_the_settings_file_has_a_usual_name() -> None:
    assert inside.DEFAULT_CONFIG_NAME == "pelicanconf.py"


def test_pelican_keeps_a_settings_file_as_a_module_and_its_values_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pelicanconf", "live", "other"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "other.py").write_text('GETTEXT = {"locales": ["de"]}\n', encoding="utf-8")
    assert inside.settings_file(read_settings(str(tmp_path / "other.py")), "GETTEXT") == tmp_path / "other.py"
    (tmp_path / "pelicanconf.py").write_text('GETTEXT = {"locales": ["de"]}\n', encoding="utf-8")
    (tmp_path / "live.py").write_text("from pelicanconf import *\n", encoding="utf-8")
    settings = read_settings(str(tmp_path / "live.py"))
    assert inside.settings_file(settings, "GETTEXT") == tmp_path / "pelicanconf.py"
    assert inside.settings_file({**settings, "GETTEXT": {"locales": ["de"]}}, "GETTEXT") is None


def test_pelican_is_initialised_with_its_plugins_known_and_before_it_copies_the_settings(
    settings_of: Change, hear: Callable[..., None]
) -> None:
    settings, seen = settings_of(), []

    def initialised(pelican: Pelican) -> None:
        seen.append(pelican.settings is settings)
        pelican.settings["OURS"] = "set"

    def generator_made(generator: Generator) -> None:
        seen.append((generator.settings is settings, generator.context["OURS"], generator.context is not settings))

    hear(signals.initialized, initialised)
    hear(signals.generator_init, generator_made)
    pelican = Pelican(settings)
    assert seen == [True]
    pelican.run()
    pelican.run()
    assert seen[1:]
    assert set(seen[1:]) == {(True, "set", True)}


def test_what_the_command_line_sets_is_known_to_the_call_that_reads_the_settings(
    settings_of: Change, tmp_path: Path, hear: Callable[..., None]
) -> None:
    seen = []
    hear(signals.initialized, lambda _: seen.append(inside.given_settings()))
    Pelican(settings_of())
    path = tmp_path / "given.py"
    path.write_text('PATH = "source"\nPLUGINS = []\n', encoding="utf-8")
    arguments = ["-s", str(path), "-o", str(tmp_path / "out"), "--relative-urls", "-e", 'SITENAME="x"', "MINE=1"]
    pelican.get_instance(pelican.parse_arguments(arguments))
    assert seen == [[], ["MINE", "RELATIVE_URLS", "SITENAME"]]


def test_pelican_prints_its_summary_to_one_console(
    settings_of: Change, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "quiet", False)
    Pelican(settings_of()).run()
    assert "Processed" in capsys.readouterr().out
    inside.be_silent()
    Pelican(settings_of()).run()
    assert capsys.readouterr() == ("", "")


def test_pelican_says_in_these_words_that_docutils_does_not_speak_a_language(
    settings_of: Change, caplog: pytest.LogCaptureFixture
) -> None:
    Readers(settings_of(DEFAULT_LANG="qx"))
    assert [inside.is_about_docutils_language(record) for record in caplog.records] == [True]


def test_pelican_logs_what_it_skips_as_an_error_that_reaches_the_root(
    settings_of: Change, write: Callable[[str, str], Path], caplog: pytest.LogCaptureFixture
) -> None:
    write("undated.md", "Title: Undated\n\nText.\n")
    Pelican(settings_of()).run()
    assert [record.levelno for record in caplog.records if "undated.md" in record.getMessage()] == [logging.ERROR]


# --- Readers ----------------------------------------------------------------------------------------------------------


class TableReader(BaseReader):
    """A plugin's reader. Not of `file_extensions`: Pelican finds each subclass by itself."""

    enabled = False
    file_extensions = ("table",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        return "<table></table>", {"title": "From a table", "date": datetime(2026, 1, 1)}


def plugin_of(name: str, heard: list[str]) -> ModuleType:
    """A plugin that adds a reader, and listens to more."""
    plugin = ModuleType(name)

    def add(readers: Readers) -> None:
        readers.reader_classes["table"] = TableReader

    def listen(_: Content) -> None:
        heard.append(name)

    def register() -> None:
        heard.append(f"{name} registered")
        signals.readers_init.connect(add, weak=False)
        signals.content_object_init.connect(listen, weak=False)

    plugin.register = register  # type: ignore[attr-defined]
    return plugin


def test_pelican_comes_to_reading_with_its_plugins_heard_and_its_generators_made(
    settings_of: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    for name in ("adds_tables", "ours"):
        monkeypatch.setitem(sys.modules, name, plugin_of(name, heard))
        sys.modules[name].__spec__ = ModuleSpec(name, None)
    settings = settings_of(PLUGINS=["adds_tables", "ours"])
    before = {signal: dict(signal.receivers) for signal in (signals.readers_init, signals.content_object_init)}
    with inside.reading(settings, but=["ours"]) as reading:
        classes = inside.reader_classes(reading.generators["article"])
        assert classes["table"] is TableReader
        assert classes["md"] is MarkdownReader
        assert reading.is_heard
        article(settings)
    assert heard == ["adds_tables registered", "adds_tables"]
    assert settings["PLUGINS"] == ["adds_tables", "ours"]
    assert {signal: dict(signal.receivers) for signal in before} == before


def test_the_plugins_of_a_site_without_the_setting_are_those_that_pelican_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made/__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(pelican.plugins, "__path__", [*pelican.plugins.__path__, str(tmp_path)])
    assert "pelican.plugins.made" in inside.found_plugins()
    assert "pelican.plugins.made" not in sys.modules
    assert inside.found_plugins() == list(get_namespace_plugins())
    del sys.modules["pelican.plugins.made"]


def test_what_plugins_set_as_pelican_is_initialised_stays_set_but_for_what_was_only_lent(settings_of: Change) -> None:
    def initialised(pelican: Pelican) -> None:
        pelican.settings["FORMATTED_FIELDS"] = ["summary", "lead"]
        pelican.settings["MARKDOWN"].setdefault("extensions", []).append("markdown.extensions.nl2br")

    plugin = ModuleType("sets_settings")
    plugin.register = lambda: signals.initialized.connect(initialised)  # type: ignore[attr-defined]
    settings = settings_of(PLUGINS=[plugin], DEFAULT_LANG="pt_BR")
    with inside.reading(settings, but=["ours"], DEFAULT_LANG="pt-br") as reading:
        assert reading.settings["DEFAULT_LANG"] == "pt-br"
        assert not reading.is_heard
    assert settings["DEFAULT_LANG"] == "pt_br"
    assert settings["FORMATTED_FIELDS"] == ["summary", "lead"]
    assert "markdown.extensions.nl2br" in settings["MARKDOWN"]["extensions"]


def test_a_run_makes_the_generators_that_reading_makes_in_the_same_order(
    settings_of: Change, hear: Callable[..., None]
) -> None:
    class More(Generator):
        """A plugin's generator."""

    made: list[str] = []
    hear(signals.get_generators, lambda _: More)
    hear(signals.generator_init, lambda generator: made.append(type(generator).__name__))
    Pelican(settings_of()).run()
    by_run, made[:] = list(made), []
    with inside.reading(settings_of(), but=["ours"]) as reading:
        assert {kind: type(found) for kind, found in reading.generators.items()} == {
            "article": ArticlesGenerator,
            "page": PagesGenerator,
        }
    assert made == by_run
    assert "More" in made


@pytest.mark.parametrize("kind", ["article", "page"])
def test_a_file_is_read_by_the_call_and_with_the_signals_by_which_its_generator_reads_it(
    settings_of: Change, write: Callable[[str, str], Path], hear: Callable[..., None], kind: str
) -> None:
    path = write("articles/one.md" if kind == "article" else "pages/one.md", "Title: One\nDate: 2026-01-01\n\nText.\n")
    heard: list[str] = []
    for name in (f"{kind}_generator_preread", f"{kind}_generator_context", "content_object_init"):
        hear(getattr(signals, name), lambda _sender, name=name, **_: heard.append(name))
    generator = generator_of(ArticlesGenerator if kind == "article" else PagesGenerator, settings_of())
    generator.generate_context()
    by_generator, heard[:] = list(heard), []
    content = inside.read_content(generator, kind, path)
    assert content is not None
    assert heard == by_generator[-3:]
    bare = inside.content_of(generator, kind, dict(content.metadata), path)
    assert (type(bare), bare.slug, bare.save_as, bare.is_valid()) == (type(content), "one", content.save_as, True)
    path.write_text("Title: Two\nStatus: skip\n\nText.\n", encoding="utf-8")
    assert inside.read_content(generator, kind, path) is None


def test_bodies_wait_in_a_file_and_are_what_they_were(
    settings_of: Change, write: Callable[[str, str], Path], hear: Callable[[Any, Callable[..., None]], None]
) -> None:
    """A body is an attribute of its content; what is shown of it the class remembers, by its content and a site."""
    write("two.md", "Title: Two\nDate: 2026-01-01\n\nNear.\n")
    write("one.md", f"Title: One\nDate: 2026-01-01\n\n{'Far “away”. ' * 50}[two]({{filename}}two.md)\n")

    class Marked(str):
        __slots__ = ()

    def mark(content: Content) -> None:
        if content.slug == "two":
            content._content = Marked("<p>" + "Near. " * 50)

    hear(signals.content_object_init, mark)

    def shown() -> tuple[list[Article], list[tuple[str, str, str, str]]]:
        generator = generator_of(ArticlesGenerator, settings_of(SUMMARY_MAX_LENGTH=40))
        generator.generate_context()
        articles = sorted(generator.articles, key=lambda article: str(article.slug))
        said = [(one._content, one.content, one.get_content("https://x.example"), one.summary) for one in articles]
        for again in (articles, [copy(one) for one in articles]):
            assert [(one._content, one.content) for one in again] == [found[:2] for found in said]
        return articles, said

    before = vars(Content)["get_content"].cache
    _, plain = shown()
    with inside.bodies_elsewhere(Filing().put):
        (one, two), filed = shown()
        remembered = vars(Content)["get_content"].cache
        assert (one, "https://x.example") in remembered
        assert (two, "https://y.example") not in remembered
        held = [vars(one)["_content"], *remembered._known.values()]
        assert [text for text in held if isinstance(text, str) and "Far" in text] == []
        assert type(two._content) is Marked
        assert "href" in one.content
        one._content = "Other."
        assert one._content == "Other."
        assert one.content == filed[0][1]  # Pelican does not ask twice
        remembered.clear()
        assert one.content == "Other."
        with pytest.raises(AttributeError, match="_content"):
            _ = Content.__new__(Content)._content
    assert filed == plain
    assert vars(Content)["get_content"].cache is before
    assert "_content" not in vars(Content)


def test_a_contents_versions_are_made_when_it_is_asked_for_them_and_one_that_was_changed_stays(
    settings_of: Change,
) -> None:
    """`translations` is an attribute that is set as a content is made, and may be set again."""
    contents = [article(settings_of(), "<p>a</p>", {}) for _ in range(100)]
    made: list[int] = []

    def versions(number: int) -> Iterator[Content]:
        made.append(number)
        yield inside.version_of(contents[number], language="fr", title=f"{number}", url="x/")

    for number, content in enumerate(contents):
        assert content.translations == []
        inside.list_when_asked(content, partial(versions, number))
    assert made == []
    first = contents[0].translations
    assert isinstance(first, list)
    assert [(one.title, one.lang, one.url, one.translations) for one in first] == [("0", "fr", "x/", [])]
    assert inside.original_of(first[0]) is contents[0]
    assert inside.original_of(contents[0]) is None
    assert contents[0].translations is copy(contents[0]).translations is first
    first.append(contents[1])
    assert [[one.title for one in content.translations] for content in contents[1:]] == [
        [f"{n}"] for n in range(1, 100)
    ]
    assert contents[0].translations is first
    kept = contents[99].translations
    inside.forget_lists()
    assert contents[99].translations is not kept
    assert made == [*range(100), 99]
    contents[99].translations = [contents[0]]
    assert contents[99].translations == [contents[0]]
    with pytest.raises(AttributeError, match="translations"):
        _ = Content.__new__(Content).translations


def test_what_pelican_leaves_out_it_says_as_an_error(
    settings_of: Change, write: Callable[[str, str], Path], caplog: pytest.LogCaptureFixture
) -> None:
    path, generator = write("one.md", ""), generator_of(ArticlesGenerator, settings_of())
    for metadata in ({"date": datetime(2026, 1, 1)}, {"title": "One"}, {"title": "One", "status": "x"}):
        caplog.clear()
        assert not inside.content_of(generator, "article", metadata, path).is_valid()
        assert [record.levelname for record in caplog.records] == ["ERROR"] * len(caplog.records) != []


def test_a_reader_class_may_be_switched_off_with_none(settings_of: Change) -> None:
    classes = inside.reader_classes(
        generator_of(PagesGenerator, settings_of(READERS={"html": None, "txt": MarkdownReader}))
    )
    assert "html" not in classes
    assert classes["txt"] is MarkdownReader
    assert classes["static"] is BaseReader


def test_a_generator_reads_with_the_readers_that_it_holds_by_suffix(
    settings_of: Change, write: Callable[[str, str], Path]
) -> None:
    write("one.md", "Title: One\nDate: 2026-01-01\n\nText.\n")
    generator = generator_of(ArticlesGenerator, settings_of())
    seen: list[type[BaseReader]] = []

    def exchange(found: type[BaseReader]) -> BaseReader:
        seen.append(found)
        return TableReader(generator.settings) if found is MarkdownReader else found(generator.settings)

    inside.exchange_readers(generator, exchange)
    assert {MarkdownReader, HTMLReader, RstReader, BaseReader} <= set(seen)
    generator.generate_context()
    assert [(found.title, found.reader) for found in generator.articles] == [("From a table", "table")]


def test_making_a_reader_of_markdown_completes_the_settings_of_every_markdown_parser(settings_of: Change) -> None:
    settings = settings_of(MARKDOWN={"extension_configs": {"markdown.extensions.toc": {}}})
    reader = inside.field_reader(settings)
    assert settings["MARKDOWN"]["extensions"] == ["markdown.extensions.toc", "markdown.extensions.meta"]
    assert [tag.name for tag in reader.process_metadata("tags", "a, b")] == ["a", "b"]


def test_a_reader_of_markdown_makes_its_parser_of_its_own_settings_as_it_reads(
    settings_of: Change, write: Callable[[str, str], Path]
) -> None:
    path, reader = write("one.md", "A ~~b~~.\n\nTerm\n: what\n"), MarkdownReader(settings_of())
    reader.settings["MARKDOWN"] = {"extensions": ["markdown.extensions.def_list"]}
    assert "<dl>" in reader.read(str(path))[0]


def test_a_reader_of_restructuredtext_writes_with_the_class_that_it_names(
    settings_of: Change, write: Callable[[str, str], Path]
) -> None:
    path, reader, used = write("one.rst", "One\n===\n\nText.\n"), RstReader(settings_of()), []

    class Writer(reader.writer_class):  # type: ignore[name-defined,misc]
        def translate(self) -> None:
            used.append(self)
            super().translate()

    reader.writer_class = Writer
    assert "Text." in reader.read(str(path))[0]
    assert len(used) == 1


_FIELDS = "Title: Über uns & mehr\nDate: 2026-01-02\n"


@pytest.mark.parametrize(
    "fields",
    [
        "",
        "Slug: own\n",
        "Category: mine\nAuthor: Bo\n",
        "Authors: Bo, Cy\nTags: x\n",
        "Slug:\nCategory:\nTags:\nAuthor:\nStatus:\n",
    ],
)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"AUTHOR": "Ada", "DEFAULT_METADATA": {"status": "hidden", "tags": "rest"}, "DEFAULT_CATEGORY": "usual"},
        {"SLUGIFY_SOURCE": "basename", "SLUGIFY_PRESERVE_CASE": True, "USE_FOLDER_AS_CATEGORY": False},
        {"SLUGIFY_USE_UNICODE": True, "SLUG_REGEX_SUBSTITUTIONS": [("(?i)[^\\w\\s-]", ""), ("\\s+", "_")]},
        {"FILENAME_METADATA": "(?P<slug>.*)", "PATH_METADATA": r"(?P<category>\w+)/.*"},
        {"EXTRA_PATH_METADATA": {"articles": {"status": "draft"}, "articles/One File.md": {"slug": "extra"}}},
        {"DEFAULT_DATE": "fs", "TYPOGRIFY": False},
    ],
)
def test_a_file_has_the_metadata_and_the_slug_that_pelican_works_out(
    settings_of: Change, write: Callable[[str, str], Path], fields: str, changes: dict[str, Any]
) -> None:
    path, settings = write("articles/One File.md", f"{_FIELDS}{fields}\nText.\n"), settings_of(**changes)
    theirs = Readers(settings).read_file(settings["PATH"], "articles/One File.md", Article, context={})
    reader = inside.field_reader(settings)
    _, own = MarkdownReader(settings).read(str(path))
    ours = inside.complete_metadata(reader, own, path, "articles/One File.md")
    assert inside.slug_of(ours, path, settings) == theirs.slug
    without_author = {name: value for name, value in ours.items() if name != "author" or "author" in theirs.metadata}
    assert without_author == {name: value for name, value in theirs.metadata.items() if name != "reader"}
    assert getattr(ours.get("author"), "name", None) == getattr(
        theirs.metadata.get("author", getattr(theirs, "author", None)) if "authors" not in ours else None, "name", None
    )


@pytest.mark.parametrize("kind", ["article", "page"])
@pytest.mark.parametrize("status", ["", "published", "Hidden", "draft", "skip", "review"])
@pytest.mark.parametrize("date", ["2020-01-02", "2099-01-02"])
@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_the_status_of_a_content_is_known_before_it_is_made(
    settings_of: Change, kind: str, status: str, date: str, waits: bool, zone: str
) -> None:
    settings, day = settings_of(WITH_FUTURE_DATES=not waits, TIMEZONE=zone), datetime.fromisoformat(date)
    metadata = {"title": "A", "slug": "a", "date": day, **({"status": status} if status else {})}
    made = {"article": Article, "page": Page}[kind]("x", metadata, settings=settings, source_path="a.md", context={})
    # What is to be skipped is not made at all; of what is made something else is passed over as not valid.
    expected = made.status if status != "skip" and made.is_valid() else "skip"
    assert inside.status_of(status, day, kind, settings) == expected


def test_a_file_is_passed_over_for_its_metadata_and_its_status_is_that_of_its_reader(
    settings_of: Change, write: Callable[[str, str], Path]
) -> None:
    class Skipping(MarkdownReader):
        def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
            content, metadata = super().read(source_path)
            return content, {**metadata, "status": "skip"}

    write("articles/a.md", "Title: A\nDate: 2026-01-02\nStatus: published\n\nA.\n")
    settings = settings_of(READERS={"md": Skipping})
    read = Readers(settings).read_file(settings["PATH"], "articles/a.md", Article, context={})
    assert type(read).__name__ == "SkipStub"


def test_a_new_name_alone_takes_the_address_with_it(settings_of: Change) -> None:
    renamed, kept = Category("Care", settings_of()), Category("Care", settings_of())
    assert renamed.slug == kept.slug == "care"
    renamed.name = "Pflege"
    inside.rename(kept, "Pflege")
    assert (renamed.name, renamed.slug, renamed.url) == ("Pflege", "pflege", "category/pflege.html")
    assert (kept.name, kept.slug, kept.url) == ("Pflege", "care", "category/care.html")


# --- Generators -------------------------------------------------------------------------------------------------------


def test_a_generator_reads_the_files_that_its_settings_and_its_readers_say(
    settings_of: Change, write: Callable[[str, str], Path]
) -> None:
    names = "one.md two.rst three.txt .hidden.md backup.md~ drafts/four.md drafts/old/five.html pages/six.md top.md"
    for name in names.split():
        write(f"articles/{name}", "Title: One\nDate: 2026-01-01\n\nText.\n")
    settings = settings_of(
        ARTICLE_PATHS=["articles", "articles/top.md"],
        ARTICLE_EXCLUDES=["articles/drafts/old"],
        PAGE_PATHS=["articles/pages"],
        PAGE_EXCLUDES=[],
        IGNORE_FILES=[".*", "two.*"],
    )
    for kind, generator_class in (("article", ArticlesGenerator), ("page", PagesGenerator)):
        generator = generator_of(generator_class, settings)
        generator.generate_context()
        assert inside.source_paths(generator, kind) == sorted(generator.context["generated_content"])


def test_a_generator_gives_templates_its_lists_under_their_own_names_and_dictionaries_as_pairs(
    settings_of: Change,
) -> None:
    generator = generator_of(ArticlesGenerator, settings_of())
    generator.categories, generator.articles = {"care": ["one"]}, ["one"]
    inside.update_context(generator, "categories", "articles")
    assert generator.context["categories"] == [("care", ["one"])]
    assert generator.context["articles"] is generator.articles


@pytest.mark.parametrize(
    ("generator_class", "names"), [(ArticlesGenerator, inside.ARTICLE_LISTS), (PagesGenerator, inside.PAGE_LISTS)]
)
def test_a_generator_keeps_each_content_in_one_list_by_its_status_and_language(
    settings_of: Change,
    write: Callable[[str, str], Path],
    generator_class: type[Generator],
    names: tuple[str, ...],
) -> None:
    statuses, folder = ("published", "hidden", "draft"), "pages" if generator_class is PagesGenerator else "articles"
    for status in statuses:
        for language in ("en", "de"):
            fields = f"Title: {status}\nSlug: {status}\nDate: 2026-01-01\nLang: {language}\nStatus: {status}\n"
            write(f"{folder}/{status}-{language}.md", f"{fields}\nText.\n")
    generator = generator_of(generator_class, settings_of(ARTICLE_PATHS=["articles"]))
    generator.generate_context()
    found = [[(content.status, content.lang) for content in inside.contents_in(generator, [name])] for name in names]
    assert found == [[(status, language)] for status in statuses for language in ("en", "de")]
    assert len(inside.contents_in(generator, names)) == 6


@pytest.mark.parametrize(("kind", "content_class"), [("article", Article), ("page", Page)])
def test_a_draft_knows_the_file_that_it_is_built_into_once_it_is_published(
    settings_of: Change, kind: str, content_class: type[Content]
) -> None:
    settings = settings_of(ARTICLE_SAVE_AS="a/{slug}.html", PAGE_SAVE_AS="a/{slug}.html")
    for status, own in (("published", {}), ("draft", {}), ("draft", {"save_as": "b.html"})):
        metadata = {"title": "T", "slug": "t", "status": status, "date": datetime(2026, 1, 1), **own}
        content = content_class("", metadata=metadata, settings=settings)
        assert inside.file_once_published(content, kind) == own.get("save_as", "a/t.html")
        assert status == "published" or own or content.save_as != "a/t.html"


def test_names_of_a_finished_generator_are_pairs_with_their_articles(
    settings_of: Change, write: Callable[[str, str], Path]
) -> None:
    write("one.md", "Title: One\nDate: 2026-01-01\nCategory: Care\nAuthor: Ada\n\nText.\n")
    generator = generator_of(ArticlesGenerator, settings_of())
    generator.generate_context()
    for pairs, kind in ((generator.categories, "Category"), (generator.authors, "Author")):
        assert [(type(name).__name__, len(articles)) for name, articles in pairs] == [(kind, 1)]


def test_a_finished_generator_copies_the_files_in_its_list_and_links_lead_to_others_too(
    settings_of: Change, write: Callable[[str, str], Path], hear: Callable[..., None], tmp_path: Path
) -> None:
    write("images/moon.svg", "<svg/>")
    write("one.md", "Title: One\nDate: 2026-01-01\n\n![moon]({static}/images/moon.svg)\n")
    found: list[str] = []
    paths: list[list[str]] = []

    def finished(generator: StaticGenerator) -> None:
        found.extend(file.save_as for file in inside.static_files(generator))
        if len(found) == 2:
            inside.copy_no_files(generator)
            assert generator.context["staticfiles"] == []

    hear(signals.static_generator_finalized, finished)
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "style.css").write_text("", encoding="utf-8")
    settings = settings_of(THEME_STATIC_PATHS=[str(shared)])
    Pelican(settings).run()
    assert (tmp_path / "output/images/moon.svg").is_file()
    themes = tmp_path / "output" / settings["THEME_STATIC_DIR"]
    assert any(themes.rglob("*.css"))
    (tmp_path / "output/images/moon.svg").unlink()
    shutil.rmtree(themes)
    hear(signals.generator_init, lambda generator: paths.append(list(generator.settings["THEME_STATIC_PATHS"])))
    Pelican(settings).run()
    assert found == ["images/moon.svg"] * 2
    assert paths
    assert all(path == [str(shared)] for path in paths)
    assert not (tmp_path / "output/images/moon.svg").exists()
    assert not themes.exists()
    assert "https://tiny.example/images/moon.svg" in (tmp_path / "output/one.html").read_text(encoding="utf-8")


# --- Contents ---------------------------------------------------------------------------------------------------------


def test_a_content_holds_what_all_generators_share(settings_of: Change, write: Callable[[str, str], Path]) -> None:
    write("one.md", "Title: One\nDate: 2026-01-01\n\nText.\n")
    generator = generator_of(ArticlesGenerator, settings_of())
    generator.generate_context()
    assert inside.context_of(generator.articles[0]) is generator.context


def test_a_content_is_moved_by_what_its_fields_url_and_save_as_set(settings_of: Change) -> None:
    told, moved = article(settings_of(), url="a/", save_as="a/b.html"), article(settings_of())
    inside.move_to(moved, url="a/", save_as="a/b.html")
    assert (told.url, told.save_as) == (moved.url, moved.save_as) == ("a/", "a/b.html")
    inside.move_to(moved, url="c/")
    assert (moved.url, moved.save_as) == ("c/", "a/b.html")
    file = static(settings_of())
    inside.move_to(file, url="../x.svg")
    assert (file.url, file.save_as) == ("../x.svg", "images/moon.svg")


def test_a_content_that_is_not_in_the_default_language_is_a_translation(
    settings_of: Change, write: Callable[[str, str], Path], hear: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("one", "other"):
        write(f"{name}.md", f"Title: {name}\nSlug: one\nDate: 2026-01-01\nSave_as: {name}.html\n\nText.\n")

    def count(content: Content) -> None:
        if content.title == "other":
            inside.count_as_translation(content, "de")

    hear(signals.content_object_init, count)
    generator = generator_of(ArticlesGenerator, settings_of())
    generator.generate_context()
    assert [found.title for found in generator.articles] == ["one"]
    assert [(found.title, found.lang) for found in generator.articles[0].translations] == [("other", "de")]
    assert caplog.records == []


def test_a_content_in_another_language_may_have_the_address_of_the_default_one(
    settings_of: Change, hear: Callable[..., None]
) -> None:
    hear(signals.content_object_init, inside.take_own_address)
    found = article(settings_of(), "<p>Text.</p>", lang="de")
    assert (found.url, found.save_as, found.in_default_lang) == ("one.html", "one.html", False)


@pytest.mark.parametrize(("said", "wanted"), [(None, None), ("true", True), ("False", False), ("", True)])
def test_what_pelican_takes_for_a_translation_by_its_own_word(
    said: str | None, wanted: bool | None, settings_of: Change
) -> None:
    fields = {} if said is None else {"translation": said}
    assert inside.is_translation(fields) is wanted
    marked, other = (article(settings_of(), "", lang="de", **more) for more in (fields, {}))
    assert (marked in process_translations([marked, other], "slug")[1]) is bool(wanted)
    inside.forget_translation(marked)
    assert marked not in process_translations([marked, other], "slug")[1]


def test_a_copy_of_a_content_has_an_address_a_title_and_a_language_of_its_own(settings_of: Change) -> None:
    original = article(settings_of(), "<p>Text.</p>")
    version = inside.version_of(original, language="de", title="Eins", url="../de/one.html")
    assert (version.title, version.lang, version.url) == ("Eins", "de", "../de/one.html")
    assert (original.title, original.lang, original.url) == ("One", "en", "one.html")
    assert version.content == original.content


def test_pelican_writes_each_links_address_through_a_replacer_of_the_content(settings_of: Change) -> None:
    settings = settings_of()
    other = Page("", {"title": "Two"}, settings, str(Path(settings["PATH"]) / "pages/two.md"), {})
    file = static(settings)
    context = {"generated_content": {"pages/two.md": other}, "static_content": {"images/moon.svg": file}}
    text = (
        '<a class="x" href="{filename}/pages/two.md?q#f">Two</a> <img src=\'{static}/images/moon.svg\'>'
        ' <a href="https://far.example/">far</a>'
    )
    content, seen = article(settings, text, context), []

    def rewrite(link: Link) -> str:
        seen.append(link)
        return f"{link.text} data-seen"

    inside.on_link(content, rewrite)
    assert content.get_content("https://tiny.example") == (
        '<a class="x" href="https://tiny.example/pages/two.html?q#f" data-seen>Two</a>'
        " <img src='https://tiny.example/images/moon.svg' data-seen>"
        ' <a href="https://far.example/">far</a>'
    )
    site = "https://tiny.example"
    two = f"{site}/pages/two.html?q#f"
    assert seen == [
        Link('<a class="x" href=', two, site, f'<a class="x" href="{two}"'),
        Link("<img src=", f"{site}/images/moon.svg", site, f"<img src='{site}/images/moon.svg'"),
    ]


def test_pelican_asks_a_content_for_its_body_by_a_method_and_for_its_summary_in_its_fields(
    settings_of: Change,
) -> None:
    content = article(settings_of(), "<p>a</p>", {})
    assert not hasattr(content, "_get_content")
    inside.on_body(content, lambda body: f"{body}b")
    inside.on_body(content, lambda body: f"{body}c")
    content._content = "<p>d</p>"
    assert content.content == content.summary == "<p>d</p>bc"
    content = article(settings_of(), "<p>a</p>", {})
    content._summary = "e"
    inside.replace_field(content, "summary", "f")
    inside.replace_field(content, "Note", "g")
    content.refresh_metadata_intersite_links()
    assert (content.summary, content.metadata["Note"], content.note) == ("f", "g", "g")


def test_a_link_attaches_a_file_through_the_files_own_method_and_compares_with_the_link_before(
    settings_of: Change, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_of(ARTICLE_SAVE_AS="posts/{slug}.html", ARTICLE_URL="posts/{slug}.html")
    file = static(settings)
    inside.keep_attached_below(file, "../")
    link = '<a href="{attach}/images/moon.svg">moon</a>'
    content = article(settings, link * 2, {"static_content": {"images/moon.svg": file}})
    found = content.get_content("https://tiny.example/de")
    assert found.count('href="https://tiny.example/posts/moon.svg"') == 2
    assert (file.url, file.save_as) == ("../posts/moon.svg", "posts/moon.svg")
    assert caplog.records == []


def test_a_content_that_is_moved_apart_leaves_the_files_where_they_are_that_it_attaches(settings_of: Change) -> None:
    settings = settings_of(ARTICLE_SAVE_AS="{slug}/index.html", ARTICLE_URL="{slug}/")
    file, link = static(settings), '<a href="{attach}/images/moon.svg">moon</a>'
    content = article(settings, link, {"static_content": {"images/moon.svg": file}})
    inside.keep_attached_below(file, "../")
    inside.move_apart(content, url="eins/", save_as="eins/index.html")
    assert 'href="https://tiny.example/one/moon.svg"' in content.get_content("https://tiny.example/de")
    assert (content.url, content.save_as, content.slug) == ("eins/", "eins/index.html", "one")


@pytest.mark.parametrize(
    ("url", "save_as", "fields", "wanted"),
    [
        ("{slug}/", "{slug}/index.html", {}, ("*/", "*/index.html")),
        ("{category}/{slug}.html", "{category}/{slug}.html", {"status": "draft"}, ("x/*.html", "x/*.html")),
        ("{slug}.html", "{slug}.html", {"save_as": "a.html"}, None),
        ("{slug}.html", "{slug}.html", {"url": "a", "save_as": "a.html"}, None),
        ("{slug}", "{date:%Y}.html", {}, None),
        ("{slug[0]}/{slug}.html", "{slug[0]}/{slug}.html", {}, None),
    ],
)
def test_where_a_content_is_can_be_said_with_something_else_in_the_place_of_its_slug(
    url: str, save_as: str, fields: dict[str, str], wanted: tuple[str, str] | None, settings_of: Change
) -> None:
    settings = settings_of(ARTICLE_URL=url, ARTICLE_SAVE_AS=save_as)
    content = article(settings, "", {}, category=Category("X", settings), **fields)
    assert inside.address_pattern(content, "article", "*") == wanted
    assert content.slug == "one"


def test_a_file_that_another_takes_the_place_of_has_that_ones_address_attached_or_not(
    settings_of: Change, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_of(ARTICLE_SAVE_AS="posts/{slug}.html", ARTICLE_URL="posts/{slug}.html")
    file = static(settings)
    inside.keep_attached_below(file, "../", "../images/moon.de.svg")
    assert file.url == "../images/moon.de.svg"
    file = static(settings)
    inside.keep_attached_below(file, "../", "../images/moon.de.svg")
    link = '<a href="{attach}/images/moon.svg">moon</a>'
    content = article(settings, link * 2, {"static_content": {"images/moon.svg": file}})
    assert content.get_content("https://tiny.example/de").count("/posts/moon.de.svg") == 2
    assert caplog.records == []


def test_attached_files_take_others_with_them_or_stay(settings_of: Change, caplog: pytest.LogCaptureFixture) -> None:
    settings = settings_of(ARTICLE_SAVE_AS="posts/{slug}.html", ARTICLE_URL="posts/{slug}.html")
    file, other, fixed = static(settings), static(settings), static(settings)
    inside.attach_with(file, lambda: [other])
    inside.keep_in_place(fixed)
    known = {"images/moon.svg": file, "images/sun.svg": fixed}
    text = (
        '<a href="{attach}/images/moon.svg">x</a><a href="{attach}/images/sun.svg">x</a><a href="{attach}no.svg">x</a>'
    )
    content = article(settings, text, {"static_content": known})
    inside.attach_files(content)
    assert (other.url, other.save_as) == ("posts/moon.svg", "posts/moon.svg")
    assert fixed.save_as == "images/moon.svg"
    assert caplog.records == []


@pytest.mark.parametrize(
    ("marks", "place"),
    [
        (["attach", "static"], "posts/moon.svg"),
        (["static", "attach"], "images/moon.svg"),
        (["filename", "attach"], "images/moon.svg"),
        (["", "attach"], "posts/moon.svg"),
        (["static"], "images/moon.svg"),
    ],
)
def test_the_first_link_to_a_file_says_where_it_is_and_what_is_not_there_has_its_turn(
    settings_of: Change, marks: list[str], place: str
) -> None:
    settings = settings_of(ARTICLE_SAVE_AS="posts/{slug}.html", ARTICLE_URL="posts/{slug}.html")
    file = static(settings)
    known = {"static_content": {"images/moon.svg": file}}
    contents = [article(settings, f'<a href="{{{mark}}}/images/moon.svg">x</a>' * bool(mark), known) for mark in marks]
    absent = [content for content, mark in zip(contents, marks, strict=True) if mark == "attach"]
    inside.attach_files_in_turn(contents, absent)
    assert (file.url, file.save_as) == (place, place)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"STATIC_URL": "https://files.example/{path}"},
        {"EXTRA_PATH_METADATA": {"images/moon.svg": {"path": "m.svg"}}},
    ],
)
def test_a_static_file_has_the_address_that_the_settings_give_its_path(
    settings_of: Change, write: Callable[[str, str], Path], changes: dict[str, Any]
) -> None:
    write("images/moon.svg", "<svg/>")
    settings = settings_of(**changes)
    found = Readers(settings).read_file(settings["PATH"], "images/moon.svg", Static, "static", context={})
    assert inside.address_of_static(settings, "images/moon.svg") == found.url


@pytest.mark.parametrize(("name", "written"), [("FEED_ALL_ATOM", 'xml:lang="pt-BR"'), ("FEED_ALL_RSS", ">pt-BR<")])
def test_a_feed_says_its_language_only_if_it_is_told_before_it_is_written(
    settings_of: Change,
    write: Callable[[str, str], Path],
    hear: Callable[..., None],
    tmp_path: Path,
    name: str,
    written: str,
) -> None:
    write("one.md", "Title: One\nDate: 2026-01-01\n\nText.\n")
    settings = settings_of(**{name: "feed.xml", "DEFAULT_LANG": "fr"})
    Pelican(settings).run()
    plain = (tmp_path / "output/feed.xml").read_text(encoding="utf-8")
    assert "lang" not in plain
    hear(signals.feed_generated, lambda _, feed: inside.name_feed_language(feed, "pt-BR"))
    Pelican(settings).run()
    assert written in (tmp_path / "output/feed.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "written"), [("FEED_ALL_ATOM", "<updated>1970-01-01T00:00:00"), ("FEED_ALL_RSS", "01 Jan 1970 00:00:00")]
)
def test_a_feed_without_entries_has_the_time_of_its_writing_unless_it_is_told_before(
    settings_of: Change, hear: Callable[..., None], tmp_path: Path, name: str, written: str
) -> None:
    settings = settings_of(**{name: "feed.xml"})
    Pelican(settings).run()
    assert f"{datetime.now(UTC).year}" in (tmp_path / "output/feed.xml").read_text(encoding="utf-8")
    hear(signals.feed_generated, lambda _, feed: inside.date_empty_feed(feed))
    Pelican(settings).run()
    assert written in (tmp_path / "output/feed.xml").read_text(encoding="utf-8")


def test_each_file_that_pelican_writes_can_be_written_when_somebody_asks_for_it(
    settings_of: Change, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    """Of its writer it asks for no more than pages and feeds, whose names are known before."""
    for number in range(3):
        write(f"{number}.md", f"Title: {number}\nDate: 2026-01-0{number + 1}\nTags: a, b\n\nText\n")
    changes = {"DEFAULT_PAGINATION": 1, "FEED_ALL_ATOM": "all.xml", "RELATIVE_URLS": True}
    Pelican(settings_of(**changes)).run()
    written = {path: path.read_bytes() for path in (tmp_path / "output").rglob("*") if path.is_file()}
    shutil.rmtree(tmp_path / "output")
    pelican = inside.DeferringPelican(settings_of(**changes))
    pelican.run()
    assert not list((tmp_path / "output").rglob("*.html"))
    for name in sorted(pelican.files, reverse=True):
        pelican.files[name].write()
    assert {path: path.read_bytes() for path in (tmp_path / "output").rglob("*") if path.is_file()} == written
    assert "index3.html" in pelican.files
    assert [
        str(found.content.title) for name, found in pelican.files.items() if name == "1.html" and found.content
    ] == ["1"]


class _Keeper:
    """Has pages rendered and feeds made the first time, and knows both by then."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.feeds: dict[str, str] = {}
        self.asked: list[str] = []

    def page(self, template: Any, shared: dict[str, Any], variables: dict[str, Any]) -> str:
        name = variables["output_file"]
        assert shared["localsiteurl"] == variables["localsiteurl"]
        self.asked.append(name)
        return self.pages[name] if name in self.pages else str(template.render(variables))

    def feed(self, path: str, elements: Any, context: dict[str, Any], made_of: tuple[Any, ...]) -> str | None:
        assert made_of[1] in ("atom", "rss")
        assert (len(elements), context["SITENAME"]) == (3, "A Pelican Blog")
        self.asked.append(path)
        return self.feeds.get(path)


def test_the_writer_asks_for_each_page_and_feed_and_writes_what_it_is_told(
    settings_of: Change, write: Callable[[str, str], Path], hear: Callable[..., None], tmp_path: Path
) -> None:
    for number in range(3):
        write(f"{number}.md", f"Title: {number}\nSlug: {number}\nDate: 2026-01-0{number + 1}\n\nText {number}\n")
    feeds = {"FEED_ALL_ATOM": "feeds/all.atom.xml", "FEED_ALL_RSS": "feeds/all.rss.xml"}
    changes = {**feeds, "DEFAULT_PAGINATION": 1, "RELATIVE_URLS": True}
    Pelican(settings_of(**changes)).run()
    output = tmp_path / "output"
    written = {path.relative_to(output).as_posix(): path.read_text() for path in output.rglob("*.*ml")}
    shutil.rmtree(output)
    keeper, told = _Keeper(), list[str]()

    def use_writer(_: Any) -> Any:
        return inside.writer_with(keeper)

    def tell(path: str, context: Any) -> None:
        told.append(path)

    hear(signals.get_writer, use_writer)
    hear(signals.content_written, tell)
    Pelican(settings_of(**changes)).run()
    assert {path.relative_to(output).as_posix(): path.read_text() for path in output.rglob("*.*ml")} == written
    assert sorted(keeper.asked) == sorted(written)
    keeper.pages, keeper.feeds = {"index2.html": "kept"}, {"feeds/all.rss.xml": "fed"}
    told.clear()
    Pelican(settings_of(**changes)).run()
    assert (output / "index2.html").read_text() == "kept"
    assert (output / "feeds/all.rss.xml").read_text() == "fed"
    assert (output / "index.html").read_text() == written["index.html"]
    assert str(output / "index2.html") in told  # who counts pages hears of it as of any other


def test_it_is_known_whether_all_that_writes_is_pelicans_own(
    monkeypatch: pytest.MonkeyPatch, settings_of: Change
) -> None:
    pelican = inside.DeferringPelican(settings_of())
    pelican.run()
    assert {is_own for _, is_own in inside.own_generators(pelican.generators)} == {True}

    class Other(Generator):
        def generate_output(self, writer: Any) -> None:
            pass

    assert list(inside.own_generators([Other.__new__(Other)])) == [(__name__, False)]
    assert inside.is_own_writer()
    monkeypatch.setattr("pelican.writers.Writer.write_file", lambda *_: None)
    assert not inside.is_own_writer()


def test_a_content_is_made_again_in_its_place_as_a_new_run_would_have_it(
    settings_of: Change, write: Callable[[str, str], Path]
) -> None:
    head = "Title: {title}\nDate: 2026-01-01\nSlug: {slug}\nTags: a\n\n"
    path = write("one.md", head.format(title="One", slug="one") + "Text, see [two]({filename}two.md)\n")
    write("two.md", head.format(title="Two", slug="two") + "Text\n")

    def run() -> tuple[Any, Content]:
        pelican = inside.DeferringPelican(settings_of())
        pelican.run()
        assert inside.are_plain(pelican.generators, "pipeline")
        return pelican.contents()["one.md" if "one.md" in pelican.contents() else str(path)]

    generator, content = run()
    assert (content.title, "Text, see" in content.summary) == ("One", True)
    for title, slug, words, is_same in (
        ("One", "one", "Words", True),
        ("1", "one", "Words", True),
        ("1", "1", "x", False),
    ):
        path.write_text(head.format(title=title, slug=slug) + f"{words}, see [two]({{filename}}two.md)\n")
        assert inside.made_again(generator, content, {"title"}) is is_same
        wanted = run()[1]
        names = ("title", "slug", "url", "save_as", "content", "summary", "date", "tags")
        assert [getattr(content, name) for name in names] == [getattr(wanted, name) for name in names]
        assert content in generator.articles


def test_archives_of_periods_are_named_before_they_are_written(
    settings_of: Change, write: Callable[..., None], hear: Callable[..., None], tmp_path: Path
) -> None:
    write("one.md", "Title: One\nDate: 2026-03-07\n\nText.\n")
    hear(
        signals.article_generator_finalized,
        lambda generator: inside.name_periods(generator, lambda numbers: ("named", *numbers)),
    )
    Pelican(settings_of(MONTH_ARCHIVE_SAVE_AS="{date:%Y}-{date:%m}.html")).run()
    assert "3 2026 named" in (tmp_path / "output/2026-03.html").read_text(encoding="utf-8")


def test_pelicans_strftime_leaves_what_is_no_directive_as_it_is() -> None:
    assert inside.strftime(datetime(2026, 1, 2), "%Y, %-d. Januar: 100%%") == "2026, 2. Januar: 100%"


# --- And nowhere else -------------------------------------------------------------------------------------------------


def reaches(path: Path) -> Iterator[str]:
    """Where a module touches what is private of anything but itself, or what is not public of Pelican."""
    own = path.relative_to(PIPELINE).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for reach in (*imports(node), *attributes(node)):
            yield f"{own}:{node.lineno}: {reach}"  # type: ignore[attr-defined]


def imports(node: ast.AST) -> Iterator[str]:
    names: list[tuple[str, str]] = []
    if isinstance(node, ast.Import):
        names = [(alias.name, "import") for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [(node.module or "", alias.name) for alias in node.names]
    for module, name in names:
        if module.split(".")[0] == "pelican" and name not in PUBLIC.get(module, ()):
            yield f"{name} of {module}"


def attributes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in UNDOCUMENTED | PRIVATE:
        yield repr(node.value)
    if isinstance(node, ast.Attribute):
        is_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
        if node.attr in UNDOCUMENTED or (re.fullmatch("_[^_].*", node.attr) and not is_own):
            yield f".{node.attr}"


def test_the_simple_theme_is_where_a_theme_may_refer_to_it(settings_of: Change, tmp_path: Path) -> None:
    settings = settings_of()
    generator = Generator(settings.copy(), settings, settings["PATH"], settings["THEME"], str(tmp_path))
    for name in ("base.html", "!simple/base.html"):
        _, path, _ = generator.env.loader.get_source(generator.env, name)  # type: ignore[union-attr]
        known = inside.SIMPLE_TEMPLATES / "base.html"
        assert name == "base.html" or Path(str(path)) == known


@pytest.mark.parametrize("templates", inside.STOCK_TEMPLATES)
def test_the_themes_that_come_with_pelican_are_where_it_looks_for_them(templates: Path, settings_of: Change) -> None:
    theme = settings_of(THEME=templates.parent.name)["THEME"]
    assert Path(theme) / "templates" == templates
    assert (templates / "article.html").is_file()


def test_what_reads_markdown_is_pelicans_own_code_as_long_as_no_plugin_has_its_own() -> None:
    assert {code.__module__ for code in inside.markdown_code()} == {"pelican.readers", "markdown.core"}
    assert all(signal.name.endswith(("preread", "context")) for signal in inside.TOLD_AROUND_READING)


@pytest.mark.heavy
def test_no_other_module_reaches_into_pelicans_inside() -> None:
    modules = [path for path in sorted(PIPELINE.rglob("*.py")) if path.parent != ROOM]
    assert len(modules) > 100
    assert [found for path in modules for found in reaches(path)] == []


def test_a_reach_into_pelicans_inside_is_seen() -> None:
    seen = {found.split(": ", 1)[1] for path in ROOM.glob("*.py") for found in reaches(path)}
    assert {".staticfiles", "._context", "'_link_replacer'", "get_plugin_name of pelican.plugins._utils"} <= seen
