"""A live site: each page is what a build writes."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
import zlib
from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.build import LiveProcess, SiteTask, live_process
from pipeline.cache import place
from pipeline.errors import PipelineError
from pipeline.packed import pack, unpack
from pipeline.paths import real
from pipeline.preview.workshop import Workshop
from tests.conftest import ROOT, Site

pytestmark = pytest.mark.whole


LISTS = (
    'RELATIVE_URLS = False\nSITEURL = ""\nDEFAULT_PAGINATION = 1\nTHEME = "notmyidea"\nMENUITEMS = ()\n'
    'FEED_ALL_RSS = "all.rss"\n'
)


def workshop_of(site: Site) -> Workshop:
    return Workshop(real(site.root / "pelicanconf.py"), (), "http://127.0.0.1:8000")


#: Starts processes for pages while whoever is at the terminal presses Ctrl-C again and again.
PRESSED = """
import os, signal, threading, time
from typing import Any
from pipeline.build.live_process import LiveProcess

os.setpgid(0, 0)
signal.signal(signal.SIGINT, lambda *_: None)
nothing: Any = None

def start() -> None:
    for _ in range(3):
        process = LiveProcess(nothing)
        assert process._ask("page", "index.html", 60) is None
        process.end()
    print("made")

thread = threading.Thread(target=start)
thread.start()
while thread.is_alive():
    os.killpg(0, signal.SIGINT)
    time.sleep(0.002)
"""


@pytest.mark.skipif(not hasattr(os, "setpgid"), reason="no process groups here")
def test_an_interrupt_from_the_keyboard_while_a_process_starts_is_for_the_first_process_alone() -> None:
    done = subprocess.run([sys.executable, "-c", PRESSED], cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert (done.stdout, done.stderr, done.returncode) == ("made\n", "", 0)


def test_a_process_that_cannot_be_started_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise OSError("no more processes")

    nothing: Any = None
    monkeypatch.setattr(BaseProcess, "start", refuse)
    with pytest.raises(PipelineError, match="could not be started"):
        LiveProcess(nothing)


def live(site: Site, locale: str, folder: Path) -> LiveProcess:
    now = workshop_of(site).now
    language = now.language(locale)
    assert language is not None
    own = now.site(language, whole=False, marked=False)
    assert own is not None
    return LiveProcess(SiteTask(own, folder, folder, {}))


@pytest.mark.parametrize(
    "settings",
    [
        "",
        LISTS,
    ],
    ids=["its own theme", "pages of lists"],
)
def test_each_page_and_feed_is_what_a_build_writes(good_site: Site, tmp_path: Path, settings: str) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + settings)
    assert good_site.run("build").exit_code in (0, 1)
    for locale, folder in (("en", "."), ("de", "de"), ("ar", "ar")):
        process = live(good_site, locale, tmp_path / "live" / locale)
        built = good_site.files(f"output/{folder}")
        own = {name: data for name, data in built.items() if not name.startswith(("de/", "ar/", "sitemap", ".pel"))}
        assert process.contents().files == own.keys()
        assert [name for name, data in own.items() if process.page(name) != data] == []
        process.end()


def test_what_one_process_has_read_the_next_does_not_read_again(good_site: Site, tmp_path: Path) -> None:
    def shown() -> str:
        process = live(good_site, "de", tmp_path / "live")
        try:
            page = process.page("first.html") or b""
            until = time.monotonic() + 60
            while not list(kept()) and time.monotonic() < until:  # it remembers as soon as nobody asks
                time.sleep(0.05)
        finally:
            process.end()
        return page.decode()

    def kept() -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
        if (path := place()) is not None and path.exists():
            with closing(sqlite3.connect(path)) as store:
                rows = store.execute("SELECT name, found FROM kept").fetchall()
            for name, found in rows:
                data = msgspec.json.decode(zlib.decompress(found))
                with suppress(AttributeError, TypeError, ValueError, KeyError, zlib.error):  # it is something else
                    known = unpack(b64decode(data["articles/first.md"]), Any)
                    if "<p>Schlucken Sie" in known["content"]:
                        yield name, data, known

    good_site.replace("locales/de/articles/first.po", "Nehmen Sie", "Schlucken Sie")
    assert "<p>Schlucken Sie" in shown()
    [(name, data, known)] = kept()
    known["content"] = known["content"].replace("eine Tablette", "was hier steht")
    with closing(sqlite3.connect(place() or "")) as store:
        told = msgspec.json.encode({**data, "articles/first.md": pack(known)})
        store.execute("UPDATE kept SET found = ? WHERE name = ?", (zlib.compress(told), name))
        store.commit()
    assert "<p>Schlucken Sie was hier steht" in shown()
    good_site.replace("locales/de/articles/first.po", "eine Tablette", "eine Pille")
    assert "<p>Schlucken Sie eine Pille" in shown()


def test_a_page_at_a_former_address_leads_to_the_page(good_site: Site, tmp_path: Path) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + "GETTEXT['slugs'] = True\n")
    assert good_site.run("update").exit_code == 0
    catalog = "locales/de/articles/second.po"
    good_site.write(catalog, re.sub(r'(msgid "second"\nmsgstr) ""', r'\1 "zweite"', good_site.read(catalog)))
    assert good_site.run("update").exit_code == 0
    assert good_site.run("build").exit_code == 0
    process = live(good_site, "de", tmp_path / "live")
    assert process.page("second.html") == good_site.files("output/de")["second.html"]
    assert b"zweite.html" in (process.page("second.html") or b"")
    process.end()


def test_a_page_is_written_when_it_is_asked_for_and_knows_its_source(good_site: Site, tmp_path: Path) -> None:
    process = live(good_site, "de", tmp_path / "live")
    assert process.contents().sources["first.html"] == "articles/first.md"
    assert not (tmp_path / "live/first.html").exists()
    assert b"Erste Schritte" in (process.page("first.html") or b"")
    assert (tmp_path / "live/first.html").exists()
    assert not (tmp_path / "live/second.html").exists()
    assert process.page("nothing.html") is None
    process.end()


@pytest.mark.parametrize("name", ["../../pelicanconf.py", "..", "de/../../x", "/etc/passwd", "a\0b", "x" * 5000])
def test_no_name_leads_out_of_the_site(good_site: Site, tmp_path: Path, name: str) -> None:
    process = live(good_site, "de", tmp_path / "live")
    assert process.page(name) is None
    process.end()


def test_it_becomes_the_site_of_other_texts(good_site: Site, tmp_path: Path) -> None:
    process = live(good_site, "de", tmp_path / "live")
    assert b"Anfang" in (process.page("first.html") or b"")
    good_site.replace("locales/de/articles/first.po", 'msgstr "Anfang"', 'msgstr "Am Beginn"')
    now = workshop_of(good_site).now
    own = now.site(process.site.language, whole=False, marked=False)
    assert own is not None
    process.become(SiteTask(own, tmp_path / "live", tmp_path / "live", {}))
    page = process.page("first.html") or b""
    assert b"Am Beginn" in page
    assert b"Anfang<" not in page
    process.end()


SNIPPETS = """
MARKDOWN = {"extensions": ["markdown.extensions.extra", "pymdownx.snippets"],
            "extension_configs": {"pymdownx.snippets": {"base_path": ["source/parts"]}}}
"""


def test_edited_sources_and_what_they_include_are_read_again_by_the_same_process_and_no_others(
    good_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(good_site.root)  # from where snippets are looked for
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + SNIPPETS)
    good_site.write("source/parts/part.md", "```\none = 1\n```\n")
    good_site.write("source/articles/second.md", good_site.read("source/articles/second.md") + '\n--8<-- "part.md"\n')
    process, folder = live(good_site, "de", tmp_path / "live"), tmp_path / "live"
    before = {name: process.page(name) or b"" for name in ("first.html", "second.html")}
    assert b"one = 1" in before["second.html"]
    assert process.may_become(1)
    good_site.replace("source/articles/first.md", "## Beginning", "## Beginning\n\n    and code\n")
    good_site.write("source/parts/part.md", "```\none = 2\n```\n")
    process.become(SiteTask(process.site, folder, folder, {}), 1)
    now = {name: process.page(name) or b"" for name in before}
    assert b"and code" in now["first.html"]
    assert b"one = 2" in now["second.html"]
    # A source that cannot be read is told of; once it is mended, the page is there.
    whole = good_site.read("source/articles/first.md")
    good_site.write("source/articles/first.md", "Title: x\nDate: never\n\nText")
    process.become(SiteTask(process.site, folder, folder, {}), 2)
    assert process.page("first.html") is None
    good_site.write("source/articles/first.md", whole.replace("and code", "other code"))
    process.become(SiteTask(process.site, folder, folder, {}), 3)
    assert b"other code" in (process.page("first.html") or b"")
    process.end()


def test_where_others_have_a_hand_in_reading_another_process_reads_what_was_edited(
    good_site: Site, tmp_path: Path
) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + HEARD)
    process = live(good_site, "de", tmp_path / "live")
    process.contents()
    assert not process.may_become(1)
    assert process.may_become(0)
    process.end()


HEARD = "from pelican import signals\n\ndef hear(content):\n    pass\n\nsignals.content_object_init.connect(hear)\n"


@pytest.mark.parametrize(
    ("settings", "text", "is_read"),
    [
        ("", "First steps", False),
        ("ARTICLE_ORDER_BY = 'title'\n", "Beginning", False),
        ("ARTICLE_ORDER_BY = 'title'\n", "First steps", True),
        ("ARTICLE_ORDER_BY = lambda article: article.title\n", "Beginning", True),
        (HEARD, "Beginning", True),
    ],
    ids=[
        "plain",
        "a body, ordered by titles",
        "a title, ordered by titles",
        "ordered by whatever",
        "heard by a plugin",
    ],
)
def test_contents_alone_are_made_anew_where_nothing_else_can_depend_on_their_texts(
    good_site: Site, tmp_path: Path, settings: str, text: str, *, is_read: bool
) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + settings)
    process = live(good_site, "de", tmp_path / "live")
    before, domain = process.page("index.html"), "articles/first"
    own = process.site.translations
    texts = {**own, domain: {**own[domain], (None, text): ("Zuletzt",)}}
    process.become(SiteTask(replace(process.site, translations=texts), tmp_path / "live", tmp_path / "live", {}))
    assert b"Zuletzt" in (process.page("first.html") or b"")
    assert (process.page("index.html") == before) is (text != "First steps")
    assert process._times == 1 + is_read
    process.end()


def test_a_template_that_stops_is_named_and_the_others_go_on(good_site: Site, tmp_path: Path) -> None:
    template = "theme/templates/article.html"
    good_site.write(template, good_site.read(template).replace("{% block content %}", "{% block content %}{{ 1 / 0 }}"))
    process = live(good_site, "de", tmp_path / "live")
    with pytest.raises(PipelineError) as error:
        process.page("first.html")
    assert error.value.path == template
    assert process.page("index.html")
    process.end()


def test_a_process_that_is_gone_is_told_of(good_site: Site, tmp_path: Path) -> None:
    process = live(good_site, "de", tmp_path / "live")
    process.contents()
    process.end()
    assert not process.is_fresh()
    with pytest.raises(PipelineError, match="has ended"):
        process.page("first.html")


def test_a_process_that_has_read_often_is_no_longer_fresh(good_site: Site, tmp_path: Path) -> None:
    """Pelican and its plugins keep something of each time."""
    process = live(good_site, "de", tmp_path / "live")
    times = 0
    while process.is_fresh() and times < 100:
        other = replace(process.site, base_url=f"https://{times}.example")
        process.become(SiteTask(other, tmp_path / "live", tmp_path / "live", {}))
        process.contents()
        times += 1
    assert times == 50
    process.end()


def test_a_page_without_an_end_holds_nobody_up(
    good_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_process, "PATIENCE", 3.0)
    template = "theme/templates/archives.html"
    good_site.write(template, good_site.read(template) + "{% for i in range(10**12) %}{% endfor %}")
    process = live(good_site, "de", tmp_path / "live")
    with ThreadPoolExecutor() as executor:
        waiting = executor.submit(process.page, "archives.html")
        process.become(SiteTask(process.site, tmp_path / "live", tmp_path / "live", {}))
        with pytest.raises(PipelineError, match="not made in 3 seconds"):
            waiting.result()
    assert not process.is_fresh()


def test_whoever_waits_for_a_page_is_told_when_the_process_ends(good_site: Site, tmp_path: Path) -> None:
    template = "theme/templates/archives.html"
    good_site.write(template, good_site.read(template) + "{% for i in range(10**12) %}{% endfor %}")
    process = live(good_site, "de", tmp_path / "live")
    process.contents()
    with ThreadPoolExecutor() as executor:
        waiting = executor.submit(process.page, "archives.html")
        process.end()
        with pytest.raises(PipelineError, match="has ended"):
            waiting.result()
