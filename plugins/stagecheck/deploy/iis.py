"""The part of IIS's `web.config` that a build knows."""

from pathlib import Path
from xml.sax.saxutils import escape

from .facts import Facts
from .files import write_files

NAME = "web.config"


def complete_iis(facts: Facts, folder: Path) -> None:
    """Fill the marks in `folder`/web.config, where there is one.

    `@page-policy@` and `@worker-policy@` become policies, `@path@` the site's path as a part of a
    file's path below the root of the IIS site: "" or for instance `teams\\playbook\\`.
    """
    file = folder / NAME
    if not file.is_file():
        return
    text = file.read_text("utf-8")
    for mark, value in _values(facts).items():
        text = text.replace(mark, escape(value, {'"': "&quot;"}))
    write_files(folder, {NAME: text})


def _values(facts: Facts) -> dict[str, str]:
    below = facts.path.strip("/").replace("/", "\\")
    return {
        "@page-policy@": dict(facts.pages)["Content-Security-Policy"],
        "@worker-policy@": dict(facts.workers)["Content-Security-Policy"],
        "@path@": f"{below}\\" if below else "",
    }
