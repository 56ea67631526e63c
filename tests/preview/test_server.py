"""What the preview answers, to a browser and to those who mean no good."""

from __future__ import annotations

import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from pipeline.preview.index import identity
from tests.conftest import Site
from tests.previewing import TOKEN, Served, previewed

pytestmark = pytest.mark.whole

CATALOG = "locales/de/articles/first.po"
NAME = identity("articles/first", (None, "Beginning"))
SCRIPT = f'<script type="module" src="/-/panel.js" data-token="{TOKEN}"></script>\n'


@pytest.fixture
def served(good_site: Site) -> Iterator[Served]:
    with previewed(good_site, reviewer="Amal") as found:
        yield found


def asked(text: str = "Am Anfang", before: str = "Anfang", **more: object) -> dict[str, object]:
    seen = {"forms": [before], "fuzzy": False}
    return {"locale": "de", "id": NAME, "forms": [text], "fuzzy": False, "seen": seen, **more}


def test_a_page_is_the_one_that_is_built_and_one_script_more(served: Served) -> None:
    assert served.site.run("build").exit_code == 0
    for path, file in (("/de/first.html", "de/first.html"), ("/ar/", "ar/index.html"), ("/first.html", "first.html")):
        assert served.get(path).text == served.site.read(f"output/{file}") + SCRIPT


def test_a_page_is_found_in_a_language_that_is_not_known_yet(good_site: Site) -> None:
    with previewed(good_site, with_first=True) as served:
        overview = served.get("/-/").text
        assert re.findall(r'<th scope="col" aria-busy="true"><span lang="(\w+)"', overview) == ["de"]
        assert "Erste Schritte" in served.get("/de/first.html").text
        assert "aria-busy" not in served.get("/-/").text


def test_files_are_files(served: Served) -> None:
    picture = served.get("/images/moon.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.data == (served.site.root / "source/images/moon.svg").read_bytes()
    assert b"<script" not in served.get("/de/feeds/all.atom.xml").data


def test_a_picture_of_a_text_is_a_file_of_the_sites_and_does_nothing(served: Served) -> None:
    found = served.get("/-/pictures/images/moon.svg")
    assert found.data == (served.site.root / "source/images/moon.svg").read_bytes()
    assert found.headers["content-type"] == "image/svg+xml"
    assert found.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


def test_a_sitemap_is_refused_in_words_for_it_is_made_of_all_pages(served: Served) -> None:
    for path in ("/sitemap.xml", "/de/sitemap-de.xml", "/sitemap-en-2.xml"):
        answer = served.get(path)
        assert (answer.status, "sitemaps are made of all pages at once" in answer.text) == (404, True)
    assert "no page at" in served.get("/de/map.xml").text


NO_PAGES = (
    "/de/nothing.html /xx/ /de/../../etc/passwd /..%2f..%2fetc/passwd /%2e%2e/pelicanconf.py //etc/passwd "
    "/de//etc/passwd /de/%00 /de/first.html%00.css /\\..\\pelicanconf.py /pelicanconf.py /locales/de/theme.po "
    "/-/nothing /-/__init__.py /-/..%2fserver.py /-/overview.html /-/pictures/ /-/pictures/../pelicanconf.py "
    "/-/pictures/..%2f..%2fetc/passwd /-/pictures//etc/passwd /-/pictures/articles/first.md /-/pictures/%00.svg"
).split()


def test_nothing_but_the_site_is_there(served: Served) -> None:
    for path in (*NO_PAGES, "/de/" + "x" * 3000):
        answer = served.get(path)
        assert answer.status in (400, 404, 422), path
        assert b"root:" not in answer.data
        assert b"GETTEXT" not in answer.data


def test_what_is_asked_about_is_a_page_of_the_site(served: Served) -> None:
    for path in (
        "",
        "/etc/passwd",
        "/de/../../pelicanconf.py",
        "//etc/passwd",
        "http://evil.example/",
        "%00",
        *NO_PAGES,
    ):
        for what in ("/-/marked", "/-/api/page"):
            answer = served.get(f"{what}?path={path}")
            assert answer.status == 404, path
            assert b"GETTEXT" not in answer.data


def test_a_page_and_its_messages(served: Served) -> None:
    page = served.get("/-/api/page?path=/de/first.html").json
    assert (page["locale"], page["dir"], page["source"], page["status"]) == (
        "de",
        "ltr",
        "articles/first.md",
        "published",
    )
    texts = {entry["text"]: entry["state"] for entry in page["messages"].values()}
    assert texts["Beginning"] == "translated"
    assert page["counts"]["translated"] > 5
    assert [version["path"] for version in page["versions"]] == ["/first.html", "/ar/first.html"]
    marked = served.get("/-/marked?path=/de/first.html")
    assert "sandbox" in marked.headers["content-security-policy"]
    assert "Anfang⸣" in marked.text


def test_a_withheld_page_is_shown_with_its_reasons_and_its_messages(good_site: Site) -> None:
    good_site.untranslate(CATALOG, "Contact")
    with previewed(good_site) as served:
        assert "Erste Schritte" in served.get("/de/first.html").text
        page = served.get("/-/api/page?path=/de/first.html").json
        assert page["status"] == "withheld"
        assert page["blockers"][0]["id"] == identity("articles/first", (None, "Contact"))
        # In lists readers do not find it.
        assert "first.html" not in served.get("/de/index.html").text
        assert "withheld" in served.get("/-/").text


def test_a_language_without_a_page_says_that_readers_get_none_of_it(good_site: Site) -> None:
    for source in ("articles/first", "articles/second", "pages/reach-us"):
        text = good_site.read(f"locales/de/{source}.po")
        head, _, rest = text.partition("\n\n")
        good_site.write(f"locales/de/{source}.po", head + "\n\n" + re.sub(r'(?m)^msgstr ".*"$', 'msgstr ""', rest))
    with previewed(good_site) as served:
        page = served.get("/-/api/page?path=/de/").json
        assert page["status"] == "withheld"
        assert "no page is published in German" in page["blockers"][0]["message"]


def test_a_translation_by_hand_that_is_withheld_says_why(good_site: Site) -> None:
    text = good_site.read("source/articles/first.md").partition("\n\n")[0]
    good_site.write("source/articles/first.de.md", f"{text}\nLang: de\n\nOhne alles.\n")
    with previewed(good_site) as served:
        page = served.get("/-/api/page?path=/de/first.html").json
        assert page["status"] == "withheld"
        assert any("disclaimer" in reason["message"] for reason in page["blockers"])


def test_a_saved_text_is_in_the_catalog_and_on_the_page(served: Served) -> None:
    before = served.site.read(CATALOG)
    answer = served.post("/-/api/save", asked())
    assert (answer.status, answer.json["state"]) == (200, "translated")
    assert served.site.read(CATALOG) == before.replace('msgstr "Anfang"', 'msgstr "Am Anfang"')
    assert "Am Anfang" in served.get("/de/first.html").text


def test_what_was_saved_waits_to_be_sent_until_somebody_has_downloaded_it(good_site: Site) -> None:
    def waiting(served: Served) -> list[str]:
        return [file["name"] for file in served.get("/-/api/page?path=/de/first.html").json["changed"]]

    with previewed(good_site) as served:
        assert served.post("/-/api/save", asked()).status == 200
    with previewed(good_site) as served:
        # What a page of another host asks for reaches nobody.
        for path in ("/-/changed.zip", f"/-/file?name={CATALOG}"):
            assert served.ask("GET", path, Sec_Fetch_Site="cross-site").status == 200
    with previewed(good_site) as served:
        assert waiting(served) == [CATALOG]
        assert served.get("/-/changed.zip").status == 200
        assert waiting(served) == [CATALOG]  # the download may have failed
    with previewed(good_site) as served:
        assert waiting(served) == []


def test_a_text_that_is_refused_is_saved_and_on_no_page(served: Served) -> None:
    answer = served.post("/-/api/save", asked("<script>alert(1)</script>"))
    assert (answer.status, answer.json["state"]) == (200, "refused")
    assert "alert(1)" not in served.get("/de/first.html").text
    told = served.get(f"/-/api/message?locale=de&id={NAME}").json
    assert told["findings"][0]["refused"]
    assert told["rendered"] == [""]


def test_a_conflict_shows_both_and_writes_nothing(served: Served) -> None:
    served.site.replace(CATALOG, 'msgstr "Anfang"', 'msgstr "Zu Beginn"')
    before = served.site.read(CATALOG)
    answer = served.post("/-/api/save", asked())
    assert answer.status == 409
    assert answer.json["theirs"] == {"forms": ["Zu Beginn"], "fuzzy": False, "comment": ""}
    assert served.site.read(CATALOG) == before
    assert served.post("/-/api/save", asked(before="Zu Beginn")).status == 200


def test_a_note_is_in_the_catalog_and_a_reason_ends_a_finding(served: Served) -> None:
    known = {"locale": "de", "id": NAME, "forms": ["4 Anfänge"], "fuzzy": False}
    rules = lambda **more: [found["rule"] for found in served.post("/-/api/check", known | more).json["findings"]]  # noqa: E731
    assert "numbers" in rules()
    note = "Ask the doctor.\r\nwaive: numbers, there are four "
    assert rules(comment=note) == []
    assert rules(comment="waive numbers") == ["numbers", "waiver-without-reason"]
    before = served.site.read(CATALOG)
    assert served.post("/-/api/save", asked("4 Anfänge", comment=note)).json["state"] == "translated"
    written = "# Ask the doctor.\n# waive: numbers, there are four\n"
    assert written in served.site.read(CATALOG)
    # It is taken back with the rest, and is nobody's to overwrite.
    now = {"forms": ["4 Anfänge"], "fuzzy": False, "comment": note.replace("\r", "").strip()}
    served.site.replace(CATALOG, "Ask the doctor.", "I have asked her.")
    assert served.post("/-/api/save", asked("Anfang", seen=now)).status == 409
    served.site.replace(CATALOG, "I have asked her.", "Ask the doctor.")
    assert served.post("/-/api/save", asked("Anfang", seen=now)).status == 200
    assert served.site.read(CATALOG) == before


def test_what_has_changed_is_named_and_can_be_sent_to_somebody(served: Served) -> None:
    page = served.get("/-/api/page?path=/de/first.html").json
    assert (page["file"]["name"], page["changed"]) == (CATALOG, [])
    assert "maintainer" not in served.get("/-/").text
    served.post("/-/api/save", asked())
    second = {"locale": "de", "id": identity("theme", (None, "Articles")), "forms": ["Beiträge"]}
    served.post("/-/api/save", second | {"seen": {"forms": ["Artikel"]}})
    (changed, theme) = served.get("/-/api/page?path=/de/first.html").json["changed"]
    assert (changed["name"], theme["name"]) == (CATALOG, "locales/de/theme.po")
    file = served.get(changed["path"])
    assert file.data == (served.site.root / CATALOG).read_bytes()
    assert file.headers["content-disposition"] == "attachment; filename*=utf-8''first.po"
    assert f'href="{changed["path"]}"' in served.get("/-/").text
    with zipfile.ZipFile(io.BytesIO(served.get("/-/changed.zip").data)) as archive:
        assert archive.namelist() == [CATALOG, "locales/de/theme.po"]
        assert archive.read(CATALOG) == file.data


def test_no_other_file_can_be_had(served: Served) -> None:
    served.site.write("locales/de/secret.po", "no catalog of this site")
    for name in (
        "", ".", "pelicanconf.py", "locales/de/secret.po", "../x", "locales/../pelicanconf.py", "/etc/passwd",
        "locales/de/theme.po%00", "locales/de/", "locales/templates/theme.pot", "%2e%2e/pelicanconf.py",
    ):  # fmt: skip
        answer = served.get(f"/-/file?name={name}")
        assert (answer.status, b"GETTEXT" in answer.data) == (404, False), name
    assert served.ask("GET", f"/-/file?name={CATALOG}", Host="evil.example").status == 403


def test_an_approval_is_for_what_was_shown(good_site: Site) -> None:
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + "GETTEXT['require_approval'] = True\n")
    name = identity("articles/first", (None, "Contact"))
    with previewed(good_site, reviewer="Amal") as served:
        assert served.post("/-/api/approve", {"locale": "de", "id": name, "forms": ["Anderes"]}).status == 409
        assert not (good_site.root / "locales/approvals.tsv").exists()
        assert served.post("/-/api/approve", {"locale": "de", "id": name, "forms": ["Kontakt"]}).json["approved"]
        assert "\tAmal\t" in good_site.read("locales/approvals.tsv")
        assert served.get(f"/-/api/message?locale=de&id={name}").json["approved"]
        # Nor is what is no critical text, is refused, or approved already.
        for other, text in ((NAME, "Anfang"), (name, "Kontakt")):
            assert served.post("/-/api/approve", {"locale": "de", "id": other, "forms": [text]}).status == 400
        hostile, seen = "<script>alert(1)</script>", {"forms": ["Kontakt"], "fuzzy": False}
        data = {"locale": "de", "id": name, "forms": [hostile], "fuzzy": False, "seen": seen}
        assert served.post("/-/api/save", data).json["state"] == "refused"
        assert served.post("/-/api/approve", {"locale": "de", "id": name, "forms": [hostile]}).status == 400
        assert good_site.read("locales/approvals.tsv").count("Amal") == 1
    with previewed(good_site) as served:
        assert served.post("/-/api/approve", {"locale": "de", "id": name, "forms": ["Kontakt"]}).status == 400


def test_a_stranger_writes_nothing(served: Served) -> None:
    before = served.site.files("locales")
    for what in ("save", "check", "approve"):
        for headers in (
            {"Host": "evil.example"},
            {"Origin": "http://evil.example"},
            {"X_Token": "wrong"},
            {"Content_Type": "text/plain"},
        ):
            assert served.post(f"/-/api/{what}", asked(), **headers).status == 403
    assert served.site.files("locales") == before


NONSENSE: tuple[dict[str, object], ...] = (
    {"locale": "../../x"},
    {"locale": "en"},
    {"locale": "xx"},
    {"id": "../theme"},
    {"id": ""},
    {"forms": "text"},
    {"forms": [1]},
    {"forms": []},
    {"forms": ["a", "b"]},
    {"forms": ["\0"]},
    {"seen": None},
    {"seen": 3},
    {"fuzzy": "yes"},
)


def test_what_makes_no_sense_changes_nothing(served: Served) -> None:
    before = served.site.files("locales")
    for change in NONSENSE:
        answer = served.post("/-/api/save", asked(**change))
        assert answer.status in (400, 422), change
        assert answer.json["error"]
    own = {"Origin": served.address, "X_Token": TOKEN, "Content_Type": "application/json"}
    assert served.ask("POST", "/-/api/save", b"{", **own).status == 400
    assert served.ask("POST", "/-/api/save", b"\xff", **own).status == 400
    assert served.site.files("locales") == before


def test_all_answers_are_for_this_page_alone(served: Served) -> None:
    for path in ("/de/first.html", "/-/", "/-/panel.js", "/-/api/page?path=/de/", "/nothing"):
        headers = served.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_a_template_that_stops_is_a_page_with_its_line(good_site: Site) -> None:
    template = "theme/templates/article.html"
    good_site.write(template, good_site.read(template).replace("{% block content %}", "{% block content %}{{ 1 / 0 }}"))
    with previewed(good_site) as served:
        answer = served.get("/de/first.html")
        assert answer.status == 500
        assert f"{template}:3" in answer.text
        assert served.get("/de/index.html").status == 200


def test_an_address_is_written_as_browsers_read_it(good_site: Site) -> None:
    good_site.write(
        "source/pages/odd.md", "Title: Odd\nslug: odd\nsave_as: o#d %20.html\nurl: o%23d%20%2520.html\n\nText\n"
    )
    good_site.write("source/images/a%20b.svg", "<svg/>")
    with previewed(good_site) as served:
        assert served.get("/o%23d%20%2520.html").status == 200
        assert 'href="/o%23d%20%2520.html"' in served.get("/-/").text
        assert served.get("/-/api/page?path=/o%2523d%2520%252520.html").json["source"] == "pages/odd.md"
        assert served.get("/images/a%2520b.svg").data == b"<svg/>"


def test_a_source_that_cannot_be_read_is_said_where_its_page_would_be(good_site: Site) -> None:
    good_site.replace("source/articles/first.md", "Date: ", "Date: never ")
    with previewed(good_site) as served:
        for path in ("/first.html", "/-/"):
            assert "source/articles/first.md:" in served.get(path).text


def test_what_was_wrong_before_a_page_was_opened_is_told_it(good_site: Site) -> None:
    with previewed(good_site) as served:
        good_site.write("pelicanconf.py", "GETTEXT = (")
        served.workshop.refresh([served.workshop.settings_path])
        assert "never closed" in served.get("/-/").text
        connection = HTTPConnection("127.0.0.1", served.port, timeout=60)
        connection.request("GET", "/-/events")
        stream = connection.getresponse()
        assert b"never closed" in b"".join(stream.readline() for _ in range(3))
        connection.close()


def test_news_come_by_themselves(good_site: Site) -> None:
    with previewed(good_site, watching=True) as served:
        connection = HTTPConnection("127.0.0.1", served.port, timeout=60)
        connection.request("GET", "/-/events")
        stream = connection.getresponse()
        assert stream.readline() == b"retry: 1000\n"
        while not served.workshop.told.__self__._listeners:  # type: ignore[attr-defined]
            threading.Event().wait(0.01)
        good_site.replace(CATALOG, 'msgstr "Anfang"', 'msgstr "Am Anfang"')
        line = b""
        while not line.startswith(b"data:"):
            line = stream.readline()
        news = json.loads(line.removeprefix(b"data: "))
        assert (news["revision"] > 0, news["error"]) == (True, None)
        assert "Am Anfang" in served.get("/de/first.html").text
        connection.close()


def test_what_pages_read_elsewhere_is_shown_when_it_changes(good_site: Site) -> None:
    good_site.write("data/note", "New moon")
    more = "from pathlib import Path\nJINJA_GLOBALS = {'note': lambda: Path('@/data/note').read_text()}\n"
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + more.replace("@", str(good_site.root)))
    template = "theme/templates/article.html"
    good_site.write(
        template, good_site.read(template).replace("{% block content %}", "{% block content %}{{ note() }}")
    )
    with previewed(good_site, watching=True) as served:
        assert "New moon" in served.get("/de/first.html").text
        good_site.write("data/note", "Full moon")
        while "Full moon" not in served.get("/de/first.html").text:
            threading.Event().wait(0.05)


def test_feeds_are_as_they_are_published_byte_for_byte(good_site: Site) -> None:
    more = "RELATIVE_URLS = False\nSITEURL = 'https://tiny.example/blog'\n"
    good_site.write("pelicanconf.py", good_site.read("pelicanconf.py") + more)
    assert good_site.run("build").exit_code == 0
    output = good_site.root / "output"
    files = [path for path in output.rglob("*.xml") if "feeds" in path.parts]
    assert len(files) > 2
    with previewed(good_site) as served:
        for path in files:
            assert served.get(f"/blog/{path.relative_to(output).as_posix()}").data == path.read_bytes(), path
        assert f'href="{served.address}/blog/de/' in served.get("/blog/de/first.html").text


#: Each address that has parameters, with all of them.
QUESTIONS = {"marked": ["path"], "file": ["name"], "api/page": ["path"], "api/message": ["locale", "id"]}
WAYS_OUT = ("../", "../../pelicanconf.py", "..%2F..%2Fpelicanconf.py", "de/../../pelicanconf.py", "%2e%2e/x", "..\\x")


def test_no_parameter_leads_out_of_the_site(served: Served) -> None:
    before = served.site.files()
    for name, parameters in QUESTIONS.items():
        for way in WAYS_OUT:
            for parameter in parameters:
                known = {"locale": "de", "id": NAME} if "locale" in parameters else {}
                query = urlencode({**known, parameter: way}, safe="%/.")
                answer = served.get(f"/-/{name}?{query}")
                assert (answer.status in (400, 404, 422), b"GETTEXT" in answer.data) == (True, False), (name, query)
    for name in ("save", "check", "approve"):
        for way in WAYS_OUT:
            for parameter in ("locale", "id"):
                answer = served.post(f"/-/api/{name}", asked(**{parameter: way}))
                assert answer.status in (400, 422), (name, parameter, way)
    for way in WAYS_OUT:
        assert served.get(f"/-/{way}").status in (302, 400, 404, 422)
        assert b'"save": "Save"' in served.ask("GET", "/-/words.js", Accept_Language=way).data
    assert served.site.files() == before
