"""The roles that a reStructuredText document defines (`.. role:: name`), which are its own.

docutils keeps them in one register for the whole process and forgets none: without this, whether a document can be
read, and what its translations may say, would depend on the documents that were read before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from docutils.parsers.rst import roles

# By name in the document, and by the standard's name; docutils has functions to add to them, and none to take away.
_OF_DOCUMENTS, _STANDARD = vars(roles)["_roles"], vars(roles)["_role_registry"]
#: What a role is based on that only marks its text.
PLAIN = ""
#: What a role is based on that nobody here knows: its text is not for translators.
UNKNOWN = "raw"
_OPTIONS = {"raw": {"format": "html"}}


@contextmanager
def own_roles() -> Iterator[Callable[[], dict[str, str]]]:
    """What is defined within the block is forgotten at its end; the function tells what each is based on."""
    before = dict(_OF_DOCUMENTS)
    try:
        yield lambda: {
            name: _base(role)
            for name, role in _OF_DOCUMENTS.items()
            if name and isinstance(role, roles.CustomRole) and before.get(name) is not role
        }
    finally:
        _OF_DOCUMENTS.clear()
        _OF_DOCUMENTS.update(before)


@contextmanager
def with_roles(bases: Mapping[str, str]) -> Iterator[None]:
    """Within the block these roles are defined."""
    with own_roles():
        for name, base in bases.items():
            role = _STANDARD.get(base, roles.generic_custom_role)
            options = {**_OPTIONS.get(base, {}), "class": [name]}
            _OF_DOCUMENTS[name] = roles.CustomRole(name, role, options, [])
        yield


def merged(definitions: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The roles of all documents of a site. Where two differ under one name, its text is not for translators."""
    bases: dict[str, str] = {}
    for name, base in definitions:
        bases[name] = base if bases.get(name, base) == base else UNKNOWN
    return dict(sorted(bases.items()))


def _base(role: Any) -> str:
    """The name of the standard role that one is based on (reStructuredText Interpreted Text Roles)."""
    while isinstance(role, roles.CustomRole):
        role = role.base_role
    if role is roles.generic_custom_role:
        return PLAIN
    standard = (name for name, known in _STANDARD.items() if known is role)
    return next(standard, UNKNOWN)
