"""What is added to the settings of a site that is there already."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.conditions import condition_faults
from pipeline.exchange.adoption import Adoption, locales_in, styles_of_calls, with_lines

SITE = """PLUGINS = ["sitemap", "i18n_subsites"]
ARTICLE_URL = "{lang}/{slug}.html"
I18N_SUBSITES = {"de": {"SITENAME": "Luna", "STATIC_PATHS": ["x"]}, "fr": {}}
"""


def settings_of(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec(text, found)
    return {name: value for name, value in found.items() if name.isupper()}


@pytest.mark.parametrize(
    "text",
    [SITE, 'PLUGINS = ["sitemap"]', 'PLUGINS = ("a", "b")\nGETTEXT = {"locales": ["fr"], "bugs": "x"}', "PLUGINS = []"],
)
def test_the_lines_say_what_was_meant_and_nothing_is_left_to_mend(text: str) -> None:
    own = settings_of(text)
    adoption = Adoption.of(own, {"locales": ["de"], "allowed_hosts": [f"host{number}.org" for number in range(20)]})
    lines = adoption.lines("locales")
    after = settings_of(text + "\n" + "\n".join(lines))
    assert after == {name: value for name, value in adoption.applied(own).items() if name in after}
    assert list(condition_faults(after, "pelicanconf.py")) == []
    assert max(map(len, lines)) <= 80
    assert not Adoption.of(after, {}).changes


def test_a_site_without_plugins_goes_on_with_those_that_pelican_finds_but_rivals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = ["pelican.plugins.sitemap", "pelican.plugins.i18n_subsites"]
    monkeypatch.setattr("pipeline.conditions.found_plugins", lambda: found)
    lines = Adoption.of({}, {"locales": ["de"]}).lines("locales")
    assert settings_of("\n".join(lines))["PLUGINS"] == ["pelican.plugins.sitemap", "pipeline.plugin"]
    found[1:] = ["pelican.plugins.gettext"]
    assert "PLUGINS" not in "".join(Adoption.of({}, {"locales": ["de"]}).lines("locales"))


def test_a_site_that_has_all_gets_no_lines() -> None:
    assert Adoption.of({"PLUGINS": ["gettext"], "GETTEXT": {"locales": ["de"]}}, {}).lines("locales") == []


def test_other_settings_of_subsites_stay() -> None:
    after = settings_of(SITE + "\n".join(Adoption.of(settings_of(SITE), {"locales": ["de"]}).lines("locales")))
    assert after["I18N_SUBSITES"] == {"de": {"SITENAME": "Luna"}, "fr": {}}
    assert after["PLUGINS"] == ["sitemap", "pipeline.plugin"]
    assert after["ARTICLE_URL"] == "{slug}.html"


@given(st.binary(max_size=20))
def test_what_a_file_has_stays_byte_for_byte_at_its_beginning(data: bytes) -> None:
    after = with_lines(data, ["A = 1"])
    assert after.startswith(data)
    assert after.endswith((b"A = 1\n", b"A = 1\r\n"))
    assert with_lines(data, []) in (data, data + b"\n", data + b"\r\n", data + b"\n\n", data + b"\r\n\r\n")


def test_line_breaks_are_those_of_the_file() -> None:
    assert with_lines(b"A = 1\r\n", ["B = 2"]) == b"A = 1\r\n\r\nB = 2\r\n"


def test_locales_are_known_in_any_spelling_each_once_and_without_the_source() -> None:
    assert locales_in(["pt-br", "en", "fr", "pt_BR", "geopolitics"], "en") == (["pt_BR", "fr"], ["geopolitics"])


@pytest.mark.parametrize(
    ("text", "styles"),
    [
        ("{{ _('Hello') }}", []),
        ("{{ _('Hello %(name)s', name=author.name) }}", ["new style"]),
        ("{{ _('Hello %(name)s') % {'name': x} }}", ["old style"]),
        ("{{ gettext('Hello %(name)s')|format(name=x) }}", ["old style"]),
        ("{%- trans %}Hello{% endtrans %}{{ ngettext('%(num)d a', '%(num)d b', n) }}", ["{% trans %}"]),
    ],
)
def test_the_style_of_calls_is_seen(text: str, styles: list[str]) -> None:
    assert styles_of_calls([text]) == styles
