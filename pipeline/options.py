"""The GETTEXT dict of a site's settings, read key by key; what is wrong with it is said by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz, process

from pipeline.errors import PipelineError
from pipeline.model import Severity

#: The key for all locales that are not named.
DEFAULT = "default"
_LEVELS: Mapping[str, Severity | None] = {
    "off": None,
    **{severity.name.lower(): severity for severity in Severity},
}
_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f{}<>\"'\\/?#]+(?:[/?#][^\s\x00-\x1f<>\"\\]*)?")
_ANCHOR_SELECTOR = re.compile(r"#([^\s#.:>\[\]]+)")


class Options:
    """The GETTEXT dict, read key by key with the checks each key needs.

    `faults` are what is wrong with it: that it is no dict, a key that is not known, a value of another kind than a
    method reads, which returns its default then.
    """

    KEYS = (
        "locales",
        "root",
        "catalogs",
        "domains",
        "required_sections",
        "fields",
        "settings",
        "publish_at",
        "keep_at",
        "policy",
        "invariants",
        "bugs",
        "edit_url",
        "allowed_hosts",
        "severities",
        "require_approval",
        "pelican",
        "template_words",
        "dates",
        "digits",
        "slugs",
        "cluster",
        "cluster_sends",
        "cluster_keeps",
        "cluster_environment",
    )

    def __init__(self, options: object, path: str) -> None:
        self.path = path
        self.faults: list[PipelineError] = []
        self.options = options if isinstance(options, Mapping) else {}
        if not isinstance(options, Mapping):
            self._wrong(
                "GETTEXT is missing" if options is None else "GETTEXT must be a dict",
                'add PLUGINS = ["pipeline.plugin"] and GETTEXT = {"locales": ["de", "fr"]}',
            )
        for key in self.options:
            if key not in self.KEYS:
                hint = did_you_mean(str(key), self.KEYS) or f"known keys are {', '.join(self.KEYS)}"
                self._wrong(f"GETTEXT has no key {key!r}", hint)

    def string(self, key: str, default: str) -> str:
        """A text that is not empty, unless the default is."""
        return str(
            self._checked(key, default, lambda value: isinstance(value, str) and (value != "" or not default), "a text")
        )

    def web_address(self, key: str, names: frozenset[str]) -> str:
        """An address on the web in which these names may stand in braces; nothing if none is given."""

        def is_address(value: object) -> bool:
            if not isinstance(value, str) or not value:
                return value == ""
            rest = _IN_BRACES.sub(lambda found: "" if found[1] in names else "{", value)
            return bool(_WEB_ADDRESS.fullmatch(value)) and not {"{", "}"}.intersection(rest)

        named = ", ".join(f"{{{name}}}" for name in sorted(names))
        wanted = f"an address that begins with https:// or http://, with no other names in braces than {named}"
        return str(self._checked(key, "", is_address, wanted))

    def strings(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts."""

        def is_strings(value: object) -> bool:
            return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)

        return tuple(self._checked(key, default, is_strings, "a list of texts"))

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        """One of some words, the first if none is given."""
        return str(self._checked(key, choices[0], lambda value: value in choices, f"one of {', '.join(choices)}"))

    def choices(self, key: str, choices: tuple[str, ...]) -> dict[str, str]:
        """One of some words for all locales, or by locale with "default" for the others; the first if none is given."""

        def are_choices(value: object) -> bool:
            return value in choices or (isinstance(value, Mapping) and all(item in choices for item in value.values()))

        wanted = f"{' or '.join(map(repr, choices))}, or a dict such as {{'fa': {choices[-1]!r}}}"
        found = self._checked(key, choices[0], are_choices, wanted)
        by_locale = dict(found) if isinstance(found, Mapping) else {DEFAULT: found}
        return {DEFAULT: choices[0], **{str(locale): choice for locale, choice in by_locale.items()}}

    def shares(self, key: str, default: float) -> dict[str, float]:
        """A share for all locales, or by locale with "default" for the others."""

        def is_share(value: object) -> bool:
            return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1

        def is_shares(value: object) -> bool:
            return is_share(value) or (isinstance(value, Mapping) and all(map(is_share, value.values())))

        wanted = 'a number from 0 to 1, or a dict such as {"default": 0.8, "ja": 0.5}'
        found = self._checked(key, default, is_shares, wanted)
        by_locale = dict(found) if isinstance(found, Mapping) else {DEFAULT: found}
        return {DEFAULT: default, **{str(locale): float(share) for locale, share in by_locale.items()}}

    def policy(self, key: str, defaults: Mapping[str, str], choices: tuple[str, ...]) -> dict[str, dict[str, str]]:
        """A choice for each class of text, or by locale with "default" for the others."""

        def is_choice(value: object) -> bool:
            return value in choices or (isinstance(value, Mapping) and all(item in choices for item in value.values()))

        def is_policy(value: object) -> bool:
            return (
                isinstance(value, Mapping) and value.keys() <= defaults.keys() and all(map(is_choice, value.values()))
            )

        wanted = f"a dict such as {dict(defaults)}, each {' or '.join(map(repr, choices))} or a dict by locale"
        found = self._checked(key, {}, is_policy, wanted)
        by_locale = {name: value if isinstance(value, Mapping) else {DEFAULT: value} for name, value in found.items()}
        return {name: {DEFAULT: choice, **by_locale.get(name, {})} for name, choice in defaults.items()}

    def sections(self, key: str) -> tuple[tuple[str, str], ...]:
        """Names of sections, each with its id."""

        def is_sections(value: object) -> bool:
            return isinstance(value, Mapping) and all(
                isinstance(selector, str) and _ANCHOR_SELECTOR.fullmatch(selector) for selector in value.values()
            )

        wanted = 'a dict of name and "#id", such as {"disclaimer": "#disclaimer"}'
        sections = self._checked(key, {}, is_sections, wanted)
        return tuple((str(name), selector[1:]) for name, selector in sections.items())

    def flag(self, key: str) -> bool:
        """True or False."""
        return bool(self.flag_or_none(key))

    def flag_or_none(self, key: str) -> bool | None:
        """True or False, or nothing where the settings do not say."""
        found: bool | None = self._checked(key, None, lambda value: isinstance(value, bool), "True or False")
        return found

    def severities(self, key: str) -> dict[str, Severity | None]:
        """Severities by rule, None for "off"; which rules there are is not known here."""

        def are_severities(value: object) -> bool:
            return isinstance(value, Mapping) and all(
                isinstance(level, str) and level in _LEVELS for level in value.values()
            )

        wanted = f'a dict of rule and level ({", ".join(_LEVELS)}), such as {{"length": "off"}}'
        found = self._checked(key, {}, are_severities, wanted)
        return {str(rule): _LEVELS[level] for rule, level in found.items()}

    def _checked(self, key: str, default: Any, valid: Callable[[object], bool], wanted: str) -> Any:
        value = self.options.get(key, default)
        if key not in self.options or valid(value):
            return value
        self._wrong(f"GETTEXT[{key!r}] must be {wanted}, not {value!r}")
        return default

    def _wrong(self, message: str, hint: str = "") -> None:
        self.faults.append(PipelineError(message, path=self.path, hint=hint))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word; nothing if none is near."""
    best = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=60)
    return f"did you mean {best[0]!r}?" if best else ""
