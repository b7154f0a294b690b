"""Python's files damaged, replaced, cut off, or without the memory they need. No answer is lost."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from zlib import adler32

import pytest
from playwright.sync_api import Browser, Page, Route

from browser.faults import (
    BLOOMING,
    changed,
    error,
    expect_told,
    one_byte,
    shipped,
    shows_paper,
    sign_on,
    visitor_with,
)
from browser.gardens import Garden
from browser.harness import Record
from browser.quizzing import (
    WATCH_WORKERS,
    answer,
    await_result,
    await_state,
    choose,
    chosen,
    press,
    stages,
)

PYTHON = [
    "runtime-*/pyodide.mjs",
    "runtime-*/pyodide.asm.mjs",
    "runtime-*/pyodide.asm.wasm",
    "runtime-*/python_stdlib.zip",
    "runtime-*/pyodide-lock.json",
    "engine-*.zip",
]
TEXTS = ["manifest-*.json", "quizzes/garden-*.json"]

# Put before the engine's own door: asks for 256 MiB for one of the answers.
GREEDY = b"""
from _engine_bridge import handle as plain

def handle(request):
    if '"locked"' in request:
        return str(len(bytearray(1 << 28)))
    return plain(request)
"""


def expect_way_on(page: Page) -> None:
    """Fail unless trying again leads to the result of all answers."""
    press(page, "retry", "garden")
    await_result(page, "garden")
    assert stages(page, "garden") == ["blooming"]
    assert not shows_paper(page)


@pytest.mark.parametrize("pattern", PYTHON)
def test_one_altered_byte_is_noticed(
    visitor: Page, garden: Garden, record: Record, pattern: str
) -> None:
    """Whichever of Python's files it is in, it is named, and the right one is fetched again."""
    file = shipped(garden, pattern)
    with changed(file, one_byte):
        visitor.goto(garden.address("check"))
        answer(visitor, BLOOMING, "garden")
        expect_told(visitor, "SC508", f"{file.name} is not the one that was published")
    expect_way_on(visitor)
    record.errors.clear()  # Pyodide logs what it missed


@pytest.mark.parametrize("name", ["pyodide.mjs", "pyodide.asm.mjs"])
def test_an_altered_file_is_never_run(
    visitor: Page, garden: Garden, record: Record, name: str
) -> None:
    """Code that was added to a file of Python does nothing at all."""
    added = b"fetch('/green/it-ran');"
    with changed(shipped(garden, f"runtime-*/{name}"), lambda data: added + data):
        visitor.goto(garden.address("check"))
        answer(visitor, BLOOMING, "garden")
        expect_told(visitor, "SC508", name)
    assert not [url for url in record.requests if "it-ran" in url]
    record.errors.clear()  # Pyodide logs what it missed


@pytest.mark.parametrize("pattern", [PYTHON[0], *PYTHON[2:4], *TEXTS, "*/worker.js"])
def test_a_page_to_sign_on_is_told_apart(
    visitor: Page, garden: Garden, record: Record, pattern: str
) -> None:
    """Where a single sign-on has expired, the reader learns it, and how to sign in again."""
    address = f"**/assets/stagecheck/{pattern}"
    visitor.route(address, sign_on)
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    expect_told(visitor, "SC507", "reload the page to sign in again")
    visitor.unroute(address)
    expect_way_on(visitor)
    record.errors.clear()  # the browser logs what it refused


@pytest.mark.parametrize("target", ["/green/", "http://127.0.0.1:9/sign-on"])
def test_a_redirect_to_sign_on_is_told_apart(
    visitor: Page, garden: Garden, record: Record, target: str
) -> None:
    """The same where the server leads to another page of its own, or to another host."""

    def lead_away(route: Route) -> None:
        route.fulfill(status=302, headers={"Location": target})

    visitor.route("**/engine-*.zip", lead_away)
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    expect_told(visitor, "SC507", "reload the page to sign in again")
    visitor.unroute("**/engine-*.zip")
    expect_way_on(visitor)
    record.errors.clear()  # the policy's refusal is logged
    record.violations.clear()
    record.requests[:] = [url for url in record.requests if ":9/" not in url]


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_a_matter_of_signing_on(
    visitor: Page, garden: Garden, record: Record, status: int
) -> None:
    """A status that asks who is there is no missing file."""
    visitor.route("**/engine-*.zip", lambda route: route.fulfill(status=status, body="No"))
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    expect_told(visitor, "SC507", "reload the page to sign in again")
    visitor.unroute("**/engine-*.zip")
    expect_way_on(visitor)
    record.errors.clear()  # the browser logs the status


def as_type(kind: str) -> Callable[[Route], None]:
    """Return what passes a file on under another type."""

    def pass_on(route: Route) -> None:
        response = route.fetch()
        headers = {**response.headers, "content-type": kind}
        route.fulfill(response=response, headers=headers)

    return pass_on


def test_a_wrong_type_alone_is_no_obstacle(visitor: Page, garden: Garden) -> None:
    """A server that does not know what WebAssembly is serves the quiz all the same."""
    for kind in ("wasm", "zip", "json"):
        visitor.route(f"**/assets/stagecheck/**/*.{kind}", as_type("application/octet-stream"))
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["blooming"]
    visitor.unroute_all()


@pytest.mark.parametrize("name", ["pyodide.asm.mjs"])
def test_a_module_of_a_wrong_type_is_told(
    visitor: Page, garden: Garden, record: Record, name: str
) -> None:
    """No browser runs it: whoever runs the server learns which type to mend."""
    visitor.route(f"**/{name}", as_type("text/plain"))
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    expect_told(visitor, "SC507", f"The server sent {name} as “text/plain”")
    visitor.unroute(f"**/{name}")
    expect_way_on(visitor)
    record.errors.clear()  # the browser logs its refusal


def test_a_cut_network_is_waited_for(visitor: Page, garden: Garden, record: Record) -> None:
    """Cut off while Python is on its way, the quiz says so, and goes on by itself afterwards."""

    def cut(route: Route) -> None:
        visitor.context.set_offline(True)
        route.abort("internetdisconnected")

    visitor.route("**/pyodide.asm.wasm", cut)
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    expect_told(visitor, "SC502", "There is no network: this goes on by itself")
    visitor.unroute("**/pyodide.asm.wasm")
    visitor.context.set_offline(False)
    await_result(visitor, "garden")
    assert stages(visitor, "garden") == ["blooming"]
    assert chosen(visitor, "garden") == BLOOMING
    record.errors.clear()  # the browser logs each file that did not come


def test_a_file_that_breaks_off_is_missing(visitor: Page, garden: Garden, record: Record) -> None:
    """Half a file is not taken for the whole."""
    file = shipped(garden, "runtime-*/pyodide.asm.wasm")
    with changed(file, lambda data: data[: len(data) // 2]):
        visitor.goto(garden.address("check"))
        answer(visitor, BLOOMING, "garden")
        expect_told(visitor, "SC508", "pyodide.asm.wasm")
    expect_way_on(visitor)
    record.errors.clear()  # Pyodide logs what it missed


def test_python_that_does_not_start_is_told(visitor: Page, garden: Garden) -> None:
    """Files as published, and yet no Python: a plain sentence; its reason is in the console."""
    heard: list[str] = []
    visitor.on("console", lambda message: heard.append(message.text))
    code = b"export const loadPyodide = async () => { throw new Error('no Python today'); };"
    listed = json.loads(shipped(garden, "manifest-*.json").read_text())
    listed["runtime"]["files"]["pyodide.mjs"] = {"bytes": len(code), "sum": adler32(code)}
    kind = "text/javascript"
    visitor.route("**/manifest-*.json", lambda route: route.fulfill(json=listed))
    visitor.route("**/pyodide.mjs", lambda route: route.fulfill(body=code, content_type=kind))
    visitor.goto(garden.address("check"))
    answer(visitor, BLOOMING, "garden")
    expect_told(visitor, "SC505", "Try another browser")
    assert "no Python today" not in error(visitor)
    assert any("no Python today" in text for text in heard)
    visitor.unroute_all()
    expect_way_on(visitor)


@contextmanager
def greedy_engine(garden: Garden) -> Iterator[None]:
    """Serve an engine that asks for too much memory when the gate is locked."""

    def make_greedy(data: bytes) -> bytes:
        made = BytesIO()
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                is_door = name.startswith("stagecheck_engine/bridge.")
                content = old.read(name)
                new.writestr(name.replace("bridge", "plain_bridge") if is_door else name, content)
            door = GREEDY.replace(b"_engine_bridge", b"stagecheck_engine.plain_bridge")
            new.writestr("stagecheck_engine/bridge.py", door)
        return made.getvalue()

    engine, manifest = shipped(garden, "engine-*.zip"), shipped(garden, "manifest-*.json")
    with changed(engine, make_greedy):
        data = engine.read_bytes()
        listed = json.loads(manifest.read_text())
        listed["engine"] |= {"bytes": len(data), "sum": adler32(data)}
        with changed(manifest, lambda _: json.dumps(listed).encode()):
            yield


def test_python_out_of_memory_is_replaced(browser: Browser, garden: Garden, record: Record) -> None:
    """An answer that takes more memory than there is leads to a sentence, the next to a result."""
    limit = "--wasm-max-mem-pages=2000"  # 125 MiB
    with (
        greedy_engine(garden),
        visitor_with(browser, record, limit) as visitor,
    ):
        visitor.add_init_script(WATCH_WORKERS)
        visitor.goto(garden.address("check"))
        choose(visitor, "at-the-gate", "locked", "garden")
        text = error(visitor)
        assert "(SC509)" in text
        assert "Close other tabs or programs" in text
        assert chosen(visitor, "garden") == {"at-the-gate": "locked"}
        assert visitor.evaluate("scorers.length") == 2
        answer(visitor, BLOOMING, "garden")
        await_result(visitor, "garden")
        assert stages(visitor, "garden") == ["blooming"]
        assert visitor.evaluate("scorers.length") == 3


@pytest.mark.parametrize("pages", [100, 340])
def test_too_little_memory_to_start_is_told(
    browser: Browser, garden: Garden, record: Record, pages: int
) -> None:
    """Where WebAssembly may not have the memory that Python needs, nobody waits half a minute."""
    flag = f"--wasm-max-mem-pages={pages}"
    with visitor_with(browser, record, flag) as page:
        page.goto(garden.address("check"))
        answer(page, BLOOMING, "garden")
        expect_told(page, "SC509", "Close other tabs or programs")


def test_a_browser_without_webassembly_is_told(
    browser: Browser, garden: Garden, record: Record
) -> None:
    """Where there is no WebAssembly at all, the reader is told so, and goes on by hand."""
    with visitor_with(browser, record, "--jitless") as page:
        page.goto(garden.address("check"))
        answer(page, BLOOMING, "garden")
        expect_told(page, "SC506", "which this browser does not have here. Try another browser")
        assert "Error" not in error(page)
        page.reload()
        await_state(page, "error", "garden")
        assert chosen(page, "garden") == BLOOMING
