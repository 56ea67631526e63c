"""When what catalogs brought is inert: as long as templates may be rendered of it, or of what plugins copied."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment

from pipeline.plugin import _prepare_templates
from pipeline.plugin.handover import PLAIN_SETTINGS, SITE_SETTING
from pipeline.plugin.site import Site
from pipeline.plugin.writing import Brought, bring, write_plain
from tests.making import BASE, DE, PROJECT


def generator(context: dict[str, Any], write: Any = lambda *_: None, **fields: Any) -> Any:
    return SimpleNamespace(context=context, generate_output=write, **fields)


def test_an_attribute_and_an_item_are_inert_at_once_and_themselves_when_all_is_written() -> None:
    owner, fields, context, seen = SimpleNamespace(title='"'), {"title": "<"}, {}, []

    def shown() -> tuple[str, str]:
        return owner.title, fields["title"]

    bring(context, [Brought(owner, "title", '"', "a"), Brought(fields, "title", "<", "a")])
    seen.append(shown())
    first, second = (generator(context, lambda *_: seen.append(shown()), env=None) for _ in range(2))
    write_plain([first, second])
    first.generate_output("the writer")
    second.generate_output("the writer")
    assert seen == [("\ufdd6", "\ufdd3")] * 3
    assert shown() == ('"', "<")


def test_a_generator_without_templates_finds_the_texts_themselves_while_it_writes() -> None:
    owner, context, seen = SimpleNamespace(title='"'), {}, []
    bring(context, [Brought(owner, "title", '"', "a")])
    without, last = generator(context, lambda *_: seen.append(owner.title)), generator(context, env=None)
    write_plain([without, last])
    without.generate_output("the writer")
    assert seen == ['"']
    assert owner.title == "\ufdd6"


def test_a_plugin_that_put_more_around_a_text_finds_both_plain() -> None:
    for made, text in (("1. \ufdd6", '1. "'), ("<b>\ufdd6</b>", '<b>"</b>'), (7, 7)):
        owner, context, seen = SimpleNamespace(title='"'), {}, []
        bring(context, [Brought(owner, "title", '"', "a")])
        owner.title = made
        without, last = generator(context, lambda owner=owner, seen=seen: seen.append(owner.title)), generator(context)
        write_plain([without, last])
        without.generate_output()
        assert seen == [text]
        assert owner.title == made


def test_what_has_markup_is_itself_again_with_its_references() -> None:
    owner, context = SimpleNamespace(title=""), {}
    bring(context, [Brought(owner, "title", "F&amp;E <b>x</b>", "R&amp;D <b>y</b>")])
    assert owner.title == "F\ufddfE <b>x</b>"
    last = generator(context)
    write_plain([last])
    last.generate_output()
    assert owner.title == "F&amp;E <b>x</b>"


def test_texts_are_inert_again_where_writing_fails() -> None:
    owner, context = SimpleNamespace(title='"'), {}
    bring(context, [Brought(owner, "title", '"', "a")])
    without, last = generator(context, lambda: 1 / 0), generator(context)
    write_plain([without, last])
    with pytest.raises(ZeroDivisionError):
        without.generate_output()
    assert owner.title == "\ufdd6"


def test_settings_are_inert_wherever_templates_and_plugins_find_them_and_plain_after() -> None:
    inert = {"SITENAME": "\ufdd6", "LINKS": (("\ufdd3", "/"),)}
    plain = {"SITENAME": '"', "LINKS": (("<", "/"),)}
    own = {SITE_SETTING: Site(PROJECT, DE, BASE), PLAIN_SETTINGS: plain}
    settings = {**own, "JINJA_ENVIRONMENT": {}, **inert}
    made = generator(dict(settings), env=Environment(), settings=settings)
    _prepare_templates(made)
    assert made.env.from_string("{{ SITENAME }}{{ LINKS[0][0] }}").render(made.context) == "\ufdd6\ufdd3"
    assert {name: settings[name] for name in inert} == inert
    write_plain([made])
    made.generate_output()
    assert {name: settings[name] for name in inert} == plain
