"""The page at `/` that offers the languages, where `GETTEXT["root"]` is "choose"."""

from __future__ import annotations

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader

from pipeline.plugin.site import Site
from pipeline.sources.theme_files import I18N

_TEMPLATE = "choose.html"


def chooser_page(site: Site) -> str:
    """The theme's `choose.html`, or else a plain page of our own, with the languages that have a site."""
    project = site.project
    loaders = [FileSystemLoader(project.theme / "templates"), PackageLoader("pipeline.plugin", "pages")]
    environment = Environment(loader=ChoiceLoader(loaders), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.add_extension(I18N)
    environment.install_null_translations()  # type: ignore[attr-defined]
    return environment.get_template(_TEMPLATE).render(
        name=project.name,
        source=project.source,
        languages=[(language, f"{project.folder_of(language)}/index.html") for language in site.languages()],
        base_url=site.base_url if site.has_address else "",
    )
