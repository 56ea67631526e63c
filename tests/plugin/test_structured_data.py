"""What search engines are told of an article."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from pipeline.model import Language
from pipeline.plugin.site import Site
from pipeline.plugin.structured_data import structured_data_of
from tests.making import AR, BASE, DE, EN, PROJECT

A = "articles/a.md"
ADDRESSES = {EN: f"{BASE}/a.html", AR: f"{BASE}/ar/a.html", DE: f"{BASE}/de/a.html"}


def article(**changes: Any) -> SimpleNamespace:
    known = {
        "relative_source_path": A,
        "url": "a.html",
        "status": "published",
        "title": "Sleep",
        "summary": "<p>How to sleep.</p>",
        "date": datetime(2026, 1, 2, tzinfo=UTC),
        "author": None,
    }
    return SimpleNamespace(**{**known, **changes})


def script(site: Site, changes: dict[str, Any] | None = None, **more: Any) -> str:
    shown = article(**changes or {})
    context = {"SITEURL": site.url, "SITENAME": "Tiny", "output_file": "a.html", "article": shown}
    return str(structured_data_of(site)(context, shown, **more))


def told(site: Site, changes: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    text = script(site, changes, **more)
    found: dict[str, Any] = json.loads(
        text.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    )
    return found


def site(language: Language = EN, **fields: Any) -> Site:
    return Site(PROJECT, language, BASE, **{"published": {"ar": frozenset({A}), "de": frozenset({A})}, **fields})


def work(language: Language) -> dict[str, str]:
    return {"@type": "Article", "@id": ADDRESSES[language], "inLanguage": language.tag}


def test_an_article_is_told_of_with_its_own_address_texts_and_dates() -> None:
    found = told(site(DE))
    assert found["@id"] == found["mainEntityOfPage"] == ADDRESSES[DE]
    assert (found["@type"], found["headline"], found["description"]) == ("Article", "Sleep", "How to sleep.")
    assert (found["datePublished"], found["dateModified"]) == ("2026-01-02T00:00:00+00:00",) * 2
    assert found["publisher"] == {"@type": "Organization", "name": "Tiny", "url": f"{BASE}/de/"}
    assert found["isPartOf"] == {"@type": "WebSite", "name": "Tiny", "url": f"{BASE}/de/"}


def test_when_it_was_changed_is_told() -> None:
    found = told(site(), {"modified": datetime(2026, 3, 4, tzinfo=UTC)})
    assert (found["datePublished"][:10], found["dateModified"][:10]) == ("2026-01-02", "2026-03-04")


def test_an_original_names_its_translations_and_a_translation_its_original() -> None:
    source, german = told(site()), told(site(DE))
    assert source["workTranslation"] == [work(AR), work(DE)]
    assert "translationOfWork" not in source
    assert german["translationOfWork"] == work(EN)
    assert "workTranslation" not in german


def test_an_original_without_translations_names_none() -> None:
    assert "workTranslation" not in told(site(published={}))


def test_a_page_that_is_partly_in_the_source_language_is_in_both() -> None:
    assert told(site(DE))["inLanguage"] == "de"
    assert told(site(DE, partial=frozenset({A})))["inLanguage"] == ["de", "en"]
    assert told(site(DE, partial=frozenset({"articles/b.md"})))["inLanguage"] == "de"


def test_an_author_is_a_person_and_nobody_is_left_out() -> None:
    assert told(site(), {"author": "Ada <b>L</b>"})["author"] == {"@type": "Person", "name": "Ada L"}
    assert "author" not in told(site())


def test_what_is_empty_is_left_out() -> None:
    assert "description" not in told(site(), {"summary": ""})


def test_a_template_may_add_properties_and_has_the_last_word() -> None:
    found = told(site(), image="x.png", headline="Mine", author=None)
    assert (found["image"], found["headline"]) == ("x.png", "Mine")


def test_no_text_ends_the_script_and_others_scripts_are_readable() -> None:
    text = script(site(), {"title": "نوم &lt;/script&gt;"})
    assert text.count("</script>") == 1
    assert "نوم" in text
    assert told(site(), {"title": "نوم &lt;/script&gt;"})["headline"] == "نوم </script>"
