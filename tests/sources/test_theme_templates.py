"""A theme's messages with what translators are told of them, and where its templates put them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.sources.notes import words_for
from pipeline.sources.theme_templates import template_messages, template_places
from tests.making import SETTINGS, project_in
from tests.themes import NoAssets

THEME = words_for("template")


class Theme:
    """Templates in a folder, and others that override them."""

    def __init__(self, root: Path) -> None:
        self.project = project_in(root)
        self.overrides = root / "overrides"
        (self.project.theme / "templates").mkdir(parents=True)
        self.overrides.mkdir()
        self.settings: dict[str, Any] = {**SETTINGS, "THEME_TEMPLATES_OVERRIDES": [str(self.overrides)]}

    def write(self, name: str, text: str, *, override: bool = False) -> None:
        folder = self.overrides if override else self.project.theme / "templates"
        (folder / name).write_text(text, encoding="utf-8")

    def places(self) -> dict[str, list[str]]:
        found = template_places(self.project, self.settings)
        return {text: [f"{place.kind.name} {place.at}" for place in known] for (_, text), known in found.items()}

    def notes(self) -> dict[str, tuple[str, ...]]:
        places = template_places(self.project, self.settings)
        return {found.msgid: found.extracted for found in template_messages(self.project, self.settings, places)}


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


def test_a_template_that_cannot_be_read_is_named_by_its_line(theme: Theme) -> None:
    theme.write("a.html", "\n{% if %}")
    with pytest.raises(PipelineError) as refused:
        theme.places()
    assert (refused.value.path, refused.value.line) == ("theme/templates/a.html", 2)
    theme.write("a.html", "")
    (theme.project.theme / "templates" / "b.html").write_bytes(b"\xff")
    with pytest.raises(PipelineError, match="0xff is not valid UTF-8"):
        theme.places()


@pytest.mark.parametrize("extension", ["tests.themes.NoAssets", NoAssets])
def test_templates_are_read_with_the_extensions_of_jinja_that_the_settings_name(
    extension: str | type, theme: Theme
) -> None:
    theme.write("a.html", '{% assets "a.css" %}{{ ASSET_URL }}{% endassets %}{{ _("Home") }}')
    theme.settings["JINJA_ENVIRONMENT"] = {"extensions": [extension]}
    assert theme.notes() == {"Home": (THEME,)}
