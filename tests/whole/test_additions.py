"""A plugin makes links and scripts of marks that nobody knows: what it makes of a stranger's words goes nowhere."""

from __future__ import annotations

import pytest

from tests.conftest import Site
from tests.whole.conftest import tags_admitted

PLUGIN = r"""
import re
from pathlib import Path
from pelican import signals

MARKS = {
    "person": r'<a href="https://people.example/\1">\1</a>',
    "film": r'<script src="https://films.example/\1.js"></script>',
    "show": r'<script>show("\1")</script>',
    "press": r'<b onclick="press()">\1</b>',
}

def expand(path, context):
    if path.endswith(".html"):
        text = Path(path).read_text(encoding="utf-8")
        for mark, html in MARKS.items():
            text = re.sub(rf"\b{mark}~(\w+)", html, text)
        Path(path).write_text(text, encoding="utf-8")

def register():
    signals.content_written.connect(expand)
"""


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ("person~mallory", "leads to 'https://people.example/mallory', which no page of the source's site does"),
        ("show~evil", "has 1 <script> where the original has none"),
        # What else counts as more is tried on pages alone, in tests/verify/test_additions.py.
        *(
            pytest.param(*rest, marks=pytest.mark.long)
            for rest in (
                ("film~evil", "loads or sends to 'https://films.example/evil.js', which no page of the source's site"),
                ("press~evil", "has <b onclick>, which no page of the source's site has"),
            )
        ),
    ],
)
def test_a_page_on_which_a_plugin_made_something_of_a_translation_is_withheld(
    mark: str, message: str, good_site: Site
) -> None:
    good_site.write("plugins/marks.py", PLUGIN)
    good_site.replace("pelicanconf.py", "PLUGINS = [", 'PLUGIN_PATHS = ["plugins"]\nPLUGINS = ["marks", ')
    good_site.replace("locales/de/articles/second.po", "Gehen Sie weiter.", f"Gehen Sie weiter {mark}.")
    result = good_site.run("build", "de")
    assert result.exit_code == 1
    assert message in " ".join(result.output.split())
    assert "withheld de: Second steps" in result.output
    pages = [path.read_text(encoding="utf-8") for path in (good_site.root / "output/de").rglob("*.html")]
    assert not any(mark.partition("~")[2] in page for page in pages)
    if "example" in message:
        assert "locales/de/articles/second.po" in result.output


# As plugins do that make files smaller, or look for pictures in feeds: they read a text that is one, and write it anew.
TIDY = r"""
import html
import json
import re
from pathlib import Path
from pelican import signals

def tidy_data(pelican):
    for path in Path(pelican.output_path).rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        parts = re.split(r"(?<=ld.json.>)(.*?)(?=</script>)", text, flags=re.S)
        parts[1::2] = [json.dumps(json.loads(part)) for part in parts[1::2]]
        path.write_text("".join(parts), encoding="utf-8")

def tidy_feed(path, context, feed):
    text = Path(path).read_text(encoding="utf-8")
    text = re.sub("(?<=<content type=.html.>).*?(?=</content>)", lambda one: undo(one[0]), text, flags=re.S)
    Path(path).write_text(text, encoding="utf-8")

def undo(content):
    return html.escape(html.unescape(html.unescape(content)))

def register():
    if DATA:
        signals.finalized.connect(tidy_data)
    else:
        signals.feed_written.connect(tidy_feed)
"""
DATA = """{% extends "!simple/article.html" %}{% block content %}{{ super() }}
<script type='application/ld+json'>{"description": {{ article.content|striptags|tojson }}}</script>{% endblock %}
"""


def tidied(site: Site, what: str, text: str) -> str:
    """What a build says of a site whose plugin writes anew what a translator wrote; its text is in no file then."""
    site.write("plugins/tidy.py", f"DATA = {what == 'data'}\n{TIDY}")
    site.write("own/article.html", DATA)
    own = str(site.root / "own")
    settings = f'PLUGIN_PATHS = ["plugins"]\nTHEME_TEMPLATES_OVERRIDES = [{own!r}]\nPLUGINS = ["tidy", '
    site.replace("pelicanconf.py", "PLUGINS = [", settings)
    site.replace("pelicanconf.py", 'THEME = "theme"', 'THEME = "simple"')
    site.replace("pelicanconf.py", 'MENUITEMS = (("Reach us", "pages/reach-us.html"),)', "MENUITEMS = ()")
    site.replace("locales/de/articles/second.po", "Gehen Sie weiter.", f"Gehen Sie weiter {text}")
    with tags_admitted():
        result = site.run("build", "de")
    assert result.exit_code == 1, result.output
    mark = text.partition(";")[2][:9]
    for path in (site.root / "output/de").rglob("*.*"):
        assert mark not in path.read_text(encoding="utf-8"), path
    return " ".join(result.output.split())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("&lt;/script&gt;&lt;style&gt;main{display:none}&lt;/style&gt;", "<style>"),
        ("&lt;/script&gt;&lt;dialog open&gt;Hacked", "<dialog>"),
    ],
)
def test_no_text_becomes_markup_of_a_page_where_a_plugin_writes_its_data_anew(
    text: str, message: str, good_site: Site
) -> None:
    told = tidied(good_site, "data", text)
    assert message in told
    assert "withheld de: Second steps" in told or "Second steps: no longer" in told


def test_no_text_becomes_a_script_of_a_feed_where_a_plugin_writes_its_entries_anew(good_site: Site) -> None:
    told = tidied(good_site, "feed", "&lt;script&gt;alert(1)&lt;/script&gt;")
    assert "de/feeds/all.atom.xml" in told
    assert "<script>" in told
