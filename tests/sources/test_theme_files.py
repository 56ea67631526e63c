"""Which templates a site has, and how they are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, FileSystemLoader

from pipeline.errors import PipelineError
from pipeline.notes import words_for
from tests.sources.theming import Theme
from tests.themes import NoAssets

THEME = words_for("template")


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    return Theme(tmp_path)


def test_a_template_that_cannot_be_read_is_named_by_its_line(theme: Theme) -> None:
    theme.write("a.html", "\n{% if %}")
    with pytest.raises(PipelineError) as refused:
        theme.places()
    assert (refused.value.path, refused.value.line) == ("theme/templates/a.html", 2)
    theme.write("a.html", "")
    (theme.project.theme / "templates" / "b.html").write_bytes(b"\xff")
    with pytest.raises(PipelineError, match="0xff is not valid UTF-8"):
        theme.places()


def test_a_template_with_an_unknown_tag_is_passed_over_if_another_may_include_it(theme: Theme) -> None:
    theme.write("minified.html", '\n{% assets "a.css" %}{{ _("Home") }}{% endassets %}')
    with pytest.raises(PipelineError, match="unknown tag 'assets'"):
        theme.files()
    theme.write("a.html", "{% if ASSETS %}{% include 'minified.html' %}{% endif %}{{ _('One') }}")
    assert theme.notes() == {"One": (THEME,)}
    (error,) = theme.files().unread
    assert (error.path, error.line) == ("theme/templates/minified.html", 2)
    theme.write("minified.html", "{% if %}")
    with pytest.raises(PipelineError):
        theme.files()


@pytest.mark.parametrize("extension", ["tests.themes.NoAssets", NoAssets])
def test_templates_are_read_with_the_extensions_of_jinja_that_the_settings_name(
    extension: str | type, theme: Theme
) -> None:
    theme.write("a.html", '{% assets "a.css" %}{{ ASSET_URL }}{% endassets %}{{ _("Home") }}')
    theme.settings["JINJA_ENVIRONMENT"] = {"extensions": [extension]}
    assert theme.notes() == {"Home": (THEME,)}


def test_templates_are_read_as_the_sites_own_jinja_reads_them(theme: Theme) -> None:
    theme.write(
        "a.html",
        "[[ _('One') ]]\n# set x = _('Two')\n<% do [].append(_('Three')) %>\n<# TRANSLATORS: four #>[[ _('Four') ]]",
    )
    theme.settings["JINJA_ENVIRONMENT"] = {
        "extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        **{f"variable_{name}_string": sign for name, sign in (("start", "[["), ("end", "]]"))},
        **{f"block_{name}_string": sign for name, sign in (("start", "<%"), ("end", "%>"))},
        **{f"comment_{name}_string": sign for name, sign in (("start", "<#"), ("end", "#>"))},
        "line_statement_prefix": "#",
    }
    assert theme.notes() == {
        "One": (THEME,),
        "Two": (THEME,),
        "Three": (THEME,),
        "Four": (THEME, "four"),
    }


def test_templates_that_are_not_in_the_theme_are_read_too(theme: Theme, tmp_path: Path) -> None:
    theme.write("a.html", "{% include 'icon.svg' %}{{ _('a') }}")
    theme.write("icon.svg", "<title>{{ _('Icon') }}</title>")
    theme.write("unused.txt", "{{ _('unused') }}")
    (tmp_path / "source").mkdir()
    (tmp_path / "source/robots.txt").write_text("{{ _('Robots') }}", encoding="utf-8")
    theme.settings["TEMPLATE_PAGES"] = {"robots.txt": "robots.txt"}
    (tmp_path / "plugin").mkdir()
    (tmp_path / "plugin/search.html").write_text("{{ _('Search') }}", encoding="utf-8")
    theme.more = (FileSystemLoader(tmp_path / "plugin"), DictLoader({"made.html": "{{ _('Made') }}"}))
    assert sorted(theme.notes()) == ["Icon", "Made", "Robots", "Search", "a"]


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ("site/venv/lib/python3.11/site-packages", "moon/templates/b.html"),
        ("site/.venv/Lib/site-packages", "moon/templates/b.html"),
        ("site/env/src", "moon/templates/b.html"),  # an editable one, by pyvenv.cfg alone
        ("site/packages/dist-packages", "moon/templates/b.html"),
        ("elsewhere/lib/python3.13/site-packages", "moon/templates/b.html"),
        ("site/themes", "themes/moon/templates/b.html"),
    ],
)
def test_an_installed_template_has_one_name_and_place_wherever_the_environment_is(
    environment: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    theme = Theme(tmp_path / "site")
    theme.write("a.html", "{{ _('a') }}")
    folder = tmp_path / environment / "moon" / "templates"
    folder.mkdir(parents=True)
    (folder / "b.html").write_text("{{ _('b') }}", encoding="utf-8")
    if "env/" in environment:
        (tmp_path / "/".join(environment.split("/")[:2]) / "pyvenv.cfg").touch()
    theme.more = (FileSystemLoader(folder),)
    paths = sorted(["theme/templates/a.html", name])
    assert [file.path for file in theme.files().files if file.is_own] == paths
