"""`adopt --write` makes of a site that is there one that is built in several languages at once."""

from __future__ import annotations

from tests.commands.test_adopt import plain_site, subsites
from tests.conftest import Site

__all__ = ["plain_site", "subsites"]


def test_a_site_with_i18n_subsites_is_built_at_once_and_none_of_its_lines_is_changed(subsites: Site) -> None:
    before = subsites.files()
    result = subsites.run("adopt", "--write")
    assert result.exit_code == 0, result.output
    after = subsites.files()
    (changed,) = [path for path, data in before.items() if after[path] != data]
    assert changed == "pelicanconf.py"
    assert after[changed].startswith(before[changed])
    assert not any(path.startswith("output") for path in after)
    assert 'msgstr "Beiträge"' in subsites.read("translations/de/theme.po")
    assert "German         2 pages" in result.output
    for line in ("**/*.po merge=pelican-gettext", "addresses.tsv merge=union", "approvals.tsv merge=union"):
        assert f"translations/{line}" in result.output
    again = subsites.run("adopt", "--write")
    assert again.exit_code == 0, again.output
    assert subsites.files() == after
    built = subsites.run("build")
    assert (subsites.root / "output/de/neu.html").is_file(), built.output


def test_dead_links_that_the_source_has_already_become_warnings(plain_site: Site) -> None:
    plain_site.write("source/pages/old.md", "Title: Old\n\nSee [that](gone.html), ![it]({static}/images/gone.png).\n")
    result = plain_site.run("adopt", "de", "--write")
    assert '"severities": {"dead-link": "warning"},' in plain_site.read("pelicanconf.py")
    assert result.exit_code == 0, result.output
    assert "not published" not in result.output
    assert plain_site.run("build").exit_code == 0
