"""What catalogs brought is a text at whatever place it came to stand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline.plugin.escapes import file_text, page_text
from pipeline.plugin.inert import STAND_INS, force_escape, inert_plain, inert_text
from tests.test_spans import SOUP

ALL = "".join(STAND_INS)
TEXT = inert_plain(ALL)
HOSTILE = "%27)-a('<*/"
SCRIPT = r"\u002527)-a(\u0027\u003c\u002a/"


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("<p>{}</p>", "<p>&lt;&gt;&amp;\"'`=\\$*%#</p>"),
        ("<title>{}</title>", "<title>&lt;&gt;&amp;\"'`=\\$*%#</title>"),
        ('<p title="{}">', '<p title="&lt;&gt;&amp;&quot;\'`=\\$*%#">'),
        ("<p title='{}'>", "<p title='&lt;&gt;&amp;\"&#39;`=\\$*%#'>"),
        ("<p title={}>", "<p title=&lt;&gt;&amp;&quot;&#39;&#96;&#61;\\$*%#>"),
        ("<p {}>", "<p &lt;&gt;&amp;&quot;&#39;&#96;&#61;\\$*%#>"),
        ("<!-- {} -->", "<!-- &lt;&gt;&amp;&quot;&#39;&#96;&#61;\\$*%# -->"),
        (
            "<script>{}</script>",
            r"<script>\u003c\u003e\u0026\u0022\u0027\u0060\u003d\u005c\u0024\u002a\u0025\u0023</script>",
        ),
        ("<p onclick='{}'>", r"<p onclick='\u003c\u003e\u0026\u0022\u0027\u0060\u003d\u005c\u0024\u002a\u0025\u0023'>"),
        (
            "<a href=' JavaScript:{}'>",
            r"<a href=' JavaScript:\u003c\u003e\u0026\u0022\u0027\u0060\u003d\u005c\u0024\u002a\u0025\u0023'>",
        ),
        ("<style>{}</style>", r"<style>\3c \3e \26 \22 \27 \60 \3d \5c \24 \2a \25 \23 </style>"),
        ("<p style='{}'>", r"<p style='\3c \3e \26 \22 \27 \60 \3d \5c \24 \2a \25 \23 '>"),
        (
            "<iframe srcdoc='{}'>",
            "<iframe srcdoc='&amp;lt;&amp;gt;&amp;amp;&#34;&#39;&#96;&#61;\\$*%#'>",
        ),
        ("<iframe>{}</iframe>", "<iframe>&lt;&gt;&amp;&quot;&#39;&#96;&#61;\\$*%#</iframe>"),
    ],
)
def test_a_character_is_written_as_its_place_has_it(template: str, wanted: str) -> None:
    assert page_text(template.format(TEXT)) == wanted


@pytest.mark.parametrize(
    "code", ['<?php $a = "M"; $b->c("M"); ?>', "<?= 'M' ?>", "<%= 'M' %>", "<i title='<?php echo \"M\" ?>'>"]
)
def test_code_that_a_server_runs_has_no_character_that_means_something_to_it(code: str) -> None:
    page = page_text(f"{code}<i title='M'>".replace("M", TEXT))
    assert page.count("&lt;&gt;&amp;&quot;&#39;&#96;&#61;&#92;&#36;&#42;&#37;&#35;") == code.count("M")
    assert LexborHTMLParser(page).css("i")[-1].attributes["title"] == ALL


@pytest.mark.parametrize("mark", ["'", '"'])
@pytest.mark.parametrize("data", ['{"t": "M", "u": ["M"]}', '[["M"], {"t": "M"}]', ' [ "M" ]', '[{"M": "M"}]'])
def test_a_text_in_data_that_a_value_holds_is_a_text_of_it(data: str, mark: str) -> None:
    for made in (inert_plain(ALL), str(force_escape(inert_plain(ALL)))):
        page = page_text(f"<i data-x={mark}{escape(data).replace('M', made)}{mark}>")
        found = LexborHTMLParser(page).css_first("i").attributes["data-x"] or ""
        assert json.loads(found) == json.loads(data.replace("M", json.dumps(ALL)[1:-1]))


@pytest.mark.parametrize(
    ("unit", "place"),
    [
        # Each in half of the places: the whole table is for the long profile.
        pytest.param(unit, place, marks=[] if (row + column) % 2 == 0 else pytest.mark.long)
        for row, unit in enumerate(["&quot;/", "'/?", "https://a?", "url(", "<%", "<?php ", "<?=", "{a:", "f('", "',"])
        for column, place in enumerate(["<script>{}</script>", "<i onclick='{}'>", "<style>{}</style>", "{}"])
    ],
)
@pytest.mark.heavy
def test_no_page_makes_the_writer_run_away(unit: str, place: str) -> None:
    assert "\ufdd5" not in page_text(place.replace("{}", unit * 30_000 + inert_plain("&")))


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ("title: M; pos: top", "title: a'b\uff1b pos: x; pos: top"),
        ("pos: top; title: 'M'", "pos: top; title: 'a\\u0027b\uff1b pos: x'"),
        ("{title: 'M'}", r"{title: 'a\u0027b; pos: x'}"),
        ("https://a.example/M", "https://a.example/a'b; pos: x"),
        ("M", "a'b; pos: x"),
    ],
)
def test_a_text_ends_no_option_and_no_string_where_an_attribute_holds_options(options: str, wanted: str) -> None:
    text = inert_plain("a'b; pos: x")
    for name in ("uk-tooltip", "data-options", "data-bs-content"):
        page = page_text(f'<i {name}="{options.replace("M", text)}" title="{options.replace("M", text)}">')
        found = LexborHTMLParser(page).css_first("i").attributes
        assert (found[name], found["title"]) == (wanted, options.replace("M", "a'b; pos: x"))


@pytest.mark.parametrize(
    "expression",
    ["'M'", " `M` ", "'M' + $x", "f('M')", "$n + ' M'", "$a ? 'M' : `M`", "f($a, 'M')", "$a || 'M'", "x = 'M'"],
)
def test_a_text_ends_no_string_of_an_expression_that_an_attribute_holds(expression: str) -> None:
    for name in ("data-text", "data-attr", "x"):
        page = page_text(f'<i {name}="{expression.replace("M", inert_plain(HOSTILE))}">')
        found = LexborHTMLParser(page).css_first("i").attributes[name]
        assert found == expression.replace("M", SCRIPT)


#: Whether there is code in a value, or there are words, nobody can say who does not know all libraries.
@pytest.mark.parametrize(
    "expression",
    [
        *("$a == 'M'", "a === 'M'", "a !== 'M'", "a < 'M'", "a ?? 'M'", "!'M'.length", "typeof 'M'", "return 'M'"),
        *("x['M']", "x = ['M']", "x = {a: 'M'}", "f({a: 'M'})", "f(g(1), 'M')", "(1, 'M')", "a, 'M'", "a; 'M'"),
        *("let a = 'M'", "a.b = c; d = 'M'", "() => 'M'", "a in 'M'", "x`M`", '$a == "M"'),
        *("the 'M' of all", "'M' is in it", "'n M", "M (`M`)", 'a "M" b'),
    ],
)
def test_a_text_between_quotation_marks_has_none_that_a_script_takes_for_one(expression: str) -> None:
    page = page_text(f"<i data-show='{escape(expression).replace('M', inert_plain(ALL))}' title='{escape(ALL)}'>")
    found = LexborHTMLParser(page).css_first("i").attributes
    assert found == {
        "data-show": expression.replace("M", "<>&\u201d\u2019\uff40=\uff3c$*%#"),
        "title": ALL,
    }


@pytest.mark.parametrize("code", ["{{ f('M') }}", "[[ f('M') ]]", "${ f(`M`) }", "{{ a == 'M' }}", "<b>x</b> #{'M'}"])
def test_a_text_ends_no_string_of_code_that_an_engine_of_browsers_finds_in_a_page(code: str) -> None:
    page = page_text(f"<p>{code.replace('M', inert_plain(ALL))}</p><i>{TEXT}</i>")
    tree = LexborHTMLParser(page)
    shown = code.replace("<b>x</b>", "x").replace("M", "<>&\u201d\u2019\uff40=\uff3c$*%#")
    assert (tree.css_first("p").text(), tree.css_first("i").text()) == (shown, ALL)


@pytest.mark.parametrize("name", "a.js a.mjs a.cjs a.ts a.json a.jsonl a.ndjson a.js.map".split())
def test_a_file_of_code_or_data_has_a_text_as_a_string_has_it(name: str) -> None:
    assert file_text(f"'{inert_plain(HOSTILE)}'", name) == f"'{SCRIPT}'"


@pytest.mark.parametrize("words", ["M", "l'M", "(M)", "M: it's M"])
def test_a_text_in_words_of_an_attribute_is_as_it_is(words: str) -> None:
    page = page_text(f"<i data-text='{escape(words).replace('M', inert_plain(ALL))}'>")
    assert LexborHTMLParser(page).css_first("i").attributes["data-text"] == words.replace("M", ALL)


def test_a_text_in_brackets_is_no_data() -> None:
    for text in ("[News] M", "{ M }", "{draft} M", "[ M ]", "(M)"):
        page = page_text(f"<meta property='og:title' content='{text.replace('M', TEXT)}'>")
        assert LexborHTMLParser(page).css_first("meta").attributes["content"] == text.replace("M", ALL)
    page = page_text("<i title='{\"M\"}'>".replace("M", TEXT))
    assert LexborHTMLParser(page).css_first("i").attributes["title"] == f'{{"{ALL}"}}'


def test_a_page_without_any_stays_as_it_is() -> None:
    page = "<p title='a\"' onclick=b()>\"&nbsp;</p><script>'</script>"
    assert page_text(page) == page


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<script>'{}'</script>", f"<script>'{SCRIPT}'</script>"),
        ("<script>`{}`</script>", f"<script>`{SCRIPT}`</script>"),
        ("<i onclick=\"f('{}')\">", f"<i onclick=\"f('{SCRIPT}')\">"),
        ("<a href='javascript:{}'>", f"<a href='javascript:{SCRIPT}'>"),
        ("<style>{}</style>", r"<style>\25 27\29 -a\28 \27 \3c \2a /</style>"),
        ("<p title='{}'>{}", "<p title='%27)-a(&#39;&lt;*/'>%27)-a('&lt;*/"),
    ],
)
@pytest.mark.parametrize("mark", ["'", '"', ""])
def test_a_page_in_a_value_has_places_of_its_own(page: str, wanted: str, mark: str) -> None:
    value = escape(page).replace(" ", "&#32;").format(*[inert_plain(HOSTILE)] * 2)
    for depth in range(3):
        found = page_text(f"<iframe srcdoc={mark}{value}{mark}>")
        for _ in range(depth + 1):
            found = LexborHTMLParser(found).css_first("iframe").attributes["srcdoc"] or ""
        assert found == wanted
        value = escape(f"<iframe srcdoc={mark}{value}{mark}>").replace(" ", "&#32;")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.html", "&lt;&gt;&amp;\"'`=\\$*%#"),
        ("a", "&lt;&gt;&amp;\"'`=\\$*%#"),
        ("a.xml", "&lt;&gt;&amp;&quot;&#39;&#96;&#61;\\$*%#"),
        ("a.JSON", r"\u003c\u003e\u0026\u0022\u0027\u0060\u003d\u005c\u0024\u002a\u0025\u0023"),
        ("a.css", r"\3c \3e \26 \22 \27 \60 \3d \5c \24 \2a \25 \23 "),
        ("a.txt", ALL),
    ],
)
def test_a_file_is_written_as_its_kind_has_it(name: str, wanted: str) -> None:
    assert file_text(TEXT, name) == wanted


def test_a_text_in_json_is_the_text_whoever_wrote_the_json() -> None:
    for written in (json.dumps(TEXT), json.dumps(TEXT, ensure_ascii=False)):
        page = page_text(f"<script>{written}</script>")
        assert json.loads(LexborHTMLParser(page).css_first("script").text()) == ALL
        assert json.loads(file_text(written, "a.json")) == ALL


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("<script>/* {} */</script>", f"<script>/* {SCRIPT} */</script>"),
        ("<style>/* {} */</style>", r"<style>/* \25 27\29 -a\28 \27 \3c \2a / */</style>"),
        ("<i onclick='/* {} */'>", f"<i onclick='/* {SCRIPT} */'>"),
        ("<a href='/?a={}'>", "<a href='/?a=%2527)-a(&#39;&lt;*/'>"),
        ("<a href=/?a={}>", "<a href=/?a=%2527)-a(&#39;&lt;*/>"),
        ("<a title='javascript: {}'>", "<a title='javascript: %27)-a(&#39;&lt;*/'>"),
        ("<a href='javascript:{}'>", f"<a href='javascript:{SCRIPT}'>"),
        ("<a href=' &#106;ava\nScript:{}'>", f"<a href=' &#106;ava\nScript:{SCRIPT}'>"),
        ("<a xlink:href='javascript:{}'>", f"<a xlink:href='javascript:{SCRIPT}'>"),
        ("<a data-x='javascript:{}'>", f"<a data-x='javascript:{SCRIPT}'>"),
        ("<a href='data:,{}'>", "<a href='data:,%2527)-a(%27%3C%2A/'>"),
        ("<a href='Data:text/html,{}'>", "<a href='Data:text/html,%26%2337%3B27)-a(%26%2339%3B%26lt%3B%26%2342%3B/'>"),
        ("<a href='data:text/javascript,{}'>", f"<a href='data:text/javascript,{SCRIPT}'>"),
        ("<a data-x='data:text/html,{}'>", "<a data-x='data:text/html,%27)-a(&#39;&lt;*/'>"),
    ],
)
def test_nothing_ends_a_comment_and_nothing_is_decoded_in_an_address_that_is_code(template: str, wanted: str) -> None:
    assert page_text(template.format(inert_plain(HOSTILE))) == wanted


SHARED = "https://share.example/?u=1&amp;t=M&amp;v=2"
#: Where a theme has put a text into an address as it is, and how the address is found there.
ADDRESSES = [
    f'<a href="{SHARED}">',
    f"<a href='{SHARED}'>",
    f"<a href={SHARED}>",
    f'<form action="{SHARED}">',
    f'<a ping="{SHARED}">',
    f'<i data-share-url="{SHARED}">',
    f'<meta property="og:url" content="{SHARED}">',
    f'<meta http-equiv="refresh" content="0;url={SHARED}">',
    f'<svg><a xlink:href="{SHARED}"/></svg>',
    f"<script>open('{SHARED.replace('amp;', '')}')</script>",
    f'<script type="application/ld+json">{{"url": "{SHARED.replace("amp;", "")}"}}</script>',
    f"""<a onclick="open('{SHARED}', 'M')">""",
    f"<a onclick='open(&quot;{SHARED}&quot;)'>",
    f"""<a href="javascript:open('{SHARED}')">""",
    f"<style>@import '{SHARED.replace('amp;', '')}';</style>",
    f"<style>a {{ background: url({SHARED.replace('amp;', '')}) }}</style>",
    f"""<a style="background: url('{SHARED}')">""",
    f"""<a style='background: url("{SHARED}")'>""",
]


def address_in(page: str) -> str:
    """The first address in a page, as a browser has it when it follows it."""
    node = LexborHTMLParser(page).css("body *, head *")[-1]
    value = " ".join(filter(None, [*node.attributes.values(), node.text()]))
    if "style" in page:
        value = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), value)
    if "javascript:" in value:
        value = unquote(value)
    if "open(" in value:
        value = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), value)
    return value[value.index("https:") :].split("'")[0].split('"')[0].split(")")[0]


@pytest.mark.parametrize("text", ["Labor&u=evil.io", "F&E", "C# & a=b", "100% %26u=evil.io", "x#y", "&amp;u=evil.io"])
@pytest.mark.parametrize("made", [inert_plain, inert_text, lambda text: str(force_escape(inert_plain(text)))])
def test_a_text_in_an_address_is_its_parameters_value_and_begins_no_other_part(
    text: str, made: Callable[[str], str]
) -> None:
    for address in ADDRESSES:
        # Where there are no quotation marks a space ends the value.
        own = text.replace(" ", "_") if address == f"<a href={SHARED}>" else text
        found = urlsplit(address_in(page_text(address.replace("M", made(own)))))
        wanted = [("u", "1"), ("t", unescape(own) if made is inert_text else own), ("v", "2")]
        assert (parse_qsl(found.query), found.fragment) == (wanted, ""), address


#: With what is a stand-in of two escapes in JSON, and what JSON has no escape for.
PUNCTUATED = f"\\A: (b) [{ALL}] {{@}};"


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_a_text_in_json_within_json_is_the_text(times: int) -> None:
    for own, wanted in ((inert_plain(PUNCTUATED), PUNCTUATED), (f"\\{inert_plain(PUNCTUATED)}", f"\\{PUNCTUATED}")):
        text = own
        for _ in range(times):
            text = json.dumps(text)
        found = file_text(text, "a.json")
        for _ in range(times):
            found = json.loads(found)
        assert found == wanted


@pytest.mark.parametrize("encodings", [1, 2])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    "place", ["<a href='/?a={}'>", "<i data-x='{}'>", "<i onclick='{}'>", "<a href='javascript:{}'>"]
)
def test_json_that_was_encoded_for_an_address_is_the_texts(place: str, times: int, encodings: int) -> None:
    text = inert_plain(PUNCTUATED)
    for _ in range(times):
        text = json.dumps(text)
    for _ in range(encodings):
        text = quote(text, safe="")
    node = LexborHTMLParser(page_text(place.format(text))).css_first("a, i")
    found = re.sub("/[?]a=|javascript:", "", next(filter(None, node.attributes.values())))
    for _ in range(encodings):
        found = unquote(found)
    for _ in range(times):
        found = json.loads(found)
    assert found == PUNCTUATED


def test_a_list_that_python_shows_in_a_script_has_the_texts() -> None:
    shown = page_text(f"<script>var a = {[inert_plain(PUNCTUATED)]}</script>")
    found = re.sub(r"\\u([0-9a-f]{4})", lambda escape: chr(int(escape[1], 16)), shown)
    assert found == f"<script>var a = ['{PUNCTUATED}']</script>"


def test_an_address_in_json_within_json_is_one_too() -> None:
    text = json.dumps({"u": f"https://a.example/?t={inert_plain('R&D')}"})
    for _ in range(3):
        text = json.dumps(text)
    found = file_text(text, "a.json")
    for _ in range(3):
        found = json.loads(found)
    assert json.loads(found) == {"u": "https://a.example/?t=R%26D"}


def test_in_a_mail_a_subject_is_only_that() -> None:
    page = page_text(f'<a href="mailto:?subject={inert_plain("R&body=x&bcc=y")}&amp;body=z">')
    assert page == '<a href="mailto:?subject=R%26body%3Dx%26bcc%3Dy&amp;body=z">'


def test_a_string_that_is_no_address_is_the_text() -> None:
    for string in ("/etc/hosts?", "https://a.example/", "Why? a=", "a: b?"):
        page = page_text(f'<script>"{string} {inert_plain("R&D")}"</script>')
        assert page == f'<script>"{string} R\\u0026D"</script>'


@pytest.mark.parametrize("encodings", [1, 2, 3])
@pytest.mark.parametrize("kind", ["javascript:", "data:text/html,", "data:,", "/?a="])
def test_what_was_encoded_for_an_address_is_the_text_when_it_is_decoded_as_often(kind: str, encodings: int) -> None:
    encoded = TEXT
    for _ in range(encodings):
        encoded = quote(encoded, safe="")
    found = LexborHTMLParser(page_text(f'<a href="{kind}{encoded}">')).css_first("a").attributes["href"] or ""
    found = found.removeprefix(kind)
    for _ in range(encodings):
        found = unquote(found)
    if encodings == 1 and kind == "javascript:":
        found = json.loads(f'"{found}"')
    assert (unescape(found) if encodings == 1 and "html" in kind else found) == ALL


KINDS = [
    ("text/javascript", SCRIPT),
    ("module", SCRIPT),
    (" Application/LD+JSON", SCRIPT),
    ("", SCRIPT),
    ("text/babel", SCRIPT),
    ("text/x-template", "&#37;27)-a(&#39;&lt;&#42;/"),
    ("text/html", "&#37;27)-a(&#39;&lt;&#42;/"),
]


@pytest.mark.parametrize(("kind", "wanted"), KINDS)
def test_a_script_that_is_none_holds_html(kind: str, wanted: str) -> None:
    template = f"<script type='{kind}'>{{}}</script>"
    assert page_text(template.format(inert_plain(HOSTILE))) == template.format(wanted)


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("<svg><script>'{}'</script></svg>", f"<svg><script>'{SCRIPT}'</script></svg>"),
        ("<svg><script><![CDATA['{}']]></script></svg>", f"<svg><script><![CDATA['{SCRIPT}']]></script></svg>"),
        ("<svg><a onclick='{}'/></svg>", f"<svg><a onclick='{SCRIPT}'/></svg>"),
        ("<svg><a xlink:href='javascript:{}'/></svg>", f"<svg><a xlink:href='javascript:{SCRIPT}'/></svg>"),
        ("<title>{}</title>", "<title>%27)-a(&#39;&lt;*/</title>"),
        ("<a b='{}'/>", "<a b='%27)-a(&#39;&lt;*/'/>"),
        ("<a><![CDATA[{}]]></a>", "<a><![CDATA[%27)-a('&lt;*/]]></a>"),
    ],
)
def test_a_script_in_xml_is_a_script(template: str, wanted: str) -> None:
    for name in ("a.svg", "a.xml"):
        assert file_text(template.format(inert_plain(HOSTILE)), name) == wanted


def test_what_a_serialiser_made_a_number_of_is_a_text_too() -> None:
    assert page_text('<a title="&#64979;&#xFDD6;">&#64981;') == '<a title="&lt;&quot;">&amp;'


WHOLE = [
    '<a title="M">',
    "<a title='M'>",
    "<a title=M>",
    "<p M>",
    "<script>M</script>",
    "<style>M</style>",
    "<title>M</title>",
    "<textarea>M</textarea>",
    "<!--M-->",
    "<svg><title>M</title></svg>",
    "<p>M</p>",
]
Shape = list[tuple[str, int]]


def shape(page: str) -> Shape:
    root = LexborHTMLParser(page).root
    nodes = list(root.traverse(include_text=False)) if root is not None else []
    return [("" if "x" in node.tag else node.tag, len(node.attributes)) for node in nodes]


@given(
    st.lists(st.sampled_from([*SOUP, *WHOLE, *WHOLE, *WHOLE]), max_size=12).map("".join),
    st.text(alphabet=st.sampled_from("<>&\"'`=\\$*%x!-;#3a27"), min_size=1, max_size=12),
)
def test_whatever_a_template_looks_like_a_text_in_it_is_no_markup(soup: str, text: str) -> None:
    """With a hostile text a page has the elements, and as many attributes, as with a word in its place."""
    template = f"<body><div>{soup.replace('M', 'xMx')}"
    assert shape(page_text(template.replace("M", inert_plain(text)))) == shape(template.replace("M", "x")), template
