"""Catalogs as they are written: what is read back, what other programs make of it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.read import read_catalog
from pipeline.catalogs.write import catalog_headers, format_catalog
from pipeline.clock import now
from pipeline.config import Project
from pipeline.model import Catalog, Language, Message, Previous
from tests.catalogs.rewriters import REWRITERS
from tests.catalogs.written import written
from tests.conftest import SITES, Site


@pytest.mark.parametrize("program", REWRITERS)
@pytest.mark.parametrize("locale", ["de", "ar"])
def test_what_another_program_has_rewritten_is_the_same_catalog(project: Project, program: str, locale: str) -> None:
    path = next((SITES / "good" / "locales" / locale).rglob("theme.po"))
    (project.root / "rewritten.po").write_bytes(REWRITERS[program](path))
    rewritten = read_catalog(project.root / "rewritten.po", project, domain="x", locale=locale)
    original = read_catalog(path, project, domain="x", locale=locale)
    assert {m.key: (m.translations, m.fuzzy, m.previous) for m in rewritten.messages} == {
        m.key: (m.translations, m.fuzzy, m.previous) for m in original.messages
    }
    assert rewritten.header("Language") == original.header("Language")


@pytest.mark.skipif(shutil.which("i18nspector") is None, reason="i18nspector is not installed")
def test_i18nspector_accepts_new_catalogs(good_site: Site) -> None:
    shutil.rmtree(good_site.root / "locales")
    assert good_site.run("update").exit_code == 0
    paths = [str(path) for path in (good_site.root / "locales").rglob("*.po*")]
    found = subprocess.run(["i18nspector", *paths], capture_output=True, text=True, check=True).stdout
    # What `msginit` says when nobody is the translator yet; the blank that xgettext writes is an error for `msgfmt -c`.
    expected = ("invalid-last-translator 'Automatically generated'", "no-plural-forms-header-field 'nplurals=INTEGER")
    assert [line for line in found.splitlines() if line[:1] in "EW" and not any(tag in line for tag in expected)] == []


SAFE = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20
)


NASTY = st.one_of(SAFE, st.text(alphabet='"\\\n\tn{}%#~|', min_size=1, max_size=12))


LINE = NASTY.map(lambda text: text.strip("\n") or "x")


MESSAGE = st.builds(
    Message,
    LINE,
    msgctxt=st.one_of(st.none(), NASTY),
    translations=st.tuples(st.one_of(st.just(""), LINE)),
    flags=st.sampled_from([(), ("fuzzy",), ("markdown-text", "no-wrap")]),
    previous=st.one_of(st.none(), st.builds(Previous, NASTY)),
)


def as_a_program_has_it(message: Message, manner: int) -> str:
    """A message as it is never written here: with blank lines, comments in another order, strings in pieces."""
    (block,) = format_catalog(Catalog("x", "de", (message,))).removeprefix('msgid ""\nmsgstr ""\n\n').split("\n\n")
    lines = block.rstrip("\n").split("\n")
    manners = {
        1: lambda: ["#no space", "#", "# ", *lines],
        2: lambda: ["", "", *lines, ""],
        3: lambda: [line.replace('msgstr "', 'msgstr ""\n"') for line in lines],
        4: lambda: [line.replace("msgid ", "msgid  \t") for line in lines],
    }
    return "\n".join(manners.get(manner, lambda: lines)())


@given(
    st.lists(st.tuples(MESSAGE, st.integers(0, 4)), min_size=1, max_size=4, unique_by=lambda pair: pair[0].key),
    st.integers(0, 3),
    st.sampled_from(["", "# the end", "#\n#, fuzzy"]),
)
def test_a_change_touches_no_line_of_another_message(
    project: Project, pairs: list[tuple[Message, int]], index: int, closing: str
) -> None:
    head = "# Anna\n#\n#, fuzzy\n" + 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"X: y\\n"'
    blocks = [as_a_program_has_it(*pair) for pair in pairs]
    catalog = written(project, "\n\n".join((head, *blocks, closing)) + "\n")
    expected = [block.strip("\n") for block in blocks]
    again = format_catalog(catalog)
    assert again == "\n\n".join(filter(None, (head, *expected, closing))) + "\n"
    index = index % len(pairs)
    changed = replace(catalog.messages[index], translations=("changed",))
    messages = (*catalog.messages[:index], changed, *catalog.messages[index + 1 :])
    again = format_catalog(replace(catalog, messages=messages))
    expected[index] = (
        format_catalog(Catalog("x", "de", (changed,))).removeprefix('msgid ""\nmsgstr ""\n\n').rstrip("\n")
    )
    assert again == "\n\n".join(filter(None, (head, *expected, closing))) + "\n"


#: A message in whatever state, with what is told of it; what is out of use, too, as a suggestion has its mark then.
WHOLE = st.builds(
    replace,
    MESSAGE,
    obsolete=st.booleans(),
    comment=st.lists(st.sampled_from(["", "x", " y", ". z"]), max_size=3).map("\n".join),
    extracted=st.lists(st.sampled_from(["suggested: 12", "paragraph"]), max_size=2).map(tuple),
    references=st.sampled_from([(), ("a.md",), ("a.md", "b.md:3")]),
)


@given(st.lists(WHOLE, max_size=5, unique_by=lambda message: message.key))
def test_what_is_written_is_read_back_equal(project: Project, messages: list[Message]) -> None:
    headers = catalog_headers(project, Language.of("de"), now())
    in_order = sorted(messages, key=lambda message: message.obsolete)
    catalog = Catalog("x", "de", tuple(in_order), headers, comment="c")
    again = written(project, format_catalog(catalog))
    assert again == catalog
    msgfmt = ["msgfmt", "-o", "/dev/null", project.root / "x.po"]
    assert subprocess.run(msgfmt, capture_output=True).returncode == 0
