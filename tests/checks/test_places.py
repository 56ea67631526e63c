"""Whatever the checks admit is only text, or the same address, wherever a template puts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from selectolax.lexbor import LexborHTMLParser

from pipeline.checks.security import security_faults
from pipeline.model import Language, Notation
from pipeline.plugin import templating
from pipeline.plugin.escapes import page_text
from pipeline.plugin.site import Site
from pipeline.sources.template_nodes import Template
from pipeline.sources.template_places import message_places
from pipeline.surroundings import Place, PlaceKind, Surroundings
from tests.checks.checked import RENDERER
from tests.conftest import in_each_row
from tests.making import PROJECT

ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"])
HOSTS = frozenset({"friend.example"})


def refused(source: str, translation: str, *places: Place) -> list[str]:
    """The rules that a translation of a theme's message breaks."""
    around = Surroundings(places=places)
    return [
        fault.rule for fault in security_faults(source, translation, Notation.TEXT, "template", RENDERER, HOSTS, around)
    ]


def by_kind(kind: PlaceKind, source: str, translation: str) -> list[str]:
    return refused(source, translation, Place(kind, "a.html:1"))


#: Where a message is, what it is in the source, and translations: such as are admitted, and such as are not.
CASES = [
    (PlaceKind.TEXT, "Contact", ["Kontakt", "N'oubliez pas", "//x"], ["<b onclick=x>", "javascript:x"]),
    (PlaceKind.ATTRIBUTE, "Contact", ["Kontakt", "C'est", "a & b"], ['"', "<"]),
    (PlaceKind.NAME, "Contact", ["Kontakt", "a & b"], ['"', "<"]),
    (PlaceKind.INSTRUCTION, "contact", ["contact"], ["kontakt"]),
    (PlaceKind.ATTRIBUTE, "a < b", ["a < c"], ['a < "b"', "a < 'b'", "<i>a</i> < b"]),
    (
        PlaceKind.VARIABLE,
        "Contact",
        ["Kontakt", "Hinweis: x", "Daten: x"],
        ["javascript:x", " java\tscript:x", "//evil"],
    ),
    (PlaceKind.VARIABLE, "and/or", ["und/oder", "et / ou"], ["data:text/html,x", "&#106;avascript:x"]),
    (PlaceKind.VARIABLE, "/contact", ["/kontakt"], ["kontakt", "//contact", "javascript:x", "/ kontakt"]),
    (
        PlaceKind.ADDRESS,
        "/contact",
        ["/kontakt", "/über-uns/", "/a//b", "/a?b=c#d", "/a:b", "//friend.example/x", "https://friend.example/"],
        [
            "kontakt",
            "#kontakt",
            "//evil.example/x",
            "///evil.example/x",
            "////evil.example",
            "/\\evil.example/x",
            "\\\\evil.example",
            "/\t/evil.example",
            " //evil.example",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "\x01javascript:alert(1)",
            "&#106;avascript:alert(1)",
            "javascript&colon;alert(1)",
            "data:text/html,x",
            "https:evil.example",
            "https:/evil.example",
            "https:///evil.example",
            "https://evil.example/",
            "http://friend.example@evil.example/",
            "https://friend.example:99/",
            "mailto:evil@evil.example",
            "/a b",
            "/a\u2003b",
            "/a\u200bb",
        ],
    ),
    (
        PlaceKind.ADDRESS,
        "contact.html",
        ["kontakt.html", "de/kontakt.html"],
        ["/x", ".evil.example", "@evil", ":80", "?x"],
    ),
    (PlaceKind.ADDRESS, "#contact", ["#kontakt"], ["kontakt", "/#kontakt"]),
    (
        PlaceKind.ADDRESS,
        "https://a.example/en/x",
        ["https://a.example/de/x", "https://A.example/de", "https://friend.example/"],
        ["http://a.example/de", "//a.example/", "/de", "https://a.example.evil.example/", "https://a.example@evil/"],
    ),
    (
        PlaceKind.ADDRESS,
        "mailto:a@b.example?subject=Hello",
        ["mailto:a@b.example?subject=Hallo"],
        ["mailto:c@b.example?subject=Hallo", "tel:1", "javascript:x"],
    ),
    (PlaceKind.ADDRESS, "javascript:void(0)", ["javascript:void(0)"], ["javascript:alert(1)", "/x"]),
    (
        PlaceKind.ADDRESS,
        "a.png 1x, b.png 2x",
        ["c.png 1x, d.png 2x"],
        ["a.png 1x, //e/b.png 2x", "a.png", "a.png 1x 2x, b"],
    ),
    (PlaceKind.ADDRESS, "0;url=/en", ["0;url=/de"], ["0;url=//evil.example", "1;url=/de", "/de", "0;url='/de"]),
    (PlaceKind.HOST, "en.a.example", ["en.a.example"], ["de.a.example"]),
    (PlaceKind.SCRIPT, "5", ["5"], ["6", "alert(1)"]),
    (
        PlaceKind.SCRIPT_STRING,
        "Menu",
        ["Menü – „neu“", "N'oubliez pas", "a\\b", "`"],
        ["a\nb", "a\u2028b", "</b>"],
    ),
    (
        PlaceKind.SCRIPT_STRING,
        "a <b class='x'>menu</b>",
        ["ein <b class='x'>Menü</b>"],
        ["<abbr title=';alert(1)//'>x</abbr> <b class='x'>x</b>", '<b class="x">x</b>', "'<b class='x'>x</b>"],
    ),
    (PlaceKind.HANDLER, "x", ["x"], ["y"]),
    (PlaceKind.HANDLER_STRING, "Menu", ["Menü", "N'oubliez pas"], ["a\nb"]),
    (PlaceKind.STYLE, "red", ["red"], ["blue"]),
    (PlaceKind.STYLE_STRING, "New", ["Neu – ja", "l'an (2)"], ["a\nb"]),
    (PlaceKind.STYLE_ADDRESS, "a.png", ["b.png"], ["a b.png", "a.png)", "'a.png'", "a;b"]),
    (PlaceKind.UNQUOTED, "Menu", ["Menü", "l'an"], ["a b", "a\tb"]),
    (PlaceKind.MARKUP, "Menu", ["Menü – neu"], ["&lt;b>", "<", "'"]),
    (PlaceKind.RAW, "Menu", ["Menü", "a & b"], ["</xmp"]),
    (PlaceKind.COMMENT, "Menu", ["Menü", "a-b"], ["--", "->", "<!"]),
    (PlaceKind.TAG, "id", ["id"], ["onclick"]),
    (PlaceKind.TITLE, "Menu", ["Menü"], ["</title>"]),
    (PlaceKind.MADE, "Menu", ["Menu"], ["Menü"]),
]


@pytest.mark.parametrize(
    ("kind", "source", "translation"), [(kind, source, good) for kind, source, goods, _ in CASES for good in goods]
)
def test_an_honest_translation_is_admitted(kind: PlaceKind, source: str, translation: str) -> None:
    assert by_kind(kind, source, translation) == []


@pytest.mark.parametrize(
    ("kind", "source", "translation"), [(kind, source, bad) for kind, source, _, bads in CASES for bad in bads]
)
def test_what_is_more_than_text_in_its_place_is_refused(kind: PlaceKind, source: str, translation: str) -> None:
    assert by_kind(kind, source, translation)


@pytest.mark.parametrize("kind", PlaceKind)
@pytest.mark.parametrize("text", ["Menu", "Don't", "5 < 6", "/x", "javascript:x()", "a\\b", "%(n)s"])
def test_the_source_itself_may_stand_wherever_it_stands(kind: PlaceKind, text: str) -> None:
    assert by_kind(kind, text, text) == []


def test_the_strictest_of_several_places_counts() -> None:
    text, address = Place(PlaceKind.TEXT, "a.html:1"), Place(PlaceKind.ADDRESS, "b.html:2")
    assert refused("contact", "//evil", text) == []
    assert refused("contact", "//evil", text, address) == ["address-change"]


def test_a_fault_names_the_place() -> None:
    places = (Place(PlaceKind.SCRIPT, "theme/base.html:7"), Place(PlaceKind.SCRIPT, "theme/base.html:9"))
    around = Surroundings(places=places)
    (fault,) = security_faults("5", "6", Notation.TEXT, "template", RENDERER, HOSTS, around)
    assert (fault.rule, fault.message) == (
        "script-text",
        "it stands in a script, where no translation is only text (theme/base.html:7)",
    )


#: Templates as themes have them, each with its message.
TEMPLATES = [
    ("<p>{{ _('Menu') }}</p>", "Menu"),
    ("<p>{{ _('The <em>menu</em>') }}</p>", "The <em>menu</em>"),
    ("<p title=\"{{ _('Menu') }}\">x</p>", "Menu"),
    ("<p title='{{ _(\"Menu\") }}'>x</p>", "Menu"),
    ("<p title='{{ _(\"a < b\") }}'>x</p>", "a < b"),
    ("<p title={{ _('Menu') }}>x</p>", "Menu"),
    ("<title>{{ _('Menu') }}</title>", "Menu"),
    ("<a href='{{ _(\"/contact\") }}'>x</a>", "/contact"),
    ("<a href={{ _('/contact') }}>x</a>", "/contact"),
    ("<a href='{{ SITEURL }}/{{ _(\"contact.html\") }}'>x</a>", "contact.html"),
    ("<a href='/{{ _(\"contact.html\") }}'>x</a>", "contact.html"),
    ("<a href='{{ _(\"https://a.example/en\") }}'>x</a>", "https://a.example/en"),
    ("<a href='https://{{ _(\"a.example\") }}/'>x</a>", "a.example"),
    ("<form action='{{ _(\"/contact\") }}'></form>", "/contact"),
    ("<meta http-equiv=refresh content='0;url={{ _(\"/contact\") }}'>", "/contact"),
    ("<img src=x srcset='{{ _(\"a.png 1x, b.png 2x\") }}'>", "a.png 1x, b.png 2x"),
    ("{% set t = _('contact') %}<a href='{{ t }}'>{{ t }}</a>", "contact"),
    ("<script>var a = '{{ _(\"Menu\") }}';</script>", "Menu"),
    ("<script>var a = \"{{ _('Menu') }}\";</script>", "Menu"),
    ("<script>var a = `{{ _('Menu') }}`;</script>", "Menu"),
    ("<script>var a = {{ _('Menu')|tojson }};</script>", "Menu"),
    ("<script>var a = '{{ _(\"a <i class=x>menu</i>\") }}';</script>", "a <i class=x>menu</i>"),
    ("<a onclick=\"go('{{ _('a <b>menu</b>') }}')\">x</a>", "a <b>menu</b>"),
    ("<p title={{ _('<i>menu</i>') }}>x</p>", "<i>menu</i>"),
    ("<p @click=\"x = '{{ _('Menu') }}'\">x</p>", "Menu"),
    ("<p x-data='{{ _(\"Menu\") }}'>x</p>", "Menu"),
    ("<script>var a = {{ _('5') }};</script>", "5"),
    ("<a onclick='go(\"{{ _('Menu') }}\")'>x</a>", "Menu"),
    ("<a onclick='go({{ _(\"Menu\")|tojson }})'>x</a>", "Menu"),
    ("<a onclick='go({{ _(\"5\") }})'>x</a>", "5"),
    ("<style>a::after { content: '{{ _(\"Menu\") }}' }</style>", "Menu"),
    ("<style>a { background: url({{ _('/a.png') }}) }</style>", "/a.png"),
    ("<p style='background: url(\"{{ _('/a.png') }}\")'>x</p>", "/a.png"),
    ("<iframe srcdoc='{{ _(\"Menu\") }}'></iframe>", "Menu"),
    ("<xmp>{{ _('Menu') }}</xmp>", "Menu"),
    ("<!-- {{ _('Menu') }} --><p>x</p>", "Menu"),
    ("<p {{ _('hidden') }}>x</p>", "hidden"),
    # Put together from strings
    ("{{ '<a href=\"%s\">x</a>' % _('/contact') }}", "/contact"),
    ("{{ '<a onclick=\"%s\">x</a>'|format(_('5')) }}", "5"),
    ("{{ '<script>var a = \"X\"</script>'|replace('X', _('Menu')) }}", "Menu"),
    ("{{ [_('Menu'), 'x']|join('<b title=\"y\">') }}", "Menu"),
    ("<p {{ {'title': _('Menu')}|xmlattr }}>x</p>", "Menu"),
    ("{% set l = [] %}{% set _x = l.append(_('5')) %}<script>var a = {{ l[0] }};</script>", "5"),
]
_PARTS = st.sampled_from(
    [
        *"<>&\"'`\\/:;=$(){}#?. \n\t-ab",
        "javascript:",
        "&#106;avascript:",
        "data:text/html,",
        "//evil.example",
        "https://",
        "friend.example",
        "a.example",
        "/",
        "</script>",
        "</style>",
        "<img src=x onerror=alert(1)>",
        " onclick=alert(1) ",
        "&quot;",
        "&#39;",
        "&lt;",
        "${",
        "*/",
        "//",
        "<!--",
        "-->",
        "url(",
        "@import",
        "\u2028",
        "<em>",
        "</em>",
        "kontakt",
        "/kontakt",
        ".html",
        " 1x, ",
        "5",
        "6",
    ]
)
_ADDRESSES = ("href", "src", "action", "srcset")
_SCRIPT_PARTS = re.compile(r"""(["'])(?:(?!\1)[^\\\n]|\\.)*\1|`(?:[^`\\$]|\\.|\$(?!\{))*`|//.*|/\*.*?\*/|.""", re.S)
_STYLE_PARTS = re.compile(
    r"""(["'])(?:(?!\1)[^\\\n]|\\.)*\1|(?<=url\()(?P<url>(?:[^()"'\s;{}\\]|\\[0-9a-f]+[ ])+)(?=\))|/\*.*?\*/|.""", re.S
)


def structure(page: str) -> list[object]:
    """All of a page that is more than text: elements, attributes, where addresses lead, the code of scripts."""
    return sorted(map(repr, _structure(page)))


def _structure(page: str) -> Iterator[object]:
    for node in LexborHTMLParser(f"<body>{page}<i id=end>").root.traverse(include_text=False):
        if node.tag == "em" and not node.attributes:
            continue  # any translation may have it
        yield node.tag, *sorted(node.attributes)
        for name, value in node.attributes.items():
            yield from _value(node.tag or "", name, value or "")
        if node.tag == "script":
            yield _blanked(_SCRIPT_PARTS, node.text())
        elif node.tag == "style":
            yield from _style(node.text())


def _value(tag: str, name: str, value: str) -> Iterator[object]:
    if name.startswith(("on", "@", "x-")):
        yield _blanked(_SCRIPT_PARTS, value)
    elif name == "style":
        yield from _style(value)
    elif name == "srcdoc":
        yield structure(value)
    elif name == "id":
        yield value
    elif name in _ADDRESSES:
        yield name, [origin(part) for part in (re.split(r",\s*", value) if name == "srcset" else [value])]
    elif tag == "meta" and name == "content":
        yield name, origin(value.partition("url=")[2])


def _blanked(parts: re.Pattern[str], code: str) -> list[str]:
    """The parts of code, strings without what is in them."""
    found = [part[0] for part in parts.finditer(code)]
    return [part[0] * 2 if len(part) > 1 and part[0] in "\"'`" else part for part in found]


def _style(code: str) -> Iterator[object]:
    found = list(_STYLE_PARTS.finditer(code))
    yield ["text" if part[1] or part["url"] else part[0] for part in found]
    if "url(" in "".join(part[0] for part in found if not part[1]):
        yield [origin(part[0].strip("\"'")) for part in found if part[1] or part["url"]]


def origin(address: str) -> str:
    """Where a browser goes, by the URL standard's own steps, from a page of the site."""
    address = re.sub(r"[\t\n\r]", "", address).strip("".join(map(chr, range(33))))
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.I)
    name, rest = (scheme[1].lower(), address[scheme.end() :]) if scheme else ("https", address)
    if name not in ("http", "https"):
        return f"{name}:{rest}"
    slashes = re.match(r"[/\\]*", rest)[0]
    absolute = len(slashes) > 1 or (scheme and name == "http") or (scheme and slashes)
    host = re.split(r"[/\\?#]", rest[len(slashes) :], maxsplit=1)[0] if absolute else "site.example"
    return f"{name}://{host.rpartition('@')[2].lower()}"


def written(template: str, source: str, translation: str) -> str:
    """The page that a translated site has of a template, with its own functions and filters."""
    translations = {"theme": {(None, source): (translation,)}}
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=False)
    templating.install(environment, Site(PROJECT, Language.of("de"), "https://tiny.example", translations))
    return page_text(environment.from_string(template).render(SITEURL="", output_file="index.html"))


@cache
def read(template: str) -> tuple[Place, ...]:
    (places,) = message_places({"a.html": Template.of("a.html", ENVIRONMENT.parse(template))}, ["a.html"]).values()
    return places


@cache
def of_source(template: str, source: str) -> list[object]:
    return structure(written(template, source, source))


@pytest.mark.parametrize(("template", "source"), TEMPLATES)
@given(pieces=st.lists(_PARTS, min_size=1, max_size=6))
@in_each_row()
@pytest.mark.heavy
def test_whatever_is_admitted_changes_nothing_but_text(template: str, source: str, pieces: list[str]) -> None:
    for translation in ("".join(pieces), source + "".join(pieces), "".join(pieces) + source):
        if refused(source, translation, *read(template)):
            continue
        here, there = structure(written(template, source, translation)), of_source(template, source)
        assert here == there or "friend.example" in translation, translation  # a host that the site allows
