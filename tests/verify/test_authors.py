"""An address that stands in the theme or in the settings is its author's; one that is put together may be anybody's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.verify.authors import Authors, files_of_authors
from tests.making import project_in

FILES = {
    "pelicanconf.py": 'I18N_SUBSITES = {"de": {"SOCIAL": (("x", "https://social.example/klinik"),), "FONT": "Amiri"}}',
    "theme/templates/base.html": """
        {% if rtl %}<link rel=stylesheet href="https://cdn.example/a.rtl.css?v=1">{% endif %}
        <a href="https://people.example/{{ author }}">x</a> <a href='//kasse.example/'>y</a> javascript:leave()
        "https://films.example/" ~ number
        {% if rtl %}
        <script src="https://cdn.example/{{ VERSION }}/{{ lang|lower }}.js?x={{ y }}"></script>
        <script src="{{ SITEURL }}/theme/js/{{ language.tag }}.js"></script><script src="/extra/menu.js"></script>
        <script>say("{{ lang }}", {{ FONT|tojson }})</script>
        <a id="{{ title }}-link">x</a><b id="{{ slug }}">x</b>
        <dialog id="cookies" lang="{{ lang }}">{{ words }}</dialog>
        <p style="position:{{ place }}" onclick="go('{{ lang }}')">x</p>
        {% endif %}
    """,
    "plugins/films.py": "https://films.example/1.js",
    "theme/static/a.js": "https://script.example/x",
}


def own_path(address: str) -> str | None:
    found = re.match(r"https://tiny\.example(/[^?]*)|([./]*[\w/.]*)(?:\?|$)", address)
    return (found[1] or found[2]) if found else None


@pytest.fixture
def authors(tmp_path: Path) -> Authors:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Authors(project_in(tmp_path), own_path)


@pytest.mark.parametrize(
    "address",
    [
        "https://social.example/klinik",
        "http://social.example/klinik/?lang=de#x",
        "//CDN.example/a.rtl.css?v=2",
        "https://kasse.example",
        "https://cdn.example/amiri/de.js",
        "//cdn.example/Amiri/ar.js?x=anything",
    ],
)
def test_what_stands_there_whole_is_known_in_other_spellings(authors: Authors, address: str) -> None:
    assert authors.wrote(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://people.example/mallory",
        "https://people.example/",
        "https://people.example",
        "https://social.example/klinik2",
        "https://social.example/",
        "https://evil.social.example/klinik",
        "https://films.example/1.js",
        "https://script.example/x",
        "https://cdn.example/mallory/de.js",
        "https://cdn.example/Amiri/x/de.js",
        "https://cdn.example/Amiri/de.js/x",
        "https://cdn.example/../de.js",
        "https://me@kasse.example/",
        "javascript:leave()",
        "leave()",
        "https://",
        "",
    ],
)
def test_what_is_only_like_it_is_not(authors: Authors, address: str) -> None:
    assert not authors.wrote(address)


def test_templates_settings_and_what_is_beside_these_are_looked_at(tmp_path: Path, authors: Authors) -> None:
    found = {path.relative_to(tmp_path).as_posix() for path in files_of_authors(project_in(tmp_path))}
    assert found == {"pelicanconf.py", "theme/templates/base.html"}


@pytest.mark.parametrize(
    "html",
    [
        "<script src=https://cdn.example/Amiri/de.js></script>",
        "<script src=https://tiny.example/de/theme/js/de.js></script>",
        "<script src=../theme/js/ar.js?v=1></script>",
        "<script src=/extra/menu.js></script>",
        """<script>say("ar", "Amiri")</script>""",
        "<p style=position:ltr>x</p>",
        "<dialog lang=de id=cookies>whatever words</dialog>",
    ],
)
def test_an_element_with_a_language_or_a_text_of_the_settings_filled_in_is_its_authors(
    authors: Authors, html: str
) -> None:
    assert not [*authors.strangers(html)]


@pytest.mark.parametrize(
    "html",
    [
        "<script src=https://cdn.example/Mallory/de.js></script>",
        "<script src=https://evil.example/theme/js/de.js></script>",
        "<script src=../theme/js/mallory.js></script>",
        "<script src=xmenu.js></script>",
        """<script>say("ar", "Mallory")</script>""",
        """<script>say("ar", "Amiri");x</script>""",
        """<script>say("ar", "Amiri"+"Amiri")</script>""",
        """<script async>say("ar", "Amiri")</script>""",
        "<p style=position:fixed>x</p>",
        "<template><script>x</script></template>",
        "<dialog>x</dialog>",
        "<dialog id=cookies lang=de open>x</dialog>",
    ],
)
def test_with_anything_else_filled_in_it_is_not(authors: Authors, html: str) -> None:
    assert [*authors.strangers(html)]


def test_code_in_an_attribute_is_known_by_what_is_written_there(authors: Authors) -> None:
    assert not authors.strange_handlers("""<p onclick="go('de')">x</p>""")
    assert authors.strange_handlers("""<p onclick="go('de')">x</p><p onclick="go(mallory)">x</p>""") == {"<p onclick>"}


@pytest.mark.parametrize(("name", "made"), [("x-link", True), ("Amiri-link", True), ("dose-link", False), ("x", False)])
def test_an_id_that_a_template_makes_of_a_text_of_the_settings_is_its_authors(
    authors: Authors, name: str, made: bool
) -> None:
    assert authors.makes_id(name) == made
