"""All rules asked of a whole site: findings, their severities, and what a site says of them."""

from __future__ import annotations

import re

import pytest

from pipeline.model import Severity
from pipeline.rules import RULES, Family
from tests.checking import FIRST, TITLE, configure, findings, rules
from tests.conftest import ROOT, Site


def test_a_wrong_number_is_found_by_file_and_line_with_both_texts(good_site: Site) -> None:
    good_site.replace("source/articles/first.md", "Take one tablet", "Take 500 mg")
    good_site.run("update")
    good_site.replace(FIRST, "#, fuzzy, markdown-text\n", "#, markdown-text\n")
    good_site.replace(FIRST, "#| msgid", "# was")
    good_site.replace(FIRST, "eine Tablette", "5000 mg")
    (finding,) = findings(good_site, "de")
    assert (finding["rule"], finding["severity"], finding["path"]) == ("numbers", "error", FIRST)
    assert (finding["there"], finding["here"]) == ("500", "5000")
    text = good_site.run("check", "de").output
    assert "the number 500 became 5000" in text
    assert "  translation: Nehmen Sie 5000 mg, siehe" in text
    assert ["de", "1", "–"] in [line.split() for line in text.splitlines()]


def test_a_msgid_changed_by_hand_is_named(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgid "First steps"', 'msgid "First  steps"')
    found = rules(good_site, "de")
    assert "unknown-message" in found
    assert "out-of-step" in found


def test_thresholds_are_by_locale(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr ""')
    configure(good_site, '"publish_at": {"default": 0.1, "de": 1}')
    assert "below-threshold" in rules(good_site, "de")
    assert rules(good_site, "ar") == []


def test_hosts_may_be_allowed_and_nothing_else_with_them(good_site: Site) -> None:
    german = "siehe [Wikipedia](https://de.wikipedia.org/wiki/Rat), siehe"
    good_site.replace(FIRST, "siehe [die", f"{german} [die")
    assert "markup" in rules(good_site, "de")
    configure(good_site, '"allowed_hosts": ["de.wikipedia.org"]')
    assert "markup" not in rules(good_site, "de")
    for address in (
        "https://de.wikipedia.org.evil.example/",
        "https://de.wikipedia.org@evil.example/",
        "https://evil.example/de.wikipedia.org",
        "//de.wikipedia.org/",
        "javascript://de.wikipedia.org/%0aalert(1)",
        "https:de.wikipedia.org",
    ):
        good_site.replace(FIRST, "https://de.wikipedia.org/wiki/Rat", address)
        assert "markup" in rules(good_site, "de"), address
        good_site.replace(FIRST, address, "https://de.wikipedia.org/wiki/Rat")


def test_security_rules_are_errors() -> None:
    assert all(rule.severity is Severity.ERROR for rule in RULES.values() if rule.family is Family.SECURITY)


@pytest.mark.parametrize(("level", "exit_code"), [("error", 1), ("warning", 0), ("off", 0)])
def test_what_is_missing_weighs_what_the_site_says(good_site: Site, level: str, exit_code: int) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr ""')
    configure(good_site, f'"severities": {{"untranslated": "{level}"}}')
    assert good_site.run("check", "de").exit_code == exit_code
    assert ("untranslated" in rules(good_site, "de")) == (level != "off")


def test_every_rule_that_the_code_names_is_documented() -> None:
    named = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:Fault|Finding|_finding)\(\s*f?"([a-z-]+)"', text))
    assert named <= set(RULES) | {"unapproved"}, named - set(RULES)
