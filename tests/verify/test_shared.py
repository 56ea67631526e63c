"""What a page has in common with its original is in the page's language, or says which it is in.

Which sentences those are, tests/verify/test_versions.py asks of pages.
"""

from __future__ import annotations

import pytest

from pipeline.model import Language
from pipeline.verify.guesses import Guesses
from pipeline.verify.shared import Shared, verify_shared

NEITHER = "is on the original's page as well, and no lang says which language it is in"
POWERED = "Proudly powered by a static site generator."


@pytest.mark.parametrize(
    ("text", "page", "source", "said"),
    [
        (POWERED, "en", "ja", ""),
        ("Back to the top of it", "en", "ja", ""),
        (POWERED, "en-gb", "en", ""),
        (POWERED, "de", "en", "is the source's text, and no lang='en' says so"),
        (
            POWERED,
            "de",
            "ja",
            "is on the original's page as well, and no lang says which language it is in: 'en', as it seems",
        ),
        (
            POWERED,
            "de",
            "fr",
            "is on the original's page as well, and no lang says which language it is in: 'en', as it seems",
        ),
        ("毎日一錠を服用してください。", "en", "ja", "is the source's text, and no lang='ja' says so"),
        ("カタカナ", "de", "ja", "is the source's text, and no lang='ja' says so"),
        ("Назад к началу", "de", "ja", NEITHER),
    ],
)
def test_a_sentence_of_both_pages_is_the_sources_only_if_it_is_in_its_language(
    text: str, page: str, source: str, said: str
) -> None:
    found = list(verify_shared([Shared("a.html", page, text)], Language.of(source), Guesses("")))
    assert [(one.path, one.rule, one.message) for one in found] == (
        [("a.html", "mixed-language", f"“{text}” {said}")] if said else []
    )
