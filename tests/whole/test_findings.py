"""What a finding does to a build: it is named, and what is not safe or not approved is not published."""

from __future__ import annotations

from tests.checking import FIRST, TITLE, configure, findings, rules
from tests.conftest import Site


def test_a_finding_blocks_no_publication_but_one_of_security_does(good_site: Site) -> None:
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte"')
    assert rules(good_site, "de") == ["whitespace"]
    assert good_site.run("build", "de").exit_code == 0
    good_site.replace(FIRST, "Erste  Schritte", "Erste Schritte")
    good_site.replace(FIRST, "Dies ist kein Rat.", "Dies ist kein Rat.{{ SITEURL }}")
    assert rules(good_site, "de") == ["template-syntax", "no-longer-published"]
    assert good_site.run("build", "de").exit_code == 1


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


def test_what_a_build_finds_weighs_what_the_site_says(good_site: Site) -> None:
    good_site.replace("theme/templates/base.html", "<nav>", '<nav><a href="/nowhere.html">Come along with us</a>')
    result = good_site.run("build")
    assert result.exit_code == 1
    assert "error: '/nowhere.html' leads nowhere (on " in result.output
    assert result.output.count("remedy: Mend the address") == 1
    configure(good_site, '"severities": {"dead-link": "warning"}')
    result = good_site.run("build")
    assert result.exit_code == 0
    assert "warning: '/nowhere.html' leads nowhere (on " in result.output
