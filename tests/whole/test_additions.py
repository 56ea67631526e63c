"""A plugin makes links and scripts of marks that nobody knows: what it makes of a stranger's words goes nowhere."""

from __future__ import annotations

import pytest

from tests.conftest import Site

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
