"""On pages and in feeds whose messages are marked, what stands outside all marks is a leak."""

from __future__ import annotations

import re

import pytest

from pipeline.catalogs.marks import END, START, TEXT
from pipeline.verify.leaks import LeakReader

INVARIANTS = frozenset({"Ann Lee", "Ann"})


def mark(text: str, number: int = 7) -> str:
    digits = "".join(chr(0xE010 + int(digit)) for digit in str(number))
    return f"{START}{digits}{TEXT}⸢{text}⸣{END}"


def read(text: str, page: str = "a.html") -> LeakReader:
    reader = LeakReader(INVARIANTS, frozenset({"de", "pt-br"}), re.compile(r"\d+ Mai \d{4}"))
    reader.read(page, text)
    return reader


def leaks(text: str, page: str = "a.html") -> list[tuple[str, str]]:
    return [(place, shown) for _, place, shown in read(text, page).leaks]


def test_a_text_outside_all_marks_is_a_leak_at_its_page_and_element() -> None:
    assert read("<p>Read more</p>").leaks == [("a.html", "<p>", "Read more")]


def test_a_text_within_a_mark_is_none() -> None:
    assert leaks(f"<p>{mark('Read <b>more</b> of it')}</p>") == []


def test_what_stands_before_between_and_behind_marks_are_leaks_of_their_own() -> None:
    assert leaks(f"<p>One {mark('a')} two {mark('b')} three</p>") == [("<p>", "One"), ("<p>", "two"), ("<p>", "three")]


def test_a_mark_within_a_mark_does_not_end_the_outer_one() -> None:
    assert leaks(f"<p>{mark('a ' + mark('b', 8) + ' c')}</p>") == []
    assert leaks(f"<p>{mark('a ' + mark('b', 8) + ' c')} out</p>") == [("<p>", "out")]


def test_a_mark_that_ends_twice_hides_nothing_behind_it() -> None:
    assert leaks(f"<p>{mark('a')}{END}{END} out</p>") == [("<p>", "out")]
    assert leaks(f"<p>{END}{mark('a')} out</p>") == [("<p>", "out")]


def test_the_numbers_of_all_marks_are_seen_in_attributes_and_escaped_too() -> None:
    escaped = "".join(f"&#{ord(character)};" for character in mark("c", 305))
    assert read(f'<p title="{mark("a", 12)}">{mark("b", 7)}{escaped}</p>').seen == {7, 12, 305}


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee",
        "Ann",
        "Ann Lee, Ann",
        "de",
        " pt-BR ",
        "https://a.example/read/more",
        "a@b.example",
        "#read-more",
        "2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00+01:00",
        "5 Mai 2026",
        "2026",
        "→ | ·",
        " \n ",
    ],
)
def test_what_is_the_same_in_all_languages_is_no_leak(text: str) -> None:
    assert leaks(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("By Ann Lee", "By"),
        ("On 5 Mai 2026", "On"),
        ("en", "en"),
        ("de, pt-BR", "de, pt-BR"),
        ("see https://a.example/", "see https://a.example/"),
        ("5 May 2026", "5 May 2026"),
    ],
)
def test_what_is_left_beside_it_is_one(text: str, left: str) -> None:
    assert leaks(f"<p>{text}</p>") == [("<p>", left)]


@pytest.mark.parametrize(
    "name",
    "alt title aria-label aria-description aria-roledescription aria-valuetext aria-placeholder placeholder label "
    "summary".split(),
)
def test_attributes_that_are_read_out_or_shown_leak(name: str) -> None:
    assert leaks(f'<p {name}="Read more"></p>') == [(f"<p {name}>", "Read more")]
    assert leaks(f'<p {name}="{mark("Read more")}"></p>') == []


@pytest.mark.parametrize("name", ["class", "href", "data-title", "value", "content", "lang"])
def test_other_attributes_do_not(name: str) -> None:
    assert leaks(f'<p {name}="Read more"></p>') == []


@pytest.mark.parametrize("kind", ["submit", "reset", "button"])
def test_the_value_of_a_button_leaks(kind: str) -> None:
    assert leaks(f'<input type="{kind}" value="Send">') == [("<input value>", "Send")]
    assert leaks('<input type="hidden" value="Send">') == []


@pytest.mark.parametrize(
    "named",
    ['name="description"', 'name="author"', 'property="og:title"', 'property="og:image:alt"', 'name="twitter:title"'],
)
def test_what_a_page_says_of_itself_to_programs_leaks(named: str) -> None:
    assert leaks(f'<meta {named} content="Read more">') == [("<meta content>", "Read more")]


@pytest.mark.parametrize("named", ['name="viewport"', 'property="og:type"', 'charset="utf-8"', 'http-equiv="refresh"'])
def test_what_only_programs_read_does_not(named: str) -> None:
    assert leaks(f'<meta {named} content="Read more">') == []


def test_an_attribute_within_a_marked_text_is_part_of_it() -> None:
    assert leaks(f"<p>{mark('a <img alt=pill src=x> b')}</p>") == []


@pytest.mark.parametrize(
    "html",
    [
        "<code>Read more</code>",
        "<pre>Read more</pre>",
        "<kbd>Read <b>more</b></kbd>",
        "<samp>Read more</samp>",
        "<script>Read more</script>",
        "<style>Read more</style>",
        "<math>Read more</math>",
        '<p translate="no">Read <b>more</b></p>',
        '<p translate="no" title="Read more"></p>',
        '<span class="math">Read more</span>',
        '<div class="wide formula"><p>Read more</p></div>',
        '<div class="arithmatex">Read more</div>',
        "<time>Read more</time>",
        "<p>$$read + more$$</p>",
        r"<p>\(read\) \[more\]</p>",
        r"<p>\begin{align}read\end{align}</p>",
        "<!-- Read more -->",
    ],
)
def test_code_mathematics_times_and_what_is_not_for_translators_are_left_alone(html: str) -> None:
    assert leaks(html) == []


@pytest.mark.parametrize("html", ['<p class="formulas">Read more</p>', '<p translate="yes">Read more</p>'])
def test_what_is_called_alike_is_not(html: str) -> None:
    assert leaks(html) == [("<p>", "Read more")]


def test_a_title_on_a_piece_of_code_leaks() -> None:
    assert leaks('<code title="Read more">x</code>') == [("<code title>", "Read more")]


FEED = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'


@pytest.mark.parametrize("name", ["title", "subtitle", "summary", "content", "name", "description"])
def test_a_feeds_prose_leaks_in_text_and_in_its_html(name: str) -> None:
    plain, html = (
        FEED.format(f"<{name}>Read more</{name}>"),
        FEED.format(f"<{name}>&lt;p&gt;Read more&lt;/p&gt;</{name}>"),
    )
    assert leaks(plain, "feeds/all.atom.xml") == [(f"<{name}> <body>", "Read more")]
    assert leaks(html, "feeds/all.atom.xml") == [(f"<{name}> <p>", "Read more")]
    assert leaks(FEED.format(f"<{name}>{mark('Read more')}</{name}>"), "a.xml") == []


def test_a_feeds_category_leaks_by_its_term() -> None:
    assert leaks(FEED.format('<category term="Advice"/>'), "a.xml") == [("<category> <body>", "Advice")]


def test_a_feeds_other_elements_do_not_leak() -> None:
    assert leaks(FEED.format("<id>tag:read-more</id><updated>now</updated><link title='Read more'/>"), "a.xml") == []


def structured(data: str) -> list[tuple[str, str]]:
    return leaks(f'<script type="application/ld+json">{data}</script>')


@pytest.mark.parametrize(
    "key", ["name", "headline", "description", "alternateName", "caption", "keywords", "articleSection"]
)
def test_prose_in_structured_data_leaks(key: str) -> None:
    assert structured(f'{{"{key}": "Read more"}}') == [(f"JSON-LD {key}", "Read more")]
    assert structured(f'{{"{key}": "{mark("Read more")}"}}') == []


def test_structured_data_is_read_through_lists_and_objects() -> None:
    data = '{"@graph": [{"@type": "Article", "author": {"name": "Read more"}}], "url": "Read", "inLanguage": "de"}'
    assert structured(data) == [("JSON-LD name", "Read more")]


def test_a_script_that_is_no_structured_data_is_left_alone() -> None:
    assert leaks('<script type="application/json">{"name": "Read more"}</script>') == []


def test_code_that_a_summary_has_without_its_tags_is_code() -> None:
    reader = read("<code>pip install more</code><p>pip install more</p><p>pip install…</p><p>install more</p>")
    assert [reader.is_code(text) for _, _, text in reader.leaks] == [True, True, False]
