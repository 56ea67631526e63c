"""gettext for templates, in both of Jinja's styles: what a call returns is filled in by the call, or after it.

In the new style `_('Hello %(name)s', name=x)` fills in what it is given, `ngettext` the number as well, and `%%` is a
percent sign. In the old one the template does so: `_('Hello %(name)s') % {'name': x}`, or `|format(name=x)`. Which of
them a theme was made for nothing says, so both work, call by call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from pipeline.catalogs.plurals import plural_rule
from pipeline.characters import spaced
from pipeline.config import THEME_DOMAIN
from pipeline.plugin.inert import FIELD, inert_value
from pipeline.plugin.kept import Kept, KeptMessage
from pipeline.plugin.site import Site

_PLACEHOLDER = re.compile(r"%(?:%|\((?P<name>\w+)\)[#0+ -]*(?:[0-9]+)?(?:\.[0-9]+)?[a-zA-Z])")

Write = Callable[[Any], Any]


class _Unfilled(str):
    """A message as it is shown if nothing fills it in, and its `form`, which a template may fill in yet."""

    __slots__ = ("form",)
    form: str

    def __mod__(self, values: Any) -> str:
        return str(self.form % values)

    def format(self, *values: Any, **named: Any) -> str:
        return self.form.format(*values, **named)


class _UnfilledKept(KeptMessage, _Unfilled):
    """One that is in the source's language."""

    __slots__ = ()


def gettext_functions(site: Site, write: Write = lambda value: value) -> tuple[Callable[..., str], ...]:
    """`gettext`, `ngettext`, `pgettext` and `npgettext` for a site's templates.

    Each takes what it fills in by name, as Jinja's own do. What it does not know stays as it is written: a placeholder
    that a translation lacks or adds is never an error here. `write` gives for a value what a template writes out for
    it; a text in the source's language has the values themselves, as it is written out as a whole.
    """
    plural_index = (site.plurals or plural_rule(site.language.locale)).choose()

    def said(
        context: EvalContext,
        msgctxt: str | None,
        msgid: str,
        source: str,
        index: int,
        variables: Mapping[str, Any],
        plural: str = "",
    ) -> str:
        forms = site.forms(THEME_DOMAIN, (msgctxt and spaced(msgctxt), spaced(msgid)))
        form = inert_value(forms[index], _filled_in(forms[index], source, plural)) if index < len(forms) else ""
        is_kept = not form and not site.is_source
        as_written = (lambda value: value) if is_kept else write
        return _said(form or source, variables, as_written, is_kept=is_kept, is_markup=context.autoescape)

    @pass_eval_context
    def singular(context: EvalContext, msgid: str, /, **variables: Any) -> str:
        return said(context, None, msgid, msgid, 0, variables)

    @pass_eval_context
    def plural(context: EvalContext, msgid: str, msgid_plural: str, number: int, /, **variables: Any) -> str:
        return numbered(context, None, msgid, msgid_plural, number, variables)

    @pass_eval_context
    def contextual(context: EvalContext, msgctxt: str | None, msgid: str, /, **variables: Any) -> str:
        return said(context, msgctxt, msgid, msgid, 0, variables)

    @pass_eval_context
    def contextual_plural(
        context: EvalContext, msgctxt: str | None, msgid: str, msgid_plural: str, number: int, /, **variables: Any
    ) -> str:
        return numbered(context, msgctxt, msgid, msgid_plural, number, variables)

    def numbered(
        context: EvalContext,
        msgctxt: str | None,
        msgid: str,
        msgid_plural: str,
        number: int,
        variables: Mapping[str, Any],
    ) -> str:
        source = msgid if number == 1 else msgid_plural
        given = variables and {"num": number, **variables}
        found = said(context, msgctxt, msgid, source, plural_index(number), given, msgid_plural)
        if isinstance(found, _Unfilled):  # the template may do it once more, and finds nothing left to fill in
            return _unfilled(_filled(found.form, {"num": number}), found.form, is_kept=isinstance(found, Kept))
        return found

    return singular, plural, contextual, contextual_plural


def _filled_in(form: str, source: str, plural: str) -> str:
    """Which text a form has its placeholders of: it may say the number where the source's singular goes without it."""
    known, others, here = (
        {found[0] for pattern in (_PLACEHOLDER, FIELD) for found in pattern.finditer(text)}
        for text in (source, plural, form)
    )
    return plural if here & (others - known) else source


def _said(form: str, variables: Mapping[str, Any], write: Write, *, is_kept: bool, is_markup: bool) -> str:
    if "%" not in form:
        return KeptMessage(form) if is_kept else form
    if not variables:
        return _unfilled(_filled(form, {}), form, is_kept=is_kept)
    if is_markup:  # as in Jinja's new style; what a translation adds to its source's markup is inert
        return _filled(Markup(form), variables, write)  # noqa: S704
    text = _filled(form, variables, write)
    return KeptMessage(text) if is_kept else text


def _unfilled(shown: str, form: str, *, is_kept: bool) -> str:
    text = (_UnfilledKept if is_kept else _Unfilled)(shown)
    text.form = form
    return text


def _filled(form: str, variables: Mapping[str, Any], write: Write = lambda value: value) -> str:
    """A form with these variables, and with its percent signs; other placeholders stay."""

    def fill(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        if found["name"] not in variables:
            return found[0]
        part = Markup(found[0]) if isinstance(form, Markup) else found[0]  # noqa: S704
        value = variables[found["name"]]
        return str(part % {found["name"]: write(value) if found[0].endswith("s") else value})

    text = _PLACEHOLDER.sub(fill, form)
    return Markup(text) if isinstance(form, Markup) else text  # noqa: S704
