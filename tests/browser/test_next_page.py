"""Every page, read one after the other as one reads a book."""

from __future__ import annotations

from playwright.sync_api import Page

from browser.harness import Server, mark, navigated_without_reload, urls_of_pages, wait_until
from browser.moving import arrive
from browser.test_three_clicks import ARRIVED


def test_every_page_comes_without_a_reload(page: Page, server: Server) -> None:
    """From the first page, "Next" leads through all, each heading on the screen, nothing broken.

    Material rewrites the links of each page that it fetches; what it cannot rewrite stops it.
    """
    arrive(page, server.url)
    mark(page)
    seen = [page.url]
    following = page.locator(".md-footer__link--next")
    while following.count():
        following.click()
        wait_until(page, f"location.href !== {seen[-1]!r}")
        wait_until(page, ARRIVED)
        wait_until(page, "document.querySelector('.md-content h1') === document.activeElement")
        seen.append(page.url)
    assert sorted(seen) == sorted(server.url + path for path in urls_of_pages())
    assert navigated_without_reload(page)
