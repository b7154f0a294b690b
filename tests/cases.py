"""Cases in a Markdown file for people to read: a change to a sound file, and what is then said."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_SECTION = re.compile(
    r"^## (?P<title>[^\n]+)\n\n(In `(?P<file>[a-z./-]+)`:\n\n)?"
    r"```diff\n(?P<diff>.*?)\n```\n(\n```text\n(?P<said>.*?)\n```\n)?",
    re.MULTILINE | re.DOTALL,
)


class Case(NamedTuple):
    """A mistake: the file it is made in (None for the usual one), the change, what is said."""

    title: str
    file: str | None
    diff: str
    said: str | None

    def applied_to(self, text: str) -> str:
        """Apply the runs of `-` and `+` lines to a file's text."""
        for old, new in re.findall(r"((?:^-.*\n?)+)((?:^\+.*\n?)*)", self.diff, re.MULTILINE):
            before, after = (
                re.sub(r"^[-+]", "", run, flags=re.MULTILINE).rstrip("\n") for run in (old, new)
            )
            assert f"{before}\n" in text, before
            text = text.replace(f"{before}\n", f"{after}\n" if new else "", 1)
        return text


def read_cases(path: Path) -> list[Case]:
    """Read every case of a file; no section is left out because it is written in another form."""
    text = path.read_text("utf-8")
    found = [
        Case(one["title"], one["file"], one["diff"], one["said"]) for one in _SECTION.finditer(text)
    ]
    titles = [case.title for case in found]
    assert titles == re.findall(r"^## (.+)", text, re.MULTILINE)
    assert len(set(titles)) == len(titles)
    return found


def write_again(path: Path, said_of: Callable[[Case], str]) -> None:
    """Write what is said today below each case of a file; then read it."""
    written = {case.title: said_of(case) for case in read_cases(path)}

    def section(one: re.Match[str]) -> str:
        file = f"In `{one['file']}`:\n\n" if one["file"] else ""
        head = f"## {one['title']}\n\n{file}```diff\n{one['diff']}\n```\n"
        return f"{head}\n```text\n{written[one['title']]}\n```\n"

    path.write_text(_SECTION.sub(section, path.read_text("utf-8")), "utf-8")
