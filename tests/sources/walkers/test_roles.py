"""The roles of a document are its own."""

from __future__ import annotations

from docutils.core import publish_doctree
from docutils.parsers.rst import roles

from pipeline.sources.walkers.roles import UNKNOWN, merged, own_roles, with_roles

DOCUMENT = """\
.. role:: plain
.. role:: loud(strong)
.. role:: louder(loud)
.. role:: html(raw)
   :format: html
.. role:: py(code)
   :language: python

A :plain:`b` :loud:`c` :louder:`d` :html:`<b>` :sup:`2`.
"""


def names() -> set[str]:
    return {*vars(roles)["_roles"]}


def test_docutils_forgets_no_role_that_a_document_defines_or_asks_for() -> None:
    """This is what the module is for: a docutils that forgets them by itself needs it no more."""
    before = dict(vars(roles)["_roles"])
    publish_doctree(".. role:: kept\n\n:kept:`x`\n")
    assert "kept" in names()
    vars(roles)["_roles"].clear()
    vars(roles)["_roles"].update(before)


def test_what_a_document_defines_is_told_with_its_base_and_then_forgotten() -> None:
    before = names()
    with own_roles() as told:
        publish_doctree(DOCUMENT)
        assert told() == {"plain": "", "loud": "strong", "louder": "strong", "html": "raw", "py": "code"}
    assert names() == before


def test_so_it_is_where_a_document_cannot_be_read() -> None:
    before = names()
    try:
        with own_roles():
            publish_doctree(".. role:: x\n")
            raise ValueError
    except ValueError:
        assert names() == before


def test_a_base_that_nobody_knows_is_the_strictest() -> None:
    def role(*_: object, **__: object) -> tuple[list[object], list[object]]:
        return [], []

    with own_roles():
        roles.register_local_role("plugins-own", role)  # type: ignore[arg-type]
        with own_roles() as told:
            publish_doctree(".. role:: x(plugins-own)\n")
            assert told() == {"x": UNKNOWN}


def test_roles_are_defined_within_a_block() -> None:
    with with_roles({"loud": "strong", "plain": "", "html": "raw"}):
        tree = publish_doctree("A :loud:`c` :plain:`b` :html:`<b>`.").pformat()
    assert "<strong" in tree
    assert '<inline classes="plain">' in tree
    assert '<raw classes="html" format="html"' in tree
    assert "plain" not in names()


def test_two_of_one_name_that_differ_are_the_strictest_whatever_the_order() -> None:
    definitions = [("b", ""), ("a", "strong"), ("a", "emphasis"), ("a", "strong"), ("b", "")]
    assert merged(definitions) == merged(reversed(definitions)) == {"a": UNKNOWN, "b": ""}
