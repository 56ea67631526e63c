"""What catalogs bring stays a text: through every filter, into every place, of whatever a theme does with it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jinja2 import Environment, Template
from jinja2.filters import FILTERS
from pelican.utils import truncate_html_words
from selectolax.lexbor import LexborHTMLParser
from unidecode import unidecode

from pipeline.characters import forbidden
from pipeline.model import Segment
from pipeline.plugin import templating
from pipeline.plugin.escapes import file_text, page_text
from pipeline.plugin.inert import (
    REFERENCES,
    SEPARATORS,
    STAND_INS,
    inert_html,
    inert_plain,
    inert_text,
    inert_value,
    inert_visitor,
    plain,
)
from pipeline.plugin.root_links import ROOT_MARK
from pipeline.plugin.site import Site
from tests.conftest import in_each_row
from tests.making import BASE, DE, PROJECT

ACTIVE = "".join(STAND_INS)
PARTS = (
    "${ { } / ! - -- ; &lt; &gt; &quot; &#34; &#x27; &amp;lt; &amp;amp;quot; &#346; &ltimes; &lt &nbsp; "
    "<b> </b> <script> </script> --> onfocus=alert(1) autofocus x é"
).split()
texts = st.lists(
    st.sampled_from([*ACTIVE, *PARTS, " ", '" onfocus="alert(1)', "</title><script>alert(1)</script>"]),
    min_size=1,
    max_size=12,
).map("".join)


# Texts


@given(texts)
def test_nothing_active_is_left_in_a_text_nor_comes_back_however_often_references_are_undone(text: str) -> None:
    for inert in (inert_plain(text), inert_text(text)):
        undone = inert if inert == inert_plain(text) else html.unescape(inert)
        assert set(ACTIVE).isdisjoint(undone), undone
    assert html.unescape(html.unescape(inert_text(text))) == html.unescape(inert_text(text))


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_nor_if_it_is_cut(text: str, start: int, end: int) -> None:
    assert set(ACTIVE).isdisjoint(html.unescape(inert_text(text)[start:end]).replace("&", "", 1)), text


@given(texts)
def test_what_is_inert_is_the_same_text(text: str) -> None:
    assert plain(inert_plain(text)) == text
    assert html.unescape(page_text(inert_text(text))).replace("\u2060", "") == html.unescape(text)
    assert inert_text(inert_text(text)) == inert_text(text)
    assert inert_html(inert_html(text)) == inert_html(text)


@given(texts, texts)
def test_a_value_has_no_markup_that_its_source_has_not_but_harmless_tags(translation: str, source: str) -> None:
    inert = inert_value(translation, source)
    if translation == source:
        assert inert == source
        return
    tree = LexborHTMLParser(f"<body><i>{page_text(inert)}</i></body>")
    known = {node.tag for node in LexborHTMLParser(f"<body><i>{source}</i></body>").css("*")}
    assert {node.tag for node in tree.css("*")} <= known | {"b"}
    assert inert_value(translation, "A word") == inert_text(translation)


@pytest.mark.parametrize(
    ("source", "translation", "shown"),
    [
        ("The best", 'Die "besten" & <i>x</i>', 'Die "besten" &amp; &lt;i&gt;x&lt;/i&gt;'),
        ("The <b>best</b>", 'Die "besten" & <i>x</i>', 'Die "besten" &amp; <i>x</i>'),
        ("The <b>best</b>", "<i>a", "&lt;i&gt;a"),
        ("The <b>best</b>", "<i onclick=x>a</i>", "&lt;i onclick=x&gt;a&lt;/i&gt;"),
        ("The <b>best</b>", "<abbr title='a\"<b>'>a</abbr>", "<abbr title='a\"&lt;b&gt;'>a</abbr>"),
        ("The <em class=a>best</em>", "Die <em class=a>besten</em>", "Die <em class=a>besten</em>"),
        ("The <em class=a>best</em>", "Die <em class=b>besten</em>", "Die &lt;em class=b&gt;besten&lt;/em&gt;"),
        ("<a href='%(u)s' title='a'>b</a>", "<a href='%(u)s' title='c'>d</a>", "<a href='%(u)s' title='c'>d</a>"),
        ("<a href='/'>b</a>", "<a href='//evil'>b</a>", "&lt;a href='//evil'&gt;b&lt;/a&gt;"),
        ("<em>a</em>", "</em>a<em>", "&lt;/em&gt;a&lt;em&gt;"),
        ("</b> or <b>", "</b> oder <b>", "</b> oder <b>"),
        ("a <!-- b -->", "c <!-- b -->", "c <!-- b -->"),
        ("a <!-- b -->", "c <!-- d -->", "c &lt;!-- d --&gt;"),
        ("AT&T", "AT&T &amp; &lt;", "AT&amp;T &amp; &lt;"),
        ("a", "l'an&nbsp;!", "l'an&nbsp;!"),
    ],
)
def test_a_value_is_shown_as_html_of_its_sources_kind(source: str, translation: str, shown: str) -> None:
    assert page_text(inert_value(translation, source)) == shown


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("/contact?x=1&y=2#a", "/kontakt?x=1&y=3#b"),
        ("/contact?x=1&amp;y=2", "/kontakt?x=1&amp;y=3"),
        ("/contact", "/kontakt?x=1&y=2#a"),
        ("contact.html", "kontakt.html#oben"),
        ("https://a.example/en?q=a%20b", "https://a.example/de?q=a%20c&d=%C3%A9"),
        ("#contact", "#kontakt"),
        ("search?lang=en&x=1", "suche?lang=de&x=1"),
        ("a.png?w=1 1x, b.png?w=2 2x", "c.png?w=1 1x, d.png?w=2 2x"),
        ("0;url=/en?a=b", "0;url=/de?a=c"),
        ("mailto:a@b.example?subject=Hello&body=x", "mailto:a@b.example?subject=Hallo&body=y"),
    ],
)
def test_an_address_that_is_translated_is_one_wherever_it_stands(source: str, translation: str) -> None:
    inert, meant = inert_value(translation, source), html.unescape(translation)
    assert set(ACTIVE).isdisjoint(inert)
    for expression in ("X", "X|e", "X|safe", "X|trim"):
        for place in ("<a href='@'>", '<a href="/x/@">', '<meta http-equiv=refresh content="@">', '<i data-x="@">'):
            page = rendered(place.replace("@", f"{{{{ {expression.replace('X', 'value')} }}}}"), value=inert)
            assert of_attribute(page.replace("<meta http-equiv=refresh ", "<i ")).removeprefix("/x/") == meant
        page = rendered(f"<p>{{{{ {expression.replace('X', 'value')} }}}}</p>", value=inert)
        assert LexborHTMLParser(page).css_first("p").text() == meant


@pytest.mark.parametrize("source", ["Laboratory", "R&D", "#news", "Is a=b?", "C#", "and/or"])
def test_a_title_that_looks_like_a_part_of_an_address_brings_no_parameter(source: str) -> None:
    page = rendered('<a href="/?t={{ value }}">', value=inert_value("Labor&u=evil", source))
    assert of_attribute(page) == "/?t=Labor%26u%3Devil"


@pytest.mark.parametrize(
    "expression",
    """
    X X|e X|safe X|lower X|upper X|title X|striptags X|forceescape X|truncate(200) X[:200] X|replace('red','r')
    'a'~X~'b'
    X|replace('\uff1b',',') [X,X]|join(',') X|string|trim X|striptags|e X|capitalize X.strip() "%s"|format(X)
    """.split(),
)
@pytest.mark.parametrize(
    "place", ['<p style="color: @">', "<p style='color: rgb(@)'>", "<style>.a { color: @ }</style>", "a.css"]
)
def test_a_name_ends_no_declaration_and_no_rule_of_a_style_and_is_no_function(place: str, expression: str) -> None:
    for source, name in (
        ("Red", "Red;position:fixed;top:0/**/;background:url(//evil)}*{font-size:0}@media print{\\"),
        ("Red <b>x</b>", "Red <b>x</b>&semi;position&colon;fixed&#59;url&lpar;a) &amp;#59;"),
    ):
        shown = f"{{{{ {expression.replace('X', 'value')} }}}}"
        template = place.replace("@", shown) if "@" in place else f".a {{ color: {shown} }}"
        hostile, tame = (
            file_text(template_of(template, "").render(value=text), place if "@" not in place else "a.html")
            for text in (inert_value(name, source), source)
        )
        written, original = (
            re.sub(r"\\[0-9a-f]+ ", "", html.unescape(found) if "style=" in place else found)
            for found in (hostile, tame)
        )
        for character in ":{}()@*\\" + ";" * (source == "Red"):  # an escaped `<` has one of its own in a style sheet
            assert written.count(character) <= original.count(character), hostile


def test_addresses_in_a_text_and_what_is_filled_in_stay_what_they_are() -> None:
    for text in ("Siehe https://a.example", "b@a.example", "mailto:b@a.example", "%(n)s {n} {{x}} {static}/a"):
        assert inert_value(f"{text} ä", text) == f"{text} ä"
    assert plain(inert_value("{x}{n}", "{n}")) == "{x}{n}" != inert_value("{x}{n}", "{n}")


def test_a_text_of_the_source_stays_as_its_author_wrote_it() -> None:
    answers = {"a \"b\" <c d='e'>": "a \"b\" <c d='e'>", "f": 'g"', "h": None}
    visit = inert_visitor(lambda segment: answers[segment.text])
    for text, wanted in (("a \"b\" <c d='e'>",) * 2, ("f", "g\ufdd6"), ("h", None)):
        assert visit(Segment(text, "title")) == wanted


def test_markup_of_a_body_stays_as_it_is() -> None:
    body = '<p class="a" id=b>c <a href="?d=1&amp;e=\'2\'" title="f">g</a><script>"<h>&amp;"</script><!-- "i" --></p>'
    assert inert_html(body) == body
    assert inert_html('<img alt=\'"&quot;&lt;\' src="a">"') == "<img alt='\ufde0\ufde0\ufddd' src=\"a\">\ufdd6"
    assert inert_html('<span lang="a><img src=x>">') == '<span lang="a\ufdde\ufdddimg src\ufdd8x\ufdde">'


def test_a_reference_that_does_not_end_is_a_text() -> None:
    for digits in ("1" * 9000, "0" * 9000 + "60", "x" + "0" * 9000 + "3c"):
        inert = inert_html(f"<p title='&#{digits};'>&#{digits};</p>")
        assert page_text(inert) == f"<p title='&amp;#{digits};'>&amp;#{digits};</p>"


# Filters

#: What each of Jinja's filters does to a hostile value, as a template would use it. They are all there.
CHAINS: dict[str, str] = {
    "attr": "X|attr('name')|default(X)",
    "batch": "X|batch(3)|first|join",
    "capitalize": "X|capitalize",
    "center": "X|center(80)",
    "d": "X|d('y')",
    "default": "X|default('y')",
    "dictsort": "{X: X}|dictsort|join",
    "e": "X|e",
    "escape": "X|escape|e",
    "first": "X|first",
    "forceescape": "X|forceescape",
    "format": "'%s %s'|format(X, X)",
    "groupby": "[{'a': X}]|groupby('a')|map('first')|join",
    "indent": "X|indent(2)",
    "items": "{X: X}|items|first|join",
    "join": "[X, X]|join('<br>')",
    "last": "X|last",
    "list": "X|list|join",
    "lower": "X|lower",
    "map": "[X]|map('upper')|join",
    "max": "[X]|max",
    "min": "[X]|min",
    "pprint": "X|pprint",
    "random": "[X]|random",
    "reject": "[X]|reject('none')|join",
    "rejectattr": "[{'a': X}]|rejectattr('b')|map(attribute='a')|join",
    "replace": "X|replace('&quot;', '\"')|replace('&lt;', '<')|replace('&amp;', '&')",
    "reverse": "X|reverse|reverse",
    "safe": "X|safe",
    "select": "[X]|select('string')|join",
    "selectattr": "[{'a': X}]|selectattr('a')|map(attribute='a')|join",
    "slice": "X|slice(1)|first|join",
    "sort": "[X, 'y']|sort|join",
    "string": "X|string",
    "striptags": "X|striptags",
    "sum": "[[X]]|sum(start=[])|join",
    "title": "X|title",
    "tojson": "X|tojson",
    "trim": "X|trim",
    "truncate": "X|truncate(9, True)",
    "unique": "[X, X]|unique|join",
    "upper": "X|upper",
    "urlencode": "X|urlencode",
    "urlize": "X|urlize",
    "wordwrap": "X|wordwrap(7)",
    "xmlattr": "'<i' ~ ({'title': X}|xmlattr) ~ '>'",
    # Several, as themes have them.
    "notmyidea": "X|striptags|safe|truncate(150)",
    "smallweb": "X|striptags|escape",
    "twice": "X|striptags|striptags|e|striptags",
    "cut": "X|truncate(12, True, '')|striptags",
    "joined": "'<b>' ~ X ~ '</b>' + X",
    "sliced": "X[1:9]",
    "method": "X.replace('&#34;', '\"').upper().strip()",
    "markup": "(X|safe).striptags()",
    "unescaped": "(X|safe).unescape()",
    "html": "X|unescape",
}
#: Those that give a number, or nothing of the value.
NUMBERS = {"abs", "count", "filesizeformat", "float", "int", "length", "round", "wordcount"}
PLACES = [
    "<p>@</p>",
    '<p title="@">',
    "<p title='@'>",
    '<meta content="@">',
    "<title>@</title>",
    "<textarea>@</textarea>",
]
CODE = [
    '<script>var a = "@";</script>',
    "<script>var a = `@`;</script>",
    "<p onclick=\"f('@')\">",
    "<p style='a: \"@\"'>",
]
HOSTILE = (
    '" autofocus tabindex=1 onfocus="alert(1)',
    "' onfocus='alert(1)",
    "</title><script>alert(1)</script>",
    "&quot;&gt;&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;quot;&amp;gt;&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "&#34; onfocus=&#x22;alert(1)",
    "`;alert(1);`${alert(1)}\\",
    "--><img src=x onerror=alert(1)>",
)


def test_each_filter_has_its_line() -> None:
    assert set(FILTERS) <= set(CHAINS) | NUMBERS


@cache
def environment(message: str, autoescape: bool = False) -> Environment:
    """That of a German site, of which one message is translated; a theme of it has a filter of its own, too."""
    site = Site(PROJECT, DE, BASE, {"theme": {(None, "Message"): (message,)}})
    made = Environment(autoescape=autoescape)
    made.filters["unescape"] = lambda text: html.unescape(str(text))
    templating.install(made, site)
    return made


@cache
def template_of(text: str, message: str) -> Template:
    return environment(message).from_string(text)


def rendered(template: str, *, message: str = "", **values: Any) -> str:
    """What a page has of a template that knows nothing of us, its addresses from the root as they are."""
    return page_text(template_of(template, message).render(**values)).replace(ROOT_MARK, "")


def as_title(text: str) -> str:
    return inert_value(text, "A title")


def as_summary(text: str) -> str:
    """As Pelican makes one of a body: of what Markdown has made of the text."""
    escaped = text if "&" in text else html.escape(text, quote=False)
    return truncate_html_words(inert_html(f"<p>Text {escaped}.</p>"), 8)


def surface(page: str) -> list[tuple[str, frozenset[str]]]:
    root = LexborHTMLParser(page).root
    nodes = root.traverse(include_text=False) if root is not None else ()
    return [(node.tag, frozenset(node.attributes)) for node in nodes if not node.tag.startswith("-") or node.tag == "-"]


#: What writes quotes or markup of its own, which no place but a text can hold, or parts a tag.
OWN_MARKS = {"dictsort", "pprint", "tojson", "wordwrap", "xmlattr"}


def handlers(page: str) -> list[str]:
    """The values of all handlers, and all that loads or runs something."""
    tree = LexborHTMLParser(page)
    values = [value for node in tree.css("*") for name, value in node.attributes.items() if name.startswith("on")]
    return [value for value in values if value] + [node.html or "" for node in tree.css("img, iframe, link, base")]


@pytest.mark.parametrize("make", [as_title, as_summary])
@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.heavy
def test_a_hostile_value_is_a_text_through_each_filter_in_each_place(chain: str, make: Any) -> None:
    for text in HOSTILE:
        for place in [*PLACES, *CODE]:
            template = place.replace("@", f"{{{{ {CHAINS[chain].replace('X', 'value')} }}}}")
            hostile, tame = (rendered(template, value=make(found)) for found in (text, "tame"))
            assert len(handlers(hostile)) == len(handlers(tame)), hostile
            # No theme puts markup into a value.
            is_text = make is as_title or "striptags" in CHAINS[chain] or place == PLACES[0]
            if is_text and (chain not in OWN_MARKS or (place == PLACES[0] and chain != "wordwrap")):
                assert surface(hostile) == surface(tame), hostile


@pytest.mark.parametrize("text", HOSTILE)
def test_a_code_that_a_template_puts_a_value_into_gets_it_as_a_text(text: str) -> None:
    tree = LexborHTMLParser(rendered("".join(CODE).replace("@", "{{ value }}"), value=as_title(text)))
    shown = html.unescape(text)
    first, second = (node.text().removeprefix("var a = ").removesuffix(";") for node in tree.css("script"))
    assert json.loads(first) == json.loads(f'"{second[1:-1]}"') == shown
    handler = tree.css_first("[onclick]").attributes["onclick"] or ""
    assert json.loads(handler.removeprefix("f(").removesuffix(")").replace("'", '"')) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_a_theme_message_is_a_text_wherever_it_stands(text: str) -> None:
    for place in [*PLACES, *CODE]:
        for call in ("{{ _('Message') }}", "{% trans %}Message{% endtrans %}", "{{ _('Message')|striptags|e }}"):
            template = place.replace("@", call.replace("'", '"') if "'@" in place else call)
            hostile, tame = (rendered(template, message=found) for found in (text, "tame"))
            assert surface(hostile) == surface(tame), hostile


@pytest.mark.parametrize("text", ["L'été d'Anna", 'Say "yes" & go', "R&D: 5 < 6 > 4", "C:\\ = $5 `x`", "a 'b'"])
@pytest.mark.parametrize(
    "expression", ["X", "X|e", "X|striptags", "X|striptags|e", "X|safe", "X|string", "X|truncate(80)", "X|forceescape"]
)
def test_an_honest_text_is_shown_as_it_is_in_each_place(text: str, expression: str) -> None:
    shown = f"{{{{ {expression.replace('X', 'value')} }}}}"
    places = f"<title>{shown}</title><p>{shown}</p><i title=\"{shown}\"></i><i title='{shown}'></i>"
    data = '<script type="application/ld+json">{"a": {{ value|tojson }}, "b": {{ value|striptags|tojson }}}</script>'
    page = rendered(places + data, value=as_title(text))
    tree = LexborHTMLParser(page)
    assert {tree.css_first(tag).text() for tag in ("title", "p")} == {text}
    assert {node.attributes["title"] for node in tree.css("i")} == {text}
    assert json.loads(tree.css_first("script").text()) == {"a": text, "b": text}


def test_a_word_with_an_apostrophe_is_one_word_of_a_summary() -> None:
    body = "<p>L'été d'Anna qu'on aime.</p>"
    for words in range(1, 5):
        assert page_text(truncate_html_words(inert_html(body), words)) == truncate_html_words(body, words)


@pytest.mark.parametrize("stand_in", [*STAND_INS.values(), *REFERENCES.values(), *SEPARATORS.values()])
def test_what_stands_in_for_a_character_is_itself_to_all_that_normalises_texts(stand_in: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        for text in (f"a{stand_in}b", f"\u1100{stand_in}\u1161", f"e{stand_in}\u0301"):
            assert normalize(form, text).count(stand_in) == 1
    for change in (str.upper, str.lower, str.casefold, str.swapcase, str.title, str.capitalize):
        assert change(stand_in) == stand_in
    assert unidecode(stand_in) == ""
    assert forbidden(stand_in)


# Strings of HTML

BODIES = st.lists(
    st.sampled_from(
        [
            *"<p> </p> <b>b</b> <br> &lt; &gt; &amp; &quot; &#39; &#x3C; &amp;lt; &amp;amp;lt; &nbsp; a é".split(),
            *"' \" = $5 ` */ /* 50% %27 > &ltimes; &LT; &lt;b&gt; -- {{ }}".split(),
            '<img alt="a&quot;b &lt;c&gt; l\'an" src="x?a=1&amp;b=%20">',
            "<i title='a\"b&#39;c&amp;lt;d'>i</i>",
            "&lt;img src=x onerror=alert(1)&gt;",
            " ",
        ]
    ),
    min_size=1,
    max_size=10,
).map("".join)
#: What a template makes of a body: the expression, how often it is escaped, whether it is HTML.
MADE = [
    ("X", 0, True),
    ("X|safe", 0, True),
    ("X|e", 1, True),
    ("X|escape|e", 1, True),
    ("X|e|forceescape", 2, True),
    ("X|e|forceescape|forceescape", 3, True),
    ("X|striptags", 0, False),
    ("X|striptags|truncate(9, True, '')", 0, False),
    ("X|striptags|e", 1, False),
    ("X|striptags|forceescape|forceescape", 2, False),
]


def of_attribute(page: str) -> str:
    found = LexborHTMLParser(page).css_first("body *").attributes
    return next(value or "" for value in found.values())


def of_element(page: str) -> str:
    return LexborHTMLParser(page).css_first("textarea").text()


def of_xml(page: str) -> str:
    return ElementTree.fromstring(page).text or ""


def between(page: str) -> str:
    return page[page.index("@") + 1 : page.rindex("@")]


def quoted(page: str) -> str:
    return json.loads(f'"{between(page)}"')


#: Where it is put: the file, its text, how the value is read, how often references are undone by that, and how often at
#: least a theme has to escape there what is HTML, and what is a text.
STRINGS: list[tuple[str, str, Callable[[str], str], int, int, int]] = [
    ("a.html", "<div>@{{ X }}@</div>", between, 0, 0, 1),
    ("a.html", '<i title="{{ X }}">', of_attribute, 1, 1, 1),
    ("a.html", "<i data-content='{{ X }}'>", of_attribute, 1, 1, 1),
    ("a.html", '<iframe srcdoc="{{ X }}">', of_attribute, 1, 1, 2),
    ("a.html", "<textarea>\n{{ X }}</textarea>", of_element, 1, 1, 1),
    ("a.html", '<script type="text/template">@{{ X }}@</script>', between, 0, 0, 1),
    ("a.html", "<script>@{{ X }}@</script>", quoted, 0, 1, 1),
    ("a.html", "<script>@{{ X|tojson }}@</script>", lambda page: json.loads(between(page)), 0, 0, 0),
    ("a.html", "<i data-x='{{ X|tojson }}'>", lambda page: json.loads(of_attribute(page)), 0, 0, 0),
    ("a.html", '<i onclick="{{ X|tojson|forceescape }}">', lambda page: json.loads(of_attribute(page)), 0, 0, 0),
    ("a.html", '<a href="{{ X|urlencode }}">', lambda page: unquote(of_attribute(page)), 0, 0, 0),
    ("a.html", '<a href="{{ X|urlencode|urlencode }}">', lambda page: unquote(unquote(of_attribute(page))), 0, 0, 0),
    ("a.json", "@{{ X|tojson }}@", lambda page: json.loads(between(page)), 0, 0, 0),
    ("a.json", "@{{ X|tojson|tojson }}@", lambda page: json.loads(json.loads(between(page))), 0, 0, 0),
    ("a.js", "a = @{{ X|tojson }}@", lambda page: json.loads(between(page)), 0, 0, 0),
    ("a.xml", "<a>{{ X }}</a>", of_xml, 1, 1, 1),
    ("a.xml", "<a><![CDATA[{{ X }}]]></a>", of_xml, 0, 0, 1),
    ("a.txt", "@{{ X }}@", between, 0, 0, 0),
]


def meaning(value: str, escaped: int, is_html: bool) -> str:
    for _ in range(escaped):
        value = html.unescape(value)
    return (LexborHTMLParser(f"<body><div>{value}").html or "") if is_html else value


@cache
def template_in(text: str, *, autoescape: bool, ours: bool) -> Template:
    made = environment("", autoescape) if ours else Environment(autoescape=autoescape)
    return made.from_string(text.replace(" }}", "|safe }}") if autoescape else text)


def meant(body: str, place: Any, made: Any, *, ours: bool, autoescape: bool) -> str:
    """What there is in the end for one who reads a string that a site, ours or the source's, has made of a body."""
    (name, template, read, undone, *_), (expression, escaped, is_html) = place, made
    template = template_in(template.replace("X", expression), autoescape=autoescape, ours=ours)
    return meaning(read(file_text(template.render(X=body), name)), escaped - undone, is_html)


@pytest.mark.parametrize("place", STRINGS, ids=lambda place: place[1])
@given(body=BODIES, made=st.sampled_from(MADE), autoescape=st.booleans())
@in_each_row()
@pytest.mark.heavy
def test_a_file_means_what_the_sources_means_where_translations_are_the_source(
    place: Any, made: Any, body: str, autoescape: bool
) -> None:
    _, escaped, is_html = made
    assume(escaped >= place[4 if is_html else 5])
    original = meant(body, place, made, ours=False, autoescape=autoescape)
    assert meant(inert_html(body), place, made, ours=True, autoescape=autoescape) == original


@pytest.mark.parametrize("place", STRINGS, ids=lambda place: place[1])
@given(text=texts, mark=st.sampled_from(["", "'", '"']), made=st.sampled_from(MADE), autoescape=st.booleans())
@in_each_row()
@pytest.mark.heavy
def test_whoever_makes_a_page_of_a_string_of_html_finds_a_text_in_it(
    place: Any, text: str, mark: str, made: Any, autoescape: bool
) -> None:
    """What is admitted in a body is a text as Markdown escapes it, and a value as its quotation mark demands."""
    _, escaped, is_html = made
    assume(is_html and escaped >= place[4])
    value, shown = html.escape(text).replace(" ", "&#32;"), html.escape(text, quote=False)
    hostile, tame = (
        surface(meant(inert_html(body), place, made, ours=True, autoescape=autoescape))
        for body in (f"<p title={mark}{value}{mark}>{shown}{mark}</p>", f"<p title={mark}a{mark}>a{mark}</p>")
    )
    assert hostile == tame


# Placeholders


@pytest.mark.parametrize(
    ("source", "translation", "values", "shown"),
    [
        ("Sold", "%50 indirim %27 100%", None, "%50 indirim %27 100%"),
        ("50% off", "%50 indirim %27", None, "%50 indirim %27"),
        ("%(n)s pages", "%(n)s Seiten %27 50%", {"n": 3}, "3 Seiten %27 50%"),
        ("%(n)s pages", "%(n)s Seiten, 100%%27", {"n": 3}, "3 Seiten, 100%27"),
        ("%(n)d%% of %(m)s", "%%27 %(m)s: %(n)d%%", {"n": 3, "m": "x"}, "%27 x: 3%"),
        ("%s pages", "Seiten: %s &percnt;27", ("x",), "Seiten: x %27"),
        ("100%% new", "100%% neu", (), "100% neu"),
        ("100%% new", "100%% neu", None, "100%% neu"),
        ("100%% new", "%%27 neu", None, "%%27 neu"),
        ("R&amp;D <b>%s</b>", "F&amp;E <b>%s</b> %27", ("x",), "F&E x %27"),
    ],
)
def test_a_percent_sign_is_a_character_but_in_a_placeholder_of_the_source(
    source: str, translation: str, values: Any, shown: str
) -> None:
    inert = inert_value(translation, source)
    filled = inert if values is None else inert % values
    assert not re.search("%[0-9A-Fa-f]{2}", filled)
    assert LexborHTMLParser(page_text(f"<p>{filled}</p>")).css_first("p").text() == shown
