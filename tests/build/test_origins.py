"""Where a text on a page comes from is guessed by whole runs of text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build.origins import Origins, names_of_days
from tests.making import PROJECT

BASE = """{% extends "main.html" %}
<!-- theme -->
<link href="theme/x.css">
<p class="theme">Page {{ page.number }}
  of many &amp; more</p>
<a title="Go on">{{ "Read" if x else 'See' }} it all</a>
{{ "%s hours" | format(3) }}
"""


@pytest.fixture
def origins(tmp_path: Path) -> Origins:
    (tmp_path / "theme/templates").mkdir(parents=True)
    (tmp_path / "theme/templates/base.html").write_text(BASE)
    (tmp_path / "conf.py").write_text("A = 1\nJINJA_GLOBALS = {'motto': 'Made slowly', 'age': '{years} years old'}\n")
    (tmp_path / "a.md").write_text("A strange\nsentence.")
    project = replace(PROJECT, root=tmp_path, theme=tmp_path / "theme", settings_path=tmp_path / "conf.py")
    settings = {"THEME": "/x/theme", "SITESUBTITLE": "Calm rooms", "LINKS": (("A blog", "/"),), "PATH": "content"}
    return Origins(project, settings, [tmp_path / "a.md"])


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("of many & more", "hard-coded in theme/templates/base.html:5"),
        ("Page 3 of many & more", "hard-coded in theme/templates/base.html:5"),
        ("Go on", "hard-coded in theme/templates/base.html:6"),
        ("Read it all", "hard-coded in theme/templates/base.html:6"),
        ("Calm rooms", "the setting SITESUBTITLE; name it in GETTEXT['settings']"),
        ("A blog", "the setting LINKS; name it in GETTEXT['settings']"),
        ("3 hours", "hard-coded in theme/templates/base.html:7"),
        ("Made slowly", "code writes it: conf.py:2"),
        ("9 years old", "code writes it: conf.py:2"),
        ("March", "a date that code writes in the source's language, by strftime or calendar; see docs/themes.md"),
        ("strange sentence.", "in a.md, but not extracted"),
        ("theme", "code: a filter, Pelican, an extension or a plugin"),
        ("content", "code: a filter, Pelican, an extension or a plugin"),
        ("sentence", "code: a filter, Pelican, an extension or a plugin"),
    ],
)
def test_the_cause_of_a_text_is_named(origins: Origins, text: str, cause: str) -> None:
    assert origins.cause(text) == cause


def test_months_and_days_are_those_of_cldr() -> None:
    assert {"march", "mar", "monday"} < names_of_days("en")
