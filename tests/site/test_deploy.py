"""stagecheck.deploy: what a build tells web servers, and that their settings say the same."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from samples import ROOT
from stagecheck.deploy import publish, write_into_pages
from stagecheck.deploy.facts import ASKED, KEPT, Facts, is_worker, read_facts, site_path
from stagecheck.deploy.types import PACKED, TEXT, kind_of
from stagecheck.policy import inline_script_hashes, page_policy

SETTINGS = ROOT / "site_config/deploy"
HOME = (
    '<!doctype html><meta charset="utf-8">'
    '<link rel="canonical" href="https://intranet.example/a/playbook/"><script>run()</script>'
)
# What Microsoft's documentation of system.webServer allows: element -> its attributes.
IIS = {
    "defaultDocument": {"enabled"},
    "defaultDocument/files": set(),
    "defaultDocument/files/clear": set(),
    "defaultDocument/files/add": {"value"},
    "urlCompression": {"doStaticCompression", "doDynamicCompression"},
    "staticContent": set(),
    "staticContent/remove": {"fileExtension"},
    "staticContent/mimeMap": {"fileExtension", "mimeType"},
    "staticContent/clientCache": {"cacheControlMode", "cacheControlMaxAge", "cacheControlCustom"},
    "httpProtocol": set(),
    "httpProtocol/customHeaders": set(),
    "httpProtocol/customHeaders/remove": {"name"},
    "httpProtocol/customHeaders/add": {"name", "value"},
    "httpErrors": {"errorMode"},
    "httpErrors/remove": {"statusCode", "subStatusCode"},
    "httpErrors/error": {"statusCode", "path", "responseMode"},
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site of two pages and what one of them loads, below a path."""
    site = tmp_path / "site"
    (site / "assets/stagecheck/0123").mkdir(parents=True)
    (site / "index.html").write_text(HOME, "utf-8")
    (site / "404.html").write_text(HOME, "utf-8")
    (site / "assets/stagecheck/0123/a.js").write_text("export {};", "utf-8")
    return site


@pytest.fixture
def published(site: Path, tmp_path: Path) -> Path:
    """Return the folder of the product's settings, completed for that site."""
    publish(site, SETTINGS, tmp_path / "deploy")
    return tmp_path / "deploy"


def iis_sections(path: Path) -> dict[str, ElementTree.Element]:
    """Return what IIS is told, by the location it is about; "" is the whole site."""
    # The file is our own.
    root = ElementTree.parse(path).getroot()  # noqa: S314
    found = {one.get("path", ""): one[0] for one in root.iter("location")}
    return {"": next(one for one in root if one.tag == "system.webServer"), **found}


def iis_headers(section: ElementTree.Element) -> dict[str, str]:
    added = section.findall("httpProtocol/customHeaders/add")
    return {one.get("name", ""): one.get("value", "") for one in added}


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://intranet.example/a/playbook/", "/a/playbook"),
        ("http://127.0.0.1:8000/", ""),
        ("https://intranet.example", ""),
        ("https://intranet.example/index.html", ""),
        ("https://intranet.example/teams/index.html", "/teams"),
        ("https://intranet.example/a%20team/", "/a team"),
        ("https://intranet.example/%C3%BCber/", "/über"),
    ],
)
def test_site_path_is_that_of_the_home_page(tmp_path: Path, address: str, path: str) -> None:
    """It comes from the canonical address, without the last slash, as files' paths are."""
    home = f'<link href="{address}" rel="canonical">'
    (tmp_path / "index.html").write_text(home, encoding="utf-8")
    assert site_path(tmp_path) == path


def test_a_site_without_an_address_says_what_to_set(tmp_path: Path) -> None:
    """Without site_url there is no path, and the error names the setting."""
    (tmp_path / "index.html").write_text("<p>home</p>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"index\.html: expected a canonical .* SITE_URL"):
        site_path(tmp_path)


@pytest.mark.parametrize("mark", ["%22", "%24", "%25", "%5C", "%0A", "$"])
def test_a_path_that_settings_cannot_hold_is_refused(tmp_path: Path, mark: str) -> None:
    """Nothing in an address is read as a part of a server's settings."""
    home = f'<link href="https://intranet.example/a{mark}/" rel="canonical">'
    (tmp_path / "index.html").write_text(home, encoding="utf-8")
    with pytest.raises(ValueError, match=r"index\.html: expected an address whose path has no"):
        site_path(tmp_path)


def test_the_list_of_builds_is_no_worker() -> None:
    """It lies among files that may run as workers, and is sent with the policy of pages."""
    assert is_worker("assets/stagecheck/0123/worker.js")
    assert is_worker("assets/javascripts/workers/search.01234567.min.js")
    assert not is_worker("assets/stagecheck/build.json")
    assert not is_worker("assets/javascripts/bundle.01234567.min.js")


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_the_build_writes_what_a_server_includes(published: Path, server: str) -> None:
    """Every file of the folder "stagecheck" that the settings include is there, and no other."""
    text = (published / server / "playbook.conf").read_text("utf-8")
    included = set(re.findall(r"^\s*include (stagecheck/\S+?);?$", text, re.I | re.M))
    folder = published / server
    written = {path.relative_to(folder).as_posix() for path in folder.glob("stagecheck/*")}
    assert written == included


def test_the_includes_hold_the_headers_of_this_site(site: Path, published: Path) -> None:
    """Each header for every status, in each server's own words."""
    facts = read_facts(site)
    for file, headers in (("headers.conf", facts.pages), ("worker-headers.conf", facts.workers)):
        nginx = (published / "nginx/stagecheck" / file).read_text("utf-8").splitlines()
        assert nginx == [f'add_header {name} "{value}" always;' for name, value in headers]
        apache = (published / "apache/stagecheck" / file).read_text("utf-8").splitlines()
        assert apache == [f'Header always set {name} "{value}"' for name, value in headers]


def test_the_same_site_gives_the_same_settings(site: Path, tmp_path: Path) -> None:
    """What a folder held before is gone, and two builds are equal to the byte."""
    folders = (tmp_path / "one", tmp_path / "two")
    (folders[0] / "nginx").mkdir(parents=True)
    (folders[0] / "nginx/old.conf").write_text("gone", "utf-8")
    for folder in folders:
        publish(site, SETTINGS, folder)
    one, two = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in folders
    )
    assert one == two


def test_every_server_knows_the_same_types() -> None:
    """A type added for one server is a type for all, and for the list of uploads."""
    wanted = {**TEXT, **PACKED}
    nginx = (SETTINGS / "nginx/playbook.conf").read_text("utf-8")
    lines = re.search(r"types \{(.*?)\}", nginx, re.S)
    assert lines
    told = {
        ending: kind for kind, endings in _pairs(lines[1], r"(\S+)\s+(.+);") for ending in endings
    }
    assert told == wanted
    apache = (SETTINGS / "apache/playbook.conf").read_text("utf-8")
    pairs = _pairs(apache, r"AddType (\S+)\s+(\..+)")
    assert {each[1:]: kind for kind, endings in pairs for each in endings} == wanted
    maps = iis_sections(SETTINGS / "iis/web.config")[""].findall("staticContent/mimeMap")
    iis = {one.get("fileExtension", "")[1:]: one.get("mimeType") for one in maps}
    assert iis == wanted


def _pairs(text: str, pattern: str) -> list[tuple[str, list[str]]]:
    return [(kind, endings.split()) for kind, endings in re.findall(pattern, text)]


def test_what_is_packed_on_the_fly_is_what_packing_makes_smaller() -> None:
    """Both servers pack every type that gains by it, in both encodings, and no other."""
    wanted = set(TEXT.values())
    nginx = (SETTINGS / "nginx/playbook.conf").read_text("utf-8")
    brotli = (SETTINGS / "nginx/stagecheck-brotli/pages.conf").read_text("utf-8")
    for text in (nginx, brotli):
        listed = re.search(r"(?:gzip|brotli)_types ([^;]+);", text)
        # nginx packs pages always, and warns where they are named.
        assert listed
        assert {*listed[1].split(), "text/html"} == wanted
    apache = (SETTINGS / "apache/playbook.conf").read_text("utf-8")
    for name in ("BROTLI_COMPRESS", "DEFLATE"):
        lines = re.findall(rf"AddOutputFilterByType {name} (.+)", apache)
        assert set(" ".join(lines).split()) == wanted


def test_an_unknown_ending_is_bytes() -> None:
    """A file that an editor adds breaks no build; a browser then offers to save it."""
    assert kind_of("files/plan.xyz").type == "application/octet-stream"
    assert kind_of("a/B.HTML").type == "text/html; charset=utf-8"


def test_iis_is_told_nothing_that_it_does_not_know(published: Path) -> None:
    """The file is XML, and every element and attribute is one of system.webServer's."""
    for place, section in iis_sections(published / "iis/web.config").items():
        assert section.tag == "system.webServer", place
        for path, element in _below(section):
            assert path in IIS, f"{place}: {path}"
            assert set(element.attrib) <= IIS[path], f"{place}: {path}"


def _below(parent: ElementTree.Element, path: str = "") -> list[tuple[str, ElementTree.Element]]:
    found = [(f"{path}/{child.tag}".lstrip("/"), child) for child in parent]
    return found + [deeper for name, child in found for deeper in _below(child, name)]


def test_iis_adds_nothing_twice(published: Path) -> None:
    """IIS answers 500 to a type or a header that is there already: each is removed before."""
    for section in iis_sections(published / "iis/web.config").values():
        for place, key in (("staticContent", "fileExtension"), ("customHeaders", "name")):
            for parent in section.iter(place):
                removed: set[str] = set()
                for child in parent:
                    name = child.get(key, "").lower()
                    if child.tag == "remove":
                        removed.add(name)
                    elif name:
                        assert name in removed, name
                        removed.remove(name)


def test_iis_sends_the_headers_of_this_site(site: Path, published: Path) -> None:
    """Pages and workers have their policy, whatever it holds; no mark is left."""
    facts = read_facts(site)
    assert "@" not in (published / "iis/web.config").read_text("utf-8")
    sections = iis_sections(published / "iis/web.config")
    assert iis_headers(sections[""]) == dict(facts.pages)
    policies = {
        place: iis_headers(one).get("Content-Security-Policy") for place, one in sections.items()
    }
    for place in ("assets/stagecheck", "assets/javascripts/workers"):
        assert policies[place] == dict(facts.workers)["Content-Security-Policy"]
    (error,) = sections[""].findall("httpErrors/error")
    assert error.get("path") == "a\\playbook\\404.html"


def test_iis_keeps_hashed_files_and_asks_for_others(published: Path) -> None:
    """The nearest location with a rule about caching decides, as IIS lets it."""
    rules = {
        place: rule.attrib
        for place, section in iis_sections(published / "iis/web.config").items()
        for rule in section.findall("staticContent/clientCache")
    }

    def cached(address: str) -> str:
        place = max((one for one in rules if f"{address}/".startswith(one)), key=len)
        return rules[place]["cacheControlMode"]

    for address in ("", "index.html", "assets/theme.css", "assets/stagecheck/build.json"):
        assert cached(address) == "DisableCache", address
    for address in ("assets/stagecheck/0123/a.js", "assets/javascripts/workers/search.0.js"):
        assert cached(address) == "UseMaxAge", address


def test_marks_are_escaped_as_xml(site: Path, tmp_path: Path) -> None:
    """A path with an ampersand is one in the file that IIS reads."""
    home = HOME.replace("/a/playbook/", "/a&amp;b/")
    (site / "index.html").write_text(home, "utf-8")
    publish(site, SETTINGS, tmp_path / "deploy")
    sections = iis_sections(tmp_path / "deploy/iis/web.config")
    (error,) = sections[""].findall("httpErrors/error")
    assert error.get("path") == "a&b\\404.html"


def test_a_page_without_an_encoding_is_named(site: Path) -> None:
    """The policy has no place in it, and the error says which page that is."""
    (site / "404.html").write_text("<title>x</title><script>run()</script>", "utf-8")
    with pytest.raises(ValueError, match=r"404\.html: expected <meta charset>"):
        write_into_pages(site)


def test_a_page_in_another_encoding_is_named(site: Path) -> None:
    """The error says which page it is, not only which byte."""
    (site / "404.html").write_bytes(HOME.encode() + b"<p>caf\xe9")
    with pytest.raises(ValueError, match=r"404\.html: expected a page in UTF-8"):
        write_into_pages(site)


def test_a_file_that_is_hardly_a_page_is_left_alone(site: Path) -> None:
    """A search engine knows a site's owner by such a file, to the byte."""
    (site / "owner.html").write_bytes(b"verification: 0123\r\n")
    write_into_pages(site)
    assert (site / "owner.html").read_bytes() == b"verification: 0123\r\n"


def test_a_page_carries_the_policy_of_the_last_build_once(site: Path) -> None:
    """A build that writes changed pages alone finds the others with the policy of before."""
    write_into_pages(site)
    (site / "404.html").write_text(HOME.replace("run()", "walk()"), "utf-8")
    write_into_pages(site)
    for page in site.glob("*.html"):
        text = page.read_text("utf-8")
        assert text.count("Content-Security-Policy") == text.count('name="referrer"') == 1
        assert escape(page_policy(inline_script_hashes(site))) in text


def test_caching_is_said_in_the_same_words_everywhere() -> None:
    """The servers' settings and the list of uploads agree on both kinds of caching."""
    for server in ("nginx", "apache"):
        text = (SETTINGS / server / "playbook.conf").read_text("utf-8")
        said = re.findall(r'Cache-Control "([^"]+)"', text)
        assert set(said) == {KEPT, ASKED}


def test_facts_are_those_of_the_whole_site(site: Path) -> None:
    """Pages require Trusted Types, and workers do not."""
    facts: Facts = read_facts(site)
    assert facts.path == "/a/playbook"
    assert "require-trusted-types-for" in dict(facts.pages)["Content-Security-Policy"]
    assert "require-trusted-types-for" not in dict(facts.workers)["Content-Security-Policy"]


@pytest.mark.parametrize(
    "folder", sorted(path.parent.name for path in SETTINGS.glob("*/README.md"))
)
def test_every_host_has_a_page_that_keeps_its_word(folder: str) -> None:
    """A page names files that are there, says how to check, and says what nobody tried."""
    text = (SETTINGS / folder / "README.md").read_text("utf-8")
    assert "stagecheck doctor http" in text
    assert re.search(r"Not\s+tried: ", text)
    for link in re.findall(r"\]\((?!http)([^)#]+)", text):
        assert (SETTINGS / folder / link).exists(), link
    assert f"({folder}/README.md)" in (SETTINGS / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "path", [SETTINGS / "github-pages/publish.yml", ROOT / ".github/workflows/ci.yml"]
)
def test_publishing_may_read_a_private_repository(path: Path) -> None:
    """The permissions of a job take the place of the workflow's; reading is one of them."""
    job = yaml.safe_load(path.read_text("utf-8"))["jobs"]["publish"]
    assert job["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}


@pytest.mark.parametrize("path", ["github-pages/publish.yml", "gitlab-pages/pages.yml"])
def test_jobs_set_what_the_build_reads(path: str) -> None:
    """Each job names its address, puts the policy into pages, and keeps what the last shipped."""
    job = (SETTINGS / path).read_text("utf-8")
    assert isinstance(yaml.safe_load(job), dict)
    named = set(re.findall(r"^ +([A-Z][A-Z_]+):", job, re.M)) - {"GIT_DEPTH"}
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    read = set(re.findall(r"!ENV \[?([A-Z_]+)", settings))
    assert named == read
    kept = re.search(r"PREVIOUS_SITE: (\S+)", job)
    assert kept
    assert f"cp -r site/assets/stagecheck {kept[1]}/assets/" in job
    assert "make build" in job
