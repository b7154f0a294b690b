"""Answers kept in the browser: over reloads, tabs, pages, and an editor's changes to the quiz."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from browser.gardens import Garden, served_garden
from browser.harness import Record, expect_clean, wait_until, watched_page
from browser.quizzing import (
    answer,
    await_kept,
    await_result,
    await_state,
    choose,
    chosen,
    count,
    keep_nothing,
    press,
    quiz,
    stages,
    stored,
)
from garden import replace

FENCED = {"who-sat": "b", "at-the-gate": "locked", "who-watered": "a"}
BLOOMING = {"who-sat": "b", "at-the-gate": "open", "who-watered": "b"}
TWO = {"who-sat": "b", "at-the-gate": "locked"}


def test_a_reload_brings_answers_and_result_back(visitor: Page, garden: Garden) -> None:
    """After a reload the same options are chosen and the result is there without a click."""
    visitor.goto(garden.address("check"))
    answer(visitor, FENCED, "garden")
    assert await_result(visitor, "garden") == "The garden's state is Fenced."
    visitor.reload()
    assert await_result(visitor, "garden") == "The garden's state is Fenced."
    assert chosen(visitor, "garden") == FENCED
    assert count(visitor, "garden") == "3 of 3"


def test_the_key_holds_the_path_of_the_site(visitor: Page, garden: Garden) -> None:
    """Two playbooks on one host do not share answers; the entry names format, quiz and version."""
    visitor.goto(garden.address("check"))
    choose(visitor, "who-sat", "b", "garden")
    entry = visitor.evaluate("JSON.parse(localStorage['stagecheck:/green/:garden'])")
    assert entry == {"format": 1, "quiz": "garden", "version": 1, "answers": {"who-sat": "b"}}


def test_what_was_chosen_before_the_script_ran_counts(visitor: Page, garden: Garden) -> None:
    """A reader quicker than the network loses nothing."""
    held: list[Route] = []
    visitor.route("**/stagecheck.js", lambda route: held.append(route))
    visitor.goto(garden.address("check"), wait_until="commit")
    choose(visitor, "who-sat", "b", "garden")
    for route in held:
        route.continue_()
    await_result(visitor, "garden")
    assert chosen(visitor, "garden") == {"who-sat": "b"}
    assert stored(visitor) == {"garden": {"who-sat": "b"}}


def test_do_not_save_forgets_and_stays_off_in_this_tab(visitor: Page, garden: Garden) -> None:
    """What was stored goes at once, nothing new is stored, and a reload keeps to it."""
    visitor.goto(garden.address("check"))
    answer(visitor, FENCED, "garden")
    box = quiz(visitor, "garden").locator("[data-action=dont-save]")
    box.check()
    assert stored(visitor) == {}
    choose(visitor, "who-sat", "a", "garden")
    await_result(visitor, "garden")
    assert stored(visitor) == {}
    assert chosen(visitor, "garden") == {**FENCED, "who-sat": "a"}
    visitor.reload()
    await_state(visitor, "empty", "garden")
    assert box.is_checked()
    assert chosen(visitor, "garden") == {}
    choose(visitor, "who-sat", "b", "garden")
    box.uncheck()
    assert stored(visitor) == {"garden": {"who-sat": "b"}}


def test_clear_all_can_be_undone_until_the_next_answer(visitor: Page, garden: Garden) -> None:
    """All answers go from page and storage, and Undo brings both back; a new answer ends that."""
    visitor.goto(garden.address("check"))
    answer(visitor, FENCED, "garden")
    press(visitor, "clear-all", "garden")
    assert (chosen(visitor, "garden"), stored(visitor)) == ({}, {})
    assert quiz(visitor, "garden").locator("[data-part=result]").is_hidden()
    press(visitor, "undo", "garden")
    assert (chosen(visitor, "garden"), stored(visitor)) == (FENCED, {"garden": FENCED})
    assert await_result(visitor, "garden") == "The garden's state is Fenced."
    press(visitor, "clear-all", "garden")
    choose(visitor, "who-sat", "a", "garden")
    assert quiz(visitor, "garden").locator("[data-action=undo]").is_hidden()
    visitor.reload()
    await_result(visitor, "garden")
    assert chosen(visitor, "garden") == {"who-sat": "a"}


def test_two_quizzes_on_a_page_keep_apart(visitor: Page, garden: Garden) -> None:
    """Each has its own answers and result, though their questions have the same ids."""
    visitor.goto(garden.address("both"))
    answer(visitor, FENCED, "garden")
    answer(visitor, BLOOMING, "orchard")
    await_result(visitor, "garden")
    await_result(visitor, "orchard")
    assert stages(visitor, "garden") == ["fenced"]
    assert stages(visitor, "orchard") == ["blooming"]
    assert stored(visitor) == {"garden": FENCED, "orchard": BLOOMING}


def test_one_quiz_twice_on_a_page_is_in_step(visitor: Page, garden: Garden) -> None:
    """What is answered, cleared or not to be saved in one form is so in the other."""
    visitor.goto(garden.address("twice"))
    answer(visitor, FENCED, "garden")
    assert chosen(visitor, "garden.2") == FENCED
    await_result(visitor, "garden.2")
    assert stages(visitor, "garden.2") == ["fenced"]
    links = quiz(visitor, "garden.2").locator(".stagecheck-report a[href^='#quiz.garden.2.']")
    assert links.count() > 0
    press(visitor, "clear-all", "garden.2")
    assert chosen(visitor, "garden") == {}
    quiz(visitor, "garden").locator("[data-action=dont-save]").check()
    assert quiz(visitor, "garden.2").locator("[data-action=dont-save]").is_checked()


def test_one_quiz_on_two_pages_and_in_two_tabs_is_in_step(visitor: Page, garden: Garden) -> None:
    """Another page of the site has the answers, and an open tab takes over what another one did."""
    visitor.goto(garden.address("check"))
    answer(visitor, FENCED, "garden")
    await_result(visitor, "garden")
    other = visitor.context.new_page()
    other.goto(garden.address("both"))
    await_result(other, "garden")
    assert chosen(other, "garden") == FENCED
    choose(other, "at-the-gate", "open", "garden")
    wait_until(visitor, "document.querySelector('[data-item=at-the-gate] [value=open]').checked")
    assert chosen(visitor, "garden") == {**FENCED, "at-the-gate": "open"}
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["weedy"]


def test_do_not_save_in_another_tab_takes_nothing_from_this_one(
    visitor: Page, garden: Garden
) -> None:
    """This tab keeps its answers and its result, says what is saved, and saves at the next one."""
    other = two_tabs(visitor, garden, TWO)
    keep_nothing(other).check()
    await_kept(visitor, "Not saved any more")
    assert stored(visitor) == {}
    assert (chosen(visitor, "garden"), count(visitor, "garden")) == (TWO, "2 of 3")
    assert not keep_nothing(visitor).is_checked()
    choose(visitor, "who-watered", "b", "garden")
    assert stored(visitor) == {"garden": {**TWO, "who-watered": "b"}}
    await_kept(visitor, "Saved on this device")
    assert (chosen(other, "garden"), count(other, "garden")) == (TWO, "2 of 3")


def test_saving_again_brings_the_answers_of_two_tabs_together(
    visitor: Page, garden: Garden
) -> None:
    """What another tab answered meanwhile counts, and so does what only this one answered."""
    other = two_tabs(visitor, garden, TWO)
    keep_nothing(other).check()
    await_kept(visitor, "Not saved any more")
    choose(other, "at-the-gate", "open", "garden")
    choose(visitor, "who-sat", "a", "garden")
    choose(visitor, "who-watered", "b", "garden")
    keep_nothing(other).uncheck()
    both = {"who-sat": "a", "at-the-gate": "open", "who-watered": "b"}
    assert stored(other) == {"garden": both}
    assert chosen(other, "garden") == both
    wait_until(visitor, "document.querySelector('[data-item=at-the-gate] [value=open]').checked")
    assert chosen(visitor, "garden") == both


def test_what_was_removed_elsewhere_and_is_back_counts_as_saved(
    visitor: Page, garden: Garden
) -> None:
    """A tab that kept more than is saved says so until nothing of it is unsaved."""
    other = two_tabs(visitor, garden, TWO)
    press(other, "clear-all", "garden")
    await_kept(visitor, "Not saved any more")
    choose(other, "who-sat", "a", "garden")
    wait_until(visitor, "document.querySelector('[data-item=who-sat] [value=a]').checked")
    await_kept(visitor, "Not saved any more")
    assert chosen(visitor, "garden") == {**TWO, "who-sat": "a"}
    choose(other, "at-the-gate", "shut", "garden")
    await_kept(visitor, "Saved on this device")
    assert chosen(visitor, "garden") == {"who-sat": "a", "at-the-gate": "shut"}


def test_undo_keeps_what_another_tab_answered_since(visitor: Page, garden: Garden) -> None:
    """Undo brings back what "Clear all" took away, and replaces no newer answer."""
    other = two_tabs(visitor, garden, TWO)
    press(visitor, "clear-all", "garden")
    await_kept(other, "Not saved any more")
    choose(other, "who-sat", "a", "garden")
    wait_until(visitor, "document.querySelector('[data-item=who-sat] [value=a]').checked")
    press(visitor, "undo", "garden")
    assert stored(visitor) == {"garden": {**TWO, "who-sat": "a"}}


def two_tabs(visitor: Page, garden: Garden, answers: Mapping[str, str]) -> Page:
    """Answer the quiz in the visitor's tab, and return a second tab that shows the answers."""
    visitor.goto(garden.address("check"))
    answer(visitor, answers, "garden")
    other = visitor.context.new_page()
    other.goto(garden.address("check"))
    wait_until(other, "document.querySelector('[data-part=count]').textContent[0] !== '0'")
    assert chosen(other, "garden") == answers
    return other


def test_a_page_back_from_the_browsers_memory_follows_the_store(
    visitor: Page, garden: Garden
) -> None:
    """What another tab did while the page was put away is there when the page comes back."""
    visitor.goto(garden.address("check"))
    answer(visitor, FENCED, "garden")
    visitor.evaluate("""() => {
        const key = "stagecheck:/green/:garden", kept = JSON.parse(localStorage[key]);
        localStorage[key] = JSON.stringify({...kept, answers: {"who-sat": "a"}});
        dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
    }""")
    assert chosen(visitor, "garden") == {"who-sat": "a"}
    assert count(visitor, "garden") == "1 of 3"


def test_answers_stand_on_their_questions_after_an_edit(
    browser: Browser, record: Record, tmp_path: Path
) -> None:
    """A question put first moves nothing; an answer whose option is gone is counted, and kept."""
    with served_garden(tmp_path) as garden, watched_page(browser, record) as page:
        options = "- `b` Somebody, with a *book*.\n"
        replace(garden.project, "quizzes/garden.md", options, f"{options}- `c` Everybody.\n")
        garden.build()
        page.goto(garden.address("check"))
        answer(page, {**FENCED, "who-sat": "c"}, "garden")
        await_result(page, "garden")
        edit_the_quiz(garden)
        page.goto(garden.address("check"))
        await_result(page, "garden")
        assert quiz(page, "garden").locator("fieldset").count() == 4
        assert chosen(page, "garden") == {"at-the-gate": "locked", "who-watered": "a"}
        note = quiz(page, "garden").locator("[data-part=notice]")
        assert note.inner_text().startswith("1 saved answer has no place any more")
        choose(page, "who-weeded", "b", "garden")
        assert stored(page)["garden"] == {**FENCED, "who-sat": "c", "who-weeded": "b"}
    expect_clean(record, garden.server)


def edit_the_quiz(garden: Garden) -> None:
    """Put a question before all others, take the option `c` away, and publish the site."""
    path = "quizzes/garden.md"
    question = "### Who weeded it? {#who-weeded}\n\n- `a` Nobody.\n- `b` Somebody.\n\n"
    replace(garden.project, path, "- `c` Everybody.\n", "")
    replace(garden.project, path, "### Who sat", f"{question}### Who sat")
    row = "| who-sat | a | b | b |\n"
    replace(garden.project, path, row, f"| who-weeded | a | a | b |\n{row}")
    garden.build()
