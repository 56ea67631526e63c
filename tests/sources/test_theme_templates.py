"""A theme's messages with what translators are told of them, and where its templates put them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.notes import words_for
from tests.sources.theming import Theme

THEME = words_for("template")


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    return Theme(tmp_path)


def test_a_message_that_is_more_than_text_is_said_to_be_so(theme: Theme) -> None:
    theme.write(
        "a.html",
        "{# TRANSLATORS: a page #}<a href='{{ _('/x') }}' title='{{ _('Menu') }}'>{{ _('Go') }}</a>"
        "<script>'{{ _('Hi') }}'</script><p onclick='{{ _('Hi') }}'>",
    )
    assert theme.notes() == {
        "/x": (THEME, "link address", "a page"),
        "Menu": (THEME,),
        "Go": (THEME,),
        "Hi": (THEME, "in a string of a script", "in an event handler"),
    }


def test_a_template_that_overrides_another_is_what_others_extend(theme: Theme) -> None:
    theme.write("base.html", "<p>{% block t %}{% endblock %}</p>{{ _('old') }}")
    theme.write("base.html", "<a href='{% block t %}{% endblock %}'>", override=True)
    theme.write("a.html", "{% extends 'base.html' %}{% block t %}{{ _('m') }}{% endblock %}")
    theme.write("b.html", "{% extends '!theme/base.html' %}{% block t %}{{ _('n') }}{% endblock %}")
    assert theme.places() == {
        "m": ["ADDRESS theme/templates/a.html:1"],
        "n": ["TEXT theme/templates/b.html:1"],
        "old": ["TEXT theme/templates/base.html:1"],
    }


@pytest.mark.parametrize("name", ["base.html", "!simple/base.html"])
def test_a_theme_may_build_on_pelicans_simple_one(theme: Theme, name: str) -> None:
    theme.write("a.html", f"{{% extends '{name}' %}}{{% block title %}}{{{{ _('m') }}}}{{% endblock %}}")
    assert theme.places() == {"m": ["TITLE theme/templates/a.html:1"]}


def test_what_a_call_fills_in_may_be_a_message_of_its_own(theme: Theme) -> None:
    theme.write("a.html", "<a onclick=\"{{ _('by %(x)s', x=_('me')) }}\">")
    assert theme.places() == {
        "by %(x)s": ["HANDLER theme/templates/a.html:1"],
        "me": ["HANDLER theme/templates/a.html:1"],
    }


def test_a_block_that_another_template_has_in_a_class_an_address_or_a_robots_rule_is_no_words(tmp_path: Path) -> None:
    theme = Theme(tmp_path)
    blocks = ("robots", "noindex,follow"), ("class", "one page"), ("way", "one.html"), ("title", "One"), ("hint", "Two")
    theme.write(
        "base.html",
        "<title>{% block title %}{% endblock %}</title><meta name='robots' content='{% block robots %}{% endblock %}'>"
        "<a class='{% block class %}{% endblock %}' href='{% block way %}{% endblock %}'"
        " title='{% block hint %}{% endblock %}'></a>",
    )
    text = "".join(f"{{% block {name} %}}{words}{{% endblock %}}" for name, words in blocks)
    theme.write("a.html", "{% extends 'base.html' %}" + text)
    own = {"noindex,follow", "one page", "one.html", "One", "Two"}
    assert own & set(theme.notes()) == {"One", "Two"}


@pytest.mark.parametrize(
    ("saved", "kinds"),
    [
        ("data.js", ["SCRIPT", "SCRIPT_STRING"]),
        ("data.JSON", ["SCRIPT", "SCRIPT_STRING"]),
        ("data.css", ["STYLE", "STYLE_STRING"]),
        ("data.xml", ["TEXT", "TEXT"]),
        ("data.html", ["TEXT", "TEXT"]),
        ("data/", ["TEXT", "TEXT"]),
        ("", ["TEXT", "TEXT"]),
    ],
)
def test_what_a_template_is_saved_as_says_what_it_is(saved: str, kinds: list[str], theme: Theme) -> None:
    theme.write("data.html", "a = {{ _('One') }}; b = '{{ _('Two') }}'; c = {{ _('Three')|tojson }}")
    theme.settings["DATA_SAVE_AS"] = saved
    found = theme.places()
    assert [found[text][0].split()[0] for text in ("One", "Two")] == kinds
    theme.project.content.mkdir()
    (theme.project.content / "data.txt").write_text("{{ _('Four') }}", encoding="utf-8")
    theme.settings["TEMPLATE_PAGES"] = {"data.txt": saved or "x.html"}
    assert theme.places()["Four"][0].split()[0] == kinds[0]
