"""Reads a guide as somebody does who follows it: commands to run, and files to write."""

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`(?P<file>[a-z./-]+\.(?:md|yml))`")


@dataclass(frozen=True, slots=True)
class Step:
    """One block of a guide: a file with its text, or commands where `file` is None."""

    file: str | None
    text: str


def read_steps(text: str, title: str) -> list[Step]:
    """Read the section of a guide below the heading `title`.

    The text of a file stands below a sentence that names it. Raises ValueError where a block is
    neither that nor commands.
    """
    rest = text.split(f"\n## {title}\n", 1)[1]
    found, end = list[Step](), 0
    for block in _BLOCK.finditer(rest):
        between = rest[end : block.start()]
        if "\n## " in between:
            break
        names = _FILE.findall(between.rsplit("\n\n", 2)[-2])
        if block["language"] != "sh" and len(names) != 1:
            raise ValueError(f"which file is this?\n{block['text']}")
        found.append(Step(None if block["language"] == "sh" else names[0], block["text"]))
        end = block.end()
    return found


def write(root: Path, step: Step) -> None:
    """Write the file of a step below `root`."""
    assert step.file
    (root / step.file).parent.mkdir(parents=True, exist_ok=True)
    (root / step.file).write_text(step.text, "utf-8")
