"""A new version of a quiz: its readers keep what still stands, and see what does not and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page

from browser.gardens import Garden, served_garden
from browser.harness import Record, expect_clean, wait_until, watched_page
from browser.quizzing import answer, await_result, choose, chosen, count, press, quiz, stored
from garden import replace
from stagecheck.cli import main

ANSWERS = {"who-sat": "b", "at-the-gate": "locked", "who-watered": "b"}
GATE = "### What stands at its gate? {#at-the-gate scale=fence}\n"
THREE = "### What stands at its gate? {#at-the-gate}\n\n- `open` Nothing.\n- `shut` A gate.\n"
LOCK = "- `locked` A gate that is locked.\n"


@dataclass(frozen=True, slots=True)
class Update:
    """A site in version 2 of its quizzes, and what a reader of version 1 left in the browser."""

    garden: Garden
    storage: dict[str, str]


@pytest.fixture(scope="module")
def update(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Update]:
    """Publish version 1, answer both quizzes as a reader, and publish version 2."""
    with served_garden(tmp_path_factory.mktemp("garden")) as garden, chdir(garden.project):
        replace(garden.project, "quizzes/garden.md", GATE, THREE + LOCK)
        publish(garden)
        record = Record()
        with watched_page(browser, record) as page:
            page.goto(garden.address("both"))
            for name in ("garden", "orchard"):
                answer(page, ANSWERS, name)
                await_result(page, name)
            storage = page.evaluate("({...localStorage})")
        expect_clean(record, garden.server)
        edit(garden)
        publish(garden)
        yield Update(garden, storage)


@pytest.fixture
def reader(browser: Browser, update: Update, record: Record) -> Iterator[Page]:
    """Return the page of the reader of version 1, who comes back after the update."""
    with watched_page(browser, record) as page:
        page.goto(update.garden.address("phases/weedy"))
        page.evaluate("stored => Object.assign(localStorage, stored)", update.storage)
        page.goto(update.garden.address("both"))
        yield page
    expect_clean(record, update.garden.server)


def publish(garden: Garden) -> None:
    """Release both quizzes and build the site, as a deploy does."""
    for name in ("garden", "orchard"):
        run = CliRunner().invoke(main, ["release", name])
        assert run.exit_code == 0, run.output
    garden.build()


def edit(garden: Garden) -> None:
    """Take a question and an option out of one quiz and add a question; only count up the other."""
    replace(garden.project, "quizzes/orchard.md", "version: 1", "version: 2")
    edits = {
        "version: 1": "version: 2",
        "fenced: {joy: 1, fear: 2}": "fenced: {joy: 1, fear: 1}",
        "### Who sat in the garden last week? {#who-sat}": "### Who ate there? {#who-ate}",
        "| who-sat |": "| who-ate |",
        "| open | locked | open |": "| open | shut | open |",
        LOCK: "",
    }
    for old, new in edits.items():
        replace(garden.project, "quizzes/garden.md", old, new)


def changes(page: Page, anchor: str = "garden") -> Locator:
    """Return the part of a quiz that tells of another version."""
    return quiz(page, anchor).locator("[data-part=changes]")


def test_an_update_keeps_what_stands_and_names_the_rest(reader: Page) -> None:
    """Item by item, with its reason; after "Got it" the page is silent about it for good."""
    changes(reader).wait_for()
    said = changes(reader).inner_text()
    assert "2 of the 3 answers you gave before no longer stand." in said
    lines = [" ".join(line.inner_text().split()) for line in changes(reader).locator("li").all()]
    assert lines == [
        "Who sat in the garden last week? This question is gone. "
        "You had answered “Somebody, with a book”.",
        "What stands at its gate? "
        "The answer you gave, “A gate that is locked”, is no longer offered.",
        "Who ate there?",
    ]
    assert "the same answers may give another result" in said
    assert chosen(reader, "garden") == {"who-watered": "b"}
    assert stored(reader)["garden"] == ANSWERS
    press(reader, "confirm", "garden")
    assert changes(reader).is_hidden()
    assert stored(reader)["garden"] == {"who-watered": "b"}
    reader.reload()
    await_result(reader, "garden")
    assert changes(reader).is_hidden()
    assert quiz(reader, "garden").locator("[data-part=notice]").is_hidden()
    assert chosen(reader, "garden") == {"who-watered": "b"}


def test_until_it_was_read_the_news_comes_again(reader: Page) -> None:
    """A reload is no "Got it"; an answer given meanwhile stands beside the older ones."""
    changes(reader).wait_for()
    choose(reader, "who-ate", "a", "garden")
    reader.reload()
    changes(reader).wait_for()
    assert "2 of the 3 answers" in changes(reader).inner_text()
    assert chosen(reader, "garden") == {"who-ate": "a", "who-watered": "b"}
    assert count(reader, "garden") == "2 of 3"


def test_a_link_in_the_news_leads_to_the_question(reader: Page) -> None:
    """Who has to answer again is one press away from it."""
    changes(reader).wait_for()
    changes(reader).get_by_role("link", name="What stands at its gate?").click()
    field = quiz(reader, "garden").locator("[data-item=at-the-gate]")
    assert field.evaluate("field => field === document.activeElement")


def test_a_version_of_which_nothing_is_new_passes_in_silence(reader: Page) -> None:
    """A version that was only counted up stops nobody, and counts as read."""
    changes(reader).wait_for()
    await_result(reader, "orchard")
    wait_until(reader, "JSON.parse(localStorage['stagecheck:/green/:orchard']).version === 2")
    assert chosen(reader, "orchard") == ANSWERS
    assert changes(reader, "orchard").is_hidden()
