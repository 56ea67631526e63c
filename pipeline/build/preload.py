"""Imported by the process from which those that build a site are forked: what each would read anew is read once."""

from pipeline.build import one_site
from pipeline.interpreter import modules_loaded
from pipeline.plugin import cldr
from pipeline.reads import digest_in

__all__ = ["cldr", "one_site"]

cldr.prepare()
for _, _path, _state in modules_loaded():
    digest_in(_state, _path)
