"""GETTEXT["policy"]: what becomes of pages whose text is not all translated, by class of text and by locale."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.conftest import Site

CATALOG = "locales/de/articles/second.po"


def choose(site: Site, policy: str) -> None:
    site.replace("pelicanconf.py", "GETTEXT = {", f'GETTEXT = {{\n    "policy": {policy},')


def shown(site: Site, path: str, anchor: str) -> tuple[str | None, list[tuple[str | None, str]]]:
    """Heading's and blocks' languages and texts of a section."""
    heading = LexborHTMLParser(site.read(f"output/{path}")).css_first(f"#{anchor}")
    blocks: list[LexborNode] = []
    node = heading.next
    while node is not None and node.tag != "h2":
        blocks += [node] if node.tag == "p" else []
        node = node.next
    return heading.attributes.get("lang"), [(block.attributes.get("lang"), block.text()) for block in blocks]


def test_a_required_section_that_is_not_current_withholds_the_page(good_site: Site) -> None:
    good_site.replace(CATALOG, 'msgstr "Nicht einmal dies."', 'msgstr ""')
    assert good_site.run("build").exit_code == 1
    assert 'content="noindex"' in good_site.read("output/de/second.html")


def test_it_may_be_shown_in_the_sources_language_and_then_whole(good_site: Site) -> None:
    """One stale sentence in it puts the whole section into the source's language: nobody reads half of each."""
    choose(good_site, '{"critical": "source"}')
    good_site.replace(CATALOG, 'msgstr "Nicht einmal dies."', 'msgstr ""')
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    assert shown(good_site, "de/second.html", "disclaimer") == (
        "en",
        [("en", "This is not advice."), ("en", "Not even this.")],
    )
    assert shown(good_site, "de/second.html", "contact")[0] is None
    assert shown(good_site, "de/first.html", "disclaimer")[0] is None
    assert "partly   de: Second steps (source/articles/second.md)" in result.output
    assert "required in the source's language: disclaimer" in result.output


def test_status_names_the_sections_that_are_in_the_sources_language(good_site: Site) -> None:
    choose(good_site, '{"critical": "source"}')
    good_site.replace(CATALOG, 'msgstr "Nicht einmal dies."', 'msgstr ""')
    assert "required in the source's language: disclaimer" in good_site.run("status").output
    (german,) = (
        found
        for found in json.loads(good_site.run("status", "--format", "json").output)["locales"]
        if found["locale"] == "de"
    )
    (second,) = (found for found in german["pages"] if found["source"] == "source/articles/second.md")
    assert (second["published"], second["in_source"]) == (True, ["disclaimer"])


def test_check_says_what_becomes_of_the_section(good_site: Site) -> None:
    good_site.replace(CATALOG, 'msgstr "Nicht einmal dies."', 'msgstr ""')
    assert "error: required section 'disclaimer', paragraph “Not even this.”" in good_site.run("check").output
    choose(good_site, '{"critical": {"de": "source"}}')
    output = good_site.run("check").output
    assert "warning: required section 'disclaimer', paragraph “Not even this.”" in output
    assert "the whole section is shown in English until this is mended" in output


def test_a_policy_by_locale_leaves_the_others_as_they_are(good_site: Site) -> None:
    choose(good_site, '{"critical": {"de": "source"}}')
    for locale in ("de", "ar"):
        path = f"locales/{locale}/articles/second.po"
        before = good_site.read(path)
        head, _, _ = before.partition('msgid "Not even this."')
        good_site.write(path, head + 'msgid "Not even this."\nmsgstr ""\n')
    good_site.run("build")
    assert shown(good_site, "de/second.html", "disclaimer")[0] == "en"
    assert 'content="noindex"' in good_site.read("output/ar/second.html")


def test_other_texts_may_be_waited_for_too(good_site: Site) -> None:
    good_site.replace(CATALOG, 'msgstr "Zweite Schritte"', 'msgstr ""')
    good_site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "publish_at": 0,')
    assert good_site.run("build").exit_code == 0
    choose(good_site, '{"other": "withhold"}')
    result = good_site.run("build")
    assert "“Second steps” was published in German and is no longer" in result.output
    assert "100 % are needed" in result.output


@pytest.mark.parametrize(
    "policy", ['{"critical": "hide"}', '{"legal": "source"}', '"source"', '{"other": {"de": True}}', '{"critical": []}']
)
def test_another_policy_is_refused_with_what_there_is(good_site: Site, policy: str) -> None:
    choose(good_site, policy)
    result = good_site.run("check")
    assert result.exit_code == 2
    assert "GETTEXT['policy']" in result.output
    assert "'withhold' or 'source'" in result.output


def test_links_to_a_withheld_page_say_which_language_they_lead_to(good_site: Site) -> None:
    good_site.replace("locales/de/articles/second.po", 'msgstr "Nicht einmal dies."', 'msgstr ""')
    good_site.replace(
        "theme/templates/base.html",
        "<nav>",
        "<nav>{% set to = link('second.html') %}<a href='{{ to }}'{{ language_of_link(to) }}>2</a>",
    )
    for relative in (True, False):
        good_site.run("build")
        tree = LexborHTMLParser(good_site.read("output/de/first.html"))
        links = {node.attributes["href"]: node.attributes.get("hreflang") for node in tree.css("main a, nav a")}
        second = "./../second.html" if relative else "https://tiny.example/second.html"
        assert links[second] == "en"
        assert {address for address, language in links.items() if language} == {second, second.removeprefix("./")}
        assert tree.css_first("nav a").attributes == {"href": second.removeprefix("./"), "hreflang": "en"}
        assert "hreflang" not in good_site.read("output/first.html").partition("<main>")[2].partition("</main>")[0]
        good_site.replace("pelicanconf.py", "RELATIVE_URLS = True", "RELATIVE_URLS = False") if relative else None


def leave_title(site: Site) -> None:
    """A title that is not translated: the page is published, and is not all in German."""
    site.replace(CATALOG, 'msgstr "Zweite Schritte"', 'msgstr ""')
    site.replace("pelicanconf.py", "GETTEXT = {", 'GETTEXT = {\n    "publish_at": 0,')


def test_a_page_that_is_not_all_translated_says_so_whatever_its_theme(good_site: Site) -> None:
    leave_title(good_site)
    good_site.run("build")
    notices = LexborHTMLParser(good_site.read("output/de/second.html")).css("body > [role=note]")
    (notice,) = notices
    assert "sind noch nicht übersetzt" in notice.text()
    link = notice.css_first("a")
    assert (link.text(), link.attributes["href"], link.attributes["hreflang"]) == (
        "Original lesen",
        "../second.html",
        "en",
    )
    for path in ("second.html", "ar/second.html", "de/first.html", "de/index.html"):
        assert "translation-notice" not in good_site.read(f"output/{path}")


def test_a_theme_with_a_notice_of_its_own_gets_no_other(good_site: Site) -> None:
    leave_title(good_site)
    good_site.replace(
        "theme/templates/article.html",
        "<h1",
        "{% if partly_translated(article) %}<p class='own'>partly</p>{% endif %}<h1",
    )
    good_site.run("update")
    assert "Read the original" not in good_site.read("locales/templates/theme.pot")
    good_site.run("build")
    text = good_site.read("output/de/second.html")
    assert "class='own'" in text
    assert "translation-notice" not in text


def test_a_notice_comes_translated_and_a_site_may_say_it_otherwise(good_site: Site) -> None:
    leave_title(good_site)
    own = "Nicht alles ist übersetzt."
    partly = "Teile dieser Seite sind noch nicht übersetzt und werden in der Originalsprache angezeigt."
    good_site.replace("locales/de/theme.po", f'msgstr "{partly}"', f'msgstr "{own}"')
    good_site.replace("locales/de/theme.po", 'msgstr "Original lesen"', 'msgstr ""')
    good_site.run("build")
    (notice,) = LexborHTMLParser(good_site.read("output/de/second.html")).css("[role=note]")
    assert notice.text().strip() == f"{own} Original lesen"
    assert "lang" not in notice.css_first("a").attributes


def test_a_translated_notice_is_text(good_site: Site) -> None:
    leave_title(good_site)
    good_site.replace("locales/de/theme.po", 'msgstr "Original lesen"', 'msgstr "Original & <b>Text</b>"')
    good_site.run("build")
    assert "<b>Text" not in good_site.read("output/de/second.html")


def test_a_published_page_stays_while_half_of_it_is_translated_and_its_sections_are_current(
    built_copy: Site,
) -> None:
    built_copy.untranslate(CATALOG, "Go on.")
    for _ in range(2):
        result = built_copy.run("build")
        assert result.exit_code == 0, result.output
        assert "% translated; it stays because it was published before" in " ".join(result.output.split())
        assert "no-longer-published" not in result.output
        text = built_copy.read("output/de/second.html")
        assert "translation-notice" in text
        assert "Nicht einmal dies." in text
    assert "it stays because" in built_copy.run("status", "de").output


def test_what_is_no_longer_published_is_a_warning_of_its_own(built_copy: Site) -> None:
    built_copy.untranslate(CATALOG, "Go on.")
    built_copy.untranslate(CATALOG, "Second steps")
    told = "source/articles/second.md: warning: “Second steps” was published in German and is no longer: "
    assert told in built_copy.run("check", "de").output
    result = built_copy.run("build")
    assert result.exit_code == 0
    assert told + "locales/de/articles/second.po: 0 % of the words are translated" in result.output
    assert "Translate more of it" in result.output
    assert "withheld" not in result.output
    again = built_copy.run("build")
    assert "no-longer-published" not in again.output
    assert "withheld de: Second steps" in again.output


@pytest.mark.parametrize(
    "option",
    [
        '"keep_at": {"de": 1}',
        *(pytest.param(one, marks=pytest.mark.long) for one in ('"keep_at": 0.8', '"policy": {"other": "withhold"}')),
    ],
)
def test_a_site_may_give_no_grace(option: str, built_copy: Site) -> None:
    built_copy.untranslate(CATALOG, "Go on.")
    built_copy.replace("pelicanconf.py", "GETTEXT = {", f"GETTEXT = {{{option},")
    assert "is no longer: " in built_copy.run("build").output
    assert 'content="noindex"' in built_copy.read("output/de/second.html")


def test_what_was_never_published_has_no_grace_and_a_stale_section_none_either(good_site: Site) -> None:
    good_site.untranslate(CATALOG, "Go on.")
    assert "withheld de: Second steps" in good_site.run("build").output
    assert good_site.run("build", "ar").exit_code == 0
    good_site.untranslate("locales/ar/articles/second.po", "Not even this.")
    result = good_site.run("build")
    assert result.exit_code == 1
    assert "was published in Arabic and is no longer: " in result.output
    assert "Translate it." in result.output
