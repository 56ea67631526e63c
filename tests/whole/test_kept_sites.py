"""A site that would come out the same is kept; whatever happens in between, it equals a clean build's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import cache
from tests.conftest import ROOT, SITES, Result, Site, require_whole

_PLUGIN = """
from pathlib import Path
from pelican import signals

def say(generator):
    root = Path(__file__).parent.parent
    there = "there" if (root / "data" / "switch").exists() else "not there"
    generator.context["DATA"] = (root / "data.txt").read_text() + there

def register():
    signals.generator_init.connect(say)
"""
_SETTINGS = """
import os
from functools import partial
from pathlib import Path
EDITION = os.environ.get("EDITION", "first")
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["pipeline.plugin", "say"]
THEME_TEMPLATES_OVERRIDES = [str(Path(__file__).with_name("overrides"))]
JINJA_FILTERS = {"shout": lambda text: text.upper() + "!"}
MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}, "pymdownx.snippets": {"base_path": ["snippets"]}}}
GETTEXT["locales"] = ["de"]
"""
_FOOTER = '<footer>{{ DATA }} {{ EDITION|shout }} {% include "part-%s.html"|format(EDITION) ignore missing %}</footer>'


def make(root: Path) -> Site:
    """A site with what is hard to see: an include by a variable, a plugin's data, a snippet, the surroundings."""
    shutil.copytree(SITES / "good", root)
    site = Site(root)
    site.write("pelicanconf.py", site.read("pelicanconf.py") + _SETTINGS)
    site.write("plugins/say.py", _PLUGIN)
    site.write("data.txt", "one")
    site.write("snippets/s.md", "Some words.\n")
    (root / "overrides").mkdir()
    site.replace("theme/templates/base.html", "</body>", f"{_FOOTER}</body>")
    site.write("source/articles/third.md", 'Title: Third\nDate: 2026-01-03\n\nIt says:\n\n--8<-- "s.md"\n\n')
    site.write("source/articles/third.md", site.read("source/articles/third.md") + DISCLAIMER)
    assert site.run("update").exit_code == 0
    return site


_NASTY_SETTINGS = """
from datetime import date
from itertools import count
PLUGINS += ["pelican.plugins.neighbors", "pelican.plugins.related_posts"]
JINJA_GLOBALS = {"now": date.today, "new_each_time": count().__next__}
JINJA_FILTERS |= {"titles": lambda article: [one.title for one in getattr(article, "related_posts", [])]}
JINJA_TESTS = {"worded": lambda article, words: any(len(str(tag)) > words for tag in getattr(article, "tags", []))}
"""
_NASTY = """
{% macro framed(name) %}<section id="{{ name }}">{{ caller(name|length) }}</section>{% endmacro %}
{% set count = namespace(all=0) %}{% set part = "part-" ~ (article.slug if article else "list")|length ~ ".html" %}
<aside title="{{ now() }} {{ new_each_time() }}">{% include [part, "none.html"] ignore missing %}
{% if article %}
{% for one in [article.prev_article, article.next_article] if one %}
<a href="{{ SITEURL }}/{{ one.url }}">{{ one.title }} {{ one.summary|striptags|truncate(30) }}</a>{% endfor %}
{% call(n) framed("related") %}{{ n }}{{ article|titles|join(", ") }}{{ article.related_posts|length }}{% endcall %}
{% endif %}
{% for tag, ones in tags|sort(attribute="0.name") %}{% set count.all = count.all + ones|length %}
<span style="--n: {{ ones|length }}">{{ tag }}{{ ones|map(attribute="title")|sort|first }}</span>{% endfor %}
{% for one in articles|selectattr("tags")|rejectattr("status", "eq", "draft") if one is worded(3) %}
{{ loop.index }}/{{ loop.length }}{{ one.category }}{% endfor %}
{{ count.all }}{{ dates[0].title if dates }}{{ (articles|groupby("category")|map("first")|list)|length }}</aside>
"""
DISCLAIMER = "## Please note {#disclaimer}\n\nThis is not advice.\n\n## Contact {#contact}\n\nCall us.\n"


def make_nasty(root: Path) -> Site:
    """Such a site whose pages are made of other pages, of what has been rendered before, and of the day."""
    site = make(root)
    site.write("pelicanconf.py", site.read("pelicanconf.py") + _NASTY_SETTINGS)
    site.replace("theme/templates/base.html", "<footer>", f"{_NASTY}<footer>")
    for number, name in enumerate(("first", "second", "third")):
        site.replace(f"source/articles/{name}.md", "Title:", f"Tags: tag, other{number % 2}\nTitle:")
    site.write("overrides/part-5.html", "<i>{{ article.title }}</i>")
    assert site.run("update").exit_code == 0
    return site


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_nasty(tmp_path_factory.mktemp("nasty") / "site")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make(tmp_path_factory.mktemp("kept") / "site")


@pytest.fixture
def site(made: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(made.root, tmp_path / "site")
    return Site(tmp_path / "site")


def kept(result: Result) -> int:
    return result.output.count("kept: nothing of it has changed")


def edit(path: str, old: str, new: str) -> Callable[[Site], None]:
    return lambda site: site.replace(path, old, new) if old in site.read(path) else site.replace(path, new, old)


def toggle(path: str, text: str) -> Callable[[Site], None]:
    def change(site: Site) -> None:
        if (site.root / path).exists():
            (site.root / path).unlink()
        else:
            site.write(path, text)

    return change


def rename(site: Site) -> None:
    old, new = site.root / "source/articles/second.md", site.root / "source/articles/zweitens.md"
    (old if old.exists() else new).rename(new if old.exists() else old)


def spoil_the_store(site: Site) -> None:
    if (path := cache.place()) is not None and path.exists():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change_an_output(site: Site) -> None:
    page = site.root / "output/de/index.html"
    if page.exists():
        page.write_text("<p>somebody's</p>", encoding="utf-8")


EDITS: dict[str, Callable[[Site], object]] = {
    "a translation": edit("locales/de/articles/first.po", 'msgstr "Anfang"', 'msgstr "Beginn"'),
    "a fuzzy mark": edit("locales/de/articles/first.po", '\nmsgid "Beginning"', '\n#, fuzzy\nmsgid "Beginning"'),
    "a theme's translation": edit("locales/de/theme.po", 'msgstr "', 'msgstr "X'),
    "a source": edit("source/articles/first.md", "Take one tablet", "Take two tablets"),
    "a title": edit("source/articles/first.md", "Title: ", "Title: New "),
    "a disclaimer": edit("source/articles/first.md", "This is not advice", "This is no advice"),
    "a template": edit("theme/templates/base.html", "<footer>", "<footer id=f>"),
    "a template elsewhere": toggle("overrides/page.html", "<html><head></head><body>{{ page.content }}</body></html>"),
    "an include by a variable": toggle("overrides/part-first.html", "<b>part</b>"),
    "a plugin": edit("plugins/say.py", ".read_text()", ".read_text().upper()"),
    "what a plugin asks for": toggle("data/switch", ""),
    "a plugin's data": edit("data.txt", "one", "two"),
    "a snippet": edit("snippets/s.md", "Some words", "Other words"),
    "a setting": edit("pelicanconf.py", 'SITENAME = "Tiny"', 'SITENAME = "Large"'),
    "a filter": edit("pelicanconf.py", '+ "!"', '+ "?"'),
    "a style sheet": edit("theme/static/style.css", "}", "} /* */"),
    "a picture": toggle("source/images/sun.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a picture of a language": toggle("source/images/moon.de.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "an article": toggle("source/articles/new.md", f"Title: New\nDate: 2026-01-04\n\nWords.\n\n{DISCLAIMER}"),
    "a draft": toggle("source/articles/d.md", f"Title: D\nDate: 2026-01-04\nStatus: draft\n\nWords.\n\n{DISCLAIMER}"),
    "a translation by hand": toggle("source/articles/second.de.md", f"Title: Zwei\n\nWorte.\n\n{DISCLAIMER}"),
    "a name": rename,
    "a setting of ours": edit("pelicanconf.py", '"locales"] = ["de"]', '"locales"] = ["de", "ar"]'),
    "catalogs": lambda site: site.run("update"),
    "one language": lambda site: site.run("build", "de"),
    "the store": spoil_the_store,
    "the store is gone": lambda site: cache.forget(),
    "a published page": change_an_output,
    "a published page is gone": lambda site: (site.root / "output/first.html").unlink(missing_ok=True),
    "the output": lambda site: shutil.rmtree(site.root / "output", ignore_errors=True),
    "the record": lambda site: (site.root / ".output.published.json").unlink(missing_ok=True),
}


#: What withholds pages, so that later edits of them would not be seen.
GOING = ("a source", "a title", "a disclaimer", "a fuzzy mark")


def begun(site: Site) -> tuple[str, int]:
    """`build` in a process of its own, as people give it: whether it was carried out and why, and its exit code.

    Not from the repository's folder, nor by a module's name: Python would look for modules there, and whatever another
    test or program makes in it meanwhile (.hypothesis) would be news.
    """
    require_whole(arguments := ["-s", str(site.root / "pelicanconf.py"), "build"])
    command = [sys.executable, str(ROOT / "tests" / "explaining.py"), *arguments]
    done = subprocess.run(command, cwd=site.root.parent, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.stdout.splitlines()[-1], done.returncode


def copy_of(site: Site) -> Site:
    clean = Site(site.root.parent / "clean" / "site")
    shutil.rmtree(clean.root.parent, ignore_errors=True)
    shutil.copytree(site.root, clean.root, symlinks=True)
    return clean


def require_equal_to_a_clean_build(site: Site, of: str) -> Result:
    """Build as usual, and in a copy with nothing kept."""
    clean = copy_of(site)
    result = site.run("build")
    wanted = clean.run("build", "--fresh")
    assert (result.exit_code, site.files("output")) == (wanted.exit_code, clean.files("output")), of
    return result


def test_nothing_is_built_again_and_each_edit_is_seen(site: Site) -> None:
    first, again = site.run("build"), site.run("build")
    assert (kept(first), kept(again)) == (0, 2), again.output
    for name, change in EDITS.items():
        change(site)
        require_equal_to_a_clean_build(site, name)
        if name in GOING:
            change(site)


#: What the command reads itself, what a site's process reads or looks for in vain, and what is published. Each way to
#: come to be made of something is in `EDITS` and tests/test_reads.py.
SEEN_AT_ONCE = ("a translation", "a snippet", "what a plugin asks for", "a published page", "the record")


def test_a_build_that_would_do_nothing_is_not_carried_out_and_each_edit_is_seen(site: Site) -> None:
    begun(site)
    for name in SEEN_AT_ONCE:
        first, second = begun(site)[0], begun(site)[0]
        # Of what has just been built it is seen that it stands.
        assert (first[:7], second[:7]) == ("carried", "said ag"), (name, first, second)
        EDITS[name](site)
        clean = copy_of(site)
        told, code = begun(site)
        wanted = clean.run("build", "--fresh")
        assert told.startswith("carried out"), name
        assert (code, site.files("output")) == (wanted.exit_code, clean.files("output")), name


def test_a_setting_that_the_surroundings_name_is_seen(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for edition in ("first", "second"):
        monkeypatch.setenv("EDITION", edition)
        # A process of its own: those that build sites have the surroundings of the one that starts the first of them.
        command = [sys.executable, "-m", "pipeline", "-s", str(site.root / "pelicanconf.py"), "build"]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert f"{edition.upper()}!" in site.read("output/de/first.html")


@pytest.mark.parametrize(("plugin", "languages"), [("neighbors", 3), ("related_posts", 3), ("series", 3), ("seo", 0)])
def test_what_a_plugin_does_decides_whether_sites_are_kept(
    good_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugin: str, languages: int
) -> None:
    """`seo` writes a report beside the output: nobody knows what else would become of it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    plugins = f'PLUGINS = ["pipeline.plugin", "pelican.plugins.{plugin}"]\n'
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + plugins)
    good_site.run("build")
    assert kept(good_site.run("build")) == languages


def test_a_theme_whose_pages_are_made_of_each_other_is_built_as_a_clean_one(
    nasty: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(nasty.root, tmp_path / "site")
    site = Site(tmp_path / "site")
    site.run("build")
    assert "other0" in site.read("output/de/second.html")
    for name in ("a title", "a title", "a translation", "a translation by hand", "a name"):
        EDITS[name](site)
        require_equal_to_a_clean_build(site, name)


#: Sequences of the long run, where nobody says how many: some hours of one core.
_SEQUENCES = int(os.environ.get("PELICAN_GETTEXT_SEQUENCES", "500"))


@pytest.mark.long
@pytest.mark.timeout(0)
@given(names=st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=5), is_nasty=st.booleans())
@settings(max_examples=_SEQUENCES, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_sequence_of_edits_equals_a_clean_build(
    made: Site, nasty: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], is_nasty: bool
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "some" / "site"
    shutil.rmtree(root.parent, ignore_errors=True)
    shutil.copytree(nasty.root if is_nasty else made.root, root)
    some = Site(root)
    some.run("build")
    for number, name in enumerate(names):
        EDITS[name](some)
        require_equal_to_a_clean_build(some, " > ".join(names[: number + 1]))
