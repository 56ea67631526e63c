"""The GETTEXT dict, key by key: what is accepted, and what is said of what is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pipeline.model import Severity
from pipeline.options import Options, did_you_mean


def options(**found: object) -> Options:
    return Options(found, "pelicanconf.py")


@contextmanager
def refused(wanted: str, **found: object) -> Iterator[Options]:
    reader = options(**found)
    yield reader
    (fault,) = reader.faults
    assert wanted in fault.message


def test_a_key_that_there_is_not_is_refused_with_the_nearest() -> None:
    assert [fault.hint for fault in options(locale=["de"], fieldz=[]).faults] == [
        "did you mean 'locales'?",
        "did you mean 'fields'?",
    ]


def test_a_share_may_be_one_for_all_or_by_locale() -> None:
    assert options(publish_at=1).shares("publish_at", 0.8) == {"default": 1.0}
    assert options(publish_at={"de": 0.5}).shares("publish_at", 0.8) == {"default": 0.8, "de": 0.5}


@pytest.mark.parametrize("value", [True, -0.1, 1.1, "0.5", {"de": True}, {"de": 2}, None])
def test_what_is_no_share_is_refused(value: object) -> None:
    with refused("a number from 0 to 1", publish_at=value) as reader:
        assert reader.shares("publish_at", 0.8) == {"default": 0.8}


def test_a_choice_may_be_one_for_all_or_by_locale() -> None:
    digits = ("native", "latin")
    assert options().choices("digits", digits) == {"default": "native"}
    assert options(digits="latin").choices("digits", digits) == {"default": "latin"}
    assert options(digits={"fa": "latin"}).choices("digits", digits) == {"default": "native", "fa": "latin"}
    for value in ("arabic", {"fa": "x"}, None, ["latin"]):
        with refused("'native' or 'latin', or a dict", digits=value) as reader:
            assert reader.choices("digits", digits) == {"default": "native"}


def test_a_policy_by_locale_keeps_the_default_for_all_others() -> None:
    defaults = {"critical": "withhold", "other": "source"}
    found = options(policy={"critical": {"de": "source"}}).policy("policy", defaults, ("withhold", "source"))
    assert found == {"critical": {"default": "withhold", "de": "source"}, "other": {"default": "source"}}


@pytest.mark.parametrize("selector", ["disclaimer", "#", "#a b", ".a", "#a.b", 3])
def test_a_required_section_is_named_by_an_id(selector: object) -> None:
    assert options(required_sections={"a": "#b-c"}).sections("required_sections") == (("a", "b-c"),)
    with refused('"#id"', required_sections={"a": selector}) as reader:
        assert reader.sections("required_sections") == ()


def test_off_is_a_severity_and_others_are_words() -> None:
    found = options(severities={"a": "off", "b": "note"}).severities("severities")
    assert found == {"a": None, "b": Severity.NOTE}


def test_a_flag_is_true_or_false_and_no_number() -> None:
    with refused("True or False", require_approval=1) as reader:
        assert not reader.flag("require_approval")


def test_a_text_is_no_list_of_texts() -> None:
    with refused("a list of texts", locales="de") as reader:
        assert reader.strings("locales", ()) == ()


def test_only_what_is_near_is_suggested() -> None:
    assert did_you_mean("numbr", ["numbers", "length"]) == "did you mean 'numbers'?"
    assert did_you_mean("x", ["numbers"]) == did_you_mean("x", []) == ""
