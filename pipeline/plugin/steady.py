"""What templates call that says the same of the same: Jinja's own filters, tests and functions, the site's, Python's.

Of anything else nobody knows what it will say next time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial, wraps
from types import BuiltinFunctionType, MethodType
from typing import Any

from jinja2 import Environment, Undefined, pass_environment
from jinja2.filters import FILTERS
from pelican.contents import Content

from pipeline.plugin.answers import is_data

_PURE = frozenset((abs, all, any, bool, dict, enumerate, float, int, len, list, max, min, range, reversed, round, set))
_PURE |= {sorted, str, sum, tuple, zip}
_BY_CHANCE = frozenset({"random", "generate_lorem_ipsum"})
#: Modules whose classes have methods that say the same of the same.
_DATA = ("jinja2.", "markupsafe", "pelican.paginator", "pelican.urlwrappers", "pelican.utils", "pipeline.")
#: What templates call in modules of ours is known by `_NOTED`, or by what is always the same for a site.
_STEADY = frozenset({"pipeline.plugin.gettext_calls", "pipeline.language", "pipeline.model"})


class HeardFilters(dict[str, Any]):
    """Filters or tests by name: those that nobody knows say so when they are called."""

    def __init__(self, known: Mapping[str, Any], tell: Callable[[str], None], own: Mapping[str, Any]) -> None:
        super().__init__(known)
        self._tell = tell
        self._own = frozenset(own.values())
        self._told: dict[str, tuple[Any, Any]] = {}

    def __getitem__(self, name: str) -> Any:
        return self._hearing(name, super().__getitem__(name))

    def get(self, name: str, default: Any = None) -> Any:
        """As one is found by its name."""
        return self[name] if name in self else default

    def __ior__(self, more: Any) -> HeardFilters:  # type: ignore[override, misc]
        self.update(more)
        return self

    def _hearing(self, name: str, filtered: Any) -> Any:
        known = self._told.get(name)
        if known is None or known[0] is not filtered:
            known = self._told[name] = filtered, self._told_of(name, filtered)
        return known[1]

    def _told_of(self, name: str, filtered: Any) -> Any:
        if filtered is FILTERS["attr"]:
            return _attribute
        if getattr(filtered, "__module__", "").startswith("pipeline.plugin."):
            return filtered
        try:
            if filtered in self._own and name not in _BY_CHANCE:
                return filtered
        except TypeError:  # it cannot be looked up
            pass
        if _is_filter_of_pelican(filtered) or (filtered in _PURE if _is_hashable(filtered) else False):
            return filtered
        told = self._tell

        @wraps(filtered)
        def tell(*given: Any, **named: Any) -> Any:
            told(f"it calls {name}")
            return filtered(*given, **named)

        return tell


@pass_environment
def _attribute(environment: Environment, owner: Any, name: str) -> Any:
    """As Jinja's `attr`, which does not ask the environment for what is not there."""
    environment.getattr(owner, name)
    return FILTERS["attr"](environment, owner, name)


def _is_filter_of_pelican(filtered: Any) -> bool:
    code = filtered.func if isinstance(filtered, partial) else filtered
    return (getattr(code, "__module__", "") or type(code).__module__) in ("pelican.utils", "pelican.plugins._utils")


def _is_hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def known_as(called: Any) -> tuple[str, str]:
    """The name of something that is called, and its module."""
    return str(getattr(called, "__name__", "")), str(getattr(called, "__module__", "") or "")


def is_known(called: Any, name: str, module: str) -> bool:
    """Whether something that a template calls is as much the same next time as what it is given."""
    if type(called).__module__ in ("jinja2.runtime", "jinja2.utils") or isinstance(called, Undefined):
        return True
    if module in ("jinja2.utils", "jinja2.ext"):
        return name not in _BY_CHANCE
    if module in _STEADY:
        return True
    owner = getattr(called, "__self__", None)
    if isinstance(called, BuiltinFunctionType | MethodType) and owner is not None and module != "builtins":
        is_ours = isinstance(called, BuiltinFunctionType) or module.startswith(_DATA)
        return is_ours and not isinstance(owner, type | Content) and is_data(type(owner))
    return _is_hashable(called) and called in _PURE


def shown(called: Any) -> str:
    """It as people are told of it."""
    name = getattr(called, "__qualname__", "") or type(called).__qualname__
    return f"{getattr(called, '__module__', None) or type(called).__module__}.{name}"
