"""The main job, by mouse, on the site as readers get it: answer the check and see the result."""

from __future__ import annotations

from playwright.sync_api import Page, Route

from browser.harness import Record, Server, mark, navigated_without_reload, wait_until
from browser.quizzing import (
    WATCH_WORKERS,
    answer,
    await_result,
    await_state,
    choose,
    chosen,
    count,
    example,
    has_focus,
    press,
    quiz,
    stages,
)


def ours(record: Record) -> list[str]:
    """Return the addresses asked for that are ours, Python's files and quizzes among them."""
    return [address for address in record.requests if "/assets/stagecheck/" in address]


def test_a_team_finds_its_phase_reasons_and_plays(page: Page, server: Server) -> None:
    """From the home page to the phase of an example team, with reasons, plays, scores."""
    page.goto(server.url)
    page.click("text=Take the team stage check")
    await_state(page, "empty")
    answer(page, example("formulating"))
    assert await_result(page) == "Your team's phase is Formulating."
    assert stages(page) == ["formulating"]
    titles = quiz(page).locator(".stagecheck-report h4").all_inner_texts()
    assert "What decided it" in titles
    assert "What is in the way of “Forging”" in titles
    assert quiz(page).locator(".stagecheck-plays > li").count() >= 1
    assert quiz(page).locator(".stagecheck-scores tbody tr").count() == 5
    assert count(page) == "16 of 16"
    quiz(page).locator(".stagecheck-plays > li > a").first.click()
    wait_until(page, "location.pathname.includes('/plays/')")


def test_open_answers_give_a_range_and_never_move_the_focus(page: Page, server: Server) -> None:
    """Half the answers leave several phases possible; the report appears, the focus stays."""
    page.goto(f"{server.url}check/")
    answers = example("fusing")
    some = dict(list(answers.items())[:12])
    answer(page, some)
    await_result(page)
    assert len(stages(page)) > 1
    assert "fusing" in stages(page)
    last = list(some)[-1]
    assert has_focus(page, f"[data-item='{last}'] :checked")
    role = quiz(page).locator("[data-part=headline]").get_attribute("role")
    assert role == "status"


def test_show_result_moves_the_focus_and_points_out_what_is_open(
    page: Page, server: Server
) -> None:
    """Open questions are marked by a word, the report lists them, and its links lead there."""
    page.goto(f"{server.url}check/")
    answers = dict(example("forging"))
    answers.pop("rules")
    answer(page, answers)
    await_result(page)
    assert quiz(page).locator(".stagecheck-missing:visible").count() == 0
    press(page, "show-result")
    assert has_focus(page, "[data-part=result-title]")
    marked = quiz(page).locator("fieldset:has(.stagecheck-missing:visible)")
    assert [field.get_attribute("data-item") for field in marked.all()] == ["rules"]
    link = quiz(page).locator(".stagecheck-report a[href='#quiz.team-stage.rules']").last
    link.click()
    assert has_focus(page, "[data-item=rules]")
    # The theme takes a changed address for a reason to fetch the page anew, marks and all.
    assert "#" not in page.url
    choose(page, "rules", "a")
    await_result(page)
    assert quiz(page).locator(".stagecheck-missing:visible").count() == 0


def test_show_result_without_an_answer_says_what_is_to_do(page: Page, server: Server) -> None:
    """With nothing answered the result says so, and every question is marked."""
    page.goto(f"{server.url}check/")
    await_state(page, "empty")
    assert quiz(page).locator("[data-part=result]").is_hidden()
    press(page, "show-result")
    assert "No answer yet" in await_result(page)
    assert quiz(page).locator(".stagecheck-missing:visible").count() == 16


def test_an_answer_can_be_taken_back(page: Page, server: Server) -> None:
    """Clearing one answer uncounts it, leaves the rest, and keeps the focus in the question."""
    page.goto(f"{server.url}check/")
    answer(page, {"rules": "a", "last-help": "b"})
    await_result(page)
    field = quiz(page).locator("[data-item=rules]")
    field.locator("[data-action=clear-item]").click()
    await_result(page)
    assert chosen(page) == {"last-help": "b"}
    assert count(page) == "1 of 16"
    assert has_focus(page, "[data-item=rules] input")
    assert field.locator("[data-action=clear-item]").is_hidden()


def test_python_outlives_instant_navigation(page: Page, server: Server) -> None:
    """Away and back without a reload: same worker, answers in place, the result at once."""
    page.add_init_script(WATCH_WORKERS)
    page.goto(server.url)
    mark(page)
    page.click("text=Take the team stage check")
    answer(page, {"last-help": "a"})
    before = await_result(page)
    page.click(".md-tabs__link:text-is('Phases')")
    wait_until(page, "document.querySelector('[data-stagecheck]') === null")
    page.click("text=The team stage check")
    wait_until(page, "document.querySelector('[data-stagecheck]')?.dataset.state === 'result'")
    assert await_result(page) == before
    assert chosen(page) == {"last-help": "a"}
    assert navigated_without_reload(page)
    assert page.evaluate("scorers.length") == 1


def test_the_check_works_without_instant_navigation(page: Page, server: Server) -> None:
    """Where each page is loaded afresh, answers and result are there again on return."""

    def switch_off(route: Route) -> None:
        response = route.fetch()
        text = response.text().replace('"navigation.instant"', '"navigation.none"')
        route.fulfill(response=response, body=text)

    page.route(lambda address: address.endswith("/"), switch_off)
    page.goto(server.url)
    mark(page)
    page.click("text=Take the team stage check")
    answer(page, {"last-help": "a"})
    before = await_result(page)
    assert not navigated_without_reload(page)
    page.click(".md-tabs__link:text-is('Phases')")
    page.click("text=The team stage check")
    assert await_result(page) == before
    assert chosen(page) == {"last-help": "a"}
    page.unroute_all()


def test_a_page_without_a_quiz_asks_for_nothing_of_ours(
    page: Page, server: Server, record: Record
) -> None:
    """Reading the playbook costs no byte of the quizzes."""
    for path in ("", "phases/", "plays/run-a-pilot/"):
        page.goto(server.url + path)
        page.wait_for_load_state("networkidle")
    assert ours(record) == []


def test_python_is_fetched_ahead_when_the_browser_is_idle(page: Page, server: Server) -> None:
    """Before the first answer every file of Python's is asked for, and no worker started."""
    page.add_init_script(WATCH_WORKERS)
    page.goto(f"{server.url}check/")
    wait_until(page, "document.querySelectorAll('link[rel=prefetch]').length === 7")
    links = page.locator("link[rel=prefetch]").all()
    names = {(link.get_attribute("href") or "").rsplit("/", 1)[-1] for link in links}
    assert {"pyodide.asm.wasm", "python_stdlib.zip", "pyodide.mjs"} <= names
    assert page.evaluate("scorers.length") == 0
