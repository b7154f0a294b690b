"""The site under its security policy, served by the product's own nginx.conf."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page

from browser.harness import (
    Record,
    Server,
    expect_clean,
    mark,
    navigated_without_reload,
    settle,
    urls_of_pages,
    wait_until,
    watched_page,
)

SUBPATH = "/intranet/playbook/"

# Attributes by which an element loads something without being clicked. `href` only on <link>.
LOADING = {"src", "srcset", "poster", "data", "action", "formaction", "background"}
LINKS_THAT_LOAD_NOTHING = {"canonical", "edit", "alternate", "prev", "next"}
FOREIGN = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class Offences(HTMLParser):
    """Collects what a page may not hold: foreign addresses that load, inline style and handlers."""

    def __init__(self, own: str) -> None:
        super().__init__()
        self.own = own
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.found += [tag] * (tag == "style")
        self.found += [f"{tag} {name}" for name in values if name == "style" or name[:2] == "on"]
        loads = {name: values[name] for name in LOADING & values.keys()}
        if tag == "link" and values.get("rel") not in LINKS_THAT_LOAD_NOTHING:
            loads["href"] = values.get("href", "")
        self.found += [
            f"{tag} {name}={value}"
            for name, value in loads.items()
            if FOREIGN.match(value) and not value.startswith(self.own)
        ]


def fetch(url: str, **headers: str) -> tuple[dict[str, str], bytes]:
    """Return the headers, names in lower case, and the body as sent."""
    with urlopen(Request(url, headers=headers)) as response:
        return {name.lower(): value for name, value in response.headers.items()}, response.read()


def go(page: Page, text: str, path: str) -> None:
    """Follow the tab named `text`, and wait until the page at `path` is there."""
    page.click(f".md-tabs__link:text-is('{text}')")
    wait_until(page, f"location.pathname.endsWith('{path}')")
    wait_until(page, f"document.querySelector('link[rel=canonical]').href.endsWith('{path}')")


@pytest.mark.parametrize("path", ["/", SUBPATH])
def test_a_journey_breaks_no_rule(
    browser: Browser, serve_at: Callable[[str], Server], path: str
) -> None:
    """Pages, search, palette, instant navigation and 404 pass the policy, at the root and below."""
    server, record = serve_at(path), Record()
    with watched_page(browser, record) as page:
        page.goto(server.url)
        assert page.evaluate("trustedTypes.defaultPolicy !== null")
        mark(page)
        page.keyboard.press("Tab")
        page.locator(".md-search__input").press_sequentially("team")
        wait_until(page, "document.querySelectorAll('.md-search-result__item').length > 0")
        page.keyboard.press("Escape")
        for text, target in [("Checks", "checks/"), ("Phases", "phases/"), ("Plays", "plays/")]:
            go(page, text, target)
        page.go_back()
        wait_until(page, "document.querySelector('link[rel=canonical]').href.endsWith('phases/')")
        page.click("label[for=__palette_1]")
        page.click("label[for=__palette_2]")
        wait_until(page, "document.body.dataset.mdColorScheme === 'slate'")
        assert navigated_without_reload(page)
        assert record.errors == []
        page.goto(f"{server.url}no/such/page")
        assert page.locator("h1").inner_text() == "There is no such page"
        assert (
            page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
        )
        record.errors.clear()  # the browser logs the status 404 itself
    expect_clean(record, server)


def test_dark_is_remembered_from_page_to_page(page: Page, server: Server) -> None:
    """A choice of colours outlives a full reload of another page."""
    page.goto(server.url)
    page.click("label[for=__palette_1]")
    page.click("label[for=__palette_2]")
    page.goto(f"{server.url}phases/folly/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>1</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=' java\tscript:alert(1)'>x</a>",
        "<iframe src='.'></iframe>",
        "<form action='.'></form>",
        "<link rel=stylesheet href='x.css'>",
        "<style>p{}</style>",
        "<base href='/'>",
        "<noscript><p title='</noscript><img src=x>'></noscript>",
        "<template><b></b></template>",
        "<svg><set attributeName=href to=x /></svg>",
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    ],
)
def test_unsafe_markup_is_refused(page: Page, server: Server, record: Record, markup: str) -> None:
    """A string that could load or run something throws before it becomes part of the page."""
    page.goto(server.url)
    message = page.evaluate(
        """markup => {
            const target = document.querySelector("h1"), before = target.innerHTML;
            try { target.innerHTML = markup; } catch (error) {
                return target.innerHTML === before ? error.message : "changed";
            }
            return "accepted";
        }""",
        markup,
    )
    assert "which this site refuses" in message
    settle(page)
    record.violations.clear()  # the browser notes handlers and styles as soon as they are parsed
    record.errors.clear()


@pytest.mark.parametrize(
    ("markup", "accepted"),
    [
        ("<head><meta http-equiv=refresh content='0; url=x'></head>", False),
        ("<head><noscript><meta http-equiv=refresh content='0; url=x'></noscript></head>", False),
        ("<body><main><noscript><meta http-equiv=refresh></noscript></main>", False),
        ("<body><noscript data-md-component=container><meta http-equiv=refresh></noscript>", False),
        ("<body><main></main><noscript><meta http-equiv=refresh></noscript>", True),
    ],
)
def test_a_page_may_lead_on_where_nothing_is_taken_from(
    page: Page, server: Server, markup: str, accepted: bool
) -> None:
    """The old address of a page does so without script; the theme takes that from no page."""
    page.goto(server.url)
    parse = """markup => {
        try { new DOMParser().parseFromString(markup, "text/html"); } catch { return false; }
        return true;
    }"""
    assert page.evaluate(parse, markup) is accepted


def test_markup_of_a_report_is_accepted(page: Page, server: Server) -> None:
    """Headings, lists, tables, details, links and SVG drawings reach the page unchanged."""
    markup = (
        '<section data-stage="folly"><h3 id="a">At 5:30: what?</h3><ul><li><a href="../b/#c">c</a>'
        '</li></ul><table><tbody><tr><th scope="row">x</th><td>1</td></tr></tbody></table>'
        "<details><summary>Why</summary><p>So.</p></details>"
        '<svg viewBox="0 0 9 9" role="img"><title>t</title><rect width="9" height="9"></rect></svg>'
        '<button type="button">Again</button></section>'
    )
    page.goto(server.url)
    script = "markup => { const h1 = document.querySelector('h1'); h1.innerHTML = markup; }"
    page.evaluate(script, markup)
    assert page.evaluate("document.querySelector('h1').innerHTML") == markup


def test_scripts_come_from_the_site_alone(page: Page, server: Server) -> None:
    """The address of a script or worker outside the site's own path is refused."""
    page.goto(server.url)
    refused = """address => {
        const element = document.createElement("script");
        try { element.src = address; return false; } catch { return element.src === ""; }
    }"""
    assert page.evaluate(refused, "https://example.org/x.js")
    assert page.evaluate(refused, "/elsewhere/x.js")
    assert page.evaluate(refused, "data:text/javascript,1")
    assert not page.evaluate(refused, f"{server.url}assets/navigation.js")


def test_a_page_with_a_form_and_a_module_arrives_by_instant_navigation(
    page: Page, server: Server
) -> None:
    """The check, which holds a form, a style sheet and a module, is no reason to reload."""
    page.goto(server.url)
    mark(page)
    page.click("text=Take the team stage check")
    wait_until(page, "document.querySelector('.md-content form') !== null")
    assert navigated_without_reload(page)


@pytest.mark.parametrize("path", [*urls_of_pages(), "404.html"])
def test_built_pages_load_nothing_foreign_and_hold_nothing_inline(
    server: Server, site: Path, path: str
) -> None:
    """No element loads from another host, and no page has inline style or handlers."""
    file = site / path if path.endswith(".html") else site / path / "index.html"
    offences = Offences(server.url)
    offences.feed(file.read_text(encoding="utf-8"))
    assert offences.found == []


def test_style_sheets_load_nothing_foreign(site: Path) -> None:
    """No style sheet imports or shows anything from another host."""
    for file in site.rglob("*.css"):
        for address in re.findall(
            r"(?:url\(|@import\s+)\s*[\"']?([^\"')\s]+)", file.read_text(encoding="utf-8")
        ):
            assert not FOREIGN.match(address), f"{file}: {address}"


def test_one_list_of_hashes_serves_every_page(server: Server) -> None:
    """The theme's inline scripts are the same at every depth: four, whatever the page."""
    headers, _ = fetch(server.url)
    assert len(set(re.findall(r"'sha256-[^']+'", headers["content-security-policy"]))) <= 4
    for path in urls_of_pages():
        other, _ = fetch(server.url + path)
        assert other["content-security-policy"] == headers["content-security-policy"]


def test_headers_of_each_kind_of_file(server: Server, site: Path) -> None:
    """Pages are asked for again and hashed files kept; only workers are without Trusted Types."""
    worker = next(site.glob("assets/javascripts/workers/*.js")).relative_to(site).as_posix()
    bundle = next(site.glob("assets/javascripts/bundle.*.js")).relative_to(site).as_posix()
    page, _ = fetch(server.url)
    search, _ = fetch(server.url + worker)
    script, _ = fetch(server.url + bundle)
    assert page["cache-control"] == "no-cache"
    assert "immutable" in search["cache-control"]
    assert "immutable" in script["cache-control"]
    assert "require-trusted-types-for" in page["content-security-policy"]
    assert "require-trusted-types-for" not in search["content-security-policy"]
    assert {page[n] for n in ("x-content-type-options",)} == {"nosniff"}
    for headers in (page, search, script):
        assert "'unsafe-inline'" not in headers["content-security-policy"]
        assert "'unsafe-eval'" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.zip", "application/zip"),
        ("a.json", "application/json; charset=utf-8"),
    ],
)
def test_runtime_files_have_their_type_and_are_packed(
    server: Server, site: Path, name: str, kind: str
) -> None:
    """Every kind of file the Python runtime has is sent with its type, packed, and kept."""
    folder = site / "assets/stagecheck/test-of-types"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"playbook " * 1000)
    headers, body = fetch(
        f"{server.url}assets/stagecheck/test-of-types/{name}", **{"Accept-Encoding": "gzip"}
    )
    assert headers["content-type"] == kind
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
    assert gzip.decompress(body) == b"playbook " * 1000


def test_a_folder_without_its_slash_leads_on(page: Page, server: Server) -> None:
    """An address without the last slash is completed, on the reader's own host and port."""
    page.goto(f"{server.url}phases")
    assert page.url == f"{server.url}phases/"


def test_the_repository_is_not_asked_about(page: Page, server: Server, record: Record) -> None:
    """With a repository on GitHub the header shows no facts about it.

    When the theme no longer asks by itself, partials/source.html is not needed any more.
    """
    page.goto(server.url)
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-md-component=source]").count() == 0
    assert all("github" not in url for url in record.requests)
