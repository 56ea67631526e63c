"""What templates get: no translation can break a page, whatever the gate before it lets through."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from pipeline.catalogs.plurals import PluralRule
from pipeline.model import Language
from pipeline.plugin import templating
from pipeline.plugin.escapes import page_text
from pipeline.plugin.inert import inert_plain
from pipeline.plugin.kept import without_marks
from pipeline.plugin.site import Site
from pipeline.plugin.templating import og_locale
from tests.conftest import SITES
from tests.making import PROJECT


def render(
    source: str,
    locale: str = "de",
    messages: dict | None = None,
    plurals: PluralRule | None = None,
    **variables: object,
) -> str:
    translations = {
        "theme": {key if isinstance(key, tuple) else (None, key): value for key, value in (messages or {}).items()}
    }
    site = Site(PROJECT, Language.of(locale), "https://tiny.example", translations, plurals=plurals)
    environment = Environment(autoescape=False)
    templating.install(environment, site)
    text = environment.from_string(source).render(SITEURL=".", output_file="index.html", **variables)
    return without_marks(page_text(text))


def test_a_translation_is_text_wherever_its_message_stands() -> None:
    messages = {"Menu": ('" onclick="alert(1)',), "Big": ("<script>alert(1)</script>",)}
    assert render('<a title="{{ _("Menu") }}">', messages=messages) == '<a title="&quot; onclick=&quot;alert(1)">'
    assert "<script" not in render("{% trans %}Big{% endtrans %}", messages=messages)


def test_a_message_with_markup_keeps_the_markup_of_its_translation() -> None:
    assert render('{{ _("<b>Big</b>") }}', messages={"<b>Big</b>": ("<b>Groß</b>",)}) == "<b>Groß</b>"


def test_template_syntax_in_a_translation_is_never_executed() -> None:
    shown = render('{{ _("A") }}', messages={"A": ("{{ 7 * 7 }}{% include 'x' %}",)})
    assert shown.replace("\u2060", "") == "{{ 7 * 7 }}{% include 'x' %}"


def test_a_message_without_translation_is_shown_as_it_is() -> None:
    assert render('{{ _("It\'s") }}|{{ pgettext("c", "May") }}') == "It's|May"


def test_texts_are_sorted_as_they_are_read() -> None:
    titles = [inert_plain(title) for title in ("Labor", "L'été", "'s Abend", "abc")]
    articles = [{"title": title} for title in titles]
    assert render("{{ titles|sort|join(', ') }}", titles=titles) == "'s Abend, abc, L'été, Labor"
    shown = render(
        "{{ articles|sort(attribute='title', reverse=true)|map(attribute='title')|join(', ') }}", articles=articles
    )
    assert shown == "Labor, L'été, abc, 's Abend"
    assert render("{{ [2, 10, 1]|sort|join(', ') }}") == "1, 2, 10"


def test_a_context_tells_two_messages_apart() -> None:
    messages = {("month", "May"): ("Mai",), ("verb", "May"): ("Darf",)}
    assert render('{{ pgettext("month", "May") }} {{ pgettext("verb", "May") }}', messages=messages) == "Mai Darf"


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "1 artykuł"), (2, "2 artykuły"), (5, "5 artykułów"), (22, "22 artykuły")]
)
def test_plural_forms_are_chosen_by_the_rules_of_the_language(number: int, expected: str) -> None:
    source = "{% trans count=n %}{{ count }} article{% pluralize %}{{ count }} articles{% endtrans %}"
    forms = ("%(count)s artykuł", "%(count)s artykuły", "%(count)s artykułów")
    assert render(source, "pl", {"%(count)s article": forms}, n=number) == expected
    assert render(source, "pl", {}, n=number).startswith(f"{number} article")


def test_plural_forms_are_chosen_by_the_rule_of_the_catalog_that_has_them() -> None:
    source = "{% trans count=n %}{{ count }} article{% pluralize %}{{ count }} articles{% endtrans %}"
    messages = {"%(count)s article": ("%(count)s Artikel", "%(count)s Millionen", "%(count)s viele")}
    rule = PluralRule(3, "n <= 1 ? 0 : n % 1000000 == 0 ? 1 : 2")
    found = [render(source, "de", messages, rule, n=number) for number in (0, 1, 2, 1000000)]
    assert found == ["0 Artikel", "1 Artikel", "2 viele", "1000000 Millionen"]


def test_a_percent_sign_in_a_plain_translation_is_text() -> None:
    assert render('{{ _("sure") }}', messages={"sure": ("100% sicher",)}) == "100% sicher"


@pytest.mark.parametrize(
    ("locale", "here", "expected"), [("de", ".", "../x.svg"), ("de", "..", "../../x.svg"), ("en", "..", "../x.svg")]
)
def test_shared_files_are_reached_from_any_depth(locale: str, here: str, expected: str) -> None:
    site = Site(PROJECT, Language.of(locale), "https://tiny.example")
    environment = Environment()
    templating.install(environment, site)
    assert environment.from_string("{{ asset('x.svg') }}").render(SITEURL=here) == expected


def test_the_variables_of_i18n_subsites_are_there() -> None:
    published = {"ar": frozenset({"a.md"}), "de": frozenset({"a.md"})}
    site = Site(PROJECT, Language.of("de"), "https://tiny.example", published=published)
    variables = templating.context_variables(site)
    assert variables["main_lang"] == "en"
    assert variables["main_siteurl"] == "https://tiny.example"
    assert variables["lang_siteurls"]["de"] == "https://tiny.example/de"
    assert list(variables["extra_siteurls"]) == ["en", "ar"]
    assert variables["relpath_to_site"]("de", "en") == ".."
    assert variables["relpath_to_site"]("de", "ar") == "../ar"


def test_a_language_without_a_site_is_none_of_them() -> None:
    site = Site(PROJECT, Language.of("en"), "https://tiny.example", published={"de": frozenset({"a.md"})})
    variables = templating.context_variables(site)
    assert (list(variables["lang_siteurls"]), list(variables["extra_siteurls"])) == (["en", "de"], ["de"])


def test_nothing_in_the_pipeline_makes_a_template_of_a_text() -> None:
    for path in (SITES.parent.parent / "pipeline").rglob("*.py"):
        # What the package itself brings is no text of anybody's.
        assert "from_string" not in path.read_text(encoding="utf-8").replace("from_string(asset(", "")


@pytest.mark.parametrize(
    ("locale", "wanted"), [("en", "en_US"), ("pt_BR", "pt_BR"), ("zh_Hans", "zh_CN"), ("ar", "ar_EG"), ("ja", "ja_JP")]
)
def test_opengraph_gets_a_region(locale: str, wanted: str) -> None:
    assert og_locale(Language.of(locale)) == wanted
