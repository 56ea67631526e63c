"""What search engines are told of an article (schema.org)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from pipeline.plugin.inert import without_tags
from pipeline.plugin.site import Site
from pipeline.plugin.versions import alternates_of


def structured_data_of(site: Site) -> Callable[..., Markup]:
    """The function of that name for the templates of a site."""

    @pass_context
    def structured_data(context: Context, article: Any, **more: Any) -> Markup:
        """A `script` that tells search engines what an article is (schema.org); `more` are further properties."""
        versions = {version.language: version.absolute_url for version in alternates_of(context, site)}
        source, own, name = site.project.source, versions.get(site.language), without_tags(str(context["SITENAME"]))
        is_partial = site.is_partial(str(article.relative_source_path))
        found: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Article",
            "@id": own,
            "mainEntityOfPage": own,
            "headline": without_tags(article.title),
            "description": without_tags(article.summary),
            "inLanguage": [site.language.tag, source.tag] if is_partial else site.language.tag,
            "datePublished": article.date.isoformat(),
            "dateModified": (getattr(article, "modified", None) or article.date).isoformat(),
            "author": {"@type": "Person", "name": without_tags(str(article.author))} if article.author else None,
            "publisher": {"@type": "Organization", "name": name, "url": f"{site.url}/"},
            "isPartOf": {"@type": "WebSite", "name": name, "url": f"{site.url}/"},
        }
        works = {
            language: {"@type": "Article", "@id": address, "inLanguage": language.tag}
            for language, address in versions.items()
        }
        if site.is_source:
            found["workTranslation"] = [work for language, work in works.items() if language != site.language]
        elif source in works:
            found["translationOfWork"] = works[source]
        found |= more
        data = htmlsafe_json_dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)
        return Markup('<script type="application/ld+json">{}</script>').format(data)

    return structured_data
