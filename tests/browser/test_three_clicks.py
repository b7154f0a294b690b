"""From the home page to what somebody came for, by links that stand on the pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page

from browser.harness import ROOT, Record, Server, expect_clean, wait_until, watched_page
from browser.looks import LARGE, SMALL
from browser.moving import arrive
from markup import read_page

MOST_CLICKS = 3
# The address changes before the page is there: its head says which one is shown.
ARRIVED = "document.querySelector('link[rel=canonical]').href === location.href.split('#')[0]"
PLAYS = sorted(
    f"plays/{path.stem}/"
    for path in (ROOT / "playbook" / "plays").glob("*.md")
    if path.stem != "index"
)


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody wants, the links they click, and where that must end."""

    name: str
    clicks: tuple[str, ...]
    """Names of links in the content of the page that is open."""
    path: str
    heading: str
    """The heading that is then on the screen."""


TASKS = (
    Task(
        "find where my team stands",
        ("Take the team stage check",),
        "check/",
        "Where does your team stand?",
    ),
    Task(
        "find the play for a team that fears posting",
        ("Fearful. People watch what they say.", "Run a pilot"),
        "plays/run-a-pilot/",
        "Run a pilot",
    ),
    Task(
        "answer a finance director who says it cannot be proved",
        ('When finance says "you cannot prove it"',),
        "objections/finance/",
        '"Prove it caused the gain"',
    ),
    Task(
        "convince a senior manager with a story",
        ("Convince a senior manager with a story",),
        "plays/find-your-story/",
        "Find your story",
    ),
    Task(
        "run the Triangles exercise",
        ("Run the Triangles exercise",),
        "plays/triangles/",
        "Triangles",
    ),
    Task(
        "get a platform from IT",
        ("Start something", "Get tools from IT"),
        "plays/get-tools-from-it/",
        "Get tools from IT",
    ),
    Task(
        "decide whether to start with customers",
        ("Inside first, or with customers?",),
        "growth/inside-or-outside/",
        "Inside or outside",
    ),
    Task(
        "see what the growth stage plots means",
        ("How far our organisation has come", "Plots"),
        "growth/plots/",
        "Plots",
    ),
    Task(
        "find which facts are cited and how strong they are",
        ("which facts we cite, and how strong they are",),
        "evidence/",
        "Evidence",
    ),
    Task(
        "open a round with a team",
        ("Where do we stand?", "Open a round"),
        "checks/board/",
        "Team board",
    ),
    Task(
        "know what happens to my answers",
        ("what happens to your answers",),
        "about/privacy/",
        "Privacy",
    ),
)


@pytest.fixture(scope="module", params=[LARGE, SMALL], ids=["1280", "360"])
def reader(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return a page at one of two widths."""
    record = Record()
    with watched_page(browser, record) as page:
        page.set_viewport_size(request.param)
        yield page
    expect_clean(record, server)


def the_link(page: Page, name: str) -> Locator:
    """Return the link of a name in the content; all that have the name must lead to one page."""
    found = page.locator(".md-content").get_by_role("link", name=name, exact=True)
    targets = {urldefrag(link.evaluate("link => link.href")).url for link in found.all()}
    assert len(targets) == 1, f"{page.url}: {name!r} leads to {sorted(targets) or 'nothing'}"
    return found.first


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_task_takes_three_clicks_at_most(reader: Page, server: Server, task: Task) -> None:
    """The links that say so lead from the home page to the right page, heading on the screen."""
    assert 1 <= len(task.clicks) <= MOST_CLICKS
    arrive(reader, server.url)
    for name in task.clicks:
        before = reader.url
        link = the_link(reader, name)
        assert link.is_visible()
        link.scroll_into_view_if_needed()
        # Material notes late how far one has scrolled; who clicks before then may begin the next
        # page in its middle.
        wait_until(reader, "history.state?.y === scrollY")
        link.click()
        wait_until(reader, f"location.href !== {before!r}")
        wait_until(reader, ARRIVED)
    assert urldefrag(reader.url).url == server.url + task.path
    heading = reader.locator(".md-content").get_by_role("heading", name=task.heading, exact=True)
    wait_until(
        reader,
        f"""[...document.querySelectorAll('.md-content :is(h1, h2)')].some(heading => {{
            const {{top, bottom}} = heading.getBoundingClientRect();
            return heading.textContent.trim() === {json.dumps(task.heading)} && top >= 0
                && bottom <= innerHeight;
        }})""",
    )
    assert heading.count() == 1


def links(site: Path) -> dict[str, set[str]]:
    """Return where the links in the content of each built page lead, by its path."""
    pages: dict[str, set[str]] = {}
    for file in site.rglob("index.html"):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        here = f"https://playbook.test/{path}"
        targets = [
            urldefrag(urljoin(here, link.attributes.get("href", ""))).url
            for article in read_page(file).all("article")
            for link in article.all("a")
        ]
        home = "https://playbook.test/"
        pages[path] = {to.removeprefix(home) for to in targets if to.startswith(home)}
    return pages


def clicks_to(pages: Mapping[str, set[str]]) -> dict[str, int]:
    """Return how many clicks the shortest way from the home page to each page takes."""
    found = {"": 0}
    edge = {""}
    while edge:
        count = max(found.values()) + 1
        edge = {to for path in edge for to in pages.get(path, set())} & pages.keys() - found.keys()
        found |= dict.fromkeys(edge, count)
    return found


@pytest.fixture(scope="module")
def distances(site: Path) -> dict[str, int]:
    """Return how many clicks away each page of the built site is."""
    return clicks_to(links(site))


@pytest.mark.parametrize("path", PLAYS)
def test_every_play_is_within_three_clicks(distances: dict[str, int], path: str) -> None:
    """By links in the content alone, menu and tabs left out."""
    assert distances.get(path, 99) <= MOST_CLICKS


def test_no_page_is_left_out(site: Path, distances: dict[str, int]) -> None:
    """Links in the content lead to every page, so that nobody depends on the menu."""
    assert sorted(links(site).keys() - distances.keys()) == []
