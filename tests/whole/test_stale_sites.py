"""Languages built one at a time: what an older site does not know is told once, and what is withdrawn is so in all."""

from __future__ import annotations

import pytest

from tests.conftest import Site


@pytest.mark.parametrize(
    "address", [pytest.param("https://tiny.example", marks=pytest.mark.long), "https://new.example/sub"]
)
def test_what_an_older_site_says_of_others_is_one_finding_with_the_command_that_mends_it(
    address: str, good_site: Site
) -> None:
    assert good_site.run("build", "de").exit_code == 0
    good_site.replace("pelicanconf.py", "https://tiny.example", address)
    result = good_site.run("-v", "build", "ar")
    assert result.exit_code == 0, result.output
    assert result.output.count("[stale-site]") == 1
    assert "the site in German was not built anew" in result.output
    assert "Build all languages: pelican-gettext build" in result.output
    assert "hreflang" not in result.output
    result = good_site.run("-v", "build")
    assert (result.exit_code, "stale-site" in result.output) == (0, False), result.output


def withdraw(site: Site, status: str) -> None:
    """Withdraw the second article, to which nothing leads."""
    site.replace("source/articles/first.md", "[the second]({filename}second.md)", "the second")
    assert site.run("update").exit_code == 0
    assert site.run("build").exit_code in (0, 1)
    if status == "deleted":
        (site.root / "source/articles/second.md").unlink()
    else:
        site.replace("source/articles/second.md", "Slug:", f"Status: {status}\nSlug:")


def mentions(site: Site) -> list[str]:
    """The Arabic files that lead to the second article."""
    files = site.files("output/ar").items()
    return [name for name, text in files if b"second.html" in text and name != "second.html"]


@pytest.mark.parametrize("status", ["draft", "deleted", pytest.param("hidden", marks=pytest.mark.long)])
def test_what_is_withdrawn_is_taken_from_all_sites_whichever_is_built(status: str, good_site: Site) -> None:
    withdraw(good_site, status)
    assert mentions(good_site)
    result = good_site.run("build", "de")
    assert "the site in Arabic was built as well, for it had what is withdrawn: articles/second.md" in result.output
    assert (good_site.root / "output/ar/second.html").exists() is (status == "hidden")
    assert not [name for name in mentions(good_site) if "drafts" not in name]
    assert "still-published" not in result.output
    assert "built as well" not in good_site.run("build", "de").output


def test_a_page_that_cannot_be_built_anew_is_removed_and_what_still_tells_of_it_is_told(good_site: Site) -> None:
    withdraw(good_site, "deleted")
    catalog = good_site.read("locales/ar/articles/first.po")
    good_site.write("locales/ar/articles/first.po", "no catalog")
    result = good_site.run("build", "de")
    assert result.exit_code == 1
    assert "ar/second.html: error: articles/second.md is withdrawn and its page removed, but lists" in result.output
    assert not (good_site.root / "output/ar/second.html").exists()
    assert mentions(good_site)
    # The feed has it until the site is built.
    assert "[still-published]" in good_site.run("build", "de").output
    good_site.write("locales/ar/articles/first.po", catalog)
    result = good_site.run("build", "de")
    assert ("still-published" in result.output, "built as well" in result.output) == (False, True)
    assert not mentions(good_site)


def test_a_required_section_that_is_stale_is_withdrawn_in_all_languages(built_copy: Site) -> None:
    built_copy.replace("source/articles/first.md", "This is not advice.", "This is no medical advice.")
    assert built_copy.run("update").exit_code == 0
    result = built_copy.run("build", "de")
    assert "the site in Arabic was built as well, for it had what is withdrawn: articles/first.md" in result.output
    # A notice in its place leads to the original.
    assert "disclaimer" not in built_copy.read("output/ar/first.html")


def test_so_it_is_where_another_catalog_of_the_language_cannot_be_read(built_copy: Site) -> None:
    built_copy.replace("source/articles/first.md", "This is not advice.", "This is no medical advice.")
    assert built_copy.run("update").exit_code == 0
    built_copy.write("locales/ar/pages/reach-us.po", "no catalog")
    result = built_copy.run("build", "de")
    assert result.exit_code == 1
    assert "ar/first.html: error: articles/first.md is withdrawn and its page removed" in result.output
    assert not (built_copy.root / "output/ar/first.html").exists()
    assert (built_copy.root / "output/ar/pages/reach-us.html").exists()
