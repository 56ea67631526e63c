"""Imported by the process from which those that build a site are forked: what each would read anew is read once.

What plugins read as they are imported counts as read by each site.
"""

from pipeline.build import one_site
from pipeline.interpreter import modules_loaded
from pipeline.observed import count_before, observed
from pipeline.pelican_internals import import_namespace_plugins
from pipeline.plugin import cldr
from pipeline.reads import digest_in

__all__ = ["cldr", "one_site"]

cldr.prepare()
with observed() as _observer:
    import_namespace_plugins()
    count_before(_observer.take())
for _, _path, _state in modules_loaded():
    digest_in(_state, _path)
