"""The tree that takes the output's place: new sites, those that stay, and what others keep there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build.assemble import Assembled, assemble
from pipeline.build.manifest import Manifest
from pipeline.build.output import Retention
from pipeline.build.plan import Plan
from pipeline.build.written import TOP
from pipeline.errors import PipelineError
from pipeline.folders import files_in
from pipeline.model import Language
from tests.making import AR, BASE, DE, EN, project_in
from tests.verify.trees import put

KEEPS, DELETES = Retention(False, frozenset()), Retention(True, frozenset({".git"}))
Assemble = Callable[..., Assembled]


@pytest.fixture
def assembled(tmp_path: Path) -> Assemble:
    """Assemble the sites in the staging folder: these new, those published, told by path and text."""

    def tree(
        new: dict[str, str],
        published: dict[str, str],
        *anew: Language,
        base_url: str = "",
        own: tuple[str, ...] | None = None,
        retention: Retention = KEEPS,
        chooser: bool = False,
        withdrawn: tuple[str, ...] = (),
    ) -> Assembled:
        project = replace(project_in(tmp_path), chooser=chooser)
        put(tmp_path / "staging", new)
        put(project.output, published)
        before = Manifest(files=frozenset(published if own is None else own))
        plan, staging = Plan(project, base_url, {}, {}, {}), tmp_path / "staging"
        return assemble(plan, anew, staging, before, retention, frozenset(withdrawn))

    return tree


def texts(found: Assembled) -> dict[str, str]:
    return {path: (found.folder / path).read_text(encoding="utf-8") for path in sorted(files_in(found.folder))}


def test_new_sites_are_moved_in_the_source_languages_at_the_top(assembled: Assemble, tmp_path: Path) -> None:
    found = assembled({"en/a.html": "A", "en/images/b.svg": "B", "de/a.html": "Ä"}, {}, EN, DE)
    assert texts(found) == {"a.html": "A", "de/a.html": "Ä", "images/b.svg": "B"}
    assert found.anew == {EN, DE}
    assert found.files == {"a.html", "images/b.svg", "de/a.html"}
    assert not (tmp_path / "staging" / "de").exists()


def test_of_a_language_that_is_not_sound_the_published_site_stays_and_not_the_new_one(assembled: Assemble) -> None:
    new = {"en/a.html": "new", "de/a.html": "broken"}
    found = assembled(new, {"a.html": "old", "de/a.html": "stands", "de/tag/b.html": "so does this"}, EN)
    assert texts(found) == {"a.html": "new", "de/a.html": "stands", "de/tag/b.html": "so does this"}
    assert found.anew == {EN}


def test_a_language_that_never_had_a_site_has_none(assembled: Assemble) -> None:
    assert list(texts(assembled({"en/a.html": "A", "de/a.html": "broken"}, {}, EN))) == ["a.html"]


def test_what_a_build_wrote_before_and_does_not_write_now_is_gone(assembled: Assemble) -> None:
    found = assembled({"en/a.html": "A", "de/a.html": "Ä"}, {"gone.html": "x", "de/gone.html": "x"}, EN, DE)
    assert list(texts(found)) == ["a.html", "de/a.html"]
    assert found.gone == {"gone.html", "de/gone.html"}


def test_what_others_put_into_the_output_is_kept_and_known_as_theirs(assembled: Assemble) -> None:
    published = {"CNAME": "x.example", "gone.html": "x", "de/.notes/mine.txt": "mine"}
    found = assembled({"en/a.html": "A", "de/a.html": "Ä"}, published, EN, DE, own=("gone.html",))
    assert texts(found) == {"a.html": "A", "de/a.html": "Ä"}
    assert (found.foreign, found.files) == ({"CNAME", "de/.notes/mine.txt"}, {"a.html", "de/a.html"})
    assert found.gone == {"gone.html"}


def test_a_file_of_the_build_takes_the_place_of_one_that_others_had(assembled: Assemble) -> None:
    found = assembled({"en/robots.txt": "ours"}, {"robots.txt": "theirs"}, EN, own=())
    assert texts(found) == {"robots.txt": "ours"}
    assert found.foreign == frozenset()


def test_where_pelican_is_to_delete_the_output_only_what_is_to_be_retained_is_kept(assembled: Assemble) -> None:
    published = {"CNAME": "x", ".git/HEAD": "main"}
    found = assembled({"en/a.html": "A"}, published, EN, own=(), retention=DELETES)
    assert (found.foreign, found.gone) == ({".git/HEAD"}, {"CNAME"})


def test_with_a_choice_of_languages_the_top_is_nobodys_site(assembled: Assemble) -> None:
    new = {f"{TOP}/index.html": "choose", f"{TOP}/robots.txt": "all", "en/index.html": "Home", "de/index.html": "Start"}
    assert texts(assembled(new, {}, EN, DE, chooser=True)) == {
        "de/index.html": "Start",
        "en/index.html": "Home",
        "index.html": "choose",
        "robots.txt": "all",
    }


def test_the_index_names_the_sitemaps_of_new_sites_and_of_those_that_stay(assembled: Assemble) -> None:
    new = {"en/sitemap-en.xml": "<urlset/>", "de/sitemap-de.xml": "<urlset/>"}
    found = assembled(new, {"ar/sitemap-ar.xml": "<urlset/>"}, EN, DE, base_url=BASE)
    index = texts(found)["sitemap.xml"]
    for address in ("sitemap-en.xml", "de/sitemap-de.xml", "ar/sitemap-ar.xml"):
        assert f"<loc>{BASE}/{address}</loc>" in index
    assert "sitemap.xml" in found.files


def test_a_site_that_has_a_sitemap_of_its_own_keeps_it(assembled: Assemble) -> None:
    found = assembled({"en/sitemap.xml": "own", "en/sitemap-en.xml": "<urlset/>"}, {}, EN, base_url=BASE)
    assert texts(found)["sitemap.xml"] == "own"


def test_without_an_address_there_is_no_index(assembled: Assemble) -> None:
    assert "sitemap.xml" not in texts(assembled({"en/sitemap-en.xml": "<urlset/>"}, {}, EN, base_url="/blog"))


def test_what_was_assembled_before_and_not_published_is_not_in_the_tree(assembled: Assemble) -> None:
    new = {"assembled/left.html": "x", "en/a.html": "A", "ar/a.html": "ا"}
    assert list(texts(assembled(new, {}, EN, AR))) == ["a.html", "ar/a.html"]


def test_what_others_keep_in_a_site_that_stays_is_theirs_at_the_next_build_too(assembled: Assemble) -> None:
    """Or it would be taken for a page that is gone, and be lost when the language is built anew."""
    published = {"a.html": "A", "de/a.html": "Ä", "de/CNAME": "mine"}
    found = assembled({"en/a.html": "new"}, published, EN, own=("a.html", "de/a.html"))
    assert texts(found) == {"a.html": "new", "de/a.html": "Ä"}
    assert found.files == {"a.html", "de/a.html"}
    assert found.foreign == {"de/CNAME"}


def test_where_nothing_is_remembered_a_site_that_stays_is_our_own(assembled: Assemble) -> None:
    found = assembled({"en/a.html": "new"}, {"a.html": "A", "de/a.html": "Ä"}, EN, own=())
    assert found.files == {"a.html", "de/a.html"}
    assert found.foreign == set()


def test_of_a_site_that_stays_a_link_in_it_is_somebodys_and_is_not_followed(
    assembled: Assemble, tmp_path: Path
) -> None:
    put(tmp_path, {"output/de/a.html": "Ä", "secret": "x"})
    (tmp_path / "output/de/link.html").symlink_to(tmp_path / "secret")
    found = assembled({"en/a.html": "new"}, {}, EN, own=())
    assert texts(found) == {"a.html": "new", "de/a.html": "Ä"}
    assert found.foreign == {"de/link.html"}


def test_where_others_files_are_in_the_way_nothing_is_published(assembled: Assemble) -> None:
    with pytest.raises(PipelineError, match="a folder is to be published there"):
        assembled({"en/images/a.png": "A"}, {"images": "mine"}, EN, own=("a.html",))


def test_what_is_withdrawn_stays_in_no_site(assembled: Assemble) -> None:
    published = {"a.html": "A", "de/a.html": "Ä", "de/b.html": "B"}
    found = assembled({"en/a.html": "A"}, published, EN, withdrawn=("de/a.html",))
    assert texts(found) == {"a.html": "A", "de/b.html": "B"}
    assert found.gone == {"de/a.html"}
