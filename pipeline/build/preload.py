"""Imported by the process from which those that build a site are forked: what each would read anew is read once."""

from pipeline.build import one_site
from pipeline.plugin import cldr

__all__ = ["cldr", "one_site"]

cldr.prepare()
