"""Languages built one at a time, with another SITEURL in between: what an older site does not know is told once."""

from __future__ import annotations

import pytest

from tests.conftest import Site


@pytest.mark.parametrize("address", ["https://tiny.example", "https://new.example/sub"])
def test_what_an_older_site_says_of_others_is_one_finding_with_the_command_that_mends_it(
    address: str, good_site: Site
) -> None:
    assert good_site.run("build", "de").exit_code == 0
    good_site.replace("pelicanconf.py", "https://tiny.example", address)
    result = good_site.run("-v", "build", "ar")
    assert result.exit_code == 0, result.output
    assert result.output.count("[stale-site]") == 1
    assert "the site in German was not built anew" in result.output
    assert "Build all languages: pelican-gettext build" in result.output
    assert "hreflang" not in result.output
    result = good_site.run("-v", "build")
    assert (result.exit_code, "stale-site" in result.output) == (0, False), result.output
