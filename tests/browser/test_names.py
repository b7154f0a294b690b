"""What a screen reader says: languages, titles, names of links and groups, and messages once."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page

from browser.harness import Server
from browser.moving import arrive
from browser.quizzing import answer, await_result, await_state, example, press, quiz

VAGUE = {"here", "click here", "more", "read more", "link", "this", "this page"}
# Everything that a screen reader is told unasked, in order.
LISTEN = """() => {
    window.said = [];
    const live = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
    new MutationObserver(changes => {
        for (const region of new Set(changes.map(({target}) =>
                (target.parentElement ?? target).closest(live) ?? target.closest?.(live)))) {
            const text = region?.checkVisibility() ? region.textContent.trim() : "";
            if (text) said.push(text);
        }
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


class _Outline(HTMLParser):
    """Language, title and the content's links of one built page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language: str | None = None
        self.title = ""
        self.links: list[tuple[str, str]] = []
        """Name and target."""
        self._inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag == "html":
            self.language = values.get("lang")
        if tag in ("title", "article"):
            self._inside.append(tag)
        if tag == "a" and "article" in self._inside and "href" in values:
            label = values.get("aria-label")
            self._inside.append("labelled a" if label else "a")
            self.links.append((label or values.get("title") or "", values["href"] or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1].split()[-1] == tag:
            self._inside.pop()

    def handle_data(self, text: str) -> None:
        inside = self._inside[-1] if self._inside else ""
        if inside == "title":
            self.title += text
        if inside == "a":
            name, target = self.links[-1]
            self.links[-1] = (" ".join(f"{name} {text}".split()), target)


def outlines(site: Path) -> dict[str, _Outline]:
    """Read every page of the built site, by its address below the site's."""
    pages = site.rglob("*.html")
    return {
        page.relative_to(site).as_posix().removesuffix("index.html"): _Outline(page.read_text())
        for page in pages
    }


def test_every_page_says_its_language_and_has_a_title_of_its_own(site: Path) -> None:
    """The language is English, and no two pages share a title."""
    pages = outlines(site)
    assert len(pages) > 15
    assert {page.language for page in pages.values()} == {"en"}
    titles = Counter(page.title.strip() for page in pages.values())
    assert max(titles.values()) == 1, titles.most_common(1)
    assert all(titles)


def test_a_links_name_says_where_it_leads(site: Path) -> None:
    """On a page links of one name lead to one place, and none is called "here" or "more"."""
    count = 0
    for address, page in outlines(site).items():
        targets: dict[str, str] = {}
        for name, target in page.links:
            count += 1
            assert name, f"{address}: a link to {target} without a name"
            assert name.lower().strip(". ") not in VAGUE, f"{address}: {name}"
            place = urljoin(f"https://x.test/{address}", target)
            assert targets.setdefault(name, place) == place, (
                f"{address}: {name} leads to two places"
            )
    assert count > 100


def test_every_question_is_a_group_named_by_it(page: Page, server: Server) -> None:
    """Sixteen groups of choices, each named by its own question, its number first."""
    arrive(page, f"{server.url}check/")
    names = re.findall(r'- group "(.+?)"', quiz(page).aria_snapshot())
    assert len(names) == len(set(names)) == 16
    for number, name in enumerate(names, start=1):
        assert re.match(rf"{number} .+\?$", name), name


def test_what_happens_is_said_once(page: Page, server: Server) -> None:
    """The result's sentence is said when it is there, once; the report is not read out unasked."""
    arrive(page, f"{server.url}check/")
    page.evaluate(LISTEN)
    answer(page, example("flippant"))
    headline = await_result(page)
    said = page.evaluate("said")
    assert said.count(headline) == 1
    assert all(one != other for one, other in pairwise(said)), said
    assert max(len(text) for text in said) < 300
    page.evaluate("said.length = 0")
    press(page, "clear-all")
    await_state(page, "empty")
    assert page.evaluate("said") == ["All answers are cleared."]
