"""When what catalogs brought is inert: while templates are rendered, and not to plugins before and after."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment

from pipeline.plugin import _prepare_templates
from pipeline.plugin.handover import INERT_SETTINGS, SITE_SETTING
from pipeline.plugin.site import Site
from pipeline.plugin.writing import Brought, bring, bring_inert, write_inert
from tests.making import BASE, DE, PROJECT


def written(context: dict[str, Any], look: Any, **fields: Any) -> list[Any]:
    """What a generator with these fields sees as it writes."""
    seen: list[Any] = []
    generator = SimpleNamespace(context=context, generate_output=lambda *_: seen.append(look()), **fields)
    write_inert([generator])
    generator.generate_output("the writer")
    return seen


def test_an_attribute_and_an_item_are_inert_as_templates_are_rendered_and_themselves_after() -> None:
    owner, fields, context = SimpleNamespace(title='"'), {"title": "<"}, {}
    bring(context, [Brought(owner, "title", '"', "a"), Brought(fields, "title", "<", "a")])
    assert written(context, lambda: (owner.title, fields["title"]), env=None) == [("\ufdd6", "\ufdd3")]
    assert (owner.title, fields) == ('"', {"title": "<"})


def test_a_generator_without_templates_finds_the_texts_themselves() -> None:
    owner, context = SimpleNamespace(title='"'), {}
    bring(context, [Brought(owner, "title", '"', "a")])
    assert written(context, lambda: owner.title) == ['"']


def test_what_a_plugin_made_of_a_text_is_inert_too_and_comes_back() -> None:
    for made, inert in (('1. "', "1. \ufdd6"), ('<b>"</b>', "<b>\ufdd6</b>"), ("<b>'</b>", "<b>\uffa0</b>"), (7, 7)):
        owner, context = SimpleNamespace(title=made), {}
        bring(context, [Brought(owner, "title", '"', "a")])
        assert written(context, lambda owner=owner: owner.title, env=None) == [inert]
        assert owner.title == made


def test_what_is_brought_while_files_are_written_is_inert_at_once_and_itself_after() -> None:
    owner, context = SimpleNamespace(), {}

    def look() -> str:
        bring_inert(context, Brought(owner, "title", '"', "a"))
        return owner.title

    assert written(context, look, env=None) == ["\ufdd6"]
    assert owner.title == '"'


def test_texts_come_back_where_writing_fails() -> None:
    owner, context = SimpleNamespace(title='"'), {}
    bring(context, [Brought(owner, "title", '"', "a")])
    with pytest.raises(ZeroDivisionError):
        written(context, lambda: 1 / 0, env=None)
    assert owner.title == '"'


def test_settings_are_inert_too_wherever_templates_find_them() -> None:
    settings, context = {"SITENAME": '"', "LINKS": (("<", "/"),)}, {}
    forms = {"SITENAME": "\ufdd6", "LINKS": (("\ufdd3", "/"),)}
    bring(context, [Brought(settings, name, form=form) for name, form in forms.items()])
    before = dict(settings)
    assert written(context, lambda: dict(settings), env=None) == [forms]
    assert settings == before


def test_templates_get_settings_that_are_inert_as_variables_and_as_globals() -> None:
    inert = {"SITENAME": "\ufdd3", "JINJA_GLOBALS": {"claim": "\ufdd6"}}
    settings = {SITE_SETTING: Site(PROJECT, DE, BASE), INERT_SETTINGS: inert, "SITENAME": "<"}
    generator = SimpleNamespace(env=Environment(), settings=settings, context=dict(settings))
    _prepare_templates(generator)  # type: ignore[arg-type]
    assert generator.env.from_string("{{ SITENAME }}{{ claim }}").render(generator.context) == "\ufdd3\ufdd6"
    assert settings["SITENAME"] == "<"
