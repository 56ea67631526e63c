"""The live pages as files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.paths import real
from pipeline.preview.copies import panel, write_copy
from pipeline.preview.index import identity
from tests.conftest import Site
from tests.folding import fold

pytestmark = pytest.mark.whole

CATALOG = "locales/de/articles/first.po"


def copied(site: Site, *locales: str) -> Path:
    target = site.root / "review"
    assert write_copy(real(site.root / "pelicanconf.py"), locales, target) > 5
    return target


def part(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("(globalThis.gettextReview ??= []).push(")
    return json.loads(text.partition(".push(")[2].removesuffix(");\n"))


def sources_of(site: Site) -> dict[str, bytes]:
    return {name: data for name, data in site.files().items() if not name.startswith((".", "output", "review"))}


def test_each_page_is_the_one_that_is_built_with_what_is_known_of_its_texts(good_site: Site) -> None:
    edit = "GETTEXT['edit_url'] = 'https://git.example/edit/{path}?l={locale}#L{line}'\n"
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + edit)
    good_site.untranslate(CATALOG, "Beginning")
    assert good_site.run("build").exit_code == 0
    before = sources_of(good_site)
    target = copied(good_site)
    built, _, scripts = (target / "site/de/second.html").read_text(encoding="utf-8").partition("</html>")
    assert built == good_site.read("output/de/second.html").partition("</html>")[0]
    assert '<script src="../../-/pages/site/de/second.html.js"></script>' in scripts
    assert '<script src="../../-/messages/de/articles/second.js"></script>' in scripts
    facts = part(target / "-/pages/site/de/first.html.js")
    assert (facts["root"], facts["page"]["locale"]) == ("../../", "de")
    assert "untranslated" in {entry["state"] for entry in facts["page"]["messages"].values()}
    known = part(target / "-/messages/de/articles/first.js")["messages"]
    line = good_site.read(CATALOG).split("\n").index('msgid "Beginning"') + 1
    address = f"https://git.example/edit/{CATALOG}?l=de#L{line}"
    assert known[identity("articles/first", (None, "Beginning"))]["edit"] == address
    assert (target / "site/images/moon.svg").is_file()
    assert 'href="site/de/first.html"' in (target / "index.html").read_text(encoding="utf-8")
    assert sources_of(good_site) == before


@pytest.mark.parametrize("more", ["RELATIVE_URLS = False\nSITEURL = 'https://tiny.example/blog'\n", ""])
def test_no_link_of_the_sites_own_leads_out_of_the_folder(good_site: Site, more: str) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + more)
    target = copied(good_site)
    for page in (target / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "copy.invalid" not in text
        for link in re.findall(r'(?:href|src)="([^"#?]*)', text):
            if not re.match(r"[a-z]+:|$", link):
                assert not link.startswith("/"), (page, link)
                assert (page.parent / link).exists(), (page, link)


def test_on_a_disk_without_cases_no_page_takes_anothers_place(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    good_site.replace("source/articles/second.md", "Slug: second", "Slug: First")
    fold(monkeypatch, good_site.root / "reviews")
    with pytest.raises(PipelineError, match="another file's name") as refused:
        write_copy(real(good_site.root / "pelicanconf.py"), ("de",), good_site.root / "reviews/review")
    assert (refused.value.path or "").casefold() == "site/first.html"
    assert not (good_site.root / "reviews/review").exists()


def test_a_folder_that_is_something_elses_is_left_alone(good_site: Site) -> None:
    good_site.write("mine/diary.txt", "Today")
    before = good_site.files()
    for name in ("mine", "source", "locales/de", ".", "output", "pelicanconf.py"):
        with pytest.raises(PipelineError):
            write_copy(real(good_site.root / "pelicanconf.py"), ("de",), good_site.root / name)
    assert good_site.files() == before


def test_a_review_is_replaced_but_for_what_others_have_put_into_it(good_site: Site) -> None:
    review = copied(good_site, "de")
    record = (review / "-/files.json").read_text(encoding="utf-8")
    old = next(path for path in review.rglob("*.html") if path.name != "index.html")
    text = old.read_bytes()
    old.write_text("old")
    assert copied(good_site, "de") == review
    assert old.read_bytes() == text
    assert not (good_site.root / ".review.new").exists()
    (review / "-/files.json").write_text("[" * 100_000, encoding="utf-8")  # a record that says nothing
    with pytest.raises(PipelineError, match="no review has put this here"):
        copied(good_site, "de")
    (review / "-/files.json").write_text(record, encoding="utf-8")
    good_site.write("review/.git/config", "mine")
    with pytest.raises(PipelineError, match="no review has put this here") as caught:
        copied(good_site, "de")
    assert str(caught.value.path).endswith("review/.git/config")
    assert good_site.read("review/.git/config") == "mine"


@pytest.mark.parametrize(
    ("url", "is_fine"),
    [
        ("https://github.com/me/site/edit/main/{path}#L{line}", True),
        ("http://weblate.example:8080/translate/site/-/{locale}/?q={path}", True),
        ("", True),
        ("javascript:alert({line})", False),
        ("https://x.example/{path.__class__}", False),
        ("https://x.example/{key}", False),
        ("https://x.example/{path", False),
        ("https://{path}/", False),
        ("https://x.example/ {path}", False),
        ("ftp://x.example/{path}", False),
        (3, False),
    ],
)
def test_where_texts_can_be_edited_is_an_address_on_the_web(good_site: Site, url: object, is_fine: bool) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + f"GETTEXT['edit_url'] = {url!r}\n")
    result = good_site.run("extract", "--check")
    assert ("edit_url" not in result.output) is is_fine, result.output


def test_no_two_modules_of_the_panel_have_a_name_in_common() -> None:
    names = re.findall(r"^(?:async )?(?:const|let|function\*?|class) (\w+)", panel(), re.M)
    assert sorted(set(names)) == sorted(names)
    assert not re.search(r"^(?:import|export)\b", panel(), re.M)
