"""The pages that readers see: their titles, and the quizzes they embed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import yaml

from .codespans import found_outside
from .findings import Findings
from .lines import LINES, is_line
from .problems import Mend, Place, Problem, sure
from .yamlmap import NOT_YAML

KEPT = 4096
"""How many files what was worked out of them is kept for; it is told by the text, never by a time.

Under `mkdocs serve` every save builds the site again, and all files but one are as they were.
"""

EMBED = "::: quiz"
# Wider than what is right, so that a slip is named; other plugins use `:::` for words of their own.
_EMBED = re.compile(
    r"^(?P<indent>[\s>*+-]*)(?P<mark>:{2,}[ \t]*qui\w*)[ \t]*(?P<id>.*?)\s*$", re.IGNORECASE
)
# In the midst of a sentence; a span of code shows how it is written.
_INLINE = re.compile(r"\S[ \t]+(?P<mark>::: ?quiz )")
_MARK = re.compile(r"::: *quiz", re.IGNORECASE)
_WELL_FORMED = re.compile(r"^[a-z][a-z0-9-]*$")
# At any indentation: in an admonition, a tab or a list a block of code is indented with its text.
_FENCE = re.compile(r"^ *(?P<mark>`{3,}|~{3,})")
_HINT = f"Write it alone on its line, without indentation: {EMBED} team-stage"


@dataclass(frozen=True, slots=True)
class Embed:
    """A line of a page that asks for a quiz; `quiz` is "" where it is not well formed."""

    quiz: str
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path relative to the folder of the pages, what it says of itself, its text.

    One that is not `readable` has problems that leave nothing to judge in its text.
    """

    path: str
    title: str
    description: str
    embeds: tuple[Embed, ...]
    text: str = ""
    readable: bool = True


def read_page(findings: Findings, path: str, text: str) -> Page:
    """Read what matters here of one page; problems name the lines of `text`."""
    page, problems = _read(findings.path, path, text)
    findings.problems += problems
    return page


@lru_cache(KEPT)
def _read(name: str, path: str, text: str) -> tuple[Page, tuple[Problem, ...]]:
    findings = Findings(name)
    asked = _asked(text)
    for number, line in outside_code(text):
        if number in asked:
            _check_embed(findings, line, asked[number])
        else:
            _check_inline(findings, number, line)
    _check_end(findings, text)
    front = _front(text)
    description = front.get("description")
    about = description if isinstance(description, str) else ""
    embeds = tuple(one for one in asked.values() if one.quiz)
    page = Page(path, _title(front, path, text), about, embeds, text)
    return page, tuple(findings.problems)


def mark_embeds(text: str, marked: Callable[[Embed], str]) -> str:
    """Put other text in place of each line that is meant as an embed, and of no other line.

    `marked` gives it; the quiz of an embed that is not well formed is "".
    """
    lines = text.split("\n")
    for number, embed in _asked(text).items():
        lines[number - 1] = marked(embed)
    return "\n".join(lines)


def _asked(text: str) -> dict[int, Embed]:
    """Find the lines that are meant as embeds, by their numbers."""
    found = ((number, _EMBED.match(line)) for number, line in outside_code(text))
    return {number: _embed(number, match) for number, match in found if match}


def _embed(number: int, match: re.Match[str]) -> Embed:
    well = _MARK.fullmatch(match["mark"]) and _WELL_FORMED.match(match["id"])
    quiz = match["id"] if well and not match["indent"] else ""
    return Embed(quiz, Place(number, len(match["indent"]) + 1))


def _check_embed(findings: Findings, line: str, embed: Embed) -> None:
    match = _EMBED.match(line)
    if embed.quiz or not match:
        return
    # An indented line may belong to a list or a box, which it would leave.
    sure_of_it = not match["indent"] and _WELL_FORMED.match(match["id"])
    mend = Mend(embed.place, line, f"{EMBED} {match['id']}") if sure_of_it else None
    message = f"the embed {line.strip()!r} is not well formed"
    findings.add("QZ082", embed.place, message, _HINT, mend)


def _check_end(findings: Findings, text: str) -> None:
    """Name a block of code or a comment that is not ended."""
    begun = unended(text)
    if begun:
        place, mark = begun
        closing = "-->" if mark == _COMMENT else mark
        what = "the comment" if mark == _COMMENT else "the block of code"
        message = f"{what} that begins here with {mark} does not end"
        findings.add("PB092", place, message, f"End it with a line {closing}")


_LISTS = [line.removeprefix("::: ") for line in LINES]
"""What a line may ask for that is no quiz; any other word is another plugin's, but for a slip."""
_OTHER = re.compile(r"^\s*:{3} ?(?P<word>[a-z][\w-]*)\s*$", re.IGNORECASE)


def _check_inline(findings: Findings, number: int, line: str) -> None:
    """Find an embed within a sentence, and a line that nearly asks for a list."""
    inline = next(found_outside(_INLINE, line), None) if ":::" in line else None
    if inline:
        message = "an embed stands within a sentence"
        place = Place(number, inline.start("mark") + 1)
        findings.add("QZ082", place, message, _HINT)
    other = _OTHER.match(line)
    meant = sure(other["word"], _LISTS) if other else None
    if other and meant and meant != other["word"]:
        message = f"{line.strip()!r} puts nothing on the page"
        place = Place(number, other.start("word") + 1)
        mend = Mend(place, other["word"], meant)
        findings.add("QZ082", place, message, f"Did you mean `::: {meant}`?", mend)


@lru_cache(KEPT)
def outside_code(text: str) -> tuple[tuple[int, str], ...]:
    """Give the lines that are neither code nor comment, with their numbers from 1."""
    return tuple((number, line) for number, line, outside, _ in _walk(text) if outside)


def page_with(line: str, texts: Mapping[str, str]) -> str | None:
    """Find the first page, of texts by path, that asks for what a line stands for."""
    return next((path for path, text in texts.items() if _has(text, line)), None)


def _has(text: str, wanted: str) -> bool:
    # Where code or a comment does not end, the line below is missed by nobody but us.
    lines = text.split("\n") if unended(text) else [line for _, line in outside_code(text)]
    return any(is_line(line, wanted) for line in lines)


@lru_cache(KEPT)
def unended(text: str) -> tuple[Place, str] | None:
    """Find a block of code or a comment that is not ended, and its mark.

    A block in which another begins was not ended before it; one that shows how blocks are written
    has longer marks than they.
    """
    before = begun = None
    for _, line, _, begun in _walk(text):
        if before and before == begun and before[1] != _COMMENT:
            other = _FENCE.match(line)
            if other and other["mark"].startswith(before[1]):
                return before
        before = begun
    return begun


_COMMENT = "<!--"


def _walk(text: str) -> Iterator[tuple[int, str, bool, tuple[Place, str] | None]]:
    """Give each line, whether it is to be read, and where what it stands in began."""
    begun: tuple[Place, str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        fence = _FENCE.match(line)
        outside = begun is None and not fence
        if begun and begun[1] != _COMMENT:
            closes = fence and fence["mark"].startswith(begun[1]) and line.strip() == fence["mark"]
            begun = None if closes else begun
        elif fence and not begun:
            begun = Place(number, fence.start("mark") + 1), fence["mark"]
        elif not _ends_in_comment(line, begun is not None):
            begun = None
        else:
            begun = begun or (Place(number, line.rfind(_COMMENT) + 1), _COMMENT)
        yield number, line, outside, begun


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


_FRONT = re.compile(r"---\n(?P<yaml>(?:.*?\n)??)(?:---|\.\.\.)(?:\n|$)", re.DOTALL)


class Front(NamedTuple):
    """A front matter: its YAML, which begins in the second line, and the `whole` with its ends."""

    yaml: str
    whole: str

    @property
    def lines(self) -> int:
        """Count the lines before the text of the page."""
        return self.whole.count("\n")


def front_of(text: str) -> Front | None:
    """Return the front matter of a page or quiz as it is written, if it has one.

    It ends with a line of `---` or `...`, as MkDocs takes it.
    """
    match = _FRONT.match(text)
    return Front(match["yaml"], match[0]) if match else None


def _front(text: str) -> dict[str, object]:
    front = front_of(text)
    try:
        data = yaml.safe_load(front.yaml) if front else None
    except (yaml.YAMLError, *NOT_YAML):
        return {}
    return data if isinstance(data, dict) else {}
