"""All rules asked of a whole site: findings, their severities, and what a site says of them."""

from __future__ import annotations

import re

import pytest

from pipeline.model import Severity
from pipeline.rules import RULES, Family
from tests.checking import FIRST, TITLE, configure, findings, rules
from tests.conftest import ROOT, Site
from tests.repository import Repository


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


def test_what_a_merge_of_lines_made_certain_is_an_error_if_it_is_critical_until_update_and_a_person_have_seen_it(
    good_site: Site,
) -> None:
    """Both branches are of people who did all right: one accepts a text, the other goes on with it."""

    def fuzzy(old: str, new: str) -> None:
        text = good_site.read(FIRST)
        entry = text[: text.index(old)].rsplit("#, ", 1)[1]
        good_site.write(FIRST, text.replace(f"#, {entry}{old}", f"#, fuzzy, {entry}{new}"))

    title, critical = 'msgstr "Ein *kurzer* Anfang."', 'msgstr "Schreiben Sie [uns]({filename}/pages/reach-us.md)."'
    whole = good_site.read(FIRST)
    for text in (title, critical):
        fuzzy(text, text)
    repository = Repository.at(good_site.root)
    repository.commit()
    repository.branch("accepts", change=lambda: good_site.write(FIRST, whole))
    good_site.replace(FIRST, title, 'msgstr "Ein *sehr kurzer* Anfang."')
    good_site.replace(FIRST, critical, critical.replace("Schreiben", "Mailen"))
    repository.commit()
    repository.merge("accepts")
    assert "fuzzy" not in good_site.read(FIRST)
    *found, beside = findings(good_site, "de")
    assert beside["rule"] == "inconsistent"  # with the article that has this text, too
    assert [(one["rule"], one["severity"]) for one in found] == [
        ("merged-unseen", name) for name in ("warning", "error")
    ]
    assert [good_site.read(FIRST).splitlines()[one["line"] - 1] for one in found] == [
        'msgid "A *short* start."',
        'msgid "Write to [us]({filename}/pages/reach-us.md)."',
    ]
    told = good_site.run("update", "de").output
    assert told.count("nobody has accepted it") == 2
    assert "It is fuzzy now" in told
    assert rules(good_site, "de") == ["fuzzy", "critical-fuzzy"]
    good_site.write(FIRST, good_site.read(FIRST).replace("#, fuzzy, ", "#, "))
    assert rules(good_site, "de") == ["inconsistent"]
    assert good_site.run("update", "de").exit_code == 0
    repository.commit()
    assert "merged: " in good_site.read(FIRST)
    good_site.run("update", "de")
    assert "merged: " in good_site.read(FIRST)  # the commits may be squashed
    assert rules(good_site, "de") == ["inconsistent"]
