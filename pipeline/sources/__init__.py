"""A site's own text as segments: readers, walkers, templates, settings."""
