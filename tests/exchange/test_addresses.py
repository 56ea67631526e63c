"""What a translation by hand leads to, as its original says it."""

from __future__ import annotations

import pytest

from pipeline.exchange.addresses import Texts, as_original_has_them, host_of, web_addresses

FILES = {"pages/visit.fr.md": "pages/visit.md", "blog/fr/tea.md": "blog/tea.md", "images/a.fr.png": "images/a.png"}
TEXTS = Texts("blog/fr", "blog", lambda path: FILES.get(path, path), {"arrivee": "arrival"})


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("[v]({filename}/pages/visit.md)", "[v]({filename}../../pages/visit.fr.md)", "[v]({filename}/pages/visit.md)"),
        ("[v]({filename}tea.md#arrival)", "[v]({filename}tea.md#arrivee)", "[v]({filename}tea.md#arrival)"),
        ("[v](#arrival)", "[v](#arrivee)", "[v](#arrival)"),
        ("![p]({static}/images/a.png)", "![p]({static}/images/a.fr.png)", "![p]({static}/images/a.png)"),
        ('<a href="{filename}tea.md">x</a>', '<a href="{filename}tea.md">y</a>', '<a href="{filename}tea.md">y</a>'),
        ("`v <{filename}tea.md>`_", "`w <{filename}tea.md>`_", "`w <{filename}tea.md>`_"),
        ("[v]({attach}../b.pdf)", "[w]({attach}../../b.pdf)", "[w]({attach}../b.pdf)"),
        ("[v](https://x.org/en/)", "[w](https://x.org/fr/)", "[w](https://x.org/fr/)"),
    ],
)
def test_what_leads_to_the_same_is_written_as_the_original_has_it(
    original: str, translation: str, expected: str
) -> None:
    assert as_original_has_them(original, translation, TEXTS) == (expected, ())


def test_a_link_to_a_file_with_spaces_is_one() -> None:
    texts = Texts("", "", {"The Way/a-ja.md": "The Way/a-en.md"}.get)  # type: ignore[arg-type]
    found, _ = as_original_has_them("[a]({filename}/The Way/a-en.md)", "[b]({filename}/The Way/a-ja.md)", texts)
    assert found == "[b]({filename}/The Way/a-en.md)"


def test_links_in_another_order_lead_where_they_led() -> None:
    found, _ = as_original_has_them(
        "[v]({filename}/pages/visit.md) [t]({filename}tea.md)",
        "[t]({filename}tea.md) [v]({filename}/pages/visit.fr.md)",
        TEXTS,
    )
    assert found == "[t]({filename}tea.md) [v]({filename}/pages/visit.md)"


def test_a_link_that_the_original_does_not_have_is_said_from_its_folder_and_left_to_the_rules() -> None:
    found, _ = as_original_has_them("Nothing.", "[t]({filename}tea.md#arrivee)", TEXTS)
    assert found == "[t]({filename}tea.md#arrival)"


def test_another_picture_in_the_place_of_one_is_told() -> None:
    found = as_original_has_them("![p](/images/p_en.png)", "![q](/images/p_fr.png)", TEXTS)
    assert found == ("![q](/images/p_en.png)", (("/images/p_en.png", "/images/p_fr.png"),))


def test_another_file_to_download_is_told_as_pictures_are() -> None:
    found = as_original_has_them("[p]({static}/a.x.html) [q](#q)", "[p]({static}/a.fr.x.html) [q](#q)", TEXTS)
    assert found == ("[p]({static}/a.x.html) [q](#q)", (("{static}/a.x.html", "{static}/a.fr.x.html"),))


def test_what_leads_from_one_version_to_the_other_does_so_in_both() -> None:
    texts = Texts("", "", lambda path: {"a.fr.md": "a.md"}.get(path, path))
    found, _ = as_original_has_them("[français]({filename}a.fr.md)", "[English]({filename}a.md)", texts)
    assert found == "[English]({filename}a.fr.md)"


def test_pictures_of_another_number_stay() -> None:
    text = "![q](/images/p_fr.png) ![r](/images/r.png)"
    assert as_original_has_them("![p](/images/p_en.png)", text, TEXTS) == (text, ())


def test_the_hosts_of_links_and_bare_addresses_are_found() -> None:
    text = 'See [a](https://a.org/x), <https://b.org>, https://c.org:8000/d. <a href="http://d.org">d</a>'
    assert list(map(host_of, web_addresses(text))) == ["a.org", "b.org", "c.org:8000", "d.org"]
