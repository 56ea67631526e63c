"""Findings for programs."""

from __future__ import annotations

import json

import jsonschema

from pipeline.commands.formats.json import SCHEMA, as_json
from pipeline.commands.formats.report import Report
from tests.checking import FINDINGS, FIRST, TITLE
from tests.conftest import Site


def test_json_follows_its_schema(good_site: Site) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(as_json(Report(FINDINGS))), SCHEMA)
    good_site.replace(FIRST, TITLE, 'msgstr "Erste  Schritte"')
    jsonschema.validate(json.loads(good_site.run("check", "--format", "json").output), SCHEMA)
    assert json.loads(good_site.run("check", "--schema").output) == json.loads(json.dumps(SCHEMA))
