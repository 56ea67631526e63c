"""Findings that are right as they are, and how long."""

from __future__ import annotations

import tomllib

import pytest

from pipeline.catalogs.decisions import Verdict
from pipeline.catalogs.waivers import Waiver, Waivers, unreadable_waivers, with_entries
from pipeline.model import Message
from tests.checking import FIRST, TITLE, findings, rules
from tests.conftest import Site
from tests.growth import grows_with_its_length


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


def test_a_waiver_counts_for_its_text_alone_and_again_when_that_comes_back(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte"')
    good_site.replace(FIRST, "#. title", "# waive: whitespace, why not\n#. title")
    good_site.run("update")
    good_site.replace(FIRST, "# waive: whitespace, why not\n", "")
    note = "# Dr. Haddad has agreed, in March.\n"
    good_site.replace("locales/waivers.toml", "[[waiver]]", f"{note}[[waiver]]")
    for old, new in (
        ("Title: First steps", "Title: First steps now"),
        ("Title: First steps now", "Title: First steps"),
    ):
        good_site.replace("source/articles/first.md", old, new)
        good_site.run("update")
        assert f"{note}[[waiver]]" in good_site.read("locales/waivers.toml")
    assert rules(good_site, "de") == []


def test_security_cannot_be_waived(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste <b>Schritte</b>"')
    good_site.replace(FIRST, "#. title", "# waive: plain-text, because\n#. title")
    assert rules(good_site, "de") == ["plain-text"]
    good_site.run("update")
    assert rules(good_site, "de") == ["plain-text"]


@pytest.mark.parametrize(
    "text",
    [
        "[[waiver]]\nrule = 1\n",
        "x",
        "waiver = 3\n",
        f"a = {'[' * 20_000}",
        f"a = {'{b = ' * 20_000}",
        f"a = {'9' * 6_000}",
    ],
    ids=["a field is lacking", "no TOML", "no table", "lists in lists", "tables in tables", "a long number"],
)
def test_a_ledger_of_waivers_that_is_none_is_refused(good_site: Site, text: str) -> None:
    good_site.write("locales/waivers.toml", text)
    result = good_site.run("check")
    assert result.exit_code == 2
    assert "locales/waivers.toml: error: no well-formed ledger" in result.output


@pytest.mark.parametrize("name", ["waivers.toml", "addresses.tsv"])
def test_update_writes_nothing_where_a_ledger_is_none(good_site: Site, name: str) -> None:
    good_site.replace("source/articles/second.md", "Not even this.", "Not ever this.")
    good_site.write(f"locales/{name}", "x = 1\n[")
    before = good_site.files("locales")
    result = good_site.run("update")
    assert result.exit_code == 2
    assert f"locales/{name}" in result.output
    assert good_site.files("locales") == before


@pytest.mark.parametrize("comment", ["waive: whitespace", "waive whitespace, why", "Waive:", "waive: whitespace,"])
def test_a_waiver_without_rule_or_reason_is_told_of(good_site: Site, comment: str) -> None:
    good_site.replace(FIRST, "#. title", f"# {comment}\n#. title")
    result = good_site.run("check", "de", "--fail-on", "warning")
    assert result.exit_code == 1
    assert f"“{comment}” [waiver-without-reason]" in result.output


def ledger_of(*entries: Waiver) -> Waivers:
    """A ledger with these entries, as it is read back."""
    found = tomllib.loads(with_entries("# Ours.\n", (), entries)).get("waiver", [])
    return Waivers(tuple(Waiver(**entry) for entry in found))


def test_the_ledger_of_waivers_reads_back() -> None:
    message = Message('a "quoted" \\ text', translations=("ü",), comment='waive: spacing, „so“ \\ "it" is')
    (entry,) = ledger_of(*Waivers().unknown({"de": [message]})).entries
    assert entry.reason == '„so“ \\ "it" is'


def waived(text: str, *translations: str, comment: str = "waive: length, it is short") -> Message:
    return Message(text, translations=translations, comment=comment)


def test_a_comment_waives_its_rule_until_the_ledger_knows_of_the_message() -> None:
    one = waived("a", "b")
    assert Waivers().verdict("de", "length", one) is Verdict.VALID
    assert Waivers().verdict("de", "spacing", one) is Verdict.NONE
    ledger = ledger_of(*Waivers().unknown({"de": [one]}))
    assert ledger.verdict("de", "length", one) is Verdict.VALID
    assert ledger.verdict("de", "length", waived("a", "c")) is Verdict.ENDED
    assert ledger.verdict("ar", "length", waived("a", "c", comment="")) is Verdict.NONE


def test_what_people_have_written_in_the_ledger_stays_where_it_is() -> None:
    first, second, third = (Waiver("de", "length", name * 16, name * 16, "short", name) for name in "abc")
    text = with_entries("# Ours.\n", (), [first, third])
    theirs = text.replace("[[waiver]]", "# Said by Ann.\n[[waiver]] # hers", 1) + "\n# The end.\n"
    longer = with_entries(theirs, (first, third), [second])
    assert [entry["source"] for entry in tomllib.loads(longer)["waiver"]] == ["a", "b", "c"]
    own = with_entries("", (), [second])
    assert longer.replace(f"{own}\n", "") == theirs


def test_a_ledger_is_read_once_however_long_a_comment_in_it_is() -> None:
    assert grows_with_its_length(lambda length: with_entries("# a\n" * length, (), ()))


def test_what_the_ledger_knows_is_not_added_again() -> None:
    ledger = ledger_of(*Waivers().unknown({"de": [waived("a", "b")], "ar": [waived("a", "b")]}))
    assert ledger.unknown({"de": [waived("a", "c")]}) == ()


def test_a_ledger_to_which_nothing_can_be_added_is_left_as_it_is(good_site: Site) -> None:
    good_site.replace(FIRST, "#. title", "# waive: whitespace, why not\n#. title")
    good_site.write("locales/waivers.toml", "waiver = []\n")
    result = good_site.run("update")
    assert result.exit_code == 2
    assert "locales/waivers.toml: error: " in result.output
    assert good_site.read("locales/waivers.toml") == "waiver = []\n"


@pytest.mark.parametrize(
    ("comment", "lines"),
    [("waive: length, why", []), ("waive: length", ["waive: length"]), ("Waive!", ["Waive!"]), ("waiver", [])],
)
def test_a_line_that_begins_as_a_waiver_does_and_is_none_is_told(comment: str, lines: list[str]) -> None:
    assert list(unreadable_waivers(waived("a", "b", comment=comment))) == lines
