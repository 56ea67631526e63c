"""The witness to links: what leads nowhere is found, what leads elsewhere is left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.model import Language, Severity
from pipeline.reports import BuiltPage, SiteReport
from pipeline.verify.links import verify_links
from pipeline.verify.pages import Pages, read_pages
from pipeline.verify.tree import Tree
from tests.making import BASE, PROJECT, project_in
from tests.verify.trees import links, put


def test_what_style_sheets_refer_to_is_looked_for(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "theme/a.css": """@import "b.css"; a { background: url( 'c.svg' ) } /* url(d.svg) */
                b { background: url(data:image/png;base64,x), url("#e"), url(../f.svg) }""",
            "a.html": "<style>p { background: url(g.svg) }</style><p style='background: url(h.svg)'>",
            "f.svg": "<svg/>",
        },
    )
    assert links(tmp_path) == [
        "a.html: 'g.svg' leads nowhere",
        "a.html: 'h.svg' leads nowhere",
        "theme/a.css: 'b.css' leads nowhere",
        "theme/a.css: 'c.svg' leads nowhere",
    ]


def test_a_style_sheet_that_lacks_a_picture_keeps_no_site_from_its_readers(tmp_path: Path) -> None:
    put(tmp_path, {"theme/a.css": "a { background: url(b.svg) }"})
    (finding,) = verify_links(Tree(tmp_path, BASE, Pages(), PROJECT))
    assert (finding.rule, finding.severity) == ("dead-link", Severity.WARNING)


def test_a_mark_of_the_byte_order_is_no_part_of_a_page(tmp_path: Path) -> None:
    """Templates that some editors wrote begin with one; as text it would be the first word of the body."""
    put(tmp_path, {"a.html": '\ufeff<!DOCTYPE html><html lang="en"><head><link rel="canonical" href="x"></head>'})
    assert read_pages(tmp_path)["a.html"].canonical == "x"


def test_addresses_from_the_hosts_root_are_those_of_the_host(tmp_path: Path) -> None:
    """Where SITEURL has a path, the sites begin there; what is beside them is not theirs to judge."""
    put(tmp_path, {"a.html": "<a href='/blog/a.html'></a><a href='/shop/'></a><a href='/blog/b.html'></a>"})
    assert links(tmp_path, f"{BASE}/blog") == ["a.html: '/blog/b.html' leads nowhere"]
    assert links(tmp_path) == [
        f"a.html: '{address}' leads nowhere" for address in ("/blog/a.html", "/shop/", "/blog/b.html")
    ]


def test_hidden_pages_may_lead_to_lists_that_there_are_not_and_nobody_is_told_of_drafts(tmp_path: Path) -> None:
    """Pelican makes no page for a category or tag that only such articles have."""
    for name in ("hidden.html", "draft.html"):
        put(tmp_path, {name: '<html lang="en"><a href="category/sport.html">Sport</a></html>'})
    pages = (BuiltPage("articles/hidden.md", "article", "hidden.html", hidden=True),)
    site = SiteReport(Language.of("en"), pages, frozenset({"draft.html"}), published=True)
    tree = Tree(tmp_path, BASE, read_pages(tmp_path), PROJECT, (site,))
    assert [(found.path, found.severity) for found in verify_links(tree)] == [("hidden.html", Severity.WARNING)]


def site(tmp_path: Path, files: dict[str, str], sources: dict[str, str], hidden: bool = False) -> Tree:
    """The articles a.html and b.html, in English and German, with the files beside them, and their sources."""
    project = project_in(tmp_path)
    put(tmp_path / "output", files)
    put(tmp_path, sources)
    pages = tuple(BuiltPage(f"articles/{name}.md", "article", f"{name}.html", hidden) for name in ("a", "b"))
    sites = tuple(SiteReport(Language.of(locale), pages, published=True) for locale in ("en", "de"))
    return Tree(project.output, BASE, read_pages(project.output), project, sites)


def told(tree: Tree) -> list[tuple[str, str]]:
    return [(finding.place, finding.message) for finding in verify_links(tree)]


LINK = "<a href='none.html'>x</a>"
SOURCE = "Title: A\n\nText.\n\n[x](none.html)\n"


def test_a_dead_link_is_told_once_of_its_source_however_many_pages_show_it(tmp_path: Path) -> None:
    lists = {f"{folder}{name}": LINK for folder in ("", "de/") for name in ("index.html", "page2.html")}
    deeper = {"tag/x.html": "<a href='../none.html'>x</a>", "de/tag/x.html": "<a href='../none.html'>x</a>"}
    files = {"a.html": LINK, "de/a.html": LINK, "b.html": "", "de/b.html": "", **lists, **deeper}
    tree = site(tmp_path, files, {"source/articles/a.md": SOURCE})
    assert told(tree) == [("source/articles/a.md:5", "'none.html' leads nowhere (on 8 pages)")]
    (finding,) = verify_links(tree)
    assert finding.locale == "en"


def test_two_sources_with_one_dead_link_are_two_findings(tmp_path: Path) -> None:
    sources = {f"source/articles/{name}.md": SOURCE for name in ("a", "b")}
    files = {"a.html": LINK, "b.html": LINK, "de/a.html": LINK, "de/b.html": "", "index.html": LINK}
    assert [place for place, _ in told(site(tmp_path, files, sources))] == [
        "source/articles/a.md:5",
        "source/articles/b.md:5",
    ]


def test_what_no_source_has_is_a_themes_and_told_once(tmp_path: Path) -> None:
    files = dict.fromkeys(("a.html", "b.html", "index.html", "de/a.html", "de/b.html", "de/index.html"), LINK)
    tree = site(tmp_path, files, {"source/articles/a.md": "Title: A\n\nnone.htmlx, more/none.html\n"})
    assert told(tree) == [("a.html", "'none.html' leads nowhere (on 6 pages)")]


def test_only_a_link_that_the_original_does_not_have_is_the_translations_fault(tmp_path: Path) -> None:
    files = {
        "a.html": "<a href='b.html'>x</a>",
        "b.html": "",
        "de/a.html": LINK,
        "de/b.html": "",
        "de/index.html": LINK,
    }
    catalog = 'msgid "[x](b.html)"\nmsgstr "[x](none.html)"\n'
    (finding,) = verify_links(site(tmp_path, files, {"locales/de/articles/a.po": catalog}))
    assert (finding.place, finding.locale) == ("locales/de/articles/a.po:2", "de")
    assert finding.message == "'none.html' leads nowhere (on 2 pages)"


def test_an_original_that_stands_as_it_was_excuses_its_translation(tmp_path: Path) -> None:
    tree = site(tmp_path, {"a.html": LINK, "de/a.html": LINK}, {"source/articles/a.md": SOURCE})
    standing = replace(tree, sites=tree.sites[1:])
    assert [place for place, _ in told(standing)] == ["a.html"]


def test_an_address_that_pelican_wrote_is_found_by_its_fragment(tmp_path: Path) -> None:
    files = {"a.html": "<a href='./b.html#dose'>x</a>", "b.html": ""}
    tree = site(tmp_path, files, {"source/articles/a.md": "Title: A\n\n[x]({filename}b.md#dose)\n"})
    assert told(tree) == [("source/articles/a.md:3", "'./b.html#dose' names a place that the page does not have")]


def test_a_cut_off_footnote_is_told_once_for_all_lists(tmp_path: Path) -> None:
    files = dict.fromkeys(("index.html", "tag/x.html", "tag/y.html"), "<a href='#fn:1'>1</a>")
    (finding,) = verify_links(site(tmp_path, files, {}))
    assert (finding.message, finding.severity) == (
        "'#fn:1' names a place that the page does not have (on 3 pages)",
        Severity.WARNING,
    )


def test_a_mark_of_the_parsers_is_told_once_for_each_source(tmp_path: Path) -> None:
    files = dict.fromkeys(("a.html", "index.html", "de/a.html", "de/index.html", "tag/x.html"), "wzxhzdk:0")
    assert [place for place, _ in told(site(tmp_path, files, {}))] == ["a.html"]


def test_an_old_blogs_dead_links_are_as_many_findings(tmp_path: Path) -> None:
    links_of = "".join(f"<a href='gone-{number}.html'>x</a>" for number in range(115))
    files = {f"{folder}{name}": links_of for folder in ("", "de/") for name in ("a.html", "index.html", "tag.html")}
    source = "".join(f"[x](gone-{number}.html)\n" for number in range(115))
    assert len(told(site(tmp_path, files, {"source/articles/a.md": source}))) == 115


def test_a_link_that_no_file_system_has_a_name_for_leads_nowhere(tmp_path: Path) -> None:
    name = "a" * 300
    put(tmp_path, {"a.html": f"<a href='{name}.html'>x</a><img src='{'a/' * 3000}b.png'><a href='b%00.html'>x</a>"})
    assert [told.endswith("leads nowhere") for told in links(tmp_path)] == [True] * 3
