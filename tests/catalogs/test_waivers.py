"""Findings that are right as they are, and how long."""

from __future__ import annotations

import tomllib

import pytest

from pipeline.catalogs.decisions import Verdict
from pipeline.catalogs.waivers import Waivers, unreadable_waivers
from pipeline.model import Message
from tests.checking import FIRST, TITLE, findings, rules
from tests.conftest import Site


def test_a_waiver_in_a_comment_counts_until_the_translation_changes(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte"')
    assert rules(good_site, "de") == ["whitespace"]
    good_site.replace(FIRST, "#. title", "# waive: whitespace, as the author wishes\n#. title")
    assert findings(good_site, "de") == []
    assert good_site.run("update").exit_code == 0
    (entry,) = tomllib.loads(good_site.read("locales/waivers.toml"))["waiver"]
    assert (entry["locale"], entry["rule"], entry["reason"]) == ("de", "whitespace", "as the author wishes")
    # A tool that drops comments loses nothing.
    good_site.replace(FIRST, "# waive: whitespace, as the author wishes\n", "")
    assert findings(good_site, "de") == []
    before = good_site.files("locales")
    good_site.run("update")
    assert good_site.files("locales") == before
    good_site.replace(FIRST, "Erste  Schritte", "Die  Schritte")
    (finding,) = findings(good_site, "de")
    assert finding["message"].endswith("its waiver has ended")


def test_a_waiver_does_not_outlive_its_source(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte"')
    good_site.replace(FIRST, "#. title", "# waive: whitespace, why not\n#. title")
    good_site.run("update")
    good_site.replace("source/articles/first.md", "Title: First steps", "Title: First steps now")
    good_site.run("update")
    assert "# for the previous text: waive: whitespace, why not\n" in good_site.read(FIRST)
    assert "[[waiver]]" not in good_site.read("locales/waivers.toml")


def test_security_cannot_be_waived(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste <b>Schritte</b>"')
    good_site.replace(FIRST, "#. title", "# waive: plain-text, because\n#. title")
    assert rules(good_site, "de") == ["plain-text"]
    good_site.run("update")
    assert rules(good_site, "de") == ["plain-text"]


@pytest.mark.parametrize("text", ["[[waiver]]\nrule = 1\n", "x", "waiver = 3\n"])
def test_a_ledger_of_waivers_that_is_none_is_refused(good_site: Site, text: str) -> None:
    good_site.write("locales/waivers.toml", text)
    result = good_site.run("check")
    assert result.exit_code == 2
    assert "locales/waivers.toml: error: no well-formed ledger" in result.output


@pytest.mark.parametrize("comment", ["waive: whitespace", "waive whitespace, why", "Waive:", "waive: whitespace,"])
def test_a_waiver_without_rule_or_reason_is_told_of(good_site: Site, comment: str) -> None:
    good_site.replace(FIRST, "#. title", f"# {comment}\n#. title")
    result = good_site.run("check", "de", "--fail-on", "warning")
    assert result.exit_code == 1
    assert f"“{comment}” [waiver-without-reason]" in result.output


def test_the_ledger_of_waivers_reads_back() -> None:
    message = Message('a "quoted" \\ text', translations=("ü",), comment='waive: spacing, „so“ \\ "it" is')
    ledger = Waivers().with_comments({"de": [message]})
    assert tomllib.loads(f"{ledger}")["waiver"][0]["reason"] == '„so“ \\ "it" is'


def waived(text: str, *translations: str, comment: str = "waive: length, it is short") -> Message:
    return Message(text, translations=translations, comment=comment)


def test_a_comment_waives_its_rule_until_the_ledger_knows_of_the_message() -> None:
    one = waived("a", "b")
    assert Waivers().verdict("de", "length", one) is Verdict.VALID
    assert Waivers().verdict("de", "spacing", one) is Verdict.NONE
    ledger = Waivers().with_comments({"de": [one]})
    assert ledger.verdict("de", "length", one) is Verdict.VALID
    assert ledger.verdict("de", "length", waived("a", "c")) is Verdict.ENDED
    assert ledger.verdict("ar", "length", waived("a", "c", comment="")) is Verdict.NONE


def test_what_the_ledger_has_stays_as_it_is_and_goes_with_its_message() -> None:
    ledger = Waivers().with_comments({"de": [waived("a", "b")], "ar": [waived("a", "b")]})
    assert ledger.with_comments({"de": [waived("a", "c", comment="")]}) == ledger
    assert [entry.locale for entry in ledger.with_comments({"de": []}).entries] == ["ar"]


@pytest.mark.parametrize(
    ("comment", "lines"),
    [("waive: length, why", []), ("waive: length", ["waive: length"]), ("Waive!", ["Waive!"]), ("waiver", [])],
)
def test_a_line_that_begins_as_a_waiver_does_and_is_none_is_told(comment: str, lines: list[str]) -> None:
    assert list(unreadable_waivers(waived("a", "b", comment=comment))) == lines
