"""Languages that are looked at one by one are what they are together."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model import Finding, Language
from pipeline.reports import BuiltPage, SiteReport
from pipeline.verify import each, verify_tree
from pipeline.verify.each import look_at_each
from pipeline.verify.memory import Memory
from pipeline.verify.pages import Pages
from pipeline.verify.tree import Tree
from tests.making import BASE, PROJECT
from tests.verify.trees import put

LOCALES = ("en", "de", "ar")


def page(lang: str, body: str, here: str, versions: bool = True) -> str:
    """A page with its address and its versions, as sites have them."""
    name = here.rpartition("/")[2]
    links = "".join(
        f'<link rel="alternate" hreflang="{tag}" href="{BASE}/{folder}{name}">'
        for tag, folder in (("en", ""), ("de", "de/"), ("ar", "ar/"), ("x-default", ""))
    )
    head = f'<link rel="canonical" href="{BASE}/{here}">{links if versions else ""}'
    turned = ' dir="rtl"' if lang == "ar" else ""
    return f'<html lang="{lang}"{turned}><head>{head}</head><body>{body}</body></html>'


SENTENCE = "<p>One long sentence has at least six words.</p>"
#: What is wrong on some pages of several languages: everything that is looked for, and from one language to another.
FILES = {
    "a.html": page("en", f'<p id="dose" class="news">x</p>{SENTENCE}<a href="none.html">x</a>', "a.html"),
    "b.html": page("en", "<a href='de/a.html#dose'>x</a><a href='de/a.html#none'>x</a>wzxhzdk:0", "b.html"),
    "index.html": page("en", "<a href='none.html'>x</a>", "index.html"),
    "de/a.html": page("de", f"<p class=neues>x</p>{SENTENCE}<a href='none.html'>x</a><script>x</script>", "de/a.html"),
    "de/b.html": page("en", "<a href='https://other.example/x'>x</a><a href='gone.html'></a>wzxhzdk:0", "de/b.html"),
    "de/index.html": page("de", "<a href='gone.html'>x</a><a href='../ar/b.html#y'>x</a>", "de/index.html"),
    "ar/a.html": page("ar", '<p id="dose" class="news">x</p>', "ar/a.html", versions=False),
    "ar/b.html": page("ar", "<p id='y'>x</p>", "de/b.html"),
    "sitemap.xml": "<urlset",
    "feed.xml": "<feed",
    "theme/x.css": "a { background: url(none.png) }",
}


def tree(folder: Path, memory: Memory | None = None) -> Tree:
    put(folder, FILES)
    pages = tuple(BuiltPage(f"articles/{name}.md", "article", f"{name}.html") for name in "ab")
    sites = tuple(SiteReport(Language.of(locale), pages, published=True) for locale in LOCALES)
    return Tree(folder, BASE, Pages(), PROJECT, sites, memory=memory or Memory())


def one_by_one(whole: Tree) -> tuple[Tree, list[each.Looked]]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(each, "MANY", 1)
        return look_at_each(whole)


def told(found: tuple[Tree, list[each.Looked]]) -> list[Finding]:
    return sorted(verify_tree(*found), key=str)


@pytest.mark.parametrize("memory", [Memory(), Memory("site")], ids=["forgetting", "remembering"])
def test_what_is_wrong_is_the_same_whoever_looks(tmp_path: Path, memory: Memory) -> None:
    together = told(look_at_each(tree(tmp_path, memory)))
    found = {finding.rule for finding in together}
    assert found >= {"dead-link", "residue", "lost-id", "mixed-language", "page-language", "other-class"}
    assert found >= {"other-address", "other-element", "hreflang", "canonical", "sitemap", "feed"}
    whole, looked = one_by_one(tree(tmp_path, memory))
    assert told((whole, looked)) == together
    assert not whole.pages.packed


@pytest.mark.parametrize("look_at", [look_at_each, one_by_one], ids=["together", "one by one"])
def test_an_article_is_looked_at_whatever_its_name_ends_in(
    tmp_path: Path, look_at: Callable[[Tree], tuple[Tree, list[each.Looked]]]
) -> None:
    put(tmp_path, {"c.php": page("en", SENTENCE, "c.php"), "de/c.php": page("de", "<script>x</script>", "de/c.php")})
    whole = tree(tmp_path)
    php = BuiltPage("articles/c.md", "article", "c.php")
    whole = replace(whole, sites=tuple(replace(site, pages=(*site.pages, php)) for site in whole.sites))
    assert {one.rule for one in told(look_at(whole)) if one.path == "de/c.php"} == {"other-element"}


def test_where_processes_are_no_copies_one_looks_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(each, "start_method", lambda: "spawn")
    whole, looked = one_by_one(tree(tmp_path))
    assert len(looked) == 1
    assert [*whole.pages.packed] == [*whole.pages]


def test_a_language_that_nobody_looks_at_is_not_judged(tmp_path: Path) -> None:
    whole, _ = look_at_each(tree(tmp_path))
    german = replace(whole, looks_at=frozenset({Language.of("de")}))
    assert {one.path.partition("/")[0] for one in each.look(german).texts} == {"de"}
    assert set(each.look(german).loose.dead) == {"de/a.html", "de/b.html", "de/index.html"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "tree"


def looks(folder: Path, known: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The languages at which one has to look."""
    once = each.look

    def noting(tree: Tree) -> each.Looked:
        (language,) = tree.looks_at or ()
        (known / language.locale).touch()
        return once(tree)

    known.mkdir(exist_ok=True)
    for path in known.iterdir():
        path.unlink()
    with monkeypatch.context() as patched:
        patched.setattr(each, "look", noting)
        found = told(one_by_one(tree(folder, Memory("site"))))
    assert found == told(look_at_each(tree(folder)))
    return {path.name for path in known.iterdir()}


@pytest.mark.heavy
def test_what_was_seen_is_known_as_long_as_nothing_changes(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look() -> set[str]:
        return looks(store, tmp_path / "known", monkeypatch)

    assert look() == {"en", "de", "ar"}
    assert look() == set()
    edits: tuple[tuple[str, str, set[str]], ...] = (
        # A sentence is its own language's affair; of the source's every language has to be compared.
        ("de/a.html", page("de", "<p>Nein.</p>", "de/a.html"), {"de"}),
        ("b.html", page("en", "<p>y</p>", "b.html"), {"en", "de", "ar"}),
        # What others are led to, and a file more or less, is everybody's.
        ("ar/b.html", page("ar", "<p id='z'>x</p>", "ar/b.html"), {"en", "de", "ar"}),
        ("gone.png", "", {"en", "de", "ar"}),
    )
    for name, text, wanted in edits:
        monkeypatch.setitem(FILES, name, text)
        assert look() == wanted, name
        assert look() == set(), name
    (store / "gone.png").unlink()
    monkeypatch.delitem(FILES, "gone.png")
    assert look() == {"en", "de", "ar"}


def test_a_page_may_have_a_name_in_no_encoding(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, os.fsdecode(b"caf\xe9.html"), page("en", "<a href='none.html'>x</a>", "caf.html"))
    try:
        put(store, FILES)
    except OSError:
        pytest.skip("this file system has no such names")
    assert looks(store, tmp_path / "known", monkeypatch) == {"en", "de", "ar"}


@pytest.mark.heavy
@pytest.mark.parametrize("change", ["sites", "settings", "address", "code", "authors"])
def test_what_was_seen_is_known_by_all_that_decides(
    change: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looks(store, tmp_path / "known", monkeypatch)
    before, look_at = (
        tree,
        {
            "sites": lambda whole: replace(whole, sites=whole.sites[:2]),
            "settings": lambda whole: replace(
                whole, project=replace(whole.project, allowed_hosts=frozenset({"other.example"}))
            ),
            "address": lambda whole: replace(whole, base_url=""),
        }.get(change, lambda whole: whole),
    )
    monkeypatch.setitem(globals(), "tree", lambda *asked: look_at(before(*asked)))
    if change == "code":
        monkeypatch.setattr("pipeline.verify.kept_looks.own_files", lambda _: (Path(__file__),))
    if change == "authors":
        monkeypatch.setattr("pipeline.verify.kept_looks.files_of_authors", lambda _: (Path(__file__),))
    assert looks(store, tmp_path / "known", monkeypatch) == {"en", "de", "ar"}
