"""What was read of catalogs is the same again, and of another text it is nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.catalogs.remembered import CatalogCache
from pipeline.config import Project
from pipeline.model import Catalog, Message
from tests.catalogs.test_write import MESSAGE

CATALOG = Catalog("a", "de", (Message("one", translations=("eins",), line=7),), (("X", "y"),), "c", "# end", "the text")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@given(messages=st.lists(MESSAGE, max_size=4), comment=st.text(max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_catalog_comes_back_as_it_was_with_its_text(project: Project, messages: list[Message], comment: str) -> None:
    text = repr((messages, comment))
    catalog = replace(CATALOG, messages=tuple(messages), comment=comment, text=text)
    CatalogCache(project, "de", "0/1").replace({"a": catalog})
    again = CatalogCache(project, "de", "0/1").get("a", text)
    assert (again, again and again.text) == (catalog, text)


def test_of_another_text_domain_locale_or_site_it_is_nothing(project: Project) -> None:
    CatalogCache(project, "de", "0/1").replace({"a": CATALOG})
    cache = CatalogCache(project, "de", "0/1")
    assert [cache.get("a", "the text ")] * 3 == [cache.get("b", "the text"), None, None]
    assert CatalogCache(project, "fr", "0/1").get("a", "the text") is None
    other = replace(project, settings_path=Path("publishconf.py"))
    assert CatalogCache(other, "de", "0/1").get("a", "the text") is None


def test_one_that_is_gone_is_forgotten(project: Project) -> None:
    CatalogCache(project, "de", "0/1").replace({"a": CATALOG, "b": CATALOG})
    CatalogCache(project, "de", "0/1").replace({"b": CATALOG})
    cache = CatalogCache(project, "de", "0/1")
    assert (cache.get("a", "the text"), cache.get("b", "the text")) == (None, CATALOG)
