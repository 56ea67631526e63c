"""`check` on a whole site: findings, what people decide about them, and the formats they are told in."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from pipeline.catalogs.waivers import Waivers
from pipeline.commands.formats.github import as_annotations, as_markdown
from pipeline.commands.formats.json import SCHEMA, as_json
from pipeline.commands.formats.junit import as_junit
from pipeline.commands.formats.sarif import as_sarif
from pipeline.model import Finding, Message, Severity
from pipeline.rules import RULES, Family
from tests.conftest import ROOT, Site

FIRST = "locales/de/articles/first.po"
TITLE = 'msgstr "Erste Schritte"'
TABLET = "Nehmen Sie eine Tablette, siehe"
ADVICE = 'msgstr "Dies ist kein Rat."'


def findings(site: Site, *arguments: str) -> list[dict]:
    return json.loads(site.run("check", "--format", "json", *arguments).output)["findings"]


def rules(site: Site, *arguments: str) -> list[str]:
    return [finding["rule"] for finding in findings(site, *arguments)]


def configure(site: Site, options: str) -> None:
    site.replace("pelicanconf.py", '"locales"', f'{options}, "locales"')


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


def test_a_finding_blocks_no_publication_but_one_of_security_does(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte"')
    assert rules(good_site, "de") == ["whitespace"]
    assert good_site.run("build", "de").exit_code == 0
    good_site.replace(FIRST, "Erste  Schritte", "Erste Schritte")
    good_site.replace(FIRST, "Dies ist kein Rat.", "Dies ist kein Rat.{{ SITEURL }}")
    assert rules(good_site, "de") == ["template-syntax"]
    assert good_site.run("build", "de").exit_code == 1


def test_the_same_text_translated_differently_is_named_with_the_other_translation(good_site: Site) -> None:
    good_site.replace("locales/de/articles/second.po", 'msgstr "Haftungsausschluss"', 'msgstr "Hinweis"')
    (finding,) = findings(good_site, "de")
    assert finding["rule"] == "inconsistent"
    assert "in articles/first.po it is “Haftungsausschluss”" in finding["message"]


def test_a_msgid_changed_by_hand_is_named(good_site: Site) -> None:
    good_site.replace(FIRST, 'msgid "First steps"', 'msgid "First  steps"')
    found = rules(good_site, "de")
    assert "unknown-message" in found
    assert "out-of-step" in found


def test_the_glossary_asks_for_its_words(good_site: Site) -> None:
    good_site.write("locales/de/glossary.csv", "term,translation,note\nadvice,Ratschlag|Empfehlung,\nstep,Schritt,\n")
    finding, *_ = findings(good_site, "de")
    assert finding["rule"] == "glossary"
    assert "“advice” is “Ratschlag” or “Empfehlung”" in finding["message"]
    good_site.replace(FIRST, "Dies ist kein Rat.", "Dies ist keine Empfehlung.")
    good_site.replace("locales/de/articles/second.po", "Dies ist kein Rat.", "Dies sind keine Ratschläge.")
    assert set(rules(good_site, "de")) == {"inconsistent"}


@pytest.mark.parametrize("text", ["a,b\n", "term,translation\nx\n", "term,translation\n,y\n"])
def test_a_glossary_that_is_none_is_refused_by_line(good_site: Site, text: str) -> None:
    good_site.write("locales/de/glossary.csv", text)
    result = good_site.run("check", "de")
    assert result.exit_code == 2
    assert "locales/de/glossary.csv:" in result.output


def test_severities_are_the_sites_but_for_security(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte"')
    assert good_site.run("check", "de").exit_code == 0
    configure(good_site, '"severities": {"whitespace": "error"}')
    assert good_site.run("check", "de").exit_code == 1
    good_site.replace("pelicanconf.py", '"whitespace": "error"', '"whitespace": "off"')
    assert findings(good_site, "de") == []
    good_site.replace("pelicanconf.py", '"whitespace": "off"', '"critical-fuzzy": "off"')
    assert "'critical-fuzzy' is what keeps a page from readers" in good_site.run("build", "de").output
    good_site.replace("pelicanconf.py", '"critical-fuzzy": "off"', '"markup": "off"')
    assert "'markup' is a rule of security" in good_site.run("check", "de").output
    good_site.replace("pelicanconf.py", '"markup": "off"', '"whitspace": "off"')
    assert "did you mean 'whitespace'?" in good_site.run("check", "de").output
    good_site.replace("pelicanconf.py", '"whitspace": "off"', '"whitespace": "loud"')
    assert "a dict of rule and level" in good_site.run("check", "de").output


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


# Waivers


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
    assert "waive" not in good_site.read(FIRST)
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


# Approvals


def test_critical_text_needs_a_valid_approval_where_the_site_asks_for_it(good_site: Site) -> None:
    configure(good_site, '"require_approval": True')
    assert set(rules(good_site, "de")) == {"critical-unapproved"}
    assert good_site.run("build", "de").exit_code == 1
    shown = good_site.run("approve", "de", "--by", "Ada", "--yes").output
    assert "This is not advice." in shown
    assert "Dies ist kein Rat." in shown
    assert findings(good_site, "de") == []
    assert good_site.run("build", "de").exit_code == 0
    lines = good_site.read("locales/approvals.tsv").splitlines()
    assert lines[0] == "locale\tmessage\ttranslation\treviewer\tdate"
    assert all(line.split("\t")[0] == "de" and line.split("\t")[3] == "Ada" for line in lines[1:])
    good_site.replace(FIRST, "Dies ist kein Rat.", "Dies ist keine Empfehlung.")
    found = [finding for finding in findings(good_site, "de") if finding["severity"] == "error"]
    assert [finding["rule"] for finding in found] == ["critical-unapproved"]
    assert "it changed since it was approved" in found[0]["message"]
    assert "nothing to approve" not in good_site.run("approve", "de", "--by", "Ada", "--yes").output
    assert "nothing to approve" in good_site.run("approve", "de", "--by", "Ada", "--yes").output


def test_one_section_may_be_approved_alone(good_site: Site) -> None:
    configure(good_site, '"require_approval": True')
    good_site.run("approve", "de", "--by", "Ada", "--section", "disclaimer", "--yes")
    assert all("'contact'" in finding["message"] for finding in findings(good_site, "de"))
    assert "there is no required section 'x'" in good_site.run("approve", "de", "--by", "A", "--section", "x").output


def test_inadmissible_and_fuzzy_text_cannot_be_approved(good_site: Site) -> None:
    good_site.replace(FIRST, "Dies ist kein Rat.", "Dies ist kein <script>Rat</script>.")
    assert "script" not in good_site.run("approve", "de", "--by", "Ada", "--yes").output


def test_a_ledger_of_approvals_that_is_none_is_refused_by_line(good_site: Site) -> None:
    configure(good_site, '"require_approval": True')
    good_site.write("locales/approvals.tsv", "locale\tmessage\ttranslation\treviewer\tdate\nde\tx\n")
    result = good_site.run("check")
    assert result.exit_code == 2
    assert "locales/approvals.tsv:2: error: a line has 2 fields, not 5" in result.output


# Fixes


def test_what_is_mechanical_is_shown_and_mended(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte "')
    result = good_site.run("check", "de", "--fix", "--yes")
    assert "- Erste  Schritte " in result.output
    assert "+ Erste Schritte" in result.output
    assert TITLE in good_site.read(FIRST)
    assert result.exit_code == 0


# Formats

FINDINGS = [
    Finding(
        "numbers", Severity.ERROR, "locales/de/a b.po", 3, "“x|<y>`”: 1\nbecame 2", "do", "de", "x\x01", "y", "1", "2"
    ),
    Finding("length", Severity.WARNING, "locales/de/a b.po", None, "short", "", "de"),
    Finding("section-missing", Severity.ERROR, "", None, "no section"),
]


def test_json_follows_its_schema(good_site: Site) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(as_json(FINDINGS)), SCHEMA)
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte"')
    jsonschema.validate(json.loads(good_site.run("check", "--format", "json").output), SCHEMA)
    assert json.loads(good_site.run("check", "--schema").output) == json.loads(json.dumps(SCHEMA))


def test_junit_has_a_failure_for_each_error() -> None:
    root = ElementTree.fromstring(as_junit(FINDINGS))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert len(root.findall("testsuite")) == 2
    assert len(root.findall(".//failure")) == 2
    assert ElementTree.fromstring(as_junit([])).get("tests") == "1"


def test_sarif_names_rules_files_and_lines() -> None:
    document = json.loads(as_sarif(FINDINGS))
    (run,) = document["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["numbers", "length", "section-missing"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "locales/de/a%20b.po", "uriBaseId": "PROJECT"},
        "region": {"startLine": 3},
    }
    moved = as_sarif([Finding(**{name: getattr(FINDINGS[0], name) for name in Finding.__slots__} | {"line": 9})])
    assert json.loads(moved)["runs"][0]["results"][0]["partialFingerprints"] == run["results"][0]["partialFingerprints"]


@pytest.mark.skipif(shutil.which("Sarif.Multitool") is None, reason="Microsoft's SARIF multitool is not installed")
def test_sarif_follows_its_schema(tmp_path: Path) -> None:
    def errors(text: str) -> str:
        (tmp_path / "found.sarif").write_text(text, encoding="utf-8")
        command = ["Sarif.Multitool", "validate", "found.sarif", "--output", "said.sarif", "--log", "ForceOverwrite"]
        environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        return "\n".join(line for line in done.stdout.splitlines() if "error JSON" in line)

    assert errors(as_sarif(FINDINGS)) == errors(as_sarif([])) == ""
    assert "driver" in errors(as_sarif(FINDINGS).replace('"driver"', '"dryver"'))


def test_annotations_are_one_line_each() -> None:
    lines = as_annotations(FINDINGS).splitlines()
    assert lines[0].startswith("::error file=locales/de/a b.po,line=3,title=numbers::")
    assert len(lines) == 3


def test_a_summary_is_a_table_that_no_finding_can_leave() -> None:
    text = as_markdown(FINDINGS, ["de", "fr"])
    assert "| de | 1 | 1 |" in text
    assert "| fr | – | – |" in text
    assert "“x&#124;&lt;y>&#96;”: 1 became 2" in text


def test_the_summary_goes_where_github_wants_it(good_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(good_site.root / "summary.md"))
    good_site.run("check", "--format", "github")
    assert "| de | – | – |" in good_site.read("summary.md")


# Rules


def test_every_rule_is_explained(good_site: Site) -> None:
    for rule in RULES.values():
        output = good_site.run("check", "--explain", rule.id).output
        assert rule.id in output
        assert "remedy:" in output
    assert good_site.run("check", "--explain", "all").output.count("\n") == len(RULES) + 1
    assert "did you mean 'numbers'?" in good_site.run("check", "--explain", "number").output


def test_security_rules_are_errors() -> None:
    assert all(rule.severity is Severity.ERROR for rule in RULES.values() if rule.family is Family.SECURITY)


@pytest.mark.parametrize(("level", "exit_code"), [("error", 1), ("warning", 0), ("off", 0)])
def test_what_is_missing_weighs_what_the_site_says(good_site: Site, level: str, exit_code: int) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr ""')
    configure(good_site, f'"severities": {{"untranslated": "{level}"}}')
    assert good_site.run("check", "de").exit_code == exit_code
    assert ("untranslated" in rules(good_site, "de")) == (level != "off")


def test_what_a_build_finds_weighs_what_the_site_says(good_site: Site) -> None:
    good_site.replace("theme/templates/base.html", "<nav>", '<nav><a href="/nowhere.html">Come along with us</a>')
    result = good_site.run("build")
    assert result.exit_code == 1
    assert "error: '/nowhere.html' leads nowhere [dead-link]" in result.output
    assert result.output.count("remedy: Mend the address") == 1
    configure(good_site, '"severities": {"dead-link": "warning"}')
    result = good_site.run("build")
    assert result.exit_code == 0
    assert "warning: '/nowhere.html' leads nowhere [dead-link]" in result.output


def test_every_rule_that_the_code_names_is_documented() -> None:
    named = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:Fault|Finding|_finding)\(\s*f?"([a-z-]+)"', text))
    assert named <= set(RULES) | {"unapproved"}, named - set(RULES)


# Headers


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
