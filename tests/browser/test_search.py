"""The search, for somebody who does not know what anything is called here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

import pytest
import yaml
from playwright.sync_api import Browser, Page

from browser.harness import (
    ROOT,
    Record,
    Server,
    expect_clean,
    settle,
    urls_of_pages,
    wait_until,
    watched_page,
)
from browser.moving import arrive
from markup import read_page

SECTIONS = {"plays", "phases", "growth", "objections", "evidence", "about"}
# What the search's worker was asked last, and whether it has answered everything. Its answers come
# in order, and ours is the first listener: Material has the list in place when the task ends.
WATCH_SEARCH = """
window.searching = {asked: "", open: 0};
window.Worker = class extends Worker {
    constructor(address, options) {
        super(address, options);
        this.addEventListener("message", () => searching.open -= 1);
    }
    postMessage(message, ...rest) {
        searching.open += 1;
        if (typeof message?.data === "string") searching.asked = message.data;
        super.postMessage(message, ...rest);
    }
};
"""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the page that must be among the first three found."""

    query: str
    page: str


QUERIES = [
    Query(**each)
    for each in yaml.safe_load((ROOT / "tests/content/queries.yml").read_text(encoding="utf-8"))
]


def words(text: str) -> set[str]:
    """Return the words of a text in small letters, the s of a plural left out."""
    return {word.removesuffix("s") for word in re.findall(r"[a-z]+", text.lower())}


@pytest.fixture(scope="module")
def reader(browser: Browser, server: Server) -> Iterator[Page]:
    """Return the home page, whose search is watched."""
    record = Record()
    with watched_page(browser, record) as page:
        page.add_init_script(WATCH_SEARCH)
        arrive(page, server.url)
        yield page
    expect_clean(record, server)


def look_for(page: Page, text: str) -> list[str]:
    """Put a text into the search and return the addresses of the pages it finds, best first.

    Every key searches anew; only the last is pressed, for what those before it find is not asked.
    """
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.fill(text[:-1])
    box.press_sequentially(text[-1])
    wait_until(page, f"searching.asked === {json.dumps(text)} && searching.open === 0")
    settle(page)
    found = page.locator(".md-search-result__item > .md-search-result__link:first-child")
    return [urldefrag(link.evaluate("link => link.href")).url for link in found.all()]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.query)
def test_a_newcomers_words_find_the_page(reader: Page, server: Server, query: Query) -> None:
    """Typed into the search, they bring the right page among the first three."""
    assert server.url + query.page in look_for(reader, query.query)[:3]


def test_the_first_result_opens_by_keyboard(reader: Page) -> None:
    """Enter, with the words of a query in the search, leads to the first page found."""
    first = look_for(reader, QUERIES[0].query)[0]
    reader.keyboard.press("Enter")
    wait_until(reader, f"location.href.split('#')[0] === {json.dumps(first)}")


def test_every_page_is_found_by_its_title(site: Path, reader: Page, server: Server) -> None:
    """Who knows what a page is called has it among the first three as well."""
    for path in filter(None, urls_of_pages()):
        (title,) = read_page(site / path / "index.html").all("h1")
        assert server.url + path in look_for(reader, title.text)[:3], title.text


def test_the_queries_are_a_newcomers(site: Path) -> None:
    """Twenty at least, for every play and of every section, each with a word not in the title."""
    assert len(QUERIES) >= 20
    assert len({query.query for query in QUERIES}) == len(QUERIES)
    pages = {query.page for query in QUERIES}
    assert {page.split("/")[0] for page in pages} >= SECTIONS
    assert pages >= {path for path in urls_of_pages() if re.fullmatch("plays/.+", path)}
    for query in QUERIES:
        (title,) = read_page(site / query.page / "index.html").all("h1")
        assert words(query.query) - words(title.text), f"{query.query!r} is a title"
