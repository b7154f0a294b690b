"""A small site with several quizzes, in the product's own theme, to edit and rebuild."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser.harness import ROOT, Server, free_port, nginx
from garden import make_garden, write

SETTINGS = f"""\
INHERIT: {ROOT}/mkdocs.yml
docs_dir: playbook
nav: null
theme:
  custom_dir: {ROOT}/site_config/overrides
plugins:
  - search
  - stagecheck
"""


@dataclass(frozen=True, slots=True)
class Garden:
    """A project with the quizzes `garden` and `orchard`, and the server before its site.

    The page `check` holds `garden`, `both` holds the two, and `twice` holds `garden` two times.
    """

    project: Path
    server: Server

    def address(self, page: str) -> str:
        """Return the address of a page."""
        return f"{self.server.url}{page}/"

    def build(self) -> None:
        """Build the site again, as a deploy does; every warning is an error."""
        environment = os.environ | {"SITE_URL": self.server.url, "NO_MKDOCS_2_WARNING": "1"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        run = subprocess.run(
            [*command, "-d", str(self.server.site)],
            cwd=self.project,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, f"mkdocs build failed:\n{run.stdout}\n{run.stderr}"


@contextmanager
def served_garden(folder: Path) -> Iterator[Garden]:
    """Make the project below `folder`, build it and serve it."""
    port = free_port()
    root = folder / "www"
    server = Server(f"http://127.0.0.1:{port}/green/", root / "green")
    garden = Garden(_project(folder / "project"), server)
    garden.build()
    (folder / "nginx").mkdir()
    with nginx(server.site, root, port, folder / "nginx"):
        yield garden


def _project(project: Path) -> Path:
    make_garden(project)
    write(project, "mkdocs.yml", SETTINGS)
    text = (project / "quizzes/garden.md").read_text("utf-8")
    write(project, "quizzes/orchard.md", text.replace("id: garden", "id: orchard", 1))
    write(project, "playbook/both.md", "# Both\n\n::: quiz garden\n\n::: quiz orchard\n")
    write(project, "playbook/twice.md", "# Twice\n\n::: quiz garden\n\n::: quiz garden\n")
    return project
