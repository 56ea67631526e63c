"""What is in another language and translates nothing is never an article of the source language's."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Site

TEXT = "Title: Von Hand\nDate: 2026-01-03\n{}\nVERWAIST\n"


@pytest.mark.parametrize(
    ("files", "where", "said"),
    [
        ({"visit.md": "Lang: de\nTranslation: true\n"}, "visit.md", "there is no article in English with the slug"),
        ({"second.fr.md": ""}, "second.fr.md", "its language 'fr' is not one of the site's"),
        pytest.param(
            {"second.fr.md": "Lang: fr\nSlug: second\n"},
            "second.fr.md",
            "its language 'fr' is not one of the site's",
            marks=pytest.mark.long,
        ),
        ({"zwei.md": "Lang: de\nSlug: second\n", "zz.md": "Lang: de\nSlug: second\n"}, "zz.md", "already"),
    ],
    ids=["no such slug", "no target", "no target by both", "twice"],
)
def test_it_is_published_nowhere_and_told_with_file_and_remedy(
    files: dict[str, str], where: str, said: str, good_site: Site
) -> None:
    conf = good_site.read("pelicanconf.py")
    good_site.write("pelicanconf.py", re.sub(r'"required_sections": .*', "", conf))
    for name, fields in files.items():
        good_site.write(f"source/articles/{name}", TEXT.format(fields).replace("VERWAIST", f"VERWAIST {name}"))
    result = good_site.run("build")
    assert result.exit_code == 1
    assert f"source/articles/{where}: error: it is published nowhere: " in result.output
    assert said in result.output
    assert "remedy:" in result.output
    for name, content in good_site.files("output").items():
        assert f"VERWAIST {where}".encode() not in content, name
    assert f"source/articles/{where}: error" in good_site.run("check").output
    assert "published output" in result.output


def test_an_article_that_says_its_language_itself_is_published_in_it_as_pelican_does(good_site: Site) -> None:
    good_site.write("source/articles/x.md", TEXT.format("Lang: fr\n"))
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    assert '<html lang="fr"' in good_site.read("output/von-hand-fr.html")
    assert "warning: it is published as English pages are" in good_site.run("check").output


@pytest.mark.parametrize(
    "status", ["", *(pytest.param(one, marks=pytest.mark.long) for one in ("Status: draft\n", "Status: hidden\n"))]
)
def test_of_what_nobody_knows_that_it_had_an_original_it_is_told_that_it_is_in_one_language_alone(
    status: str, good_site: Site
) -> None:
    conf = good_site.read("pelicanconf.py")
    good_site.write("pelicanconf.py", re.sub(r'"required_sections": .*', "", conf))
    good_site.write("source/articles/visit.de.md", TEXT.format(status))
    result = good_site.run("build")
    assert result.exit_code == 0, result.output
    why = "there is no articles/visit.md: it is taken for an article in German alone"
    told = f"source/articles/visit.de.md: warning: {why}"
    assert told in result.output
    assert told in good_site.run("check").output
    having = {name for name, content in good_site.files("output").items() if b"VERWAIST" in content}
    assert having
    assert all(name.startswith("de/") for name in having)
