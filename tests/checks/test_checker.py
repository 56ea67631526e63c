"""All rules asked of a pair of texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.checked import CHECKER, MARKDOWN, rules
from tests.making import DE


def test_a_translation_that_is_in_order_has_no_faults() -> None:
    assert rules("Take one **tablet** a day.", "Nehmen Sie täglich eine **Tablette**.") == []


@pytest.mark.parametrize(
    ("translation", "family"),
    [
        ("Nehmen Sie 50 mg [hier](b.html).", "links"),
        ("Nehmen Sie 500 mg [hier](a.html).", "numbers"),
        ("Nehmen Sie  50 mg [hier](a.html).", "whitespace"),
    ],
)
def test_every_family_of_rules_is_asked(translation: str, family: str) -> None:
    assert family in rules("Take 50 mg [here](a.html).", translation)


def test_each_fault_is_told_once() -> None:
    faults = list(CHECKER.remarks("Take 5 mg.", "Nehmen Sie 50 mg.", MARKDOWN, "paragraph", CHECKER.source_language))
    assert len({(fault.rule, fault.message) for fault in faults}) == len(faults)


def test_a_host_that_is_not_allowed_is_a_matter_of_security() -> None:
    pair = "See [it](a.html).", "Siehe [es](https://evil.example/)."
    assert [fault.rule for fault in CHECKER.security(*pair, MARKDOWN, "paragraph")] == ["markup"]


OF_THE_SITE = replace(CHECKER, root="/base", roots={"de": "/base/de", "fr": "/base/fr"})


@pytest.mark.parametrize(
    ("address", "admitted", "said"),
    [
        ("/base/de/cats.html", True, []),
        ("/base/cats.html", True, []),
        ("/base/fr/cats.html", True, ["links"]),
        ("/base/it/cats.html", False, ["links"]),
        ("/base/de/dogs.html", False, ["links"]),
        ("/de/cats.html", False, ["links"]),
        ("//base/de/cats.html", False, ["links"]),
        ("/base/de/cats.html/../../x", False, ["links"]),
        ("https://base/de/cats.html", False, ["links"]),
    ],
)
@pytest.mark.parametrize("link", ["[{}]({})", '<a href="{1}">{0}</a>'])
def test_a_link_from_the_root_may_lead_to_the_same_page_in_the_readers_language(
    link: str, address: str, admitted: bool, said: list[str]
) -> None:
    pair = f"See {link.format('it', '/base/cats.html')}.", f"Siehe {link.format('es', address)}."
    assert (list(OF_THE_SITE.security(*pair, MARKDOWN, "paragraph")) == []) is admitted
    assert [fault.rule for fault in OF_THE_SITE.remarks(*pair, MARKDOWN, "paragraph", DE)] == said
