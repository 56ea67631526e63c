"""A browser, for those who look at pages as readers do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.serving import QUIET, chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install 'pelican-gettext[test]'")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser
        browser.close()


@contextmanager
def tags_admitted() -> Iterator[None]:
    """Rules that admit what reads as a tag, for what becomes of such a text even so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.checks.security.shown_tag_faults", lambda *_: ())
        yield
