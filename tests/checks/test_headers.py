"""What is wrong with a catalog's header."""

from __future__ import annotations

import pytest

from tests.checking import FIRST, findings
from tests.conftest import Site


@pytest.mark.parametrize(
    ("old", "new", "cause", "severity"),
    [
        ("Language: de", "Language: fr", "the language is fr; the folder is that of de", "error"),
        ("Last-Translator: Automatically generated", "Last-Translator: FULL NAME <EMAIL@ADDRESS>", "blank", "warning"),
        ("MIME-Version: 1.0", "X-Nothing: 1.0", "MIME-Version is missing", "warning"),
        ("PO-Revision-Date: 20", "PO-Revision-Date: 99", "is in the future", "warning"),
        ("PO-Revision-Date: 20", "PO-Revision-Date: x", "is no date", "warning"),
    ],
)
def test_a_wrong_header_is_named(good_site: Site, old: str, new: str, cause: str, severity: str) -> None:
    good_site.replace(FIRST, old, new)
    (finding,) = findings(good_site, "de")
    assert (finding["rule"], finding["severity"], finding["line"]) == ("header", severity, 1)
    assert cause in finding["message"]
