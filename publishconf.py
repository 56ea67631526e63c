"""The clinic's site for its real address: pelican-gettext -s publishconf.py build."""

from pelicanconf import *  # noqa: F403

RELATIVE_URLS = False
