"""Python in the worker when things go wrong: killed, missing, silent, slow. Answers always stay."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route

from browser.faults import await_request, shows_paper
from browser.gardens import Garden
from browser.harness import Record, unpacked, wait_until
from browser.quizzing import (
    answer,
    await_result,
    await_state,
    choose,
    chosen,
    forbid_webassembly,
    has_focus,
    press,
    quiz,
    stages,
)

BLOOMING = {"who-sat": "b", "at-the-gate": "open", "who-watered": "b"}

# Workers that take what they are told and never answer, as one that hangs.
SILENT_WORKERS = """
window.Worker = class extends Worker {
    postMessage(message) { if (!window.silent) super.postMessage(message); }
};
"""

# Workers that start Python, and hang with each call.
HANGING_WORKERS = """
window.Worker = class extends Worker {
    postMessage(message) { if (!(window.hanging && message.id)) super.postMessage(message); }
};
"""

# Notes what a page hears from its workers.
NOTED_NEWS = """
window.news = [];
window.Worker = class extends Worker {
    constructor(address, options) {
        super(address, options);
        this.addEventListener("message", ({data}) => news.push(data.type));
    }
};
"""


@contextmanager
def away(garden: Garden, pattern: str) -> Iterator[None]:
    """Take files out of the served site, and put them back."""
    files = list((garden.server.site / "assets/stagecheck").glob(pattern))
    assert files, pattern
    for file in files:
        file.rename(file.with_suffix(".away"))
    with unpacked(*files):
        yield
    for file in files:
        file.with_suffix(".away").rename(file)


def error(page: Page) -> str:
    """Return what the quiz says went wrong."""
    await_state(page, "error", "garden")
    return quiz(page, "garden").locator("[data-part=error]").inner_text()


def test_a_worker_killed_while_scoring_is_replaced(visitor: Page, garden: Garden) -> None:
    """The call that was under way is repeated by a second worker, without the reader's doing."""
    visitor.clock.install()
    visitor.goto(garden.address("check"))
    answer(visitor, {"who-sat": "b"}, "garden")
    await_result(visitor, "garden")
    visitor.evaluate("""() => {
        document.querySelector("[data-item=who-watered] [value=b]").click();
        scorers[0].terminate();
    }""")
    await_state(visitor, "waiting", "garden")
    visitor.clock.run_for(10_000)
    await_result(visitor, "garden")
    assert visitor.evaluate("scorers.length") == 2
    assert chosen(visitor, "garden") == {"who-sat": "b", "who-watered": "b"}


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("manifest-*.json", "SC502"),
        ("engine-*.zip", "SC502"),
        ("runtime-*/pyodide.mjs", "SC502"),
        ("runtime-*/pyodide.asm.wasm", "SC502"),
        ("quizzes/garden-*.json", "SC502"),
        ("*/worker.js", "SC501"),
    ],
)
def test_a_missing_file_is_named_and_trying_again_helps(
    visitor: Page, garden: Garden, record: Record, pattern: str, code: str
) -> None:
    """An error has a code, a sentence and a button that works; the answers stay."""
    with away(garden, pattern):
        visitor.goto(garden.address("check"))
        answer(visitor, BLOOMING, "garden")
        text = error(visitor)
        assert code in text
        assert "Your answers are kept" in text
        assert chosen(visitor, "garden") == BLOOMING
        assert shows_paper(visitor)
    press(visitor, "retry", "garden")
    assert has_focus(visitor, "[data-part=result-title]")
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["blooming"]
    assert quiz(visitor, "garden").locator("[data-part=error]").is_hidden()
    assert all("404" in one or "Failed to load" in one for one in record.errors)
    record.errors.clear()  # the browser logs each missing file itself


def test_silence_at_the_start_ends_in_an_error(visitor: Page, garden: Garden) -> None:
    """After twice half a minute without a sign of life the reader is told, and can try again."""
    visitor.add_init_script(SILENT_WORKERS)
    visitor.clock.install()
    visitor.goto(garden.address("check"))
    visitor.evaluate("window.silent = true")
    choose(visitor, "who-sat", "b", "garden")
    visitor.clock.run_for(30_000)
    await_state(visitor, "waiting", "garden")
    visitor.clock.run_for(30_000)
    assert "SC503" in error(visitor)
    assert shows_paper(visitor)
    visitor.evaluate("window.silent = false")
    press(visitor, "retry", "garden")
    await_result(visitor, "garden")
    assert not shows_paper(visitor)


def test_a_call_that_hangs_twice_ends_in_an_error(visitor: Page, garden: Garden) -> None:
    """Two workers start and do not answer: the reader is told, and can try again."""
    visitor.add_init_script(HANGING_WORKERS)
    visitor.add_init_script(NOTED_NEWS)
    visitor.clock.install()
    visitor.goto(garden.address("check"))
    visitor.evaluate("window.hanging = true")
    answer(visitor, BLOOMING, "garden")
    for started in (1, 2):
        ready = f"news.filter(type => type === 'ready').length === {started}"
        wait_until(visitor, ready, seconds=40)
        assert quiz(visitor, "garden").get_attribute("data-state") == "waiting"
        visitor.clock.run_for(10_000)
    text = error(visitor)
    assert "SC504" in text
    assert "Your answers are kept" in text
    assert shows_paper(visitor)
    visitor.evaluate("window.hanging = false")
    press(visitor, "retry", "garden")
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["blooming"]
    assert chosen(visitor, "garden") == BLOOMING
    assert visitor.evaluate("scorers.length") == 3


def test_a_slow_quiz_is_waited_for(visitor: Page, garden: Garden) -> None:
    """The time a quiz takes to arrive is no part of the time for a call."""
    held = hold_the_quiz(visitor, garden)
    visitor.clock.run_for(20_000)
    assert quiz(visitor, "garden").get_attribute("data-state") == "waiting"
    for route in held:
        route.continue_()
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["blooming"]
    assert visitor.evaluate("scorers.length") == 1


def test_a_silent_quiz_is_named_and_python_stays(visitor: Page, garden: Garden) -> None:
    """After half a minute without a byte the reader learns which file it is, and can try again."""
    hold_the_quiz(visitor, garden)
    visitor.clock.run_for(30_000)
    text = error(visitor)
    assert re.search(r"The file garden-\w+\.json could not be fetched\. .* \(SC502\)", text)
    assert chosen(visitor, "garden") == BLOOMING
    visitor.unroute_all(behavior="ignoreErrors")
    press(visitor, "retry", "garden")
    await_result(visitor, "garden")
    assert visitor.evaluate("scorers.length") == 1


def hold_the_quiz(visitor: Page, garden: Garden) -> list[Route]:
    """Answer the quiz while its file is on its way; return once Python waits for nothing else."""
    held: list[Route] = []
    visitor.route("**/quizzes/garden-*.json", lambda route: held.append(route))
    visitor.add_init_script(NOTED_NEWS)
    visitor.clock.install()
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    wait_until(visitor, "news.includes('fetching')", seconds=40)
    assert visitor.evaluate("news.includes('ready')")
    await_request(visitor, held)
    return held


def test_a_missing_quiz_leaves_python_to_the_others(
    visitor: Page, garden: Garden, record: Record
) -> None:
    """A quiz whose file is gone says so, and the one beside it goes on with the same worker."""
    with away(garden, "quizzes/orchard-*.json"):
        visitor.goto(garden.address("both"))
        answer(visitor, BLOOMING, "garden")
        await_result(visitor, "garden")
        answer(visitor, BLOOMING, "orchard")
        await_state(visitor, "error", "orchard")
        assert "SC502" in quiz(visitor, "orchard").locator("[data-part=error]").inner_text()
        choose(visitor, "who-watered", "a", "garden")
        await_result(visitor, "garden")
    press(visitor, "retry", "orchard")
    await_result(visitor, "orchard")
    assert visitor.evaluate("scorers.length") == 1
    record.errors.clear()  # the browser logs the missing file itself


def test_a_long_start_shows_its_progress(visitor: Page, garden: Garden) -> None:
    """When the start takes more than a moment, megabytes are shown, and not read out."""
    held: list[Route] = []
    visitor.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    visitor.clock.install()
    visitor.goto(garden.address("check"))
    choose(visitor, "who-sat", "b", "garden")
    starting = quiz(visitor, "garden").locator("[data-part=starting]")
    assert starting.is_hidden()
    visitor.clock.run_for(1_000)
    assert starting.is_visible()
    part = quiz(visitor, "garden").locator("[data-part=bytes]")
    text = "document.querySelector('[data-part=bytes]').textContent"
    wait_until(visitor, f"/[0-9.]+ of [0-9.]+ MB/.test({text})")
    assert part.evaluate("part => part.closest('[role=status], [aria-live], [role=alert]')") is None
    await_request(visitor, held)
    # Asked for a second time, when the browser fetched it ahead before the first answer.
    visitor.route("**/pyodide.asm.wasm", lambda route: route.continue_())
    for route in held:
        route.continue_()
    await_result(visitor, "garden")
    assert starting.is_hidden()


def test_an_answer_of_the_bridge_that_is_an_error_is_shown(visitor: Page, garden: Garden) -> None:
    """What Python refuses is told in its own words, with its code."""
    visitor.route("**/quizzes/garden-*.json", lambda route: route.fulfill(body="{}"))
    visitor.goto(garden.address("check"))
    choose(visitor, "who-sat", "b", "garden")
    assert "SC2" in error(visitor)
    visitor.unroute_all()


def test_a_policy_that_forbids_webassembly_is_told(
    visitor: Page, garden: Garden, record: Record
) -> None:
    """The reader is told what to do at once; whoever runs the server finds why in the console."""
    heard: list[str] = []
    visitor.on("console", lambda message: heard.append(f"{message.type} {message.text}"))
    forbid_webassembly(visitor)
    visitor.goto(garden.address("check"))
    choose(visitor, "who-sat", "b", "garden")
    text = error(visitor)
    assert "SC506" in text
    assert "which this browser is not allowed to run here. Try another browser" in text
    assert "Policy" not in text
    assert any(one.startswith("warning stagecheck: ") and "Policy" in one for one in heard)
    record.errors.clear()  # the browser logs the breach


def test_the_scripts_of_another_build_leave_the_quiz_alone(visitor: Page, garden: Garden) -> None:
    """A tab that was open over a deploy has two builds' scripts: one of them answers."""
    visitor.goto(garden.address("check"))
    script = visitor.locator("[data-stagecheck] script").evaluate("script => script.src")
    folder = garden.server.site / "assets/stagecheck" / script.split("/")[-2]
    shutil.copytree(folder, folder.with_name("another"))
    visitor.evaluate("import('/green/assets/stagecheck/another/stagecheck.js')")
    choose(visitor, "who-sat", "b", "garden")
    await_result(visitor, "garden")
    assert visitor.evaluate("scorers.length") == 1


def test_only_the_newest_answers_are_worked_out(visitor: Page, garden: Garden) -> None:
    """Quick changes while Python starts lead to the result of the last one."""
    visitor.goto(garden.address("check"))
    for option in ("open", "shut", "locked", "open"):
        answer(visitor, {**BLOOMING, "at-the-gate": option}, "garden")
    choose(visitor, "who-watered", "a", "garden")
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["weedy"]
