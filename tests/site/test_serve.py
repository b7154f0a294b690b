"""Under `mkdocs serve` every file of an editor is watched, and mistakes stand at their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from garden import SETTINGS, make_garden, replace, write
from markup import read_text
from serving import Served, served

WATCHED = "      facts: facts/facts.yml\n      organisation: house/organisation.yml\n"
FACTS = """\
F1:
  cited: Greene, 2019
  strength: read
  finding: Plants help.
  sources: [{title: Plants, address: "https://example.org/plants"}]
"""


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A project with one quiz, a folder for facts, and one for an organisation's words."""
    root = make_garden(tmp_path)
    write(root, "mkdocs.yml", SETTINGS + WATCHED)
    write(root, "facts/facts.yml", FACTS)
    write(root, "playbook/facts.md", "# Facts\n\n::: facts\n\nSee [F1].\n")
    (root / "house").mkdir()
    return root


@pytest.fixture
def site(garden: Path) -> Iterator[Served]:
    """The garden, served."""
    with served(garden) as site:
        yield site


def told(page: str) -> list[str]:
    """Give the lines that a page tells of problems."""
    boxes = read_text(page)
    items = [item for item in boxes.all("li") if item.all("code")]
    return [item.text for item in items if " QZ" in item.text or " PB" in item.text]


def test_a_mistake_stands_on_the_page_until_it_is_mended(garden: Path, site: Served) -> None:
    """In the quiz's place and in the terminal stands one line; after a save the quiz is there."""
    site.until("check/", 'data-item="who-sat"')
    replace(garden, "quizzes/garden.md", "minutes: 2", "minuts: 2")
    page = site.until("check/", "cannot be shown yet")
    line = "quizzes/garden.md:5:1: QZ005 unknown key 'minuts'. Did you mean 'minutes'?"
    assert line in told(page)
    assert line in site.console()
    replace(garden, "quizzes/garden.md", "minuts: 2", "minutes: 2")
    page = site.until("check/", 'data-item="who-sat"')
    assert "QZ005" not in page


def test_every_file_of_an_editor_is_watched(garden: Path, site: Served) -> None:
    """Also one that is made while the site is served, and one that is saved as a new file."""
    site.until("facts/", "Plants help.")
    beside = garden / "facts/facts.yml.new"
    beside.write_text(FACTS.replace("Plants help", "Plants do help"), "utf-8")
    beside.replace(garden / "facts/facts.yml")
    site.until("facts/", "Plants do help.")
    words = "name: Garden\nplatform: the hedge\n"
    write(garden, "house/organisation.yml", words)
    page = site.until("facts/", "The key &#39;contacts&#39; is missing".lower())
    assert "house/organisation.yml:1:1: QZ006 the key 'contacts' is missing." in "\n".join(
        told(page)
    )
    replace(garden, "quizzes/scales.md", "A gate that is shut.", "A gate, shut.")
    site.until("check/", "A gate, shut.")


def test_files_come_and_go(garden: Path, site: Served) -> None:
    """A page or a quiz that is added, renamed or removed is so in the next build."""
    write(garden, "playbook/pond.md", "# Pond\n\n::: quiz pond\n")
    page = site.until("pond/", "QZ081 there is no quiz")
    assert "playbook/pond.md:3:1: QZ081 there is no quiz 'pond'. Choose from: garden." in told(page)
    text = (garden / "quizzes/garden.md").read_text("utf-8")
    write(garden, "quizzes/pond.md", text.replace("id: garden", "id: pond"))
    site.until("pond/", 'data-stagecheck="pond"')
    (garden / "quizzes/pond.md").unlink()
    site.until("pond/", "QZ081 there is no quiz")
    (garden / "playbook/pond.md").rename(garden / "playbook/pool.md")
    site.until("pool/", "QZ081 there is no quiz")
    (garden / "playbook/pool.md").unlink()
    assert "QZ081" not in site.until("", "Welcome.", without="QZ081")


def test_serving_goes_on_after_what_ends_a_build(garden: Path, site: Served) -> None:
    """A page that cannot be read, and settings that are none, stop nothing but that build."""
    site.until("", "Welcome.")
    (garden / "playbook/index.md").write_bytes(b"# Garden\n\nCaf\xe9\n")
    page = site.until("", "0xe9")
    (line,) = (one for one in told(page) if "0xe9" in one)
    assert line.startswith("playbook/index.md:3:4: QZ001 the byte 0xe9 is not UTF-8.")
    assert line in site.console()
    write(garden, "playbook/index.md", "# Garden\n\nWelcome back.\n")
    site.until("", "Welcome back.")
    replace(garden, "mkdocs.yml", "site_name: Garden", "site_nam: Garden")
    site.heard("An error happened during the rebuild")
    assert "site_name" in site.console()
    replace(garden, "mkdocs.yml", "site_nam: Garden", "site_name: Garden")
    write(garden, "playbook/index.md", "# Garden\n\nWelcome again.\n")
    site.until("", "Welcome again.")
