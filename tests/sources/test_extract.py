"""All sources to documents, translations by hand and strays."""

from __future__ import annotations

import pytest

from pipeline.config import load_project, load_settings
from pipeline.errors import PipelineError
from pipeline.sources.extract import Extraction, extract
from tests.conftest import Site

ARTICLE = "Title: {}\nSlug: second\nLang: {}\nDate: 2026-01-02\n\nText.\n"


def extraction(site: Site) -> Extraction:
    path = site.root / "pelicanconf.py"
    settings = load_settings(path)
    return extract(load_project(path, settings), settings)


def test_articles_and_pages_are_documents_with_a_domain_each(good_site: Site) -> None:
    found = extraction(good_site)
    assert [(document.kind, document.source, document.domain) for document in found.documents] == [
        ("article", "articles/first.md", "articles/first"),
        ("article", "articles/second.md", "articles/second"),
        ("page", "pages/reach-us.md", "pages/reach-us"),
    ]
    assert [template.domain for template in found.templates][-1] == "theme"


def test_the_same_slug_in_a_language_of_the_site_is_a_translation_by_hand(good_site: Site) -> None:
    good_site.write("source/articles/zwei.md", ARTICLE.format("Zwei", "de"))
    found = extraction(good_site)
    (native,) = found.natives
    assert (native.source, native.original, native.path) == ("articles/zwei.md", "articles/second.md", "de")
    assert len(found.documents) == 3


def test_so_is_a_file_of_that_name_whatever_it_says_inside(good_site: Site) -> None:
    good_site.write("source/articles/second.de.md", "Title: Zwei\nDate: 2026-01-02\n\nText.\n")
    (native,) = extraction(good_site).natives
    assert (native.original, native.title) == ("articles/second.md", "Zwei")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("deux.md", ARTICLE.format("Deux", "fr"), "its language 'fr' is not one of the site's"),
        ("neu.md", ARTICLE.replace("second", "neu").format("Neu", "de"), "there is no article in English"),
    ],
)
def test_what_is_in_another_language_and_translates_nothing_is_a_stray(
    good_site: Site, name: str, text: str, why: str
) -> None:
    good_site.write(f"source/articles/{name}", text)
    found = extraction(good_site)
    (stray,) = found.strays
    assert stray.source == f"articles/{name}"
    assert why in stray.reason
    assert found.natives == ()


def test_a_page_translates_no_article(good_site: Site) -> None:
    good_site.write("source/pages/zwei.md", ARTICLE.format("Zwei", "de"))
    assert len(extraction(good_site).strays) == 1


def test_what_is_skipped_is_not_there_and_a_draft_is(good_site: Site) -> None:
    good_site.replace("source/articles/first.md", "Slug: first", "Slug: first\nStatus: draft")
    good_site.replace("source/articles/second.md", "Slug: second", "Slug: second\nStatus: skip")
    drafts = {document.source: document.draft for document in extraction(good_site).documents}
    assert drafts == {"articles/first.md": True, "pages/reach-us.md": False}


HTML = '<html><head><title>x</title><meta name="date" content="2026-01-02"></head><p>x</p></html>'


def test_two_sources_of_one_domain_are_refused(good_site: Site) -> None:
    good_site.write("source/articles/first.html", HTML)
    with pytest.raises(PipelineError, match="shares the domain 'articles/first'"):
        extraction(good_site)


def test_no_source_takes_the_themes_domain(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", '["articles"]', '["articles", "theme.md"]')
    good_site.write("source/theme.md", ARTICLE.format("Theme", "en"))
    with pytest.raises(PipelineError, match="shares the domain 'theme' with the theme"):
        extraction(good_site)


#: Where a text of a site comes from: the file, and the edit that puts a character into it, raw or as it is escaped.
PLACES = {
    "body": ("source/articles/first.md", "Take one tablet", "Take{raw}one tablet"),
    "title": ("source/articles/first.md", "First steps", "First{raw}steps"),
    "tag": ("source/articles/first.md", "Tags: rest", "Tags: re{raw}st"),
    "summary": ("source/articles/first.md", "A *short*", "A{raw}*short*"),
    "heading": ("source/articles/first.md", "## Beginning", "## Begin{raw}ning"),
    "page": ("source/pages/reach-us.md", "Title: ", "Title: a{raw}"),
    "theme": ("theme/templates/base.html", "Made with care", "Made{raw}with care"),
    "theme, escaped": ("theme/templates/list.html", '"%(count)s article"', '"%(count)s{escaped}article"'),
    "site's name": ("pelicanconf.py", '"Tiny"', '"Ti{escaped}ny"'),
    "menu": ("pelicanconf.py", "Reach us", "Reach{escaped}us"),
}


def put(site: Site, place: str, character: str) -> str:
    path, old, new = PLACES[place]
    site.replace(path, old, new.format(raw=character, escaped=f"\\u{ord(character):04x}"))
    return path


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_rare_white_space_is_white_space_wherever_it_stands(good_site: Site, character: str) -> None:
    for place in PLACES:
        put(good_site, place, character)
    assert good_site.run("update").exit_code == 0
    assert good_site.run("check").exit_code == 0
    assert good_site.run("extract", "--check").exit_code == 0
    written = b"".join(good_site.files("locales").values()).decode()
    assert character not in written
    for text in ("Take one tablet", "First steps", "re st", "A *short*", "Begin ning", "Made with care", "Ti ny"):
        assert f'msgid "{text}' in written


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x1f", "\x7f", "\x9b", "\ufffe"])
def test_other_control_characters_are_an_error_of_the_source_and_nothing_is_written(
    good_site: Site, place: str, character: str
) -> None:
    original = good_site.files()
    path = put(good_site, place, character)
    before = good_site.files()
    for command in (["update"], ["extract"], ["check"]):
        result = good_site.run(*command)
        assert result.exit_code == 2
        assert path in result.output
        assert f"U+{ord(character):04X}" in result.output
    assert good_site.files() == before
    (good_site.root / path).write_bytes(original[path])
    assert good_site.run("check").exit_code == 0


@pytest.mark.parametrize("name", ["a\u2028b", "a\x85b", "a\x1bb", "a\x7fb"])
def test_the_name_of_a_file_has_no_control_character(good_site: Site, name: str) -> None:
    good_site.write(f"source/articles/{name}.md", "Title: X\nDate: 2026-01-01\n\nX")
    result = good_site.run("update")
    assert result.exit_code == 2
    assert "the name of the file" in result.output


@pytest.mark.parametrize("name", ["a b.html", "a\u3000b.html", "ü.html"])
def test_the_name_of_a_template_may_have_spaces(good_site: Site, name: str) -> None:
    good_site.write(f"theme/templates/{name}", "{{ _('Something new') }}")
    assert good_site.run("update").exit_code == 0
    assert good_site.run("extract", "--check").exit_code == 0


def test_a_setting_may_stand_anywhere_and_a_message_where_a_template_puts_it(good_site: Site) -> None:
    good_site.replace("theme/templates/base.html", "</body>", "<a href='{{ _('Tiny') }}'>x</a></body>")
    places = extraction(good_site).places
    kinds = {text: [place.kind.name for place in known] for (_, text), known in places.items()}
    assert kinds["Made with care"] == ["ATTRIBUTE"]
    assert set(kinds["Tiny"]) == {"ADDRESS", "VARIABLE"}
