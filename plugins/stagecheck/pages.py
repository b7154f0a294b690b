"""The pages that readers see: their titles, and the quizzes they embed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from .findings import Findings
from .problems import Mend, Place
from .yamlmap import NOT_YAML

EMBED = "::: quiz"
# Wider than what is right, so that a slip is named; other plugins use `:::` for words of their own.
_EMBED = re.compile(
    r"^(?P<indent>[\s>*+-]*)(?P<mark>:{2,}[ \t]*qui\w*)[ \t]*(?P<id>.*?)\s*$", re.IGNORECASE
)
_MARK = re.compile(r"::: *quiz", re.IGNORECASE)
_WELL_FORMED = re.compile(r"^[a-z][a-z0-9-]*$")
# At any indentation: in an admonition, a tab or a list a block of code is indented with its text.
_FENCE = re.compile(r"^ *(?P<mark>`{3,}|~{3,})")
_HINT = f"Write it alone on its line, without indentation: {EMBED} team-stage"


@dataclass(frozen=True, slots=True)
class Embed:
    """A line of a page that asks for a quiz."""

    quiz: str
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path relative to the folder of the pages, what it says of itself, its text."""

    path: str
    title: str
    description: str
    embeds: tuple[Embed, ...]
    text: str = ""


def read_page(findings: Findings, path: str, text: str) -> Page:
    """Read what matters here of one page; problems name the lines of `text`."""
    embeds = []
    for number, line in outside_code(text):
        match = _EMBED.match(line)
        if not match:
            continue
        place = Place(number, len(match["indent"]) + 1)
        well = _MARK.fullmatch(match["mark"]) and _WELL_FORMED.match(match["id"])
        if match["indent"] or not well:
            message = f"the embed {line.strip()!r} is not well formed"
            mend = None
            # An indented line may belong to a list or a box, which it would leave.
            if not match["indent"] and _WELL_FORMED.match(match["id"]):
                mend = Mend(place, line, f"{EMBED} {match['id']}")
            findings.add("QZ082", place, message, _HINT, mend)
        else:
            embeds.append(Embed(match["id"], place))
    front = _front(text)
    description = front.get("description")
    about = description if isinstance(description, str) else ""
    return Page(path, _title(front, path, text), about, tuple(embeds), text)


def replace_embeds(text: str, replacements: dict[int, str]) -> str:
    """Put other text in place of whole lines, given by their numbers."""
    lines = text.split("\n")
    for number, replacement in replacements.items():
        lines[number - 1] = replacement
    return "\n".join(lines)


def outside_code(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that are neither code nor comment, with their numbers from 1."""
    fence, comment = "", False
    for number, line in enumerate(text.split("\n"), 1):
        match = _FENCE.match(line)
        if not fence and match and not comment:
            fence = match["mark"]
        elif fence:
            closes = match and match["mark"].startswith(fence) and line.strip() == match["mark"]
            fence = "" if closes else fence
        else:
            was, comment = comment, _ends_in_comment(line, comment)
            if not was:
                yield number, line


def _ends_in_comment(line: str, comment: bool) -> bool:
    marks = re.findall(r"<!--|-->", line)
    return marks[-1] == "<!--" if marks else comment


def _title(front: dict[str, object], path: str, text: str) -> str:
    """Find a page's title as MkDocs does: front matter, first heading, file name."""
    title = front.get("title")
    if isinstance(title, str) and title:
        return title
    for _, line in outside_code(text):
        heading = re.match(r"# +(.+?) *(\{.*\})? *#*$", line)
        if heading:
            return heading[1]
    return path.rsplit("/", 1)[-1].removesuffix(".md")


def _front(text: str) -> dict[str, object]:
    match = re.match(r"^---\n(.*?)\n(---|\.\.\.)(\n|$)", text, re.DOTALL)
    try:
        data = yaml.safe_load(match[1]) if match else None
    except (yaml.YAMLError, *NOT_YAML):
        return {}
    return data if isinstance(data, dict) else {}
