"""Translations are data from strangers: whatever the checks admit is harmless on the page."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import polib
import pytest
from docutils.core import publish_doctree
from docutils.parsers.rst import roles
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline.checks.checker import Checker
from pipeline.checks.pair import Fault
from pipeline.checks.render import Renderer
from pipeline.checks.security import security_faults
from pipeline.markup import HARMLESS_TAGS
from pipeline.model import Language, Notation, Segment
from pipeline.sources.walkers.markdown_extension import SegmentReader
from tests.cases import MARKDOWN
from tests.conftest import ROOT, Site
from tests.vectors import VECTORS

KINDS = ["paragraph", "heading 2", "list item", "table cell", "term", "definition"]
RENDERER = Renderer(MARKDOWN)


def faults(source: str, translation: str, notation: Notation = Notation.MARKDOWN, kind: str = "paragraph") -> list[str]:
    return [fault.message for fault in security_faults(source, translation, notation, kind, RENDERER)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_translation_is_inadmissible_or_renders_as_the_source_does(kind: str) -> None:
    wanted = _tags(RENDERER.render("A", Notation.MARKDOWN, kind))
    admitted = [vector for vector in VECTORS if not faults("A sentence.", vector, kind=kind)]
    assert [one for one in admitted if _tags(RENDERER.render(one, Notation.MARKDOWN, kind)) != wanted] == []


def test_a_hostile_translation_of_raw_html_is_inadmissible_or_text() -> None:
    admitted = [vector for vector in VECTORS if not faults("A sentence.", vector, Notation.HTML)]
    assert [vector for vector in admitted if _tags(vector) != _tags("A")] == []


@pytest.mark.parametrize("mark", ["\ue000\ue011\ue001", "&#xE000;&#xE011;&#xE001;", "\uf8f1", "&#xF8F2;"])
def test_no_text_claims_to_be_another_message_or_the_end_of_itself(mark: str) -> None:
    assert faults("A moon", f"Mond {mark}")
    assert not faults(f"A moon {mark}", f"Mond {mark}")


@pytest.mark.parametrize("mark", ["wzxhzdk:0", "klzzwxh:0000", "zz1337820767766393qq", "qq3936677670287331zz"])
@pytest.mark.parametrize("notation", [Notation.MARKDOWN, Notation.HTML, Notation.TEXT])
def test_a_mark_of_the_parsers_own_is_inadmissible(mark: str, notation: Notation) -> None:
    assert any(mark in message for message in faults("A sentence.", f"Ein {mark} Satz.", notation))


@pytest.mark.parametrize("character", ["\ufdd0", "\ufdd3", "\ufdef", "\ua7f7", "\uffa0", "\uffff"])
@pytest.mark.parametrize("notation", list(Notation))
def test_a_character_for_internal_use_is_inadmissible(character: str, notation: Notation) -> None:
    assert faults("A sentence.", f"Ein {character} Satz.", notation)
    assert not faults(f"A {character}.", f"Ein {character}.", notation)


@pytest.mark.parametrize("point", [0x115F, 0x1160, 0x17B4, 0x3164, 0x2062, 0x206A, 0xFFF9, 0x13441, 0x1D173, 0xE0041])
@pytest.mark.parametrize("notation", list(Notation))
def test_what_shows_nothing_where_letters_stand_is_inadmissible(point: int, notation: Notation) -> None:
    assert faults("A sentence.", f"Ein{chr(point)} Satz.", notation)
    assert not faults(f"A {chr(point)}.", f"Ein {chr(point)}.", notation)


@pytest.mark.parametrize(
    "translation",
    [
        "می‌خواهم",
        "क्‍ष",
        "ᠮᠣᠩᠭᠣᠯ᠋ᠠ",
        "葛󠄀城",
        "❤️",
        "a͏e",
        "Sil­be",
        "ไทย​ไทย",
        "אב‎ג",
        "عربي؜",
    ],
)
def test_what_is_unseen_and_languages_need_is_admitted(translation: str) -> None:
    assert faults("A sentence.", translation) == []


@pytest.mark.parametrize(("notation", "count"), [(Notation.MARKDOWN, 40), (Notation.HTML, 2), (Notation.HTML, 15)])
@pytest.mark.parametrize("tags", [("sub",), ("sup",), ("sub", "sup"), ("code",)])
def test_a_text_is_not_made_smaller_again_and_again(tags: tuple[str, ...], notation: Notation, count: int) -> None:
    opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
    assert faults("No advice.", f"{opened * count}Kein Rat.{closed * count}", notation)
    assert not faults("x<sub>i</sub>", "x<sub>i<sup>2</sup></sub>, y<sub>i</sub>, <sub>k</sub>", notation)


@pytest.mark.parametrize("count", [100, 700])
@pytest.mark.parametrize("tag", ["b", "i", "q", "span"])
def test_elements_are_not_within_each_other_beyond_all_reason(tag: str, count: int) -> None:
    for notation in (Notation.MARKDOWN, Notation.HTML):
        assert faults("No advice." * 60, f"<{tag}>" * count + "Kein Rat." + f"</{tag}>" * count, notation)


def test_markup_in_a_title_is_inadmissible() -> None:
    assert [one for one in VECTORS if "<" in one and not faults("A title", one, Notation.TEXT)] == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("A *word*.", "Ein **Wort**."),
        ("A word.", "Ein *Wort*<br>und <sub>2</sub>."),
        ("See [here](a.html) and [there](b.html).", "Siehe [dort](b.html) und [hier](a.html)."),
        ('[x](a.html "Title")', '[x](a.html "Titel")'),
        ("![moon](m.svg)", "![Mond](m.svg)"),
        ("5 < 6", "5 < 6 & mehr"),
        ("Plain", "„Anführung“ – 100 %"),
        ("A [b](c){: .d }", "[b](c){: .d } A"),
        ("Text", "<span lang='la'>textus</span>"),
        ("100 % sure", "100 % sicher"),
    ],
)
def test_an_honest_translation_is_admitted(source: str, translation: str) -> None:
    assert faults(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("%(count)s articles", "Artikel"),
        ("%(count)s articles", "%(conut)s Artikel"),
        ("%(count)s articles", "%(count)s %(count)s Artikel"),
        ("%(count)s articles", "%(count)100000000s Artikel"),
        ("%(count)s articles", "%(count)s 100% Artikel"),
        ("back to {}", "zurück"),
        ("back to {}", "zurück {} {}"),
        ("back to {}", "zurück {0.__class__}"),
        ("plain", "%(name)s"),
    ],
)
def test_a_translation_with_other_placeholders_is_inadmissible(source: str, translation: str) -> None:
    assert faults(source, translation, Notation.TEXT)


def test_a_translation_may_do_without_a_link_of_pelican_s() -> None:
    assert faults("See [the first]({filename}first.md).", "Siehe das erste.") == []
    assert faults("Back to ({filename}.txt)", "Zurück", Notation.TEXT)
    assert faults("Nothing.", "[x]({filename}first.md)")


@pytest.mark.parametrize(
    ("attributes", "is_admitted"),
    [
        ('href="https://de.example/b" target="_blank"', True),
        ('href="https://de.example/b"', True),
        ('href="https://de.example/b" target="_top"', False),
        ('href="https://de.example/b" target="_blank" onclick="x"', False),
        ('href="https://other.example/b" target="_blank"', False),
    ],
)
def test_a_link_to_an_allowed_host_has_what_a_link_of_the_source_has(attributes: str, is_admitted: bool) -> None:
    source = 'See <a href="https://en.example/a" target="_blank">this</a>.'
    translation = f"Siehe <a {attributes}>dies</a>."
    hosts = frozenset({"de.example"})
    found = security_faults(source, translation, Notation.MARKDOWN, "paragraph", RENDERER, hosts)
    assert (list(found) == []) is is_admitted


@pytest.mark.parametrize(
    "title",
    [
        "&lt;b&gt;",
        "&ltimg src=x onerror=alert(1) x=",
        "&#60;b",
        "&#x3c;b",
        "&amp;lt;b",
        'a" onclick="x',
        "&quot;",
        "one\ntwo",
    ],
)
def test_a_title_cannot_become_markup_by_way_of_entities(title: str) -> None:
    assert faults("A title", title, Notation.TEXT, "title")


@pytest.mark.parametrize("title", ["AT&T & R&D", "5 < 6".replace("<", "≤"), "„Zitat“ – ’s", "100 %"])
def test_an_honest_title_is_admitted(title: str) -> None:
    assert faults("A title", title, Notation.TEXT, "title") == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("The <em>best</em> one", "Die <em>beste</em> &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("The <em>best</em> one", 'Die <em>beste</em>" autofocus onfocus="alert(1)'),
        ("The <em>best</em> one", "Die <em>beste</em> &amp;lt;script"),
        ("The <em>best</em> one", "Die <em>beste</em>\n"),
        ("The <em>best</em> one", "Die <em onclick=alert(1)>beste</em>"),
        ("a < b", 'a" onfocus="alert(1) < b'),
        ("a < b", "a < b > c"),
        ("Q&amp;A", "F&amp;lt;script&amp;gt;"),
        ("Q&amp;A", "F&amp;amp;amp;quot;A"),
    ],
)
@pytest.mark.parametrize("kind", ["title", "setting SITENAME", "tag", "template"])
def test_a_plain_text_is_one_whatever_its_source_has(source: str, translation: str, kind: str) -> None:
    assert faults(source, translation, Notation.TEXT, kind)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("The <em>best</em> one", "Das <em>beste</em> &nbsp; von <b>allen</b> & mehr"),
        ("a < b", "a < b, l'un"),
        ("Q&amp;A", "F&amp;A"),
        ('The "best" <b>one</b>', 'Der "beste" <b>Mann</b>'),
        ("<a href='%(url)s' title='Home'>Home</a>", "<a href='%(url)s' title='Start'>Start</a>"),
    ],
)
def test_an_honest_text_with_its_sources_markup_is_admitted(source: str, translation: str) -> None:
    assert faults(source, translation, Notation.TEXT, "title") == []


def test_what_a_template_shows_as_it_is_gets_no_link_even_to_a_known_host() -> None:
    source, translation = "See <b>here</b>", 'Siehe <a href="https://tiny.example/">hier</a>'
    hosts = frozenset({"tiny.example"})
    for notation, wanted in ((Notation.TEXT, ["markup"]), (Notation.HTML, [])):
        found = security_faults(source, translation, notation, "title", RENDERER, hosts)
        assert [fault.rule for fault in found] == wanted


def test_a_summary_cannot_leave_the_attribute_that_themes_put_it_into() -> None:
    assert faults("A summary.", '0;url=//evil.example" http-equiv="refresh', kind="summary")
    for entity in ("&quot;", "&#34;", "&#x22;"):
        assert faults("A summary.", f"0;url=//evil.example{entity} http-equiv={entity}refresh", kind="summary")
        assert faults(f"A {entity}summary{entity}.", 'Eine "Zusammenfassung".', kind="summary") == []
    assert faults('A [link](a.html "Title").', 'Ein [Link](a.html "Titel").', kind="summary") == []


@pytest.mark.parametrize("link", ["{attach}/etc/passwd", "{static}../secret", "|filename|x.md", "{filename}other.md"])
def test_a_translation_cannot_make_pelican_read_another_file(link: str) -> None:
    source = '[a](a.html "Title")'
    assert faults(source, f"[a](a.html \"x data='{link}'\")")
    assert faults("Text", f"Text {link}")


@pytest.mark.parametrize("mark", ["*", "_", "[", "![", "`", "<", "](", "**a", "[a](", "&#", "{", "<a "])
def test_no_translation_makes_the_parser_run_away(mark: str) -> None:
    """Where one did, the time limit of every test would end this one."""
    for count in (10, 400, 50_000):
        text = mark * count + "x" + mark * count
        list(security_faults("A sentence.", text, Notation.MARKDOWN, "paragraph", Renderer(MARKDOWN)))


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("<>/&;:{}[]()*_`!\"'=# scriptonhref"), st.characters(codec="utf-8")),
        max_size=60,
    ),
    st.sampled_from(KINDS),
)
def test_whatever_is_admitted_is_harmless(translation: str, kind: str) -> None:
    if faults("A sentence with [a link](a.html).", translation, kind=kind):
        return
    tree = LexborHTMLParser(RENDERER.render(translation, Notation.MARKDOWN, kind))
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert name in ("href", "lang", "dir", "title"), (node.html, translation)
            assert name != "href" or value == "a.html"
    assert tree.css("script, style, iframe, object, embed, form, meta, link, base, svg, math") == []


def _tags(html: str) -> list[str]:
    # Cells and rows are only seen where a table is around them.
    inside = f"<table><tr>{html}</tr></table>" if html.lstrip("<div>\n").startswith(("td", "th")) else html
    tree = LexborHTMLParser(f"<body>{inside}</body>")
    return [f"{node.tag} {node.attributes}" for node in tree.css("*") if node.tag != "br"]


@pytest.mark.whole
def test_an_inadmissible_translation_is_shown_in_the_source_language_on_the_page(good_site: Site) -> None:
    good_site.replace("locales/de/articles/first.po", 'msgstr "Anfang"', 'msgstr "Anfang<script>alert(1)</script>"')
    good_site.run("build", "de")
    page = good_site.read("output/de/first.html")
    assert "<script" not in page
    heading = LexborHTMLParser(page).css("main h2")[0]
    assert heading.text() == "Beginning"
    assert (heading.attributes["lang"], heading.attributes["dir"]) == ("en", "ltr")


@pytest.mark.whole
def test_a_theme_message_cannot_leave_the_attribute_it_stands_in(good_site: Site) -> None:
    good_site.replace("locales/de/theme.po", "Mit „Sorgfalt“ gemacht", "Mit 'Sorgfalt' & mehr > gemacht")
    good_site.run("build", "de")
    page = LexborHTMLParser(good_site.read("output/de/index.html"))
    assert [node.attributes["title"] for node in page.css("p[title]")] in (
        ["Mit 'Sorgfalt' & mehr > gemacht"],
        ["Made with care"],
    )


@pytest.mark.whole
def test_a_catalog_cannot_name_a_path(good_site: Site) -> None:
    template = good_site.read("locales/templates/articles/first.pot")
    for field in ("slug", "2026-01-02", "first.html"):
        assert f'msgid "{field}"' not in template
    forged = '\nmsgid "first"\nmsgstr "../../evil"\n\nmsgid "2026-01-02"\nmsgstr "2030-01-01"\n'
    good_site.write("locales/de/articles/first.po", good_site.read("locales/de/articles/first.po") + forged)
    assert good_site.run("build", "de").exit_code == 0
    assert not list(good_site.root.parent.glob("**/evil*"))
    assert (good_site.root / "output/de/first.html").is_file()


# Whole pages: a site in which every translation is hostile.

_BLOCKS = """\
Title: Title {n}
Slug: a{n}
Date: 2026-01-02
Category: Care
Tags: tag {n}
Summary: Summary {n}.

Paragraph {n} with [a link](https://tiny.example/).

## Heading {n}

- List item {n}

| Table heading {n} |
|---|
| Table cell {n} |

Term {n}
:   Definition {n}

<div>Raw {n}</div>
"""


def _site_of(site: Site, texts: tuple[str, ...]) -> list[LexborHTMLParser]:
    """The pages of a site whose translations are these texts, wherever they are admissible, and its feed."""
    site.replace("pelicanconf.py", '"locales": ["ar", "de"]', '"locales": ["de"], "publish_at": 0')
    site.replace("pelicanconf.py", '{"disclaimer": "#disclaimer", "contact": "#contact"}', "{}")
    for path in (site.root / "source" / "articles").iterdir():
        path.unlink()
    for number in range(len(texts)):
        site.write(f"source/articles/a{number}.md", _BLOCKS.format(n=number))
    for name in ("article", "page"):  # whether a page is all translated is not the question
        path = f"theme/templates/{name}.html"
        site.replace(path, "<h1", f"{{% if partly_translated({name}) %}}{{% endif %}}<h1")
    assert site.run("update", "de").exit_code == 0
    for path in sorted((site.root / "locales" / "de").rglob("*.po")):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            found = re.search(r"(\d+)", entry.msgid)
            index = int(found[1]) if found else sum(map(ord, entry.msgid)) % len(texts)
            # Control characters are refused with the whole file: they are tried elsewhere.
            text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", texts[index])
            entry.msgstr = "" if entry.msgid_plural else text
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, text)
            if "\n" in entry.msgstr[-1:]:
                entry.msgstr += "x"
        catalog.save(str(path))
    result = site.run("build", "de")
    assert result.exit_code in (0, 1), result.output
    pages = [path.read_text(encoding="utf-8") for path in sorted((site.root / "output" / "de").rglob("*.html"))]
    feed = ElementTree.parse(site.root / "output" / "de" / "feeds" / "all.atom.xml")
    return [LexborHTMLParser(text) for text in (*pages, *filter(None, feed.getroot().itertext()))]


def _surface(trees: list[LexborHTMLParser]) -> tuple[set[str], set[tuple[str, str]], set[str]]:
    """The elements, the attributes and the hosts and schemes of all pages."""
    tags, attributes, origins = set(), set(), set()
    for tree in trees:
        for node in tree.root.traverse(include_text=False):
            tags.add(node.tag)
            for name, value in node.attributes.items():
                attributes.add((node.tag, name))
                if name in ("href", "src", "action", "data", "poster", "srcset", "cite", "formaction", "xlink:href"):
                    parts = urlsplit((value or "").strip())
                    origins.add(f"{parts.scheme}://{parts.netloc}")
    return tags, attributes, origins


@pytest.mark.whole
@pytest.mark.parametrize("part", [pytest.param(1, marks=pytest.mark.long), 9])
def test_a_site_of_hostile_translations_is_a_site_like_any_other(good_site: Site, tmp_path: Path, part: int) -> None:
    """Each vector is judged, and rendered, in the tests above."""
    harmless = Site(tmp_path / "harmless")
    shutil.copytree(good_site.root, harmless.root)
    clean = _surface(_site_of(harmless, ("Ein Text",) * 10))
    hostile = _surface(_site_of(good_site, VECTORS[::part]))
    allowed_attributes = {(tag, name) for tag in ("span", "bdi", "q") for name in ("lang", "dir")} | {("abbr", "title")}
    # What stays in the source language is marked as such, block by block.
    allowed_attributes |= {(tag, name) for tag, name in hostile[1] if name in ("lang", "dir")}
    assert hostile[0] <= clean[0] | HARMLESS_TAGS
    assert hostile[1] <= clean[1] | allowed_attributes
    assert hostile[2] <= clean[2] | {"https://tiny.example"}  # the source's own, where it stays
    assert not any(name.startswith("on") for _, name in hostile[1])


def test_the_page_on_security_names_tests_that_exist() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`((?:\w+/)*test_\w+\.py)(?:::(\w+))?`", page))
    assert len(names) > 10
    for path, name in names:
        text = (ROOT / "tests" / path).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in text, name
    assert f"{len(VECTORS)} vectors" in page


ROLES = """.. role:: key(raw)
   :format: html

.. role:: plain

Press :key:`<kbd>Enter</kbd>` now, or :plain:`Esc`.
"""


@pytest.mark.parametrize(
    "translation",
    [
        "Drücken Sie :key:`<script>alert(1)</script>`, oder :plain:`Esc`.",
        "Drücken Sie :none:`x` :key:`<kbd>Enter</kbd>`, oder `b <javascript:alert(1)>`__.",
    ],
)
@pytest.mark.parametrize("is_known", [True, False])
def test_what_a_documents_own_roles_let_through_is_not_changed(
    translation: str, is_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the process that judges has read the document, and so knows its roles, or another has."""
    monkeypatch.setattr(roles, "_roles", {})
    if is_known:
        publish_doctree(ROLES)
    source = "Press :key:`<kbd>Enter</kbd>` now, or :plain:`Esc`."
    assert faults(source, translation, Notation.RST)
    assert not faults(source, source, Notation.RST)


@pytest.mark.parametrize(
    "tail",
    ["<![x](y.png)", "<![", "<![CDATA[", "<!ELEMENT [", "<!--", "<?", "</", "<b", "<img src=x onerror=alert(1) x='"],
)
def test_what_a_translation_begins_and_does_not_end_is_refused(tail: str) -> None:
    """A page goes on behind it, and would become a part of it."""
    assert faults("A <b>dose</b>.", f"Eine <b>Dosis</b> {tail}", Notation.HTML)
    assert not faults("A <b>dose</b>.", "Eine <b>Dosis</b> <", Notation.HTML)


@pytest.mark.parametrize("notation", [Notation.RST, Notation.MARKDOWN])
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "evil@evil.example", "https://evil.example", "www.evil.example"]
)
def test_an_address_that_stands_alone_is_a_link_where_the_parser_makes_one(address: str, notation: Notation) -> None:
    renderer = Renderer({"extensions": ["pymdownx.magiclink"]})
    faulty = {
        fault.rule for fault in security_faults("Rest.", f"Ruhe {address} hier.", notation, "paragraph", renderer)
    }
    assert "bare-address" in faulty
    assert ("markup" in faulty) == ("<a" in renderer.render(f"Ruhe {address} hier.", notation, "paragraph"))


@pytest.mark.parametrize("written", ["&#x202e;5 mg&#x202d;", "&#8238;5 mg", "5 mg &#917569;", "&amp;#x202e;5 mg"])
@pytest.mark.parametrize("notation", [Notation.MARKDOWN, Notation.HTML, Notation.TEXT])
def test_a_control_is_one_however_it_is_written(written: str, notation: Notation) -> None:
    assert "characters" in {
        fault.rule for fault in security_faults("5 mg", written, notation, "paragraph", Renderer({}))
    }


@pytest.mark.parametrize(
    ("translation", "is_admitted"),
    [
        ('<span dir="rtl">5 - 10 mg</span>', False),
        ("<bdi dir=RTL>5 - 10 mg</bdi>", False),
        ('<bdi dir="rtl">5 - 10 mg</bdi> א', False),
        ('<span dir="rtl">א 5 - 10 mg</span>', False),
        ('<span dir="rtl">٥ - ١٠ ملغ</span>', True),
        ('<span dir="rtl">חיפה (a)</span>', True),
        ('<span dir="ltr">5 - 10 mg</span>', True),
        ('<span dir="ltr">+49 5</span>', True),
        ('<span dir="ltr">ISO (ايزو) standard</span>', True),
        ('<span dir="ltr">كلمة HTML هنا</span>', False),
    ],
)
def test_an_element_turns_only_what_is_mostly_written_so(translation: str, is_admitted: bool) -> None:
    assert (not faults("5 - 10 mg", translation, Notation.HTML)) is is_admitted


@pytest.mark.parametrize(
    "endless", ["&#" + "9" * 5000 + ";", "&amp;#" + "9" * 5000, '<abbr title="&#0' + "0" * 5000 + '">x</abbr>']
)
@pytest.mark.parametrize("notation", Notation)
def test_a_reference_without_end_is_refused_and_stops_nothing(endless: str, notation: Notation) -> None:
    assert list(security_faults("Rest. " * 1000, endless, notation, "paragraph", Renderer({})))


class Unasked(Renderer):
    """A parser that nobody may ask."""

    def render(self, text: str, notation: Notation, kind: str) -> str:
        raise AssertionError


COSTLY = [
    *"[ ![ [a]( [a][ [^ ]: * ** _ *a __a ` ``a < <a <b><i> </b> <!--".split(),
    *("&", "&#", "&amp;", "(", "\\", "|", ":", "{", "{:", "{a", "~", "^", "$", "@", "#", "=", "+", "!", "{%", "%("),
    *("a.", "/", "a/", "a.b@", ".-"),
    *(":a:`", "`a`_ ", "`a`__ ", "|ab| ", "^[", '<a href="', "\n", "\n- ", "a:\n"),
    *("1 ", "1.", "1,", "1 1 1 ", "2026-01-02 ", "5 mg ", "12:30 ", "1/", "1-", "5% ", "½5 ", "٥ "),
]


@pytest.mark.parametrize("notation", Notation)
def test_more_marks_or_numbers_than_a_text_can_need_are_read_by_nothing(notation: Notation) -> None:
    """Counted, not timed: what is refused depends on no machine's speed."""
    source = "A sentence of some words. " * 100

    def rules(family: str, length: int) -> list[str]:
        text = (family * length)[:length]
        return [one.rule for one in security_faults(source, text, notation, "paragraph", Unasked(MARKDOWN))]

    rows = [(family, length) for family in COSTLY for length in (1400, 20_000)]
    assert [row for row in rows if rules(*row) != ["size"]] == []


def test_marks_are_nested_little_deeper_than_in_the_source() -> None:
    source = "A sentence of some words. " * 10
    (fault,) = security_faults(source, "]" * 50 + "[x] [" * 20, Notation.MARKDOWN, "paragraph", Unasked(MARKDOWN))
    assert fault.message == "marks nested 20 deep, more than 10"
    assert not faults(source + "(" * 15 + ")" * 15, "(" * 20 + "xyz" + ")" * 20)


def test_a_translation_may_have_the_marks_and_numbers_of_its_source_however_many() -> None:
    source = "Take *5 mg* at 8:30, or [call](https://a.example/#b) us (1 of 2).\n" * 150
    assert not faults(source, source.replace("Take", "Nehmen Sie"))


@pytest.mark.parametrize("notation", [Notation.MARKDOWN, Notation.TEXT])
@pytest.mark.parametrize(
    "family", [*"a.-/'“«é中。", "a ", "  ", "... ", ", ", "; ", '"x" ', "„x“ ", "two hundred ", "eins und "]
)
@pytest.mark.heavy
def test_what_is_judged_takes_work_in_proportion_to_its_length(family: str, notation: Notation) -> None:
    """Counted, not timed: four times the text takes four times the calls, and not the square of that."""
    checker = Checker(Renderer(MARKDOWN), Language.of("en"))

    def work(length: int) -> int:
        source = (family * length)[:length]
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            list(checker.security(source, f"x {source}", notation, "paragraph"))
            list(checker.remarks(source, f"x {source}", notation, "paragraph", Language.of("de")))
        finally:
            sys.setprofile(None)
        return calls

    work(100)  # what is made once is made
    assert work(2000) < 10 * work(500)


@pytest.mark.parametrize(
    "translation",
    [
        r"Kein Rat \{\{ x \}\}",
        "Kein Rat &#123;&#123; x &#125;&#125;",
        "Kein Rat {<b></b>{ x }<b></b>}",
        "Kein Rat &lbrace;% x %&rbrace;",
    ],
)
def test_template_syntax_that_readers_see_is_inadmissible_however_it_is_written(translation: str) -> None:
    assert any("belongs to templates" in fault for fault in faults("No advice", translation))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Hello {{ user }}", "Hallo {{ constructor.constructor(x)() }}"),
        ("{% youtube abc %}", "{% include /etc/passwd %}"),
    ],
)
def test_template_syntax_is_the_sources_own(source: str, translation: str) -> None:
    assert any("is not in the source" in fault for fault in faults(source, translation))
    assert faults(source, source) == []


DOCUMENT = """This is not advice.

Ask [us][home], [desk] or [them][].

[home]: https://own.example/x
[desk]: https://own.example/desk "Desk"
[them]: /them
"""


@pytest.mark.parametrize(
    "added",
    [
        "![x][home]",
        "[hier][home]",
        "[home]",
        "[Home][]",
        "![home]",
        "![x][HOME]",
        "[*hier*][desk]",
        "[a\nb][home]",
        "[^1]",
    ],
)
def test_a_label_that_another_text_of_its_document_uses_is_the_sources_own(added: str) -> None:
    segments: dict[str, Segment] = {}
    SegmentReader(MARKDOWN).walk(DOCUMENT, lambda one: str(segments.setdefault(one.text, one).text))

    def found(source: str, translation: str) -> list[Fault]:
        one = segments[source]
        return [
            *security_faults(one.text, translation, one.notation, one.kind, RENDERER, frozenset(), one.surroundings)
        ]

    assert any(fault.rule == "markup" for fault in found("This is not advice.", f"Dies ist kein Rat. {added}"))
    assert not found("This is not advice.", "Dies ist [sic] kein Rat [1][2].")
    source = "Ask [us][home], [desk] or [them][]."
    assert not found(source, source)
    assert not found(source, "Fragen Sie [das Team][them], [uns][Home] oder die [desk].")
    assert not found(source, "Fragen Sie [das Team][them].")


@pytest.mark.parametrize("tab", ["\t", "&#9;", "&Tab;"])
@pytest.mark.parametrize("kind", ["summary", "title", "paragraph"])
def test_a_tab_ends_no_string_of_data(kind: str, tab: str) -> None:
    notation = Notation.TEXT if kind == "title" else Notation.MARKDOWN
    found = security_faults("A few words", f"Einige{tab}Wörter", notation, kind, RENDERER)
    assert {"characters", "plain-text"} & {fault.rule for fault in found}
    assert not list(security_faults(f"A few{tab}words", f"Einige{tab}Wörter", notation, kind, RENDERER))
