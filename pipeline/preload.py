"""Imported by the process from which those that build a site are forked: what each would read anew is read once."""

from pipeline import formats, site_build

__all__ = ["formats", "site_build"]

formats.prepare()
