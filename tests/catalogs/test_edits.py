"""What of an edit is mechanical: targets and data are, prose in attributes is not."""

from __future__ import annotations

import pytest

from pipeline.catalogs.edits import skeleton, targets_in
from tests.honest import EXAMPLES


@pytest.mark.parametrize(("tag", "name"), EXAMPLES)
def test_prose_in_an_attribute_is_no_target(tag: str, name: str) -> None:
    old, new = (f'A <{tag} {name}="{words}">b</{tag}>' for words in ("some", "other"))
    assert '"some"' not in targets_in(old)
    assert skeleton(old) != skeleton(new)


@pytest.mark.parametrize("name", ["href", "class", "id", "aria-labelledby", "aria-controls"])
def test_data_in_an_attribute_is_a_target(name: str) -> None:
    old, new = (f'A <a {name}="{value}">b</a>' for value in ("x", "y"))
    assert targets_in(old) == ['"x"']
    assert skeleton(old) == skeleton(new)
