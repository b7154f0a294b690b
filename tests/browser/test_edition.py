"""Which edition a reader looks at: at the foot of every page, and once on paper."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page

from browser.harness import Server
from markup import read_page


def test_every_page_names_its_edition_and_leads_to_what_changed(
    page: Page, server: Server, site: Path
) -> None:
    """Version, day and link, the same on all pages, the one for missing pages too."""
    files = [file for file in sorted(site.rglob("*.html")) if read_page(file).all("header")]
    assert len(files) > 60
    feet = [read_page(file).all("div", class_="edition") for file in files]
    assert {len(found) for found in feet} == {1}
    assert len({found[0].text for found in feet}) == 1
    page.goto(f"{server.url}plays/run-a-pilot/")
    assert page.locator(".edition").inner_text().startswith("Edition ")
    assert page.locator(".edition time").get_attribute("datetime")
    page.locator(".edition a").click()
    page.wait_for_url(f"{server.url}about/changes/")
    # The theme changes the address first, and then the page.
    page.locator("h1", has_text="What changed").wait_for()


def test_a_printed_page_names_its_edition_once(page: Page, server: Server) -> None:
    """In the line that says who keeps the page: on paper there is no foot."""
    page.goto(f"{server.url}plays/run-a-pilot/")
    line = page.locator(".page-care__edition")
    assert not line.is_visible()
    page.emulate_media(media="print")
    assert line.is_visible()
    assert line.inner_text().startswith("Edition ")
    assert not page.locator(".edition").is_visible()


def test_the_search_finds_the_page_and_not_each_of_its_lines(site: Path) -> None:
    """Old news would stand before what a reader looks for."""
    found = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    (entry,) = (one for one in found if one["location"].startswith("about/changes/"))
    assert "names the edition" in entry["text"]
    assert "Keep" not in entry["text"]
