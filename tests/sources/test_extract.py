"""All sources to documents, translations by hand and strays."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from pipeline.settings import load_project, load_settings
from pipeline.sources.extract import Extraction, extract
from pipeline.sources.walkers.markdown import MarkdownWalker
from tests.checking import configure
from tests.conftest import Site
from tests.folding import fold

ARTICLE = "Title: {}\nSlug: second\nLang: {}\nDate: 2026-01-02\n\nText.\n"


def extraction(site: Site) -> Extraction:
    path = site.root / "pelicanconf.py"
    settings = load_settings(path)
    return extract(load_project(path, settings), settings)


def faults(site: Site) -> list[str]:
    return [str(error) for error in extraction(site).faults]


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


ALONE = ARTICLE.replace("second", "neu").format("Neu", "de")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("deux.md", ARTICLE.format("Deux", "fr"), "its language 'fr' is not one of the site's"),
        ("neu.md", f"Translation: true\n{ALONE}", "says Translation: true, and there is no article in English"),
    ],
)
def test_what_is_in_another_language_and_has_no_place_in_the_site_is_a_stray(
    good_site: Site, name: str, text: str, why: str
) -> None:
    good_site.write(f"source/articles/{name}", text)
    found = extraction(good_site)
    (stray,) = found.strays
    assert stray.source == f"articles/{name}"
    assert why in stray.reason
    assert found.natives == ()


@pytest.mark.parametrize(
    ("name", "text", "missing", "says_so"),
    [
        ("articles/neu.md", ALONE, "", False),
        ("articles/neu.de.md", "Title: Neu\nDate: 2026-01-02\n\nText.\n", "articles/neu.md", False),
        ("articles/neu.de.md", ALONE, "articles/neu.md", False),
        ("articles/neu.de.md", f"Translation: false\n{ALONE}", "", True),
        ("pages/zwei.md", ARTICLE.format("Zwei", "de"), "", False),  # a page translates no article
    ],
)
def test_what_has_no_original_in_the_sources_language_is_in_its_own_alone(
    good_site: Site, name: str, text: str, missing: str, says_so: bool
) -> None:
    good_site.write(f"source/{name}", text)
    found = extraction(good_site)
    (native,) = found.natives
    assert (native.source, native.original, native.path) == (name, name, "de")
    assert (native.kind, native.missing, native.says_so) == (f"{name.split('s/')[0]}", missing, says_so)
    assert found.strays == ()
    assert len(found.documents) == 3


@pytest.mark.parametrize(
    ("others", "original"),
    [
        ({"neu.md": ALONE, "jadid.md": ALONE.replace("de", "ar")}, "jadid.md"),
        ({"neu.md": ALONE, "jadid.md": "Translation: true\n" + ALONE.replace("de", "ar")}, "neu.md"),
        ({f"x.{name}.md": "Title: X\nDate: 2026-01-02\n\nText.\n" for name in ("ar", "de")}, "x.ar.md"),
    ],
)
def test_two_languages_without_the_sources_have_one_of_them_as_the_original(
    good_site: Site, others: dict[str, str], original: str
) -> None:
    """The first of the site's that does not say that it is a translation."""
    for name, text in others.items():
        good_site.write(f"source/articles/{name}", text)
    natives = extraction(good_site).natives
    assert {native.source for native in natives} == {f"articles/{name}" for name in others}
    assert {native.original for native in natives} == {f"articles/{original}"}


@pytest.mark.parametrize(
    ("named", "field", "own", "paired"),
    [
        ("ref", "Ref: 7", True, True),
        (["ref", "category"], "Ref: 7\nCategory: Care", True, True),
        ("ref", "Ref: 8", False, False),
        (None, "Ref: 7", False, False),
    ],
)
def test_what_pelican_knows_translations_by_may_be_another_field_than_the_slug(
    good_site: Site, named: object, field: str, *, own: bool, paired: bool
) -> None:
    conf = good_site.read("pelicanconf.py") + f"ARTICLE_TRANSLATION_ID = {named!r}\n"
    good_site.write("pelicanconf.py", conf)
    for name, ref in (("first", 6), ("second", 7)):
        good_site.replace(f"source/articles/{name}.md", "Slug:", f"Ref: {ref}\nSlug:")
    good_site.write("source/articles/zwei.md", ARTICLE.format("Zwei", f"de\n{field}").replace("second", "zwei"))
    good_site.write("source/articles/first.de.md", "Title: Erste\nDate: 2026-01-02\n\nText.\n")
    natives = {native.source: native for native in extraction(good_site).natives}
    assert natives["articles/first.de.md"].original == "articles/first.md"
    assert not natives["articles/first.de.md"].has_own_address
    found = natives["articles/zwei.md"]
    assert (found.original == "articles/second.md") is paired
    assert found.has_own_address is own


def test_what_is_skipped_is_not_there_and_a_draft_is(good_site: Site) -> None:
    good_site.replace("source/articles/first.md", "Slug: first", "Slug: first\nStatus: draft")
    good_site.replace("source/articles/second.md", "Slug: second", "Slug: second\nStatus: skip")
    drafts = {document.source: document.draft for document in extraction(good_site).documents}
    assert drafts == {"articles/first.md": True, "pages/reach-us.md": False}


HTML = '<html><head><title>x</title><meta name="date" content="2026-01-02"></head><p>x</p></html>'


def test_two_sources_of_one_domain_are_refused(good_site: Site) -> None:
    good_site.write("source/articles/first.html", HTML)
    message = "source/articles/first.md: shares the domain 'articles/first' with source/articles/first.html"
    assert message in faults(good_site)


def test_where_a_disk_takes_two_domains_for_one_these_are_refused(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each `update` would take the texts of one out of use for those of the other."""
    good_site.write("source/articles/First.html", HTML)
    assert faults(good_site) == []
    fold(monkeypatch, good_site.root)
    (fault,) = faults(good_site)
    assert fault.startswith("source/articles/first.md: shares the domain 'articles/first' with")


@pytest.mark.parametrize(
    ("name", "whose"),
    [("theme", "the theme"), ("memory", "what was imported for later"), ("Memory", "what was imported for later")],
)
def test_no_source_takes_a_domain_of_ours(good_site: Site, name: str, whose: str) -> None:
    good_site.replace("pelicanconf.py", '["articles"]', f'["articles", "{name}.md"]')
    good_site.write(f"source/{name}.md", ARTICLE.replace("second", "theme").format("Theme", "en"))
    assert faults(good_site) == [f"source/{name}.md: shares the domain '{name}' with {whose}"]


def test_no_folder_takes_a_domain_of_ours(good_site: Site) -> None:
    good_site.replace("pelicanconf.py", '["articles"]', '["articles", "memory"]')
    configure(good_site, '"domains": "folder"')
    good_site.write("source/memory/a.md", ARTICLE.replace("second", "theme").format("Theme", "en"))
    assert faults(good_site) == ["source/memory/a.md: shares the domain 'memory' with what was imported for later"]


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


CONTROLS = ["\x00", "\x1b", "\x1f", "\x7f", "\x9b", "\ufffe"]


@pytest.mark.parametrize(
    ("place", "character"),
    [
        # Two of them in each place, each of them in many: the whole table is for the long profile.
        pytest.param(place, one, marks=[] if (row + column) % 3 == 0 else pytest.mark.long)
        for row, place in enumerate(PLACES)
        for column, one in enumerate(CONTROLS)
    ],
)
@pytest.mark.heavy
def test_other_control_characters_are_an_error_of_the_source_and_nothing_is_written(
    good_site: Site, place: str, character: str
) -> None:
    path = put(good_site, place, character)
    before = good_site.files()
    for command in (["update"], ["extract"], ["check"]):
        result = good_site.run(*command)
        assert result.exit_code == 2
        assert path in result.output
        assert f"U+{ord(character):04X}" in result.output
    assert good_site.files() == before


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


def test_whatever_is_wrong_with_one_file_names_it_and_the_others_are_read(
    good_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = MarkdownWalker.run

    def fail(walker: MarkdownWalker, root: Element) -> None:
        if "Stray" in "".join(root.itertext()):
            raise RuntimeError("no way out")
        walk(walker, root)

    monkeypatch.setattr(MarkdownWalker, "run", fail)
    good_site.write("source/articles/stray.md", "Title: Stray\nDate: 2026-01-01\n\nStray.\n")
    found = extraction(good_site)
    assert [str(error) for error in found.faults] == [
        "source/articles/stray.md: the file cannot be read: RuntimeError: no way out"
    ]
    assert len(found.documents) == 3


LEFT_OUT = {
    "Slug: third\nDate: 2026-01-01\n": (
        ": Pelican: Skipping source/articles/third.md: could not find information about 'title'"
    ),
    "Title: Third\n": ": Pelican: Skipping source/articles/third.md: could not find information about 'date'",
    "Title: Third\nDate: 2026-13-01\n": ":2: the field 'date' cannot be read: '2026-13-01' is not a valid date",
    "Title: Third\nDate: 2026-01-01\nModified: soon\n": (
        ":3: the field 'modified' cannot be read: 'soon' is not a valid date"
    ),
    "Title: Third\nDate: 2026-01-01\nStatus: wip\n": (
        ":3: Pelican: Unknown status 'wip' for file source/articles/third.md, skipping it. "
        "(Not in ('published', 'hidden', 'draft', 'skip'))"
    ),
    "Title: Third\nDate: 2026-01-01\nSlug: second\n": (
        ": would be written to 'second.html', as source/articles/second.md is"
    ),
    "Title: Third\nDate: 2026-01-01\nSave_as: second.html\n": (
        ": would be written to 'second.html', as source/articles/second.md is"
    ),
    "Title: Third\nDate: 2026-01-01\nSave_as: a/../third.html\n": (
        ": would be written to 'a/../third.html', by a way up out of a folder"
    ),
    "Title: Third\nDate: 2026-01-01\nSave_as: ../third.html\n": (
        ": Pelican: Skipping source/articles/third.md: file '../third.html' would be written outside output path"
    ),
}


@pytest.mark.parametrize("head", LEFT_OUT)
def test_a_file_of_which_pelican_would_build_nothing_is_a_fault_with_its_place(good_site: Site, head: str) -> None:
    good_site.write("source/articles/third.md", f"{head}\nText.\n")
    assert faults(good_site) == [f"source/articles/third.md{LEFT_OUT[head]}"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "rst",
            "Third\n=====\n\n:date: 2026-01-01\n\nA :none:`x`.\n",
            ":6: the file cannot be read: Unknown interpreted",
        ),
        ("rst", "Third\n=====\n\n:date: once\n\nText.\n", ":4: the file cannot be read: 'once' is not a valid date"),
        (
            "html",
            '<html><head><title>x</title>\n<meta name="date" content="once"></head><body></body></html>',
            ":2: the file cannot be read: 'once' is not a valid date",
        ),
        ("html", "<html><head></head><body>Text</body></html>", ": Pelican: Skipping source/articles/third.html"),
    ],
)
def test_so_it_is_in_every_format(good_site: Site, name: str, text: str, message: str) -> None:
    good_site.write(f"source/articles/third.{name}", text)
    (fault,) = faults(good_site)
    assert fault.startswith(f"source/articles/third.{name}{message}")


def test_roles_that_documents_define_are_known_and_the_stricter_one_of_two(good_site: Site) -> None:
    rst = "{}\n=====\n\n:date: 2026-01-01\n\n.. role:: mark{}\n.. role:: key(literal)\n\nA :mark:`b`.\n"
    good_site.write("source/articles/third.rst", rst.format("Third", ""))
    assert extraction(good_site).roles == (("key", "literal"), ("mark", ""))
    good_site.write("source/articles/forth.rst", rst.format("Forth", "(emphasis)"))
    assert extraction(good_site).roles == (("key", "literal"), ("mark", "raw"))


def test_a_role_of_one_document_is_none_of_another(good_site: Site) -> None:
    head = "{}\n=====\n\n:date: 2026-01-01\n\n"
    good_site.write("source/articles/a.rst", head.format("Third") + ".. role:: mark\n\nA :mark:`b`.\n")
    good_site.write("source/articles/z.rst", head.format("Other") + "A :mark:`b`.\n")
    (fault,) = faults(good_site)
    assert fault.startswith('source/articles/z.rst:6: the file cannot be read: Unknown interpreted text role "mark"')
