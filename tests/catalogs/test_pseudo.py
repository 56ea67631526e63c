"""Pseudo-locales for eyes: what is accented, and what stays as it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from babel.localedata import locale_identifiers

from pipeline.catalogs.pseudo import accent, accented_translations, is_pseudo, pseudo_forms, pseudo_language
from pipeline.model import Catalog, Language, Message
from pipeline.plugin.cldr import date_pattern
from pipeline.plugin.dates import localized_strftime
from pipeline.sources.docutils_words import docutils_language


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("See [the page](../a.md).", "](../a.md)"),
        ("%(count)s articles", "%(count)s"),
        ("back to {}", "{}"),
        ("<b>bold</b> &amp;", "<b>"),
        ("note[^one]", "[^one]"),
        ("*[CBT]: therapy", "*[CBT]: "),
        ("`code` here", "`code`"),
    ],
)
def test_accents_leave_markup_and_placeholders_alone(text: str, kept: str) -> None:
    assert kept in accent(text)


def test_an_accented_text_is_forty_per_cent_longer() -> None:
    text = "A sentence of some length."
    assert 1.35 <= (len(accent(text)) - 3) / len(text) <= 1.5


def test_every_plural_form_is_there() -> None:
    message = Message("%(n)s day", msgid_plural="%(n)s days", translations=("", ""))
    forms = accented_translations([Catalog("theme", None, (message,))], Language.of("pl"))["theme"][message.key]
    assert len(forms) == 3


def languages() -> list[Language]:
    """Each language that CLDR has data of, in each of its scripts; not "no", which no site can be in (config)."""
    names = sorted(name for name in locale_identifiers() if not re.search("_[A-Z0-9]{2,3}$|^root$|^no$", name))
    return [Language.of(name) for name in names]


@pytest.mark.heavy
def test_every_language_has_pseudo_locales_that_all_of_the_tool_can_speak() -> None:
    known = languages()
    assert {"tr", "hu", "el", "ro", "nb", "pt", "zh_Hans", "ar"} <= {language.locale for language in known}
    plural = Message("%(n)s day", msgid_plural="%(n)s days", translations=("", ""))
    day = datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
    for source in known:
        for mirrored in (False, True):
            pseudo = pseudo_language(source, mirrored=mirrored)
            assert is_pseudo(pseudo)
            assert (pseudo.dir == source.dir) is not mirrored
            assert pseudo.tag == f"{source.tag}-{'XB' if mirrored else 'XA'}"
            assert all(pseudo_forms(plural, pseudo, accent))
            assert docutils_language(pseudo.tag).lower().split("-")[0] == source.tag.lower().split("-")[0]
            assert date_pattern(pseudo).pattern == date_pattern(source).pattern
            assert localized_strftime(day, "%A %x %p", pseudo) == localized_strftime(day, "%A %x %p", source)
        assert not is_pseudo(source)


@pytest.mark.parametrize(("tag", "known"), [("zh-Hans-XA", "zh-cn"), ("en-XA", "en-XA"), ("de-XB", "de-XB")])
def test_docutils_is_asked_for_the_language_that_a_pseudo_locale_is_made_of(tag: str, known: str) -> None:
    assert docutils_language(tag) == known
