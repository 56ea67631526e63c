"""`.po` files as data, and what people decided about messages."""

from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.store import change_catalogs, read_catalogs
from pipeline.catalogs.templates import Template, current_templates
from pipeline.catalogs.update import update_catalogs

__all__ = ["Template", "change_catalogs", "current_templates", "read_catalog", "read_catalogs", "update_catalogs"]
