"""Translations to and from other tools."""

from pipeline.exchange.adoption import FOLDERS, Adoption, locales_in, sources_beside, with_lines
from pipeline.exchange.formats import WRITERS
from pipeline.exchange.imports import accept_waiting, by_locale, from_file, from_site, take_back_from, with_outdone
from pipeline.exchange.inventory import Inventory, free_folder, inventory, prose_fields
from pipeline.exchange.match import Origin
from pipeline.exchange.sent import why_not_replaced
from pipeline.exchange.units import TakenBack, units_of

__all__ = [
    "FOLDERS",
    "WRITERS",
    "Adoption",
    "Inventory",
    "Origin",
    "TakenBack",
    "accept_waiting",
    "by_locale",
    "free_folder",
    "from_file",
    "from_site",
    "inventory",
    "locales_in",
    "prose_fields",
    "sources_beside",
    "take_back_from",
    "units_of",
    "why_not_replaced",
    "with_lines",
    "with_outdone",
]
