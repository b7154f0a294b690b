"""Another organisation follows the README in a folder of its own, and its quiz works.

Nothing here comes from this repository but the wheel that the README's first command makes. The
packages are those of requirements.lock, so that a new version of one of them breaks nothing here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from browser.harness import Record, Server, expect_clean, settle, watched_page
from browser.quizzing import await_result, choose, press
from elsewhere.guide import Step, read_steps, write
from garden import replace
from samples import ROOT
from servers.test_no_headers import Quiet

TITLE = "Use the quizzes in another MkDocs site"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A site of somebody else: its folder, the wheel, and the steps that are left to take."""

    root: Path
    wheel: Path
    build: Step
    properdocs: Step
    environment: dict[str, str]

    def run(self, step: Step) -> str:
        """Run commands of the README, and return what they say."""
        return run(self.root, step, self.environment)

    def built(self) -> Path:
        """Return the folder of the site."""
        return self.root / "site"


def run(folder: Path, step: Step, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-euc", step.text], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{step.text}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """Follow the README until the files are written."""
    folder = tmp_path_factory.mktemp("elsewhere")
    clone, root = folder / "playbook", folder / "garden"
    clone_into(clone)
    root.mkdir()
    environment = environment_in(folder)
    steps = read_steps((ROOT / "README.md").read_text("utf-8"), TITLE)
    make, install, *files, build, properdocs = steps
    run(clone, make, environment)
    run(root, install, environment)
    for step in files:
        write(root, step)
    (wheel,) = (clone / "dist").iterdir()
    return Elsewhere(root, wheel, build, properdocs, environment)


def clone_into(folder: Path) -> None:
    """Copy what a wheel is made of, and lend the clone this environment's tools."""
    copytree(
        ROOT / "plugins", folder / "plugins", ignore=ignore_patterns("__pycache__", "*.egg-info")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        copyfile(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)


def environment_in(folder: Path) -> dict[str, str]:
    """Return an environment in which `python3` is this Python, and packages are the locked ones."""
    (folder / "bin").mkdir()
    (folder / "bin" / "python3").symlink_to(Path(sys.executable).resolve())
    locked = re.findall(
        r"^[\w.-]+==\S+(?: ; [^\\\n]+)?", (ROOT / "requirements.lock").read_text("utf-8"), re.M
    )
    (folder / "locked.txt").write_text("\n".join(locked), "utf-8")
    others = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    return others | {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PIP_CONSTRAINT": str(folder / "locked.txt"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }


@contextmanager
def served(site: Path) -> Iterator[Server]:
    """Serve a folder, without headers of ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Server(f"http://127.0.0.1:{server.server_port}/", site)
        server.shutdown()
        thread.join()


def expect_a_working_quiz(browser: Browser, site: Path) -> None:
    """Take the quiz on a telephone and on a desk, and see it scored and nothing cut off."""
    record = Record()
    with served(site) as server:
        for width in (360, 1280):
            with watched_page(browser, record) as page:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(server.url)
                choose(page, "best-time", "noon", "watering")
                press(page, "show-result", "watering")
                assert await_result(page, "watering") == "You have 0 of 1 right: not yet passed."
                assert page.locator(".stagecheck-mark").inner_text() == "Not right."
                assert page.evaluate("document.documentElement.scrollWidth") == width
                settle(page)
        expect_clean(record, server)


def test_the_readme_leads_to_a_working_quiz(elsewhere: Elsewhere, browser: Browser) -> None:
    """Word by word, from nothing, with MkDocs' own theme."""
    assert "No problems" in elsewhere.run(elsewhere.build)
    where = Step(None, ".venv/bin/python -c 'import stagecheck; print(stagecheck.__file__)'")
    assert elsewhere.run(where).startswith(str(elsewhere.root / ".venv"))
    expect_a_working_quiz(browser, elsewhere.built())


def test_a_mistake_is_named_there_too(elsewhere: Elsewhere) -> None:
    """With its place and the way to mend it, and the build fails."""
    text = (elsewhere.root / "quizzes/watering.md").read_text("utf-8")
    replace(elsewhere.root, "quizzes/watering.md", "{#best-time}", "{#Best-time}")
    try:
        with pytest.raises(AssertionError, match=r"quizzes/watering\.md:15:\d+: QZ012"):
            elsewhere.run(elsewhere.build)
    finally:
        (elsewhere.root / "quizzes/watering.md").write_text(text, "utf-8")


def test_it_works_in_material_too(elsewhere: Elsewhere, browser: Browser) -> None:
    """Instant navigation and its colours are not asked for; where they are, they are used."""
    elsewhere.run(Step(None, ".venv/bin/pip install mkdocs-material"))
    settings = (elsewhere.root / "mkdocs.yml").read_text("utf-8")
    changed = re.sub(r"name: mkdocs\n.*\n", "name: material\n  font: false\n", settings)
    (elsewhere.root / "mkdocs.yml").write_text(changed, "utf-8")
    try:
        elsewhere.run(elsewhere.build)
    finally:
        (elsewhere.root / "mkdocs.yml").write_text(settings, "utf-8")
    assert 'data-md-component="container"' in (elsewhere.built() / "index.html").read_text("utf-8")
    expect_a_working_quiz(browser, elsewhere.built())


def test_it_works_with_properdocs_too(elsewhere: Elsewhere, browser: Browser) -> None:
    """The same site, built by the continuation of MkDocs 1."""
    elsewhere.run(elsewhere.properdocs)
    assert "ProperDocs" in (elsewhere.built() / "index.html").read_text("utf-8")
    expect_a_working_quiz(browser, elsewhere.built())


def metadata(wheel: Path) -> Message:
    with ZipFile(wheel) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def test_the_wheel_says_what_it_is(elsewhere: Elsewhere) -> None:
    """Its description stands alone: no link in it leads to a file that a wheel has not."""
    about = metadata(elsewhere.wheel)
    assert about["Name"] == "stagecheck"
    assert about["License-Expression"] == "MIT"
    assert "Framework :: MkDocs" in about.get_all("Classifier", [])
    description = about.get_payload()
    assert "# stagecheck" in str(description)
    assert not re.search(r"\]\((?!https?:)", str(description))


def test_the_wheel_holds_every_file_of_the_packages(elsewhere: Elsewhere) -> None:
    """Templates, scripts, styles, licences, and what prepares the browser's Python."""
    plugins = ROOT / "plugins"
    wanted = {
        file.relative_to(plugins).as_posix()
        for package in ("stagecheck", "stagecheck_engine")
        for file in (plugins / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    with ZipFile(elsewhere.wheel) as archive:
        assert wanted <= set(archive.namelist())
