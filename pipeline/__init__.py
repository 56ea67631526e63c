"""pelican-gettext: a gettext translation workflow for Pelican sites."""
