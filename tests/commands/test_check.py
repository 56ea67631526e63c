"""`check`: what it explains."""

from __future__ import annotations

from pipeline.rules import RULES
from tests.conftest import Site


def test_every_rule_is_explained(good_site: Site) -> None:
    for rule in RULES.values():
        output = good_site.run("check", "--explain", rule.id).output
        assert rule.id in output
        assert "remedy:" in output
    assert good_site.run("check", "--explain", "all").output.count("\n") == len(RULES) + 1
    assert "did you mean 'numbers'?" in good_site.run("check", "--explain", "number").output
