"""A browser, for those who look at pages as readers do."""

from __future__ import annotations

from collections.abc import Iterator
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
