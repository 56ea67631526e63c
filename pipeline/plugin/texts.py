"""What sorts, counts or searches texts has the texts themselves, whatever stands in for their characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any

from jinja2 import Environment, pass_environment, pass_eval_context
from jinja2.filters import FILTERS, do_replace, do_urlize, make_multi_attrgetter
from jinja2.nodes import EvalContext
from pelican.contents import Content

from pipeline.plugin.inert import LEADING, inert_plain, is_active, plain, with_punctuation
from pipeline.plugin.kept import KeptMessage


def order_contents(contents: list[Content], order_by: Any) -> None:
    """Put a list in the order of a setting such as ARTICLE_ORDER_BY, if that is an attribute of texts."""
    if not isinstance(order_by, str):
        return
    name = order_by.removeprefix("reversed-")
    known = [getattr(content, name, None) for content in contents]
    if all(isinstance(value, str) for value in known):
        texts = attrgetter(name)
        contents.sort(key=lambda content: plain(texts(content)), reverse=name != order_by)


@pass_environment
def _sort(
    environment: Environment,
    items: Iterable[Any],
    reverse: bool = False,
    case_sensitive: bool = False,
    attribute: str | int | None = None,
) -> list[Any]:
    return sorted(items, key=make_multi_attrgetter(environment, attribute, _as_sorted(case_sensitive)), reverse=reverse)


def _first(name: str, *, reverse: bool) -> Callable[..., Any]:
    @pass_environment
    def first(
        environment: Environment,
        items: Iterable[Any],
        case_sensitive: bool = False,
        attribute: str | int | None = None,
    ) -> Any:
        in_order = _sort(environment, items, reverse, case_sensitive, attribute)
        return in_order[0] if in_order else FILTERS[name](environment, ())

    return first


@pass_environment
def _groupby(
    environment: Environment,
    items: Iterable[Any],
    attribute: str | int,
    default: Any = None,
    case_sensitive: bool = False,
) -> list[Any]:
    text = _as_sorted(case_sensitive)
    groups = FILTERS["groupby"](environment, items, attribute, default, case_sensitive)
    return sorted(groups, key=lambda group: text(group.grouper))


def _dictsort(
    items: Mapping[Any, Any], case_sensitive: bool = False, by: str = "key", reverse: bool = False
) -> list[tuple[Any, Any]]:
    found = FILTERS["dictsort"](items, case_sensitive, by, reverse)
    text = _as_sorted(case_sensitive)
    return sorted(found, key=lambda item: text(item[by == "value"]), reverse=reverse)


def _as_sorted(case_sensitive: bool) -> Callable[[Any], Any]:
    def text(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return plain(value) if case_sensitive else plain(value).lower()

    return text


@pass_eval_context
def _replace(context: EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
    """As Jinja's; what is sought is found in a catalog's texts too, unless something active would take its place."""
    sought = inert_plain(str(old))
    if sought != old and not is_active(str(new)):
        text = do_replace(context, text, sought, new, count)
    if (leading := sought.replace("/", LEADING["/"])) != sought and not is_active(str(new)):
        text = do_replace(context, text, leading, new, count)
    return do_replace(context, text, old, new, count)


@pass_eval_context
def _urlize(context: EvalContext, value: str, *given: Any, **named: Any) -> str:
    """As Jinja's, which looks for the end of an address."""
    return do_urlize(context, with_punctuation(str(value)), *given, **named)


def _wordcount(text: Any) -> int:
    count: int = FILTERS["wordcount"](plain(str(text)))
    return count


def _keeping(name: str) -> Callable[..., Any]:
    """Jinja's filter, for which a message in the source's language is the same in other letters, or with other gaps."""

    def keep(text: Any, *given: Any, **named: Any) -> Any:
        found = FILTERS[name](str.__str__(text) if isinstance(text, KeptMessage) else text, *given, **named)
        return type(text)(found) if isinstance(text, KeptMessage) else found

    return keep


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "dictsort": _dictsort,
    "groupby": _groupby,
    "max": _first("max", reverse=True),
    "min": _first("min", reverse=False),
    "replace": _replace,
    "sort": _sort,
    "title": _keeping("title"),
    "urlize": _urlize,
    "wordcount": _wordcount,
}


def own_filters(environment: Environment) -> dict[str, Callable[..., Any]]:
    """Filters by their names, for a site whose texts are a catalog's, in place of Jinja's; a site may have its own."""
    return {name: own for name, own in _FILTERS.items() if environment.filters.get(name) is FILTERS[name]}
